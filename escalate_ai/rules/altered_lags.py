"""A measure dated by how long after another day it came: "two days later all buyers had their money back". In: a reading. Out: hits.

In a bullet that tells no day: counted from a day of the bullet before it, the span has to lead to a day of the measure itself.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.ledger import end_words
from escalate_ai.ledger.spans import DAY, months_later
from escalate_ai.rules.altered_things import Thing, things_of
from escalate_ai.rules.days import written
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.wording import concepts
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.text.mentions import Mention


def days_by_lag(reading: LetterReading) -> Iterator[Hit]:
    """Find a measure that is told so long after or before another day that it was on none of its own."""
    if reading.brief is None:
        return
    ledger = reading.brief.ledger
    before: Part | None = None
    for part in reading.sheet.bullets:
        lag = _lag(reading, part) if before else None
        thing = _told_of(ledger, part) if lag else None
        if lag and before and thing and thing.dated and not isinstance(thing.dated, Period):
            mention, is_later = lag
            own = {thing.dated, *ledger.texts.days.get(thing.path, {})}
            reached = {_moved(anchor, mention, is_later=is_later) for anchor in _anchors(reading, ledger, before)}
            if reached and reached.isdisjoint(own):
                day, words = written(thing.dated, reading.brief.case, reading.policy), " ".join(mention.text.split())
                said = f"\u201c{words}\u201d leads to another day than the case has for {thing.id}: {day} ({thing.path})."
                yield Hit(part, mention.span, said, f"Give the day itself: {day}.")
        before = part


def _lag(reading: LetterReading, part: Part) -> tuple[Mention, bool] | None:
    """Give the span of time that dates a bullet, and whether it leads forward; None where the bullet tells a day."""
    spans = [one for one in reading.mentions(part) if one.kind is MentionKind.DURATION and one.bound is None and _length(one)]
    for mention in spans:
        is_later = end_words.later().match(part.text, mention.span[1]) is not None
        if is_later or end_words.earlier().match(part.text, mention.span[1]):
            opens = _opening().fullmatch(part.text, 0, mention.span[0]) is not None
            is_only = not any(isinstance(one.value, DatePoint) for one in reading.mentions(part))
            return (mention, is_later) if opens and is_only else None
    return None


@cache
def _opening() -> re.Pattern[str]:
    """What may stand before a span that dates the whole bullet."""
    return re.compile(r"(?:[^.;:\d]{0,60}:\s)?(?:(?:Just|Only|Exactly|just|only|exactly)\s)?")


def _length(mention: Mention) -> bool:
    return isinstance(mention.value, int) and (mention.unit == "month" or (mention.unit == "second" and not mention.value % DAY))


def _told_of(ledger: Ledger, part: Part) -> Thing | None:
    return things_of(ledger).spoken_of(concepts(part.text))


def _anchors(reading: LetterReading, ledger: Ledger, part: Part) -> frozenset[date]:
    """Give the days from which the next bullet may count: those told, and that of what is told."""
    thing = _told_of(ledger, part)
    own = frozenset({thing.dated}) if thing and thing.dated and not isinstance(thing.dated, Period) else frozenset[date]()
    points = [one.value for one in reading.mentions(part) if isinstance(one.value, DatePoint)]
    return own | frozenset(day for point in points if (day := ledger.calendar.day_of(point)))


def _moved(day: date, mention: Mention, *, is_later: bool) -> date:
    length = int(str(mention.value)) * (1 if is_later else -1)
    return months_later(day, length) if mention.unit == "month" else day + timedelta(days=length // DAY)
