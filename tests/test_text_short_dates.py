"""Days in digits without their year: where they are dates, and where fractions and scores."""

from __future__ import annotations

import pytest

from escalate_ai.terms import DateOrder
from escalate_ai.text.dates import find_dates

READ: tuple[tuple[str, list[str]], ...] = (
    ("on 6/26", ["6/26"]),
    ("three appeals (6/26, 7/14 and 8/11/2026)", ["6/26", "7/14", "8/11/2026"]),
    ("noticed on 8/31/26; two answers (9/9 and 9/28) and one denial (10/30)", ["8/31/26", "9/9", "9/28", "10/30"]),
    ("on 6/26 and 7/14 and emailed on 8/11", ["6/26", "7/14", "8/11"]),
    ("about 2/3 of the orders and 9/10 buyers", []),
    ("support 24/7", []),
    ("page (1/2)", []),
    ("on 24/7", []),
    ("August 14: you asked", ["August 14"]),
)


@pytest.mark.parametrize(("text", "dates"), READ, ids=lambda value: str(value)[:30])
def test_days_without_a_year_are_read_where_they_are_dates(text: str, dates: list[str]) -> None:
    """A preposition, a list with a date, or brackets in a text that writes its dates so, make two numbers a date."""
    assert [mention.text for mention in find_dates(text, DateOrder.MDY)] == dates


def test_the_order_is_that_of_the_marketplace() -> None:
    """5/8 is 5 August where the day goes first."""
    (mention,) = find_dates("on 5/8", DateOrder.DMY)
    assert (mention.value.month, mention.value.day) == (8, 5)  # type: ignore[union-attr]
