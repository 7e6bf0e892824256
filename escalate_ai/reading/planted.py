"""Words in a text that speak to a program instead of a reader. In: a text. Out: their places, or the text without them. Touches nothing.

Whoever plants an order would have the next words believed too: the rest of the paragraph or list entry goes with the sentence.
"""

from __future__ import annotations

import re
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
    """Find what speaks to a program, in order.

    Args:
        text: Any text.
        blocks: Its structure, where it is known already.

    """
    hits = Lexicon.load("form_cues").find(text, {"planted"})
    if not hits:
        return ()
    places = [(block.start, block.end) for block in blocks or blocks_of(text)]
    cut = sentences(text)
    return tuple(Planted(hit.span, _around(text, hit.span, cut, places)) for hit in hits)


def without_planted(text: str, blocks: Sequence[Block] | None = None) -> str:
    """Give the text with all that blank: as long as before, line ends where they were."""
    for _, (start, end) in planted_in(text, blocks):
        text = text[:start] + "".join("\n" if letter == "\n" else " " for letter in text[start:end]) + text[end:]
    return text


def _around(text: str, span: Span, cut: Sequence[Span], places: Sequence[Span]) -> Span:
    held = [place for place in cut if place[0] < span[1] and span[0] < place[1]]
    blocks = [place for place in places if place[0] < span[1] and span[0] < place[1]]
    start = min([span[0], *(place[0] for place in held)])
    line = text.rfind("\n", 0, start) + 1
    marked = start - line <= _LONGEST_MARK and _mark().fullmatch(text, line, start)
    return line if marked else start, max([span[1], *(place[1] for place in (*held, *blocks))])


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(r"[^\w\n]*(?:\w{1,3}[.)])?[^\w\n]*")
