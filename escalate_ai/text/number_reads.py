"""What numbers of a text turn out to be, made into mentions. In: numbers as read, in order. Out: `Read`, `Mention` values. Touches nothing.

The first end of a range and the members of a list take the unit of the last; a lone "one" falls out; a hedge is kept as the bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from escalate_ai.text import number_patterns as shapes
from escalate_ai.text.mention import Bound, Mention, MentionKind
from escalate_ai.text.number_words import Number, canonical_duration, lemma, number_lists

_UNIT_NAMES = {"wk": "week", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "yr": "year"}


_NEAR = 60


@dataclass(frozen=True, slots=True)
class Read:
    """A number with what it turned out to be; `kind` is None where only a range's other end can tell."""

    start: int
    end: int
    number_end: int
    value: Number
    kind: MentionKind | None
    unit: str | None = None
    reach: int = 0
    bound: Bound | None = None
    ordinal: bool = False
    lone_one: bool = False


def duration(start: int, end: int, value: Number, match: re.Match[str]) -> Read:
    """Make a span of time of a number and the unit behind it."""
    unit = lemma(match["unit"])
    unit = _UNIT_NAMES.get(unit, unit)
    if match["half"]:
        value = value + Decimal("0.5")
    kind = (match["kind"] or "").strip(" -\n").lower()
    if unit == "day" and kind in {"business", "working"}:
        unit = "business day"
    amount, canonical = canonical_duration(value, unit)
    return Read(start, match.end(), end, amount, MentionKind.DURATION, canonical, match.end())


def mentions_of(plain: str, reads: list[Read]) -> Iterator[Mention]:
    """Make mentions: the first end of a range takes the unit of the second, a lone "one" falls out, hedges are read."""
    _share_units(plain, reads)
    _take_up_spans(plain, reads)
    _take_up_ends(plain, reads)
    for place, read in enumerate(reads):
        after = reads[place + 1] if place + 1 < len(reads) else None
        joined = after is not None and after.number_end > after.start and _is_range(plain, read, after)
        if read.lone_one and not joined:
            continue
        start, end, reach = read.start, min(read.end, after.start if after else read.end), max(read.reach, read.end)
        kind, unit, value = read.kind or MentionKind.COUNT, read.unit, read.value
        if joined and after is not None:
            kind, unit, reach = after.kind or kind, after.unit, max(after.reach, after.end)
            value, end = _scaled(plain, read, after), read.number_end
        bound, first = _bound(plain, read, end)
        yield Mention(kind, plain[start:end], (start, end), value, unit, plain[first:reach], bound, read.ordinal)


def _share_units(plain: str, reads: list[Read]) -> None:
    """Give each number of a list what its last one counts: "five, 14 and 21 days"."""
    last: Read | None = None
    for place in range(len(reads) - 2, -1, -1):
        read, after = reads[place], reads[place + 1]
        is_bare = (
            read.kind is MentionKind.COUNT and read.unit is None and read.end == read.number_end and not (read.ordinal or read.lone_one)
        )
        gap = plain[read.end : after.start]
        if is_bare and gap == " and " and _is_hedged(plain, read) and not _is_hedged(plain, after):
            last = None  # "that they are over 18 and four sent the knife back"
        elif is_bare and isinstance(read.value, Decimal) and isinstance(after.value, int):
            last = None  # "where it was 4.6, and 48 tents per week"
        elif is_bare and after.unit is not None and not after.ordinal and shapes.in_list().fullmatch(gap):
            last = after
        elif not is_bare or gap != ", ":
            last = None
        if last is not None:
            reads[place] = replace(read, kind=last.kind, unit=last.unit, value=_scaled(plain, read, last))


def _is_hedged(plain: str, read: Read) -> bool:
    return shapes.bound_before().search(plain[max(0, read.start - 26) : read.start]) is not None


def _take_up_ends(plain: str, reads: list[Read]) -> None:
    """Give the bare second end of a change the unit of its first: "from 96 days in April to 241 in September"."""
    for place in range(1, len(reads)):
        read, before = reads[place], reads[place - 1]
        is_bare = (
            read.kind is MentionKind.COUNT and read.unit is None and read.end == read.number_end and not (read.ordinal or read.lone_one)
        )
        gap = plain[before.end : read.start]
        if (
            is_bare
            and before.kind in {MentionKind.DURATION, MentionKind.PERCENT}
            and len(gap) < _NEAR
            and plain[max(0, before.start - 5) : before.start].lower() == "from "
            and shapes.spreads().search(gap)
        ):
            reads[place] = replace(read, kind=before.kind, unit=before.unit, value=_scaled(plain, read, before))


def _take_up_spans(plain: str, reads: list[Read]) -> None:
    """Give a bare number after "after" the unit of the span told right before: "the first after five days, the second after fourteen"."""
    for place in range(1, len(reads)):
        read, before = reads[place], reads[place - 1]
        gap = plain[before.end : read.start]
        is_bare = (
            read.kind is MentionKind.COUNT and read.unit is None and read.end == read.number_end and not (read.ordinal or read.lone_one)
        )
        if is_bare and before.kind is MentionKind.DURATION and len(gap) < _NEAR and shapes.takes_up_span().search(gap):
            reads[place] = replace(read, kind=before.kind, unit=before.unit, value=_scaled(plain, read, before))


def _is_range(plain: str, read: Read, after: Read) -> bool:
    """Tell whether a number and the next are the two ends of one range, the unit standing after the second."""
    if read.kind is not MentionKind.COUNT or read.ordinal or (read.end != read.number_end and read.unit != after.unit):
        return False
    gap = plain[read.number_end : after.start]
    if shapes.in_range().fullmatch(gap):
        return True
    return gap == " and " and plain[max(0, read.start - 9) : read.start].lower().endswith("between ")


def _scaled(plain: str, read: Read, after: Read) -> Number:
    """Give the value of a range's first end in the unit of its second: the "two" of "two to three days" in seconds."""
    if after.kind is not MentionKind.DURATION:
        return read.value
    unit = shapes.unit_after().match(plain, after.number_end)
    return duration(0, 0, read.value, unit).value if unit and unit["unit"] else read.value


def _bound(plain: str, read: Read, end: int) -> tuple[Bound | None, int]:
    """Read the hedge around a number; gives it with where the phrase begins."""
    low = max(0, read.start - 26)
    before = shapes.bound_before().search(plain[low : read.start])
    is_of_verb = before is not None and shapes.handed().search(plain[low : low + before.end()]) is not None
    if before and not is_of_verb and not (before[0].lower().strip() == "under" and read.unit in number_lists().filed_under):
        return shapes.BOUND_OF[before.lastgroup or ""], low + before.start()
    after = shapes.bound_after().match(plain, end) or shapes.bound_after().match(plain, read.number_end)
    if after:
        return (Bound.AT_LEAST if after["least"] else Bound.AT_MOST), read.start
    return read.bound, read.start
