"""Plain data that remembers its lines. In: nothing. Out: the types that the readers of YAML and JSON share. Touches nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from escalate_ai.errors import Fault, Where

Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None
"""What a case file holds once it is read."""
Path = tuple[str | int, ...]
"""The way from the top of a case file to one of its values."""

DEPTH = 24
"""How deep lists and mappings may stand in each other; a case needs six, the agency's own keys may want more."""

VALUES = 20_000
"""How many values a case file may hold: the largest case has some hundreds, and reading so many takes a second."""

KEY_SHOWN = 200
"""Characters of a path that a message repeats."""


def key_of(path: Path) -> str:
    """Write a path as people do: `appeals[0].sent_on`."""
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
    return written if len(written) <= KEY_SHOWN else f"{written[:KEY_SHOWN]}…"


def path_of(key: str) -> Path:
    """Read what `key_of` writes."""
    steps = key.replace("[", ".[").split(".")
    return tuple(int(step[1:-1]) if step.startswith("[") and step[1:-1].isdecimal() else step for step in steps if step)


def placed(file: str, lines: Mapping[Path, int], path: Path) -> Where:
    """Give the place of a path in a file: its own line, or that of the nearest thing above it."""
    above = next((path[:size] for size in range(len(path), -1, -1) if path[:size] in lines), ())
    return Where(file, lines.get(above), key_of(path) or None)


@dataclass(slots=True)
class Marked:
    """The data of a file, the line of every path in it, and what was wrong with how it is written."""

    file: str
    data: Plain = None
    lines: dict[Path, int] = field(default_factory=dict[Path, int])
    faults: list[Fault] = field(default_factory=list[Fault])

    def where(self, path: Path) -> Where:
        """Give the place of a path: its own line, or that of the nearest thing above it."""
        return placed(self.file, self.lines, path)

    def fault(self, message: str, path: Path, line: int | None = None) -> None:
        """Note something wrong at a path, on that line where it is known better."""
        where = self.where(path)
        self.faults.append(Fault(message, Where(self.file, line or where.line, where.key)))


class Unreadable(Exception):
    """The file breaks off or bends its own grammar, so that nothing after it can be trusted."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault
