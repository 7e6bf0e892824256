"""What a sentence claims of the history. In: a letter's reading and some parts of it.

Out: `Clause`: cues in order, days with their roles and ways, counts.

A date belongs to the nearest cue before it with thin words between; at the head of a clause to the first cue after it; in a row of
dates to the cue of the row. Where that leaves doubt, it has no role, and nobody judges it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules import history_rows as rows_read
from escalate_ai.rules.history_rows import before_list, has_own_verb, is_counted_from, subject, told_in_turn, ways_named
from escalate_ai.rules.history_speakers import is_amazons
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import Mention, MentionKind
from escalate_ai.text.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

CUES = "history_cues"
SENDING = frozenset({"send", "nudge"})
ANSWERING = frozenset({"reply", "more", "denied"})
KINDS_OF_REPLY = frozenset({"more", "denied", "silent"})
_ROLES = SENDING | ANSWERING | {"silent", "notice", "measure", "call"}
_THIN_WORDS, _LEAD_WORDS = 14, 7
_ENDLESS = 2000  # characters beyond which a sentence is a text without marks


class Cue(NamedTuple):
    """Words that tell what was sent, or what came back."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Dates:
    """Days in a row that share one role."""

    mentions: tuple[Mention, ...]
    start: int
    end: int
    role: Cue | None = None
    channels: tuple[Cue, ...] = ()
    """The ways named beside it."""
    kinds: tuple[str, ...] = ()
    """What kind of answer each day is told of, where the row lists several: "two requests and one refusal, dated A, B and C"."""

    @property
    def kind(self) -> str:
        """What they are days of: send, reply, more, denied, notice …; empty where nobody can tell."""
        return self.role.kind if self.role else ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of the letter with its claims; places count from the start of the part."""

    part: Part
    start: int
    end: int
    cues: tuple[Cue, ...]
    channels: tuple[Cue, ...]
    dates: tuple[Dates, ...]
    counts: tuple[Mention, ...]

    def between(self, start: int, end: int) -> str:
        """Give the words between two places."""
        return self.part.text[start:end]


def clauses_of(reading: LetterReading, parts: Iterable[Part]) -> list[Clause]:
    """Give the sentences of some parts that speak of what was sent or came back."""
    return [clause for part in parts for clause in _clauses(reading, part)]


def _clauses(reading: LetterReading, part: Part) -> Iterable[Clause]:
    titles = reading.brief.ledger.titles_in(part.text) if reading.brief else ()
    within = Places(titles)
    cues = [Cue(hit.entry.category, *hit.span, hit.text) for hit in reading.cues(part, CUES) if within.free(hit.span)]
    mentions = [mention for mention in reading.mentions(part) if within.free(mention.span)]
    for start, end in reading.sentences(part):
        if end - start > _ENDLESS:
            continue
        inside = [_told_by(part.text, cue) for cue in cues if start <= cue.start < end]
        told = _followed(part.text, _longest([cue for cue in inside if cue.kind in _ROLES]))
        if not any(cue.kind in SENDING | ANSWERING | {"silent", "call"} for cue in told):
            continue
        here = [mention for mention in mentions if start <= mention.span[0] < end]
        channels = ways_named(inside)
        dates = _rows(part.text, here)
        _give_roles(part.text, start, end, told, dates)
        _give_channels(part.text, end, told, channels, dates)
        counts = tuple(mention for mention in here if mention.kind is MentionKind.COUNT)
        yield Clause(part, start, end, tuple(told), channels, tuple(dates), counts)


def _followed(text: str, cues: list[Cue]) -> list[Cue]:
    """Give "followed" right behind an answer as that answer: "a request for more information followed on"."""
    pairs = zip([None, *cues], cues, strict=False)
    return [
        Cue(before.kind, cue.start, cue.end, cue.text)
        if before and before.kind in ANSWERING and cue.text.lower() == "followed" and text[before.end : cue.start] == " "
        else cue
        for before, cue in pairs
    ]


def _told_by(text: str, cue: Cue) -> Cue:
    """Give a cue of sending as one of an answer where Amazon is who wrote."""
    return Cue("reply", cue.start, cue.end, cue.text) if cue.kind == "send" and is_amazons(text, cue.start, cue.text) else cue


def _longest(cues: Sequence[Cue]) -> list[Cue]:
    """Give cues in order, of overlapping ones the longest; a kind of reply goes before a mere reply."""
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.kind not in KINDS_OF_REPLY, -(cue.end - cue.start))):
        if all(cue.end <= other.start or other.end <= cue.start for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.start)


def _rows(text: str, mentions: Sequence[Mention]) -> list[Dates]:
    """Put days that stand in a row together; months and years without a day tell no sending."""
    rows: list[Dates] = []
    for mention in mentions:
        point = mention.value
        if not isinstance(point, DatePoint) or point.day is None or point.month is None:
            continue
        gap = text[rows[-1].end : mention.span[0]] if rows else ""
        is_joined = _row_goes_on().fullmatch(gap) is not None and not has_own_verb(text, *mention.span)
        if rows and is_joined and not (gap in {", on ", " and on "} and rows_read.is_named_by(text, rows[-1].start)):
            rows[-1] = Dates((*rows[-1].mentions, mention), rows[-1].start, mention.span[1])
        else:
            rows.append(Dates((mention,), *mention.span))
    return rows


@cache
def _row_goes_on() -> re.Pattern[str]:
    return re.compile(
        r"\s?(?:,|,?\s?(?:and|then|&|or)(?:\sthen|\sagain|\sfinally|\slastly)?|[-\u2013])?\s(?:on\s|of\s|again\son\s)?", re.IGNORECASE
    )


@cache
def _connective() -> re.Pattern[str]:
    return re.compile(r",?\s(?:and|then|but|nor|or|while|whereas)(?!\w)|[,;]", re.IGNORECASE)


def _give_roles(text: str, start: int, end: int, cues: Sequence[Cue], rows: list[Dates]) -> None:
    for place, row in enumerate(rows):
        before = rows[place - 1] if place else None
        low = before.end if before else start
        if rows_read.no_role().search(text[max(low, row.start - 14) : row.start]):
            continue
        high = rows[place + 1].start if place + 1 < len(rows) else end
        if before and has_own_verb(text, row.start, row.end):
            row.role = _following(text, high, row, cues)
            continue
        beside = next((cue for cue in cues if cue.start == row.end + 1 and text[row.end] == " "), None) or _thing_behind(text, row)
        left = [cue for cue in cues if low <= cue.start and cue.end <= row.start and not is_counted_from(text, cue, row.start)]
        came = _what_came(text, low, high, row, cues) or _what_came_to(text, row, rows[:place])
        if beside and rows_read.attributed().match(beside.text):
            row.role = beside
        elif came:
            row.role = came
        elif (_opens_clause(text, low, row.start) or _opens_anew(text, low, row)) and _following(text, high, row, cues):
            row.role = _following(text, high, row, cues)
        elif left and _is_thin(before_list(text, left[-1].end, row.start, row.end)):
            row.role, row.kinds = left[-1], told_in_turn(text, start, row.start, len(row.mentions), cues)
        elif not left and before and before.role and _is_thin(text[before.end : row.start]):
            row.role = before.role
        elif _leads(text, start, row.start):
            row.role = _following(text, high, row, cues)


def _thing_behind(text: str, row: Dates) -> Cue | None:
    """Give what was sent where its name stands right behind its day: "the 5 November request"."""
    match = rows_read.sent_thing().match(text, row.end)
    return Cue("send", match.start() + 1, match.end(), match[0].strip()) if match and not row.mentions[1:] else None


def _what_came(text: str, low: int, high: int, row: Dates, cues: Sequence[Cue]) -> Cue | None:
    """Give the answer right behind a day on which something drew it: "the plan drew on October 20 a request for more information"."""
    after = next((cue for cue in cues if row.end <= cue.start < high), None)
    if after is None or after.kind not in ANSWERING or not drew_on().search(text[max(low, row.start - 30) : row.start]):
        return None
    return after if re.fullmatch(r"\s(?:with\s|by\s)?(?:an?|the|only|another)?\s?(?:\w+\s)?", text[row.end : after.start]) else None


def _what_came_to(text: str, row: Dates, before: Sequence[Dates]) -> Cue | None:
    """Give the answer told before of another: "denials came on A to the appeal of B and on C to the review request of D"."""
    told = next((other for other in reversed(before) if other.kind in ANSWERING), None)
    if told is None or not rows_read.answers_to().match(text, row.end) or not rows_read.answers_to().match(text, told.end):
        return None
    return told.role if re.search(r"\sand\son\s$", text[: row.start][-8:], re.IGNORECASE) else None


@cache
def drew_on() -> re.Pattern[str]:
    """What stands before a day on which an answer came."""
    return re.compile(r"(?<!\w)(?:drew|brought|met|produced|received|followed|ended)\s(?:on\s)(?:the\s)?$", re.IGNORECASE)


@cache
def _object() -> re.Pattern[str]:
    """What a verb of sending takes along: "it", or "on three occasions:" before the days."""
    return re.compile(r"^\s(?:it|them|this|these)(?!\w)|(?<=s)(?::|\s\()\s?$")


def _is_thin(gap: str) -> bool:
    bare = _object().sub("", gap)
    return not rows_read.thick().search(bare) and len(bare.split()) <= _THIN_WORDS


def _opens_clause(text: str, start: int, end: int) -> bool:
    """Say whether a joint and a preposition right before a date open a clause that the date leads: "was refused, and on October 5 we"."""
    return re.search(r"[,;]?\s(?:and|then|but)\s(?:on|in)\s$", text[start:end]) is not None


def _opens_anew(text: str, low: int, row: Dates) -> bool:
    """Say whether a comma and a subject around a date show that a new clause begins with it: "was asked for, on October 22 we"."""
    before = re.search(r"[,;:]\s(?:and\s)?on\s(?:the\s)?$", text[max(low, row.start - 16) : row.start], re.IGNORECASE)
    after = re.compile(r"\s(?:we|I|it|they|Amazon|our|the|an?|more|further)\s", re.IGNORECASE).match(text, row.end)
    return before is not None and after is not None


def _leads(text: str, start: int, at: int) -> bool:
    """Say whether a date stands at the head of its clause."""
    head = text[max(start, at - 24) : at]
    pattern = r"(?:^|[;,:]\s|[;,]\s(?:and|but|then)\s|\s(?:and|but)\s)(?:on|then,?\son|finally,?\son|again,?\son)?\s?(?:the\s)?$"
    return re.search(pattern, head, re.IGNORECASE) is not None


def _following(text: str, high: int, row: Dates, cues: Sequence[Cue]) -> Cue | None:
    right = next((cue for cue in cues if row.end <= cue.start < high), None)
    if right is None:
        return None
    gap = text[row.end : right.start]
    is_far = re.search(r"[;:.]|(?<!\w)(?:and|but|which|after|when|while|told|informed)(?!\w)|,.*,", gap) or len(gap.split()) > _LEAD_WORDS
    return None if is_far else _past_subject(text, right, cues)


def _past_subject(text: str, right: Cue, cues: Sequence[Cue]) -> Cue:
    """Give the verb of an answer where what was sent is only its subject: "on July 16 our appeal was refused"."""
    verb = next((cue for cue in cues if cue.start >= right.end), None)
    if right.kind != "send" or verb is None or verb.kind not in ANSWERING or not subject().search(right.text):
        return right
    gap = text[right.end : verb.start]
    return right if re.search(r"[;:!?]|(?<!\w)(?:and|but|we|I)(?!\w)", gap) or len(gap.split()) > _LEAD_WORDS else verb


def _give_channels(text: str, end: int, cues: Sequence[Cue], channels: Sequence[Cue], rows: list[Dates]) -> None:
    """Give each row of sending dates the ways named right before or after it."""
    for place, row in enumerate(rows):
        if row.kind not in SENDING or row.role is None:
            continue
        before = rows[place - 1] if place else None
        shared = before is not None and row.role.start < before.end
        low = _split(text, before.end, row.start) if before is not None and shared else min(row.role.start, row.start)
        after = rows[place + 1].start if place + 1 < len(rows) else end
        named = tuple(cue for cue in channels if low <= cue.start < row.start)
        high = _end_of_zone(text, row, after, cues, past_comma=not named)
        row.channels = named + tuple(cue for cue in channels if row.end <= cue.start < high)


def _split(text: str, start: int, end: int) -> int:
    """Give the place where what stands between two rows goes from the first to the second."""
    joints = list(_connective().finditer(text, start, end))
    return joints[-1].start() if joints else end


def _end_of_zone(text: str, row: Dates, after: int, cues: Sequence[Cue], *, past_comma: bool) -> int:
    """Give how far the words after a row still speak of it: to the next joint, or to the next cue of something sent or answered."""
    opening = re.compile(r",\s(?=(?:to|through|via|by|with|both|each|all)\s)").match(text, row.end) if past_comma else None
    joint = _connective().search(text, opening.end() if opening else row.end, after)
    high = joint.start() if joint else after
    nexts = [cue.start for cue in cues if row.end <= cue.start < high and cue is not row.role and cue.kind not in SENDING]
    return min([high, *nexts])
