"""Words into a Word document: headings, paragraphs, lists, tables. In: a document and words. Out: the same document, longer at its end.

Every helper gives the paragraphs it made, so that a caller may move or mark them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.word.elements import W, added, made, sane, under
from escalate_ai.word.lists import join, new_list, settings_of
from escalate_ai.word.opening import millimetres, twips

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document
    from docx.table import Table, _Row  # pyright: ignore[reportPrivateUsage]  the only name of a row
    from docx.text.paragraph import Paragraph


def heading(document: Document, text: str, level: int = 1) -> Paragraph:
    """Add a heading; level 0 is the title, 1 to 3 are headings. A template without that style gets a bold paragraph of the same rank."""
    new = _paragraph(document, text, "Title" if level == 0 else f"Heading {level}")
    if new.style is None or new.style.name in {None, "Normal"}:
        for run in new.runs:
            run.bold = True
        if level:
            # the rank that Word's outline and screen readers go by
            added(settings_of(new), "outlineLvl", val=str(level - 1))
    new.paragraph_format.keep_with_next = True
    return new


def paragraph(document: Document, text: str, style: str | None = None, *, bold: bool = False) -> Paragraph:
    """Add a paragraph; a line feed in the text is a line break within it. A style that the document lacks is passed over."""
    new = _paragraph(document, text, style)
    for run in new.runs if bold else ():
        run.bold = True
    return new


def bullets(document: Document, items: Iterable[str], depth: int = 0) -> list[Paragraph]:
    """Add a bulleted list."""
    return _entries(document, items, "List Bullet", new_list(document, counted=False), depth)


def numbered(document: Document, items: Iterable[str], depth: int = 0) -> list[Paragraph]:
    """Add a numbered list that starts at 1."""
    return _entries(document, items, "List Number", new_list(document, counted=True), depth)


def table(document: Document, rows: Sequence[Sequence[str]], *, widths: Sequence[int] | None = None, head: bool = False) -> Table:
    """Add a table with thin lines.

    Args:
        document: Where to.
        rows: The cells row by row; a short row is filled up with empty cells.
        widths: Of the columns, in millimetres; else they share the page.
        head: Whether the first row names the columns: bold, and repeated on every page.

    """
    table: Table = document.add_table(rows=len(rows), cols=max((len(row) for row in rows), default=1))
    if any(style.name == "Table Grid" for style in document.styles):
        table.style = "Table Grid"
    table.autofit = widths is None
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = sane(text)
        _row_setting(row, "cantSplit")  # a row is never torn between two pages
    for column, width in zip(table.columns, widths or (), strict=False):
        column.width = millimetres(width)
        for cell in column.cells:
            cell.width = millimetres(width)
    if head and rows:
        _row_setting(table.rows[0], "tblHeader")
        for run in (run for cell in table.rows[0].cells for held in cell.paragraphs for run in held.runs):
            run.bold = True
    return table


def _row_setting(row: _Row, name: str) -> None:
    element = under(row)
    held = element.find(f"{W}trPr")
    if held is None:
        held = made(element, "trPr")
        element.insert(0, held)
    added(held, name)


def _entries(document: Document, items: Iterable[str], style: str, number: int, depth: int) -> list[Paragraph]:
    entries = [_paragraph(document, item, style) for item in items]
    for entry in entries:
        join(entry, number, depth)
    if entries:
        # what follows a list stands off as it does from a paragraph
        entries[-1].paragraph_format.space_after = twips(160)
    return entries


def _paragraph(document: Document, text: str, style: str | None) -> Paragraph:
    known = style is not None and any(held.name == style for held in document.styles)
    return document.add_paragraph(sane(text), style if known else None)
