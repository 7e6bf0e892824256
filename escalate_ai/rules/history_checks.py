"""Judged functions on what was sent and what came back: CT204, CT206, CT207, CT217, CT218.

In: a letter's reading with its brief. Out: hits.

Dates and counts are compared as values, in whatever style they are written; replies and channels by the wordings of
`data/letter_cues.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.rules.days import written
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.support import document_named, support_shown
from escalate_ai.terms import Channel, ReplyCategory
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from escalate_ai.brief import Brief
    from escalate_ai.history import Entry
    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_CHANNELS = {
    Channel.ACCOUNT_HEALTH: "the Account Health page",
    Channel.SELLER_SUPPORT: "Seller Support",
    Channel.EMAIL: "e-mail",
    Channel.MANAGER_REVIEW: "a manager review",
    Channel.EXECUTIVE: "Executive Seller Relations",
    Channel.BRAND_REGISTRY: "Brand Registry",
    Channel.REPORT_ABUSE: "Report Abuse",
}
"""The channels a letter names, as it may call them. A call is no submission, and `other` has no name."""

_ALSO = {"unresolved": ("silent",)}
"""Cues that say the same: a review without a decision is told as that, or as no decision."""


def _told_parts(reading: LetterReading) -> tuple[Part, ...]:
    intro = reading.sheet.highlights_intro
    return (*reading.sheet.prose, *((intro,) if intro else ()))


def missing_history(reading: LetterReading) -> Iterator[Hit]:
    """Find that the number or the dates of earlier submissions are not stated: every date of a few, else count, first and last."""
    submissions = reading.brief.history.submissions if reading.brief else ()
    if not submissions:
        return
    case = reading.brief.case if reading.brief else None
    parts = _told_parts(reading)
    points = [m.value for part in parts for m in reading.mentions(part) if isinstance(m.value, DatePoint)]
    few = len(submissions) <= reading.policy.letter.dates_named_up_to
    wanted = submissions if few else (submissions[0], submissions[-1])
    missing = [entry for entry in wanted if not any(_states(point, entry.attempt.sent_on) for point in points)]
    counted = few or _counted(reading, parts, len(submissions))
    if missing or not counted:
        days = " and ".join(written(entry.attempt.sent_on, case, reading.policy) for entry in missing)
        what = [f"the submission of {days}" if len(missing) == 1 else f"the submissions of {days}"] if missing else []
        what += [] if counted else [f"that there were {len(submissions)} submissions"]
        yield Hit(
            "opening",
            None,
            f"The letter does not state {' and '.join(what)}.",
            "State how often and on which days the plan or report went in.",
        )


def _states(point: DatePoint, sent: date | Period) -> bool:
    if isinstance(sent, Period):
        exact = point.as_date()
        within = exact is not None and sent.start <= exact <= sent.end
        return within or (point.month is not None and (point.fits(sent.start) or point.fits(sent.end)))
    return point.day is not None and point.month is not None and point.fits(sent)


def _counted(reading: LetterReading, parts: Iterable[Part], number: int) -> bool:
    return any(m.kind is MentionKind.COUNT and m.value == number for part in parts for m in reading.mentions(part))


def unclear_replies_left_out(reading: LetterReading) -> Iterator[Hit]:
    """Find that the case holds a repeated request for more information, a generic denial or silence that the letter does not state."""
    if reading.brief is None:
        return
    told = frozenset[str]().union(*(sentence.cues for sentence in reading.told(*_told_parts(reading))))
    missing = [words for cue, words in _unclear(reading.brief.ledger).items() if told.isdisjoint((cue, *_ALSO.get(cue, ())))]
    if missing:
        what = " and ".join(missing)
        yield Hit(
            "opening",
            None,
            f"The letter does not state {what} that came back.",
            "State what came back to each submission, as a fact with its date.",
        )


@lru_cache(maxsize=16)
def _unclear(ledger: Ledger) -> dict[str, str]:
    """Give what of the answers of a case is no clear one, by the cue that tells of it; found once for all letters held against the case."""
    history = ledger.history
    threads = [(entry, *(history.nudges_of(entry) if entry.counts else ())) for entry in history.submissions]
    answers = [reply for thread in threads for entry in thread for reply in _answers(entry)]
    there = {
        "more_info": ("the repeated request for more information", answers.count(ReplyCategory.MORE_INFO_GENERIC) > 1),
        "denied": ("the denial without a reason", ReplyCategory.GENERIC_DENIAL in answers),
        "silent": ("the silence", any(_stayed_silent(*thread) for thread in threads)),
        "unresolved": ("the review without a decision", any(_stayed_under_review(*thread) for thread in threads)),
    }
    return {cue: words for cue, (words, is_there) in there.items() if is_there}


def _stayed_silent(entry: Entry, *reminders: Entry) -> bool:
    """Say whether nothing came back, to an attempt or to a reminder of it: what answers a reminder answers its attempt."""
    return entry.silent and not any(part.answered for part in (entry, *reminders))


def _stayed_under_review(entry: Entry, *reminders: Entry) -> bool:
    """Say whether the wait is over and word of a review, which decides nothing, is all that came last."""
    reviewed = any(part.answer is ReplyCategory.UNDER_REVIEW for part in (entry, *reminders))
    return entry.silent and reviewed and not any(_answers(reminder) for reminder in reminders)


def _answers(entry: Entry) -> tuple[ReplyCategory, ...]:
    """Give what came back to an attempt, acknowledgements left out."""
    answers = [reply.answer for reply in entry.attempt.replies]
    return tuple(answer for answer in answers if answer not in {ReplyCategory.UNDER_REVIEW, ReplyCategory.NO_REPLY})


def missing_channels(reading: LetterReading) -> Iterator[Hit]:
    """Find that an accepted channel that was tried is not named, or that it is not said to have brought nothing."""
    if reading.brief is None:
        return
    tried = dict.fromkeys(e.attempt.channel for e in reading.brief.history.submissions if e.counts and e.attempt.channel in _CHANNELS)
    told = reading.told(*_told_parts(reading))
    if not tried or any(s.has("ch_any") for s in told) or _channels_counted(reading, len(tried)):
        return
    missing = [channel for channel in tried if not any(s.has(f"ch_{channel.value}") for s in told)]
    if missing:
        names = ", ".join(_CHANNELS[channel] for channel in missing)
        yield Hit("opening", None, f"The letter does not say that {names} was tried.", "Name the channel each submission went through.")
    elif not any(s.has_any("more_info", "denied", "silent", "unresolved") for s in told):
        yield Hit("opening", None, "The letter does not say that the channels brought no resolution.", "Say what came back through them.")


def _channels_counted(reading: LetterReading, number: int) -> bool:
    cues = (cue for part in _told_parts(reading) for cue in reading.cues(part))
    return any(cue.entry.category == "ch_counted" and cue.entry.fields.get("count") == number for cue in cues)


def last_reply_unanswered(reading: LetterReading) -> Iterator[Hit]:
    """Find that something Amazon asked for last is neither named as a document nor shown as a measure."""
    if reading.brief is None:
        return
    missing = [
        item.asked for item in reading.brief.case.last_request if not any(_supplied(reading, reading.brief, i) for i in item.answered_by)
    ]
    if missing:
        asked = "; ".join(" ".join(words.split()).rstrip(".") for words in missing)
        yield Hit(
            "closing",
            None,
            f"What Amazon asked for last is not visibly supplied: {asked}.",
            "Name the document or measure that supplies it.",
        )


def _supplied(reading: LetterReading, brief: Brief, ident: str) -> bool:
    case = brief.case
    document = next((item for item in case.evidence if item.id == ident), None)
    if document is not None:
        return document_named(reading, document)
    plan = case.poa
    stated = [*((cause.id, cause.statement) for cause in plan.root_causes)] if plan else []
    stated += [(measure.id, measure.statement) for measure in plan.measures] if plan else []
    stated += [(ground.id, ground.statement) for ground in case.grounds]
    statement = dict(stated).get(ident)
    backing = [item for item in case.evidence if ident in item.supports]
    return statement is not None and (support_shown(reading, statement) or any(document_named(reading, item) for item in backing))
