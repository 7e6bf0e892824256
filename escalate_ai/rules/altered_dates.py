"""Dates of the case given to the wrong event, as the words right beside them say. In: a letter's reading with its brief. Out: hits.

What CT205 blames already is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.ledger import shown_in
from escalate_ai.rules.altered_attempts import places_of_others, rows_of, ways_of_others
from escalate_ai.rules.altered_words import Role, lists, role_of
from escalate_ai.rules.days import written
from escalate_ai.rules.history_facts import wrong_history
from escalate_ai.rules.history_order import weigh
from escalate_ai.rules.history_record import record_of
from escalate_ai.rules.history_stretches import words
from escalate_ai.rules.history_told import BEGAN, CAME, SENT
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import ReplyCategory
from escalate_ai.text.dates import DatePoint

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.ledger import Found
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading


_OF_ITEMS = ("incident.items", "grounds")
"""What was reported, and what is said of it: "the last one of 14 August" may be a review."""
_TAIL = 60
"""Characters behind a day in which "respectively" may stand."""


class _Told(NamedTuple):
    """A day of the letter with what the words beside it say of it."""

    reading: LetterReading
    brief: Brief
    part: Part
    fact: Found
    role: Role


def dates_of_other_events(reading: LetterReading) -> Iterator[Hit]:
    """Find dates in the prose that the case has for another event than the words beside them tell."""
    if reading.brief is None:
        return
    sheet, shown = reading.sheet, shown_in(reading.sheet)
    head = tuple(part for part in (sheet.subject, sheet.highlights_intro) if part)
    for part in (*head, *sheet.prose, *sheet.bullets, *sheet.attachments):
        found = [
            fact
            for fact in reading.brief.ledger.found(part.text, shown, reading.mentions(part), bullet=part in sheet.bullets)
            if fact.mention and isinstance(fact.mention.value, DatePoint) and fact.source
        ]
        if not found:
            continue
        yield from _twice_or_backwards(part, found)
        if part in sheet.bullets or part in sheet.attachments:
            continue
        for start, end in reading.sentences(part):
            inside = [fact for fact in found if start <= fact.span[0] < end]
            if not inside:
                continue
            rows = rows_of(part, inside)
            yield from ways_of_others(reading, reading.brief, part, rows)
            yield from _in_sentence(reading, reading.brief, part, rows, start)


def _in_sentence(reading: LetterReading, brief: Brief, part: Part, rows: list[list[Found]], low: int) -> Iterator[Hit]:
    before: Found | None = None
    sent: list[Found] = []  # days of sending that stand before a row
    are_counted = any(len(row) > 1 for row in rows[1:])
    for row in rows:
        for place, (fact, role) in enumerate(zip(row, _roles(part, row, low), strict=True)):
            if _point(fact).day is None or _is_blamed(reading, part, fact.span):
                continue
            if role:
                # "A and B ended in denials on C and D": each with its own
                own = sent[place] if len(row) > 1 and len(sent) == len(row) else before
                yield from _of_another_event(_Told(reading, brief, part, fact, role), own, low)
            if len(row) == 1:
                yield from places_of_others(brief, part, fact, low, before.span[1] if before else low)
        before = row[-1]
        sent += _sent_in(brief, row) if are_counted else ()


def _sent_in(brief: Brief, row: list[Found]) -> list[Found]:
    """Give the days of sending of a row."""
    return [fact for fact in row if any(path.endswith(".sent_on") for path in brief.ledger.holders(fact))]


def _roles(part: Part, row: list[Found], low: int) -> list[Role | None]:
    """Give what is told of each day of a list: by the words beside it, else what is told of its neighbor."""
    roles = [role_of(part.text, *fact.span, low) for fact in row]
    for place in range(1, len(row)):
        roles[place] = roles[place] or roles[place - 1]
    for place in range(len(row) - 2, -1, -1):
        gap = part.text[row[place].span[1] : row[place + 1].span[0]]
        roles[place] = roles[place] or (None if " on " in gap else roles[place + 1])
    return roles


def _twice_or_backwards(part: Part, found: list[Found]) -> Iterator[Hit]:
    """Find the same day twice in one list, and a range that ends before it begins."""
    for first, second in pairwise(found):
        early, late = _point(first), _point(second)
        gap = part.text[first.span[1] : second.span[0]]
        if early.day is None or late.day is None or len(gap) > 20:  # noqa: PLR2004  longer words join no list
            continue
        is_range = _is_range(part.text, gap, first.span[0])
        is_list = lists().list.fullmatch(gap)
        one, two = early.as_date(), late.as_date()
        if not (is_range or is_list) or one is None or two is None:
            continue
        if one == two:
            said = f"\u201c{' '.join(second.text.split())}\u201d stands twice in a row; two events are meant."
            yield Hit(part, second.span, said, "Give each event its own day.")
        elif is_range and two < one:
            said = f"The time from {' '.join(first.text.split())} to {' '.join(second.text.split())} ends before it begins."
            yield Hit(part, second.span, said, "Give the days the case has, the earlier one first.")


def _is_range(text: str, gap: str, start: int) -> bool:
    """Say whether two days are the ends of one time; "denied on 25 August to the 4 August review" is none."""
    head = text[max(0, start - 12) : start]
    if lists().between.search(head):
        return True
    if lists().range.fullmatch(gap) is None:
        return False
    return not gap.endswith(" the ") or re.search(r"(?<!\w)on\s(?:the\s)?$", head, re.IGNORECASE) is None


def _of_another_event(told: _Told, before: Found | None, low: int) -> Iterator[Hit]:
    brief, fact, role = told.brief, told.fact, told.role
    paths = [path for path in brief.ledger.holders(fact) if path != "poa.text"]
    if not paths or all(path.startswith(_OF_ITEMS) for path in paths):
        return
    is_held = any(_holds(brief, role, path) for path in paths)
    if is_held and not (before and "replies" in role.holds):
        return
    right = _right_days(told.reading, brief, role)
    if right and is_held and before:
        yield from _of_another_attempt(told, before, paths, low)
    if not right or is_held or not _is_confirmed(told):
        return
    said = f"\u201c{' '.join(fact.text.split())}\u201d is told as that of {role.what}; in the case it is that of {paths[0]}."
    yield Hit(told.part, fact.span, said, f"Give the day the case has for {role.what}: {right}.")


def _is_confirmed(told: _Told) -> bool:
    """Say whether all words around a day of the history, or the order of the days, say the same as those right beside it."""
    claimed = SENT if "sent_on" in told.role.holds else CAME if "replies" in told.role.holds else BEGAN
    return weigh(told.reading, told.part, record_of(told.brief.ledger)).agrees(told.fact.span, claimed)


def _of_another_attempt(told: _Told, before: Found, paths: list[str], low: int) -> Iterator[Hit]:
    """Find an answer that came to another attempt than the one whose day stands right before it in the sentence."""
    brief, fact, text = told.brief, told.fact, told.part.text
    role = role_of(text, *before.span, low)
    is_shared_out = words().respectively.search(text, fact.span[1], fact.span[1] + _TAIL) is not None
    if role is None or is_shared_out or "sent_on" not in role.holds or lists().another.search(text[before.span[1] : fact.span[0]]):
        return
    sent = {path.partition(".")[0] for path in brief.ledger.holders(before) if path.endswith(".sent_on")}
    answered = {path.partition(".")[0] for path in paths if path.startswith("appeals")}
    if len(sent) != 1 or not answered or not sent.isdisjoint(answered) or brief.history.nudges:
        return
    right = [dated for dated in brief.ledger.calendar.dated if dated.path.startswith((*sent,)) and ".replies[" in dated.path]
    if right:
        days = " or ".join(written(dated.when, brief.case, told.reading.policy) for dated in right)
        said = f"The answer of {' '.join(fact.text.split())} is not that to the submission of {' '.join(before.text.split())}."
        yield Hit(told.part, fact.span, said, f"Give the day of its own answer: {days}.")


def _holds(brief: Brief, role: Role, path: str) -> bool:
    """Say whether a place of the case may hold the day of what the words tell."""
    if path.startswith(("enforcement", "calls")):
        return path.partition("[")[0].partition(".")[0] in role.holds
    if ".replies[" in path:
        attempt, _, place = path.removeprefix("appeals[").partition("].replies[")
        reply = brief.case.appeals[int(attempt)].replies[int(place.partition("]")[0])]
        return "replies" in role.holds or ("notice_resent" in role.holds and reply.answer is ReplyCategory.NOTICE_RESENT)
    return path.endswith(tuple(role.holds))


def _right_days(reading: LetterReading, brief: Brief, role: Role) -> str | None:
    """Give the days the case has for what the words tell; None where it has none, or where not all of them are known."""
    days = [dated for dated in brief.ledger.calendar.dated if _holds(brief, role, dated.path)]
    return " or ".join(dict.fromkeys(written(dated.when, brief.case, reading.policy) for dated in days)) or None


def _is_blamed(reading: LetterReading, part: Part, span: tuple[int, int]) -> bool:
    """Say whether CT205 speaks of these words already."""
    return any(hit.where is part and hit.span and hit.span[0] < span[1] and span[0] < hit.span[1] for hit in wrong_history(reading))


def _point(fact: Found) -> DatePoint:
    value = fact.mention.value if fact.mention else None
    return value if isinstance(value, DatePoint) else DatePoint()
