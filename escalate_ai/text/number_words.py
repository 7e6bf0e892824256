"""Number words, units and nouns. In: words. Out: values and canonical units. Reads data/number_words.toml once; touches nothing else."""

# ruff: noqa: PLR2004 -- lengths of words and digit groups are facts of writing, plain where they stand
from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

Number = int | Decimal
"""Whole numbers as int, so that 2 and 2.0 are one value with one spelling."""

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TEENS = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]

WORDS: dict[str, int] = (
    {"zero": 0, "a": 1, "an": 1}
    | {word: value for value, word in enumerate([*_ONES, *_TEENS], start=1)}
    | {word: 10 * value for value, word in enumerate(_TENS, start=2)}
)
"""Number words up to ninety and their values."""

ORDINALS: dict[str, int] = {word: value for value, word in enumerate(_ORDINALS, start=1)}

SEVERAL = {"twice": 2, "thrice": 3, "both": 2, "dozens": 24, "hundreds": 200, "thousands": 2000, "half": 50}
"""Words that say a number without being one; half in percent."""

_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}

THOUSANDS = {"thousand": 1000, "million": 1_000_000, "lakh": 100_000, "crore": 10_000_000}
"""Words behind digits that multiply them."""

_SECONDS = {
    "second": 1,
    "sec": 1,
    "minute": 60,
    "min": 60,
    "hour": 3600,
    "hr": 3600,
    "h": 3600,
    "day": 86400,
    "week": 604800,
    "wk": 604800,
    "fortnight": 1209600,
}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "yr": 12, "decade": 120}
DURATION_UNITS = frozenset(_SECONDS) | frozenset(_MONTHS) | {"business day"}

_RUPEES = {"Rs": "INR", "Rs.": "INR", "₹": "INR"}
_DIRHAMS = {"Dhs": "AED", "Dhs.": "AED", "Dh": "AED"}
CURRENCY_SIGNS = (
    _RUPEES
    | _DIRHAMS
    | {"₺": "TRY", "TL": "TRY"}
    | {"€": "EUR", "£": "GBP", "¥": "JPY", "zł": "PLN", "kr": "SEK", "R$": "BRL", "MX$": "MXN"}
    | {
        f"{prefix}$": code
        for code, prefixes in {"USD": ("US", "U.S. "), "CAD": ("C", "CA", "CAD "), "AUD": ("A", "AU"), "SGD": ("S",)}.items()
        for prefix in prefixes
    }
)
"""What a sign means wherever it stands; a bare "$" means what the marketplace says."""

CURRENCY_CODES = (
    "USD",
    "EUR",
    "GBP",
    "CAD",
    "AUD",
    "SGD",
    "JPY",
    "INR",
    "MXN",
    "BRL",
    "SEK",
    "PLN",
    "TRY",
    "AED",
    "SAR",
    "EGP",
    "ZAR",
    "CHF",
)
_CURRENCY_NAMES = {
    "cents": "",
    "dollar": "",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    "rupee": "INR",
    "zlot": "PLN",
    "kron": "SEK",
    "dirham": "AED",
    "riyal": "SAR",
    "reais": "BRL",
}
"""Names of currencies by how they begin; an empty code is the marketplace's own dollar."""

CONTINENTAL = frozenset({"EUR", "SEK", "PLN", "BRL", "TRY"})
"""Currencies whose countries write 1.736,40."""

CARDINAL = (
    r"(?:(?:{t}(?:[-\s]{u})?|{n})(?:\s(?:hundred|thousand|million|dozen)\b)?"
    r"|an?\s(?:hundred|thousand|million|dozen)\b|half\sa\sdozen\b)"
    r"(?:\s(?:thousand|million)\b)?(?:(?:\sand)?\s(?:{t}(?:[-\s]{u})?|{n})\b(?:\shundred\b)?){{0,3}}"
).format(
    t="(?:" + "|".join(_TENS) + ")",
    u="(?:" + "|".join(_ONES[:9]) + ")",
    n="(?:" + "|".join(sorted(["zero", *_ONES, *_TEENS], key=len, reverse=True)) + ")",
)
"""A number in words, rather too wide: `cardinal_value` reads as much of it as is one number."""


@dataclass(frozen=True, slots=True)
class NumberLists:
    """The word lists of the data file."""

    labels: frozenset[str]
    weak_labels: frozenset[str]
    stops: frozenset[str]
    many: frozenset[str]
    filed_under: frozenset[str]
    """What "under" a number of is no limit."""
    idioms: re.Pattern[str]


@cache
def number_lists() -> NumberLists:
    """Give the word lists, read once."""
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "number_words.toml").read_text(encoding="utf-8"))
    idioms = sorted(
        (re.escape(idiom.lower()).replace(r"\-", r"[-\s]").replace(r"\ ", r"\s") for idiom in raw["idioms"]), key=len, reverse=True
    )
    return NumberLists(
        labels=frozenset(raw["labels"]),
        weak_labels=frozenset(raw["weak_labels"]),
        stops=frozenset(raw["stops"]),
        many=frozenset(raw["many"]),
        filed_under=frozenset(raw["filed_under"]),
        idioms=re.compile(rf"(?<![\w-])(?:{'|'.join(idioms)})(?!\w)"),
    )


def number_word(number: int) -> str:
    """Write a count as letters do: "three" up to twelve, digits with commas beyond and below zero."""
    if 1 <= number <= len(_ONES):
        return _ONES[number - 1]
    return "zero" if number == 0 else f"{number:,}"


def cardinal_value(words: str) -> tuple[int, int] | None:
    """Read the number words at the start; gives the value and how many characters it takes, None where there is no number.

    "one hundred and forty" is 140; "two and three" is 2, since nothing smaller follows a ones place but a scale.
    """
    if words[:1] in {"h", "H"} and re.match(r"half\sa\sdozen\b", words, re.IGNORECASE):
        return 6, len("half a dozen")
    total, part, end = 0, 0, 0
    last = "start"
    for match in _LETTERS.finditer(words):
        word = match[0].lower()
        if word == "and" and last in {"hundred", "thousand"}:
            continue
        if word in _SCALES and last != "start" and not (word == "hundred" and last == "hundred") and last != "dozen":
            scale = _SCALES[word]
            total, part = (total + part * scale, 0) if scale >= 1000 else (total, part * scale)
            last = "thousand" if scale >= 1000 else word
        elif word in WORDS and _follows(last, WORDS[word], word):
            part += WORDS[word]
            last = "tens" if WORDS[word] >= 20 else "ones"
        else:
            break
        end = match.end()
    return (total + part, end) if end else None


_LETTERS = re.compile(r"[A-Za-z]+")


def _follows(last: str, value: int, word: str) -> bool:
    """Tell whether a number word can continue a number whose last word was of that sort."""
    if last == "tens":
        return 1 <= value <= 9 and word not in {"a", "an"}
    return last == "start" or (last in {"hundred", "thousand"} and value > 0 and word not in {"a", "an"})


def canonical_duration(amount: Number, unit: str) -> tuple[Number, str]:
    """Give a duration in the unit it is compared by: 48, "hour" and 2, "day" are both (172800, "second").

    Seconds to weeks convert exactly; quarters and years become months; "business day" stays what it is.

    Raises:
        KeyError: The unit is none of these.

    """
    if unit == "business day":
        return whole(amount), unit
    if unit in _MONTHS:
        return whole(amount * _MONTHS[unit]), "month"
    return whole(amount * _SECONDS[unit]), "second"


def whole(amount: Number) -> Number:
    """Give an int where the value is whole."""
    return int(amount) if amount == int(amount) else amount


def parse_amount(digits: str, *, continental: bool) -> Number:
    """Read digits with separators: the last of two kinds is the decimal one, three digits after a comma are thousands."""
    plain = digits.replace("'", "").replace(" ", "").replace("\n", "")
    dots, commas = plain.count("."), plain.count(",")
    if dots and commas:
        decimal = max(plain.rfind("."), plain.rfind(","))
        plain = plain[:decimal].replace(".", "").replace(",", "") + "." + plain[decimal + 1 :].replace(",", "").replace(".", "")
    elif dots + commas > 1:
        plain = plain.replace(".", "").replace(",", "")
    elif commas or (dots and continental):
        head, _, tail = plain.replace(",", ".").partition(".")
        plain = head + tail if len(tail) == 3 and head != "0" else f"{head}.{tail}"
    return whole(Decimal(plain))


def currency_of(name: str, currency: str) -> str:
    """Give the code of a currency by its name in lower case; of a dollar or cents that of the marketplace, where it has them."""
    code = next(code for opening, code in _CURRENCY_NAMES.items() if name.startswith(opening))
    return code or (currency if currency.endswith("D") or (name == "cents" and currency == "EUR") else "USD")


_IRREGULAR = {
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "feet": "foot",
    "criteria": "criterion",
    "invoices": "invoice",
    "knives": "knife",
    "shelves": "shelf",
    "leaves": "leaf",
    "loaves": "loaf",
    "halves": "half",
    "scarves": "scarf",
    "calves": "calf",
    "hooves": "hoof",
    "wolves": "wolf",
    "thieves": "thief",
}


@lru_cache(maxsize=4096)
def lemma(noun: str) -> str:
    """Give a noun in the singular, lower case: "deliveries" is "delivery"."""
    if noun[:-1].isupper() and noun.endswith("s") and len(noun) > 2:
        return noun[:-1].lower()
    word = noun.lower().strip("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word
