"""Lengths of time told in the wrong direction: "the day before your notice". In: a letter's reading with its brief. Out: hits.

The day such words lead to must be one of the case's. Where it is none, and the day as far away in the other direction is, the letter has
turned the order round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from escalate_ai.ledger.fields import days_of
from escalate_ai.rules.altered_things import things_of
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.wording import concepts
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.number_words import cardinal_value

if TYPE_CHECKING:
    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.text.mentions import Mention

_UNITS = {"day": 1, "morning": 1, "afternoon": 1, "evening": 1, "week": 7, "fortnight": 14}
_LATER = ("after", "later", "afterwards", "afterward", "younger", "newer")
_BEFORE, _BEHIND = 24, 30
"""Characters before and behind "after" and its like in which a length of time and what it is counted from stand."""
_FEW = 120
"""Days beyond which no letter counts them one by one."""


def days_the_other_way(reading: LetterReading) -> Iterator[Hit]:
    """Find lengths of time before what they come after, or the reverse."""
    if reading.brief is None:
        return
    for part in reading.sheet.body:
        yield from _after_that(reading, part)
        for hit in _lengths(part.text):
            if _loose().search(part.text[max(0, hit.start() - 14) : hit.start()]):
                continue
            length = _days(hit)
            if length is None:
                continue
            sign = 1 if hit["way"].lower() in _LATER else -1
            wrong = _from_notice(reading, part, hit, length * sign) or _of_day(reading, part, hit, length * sign)
            if wrong:
                said = f"\u201c{' '.join(hit[0].split())}\u201d leads to no day of the case, but the other way round it does: {wrong}."
                yield Hit(part, hit.span(), said, "Say before or after as the days of the case have it.")


def _after_that(reading: LetterReading, part: Part) -> Iterator[Hit]:
    """Find "After that, on 29 March" behind a sentence whose days are all later, and the reverse."""
    for (low, _), (start, end) in pairwise(reading.sentences(part)):
        hit = _that().match(part.text, start, end)
        if hit is None:
            continue
        days = [(m.span[0], _one_day(reading, m)) for m in reading.mentions(part) if isinstance(m.value, DatePoint)]
        before = [day for at, day in days if low <= at < start]
        own = next((day for at, day in days if at == hit.end()), None)
        if own is None or not before or None in before:
            continue
        is_after = hit["way"].lower() == "after"
        if all(day and (day > own if is_after else day < own) for day in before):
            said = f"\u201c{hit['way']} that\u201d is said of a day on the other side of those told before it."
            yield Hit(part, hit.span("way"), said, "Say before or after as the days have it.")


def _one_day(reading: LetterReading, mention: Mention) -> date | None:
    known = (
        [day for day in _known(reading.brief.ledger) if isinstance(mention.value, DatePoint) and mention.value.fits(day)]
        if reading.brief
        else []
    )
    return known[0] if len(known) == 1 else None


def _from_notice(reading: LetterReading, part: Part, hit: re.Match[str], days: int) -> str | None:
    """Give what is wrong with a length counted from the notice, in a sentence that tells of the day it leads to the other way round."""
    enforcement = reading.brief.case.enforcement if reading.brief else None
    if reading.brief is None or enforcement is None or hit["notice"] is None:
        return None
    notice, known = enforcement.notified_on, _known(reading.brief.ledger)
    meant, turned = notice + timedelta(days=days), notice - timedelta(days=days)
    if turned not in known or meant in known:
        return None
    start, end = next(((low, high) for low, high in reading.sentences(part) if low <= hit.start() < high), (0, len(part.text)))
    named = [m.value for m in reading.mentions(part) if isinstance(m.value, DatePoint) and start <= m.span[0] < end]
    thing = things_of(reading.brief.ledger).spoken_of(concepts(part.text[start:end]))
    is_told = any(day.fits(turned) for day in named) or (thing is not None and thing.dated == turned)
    return f"the notice is of {notice.isoformat()}" if is_told else None


def _of_day(reading: LetterReading, part: Part, hit: re.Match[str], days: int) -> str | None:
    """Give what is wrong with a length that leads to the day a clause tells of, whatever it is counted from."""
    if reading.brief is None or hit["notice"]:
        return None
    ledger = reading.brief.ledger
    day = _day_right_behind(reading, part, hit) or _day_of_thing(reading, part, hit)
    if day is None:
        return None
    known = _known(ledger)
    start, turned = day - timedelta(days=days), day + timedelta(days=days)
    return f"it is told of {day.isoformat()}" if turned in known and start not in known else None


def _day_right_behind(reading: LetterReading, part: Part, hit: re.Match[str]) -> date | None:
    """Give the day in words like "the day after it, on 7 August"."""
    for mention in reading.mentions(part):
        gap = part.text[hit.end() : mention.span[0]]
        if mention.span[0] >= hit.end() and _link().fullmatch(gap) and isinstance(mention.value, DatePoint):
            return _one_day(reading, mention)
    return None


def _day_of_thing(reading: LetterReading, part: Part, hit: re.Match[str]) -> date | None:
    """Give the day of the measure that a sentence tells which begins with a length of time."""
    span = next(((start, end) for start, end in reading.sentences(part) if start <= hit.start() < end), None)
    if span is None or reading.brief is None or part.text[span[0] : hit.start()].strip(" -\u2022") != "":
        return None
    if any(isinstance(mention.value, DatePoint) and span[0] <= mention.span[0] < span[1] for mention in reading.mentions(part)):
        return None
    thing = things_of(reading.brief.ledger).spoken_of(concepts(part.text[slice(*span)]))
    return thing.dated if thing and isinstance(thing.dated, date) else None


def _days(hit: re.Match[str]) -> int | None:
    if hit["one"]:
        return _UNITS[hit["one"].lower()]
    number = hit["number"].lower()
    value = int(number) if number.isdigit() else 1 if number in {"a", "an"} else (cardinal_value(number) or (0, 0))[0]
    days = value * _UNITS[hit["unit"].lower()]
    return days if 0 < days <= _FEW else None


@lru_cache(maxsize=32)
def _known(ledger: Ledger) -> frozenset[date]:
    told = {day for days in ledger.texts.days.values() for day in days}
    typed: set[date] = set()
    for one in days_of(ledger.case):
        typed |= {one.when} if isinstance(one.when, date) else {one.when.start, one.when.end}
    return frozenset(told | typed)


def _lengths(text: str) -> Iterator[re.Match[str]]:
    """Give the lengths of time with the way they lead; looked for from the way, which is rare, backwards."""
    if not any(way in text for way in _WAYS):
        return
    for way in _way().finditer(text):
        hit = _length().search(text, max(0, way.start() - _BEFORE), way.end() + _BEHIND)
        if hit and hit.start("way") == way.start():
            yield hit


_WAYS = ("before", "after", "earlier", "later", "older", "younger", "newer")


@cache
def _way() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_WAYS)})")


@cache
def _length() -> re.Pattern[str]:
    number = r"(?P<number>\d{1,3}|an?|[a-z]{3,9}(?:-[a-z]{3,5})?)"
    return re.compile(
        rf"\b(?:the (?P<one>day|morning|evening|week)|{number} (?P<unit>day|week|fortnight)s?) "
        r"(?P<way>before|after|earlier|later|afterwards?|older|younger|newer)\b"
        r"(?P<notice>(?: than)? (?:the|your|this) (?:notice|deactivation|suspension|removal)\b)?(?! appeal)",
        re.IGNORECASE,
    )


@cache
def _that() -> re.Pattern[str]:
    return re.compile(r"\s*(?P<way>before|after) (?:that|this|it),? (?:on )?", re.IGNORECASE)


@cache
def _link() -> re.Pattern[str]:
    return re.compile(r"(?: (?:it|that|this))?,? ?\(?(?:on )?", re.IGNORECASE)


@cache
def _loose() -> re.Pattern[str]:
    return re.compile(r"\b(?:than|about|nearly|almost|around|within|some|over|under|of|from|roughly|until|last)\s$", re.IGNORECASE)
