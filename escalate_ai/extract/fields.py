"""What a model may point out in a text: the entries of a case and their fields. In: nothing. Out: a table, and the strict schema of it.

A field of words has no value of its own: the words quoted are the value, so nothing can be reworded on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from escalate_ai.terms import Channel, EnforcementKind, EnforcementLevel, EvidenceKind, MeasureStatus, ReplyCategory, RequestKind, Whose


class Shape(StrEnum):
    """How a value follows from its quotation."""

    WORDS = "words"
    """It is the quotation."""
    DAY = "day"
    """A date that is read in the quotation."""
    ASIN = "asin"
    """An identifier that stands in the quotation."""
    CHOICE = "choice"
    """One of a closed set, by what the quotation means."""


SELLER = frozenset({Whose.SELLER})
AMAZON = frozenset({Whose.AMAZON})
EITHER = SELLER | AMAZON


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry."""

    name: str
    path: str
    """In a case file, behind the entry's own path."""
    shape: Shape
    about: str
    """What the model is told it is."""
    whose: frozenset[Whose] = SELLER
    """In whose words its quotation may stand."""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of entry: its place in a case file and its fields."""

    kind: str
    path: str
    """`[]` stands for the number of the entry."""
    about: str
    fields: tuple[Field, ...]
    key: str = ""
    """The field without which there is no such entry."""

    def field(self, name: str) -> Field | None:
        """Give a field by its name."""
        return next((field for field in self.fields if field.name == name), None)


Schema: TypeAlias = "dict[str, object]"


def _values(kind: type[StrEnum], *without: str) -> tuple[str, ...]:
    return tuple(member.value for member in kind if member.value not in without)


_HOW = Field("how", "how", Shape.WORDS, "how it was put in place: who, with what, which record")
_RESULT = Field("result", "result", Shape.WORDS, "what shows that it works")
_STATUS = Field("status", "status", Shape.CHOICE, "how far it is, by tense and aspect", choices=_values(MeasureStatus, "unknown"))

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "seller",
        "seller",
        "the seller's account",
        (
            Field("store_name", "store_name", Shape.WORDS, "the store's name on Amazon"),
            Field("legal_name", "legal_name", Shape.WORDS, "the registered business"),
        ),
    ),
    Entry(
        "enforcement",
        "enforcement",
        "what Amazon did",
        (
            Field("kind", "kind", Shape.CHOICE, "the policy area", EITHER, _values(EnforcementKind)),
            Field("level", "level", Shape.CHOICE, "the whole account, or listings", EITHER, _values(EnforcementLevel)),
            Field("notified_on", "notified_on", Shape.DAY, "the day of the notice", EITHER),
            Field("asin", "asins[]", Shape.ASIN, "a listing it names; one fact for each", EITHER),
        ),
    ),
    Entry(
        "request",
        "request",
        "what Amazon is asked to do",
        (Field("kind", "kind", Shape.CHOICE, "one of five requests", choices=_values(RequestKind)),),
    ),
    Entry(
        "cause",
        "poa.root_causes[]",
        "what in the seller's own work led to it",
        (Field("statement", "statement", Shape.WORDS, "the cause, one sentence or two"),),
        "statement",
    ),
    Entry(
        "corrective_action",
        "poa.corrective_actions[]",
        "a thing done once to put right what happened",
        (
            Field("statement", "statement", Shape.WORDS, "what was done"),
            _STATUS,
            Field("day", "completed_on", Shape.DAY, "the day it was done"),
            _HOW,
            _RESULT,
        ),
        "statement",
    ),
    Entry(
        "preventive_measure",
        "poa.preventive_measures[]",
        "a thing that stands from now on so that it cannot recur",
        (
            Field("statement", "statement", Shape.WORDS, "what is in force"),
            _STATUS,
            Field("day", "in_effect_since", Shape.DAY, "the day from which it is in force"),
            _HOW,
            _RESULT,
        ),
        "statement",
    ),
    Entry(
        "ground",
        "grounds[]",
        "a dated fact that shows compliance, or what others did",
        (Field("statement", "statement", Shape.WORDS, "what was found"), Field("day", "dated", Shape.DAY, "the day of it")),
        "statement",
    ),
    Entry(
        "attempt",
        "appeals[]",
        "a text that went to Amazon, with the answer to it",
        (
            Field("day", "sent_on", Shape.DAY, "the day it was sent"),
            Field("channel", "channel", Shape.CHOICE, "the way it went", choices=_values(Channel)),
            Field("reply_day", "reply.received_on", Shape.DAY, "the day the answer came", EITHER),
            Field("reply_category", "reply.category", Shape.CHOICE, "what was answered", EITHER, _values(ReplyCategory, "unknown")),
            Field("reply_text", "reply.text", Shape.WORDS, "the answer in Amazon's own words", AMAZON),
        ),
        "day",
    ),
    Entry(
        "call",
        "calls[]",
        "a call to Account Health Support",
        (
            Field("day", "called_on", Shape.DAY, "the day of the call"),
            Field("asked", "asked", Shape.WORDS, "what was asked"),
            Field("answer", "answer", Shape.WORDS, "what was answered"),
        ),
        "day",
    ),
    Entry(
        "document",
        "evidence[]",
        "a document the seller has and names",
        (
            Field("title", "title", Shape.WORDS, "its name in the text"),
            Field("kind", "kind", Shape.CHOICE, "what it is", choices=_values(EvidenceKind)),
            Field("day", "dated", Shape.DAY, "the day on it"),
        ),
        "title",
    ),
)
BY_KIND = {entry.kind: entry for entry in ENTRIES}
IN_ONE_PLACE = frozenset({"cause", "corrective_action", "preventive_measure", "ground"})
"""Entries whose facts must stand in the same passage as what they are facts of."""


def schema(passages: int) -> Schema:
    """Give the strict schema of an answer over so many passages."""
    names = sorted({field.name for entry in ENTRIES for field in entry.fields})
    fact: Schema = {
        "passage": {
            "type": "integer",
            "enum": list(range(1, passages + 1)),
            "description": "The number of the passage the quotation is from.",
        },
        "field": {"type": "string", "enum": names, "description": "The field, one that this kind of entry has."},
        "quote": {"type": "string", "description": "The words it rests on, exactly as they stand in that passage."},
        "value": {
            "type": "string",
            "description": "A date as YYYY-MM-DD, an ASIN, or one of the choices; empty for a field of words.",
        },
    }
    entry: Schema = {
        "kind": {"type": "string", "enum": [each.kind for each in ENTRIES], "description": "What the entry is."},
        "facts": {"type": "array", "items": _object(fact), "description": "Its facts, each with its own quotation."},
    }
    return _object({"entries": {"type": "array", "items": _object(entry), "description": "Everything found, in the order of the text."}})


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
