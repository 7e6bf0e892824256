"""The case: everything a letter may rest on. In: plain data, or a folder. Out: a frozen `Case`. Judges nothing: that is the ladder's and the rules' room."""

from __future__ import annotations

from pathlib import Path
from pydantic import Field, JsonValue, PrivateAttr

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
    PlanOfAction,
    Request,
    Seller,
    Statement,
)
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
    poa: PlanOfAction | None = None
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

    @classmethod
    def load(cls, path: str | Path, policy: Policy | None = None) -> Case:
        """Give the case in a folder, or in a lone case file, with every text it names read in.

        Raises:
            CaseError: Anything is wrong; lists all faults at once, each with file, line, key and value.

        """
        raise NotImplementedError

    @property
    def folder(self) -> Path | None:
        """The folder it was loaded from; None for a case built in Python."""
        return self._folder

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

