"""A Word document -> its bytes, the same every time.

In: a document, and what its properties shall say. Out: the bytes of a .docx. Touches no disk.

Whoever's template it was, the file carries no name, path, date or picture of the machine it was made on: only what is given here.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from escalate_ai.word.elements import W, sane, under
from escalate_ai.word.opening import package_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from docx.document import Document

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip archive can hold."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CORE = "http://schemas.openxmlformats.org/package/2006"
_DROPPED = (
    f"{_CORE}/relationships/metadata/thumbnail",
    f"{_OFFICE}/relationships/custom-properties",
    f"{_OFFICE}/relationships/attachedTemplate",
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class About:
    """What the properties of a file say; what is empty is left out."""

    title: str = ""
    author: str = ""
    day: date | None = None
    """The day it is for; the file knows no hour."""


def save(document: Document, about: About = About()) -> bytes:
    """Give the bytes of a document: parts in a fixed order, every time stamp fixed, properties as given and no others."""
    _forget(document)
    properties = _properties(document, about)
    return packed(_parts(document) | properties)


def save_copy(document: Document) -> bytes:
    """Give the bytes of somebody's own document: its properties stay as they are, and two runs give the same bytes."""
    return packed(_parts(document))


def _parts(document: Document) -> dict[str, bytes]:
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Give a zip archive of these parts that is the same bytes whenever and wherever it is made."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", not name.startswith("_rels/"), name)):
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            archive.writestr(info, parts[name])
    return data.getvalue()


def _forget(document: Document) -> None:
    """Cut what a template remembers of its maker: preview picture, house properties, and the path of its own template."""
    settings = under(document.settings)
    held = [rel.target_part for rel in document.part.rels.values() if rel.reltype == f"{_OFFICE}/relationships/settings"]
    for rels in (package_of(document).rels, *(part.rels for part in held)):
        for ident in [ident for ident, rel in rels.items() if rel.reltype in _DROPPED]:
            del rels[ident]
    for tag in ("attachedTemplate", "docVars", "rsids", "mailMerge"):
        for found in settings.findall(f"{W}{tag}"):
            settings.remove(found)


def _properties(document: Document, about: About) -> dict[str, bytes]:
    """Give both property parts anew, under the names they have in this document."""
    _ = document.core_properties  # asking for the core part makes one where there is none
    held = {
        f"{_CORE}/relationships/metadata/core-properties": _core(about),
        f"{_OFFICE}/relationships/extended-properties": _HEAD + f'<Properties xmlns="{_OFFICE}/extended-properties"/>\n',
    }
    names = {rel.reltype: str(rel.target_part.partname).lstrip("/") for rel in package_of(document).rels.values() if not rel.is_external}
    return {names[kind]: text.encode() for kind, text in held.items() if kind in names}


def _core(about: About) -> str:
    stamp = f"{about.day.isoformat()}T00:00:00Z" if about.day else ""
    title, author = escape(sane(about.title)), escape(sane(about.author))
    told = (
        f"<dc:title>{title}</dc:title>" if title else "",
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>" if author else "",
        "<cp:revision>1</cp:revision>",
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>' if stamp else "",
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>' if stamp else "",
    )
    spaces = (
        f'xmlns:cp="{_CORE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    return f"{_HEAD}<cp:coreProperties {spaces}>{''.join(told)}</cp:coreProperties>\n"
