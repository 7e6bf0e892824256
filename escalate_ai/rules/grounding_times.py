"""Weekdays, times of day and "last week", held against the case. In: a letter's reading. Out: hits for GR402 and GR403.

A weekday beside a date has to be that date's; a time of day has to stand in the case. "Yesterday" and "last week" are days told from the
day of writing: true where the case has a day there, and never as good as the date.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.rule import Hit
from escalate_ai.text.anycase import AnyCase
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.number_words import cardinal_value

if TYPE_CHECKING:
    from escalate_ai.ledger import Ledger
    from escalate_ai.rules.reading import LetterReading

_NOON, _HOURS, _ROUND = 12, 24, 24 * 60


class _Words(NamedTuple):
    weekdays: tuple[str, ...]
    relative: dict[str, tuple[int, int]]
    day_parts: dict[str, int]


@cache
def _words() -> _Words:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "time_words.toml").read_text("utf-8"))
    return _Words(tuple(raw["weekdays"]), {words: (low, high) for words, (low, high) in raw["relative"].items()}, dict(raw["day_parts"]))


def wrong_weekdays(reading: LetterReading) -> Iterator[Hit]:
    """Find "Monday, August 14, 2026" where that day was a Friday."""
    if reading.brief is None:
        return
    for part in reading.sheet.parts:
        if "day" not in part.text:
            continue
        for mention in reading.mentions(part):
            day = reading.brief.ledger.calendar.day_of(mention.value) if isinstance(mention.value, DatePoint) else None
            if day is None:
                continue
            start, end = mention.span
            named = _weekday_before().search(part.text, max(0, start - 18), start) or _weekday_behind().match(part.text, end)
            if named and named["day"].lower() != _words().weekdays[day.weekday()]:
                span = (min(start, named.start("day")), max(end, named.end("day")))
                right = _words().weekdays[day.weekday()].capitalize()
                said = f"{' '.join(mention.text.split())} was a {right}, not a {named['day'].capitalize()}."
                yield Hit(part, span, said, f"Write {right}, or leave the weekday out.")


@cache
def _weekday_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<day>{'|'.join(_words().weekdays)}),?\s(?:the\s|on\s)?$", re.IGNORECASE)


@cache
def _weekday_behind() -> re.Pattern[str]:
    return re.compile(rf",?\s\(?(?:a\s)?(?P<day>{'|'.join(_words().weekdays)})(?=[\s,.;)]|$)(?!\s(?:and|to|or|we|I|it)\s)", re.IGNORECASE)


def days_told_from_today(reading: LetterReading) -> Iterator[Hit]:
    """Find "yesterday" and "last week" where the case has no day then."""
    if reading.brief is None:
        return
    days = reading.brief.ledger.calendar.days
    for part in reading.sheet.body:
        for match in _relative().places(part.text):
            low, high = _words().relative[" ".join(match[0].lower().split())]
            first, last = (reading.brief.as_of - timedelta(days=back) for back in (high, low))
            if not any(first <= day <= last for day in days):
                said = f"No fact of the case is of \u201c{match[0]}\u201d, counted from {reading.brief.as_of}."
                yield Hit(part, match.span(), said, "Give the day itself, as the case has it.")


@cache
def _relative() -> AnyCase:
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in sorted(_words().relative, key=len, reverse=True))
    longest = {max(phrase.split(), key=len) for phrase in _words().relative}
    return AnyCase(re.compile(rf"(?<!\w)(?:{words})(?!\w|'s\s)", re.IGNORECASE), longest)


def unheld_times(reading: LetterReading) -> Iterator[Hit]:
    """Find times of day that stand nowhere in the case."""
    if reading.brief is None:
        return
    for part in reading.sheet.body:
        told = list(_times_in(part.text))
        titles = reading.brief.ledger.titles_in(part.text) if told else ()
        for time in told:
            inside = any(start <= time.span[0] < end for start, end in titles)
            if not inside and _held(reading.brief.ledger).isdisjoint(time.minutes):
                said = f"The case does not hold the time \u201c{' '.join(part.text[slice(*time.span)].split())}\u201d."
                yield Hit(part, time.span, said, "Give the time the case has, or leave it out.")


class _Time(NamedTuple):
    minutes: frozenset[int]
    """From midnight: one, or two where it may be of the morning or of the evening."""
    span: tuple[int, int]


@lru_cache(maxsize=16)
def _held(ledger: Ledger) -> frozenset[int]:
    """Give the times of day of a case, in minutes from midnight."""
    return frozenset(minutes for told in ledger.texts.told for time in _times_in(told.text) for minutes in time.minutes)


def _times_in(text: str) -> Iterator[_Time]:
    if ":" not in text and not _may_tell_time().stands_in(text):
        return
    for match in _half_past().finditer(text):
        found = cardinal_value(match["hour"])
        hour = found[0] if found else int(match["hour"])
        told = 60 * hour + {"half past": 30, "quarter past": 15, "quarter to": -15}[" ".join(match["how"].lower().split())]
        yield _Time(frozenset({told % _ROUND, (told + _ROUND // 2) % _ROUND}), match.span())
    for match in _time().finditer(text):
        if match["word"]:
            found = cardinal_value(match["word"])
            hour, minute = (found[0] if found else int(match["word"])), 0
            added = _words().day_parts[" ".join(match["part"].lower().split())] if hour < _NOON else 0
            if added < 0 <= hour <= _NOON:
                yield _Time(frozenset({60 * (hour % _NOON), 60 * (hour % _NOON + _NOON)}), match.span())
                continue
            hour += added
        else:
            hour, minute = int(match["h"] or match["bare"]), int(match["m"] or 0)
            half = (match["half"] or match["bare_half"] or "").lower()[:1]
            hour = hour % _NOON + (_NOON if half == "p" else 0) if half and hour <= _NOON else hour
        if hour < _HOURS:
            yield _Time(frozenset({60 * hour + minute}), match.span())


@cache
def _may_tell_time() -> AnyCase:
    told = r"\d\s?[ap]\.?m\b|o'clock|in the (?:morning|afternoon|evening)|(?:half|quarter)\s(?:past|to)\s"
    return AnyCase(re.compile(told, re.IGNORECASE))


@cache
def _half_past() -> re.Pattern[str]:
    """Half past six, a quarter to seven."""
    return re.compile(
        r"(?<!\w)(?P<how>half\spast|quarter\s(?:past|to))\s"
        r"(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])(?![\w:])",
        re.IGNORECASE,
    )


@cache
def _time() -> re.Pattern[str]:
    parts = "|".join(re.escape(part).replace(r"\ ", r"\s") for part in _words().day_parts)
    return re.compile(
        r"(?<![\w:.])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\w:])(?:\s?(?P<half>[ap])\.?m\b)?"
        r"|(?<![\w:.,])(?P<bare>1[0-2]|0?[1-9])\s?(?P<bare_half>[ap])\.?m\b"
        rf"|(?<!\w)(?P<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{{1,2}})\s(?P<part>{parts})(?!\w)",
        re.IGNORECASE,
    )
