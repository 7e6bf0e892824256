"""Days of the history that the words around them tell as something else: sent for answered, the notice for an answer, another's answer.

In: a part with its days. Out: the days that stand in another's place, each with what it is told as; answers told of another submission.

How much each mark of a place speaks for a role was learned from true letters (`training/history/fit.py`, `data/history_roles.json`). One
day is judged by its own words where they leave hardly a doubt; two days of different roles where the words of both say that they changed
places.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.history_days import point_of
from escalate_ai.rules.history_slots import pairs, slots
from escalate_ai.rules.history_told import BEGAN, CAME, SENT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from escalate_ai.rules.history_order import Day

ROLES = (SENT, CAME, BEGAN)
"""The roles that a day of the history has, in the order of their weights."""

Weight = tuple[float, ...]
"""How much speaks for each of `ROLES`, against a day of no history."""


class Scale(NamedTuple):
    """What the marks of a place weigh."""

    marks: Mapping[str, Weight]
    bias: Weight
    alone: float
    """By how much another role has to outweigh a day's own, for the day alone."""
    in_pairs: float
    """The same for two days that may have changed places, taken together."""
    answers: Mapping[str, float]
    """How much each mark between a sending and an answer, led by the role of the first, says that the one answers the other."""
    answers_bias: float
    answered: float
    """How much has to."""


@cache
def scale() -> Scale:
    """Give the weights, read once."""
    raw = json.loads((files("escalate_ai") / "data" / "history_roles.json").read_text("utf-8"))
    marks = {mark: tuple(weight) for mark, weight in raw["marks"].items()}
    told = raw["answers"]
    return Scale(marks, tuple(raw["bias"]), raw["alone"], raw["in_pairs"], told["marks"], told["bias"], told["answered"])


def misplaced(
    text: str, sentences: Sequence[tuple[int, int]], days: Sequence[Day], sure: Collection[int] = ()
) -> Iterator[tuple[int, str]]:
    """Give the days told in a role that the case does not have them in, by their places, each with that role.

    Args:
        text: The part of a letter.
        sentences: Their places in it.
        days: Its days.
        sure: The places of those that words right beside them tell as the case has them.

    """
    judged = {place: role for place, role in _judged(days).items() if place not in sure}
    if judged:
        told = {slot.day: _weighed(slot.marks) for slot in slots(text, sentences, [day.mention.span for day in days], judged)}
        yield from wrong_roles(told, {place: role for place, role in judged.items() if place in told}, scale())


def wrong_answers(text: str, sentences: Sequence[tuple[int, int]], days: Sequence[Day]) -> Iterator[tuple[int, int]]:
    """Give the days of a sending with that of an answer that is told to answer it, and in the case answers another."""
    judged, known, spans = _judged(days), scale(), [day.mention.span for day in days]
    others = {
        (place, place + 1): (place, place + 1) if judged[place] == SENT else (place + 1, place)
        for place in range(len(days) - 1)
        if {judged.get(place), judged.get(place + 1)} == {SENT, CAME}
        and not text.startswith(":", spans[place][1])  # an entry of a list tells of its own day only
    }
    # an answer of an earlier day may be what the sending came after: "on B, having been refused on A, we wrote"
    others = {
        pair: (sent, came)
        for pair, (sent, came) in others.items()
        if not set(days[sent].sent) & set(days[came].answered) and not _is_earlier(days[came], days[sent])
    }
    for pair in pairs(text, sentences, spans, others):
        if told_of_each_other(pair.marks, judged[pair.one], known) > known.answered:
            yield others[pair.one, pair.other]


def _is_earlier(one: Day, other: Day) -> bool:
    """Say whether a day is before another; where a year is left out, both are of one."""
    mine, theirs = point_of(one.mention), point_of(other.mention)
    years = (mine.year or 0, theirs.year or 0) if mine.year and theirs.year else (0, 0)
    return (years[0], mine.month or 0, mine.day or 0) < (years[1], theirs.month or 0, theirs.day or 0)


def told_of_each_other(marks: Sequence[str], first: str, known: Scale) -> float:
    """Give how surely two days next to each other are told as a sending and its answer; `first` is the role of the first one."""
    return known.answers_bias + sum(known.answers.get(f"{first} {mark}", 0.0) for mark in marks)


def _judged(days: Sequence[Day]) -> dict[int, str]:
    """Give the one role of each day that has one, by its place."""
    plain = [place for place, day in enumerate(days) if len(day.roles) == 1 and not day.is_open and not day.is_reckoned]
    return {place: next(iter(days[place].roles)) for place in plain}


def _weighed(marks: Sequence[str]) -> Weight:
    known = scale()
    found = [known.marks[mark] for mark in marks if mark in known.marks]
    return tuple(sum(weights) for weights in zip(known.bias, *found, strict=True))


def wrong_roles(told: Mapping[int, Weight], held: Mapping[int, str], known: Scale) -> Iterator[tuple[int, str]]:
    """Give the days whose words speak too much for another role than the case has.

    Args:
        told: What speaks for each role, by the places of the days.
        held: The one role that the case has for each.
        known: The thresholds.

    """
    by = {place: {role: told[place][at] - told[place][ROLES.index(own)] for at, role in enumerate(ROLES)} for place, own in held.items()}
    wrong: dict[int, str] = {}
    for place in held:
        role, much = max(by[place].items(), key=lambda item: item[1])
        if much > known.alone:
            wrong[place] = role
    for one, other in combinations(held, 2):
        if held[one] != held[other]:
            mine, theirs = by[one][held[other]], by[other][held[one]]
            if mine > 0 and theirs > 0 and mine + theirs > known.in_pairs:
                wrong.setdefault(one, held[other])
                wrong.setdefault(other, held[one])
    yield from sorted(wrong.items())
