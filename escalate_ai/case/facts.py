"""The parts of a case as typed, frozen facts. In: plain data, as YAML or JSON holds it. Out: values that cannot change. Reads no files, judges nothing.

Every field says below it what it means; the same text stands in the JSON Schema.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from escalate_ai.terms import (
    Asks,
    Channel,
    EnforcementKind,
    EnforcementLevel,
    EnforcementState,
    EvidenceKind,
    Marketplace,
    MeasureStatus,
    Purpose,
    ReplyCategory,
    RequestKind,
    Stance,
)

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
"""One line of text."""
Statement = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
"""A sentence or a few."""
Ident = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
"""The short name by which other parts of the case point at this one."""
Asin = Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^(B0[0-9A-Z]{8}|[0-9]{9}[0-9X])$")]
"""B0 and eight of 0-9 A-Z, or an ISBN-10 for books."""


def _iso_date(value: object) -> object:
    if isinstance(value, date) and not hasattr(value, "hour"):
        return value
    if isinstance(value, str):
        text = value.strip()
        if len(text) == 10 and text[4] == "-" and text[7] == "-":  # noqa: PLR2004  the shape YYYY-MM-DD itself
            try:
                return date.fromisoformat(text)
            except ValueError:
                msg = "there is no such day in the calendar"
                raise ValueError(msg) from None
    msg = "a date is written as YYYY-MM-DD, like 2026-08-14"
    raise ValueError(msg)


Day = Annotated[date, BeforeValidator(_iso_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A calendar day, written YYYY-MM-DD; nothing else is read as one, so that no parser can bend it."""


class Fact(BaseModel):
    """A part of the case: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)


class SourceText(Fact):
    """A text that came with the case, whole, and the file it came from."""

    text: str
    """The words as they stand in the file."""
    file: str | None = None
    """Its path within the case folder; null for a text written in the case file itself."""


def _file_reference(value: object) -> object:
    if isinstance(value, str):
        msg = "a bare string here names a file, which Case.load reads; in Python give {'text': ...}"
        raise ValueError(msg)  # noqa: TRY004  pydantic turns ValueError, and no TypeError, into a finding
    return value


class OrFileName:
    """Mark in the JSON Schema that the case file may give a file name instead."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Give the schema of the text, or of a file name."""
        return {"anyOf": [{"type": "string", "description": "a file in the case folder"}, handler(schema)]}


FileText = Annotated[SourceText, BeforeValidator(_file_reference), OrFileName()]
"""A file name in the case file, or `{text: ...}`; loaded, always the text."""


class Contact(Fact):
    """The person who signs. Name and role go into the signature; nothing of it ever goes to a model."""

    name: Line
    """Full name as signed."""
    role: Line | None = None
    """Position in the business: Owner, Managing Director."""
    email: Line | None = None
    """For the signature of the submission only."""
    phone: Line | None = None
    """For the signature of the submission only."""


class Seller(Fact):
    """The seller's account."""

    store_name: Line
    """The store's display name on Amazon."""
    legal_name: Line | None = None
    """The registered business, where it differs."""
    seller_id: Line | None = None
    """The merchant token: A and about 12 to 15 of 0-9 A-Z."""
    marketplace: Marketplace
    """Decides date order, date style and the currency of a bare sign."""
    contact: Contact
    """Who signs."""
    known_names: tuple[Line, ...] = ()
    """Other names that may rightly appear: suppliers, brands, people."""


class Notice(Fact):
    """Amazon's message about the enforcement."""

    text: str
    """The message, whole. It grounds facts; it is never an instruction."""
    file: str | None = None
    """Its file within the case folder, where it came from one."""


NoticeText = Annotated[Notice, BeforeValidator(_file_reference), OrFileName()]


class Enforcement(Fact):
    """What Amazon did, to what, and why."""

    kind: EnforcementKind
    """The policy area the notice names."""
    also: tuple[EnforcementKind, ...] = ()
    """Further areas named in the same notice."""
    level: EnforcementLevel
    """The whole account, or listings."""
    state: EnforcementState = EnforcementState.DEACTIVATED
    """How far it has gone."""
    stance: Stance = Stance.ACCEPT
    """Whether the cause is owned, or an error is rightly disputed."""
    asks: Asks = Asks.PLAN
    """What the notice wants from the seller."""
    notified_on: Day
    """The day of the notice."""
    asins: tuple[Asin, ...] = ()
    """The listings the notice names."""
    notice: NoticeText | None = None
    """The message itself."""


class Period(Fact):
    """From one day to another, both included; for what nobody can date to the day."""

    start: Day = Field(alias="from")
    """The first day it can have been."""
    end: Day = Field(alias="to")
    """The last day it can have been."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            msg = f"the period ends ({self.end}) before it starts ({self.start})"
            raise ValueError(msg)
        return self


class Offender(Fact):
    """A seller, listing or reviewer who is reported."""

    name: Line
    """The name shown on Amazon."""
    seller_id: Line | None = None
    """Their merchant token, where known."""
    url: Line | None = None
    """Where they are seen."""


class IncidentItem(Fact):
    """One single offence: a review, an offer, a changed detail page."""

    id: Ident
    """Review id, offer id or a number of your own."""
    dated: Day
    """The day it appeared."""
    text: Statement
    """What it says or shows."""


class Incident(Fact):
    """What is reported: the counterpart of an enforcement for reporting requests."""

    noticed_on: Day
    """The day the seller first saw it."""
    asins: tuple[Asin, ...] = ()
    """The listings it is about."""
    offenders: tuple[Offender, ...] = ()
    """Who does it, as far as known."""
    items: tuple[IncidentItem, ...] = ()
    """The single offences."""


class Request(Fact):
    """What Amazon is asked to do."""

    kind: RequestKind
    """One of five requests."""
    asins: tuple[Asin, ...] = ()
    """The listings it is about; empty: those of the enforcement or incident."""


def _numbered(prefix: str) -> AfterValidator:
    """Give the validator that fills in ids by place, RC1, RC2 …, where they were left out."""

    def number(items: tuple[Identified, ...]) -> tuple[Identified, ...]:
        return tuple(item if item.id else item.model_copy(update={"id": f"{prefix}{place}"}) for place, item in enumerate(items, 1))

    return AfterValidator(number)


class Identified(Fact):
    """A part that others point at."""

    id: Ident | None = None
    """The name others point at; given in order where left out (RC, CA, PM, G, EV)."""


class Cause(Identified):
    """What the seller did, or failed to do, that led to the enforcement."""

    statement: Statement
    """One owned sentence: which step of the seller's own work failed."""


class Measure(Identified):
    """One thing done (corrective) or put in place (preventive)."""

    statement: Statement
    """What was done, in the seller's words."""
    status: MeasureStatus
    """Completed means done, or in force."""
    completed_on: Day | None = None
    """The day it was done; corrective actions."""
    in_effect_since: Day | None = None
    """The day from which it is in force; preventive measures."""
    how: Statement | None = None
    """How it was put in place: who, with what, which record."""
    result: Statement | None = None
    """What shows that it works: a count, a rate, an audit."""
    resolves: tuple[Ident, ...] = ()
    """The causes it answers."""
    evidence: tuple[Ident, ...] = ()
    """The documents behind it."""

    @property
    def dated(self) -> date | None:
        """The day that stands beside the measure in a letter."""
        return self.completed_on or self.in_effect_since


class PlanOfAction(Fact):
    """The appeal itself: causes owned, actions taken, measures standing."""

    root_causes: Annotated[tuple[Cause, ...], _numbered("RC")] = ()
    """What the seller's own work did wrong."""
    corrective_actions: Annotated[tuple[Measure, ...], _numbered("CA")] = ()
    """Done once, to put right what happened."""
    preventive_measures: Annotated[tuple[Measure, ...], _numbered("PM")] = ()
    """Standing, so that it cannot happen again."""
    text: str | None = None
    """The plan as the client wrote it, where it came as a text."""
    file: str | None = None
    """Its file within the case folder."""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Corrective actions, then preventive measures."""
        return self.corrective_actions + self.preventive_measures


class Ground(Identified):
    """A dated fact that supports the request: what was seen, bought, tested, or what shows compliance."""

    statement: Statement
    """What was found, in the seller's words."""
    dated: Day | Period | None = None
    """The day or the period of the finding."""
    evidence: tuple[Ident, ...] = ()
    """The documents behind it."""


class Reply(Fact):
    """What Amazon answered to one attempt."""

    received_on: Day | None = None
    """The day it came."""
    category: ReplyCategory | None = None
    """What kind of answer it is; classified from the text where left out."""
    text: str | None = None
    """The answer's words. They ground facts; they are never an instruction."""


class Attempt(Fact):
    """One text that went to Amazon, with everything that came back."""

    sent_on: Day | Period
    """The day, or the period where nobody knows the day."""
    channel: Channel
    """The way it went."""
    purpose: Purpose | None = None
    """What it was for; by default follows from the channel and the kind of request."""
    recipient: Line | None = None
    """Whom it addressed."""
    plan: FileText | None = None
    """The text of what was sent. Never grounds a fact; found again in near copies."""
    confirmed: bool = True
    """False: somebody's memory, which blocks a submission until confirmed."""
    replies: tuple[Reply, ...] = ()
    """What came back, oldest first; empty: nothing came."""

    @model_validator(mode="before")
    @classmethod
    def _one_reply_is_a_list(cls, data: object) -> object:
        """Take `reply:` for a list of one; both keys at once would leave the order open."""
        if not isinstance(data, dict) or "reply" not in data:
            return data
        if "replies" in data:
            msg = "give either `reply` or `replies`, not both"
            raise ValueError(msg)
        rest = {key: value for key, value in data.items() if key != "reply"}
        return {**rest, "replies": () if data["reply"] is None else (data["reply"],)}

    @property
    def first_day(self) -> date:
        """The day it was sent, or the earliest it can have been."""
        return self.sent_on.start if isinstance(self.sent_on, Period) else self.sent_on

    @property
    def last_day(self) -> date:
        """The day it was sent, or the latest it can have been."""
        return self.sent_on.end if isinstance(self.sent_on, Period) else self.sent_on


class Call(Fact):
    """A call to Account Health Support."""

    called_on: Day
    """The day of the call."""
    asked: Statement
    """What was asked."""
    answer: Statement | None = None
    """What was answered."""
    agent: Line | None = None
    """Who answered."""
    case_id: Line | None = None
    """The support case opened for it."""


class Evidence(Identified):
    """A document that goes with the submission."""

    kind: EvidenceKind
    """What it is."""
    title: Line
    """The name by which the letter calls it."""
    file: Line | None = None
    """Its path within the case folder."""
    supports: tuple[Ident, ...] = ()
    """The measures, causes or grounds it shows."""
    dated: Day | None = None
    """The day it was made or obtained, where it matters that it is newer than a reply."""
    confirmed: bool = True
    """False: not yet seen by a person; blocks a submission until confirmed."""


class AskedFor(Fact):
    """One thing Amazon asked for last, and what answers it."""

    asked: Statement
    """What was asked for."""
    answered_by: tuple[Ident, ...] = ()
    """The documents or measures that supply it; empty: unanswered."""


Grounds = Annotated[tuple[Ground, ...], _numbered("G")]
"""Grounds, numbered in order."""
Documents = Annotated[tuple[Evidence, ...], _numbered("EV")]
"""Documents, numbered in order."""
