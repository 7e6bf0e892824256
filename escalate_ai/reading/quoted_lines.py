"""Lines with the depth at which they are quoted. In: a text. Out: one `QuotedLine` each, with places. Knows no words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

DEEPEST = 20
"""Marks in front of a line that are counted."""


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """One line of a text."""

    start: int
    end: int
    depth: int
    """How many ">" stand in front."""
    body: str
    """What stands behind them."""

    @property
    def blank(self) -> bool:
        """Whether nothing but marks stands in the line."""
        return not self.body.strip()


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(rf"[ \t]{{0,3}}(?:>[ \t\u00a0]?){{1,{DEEPEST}}}+")


def lines_of(text: str) -> list[QuotedLine]:
    """Give the lines of a text, blank ones too."""
    found: list[QuotedLine] = []
    for raw in _raw().finditer(text):
        start, end = raw.span(1)
        if start == len(text):
            break
        line = raw[1]
        marks = _marks().match(line) if ">" in line else None
        cut = marks.end() if marks else 0
        found.append(QuotedLine(start, end, marks[0].count(">") if marks else 0, line[cut:]))
    return found


@cache
def _raw() -> re.Pattern[str]:
    return re.compile(r"([^\r\n]*+)(?:\r\n|[\r\n]|\Z)")
