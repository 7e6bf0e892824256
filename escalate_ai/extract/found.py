"""What was found in texts: the types every step of extracting hands on; the JSON of `extract` is made of them. Touches nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import cast

from pydantic import BaseModel, ConfigDict, JsonValue

from escalate_ai.extract.casetree import data_of, tree_of
from escalate_ai.llm.ask import Usage
from escalate_ai.terms import Whose


class TextKind(StrEnum):
    """What a text is."""

    PLAN = "plan"
    NOTICE = "notice"
    REPLY = "reply"
    LETTER = "letter"
    COMPLAINT = "complaint"
    TEMPLATE = "template"
    OTHER = "other"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Value(_Frozen):
    """One value of a case with the words it rests on."""

    path: str
    """Where it belongs in a case file: `enforcement.notified_on`, `poa.corrective_actions[0].statement`, `appeals[1].reply.category`."""
    value: JsonValue
    """As the case file takes it: dates ISO, enumerations by value."""
    quote: str
    """The words it came from, verbatim; empty where a file itself is the reason (a document in evidence/)."""
    file: str
    """The file they stand in, relative to the folder read."""
    span: tuple[int, int] | None = None
    """Where they stand in that file's text."""
    whose: Whose = Whose.SELLER
    by_model: bool = False
    """A model pointed at the words; the quote was found in the text all the same."""


class Fact(_Frozen):
    """One hard fact of a text, used or not."""

    kind: str
    """identifier, date, count, percent, money, duration, name or document."""
    text: str
    value: JsonValue
    span: tuple[int, int]
    source: str | None = None
    """The case path it went to; None where it went nowhere."""
    whose: Whose = Whose.SELLER
    file: str = ""


class Question(_Frozen):
    """Something only the client can tell."""

    ident: str
    """Stable, so that an answer finds its place: the case path it fills, or a name of its own."""
    text: str
    """The question as the client reads it."""
    why: str
    """What the answer decides, in one clause."""
    weight: int
    """The most valuable has the highest."""
    path: str | None = None
    """The case path an answer fills; None where a person has to place it."""


class Extraction(_Frozen):
    """What came of reading one draft or one folder."""

    kind: TextKind
    values: tuple[Value, ...] = ()
    facts: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = ()
    """Most valuable first."""
    left_out: tuple[str, ...] = ()
    """What was not read or not used, each in words for a person."""
    findings: tuple[str, ...] = ()
    """What a model claimed without words to rest on, and the like."""
    usage: Usage = Usage()

    @property
    def case(self) -> dict[str, JsonValue]:
        """The values as a case file holds them, as far as known; its blanks are not in it."""
        return cast("dict[str, JsonValue]", data_of(tree_of(self.values)))
