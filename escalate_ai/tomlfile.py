"""A TOML text that remembers its lines. In: a text and a name for messages. Out: its tables, and the line of every key. Opens nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from escalate_ai.errors import PolicyError, Where

DEPTH = 24
"""How deep tables and lists may stand in each other; a policy needs four."""
LONGEST_REASON = 200

Steps = tuple[int | str, ...]

_TOO_DEEP = f"tables and lists stand more than {DEPTH} deep in each other; a policy needs four"


@dataclass(frozen=True, slots=True)
class Toml:
    """What stands in a TOML text."""

    file: str
    tables: dict[str, object]
    lines: Mapping[Steps, int]

    def where(self, steps: Steps) -> Where:
        """Give the place of a key; of a key that is missing, the line of its table."""
        line = next((self.lines[steps[:size]] for size in range(len(steps), 0, -1) if steps[:size] in self.lines), None)
        return Where(self.file, line, ".".join(str(step) for step in steps)[:LONGEST_REASON] or None)


def read_toml(text: str, file: str) -> Toml:
    """Read a TOML text.

    Raises:
        PolicyError: It is no TOML, with the line; or its tables and lists stand deeper in each other than any policy needs.

    """
    try:
        tables = dict(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        place = _line_told().search(str(error))
        reason = str(error)[: place.start()].strip() if place else str(error)
        line = int(place[1]) if place else text.rstrip().count("\n") + 1
        raise PolicyError(f"the policy file is no valid TOML: {reason[:LONGEST_REASON]}", Where(file, line)) from None
    except RecursionError:
        raise PolicyError(_TOO_DEEP, Where(file)) from None
    if _deep(tables):
        raise PolicyError(_TOO_DEEP, Where(file))
    return Toml(file, tables, _lines(text))


@cache
def _line_told() -> re.Pattern[str]:
    return re.compile(r"\(at line ([0-9]{1,9}), column [0-9]{1,9}\)")


@cache
def _header() -> re.Pattern[str]:
    return re.compile(r"[ \t]*+(\[\[?)[ \t]*+([^\]\n#]{1,200}+)\]")


@cache
def _key() -> re.Pattern[str]:
    return re.compile(r"[ \t]*+([A-Za-z0-9_\-.\"']{1,200}+)[ \t]*+=")


def _deep(top: object) -> bool:
    level: list[object] = [top]
    for _ in range(DEPTH):
        level = [under for found in level for under in _members(found)]
    return bool(level)


def _members(found: object) -> list[object]:
    if isinstance(found, dict):
        return list(cast("dict[str, object]", found).values())
    return cast("list[object]", found) if isinstance(found, list) else []


def _lines(text: str) -> dict[Steps, int]:
    """Give the first line of each key, read line by line: good for a policy, and blind to keys within inline tables."""
    lines: dict[Steps, int] = {}
    entries: dict[str, int] = {}
    table: Steps = ()
    for number, line in enumerate(text.split("\n"), 1):
        header = _header().match(line)
        if header:
            table = _steps(header[2])
            if header[1] == "[[":
                place = entries.get(header[2], -1) + 1
                entries[header[2]] = place
                table = (*table, place)
            lines.setdefault(table, number)
        elif key := _key().match(line):
            lines.setdefault((*table, *_steps(key[1])), number)
    return lines


def _steps(written: str) -> Steps:
    return tuple(step.strip().strip("\"'") for step in written.split("."))
