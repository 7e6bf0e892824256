"""The time between two days of a case. In: its days with their paths. Out: spans in days, business days and months, looked up by value.

Reads no text.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from escalate_ai.businessdays import business_days_between
from escalate_ai.text.mention import Bound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DAY = 86_400
_MONTH_DAYS = Decimal("30.4375")
_NEAR = Decimal("0.05")
_WIDE = Decimal("1.5")
"""How far beyond a bound the true span may lie: "over two months" is said of less than three."""


class Spans:
    """Every exact span between two of the days, with the two paths."""

    def __init__(self, days: Mapping[date, str]) -> None:
        self._days = sorted(days.items())

    def _pairs(self) -> Iterator[tuple[date, date, str]]:
        for (early, first), (late, second) in combinations(self._days, 2):
            yield early, late, f"{first} to {second}"

    @cached_property
    def days(self) -> dict[int, str]:
        """Spans in days."""
        return _firsts(((late - early).days, words) for early, late, words in self._pairs())

    @cached_property
    def months(self) -> dict[int, str]:
        """Spans in whole months: from a day to the same day of another month."""
        same = ((early, late, words) for early, late, words in self._pairs() if early.day == late.day)
        return _firsts(((late.year - early.year) * 12 + late.month - early.month, words) for early, late, words in same)

    @cached_property
    def business(self) -> dict[int, str]:
        """Spans in business days."""
        return _firsts((business_days_between(early, late), words) for early, late, words in self._pairs())

    def source(self, value: int | Decimal, unit: str, bound: Bound | None) -> str | None:
        """Give what a span of time follows from; hedges count where they are true and near."""
        if bound is not None:
            return self._hedged(value, unit, bound)
        if unit == "business day":
            return _derived("business days", self.business.get(int(value)))
        if unit == "month":
            return _derived("months", self.months.get(int(value))) if value == int(value) else None
        if value % DAY:
            return None
        return _derived("days", self.days.get(int(value) // DAY))

    def _hedged(self, value: int | Decimal, unit: str, bound: Bound) -> str | None:
        if unit == "business day":
            fits = (words for days, words in self.business.items() if is_true(bound, Decimal(days), Decimal(value)))
            return _derived("business days", next(fits, None))
        said = Decimal(value) * _MONTH_DAYS if unit == "month" else Decimal(value) / DAY
        for days, words in self.days.items():
            true = Decimal(days)
            if is_true(bound, true, said) and said / _WIDE <= true <= said * _WIDE:
                return _derived("days", words)
        return None


def is_true(bound: Bound, true: Decimal, said: Decimal) -> bool:
    """Say whether a hedge is true of a number: "about" means within five percent of it."""
    if bound is Bound.ABOUT:
        return abs(true - said) <= _NEAR * true
    return {Bound.MORE_THAN: true > said, Bound.AT_LEAST: true >= said, Bound.LESS_THAN: true < said, Bound.AT_MOST: true <= said}[bound]


def _firsts(spans: Iterable[tuple[int, str]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for length, words in spans:
        found.setdefault(length, words)
    return found


def _derived(what: str, words: str | None) -> str | None:
    return f"derived: {what} from {words}" if words else None
