"""A small convolutional network over the words of a sentence, in pure Python.

In: the data of a trained network and words in small letters. Out: nine scores, eight offences and clean. Touches nothing else.

Each word is a short vector of whole numbers; filters look at three words in a row and keep their strongest answer in the sentence.
All arithmetic of a layer runs in one large whole number, 32 bits to a value ("lanes"): adding two of them adds hundreds of values at once,
which is what makes a sentence cost tens of microseconds without a numeric library. What a word adds to each filter is worked out
once and remembered, so that a sentence of known words is a few sums.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import mul
from typing import NamedTuple

_SIZES = (3, 4, 5)
_LONG_WORD = 24
_MOST_GROUPS = 24
_KEPT = 8192
_LANE = 4
_WIDE = 8
_ZERO = 1 << 24
"""Stands for nought in a lane of one word, so that no lane is ever negative: no sum over 80 words leaves its 32 bits."""
_WIDE_ZERO = 1 << 60


class Shape(NamedTuple):
    """The measures of a network."""

    size: int
    """Numbers in a word's vector."""
    filters: int
    buckets: int
    classes: int


class Weights(NamedTuple):
    """What training found, as whole numbers with their scales."""

    words: Sequence[str]
    vectors: bytes
    """`size` signed bytes for each word."""
    groups: bytes
    """`size` signed bytes for each bucket of letter groups."""
    stretch: Sequence[float]
    """What a bucket's number is in units of a word's, for each of `size`."""
    rows: Sequence[Sequence[int]]
    """For each of `size`: three times `filters` values, then `classes` for the mean of the sentence."""
    floor: Sequence[int]
    """What each filter's answer has to exceed, its bias taken off."""
    out: Sequence[Sequence[int]]
    """For each filter: `classes` values."""
    scales: tuple[float, float]
    """What one unit of the filters' and of the mean's share is worth in a score."""
    bias: Sequence[float]


def groups_of(word: str, buckets: int) -> list[int]:
    """Give the buckets of a word's groups of three to five letters, its ends marked; at most 24."""
    edged = f"<{word[:_LONG_WORD]}>"
    found = {zlib.crc32(edged[at : at + size].encode()) % buckets for size in _SIZES for at in range(len(edged) - size + 1)}
    return sorted(found)[:_MOST_GROUPS]


def _lanes(values: Iterable[int], width: int = _LANE) -> int:
    """Give one whole number that holds signed values side by side."""
    return sum(value << (8 * width * at) for at, value in enumerate(values))


class Net:
    """A network ready to score sentences."""

    def __init__(self, weights: Weights, shape: Shape) -> None:
        self._shape = shape
        self._at = {word: at for at, word in enumerate(weights.words)}
        self._vectors = memoryview(weights.vectors).cast("b")
        self._groups = memoryview(weights.groups).cast("b")
        self._stretch = weights.stretch
        self._rows = [_lanes(row) for row in weights.rows]
        self._out = [_lanes(row, _WIDE) for row in weights.out]
        self._scales, self._bias = weights.scales, weights.bias
        lanes = 3 * shape.filters + shape.classes
        self._lift = _lanes([_ZERO] * lanes)
        self._bytes = _LANE * lanes
        self._nothing = _lanes([_ZERO] * shape.filters)
        self._floor = _lanes(3 * _ZERO + value for value in weights.floor)
        self._guard = _lanes([1 << 31] * shape.filters)
        self._wide_lift = _lanes([_WIDE_ZERO] * shape.classes, _WIDE)
        self._word = lru_cache(maxsize=_KEPT)(self._shares)

    def scores(self, words: Sequence[str]) -> list[float]:
        """Give the score of each class for a sentence of at least one word and at most 80."""
        shape = self._shape
        first, second, third, mean = zip(*map(self._word, words), strict=True)
        pad = self._nothing
        width = _LANE * shape.filters
        guard, floor = self._guard, self._floor
        top = floor
        for one, two, three in zip((pad, pad, *first), (pad, *second, pad), (*third, pad, pad), strict=True):
            answer = one + two + three
            # lane by lane the greater: the guard bit stays where `answer` does not exceed `top`
            kept = ((top | guard) - answer) & guard
            mask = kept - (kept >> 31)
            top = answer ^ ((top ^ answer) & mask)
        tops = memoryview((top - floor).to_bytes(width, "little")).cast("I")
        total = sum(map(mul, tops, self._out)) + self._wide_lift
        found = memoryview(total.to_bytes(_WIDE * shape.classes, "little")).cast("Q")
        means = memoryview(sum(mean).to_bytes(_LANE * shape.classes, "little")).cast("I")
        count = len(words)
        lift, share = count * _ZERO, self._scales[1] / count**0.5
        from_filters = self._scales[0]
        shares = zip(self._bias, found, means, strict=True)
        return [bias + from_filters * (one - _WIDE_ZERO) + share * (other - lift) for bias, one, other in shares]

    def _shares(self, word: str) -> tuple[int, int, int, int]:
        """Give what a word adds to the filters as first, second and third of three words, and to the mean."""
        size, width = self._shape.size, _LANE * self._shape.filters
        at = self._at.get(word)
        vector = self._spelled(word) if at is None else self._vectors[at * size : (at + 1) * size]
        whole = (sum(map(mul, vector, self._rows)) + self._lift).to_bytes(self._bytes, "little")
        first, second, third = (int.from_bytes(whole[at : at + width], "little") for at in range(0, 3 * width, width))
        return first, second, third, int.from_bytes(whole[3 * width :], "little")

    def _spelled(self, word: str) -> Sequence[int]:
        """Give a vector for a word the training did not see, from its letters."""
        size = self._shape.size
        found = groups_of(word, self._shape.buckets)
        if not found:
            return array("i", bytes(_LANE * size))
        sums = map(sum, zip(*(self._groups[at * size : (at + 1) * size] for at in found), strict=True))
        most = 127
        return [max(-most, min(most, round(total * stretch / len(found)))) for total, stretch in zip(sums, self._stretch, strict=True)]
