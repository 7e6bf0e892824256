"""The shapes in which people write dates. In: nothing. Out: compiled patterns over folded text, compiled on first use. Touches nothing.

Every repeat is bounded, so that no text makes them backtrack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from escalate_ai.text.vocabulary import Openers

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
"""Every spelling of a month, lower case, with its number."""

MONTH_STEMS = tuple(sorted({name[:3] for name in MONTHS}))
"""What every spelling of a month begins with, lower case."""

MONTH_NAME = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_SUFFIX = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d\d|'\d\d)(?![\w%]|[.,/]\d|-\d)"
_NO_MORE = r"(?![\w%$]|[.,/:]\d)"
_LIST = r"\s?,\s{0,2}(?:(?:and|or|on|to)\s{1,2})?(?:the\s)?|\s{1,2}(?:and|or|&)\s{1,2}(?:on\s)?(?:the\s)?"
_RANGE = r"\s?-\s?|\s{1,2}(?:to|through|thru|until|till)\s{1,2}(?:the\s)?"


@cache
def digits() -> re.Pattern[str]:
    """Some digits: without them a text has no dates but bare months."""
    return re.compile(r"\d+")


@cache
def joined_digits() -> re.Pattern[str]:
    """What every date in digits has."""
    return re.compile(r"\d[/.-]\d")


@cache
def day_first() -> re.Pattern[str]:
    """14 August 2026, 16th of April, 3 of June of 2026, 3-5 August, 14-Aug-2026."""
    return re.compile(
        rf"(?=\d)(?<![\w/:$])(?<!\d[.,-])(?P<days>(?:{_DAY}{_SUFFIX}(?:{_LIST}|{_RANGE})){{0,9}})"
        rf"(?P<last>(?P<d>{_DAY})(?P<s>{_SUFFIX})(?P<of>\s{{1,2}}of)?(?:\s{{1,2}}|-)(?P<m>{MONTH_NAME})(?!\w)\.?"
        rf"(?:(?:,?\s{{1,2}}(?:of\s)?|-)(?P<y>{_YEAR})|(?<=[a-z])-(?P<yy>\d\d)(?![\w-]))?)",
        re.IGNORECASE,
    )


_MONTH_FIRST = (
    rf"(?=[abdefjlmnost])(?<!\w)(?:(?P<part>early|mid|late|(?:the\s)?(?:beginning|start|middle|end)\sof)[\s-]{{1,2}})?(?P<m>{MONTH_NAME})(?!\w)\.?"
    rf"(?:(?:\s{{1,2}}|-)(?:the\s)?(?P<d>{_DAY})(?P<s>{_SUFFIX})(?:,?\s{{0,2}}(?P<y>{_YEAR})|-(?P<hy>{_YEAR})|{_NO_MORE})"
    rf"|,?(?:\s{{1,2}}|-)(?:of\s)?(?P<my>{_YEAR}))?"
)


@cache
def month_first() -> re.Pattern[str]:
    """August 14, 2026; Aug. 14; August 2026; mid-August; August: in a text made lower case, where exact letters fail faster."""
    return re.compile(_MONTH_FIRST)


@cache
def month_first_any_case() -> re.Pattern[str]:
    """Find the same in a text as it stands, whose lower case might be of another length."""
    return re.compile(_MONTH_FIRST, re.IGNORECASE)


_MONTH_WORDS = Openers(lambda word: word.lower() in MONTHS)
_BEFORE_MONTHS = frozenset({"early", "mid", "late", "the", "beginning", "start", "middle", "end"})
_OPENERS = Openers(lambda word: word.lower() in MONTHS or word.lower() in _BEFORE_MONTHS)


def names_month(plain: str) -> bool:
    """Tell whether a month may stand in a text, and not only the beginning of one, as in "decision"."""
    return not plain.isascii() or bool(_MONTH_WORDS.places(plain))


def months_first(plain: str) -> Iterator[re.Match[str]]:
    """Find `month_first` everywhere in a text; plain ASCII is tried only where a word stands with which it may begin."""
    if not plain.isascii():
        yield from month_first_any_case().finditer(plain)
        return
    low, end = plain.lower(), 0
    for start in _OPENERS.places(plain):
        match = month_first().match(low, start) if start >= end else None
        if match:
            end = match.end()
            yield match


@cache
def next_day() -> re.Pattern[str]:
    """What continues "August 3": "-5, 2026", ", 5" and " and 9"."""
    return re.compile(
        rf"(?:(?P<range>{_RANGE})|{_LIST})(?P<item>(?P<d>{_DAY})(?P<s>{_SUFFIX})(?:,?\s{{0,2}}(?P<y>{_YEAR})|{_NO_MORE}))", re.IGNORECASE
    )


@cache
def listed_day() -> re.Pattern[str]:
    """One day of the list before "9 August"."""
    return re.compile(rf"(?P<d>{_DAY}){_SUFFIX}", re.IGNORECASE)


@cache
def digits_only() -> re.Pattern[str]:
    """2026-08-14, 14/08/2026, 8/14/26, 14.08.2026."""
    return re.compile(
        r"(?=\d)(?<![\w/-])(?<!\d\.)(?:(?P<iy>(?:19|20)\d\d)(?P<isep>[-/.])(?P<im>\d{1,2})(?P=isep)(?P<id>\d{1,2})(?!\d|[-/]\w|\.\d)"
        r"|(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{2})(?![\w/-]|\.\d))"
    )


@cache
def lone_year() -> re.Pattern[str]:
    """2017, a year if the word before says so."""
    return re.compile(r"(?=[12])(?<![\w.,/$])(?:19|20)\d\d(?![\w%/$]|[.,]\d|-\d{1,2}(?!\d))")


@cache
def leads_year() -> re.Pattern[str]:
    """The word that makes the number after it a year, at the end of what stands before."""
    return re.compile(
        r"(?<!\w)(?P<word>in|since|of|during|from|until|till|by|through|throughout|before|after|between|early|late|mid|end|year|years|fiscal|q[1-4]|\("
        r"|the|our|its|their|spring|summer|autumn|fall|winter|quarter|(?:(?:19|20)\d\d\s)(?:to|and|or))[\s-]{0,2}$",
        re.IGNORECASE,
    )


@cache
def year_beside() -> re.Pattern[str]:
    """What shows behind a number that it is one year of several, or that of a paper: "2024 and 2025", "the 2023 catalogue"."""
    return re.compile(
        r"(?:,|,?\s(?:and|or|to|&))\s(?:19|20)\d\d(?![\w%/$]|[.,]\d)"
        r"|\s(?:catalogue|catalog|edition|model|season|harvest|vintage|accounts|books|report|issue|price\slist)(?!\w)"
    )


@cache
def year_before() -> re.Pattern[str]:
    """The same before it: the first of two years."""
    return re.compile(r"(?<![\w.,/$])(?:19|20)\d\d(?:,|,?\s(?:and|or|to|&))\s$")


@cache
def no_year() -> re.Pattern[str]:
    """What makes the number before it no year: the other end of a range of things counted."""
    return re.compile(r"\s(?:and|to|or|-)\s\d{1,3},\d{3}(?!\d)")


@cache
def this_year() -> re.Pattern[str]:
    """What says that a date is of the year of writing, whatever year stands before it: "until the end of August this year"."""
    return re.compile(r"\s(?:of\s)?(?:this|the\scurrent)\syear(?!\w)", re.IGNORECASE)


@cache
def same_month() -> re.Pattern[str]:
    """What follows a day whose month was named before: "on the 23rd of the same month"."""
    return re.compile(r"\sof\s(?:the\ssame|that(?:\ssame)?)\smonth(?!\w)", re.IGNORECASE)


@cache
def ordinal() -> re.Pattern[str]:
    """What every day has that stands alone."""
    return re.compile(r"\d(?:st|nd|rd|th)", re.IGNORECASE)


@cache
def lone_day() -> re.Pattern[str]:
    """Find the day in "on the 14th", where no noun follows that it could count."""
    return re.compile(
        rf"(?<!\w)on\sthe\s(?P<d>{_DAY})(?:st|nd|rd|th)(?=\s?[.,;:)]|\s?$|\sof\s(?:that|the(?:\ssame)?|each|every)\smonth|\sand\s(?:on\s)?the\s\d)"
        rf"|(?<=(?:st|nd|rd|th)\sand\sthe\s)(?P<d2>{_DAY})(?:st|nd|rd|th)(?=\s?[.,;:)]|\s?$)",
        re.IGNORECASE,
    )


@cache
def quarter() -> re.Pattern[str]:
    """Q3 2026, the third quarter of 2026."""
    return re.compile(
        r"(?<!\w)(?:Q(?P<q>[1-4])|(?:the\s)?(?P<w>first|second|third|fourth|last)\squarter)[\s,/]{1,2}(?:of\s)?(?P<y>(?:19|20)\d\d)(?!\w)",
        re.IGNORECASE,
    )


@cache
def month_before() -> re.Pattern[str]:
    """A month right before a day, at the end of what stands there: the day is its, and not the next month's."""
    return re.compile(rf"(?<!\w){MONTH_NAME}\.?\s$", re.IGNORECASE)


@cache
def introduces_month() -> re.Pattern[str]:
    """A word that makes a bare "May" or "August" a month, at the end of what stands before it."""
    return re.compile(
        r"(?<!\w)(?:in|since|during|of|until|till|by|from|through|throughout|for|before|after|between|this|last|next|each|every)\s{1,2}$",
        re.IGNORECASE,
    )


@cache
def joins_months() -> re.Pattern[str]:
    """What follows a bare month where another month ends the range: "March to August 2026"."""
    return re.compile(rf"(?:{_LIST}|{_RANGE})(?:early\s|mid-?|late\s)?{MONTH_NAME}(?!\w)", re.IGNORECASE)


@cache
def joins_dates() -> re.Pattern[str]:
    """What may stand between two dates of one list or range, the whole of it."""
    return re.compile(
        r"\s?(?:[,-]|,?\s?(?:and|or|to|through|thru|until|till|then|&)(?:\s(?:then|again|from))?|and\sagain)"
        r"\s{1,2}(?:(?:on|in|by|of)\s)?(?:the\s)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?|\s?[-,]\s?",
        re.IGNORECASE,
    )
