"""Every hard fact of a text, with its place and whose it is. In: a source. Out: `Fact` values as the contract writes them. Touches nothing.

A date without a year takes the year of the list it stands in, else of its text where that knows one year only; else it is left out of
the calendar and keeps its words. Ordinals ("our second appeal") count nothing and are no facts here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from escalate_ai.extract.found import Fact
from escalate_ai.extract.papertitles import find_titles
from escalate_ai.extract.source import Source
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.folding import Span
from escalate_ai.text.mentions import Mention, MentionKind, find_mentions
from escalate_ai.text.names import NameKind, find_names
from escalate_ai.text.number_words import canonical_duration

_NO_COUNT = frozenset({"one", "both", "half", "dozens", "hundreds", "thousands"})
"""Words that count and name no number."""
_UNITS = ("business day", "second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade")
_SHORT = {"wk": "week", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "yr": "year", "working day": "business day"}


def facts_of(source: Source) -> tuple[Fact, ...]:
    """Give every hard fact of a source, in order."""
    mentions = find_mentions(source.text, source.reads.order, source.reads.currency)
    year = the_year(mentions, source.document.sent_on)
    facts = [fact for mention in mentions for fact in _facts(source, mention, year)]
    taken = [fact.span for fact in facts]
    facts += [
        _fact(source, kind, span, source.text[slice(*span)])
        for kind, span in _named(source.text)
        if not any(span[0] < end and start < span[1] for start, end in taken) or kind == "document"
    ]
    return tuple(sorted(facts, key=lambda fact: fact.span))


_KINDS = {NameKind.PERSON: "name", NameKind.COMPANY: "name", NameKind.DOCUMENT: "document"}


def _named(text: str) -> Iterator[tuple[str, Span]]:
    """Give people, companies and documents; a file's name is a document, whatever else it holds."""
    files = tuple(find_titles(text))
    yield from (("document", span) for span in files)
    for name in find_names(text):
        kind = _KINDS.get(name.kind)
        if kind and not any(name.start < end and start < name.end for start, end in files):
            yield kind, name.span


def the_year(mentions: tuple[Mention, ...], sent_on: date | None = None) -> int | None:
    """Give the one year that a text's full dates bear, or its own date where it has no other; None where there are two."""
    points = [mention.value for mention in mentions if isinstance(mention.value, DatePoint)]
    years = {point.year for point in points if point.year is not None and point.month is not None}
    if not years and sent_on is not None:
        return sent_on.year
    return next(iter(years)) if len(years) == 1 else None


def day_of(point: DatePoint, year: int | None) -> date | None:
    """Give the day a point means, in that year where it bears none itself."""
    full = point if point.year or point.year_hint else replace(point, year_hint=year)
    return full.as_date() if point.part is None else None


def _facts(source: Source, mention: Mention, year: int | None) -> Iterator[Fact]:
    value = None if _is_row_number(source.text, mention) or _is_chapter(source.text, mention) else _value(mention, year)
    if value is not None and not mention.ordinal and mention.text.lower() not in _NO_COUNT:
        yield _fact(source, mention.kind.value, mention.span, value)


def _is_row_number(text: str, mention: Mention) -> bool:
    """Tell whether a bare number only counts the rows of a table."""
    start, end = mention.span
    front = text[text.rfind("\n", 0, start) + 1 : start]
    return mention.kind is MentionKind.COUNT and not front.strip(" |\t") and text[end : end + 3].lstrip(" .)").startswith("|")


def _is_chapter(text: str, mention: Mention) -> bool:
    """Tell whether a number with a point in it, at the beginning of a line and without a noun, is that of a heading or entry: "2.1"."""
    start, end = mention.span
    front = text[text.rfind("\n", 0, start) + 1 : start].strip(" \t#>*-")
    bare = mention.kind is MentionKind.COUNT and mention.unit is None and re.fullmatch(r"\d{1,2}(?:\.\d{1,2}){1,3}", text[start:end])
    return bool(bare) and not front and re.match(r"[.)]?[ \t]+[^\W\d]", text[end : end + 8]) is not None


def _fact(source: Source, kind: str, span: Span, value: str | float) -> Fact:
    words = source.text[slice(*span)]
    return Fact(kind=kind, text=words, value=value, span=span, whose=source.whose(span[0]), file=source.file)


def _value(mention: Mention, year: int | None) -> str | float | None:  # noqa: PLR0911  one line per kind of fact
    """Write a value as the contract does; None where the words name no single one."""
    if isinstance(mention.value, DatePoint):
        return _date(mention.value, year)
    if mention.kind is MentionKind.IDENTIFIER:
        return mention.text
    if not isinstance(mention.value, (int, Decimal)):
        return None
    if mention.kind is MentionKind.PERCENT:
        return f"{_plain(mention.value)}%"
    if mention.kind is MentionKind.MONEY:
        cents = mention.value != int(mention.value) or _cents().search(mention.text)
        return f"{mention.unit} {f'{mention.value:.2f}' if cents else int(mention.value)}"
    if mention.kind is MentionKind.DURATION:
        return _duration(mention)
    return int(mention.value) if mention.value == int(mention.value) else float(mention.value)


@cache
def _cents() -> re.Pattern[str]:
    return re.compile(r"[.,]\d\d(?!\d|,\d)")


def _plain(number: int | Decimal) -> str:
    return str(int(number)) if number == int(number) else f"{number:f}".rstrip("0")


def _date(point: DatePoint, year: int | None) -> str | None:
    day = day_of(point, year)
    if day is not None:
        return day.isoformat()
    if point.month is None:
        return str(point.year) if point.year else None
    known = point.year or point.year_hint
    if known is not None and point.day is None:
        return f"{known:04}-{point.month:02}"
    return f"--{point.month:02}-{point.day:02}" if point.day is not None and known is None else None


@cache
def _unit() -> re.Pattern[str]:
    known = sorted((*_UNITS, *_SHORT), key=len, reverse=True)
    return re.compile(r"(?<![a-z])(" + "|".join(word.replace(" ", r"[\s-]") for word in known) + r")(?:s|'s|s')?\b", re.IGNORECASE)


def _duration(mention: Mention) -> str | None:
    """Write a duration with the unit its words name: "48 hours"."""
    written = " ".join(mention.phrase.lower().replace("-", " ").split())
    found = _unit().search(" ".join(mention.text.lower().replace("-", " ").split())) or _unit().search(written)
    unit = _SHORT.get(found[1], found[1]) if found else {"second": "second", "month": "month"}.get(mention.unit or "", mention.unit)
    if unit is None or not isinstance(mention.value, (int, Decimal)):
        return None
    one, measured_in = canonical_duration(1, unit)
    if measured_in != mention.unit:
        return None
    amount = Decimal(mention.value) / Decimal(one)
    return f"{_plain(amount)} {unit}{'' if amount == 1 else 's'}"
