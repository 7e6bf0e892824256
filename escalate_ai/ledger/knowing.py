"""The days a text speaks of, named or not. In: a case's history and days, a text with its facts. Out: `Known`, `Ends` of a span of time.

Judges nothing. "The following day" and "four days later" are days too, for what is told after them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.ledger.around import stretch
from escalate_ai.ledger.ends import Ends, ends_of
from escalate_ai.ledger.pointing import Known
from escalate_ai.ledger.spans import DAY, months_later
from escalate_ai.terms import ReplyCategory
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mention import Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.case.case import Case
    from escalate_ai.history import History
    from escalate_ai.ledger.calendar import Calendar
    from escalate_ai.text.folding import Span


def known_days(case: Case, history: History, calendar: Calendar, as_of: date) -> Known:
    """Give the days of a case that words may point at."""
    silent = [entry for entry in history.entries if entry.answer in {ReplyCategory.NO_REPLY, ReplyCategory.UNDER_REVIEW}]
    noticed = [case.enforcement.notified_on] if case.enforcement else []
    return Known(
        as_of,
        tuple(entry.attempt.last_day for entry in history.submissions),
        frozenset(entry.attempt.last_day for entry in silent),
        frozenset(entry.attempt.last_day for entry in history.nudges),
        frozenset(day for day, path in calendar.typed.items() if path.startswith(("appeals", "calls"))) | {as_of},
        frozenset([*noticed, *([case.incident.noticed_on] if case.incident else [])]),
        tuple(answer.day for answer in history.answers),
        tuple((answer.entry.attempt.last_day, answer.day) for answer in history.answers),
    )


_NO_SPAN = Ends()
"""Of what is no span of time."""


def ends_in(text: str, mention: Mention, facts: tuple[Mention, ...], calendar: Calendar, known: Known, *, home: str | None) -> Ends:
    """Give between which days of the case a span of time lies, as its clause says."""
    if mention.kind is not MentionKind.DURATION:
        return _NO_SPAN
    dates = ((fact.span, calendar.day_of(fact.value)) for fact in facts if isinstance(fact.value, DatePoint))
    named = [(span, day) for span, day in dates if day]
    other = _joined(text, mention, facts)
    span = mention.span if other is None else (min(mention.span[0], other.span[0]), max(mention.span[1], other.span[1]))
    days = sorted((*named, *_implied(text, span, facts, named))) if named else named
    ends = ends_of(text, span, stretch(text, span), days, known)
    if other is None or not isinstance(other.value, int):
        is_of_home = home and ends.early and not ends.late and ends.early <= known.noticed and not ends.named
        # "declared two days after the notice": what a bullet tells so came on a day of its own measure or ground
        return replace(ends, late=calendar.days_at(home)) if home and is_of_home else ends
    return Ends(ends.early, ends.late, ends.either, ends.not_late, is_free=True, named=ends.named, extra=(other.value, other.unit or ""))


def _joined(text: str, mention: Mention, facts: tuple[Mention, ...]) -> Mention | None:
    """Give the other half of "seven months and a day"."""
    for one in facts:
        if one.kind is MentionKind.DURATION and one is not mention and not (one.bound or mention.bound):
            first, second = (one, mention) if one.span < mention.span else (mention, one)
            if text[first.span[1] : second.span[0]] == " and " and _is_longer(first, second):
                return one
    return None


def _is_longer(first: Mention, second: Mention) -> bool:
    """Say whether a span is of a longer unit than another, as in "a month and two days": no list, but one length."""
    if first.unit != second.unit:
        return first.unit == "month" and second.unit == "second"
    sizes = [one.text.lower().rstrip("s").rpartition(" ")[2] for one in (first, second)]
    return sizes[0] != sizes[1] and isinstance(first.value, int) and isinstance(second.value, int) and first.value > second.value


def _implied(text: str, span: Span, facts: tuple[Mention, ...], named: list[tuple[Span, date]]) -> Iterator[tuple[Span, date]]:
    """Give the days that stand before a span only as "the following day" and "four days later", counted from the day named last."""
    told: list[tuple[Span, date | None, Mention | None]] = [(place, day, None) for place, day in named]
    told += [(match.span(), None, None) for match in _next_day().finditer(text, 0, span[0])]
    told += [(one.span, None, one) for one in facts if one.kind is MentionKind.DURATION and _is_later(text, one, span)]
    last: date | None = None
    for place, day, length in sorted(told, key=lambda one: one[0]):
        if place[0] >= span[0]:
            return
        if day is not None or last is None:
            last = day or last
            continue
        last = _after(last, length)
        if last:
            yield place, last


def _is_later(text: str, one: Mention, span: Span) -> bool:
    return (
        one.span[1] <= span[0]
        and one.bound is None
        and (_chained().match(text, one.span[1]) is not None or _chaining().search(text, max(0, one.span[0] - 12), one.span[0]) is not None)
    )


def _after(day: date, length: Mention | None) -> date | None:
    if length is None:
        return day + timedelta(days=1)
    if not isinstance(length.value, int):
        return None
    if length.unit == "month":
        return months_later(day, length.value)
    return (
        day + timedelta(seconds=length.value) if length.unit == "second" and length.value % DAY == 0 and length.value < 9999 * DAY else None
    )


@cache
def _next_day() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:the\s(?:following|next)\sday|the\sday\safter)(?!\w)", re.IGNORECASE)


@cache
def _chained() -> re.Pattern[str]:
    return re.compile(r"\s(?:later|afterwards?|thereafter|after\s(?:that|it|this))(?!\w)", re.IGNORECASE)


@cache
def _chaining() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)after\s(?:exactly\s|just\s|only\s)?$", re.IGNORECASE)
