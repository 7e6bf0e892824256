"""The cells of one row of a Word table. In: its XML. Out: `Cells`: which paragraphs each holds, and whether it is a page of its own."""

from __future__ import annotations

from dataclasses import dataclass

from escalate_ai.reading.markup import Element
from escalate_ai.reading.wordstyles import child, dark, local

PAGE = 5
"""Paragraphs from which a cell is no entry of a table but a column of a page."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One cell of a row."""

    element: Element
    paragraphs: tuple[Element, ...]
    shaded: bool

    @property
    def is_page(self) -> bool:
        """Whether the cell holds more than a table's entry: a table, or many paragraphs."""
        return len(self.paragraphs) >= PAGE or any(local(inner) == "tbl" for inner in self.element)


def cells_of(row: Element) -> list[Cells]:
    """Give the cells of a row in order, those in content controls too."""
    found: list[Cells] = []
    for element in row:
        if local(element) == "tc":
            found.append(_cell(element))
        elif local(element) in {"sdt", "customXml"}:
            found += [_cell(inner) for inner in element.iter() if local(inner) == "tc"]
    return found


def _cell(element: Element) -> Cells:
    return Cells(element, tuple(_paragraphs(element, 0)), bool(dark(child(child(element, "tcPr"), "shd"))))


def _paragraphs(parent: Element, depth: int) -> list[Element]:
    found: list[Element] = []
    for inner in parent:
        name = local(inner)
        if name == "p":
            found.append(inner)
        elif name in {"sdt", "sdtContent", "customXml", "ins", "moveTo"} and depth < PAGE:
            found += _paragraphs(inner, depth + 1)
    return found
