"""Days in digits without their year: 8/14, 14.08. In: a text, the order of day and month, where sure dates stand. Out: places, month, day.

A pair of digits may be a fraction, a score, a price or a page. It is a date after a preposition or a word of sending and answering, in a
list with another date, at the head of a line, where it can be no fraction, or in a text that writes its dates so and leaves it nothing to
count.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.terms import DateOrder
from escalate_ai.text.date_point import day_exists

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ALWAYS = (24, 7)
_LEAP_YEAR = 2024
_NEAR = 24
"""Characters before such a pair in which a word may lead to it."""


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
        order: Which of day and month the marketplace writes first; with dots the day always goes first.
        full: Where dates in digits with their year stand.

    """
    found = list(_pairs(plain, order, full)) if "/" in plain else []
    found += _dotted(plain, full) if _dots().search(plain) else []
    found.sort()
    sure = [_is_led(plain, date) for date in found]
    sure = [one or any(_joined(plain, date, other) for other in full) for one, date in zip(sure, found, strict=True)]
    if full or any(sure):
        sure = [
            one or _stands_in_brackets(plain, place, found) or _counts_nothing(plain, found[place])
            for place, one in enumerate(sure)
        ]  # fmt: skip
    for row in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for place in row:
            beside = place - 1 if row.step > 0 else place + 1
            sure[place] = sure[place] or (sure[beside] and _joined(plain, found[place], found[beside][:2]))
    return [date for date, is_sure in zip(found, sure, strict=True) if is_sure]


def _pairs(plain: str, order: DateOrder, full: Sequence[tuple[int, int]]) -> Iterator[ShortDate]:
    for match in _pair().finditer(plain):
        date = _read(match, order)
        if date and not _within(match, full):
            yield date


def _dotted(plain: str, full: Sequence[tuple[int, int]]) -> Iterator[ShortDate]:
    """Give "08.07." and "08.07" in the order of those who write so; a number with decimals has no zero before it, or counts something."""
    for match in _dots().finditer(plain):
        date = _read(match, DateOrder.DMY)
        if date and date.month == int(match["b"]) and not _within(match, full) and not _amount().match(plain, match.end()):
            yield date


def _within(match: re.Match[str], full: Sequence[tuple[int, int]]) -> bool:
    return any(start <= match.start() < end for start, end in full)


def _read(match: re.Match[str], order: DateOrder) -> ShortDate | None:
    first, second = int(match["a"]), int(match["b"])
    pairs = [(first, second), (second, first)]
    for month, day in pairs[::-1] if order is DateOrder.DMY else pairs:
        if day_exists(_LEAP_YEAR, month, day) and (first, second) != _ALWAYS:
            return ShortDate(*match.span(), month, day)
    return None


def _is_led(plain: str, date: ShortDate) -> bool:
    """Say whether a word before a pair, its place in the line, or its own digits make it a date by itself."""
    before = plain[max(0, date.start - _NEAR) : date.start]
    if _led().search(before):
        return True
    first, _, second = plain[date.start : date.end].rstrip(".").replace(".", "/").partition("/")
    opens = _opens().search(before) is not None if date.start < _NEAR or "\n" in before else False
    if opens and _goes_on_as_entry().match(plain, date.end):
        return True
    if not _ends_well().match(plain, date.end) or _no_date().search(before):
        return False
    is_fraction = "0" not in {first[0], second[0]} and int(first) <= int(second)
    return _told().search(before) is not None or ("/" in plain[date.start : date.end] and not is_fraction)


def _counts_nothing(plain: str, date: ShortDate) -> bool:
    """Say whether nothing stands behind a pair that it could count or be a share of."""
    before, written = plain[max(0, date.start - _NEAR) : date.start], plain[date.start : date.end]
    is_padded = "/" in written or (written[0] == "0" and written[3] == "0")
    return is_padded and _ends_well().match(plain, date.end) is not None and not _no_date().search(before)


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
def _dots() -> re.Pattern[str]:
    return re.compile(r"(?<![\w/.,$%\u20ac\u00a3-])(?P<a>\d{2})\.(?P<b>0[1-9]|1[0-2])(?:\.(?=[\s,;:)]|$)|(?![\w/%-]|[.,]\d))")


@cache
def _amount() -> re.Pattern[str]:
    """What shows that two numbers with a dot are one number: a unit, a currency, a thing counted."""
    return re.compile(
        r"\s?(?:%|\u20ac|\$|per\s?cent|percent|points?|stars?|(?:EUR|USD|GBP|CHF|PLN|SEK|CZK|euros?|kg|g|km|mm|cm|ml|l|hours?|h|Uhr)(?!\w))"
    )


@cache
def _led() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:on|dated|since|until|by|from|before|after)\s$", re.IGNORECASE)


@cache
def _opens() -> re.Pattern[str]:
    """Where a line or a bullet begins."""
    return re.compile(r"(?:^|\n)(?:[-*\u2022]\s)?$")


@cache
def _goes_on_as_entry() -> re.Pattern[str]:
    return re.compile(r"\s?:|\s[-\u2013\u2014]\s|\sand\s\d{1,2}[/.]\d")


@cache
def _told() -> re.Pattern[str]:
    """Words of sending and answering right before a pair."""
    return re.compile(
        r"(?<!\w)(?:appeal(?:s|ed)?|reports?|reported|submitted|resubmitted|submission|sent|filed|lodged|uploaded|asked|answer(?:s|ed)?|repl(?:y|ies|ied)"
        r"|refus(?:ed|al)|den(?:ied|ial)|declined|rejected|requested|requests?|review|executives?|manager|message|letter|e-?mail(?:ed)?|closed"
        r"|deactivated|removed|noticed|received|finished|completed|done|through|till|up\sto|information|health|registry|abuse|support)(?:\sof)?,?:?\s$",
        re.IGNORECASE,
    )


@cache
def _ends_well() -> re.Pattern[str]:
    """What stands behind a date, and behind no share of something: a mark, or a word that it cannot count."""
    return re.compile(r"\s?(?:[,;:.)(\u2013\u2014-]|$)|\s(?:and|or|to|through|via|by|was|were|with|it|we|you|that|which|in|for)(?!\w)")


@cache
def _no_date() -> re.Pattern[str]:
    return re.compile(
        r"(?:rat(?:ed|ings?)|scor(?:e|es|ed)|pages?|part|step|grade|lot|size|model|item|section|unit|flat|no\.|number|invoice|version|class|ratio|"
        r"results?|passed|out\sof)\s(?:of\s|was\s|were\s|at\s|now\s)?$",
        re.IGNORECASE,
    )


@cache
def _list() -> re.Pattern[str]:
    return re.compile(r"(?:,|,?\s(?:and|or|to|then|&))?\s(?:on\s|again\son\s)?|\s?-\s?", re.IGNORECASE)
