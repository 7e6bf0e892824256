"""Words in a text that speak to a program instead of a reader. In: a text. Out: their places, or the text without them. Touches nothing.

Whoever plants an order would have the next words believed too: the rest of the paragraph or list entry goes with the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from escalate_ai.reading.blocks import blocks_of
from escalate_ai.reading.document import Block
from escalate_ai.text.folding import Span
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.words import sentences

_LONGEST_MARK = 12
"""Characters of a list entry's mark with its indent."""


class Planted(NamedTuple):
    """One place, both [start, end) in the text."""

    words: Span
    """What gives it away."""
    around: Span
    """Its sentence, with the rest of the paragraph, list entry or row; with the mark of an entry that begins with it."""


def planted_in(text: str, blocks: Sequence[Block] | None = None) -> tuple[Planted, ...]:
    """Find what speaks to a program, in order; of several in one stretch, the first.

    Args:
        text: Any text.
        blocks: Its structure, where it is known already; in order, not overlapping.

    """
    hits = Lexicon.load("form_cues").find(text, {"planted"})
    if not hits:
        return ()
    places, cut = [(block.start, block.end) for block in blocks or blocks_of(text)], sentences(text)
    found: list[Planted] = []
    for hit in hits:
        if not found or hit.span[0] >= found[-1].around[1]:
            found.append(Planted(hit.span, _around(text, hit.span, cut, places)))
    return tuple(found)


def without_planted(text: str, blocks: Sequence[Block] | None = None) -> str:
    """Give the text with all that blank: as long as before, line ends where they were."""
    parts, at = list[str](), 0
    for _, (start, end) in planted_in(text, blocks):
        parts += [text[at:start], "".join("\n" if letter == "\n" else " " for letter in text[max(at, start) : end])]
        at = max(at, end)
    return "".join((*parts, text[at:])) if parts else text


def _around(text: str, span: Span, cut: Sequence[Span], places: Sequence[Span]) -> Span:
    held = (*_holding(span, cut), *_holding(span, places))
    start = min([span[0], *(place[0] for place in _holding(span, cut))])
    line = text.rfind("\n", 0, start) + 1
    marked = start - line <= _LONGEST_MARK and _mark().fullmatch(text, line, start)
    return line if marked else start, max([span[1], *(place[1] for place in held)])


def _holding(span: Span, places: Sequence[Span]) -> Sequence[Span]:
    """Give the places, in order and not overlapping, that share words with a span."""
    first = max(0, bisect_right(places, span[0], key=_start) - 1)
    return [place for place in places[first : bisect_left(places, span[1], key=_start)] if place[1] > span[0]]


def _start(place: Span) -> int:
    return place[0]


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(r"[^\w\n]*(?:\w{1,3}[.)])?[^\w\n]*")
