"""Documents in numbered passages for a model to point into. In: documents. Out: `Passage`s, as long as what they are cut from.

A passage is of one hand: the seller's or Amazon's. What anybody else wrote, and what speaks to a program, is blanked, so that neither can
be quoted. Passages are cut at headings, long ones at their blocks. Of a customer's complaint, a bare template and what was
sent before nothing is shown: no facts are made out of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from escalate_ai.extract.found import TextKind
from escalate_ai.extract.kinds import kind_of
from escalate_ai.reading.blocks import blocks_of
from escalate_ai.reading.document import Block, BlockKind, Document
from escalate_ai.reading.planted import planted_in, without_planted
from escalate_ai.terms import DateOrder, Whose
from escalate_ai.text.folding import Span

LONGEST = 4000
"""Characters of one passage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document of one hand."""

    file: str
    start: int
    """Where it begins in the document's text."""
    text: str
    """What stands there, places kept; what may not be quoted is blank."""
    whose: Whose
    title: str
    """Its heading, or its first words."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What can be shown of documents, and what was taken out of them."""

    passages: tuple[Passage, ...]
    planted: tuple[str, ...]
    """Words that speak to a program, each with its file, for a person."""
    unshown: tuple[str, ...] = ()
    """Documents that facts are not taken from, each with the reason."""


def passages_of(documents: Iterable[tuple[str, Document]], order: DateOrder = DateOrder.MDY) -> Cut:
    """Cut documents, each with the name of its file, into passages of the seller and of Amazon, in the order of the texts."""
    passages: list[Passage] = []
    planted: list[str] = []
    unshown: list[str] = []
    for file, document in documents:
        kind = kind_of(document, file, order)
        if why := _not_shown(file, kind):
            unshown.append(f"{file}: {why}, not shown to the model")
            continue
        blocks = document.blocks or blocks_of(document.text)
        found = planted_in(document.text, blocks)
        planted += [f"{file}: “{' '.join(document.text[slice(*each.words)].split())}” speaks to a program" for each in found]
        text = without_planted(document.text, blocks)
        for start, end in _pieces(document, blocks):
            whose = document.whose(_first(document.text, start, end))
            if kind in {TextKind.NOTICE, TextKind.REPLY} and whose is Whose.SELLER:
                whose = Whose.AMAZON
            piece = text[start:end]
            if piece.strip() and whose is not Whose.OTHER:
                passages.append(Passage(file, start, piece, whose, " ".join(piece.split())[:60]))
    return Cut(tuple(passages), tuple(planted), tuple(unshown))


def _not_shown(file: str, kind: TextKind) -> str:
    """Say why no facts are taken from a document; nothing where they are."""
    folder, slash, _ = file.partition("/")
    by_folder = {"sent": "sent before", "evidence": "a document of the case"}.get(folder, "") if slash else ""
    return by_folder or {TextKind.COMPLAINT: "a customer's complaint", TextKind.TEMPLATE: "a bare template"}.get(kind, "")


def _pieces(document: Document, blocks: Sequence[Block]) -> Iterator[Span]:
    """Give the stretches between headings and changes of hand; a long one in pieces."""
    cuts = {0, len(document.text)}
    cuts.update(block.start for block in blocks if block.kind is BlockKind.HEADING)
    cuts.update(place for stretch in document.stretches for place in (stretch.start, stretch.end))
    starts = sorted(block.start for block in blocks)
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        yield from _shortened(document.text, start, end, starts[bisect_right(starts, start) : bisect_left(starts, end)])


def _shortened(text: str, start: int, end: int, places: list[int]) -> Iterator[Span]:
    """Cut at the last block that begins within the length, else at white space, else anywhere."""
    while end - start > LONGEST:
        within = places[bisect_right(places, start) : bisect_right(places, start + LONGEST)]
        space = max(text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST))
        cut = within[-1] if within else space + 1 if space > start else start + LONGEST
        yield start, cut
        start = cut
    if end > start:
        yield start, end


def _first(text: str, start: int, end: int) -> int:
    """Give the first place of a piece that holds a letter."""
    return start + len(text[start:end]) - len(text[start:end].lstrip())
