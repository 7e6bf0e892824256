"""What a Word, Excel or PDF file holds that a reader does not see at first.

In: the bytes of a file. Out: `Marks`: how many tracked changes, comments and hidden words, and whose names stand in its properties.

Opens no other file. A file that is damaged, encrypted or of another format has no marks that anybody could find, and gives none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from escalate_ai.errors import DraftError
from escalate_ai.policy import Policy, default_policy
from escalate_ai.reading.archive import Archive
from escalate_ai.reading.formats import Format, format_of
from escalate_ai.reading.pdfpages import PDFIUM
from escalate_ai.reading.wordstyles import Look, child, local, look_of, paragraph_look

if TYPE_CHECKING:
    from escalate_ai.reading.markup import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_CHANGES = "ins del moveFrom moveTo rPrChange pPrChange tblPrChange trPrChange tcPrChange sectPrChange cellIns cellDel"
_TRACKED = frozenset(f"{_W}{name}" for name in _CHANGES.split())
_AUTHORS = (f"{_DC}creator", f"{_CP}lastModifiedBy")
_MARGINS = 12
"""Headers and footers that are looked through; a letter has three of each at most."""
_SHEETS = 50
"""Sheets of a workbook whose remarks are looked for."""
_STORIES = (
    *("word/document.xml", "word/comments.xml", "word/footnotes.xml", "word/endnotes.xml"),
    *(f"word/{kind}{place}.xml" for kind in ("header", "footer") for place in range(1, _MARGINS + 1)),
)
_PDF_NOTES = frozenset({1, 3, 9, 10, 11, 12, 14})
"""PDF annotations that are somebody's remarks: text, free text, highlight, underline, squiggly, strike-out, caret (FPDF_ANNOT_*)."""
_PDF_PAGES = 400


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands in a file beside its words."""

    tracked: int = 0
    """Changes that are recorded and not accepted."""
    comments: int = 0
    """Remarks at its margin."""
    hidden: int = 0
    """Runs of hidden text."""
    authors: tuple[str, ...] = ()
    """Who wrote and last saved it, as its properties say."""


NO_MARKS = Marks()


def marks_of(data: bytes, policy: Policy | None = None) -> Marks:
    """Give the marks of a Word, Excel or PDF file, told by its content; none for any other, and none for one that cannot be opened.

    Args:
        data: What stands in the file.
        policy: Its `files` table limits what is opened; default the built-in one.

    """
    kind = format_of(data)
    if kind is Format.WORD:
        try:
            return _word(Archive(data, "file", (policy or default_policy()).files))
        except DraftError:
            return NO_MARKS
    if kind is Format.SHEET and data.startswith(b"PK"):
        try:
            return _sheet(Archive(data, "file", (policy or default_policy()).files))
        except DraftError:
            return NO_MARKS
    return _pdf(data) if kind is Format.PDF else NO_MARKS


def _word(archive: Archive) -> Marks:
    counts: Counter[str] = Counter()
    for name in _STORIES:
        tree = archive.tree(name)
        for element in tree.iter() if tree is not None else ():
            counts["tracked"] += element.tag in _TRACKED
            counts["comments"] += element.tag == f"{_W}comment"
            counts["hidden"] += element.tag == f"{_W}r" and _hides(element)
    return Marks(counts["tracked"], counts["comments"], counts["hidden"], _authors(archive))


def _sheet(archive: Archive) -> Marks:
    """Give the remarks in the cells of a spreadsheet, and its authors; hidden rows and columns are a matter of taste there."""
    trees = [tree for place in range(1, _SHEETS + 1) if (tree := archive.tree(f"xl/comments{place}.xml")) is not None]
    return Marks(comments=sum(local(element) == "comment" for tree in trees for element in tree.iter()), authors=_authors(archive))


def _authors(archive: Archive) -> tuple[str, ...]:
    core = archive.tree("docProps/core.xml")
    told = [(element.text or "").strip() for element in (core.iter() if core is not None else ()) if element.tag in _AUTHORS]
    return tuple(dict.fromkeys(name for name in told if name))


def _hides(run: Element) -> bool:
    """Say whether a run holds words that the page does not show: hidden, tiny, or white on white."""
    if not any(local(inner) == "t" and (inner.text or "").strip() for inner in run):
        return False
    look = look_of(child(run, "rPr"))
    above = run.getparent()
    while above is not None and look.white:
        if local(above) == "p":
            look = look.over(paragraph_look(child(above, "pPr")))
        elif local(above) == "tbl":
            # a table's style may set white letters off
            look = Look(shaded=True).over(look)
        above = above.getparent()
    return look.hidden


# ---------------------------------------------------------------- PDF


class _Page(Protocol):
    raw: object

    def close(self) -> None: ...


class _Pdf(Protocol):
    def __len__(self) -> int: ...
    def __getitem__(self, place: int, /) -> _Page: ...
    def get_metadata_value(self, key: str, /) -> str: ...
    def close(self) -> None: ...


class _Pdfium(Protocol):
    """What is used of pypdfium2, which ships no types."""

    def PdfDocument(self, data: bytes, /) -> _Pdf: ...  # noqa: N802  pypdfium2's own


class _Raw(Protocol):
    def FPDFPage_GetAnnotCount(self, page: object, /) -> int: ...  # noqa: N802  pdfium's own
    def FPDFPage_GetAnnot(self, page: object, place: int, /) -> object: ...  # noqa: N802
    def FPDFAnnot_GetSubtype(self, note: object, /) -> int: ...  # noqa: N802
    def FPDFPage_CloseAnnot(self, note: object, /) -> None: ...  # noqa: N802


def _pdf(data: bytes) -> Marks:
    """Loads pypdfium2 with the first PDF."""
    pdfium, raw = cast("_Pdfium", import_module("pypdfium2")), cast("_Raw", import_module("pypdfium2.raw"))
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except RuntimeError:  # PdfiumError: damaged or encrypted
            return NO_MARKS
        try:
            author = document.get_metadata_value("Author").strip()
            notes = sum(_notes(document[place], raw) for place in range(min(len(document), _PDF_PAGES)))
        except RuntimeError:  # a page that cannot be loaded
            return NO_MARKS
        finally:
            document.close()
    return Marks(comments=notes, authors=(author,) if author else ())


def _notes(page: _Page, raw: _Raw) -> int:
    found = 0
    for place in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, place)
        found += raw.FPDFAnnot_GetSubtype(note) in _PDF_NOTES
        raw.FPDFPage_CloseAnnot(note)
    page.close()
    return found
