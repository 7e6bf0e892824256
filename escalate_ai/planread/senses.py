"""What the words of an unfamiliar heading speak for. In: a short line. Out: a weight for each part of a plan. Words are data.

`headings.meaning_of` knows whole headings; here each word and turn counts for itself, so that wordings nobody listed say something too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from escalate_ai.planread.headings import ACTIONS, CAUSES, MEASURES, OTHER
from escalate_ai.text.folding import fold

MOST = 6.0
"""What the words of one heading may weigh for one part, however many speak for it."""
Weights = Mapping[str, float]


@cache
def _stems() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    """Give one pattern for each table of stems, with its part and weight."""
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "plan_headings.toml").read_text(encoding="utf-8"))
    found: list[tuple[str, float, re.Pattern[str]]] = []
    for table in cast("list[Mapping[str, str | float | list[str]]]", raw["stem"]):
        words = cast("list[str]", table["words"])
        longest = sorted(words, key=len, reverse=True)
        pattern = re.compile(r"(?<![\w'-])(?:" + "|".join(_turn(phrase) for phrase in longest) + r")(?![\w'])")
        found.append((str(table["section"]), float(cast("float", table["weight"])), pattern))
    return tuple(found)


def _turn(phrase: str) -> str:
    return r"\s".join(_word(word) for word in phrase.split())


def _word(word: str) -> str:
    if word == "...":
        return r"(?:[\w']{1,20}\s){0,4}?[\w']{1,20}"
    return re.escape(word[:-1]) + r"\w{0,12}" if word.endswith("*") else re.escape(word)


@lru_cache(maxsize=1024)
def senses_of(text: str) -> Weights:
    """Give what the words of a heading weigh for each part of a plan, 0 to `MOST`; turns of speech weigh once each."""
    plain = " ".join(fold(text).text.lower().split()[:30])
    weights: dict[str, float] = dict.fromkeys((CAUSES, ACTIONS, MEASURES, OTHER), 0.0)
    for section, weight, pattern in _stems():
        count = len(set(pattern.findall(plain)))
        if count:
            weights[section] = min(MOST, weights[section] + weight * (1 + 0.4 * (count - 1)))
    return weights
