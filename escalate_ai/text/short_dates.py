"""Days in digits without their year: 8/14. In: a text, the order of day and month, where sure dates stand. Out: places with month and day.

A pair of digits may be a fraction, a score or a page. It is a date after a preposition, in a list with another date, or alone in brackets
of a text that writes its dates so.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.terms import DateOrder
from escalate_ai.text.date_point import day_exists

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALWAYS = (24, 7)
_LEAP_YEAR = 2024


class ShortDate(NamedTuple):
    """Where such a date stands, its month and its day."""

    start: int
    end: int
    month: int
    day: int


def short_dates(plain: str, order: DateOrder, full: Sequence[tuple[int, int]]) -> list[ShortDate]:
    """Find days in digits without their year.

    Args:
        plain: The text.
        order: Which of day and month the marketplace writes first.
        full: Where dates in digits with their year stand.

    """
    found = [date for match in _pair().finditer(plain) if (date := _read(match, order))]
    sure = [bool(_led().search(plain, max(0, date.start - 10), date.start)) for date in found]
    sure = [one or any(_joined(plain, date, other) for other in full) for one, date in zip(sure, found, strict=True)]
    writes_so = bool(full) or any(sure)
    if writes_so:
        sure = [one or _stands_in_brackets(plain, place, found) for place, one in enumerate(sure)]
    for row in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for place in row:
            beside = place - 1 if row.step > 0 else place + 1
            sure[place] = sure[place] or (sure[beside] and _joined(plain, found[place], found[beside][:2]))
    return [date for date, is_sure in zip(found, sure, strict=True) if is_sure]


def _read(match: re.Match[str], order: DateOrder) -> ShortDate | None:
    first, second = int(match["a"]), int(match["b"])
    pairs = [(first, second), (second, first)]
    for month, day in pairs[::-1] if order is DateOrder.DMY else pairs:
        if day_exists(_LEAP_YEAR, month, day) and (first, second) != _ALWAYS:
            return ShortDate(*match.span(), month, day)
    return None


def _joined(plain: str, date: ShortDate, other: tuple[int, int]) -> bool:
    low, high = (other[1], date.start) if other[1] <= date.start else (date.end, other[0])
    return low <= high and _list().fullmatch(plain, low, high) is not None


def _stands_in_brackets(plain: str, place: int, found: list[ShortDate]) -> bool:
    """Say whether such a date, or a list of them, opens a pair of brackets."""
    date, after = found[place], found[place + 1 : place + 2]
    if plain[date.start - 1 : date.start] != "(":
        return False
    return plain[date.end : date.end + 1] in {")", ",", ":", ";"} or any(_joined(plain, date, other[:2]) for other in after)


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(r"(?<![\w/.,$%-])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\w/%-]|[.,]\d)")


@cache
def _led() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:on|dated|since|until|by|from|before|after)\s$", re.IGNORECASE)


@cache
def _list() -> re.Pattern[str]:
    return re.compile(r"(?:,|,?\s(?:and|or|to|then|&))?\s(?:on\s|again\son\s)?|\s?-\s?", re.IGNORECASE)
