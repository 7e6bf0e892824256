"""Days of the history that the words around them tell as something else: sent for answered, the notice for an answer.

In: a part with its days. Out: the days that stand in another's place, each with what it is told as.

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

from escalate_ai.rules.history_slots import slots
from escalate_ai.rules.history_told import BEGAN, CAME, SENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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


@cache
def scale() -> Scale:
    """Give the weights, read once."""
    raw = json.loads((files("escalate_ai") / "data" / "history_roles.json").read_text("utf-8"))
    return Scale({mark: tuple(weight) for mark, weight in raw["marks"].items()}, tuple(raw["bias"]), raw["alone"], raw["in_pairs"])


def misplaced(text: str, sentences: Sequence[tuple[int, int]], days: Sequence[Day]) -> Iterator[tuple[int, str]]:
    """Give the days told in a role that the case does not have them in, by their places, each with that role."""
    judged = {
        place: next(iter(day.roles)) for place, day in enumerate(days) if len(day.roles) == 1 and not day.is_open and not day.is_reckoned
    }
    if judged:
        told = {slot.day: _weighed(slot.marks) for slot in slots(text, sentences, [day.mention.span for day in days])}
        yield from wrong_roles(told, {place: role for place, role in judged.items() if place in told}, scale())


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
