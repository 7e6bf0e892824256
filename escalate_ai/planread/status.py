"""How far a measure is, where a cell, a label, a tag or a ticked box says it outright. In: such words. Out: a `MeasureStatus`, or None.

Where nothing is said outright, tense tells: `planread.tense`. Words are data (`data/plan_status.toml`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast

from escalate_ai.terms import MeasureStatus


@cache
def word_lists() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Give the word lists by table and name."""
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "plan_status.toml").read_text(encoding="utf-8"))
    tables = cast("dict[str, dict[str, list[str]]]", {name: raw[name] for name in ("said", "tense", "dates")})
    return {name: {key: tuple(value) for key, value in table.items()} for name, table in tables.items()}


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"[\[(]([^\[\]()]{2,24})[\])]")


@cache
def _trailing() -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in word_lists()["said"]["trailing"])
    return re.compile(rf"(?:\s[-\u2013\u2014]|:)\s((?:{words})\b[^.;:]{{0,30}})\.?$", re.IGNORECASE)


def said_outright(text: str) -> MeasureStatus | None:
    """Give the status that a cell, a label or a tag like "[DONE]" names; None where it names none."""
    plain = text.strip(" .:;!-–—[]()*").lower()
    for status in (MeasureStatus.COMPLETED, MeasureStatus.IN_PROGRESS, MeasureStatus.PLANNED):
        if plain in word_lists()["said"][status.value]:
            return status
    if any(mark in text for mark in word_lists()["said"]["done_marks"]):
        return MeasureStatus.COMPLETED
    first = re.split(r"[\s,;(–—-]+", plain, maxsplit=1)[0]
    for status in (MeasureStatus.PLANNED, MeasureStatus.IN_PROGRESS, MeasureStatus.COMPLETED):
        known = word_lists()["said"][status.value]
        if any(plain.startswith(f"{phrase} ") for phrase in known if " " in phrase) or first in known:
            return status
    return None


def tag_of(text: str, marker: str) -> tuple[MeasureStatus, tuple[int, int] | None] | None:
    """Give the status of a ticked box in front or of a tag in brackets, and where the tag stands in the text."""
    if any(mark in marker for mark in word_lists()["said"]["done_marks"]):
        return MeasureStatus.COMPLETED, None
    if any(mark in marker for mark in ("[ ]", "☐")):
        return MeasureStatus.PLANNED, None
    for match in _tag().finditer(text):
        inner = match[1].strip().lower()
        for status in (MeasureStatus.COMPLETED, MeasureStatus.IN_PROGRESS, MeasureStatus.PLANNED):
            if inner in word_lists()["said"][status.value] or (match[0][0] == "[" and said_outright(inner) is status):
                return status, match.span()
    trailing = _trailing().search(text)
    said = said_outright(trailing[1]) if trailing else None
    return (said, None) if said else None
