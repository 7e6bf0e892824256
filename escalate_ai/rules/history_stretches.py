"""Sentences of a history taken apart: what stands in brackets, and rows of days. In: a text, its days. Out: `Stretch`es.

Judges nothing, and reads no case.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from escalate_ai.text.anycase import AnyCase

DAY, INSIDE = "\x01", "\x02"
"""Stand for a day and for a pair of brackets while words are looked for; the letter's own are blanked.

In the data a section sign and a currency sign do; here they are ASCII, so that a letter that is can be looked through as such.
"""
_WRITTEN = {"\\u00a7": DAY, "\\u00a4": INSIDE}


class Words(NamedTuple):
    """Every pattern of `data/history_tellings.toml`, compiled."""

    cues: AnyCase
    adjacent: re.Pattern[str]
    thing_behind: re.Pattern[str]
    leads: re.Pattern[str]
    goes_on: re.Pattern[str]
    limit: re.Pattern[str]
    row: re.Pattern[str]
    verb_of_its_own: re.Pattern[str]
    tells_more: re.Pattern[str]
    clause_of_its_own: re.Pattern[str]
    to_kind: re.Pattern[str]
    own_way: re.Pattern[str]
    and_then: re.Pattern[str]
    has_followed: re.Pattern[str]
    came_behind: re.Pattern[str]
    named_kind: re.Pattern[str]
    respectively: re.Pattern[str]
    later: re.Pattern[str]
    ordinal: re.Pattern[str]
    leaps: re.Pattern[str]
    carries_on: re.Pattern[str]
    subordinate: re.Pattern[str]
    ordinal_behind: re.Pattern[str]
    way_first: re.Pattern[str]
    ordinal_gone: re.Pattern[str]
    ordinal_sent: re.Pattern[str]
    ordinal_sent_before: re.Pattern[str]
    then_answered: re.Pattern[str]
    answer_to: re.Pattern[str]
    that_of: re.Pattern[str]
    one_sent: re.Pattern[str]
    came_of_it: re.Pattern[str]
    answered_place: re.Pattern[str]
    answer_numbered: re.Pattern[str]
    entry: re.Pattern[str]
    entry_right: re.Pattern[str]
    entry_answered: re.Pattern[str]
    opens_anew: re.Pattern[str]
    subject_behind: re.Pattern[str]
    ways: AnyCase
    beside: dict[str, re.Pattern[str]]


@cache
def words() -> Words:
    """Give the patterns, read once."""
    told = files("escalate_ai").joinpath("data", "history_tellings.toml").read_text("utf-8")
    for written, mark in _WRITTEN.items():
        told = told.replace(written, f"\\x{ord(mark):02x}")
    raw = tomllib.loads(told)
    cues = "|".join(rf"(?P<{kind}>{pattern})" for kind, pattern in raw["cues"].items())
    around = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in raw["around"].items()}
    ways = "|".join(rf"(?P<{way}>{pattern})" for way, pattern in raw["ways"].items())
    beside = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in raw["beside"].items()}
    found = [re.compile(rf"(?<!\w)(?:{several})(?!\w)", re.IGNORECASE) for several in (cues, ways)]
    return Words(cues=AnyCase(found[0]), ways=AnyCase(found[1]), beside=beside, **around)


@dataclass(slots=True)
class Row:
    """Days in a list with nothing between them but commas and "and"."""

    days: tuple[int, ...]
    """Their places among the days of the part."""
    left: str
    """What stands before, back to the row before it."""
    right: str
    """What stands behind, up to the next row."""


@dataclass(slots=True)
class Stretch:
    """A sentence without its brackets, or what stands in one pair of them."""

    text: str
    rows: list[Row] = field(default_factory=list[Row])
    is_timeline: bool = False
    """Whether its days lead entries that semicolons part: "16 July, report; 22 July, refusal"."""
    host: str | None = None
    """What stands before the bracket; None for a sentence."""
    host_days: tuple[int, ...] = ()
    """The row that the bracket stands right behind."""
    tail: str = ""
    """What stands behind the bracket, up to the next one."""
    inner: dict[int, Stretch] = field(default_factory=dict[int, "Stretch"])
    """The bracket right behind a row, by the place of its last day."""


def stretches(text: str, span: tuple[int, int], days: Sequence[tuple[int, int]], reckoned: frozenset[int]) -> Iterator[Stretch]:
    """Give a sentence and what stands in its brackets, each with its rows of days; nothing where no day stands.

    Args:
        text: The part.
        span: The sentence.
        days: The places of the days of the part, in order.
        reckoned: Which of them are told as so long after another; they stand in no list.

    """
    start, end = span
    inside = [place for place, day in enumerate(days) if start <= day[0] and day[1] <= end]
    if not inside:
        return
    flat = text[:start] + text[start:end].translate(_BLANKS)
    masked, at = "", start
    for place in inside:
        masked += flat[at : days[place][0]] + (f"later {DAY}" if place in reckoned else DAY)
        at = days[place][1]
    masked += flat[at:end]
    yield from _levels(" ".join(masked.split()), inside)


class _Blanks(dict[int, str]):
    """A translation table that learns of each character that it stays when it first comes by: one it lacks costs several times as much."""

    def __missing__(self, code: int) -> str:
        """Leave what has no other spelling."""
        self[code] = char = chr(code)
        return char


_BLANKS = _Blanks(
    str.maketrans(
        {**dict.fromkeys((DAY, INSIDE, "\u00a7", "\u00a4", "\n"), " "), "[": "(", "]": ")", "\u2019": "'", "\u2013": "-", "\u2014": ";"}
    )
)


def _levels(masked: str, days: list[int]) -> Iterator[Stretch]:
    outer = Stretch("")
    found, at, own, left = [outer], 0, list[int](), list(days)
    for match in _brackets().finditer(masked):
        outer.text += masked[at : match.start()] + INSIDE
        count = masked.count(DAY, at, match.start())
        own, left = [*own, *left[:count]], left[count:]
        within = match[0].count(DAY)
        # the row it stands behind is known once the rows are
        found.append(_with_rows(Stretch(match[0][1:-1], host=outer.text[:-1].rstrip()), left[:within]))
        if found[-1].host and found[-1].host.endswith(DAY):
            found[-1].host_days = tuple(own[-1:])
        left, at = left[within:], match.end()
    outer.text += masked[at:]
    _with_rows(outer, [*own, *left])
    for stretch in found[1:]:
        stretch.tail = outer.text[len(stretch.host or "") :].lstrip(f" {INSIDE}").split(INSIDE)[0]
        row = next((row for row in outer.rows if stretch.host_days and stretch.host_days[0] == row.days[-1]), None)
        if row:
            stretch.host_days = row.days
            outer.inner[row.days[-1]] = stretch
    return iter(found)


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r"\([^()]{0,400}\)")


def _with_rows(stretch: Stretch, days: list[int]) -> Stretch:
    found, text, taken, at = list(words().row.finditer(stretch.text)), stretch.text, 0, 0
    bounds = _split(found, text)
    stretch.is_timeline = len(words().entry.findall(text)) > 1
    for place, (low, high) in enumerate(bounds):
        count = text.count(DAY, low, high)
        after = bounds[place + 1][0] if place + 1 < len(bounds) else len(text)
        stretch.rows.append(Row(tuple(days[taken : taken + count]), text[at:low], text[high:after]))
        taken, at = taken + count, high
    return stretch


def _split(found: list[re.Match[str]], text: str) -> list[tuple[int, int]]:
    """Give where rows begin and end; the last day of one that has a verb of its own stands alone: "refused on A and on B asked for"."""
    bounds: list[tuple[int, int]] = []
    for match in found:
        low, high = match.span()
        last = text.rfind(DAY, low, high)
        if last > low and (_opens_clause(text, last, high) or _is_other_day(text, low, last)):
            bounds += [(low, text.rfind(DAY, low, last) + 1), (last, high)]
        else:
            bounds.append((low, high))
    return bounds


def _is_other_day(text: str, low: int, last: int) -> bool:
    """Say whether the last day of a row is told of a verb, and the first of a noun: "so was the request of A, on B"."""
    return text[:low].endswith((" of ", " of the ")) and text[:last].endswith((" on ", " on the "))


def _opens_clause(text: str, last: int, end: int) -> bool:
    """Say whether the last day of a row has a clause of its own: "asked for more on A, and on B could not confirm"."""
    if words().tells_more.match(text, end) and words().tells_more.search(text, 0, last):
        return True
    verb = words().verb_of_its_own.match(text, end)
    has_own = verb or words().clause_of_its_own.match(text, end)
    head = text[:last].rstrip()
    return (head.endswith((" on", " on the")) and has_own is not None) or (head.endswith((", and", ", and the", ",")) and verb is not None)
