"""A Word document to write into: a blank one, or somebody's own.

In: a paper size, or the bytes of a .docx. Out: python-docx's document. The one module that loads python-docx; opens no file.

A blank document is made of this package's own parts (data/word), so that no other program's template, name or picture is in it.
"""

from __future__ import annotations

import io
import zipfile
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from escalate_ai.errors import DraftError, Where

if TYPE_CHECKING:
    from docx.document import Document
    from docx.package import Package
    from docx.shared import Length

_PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "rels.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/numbering.xml": "numbering.xml",
}
_MOST_UNPACKED = 100_000_000
_MOST_PARTS = 2_000
_MOST_XML = 20_000_000
"""Bytes of one XML part: parsed, it takes ten times that."""


class Paper(Enum):
    """A size of paper, width and height in twentieths of a point."""

    LETTER = (12240, 15840)
    A4 = (11906, 16838)


@cache
def part(name: str) -> bytes:
    """Give a part of the blank document, as it is packed."""
    return files("escalate_ai").joinpath("data", "word", name).read_bytes()


def blank(paper: Paper = Paper.LETTER) -> Document:
    """Give an empty document with the styles of a letter: Title, Heading 1 to 3, List Bullet, List Number, Table Grid."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, source in _PARTS.items():
            archive.writestr(name, part(source))
    document = _loaded(packed)
    section = document.sections[0]
    section.page_width, section.page_height = (twips(side) for side in paper.value)
    return document


def opened(data: bytes, name: str) -> Document:
    """Give somebody's Word document, to be filled or commented; macros and what it embeds are never run.

    Args:
        data: The bytes of the .docx.
        name: What messages call the file.

    Raises:
        DraftError: It is no .docx, is damaged, or unpacks to more than a letter can hold.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _bounded(archive, name)
        return _loaded(io.BytesIO(data))
    except DraftError:
        raise
    except Exception as error:  # noqa: BLE001  a damaged file fails in python-docx, lxml and zipfile each in ways of their own
        raise DraftError(
            f"the file is no Word document, or a damaged one ({type(error).__name__}); save it anew as .docx", Where(name)
        ) from None


def package_of(document: Document) -> Package:
    """Give the package a document was opened from."""
    return cast("Package", document.part.package)  # never None: every document was opened from one


def twips(twentieths: int) -> Length:
    """Give a length in twentieths of a point, Word's own measure of pages."""
    from docx.shared import Twips  # noqa: PLC0415  loaded with the first document

    return Twips(twentieths)


def millimetres(count: float) -> Length:
    """Give a length in millimetres."""
    from docx.shared import Mm  # noqa: PLC0415  loaded with the first document

    return Mm(count)


def _bounded(archive: zipfile.ZipFile, name: str) -> None:
    infos = archive.infolist()
    whole = sum(info.file_size for info in infos)
    if len(infos) > _MOST_PARTS or whole > _MOST_UNPACKED:
        message = f"the file unpacks to {len(infos):,} parts of {whole:,} bytes, which no letter does; nothing of it was read"
        raise DraftError(message, Where(name))
    if any(info.file_size > _MOST_XML and info.filename.lower().endswith((".xml", ".rels")) for info in infos):
        raise DraftError(f"one part of the file has more than {_MOST_XML:,} bytes of text; nothing of it was read", Where(name))
    if "word/document.xml" not in {info.filename for info in infos}:
        raise DraftError("the file is no Word document; give a .docx", Where(name))


def _loaded(data: io.BytesIO) -> Document:
    import docx  # noqa: PLC0415  python-docx and lxml are loaded when the first document is made

    return docx.Document(data)
