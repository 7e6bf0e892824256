"""Notes on what was sent and what came back. In: a brief. Out: notes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.notes.note import Note, listed, written
from escalate_ai.terms import SPECIFIC_REPLIES, ReplyCategory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.brief import Brief


def read_replies(brief: Brief) -> Iterator[Note]:
    """Replies whose kind the words told: the reading is to be confirmed, or supplied."""
    for answer in brief.history.answers:
        reply = answer.reply
        came = (
            f"of {written(brief, reply.received_on)}"
            if reply.received_on
            else f"to the attempt of {written(brief, answer.entry.attempt.first_day)}"
        )
        if answer.category is ReplyCategory.UNKNOWN:
            text = f"What kind of answer the reply {came} is could not be told. Read it and set its `category`: the rung may hang on it."
            yield Note("reply_unknown", answer.path, text)
        elif reply.category is None:
            text = f"The reply {came} was read as `{answer.category.value}` from its words. Set its `category` if that is not what it says."
            yield Note("reply_read_from_text", answer.path, text)


def undated_replies(brief: Brief) -> Iterator[Note]:
    """Replies without a day: a letter that states history wants it."""
    for answer in brief.history.answers:
        if answer.reply.received_on is None:
            sent = written(brief, answer.entry.attempt.first_day)
            yield Note(
                "reply_without_date", answer.path, f"The reply to the attempt of {sent} has no day. Look it up and set `received_on`."
            )


def unconfirmed_attempts(brief: Brief) -> Iterator[Note]:
    """Attempts that rest on memory."""
    for entry in brief.history.entries:
        if not entry.attempt.confirmed:
            day = written(brief, entry.attempt.first_day)
            text = f"The attempt of {day} rests on memory. Find it in the account and set `confirmed: true`; no bundle is made before."
            yield Note("attempt_unconfirmed", entry.path, text)


def periods(brief: Brief) -> Iterator[Note]:
    """Attempts nobody can date to the day."""
    for entry in brief.history.entries:
        sent_on = entry.attempt.sent_on
        if isinstance(sent_on, Period):
            text = (
                f"For one attempt only a period is known ({written(brief, sent_on.start)} to {written(brief, sent_on.end)}). "
                "Look the day up in the account, for the reader can see it there."
            )
            yield Note("attempt_period", entry.path, text)


def lone_nudge(brief: Brief) -> Iterator[Note]:
    """A reminder with nothing on record that it could remind of."""
    entries = brief.history.entries
    if entries and entries[0].is_nudge:
        day = written(brief, entries[0].attempt.first_day)
        yield Note(
            "nudge_without_appeal",
            entries[0].path,
            f"The reminder of {day} is the first thing on record. Add the submission that it reminded of.",
        )


def twins(brief: Brief) -> Iterator[Note]:
    """The same thing twice on one day: perhaps one entry too many, and every letter states the count."""
    for first, second in pairwise(brief.history.entries):
        ways = [(entry.attempt.sent_on, entry.attempt.channel, entry.purpose, entry.attempt.recipient) for entry in (first, second)]
        if ways[0] == ways[1] and not isinstance(first.attempt.sent_on, Period):
            day = written(brief, first.attempt.sent_on)
            yield Note(
                "attempt_twice",
                second.path,
                f"Two attempts of {day} went the same way. If it was one, take the other out: the letter states the number.",
            )


def report_request_open(brief: Brief) -> Iterator[Note]:
    """What Amazon asked for after a report: no step of the ladder waits for it, so the client is asked."""
    last = brief.history.last_counting_answer
    if not brief.case.is_report or last is None or last.category not in SPECIFIC_REPLIES:
        return
    missing = [item.asked for item in brief.case.last_request if not item.answered_by]
    if missing or not brief.case.last_request:
        what = f" ({listed(missing)})" if missing else ""
        text = f"The reply of {written(brief, last.day)} asked for something{what}. Add what answers it, and name it under `last_request`."
        yield Note("report_request_open", last.path, text)
