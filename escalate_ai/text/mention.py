"""What a recogniser hands over: one fact named in a text. In: nothing. Out: the types. Touches nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from escalate_ai.text.folding import Folded


class MentionKind(StrEnum):
    """What sort of fact is named; the values are those of `grounding[].kind`."""

    IDENTIFIER = "identifier"
    DATE = "date"
    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"
    DURATION = "duration"
    NAME = "name"
    DOCUMENT = "document"


class Bound(StrEnum):
    """How a number is hedged: "more than 1,200" names a bound, not a count."""

    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Mention:
    """One fact named in a text, with the words and a canonical value to compare it by.

    Two mentions say the same where `kind`, `value` and `unit` are equal: see `fact`.
    """

    kind: MentionKind
    text: str
    """The words at `span`, as they stand in the text that was given."""
    span: tuple[int, int]
    value: Hashable
    """`DatePoint` for dates; `int` or `Decimal` for numbers (durations in seconds or months, see `unit`); upper case for identifiers."""
    unit: str | None = None
    """Counts: the noun, singular and lower case ("delivery"), None where none stands there. Percent: "%". Money: the currency code.
    Durations: "second" (minutes to weeks, exactly convertible), "month" (months, quarters, years) or "business day".
    Identifiers: "asin", "order", "seller", "case", "complaint", "isbn", "removal", "shipment", "tracking" or "reference". Dates: None."""
    phrase: str = ""
    """The wider words it stands in: with its bound ("more than 1,200 orders"), its range or its whole ("twelve of the 38 deliveries")."""
    bound: Bound | None = None
    ordinal: bool = False
    """True for "second submission": the value is a place in a row, not a quantity."""

    @property
    def fact(self) -> tuple[MentionKind, Hashable, str | None]:
        """What two mentions have in common when they state the same."""
        return (self.kind, self.value, self.unit)


def placed(mentions: Iterable[Mention], folded: Folded) -> tuple[Mention, ...]:
    """Move mentions found in a folded text back to the original: spans and words."""
    if folded.text is folded.original:
        return tuple(mentions)
    moved: list[Mention] = []
    for mention in mentions:
        start, end = folded.span(*mention.span)
        moved.append(replace(mention, span=(start, end), text=folded.original[start:end]))
    return tuple(moved)
