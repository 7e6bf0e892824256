"""Dates in a text. (being written)"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from escalate_ai.text.mention import Mention


class DateOrder(StrEnum):
    """The order in which a marketplace reads and writes a date."""

    MDY = "mdy"
    DMY = "dmy"
    YMD = "ymd"


@dataclass(frozen=True, slots=True)
class DatePoint:
    """What a text tells of a date, and no more."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    """"early", "mid" or "late"."""
    year_hint: int | None = field(default=None, compare=False)
    """For a year-less date in a list or range: the year its neighbour bears."""

    def fits(self, day: date) -> bool:
        """Tell whether that day is one this point may mean (a month fits all its days)."""
        raise NotImplementedError

    def as_date(self) -> date | None:
        """Give the day, where year (or hint), month and day are known and exist."""
        raise NotImplementedError


def find_dates(text: str, order: DateOrder) -> tuple[Mention, ...]:
    """Find every date; ranges and lists give one mention for each date in them."""
    return ()
