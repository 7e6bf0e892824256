"""Whom an answer is told of. In: a sentence with its claims, a cue of an answer, the record.

Out: the attempts meant, or None where nobody can tell.

Understood are dates of sending, "the first two", "the third", "the manager review", "both", "all", "neither"; each up to the next joint
of the sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.terms import Channel, Purpose
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.number_words import ORDINALS, cardinal_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalate_ai.history import Entry
    from escalate_ai.rules.history_claims import Clause, Cue
    from escalate_ai.rules.history_record import Record


@cache
def _reference() -> re.Pattern[str]:
    ordinals = "|".join(sorted(ORDINALS, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:the|our|its|a)\s(?P<first>{ordinals}|last|latest|latter|former)"
        rf"(?:,?\s(?:and|and\sthe)\s(?:the\s)?(?P<second>{ordinals}|last))?"
        rf"(?:\s(?P<several>two|three|four|five|six))?(?!\w)(?!\stime|\sreading|\sparagraph|\sday)"
        r"|(?<!\w)(?P<every>both|all(?:\s(?:of\s(?:them|these|which)|two|three|four|five|six|seven|eight|nine|ten))?|neither|none(?=\sof\s)|each|every)"
        r"(?P<answers>\s(?:of\sthe\s)?(?:\w+\s)?(?:answers?|repl(?:y|ies)|responses?|decisions?)(?!\w))?"
        r"(?!\stime|\w|\sof\sthem\sthrough)"
        r"|(?<!\w)(?P<manager>(?:the|our|a)\s(?:request\sto\s(?:a|the)\s(?:\w+\s){0,3}manager|manager(?:'s)?\sreview|review\sby\sa\s(?:\w+\s){0,2}manager))"
        r"|(?<!\w)(?P<it>it|they|them)(?!\w)",
        re.IGNORECASE,
    )


@cache
def _joint() -> re.Pattern[str]:
    """Where a sentence goes on to another submission."""
    return re.compile(
        r"[;:]|,\s(?:after|since|because|when)\s|,\s(?:and\s|but\s|while\s|whereas\s)?(?=(?:the|our|a|its|we|it|each|both|all)\s)|\s(?:while|whereas|but)\s"
        r"|\sand\s(?=(?:the|our|a|that|on)\s(?:one\s|appeal\s|report\s|first|second|third|fourth|fifth|last|latest|former|latter|earlier|later|next|other|request\sto|manager))",
        re.IGNORECASE,
    )


def subjects_of(clause: Clause, cue: Cue, record: Record) -> list[Entry] | None:
    """Give the attempts a kind of answer is told of, None where the sentence leaves it open."""
    if _own_object().match(clause.part.text, cue.start) or _is_of_the_day_before(clause, cue):
        return None
    opens = clause.part.text.rfind("(", clause.start, cue.start)
    is_inside = opens > clause.part.text.rfind(")", clause.start, cue.start)
    return _before_bracket(clause, opens, record) if is_inside else _subjects_before(clause, cue, record)


def _is_of_the_day_before(clause: Clause, cue: Cue) -> bool:
    """Say whether an answer is told of a day right before it that no verb is known of: "and on 3 November, unanswered"."""
    last = next((row for row in reversed(clause.dates) if row.end <= cue.start), None)
    return last is not None and last.kind != "send" and not last.mentions[1:] and clause.between(last.end, cue.start) == ", "


@cache
def _own_object() -> re.Pattern[str]:
    """A refusal that names what it refused: "and denied a second report, of"."""
    nouns = r"(?:one|appeal|report|submission|request)"
    return re.compile(
        rf"(?:and\s)?(?:denied|refused|declined|rejected)\s(?:(?:an?|the|our)\s(?:first|second|third|fourth|last|other|further|next)\s{nouns}?"
        rf"|another\s{nouns}|that\sof)(?!\w)",
        re.IGNORECASE,
    )


def _subjects_before(clause: Clause, cue: Cue, record: Record) -> list[Entry] | None:
    start = _segment_start(clause, cue.start)
    rows = [row for row in clause.dates if row.kind == "send" and start <= row.start < cue.start]
    found = list(_reference().finditer(clause.part.text, max([start, *(row.end for row in rows[-1:])]), cue.start))
    if found and found[-1]["first"] and found[-1]["first"].lower() in _OF_TWO:
        return _of_two(clause, found[-1], record)
    if (
        rows
        and rows[-1].mentions[1:]
        and (_is_shared_out(clause, rows[-1].end, cue) or _has_days_of_its_own(clause, cue, len(rows[-1].mentions)))
    ):
        return None
    if rows:
        own = [record.sent_on(mention.value) for mention in rows[-1].mentions if isinstance(mention.value, DatePoint)]
        if not all(own) or re.search(r"\d.*(?:\swe\s|\sand\s(?:have|had|received|got)\s)", clause.between(rows[-1].end, cue.start)):
            return None
        between = [row for row in clause.dates if rows[-1].end <= row.start < cue.start]
        inherited = len([row for row in clause.dates if row.kind == "send" and row.start < cue.start]) > 1
        return (
            None
            if (between and between[0].kind == "send") or (inherited and _is_plain(clause, rows[-1].end, cue))
            else [found[0] for found in own]
        )
    found = list(_reference().finditer(clause.part.text, start, cue.start))
    if not found or any(start <= row.start < cue.start for row in clause.dates):
        return None
    answered = _answered_before(clause, start, record) if found[-1]["every"] else None
    return _meant(found[-1], record) if answered is None else answered or None


def _answered_before(clause: Clause, start: int, record: Record) -> list[Entry] | None:
    """Give what the answers whose days stand before "each" came to: "they replied on A and on B, each with"; None without such days."""
    days = [mention.value for row in clause.dates if row.start < start and row.kind != "send" for mention in row.mentions]
    replies = [record.replies_on(day) for day in days if isinstance(day, DatePoint)]
    if not any(replies):
        return None
    return [found[0].entry for found in replies] if all(replies) else []


def _before_bracket(clause: Clause, opens: int, record: Record) -> list[Entry] | None:
    """Give the attempt whose day stands right before a bracket that tells of the answer: "on 12 August (refused on 24 August)"."""
    day = next((mention for row in clause.dates for mention in row.mentions if mention.span[1] == opens - 1), None)
    return (record.sent_on(day.value) or None) if day and isinstance(day.value, DatePoint) else None


def _is_shared_out(clause: Clause, start: int, cue: Cue) -> bool:
    """Say whether a row of days is told of several kinds of answer, one for each: "met with a request and a denial, in that order"."""
    kinds = {other.kind for other in clause.cues if other.start >= start and other.kind in {"more", "denied", "silent"}} | {cue.kind}
    tail = clause.between(start, clause.end)
    ordered = re.search(r"(?<!\w)(?:in\s(?:that|this|the\ssame)\sorder|respectively|in\sturn)(?!\w)", tail, re.IGNORECASE)
    return len(kinds) > 1 and (ordered is not None or re.search(r"[;:]|,\s", tail) is None)


def _has_days_of_its_own(clause: Clause, cue: Cue, sent: int) -> bool:
    """Say whether an answer is told with days of its own, fewer than what was sent: then the days say which of them it came to."""
    return any(row.role is cue and len(row.mentions) < sent for row in clause.dates)


_OF_TWO = frozenset({"former", "latter"})


def _of_two(clause: Clause, match: re.Match[str], record: Record) -> list[Entry] | None:
    """Give what "the former" and "the latter" mean: of two sendings told before, else of the only two there are."""
    sent = [mention.value for row in clause.dates if row.kind == "send" and row.start < match.start() for mention in row.mentions]
    named = [entries[0] for point in sent if isinstance(point, DatePoint) and (entries := record.sent_on(point))]
    told = named if len(named) == 2 else list(record.submissions)  # noqa: PLR2004  former and latter are two
    if match["several"]:
        return _by_place(match, record.submissions)
    if len(told) != 2:  # noqa: PLR2004
        return None
    return [told[0] if match["first"].lower() == "former" else told[1]]


def _is_plain(clause: Clause, end: int, cue: Cue) -> bool:
    """Say whether a cue that follows a list of several sendings may speak of all of them.

    "on A by form and on B by mail without an answer".
    """
    return re.search(r"(?<!\w)(?:was|were|brought|drew|met|which)(?!\w)", clause.between(end, cue.end)) is None


def _segment_start(clause: Clause, at: int) -> int:
    joints = [match.end() for match in _joint().finditer(clause.part.text, clause.start, at)]
    return joints[-1] if joints else clause.start


def _meant(match: re.Match[str], record: Record) -> list[Entry] | None:
    sent = record.submissions
    if match["every"]:
        word = match["every"].lower()
        if match["answers"]:
            return [entry for entry in sent if not record.may_have("silent", entry)]
        if word in {"both", "neither"}:
            sent = _called(match, record)
            return list(sent) if len(sent) == 2 else None  # noqa: PLR2004  of more, nobody knows which two
        sent = _called(match, record)
        number = cardinal_value(word.split()[-1])
        return None if number and number[0] != len(sent) else list(sent)
    if match["manager"]:
        asked = [entry for entry in sent if entry.purpose is Purpose.MANAGER_REVIEW or entry.attempt.channel is Channel.MANAGER_REVIEW]
        return asked or None
    if match["it"]:
        return None
    return _by_place(match, sent)


def _called(match: re.Match[str], record: Record) -> tuple[Entry, ...]:
    """Give the submissions a noun after "each" or "both" means: appeals alone where the letter says so."""
    if not re.match(
        r"\s(?:of\s(?:the|our)\s)?(?:two\s|three\s|four\s|five\s|our\s|the\s|earlier\s)?(?:appeals?|reports?)(?!\w)",
        match.string[match.end() :],
    ):
        return record.submissions
    return tuple(entry for entry in record.submissions if entry.purpose in {Purpose.APPEAL, Purpose.REPORT})


def _by_place(match: re.Match[str], sent: tuple[Entry, ...]) -> list[Entry] | None:
    word, several = match["first"].lower(), match["several"]
    number = cardinal_value(several)[0] if several and cardinal_value(several) else 1  # type: ignore[index]
    if word in {"last", "latest", "latter"}:
        return list(sent[-number:]) if len(sent) >= number else None
    if word == "former":
        return list(sent[:1]) if len(sent) == 2 else None  # noqa: PLR2004  former and latter are two
    if several:
        return list(sent[:number]) if word == "first" and len(sent) >= number else None
    places = [ORDINALS[word], *([ORDINALS[match["second"].lower()]] if match["second"] and match["second"].lower() in ORDINALS else [])]
    if any(place > len(sent) for place in places):
        return None
    chosen = [sent[place - 1] for place in places]
    return [*chosen, sent[-1]] if match["second"] and match["second"].lower() == "last" else chosen


def is_told_of_silence(clause: Clause, end: int) -> bool:
    """Say whether the count that ends here is of those that nothing came back to: "two submissions are unanswered" is no total."""
    follows = r"\s(?:are|were|is|was|remain(?:s|ed)?|stay(?:s|ed)?|have|has|had|drew|brought|received)(?!\w)"
    if not re.compile(follows).match(clause.part.text, end):
        return False
    return any(cue.kind in {"reply", "silent"} and cue.start >= end for cue in clause.cues)


def is_one_of(before: str) -> bool:
    """Say whether a count is the whole that one is picked from: "the first of three reports went through Report Abuse"."""
    return bool(
        re.search(
            r"(?<!\w)(?:one|two|three|four|five|first|second|third|fourth|last|latest|earliest)\s(?:out\s)?of\s(?:our\s|the\s|these\s)?$",
            before[-24:],
            re.IGNORECASE,
        )
    )


def answer_behind(text: str, end: int, cues: Sequence[Cue]) -> Cue | None:
    """Give what "two replies" did: the kind of answer right behind these words."""
    right = next((cue for cue in cues if end <= cue.start and cue.kind in {"more", "denied"}), None)
    gap = text[end : right.start] if right else ";"
    return right if re.fullmatch(r"\s(?:(?:each|only|both|have|had|again|of\sthem|merely|simply)\s){0,2}", gap) else None


def is_verb(cue: Cue) -> bool:
    """Say whether a cue is a bare verb, which a number before it does not count: "Express 24 wrote"."""
    return cue.kind == "send" and re.fullmatch(r"(?:re-?)?(?:wrote|\w+ed)", cue.text, re.IGNORECASE) is not None
