"""Dates as a letter writes them. In: days and the marketplace's style. Out: text that `find_dates` reads back. Touches nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from escalate_ai.terms import DateOrder

_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def write_date(day: date, style: DateOrder) -> str:
    """Write "August 14, 2026" for MDY, else "14 August 2026"; the month never depends on the machine's language."""
    return _written(day, style, with_year=True)


def write_dates(days: Sequence[date], style: DateOrder) -> str:
    """Write "August 20, September 2 and September 21, 2026", in the order given; "" for none.

    A year stands once, at the end of the dates in a row that share it.
    """
    closes = [this.year != after.year for this, after in pairwise(days)] + [True]
    items = [_written(day, style, with_year=last) for day, last in zip(days, closes, strict=False)]
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def _written(day: date, style: DateOrder, *, with_year: bool) -> str:
    month = _NAMES[day.month - 1]
    if style is DateOrder.MDY:
        return f"{month} {day.day}" + (f", {day.year}" if with_year else "")
    return f"{day.day} {month}" + (f" {day.year}" if with_year else "")
