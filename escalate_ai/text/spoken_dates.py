"""Days of a month in words: the fourth of November, the first and the third of June 2026. In: a text. Out: places with month, day, year.

Touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from escalate_ai.text.date_patterns import MONTH_NAME, MONTHS
from escalate_ai.text.number_words import ORDINALS
from escalate_ai.text.vocabulary import Openers


class SpokenDate(NamedTuple):
    """Where such a date stands, and what it says."""

    start: int
    end: int
    month: int
    day: int
    year: int | None


def spoken_dates(plain: str) -> Iterator[SpokenDate]:
    """Find days of a month that are told in words; one ordinal of a list after the other."""
    if not _ORDINALS.places(plain):
        return
    for match in _spoken().finditer(plain):
        month = MONTHS[match["m"].lower()]
        year = int(match["y"]) if match["y"] else None
        days = list(_ordinal().finditer(plain, match.start(), match.end("last")))
        for day in days:
            end = match.end() if day is days[-1] else day.end()
            yield SpokenDate(day.start(), end, month, _days()[_plain(day[0])], year)


def _plain(word: str) -> str:
    return word.lower().replace(" ", "-")


@cache
def _days() -> dict[str, int]:
    teens = ("thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth")
    days = {word: day for word, day in ORDINALS.items() if day <= len(ORDINALS)} | {word: day for day, word in enumerate(teens, start=13)}
    days |= {f"twenty-{word}": 20 + day for word, day in ORDINALS.items() if day < 10}  # noqa: PLR2004  twenty-ninth is the last of them
    return days | {"thirtieth": 30, "thirty-first": 31}


@cache
def _pieces() -> frozenset[str]:
    """Give the words that such days are made of."""
    return frozenset(piece for day in _days() for piece in day.split("-"))


_ORDINALS = Openers(lambda word: word.lower() in _pieces())


@cache
def _words() -> str:
    return "(?:" + "|".join(word.replace("-", "[- ]") for word in sorted(_days(), key=len, reverse=True)) + ")"


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){_words()}(?!\w)", re.IGNORECASE)


@cache
def _spoken() -> re.Pattern[str]:
    one = _words()
    return re.compile(
        rf"(?<![\w-])(?:{one}(?:,\s|\sand\s)(?:the\s|on\sthe\s)?){{0,4}}(?P<last>{one})(?:\sday)?\sof\s(?P<m>{MONTH_NAME})(?!\w)"
        r"(?:,?\s(?:of\s)?(?P<y>(?:19|20)\d\d)(?![\w%]|[.,/]\d))?",
        re.IGNORECASE,
    )
