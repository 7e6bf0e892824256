"""Headings, paragraphs, list entries and rows, one after the other -> one text with light marks, and its blocks.

In: pieces in reading order, as a reader of a format finds them. Out: text and `Block`s that point into it. Knows no format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from escalate_ai.errors import DraftError, Where
from escalate_ai.reading.blocks import DEEPEST, blocks_of
from escalate_ai.reading.document import Block, BlockKind

INDENT = "  "
DEEPEST_ITEM = 8


@cache
def _unwanted() -> re.Pattern[str]:
    """Control characters, soft hyphens, marks of nothing: no words, and some of them end lines for one reader and not for the next."""
    return re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\ud800-\udfff]")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(r"[ \t\u00a0]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029])[ \t]*")


def cleaned(text: str) -> str:
    """Give a piece of text without control characters, one sort of line end, and nothing around it."""
    text = text.strip()
    if text.isascii() and text.isprintable():
        return text
    return _unwanted().sub("", _ends().sub("\n", text)).strip()


class Building:
    """A text under construction."""

    def __init__(self, name: str, most: int) -> None:
        self.name = name
        self.most = most
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._length = 0
        self._last: BlockKind | None = None

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def heading(self, text: str, level: int, marker: str = "", quoted: int = 0) -> None:
        """Add a heading; its number, if it has one, stands between the hashes and its words."""
        text = " ".join(cleaned(text).split())
        if text:
            level = min(max(level, 1), DEEPEST)
            mark = f"{'#' * level} {marker}{' ' if marker else ''}"
            self._block(BlockKind.HEADING, text, level, mark, quoted)

    def item(self, text: str, depth: int, marker: str = "-", quoted: int = 0) -> None:
        """Add a list entry."""
        text = cleaned(text)
        if text:
            depth = min(max(depth, 0), DEEPEST_ITEM)
            indent = INDENT * depth
            self._block(BlockKind.ITEM, text.replace("\n", f"\n{indent}{INDENT}"), depth, f"{indent}{marker} ", quoted)

    def row(self, cells: Sequence[str], quoted: int = 0) -> None:
        """Add a table row; empty rows are left out."""
        told = [" ".join(cleaned(cell).split()).replace("|", "/") for cell in cells]
        if any(told):
            self._block(BlockKind.ROW, f"| {' | '.join(told)} |", 0, "", quoted)

    def paragraph(self, text: str, quoted: int = 0) -> None:
        """Add a paragraph; where its lines bear marks of their own, typed by hand, it is what they say."""
        text = cleaned(text)
        if not text:
            return
        if quoted:
            self._block(BlockKind.PARAGRAPH, text, 0, "", quoted)
            return
        found = blocks_of(text)
        start = self._begin(found[0].kind if found else BlockKind.PARAGRAPH)
        self.blocks.extend(Block(block.kind, start + block.start, start + block.end, block.level) for block in found)
        self._write(text)
        if found:
            self._last = found[-1].kind

    def _block(self, kind: BlockKind, text: str, level: int, mark: str, quoted: int) -> None:
        start = self._begin(kind)
        marks = ">" * quoted + " " if quoted else ""
        self._write(marks + mark)
        start += len(marks) + len(mark)
        if marks:
            text = text.replace("\n", f"\n{marks}")
        self._write(text)
        self.blocks.append(Block(kind, start, start + len(text), level))

    def _begin(self, kind: BlockKind) -> int:
        """Part what comes from what stands; entries of one list and rows of one table stand on adjacent lines."""
        if self._last is not None:
            close = kind is self._last and kind in {BlockKind.ITEM, BlockKind.ROW}
            self._write("\n" if close else "\n\n")
        self._last = kind
        return self._length

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > self.most:
            raise DraftError(f"the file holds more than {self.most:,} characters of text; give one letter or plan", Where(self.name))
