"""The shapes in which people write numbers. In: nothing, or a folded text. Out: patterns, and where a number may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from escalate_ai.text.mention import Bound
from escalate_ai.text.number_words import CARDINAL, CURRENCY_CODES, ORDINALS, SEVERAL, WORDS, cardinal_value
from escalate_ai.text.vocabulary import Openers

_LAKHS = r"\d{1,2}(?:,\d\d){1,4},\d{3}(?:\.\d{1,2})?(?!\d)"
AMOUNT = rf"(?:{_LAKHS}|" + r"\d{1,3}(?:[,.']\d{3}){1,6}(?:[.,]\d{1,4})?(?!\d)|\d{1,18}(?:[.,]\d{1,6})?(?!\d))"
_SIGN = r"(?:Rs\.?|Dhs?\.?|MX\$|US\$|CA\$|C\$|AU\$|A\$|S\$|R\$|[$€£¥₹₺])"
_CODES = "|".join(CURRENCY_CODES)
_SPACED = rf"(?:\d{{1,3}}(?:\s\d{{3}}){{1,3}}(?:[.,]\d\d)?(?!\d)|{AMOUNT})"
_THOUSANDS_APART = r"[1-9]\d{0,2}(?:[ ]\d{3}){1,3}(?![\d.,:/-]\d|\d|[ ]?(?:ml|cl|l|g|mg|kg|mm|cm|m|oz|lb|mah|w|v)\b)"
"""1 236: no two numbers, unless the second is a measure ("12 500 ml bottles")."""
_ONE_TO_NINE = r"one|two|three|four|five|six|seven|eight|nine|an?|[1-9]"
_SMALL_SHARE = r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty"
_NO_TIME = r"(?!\s(?:days|weeks|months|years|hours|minutes)\b)"
_PARTS_OF = (
    rf"(?P<top>{_ONE_TO_NINE})[-\s](?P<bottom>third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:s?(?=\s(?:of|the|our)(?!\w))|s(?!\w))"
    rf"|(?P<one>one)\s[a-z]{{3,14}}\sin\s(?P<in>{_SMALL_SHARE}|\d0{{1,2}})(?=\s[a-z]|[.,;:)]){_NO_TIME}"
    rf"|(?P<out>one|two|three|four|five|six|seven|eight|nine|[1-4])\sin\s(?P<of>{_SMALL_SHARE}|\d{{1,3}})(?=\s[a-z]){_NO_TIME}"
)
_UNITS = r"seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|fortnights?|months?|quarters?|years?|yrs?|decades?"


@cache
def candidate() -> re.Pattern[str]:
    """Anything that may begin a number, money first."""
    return re.compile(
        # the first letter of anything below, lower case: most places of a text fail here at once
        rf"(?=[\d$€£¥₹₺A-Zabdefhnostz])(?<![\w#])(?<![A-Za-z]-)(?<!\d[.,/:])(?<!\w/)(?:"
        rf"(?P<money>(?:(?P<sign>{_SIGN})\s?|(?P<code>{_CODES})\s?(?:\$\s?)?)(?P<amount>{_SPACED})(?P<scale>\s?(?:k|K|m|M|thousand|million)\b)?)"
        rf"|(?P<money_after>(?P<amount_before>{_SPACED})\s?(?:(?P<sign_after>[€£¥₹₺]|zł|kr\b|TL\b)|(?P<code_after>{_CODES})\b))"
        rf"|(?P<nth>\d{{1,4}}(?:st|nd|rd|th))(?!\w)"
        rf"|(?P<fraction>(?i:{_PARTS_OF}))"
        rf"|(?P<digits>{_THOUSANDS_APART}|{AMOUNT})(?P<plus>\+)?(?P<thousands>[kK])?(?=(?:h|hrs?|days?)?(?![\w/]|[.,:]\d))"
        rf"|(?P<words>(?i:{CARDINAL}))(?!\w)"
        rf"|(?P<ordinal>(?i:{'|'.join(ORDINALS)}))(?![\w-])"
        r"|(?P<several>(?i:twice|thrice|both|an?\s(?:couple|pair)\sof|dozens\sof|hundreds\sof|thousands\sof|half\sof|half(?=\s(?:the|our|each|apiece)\b)|a\squarter\sof))(?!\w)"
        r"|(?P<half_of>(?i:half\san?))(?=\s(?:hour|day|week|month|year)(?!\w))"
        r"|(?P<article>(?i:an?))\s(?=(?:(?:full|whole|business|working|calendar)\s)?(?:minute|hour|day|week|fortnight|month|quarter|year|decade)(?![\w-])))"
    )


_NUMBER_WORDS = frozenset({*WORDS, *ORDINALS, *SEVERAL})
_CURRENCIES = frozenset({*CURRENCY_CODES, "Rs", "Dh", "Dhs", "MX", "US", "CA", "C", "AU", "A", "S", "R"})
"""The codes, and the letters of the signs."""


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z]*")


def _opens(word: str) -> bool:
    """Tell whether a candidate may begin with a word of ASCII: a digit, a number word, a currency with or without its amount."""
    letters = _letters().match(word)
    return word[0].isdigit() or word.lower() in _NUMBER_WORDS or (letters is not None and letters[0] in _CURRENCIES)


_OPENERS = Openers(_opens)


def candidates(plain: str) -> Iterator[re.Match[str]]:
    """Find every candidate of a folded text; plain ASCII is tried only where a word or a dollar stands with which one may begin."""
    if not plain.isascii():
        found = candidate().search(plain)
        while found:
            yield found
            found = candidate().search(plain, end_of(found))
        return
    places: Sequence[int] = _OPENERS.places(plain)
    if "$" in plain:
        places = sorted((*places, *(place for place, char in enumerate(plain) if char == "$")))
    end = 0
    for start in places:
        match = candidate().match(plain, start) if start >= end else None
        if match:
            end = end_of(match)
            yield match


def end_of(match: re.Match[str]) -> int:
    """Give where a number ends: of "five and ten days" the first is five."""
    found = cardinal_value(match["words"]) if match["words"] else None
    return match.start("words") + found[1] if found else match.end()


@cache
def unit_after() -> re.Pattern[str]:
    """What makes the number before it a percentage, an amount or a duration."""
    return re.compile(
        r"(?P<points>\s(?:percentage|percent|%)[\s-]points?(?!\w)|\s?pp(?!\w))|(?P<percent>\s?%|\s(?:percent|per\scent|pct)(?!\w))"
        r"|(?P<money>\s(?:US\s)?(?P<name>dollars?|euros?|pounds?(?:\ssterling)?|cents|yen|rupees?|zlot(?:y|ys|ych)|kronor|dirhams?|riyals?|reais)(?!\w))"
        rf"|(?P<half>\sand\sa\shalf)?[\s-]?(?P<kind>(?:full|whole|consecutive|calendar|business|working|more|straight|entire|further|additional|clear)[\s-])?"
        rf"(?P<unit>{_UNITS}|h)(?!\w)(?!-(?:to|old|end))",
        re.IGNORECASE,
    )


@cache
def and_a_half() -> re.Pattern[str]:
    """What makes one day "a day and a half"."""
    return re.compile(r"\sand\sa\shalf(?!\w)", re.IGNORECASE)


@cache
def compound() -> re.Pattern[str]:
    """The noun of "three-line checklist"."""
    return re.compile(r"-(?P<noun>[a-z]{3,20})(?![\w])")


@cache
def part_of() -> re.Pattern[str]:
    """What stands between a part and its whole: "twelve *of the 38* deliveries"."""
    return re.compile(
        rf"\s(?:out\s)?of\s(?:(?:all|the|these|those|our|its|their|your|his|her|my|first|last)\s){{0,3}}(?:(?P<whole>{AMOUNT}|{CARDINAL})(?=\s))?",
        re.IGNORECASE,
    )


@cache
def next_word() -> re.Pattern[str]:
    """One word after a number, on the same or the next line."""
    return re.compile(r"(?: |\n(?!\n))(?P<word>[A-Za-z][\w'-]{0,39})")


@cache
def in_range() -> re.Pattern[str]:
    """All that may stand between the two ends of a range."""
    return re.compile(r"\s?-\s?|\s(?:to|or)\s", re.IGNORECASE)


_BOUNDS = {
    Bound.MORE_THAN: r"more\sthan|over|above|in\sexcess\sof|exceed(?:ing|s|ed)?|beyond|>",
    Bound.AT_LEAST: r"at\sleast|(?:no|not|never)\s(?:(?:fewer|less)\sthan|under|below)|(?:a\s)?minimum\sof|upwards\sof|≥",
    Bound.LESS_THAN: r"less\sthan|fewer\sthan|under|below|not\s(?:quite|even)|(?:just\s)?(?:short|shy)\sof|<",
    Bound.AT_MOST: (
        r"at\smost|(?<!add\s)(?<!adds\s)(?<!sum\s)(?<!sums\s)up\sto"
        r"|(?:no|not|never)\s(?:more\sthan|over|above|beyond)|(?:a\s)?maximum\sof|not\sexceeding|≤"
    ),
    Bound.ABOUT: r"about|around|approximately|approx\.?|roughly|nearly|almost|some|close\sto|circa|ca\.|~|an\sestimated",
}
BOUND_OF = {
    f"b{place}": bound for place, bound in enumerate((Bound.AT_LEAST, Bound.AT_MOST, Bound.MORE_THAN, Bound.LESS_THAN, Bound.ABOUT))
}


@cache
def bound_before() -> re.Pattern[str]:
    """A hedge at the end of what stands before a number; "above the 2.5%" names that very number."""
    groups = "|".join(rf"(?P<{name}>{_BOUNDS[bound]})" for name, bound in BOUND_OF.items())
    return re.compile(rf"(?<!\w)(?:{groups})\s?(?:a\s)?$", re.IGNORECASE)


@cache
def handed() -> re.Pattern[str]:
    """What makes the "over" before a number part of its verb: "we handed over 130 late"."""
    return re.compile(r"(?<!\w)(?:hand|turn)(?:s|ed|ing)?\sover\s?$", re.IGNORECASE)


@cache
def reference() -> re.Pattern[str]:
    """What stands before the last figures of a number that names something: MD-24-0913, 07-12."""
    return re.compile(r"(?<![\w-])(?:[A-Za-z]{1,6}-\d{1,6}|0\d{1,5})-$")


@cache
def share_of_one() -> re.Pattern[str]:
    """What makes a fraction a small number of something: "a tenth of a star"."""
    return re.compile(r"\sof\san?\s(?P<noun>star|point|degree|millimetre|millimeter|gram|litre|liter|cent)(?!\w)", re.IGNORECASE)


@cache
def spreads() -> re.Pattern[str]:
    """What stands between the two ends of a change, of which the second leaves its unit out: "from 96 days in April to 241"."""
    return re.compile(r"^[^.;:!?\n]*\sto\s$")


@cache
def bound_after() -> re.Pattern[str]:
    """A hedge after a number and its noun."""
    return re.compile(
        r"\s(?:(?P<least>(?:or|and)\s(?:more|longer|above|over)(?!\sthan)|plus)|(?P<most>or\s(?:fewer|less|under)|at\smost))(?!\w)",
        re.IGNORECASE,
    )


@cache
def clock() -> re.Pattern[str]:
    """What makes a number the time of day."""
    return re.compile(
        r"\s?(?:[ap]\.?m\b|o'clock)|\s(?:in\sthe\s(?:morning|afternoon|evening)|at\snight)(?!\w)|\s?(?:to|until|till|and|-)\s?\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\b|o'clock)",
        re.IGNORECASE,
    )


@cache
def clock_before() -> re.Pattern[str]:
    """The same, before it: "half past six"."""
    return re.compile(r"(?<!\w)(?:half|quarter)\s(?:past|to)\s$", re.IGNORECASE)


@cache
def takes_up_span() -> re.Pattern[str]:
    """What stands between a span of time and the next number, which is one too."""
    return re.compile(r"^[^.;:!?\n]*(?<!\w)(?:after|within|another|took)\s$", re.IGNORECASE)


@cache
def quarters_before() -> re.Pattern[str]:
    """What makes an hour a part of one: "every quarter of an hour", "three quarters of an hour"."""
    return re.compile(r"(?<!\w)(?:(?P<n>two|three|2|3)\s)?quarters?\sof\s$", re.IGNORECASE)


@cache
def in_list() -> re.Pattern[str]:
    """What stands before the last of several numbers that share a noun."""
    return re.compile(r",?\s(?:and|or|&)\s", re.IGNORECASE)


@cache
def enumerator() -> re.Pattern[str]:
    """The number of a list's item, at the start of a line."""
    return re.compile(
        r"(?:^[ ]{0,12}(?:[-*#>]{1,4}[ ])?[\[(]?|(?<=[.;:!?][ ])[\[(]|(?<=[ \n])(?=\d{1,2}、))"
        r"(?P<n>\d{1,2})(?:[.)\]]{1,2}(?=\s)|、)",
        re.MULTILINE,
    )


@cache
def may_enumerate() -> re.Pattern[str]:
    """What every number of a list's item ends with: most texts have none."""
    return re.compile(r"\d[.)\]\u3001]")


@cache
def thousands_after() -> re.Pattern[str]:
    """A word behind digits that makes them thousands: "2 thousand", "1.2 lakh"."""
    return re.compile(r"\s(?P<scale>thousand|million|lakhs?|crores?)(?!\w)", re.IGNORECASE)


@cache
def street_after() -> re.Pattern[str]:
    """What makes the number before it that of a house: "12 Mill Lane"."""
    return re.compile(
        r",?\s(?:(?:[NSEW]\.?\s)?[A-Z][\w'.-]{1,20}\s){1,3}(?:Street|St|Lane|Ln|Road|Rd|Avenue|Ave|Boulevard|Blvd|Drive|Way|Close|Crescent|Terrace|Parkway|Pkwy|Highway|Hwy)(?!\w)"
    )


@cache
def article_before() -> re.Pattern[str]:
    """What makes "a week" a time span and not a rate."""
    return re.compile(
        r"(?<!\w)(?:within|for|in|after|over|about|than|under|took|takes|lasted|nearly|almost|least|around|approximately|every|of|inside)\s$",
        re.IGNORECASE,
    )


@cache
def article_after() -> re.Pattern[str]:
    """The same, after the unit."""
    return re.compile(
        r"\s(?:later|ago|after|before|earlier|or\slonger|from\sthe|apart|and\s(?:a|an|one|two|three|four|five|six|\d{1,2})\s(?:weeks?|days?|hours?))(?!\w)",
        re.IGNORECASE,
    )
