"""Tables in Markdown -> rows with named cells. In: the lines of one table. Out: one `Row` for each cause or measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from escalate_ai.planread.headings import NEARLY_ALL, OTHER, SECTIONS, labels, meaning_of
from escalate_ai.planread.lines import Line, bare

_PARTS = frozenset({"how", "result", "date", "done", "status", "cause", "evidence"})
"""Columns whose cells name no section, whatever they say."""
_HEADER_WORDS = 6
"""Words of the longest cell of a header row."""
Cell = tuple[str, int, int]
"""Its text, and where it stands."""


@dataclass(slots=True)
class Row:
    """One cause or measure of a table."""

    section: str
    lead: Cell
    parts: list[tuple[str, Cell]] = field(default_factory=list[tuple[str, Cell]])
    named: bool = False
    """The row or its column names the section itself."""


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(r"[|:\-\s+=]++")


def read_table(lines: Sequence[Line], section: str) -> Iterator[Row]:
    """Give the causes and measures of a table that stands in a section; columns may be sections of their own."""
    rows = [_cells(line) for line in lines if not _separator().fullmatch(line.text)]
    if not rows:
        return
    columns = [_column(cell[0]) for cell in rows[0]]
    has_header = sum(bool(column) for column in columns) >= max(1, len([cell for cell in rows[0] if cell[0]]) // 2)
    if not has_header or any(len(cell[0].split()) > _HEADER_WORDS for cell in rows[0]):
        has_header, columns = False, []
    if sum(column in SECTIONS for column in columns) > 1:
        yield from _by_column(rows[1:], columns)
        return
    for row in rows[1:] if has_header else rows:
        yield from _by_row(row, columns, section)


def _cells(line: Line) -> list[Cell]:
    """Part a line at its bars, and keep the places."""
    cells: list[Cell] = []
    place = line.start
    for raw in line.text.strip().split("|"):
        text = raw.strip()
        start = place + (raw.index(text[0]) if text else 0)
        cells.append((bare(text), start, start + len(text)))
        place += len(raw) + 1
    if cells and not cells[0][0] and line.text.startswith("|"):
        cells = cells[1:]
    if cells and not cells[-1][0] and line.text.endswith("|"):
        cells = cells[:-1]
    return cells


def _column(text: str) -> str:
    """Tell what a column holds: a section, a part of an item, or nothing known."""
    plain = text.strip(" :").lower()
    meaning = meaning_of(text.strip(" :"))
    if plain in labels() and plain not in {"action", "actions", "cause", "root cause"}:
        known = labels()[plain]
        if known != "statement" or meaning is None or meaning.section == OTHER:
            return known
    if meaning is not None and meaning.covered >= NEARLY_ALL and meaning.section in SECTIONS:
        return meaning.section
    return labels().get(plain, "")


def _by_column(rows: Sequence[Sequence[Cell]], columns: Sequence[str]) -> Iterator[Row]:
    for section in SECTIONS:
        for row in rows:
            for cell, column in zip(row, columns, strict=False):
                if column == section and cell[0] and cell[0] not in {"-", "–", "—", "n/a", "N/A"}:
                    yield Row(section, cell, named=True)


def _by_row(row: Sequence[Cell], columns: Sequence[str], section: str) -> Iterator[Row]:
    parts: list[tuple[str, Cell]] = []
    free: list[Cell] = []
    told = False
    for index, cell in enumerate(row):
        if not cell[0]:
            continue
        column = columns[index] if index < len(columns) else ""
        own = meaning_of(cell[0].strip(" :"))
        if own is not None and own.covered >= 1 and own.section in SECTIONS and column not in _PARTS:
            section, told = own.section, True
        elif column in {"statement", *SECTIONS} or not column:
            free.append(cell)
        elif column != "number":
            parts.append((column, cell))
    if section == OTHER or not free:
        return
    named = [cell for index, cell in enumerate(row) if index < len(columns) and columns[index] in {"statement", section} and cell in free]
    lead = named[0] if named else max(free, key=lambda cell: len(cell[0].split()))
    parts += [(_guess(cell[0]), cell) for cell in free if cell is not lead]
    yield Row(section, lead, parts, named=told)


def _guess(text: str) -> str:
    """Tell what a cell without a header holds, where its own words say it."""
    return "number" if text.strip(".#").isdigit() else "how"
