"""The case: everything a letter may rest on. In: plain data, or a folder. Out: a frozen `Case`.

Judges nothing: that is the ladder's and the rules' room.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, LiteralString, Self, cast

from pydantic import BaseModel, Field, JsonValue, ModelWrapValidatorHandler, PrivateAttr, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from escalate_ai.case.days import days_of
from escalate_ai.case.facts import (
    AskedFor,
    Attempt,
    Call,
    Documents,
    Enforcement,
    Fact,
    FileText,
    Grounds,
    Incident,
    PlanFile,
    Request,
    Seller,
    Statement,
)
from escalate_ai.case.faults import DANGLING
from escalate_ai.case.fields import is_mapping
from escalate_ai.case.loading import load_case
from escalate_ai.case.marked import path_of, placed
from escalate_ai.case.ties import loose_ties
from escalate_ai.case.unlogged import Unlogged
from escalate_ai.errors import Where
from escalate_ai.policy import Policy
from escalate_ai.terms import Asks, Channel, LegalMatter, Purpose, Stance


class Case(Fact):
    """One client's matter: seller, enforcement or incident, request, plan, what was sent and answered, documents."""

    seller: Seller
    """The account."""
    enforcement: Enforcement | None = None
    """What Amazon did; reinstatement requests."""
    incident: Incident | None = None
    """What is reported; reporting requests."""
    request: Request
    """What is asked."""
    poa: PlanFile | None = None
    """The Plan of Action."""
    grounds: Grounds = ()
    """Dated facts in support; reporting requests, disputes, and notices that ask for documents."""
    appeals: tuple[Attempt, ...] = ()
    """What was sent, oldest first."""
    calls: tuple[Call, ...] = ()
    """Calls to Account Health Support."""
    evidence: Documents = ()
    """The documents."""
    track_record: Statement | None = None
    """One sentence on the account's past; at most one is ever used."""
    last_request: tuple[AskedFor, ...] = ()
    """What Amazon asked for last, item by item."""
    legal: tuple[LegalMatter, ...] | None = None
    """Legal matters; left out means nobody has looked, empty means there are none."""
    draft: FileText | None = None
    """The client's own attempt at the letter. Never grounds a fact."""
    extra: dict[str, JsonValue] = Field(default_factory=dict)
    """The agency's own keys: kept, never read."""
    _folder: Path | None = PrivateAttr(default=None)
    _file: str | None = PrivateAttr(default=None)
    _lines: Mapping[tuple[str | int, ...], int] = PrivateAttr(default_factory=dict[tuple[str | int, ...], int])
    _missing: tuple[str, ...] = PrivateAttr(default=())
    _unlogged: tuple[Unlogged, ...] = PrivateAttr(default=())

    @classmethod
    def load(cls, path: str | Path, policy: Policy | None = None) -> Case:
        """Give the case in a folder, or in a lone case file, with every text it names read in.

        Raises:
            CaseError: Anything is wrong; lists all faults at once, each with file, line, key and value.

        """
        case, folder, file, lines, unlogged = load_case(cls, path, policy)
        case._file, case._lines = file, lines  # noqa: SLF001  its own private fields, set once
        case._unlogged = unlogged  # noqa: SLF001  its own private field, set once
        case._folder = folder  # noqa: SLF001  its own private field, set once
        case._missing = tuple(str(item.id) for item in case.evidence if item.file and not (folder / item.file).is_file())  # noqa: SLF001
        return case

    @model_validator(mode="wrap")
    @classmethod
    def _tied_together(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Find faults of typing and loose ties between the parts in one go."""
        if isinstance(data, cls):
            return handler(data)
        try:
            case = handler(data)
        except ValidationError as error:
            loose = _line_errors(data)
            if not loose:
                raise
            raise ValidationError.from_exception_data(cls.__name__, [*_kept(error), *loose]) from None
        loose = _line_errors(case)
        if loose:
            raise ValidationError.from_exception_data(cls.__name__, loose)
        return case

    def __eq__(self, other: object) -> bool:
        """Compare what the cases hold; the folder they were loaded from is no part of it."""
        return type(other) is type(self) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        """Hash by seller and request, which tell most cases apart."""
        return hash((self.seller, self.request))

    @property
    def folder(self) -> Path | None:
        """The folder it was loaded from; None for a case built in Python."""
        return self._folder

    @property
    def missing_files(self) -> tuple[str, ...]:
        """The ids of documents whose file was not there when the case was loaded; none for a case built in Python."""
        return self._missing

    @property
    def unlogged(self) -> tuple[Unlogged, ...]:
        """Texts in the folder's `sent/` that no attempt names; none for a case built in Python."""
        return self._unlogged

    def where(self, key: str) -> Where:
        """Give the place of a key like `appeals[0].sent_on`: file and line too, where the case was loaded from a file.

        A lone `reply` counts as the first of `replies`, as it was written.
        """
        path = path_of(key)
        for at, step in enumerate(path):
            if step == "replies" and (*path[:at], "reply") in self._lines:
                path = (*path[:at], "reply", *path[at + 2 :])
                break
        return placed(self._file, self._lines, path) if self._file else Where(key=key)

    @property
    def is_report(self) -> bool:
        """Whether others are reported, so that there is an incident and no enforcement or plan."""
        return self.request.kind.is_report

    @property
    def stance(self) -> Stance:
        """How the seller stands to the enforcement; reports count as `accept`."""
        return self.enforcement.stance if self.enforcement else Stance.ACCEPT

    @property
    def asks(self) -> Asks | None:
        """What the notice wants; None for reports."""
        return self.enforcement.asks if self.enforcement else None

    @property
    def asins(self) -> tuple[str, ...]:
        """The listings the request is about, in the case's order, without repeats."""
        under = self.enforcement.asins if self.enforcement else self.incident.asins if self.incident else ()
        return tuple(dict.fromkeys(self.request.asins or under))

    @property
    def wants_causes(self) -> bool:
        """Whether a cause has to be owned: not in reports, disputes, or where documents alone are asked for."""
        return not self.is_report and self.stance is Stance.ACCEPT and self.asks is not Asks.DOCUMENTS

    @property
    def highlights_from_grounds(self) -> bool:
        """Whether grounds, where there are any, stand in for measures."""
        return self.is_report or (bool(self.grounds) and not self.wants_causes)

    def purpose_of(self, attempt: Attempt) -> Purpose:
        """Give what an attempt was for: as stated, else by its channel, else a report or an appeal."""
        if attempt.purpose:
            return attempt.purpose
        by_channel = {Channel.MANAGER_REVIEW: Purpose.MANAGER_REVIEW, Channel.EXECUTIVE: Purpose.EXECUTIVE}
        return by_channel.get(attempt.channel, Purpose.REPORT if self.is_report else Purpose.APPEAL)

    @property
    def ids(self) -> dict[str, str]:
        """Every id of a cause, measure, ground or document with the path of what bears it, like `poa.root_causes[0]`."""
        groups: tuple[tuple[str, tuple[object, ...]], ...] = (
            ("poa.root_causes", self.poa.root_causes if self.poa else ()),
            ("poa.corrective_actions", self.poa.corrective_actions if self.poa else ()),
            ("poa.preventive_measures", self.poa.preventive_measures if self.poa else ()),
            ("grounds", self.grounds),
            ("evidence", self.evidence),
        )
        return {str(getattr(item, "id", "")): f"{path}[{index}]" for path, items in groups for index, item in enumerate(items)}

    @property
    def newest_day(self) -> tuple[date, str]:
        """The latest day on which something in this case happened, and its path; what is only planned does not count."""
        return max(days_of(self), key=lambda found: found[0])


def _line_errors(data: object) -> list[InitErrorDetails]:
    """Give what does not fit together in a case, typed or not yet, as pydantic words it."""
    plain = _plain(data)
    if not is_mapping(plain):
        return []
    return [
        InitErrorDetails(
            type=PydanticCustomError(DANGLING if loose.dangling else "tie", "{why}", {"why": loose.message}),
            loc=loose.path,
            input=loose.value,
        )
        for loose in loose_ties(plain)
    ]


def _plain(data: object) -> object:
    """Give plain data of a case or of the keys of one, where parts may be typed already."""
    if isinstance(data, BaseModel):
        return data.model_dump(mode="json", exclude={"extra", "draft"})
    return {key: _plain(value) if isinstance(value, BaseModel) else value for key, value in data.items()} if is_mapping(data) else None


def _kept(error: ValidationError) -> list[InitErrorDetails]:
    """Give the errors of a validation in the shape in which a new one takes them."""
    kept: list[InitErrorDetails] = []
    for item in error.errors(include_url=False):
        context: dict[str, Any] = {**(item.get("ctx") or {}), "why": item["msg"]}
        same = PydanticCustomError(_literal(item["type"]), "{why}", context)
        kept.append(InitErrorDetails(type=same, loc=item["loc"], input=item["input"]))
    return kept


def _literal(name: str) -> LiteralString:
    """Give the name of an error type back to pydantic, which wants a literal and made the name itself."""
    return cast("LiteralString", name)  # type: ignore[redundant-cast]  # mypy takes every str for a literal, pyright does not
