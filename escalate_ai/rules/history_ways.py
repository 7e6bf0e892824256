"""Which way something went, as the words beside its day say; and ways that nothing went. In: stretches, or a sentence. Out: ways.

Judges nothing, and reads no case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.history_stretches import words

if TYPE_CHECKING:
    from escalate_ai.rules.history_stretches import Stretch
    from escalate_ai.text.anycase import AnyCase


class Way(NamedTuple):
    """A way named in a text."""

    name: str
    start: int
    end: int
    is_sure: bool = False
    """Whether something surely went it, whatever the rest of the sentence tells."""
    is_acting: bool = False
    """Whether it is told to have answered or got something."""


def ways_told(stretch: Stretch, place: int) -> frozenset[str]:
    """Give the ways surely told of a row: in its bracket, right behind it, else right before it."""
    row = stretch.rows[place]
    if stretch.host is not None:
        return frozenset(way.name for way in ways_in(stretch.text)) if len(stretch.rows) == 1 else frozenset()
    if stretch.is_timeline and words().entry_right.match(row.right):
        return frozenset(way.name for way in ways_in(row.right.split(";")[0]))
    bracket = stretch.inner.get(row.days[-1])
    inside = list(ways_in(bracket.text)) if bracket and not bracket.rows else []
    if inside:
        return frozenset(way.name for way in inside)
    behind = [way for way in ways_in(row.right) if words().beside["behind"].fullmatch(row.right, 0, way.start)]
    is_last = place + 1 == len(stretch.rows)
    if behind and row.right.startswith(",") and not is_last and words().beside["before"].fullmatch(row.right, behind[0].end):
        behind = []
    if behind:
        # a list of ways is that of all that was sent: "by way of Seller Central, by email and finally to a manager"
        return frozenset[str]() if is_last and _is_list_of_ways(row.right, behind[0]) else frozenset({behind[0].name})
    named = list(ways_in(row.left))
    if named and words().beside["before"].fullmatch(row.left, named[-1].end) and not _is_behind_another(stretch, place, named[-1]):
        return frozenset({named[-1].name})
    return frozenset()


def _is_list_of_ways(text: str, first: Way) -> bool:
    """Say whether ways are listed behind a day, one behind the other up to the end of the clause."""
    rest = text[first.end :].partition(";")[0].partition(". ")[0]
    following = next((way for way in ways_in(rest) if way.name != first.name), None)
    gap = rest[: following.start] if following else ""
    return following is not None and len(gap.split()) <= _IN_LIST and re.match(r",|\s(?:and|then)\s", gap) is not None


_IN_LIST = 5
"""Words there may be between two ways of a list: ", and finally to a manager"."""


def ways_leaned(stretch: Stretch, place: int) -> frozenset[str]:
    """Give the one way named before a row in its clause, where none stands behind it: it may be its own."""
    row = stretch.rows[place]
    named = {way.name for way in ways_in(row.left.rpartition(";")[2])}
    return frozenset(named) if len(named) == 1 and not any(True for _ in ways_in(row.right.split(";")[0])) else frozenset()


def _is_behind_another(stretch: Stretch, place: int, way: Way) -> bool:
    """Say whether a way before a row may as well be that of the row before it: "on A through Account Health, B"."""
    row = stretch.rows[place]
    if "," in row.left[way.end :] and (place > 0 or words().beside["behind"].match(row.right)):
        return True
    return place > 0 and words().beside["behind"].fullmatch(row.left, 0, way.start) is not None


def ways_in(text: str) -> Iterator[Way]:
    """Give the ways named in a text."""
    for match in words().ways.spots(text):
        if match.lastgroup:
            yield Way(match.lastgroup, *match.span())


def ways_gone(sentence: str) -> Iterator[Way]:
    """Give the ways a sentence says that something went, with no other reader of mails in sight."""
    for way in ways_in(sentence):
        beside = words().beside
        low = max(0, way.start - 24)
        behind = beside["sure_behind"].match(sentence, way.end)
        if behind and "accepted" in behind[0] and beside["said_so"].search(sentence, low, way.start):
            behind = None
        if behind or beside["sure_before"].search(sentence, low, way.start):
            yield way._replace(is_sure=True)
            continue
        is_acting = beside["acted"].match(sentence, way.end) is not None
        is_led = is_acting or beside["led"].search(sentence, low, way.start)
        if not is_led or beside["no_way"].match(sentence, way.end):
            continue
        if way.name == "email" and words().beside["others"].search(sentence):
            continue
        yield way._replace(is_acting=is_acting)


def desks_asked(sentence: str) -> Iterator[Way]:
    """Give the desks whose manager or investigator a sentence asks for something."""
    for way in ways_in(sentence):
        if words().beside["asked"].search(sentence, max(0, way.start - 40), way.start):
            yield way


def desks_pointed_to(sentence: str) -> Iterator[Way]:
    """Give the desks that an answer is told to have pointed to."""
    for way in ways_in(sentence):
        if words().beside["pointed"].search(sentence, max(0, way.start - 60), way.start):
            yield way


def tells_of_sending(cues: AnyCase, sentence: str) -> bool:
    """Say whether a sentence has words of something sent."""
    return any(match.lastgroup == "sent" for match in cues.spots(sentence))
