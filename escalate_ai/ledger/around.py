"""What stands around a fact. In: a text with its sentences, a place in it. Out: its sentence and words, its clause. Judges nothing."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from escalate_ai.ledger.nouns import lemmas

if TYPE_CHECKING:
    from escalate_ai.text.mentions import Mention

_REACH = 500
"""Characters to either side of a number that may tell what it counts."""


def around(text: str, spans: tuple[tuple[int, int], ...], starts: list[int], at: int) -> tuple[frozenset[str], str]:
    """Give the words and the sentence around a place, in one line, of an endless one what stands near."""
    place = bisect_right(starts, at) - 1
    start, end = spans[place] if place >= 0 and at < spans[place][1] else (0, len(text))
    sentence = text[max(start, at - _REACH) : min(end, at + _REACH)]
    return lemmas(sentence), " ".join(sentence.split()) if "\n" in sentence else sentence


def in_one_line(mention: Mention) -> Mention:
    """Give a fact with its words in one line, as its sentence is given."""
    return replace(mention, text=" ".join(mention.text.split())) if "\n" in mention.text else mention


def stretch(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Give the stretch between semicolons and ends of sentences that a fact stands in."""
    low = max(text.rfind(mark, 0, span[0]) for mark in ("; ", ". ", ";\n", ".\n"))
    highs = [place for mark in ("; ", ". ", ";\n", ".\n") if (place := text.find(mark, span[1])) >= 0]
    return low + 1, min(highs, default=len(text))
