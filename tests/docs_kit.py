"""What the tests of the docs share: the pages, their fenced blocks, their tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(path for path in DOCS.glob("*.md") if path.name != "rules.md"))
"""Every page people wrote; the rules page is made from the catalogue."""
_FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")


class Block(NamedTuple):
    """One fenced block of a page."""

    page: Path
    line: int
    language: str
    text: str


def blocks(page: Path, *languages: str) -> list[Block]:
    """Give the fenced blocks of a page in these languages, in order; in all where none is named."""
    text = page.read_text("utf-8")
    found = [Block(page, text.count("\n", 0, match.start()) + 1, match[1].strip(), match[2]) for match in _FENCE.finditer(text)]
    return [block for block in found if not languages or block.language in languages]


def sections(text: str) -> dict[str, str]:
    """Give the text under each heading, up to the next heading of any level."""
    heads = list(re.finditer(r"^#{1,4} (.+)$", text, re.MULTILINE))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return {head[1].strip().strip("`"): text[head.end() : end] for head, end in zip(heads, ends, strict=True)}


def first_cells(section: str) -> list[str]:
    """Give every word set as code in the first column of a section's tables."""
    return [word for row in rows(section) for word in _CODE.findall(row[0])]


def rows(section: str) -> Iterator[list[str]]:
    """Give the rows of a section's tables, without their heads."""
    lines = section.splitlines()
    for place, line in enumerate(lines):
        is_head = place + 1 < len(lines) and set(lines[place + 1]) <= set("|-: ") and "-" in lines[place + 1]
        if line.startswith("|") and not is_head and set(line) - set("|-: "):
            yield [cell.strip() for cell in line.strip().strip("|").split(" | ")]
