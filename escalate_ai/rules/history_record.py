"""The history as claims are held against it. In: a ledger. Out: `Record`: which attempt went out on a day, what came back, by which way.

Reads no letter.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.terms import Channel, Purpose, ReplyCategory
from escalate_ai.text.date_writing import write_date

if TYPE_CHECKING:
    from datetime import date

    from escalate_ai.history import Answer, Entry
    from escalate_ai.ledger import Ledger
    from escalate_ai.text.dates import DatePoint

_C = ReplyCategory
_TRUE = {
    "more": frozenset({_C.MORE_INFO_GENERIC, _C.MORE_INFO_SPECIFIC, _C.DOCUMENTS_MISSING, _C.PROOF_REQUIRED}),
    "denied": frozenset({_C.GENERIC_DENIAL, _C.FINAL_WORD}),
    "silent": frozenset({_C.NO_REPLY, _C.UNDER_REVIEW}),
}
_FALSE = {
    "more": frozenset({_C.GENERIC_DENIAL, _C.FINAL_WORD, _C.NO_REPLY, _C.UNDER_REVIEW, _C.REINSTATED, _C.WRONG_CHANNEL, _C.NOTICE_RESENT}),
    "denied": frozenset({_C.MORE_INFO_GENERIC, _C.MORE_INFO_SPECIFIC, _C.DOCUMENTS_MISSING, _C.NO_REPLY, _C.UNDER_REVIEW, _C.REINSTATED}),
    "silent": frozenset(_C) - {_C.NO_REPLY, _C.UNDER_REVIEW, _C.UNKNOWN},
}
"""What a claim surely is not. What stands in neither table is a matter of words."""


class Record:
    """One case's history, ready to be asked."""

    def __init__(self, ledger: Ledger) -> None:
        history = ledger.history
        self.ledger = ledger
        self.case = ledger.case
        self.entries = history.entries
        self.submissions = history.submissions
        self.nudges = history.nudges
        self.answers = history.answers
        self._calendar = ledger.calendar
        self._style = ledger.style
        self._came: dict[tuple[int, int], list[Answer]] = {}
        """The answers by month and day."""
        for answer in history.answers:
            self._came.setdefault((answer.day.month, answer.day.day), []).append(answer)
        self._sent: dict[tuple[int, int], list[Entry]] | None = {}
        """What was sent by month and day; None where something went out within a period."""
        for entry in history.entries:
            when = entry.attempt.sent_on
            if self._sent is not None and not isinstance(when, Period):
                self._sent.setdefault((when.month, when.day), []).append(entry)
            else:
                self._sent = None

    @property
    def everything(self) -> tuple[Entry, ...]:
        """Submissions, reminders and whatever else went out."""
        return self.entries

    @property
    def all_told(self) -> int:
        """How many there are at most of whatever a letter may count of its history: what went out, or what came back, and the calls."""
        return max(len(self.entries), len(self.answers)) + len(self.case.calls)

    @property
    def all_replies_dated(self) -> bool:
        """Whether the day of every answer is known, so that another day is surely wrong."""
        return all(answer.reply.received_on for answer in self.answers)

    def knows(self, point: DatePoint) -> bool:
        """Say whether a day stands anywhere in the case."""
        return self._calendar.source(point) is not None

    def sent_on(self, point: DatePoint) -> list[Entry]:
        """Give what was sent on a day, or may have been within its period."""
        if self._sent is None or point.month is None or point.day is None:
            return [entry for entry in self.entries if _fits(point, entry.attempt.sent_on)]
        return [entry for entry in self._sent.get((point.month, point.day), ()) if _fits(point, entry.attempt.sent_on)]

    def replies_on(self, point: DatePoint) -> list[Answer]:
        """Give the answers that came on a day."""
        came = self.answers if point.month is None or point.day is None else self._came.get((point.month, point.day), ())
        return [answer for answer in came if point.fits(answer.day)]

    def nudged(self, entry: Entry) -> bool:
        """Say whether reminders followed an attempt, whose answers may be told as its own."""
        return any(nudge.attempt.first_day >= entry.attempt.first_day for nudge in self.nudges)

    def day(self, when: date | Period) -> str:
        """Write a day as the marketplace does."""
        if isinstance(when, Period):
            return f"{write_date(when.start, self._style)} to {write_date(when.end, self._style)}"
        return write_date(when, self._style)

    def nearest_sending(self, point: DatePoint) -> str | None:
        """Give the sending that is nearest to a day, with its path."""
        day = point.as_date()
        if day is None or not self.entries:
            return self._sendings()
        near = min(self.entries, key=lambda entry: abs((entry.attempt.first_day - day).days))
        return f"{self.day(near.attempt.sent_on)} ({near.path}.sent_on)"

    def _sendings(self) -> str | None:
        return ", ".join(self.day(entry.attempt.sent_on) for entry in self.entries[:6]) or None

    def nearest_reply(self, point: DatePoint) -> str | None:
        """Give the answer that is nearest to a day, with its path."""
        day = point.as_date()
        if day is None or not self.answers:
            return ", ".join(self.day(answer.day) for answer in self.answers[:6]) or None
        near = min(self.answers, key=lambda answer: abs((answer.day - day).days))
        return f"{self.day(near.day)} ({near.path}.received_on)"

    def reply_days(self, entry: Entry) -> str | None:
        """Give the days on which an attempt was answered."""
        days = [answer for answer in self.answers if answer.entry is entry]
        return " and ".join(f"{self.day(answer.day)} ({answer.path}.received_on)" for answer in days) or "no answer to it"

    def categories(self, entry: Entry) -> frozenset[ReplyCategory]:
        """Give what came back to an attempt, silence where nothing did, with what came to the reminders of it."""
        own = frozenset(answer.category for answer in self.answers if answer.entry is entry)
        return own or frozenset({_C.NO_REPLY})

    def may_be(self, claim: str, category: ReplyCategory) -> bool:
        """Say whether an answer of a kind can be told so."""
        return category not in _FALSE[claim]

    def may_have(self, claim: str, entry: Entry) -> bool:
        """Say whether an attempt can be told to have met with more, denied or silent."""
        closed = self.categories(entry) - {_C.UNDER_REVIEW}
        if claim == "silent":
            return entry.answer in _TRUE["silent"] or any(self.may_be(claim, category) for category in closed)
        if any(self.may_be(claim, category) for category in closed):
            return True
        later = self.entries[self.entries.index(entry) + 1 :]
        return not closed - {_C.NO_REPLY} and any(nudge.is_nudge and self.may_have(claim, nudge) for nudge in later)

    def has(self, claim: str, entry: Entry) -> bool:
        """Say whether an attempt surely met with it."""
        closed = self.categories(entry) - {_C.UNDER_REVIEW} or frozenset({_C.UNDER_REVIEW})
        return closed <= _TRUE["silent"] if claim == "silent" else bool(closed & _TRUE[claim])

    def went(self, entry: Entry, ways: set[str]) -> bool:
        """Say whether an attempt can be told to have gone one of these ways.

        A manager review goes to a manager by any way that takes it.
        """
        attempt, said = entry.attempt, {way.removeprefix("ch_") for way in ways}
        own = {attempt.channel.value, entry.purpose.value}
        if entry.purpose is Purpose.NUDGE or attempt.channel is Channel.OTHER:
            return True
        return bool(own & said)


@lru_cache(maxsize=16)
def record_of(ledger: Ledger) -> Record:
    """Give the record of a ledger's case, made once for all letters that are held against it."""
    return Record(ledger)


def _fits(point: DatePoint, when: date | Period) -> bool:
    if not isinstance(when, Period):
        return point.fits(when)
    day = point.as_date()
    return (when.start <= day <= when.end) if day else point.fits(when.start) or point.fits(when.end)
