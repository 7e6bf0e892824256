"""The time between two days of a case. In: its days with their paths. Out: spans in days, business days and months, looked up by value.

Reads no text.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.businessdays import business_days_between
from escalate_ai.text.mention import Bound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DAY = 86_400
_MONTH_DAYS = Decimal("30.4375")
_NEAR = Decimal("0.05")
_WIDE = Decimal("1.5")
"""How far beyond a bound the true span may lie: "over two months" is said of less than three."""


class _Pair(NamedTuple):
    early: date
    late: date
    words: str


class Spans:
    """Every exact span between two of the days, with the two paths."""

    def __init__(self, days: Mapping[date, str]) -> None:
        self._days = sorted(days.items())

    def _pairs(self) -> Iterator[_Pair]:
        for (early, first), (late, second) in combinations(self._days, 2):
            yield _Pair(early, late, f"{first} to {second}")

    @cached_property
    def days(self) -> dict[int, list[_Pair]]:
        """Spans in days."""
        return _grouped(((pair.late - pair.early).days, pair) for pair in self._pairs())

    @cached_property
    def months(self) -> dict[int, list[_Pair]]:
        """Spans in whole months: from a day to the same day of another month."""
        same = (pair for pair in self._pairs() if pair.early.day == pair.late.day)
        return _grouped(((pair.late.year - pair.early.year) * 12 + pair.late.month - pair.early.month, pair) for pair in same)

    @cached_property
    def business(self) -> dict[int, list[_Pair]]:
        """Spans in business days."""
        return _grouped((business_days_between(pair.early, pair.late), pair) for pair in self._pairs())

    def source(
        self, value: int | Decimal, unit: str, bound: Bound | None, named: frozenset[date] = frozenset(), *, onward: bool = False
    ) -> str | None:
        """Give what a span of time follows from; hedges count where they are true and near.

        Args:
            value: How long, in the unit.
            unit: "second", "month" or "business day".
            bound: The hedge before it.
            named: The days the sentence names: a span beside them begins or ends on one of them. None named: any two days will do.
            onward: It begins there: "five days later".

        """
        if bound is not None:
            return self._hedged(value, unit, bound, named, onward=onward)
        if unit == "business day":
            return _derived("business days", _one_of(self.business.get(int(value), ()), named, onward=onward))
        if unit == "month":
            return _derived("months", _one_of(self.months.get(int(value), ()), named, onward=onward)) if value == int(value) else None
        if value % DAY:
            return None
        return _derived("days", _one_of(self.days.get(int(value) // DAY, ()), named, onward=onward))

    def _hedged(self, value: int | Decimal, unit: str, bound: Bound, named: frozenset[date], *, onward: bool) -> str | None:
        if unit == "business day":
            near = (pairs for days, pairs in self.business.items() if is_true(bound, Decimal(days), Decimal(value)))
            fits = (_one_of(pairs, named, onward=onward) for pairs in near)
            return _derived("business days", next((words for words in fits if words), None))
        said = Decimal(value) * _MONTH_DAYS if unit == "month" else Decimal(value) / DAY
        for days, pairs in self.days.items():
            true = Decimal(days)
            words = _one_of(pairs, named, onward=onward)
            if words and is_true(bound, true, said) and said / _WIDE <= true <= said * _WIDE:
                return _derived("days", words)
        return None


def is_true(bound: Bound, true: Decimal, said: Decimal) -> bool:
    """Say whether a hedge is true of a number: "about" means within five percent of it."""
    if bound is Bound.ABOUT:
        return abs(true - said) <= _NEAR * true
    return {Bound.MORE_THAN: true > said, Bound.AT_LEAST: true >= said, Bound.LESS_THAN: true < said, Bound.AT_MOST: true <= said}[bound]


def _grouped(spans: Iterable[tuple[int, _Pair]]) -> dict[int, list[_Pair]]:
    found: dict[int, list[_Pair]] = {}
    for length, pair in spans:
        found.setdefault(length, []).append(pair)
    return found


def _one_of(pairs: Iterable[_Pair], named: frozenset[date], *, onward: bool) -> str | None:
    """Give the words of a pair of which one day is named; of any where none is."""
    return next((pair.words for pair in pairs if not named or pair.early in named or (not onward and pair.late in named)), None)


def _derived(what: str, words: str | None) -> str | None:
    return f"derived: {what} from {words}" if words else None
