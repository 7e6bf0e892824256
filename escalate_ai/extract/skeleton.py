"""What the commented skeleton of a case tells: the order of its keys, and what each is for.

In: nothing. Out: orders and hints, by path with `[]` for any number. Reads the skeleton that `new` writes, once, so that both say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from escalate_ai.case.case import Case
from escalate_ai.case.faults import enum_at, required_at
from escalate_ai.case.marked import Path, Plain
from escalate_ai.case.yamlfile import read_yaml

Pattern: TypeAlias = "tuple[str, ...]"
_CHOICES = 8
"""Words of a closed set that a blank names; more stand in the schema."""


def pattern_of(path: Path) -> Pattern:
    """Give a path without its numbers; `reply` counts as one of `replies`."""
    steps = ["[]" if isinstance(step, int) else step for step in path]
    return tuple(inner for step in steps for inner in (("replies", "[]") if step == "reply" else (step,)))


def ordered(keys: Iterable[str], pattern: Pattern) -> list[str]:
    """Give the keys of a mapping in the order of the skeleton; those it lacks stay behind, as they came."""
    known = _orders().get(pattern, ())
    return sorted(keys, key=lambda key: known.index(key) if key in known else len(known))


def required(path: Path) -> list[str]:
    """Give the keys that a mapping at a path cannot do without."""
    return required_at(Case, path)


def hint_of(path: Path) -> str:
    """Say what belongs at a path: the skeleton's own comment, else the words it may be; empty where neither tells."""
    told = _hints().get(pattern_of(path), "")
    # what a reader could not tell is nothing for a person to write
    choices = [word for word in enum_at(Case, path) if word != "unknown"]
    return told or (" | ".join(choices) if 0 < len(choices) <= _CHOICES else "")


def is_choice(path: Path) -> bool:
    """Tell whether a value at a path is one of a closed set of words."""
    return bool(enum_at(Case, path))


def words_of(path: Path) -> list[str]:
    """Give the closed set of words that a value at a path is one of."""
    return enum_at(Case, path)


@cache
def _text() -> str:
    raw = files("escalate_ai").joinpath("data", "new-case.yaml").read_text(encoding="utf-8")
    return "\n".join(line.removeprefix("#~") for line in raw.splitlines())


@cache
def _orders() -> dict[Pattern, tuple[str, ...]]:
    found: dict[Pattern, tuple[str, ...]] = {}
    _gather(read_yaml(_text(), "the skeleton").data, (), found)
    return found


def _gather(value: Plain, pattern: Pattern, found: dict[Pattern, tuple[str, ...]]) -> None:
    if isinstance(value, dict):
        keys = ["replies" if key == "reply" else key for key in value]
        found[pattern] = tuple(inner for key in keys for inner in (("reply", "replies") if key == "replies" else (key,)))
        for key, inner in value.items():
            below = (*pattern, "replies", "[]") if key == "reply" else (*pattern, key)
            _gather(inner, below, found)
    elif isinstance(value, list):
        for inner in value:
            _gather(inner, (*pattern, "[]"), found)


@cache
def _hints() -> dict[Pattern, str]:
    lines = _text().splitlines()
    found: dict[Pattern, str] = {}
    for path, number in read_yaml(_text(), "the skeleton").lines.items():
        line = lines[number - 1]
        key = str(path[-1]) if path else ""
        if re.match(rf"[\s-]*{re.escape(key)}:", line) and "# " in line:
            found[pattern_of(path)] = line.rpartition("# ")[2].strip()
    return found
