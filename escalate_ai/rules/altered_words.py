"""Words that tie a value to a thing. In: `data/tie_cues.toml`, then a text and a place in it. Out: `Role`, what the words say.

Read once; touches nothing else.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_BEFORE, _AFTER = 90, 40
"""Characters to either side of a date in which its tie may stand."""


@dataclass(frozen=True, slots=True)
class Role:
    """What happened on a date, as the words right beside it say."""

    what: str
    holds: frozenset[str]
    """What places of the case may hold such a date."""


@dataclass(frozen=True, slots=True)
class _Tie:
    role: Role
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lists:
    """What stands between and before the dates of a list or range."""

    list: re.Pattern[str]
    range: re.Pattern[str]
    between: re.Pattern[str]
    until: re.Pattern[str]
    since: re.Pattern[str]
    another: re.Pattern[str]
    several: re.Pattern[str]


def role_of(text: str, start: int, end: int, low: int) -> Role | None:
    """Give what the words right beside a date say of it; None where they say nothing, or two things.

    Args:
        text: The part the date stands in.
        start: Where the date begins.
        end: Where it ends.
        low: Where its sentence begins.

    """
    head = " ".join(text[max(low, start - _BEFORE) : start].split()) + (" " if text[max(0, start - 1) : start].isspace() else "")
    return _role_between(head, text[end : end + _AFTER])


@lru_cache(maxsize=512)
def _role_between(head: str, tail: str) -> Role | None:
    said = [
        tie.role
        for tie in _ties()
        if ((tie.before and tie.before.search(head)) or (tie.after and tie.after.match(tail))) and not tie.unless.search(head[-60:])
    ]
    return said[0] if len(said) == 1 else None


@cache
def _ties() -> tuple[_Tie, ...]:
    raw = tomllib.loads(_file())
    return tuple(
        _Tie(
            Role(row["what"], frozenset(row["holds"])),
            _any(row["before"], at_end=True),
            _any(row["after"], at_end=False),
            re.compile(row["unless"], re.IGNORECASE),
        )
        for row in raw["role"]
    )


def _any(patterns: list[str], *, at_end: bool) -> re.Pattern[str] | None:
    if not patterns:
        return None
    joined = "|".join(patterns)
    return re.compile(rf"(?:{joined})(?:the )?$" if at_end else joined, re.IGNORECASE)


@cache
def joint() -> re.Pattern[str]:
    """Where one clause ends and the next begins."""
    return re.compile(r"[;:.](?!\d)|,(?!\d)|(?<!\w)(?:and|but|while|which|so)(?!\w)", re.IGNORECASE)


@cache
def opening() -> re.Pattern[str]:
    """Where a sentence goes on to another thought: a semicolon, or "and since"."""
    return re.compile(r";\s?|,?\s(?:and|while|whereas)\s(?=(?:since|on|from)\s)", re.IGNORECASE)


@cache
def lists() -> Lists:
    """Give the words of lists and ranges."""
    raw = tomllib.loads(_file())
    return Lists(**{name: re.compile(words, re.IGNORECASE) for name, words in raw["lists"].items()})


def _file() -> str:
    return files("escalate_ai").joinpath("data", "tie_cues.toml").read_text("utf-8")
