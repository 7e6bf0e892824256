"""Edits that make a true letter false in one date, and the table of all mutators. In: a subject and chance. Out: edits.

Every mutator knows the fact from the case, so that what it writes cannot be true: a new value is one the case does not hold, a swapped
one belongs elsewhere. Imports no recogniser.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from grounding_cases import DateSpot, Spot, Subject, written


class Edit(NamedTuple):
    """One stretch and what is to stand in its place."""

    start: int
    end: int
    new: str


Edits = tuple[Edit, ...]
Mutator = Callable[[Subject, Random], Iterator[Edits]]
MUTATORS: dict[str, Mutator] = {}


def mutator(work: Mutator) -> Mutator:
    """Enter a mutator under its own name."""
    MUTATORS[work.__name__] = work
    return work


def within(spot: tuple[int, ...] | Spot | DateSpot, part: Spot) -> bool:
    """Whether a stretch lies in a part."""
    return part.start <= spot[0] and spot[1] <= part.end


def styled(subject: Subject, spot: DateSpot, day: date, style: str | None = None) -> Edit:
    """Write another day in the place of a date, in the same style or another."""
    return Edit(spot.start, spot.end, written(day, style or spot.style, has_year=spot.has_year, month_first=subject.is_month_first))


def _is_known(subject: Subject, day: date) -> bool:
    return any((known.month, known.day) == (day.month, day.day) for known in subject.days)


def _shifts(subject: Subject, random: Random, days: tuple[int, ...], style: Callable[[DateSpot], str | None]) -> Iterator[Edits]:
    for spot in subject.dates:
        moved = spot.day + timedelta(days=random.choice((-1, 1)) * random.choice(days))
        if not _is_known(subject, moved):
            yield (styled(subject, spot, moved, style(spot)),)


# ---------------------------------------------------------------- dates


@mutator
def date_by_days(subject: Subject, random: Random) -> Iterator[Edits]:
    """Move a date by some days."""
    yield from _shifts(subject, random, (1, 1, 2, 3, 5, 10), lambda _: None)


@mutator
def date_by_months(subject: Subject, random: Random) -> Iterator[Edits]:
    """Move a date by a month or two, the day kept."""
    for spot in subject.dates:
        month = (spot.day.month - 1 + random.choice((-2, -1, 1, 2))) % 12 + 1
        if spot.day.day <= calendar.monthrange(spot.day.year, month)[1] and not _is_known(subject, moved := spot.day.replace(month=month)):
            yield (styled(subject, spot, moved),)


@mutator
def date_by_a_year(subject: Subject, random: Random) -> Iterator[Edits]:
    """Move a date by a year."""
    for spot in subject.dates:
        moved = spot.day.replace(year=spot.day.year + random.choice((-1, 1)), day=min(spot.day.day, 28))
        if spot.has_year and moved not in subject.days:
            yield (styled(subject, spot, moved),)


@mutator
def date_restyled_and_moved(subject: Subject, random: Random) -> Iterator[Edits]:
    """Write a date in another style, some days off."""
    full = (
        ("iso", "slash", "spoken", "short_mdy", "ordinal_dmy") if subject.is_month_first else ("iso", "slash", "spoken", "short_dmy", "mdy")
    )
    bare = ("ordinal_mdy", "short_mdy", "spoken") if subject.is_month_first else ("ordinal_dmy", "short_dmy", "spoken")
    yield from _shifts(subject, random, (1, 2, 4, 7, 20), lambda spot: random.choice(full if spot.has_year else bare))


@mutator
def sent_and_answered_swapped(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Give the day of an appeal to a reply and the reverse."""
    told = [spot for spot in subject.dates if within(spot, subject.parts.opening)]
    sent = [spot for spot in told if spot.day in subject.sent and spot.day not in subject.came]
    came = [spot for spot in told if spot.day in subject.came and spot.day not in subject.sent]
    for one in sent:
        for other in came:
            yield _swapped(subject, one, other)


def _swapped(subject: Subject, one: DateSpot, other: DateSpot) -> Edits:
    return (styled(subject, one, other.day), styled(subject, other, one.day))


@mutator
def attempts_swapped(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Swap the days of two submissions that went different ways, where the letter says which."""
    ways = {date.fromisoformat(one["sent_on"]): one["channel"] for one in subject.data["appeals"]}
    told = [spot for spot in subject.dates if within(spot, subject.parts.opening) and spot.day in ways and spot.day not in subject.came]
    for place, one in enumerate(told):
        for other in told[place + 1 :]:
            said = re.search(r"Account Health|email|Brand Registry|Report Abuse|manager|reminder", subject.text[one.end : other.start])
            if ways[one.day] != ways[other.day] and said:
                yield _swapped(subject, one, other)


@mutator
def notice_day_swapped(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Swap the day of the notice, or of the discovery, with that of a submission or an answer."""
    matter = subject.data.get("enforcement") or subject.data["incident"]
    noticed = date.fromisoformat(matter.get("notified_on") or matter["noticed_on"])
    told = [spot for spot in subject.dates if within(spot, subject.parts.opening)]
    for one in (spot for spot in told if spot.day == noticed):
        yield from (
            _swapped(subject, one, other) for other in told if other.day in subject.sent | set(subject.came) and other.day != noticed
        )


@mutator
def replies_swapped(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Swap the days of two replies of different kinds that are told in different sentences."""
    told = [
        spot for spot in subject.dates if within(spot, subject.parts.opening) and spot.day in subject.came and spot.day not in subject.sent
    ]
    for place, one in enumerate(told):
        for other in told[place + 1 :]:
            if subject.came[one.day] != subject.came[other.day] and re.search(r"\. [A-Z]", subject.text[one.end : other.start]):
                yield _swapped(subject, one, other)


@mutator
def bullet_dates_swapped(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Swap the days of two measures."""
    for one, other in _across_bullets(subject, subject.dates):
        if one.day != other.day and not _leaves_true(subject, one, other.day) and not _leaves_true(subject, other, one.day):
            yield _swapped(subject, one, other)


def _leaves_true(subject: Subject, spot: DateSpot, new: date) -> bool:
    """Whether what was done by one day is done by a later one as well."""
    return new > spot.day and re.search(r"(?i)\b(?:by|until|till|up to|before|through) $", subject.text[: spot.start]) is not None


def _across_bullets(subject: Subject, spots: tuple[DateSpot, ...]) -> Iterator[tuple[DateSpot, DateSpot]]:
    bullets = [[spot for spot in spots if within(spot, bullet)] for bullet in subject.parts.bullets]
    for place, here in enumerate(bullets):
        for there in bullets[place + 1 :]:
            days = {spot.day for spot in here} & {spot.day for spot in there}
            yield from ((one, other) for one in here for other in there if not {one.day, other.day} & days)


@mutator
def bullet_date_from_history(subject: Subject, random: Random) -> Iterator[Edits]:
    """Give a measure the day of an appeal or a reply."""
    history = sorted(
        (subject.sent | set(subject.came))
        - {spot.day for bullet in subject.parts.bullets for spot in subject.dates if within(spot, bullet)}
    )
    for spot in subject.dates:
        if history and any(within(spot, bullet) for bullet in subject.parts.bullets):
            new = random.choice(history)
            if not _leaves_true(subject, spot, new):
                yield (styled(subject, spot, new),)
