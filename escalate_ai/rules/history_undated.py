"""What a letter says of the history by number, order or length of time, held against the case. In: a letter's reading, the record.

Out: hits of CT205, and of GR405 for bullets.

"The third plan" where two were sent, "a refusal for 19 days", "five days later it was refused", a measure with the day of an appeal.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.history_forms import HistoryDays, days_of_history, ordinals
from escalate_ai.rules.history_record import Record
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import ReplyCategory
from escalate_ai.text.anycase import AnyCase
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.number_words import cardinal_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.text.mentions import Mention

_REFUSED = frozenset({ReplyCategory.GENERIC_DENIAL, ReplyCategory.FINAL_WORD})
_REACH, _BEFORE = 90, 60
_WEEK = 7


class _Seldom(NamedTuple):
    """What few letters say."""

    lasting: AnyCase
    reminded: AnyCase
    standing: AnyCase
    ordinal: AnyCase
    reply_ordinal: AnyCase


_SELDOM = _Seldom._fields


@dataclass(frozen=True, slots=True)
class _Words:
    numbers: tuple[str, ...]
    lead: str
    kinds: dict[str, AnyCase]
    seldom: _Seldom
    needed: tuple[str, ...]
    """The pieces of which one stands in all that is seldom said."""
    later: re.Pattern[str]
    answered: re.Pattern[str]
    coming: re.Pattern[str]
    history: re.Pattern[str]
    history_day: re.Pattern[str]


@cache
def _words() -> _Words:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "history_undated.toml").read_text("utf-8"))
    forms = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in raw["forms"].items() if name not in _SELDOM}
    seldom = {name: AnyCase(re.compile(raw["forms"][name], re.IGNORECASE), raw["needs"][name]) for name in _SELDOM}
    lead = raw["counted"]["lead"]
    kinds = {kind: AnyCase(re.compile(lead + raw["counted"][kind], re.IGNORECASE), raw["needs"][kind]) for kind in ("more", "denied")}
    needed = tuple({piece for name in _SELDOM for piece in raw["needs"][name]})
    return _Words(tuple(raw["numbers"]), lead, kinds, _Seldom(**seldom), needed, **forms)


def wrong_undated(reading: LetterReading, parts: Iterable[Part], record: Record) -> Iterator[Hit]:
    """Find what number, order or length of time says otherwise than the case."""
    known = days_of_history(record.ledger)
    told = tuple(parts)
    for part in told:
        if _may_tell_seldom(part.text):
            yield from _seldom_told(part, record)
        yield from _later(reading, part, known)
    yield from _told_too_often(told, record)


def _seldom_told(part: Part, record: Record) -> Iterator[Hit]:
    """Find what few letters say, and the case does not bear."""
    words = _words()
    for match in words.seldom.lasting.places(part.text):
        yield Hit(part, match.span(), "What lasts is silence, and no answer.", "Say what came back as the case has it.")
    for match in words.seldom.reminded.places(part.text):
        if not _refused_before_reminder(record):
            yield Hit(part, match.span(), "No refusal came before a reminder in the case.", "Say what came back as the case has it.")
    for match in words.seldom.standing.places(part.text):
        last = record.submissions[-1:]
        open_still = last and record.may_have("silent", last[0]) and not record.may_have("denied", last[0])
        if open_still and not any(answer.category in _REFUSED for answer in record.answers):
            yield Hit(part, match.span(), "No refusal came in the case.", "Say what came back as the case has it.")
    yield from _too_many(part, record)


def _may_tell_seldom(text: str) -> bool:
    """Say cheaply whether any of what few letters say may stand in a text; beyond plain ASCII nobody can tell."""
    low = text.lower()
    return not text.isascii() or any(piece in low for piece in _words().needed)


def _refused_before_reminder(record: Record) -> bool:
    firsts = [nudge.attempt.first_day for nudge in record.nudges]
    return not firsts or any(answer.category in _REFUSED and any(answer.day <= first for first in firsts) for answer in record.answers)


def _too_many(part: Part, record: Record) -> Iterator[Hit]:
    """Find an ordinal that no submission has."""
    for match in _words().seldom.ordinal.places(part.text):
        place = ordinals().index(match["ordinal"].lower())
        sent = len(record.entries)
        if record.entries and (place > sent or (place == sent and _is_answered(part, match.span()))):
            said = f"The case has {len(record.entries)} submissions, and no {match['ordinal'].lower()}."
            yield Hit(part, match.span(), said, "Count the submissions as the case has them.")
    for match in _words().seldom.reply_ordinal.places(part.text):
        if record.answers and ordinals().index(match["ordinal"].lower()) >= len(record.answers):
            said = f"The case has {len(record.answers)} answers, and no {match['ordinal'].lower()}."
            yield Hit(part, match.span(), said, "Count the answers as the case has them.")


def _is_answered(part: Part, span: tuple[int, int]) -> bool:
    """Say whether the words right beside an ordinal tell of an answer: the letter itself, or its plan, is the next in order."""
    text = part.text
    low = max(text.rfind(mark, 0, span[0]) for mark in (". ", "; ", "\n"))
    ends = [place for mark in (". ", "; ", "\n") if (place := text.find(mark, span[1])) >= 0]
    around = text[low + 1 : min(ends, default=len(text))]
    return bool(_words().answered.search(around)) and not _words().coming.search(around)


def _later(reading: LetterReading, part: Part, known: HistoryDays) -> Iterator[Hit]:
    """Find a kind of answer told of a day that a length of time leads to."""
    for mention in reading.mentions(part):
        value = mention.value
        if not isinstance(value, DatePoint) or value.day is None or value.month is None:
            continue
        match = _words().later.match(part.text, mention.span[1], mention.span[1] + _REACH)
        if match is None:
            continue
        day, sent = value.as_date(), [entry.attempt.first_day for entry in known.record.sent_on(value)]
        if not (day or sent):
            continue
        number = cardinal_value(match["number"].lower())
        count = int(match["number"]) if match["number"].isdigit() else number[0] if number else None
        if count is None:
            continue
        came = (day or sent[0]) + timedelta(days=int(count) * (_WEEK if match["unit"].lower().startswith("week") else 1))
        kind = "more" if "more" in match["kind"].lower() else "denied"
        said = known.against_kind(kind, came)
        if said:
            yield Hit(part, match.span("kind"), said, "Say what came back as the case has it.")


def _told_too_often(parts: tuple[Part, ...], record: Record) -> Iterator[Hit]:
    """Find more answers of a kind than there were, where answers of the other kind are told of nowhere."""
    said: Counter[str] = Counter()
    last: dict[str, tuple[Part, tuple[int, int]]] = {}
    for part in parts:
        for kind, pattern in _words().kinds.items():
            for match in pattern.places(part.text):
                word = match["number"].lower()
                said[kind] += int(word) if word.isdigit() else _words().numbers.index(word) + 1
                last[kind] = part, match.span()
    if not said:
        return
    for kind, other in (("more", "denied"), ("denied", "more")):
        there = sum(record.may_be(kind, answer.category) for answer in record.answers)
        left_out = not said[other] and any(record.may_be(other, a.category) and not record.may_be(kind, a.category) for a in record.answers)
        if said[kind] > there and left_out and there:
            part, span = last[kind]
            yield Hit(part, span, f"The case has {there} answers of this kind, and others.", "Say what came back as the case has it.")


# ---------------------------------------------------------------- bullets


def leads_to_history(text: str, at: int) -> bool:
    """Say whether the words right before a place speak of what was sent, asked for, answered or noticed."""
    return _words().history_day.search(text, max(0, at - _BEFORE), at) is not None


def history_days_in_bullets(reading: LetterReading) -> Iterator[Hit]:
    """Find a measure or ground with a day that the case has for an appeal or an answer alone, where nothing speaks of those."""
    if reading.brief is None:
        return
    known = days_of_history(reading.brief.ledger)
    for part in reading.sheet.bullets:
        told = [mention for mention in reading.mentions(part) if _is_of_history_alone(mention, known)]
        if not told or _words().history.search(part.text):
            continue
        for mention in told:
            if not leads_to_history(part.text, mention.span[0]):
                day = " ".join(mention.text.split())
                said = f"\u201c{day}\u201d is in the case the day of a submission or an answer, and of nothing that stands here."
                yield Hit(part, mention.span, said, "Give the day the case has for this.")


def _is_of_history_alone(mention: Mention, known: HistoryDays) -> bool:
    point = mention.value
    if not isinstance(point, DatePoint) or point.day is None or point.month is None or not known.is_history(point):
        return False
    return not (known.is_noticed(point) or known.is_elsewhere(point))
