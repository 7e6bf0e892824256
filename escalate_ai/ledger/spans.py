"""The time between two days of a case. In: its days with their paths. Out: spans in days, business days and months, looked up by value. Reads no text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from escalate_ai.businessdays import business_days_between
from escalate_ai.text.mention import Bound

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = 86_400
_MONTH_DAYS = Decimal("30.4375")
_NEAR = Decimal("0.05")
_WIDE = Decimal("1.5")
"""How far beyond a bound the true span may lie: "over two months" is said of less than three."""


class Spans:
    """Every exact span between two of the days, with the two paths."""

    def __init__(self, days: Mapping[date, str]) -> None:
        self.days: dict[int, str] = {}
        self.months: dict[int, str] = {}
        self.business: dict[int, str] = {}
        for (early, first), (late, second) in combinations(sorted(days.items()), 2):
            words = f"{first} to {second}"
            self.days.setdefault((late - early).days, words)
            self.business.setdefault(business_days_between(early, late), words)
            if early.day == late.day:
                self.months.setdefault((late.year - early.year) * 12 + late.month - early.month, words)

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
        days = int(value) // DAY
        found = _derived("days", self.days.get(days))
        return found

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


def _derived(what: str, words: str | None) -> str | None:
    return f"derived: {what} from {words}" if words else None
