"""The lines of a PDF's pages, with where and how they stand. In: bytes. Out: `Page`s.

PDFium does the reading; it is loaded with the first PDF. It serves one caller at a time: a lock stands around it. Nothing is drawn, no
script of a file is run, nothing is fetched.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from threading import Lock
from typing import Protocol, cast

from escalate_ai.errors import DraftError, Where
from escalate_ai.reading.markup import DAMAGED

PDFIUM = Lock()
"""PDFium serves one caller at a time, whatever it is asked."""
_PASSWORD = 4
"""PDFium's number for a password it was not given."""
_IMAGE, _PATH = 3, 2
"""PDFium's numbers for pictures and shapes."""
_HIDDEN = 3
"""The way of drawing letters that leaves no mark; text recognition lays its words over a scan so."""
OBJECTS = 3000
"""Objects of a page that are looked at for pictures and for what stands behind white words."""
_WHITE = 245
_FAINT = 2.0
"""Points; smaller letters are not for reading."""
_NAMED_BOLD = 0x40000
_HEAVY = 600
PICTURE = 0.08
"""Share of a page from which a picture is more than a logo."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line of a page."""

    text: str
    left: float
    right: float
    top: float
    size: float
    bold: bool


@dataclass(slots=True)
class Page:
    """One page."""

    width: float
    height: float
    lines: list[PdfLine] = field(default_factory=list[PdfLine])
    hidden: int = 0
    """Characters that the page does not show."""
    pictures: int = 0
    damaged: bool = False


class _Raw(Protocol):
    """The functions of PDFium that are used, by their names there."""

    FS_RECTF: type[ctypes.Structure]

    def FPDFText_GetCharIndexFromTextIndex(self, page: object, index: int, /) -> int: ...  # noqa: N802
    def FPDFText_GetLooseCharBox(self, page: object, index: int, box: object, /) -> int: ...  # noqa: N802
    def FPDFText_GetFontSize(self, page: object, index: int, /) -> float: ...  # noqa: N802
    def FPDFText_GetFontWeight(self, page: object, index: int, /) -> int: ...  # noqa: N802
    def FPDFText_GetFontInfo(self, page: object, index: int, name: object, size: int, flags: object, /) -> int: ...  # noqa: N802
    def FPDFText_GetFillColor(self, page: object, index: int, *rgba: object) -> int: ...  # noqa: N802
    def FPDFText_GetTextObject(self, page: object, index: int, /) -> object: ...  # noqa: N802
    def FPDFTextObj_GetTextRenderMode(self, text: object, /) -> int: ...  # noqa: N802
    def FPDFPage_CountObjects(self, page: object, /) -> int: ...  # noqa: N802
    def FPDFPage_GetObject(self, page: object, index: int, /) -> object: ...  # noqa: N802
    def FPDFPageObj_GetType(self, thing: object, /) -> int: ...  # noqa: N802
    def FPDFPageObj_GetBounds(self, thing: object, left: object, bottom: object, right: object, top: object, /) -> int: ...  # noqa: N802
    def FPDFPageObj_GetFillColor(self, thing: object, red: object, green: object, blue: object, alpha: object, /) -> int: ...  # noqa: N802


class _TextPage(Protocol):
    def get_text_range(self) -> str: ...
    def close(self) -> None: ...


class _PdfPage(Protocol):
    def get_size(self) -> tuple[float, float]: ...
    def get_textpage(self) -> _TextPage: ...
    def close(self) -> None: ...


class _Pdf(Protocol):
    def __len__(self) -> int: ...
    def __getitem__(self, index: int, /) -> _PdfPage: ...
    def close(self) -> None: ...


class _Pdfium(Protocol):
    PdfiumError: type[Exception]

    def PdfDocument(self, data: bytes, /) -> _Pdf: ...  # noqa: N802


def pages_of(data: bytes, name: str, most: int) -> tuple[list[Page], int]:
    """Give the pages of a PDF, the first `most` of them, and how many it has.

    Raises:
        DraftError: It is damaged or locked with a password.

    """
    with PDFIUM:
        pdfium, raw = cast("_Pdfium", import_module("pypdfium2")), cast("_Raw", import_module("pypdfium2.raw"))
        try:
            pdf = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD:
                raise DraftError("the PDF is locked with a password; save it without one", Where(name)) from None
            raise DraftError(DAMAGED, Where(name)) from None
        try:
            count = len(pdf)
            return [_page(pdf, place, pdfium, raw) for place in range(min(count, most))], count
        finally:
            pdf.close()


def _page(pdf: _Pdf, place: int, pdfium: _Pdfium, raw: _Raw) -> Page:
    try:
        page = pdf[place]
    except pdfium.PdfiumError:
        return Page(0, 0, damaged=True)
    try:
        words = page.get_textpage()
    except pdfium.PdfiumError:
        page.close()
        return Page(0, 0, damaged=True)
    try:
        return _Reader(raw, page, words).read()
    finally:
        words.close()
        page.close()


class _Reader:
    """Reads one page."""

    def __init__(self, raw: _Raw, page: _PdfPage, words: _TextPage) -> None:
        self.raw = raw
        self.page = page
        self.words = words
        self.told = Page(*page.get_size())
        self._box = raw.FS_RECTF()
        self._colors = tuple(ctypes.c_uint() for _ in range(4))
        self._shapes: list[Box] | None = None

    def read(self) -> Page:
        """Give the page."""
        self.told.pictures = sum(self._is_picture(box) for _, box in self._objects((_IMAGE,)))
        text = self.words.get_text_range()
        at = 0
        for piece in re.split(r"(\r\n|[\r\n])", text):
            if piece.strip():
                self._line(piece, at)
            at += len(piece)
        return self.told

    def _line(self, piece: str, at: int) -> None:
        """Take one line, word by word: what is not seen is left out."""
        shown: list[str] = []
        first = last = -1
        for word in re.finditer(r"\S+\s*", piece):
            index = self._index(at + word.start())
            if self._is_hidden(index):
                self.told.hidden += len(word[0].strip())
                continue
            shown.append(word[0])
            first = index if first < 0 else first
            last = self._index(at + word.start() + len(word[0].rstrip()) - 1)
        if first < 0:
            return
        left, _, _, top = self._place(first)
        size = self._size(first)
        text = "".join(shown).replace("\ufffe", "-").replace("\x02", "-").rstrip()
        bold = self._is_bold(first) and self._is_bold(last)
        self.told.lines.append(PdfLine(text, left, self._place(last)[2], top, size, bold))

    def _index(self, place: int) -> int:
        return self.raw.FPDFText_GetCharIndexFromTextIndex(self._page_handle, place)

    @property
    def _page_handle(self) -> object:
        return self.words

    def _place(self, index: int) -> Box:
        box = self._box
        if not self.raw.FPDFText_GetLooseCharBox(self._page_handle, index, ctypes.byref(box)):
            return (0.0, 0.0, 0.0, 0.0)
        return (float(getattr(box, "left")), float(getattr(box, "bottom")), float(getattr(box, "right")), float(getattr(box, "top")))  # noqa: B009

    def _size(self, index: int) -> float:
        size = self.raw.FPDFText_GetFontSize(self._page_handle, index)
        if size > _FAINT * 2:
            return size
        _, bottom, _, top = self._place(index)
        return max(top - bottom, 0.0)

    def _is_bold(self, index: int) -> bool:
        if self.raw.FPDFText_GetFontWeight(self._page_handle, index) >= _HEAVY:
            return True
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self.raw.FPDFText_GetFontInfo(self._page_handle, index, name, 128, ctypes.byref(flags))
        return bool(flags.value & _NAMED_BOLD) or b"bold" in name.value.lower() or b"black" in name.value.lower()

    def _is_hidden(self, index: int) -> bool:
        """Tell whether a reader of the page does not see the word that begins here."""
        red, green, blue, alpha = self._colors
        color = (ctypes.byref(part) for part in self._colors)
        left, bottom, right, top = box = self._place(index)
        if top - bottom < _FAINT and top != bottom and self._size(index) < _FAINT:
            return True
        if right < 0 or top < 0 or left > self.told.width or bottom > self.told.height:
            return True
        if self.raw.FPDFText_GetFillColor(self._page_handle, index, *color):
            if alpha.value == 0:
                return True
            if min(red.value, green.value, blue.value) >= _WHITE and not self._is_backed(box):
                return True
        return not self.told.pictures and self._is_unmarked(index)

    def _is_unmarked(self, index: int) -> bool:
        thing = self.raw.FPDFText_GetTextObject(self._page_handle, index)
        return bool(thing) and self.raw.FPDFTextObj_GetTextRenderMode(thing) == _HIDDEN

    def _is_backed(self, box: Box) -> bool:
        """Tell whether a color or a picture stands behind a place, on which white letters are seen."""
        if self._shapes is None:
            self._shapes = [found for _, found in self._objects((_IMAGE, _PATH))]
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in self._shapes)

    def _is_picture(self, box: Box) -> bool:
        left, bottom, right, top = box
        return (right - left) * (top - bottom) >= PICTURE * self.told.width * self.told.height > 0

    def _objects(self, kinds: Sequence[int]) -> Iterator[tuple[int, Box]]:
        """Give pictures and colored shapes of the page with their places."""
        count = self.raw.FPDFPage_CountObjects(self.page)
        for place in range(min(count, OBJECTS)):
            thing = self.raw.FPDFPage_GetObject(self.page, place)
            kind = self.raw.FPDFPageObj_GetType(thing)
            if kind not in kinds or (kind == _PATH and not self._is_colored(thing)):
                continue
            sides = tuple(ctypes.c_float() for _ in range(4))
            if self.raw.FPDFPageObj_GetBounds(thing, *(ctypes.byref(side) for side in sides)):
                left, bottom, right, top = (side.value for side in sides)
                yield kind, (left, bottom, right, top)

    def _is_colored(self, thing: object) -> bool:
        red, green, blue, alpha = parts = tuple(ctypes.c_uint() for _ in range(4))
        if not self.raw.FPDFPageObj_GetFillColor(thing, *(ctypes.byref(part) for part in parts)):
            return False
        return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE
