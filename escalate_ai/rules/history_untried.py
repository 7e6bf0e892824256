"""Desks that nothing went to, and how many submissions went to one. In: a letter's reading, a part, the record. Out: hits of CT205.

Speaks of the opening and the closing alone, where a letter tells its history, and not at all where a channel of the case has no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.rules.history_order import ENDLESS
from escalate_ai.rules.history_shares import listed_beyond, shares_told
from escalate_ai.rules.history_stretches import words
from escalate_ai.rules.history_ways import desks_asked, desks_pointed_to, tells_of_sending, ways_gone, ways_in
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import Channel, Purpose, ReplyCategory
from escalate_ai.text.dates import DatePoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalate_ai.letter import Part
    from escalate_ai.rules.history_record import Record
    from escalate_ai.rules.history_shares import Share
    from escalate_ai.rules.history_ways import Way
    from escalate_ai.rules.reading import LetterReading

_DESKS = frozenset({"account_health", "seller_support", "email", "brand_registry", "report_abuse"})
_OF_REPORTS = frozenset({"brand_registry", "report_abuse"})
_OF_APPEALS = frozenset({"account_health"})
_ABOVE = frozenset({Purpose.MANAGER_REVIEW, Purpose.EXECUTIVE})


def wrong_desks(reading: LetterReading, part: Part, record: Record) -> Iterator[Hit]:
    """Find desks that nothing went to, and numbers of submissions to a desk that the case has otherwise."""
    if part.name not in {"opening", "closing"}:
        return
    used = {way for entry in record.entries for way in (entry.attempt.channel, entry.purpose)}
    if Channel.OTHER in used:
        return
    tried = ", ".join(dict.fromkeys(entry.attempt.channel.value.replace("_", " ") for entry in record.submissions))
    for start, end in reading.sentences(part):
        if end - start > ENDLESS:
            continue
        sentence = part.text[start:end].replace("\n", " ")
        names_way = any(True for _ in ways_in(sentence))  # most sentences name none, and nothing is told of one there
        untried = _untried(reading, part, (start, end), record, _DESKS - used) if names_way else ()
        for way in untried:
            said = f"Nothing was sent by \u201c{sentence[way.start : way.end]}\u201d; the case has {tried}."
            yield Hit(part, (start + way.start, start + way.end), said, "Name the channels the case has.")
        for way in _pointed_elsewhere(sentence, record) if names_way else ():
            said = f"No answer of the case pointed to \u201c{sentence[way.start : way.end]}\u201d."
            yield Hit(part, (start + way.start, start + way.end), said, "Name the desk that the answer of the case names.")
        for number, listed, low, high in listed_beyond(sentence):
            said = f"\u201c{sentence[low:high]}\u201d is not what is listed behind it: {number} are fewer than {listed}."
            yield Hit(part, (start + low, start + high), said, "Give the number of submissions the case has.")
        for share in shares_told(sentence) if names_way else ():
            went = _went_otherwise(share, record)
            if went is not None:
                told = sentence[share.start : share.end]
                said = f"\u201c{told}\u201d does not agree with the case, in which {went} went that way."
                mend = "Give the number of submissions that the case has for each channel."
                yield Hit(part, (start + share.start, start + share.end), said, mend)


def _untried(reading: LetterReading, part: Part, span: tuple[int, int], record: Record, desks: frozenset[str]) -> Sequence[Way]:
    """Give the desks that nothing went to, where a sentence tells of what was sent, or asks a manager of one."""
    sentence = part.text[span[0] : span[1]].replace("\n", " ")
    gone = [way for way in ways_gone(sentence) if way.name in desks and not _denied().search(sentence, 0, way.start)]
    own = _OF_REPORTS if any(entry.purpose is Purpose.REPORT for entry in record.entries) else _OF_APPEALS
    asked = [way for way in desks_asked(sentence) if way.name in desks - own]
    if not gone:
        return asked
    points = [mention.value for mention in reading.mentions(part) if span[0] <= mention.span[0] < span[1]]
    days = [point for point in points if isinstance(point, DatePoint) and point.day]
    if any(way.is_sure for way in gone):
        gone = [way for way in gone if way.is_sure]
    elif not (tells_of_sending(words().cues, sentence) or any(record.sent_on(day) for day in days)):
        gone = [way for way in gone if way.is_acting and any(record.replies_on(day) for day in days)]
    return [*gone, *asked]


@cache
def _denied() -> re.Pattern[str]:
    """What says before a way that nothing went it: "we never wrote to Seller Support"."""
    return re.compile(r"(?<!\w)(?:never|not|nothing|no\s(?:submission|appeal|report|letter|plan)|none)(?!\w)[^.;:]*$", re.IGNORECASE)


def _pointed_elsewhere(sentence: str, record: Record) -> Sequence[Way]:
    """Give the desks an answer is told to have pointed to that no such answer names, where the words of each name one."""
    answers = [answer.reply.text or "" for answer in record.answers if answer.category is ReplyCategory.WRONG_CHANNEL]
    named = [{way.name for way in ways_in(text)} for text in answers]
    if not named or not all(named):
        return []
    return [way for way in desks_pointed_to(sentence) if way.name in _DESKS and not any(way.name in names for names in named)]


def _went_otherwise(share: Share, record: Record) -> int | None:
    """Give how many submissions went a way, where a letter surely tells another number.

    More than went, reminders with them, is wrong; fewer only where all are shared out: "of four submissions, one used the form".
    """
    by_way = [entry for entry in record.entries if share.way in {entry.attempt.channel.value, entry.purpose.value}]
    sent = [entry for entry in by_way if entry in record.submissions]
    told = {len(by_way), len(sent), sum(entry.purpose not in _ABOVE for entry in sent)}
    is_whole = share.of == len(record.submissions)
    return len(sent) if share.number > max(told) or (is_whole and share.number < min(told)) else None
