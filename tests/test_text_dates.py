"""Dates are found in every style people write, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalate_ai.terms import DateOrder
from escalate_ai.text.date_writing import write_date, write_dates
from escalate_ai.text.dates import DatePoint, find_dates

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
STYLES = st.sampled_from(DateOrder)


def points(text: str, order: DateOrder = DateOrder.MDY) -> list[DatePoint]:
    """Give the dates found, as points."""
    values = [mention.value for mention in find_dates(text, order)]
    return [value for value in values if isinstance(value, DatePoint)]


@pytest.mark.parametrize(
    "text",
    [
        "August 14, 2026",
        "Aug. 14, 2026",
        "AUGUST 14, 2026",
        "August 14th, 2026",
        "14 August 2026",
        "14th of August 2026",
        "14-Aug-2026",
        "2026-08-14",
        "2026/08/14",
        "8/14/26",
        "8/14/2026",
        "14/08/2026",
        "14.08.2026",
        "Friday, August\n14, 2026",
        "\uff11\uff14 August 2026",
        "Au\u200bgust 14, 2026",
    ],
)
def test_one_day_in_many_styles(text: str) -> None:
    """Each of these names the 14th of August 2026, and the words at the span are those of the text."""
    assert points(text) == [DatePoint(2026, 8, 14)]
    (mention,) = find_dates(text, DateOrder.MDY)
    assert text[slice(*mention.span)] == mention.text


def test_digits_are_read_in_the_marketplaces_order() -> None:
    """The same digits are another day under another order, and an impossible reading is turned round."""
    assert points("8/9/2026", DateOrder.MDY) == [DatePoint(2026, 8, 9)]
    assert points("8/9/2026", DateOrder.DMY) == [DatePoint(2026, 9, 8)]
    assert points("8/14/2026", DateOrder.DMY) == [DatePoint(2026, 8, 14)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16th of April", [DatePoint(None, 4, 16)]),
        ("in mid-August", [DatePoint(None, 8, None, "mid")]),
        ("early May 2026", [DatePoint(2026, 5, None, "early")]),
        ("the end of August", [DatePoint(None, 8, None, "late")]),
        ("August 2026", [DatePoint(2026, 8)]),
        ("Selling since 2017.", [DatePoint(2017)]),
        ("on the 14th, we", [DatePoint(None, None, 14)]),
        ("August 3-5, 2026", [DatePoint(None, 8, 3), DatePoint(2026, 8, 5)]),
        ("3, 5 and 9 August 2026", [DatePoint(None, 8, 3), DatePoint(None, 8, 5), DatePoint(2026, 8, 9)]),
        ("March to August 2026", [DatePoint(None, 3), DatePoint(2026, 8)]),
        ("On August 14, 12 orders were late", [DatePoint(None, 8, 14)]),
        ("In August 12 orders were late", [DatePoint(None, 8)]),
    ],
)
def test_what_a_text_leaves_out_stays_out(text: str, expected: list[DatePoint]) -> None:
    """A point holds what is written and no more; ranges and lists give every date in them."""
    assert points(text) == expected


def test_year_less_dates_learn_the_year_of_their_list() -> None:
    """The hint of the list's end lets a year-less date name its day."""
    found = points("We wrote on August 20, September 2 and September 21, 2026.")
    assert [point.as_date() for point in found] == [date(2026, 8, 20), date(2026, 9, 2), date(2026, 9, 21)]
    assert [point.year for point in found] == [None, None, 2026]
    assert points("August 20. September 2, 2026")[0].as_date() is None


@pytest.mark.parametrize(
    "text",
    [
        "We may march on Sunday for a second.",
        "3 units",
        "step 3 may be skipped",
        "open 24/7",
        "version 1.2.26",
        "May we ask",
        "2000 units of 2026 items",
        "Section 3",
        "in 2000 units",
        "12 of 38",
    ],
)
def test_words_and_counts_are_no_dates(text: str) -> None:
    """A month's name as a word, and numbers with a noun, are no dates."""
    assert points(text) == []


def test_a_month_fits_its_days() -> None:
    """`fits` holds a day against what is told, hint included."""
    assert DatePoint(2026, 8).fits(date(2026, 8, 31))
    assert not DatePoint(2026, 8, None, "mid").fits(date(2026, 8, 3))
    assert not DatePoint(None, 8, 14, year_hint=2025).fits(date(2026, 8, 14))
    assert DatePoint(2026, 2, 30).as_date() is None


@given(DAYS, STYLES)
def test_a_written_date_is_read_back(day: date, style: DateOrder) -> None:
    """What `write_date` writes, `find_dates` reads, in every style."""
    text = f"It was sent on {write_date(day, style)}."
    assert [point.as_date() for point in points(text, style)] == [day]


@given(st.lists(DAYS, min_size=1, max_size=6), STYLES)
def test_written_dates_are_read_back(days: list[date], style: DateOrder) -> None:
    """A list that shares its years is read back whole, in order."""
    text = f"Sent on {write_dates(days, style)}."
    assert [point.as_date() for point in points(text, style)] == days


def test_a_list_writes_a_year_once() -> None:
    """Dates in a row that share a year bear it once."""
    days = [date(2026, 8, 20), date(2026, 9, 2), date(2026, 9, 21)]
    assert write_dates(days, DateOrder.MDY) == "August 20, September 2 and September 21, 2026"
    assert write_dates(days, DateOrder.DMY) == "20 August, 2 September and 21 September 2026"
    assert write_dates([], DateOrder.MDY) == ""
