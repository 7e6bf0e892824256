"""Dates in a text. In: text and the marketplace's order of day and month. Out: one mention per date, with spans.

Ranges and lists give one mention for each date in them. What a text leaves out stays out: "August 14" has no year, only the
hint of the year its neighbour in the list bears. "may", "march", "second" and numbers with a noun are no dates.
"""

# ruff: noqa: PLR2004 -- lengths of words and digit groups are facts of writing, plain where they stand
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from escalate_ai.terms import DateOrder
from escalate_ai.text import date_patterns as shapes
from escalate_ai.text.date_point import QUARTERS, DatePoint, day_exists
from escalate_ai.text.folding import fold
from escalate_ai.text.mention import Mention, MentionKind, placed
from escalate_ai.text.number_nouns import noun_after
from escalate_ai.text.places import Places
from escalate_ai.text.short_dates import short_dates
from escalate_ai.text.spoken_dates import spoken_dates

__all__ = ["DatePoint", "dates_in_plain", "find_dates"]

_PART_WORDS = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_SHORT_WORDS = frozenset({"may", "march", "mar", "jan", "dec"})
"""Months that are other words too when they stand in lower case."""


def find_dates(text: str, order: DateOrder) -> tuple[Mention, ...]:
    """Find every date, in order; a date in digits that is impossible under `order` is read the other way."""
    folded = fold(text)
    return placed(dates_in_plain(folded.text, order), folded)


def dates_in_plain(plain: str, order: DateOrder) -> tuple[Mention, ...]:
    """Find the same in a text that is folded already."""
    if order is not DateOrder.MDY and not shapes.joined_digits().search(plain):
        order = DateOrder.MDY  # it matters to dates in digits alone: words and facts of a part ask for the same dates then
    return _recent_dates(plain, order) if len(plain) < _WORTH_KEEPING else _dates_in(plain, order)


_WORTH_KEEPING = 10_000
"""Characters up to which a text's dates are kept for the next reader: words, numbers and rules all ask for the same ones."""


@lru_cache(maxsize=1024)
def _recent_dates(plain: str, order: DateOrder) -> tuple[Mention, ...]:
    return _dates_in(plain, order)


def _dates_in(plain: str, order: DateOrder) -> tuple[Mention, ...]:
    digits, low = shapes.digits().search(plain) is not None, plain.lower()
    months = any(stem in low for stem in shapes.MONTH_STEMS) and shapes.names_month(plain)
    if not digits and not months:
        return ()
    places = Places()
    in_digits = _in_digits(plain, order) if digits and shapes.joined_digits().search(plain) else ()
    with_months = chain(_day_first(plain) if digits else (), _month_first(plain)) if months else ()
    quarters = _quarters(plain) if digits and ("quarter" in low or any(name in low for name in QUARTERS)) else ()
    told = spoken_dates(plain) if months and " of " in plain else ()
    spoken = (_mention(plain, one.start, one.end, DatePoint(one.year, one.month, one.day)) for one in told)
    shapes_in_turn = chain(in_digits, quarters, spoken, with_months, _lone(plain) if digits else ())
    ordered = sorted((mention for mention in shapes_in_turn if places.take(mention.span)), key=lambda mention: mention.span)
    return tuple(_neighbours(plain, _of_same_month(plain, ordered) if " month" in low else ordered))


def _mention(plain: str, start: int, end: int, point: DatePoint) -> Mention:
    return Mention(MentionKind.DATE, plain[start:end], (start, end), point, phrase=plain[start:end])


def _year(written: str | None) -> int | None:
    if not written:
        return None
    return 2000 + int(written[1:]) if written.startswith("'") else int(written)


def _at_digits(shape: re.Pattern[str], plain: str) -> Iterator[re.Match[str]]:
    """Find a shape that can only begin where a run of digits does, without trying it anywhere else."""
    end = 0
    for digits in shapes.digits().finditer(plain):
        match = shape.match(plain, digits.start()) if digits.start() >= end else None
        if match:
            end = match.end()
            yield match


def _in_digits(plain: str, order: DateOrder) -> Iterator[Mention]:
    full: list[tuple[int, int]] = []
    for match in _at_digits(shapes.digits_only(), plain):
        if match["iy"]:
            point = _checked(int(match["iy"]), int(match["im"]), int(match["id"]))
        else:
            point = _ordered(match["a"], match["b"], match["c"], match["sep"], order)
        if point:
            full.append(match.span())
            yield _mention(plain, *match.span(), point)
    for short in short_dates(plain, order, full):
        yield _mention(plain, short.start, short.end, DatePoint(month=short.month, day=short.day))


def _checked(year: int, month: int, day: int) -> DatePoint | None:
    return DatePoint(year, month, day) if day_exists(year, month, day) else None


def _ordered(first: str, second: str, third: str, sep: str, order: DateOrder) -> DatePoint | None:
    """Read three numbers in the given order, or in another one where that gives no date."""
    if len(third) == 2 and (sep == "-" or (sep == "." and len(first + second) < 4)):
        return None
    a, b, year = int(first), int(second), int(third) + (2000 if len(third) == 2 else 0)
    if not 1900 <= year < 2100:
        return None
    if order is DateOrder.YMD and len(third) == 2 and len(first) == 2:
        point = _checked(2000 + a, b, int(third))
        if point:
            return point
    readings = [_checked(year, a, b), _checked(year, b, a)]
    if order is not DateOrder.MDY or sep == ".":  # where the year goes first, a year that stands last is written as in Europe
        readings.reverse()
    return readings[0] or readings[1]


def _is_month(word: str, *, sure: bool) -> bool:
    """Tell whether a word is meant as a month; in lower case "may" and "march" are words unless something makes it sure."""
    return sure or not word.islower() or word.lower() not in _SHORT_WORDS


def _day_first(plain: str) -> Iterator[Mention]:
    for match in _at_digits(shapes.day_first(), plain):
        month = shapes.MONTHS[match["m"].lower()]
        sure = bool(match["y"] or match["yy"] or match["of"] or match["s"])
        if not _is_month(match["m"], sure=sure):
            continue
        year = _year(match["y"] or (f"'{match['yy']}" if match["yy"] else None))
        is_anothers = shapes.month_before().search(plain[max(0, match.start() - 12) : match.start()]) is not None
        for day in shapes.listed_day().finditer(plain, match.start("days"), match.end("days")):
            if is_anothers and day.start() == match.start():
                continue
            yield _mention(plain, *day.span(), DatePoint(None, month, int(day["d"]), year_hint=year))
        yield _mention(plain, *match.span("last"), DatePoint(year, month, int(match["d"])))


def _month_first(plain: str) -> Iterator[Mention]:
    end_of_last = -1
    for match in shapes.months_first(plain):
        word = plain[slice(*match.span("m"))]
        month = shapes.MONTHS[word.lower()]
        year = _year(match["y"] or match["hy"] or match["my"])
        if not _is_month(word, sure=year is not None or bool(match["s"])):
            continue
        if match["d"] and not _counts_orders(plain, match):
            end_of_last = match.end()
            yield _mention(plain, *match.span(), DatePoint(year, month, int(match["d"])))
            for further in _further_days(plain, match.end(), month) if year is None else ():
                end_of_last = further.span[1]
                yield further
        elif match["my"] or match["part"]:
            end_of_last = match.end()
            yield _mention(plain, *match.span(), DatePoint(year, month, part=_part(match["part"])))
        elif _stands_as_month(plain, match, end_of_last):
            end_of_last = match.end("m")
            yield _mention(plain, *match.span("m"), DatePoint(month=month))


def _part(words: str | None) -> str | None:
    last = (words or "").lower().removesuffix(" of").rpartition(" ")[2]
    return _PART_WORDS.get(last, last) or None


def _counts_orders(plain: str, match: re.Match[str]) -> bool:
    """Tell whether the number after a month counts things instead: "In August 12 orders were late"."""
    if match["y"] or match["s"] or match["hy"]:
        return False
    before = plain[max(0, match.start() - 8) : match.start()].lower().split()
    after = plain[match.end() : match.end() + 24].split(maxsplit=1)
    return bool(before and after and before[-1] in {"in", "during"} and after[0][:1].islower() and after[0].rstrip(".,;").endswith("s"))


_GOES_ON = frozenset(
    ["was", "were", "and", "or", "in", "to", "by", "with", "from", "through", "for", "at", "on", "but", "we", "the", "both", "each"]
)


def _further_days(plain: str, place: int, month: int) -> list[Mention]:
    """Give the days that share the month before them; a bare number in a list is a day only where nothing is left for it to count."""
    found: list[tuple[Mention, bool]] = []
    while len(found) < 12:
        match = shapes.next_day().match(plain, place)
        if match is None:
            break
        place = match.end()
        word = plain[place : place + 12].split(maxsplit=1)
        closed = not word or plain[place] in ".,;:)" or word[0].strip(".,;:)").lower() in _GOES_ON or _counts_nothing(plain, place)
        sure = bool(match["range"] or match["y"] or match["s"]) or closed
        point = DatePoint(_year(match["y"]), month, int(match["d"]))
        found.append((_mention(plain, *match.span("item"), point), sure))
        if match["y"]:
            break
    while found and not found[-1][1]:
        found.pop()
    return [mention for mention, _ in found]


def _counts_nothing(plain: str, place: int) -> bool:
    """Tell whether no plural stands behind a number, which it could count: "September 20 and 21 show the page"."""
    noun = noun_after(plain, place, 2)
    return not noun.plural and not noun.partitive


def _stands_as_month(plain: str, match: re.Match[str], end_of_last: int) -> bool:
    """Tell whether a month without day and year is one: a preposition before it, or another month beside it."""
    if plain[match.start("m")].islower():
        return False
    after = plain[match.end("m") : match.end("m") + 40]
    if shapes.joins_months().match(after):
        return True
    if re.match(r"\.?'|\s[A-Z][a-z]", after) and not re.match(r"\s(?:I|We|The)\b", after):
        return False
    if shapes.introduces_month().search(plain[max(0, match.start() - 14) : match.start()]):
        return True
    return end_of_last >= 0 and shapes.joins_dates().fullmatch(plain[end_of_last : match.start()][:24]) is not None


def _lone(plain: str) -> Iterator[Mention]:
    """Find years and days that stand alone."""
    for match in _at_digits(shapes.lone_year(), plain) if "19" in plain or "20" in plain else ():
        lead = shapes.leads_year().search(plain[max(0, match.start() - 14) : match.start()])
        if shapes.no_year().match(plain, match.end()):
            continue
        if lead is None:
            before = max(0, match.start() - 10), match.start()
            if shapes.year_beside().match(plain, match.end()) or shapes.year_before().search(plain, *before):
                yield _mention(plain, *match.span(), DatePoint(int(match[0])))
            continue
        after = plain[match.end() : match.end() + 24]
        if not lead["word"].lower().startswith(("since", "year")) and re.match(
            r"\s[a-z]{2,}s\b(?<!\bwas)(?<!\bhas)(?<!\bthis)(?<!\bis)(?<!\bas)", after
        ):
            continue
        yield _mention(plain, *match.span(), DatePoint(int(match[0])))
    for match in shapes.lone_day().finditer(plain) if " the " in plain and shapes.ordinal().search(plain) else ():
        group = "d" if match["d"] else "d2"
        yield _mention(plain, match.start(group), match.end(), DatePoint(day=int(match[group])))


def _quarters(plain: str) -> Iterator[Mention]:
    for match in shapes.quarter().finditer(plain):
        number = int(match["q"]) if match["q"] else _QUARTER_WORDS[match["w"].lower()]
        yield _mention(plain, *match.span(), DatePoint(int(match["y"]), part=f"q{number}"))


_QUARTER_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


def _of_same_month(plain: str, mentions: list[Mention]) -> list[Mention]:
    """Give "the 23rd of the same month" the month of the date before it."""
    known, out = DatePoint(), list[Mention]()
    for mention in mentions:
        point = mention.value if isinstance(mention.value, DatePoint) else DatePoint()
        if point.month is None and point.day is not None and shapes.same_month().match(plain, mention.span[1]):
            point = replace(point, month=known.month, year=known.year)
        known = point if point.month else known
        out.append(mention if point == mention.value else replace(mention, value=point))
    return out


def _neighbours(plain: str, mentions: list[Mention]) -> list[Mention]:
    """Let year-less dates learn the year of their list, from its end or else from before, and the list as their phrase."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups:
            gap = plain[groups[-1][-1].span[1] : mention.span[0]]
            if len(gap) < 30 and shapes.joins_dates().fullmatch(gap):
                groups[-1].append(mention)
                continue
        groups.append([mention])
    return [mention for group in groups for mention in (_hinted(plain, group) if len(group) > 1 else group)]


def _hinted(plain: str, group: list[Mention]) -> list[Mention]:
    phrase = plain[group[0].span[0] : group[-1].span[1]]
    points = [mention.value for mention in group if isinstance(mention.value, DatePoint)]
    known: int | None = None
    hints: list[int | None] = []
    for point in reversed(points):
        known = point.year or point.year_hint or known
        hints.append(known)
    hints.reverse()
    known = None
    out: list[Mention] = []
    for mention, point, hint in zip(group, points, hints, strict=True):
        year = None if shapes.this_year().match(plain, mention.span[1]) else hint or known
        known = point.year or known
        value = point if point.year or year is None else replace(point, year_hint=year)
        out.append(replace(mention, value=value, phrase=phrase))
    return out
