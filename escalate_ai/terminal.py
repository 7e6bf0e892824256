"""How rows of text reach a screen or a file. In: rows of inked words. Out: one string, coloured for a terminal. Writes nothing.

rich is imported only where there is a terminal to colour; a file or a pipe gets plain text that no width has cut.
"""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import NamedTuple, TextIO

WIDEST = 100
NARROWEST = 24
PLAIN = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "•": "-", "·": "-", "─": "-", "\u00a0": " "}
"""What stands in for marks of typography where a stream's encoding has none."""


class Ink(NamedTuple):
    """Words in one style; the styles are rich's."""

    text: str
    style: str = ""


Row = tuple[Ink, ...]
BLANK: Row = ()


def width_of(stream: TextIO) -> int:
    """Give how many columns prose may take: the terminal's, bounded, or the widest for a file or pipe."""
    columns = shutil.get_terminal_size((WIDEST, 24)).columns if _is_terminal(stream) else WIDEST
    return max(NARROWEST, min(WIDEST, columns))


def cells(text: str) -> int:
    """Give how many columns a text takes on a screen."""
    return sum(0 if unicodedata.combining(mark) else 2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def prose(text: str, width: int, *, indent: str = "", lead: str = "", style: str = "") -> Iterator[Row]:
    """Give a text as rows no wider than `width`, `lead` before the first line and as much space before the others."""
    hang = indent + " " * len(lead)
    for place, line in enumerate(text.splitlines() or [""]):
        first = indent + lead if place == 0 else hang
        rows = textwrap.wrap(
            visible(line),
            max(width, len(hang) + 12),
            initial_indent=first,
            subsequent_indent=hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
        yield from ((Ink(row, style),) for row in rows or [first.rstrip()])


def visible(text: str) -> str:
    """Give the text with control characters, which could steer a terminal, shown as a replacement mark; tabs become spaces."""
    return "".join(" " if mark == "\t" else "\ufffd" if unicodedata.category(mark) in {"Cc", "Cf"} else mark for mark in text)


def drawn(rows: Iterable[Row], stream: TextIO) -> str:
    """Give the rows as one string for this stream: coloured for a terminal that takes colour, plain for everything else."""
    kept = list(rows)
    if not _is_terminal(stream):
        return "".join("".join(ink.text for ink in row).rstrip() + "\n" for row in kept)
    from rich.console import Console  # noqa: PLC0415  rich is slow to load and only screens need it
    from rich.text import Text  # noqa: PLC0415

    page = StringIO()
    console = Console(
        file=page, force_terminal=True, width=max(map(_row_cells, kept), default=0) + 1, highlight=False, markup=False, emoji=False
    )
    for row in kept:
        console.print(Text.assemble(*((ink.text, ink.style) for ink in row)), no_wrap=True, overflow="ignore", crop=False)
    return page.getvalue()


def plain_marks(error: UnicodeError) -> tuple[str, int]:
    """Give what an encoding without these marks gets instead; for `codecs.register_error`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(PLAIN.get(mark, "?") for mark in error.object[error.start : error.end]), error.end


def _row_cells(row: Row) -> int:
    return sum(cells(ink.text) for ink in row)


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False
