"""How often something was sent or answered, as a letter counts it. In: its sentences, the record. Out: hits for counts that differ.

A count of sendings is right where it is the number of submissions, of the ways or purposes named beside it, or of the days behind it
while the rest is told elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.ledger.nouns import nouns
from escalate_ai.rules.history_claims import ANSWERING, KINDS_OF_REPLY, SENDING, Clause, Cue
from escalate_ai.rules.history_elsewhere import Claim, dates_after, told_apart, told_elsewhere
from escalate_ai.rules.history_refs import answer_behind, is_one_of, is_told_of_silence, is_verb
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import Purpose
from escalate_ai.text.dates import DatePoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalate_ai.history import Entry
    from escalate_ai.rules.history_record import Record
    from escalate_ai.text.mentions import Mention

COUNTED_AS = {"more": "requests for more information", "denied": "refusals", "silent": "submissions without an answer"}
"""What several answers of a kind are called in a message."""
_TIMES = frozenset({"time", "occasion"})
_SENT = frozenset({"submission", "appeal", "report", "attempt"})
_LOOSE = frozenset({"attempt", "letter", "message", "mail", "email", "e-mail", "request", "contact"})
_ASKED = frozenset({"inquiry", "enquiry"})
ANSWERS = frozenset({"reply", "answer", "response", "decision"})
_NEAR = 12
_NONE: frozenset[int] = frozenset()


def wrong_counts(clauses: Sequence[Clause], record: Record) -> Iterator[Hit]:
    """Find counts of submissions, reminders, calls and answers that differ from the case."""
    for clause in clauses:
        for claim in _claims(clause):
            cue = _counted_by(clause, claim)
            if cue is None:
                continue
            if cue.kind in KINDS_OF_REPLY:
                yield from _wrong_replies(clause, claim, cue, record)
            elif cue.kind == "send":
                yield from _wrong_sendings(clauses, clause, claim, cue, record)
            elif cue.kind == "nudge":
                yield from _unless(
                    clause, claim, {len(record.nudges)} | ({0} if not record.nudges else set()), "reminders", len(record.nudges)
                )
            elif cue.kind == "call":
                yield from _unless(clause, claim, {len(record.case.calls)}, "calls", len(record.case.calls))
    yield from _wrong_places(clauses, record)


def _claims(clause: Clause) -> list[Claim]:
    found = [
        Claim(int(mention.value), mention.span, mention.text, mention.unit)
        for mention in clause.counts
        if not mention.ordinal and isinstance(mention.value, int) and mention.bound is None
    ]
    found += [Claim(1, match.span(), match[0], "time") for match in _once().finditer(clause.part.text, clause.start, clause.end)]
    return sorted(found, key=lambda claim: claim.span)


@cache
def _once() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?<!at )(?<!for )once(?!\s(?:again|more|the|we|it|a|all|an|every|per|each)|\w)", re.IGNORECASE)


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(r"[,;:.()]|(?<!\w)(?:and|but|while|which|without|after)(?!\w)", re.IGNORECASE)


def _counted_by(clause: Clause, claim: Claim) -> Cue | None:
    """Give the cue whose doing is counted."""
    start, end = claim.span
    over = next((cue for cue in clause.cues if cue.start < end and start < cue.end and not is_verb(cue)), None)
    if over and over.kind in KINDS_OF_REPLY:
        return over
    if claim.unit in _ASKED and claim.number > _NEAR:  # that many are what customers wrote
        return None
    if claim.unit is None:
        return None if over else _of_part(clause, end)
    if claim.unit in _TIMES:
        if _no_doing().match(clause.part.text, end):
            return None
        return _of_times(clause, start, end) or over
    return (answer_behind(clause.part.text, end, clause.cues) if claim.unit in ANSWERS else None) or over or _of_noun(clause, claim)


@cache
def _no_doing() -> re.Pattern[str]:
    """What shows that "times" counts no doing of the history: "twice what it takes", "96 times a day", "three times as many"."""
    return re.compile(
        r"\s(?:what|as(?!\s(?:an?|our|the)(?!\w))|that|its|the\s(?:size|number|amount|rate|price|weight|length)|more|higher|(?:an?|each|every|per)\s"
        r"(?:hour|shift|day|week|month|quarter|year)|daily|weekly|monthly|in\s\d|out\sof)(?!\w)",
        re.IGNORECASE,
    )


def _of_noun(clause: Clause, claim: Claim) -> Cue | None:
    """Give the cue of "three submissions", "two calls", "one reminder"."""
    if claim.unit in _SENT:
        return next((cue for cue in clause.cues if cue.kind in SENDING), None) or Cue("send", *claim.span, claim.words)
    if claim.unit == "call":
        return next((cue for cue in clause.cues if cue.kind == "call"), None)
    if claim.unit in nouns().listed["nudge"]:
        return next((cue for cue in clause.cues if cue.kind == "nudge" and abs(cue.start - claim.span[0]) < _NEAR), None)
    return None


def _of_times(clause: Clause, start: int, end: int) -> Cue | None:
    """Give the doing of "three times": the cue before it in its clause, else the one right after it."""
    doing = [cue for cue in clause.cues if cue.kind in SENDING | ANSWERING | {"call", "silent"}]
    left = next((cue for cue in reversed(doing) if cue.end <= start), None)
    right = next((cue for cue in doing if end <= cue.start), None)
    before = clause.between(left.end, start) if left else ";"
    after = clause.between(end, right.start) if right else ";"
    is_left = not _joint().search(before) and len(before.split()) <= _NEAR
    is_right = not _joint().search(after) and len(after.split()) <= _NEAR // 2
    if is_left and not (is_right and len(after.split()) <= 1):
        return left
    return right if is_right else None


def _of_part(clause: Clause, end: int) -> Cue | None:
    """Give the answer of "two of them were refused" and "all three were answered with"."""
    right = next((cue for cue in clause.cues if end <= cue.start), None)
    if right is None or right.kind not in KINDS_OF_REPLY | {"reply"}:
        return None
    if right.kind == "reply":
        right = next((cue for cue in clause.cues if right.end <= cue.start and cue.kind in KINDS_OF_REPLY), None)
    gap = clause.between(end, right.start) if right else ""
    is_part = re.match(r"\s(?:of\s(?:them|these|which|those|the)\b|were\b|was\b|have\b|remain)", gap)
    return right if right and is_part and not re.search(r"[,;]|\sand\s", gap) else None


def _wrong_replies(clause: Clause, claim: Claim, cue: Cue, record: Record) -> Iterator[Hit]:
    before = clause.between(max(clause.start, claim.span[0] - 12), claim.span[0]).lower()
    if re.search(r"(?<!\w)(?:first|last|other|latter|all|of\s(?:the|our|these|those|all))\s$", before):
        return
    least = sum(record.has(cue.kind, entry) for entry in record.submissions)
    most = sum(record.may_have(cue.kind, entry) for entry in record.everything)
    answers = [answer for answer in record.answers if record.may_be(cue.kind, answer.category)] if cue.kind != "silent" else []
    most = max(most, len(answers))
    if not least <= claim.number <= most:
        what = COUNTED_AS[cue.kind]
        said = f"\u201c{claim.words}\u201d does not agree with the case, which has {least if claim.number < least else most} {what}."
        yield Hit(clause.part, claim.span, said, "Give the number of answers of this kind that the case has.")


def _wrong_sendings(clauses: Sequence[Clause], clause: Clause, claim: Claim, cue: Cue, record: Record) -> Iterator[Hit]:
    rest = clause.between(claim.span[1], clause.end)
    if re.match(r"\s(?:out\s)?of\s", rest) or (claim.number == 1 and re.search(r"(?<!\w)(?:another|a\ssecond|the\sother)(?!\w)", rest)):
        return
    head = clause.between(max(clause.start, claim.span[0] - _NEAR), claim.span[0])
    if claim.number == 1 and claim.unit == "request" and _asked_now().search(head):
        return
    total = len(record.submissions)
    if claim.number <= total and is_told_of_silence(clause, claim.span[1]):
        return
    follow = dates_after(clause, claim, record)
    # a reminder is written and sent too, but neither submitted nor appealed
    loose = claim.unit in _LOOSE or (claim.unit in _TIMES and not re.search("submi|appeal|filed|lodged", cue.text, re.IGNORECASE))
    whole = {total, len(record.entries)} if loose else {total}
    ways = _ways_beside(clause, claim) or _ways_before(clause, claim, cue)
    parts = _parts_of(record)
    if is_one_of(clause.part.text[: claim.span[0]]):
        allowed = whole | parts
    elif _beside_manager().match(clause.part.text, claim.span[1]):
        above = {Purpose.MANAGER_REVIEW, Purpose.EXECUTIVE}
        allowed = {sum(entry.purpose not in above for entry in record.submissions)} | (parts if claim.unit in _TIMES else _NONE)
    elif ways:
        rows = (record.submissions, record.entries) if loose else (record.submissions,)
        allowed = {sum(record.went(entry, {way}) for entry in row) for way in ways for row in rows} | ({total} if len(ways) > 1 else _NONE)
        allowed = {number for number in allowed if number >= follow or len(ways) == 1}
    else:
        is_part = claim.unit == "appeal" or (claim.unit != "submission" and told_elsewhere(clauses, clause, claim, record))
        listed, others = told_apart(clauses, clause, claim, record)
        allowed = {number for number in (whole | parts if is_part else whole) if number >= follow}
        allowed |= {listed} if listed + others == total else _NONE
    yield from _unless(clause, claim, allowed, "submissions", total)


@cache
def _asked_now() -> re.Pattern[str]:
    """What makes the one thing counted that of the letter itself: "we put one request to a manager"."""
    return re.compile(r"(?<!\w)(?:put|make|bring|address)\s\Z")


def _unless(clause: Clause, claim: Claim, allowed: set[int], what: str, total: int) -> Iterator[Hit]:
    if claim.number not in allowed:
        said = f"\u201c{claim.words}\u201d does not agree with the case, which counts {total} {what}."
        yield Hit(clause.part, claim.span, said, "Give the number the case has; reminders and calls are counted apart.")


def _parts_of(record: Record) -> set[int]:
    by_way = Counter(entry.attempt.channel for entry in record.submissions)
    by_purpose = Counter(entry.purpose for entry in record.submissions)
    return {*by_way.values(), *by_purpose.values()}


def _ways_beside(clause: Clause, claim: Claim) -> set[str]:
    """Give the ways named right after a count: "twice through the Account Health page"."""
    found: set[str] = set()
    end = claim.span[1]
    for cue in clause.channels:
        if cue.start < end:
            continue
        gap = clause.between(end, cue.start)
        if not (_way_joint() if found else _way_lead()).fullmatch(gap):
            break
        found.add(cue.kind)
        end = cue.end
    tail = clause.between(end, min(clause.end, end + 60))
    goes_on = re.match(r"[^.;,]{0,20}(?:,|,?\sand)\s(?:then\s|again\s|lastly\s|once\s)?(?:on|through|to|via|by|with)\s", tail)
    return set() if goes_on and any(cue.start >= end for cue in clause.channels) else found


def _ways_before(clause: Clause, claim: Claim, cue: Cue) -> set[str]:
    """Give the way named between the verb and its count, "sent to Account Health twice", or in the words counted, "two manager reviews"."""
    if cue.start < claim.span[1] and claim.span[0] < cue.end:
        return {way.kind for way in clause.channels if cue.start <= way.start < cue.end}
    return {way.kind for way in clause.channels if cue.end <= way.start and way.end <= claim.span[0]}


@cache
def _beside_manager() -> re.Pattern[str]:
    return re.compile(r",?\sand\s(?:then\s)?(?:an?|one|two|our|the)\s(?:\w+\s){0,4}?(?:manager|senior|executive|supervisor)", re.IGNORECASE)


@cache
def _way_lead() -> re.Pattern[str]:
    return re.compile(
        r"(?:\s(?:went|was|were|has|have|had|been|gone|sent|made|filed|submitted|lodged|addressed|put|directed)){0,3}"
        r"\s(?:through|via|to|by|in|over|using|at|with|on)\s(?:the\s|a\s|an\s|our\s|its\s)?(?:[A-Za-z]+\s){0,2}"
    )


@cache
def _way_joint() -> re.Pattern[str]:
    return re.compile(r"(?:\s[A-Za-z]+)?\s(?:and|or)\s(?:through\s|via\s|to\s|by\s)?(?:the\s|a\s|an\s)?(?:[A-Z][a-z]+\s){0,2}")


def _wrong_places(clauses: Sequence[Clause], record: Record) -> Iterator[Hit]:
    """Find "our fourth appeal" where there were three, and "our second appeal of" the day of the third."""
    for clause in clauses:
        for mention in clause.counts:
            if not mention.ordinal or mention.unit not in _SENT or not isinstance(mention.value, int):
                continue
            head = clause.between(clause.start, mention.span[0]).lower()
            is_present = re.search(r"(?<!\w)(?:this|present|now|here|is|letter)(?!\w)[^.;]{0,24}$", head) is not None
            if is_present and mention.value <= len(record.entries) + 1:  # the letter itself is one more
                continue
            if mention.value > len(record.submissions):
                said = f"\u201c{mention.text}\u201d: the case counts {len(record.submissions)} submissions."
                yield Hit(clause.part, mention.span, said, "Give the place the case has; reminders and calls are counted apart.")
            else:
                yield from _wrong_place(clause, mention, record)


def _wrong_place(clause: Clause, mention: Mention, record: Record) -> Iterator[Hit]:
    row = next((row for row in clause.dates if mention.span[1] <= row.start), None)
    if (
        row is None
        or row.mentions[1:]
        or not re.fullmatch(r",?\s(?:of|on|sent\son|dated|made\son|filed\son|submitted\son)\s", clause.between(mention.span[1], row.start))
    ):
        return
    point = row.mentions[0].value
    entries = record.sent_on(point) if isinstance(point, DatePoint) else []
    for group in (record.submissions, record.entries, *_alike(record)):
        if any(entry in group and group.index(entry) + 1 == mention.value for entry in entries):
            return
    if entries:
        place = record.submissions.index(entries[0]) + 1 if entries[0] in record.submissions else 0
        said = f"The submission of {row.mentions[0].text} is number {place} in the case, not the \u201c{mention.text}\u201d."
        yield Hit(clause.part, mention.span, said, "Give each submission its own place and day.")


def _alike(record: Record) -> list[tuple[Entry, ...]]:
    """Give what went out by its purposes and by its ways: "a second report" may be the second of one desk."""
    kinds = dict.fromkeys(entry.purpose for entry in record.entries)
    ways = dict.fromkeys(entry.attempt.channel for entry in record.entries)
    by_kind = [tuple(entry for entry in record.entries if entry.purpose is kind) for kind in kinds]
    return [*by_kind, *(tuple(entry for entry in record.entries if entry.attempt.channel is way) for way in ways)]
