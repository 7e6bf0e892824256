"""What a heading means. In: a short line. Out: the part of a plan it opens, and what stands behind it on the same line. Words are data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from escalate_ai.text.lexicon import Hit, Lexicon

CAUSES, ACTIONS, MEASURES, OTHER = "root_causes", "corrective_actions", "preventive_measures", "other"
SECTIONS = (CAUSES, ACTIONS, MEASURES)
WORDS_SET_APART = 16
WORDS_PLAIN = 11
WORDS_BEFORE_TEXT = 9
COVERED = 0.7
NEARLY_ALL = 0.75
"""Share of a heading's words that have to belong to headings, where nothing else sets the line apart."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading opens."""

    section: str
    covered: float
    """Share of its words that belong to headings."""
    both: bool = False
    """It names corrections and prevention in one."""


@cache
def _data() -> tuple[list[Mapping[str, str | list[str]]], Mapping[str, list[str]]]:
    """Give the tables of labels, and the lists of words that stand outside a plan."""
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "plan_headings.toml").read_text(encoding="utf-8"))
    return cast("list[Mapping[str, str | list[str]]]", raw["label"]), cast("Mapping[str, list[str]]", raw["words"])


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w[\w'\u2019-]*+")


@cache
def _head_and_rest() -> re.Pattern[str]:
    return re.compile(
        r"(?P<head>[^:\u2013\u2014]{2,90}?)(?::[ \t]++|:(?=\w)|[ \t]++[-\u2013\u2014=][ \t]++|[\u2013\u2014])(?P<rest>\S.*+)", re.DOTALL
    )


@lru_cache(maxsize=2048)
def meaning_of(text: str) -> Meaning | None:
    """Give what a heading of these words opens; None where they say nothing of a plan's parts."""
    spans = [match.span() for match in _word().finditer(text)]
    if not spans or len(spans) > WORDS_SET_APART:
        return None
    plain = text.strip(" :.").lower()
    for lone, section in (("lone_actions", ACTIONS), ("lone_measures", MEASURES)):
        if plain in words(lone):
            return Meaning(section, 1.0)
    hits = Lexicon.load("plan_headings").find(text)
    told = [hit for hit in hits if hit.entry.category != "filler"]
    if not told:
        return None
    inside = sum(any(hit.span[0] <= start < hit.span[1] for hit in hits) for start, _ in spans)
    best = min(told, key=_rank)
    named = {hit.entry.category for hit in told}
    both = {ACTIONS, MEASURES} <= named and _joined(text, told)
    return Meaning(best.entry.category, inside / len(spans), both=both)


def _rank(hit: Hit) -> int:
    rank = hit.entry.fields.get("rank")
    return rank if isinstance(rank, int) else 100


def _joined(text: str, hits: list[Hit]) -> bool:
    """Tell whether corrections and prevention are named side by side: "corrective and preventive actions"."""
    ends = [hit.span for hit in hits if hit.entry.category == ACTIONS]
    starts = [hit.span for hit in hits if hit.entry.category == MEASURES]
    low, high = min(ends + starts), max(ends + starts)
    between = text[low[0] : high[1]].lower()
    return bool({"and", "&", "/", "+"} & set(re.split(r"[\s,]+", between.replace("/", " / ")))) and "prevent" in text.lower()


def head_and_rest(text: str) -> tuple[str, str, int] | None:
    """Part "Root cause: we bought …" into its heading, the rest, and where the rest begins; None where no heading stands in front."""
    match = _head_and_rest().match(text)
    if match is None or len(match["head"].split()) > WORDS_BEFORE_TEXT:
        return None
    return match["head"].strip(), match["rest"], match.start("rest")


@cache
def labels() -> Mapping[str, str]:
    """Give the labels inside an item, lower case, each with the part of the item it names."""
    found: dict[str, str] = {}
    for table in _data()[0]:
        for word in table["words"]:
            found.setdefault(word, str(table["field"]))
    return found


@cache
def words(name: str) -> tuple[str, ...]:
    """Give a list of the words that stand outside a plan: `signoff`, `closing`, `intro`."""
    return tuple(_data()[1][name])
