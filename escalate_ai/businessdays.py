"""Business days: Monday to Friday. In: dates. Out: dates and counts. Knows no public holidays: Amazon's teams publish none."""

from __future__ import annotations

from datetime import date, timedelta

_WEEKEND = 5
"""`date.weekday()` from which a day is no business day."""


def is_business_day(day: date) -> bool:
    """Say whether a day is one of Monday to Friday."""
    return day.weekday() < _WEEKEND


def business_days_later(start: date, days: int) -> date:
    """Give the day that is business day number `days` after `start`; the first business day after it is day 1, day 0 is `start` itself.

    Args:
        start: Any day, a weekend included.
        days: How many business days, 0 or more.

    """
    weeks, rest = divmod(days, _WEEKEND)
    if not is_business_day(start) and days:
        # a weekend counts like the Friday before it: the Monday after is day 1 for both
        start -= timedelta(days=start.weekday() - _WEEKEND + 1)
    end = start + timedelta(weeks=weeks)
    for _ in range(rest):
        end += timedelta(days=1 if end.weekday() < _WEEKEND - 1 else 7 - end.weekday())
    return end


def business_days_between(start: date, end: date) -> int:
    """Give the number of business days after `start` up to and with `end`; 0 where `end` is not later."""
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, 7)
    return weeks * _WEEKEND + sum(is_business_day(end - timedelta(days=back)) for back in range(rest))
