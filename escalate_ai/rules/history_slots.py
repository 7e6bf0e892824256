"""What stands around the days of a history, as marks to be weighed. In: a text, its sentences, the places of its days. Out: marks.

Judges nothing, and reads no case: what the days are makes no difference, only the words around them and where other days stand.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_NEAR = 6
"""Words on either side that count wherever they stand there."""
_EARLIER = 12
"""Words of the sentence before the day ahead that count."""
_FEW = 2
"""Words between two days that count as a whole."""
_MOST_BEFORE = 4
"""Days before one in its sentence that are told apart by number."""
_LONG = 8
"""Pairs of words between two days from which they are far apart."""
BEGIN, END, DAY = "<", ">", "@"
"""Where a sentence begins and ends, and another day."""


class Slot(NamedTuple):
    """The place of one day among its words."""

    day: int
    marks: tuple[str, ...]


class Pair(NamedTuple):
    """Two days next to each other in a sentence."""

    one: int
    other: int
    marks: tuple[str, ...]


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|[();:,.]|\d+")


def slots(
    text: str, sentences: Sequence[tuple[int, int]], days: Sequence[tuple[int, int]], wanted: Container[int] | None = None
) -> Iterator[Slot]:
    """Give the marks of each day that stands in a sentence.

    Args:
        text: The part of a letter.
        sentences: Their places in it.
        days: The places of its days, in order.
        wanted: Which days are asked for, by number; every one where none are named.

    """
    for start, end in sentences:
        inside = [day for day, span in enumerate(days) if start <= span[0] < end]
        if not any(wanted is None or day in wanted for day in inside):
            continue
        gaps = _gaps(text, (start, end), [days[day] for day in inside])
        said: list[str] = []
        for place, day in enumerate(inside):
            if wanted is None or day in wanted:
                left = [DAY if place else BEGIN, *gaps[place]]
                right = [*gaps[place + 1], DAY if place + 1 < len(inside) else END]
                yield Slot(day, tuple(dict.fromkeys(_marks(left, right, said[-_EARLIER:], place))))
            said += gaps[place]


def pairs(
    text: str, sentences: Sequence[tuple[int, int]], days: Sequence[tuple[int, int]], wanted: Container[tuple[int, int]] | None = None
) -> Iterator[Pair]:
    """Give the marks of each two days that stand next to each other in a sentence; see `slots`."""
    for start, end in sentences:
        inside = [day for day, span in enumerate(days) if start <= span[0] < end]
        asked = [(place, *pair) for place, pair in enumerate(pairwise(inside)) if wanted is None or pair in wanted]
        gaps = _gaps(text, (start, end), [days[day] for day in inside]) if asked else []
        for place, one, other in asked:
            left = [DAY if place else BEGIN, *gaps[place]]
            right = [*gaps[place + 2], DAY if place + 2 < len(inside) else END]
            yield Pair(one, other, tuple(dict.fromkeys(_between(left, gaps[place + 1], right))))


def _gaps(text: str, sentence: tuple[int, int], days: Sequence[tuple[int, int]]) -> list[list[str]]:
    """Give the words before, between and behind days; a number is a number, whichever it is."""
    edges = [sentence[0], *(edge for span in days for edge in span), sentence[1]]
    return [
        ["#" if word.isdigit() else word.lower() for word in _word().findall(text, low, high)]
        for low, high in zip(edges[::2], edges[1::2], strict=True)
    ]


def _marks(left: Sequence[str], right: Sequence[str], said: Sequence[str], place: int) -> Iterator[str]:
    """Give the nearest words by place, alone and joined, those farther by being there, and what was said before the day ahead."""
    for step in (1, 2, 3):
        if len(left) >= step:
            yield f"{step}< {left[-step]}"
        if len(right) >= step:
            yield f"{step}> {right[step - 1]}"
    for many in (2, 3):
        yield f"{many}<< {' '.join(left[-many:])}"
        yield f"{many}>> {' '.join(right[:many])}"
    yield f"<> {left[-1]} {DAY} {right[0]}"
    yield f"<<>> {' '.join(left[-2:])} {DAY} {' '.join(right[:2])}"
    yield from (f"near< {word}" for word in left[-_NEAR - 1 :])
    yield from (f"near> {word}" for word in right[: _NEAR + 1])
    if len(left) <= _FEW + 1:
        yield f"all< {' '.join(left)}"
    yield f"from {left[0]}"
    yield f"to {right[-1]}"
    yield f"place {min(place, _MOST_BEFORE)}"
    yield from (f"earlier {word}" for word in said)


def _between(left: Sequence[str], middle: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """Give the words between two days by place and by being there, and the nearest on either side."""
    for step in (1, 2, 3):
        if len(left) >= step:
            yield f"{step}< {left[-step]}"
        if len(right) >= step:
            yield f"{step}> {right[step - 1]}"
        if len(middle) >= step:
            yield f"{step}. {middle[step - 1]}"
            yield f".{step} {middle[-step]}"
    yield f"2<< {' '.join(left[-2:])}"
    yield f"2>> {' '.join(right[:2])}"
    yield f"2.. {' '.join(middle[:2])}"
    yield from (f"..{many} {' '.join(middle[-many:])}" for many in (2, 3))
    if len(middle) <= _FEW + 1:
        yield f"all {' '.join(middle)}"
    yield from (f"between {word}" for word in middle)
    yield f"long {min(len(middle) // 2, _LONG)}"
    yield f"from {left[0]}"
    yield f"to {right[-1]}"
