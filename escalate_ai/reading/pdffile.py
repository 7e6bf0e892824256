"""A PDF -> `Document`. In: bytes. Out: its text in reading order, lines joined to paragraphs, page numbers and repeated page heads dropped.

A page that is only a picture is named; a PDF of nothing else is an error that says it is a scan.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from escalate_ai.errors import DraftError, Where
from escalate_ai.reading.building import Building
from escalate_ai.reading.document import Document
from escalate_ai.reading.formats import Format
from escalate_ai.reading.lines import Kind, Line, marker_class, read_lines
from escalate_ai.reading.markup import DAMAGED
from escalate_ai.reading.pdfbounds import refuse_bombs
from escalate_ai.reading.pdfpages import Page, PdfLine, pages_of
from escalate_ai.reading.quoting import stretches_of

if TYPE_CHECKING:
    from escalate_ai.policy import FilePolicy

MARGIN = 0.1
"""Share of a page's height, above and below, in which page heads and numbers stand."""
OFTEN = 0.6
"""Share of the pages on which a line is repeated that is no text of any of them."""
LARGE = 1.15
"""Times the size of running text from which a short line is a heading."""
TITLE = 1.4
GAP = 1.35
"""Times the usual distance of lines from which a new paragraph begins."""
CLOSE = 1.15
"""Times a narrow gap up to which a gap parts lines, not paragraphs."""
SHORT = 0.8
"""Share of the text's width below which a line ends its paragraph, where it ends a sentence."""
WRAP = 1.7
"""Times its size from which a line under a heading is another heading."""
STEP = 8.0
"""Points by which one depth of a list stands in from the next, at least."""
HEADING_WORDS = 14
SIGNED = 8
"""Lines of a signature at most, and words of one of them."""
_END_OF_FILE = 2048
_GLYPHS = "\u2022\u25e6\u25aa\u25cf\u25cb\u25a0\u2023\u27a2\u2713\u2714\uf0b7\uf0a7\uf0d8\uf0fc\u00b7o*-\u2013"


def read_pdf(data: bytes, name: str, limits: FilePolicy) -> Document:
    """Give what a PDF says.

    Raises:
        DraftError: It is damaged, locked, too large unpacked, or a scan.

    """
    refuse_bombs(data, name, limits)
    pages, count = pages_of(data, name, limits.pdf_pages)
    unread = _unread(data, pages, count, limits.pdf_pages)
    if not any(page.lines for page in pages):
        raise DraftError(_nothing(pages, unread), Where(name))
    building = Building(name, limits.document_characters)
    _Joiner(building, _without_margins(pages)).join()
    text = building.text
    if not text:
        raise DraftError(_nothing(pages, unread), Where(name))
    return Document(text, name, Format.PDF, tuple(building.blocks), stretches_of(text), unread=tuple(unread))


def _nothing(pages: list[Page], unread: list[str]) -> str:
    if any(page.pictures for page in pages):
        return (
            "the PDF is a scan: its pages are pictures without words; run text recognition over it, or give the document it was made from"
        )
    if pages and not all(page.damaged for page in pages):
        return f"the PDF holds no words that can be read{f' ({unread[0]})' if unread else ''}; give its text"
    return DAMAGED


def _unread(data: bytes, pages: list[Page], count: int, most: int) -> list[str]:
    """Say what could not be read, page by page."""
    told = [f"page {number} is a picture" for number, page in enumerate(pages, 1) if page.pictures and not page.lines]
    told += [f"page {number} is damaged" for number, page in enumerate(pages, 1) if page.damaged]
    pictures = sum(page.pictures for page in pages if page.lines)
    if pictures:
        told.append("a picture in it was not read" if pictures == 1 else f"{pictures} pictures in it were not read")
    if hidden := sum(page.hidden for page in pages):
        told.append(f"hidden text was left out: {hidden:,} characters that the pages do not show")
    if count > most:
        told.append(f"it has {count:,} pages; the first {most:,} were read")
    if b"%%EOF" not in data[-_END_OF_FILE:]:
        told.append("the file was cut off; pages may be missing")
    return told


# ---------------------------------------------------------------- page heads, page feet


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        r"\W{0,3}(?:(?:page|p\.?|pg\.?|seite|página|pagina)\s{0,2})?\d{1,4}(?:\s{0,2}(?:of|/|von|de|di|sur)\s{0,2}\d{1,4})?\W{0,3}",
        re.IGNORECASE,
    )


def _in_margin(page: Page, line: PdfLine) -> bool:
    return line.top < page.height * MARGIN or line.top > page.height * (1 - MARGIN)


def _without_margins(pages: list[Page]) -> list[list[PdfLine]]:
    """Give the lines of each page without its number and without what stands on most pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_masked(line.text) for line in page.lines if _in_margin(page, line)})
    wide = sum(bool(page.lines) for page in pages)
    repeated = {text for text, count in seen.items() if count >= max(2, wide * OFTEN)}

    def stays(page: Page, line: PdfLine) -> bool:
        return not _in_margin(page, line) or not (_masked(line.text) in repeated or _number().fullmatch(line.text.strip()))

    return [[line for line in page.lines if stays(page, line)] for page in pages]


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()).lower())


# ---------------------------------------------------------------- lines to paragraphs


class _Joiner:
    """Joins the lines of pages to what they are part of."""

    def __init__(self, building: Building, pages: list[list[PdfLine]]) -> None:
        self.building = building
        self.pages = pages
        lines = [line for page in pages for line in page]
        weights: Counter[float] = Counter()
        for line in lines:
            weights[round(line.size * 2) / 2] += len(line.text)
        self.body = weights.most_common(1)[0][0] if weights else 0.0
        gaps = [above.top - below.top for page in pages for above, below in pairwise(page)]
        near = sorted(gap for gap in gaps if self.body * 0.8 < gap < self.body * 3)
        # of lists of short entries more gaps part entries than lines
        self.gap = median(gap for gap in near if gap <= near[len(near) // 5] * CLOSE) if near else self.body * 1.2
        self.left = min((line.left for line in lines), default=0.0)
        self.right = sorted(line.right for line in lines)[int(len(lines) * 0.95)] if lines else 0.0
        self.depths: list[float] = []
        self._parts: list[str] = []
        self._lines: list[PdfLine] = []
        """The lines of a paragraph that is being joined."""
        self._open: Line | None = None
        """The entry of a list that is being joined; None for a paragraph."""
        self._heading = 0
        """The level of the heading that is being joined; 0 for none."""
        self._last: PdfLine | None = None

    def join(self) -> None:
        """Build the text."""
        for page in self.pages:
            for place, line in enumerate(page):
                self._take(line, top=place == 0)
        self._close()

    def _take(self, line: PdfLine, *, top: bool) -> None:
        text = line.text.strip()
        mark = self._mark(text)
        level = self._level(line, text)
        if level and mark is not None and marker_class(mark.marker) == "glyph":
            level = 0
        if level:
            self._head(line, text, level)
        elif mark is not None:
            self._close()
            self._open = mark
            self._parts = [mark.text]
            self._depth(line.left)
            self._last = line
        else:
            if self._last is None or self._heading or self._parts_from(line, top=top):
                self._close()
            self._parts.append(text)
            self._lines.append(line)
            self._last = line

    def _head(self, line: PdfLine, text: str, level: int) -> None:
        """Take a heading; what stands right under one of the same look is its second line."""
        above = self._last
        goes_on = self._heading == level and above is not None and above.size == line.size and 0 < above.top - line.top < line.size * WRAP
        if not goes_on:
            self._close()
            self._heading = level
        self._parts.append(text)
        self._last = line

    def _mark(self, text: str) -> Line | None:
        """Give a line as an entry of a list, if its marks make it one."""
        if not text or not (text[0] in _GLYPHS or text[0].isdigit() or text[0] in "(abcdefghivxABCDEFGHIVXS[CPMR"):
            return None
        if len(text) == 1 and text in _GLYPHS:
            return Line(Kind.ITEM, "", 0, 0, marker=text)
        found = read_lines(text)
        return found[0] if found and found[0].kind is Kind.ITEM else None

    def _level(self, line: PdfLine, text: str) -> int:
        """Give the level of a heading; 0 for running text."""
        if len(text.split()) > HEADING_WORDS or text.endswith((".", ",", ";")) or not any(char.isalpha() for char in text):
            return 0
        if line.size >= self.body * TITLE:
            return 1
        return 2 if line.bold or line.size >= self.body * LARGE else 0

    def _parts_from(self, line: PdfLine, *, top: bool) -> bool:
        """Tell whether a line begins something new."""
        last = self._last
        if last is None:
            return True
        ended = last.text.rstrip().endswith((".", "!", "?", ":")) and not _is_name(last.text)
        short = last.right - self.left < (self.right - self.left) * SHORT
        if top:
            return (ended or short) and (short or line.text[:1].isupper())
        gap = last.top - line.top
        if gap > self.gap * GAP or gap < -self.gap:
            return True
        if self._open is not None and line.left < last.left - STEP and ended:
            return True
        return short and ended

    def _depth(self, left: float) -> None:
        while self.depths and left < self.depths[-1] - STEP / 2:
            self.depths.pop()
        if not self.depths or left >= self.depths[-1] + STEP:
            self.depths.append(left)

    def _close(self) -> None:
        """Add what was joined so far."""
        parts, self._parts = [part for part in self._parts if part], []
        held, self._open = self._open, None
        lines, self._lines = self._lines, []
        text = ""
        for part in parts:
            joint = "" if not text or (text.endswith("-") and text[-2:-1].isalpha() and part[:1].islower()) else " "
            text += joint + part
        level, self._heading = self._heading, 0
        if level:
            self.depths.clear()
            self.building.heading(text, level)
        elif held is not None:
            glyph = marker_class(held.marker) == "glyph"
            self.building.item(text, len(self.depths) - 1, "-" if glyph else held.marker)
        elif text:
            self.depths.clear()
            self.building.paragraph("\n".join(line.text.strip() for line in lines) if self._is_signature(lines) else text)

    def _is_signature(self, lines: list[PdfLine]) -> bool:
        """Tell whether somebody broke these lines by hand, as in a signature: few, short, no sentences, with room for the next word."""
        if not 1 < len(lines) <= SIGNED or any(_is_prose(line.text) for line in lines):
            return False
        widest = max(line.right for line in lines)
        room = [line.right + _first_word(below) < widest for line, below in pairwise(lines)]
        return widest - self.left < (self.right - self.left) * SHORT and sum(room) * 2 > len(room)


def _is_prose(text: str) -> bool:
    return len(text.split()) > SIGNED or (text.rstrip().endswith((".", "!", "?", ":", ";")) and not _is_name(text))


def _is_name(text: str) -> bool:
    """Tell whether a line that ends in a full stop is a name, as `Ember & Quill Inc.` is."""
    words = text.split()
    return 1 < len(words) <= SIGNED and words[-1].endswith(".") and not any(word[:1].islower() for word in words)


def _first_word(line: PdfLine) -> float:
    """Give about how wide the first word of a line is, with the space before it."""
    return (line.right - line.left) * (len(line.text.split()[0]) + 1) / len(line.text)
