"""A web page or the HTML of a mail -> text and structure. In: bytes or text. Out: `Document`: the words a reader of the page sees.

Scripts, styles, comments and forms are dropped; what the page hides is left out and said to be. Nothing is fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.errors import DraftError, Where
from escalate_ai.reading.building import Building
from escalate_ai.reading.charsets import decoded_page
from escalate_ai.reading.document import Document
from escalate_ai.reading.formats import Format
from escalate_ai.reading.markup import Element, html_of, walk
from escalate_ai.reading.quoters import is_from_amazon
from escalate_ai.reading.quoting import stretches_of
from escalate_ai.reading.webstyle import LISTS, Sheets, backs, is_table, whitens

if TYPE_CHECKING:
    from escalate_ai.policy import FilePolicy

_SKIPPED = {
    "script", "style", "noscript", "template", "head", "title", "svg", "math", "iframe", "object", "embed", "select", "textarea", "button",
    "canvas", "audio", "video", "map", "frameset", "applet",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center", "form", "fieldset", "figure",
    "figcaption", "dl", "dt", "dd", "ul", "ol", "menu", "dir", "table", "tbody", "thead", "tfoot", "tr", "hr", "blockquote", "body", "html",
    "caption", "pre", "details", "summary", "td", "th", "li", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BOLD = {"b", "strong", "u"}
HEADING_WORDS = 12
HEADING_LETTERS = 90
DEEPEST = 20
"""Quotations inside one another that are told from indents."""
START = 300
"""Characters of a quotation by which its writer is told."""


@dataclass(slots=True)
class _List:
    ordered: bool
    next: int = 1
    form: str = "1"


@dataclass(slots=True)
class _State:
    """What holds inside the elements that are open."""

    quoted: int = 0
    shown_on: list[bool] = field(default_factory=lambda: [False])
    """For each open element with a color of its own whether white words on it are seen."""
    lists: list[_List] = field(default_factory=list[_List])
    items: list[str] = field(default_factory=list[str])
    """For each open entry its mark, empty once it was written."""
    heading: int = 0
    bold: int = 0
    white: int = 0
    pre: int = 0
    cells: list[str] | None = None
    """The cells of the open row of a table that is one."""


def read_page(data: bytes, name: str, limits: FilePolicy) -> Document:
    """Give what a web page says.

    Raises:
        DraftError: It holds no words, or too many.

    """
    reader = PageReader(Building(name, limits.document_characters))
    reader.read(decoded_page(data))
    text = reader.building.text
    if not text:
        raise DraftError("the page shows no words; give one with text", Where(name))
    return Document(text, name, Format.HTML, tuple(reader.building.blocks), stretches_of(text), unread=tuple(reader.unread()))


class PageReader:
    """Walks a page and builds its text."""

    def __init__(self, building: Building) -> None:
        self.building = building
        self.state = _State()
        self.sheets = Sheets()
        self.hidden = 0
        self.pictures = 0
        self._said: list[str] = []
        self._plain = self._strong = 0
        self._last = ""
        """The end of what was added last, which may announce a quotation."""
        self._tables: list[bool] = []
        """For each open table whether it is one, and not how a page is laid out."""
        self._quotes: list[int] = []

    def unread(self) -> list[str]:
        """Say what could not be read or was left out."""
        told: list[str] = []
        if self.hidden:
            told.append(f"hidden text was left out: {self.hidden:,} characters that the page does not show")
        if self.pictures:
            told.append("a picture was not read" if self.pictures == 1 else f"{self.pictures} pictures were not read")
        return told

    def read(self, page: str) -> None:
        """Read a page."""
        root = html_of(page.replace("\x00", ""), self.building.name)
        if root is None:
            return
        for element in root.iter():
            if element.tag == "style":
                self.sheets.add(element.text or "")
        steps = walk(root)
        for event, element in steps:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "end":
                self._end(element, tag)
            elif not self._start(element, tag):
                steps.skip_subtree()
        self._flush()

    # ------------------------------------------------------------ elements

    def _passed(self, element: Element, tag: str) -> bool:
        """Whether nothing below an element is read; asked again at its end."""
        return tag in _SKIPPED or self.sheets.hides(element, tag)

    def _start(self, element: Element, tag: str) -> bool:
        if tag in _BLOCKS:
            self._flush()
        if self._passed(element, tag):
            if tag not in _SKIPPED:
                self.hidden += len(_text(element, 100_000).strip())
            return False
        if tag == "br":
            self._said.append("\n")
        elif tag == "img":
            self.pictures += _is_seen(element)
        self._open(element, tag)
        self._say(element.text)
        return True

    def _end(self, element: Element, tag: str) -> None:
        if not self._passed(element, tag):
            if tag in _BLOCKS:
                self._flush()
            self._close(element, tag)
        self._say(element.tail)

    def _open(self, element: Element, tag: str) -> None:
        state = self.state
        if backs(element):
            state.shown_on.append(True)
        state.white += whitens(element)
        if tag in _BOLD:
            state.bold += 1
        elif tag in _HEADINGS:
            state.heading = _HEADINGS[tag]
        elif tag == "pre":
            state.pre += 1
        elif tag in LISTS:
            start = element.get("start") or ""
            state.lists.append(_List(tag == "ol", int(start) if start.isdecimal() and len(start) < 5 else 1, element.get("type") or "1"))  # noqa: PLR2004
        elif tag == "li":
            state.items.append(self._marker())
        elif tag == "table":
            self._tables.append(is_table(element))
        elif tag == "tr" and self._tables and self._tables[-1]:
            state.cells = []
        elif tag == "blockquote":
            self._quotes.append(int(len(self._quotes) < DEEPEST and self._is_quotation(element)))
            state.quoted += self._quotes[-1]

    def _close(self, element: Element, tag: str) -> None:
        state = self.state
        if backs(element) and len(state.shown_on) > 1:
            state.shown_on.pop()
        state.white -= whitens(element)
        if tag in _BOLD:
            state.bold -= 1
        elif tag in _HEADINGS:
            state.heading = 0
        elif tag == "pre":
            state.pre -= 1
        elif tag in LISTS and state.lists:
            state.lists.pop()
        elif tag == "li" and state.items:
            state.items.pop()
        elif tag == "table" and self._tables:
            self._tables.pop()
        elif tag == "tr" and state.cells is not None:
            self.building.row(state.cells, state.quoted)
            state.cells = None
        elif tag == "blockquote" and self._quotes:
            state.quoted -= self._quotes.pop()

    def _marker(self) -> str:
        held = self.state.lists[-1] if self.state.lists else None
        if held is None or not held.ordered:
            return "-"
        held.next += 1
        count = held.next - 1
        if held.form.lower() == "a" and count <= 26:  # noqa: PLR2004  letters of the alphabet
            return f"{chr(ord(held.form) + count - 1)}."
        return f"{count}."

    def _is_quotation(self, element: Element) -> bool:
        """Tell a quotation from an indent, which mail programs write alike."""
        names = f"{element.get('class') or ''} {element.get('type') or ''} {element.get('id') or ''}".lower()
        return "cite" in names or "quote" in names or self._last.endswith(":") or is_from_amazon(_text(element, START))

    # ------------------------------------------------------------ words

    def _say(self, text: str | None) -> None:
        if not text:
            return
        state = self.state
        if state.white and not state.shown_on[-1]:
            self.hidden += len(text.strip())
            return
        self._said.append(text if state.pre else _spaces().sub(" ", text))
        if not text.isspace():
            if state.bold:
                self._strong += 1
            else:
                self._plain += 1

    def _flush(self) -> None:
        """Add what was said since the last block as what it is."""
        if not self._said:
            return
        text = "\n".join(line.strip(" \t") if not self.state.pre else line.rstrip() for line in "".join(self._said).split("\n")).strip("\n")
        strong = self._strong and not self._plain
        self._said.clear()
        self._plain = self._strong = 0
        if not text.strip(" \u00a0\n"):
            return
        state, build = self.state, self.building
        self._last = text.rstrip()[-20:]
        if state.cells is not None:
            state.cells.append(text)
        elif state.heading:
            build.heading(text, state.heading, "", state.quoted)
        elif state.items and state.items[-1]:
            build.item(text, len(state.items) - 1, state.items[-1], state.quoted)
            state.items[-1] = ""
        elif strong and _is_short(text) and not state.items:
            build.heading(text, 2, "", state.quoted)
        else:
            build.paragraph(text, state.quoted)


@cache
def _spaces() -> re.Pattern[str]:
    return re.compile(r"[ \t\r\n\x0c\u00a0]+")


def _is_short(text: str) -> bool:
    return "\n" not in text and len(text) <= HEADING_LETTERS and len(text.split()) <= HEADING_WORDS and not text.endswith((".", ",", ";"))


def _is_seen(element: Element) -> bool:
    """Tell a picture from the dot by which a sender counts readers."""
    return not any((element.get(side) or "9").strip("px ") in {"0", "1"} for side in ("width", "height"))


def _text(element: Element, most: int) -> str:
    """Give the first words inside an element; so many elements are looked at as letters are wanted."""
    parts: list[str] = []
    length = 0
    for count, inner in enumerate(element.iter()):
        for piece in (inner.text, inner.tail if inner is not element else None):
            if piece:
                parts.append(piece)
                length += len(piece)
        if length > most or count > most:
            break
    return "\n".join(parts)[:most]
