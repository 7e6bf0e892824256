"""The time between two days of a case. In: its days with their paths. Out: spans in days, business days and months, looked up by value.

Reads no text.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.businessdays import business_days_between
from escalate_ai.ledger.ends import Ends
from escalate_ai.text.mention import Bound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


DAY = 86_400
_MONTH_DAYS = Decimal("30.4375")
_LONGEST = 600
"""Months up to which a span is looked up."""
_NEAR = Decimal("0.05")
_WIDE = Decimal("1.5")
"""How far beyond a bound the true span may lie: "over two months" is said of less than three."""


class _Pair(NamedTuple):
    early: date
    late: date
    words: str
    is_linked: bool


class Spans:
    """Every exact span between two of the days, with the two paths; days that stand in one text lie apart too."""

    def __init__(self, days: Mapping[date, str], told: Iterable[Mapping[date, str]] = (), every: Mapping[date, str] | None = None) -> None:
        self._days = sorted(days.items())
        self._told = [sorted(group.items()) for group in told]
        self._every = {**(every or {}), **days}

    def _pairs(self) -> Iterator[_Pair]:
        for place, days in enumerate((self._days, *self._told)):
            for (early, first), (late, second) in combinations(days, 2):
                yield _Pair(early, late, f"{first} to {second}" if first != second else first, place > 0)

    @cached_property
    def days(self) -> dict[int, list[_Pair]]:
        """Spans in days."""
        return _grouped(((pair.late - pair.early).days, pair) for pair in self._pairs())

    @cached_property
    def months(self) -> dict[int, list[_Pair]]:
        """Spans in whole months: from a day to the same day of another month, or to the day before it."""
        ends = ((pair, late) for pair in self._pairs() for late in (pair.late, pair.late + timedelta(days=pair.is_linked)))
        same = ((pair, late) for pair, late in ends if pair.early.day == late.day and pair.early != late)
        return _grouped(((late.year - pair.early.year) * 12 + late.month - pair.early.month, pair) for pair, late in same)

    @cached_property
    def business(self) -> dict[int, list[_Pair]]:
        """Spans in business days."""
        return _grouped((business_days_between(pair.early, pair.late), pair) for pair in self._pairs())

    def source(
        self,
        value: int | Decimal,
        unit: str,
        bound: Bound | None,
        ends: Ends,
    ) -> str | None:
        """Give what a span of time follows from; hedges count where they are true and near.

        Args:
            value: How long, in the unit.
            unit: "second", "month" or "business day".
            bound: The hedge before it.
            ends: Between which days it lies, as its sentence says.

        """
        if bound is not None:
            return self._hedged(value, unit, bound, ends)
        return self._exact(value, unit, ends) or self._anchored(value, unit, ends)

    def between_named(self, value: int | Decimal, unit: str, ends: Ends) -> str | None:
        """Give what a span follows from that lies between two days which its sentence names, whatever it says of them."""
        return self._anchored(value, unit, Ends(named=ends.named)) if ends.named else None

    def linked(self, value: int | Decimal, unit: str, ends: Ends) -> str | None:
        """Give what a span follows from that lies between two days of one thing."""
        exact = self.days.get(int(value) // DAY, ()) if unit == "second" and value % DAY == 0 else ()
        found = self.months.get(int(value), ()) if unit == "month" else exact
        return _derived("days", _one_of((pair for pair in found if pair.is_linked), ends))

    def _exact(self, value: int | Decimal, unit: str, ends: Ends) -> str | None:
        if ends.extra is not None:
            return None
        if unit == "business day":
            return _derived("business days", _one_of(self.business.get(int(value), ()), ends))
        if unit == "month":
            return _derived("months", _one_of(self.months.get(int(value), ()), ends)) if value == int(value) else None
        if value % DAY:
            return None
        length = int(value) // DAY
        # of days named as the two ends, the last one may be counted in
        found = _one_of(self.days.get(length, ()), ends)
        if not found and ends.is_closed:
            less = self.days.get(length - 1, ())
            found = _one_of(less if ends.early else (pair for pair in less if pair.is_linked), ends)
        return _derived("days", found)

    def _anchored(self, value: int | Decimal, unit: str, ends: Ends) -> str | None:
        """Give what a span follows from whose end is named, or that lies between two named days: there the days of the texts count too."""
        lengths = [(int(value), unit), *([ends.extra] if ends.extra else [])]
        if value != int(value) or not all(
            kind in {"second", "month"} and (kind == "month" or not length % DAY) for length, kind in lengths
        ):
            return None
        months = sum(length for length, kind in lengths if kind == "month")
        days = sum(length for length, kind in lengths if kind == "second") // DAY
        if months > _LONGEST or days > _LONGEST * 31:
            return None
        early = ends.early or (self._every if ends.is_free else ends.named)
        for day in early:
            for late in {months_later(day, months) + timedelta(days=days), months_later(day + timedelta(days=days), months)}:
                is_told = late in self._every and (ends.is_free or ends.is_bound) and ends.fit(day, late)
                if is_told or (day in ends.named and late in ends.named and ends.extra is None):
                    return _derived("days", f"{self._every.get(day, day)} to {self._every.get(late, late)}")
        return None

    def _hedged(self, value: int | Decimal, unit: str, bound: Bound, ends: Ends) -> str | None:
        if unit == "business day":
            near = (pairs for days, pairs in self.business.items() if is_true(bound, Decimal(days), Decimal(value)))
            fits = (_one_of(pairs, ends) for pairs in near)
            return _derived("business days", next((words for words in fits if words), None))
        said = Decimal(value) * _MONTH_DAYS if unit == "month" else Decimal(value) / DAY
        for days, pairs in self.days.items():
            true = Decimal(days)
            words = _one_of(pairs, ends)
            if words and is_true(bound, true, said) and said / _WIDE <= true <= said * _WIDE:
                return _derived("days", words)
        return None


def is_true(bound: Bound, true: Decimal, said: Decimal) -> bool:
    """Say whether a hedge is true of a number: "about" means within five percent of it."""
    if bound is Bound.ABOUT:
        return abs(true - said) <= _NEAR * true
    return {Bound.MORE_THAN: true > said, Bound.AT_LEAST: true >= said, Bound.LESS_THAN: true < said, Bound.AT_MOST: true <= said}[bound]


def months_later(day: date, months: int) -> date:
    """Give the same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _grouped(spans: Iterable[tuple[int, _Pair]]) -> dict[int, list[_Pair]]:
    found: dict[int, list[_Pair]] = {}
    for length, pair in spans:
        found.setdefault(length, []).append(pair)
    return found


def _one_of(pairs: Iterable[_Pair], ends: Ends) -> str | None:
    """Give the words of a pair that the sentence may mean."""
    return next((pair.words for pair in pairs if ends.fit(pair.early, pair.late, is_linked=pair.is_linked)), None)


def _derived(what: str, words: str | None) -> str | None:
    return f"derived: {what} from {words}" if words else None
