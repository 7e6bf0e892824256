"""Whether a document can be opened, and is what its name says. In: bytes and a name. Out: what is wrong with it, or None. Judges no words.

Made for documents that are passed on unread: whoever gets an empty, cut off, locked or mislabelled file reads none of the others either.
"""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast
from zipfile import BadZipFile, ZipFile

from escalate_ai.errors import DraftError
from escalate_ai.reading.archive import Archive
from escalate_ai.reading.formats import Format, format_of
from escalate_ai.reading.pdfpages import PDFIUM

if TYPE_CHECKING:
    from escalate_ai.policy import FilePolicy

_OFFICE = (Format.OLD_WORD, Format.OFFICE, Format.SHEET, Format.WORD, Format.RTF, Format.HTML, None)
"""What programs save under the old names, and open again under them."""
_TEXT = (None, Format.HTML, Format.MAIL)
_BY_NAME: dict[str, tuple[Format | None, ...]] = {
    ".pdf": (Format.PDF,),
    ".docx": (Format.WORD,),
    ".xlsx": (Format.SHEET,),
    ".doc": _OFFICE,
    ".xls": _OFFICE,
    ".csv": _TEXT,
    ".txt": _TEXT,
    ".md": _TEXT,
    ".eml": _TEXT,
    ".png": (Format.IMAGE,),
    ".jpg": (Format.IMAGE,),
    ".jpeg": (Format.IMAGE,),
    ".gif": (Format.IMAGE,),
}
_PASSWORD = 4
"""PDFium's number for a password it was not given."""


class Unfit(NamedTuple):
    """Why a document is not to be passed on."""

    told: str
    """In words that follow its name."""
    certain: bool
    """Whether anybody would meet it; another program may open what ours cannot."""


_LOCKED = Unfit("is locked with a password", certain=True)
_DAMAGED = Unfit("is damaged or was cut off", certain=False)


class _Pdf(Protocol):
    def __len__(self) -> int: ...
    def close(self) -> None: ...


class _Pdfium(Protocol):
    """What is used of pypdfium2, which ships no types."""

    def PdfDocument(self, data: bytes, /) -> _Pdf: ...  # noqa: N802  pypdfium2's own


def unfit(data: bytes, name: str, limits: FilePolicy) -> Unfit | None:  # noqa: PLR0911  one return for each way to be unfit
    """Say why a document is not to be passed on; None where it opens, and for endings that are not known.

    Args:
        data: What stands in the file.
        name: Its name, whose ending says what it should be.
        limits: How much is unpacked to see.

    """
    if not data.strip():
        return Unfit("is empty", certain=True)
    wanted, kind = _BY_NAME.get(PurePath(name).suffix.lower()), format_of(data)
    if kind is Format.LOCKED:
        return _LOCKED
    if wanted is None:
        return None
    if kind not in wanted:
        return Unfit(f"is {kind}, whatever its name says", certain=True) if kind else Unfit("is not what its name says", certain=False)
    if kind is Format.PDF:
        return _pdf(data)
    if kind is Format.WORD:
        return _word(data, name, limits)
    return _packed(data) if kind is Format.SHEET and data.startswith(b"PK") else None


def _pdf(data: bytes) -> Unfit | None:
    """Loads pypdfium2 with the first PDF."""
    pdfium = cast("_Pdfium", import_module("pypdfium2"))
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except RuntimeError as error:  # PdfiumError
            return _LOCKED if getattr(error, "err_code", None) == _PASSWORD else _DAMAGED
        try:
            return None if len(document) else _DAMAGED
        finally:
            document.close()


def _word(data: bytes, name: str, limits: FilePolicy) -> Unfit | None:
    try:
        return None if Archive(data, name, limits).tree("word/document.xml") is not None else _DAMAGED
    except DraftError as error:
        return Unfit(f"cannot be opened: {error.message}", certain=True)


def _packed(data: bytes) -> Unfit | None:
    try:
        with ZipFile(BytesIO(data)) as file:
            return None if file.namelist() else _DAMAGED
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return _DAMAGED
