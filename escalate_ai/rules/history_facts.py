"""CT205, wrong-history: what a letter says of the earlier submissions, held against the case. In: a letter's reading with its brief.

Out: hits and `HISTORY_FACTS`.

Speaks only where a sentence surely tells of the history (`history_claims` says how that is read); what might be meant otherwise passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.rules.history_claims import KINDS_OF_REPLY, SENDING, Clause, Cue, Dates, clauses_of
from escalate_ai.rules.history_counts import wrong_counts
from escalate_ai.rules.history_days import CAME_AS, point_of, wrong_days
from escalate_ai.rules.history_forms import wrong_forms
from escalate_ai.rules.history_listed import wrong_lists
from escalate_ai.rules.history_order import confirmed
from escalate_ai.rules.history_record import Record, record_of
from escalate_ai.rules.history_refs import subjects_of
from escalate_ai.rules.history_undated import wrong_undated
from escalate_ai.rules.history_weighed import wrongly_weighed
from escalate_ai.rules.rule import Example, Hit, Rule
from escalate_ai.terms import Severity, Target

if TYPE_CHECKING:
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_CLOSE = 6
_DESKS = frozenset({"ch_account_health", "ch_seller_support", "ch_email", "ch_brand_registry", "ch_report_abuse"})


def wrong_history(reading: LetterReading) -> tuple[Hit, ...]:
    """Find counts, days, ways and answers of earlier submissions that differ from the case; a letter's are found once."""
    if reading.history_hits is None:
        found = tuple(_wrong_history(reading))
        reading.history_hits = (*found, *_not_yet(_wrong_forms(reading), found))
    return reading.history_hits


def _wrong_history(reading: LetterReading) -> Iterator[Hit]:
    if reading.brief is None:
        return
    record = record_of(reading.brief.ledger)
    clauses = clauses_of(reading, _parts(reading))
    for clause in clauses:
        yield from confirmed(wrong_days(clause, record), clause, reading, record)
        yield from _wrong_ways(clause, record)
        yield from _untried_ways(clause, record)
        yield from _wrong_answers(clause, record)
    yield from wrong_counts(clauses, record)
    yield from wrong_lists(clauses, record)


def _wrong_forms(reading: LetterReading) -> Iterator[Hit]:
    if reading.brief is not None:
        record = record_of(reading.brief.ledger)
        yield from wrong_forms(reading, _parts(reading), record)
        yield from wrong_undated(reading, _parts(reading), record)
        yield from wrongly_weighed(reading, _parts(reading), record)


def _not_yet(more: Iterator[Hit], found: tuple[Hit, ...]) -> Iterator[Hit]:
    """Give the hits on places that no other stands on."""
    taken = [(hit.where, hit.span) for hit in found if hit.span]
    for hit in more:
        start, end = hit.span or (0, 0)
        if not any(hit.where is where and low < end and start < high for where, (low, high) in taken):
            taken.append((hit.where, (start, end)))
            yield hit


def _parts(reading: LetterReading) -> tuple[Part, ...]:
    head = tuple(part for part in (reading.sheet.subject, reading.sheet.highlights_intro) if part)
    return (*head, *reading.sheet.prose)


def _wrong_ways(clause: Clause, record: Record) -> Iterator[Hit]:
    for row in clause.dates:
        if row.kind not in SENDING:
            continue
        entries = [record.sent_on(point_of(mention)) for mention in row.mentions]
        kinds = {cue.kind for cue in row.channels}
        if not all(entries) or not kinds:
            continue
        for cue in row.channels:
            if _is_anothers(clause, row, cue, record):
                continue
            wrong = [found[0] for found in entries if not any(record.went(entry, kinds) for entry in found)]
            if wrong:
                told = next(mention.span for mention, found in zip(row.mentions, entries, strict=True) if found[0] is wrong[0])
                way = _told(wrong[0].attempt.channel)
                day = record.day(wrong[0].attempt.sent_on)
                said = f"The submission of {day} did not go by \u201c{cue.text}\u201d; the case has {way} ({wrong[0].path}.channel)."
                yield Hit(
                    clause.part, (min(cue.start, told[0]), max(cue.end, told[1])), said, "Name the channel the case has for this day."
                )
                break


def _is_anothers(clause: Clause, row: Dates, cue: Cue, record: Record) -> bool:
    """Say whether a way stands before the next day of sending, and is right for that one: it may be said of either."""
    following = next((other for other in clause.dates if other.start >= cue.end and other is not row), None)
    if following is None or row.end > cue.start or following.kind not in SENDING:
        return False
    return any(record.went(entry, {cue.kind}) for mention in following.mentions for entry in record.sent_on(point_of(mention)))


def _untried_ways(clause: Clause, record: Record) -> Iterator[Hit]:
    """Find a way that nothing went, where a sentence without days says that the appeals went it."""
    for cue in clause.channels:
        by = clause.between(max(clause.start, cue.start - 14), cue.end).lower()
        sent = [told for told in clause.cues if told.kind == "send" and told.end <= cue.start]
        if cue.kind not in _DESKS or clause.dates or not sent or not re.search(r"(?:through|via|by|using)\s(?:the\s)?\S+(?:\s\S+)?$", by):
            continue
        if len(clause.between(sent[-1].end, cue.start).split()) <= _CLOSE and not any(
            record.went(entry, {cue.kind}) for entry in record.everything
        ):
            ways = ", ".join(dict.fromkeys(_told(entry.attempt.channel) for entry in record.submissions))
            said = f"Nothing was sent by \u201c{cue.text}\u201d; the case has {ways}."
            yield Hit(clause.part, (cue.start, cue.end), said, "Name the channels the case has.")


def _wrong_answers(clause: Clause, record: Record) -> Iterator[Hit]:
    for cue in clause.cues:
        if cue.kind not in KINDS_OF_REPLY or _is_no_claim(clause, cue) or _has_its_own_day(clause, cue, record):
            continue
        entries = subjects_of(clause, cue, record)
        if entries is None:
            if not any(record.may_have(cue.kind, entry) for entry in record.everything) and _speaks_of_past(clause):
                yield Hit(
                    clause.part,
                    (cue.start, cue.end),
                    f"The case has no submission that met with {CAME_AS[cue.kind]}.",
                    "Say what came back as the case has it.",
                )
            continue
        wrong = [entry for entry in entries if not record.may_have(cue.kind, entry)]
        if wrong:
            day, came = record.day(wrong[0].attempt.sent_on), _told(wrong[0].answer)
            said = f"The submission of {day} did not meet with {CAME_AS[cue.kind]}; the case has {came} ({wrong[0].path})."
            yield Hit(clause.part, (cue.start, cue.end), said, "Say what came back as the case has it.")


def _has_its_own_day(clause: Clause, cue: Cue, record: Record) -> bool:
    """Say whether the days right beside a kind of answer are those of such answers: then they say what it came to."""
    ahead = next((row for row in reversed(clause.dates) if row.end <= cue.start), None)
    if ahead and cue.kind != "silent" and _with().fullmatch(clause.between(ahead.end, cue.start)):
        told = [record.replies_on(point_of(mention)) for mention in ahead.mentions]
        if all(any(record.may_be(cue.kind, answer.category) for answer in found) for found in told):
            return True
    row = next((row for row in clause.dates if row.start >= cue.end), None)
    gap = clause.between(cue.end, row.start) if row else ";"
    if row is None or cue.kind == "silent" or not re.fullmatch(r"(?:\s|,\s)?(?:[a-z]+,?\s){0,4}\(?(?:on\s|of\s|dated\s)?(?:the\s)?", gap):
        return False
    replies = [record.replies_on(point_of(mention)) for mention in row.mentions]
    return all(found and any(record.may_be(cue.kind, answer.category) for answer in found) for found in replies)


@cache
def _with() -> re.Pattern[str]:
    """What joins a day of an answer to what it said: "answered on 15 April with a request for more"."""
    return re.compile(r",?\s(?:with|by|through)\s(?:an?\s|the\s|another\s|your\s|only\s){0,2}", re.IGNORECASE)


def _is_no_claim(clause: Clause, cue: Cue) -> bool:
    """Say whether the words speak of what may come and not of what came."""
    before = clause.between(max(clause.start, cue.start - 60), cue.end).lower()
    if cue.kind != "silent" and re.search(r"(?<!\w)(?:neither|none|not|never|nor|no\sone|nobody|without)(?!\w)[^.;,]*$", before):
        return True
    return any(word in before.split() for word in ("if", "should", "would", "may", "might", "whether", "unless", "please"))


def _speaks_of_past(clause: Clause) -> bool:
    return any(cue.kind in SENDING | {"reply"} for cue in clause.cues)


def _told(value: str) -> str:
    return f"\u201c{value.replace('_', ' ')}\u201d"


HISTORY_FACTS: tuple[Rule, ...] = (
    Rule(
        code="CT205",
        name="wrong-history",
        severities=(Severity.ERROR,),
        targets=(Target.LETTER,),
        guidance="Give number, days, channels and answers of the earlier submissions exactly as the facts have them, each with its own.",
        why="The reader has the account's contact record open; a history that differs from it is not believed.",
        source="Expert tips, 3: the earlier submissions, their number and dates; CONTRACT, the number of submissions",
        repair="Correct this to what the facts say of this submission: its day, its channel, what came back.",
        bad=(
            Example(
                "opening",
                "Please reinstate our account. We have submitted our Plan of Action four times without resolution.",
            ),
            Example(
                "opening",
                "Please reinstate our account. We sent our Plan of Action through the Account Health page on July 14 and July 29, 2026.",
            ),
            Example(
                "opening",
                "Please reinstate our account. A request to a Seller Performance manager on July 28, 2026 was answered with a denial.",
            ),
            Example("opening", "Please reinstate our account. Our appeals of July 14 and July 28, 2026 stayed without a reply."),
        ),
        good=(
            Example(),
            Example(
                "opening",
                "Please reinstate our account. Our packing team confirmed 212 orders with label numbers before the carrier had them. "
                "We submitted three times: through Account Health on July 14 and July 28, 2026, and to a manager on August 12, 2026. "
                "The answers of July 16 and August 3, 2026 asked for more information; the manager declined.",
            ),
        ),
        letter=wrong_history,
        needs_case=True,
    ),
)
