"""The days a case knows. In: its typed days and periods, and the dates of its texts. Out: the path a date comes from, whatever its style.

Judges nothing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.text.dates import DatePoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escalate_ai.ledger.fields import Dated
    from escalate_ai.ledger.held import Held


_REMEMBERED = 500
"""Months and parts of them of which a calendar remembers what they may mean."""


class Calendar:
    """Days with their paths: a typed field goes before a text, and the day the letter is written on comes last."""

    def __init__(self, typed: Sequence[Dated], told: Iterable[Held], as_of: date) -> None:
        self.as_of = as_of
        self.dated = tuple(typed)
        self.days: dict[date, str] = {}
        self._paths: dict[date, list[str]] = {}
        self._meant: dict[tuple[int | str | None, ...], tuple[str, ...]] = {}
        """What months and parts of them may mean, once somebody has asked."""
        self._periods = [(dated.when, dated.path) for dated in typed if isinstance(dated.when, Period)]
        for dated in typed:
            ends = (dated.when.start, dated.when.end) if isinstance(dated.when, Period) else (dated.when,)
            for day in ends:
                self._put(day, dated.path)
        self._partial: list[tuple[DatePoint, str]] = []
        self.typed = dict(self.days)
        for held in told:
            point = held.mention.value
            if isinstance(point, DatePoint):
                self._note(point, held.path)
        self._by_month_day: dict[tuple[int, int], date] = {}
        for day in sorted(self.days):
            self._by_month_day[day.month, day.day] = day
        # the latest such day that has come already goes before one that is only planned
        for day in sorted(day for day in self.days if day <= as_of):
            self._by_month_day[day.month, day.day] = day

    def _note(self, point: DatePoint, path: str) -> None:
        if point.month is None or point.day is None:
            self._partial.append((point, path))
            return
        day = point.as_date() or self._past(point.month, point.day)
        if day:
            self._put(day, path)

    def _put(self, day: date, path: str) -> None:
        self.days.setdefault(day, path)
        self._paths.setdefault(day, []).append(path)

    def _past(self, month: int, day: int) -> date | None:
        """Give the latest such day up to the day of writing: what a text leaves out is the year it was written in."""
        for year in (self.as_of.year, self.as_of.year - 1):
            try:
                found = date(year, month, day)
            except ValueError:
                continue
            if found <= self.as_of:
                return found
        return None

    def day_of(self, point: DatePoint) -> date | None:
        """Give the day a date names, its year filled in from the case where it is left out; None for a month or a part of one."""
        if point.day is None or point.month is None:
            return None
        return point.as_date() or (None if point.year or point.year_hint else self._by_month_day.get((point.month, point.day)))

    def source(self, point: DatePoint, home: str | None = None) -> str | None:
        """Give where a date comes from: a day by its value, a month or part of one by a day or period of the case in it.

        Where a day stands in several places, that of the measure or ground whose path is `home` goes first.
        """
        if point.day is not None and point.month is not None:
            day = self.day_of(point)
            if day is None:
                # such a day without its year may still be the day of writing
                return self._today if point.fits(self.as_of) else None
            own = next((path for path in self._paths.get(day, ()) if home and path.startswith(home)), None)
            return own or self.days.get(day) or (self._today if day == self.as_of else None)
        return self._of_part(point)

    def days_at(self, home: str) -> frozenset[date]:
        """Give the days that a measure or ground tells of."""
        return frozenset(day for day, paths in self._paths.items() if any(path.startswith(home) for path in paths))

    def holders(self, point: DatePoint) -> tuple[str, ...]:
        """Give every place of the case that a date may mean, the day of writing left out."""
        if point.day is not None and point.month is not None:
            day = self.day_of(point)
            return tuple(self._paths.get(day, ())) if day else ()
        # letters of one case name the same months
        key = (point.year, point.year_hint, point.month, point.day, point.part)
        known = self._meant.get(key)
        if known is None:
            known = self._may_mean(point)
            if len(self._meant) < _REMEMBERED:
                self._meant[key] = known
        return known

    def _may_mean(self, point: DatePoint) -> tuple[str, ...]:
        known = [path for day, paths in self._paths.items() if point.fits(day) for path in paths]
        known += [path for period, path in self._periods if _reaches(point, period)]
        return (*known, *(path for other, path in self._partial if _same_part(point, other)))

    @property
    def _today(self) -> str:
        return "derived: the day the letter is written on"

    def _of_part(self, point: DatePoint) -> str | None:
        for day, path in self.days.items():
            if point.fits(day):
                return path
        for period, path in self._periods:
            if point.day is None and _reaches(point, period):
                return path
        for known, path in self._partial:
            if _same_part(point, known) and self._may_be_of_year(point, known):
                return path
        return self._today if point.fits(self.as_of) else None

    def _may_be_of_year(self, point: DatePoint, known: DatePoint) -> bool:
        """Say whether a month the case tells without its year may be of the year that a letter gives."""
        year = point.year or point.year_hint
        if year is None or known.year or known.year_hint:
            return True
        told = {day.year for day in self.days} | {other.year for other, _ in self._partial}
        return year in told or year in {self.as_of.year, self.as_of.year + 1}

    def nearest(self, point: DatePoint) -> tuple[date, str] | None:
        """Give the day of the case that is nearest to one it does not hold; None where the year or more is open."""
        day = point.as_date() or (self._past(point.month, point.day) if point.month and point.day else None)
        if day is None or not self.days:
            return None
        # a wrong year is told before a wrong day
        best = min(self.days, key=lambda known: ((known.month, known.day) != (day.month, day.day), abs((known - day).days), known))
        return best, self.days[best]


def _reaches(point: DatePoint, period: Period) -> bool:
    """Say whether a month, or a part of one, has a day in common with a period."""
    day = period.start
    while day <= period.end:
        if point.fits(day):
            return True
        following = day.toordinal() + 1
        day = date.fromordinal(following)
        if (day - period.start).days > 800:  # noqa: PLR2004  no period of a case is longer than two years
            return False
    return False


def _same_part(point: DatePoint, known: DatePoint) -> bool:
    """Say whether two incomplete dates may be the same: nothing that both tell differs, and the later tells no part the other lacks."""
    year, known_year = point.year or point.year_hint, known.year or known.year_hint
    if year is not None and known_year is not None and year != known_year:
        return False
    if point.month is None:
        return point.day == known.day and point.part == known.part and (year == known_year or known.day is None)
    return point.month == known.month and point.day == known.day and (point.part is None or point.part == known.part)
