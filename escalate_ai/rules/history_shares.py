"""How many of the submissions went one way, as a sentence tells it: "of four, two used the appeal form". In: a sentence. Out: shares.

Judges nothing, and reads no case.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from escalate_ai.rules.history_ways import ways_in
from escalate_ai.text.number_words import SEVERAL, cardinal_value


class Share(NamedTuple):
    """So many that went one way, and of how many where that is told."""

    number: int
    of: int | None
    way: str
    start: int
    end: int


def shares_told(sentence: str) -> Iterator[Share]:
    """Give the numbers that a sentence shares out among ways."""
    patterns = _patterns()
    ways = list(ways_in(sentence)) if patterns["went"].search(sentence) else []
    whole = patterns["whole"].search(sentence)
    for match in patterns["went"].finditer(sentence):
        joined = (way for way in ways if match.end() <= way.start and patterns["joins"].fullmatch(sentence, match.end(), way.start))
        way = next(joined, None)
        number = _value(match["number"])
        if way is None or number is None or (match["bare"] and not _is_of_sendings(sentence, match)):
            continue
        total = match["total"] or (whole["whole"] if whole and whole.end() <= match.start() else "")
        yield Share(number, _value(total), way.name, match.start("number"), way.end)


def listed_beyond(sentence: str) -> Iterator[tuple[int, int, int, int]]:
    """Give numbers of submissions smaller than what the list behind them adds up to, with that sum and where they stand."""
    patterns = _patterns()
    for match in patterns["total"].finditer(sentence):
        stop = patterns["answered"].search(sentence, match.end())
        parts = patterns["part"].finditer(sentence, match.end(), stop.start() if stop else len(sentence))
        listed = sum(_value(part["number"]) or 0 for part in parts)
        number = _value(match["total"]) or 0
        if listed > number:
            yield number, listed, match.start("total"), match.end("total")


def _is_of_sendings(sentence: str, match: re.Match[str]) -> bool:
    """Say whether a number that only "through" follows counts what was sent: in a list of it, or as so many times."""
    return _patterns()["sending" if match["times"] else "listed"].search(sentence, 0, match.start()) is not None


def _value(words: str) -> int | None:
    word = words.lower().removesuffix(" times")
    value = (int(word), 0) if word.isdigit() else cardinal_value("one" if word == "once" else word)
    return SEVERAL.get(word) or (int(value[0]) if value else None)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "history_undated.toml").read_text("utf-8"))
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in raw["shares"].items()}
