"""What stands around a fact. In: a text with its sentences, a place in it. Out: its sentence and words, its clause. Judges nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from escalate_ai.ledger.nouns import lemmas
from escalate_ai.text.mention import MentionKind

if TYPE_CHECKING:
    from escalate_ai.text.mention import Mention

_REACH = 500
"""Characters to either side of a number that may tell what it counts."""

_MOST = 12
"""Facts of one sentence that are looked at."""


def around(text: str, spans: tuple[tuple[int, int], ...], starts: list[int], at: int) -> tuple[frozenset[str], str]:
    """Give the words and the sentence around a place, in one line, of an endless one what stands near."""
    place = bisect_right(starts, at) - 1
    start, end = spans[place] if place >= 0 and at < spans[place][1] else (0, len(text))
    sentence = text[max(start, at - _REACH) : min(end, at + _REACH)]
    return lemmas(sentence), " ".join(sentence.split()) if "\n" in sentence else sentence


def beside(
    mention: Mention, facts: tuple[Mention, ...], spans: tuple[tuple[int, int], ...], starts: list[int]
) -> tuple[tuple[MentionKind, object, str | None], ...]:
    """Give the other facts of the sentence that a number stands in, not more than there may be of use."""
    if mention.kind in {MentionKind.DATE, MentionKind.IDENTIFIER, MentionKind.DURATION}:
        return ()
    place = bisect_right(starts, mention.span[0]) - 1
    start, end = spans[place] if place >= 0 else (0, 0)
    first = bisect_left(facts, start, key=lambda one: one.span[0])
    within = takewhile(lambda one: one.span[0] < end, islice(facts, first, None))
    return tuple(islice((one.fact for one in within if one is not mention and not one.ordinal), _MOST))


def in_one_line(mention: Mention) -> Mention:
    """Give a fact with its words in one line, as its sentence is given."""
    return replace(mention, text=" ".join(mention.text.split())) if "\n" in mention.text else mention


def stretch(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Give the stretch between semicolons and ends of sentences that a fact stands in."""
    low = max(text.rfind(mark, 0, span[0]) for mark in ("; ", ". ", ";\n", ".\n"))
    highs = [place for mark in ("; ", ". ", ";\n", ".\n") if (place := text.find(mark, span[1])) >= 0]
    return low + 1, min(highs, default=len(text))
