"""What a text tells of a date. In: year, month, day, a part of a month or year. Out: `DatePoint`. Touches nothing."""

# ruff: noqa: PLR2004 -- lengths of words and digit groups are facts of writing, plain where they stand
from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date

_PART_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}


@dataclass(frozen=True, slots=True)
class DatePoint:
    """What a text tells of a date, and no more."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    """"early", "mid" or "late" of the month; "q1" to "q4" of the year."""
    year_hint: int | None = field(default=None, compare=False)
    """For a year-less date in a list or range: the year its neighbour bears. No part of equality."""

    def fits(self, day: date) -> bool:
        """Tell whether this point may mean that day: a month fits all its days, "mid-August" the 11th to the 20th."""
        year = self.year or self.year_hint
        low, high = _PART_DAYS.get(self.part or "", (1, 31))
        return (
            (year is None or year == day.year)
            and (self.month is None or self.month == day.month)
            and (self.day is None or self.day == day.day)
            and low <= day.day <= high
            and (self.part not in QUARTERS or QUARTERS[self.part or ""] == (day.month + 2) // 3)
        )

    def as_date(self) -> date | None:
        """Give the day, where month, day and year (or its hint) are known and such a day exists."""
        year = self.year or self.year_hint
        if year is None or self.month is None or self.day is None or not day_exists(year, self.month, self.day):
            return None
        return date(year, self.month, self.day)


def day_exists(year: int, month: int, day: int) -> bool:
    """Tell whether there is such a day."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
