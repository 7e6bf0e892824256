"""Between which days a span of time lies, as its sentence says. In: a text, the span, the days beside it. Out: `Ends`.

"Thirteen days from A to B" lies between these two and no others; "four days later" begins on the day named last; "nineteen days without
a reply" ends on the day of writing; "two weeks ago" too. Looks nothing up in the case but the days it is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.ledger import end_words as words
from escalate_ai.ledger.pointing import Known, Way, answered_after, answered_of, is_of_answer, pointed_at, spoken_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalate_ai.text.folding import Span


_NEAR = 48
"""Characters to either side in which words show that the time still goes on."""

Length = tuple[int, str]
"""So many of a unit: "second" or "month"."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a span may begin and end; an empty set leaves it open."""

    early: frozenset[date] = frozenset()
    late: frozenset[date] = frozenset()
    either: frozenset[date] = frozenset()
    """Days of which one has to be an end."""
    not_late: frozenset[date] = frozenset()
    """Days on which it cannot end: the day of writing, where nothing says that the time still goes on."""
    pairs: frozenset[tuple[date, date]] = frozenset()
    """Of these two days one pair has to be the ends, or two days of one thing: what was sent and what it was answered with."""
    may_link: bool = False
    """Whether it may also begin on another day of the thing it is told of: the day named last stands in another sentence."""
    is_closed: bool = False
    """Whether both ends are named: then both days may be counted in."""
    is_free: bool = False
    """Whether it is told of a day that the text does not name: then any day of the case will do."""
    is_vague: bool = False
    """Whether it is counted from a day told only in part: "the 16th", "in June"."""
    named: tuple[date, ...] = ()
    """The days named in its stretch, or right before it: what lies between two of them is true."""
    extra: Length | None = None
    """What is told with it: the day of "seven months and a day"."""

    @property
    def is_bound(self) -> bool:
        """Whether the words say at which day it begins or ends: then no like span told elsewhere will do."""
        return bool(self.early or self.late)

    @property
    def is_open_to_all(self) -> bool:
        """Whether it is surely time gone by, wherever it begins."""
        return self.is_free or self.is_vague or bool(self.pairs) or self.extra is not None

    def fit(self, early: date, late: date, *, is_linked: bool = False) -> bool:
        """Say whether a span may lie between two days; `is_linked` where both are days of one thing."""
        return (
            (not self.early or early in self.early or (self.may_link and is_linked))
            and (not self.late or late in self.late)
            and (not self.either or early in self.either or late in self.either)
            and (not self.pairs or is_linked or (early, late) in self.pairs)
            and late not in self.not_late
        )


class _Place(NamedTuple):
    """A span of time where it stands."""

    text: str
    span: Span
    head: str
    """Its stretch up to it."""
    tail: str
    inside: list[tuple[Span, date]]
    """The days named in its stretch."""
    before: list[date]
    """The days named before it, in its stretch or not."""

    @property
    def named(self) -> tuple[date, ...]:
        """The day named last before it, and those of its stretch."""
        return (*self.before[-1:], *(day for _, day in self.inside))


def ends_of(text: str, span: Span, sentence: Span, days: Sequence[tuple[Span, date]], known: Known) -> Ends:
    """Give between which days a span of time lies.

    Args:
        text: The part of the letter.
        span: Where the span of time stands.
        sentence: The stretch it stands in.
        days: The days the text names, in order, with their places.
        known: The days the case has for what is not named.

    """
    inside = [(place, day) for place, day in days if sentence[0] <= place[0] < sentence[1]]
    before = [day for place, day in days if place[1] <= span[0]]
    place = _Place(text, span, text[sentence[0] : span[0]], text[span[1] : sentence[1]], inside, before)
    ends = _closed(place) or _at_pointed(place, known) or _on_the_way(place, known)
    return ends or _open_ended(place, known)


def _closed(place: _Place) -> Ends | None:
    """Give the ends of "thirteen days from A to B" and of "the thirty days up to B"."""
    beside = _between(place.text, place.span, place.inside)
    if beside:
        return Ends(early=frozenset({beside[0]}), late=frozenset({beside[1]}), is_closed=True)
    up_to = _up_to(place)
    return Ends(late=frozenset({up_to}), is_closed=True, named=place.named) if up_to else None


def _at_pointed(place: _Place, known: Known) -> Ends | None:
    """Give the ends of "two days after the notice" and of "our second appeal was refused after two weeks"."""
    pointed = pointed_at(place.tail, known)
    if pointed is not None:
        return _pointed(place, pointed.days, pointed.way, known)
    spoken = spoken_of(place.head, known)
    return Ends(early=spoken, late=known.history, named=place.named) if spoken else None


def _on_the_way(place: _Place, known: Known) -> Ends | None:
    """Give the ends of "two weeks ago", "four days later" and "a day earlier"."""
    if words.ago().match(place.tail):
        return Ends(late=frozenset({known.today}), named=place.named)
    if words.later().match(place.tail):
        return _told_later(place, known)
    if words.earlier().match(place.tail):
        return Ends(late=frozenset(place.before[-2:]), is_free=not place.before, named=place.named)
    return None


def _pointed(place: _Place, days: frozenset[date], way: Way, known: Known) -> Ends:
    """Give the ends of "two days after the notice" and "three days before our last appeal", with the day told right beside it."""
    other = _apposed(place)
    dated = [day for at, day in place.inside if words.of_day().fullmatch(place.text[place.span[1] : at[0]])]
    days = frozenset(dated) or days
    inside = frozenset(day for at, day in place.inside if at[1] <= place.span[0])
    if words.in_part().search(place.head) and not inside:
        return Ends(is_vague=True)
    if not days <= known.noticed and not other:
        # "we appealed on 27 May and four days after you asked": four days after that
        days |= inside
    if way is Way.BEFORE:
        return Ends(late=days, early=other, named=place.named)
    late = other or (frozenset[date]() if days <= known.noticed or place.inside else known.history)
    return Ends(early=days, late=late, named=place.named)


def _told_later(place: _Place, known: Known) -> Ends:
    """Give the ends of "four days later": it begins on the day named last, or on another day that the text leaves to its reader."""
    last = max((at[1] for at, _ in place.inside if at[1] <= place.span[0]), default=place.span[0] - len(place.head))
    if words.in_part().search(place.text, last, place.span[0]):
        return Ends(is_vague=True)
    own = [day for at, day in place.inside if at[1] <= place.span[0]][-2:] or place.before[
        -2 if words.of_second().search(place.head) else -1 :
    ]
    behind = [day for at, day in place.inside if words.right_behind().fullmatch(place.text[place.span[1] : at[0]])]
    late = frozenset(behind[:1])
    if not late and words.closes().match(place.tail) and (apposed := _day_before(place)):
        # "declared on the 17th of September, three days later, that": later than what was told before
        return Ends(either=frozenset({apposed}), not_late=frozenset({known.today} - {apposed}), is_free=True, named=place.named)
    if not late and (subject := answered_of(place.head, known)):
        return Ends(early=subject, late=frozenset(known.replied), named=place.named)
    if own and not late and is_of_answer(place.head, place.tail) and known.replied:
        # that of a day named before last may be meant too
        return Ends(early=frozenset({*own, *place.before[-3:]}), late=frozenset(known.replied), named=place.named)
    if not own and not late:
        return Ends(is_free=True, not_late=frozenset({known.today}), named=place.named)
    # a day named before may be the later one only where it is the last: "on June 9, six days later"
    not_late = frozenset(own[:-1]) if not late else frozenset[date]()
    return Ends(
        early=frozenset(own),
        late=late,
        not_late=not_late,
        may_link=bool(late) and not any(at[1] <= place.span[0] for at, _ in place.inside),
        named=place.named,
    )


def _open_ended(place: _Place, known: Known) -> Ends:
    """Give the ends of a span whose words name none: what it was answered after, silence up to this day, or any day beside it."""
    near = place.head[-_NEAR:] + place.tail[:_NEAR]
    if words.old().match(place.tail):
        return Ends(late=frozenset({known.today, *(day for _, day in place.inside)}), named=place.named)
    lags = answered_after(place.head, place.tail, known)
    if lags:
        return Ends(pairs=lags, named=place.named)
    own = frozenset(day for _, day in place.inside)
    is_open = words.goes_on().search(near) is not None and not words.lies_between().match(place.tail)
    if is_open and not own:
        if known.unanswered and words.silent().search(near):
            return Ends(early=known.unanswered, late=known.reminded | {known.today})
        return Ends()
    return Ends(either=own, not_late=frozenset() if is_open or known.today in own else frozenset({known.today}), named=place.named)


def _between(text: str, span: Span, inside: Sequence[tuple[Span, date]]) -> tuple[date, date] | None:
    """Give the two days of "thirteen days from A to B", of "between A and B" and of "from A to B, thirteen days"."""
    for (place, early), (other, late) in pairwise(inside):
        is_range = words.joins().fullmatch(text[place[1] : other[0]]) is not None
        behind = is_range and place[0] >= span[1] and words.lead().fullmatch(text[span[1] : place[0]])
        ahead = is_range and other[1] <= span[0] and re.fullmatch(r"\s?[,(:]\s?(?:that\sis\s|i\.e\.\s)?", text[other[1] : span[0]])
        if behind or ahead:
            return min(early, late), max(early, late)
    return None


def _up_to(place: _Place) -> date | None:
    """Give the day on which "the thirty days up to May 22" end."""
    if words.counted_up().search(place.head) is None:
        return None
    return next((day for at, day in place.inside if words.until().fullmatch(place.text[place.span[1] : at[0]])), None)


def _apposed(place: _Place) -> frozenset[date]:
    """Give the day that a span is told beside: "by 30 July, which was two days after the notice"."""
    day = _day_before(place)
    if day:
        return frozenset({day})
    for at, after in place.inside:
        gap = place.text[place.span[1] : at[0]]
        if at[0] >= place.span[1] and len(gap) < _NEAR and re.search(r"(?:,|\s\()\s?(?:on\s|namely\son\s|that\sis\son\s)(?:the\s)?$", gap):
            return frozenset({after})
    return frozenset()


def _day_before(place: _Place) -> date | None:
    """Give the day right before a span: "on 30 June, six days"."""
    last = next(((at, day) for at, day in reversed(place.inside) if at[1] <= place.span[0]), None)
    return last[1] if last and words.apposing().fullmatch(place.text[last[0][1] : place.span[0]]) else None
