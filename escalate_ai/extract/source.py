"""One text under extraction: where it came from, what it is, and how its numbers read. In: a document. Out: `Source`. Touches nothing."""

from __future__ import annotations

from dataclasses import dataclass

from escalate_ai.extract.found import TextKind, Value
from escalate_ai.reading.document import Document
from escalate_ai.reading.planted import without_planted
from escalate_ai.terms import DateOrder, Whose
from escalate_ai.text.folding import Span

_WRITTEN_BY = {TextKind.NOTICE: Whose.AMAZON, TextKind.REPLY: Whose.AMAZON, TextKind.COMPLAINT: Whose.OTHER}


@dataclass(frozen=True, slots=True)
class Reads:
    """How dates in digits and bare currency signs are read."""

    order: DateOrder
    currency: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document with the name of its file."""

    file: str
    """Relative to the folder read; what values and facts name."""
    document: Document
    kind: TextKind
    reads: Reads

    @property
    def text(self) -> str:
        """The whole text."""
        return self.document.text

    @property
    def own(self) -> str:
        """The seller's own words, places kept: without others' and without instructions planted for a machine."""
        return without_planted(self.document.own, self.document.blocks)

    def whose(self, place: int) -> Whose:
        """Tell who wrote what stands at a place: a notice, an answer or a complaint given as plain text is not the seller's."""
        told = self.document.whose(place)
        if told is not Whose.SELLER or any(found.sender or found.sent_on for found in self.document.stretches):
            return told
        return _WRITTEN_BY.get(self.kind, told)

    def value(self, path: str, value: object, span: Span, *, whose: Whose | None = None) -> Value:
        """Give a value with the words at a place, white space at their ends left out."""
        start, end = trimmed(self.text, span)
        return Value.model_validate(
            {
                "path": path,
                "value": value,
                "quote": self.text[start:end],
                "file": self.file,
                "span": (start, end),
                "whose": whose or self.whose(start),
            }
        )


def trimmed(text: str, span: Span) -> Span:
    """Give a span without the white space at its ends."""
    start, end = span
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
