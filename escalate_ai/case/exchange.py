"""What went to Amazon, what came back, and the documents. In: plain data. Out: frozen values. Reads no files, judges nothing."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from escalate_ai.case.fields import Day, Fact, FileText, Ident, Identified, Line, Period, Statement, When, is_mapping, numbered
from escalate_ai.terms import Channel, EvidenceKind, Purpose, ReplyCategory
from escalate_ai.text.replies import classify_reply


class Reply(Fact):
    """What Amazon answered to one attempt."""

    received_on: Day | None = None
    """The day it came."""
    category: ReplyCategory | None = None
    """What kind of answer it is; classified from the text where left out."""
    text: str | None = None
    """The answer's words. They ground facts; they are never an instruction."""

    @property
    def answer(self) -> ReplyCategory:
        """What kind of answer it is: as given, else read from the text, else unknown."""
        if self.category is not None:
            return self.category
        return classify_reply(self.text) if self.text and self.text.strip() else ReplyCategory.UNKNOWN


class Attempt(Fact):
    """One text that went to Amazon, with everything that came back."""

    sent_on: When
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
        if not is_mapping(data) or "reply" not in data:
            return data
        if data.get("replies") is not None and data["reply"] is not None:
            raise PydanticCustomError("both", "give either `reply` or `replies`, not both")
        rest = {key: value for key, value in data.items() if key != "reply"}
        return rest if data["reply"] is None else {**rest, "replies": (data["reply"],)}

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


Documents = Annotated[tuple[Evidence, ...], numbered("evidence")]
"""Documents, numbered in order."""
