"""Rates: how much in what time. In: a number with its sentence, the texts of a case. Out: the place of the rate, or whether it is possible.

"Not more than forty a week", "four times in one hour", "seven days a week". A period of one unit is no length of time where it is that of
a rate: it is held where the case tells of the same period ("a week", "weekly"). Judges no count.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from escalate_ai.text.frequency_words import ordinal, several_days
from escalate_ai.text.mention import MentionKind
from escalate_ai.text.number_words import CARDINAL, canonical_duration, cardinal_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalate_ai.ledger.held import Held, Texts
    from escalate_ai.ledger.said import Said

_DAYS, _DAY, _HOURS = 7, 86_400, 24
_NUMBER = rf"(?:\d[\d,]{{0,8}}|(?:{CARDINAL}))"
_PERIOD = r"(?P<period>hour|shift|day|weekend|week|fortnight|month|quarter|year)"


@dataclass(frozen=True, slots=True)
class _Rates:
    adverbs: dict[str, str]
    week: dict[int, re.Pattern[str]]


@cache
def _rates() -> _Rates:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "time_words.toml").read_text("utf-8"))
    week = {int(days): re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) for days, words in raw["week"].items()}
    return _Rates(dict(raw["adverbs"]), week)


def period_of_rate(said: Said, texts: Texts) -> str | None:
    """Give where the case tells of the period that a number is told for: the "one week" of "40 new articles in one week"."""
    match = _period().fullmatch(said.mention.text)
    head = said.sentence.partition(said.mention.text)[0]
    if match is None or not (_counted_in().search(head) or _rated().search(head)):
        return None
    unit = match["period"].lower()
    adverb = _rates().adverbs.get(unit, unit)
    told = re.compile(rf"(?<!\w)(?:(?:an?|one|per|each|every)\s(?:\w+\s)?{unit}|{adverb})(?!\w)", re.IGNORECASE)
    return next((one.path for one in texts.told if told.search(one.text)), None) or _as_times(head, unit, texts.held)


def times_in_period(said: Said, texts: Texts) -> tuple[bool, str | None]:
    """Say whether "four times" is told of a period ("in an hour"), and where the case has that rate, be it "every 15 minutes"."""
    match = _in_period().match(said.sentence.partition(said.mention.text)[2])
    if match is None:
        return False, None
    unit = match["period"].lower()
    every = _every(int(said.number), unit, texts.held)
    if every or said.number > 2:  # noqa: PLR2004  once and twice have words of their own
        return True, every
    words = {1: "once|one time", 2: "twice|two times"}[max(1, int(said.number))]
    told = re.compile(
        rf"(?<!\w)(?:{words})\s(?:\w+\s)?(?:an?|per|each|every|in)\s|(?<!\w){_rates().adverbs.get(unit, unit)}(?!\w)", re.IGNORECASE
    )
    again = re.compile(r"(?<!\w)second\stime(?!\w)" if said.number == 2 else r"(?!)", re.IGNORECASE)  # noqa: PLR2004
    found = next((one.path for one in texts.told if told.search(one.text) or again.search(one.text)), None)
    return True, found or next((one.path for one in texts.told if _on_days(int(said.number), unit, one.text)), None)


def _on_days(number: int, unit: str, text: str) -> bool:
    """Say whether a text names as many days of each period: "the first and the third Saturday of each month"."""
    rows = several_days().finditer(text) if unit in text.lower() else ()
    return any(match["per"].lower() == unit and len(ordinal().findall(match["days"])) == number for match in rows)


def _as_times(head: str, unit: str, held: Iterable[Held]) -> str | None:
    """Find the "every 15 minutes" behind "four times in one hour"."""
    match = _times_before().search(head)
    found = cardinal_value(match["n"]) if match else None
    number = int(match["n"]) if match and match["n"].isdigit() else found[0] if found else 0
    return _every(number, unit, held) if number else None


def _every(number: int, unit: str, held: Iterable[Held]) -> str | None:
    if number < 1 or unit in {"shift", "weekend"}:
        return None
    amount, canonical = canonical_duration(1, unit)
    fits = (one for one in held if one.mention.kind is MentionKind.DURATION and one.mention.unit == canonical)
    return next(
        (f"derived: {number} times as often as in {one.path}" for one in fits if number * _whole(one.mention.value) == amount), None
    )


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def is_possible(said: Said, texts: Texts) -> bool:
    """Say whether "seven days a week" may be: no more than the period has, and of a week as many days as the case speaks of."""
    match = _of_period().match(said.sentence.partition(said.mention.text)[2])
    if match is None:
        return True
    unit = match["period"].lower()
    if said.mention.unit != "second" or unit == "shift":
        return said.mention.unit != "month" or unit == "year"
    length, canonical = canonical_duration(2 if unit == "weekend" else 1, "day" if unit == "weekend" else unit)
    most = length if canonical == "second" else int(length) * 31 * _DAY
    if said.number > most or "hour" in said.mention.text.lower():
        return said.number <= most and _is_told_in_hours(said, texts, is_whole=said.number == most)
    return unit != "week" or _are_days_told(int(said.number) // _DAY, texts)


def _is_told_in_hours(said: Said, texts: Texts, *, is_whole: bool) -> bool:
    """Say whether the case tells of working times as long, or of the whole day where that is said."""
    around = is_whole and any(_rates().week[_DAYS].search(one.text) for one in texts.told)
    return around or any(_is_between_clocks(one.text, int(said.number)) for one in texts.told)


def _are_days_told(days: int, texts: Texts) -> bool:
    """Say whether the case speaks of so many days of the week; true where it speaks of no number of them."""
    cues = _rates().week
    if days not in cues or any(cues[days].search(one.text) for one in texts.told):
        return True
    return not any(cue.search(one.text) for number, cue in cues.items() if number != days for one in texts.told)


def between_clocks(said: Said, texts: Texts) -> str | None:
    """Give where the case tells of a working time as long: the eight hours from 14:00 to 22:00."""
    if said.mention.unit != "second" or "hour" not in said.mention.text.lower():
        return None
    return next((one.path for one in texts.told if ":00" in one.text and _is_between_clocks(one.text, int(said.number))), None)


def between_two_clocks(said: Said, texts: Texts) -> str | None:
    """Give where a text tells of two times of day that lie so many hours apart: the four hours from 3 pm back to 11 am."""
    hours, rest = divmod(int(said.number), 3600)
    if said.mention.unit != "second" or rest or not 0 < hours < _HOURS or "hour" not in said.mention.text.lower():
        return None
    for one in texts.told:
        times = {int(match["hour"]) % 12 + 12 * (match["half"].lower() == "p") for match in _half_days().finditer(one.text)}
        if any(late - early == hours for early in times for late in times):
            return f"derived: hours between the times of {one.path}"
    return None


def weekdays_named(said: Said, texts: Texts) -> str | None:
    """Find the "on two days" of "on the Wednesday and the Thursday"."""
    days, rest = divmod(int(said.number), _DAY)
    head = said.sentence.partition(said.mention.text)[0]
    if said.mention.unit != "second" or rest or not 1 < days < _DAYS or not head.lower().endswith(" on "):
        return None
    named = ((one.path, {match[0].lower() for match in _weekday().finditer(one.text)}) for one in texts.told)
    return next((f"derived: weekdays named in {path}" for path, names in named if len(names) == days), None)


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)


@cache
def _half_days() -> re.Pattern[str]:
    return re.compile(r"(?<![\d:])(?P<hour>1[0-2]|0?[1-9])(?::00)?\s?(?P<half>[ap])\.?m(?!\w)", re.IGNORECASE)


def _is_between_clocks(text: str, seconds: int) -> bool:
    """Say whether a text tells of a working time as long as that: "from 14:00 to 22:00"."""
    return any(((int(m["end"]) - int(m["start"])) % 24) * 3600 == seconds for m in _clocks().finditer(text))


@cache
def _clocks() -> re.Pattern[str]:
    return re.compile(r"(?<![\d:])(?P<start>\d{1,2}):00\s?(?:to|until|till|and|-|\u2013)\s?(?P<end>\d{1,2}):00(?!\d)", re.IGNORECASE)


@cache
def _period() -> re.Pattern[str]:
    return re.compile(rf"(?:an?|one|1|every|each)\s{_PERIOD}", re.IGNORECASE)


@cache
def _counted_in() -> re.Pattern[str]:
    """A number with its noun, right before "in a week"."""
    return re.compile(rf"(?<!\w){_NUMBER}(?:\s[A-Za-z-]{{2,20}}){{1,4}}\sin\s$", re.IGNORECASE)


@cache
def _rated() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:once|twice|times?)\s(?:in\s)?$", re.IGNORECASE)


@cache
def _times_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<n>{_NUMBER})\stimes\s(?:in\s)?$", re.IGNORECASE)


@cache
def _in_period() -> re.Pattern[str]:
    return re.compile(rf"\s(?:in\s)?(?:an?|one|each|every|per)\s(?:\w+\s)?{_PERIOD}(?!\w)", re.IGNORECASE)


@cache
def _of_period() -> re.Pattern[str]:
    return re.compile(rf"\s(?:a|per|each|every|out\sof\sa)\s{_PERIOD}(?!\w)", re.IGNORECASE)
