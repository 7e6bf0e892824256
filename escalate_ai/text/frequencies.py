"""How often something is done, as a text tells it. In: a text. Out: `Frequency` values with their places. Judges nothing.

"Weekly", "every week", "once a week" and "each Friday" have one step; "each delivery" and "every unit" tell of no time, "every third
delivery" of turns. What is paid a month is a price and no frequency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from escalate_ai.text import frequency_words as words
from escalate_ai.text.frequency_words import frequency_words
from escalate_ai.text.number_words import ORDINALS, cardinal_value, lemma

_TURN = "turn"
_MONTH = 2_629_800
"""Seconds of a month, on the average."""
_NEAR = Fraction(1, 10)
_WORKING, _WEEK, _REACH = 5, 7, 30


class Frequency(NamedTuple):
    """How often something is done."""

    unit: str
    """"second" or "month"; "turn" of every so manieth thing."""
    steps: frozenset[Fraction]
    """How many of the unit lie between two times: several where the words may mean any, none where they name a weekday and no more."""
    span: tuple[int, int]
    days: frozenset[str] = frozenset()
    """The weekdays on which it is done, where they are told."""
    place: str | None = None
    """Which day of the period: "first", "last"."""
    noun: str | None = None
    """What is counted in turns."""

    def is_like(self, other: Frequency) -> bool:
        """Say whether two may be the same, told in other words or less exactly."""
        if not (self.steps and other.steps):
            return not self.days.isdisjoint(other.days)
        if self.unit == other.unit:
            if self.steps.isdisjoint(other.steps):
                return False
        elif _TURN in {self.unit, other.unit} or not self._is_about(other):
            return False
        if self.days and other.days and self.days.isdisjoint(other.days):
            return False
        return not (self.place and other.place) or self.place == other.place

    @property
    def is_yearly(self) -> bool:
        """Whether it is done once a year: of years much is told that is no measure."""
        return self.unit == "month" and self.steps == frozenset({Fraction(12)})

    def _is_about(self, other: Frequency) -> bool:
        """Say whether weeks and months come to the same: "fortnightly" and "twice a month", "every four weeks" and "monthly"."""
        mine, theirs = ([step * (_MONTH if one.unit == "month" else 1) for step in one.steps] for one in (self, other))
        return any(abs(one - two) <= max(one, two) * _NEAR for one in mine for two in theirs)


def find_frequencies(text: str) -> Iterator[Frequency]:
    """Give every frequency of a text in order, of those that lie over each other the first."""
    if not words.tells(text):
        return
    end = 0
    for match in words.frequency().places(text):
        if match.start() >= end and not _is_price(text, match):
            found = _read(text, match)
            if found is not None:
                end = found.span[1]
                yield found


def find_hints(text: str) -> Iterator[Frequency]:
    """Give what a case tells besides: "40 a week", "Monday checks", "the evening counts", as often a day as it names times of day."""
    for match in words.rates().finditer(text):
        number, steps = _number(match["n"] or ""), [Fraction(1)]
        if number:
            steps.append(Fraction(1, number))
        other = _number(match["to"] or "")
        if other:
            steps.append(Fraction(1, other))
        yield _of_period(match["per"], steps, match.span())
    for match in words.adverb().finditer(text):
        yield _of_period(frequency_words().adverbs[match[0].lower()], [Fraction(1)], match.span())
    for match in words.before_noun().finditer(text):
        word = match["word"].lower()
        if word in frequency_words().weekdays:
            yield _of_period("week", [Fraction(1)], match.span(), frozenset({word}))
        else:
            yield _of_period("day", [Fraction(1)], match.span())
    for match in words.several_days().finditer(text):
        named = len(words.ordinal().findall(match["days"]))
        yield _of_period(match["per"], [Fraction(1, named)], match.span())
    times = len(words.clock().findall(text))
    if times:
        yield _of_period("day", [Fraction(1, number) for number in range(1, times + 1)], (0, 0))


def _read(text: str, match: re.Match[str]) -> Frequency | None:  # noqa: PLR0911 -- one line per shape
    """Make a frequency of what was found."""
    span, one = match.span(), [Fraction(1)]
    if match["place"]:
        day = match["place_day"].lower()
        days = frozenset({day}) if day in frequency_words().weekdays else frozenset[str]()
        return _of_period(match["place_per"], one, span, days, match["place"].lower())
    if match["end_per"]:
        return _of_period(match["end_per"], one, span)
    if match["step"]:
        return _stepped(match)
    if match["per"]:
        per = match["per"].lower()
        within = words.part_of_day().match(text, match.end())
        span = (span[0], within.end()) if within else span
        often = words.often_behind().match(text, span[1])
        steps = [*one, *([Fraction(1, _number(often["n"]) or 1)] if often else [])]
        return _of_weekday(per, span) if per in frequency_words().weekdays else _of_period(per, steps, span)
    if match["times"]:
        return _of_period(match["times_per"], [Fraction(1, _number(match["times"]) or 1)], span)
    if match["adverb"]:
        number = _number(match["before"] or "")
        return _of_period(frequency_words().adverbs[match["adverb"].lower()], [*one, *([Fraction(1, number)] if number else [])], span)
    if match["parts"]:
        number = _number(match["parts"]) or 1
        most = [Fraction(1, _WEEK)] if number >= _WORKING else []
        return _of_period(match["parts_per"], [Fraction(1, number), *most], span)
    if match["from"]:
        return _of_period("day", one, span)
    days = frozenset(re.findall("|".join(frequency_words().weekdays), match[0].lower()))
    if days and not match[0].lower().endswith("s"):
        return Frequency("second", frozenset(), span, days)
    return _of_period("week" if days else "day", one, span, days)


def _stepped(match: re.Match[str]) -> Frequency | None:
    """Read "every other Monday", "every 15 minutes", "every third delivery"."""
    step = frequency_words().steps.get(match["step"].lower()) or ORDINALS.get(match["step"].lower()) or _number(match["step"])
    noun = match["step_of"].lower()
    if not step:
        return None
    if noun in frequency_words().weekdays and match["step"].lower() == "first":
        # "every second Monday" may skip one each time, "every first Monday" is the month's
        return _of_period("month", [Fraction(1)], match.span(), frozenset({noun}), "first")
    if noun in frequency_words().weekdays:
        return _of_period("week", [Fraction(step)], match.span(), frozenset({noun}))
    unit = noun if noun in frequency_words().seconds or noun in frequency_words().months else lemma(noun)
    if unit in frequency_words().seconds or unit in frequency_words().months:
        return _of_period(unit, [Fraction(step)], match.span())
    is_turn = match["step"].lower() in ORDINALS or match["step"][-2:].lower() in {"rd", "nd", "th"}
    if not is_turn or unit != noun or noun in frequency_words().no_turns or step < 2:  # noqa: PLR2004  every first is each
        return None
    return Frequency(_TURN, frozenset({Fraction(step)}), match.span(), noun=unit)


def _of_weekday(day: str, span: tuple[int, int]) -> Frequency:
    return _of_period("week", [Fraction(1)], span, frozenset({day}))


def _of_period(
    period: str, steps: list[Fraction], span: tuple[int, int], days: frozenset[str] = frozenset(), place: str | None = None
) -> Frequency:
    period = period.lower()
    months = frequency_words().months.get(period)
    unit, size = ("month", months) if months else ("second", frequency_words().seconds[period])
    return Frequency(unit, frozenset(step * size for step in steps), span, days, place)


def _number(written: str) -> int:
    """Give the number of "twice", "three times", "14", "14th"; 0 where there is none."""
    word = written.lower().split(" time")[0].strip()
    if word in {"once", "twice", "thrice"}:
        return 1 + ["once", "twice", "thrice"].index(word)
    digits = re.match(r"\d{1,3}", word)
    found = None if digits else cardinal_value(word)
    return int(digits[0]) if digits else found[0] if found else 0


def _is_price(text: str, match: re.Match[str]) -> bool:
    """Say whether the words tell what something costs: "$89 a month", "EUR 1,140 per year"."""
    low = max(0, match.start() - _REACH)
    end = match.start() + len(match[0].partition(" ")[0]) + 1
    return words.money().search(text, low, end) is not None or words.paid().search(text, low, match.start()) is not None


def rates_of(text: str) -> Iterator[tuple[int, str, tuple[int, int]]]:
    """Give how many of a thing there are in a period, with the period: "at most 40 articles a week"."""
    if not words.tells_of_period(text):
        return
    for match in words.rates().finditer(text):
        number = _number(match["n"] or "")
        if number > 1 and not _is_price(text, match):
            yield number, frequency_words().same.get(match["per"].lower(), match["per"].lower()), match.span()
