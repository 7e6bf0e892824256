"""Between which days a span of time lies, as its sentence says. In: a text, the span, the days beside it. Out: `Ends`.

"Thirteen days from A to B" lies between these two and no others; "four days later" begins on the day named last; "nineteen days without
a reply" ends on the day of writing; "two weeks ago" too. Looks nothing up in the case but the days it is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from escalate_ai.text.number_words import ORDINALS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from escalate_ai.text.folding import Span


_NEAR = 48
"""Characters to either side in which words show that the time still goes on."""


@dataclass(frozen=True, slots=True)
class Known:
    """The days of a case that words may point at without naming them."""

    today: date
    sent: tuple[date, ...] = ()
    """The submissions, in order."""
    unanswered: frozenset[date] = frozenset()
    """Those of them that nothing came back to, and reminders."""
    reminded: frozenset[date] = frozenset()
    history: frozenset[date] = frozenset()
    """Every day on which something was sent, said or answered."""
    noticed: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a span may begin and end; an empty set leaves it open."""

    early: frozenset[date] = frozenset()
    late: frozenset[date] = frozenset()
    either: frozenset[date] = frozenset()
    """Days of which one has to be an end."""
    not_late: frozenset[date] = frozenset()
    """Days on which it cannot end: the day of writing, where nothing says that the time still goes on."""
    may_link: bool = False
    """Whether it may also begin on another day of the thing it is told of: the day named last stands in another sentence."""
    is_closed: bool = False
    """Whether both ends are named: then both days may be counted in."""

    @property
    def is_bound(self) -> bool:
        """Whether the words say at which day it begins or ends: then no like span told elsewhere will do."""
        return bool(self.early or self.late)

    def fit(self, early: date, late: date, *, is_linked: bool = False) -> bool:
        """Say whether a span may lie between two days; `is_linked` where both are days of one thing."""
        return (
            (not self.early or early in self.early or (self.may_link and is_linked))
            and (not self.late or late in self.late)
            and (not self.either or early in self.either or late in self.either)
            and late not in self.not_late
        )


def ends_of(text: str, span: Span, sentence: Span, days: Sequence[tuple[Span, date]], known: Known) -> Ends:
    """Give between which days a span of time lies.

    Args:
        text: The part of the letter.
        span: Where the span of time stands.
        sentence: The stretch it stands in.
        days: The days the text names, in order, with their places.
        known: The days the case has for what is not named.

    """
    head, tail = text[sentence[0] : span[0]], text[span[1] : sentence[1]]
    inside = [(place, day) for place, day in days if sentence[0] <= place[0] < sentence[1]]
    before = [day for place, day in days if place[1] <= span[0]]
    beside = _between(text, span, inside)
    if beside:
        return Ends(early=frozenset({beside[0]}), late=frozenset({beside[1]}), is_closed=True)
    pointed = _pointed_at(tail, known) or _spoken_of(head, known)
    if pointed:
        return Ends(early=pointed, late=frozenset() if pointed == known.noticed else known.history)
    if _later().match(tail):
        own = [day for place, day in inside if place[1] <= span[0]][-2:] or before[-1:]
        late = frozenset(day for place, day in inside if _right_behind().fullmatch(text[span[1] : place[0]]))
        # a day named before may be the later one only where it is the last: "on June 9, six days later"
        return Ends(
            early=frozenset(own),
            late=late,
            not_late=frozenset() if late else frozenset(own[:-1]),
            may_link=bool(late) and own == before[-1:],
        )
    named = frozenset(day for _, day in inside)
    near = head[-_NEAR:] + tail[:_NEAR]
    is_open = _open().search(near) is not None and not _lies_between().match(tail)
    if is_open and not named:
        if known.unanswered and _silent().search(near):
            return Ends(early=known.unanswered, late=known.reminded | {known.today})
        return Ends()
    return Ends(either=named, not_late=frozenset() if is_open or known.today in named else frozenset({known.today}))


def _between(text: str, span: Span, inside: Sequence[tuple[Span, date]]) -> tuple[date, date] | None:
    """Give the two days of "thirteen days from A to B", of "between A and B" and of "from A to B, thirteen days"."""
    for (place, early), (other, late) in pairwise(inside):
        is_range = _range().fullmatch(text[place[1] : other[0]]) is not None
        behind = is_range and place[0] >= span[1] and _lead().fullmatch(text[span[1] : place[0]])
        ahead = is_range and other[1] <= span[0] and re.fullmatch(r"\s?[,(:]\s?(?:that\sis\s|i\.e\.\s)?", text[other[1] : span[0]])
        if behind or ahead:
            return min(early, late), max(early, late)
    return None


def _pointed_at(tail: str, known: Known) -> frozenset[date]:
    """Give the day of "after the second one", "after our first appeal", "after the notice"."""
    match = _after_what().match(tail)
    if match is None:
        return frozenset()
    if match["notice"]:
        return known.noticed
    word = match["which"].lower()
    place = len(known.sent) if word in {"last", "latest"} else ORDINALS[word]
    return frozenset(known.sent[place - 1 : place])


def _spoken_of(head: str, known: Known) -> frozenset[date]:
    """Give the day of the submission that was answered "after two weeks": "our second appeal was refused after two weeks"."""
    match = _what_after().search(head)
    if match is None:
        return frozenset()
    word = match["which"].lower()
    place = len(known.sent) if word in {"last", "latest"} else ORDINALS[word]
    return frozenset(known.sent[place - 1 : place])


@cache
def _what_after() -> re.Pattern[str]:
    ordinals = "|".join([*sorted(ORDINALS, key=len, reverse=True), "last", "latest"])
    return re.compile(
        rf"(?<!\w)(?:our|the|my)\s(?P<which>{ordinals})\s(?:appeal|report|submission|request|plan|letter)\swas\s"
        r"(?:answered|refused|denied|declined|rejected|turned\sdown)\s(?:after|within)\s$",
        re.IGNORECASE,
    )


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        r"\s(?:that\s(?:lie|lay|passed|went\sby)\s)?(?:lie\s|lay\s|passed\s|went\sby\s)?(?:from|between)\s(?:the\s)?", re.IGNORECASE
    )


@cache
def _range() -> re.Pattern[str]:
    return re.compile(r"\s?(?:-|to|until|till|through|and)\s(?:the\s)?|\s?-\s?", re.IGNORECASE)


@cache
def _later() -> re.Pattern[str]:
    return re.compile(r",?\s(?:later|afterwards?|thereafter|after\s(?:that|it|this)(?!\s\w+ed))(?!\w)", re.IGNORECASE)


@cache
def _right_behind() -> re.Pattern[str]:
    return re.compile(
        r"\s(?:later|afterwards?|thereafter|after\s(?:that|it|this)),?\s(?:(?:again|and)\s)?(?:\(|on\s)(?:the\s)?", re.IGNORECASE
    )


@cache
def _after_what() -> re.Pattern[str]:
    ordinals = "|".join([*sorted(ORDINALS, key=len, reverse=True), "last", "latest"])
    return re.compile(
        rf"\s(?:after|of|from|following)\s(?:the|our|my|this|that)\s(?:(?P<which>{ordinals})(?:\s(?:one|of\sthem|appeal|report|submission|request|plan|letter))?(?=[\s,.;:)]|$)"
        r"(?!\s(?:repl|answer|denial|refusal|decision|notice|call|reminder|[a-z]+ing|\w+s?\s(?:repl|answer)))"
        r"|(?P<notice>notice|deactivation|suspension|removal\sof\sthe\slistings?)(?!\s(?:was|came|of))(?!\w))",
        re.IGNORECASE,
    )


@cache
def _open() -> re.Pattern[str]:
    """What shows that the time goes on up to the day of writing."""
    return re.compile(
        r"(?<!\w)(?:have|has|ago|now|since|still|already|so\sfar|to\sdate|today|without|pending|open|waiting|waited|silence|silent|unanswered"
        r"|outstanding|old)(?!\w)|'ve(?!\w)",
        re.IGNORECASE,
    )


@cache
def _lies_between() -> re.Pattern[str]:
    return re.compile(r"\s(?:(?:lie|lies|lay|passed|are|were|is|was)\s)?between(?!\w)", re.IGNORECASE)


@cache
def _silent() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:without|no)\s(?:an?y?\s)?(?:\w+\s)?(?:reply|answer|response|word|reaction|decision)|(?<!\w)(?:unanswered|silence)(?!\w)",
        re.IGNORECASE,
    )
