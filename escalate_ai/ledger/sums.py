"""Numbers worked out of numbers of the case: sums, averages, shares. In: a number as said, the case's numbers. Out: how, or None.

They stand nowhere in the case, so they are only shown as what they are. What is said of all is never worked out.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from escalate_ai.ledger.elided import compares, is_of_all, is_whole
from escalate_ai.ledger.said import telling
from escalate_ai.text.mention import Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from escalate_ai.ledger.held import Held
    from escalate_ai.ledger.said import Said

_PLAN = "poa.text"  # the whole plan: nothing in it belongs together
_PAIR = 2
_LEAST_SUM = 3  # with parts below this, sums are too easily made of anything
_MOST_SUMMED = 24
_SUMMED = {MentionKind.COUNT, MentionKind.MONEY}


def number_of(mention: Mention) -> Decimal:
    """Give the number a mention names, zero where it names none."""
    return Decimal(mention.value) if isinstance(mention.value, (int, Decimal)) else Decimal(0)


def calculated(said: Said, held: Mapping[MentionKind, list[Held]]) -> str | None:
    """Give how a number follows from numbers of the case by adding, averaging or dividing; None where it does not.

    Args:
        said: The number as the letter says it.
        held: The numbers of the case by their kind.

    """
    mention = said.mention
    if mention.kind is MentionKind.PERCENT and mention.bound is None:
        return _share(said, held) if mention.unit == "%" else None
    if mention.kind not in _SUMMED or mention.unit is None or mention.bound or mention.ordinal:
        return None
    if is_of_all(mention, said.sentence) or is_whole(mention, said.sentence):
        return None
    values = _alike(said, held)
    total = sum(value for value, _ in values)
    if len(values) >= _PAIR and total in {said.number, said.number * len(values)}:
        what = "sum" if total == said.number else "average"
        return f"the {what} of {' and '.join(path for _, path in values)}"
    for (low, first), (high, second) in combinations(values, 2):
        result = {"sum": low + high, "average": (low + high) / 2}
        if compares(mention, said.sentence):
            result["difference"] = high - low
        how = next((how for how, number in result.items() if number == said.number), None)
        if how:
            return f"the {how} of {first} and {second}"
    return None


def rest_of(said: Said, counts: Iterable[Held]) -> str | None:
    """Find what is left where one statement tells of a whole and a part of it: the eight late ones of 2,905 of which 2,897 left on time."""
    if said.mention.bound is not None or compares(said.mention, said.sentence):
        return None
    by_path: dict[str, list[Held]] = {}
    for one in counts:
        by_path.setdefault(one.path, []).append(one)
    for path, ones in by_path.items():
        for first, second in combinations(ones if path != _PLAN else (), 2):
            units = {first.mention.unit, second.mention.unit} - {None}
            alike = said.mention.unit is None or not units.isdisjoint(said.units)
            if len(units) == 1 and alike and abs(number_of(first.mention) - number_of(second.mention)) == said.number:
                return f"derived: the rest in {path}"
    return None


def points_between(said: Said, rates: Iterable[Held]) -> str | None:
    """Find the percentage points between two percentages of one statement."""
    if said.mention.unit != "point":
        return None
    pairs = ((one, two) for one, two in combinations(rates, 2) if one.path == two.path and one.mention.unit == two.mention.unit == "%")
    gaps = ((abs(number_of(one.mention) - number_of(two.mention)), one.path) for one, two in pairs)
    return next((f"derived: difference in {path}" for gap, path in gaps if gap == said.number), None)


def _alike(said: Said, held: Mapping[MentionKind, list[Held]]) -> list[tuple[Decimal, str]]:
    """Give the case's numbers of what is named by the very same noun, with their places."""
    told: dict[Decimal, str] = {}
    for one in held.get(said.mention.kind, ()):
        if one.mention.unit == said.mention.unit and one.mention.bound is None and number_of(one.mention) >= _LEAST_SUM:
            told.setdefault(number_of(one.mention), one.path)
    return sorted(told.items())[:_MOST_SUMMED]


def _near(said: Said) -> Decimal:
    """Give how far a percentage may be from the true one, as it is rounded: half of its last place."""
    places = len(said.mention.text.partition(".")[2].rstrip("% percnt"))
    return Decimal("0.5").scaleb(-places)


def _share(said: Said, held: Mapping[MentionKind, list[Held]]) -> str | None:
    """Give the two counts of one statement that a percentage divides, where the sentence speaks of what one of them counts."""
    by_path: dict[str, list[Held]] = {}
    for one in held.get(MentionKind.COUNT, ()):
        by_path.setdefault(one.path, []).append(one)
    words = telling(said.words)
    for path, ones in by_path.items():
        for first, second in combinations(ones, 2):
            low, high = sorted((first, second), key=lambda one: number_of(one.mention))
            units = {one.mention.unit for one in (low, high) if one.mention.unit}
            least, most = number_of(low.mention), number_of(high.mention)
            if most > _PAIR and not units.isdisjoint(words) and abs(least * 100 / most - said.number) <= _near(said):
                return f"the share of {least} in {most} ({path})"
    return None
