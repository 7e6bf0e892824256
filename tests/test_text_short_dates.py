"""Days in digits without their year: where they are dates, and where fractions and scores."""

from __future__ import annotations

import pytest

from escalate_ai.rules.history_days import point_of
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
    ("6/5: three-day count", ["6/5"]),
    ("6/12 and 6/15: the old carrier out, the new one in", ["6/12", "6/15"]),
    ("appeal 5/18, more information requested 5/20; to a manager 9/14, refused 9/30.", ["5/18", "5/20", "9/14", "9/30"]),
    ("195 pickups through 10/24, 193 of them on time", ["10/24"]),
    ("rated 4/5, and 9/10 buyers came back", []),
    ("on 08.07. and 29.06 we wrote", ["08.07.", "29.06"]),
    ("a fee of 29.06 EUR on 12.10 kg", []),
    ("the price fell from 29.06 euros", []),
)


@pytest.mark.parametrize(("text", "dates"), READ, ids=lambda value: str(value)[:30])
def test_days_without_a_year_are_read_where_they_are_dates(text: str, dates: list[str]) -> None:
    """A preposition, a list with a date, or brackets in a text that writes its dates so, make two numbers a date."""
    assert [mention.text for mention in find_dates(text, DateOrder.MDY)] == dates


def test_the_order_is_that_of_the_marketplace() -> None:
    """5/8 is 5 August where the day goes first."""
    (mention,) = find_dates("on 5/8", DateOrder.DMY)
    assert (point_of(mention).month, point_of(mention).day) == (8, 5)


SPOKEN: tuple[tuple[str, list[tuple[int, int | None, int | None]]], ...] = (
    ("on the fourth of November I wrote", [(4, 11, None)]),
    ("since the twenty-third of June 2026", [(23, 6, 2026)]),
    ("the first and the third of June", [(1, 6, None), (3, 6, None)]),
    ("the second, on the 23rd of the same month", [(23, None, None)]),
    ("the first of the appeals, the third of five", []),
)


@pytest.mark.parametrize(("text", "days"), SPOKEN, ids=lambda value: str(value)[:30])
def test_days_in_words_are_read(text: str, days: list[tuple[int, int | None, int | None]]) -> None:
    """An ordinal with "of" and a month is a day, an ordinal without a month is none."""
    found = [point_of(mention) for mention in find_dates(text, DateOrder.DMY)]
    assert [(point.day, point.month, point.year) for point in found] == days


def test_a_year_of_writing_is_no_neighbors_year() -> None:
    """Behind "from May 2024", "the end of August this year" keeps its own year."""
    _, august = find_dates("From May 2024 until the end of August this year", DateOrder.DMY)
    assert point_of(august).year_hint is None


def test_where_the_year_goes_first_a_year_that_stands_last_is_written_as_in_europe() -> None:
    """3/4/2026 is 3 April under YMD, as 2026-04-03 is."""
    (mention,) = find_dates("on 3/4/2026", DateOrder.YMD)
    assert (point_of(mention).month, point_of(mention).day) == (4, 3)
