"""The network of the ear counts in large whole numbers what plain arithmetic gives."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalate_ai.text.tone_net import Net, Shape, Weights, groups_of

SHAPE = Shape(size=5, filters=7, buckets=11, classes=3)
NAMES = ("we", "beg", "you", "scan", "labels")


def _weights(seed: int) -> Weights:
    dice = random.Random(seed)

    def numbers(count: int, most: int) -> list[int]:
        return [dice.randint(-most, most) for _ in range(count)]

    def signed(count: int) -> bytes:
        return bytes(value & 255 for value in numbers(count, 127))

    return Weights(
        NAMES,
        signed(len(NAMES) * SHAPE.size),
        signed(SHAPE.buckets * SHAPE.size),
        [dice.uniform(0.2, 2) for _ in range(SHAPE.size)],
        [numbers(3 * SHAPE.filters + SHAPE.classes, 2047) for _ in range(SHAPE.size)],
        numbers(SHAPE.filters, 100_000),
        [numbers(SHAPE.classes, 1 << 14) for _ in range(SHAPE.filters)],
        (1e-7, 1e-4),
        [0.5, -0.25, 0.0],
    )


def _signed(data: bytes, at: int) -> list[int]:
    return [byte - 256 if byte > 127 else byte for byte in data[at * SHAPE.size : (at + 1) * SHAPE.size]]


def _vector(weights: Weights, word: str) -> list[int]:
    if word in NAMES:
        return _signed(weights.vectors, NAMES.index(word))
    found = [_signed(weights.groups, at) for at in groups_of(word, SHAPE.buckets)]
    sums = [sum(column) for column in zip(*found, strict=True)]
    return [max(-127, min(127, round(total * stretch / len(found)))) for total, stretch in zip(sums, weights.stretch, strict=True)]


def _plainly(weights: Weights, words: list[str]) -> list[float]:
    """Score as the definition says, one number at a time."""
    nothing = [0] * SHAPE.size
    vectors = [nothing, nothing, *(_vector(weights, word) for word in words), nothing, nothing]
    tops: list[int] = []
    for at in range(SHAPE.filters):
        answers = [
            sum(vectors[start + step][way] * weights.rows[way][step * SHAPE.filters + at] for step in range(3) for way in range(SHAPE.size))
            for start in range(len(words) + 2)
        ]
        tops.append(max(0, max(answers) - weights.floor[at]))
    scores: list[float] = []
    for kind in range(SHAPE.classes):
        means = sum(vector[way] * weights.rows[way][3 * SHAPE.filters + kind] for vector in vectors[2:-2] for way in range(SHAPE.size))
        from_filters = sum(top * row[kind] for top, row in zip(tops, weights.out, strict=True))
        scores.append(weights.bias[kind] + weights.scales[0] * from_filters + weights.scales[1] * means / len(words) ** 0.5)
    return scores


@given(st.integers(0, 1000), st.lists(st.sampled_from([*NAMES, "begging", "zebra", "?", "0"]), min_size=1, max_size=80))
def test_lanes_give_what_plain_arithmetic_gives(seed: int, words: list[str]) -> None:
    """No carry runs from one value into its neighbor, whatever the signs, up to the longest sentence."""
    weights = _weights(seed)
    assert Net(weights, SHAPE).scores(words) == pytest.approx(_plainly(weights, words), rel=1e-9, abs=1e-9)


@given(st.text(max_size=40))
def test_letter_groups_are_few_and_in_range(word: str) -> None:
    """Whatever a word is, its groups are places of the table, at most 24."""
    found = groups_of(word, SHAPE.buckets)
    assert len(found) <= 24
    assert all(0 <= at < SHAPE.buckets for at in found)
