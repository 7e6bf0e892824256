"""The words by which people tell how often. In: `data/time_words.toml`. Out: lists and patterns, read once. Judges nothing."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from escalate_ai.text.anycase import AnyCase
from escalate_ai.text.number_words import CARDINAL, ORDINALS
from escalate_ai.text.vocabulary import Openers


@dataclass(frozen=True, slots=True)
class FrequencyWords:
    """The lists of the data file."""

    seconds: dict[str, int]
    months: dict[str, int]
    adverbs: dict[str, str]
    steps: dict[str, int]
    no_frequency: tuple[str, ...]
    no_turns: frozenset[str]
    no_adverb: tuple[str, ...]
    paid: tuple[str, ...]
    same: dict[str, str]
    weekdays: tuple[str, ...]


@cache
def frequency_words() -> FrequencyWords:
    """Give the lists of the data file, read once."""
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "time_words.toml").read_text("utf-8"))
    told = raw["recurring"]
    return FrequencyWords(
        seconds=dict(told["seconds"]),
        months=dict(told["months"]),
        adverbs=dict(told["adverbs"]),
        steps=dict(told["steps"]),
        no_frequency=tuple(told["no_frequency"]),
        no_turns=frozenset(told["no_turns"]),
        no_adverb=tuple(told["no_adverb"]),
        paid=tuple(told["paid"]),
        same=dict(told["same"]),
        weekdays=tuple(raw["weekdays"]),
    )


@cache
def paid() -> re.Pattern[str]:
    """Words of paying right before a period."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(frequency_words().paid)})(?:\s[^\s.,;:]+){{0,2}}\s$", re.IGNORECASE)


@cache
def often_behind() -> re.Pattern[str]:
    """How often within the period: "every hour the file is updated four times"."""
    return re.compile(rf"(?:,?\s[a-z-]+){{1,7}}\s(?P<n>twice|thrice|{_count()}\stimes)(?!\w)", re.IGNORECASE)


@cache
def money() -> re.Pattern[str]:
    """An amount right before a period."""
    codes = r"(?:[$€£¥₹₺]|zł|(?<![A-Z])(?:EUR|USD|GBP|MXN|INR|SGD|CZK|SEK|PLN|BRL|AED|SAR|TRY|ZAR|JPY|R|A\$|S\$))"
    return re.compile(rf"{codes}\s?\d[\d.,]*\s(?:in\s)?(?:\S+\s)?$|\d[\d.,]*\s?(?:[€£₺]|zł|EUR|kr|dollars|euros|pounds)\s(?:\S+\s)?$")


@cache
def per() -> re.Pattern[str]:
    """How a period is told of: "a week", "per month"."""
    return re.compile(rf"(?<!\w)(?:an?|per|each|every)\s(?:{_periods()})(?!\w)", re.IGNORECASE)


_BEFORE_PERIOD = Openers(lambda word: word.lower() in {"a", "an", "per", "each", "every"})


def tells_of_period(text: str) -> bool:
    """Say whether a text tells of something a week, per month."""
    if not text.isascii():
        return per().search(text) is not None
    return any(per().match(text, place) for place in _BEFORE_PERIOD.places(text))


@cache
def adverb() -> re.Pattern[str]:
    """Adverbs of time, also of what is paid."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(frequency_words().adverbs)})(?!\w)", re.IGNORECASE)


@cache
def may_tell() -> AnyCase:
    """What any frequency holds: looked for first, for most texts tell of none."""
    told = re.compile(
        r"(?<!\w)(?:every|each|once|twice|thrice|times?|(?:end|start|beginning|close)\sof|of\s(?:the|an?y?)\s(?:week|month|quarter|year)|(?:dai|night|week|month|quarter|year|annual|hour)ly)(?!\w)"
        r"|(?:mon|tues|wednes|thurs|fri|satur|sun|week)day|(?:days|nights|afternoons|mornings|evenings)\s(?:an?|per)\s",
        re.IGNORECASE,
    )
    return AnyCase(told)


_ADVERBS = ("hourly", "daily", "nightly", "weekly", "monthly", "quarterly", "yearly", "annually")
_PLACES = ("end", "start", "beginning", "close", "week", "month", "quarter", "year")
_TELLING = frozenset(["every", "each", "once", "twice", "thrice", "time", "times", *_PLACES, *_ADVERBS])
_ENDS = ("days", "nights", "afternoons", "mornings", "evenings")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekday")
_OPENERS = Openers(lambda word: (low := word.lower()) in _TELLING or low.endswith(_ENDS) or any(day in low for day in _DAYS))


def tells(text: str) -> bool:
    """Say whether `may_tell` stands in a text; one that holds none of its words is not looked through."""
    return (not text.isascii() or bool(_OPENERS.places(text))) and may_tell().stands_in(text)


@cache
def _weekdays() -> str:
    return "|".join(frequency_words().weekdays)


@cache
def _periods() -> str:
    return "|".join([*frequency_words().seconds, *frequency_words().months])


@cache
def _count() -> str:
    return rf"(?:\d{{1,3}}|{CARDINAL})"


@cache
def frequency() -> AnyCase:
    """Everything by which a text tells how often."""
    days, periods, count = _weekdays(), _periods(), _count()
    ordinals = "|".join(ORDINALS)
    adverbs = "|".join(frequency_words().adverbs)
    told = re.compile(
        rf"(?<![\w-])(?:(?P<place>{ordinals}|last)\s(?P<place_day>{days}|(?:working|business)\sday)\s(?:of|in)\s(?:each|every|the|a|any)\s"
        r"(?P<place_per>week|month|quarter|year)"
        r"|at\sthe\s(?:end|start|beginning|close)\sof\s(?:each|every|the)\s(?P<end_per>day|week|month|quarter|year)"
        rf"|(?:every|each)\s(?P<step>other|alternate|{ordinals}|\d{{1,3}}(?:st|nd|rd|th)?|{count})\s(?:(?:working|business)\s)?(?P<step_of>[a-z]{{3,14}})"
        rf"|(?:every|each)\s(?:single\s|(?:working|business)\s)?(?P<per>{days}|{periods})(?!-)(?!\s(?:{'|'.join(frequency_words().no_frequency)})(?!\w))"
        rf"|(?P<times>once|twice|thrice|one\stime|{count}\stimes)\s(?:(?:in|during)\s)?(?:an?|per|each|every|one)\s(?:(?:working|business|calendar)\s)?(?P<times_per>{periods})"
        rf"|(?:(?P<before>once|twice|thrice|{count}\stimes|{count}(?!\s(?:once|twice|{count})\s))\s(?:[a-z]{{3,14}}\s)?)?(?P<adverb>{adverbs})(?!-)(?!\s(?:{'|'.join(frequency_words().no_adverb)})(?!\w))"
        rf"|(?P<parts>{count})\s(?:days|mornings|afternoons|evenings|nights|weekdays)\s(?:an?|per|each|every)\s(?P<parts_per>week|month)"
        rf"|(?P<from>(?:{days})\s?(?:to|through|until|till|-)\s?(?:{days}))"
        rf"|(?:{days})s(?:\s(?:and|or)\s(?:{days})s)?|(?:on\s)?(?:most\s)?weekdays|on\s(?:a|any)\s(?:{days})"
        r")(?!\w)",
        re.IGNORECASE,
    )
    return AnyCase(told)


@cache
def part_of_day() -> re.Pattern[str]:
    """The part of the day that follows a weekday."""
    return re.compile(r"\s(?:morning|evening|afternoon|night|at\snoon)(?!\w)", re.IGNORECASE)


@cache
def rates() -> re.Pattern[str]:
    """So many in a period, "two a day to one"."""
    return re.compile(
        rf"(?<![\w-])(?:(?P<n>{_count()}|once|twice)\s(?:[a-z]+\s){{0,4}})?(?:in\s)?(?:an?|per|each|every)\s(?P<per>{_periods()})(?!\w)"
        rf"(?:\sto\s(?P<to>{_count()})(?!\w))?",
        re.IGNORECASE,
    )


@cache
def before_noun() -> re.Pattern[str]:
    """A weekday or part of the day before what is done then: "Monday checks", "evening collections"."""
    return re.compile(
        rf"(?<!the\s)(?<![\w-])(?P<word>{_weekdays()}|evening|morning|night)\s(?=[a-z]{{3}})(?!to\s|through\s|until\s|and\s|of\s)",
        re.IGNORECASE,
    )


@cache
def ordinal() -> re.Pattern[str]:
    """One day of several: "the first", "the 15th"."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(ORDINALS)}|last|\d{{1,2}}(?:st|nd|rd|th))(?!\w)", re.IGNORECASE)


@cache
def several_days() -> re.Pattern[str]:
    """Several days of one period: "the first and the third Saturday of each month", "the 1st and 15th of every month"."""
    place = rf"(?:the\s)?{ordinal().pattern}"
    return re.compile(
        rf"(?P<days>{place}(?:,\s{place}){{0,3}},?\sand\s{place})(?:\s(?:{_weekdays()}|(?:working|business)\sday))?\s(?:of|in)\s(?:each|every|the|a)\s"
        r"(?P<per>week|month|quarter|year)(?!\w)",
        re.IGNORECASE,
    )


@cache
def clock() -> re.Pattern[str]:
    """A time of day."""
    return re.compile(
        r"(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)|(?<![\d:])\d{1,2}\s?[ap]\.?m(?!\w)|(?<!\w)(?:at|and)\snoon(?!\w)", re.IGNORECASE
    )
