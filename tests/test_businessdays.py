"""Business days are Monday to Friday, and the first day after sending is day 1."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from escalate_ai.businessdays import business_days_between, business_days_later, is_business_day

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def _walked(start: date, days: int) -> date:
    end = start
    while days:
        end += timedelta(days=1)
        days -= end.weekday() < 5
    return end


def test_the_first_day_after_sending_is_day_1() -> None:
    """Sent on a Thursday, five business days are over on the Thursday after."""
    assert business_days_later(date(2026, 11, 12), 5) == date(2026, 11, 19)


def test_a_weekend_counts_like_the_friday_before() -> None:
    """Sent on Friday, Saturday or Sunday, day 1 is Monday."""
    assert {business_days_later(date(2026, 11, day), 1) for day in (13, 14, 15)} == {date(2026, 11, 16)}


def test_no_days_are_over_at_once() -> None:
    """Day 0 is the day itself, on a weekend too."""
    assert business_days_later(date(2026, 11, 14), 0) == date(2026, 11, 14)


@given(DAYS, st.integers(0, 60))
def test_later_agrees_with_walking_day_by_day(start: date, days: int) -> None:
    """Walking from day to day and counting the business days gives the same end."""
    assert business_days_later(start, days) == _walked(start, days)


@given(DAYS, st.integers(0, 400))
def test_between_counts_the_business_days_after_the_start(start: date, days: int) -> None:
    """The count is that of the business days after the start, the end included."""
    end = start + timedelta(days=days)
    assert business_days_between(start, end) == sum(is_business_day(start + timedelta(days=n)) for n in range(1, days + 1))


@given(DAYS, st.integers(1, 60))
def test_until_is_the_first_day_on_which_the_wait_is_over(start: date, days: int) -> None:
    """On the day given the count is full, and on the day before it is not."""
    until = business_days_later(start, days)
    assert business_days_between(start, until) == days > business_days_between(start, until - timedelta(days=1))


def test_backwards_is_nothing() -> None:
    """An end before the start counts no days."""
    assert business_days_between(date(2026, 11, 20), date(2026, 11, 12)) == 0
