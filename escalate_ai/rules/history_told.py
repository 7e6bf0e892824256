"""What a letter tells of each day of its history: sent, came back, or the notice; which kind of answer; which place in the row.

In: stretches of a sentence. Out: `Telling`s. Judges nothing, and reads no case.

A day belongs to the cue right before it, else to the first cue of the clause it leads, else to the nearest before it, else to what its
neighbor in the list belongs to. `is_sure` is a telling by words right beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from escalate_ai.rules.history_answers import answer_told
from escalate_ai.rules.history_kinds import cues_in, kind_come, kind_told, leads_entry
from escalate_ai.rules.history_stretches import DAY, INSIDE, words
from escalate_ai.rules.history_ways import ways_leaned, ways_told

if TYPE_CHECKING:
    from escalate_ai.rules.history_stretches import Row, Stretch

SENT, CAME, BEGAN = "sent", "came", "began"
_ROLES = {"more": CAME, "denied": CAME, "came": CAME, "reply": CAME, "sent": SENT, "manager": SENT, "place": SENT, "noticed": BEGAN}
_NEAR_WORDS = 6


@dataclass(frozen=True)
class Telling:
    """What is told of a row of days; what few days are asked for is read when it is."""

    stretch: Stretch
    place: int
    """The place of the row in its stretch."""
    role: str | None
    is_sure: bool = False
    is_row: bool = False
    """Whether several days stand in one strict list."""
    chain: int = 0
    """The same for rows that a list carries on over brackets."""
    answer_to: tuple[int, ...] = ()
    """The days of what it answers, where that is told right beside it."""

    @property
    def days(self) -> tuple[int, ...]:
        """The places of its days among those of the part."""
        return self.stretch.rows[self.place].days

    @cached_property
    def kind(self) -> str | None:
        """More or denied, where it is surely told of these days."""
        return kind_told(self.stretch, self.stretch.rows[self.place])

    @cached_property
    def ordinal(self) -> tuple[str, str | None] | None:
        """Which of several it is told to be, and of what."""
        row = self.stretch.rows[self.place]
        is_one = len(row.days) == 1 or f"{row.left}{DAY}, on {DAY}{row.right}" in self.stretch.text
        found = _ordinal(self.stretch, row, self.place) if is_one else None
        return (found["place"].lower(), found.groupdict().get("noun")) if found else None

    @cached_property
    def ways(self) -> frozenset[str]:
        """The ways that surely are told of these days."""
        return ways_told(self.stretch, self.place)

    @cached_property
    def leaned(self) -> frozenset[str]:
        """The way that may be told of them."""
        return ways_leaned(self.stretch, self.place)

    @cached_property
    def answer(self) -> str | None:
        """What an answer is told to have said, where the day's own piece of the sentence names one kind."""
        return answer_told(self.stretch, self.place)


def tellings(stretch: Stretch, *, numbers_answers: bool = False) -> list[Telling]:
    """Give what a stretch tells of each of its rows.

    Args:
        stretch: The sentence or bracket.
        numbers_answers: Whether the letter counts answers too, "the first answer", so that "the second" may be one of them.

    """
    told: list[Telling] = []
    before: str | None = None
    seen: set[str] = set()
    for place, row in enumerate(stretch.rows):
        seen = set() if ";" in row.left else seen
        role, is_sure = _role(stretch, row, before, {*seen, CAME} if numbers_answers else seen)
        seen |= {_ROLES.get(cue.lastgroup or "", "") for cue in cues_in(row.left) if cue.lastgroup != "place"}
        goes_on = (
            place > 0
            and INSIDE in row.left
            and words().carries_on.fullmatch(row.left) is not None
            and not has_days_inside(stretch, stretch.rows[place - 1])
        )
        told.append(
            Telling(
                stretch,
                place,
                role,
                is_sure,
                is_row=len(row.days) > 1 and not words().respectively.search(stretch.text),
                chain=told[-1].chain if goes_on else min(row.days),
                answer_to=_answer_to(stretch, place, told),
            )
        )
        is_named = place > 0 and stretch.rows[place - 1].left.endswith((" of ", " of the "))
        is_behind = row.left == " on " or (row.left == ", on " and is_named)
        if is_behind and place and told[place - 1].role in {SENT, None} and len(row.days) == 1 and (is_named or told[place - 1].role):
            told[place] = replace(told[place], role=CAME, is_sure=False, answer_to=told[place - 1].days)
        if row.left == " and on " and is_named and told[place].role == told[place - 1].role:
            told[place] = replace(told[place], role=CAME if told[place].answer_to else None, is_sure=False)
        if row.left == " with " and place and told[place - 1].role in {None, told[place].role}:
            told[place - 1 :] = [replace(told[place - 1], role=SENT, is_sure=False), replace(told[place], role=CAME, is_sure=False)]
        if row is not stretch.rows[-1]:
            before = None if words().subordinate.search(row.left) else told[-1].role
    return told


def has_days_inside(stretch: Stretch, row: Row) -> bool:
    """Say whether the bracket right behind a row has days of its own."""
    bracket = stretch.inner.get(row.days[-1])
    return bracket is not None and bool(bracket.rows)


def _ordinal(stretch: Stretch, row: Row, place: int) -> re.Match[str] | None:
    found = words().ordinal.search(row.left)
    if not found and place == 0 and stretch.host is not None and not stretch.host_days and words().way_first.fullmatch(row.left):
        found = words().ordinal.search(stretch.host)
    found = found or words().ordinal_sent_before.search(row.left)
    if not found and words().leads.match(row.left):
        behind = (words().ordinal_behind, words().ordinal_gone, words().ordinal_sent)
        found = next((match for pattern in behind if (match := pattern.search(row.right))), None)
    gap = found.groupdict().get("gap") if found else None
    return None if gap and words().leaps.search(gap) else found


def _answer_to(stretch: Stretch, place: int, told: Sequence[Telling]) -> tuple[int, ...]:
    """Give the day of sending that a day of an answer is told to belong to.

    Of its bracket, of "the answer of A to the appeal of B", or of "that of B was refused on A".
    """
    row = stretch.rows[place]
    after = stretch.rows[place + 1] if place + 1 < len(stretch.rows) else None
    if len(row.days) > 1 or (after and len(after.days) > 1):
        return ()
    if after and words().answer_to.fullmatch(after.left):
        return after.days
    before = stretch.rows[place - 1] if place else None
    if before and len(before.days) == 1 and words().one_sent.search(before.left) and words().came_of_it.fullmatch(row.left):
        return before.days
    is_answer = any(_ROLES.get(cue.lastgroup or "") == CAME for cue in cues_in(row.left))
    return stretch.host_days if place == 0 and not told and is_answer and len(stretch.rows) == 1 else ()


def _role(stretch: Stretch, row: Row, before: str | None, seen: set[str]) -> tuple[str | None, bool]:
    """Give what a row is told of, and whether words right beside it say so."""
    left = row.left.rpartition(";")[2]
    cues = cues_in(left)
    last = cues[-1] if cues else None
    come = (CAME, True) if kind_come(left) else None
    behind = come or _thing_behind(row, left) or (_entry_leads(row) if leads_entry(stretch, row) else None)
    if row is not stretch.rows[0] and words().opens_anew.search(left) and words().subject_behind.match(row.right):
        behind = behind or _led(stretch, row, left) or (None, False)
    if behind:
        return behind
    if last and last.lastgroup == "void":
        return None, False
    adjacent = words().adjacent.fullmatch(left, last.end()) if last else None
    if last and adjacent:
        role, is_sure = _beside(left, cues, adjacent)
        is_of = adjacent["join"].strip().startswith("of") or words().answered_place.search(left) is not None
        if last.lastgroup == "place" and not is_of and CAME in seen | {_ROLES.get(cue.lastgroup or "", "") for cue in cues[:-1]}:
            return (CAME if SENT not in seen else None), False
        return role, is_sure and ":" not in adjacent["join"]
    if words().limit.search(left):
        return None, False
    return _led(stretch, row, left) or _near(stretch, row, left, last, before)


def _thing_behind(row: Row, left: str) -> tuple[str | None, bool] | None:
    """Give the role of a day by the thing named right behind it: "the 5 November request"."""
    if row.right == " on " and words().that_of.search(left):
        # "that of A on B": the one sent on A was answered on B
        return SENT, False
    thing = words().thing_behind.match(row.right)
    return (thing.lastgroup, True) if thing and len(row.days) == 1 and left.endswith((" the ", " our ", " your ", " that ")) else None


def _entry_leads(row: Row) -> tuple[str | None, bool]:
    """Give the role of a day that leads an entry: what was sent where the entry goes on to its answer, else the first thing it tells."""
    if words().entry_answered.fullmatch(row.right):
        return SENT, True
    first = next(iter(cues_in(row.right.split(";")[0])), None)
    return (None, False) if first is None or first.lastgroup == "void" else (_ROLES[first.lastgroup or ""], True)


def _led(stretch: Stretch, row: Row, left: str) -> tuple[str | None, bool] | None:
    """Give the role of a day by what stands behind it; None where that says nothing."""
    after = cues_in(row.right[:40])
    if after and after[0].lastgroup == "void" and re.fullmatch(r",?\s(?:\w+\s)?", row.right[: after[0].start()]):
        return SENT, False
    if not words().leads.match(left) or (stretch.host is not None and not row.right):
        return None
    role = _behind(row)
    if role:
        return role, role == SENT and re.match(r"\swent\s", row.right) is not None
    return (SENT, False) if words().then_answered.match(row.right) else None


def _near(stretch: Stretch, row: Row, left: str, last: re.Match[str] | None, before: str | None) -> tuple[str | None, bool]:
    """Give the role of a day by the nearest cue before it, by its bracket, or by its neighbor in a list."""
    if last:
        return (_ROLES[last.lastgroup or ""], False) if len(left[last.end() :].split()) <= _NEAR_WORDS else (None, False)
    if stretch.host is not None:
        return _in_bracket(stretch, row)
    if before is None or words().clause_of_its_own.match(row.right) or not words().carries_on.fullmatch(row.left):
        return None, False
    return before, False


def _beside(left: str, cues: Sequence[re.Match[str]], adjacent: re.Match[str]) -> tuple[str | None, bool]:
    """Give the role of the cue right before a day: none of "answered our appeal on", the noun's of "answered our appeal of"."""
    last = cues[-1]
    role = _ROLES[last.lastgroup or ""]
    is_of = adjacent["join"].strip().startswith(("of", "dated", "from")) or words().answered_place.search(left) is not None
    if len(cues) > 1 and not is_of:
        first = cues[-2]
        gap = left[first.end() : last.start()]
        if _ROLES.get(first.lastgroup or "", role) != role and not re.search(r"[,;:]|\sand\s", gap):
            return None, False
    if last.lastgroup == "place":
        return role, False
    return role, is_of or last.lastgroup != "came"


def _behind(row: Row) -> str | None:
    """Give the role of the first cue behind a day that leads its clause."""
    right = re.split(rf"[;{INSIDE}]", row.right)[0]
    if not words().goes_on.match(right):
        return None
    cues = cues_in(right)
    if not cues or cues[0].lastgroup == "void" or len(right[: cues[0].start()].split()) > _NEAR_WORDS:
        return None
    first, end = cues[0], len(row.right)
    follows = row.right[first.end() :]
    if follows and end == len(row.right) and re.fullmatch(r"\s(?:of|on|dated)\s(?:the\s)?", follows):
        return None
    if first.lastgroup in {"sent", "manager", "place"} and len(cues) > 1 and _ROLES.get(cues[1].lastgroup or "") == CAME:
        return None if re.search(r"\s(?:and|but)\s|[,;]", right[first.end() : cues[1].start()]) is None else SENT
    return _ROLES[first.lastgroup or ""]


def _in_bracket(stretch: Stretch, row: Row) -> tuple[str | None, bool]:
    """Give the role of a day that stands in brackets without a cue before it."""
    if stretch.host_days or row.left.strip(" ,"):
        return None, False
    host = stretch.host or ""
    host = host.rpartition(";")[2]
    cues = cues_in(host)
    is_beside = cues and words().adjacent.fullmatch(f"{host} ", cues[-1].end())
    if not cues or cues[-1].lastgroup == "void" or DAY in host[cues[-1].end() :] or not is_beside:
        return None, False
    return _ROLES[cues[-1].lastgroup or ""], cues[-1].lastgroup in {"more", "denied", "reply"} and not host[cues[-1].end() :].strip()
