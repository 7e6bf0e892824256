"""The structure of a plain text. In: a text as people type it. Out: its `Block`s, by the marks of its lines. Knows no meanings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from escalate_ai.reading.document import Block, BlockKind, Stretch
from escalate_ai.reading.lines import Kind, Line, Style, read_lines

COLUMNS = 2
"""Columns by which one depth of a list stands in from the next, at least."""
DEEPEST = 6


@cache
def _ruler() -> re.Pattern[str]:
    return re.compile(r"[|\s:+=-]++")


def blocks_of(text: str) -> tuple[Block, ...]:
    """Give the headings, paragraphs, list entries and table rows of a text.

    Lines of one paragraph are one block; what is wrapped below a list entry belongs to it. A block begins behind its mark.
    """
    found: list[Block] = []
    depths: list[int] = []
    open_ = False
    for line in read_lines(text):
        if line.kind is Kind.BLANK:
            open_ = False
        elif line.kind is Kind.ROW:
            if not _ruler().fullmatch(line.text):
                found.append(Block(BlockKind.ROW, line.start, line.end))
            open_ = False
        elif line.kind is Kind.ITEM:
            found.append(Block(BlockKind.ITEM, line.start, line.end, _depth(depths, line.indent)))
            open_ = True
        elif line.is_set_apart and not (open_ and line.style is Style.CAPS):
            found.append(Block(BlockKind.HEADING, line.start, line.end, min(line.level, DEEPEST)))
            open_ = False
        else:
            open_ = _text(found, line, joins=open_)
        if line.kind in {Kind.TEXT, Kind.ROW} and not (found and found[-1].kind is BlockKind.ITEM):
            depths.clear()
    return tuple(found)


def told_apart(text: str, blocks: Iterable[Block], stretches: Sequence[Stretch]) -> tuple[Block, ...]:
    """Give the blocks with quoted lines as what they are: in a quotation ">" marks no list entry."""
    quoted = [(stretch.start, stretch.end) for stretch in stretches]

    def is_quoted(block: Block) -> bool:
        if block.kind is not BlockKind.ITEM or ">" not in text[max(0, block.start - 3) : block.start]:
            return False
        return any(start <= block.start < end for start, end in quoted)

    return tuple(replace(block, kind=BlockKind.PARAGRAPH, level=0) if is_quoted(block) else block for block in blocks)


def _text(found: list[Block], line: Line, *, joins: bool) -> bool:
    """Add a line of running text, to the block above where nothing parts them; tell that the next may join in turn."""
    if joins:
        last = found[-1]
        found[-1] = Block(last.kind, last.start, line.end, last.level)
    else:
        found.append(Block(BlockKind.PARAGRAPH, line.start, line.end))
    return True


def _depth(depths: list[int], indent: int) -> int:
    """Give how deep an entry stands, by the indents of the entries above it; `depths` is kept up to date."""
    while depths and indent < depths[-1]:
        depths.pop()
    if not depths or indent >= depths[-1] + COLUMNS:
        depths.append(indent)
    return len(depths) - 1
