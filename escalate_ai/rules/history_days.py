"""Days that a letter gives to what was sent or came back, held against the case. In: a sentence with its claims, the record.

Out: hits.

A day the case does not have at all is wrong under every reading. A day the case has for something else is blamed only where the sentence
says plainly that something was sent, or answered, on it; everything that may be read otherwise passes in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.rules.history_claims import ANSWERING, KINDS_OF_REPLY, SENDING, Clause, Cue, Dates, drew_on
from escalate_ai.rules.history_rows import answers_to, is_asked_back, is_named_by
from escalate_ai.rules.rule import Hit
from escalate_ai.text.dates import DatePoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalate_ai.history import Entry
    from escalate_ai.rules.history_record import Record
    from escalate_ai.text.mentions import Mention

CAME_AS = {"more": "a request for more information", "denied": "a refusal", "silent": "no answer"}
_NEAR_WORDS = 5
_OBJECT_WORDS = 2


def wrong_days(clause: Clause, record: Record) -> Iterator[Hit]:
    """Find days of sending, reminding, answering and calling that the case has otherwise."""
    sent: list[tuple[Entry, Dates]] = []
    for row in clause.dates:
        if row.kind == "send":
            yield from _wrong_sending_days(clause, row, sent, record)
        elif row.kind == "nudge":
            yield from _wrong_reminders(clause, row, record)
        elif row.kind in ANSWERING:
            yield from _wrong_reply_days(clause, row, sent, record)
        elif row.kind == "call" and record.case.calls:
            yield from _wrong_calls(clause, row, record)


def _wrong_sending_days(clause: Clause, row: Dates, sent: list[tuple[Entry, Dates]], record: Record) -> Iterator[Hit]:
    for mention in row.mentions:
        entries = record.sent_on(point_of(mention))
        if entries:
            sent += [(entry, row) for entry in entries]
            yield from _not_the_first(clause, row, mention, record)
        elif _is_of_request(clause, mention, record):
            continue
        elif not record.knows(point_of(mention)) or is_plain(clause, row):
            yield day_hit(clause, mention, "No submission was sent on", record.nearest_sending(point_of(mention)))


def _is_of_request(clause: Clause, mention: Mention, record: Record) -> bool:
    """Say whether a day is told as that of what Amazon asked for last, and is that of an answer."""
    asked = bool(record.case.last_request) and is_asked_back(clause.part.text, mention.span[0])
    return asked and any(record.may_be("more", answer.category) for answer in record.replies_on(point_of(mention)))


def _wrong_reminders(clause: Clause, row: Dates, record: Record) -> Iterator[Hit]:
    for mention in row.mentions:
        if not record.sent_on(point_of(mention)) and (not record.knows(point_of(mention)) or is_plain(clause, row)):
            yield day_hit(clause, mention, "No reminder was sent on", record.nearest_sending(point_of(mention)))


def _wrong_calls(clause: Clause, row: Dates, record: Record) -> Iterator[Hit]:
    days = [call.called_on for call in record.case.calls]
    for mention in row.mentions:
        if not any(point_of(mention).fits(day) for day in days) and (not record.knows(point_of(mention)) or is_plain(clause, row)):
            yield day_hit(clause, mention, "No call was made on", record.day(days[0]))


def _not_the_first(clause: Clause, row: Dates, mention: Mention, record: Record) -> Iterator[Hit]:
    """Find "we first appealed on" a day that is not that of the first submission."""
    head = clause.between(clause.start, row.start)
    told = re.search(r"(?<!\w)(?:we|was|were|have|had)\sfirst\s\w+(?:\s[\w-]+){0,6}?\son\s$", head, re.IGNORECASE)
    if told and mention is row.mentions[0] and record.submissions and record.submissions[0] not in record.sent_on(point_of(mention)):
        yield day_hit(clause, mention, "The first submission was not sent on", record.day(record.submissions[0].attempt.sent_on))


def _wrong_reply_days(clause: Clause, row: Dates, sent: Sequence[tuple[Entry, Dates]], record: Record) -> Iterator[Hit]:
    plain = is_plain(clause, row)
    for place, mention in enumerate(row.mentions):
        point = point_of(mention)
        replies = record.replies_on(point)
        if not replies:
            if record.all_replies_dated and (plain or not record.knows(point)):
                yield day_hit(clause, mention, "No answer came on", record.nearest_reply(point))
            continue
        if not plain:
            continue
        entry = _answered(clause, row, sent, record)
        if entry and not any(answer.entry is entry for answer in replies) and not record.nudged(entry):
            day = record.day(entry.attempt.sent_on)
            yield day_hit(clause, mention, f"The submission of {day} was not answered on", record.reply_days(entry))
            continue
        kind = row.kinds[place] if row.kinds else _kind_told(clause, row)
        if kind and not any(record.may_be(kind, answer.category) for answer in replies):
            came = replies[0].category.replace("_", " ")
            said = f"The answer of {mention.text} was not {CAME_AS[kind]}; the case has \u201c{came}\u201d."
            yield Hit(clause.part, mention.span, said, "Say what came back as the case has it.")


def _answered(clause: Clause, row: Dates, sent: Sequence[tuple[Entry, Dates]], record: Record) -> Entry | None:
    """Give the one submission that a single day of an answer is told of, where nothing between them leads to another."""
    if len(sent) != 1 or row.mentions[1:] or answers_to().match(clause.part.text, row.end):
        return None
    entry, told = sent[0]
    between = clause.between(told.end, row.start) if told.end <= row.start else clause.between(row.end, told.start)
    others = [other for other in clause.dates if told.end <= other.start and other.end <= row.start]
    if any(record.sent_on(point_of(mention)) for other in others for mention in other.mentions):
        return None
    return None if _another().search(between) else entry


@cache
def _another() -> re.Pattern[str]:
    return re.compile(
        r";|(?<!\w)(?:first|second|third|fourth|fifth|next|other|another|later|latter|former|last|latest|earlier|again|once|each|both|same"
        r"|that|those|subsequent|following|one|having)(?!\w)",
        re.IGNORECASE,
    )


def _kind_told(clause: Clause, row: Dates) -> str | None:
    """Give what kind of answer is told of the days of a row: by its own cue, or by the next one right behind it."""
    if row.kind in KINDS_OF_REPLY:
        return row.kind
    after = next((cue for cue in clause.cues if cue.start >= row.end), None)
    if after is None or after.kind not in {"more", "denied"} or _joint().search(clause.between(row.end, after.start)):
        return None
    return after.kind


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(r"[;:]|,\s(?!which)|(?<!\w)(?:and|but|while|to|the)(?!\w)")


def is_plain(clause: Clause, row: Dates) -> bool:
    """Say whether a sentence leaves no doubt what the days of a row are days of."""
    role = row.role
    if role is None or _elsewhere(clause, row, role):
        return False
    if role.end > row.start:
        return _leads_plainly(clause, row, role)
    last = next((other for other in reversed(clause.dates) if role.end <= other.end <= row.start), None)
    gap = clause.between(last.end if last else role.end, row.start)
    if last and gap.strip(" ,").lower() == "on" and is_named_by(clause.part.text, last.start):
        # "so was the request of 17 August, on 4 September": it has its own day, and what came of it has the other
        return False
    direct = _direct().fullmatch(gap) is not None
    if role.kind not in SENDING:
        return direct and not re.match(r",\s(?:on|and|then)(?!\w)", gap)
    bare = gap.strip(" ,").lower() in {"on", "again on", "also on"}
    attributed = direct and (not bare or _goes_on().match(clause.part.text, row.end) is not None)
    near = (_answer_near(clause, row) or _is_answered(clause, role)) and not attributed
    return not near and (direct or _ends_plainly(gap)) and _is_sure(clause, role, row.start)


def _elsewhere(clause: Clause, row: Dates, role: Cue) -> bool:
    """Say whether the words a day would belong to have another day of their own right behind them."""
    own = next((other for other in clause.dates if other.start >= role.end), None)
    if own is None or own is row or role.start < row.end:
        return False
    return _direct().fullmatch(clause.between(role.end, own.start)) is not None


def _leads_plainly(clause: Clause, row: Dates, role: Cue) -> bool:
    """Say whether a day at the head of its clause is surely that of the verb behind it."""
    gap = clause.between(row.end, role.start)
    if gap == " " or (role.kind in ANSWERING and drew_on().search(clause.between(clause.start, row.start))):
        return True
    if role.kind not in SENDING:
        if gap.startswith(",") and _has_own_day().match(clause.part.text, role.end):
            return False
        return len(gap.split()) <= _NEAR_WORDS and not re.search(r"\w,\s\w", gap)
    told = gap + role.text
    return bool(_ourselves().search(told)) and not _answer_near(clause, row) and _is_sure(clause, role, min(clause.end, role.end + 60))


@cache
def _has_own_day() -> re.Pattern[str]:
    """What shows that a participle behind a day is told of another one: "on 1 October, acknowledged the next day"."""
    return re.compile(
        r"\s(?:[a-z]+\s){0,4}?(?:on\s(?:the\s)?[\dA-Z]|the\s(?:next|same|following)\sday|(?:[a-z]+|\d+)\s(?:days?|weeks?)\s(?:later|after))"
    )


@cache
def _direct() -> re.Pattern[str]:
    """All that may stand between words and the day that is surely theirs."""
    return re.compile(
        r",?\s?(?:(?:us|it|them|this|both|again|also|finally|only|and|then|once\smore|further|in\sturn|those|that)\s|,\s){0,3}"
        r"(?:on|of|dated|(?:sent|made|filed|submitted|lodged|requested|sought|asked\sfor|that\scame|received)\son|\()?\s?(?:the\s)?",
        re.IGNORECASE,
    )


def _ends_plainly(gap: str) -> bool:
    """Say whether words before a day end in "on" or a colon, with nothing between that has a day of its own."""
    if not re.search(r"(?:(?<!\w)on\s|[:(]\s?)(?:the\s)?$", gap, re.IGNORECASE):
        return False
    words = re.findall(r"[a-z]+", gap.lower())
    return not any(word.endswith("ed") or word in _TAKEN for word in words)


_TAKEN = frozenset(
    {"taken", "drawn", "written", "made", "held", "shown", "given", "run", "begun", "found", "built", "done", "bought", "sold"}
    | {"of", "from", "after"}
)
"""Words after which a day belongs to something else than the sending."""


@cache
def _goes_on() -> re.Pattern[str]:
    """What shows that a participle before a day was none of the sentence's own verbs: "the review requested on ... was denied"."""
    return re.compile(
        r",?\s(?:was|were|is|are|remains?|remained|has|have|had|drew|brought|met|ended|stayed|received|got|led|produced)(?!\w)",
        re.IGNORECASE,
    )


@cache
def _ourselves() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:we|I|our\s\w+|(?:plan|report|appeal|submission|letter)s?\s(?:was|were|went|had\sbeen))(?!\w)", re.IGNORECASE
    )


def _answer_near(clause: Clause, row: Dates) -> bool:
    """Say whether words of an answer stand so near behind a day that it may be the answer's."""
    cue = next((cue for cue in clause.cues if cue.start >= row.end and cue.kind in ANSWERING | {"silent"}), None)
    if cue is None:
        return False
    gap = clause.between(row.end, cue.start)
    return len(gap.split()) <= _NEAR_WORDS and re.search(r"[;:.]|\sand(?!\w)", gap) is None


def _is_answered(clause: Clause, role: Cue) -> bool:
    """Say whether what was sent is only what somebody answered: "has answered both appeals, on"."""
    before = next((cue for cue in reversed(clause.cues) if cue.end <= role.start), None)
    gap = clause.between(before.end, role.start) if before else ""
    return before is not None and before.kind in ANSWERING and len(gap.split()) <= _OBJECT_WORDS and not re.search(r"[,;:.]", gap)


@cache
def _sure() -> re.Pattern[str]:
    return re.compile(r"submi|appeal|filed|filing|lodged|escalat|petition|reminder|reminded|nudge|manager|executive|senior", re.IGNORECASE)


@cache
def _unsure() -> re.Pattern[str]:
    return re.compile(r"^(?:followed|(?:the\s|a\s|two\s|three\s|those\s|these\s|both\s)?requests?)(?!\w)(?!\sto)", re.IGNORECASE)


@cache
def _thing() -> re.Pattern[str]:
    """What goes to Amazon, or whom it goes to: without one of them, what was sent may be goods or a supplier's mail."""
    return re.compile(
        r"(?<!\w)(?:plans?|appeals?|reports?|submissions?|requests?|reviews?|file|letters?|case|account\shealth|amazon|support|registry"
        r"|performance|managers?|executives?|form)(?!\w)",
        re.IGNORECASE,
    )


def _is_sure(clause: Clause, role: Cue, end: int) -> bool:
    """Say whether words of sending surely tell of a submission of ours."""
    if _unsure().match(role.text):
        return False
    return bool(_sure().search(role.text) or _thing().search(clause.part.text, clause.start, end))


def is_surely_ours(clause: Clause, row: Dates) -> bool:
    """Say whether what was sent on the days of a row was surely ours, and sent to Amazon: no expert's report, no supplier's goods."""
    if row.role is None or _sure().search(row.role.text):
        return row.role is not None
    low, high = min(row.role.start, row.start), max(row.role.end, row.end)
    around = clause.part.text[max(clause.start, low - 20) : min(clause.end, high + 50)]
    return bool(_ourselves().search(around) and _thing().search(around))


def day_hit(clause: Clause, mention: Mention, what: str, instead: str | None) -> Hit:
    """Give the hit for a day that differs."""
    said = f"{what} {' '.join(mention.text.split())}{f'; the case has {instead}' if instead else ''}."
    return Hit(clause.part, mention.span, said, "Give the day the case has for this step.")


def point_of(mention: Mention) -> DatePoint:
    """Give the day a mention names."""
    return mention.value if isinstance(mention.value, DatePoint) else DatePoint()
