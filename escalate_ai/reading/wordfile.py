"""A Word document -> `Document`. In: the bytes of a .docx. Out: its text as the page shows it, with every tracked change accepted.

Read from the XML itself: libraries that open such files lose tracked insertions and content controls. Headers, footers and comments are no
text of a letter or plan and are left out; words that the page does not show are left out and said to be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.errors import DraftError, Where
from escalate_ai.reading.archive import Archive
from escalate_ai.reading.building import Building
from escalate_ai.reading.document import Document
from escalate_ai.reading.formats import Format
from escalate_ai.reading.markup import DAMAGED, Element
from escalate_ai.reading.quoting import stretches_of
from escalate_ai.reading.wordrows import Cells, cells_of
from escalate_ai.reading.wordruns import RunReader, Words, rendering
from escalate_ai.reading.wordstyles import Look, Numbering, Styles, child, local, paragraph_look, switched, value

if TYPE_CHECKING:
    from escalate_ai.policy import FilePolicy

MAIN = "word/document.xml"
HEADING_WORDS = 12
HEADING_LETTERS = 90
LARGE = 1.2
"""Times the size of running text from which a short line is a heading."""
PSEUDO = 2
"""The level of a heading that is only bold."""
RUNNING = 9
_ENTERED = {"ins", "moveTo", "customXml", "sdtContent", "smartTag"}
NESTED = 40
"""Boxes and tables inside one another."""


def read_word(data: bytes, name: str, limits: FilePolicy) -> Document:
    """Give what a Word document says.

    Raises:
        DraftError: It is damaged, locked, too large, or holds no words.

    """
    archive = Archive(data, name, limits)
    main = _main_part(archive)
    root = archive.tree(main)
    body = child(root, "body")
    if root is None or body is None:
        raise DraftError(DAMAGED, Where(name))
    reader = _Reader(archive, main, Building(name, limits.document_characters), page=child(root, "background"))
    reader.read(body)
    text, unread = reader.building.text, reader.unread()
    if not text:
        raise DraftError(_nothing(unread), Where(name))
    return Document(text, name, Format.WORD, tuple(reader.building.blocks), stretches_of(text), unread=tuple(unread))


def _nothing(unread: list[str]) -> str:
    if any("picture" in told for told in unread):
        return "the document holds only pictures, a scan for instance, and no words; type them or run text recognition over it first"
    return f"the document holds no words{f' ({unread[0]})' if unread else ''}; give one with text"


def _main_part(archive: Archive) -> str:
    """Give the name of the part with the text; nearly always the usual one."""
    if archive.holds(MAIN):
        return MAIN
    root = archive.tree("_rels/.rels")
    for relation in root if root is not None else ():
        if (value(relation, "Type") or "").endswith("/officeDocument"):
            return (value(relation, "Target") or "").lstrip("/")
    raise DraftError(DAMAGED, Where(archive.name))


class _Reader:
    """Walks a document's body."""

    def __init__(self, archive: Archive, main: str, building: Building, page: Element | None) -> None:
        folder = main.rpartition("/")[0]
        self.archive = archive
        self.folder = f"{folder}/" if folder else ""
        self.building = building
        self.styles = Styles(self._part("styles.xml"))
        self.lists = Numbering(self._part("numbering.xml"))
        self.body_size = self.styles.body_size
        self.base = Look(shaded=True) if page is not None and (value(page, "color") or "").lower() not in {"", "ffffff", "auto"} else Look()
        self.marks: dict[tuple[str, str], int] = {}
        self.hidden = self.pictures = self.objects = self.inserted = 0
        self._notes: dict[str, dict[str, Element]] = {}
        self._joined = ""
        """Words of a paragraph whose end was deleted: they go on in the next."""

    def _part(self, name: str) -> Element | None:
        return self.archive.tree(f"{self.folder}{name}")

    def unread(self) -> list[str]:
        """Say what could not be read or was left out."""
        told: list[str] = []
        if self.hidden:
            told.append(f"hidden text was left out: {self.hidden:,} characters that the page does not show (hidden, white or tiny letters)")
        if self.pictures:
            told.append("a picture in the document was not read" if self.pictures == 1 else f"{self.pictures} pictures were not read")
        if self.objects:
            told.append("an embedded object was not read" if self.objects == 1 else f"{self.objects} embedded objects were not read")
        if self.inserted:
            told.append("a file inserted into the document was not read")
        return told

    def read(self, body: Element) -> None:
        """Read the blocks of a body, and what is left of a joined one."""
        self._blocks(body, self.base, 0)
        if self._joined:
            self.building.paragraph(self._joined)

    def _blocks(self, parent: Element, base: Look, depth: int) -> None:
        if depth > NESTED:
            return
        for element in parent:
            name = local(element)
            if name == "p" and len(element):
                self._paragraph(element, base, depth)
            elif name == "tbl":
                self._table(element, base, depth)
            elif name in _ENTERED:
                self._blocks(element, base, depth + 1)
            elif name == "sdt":
                if not switched(child(child(element, "sdtPr"), "showingPlcHdr")):
                    self._blocks(element, base, depth + 1)
            elif name == "AlternateContent" and (chosen := rendering(element)) is not None:
                self._blocks(chosen, base, depth + 1)
            elif name in {"altChunk", "subDoc"}:
                self.inserted += 1

    def _words(self, paragraph: Element, base: Look) -> tuple[Words, Look]:
        properties = child(paragraph, "pPr")
        style = value(child(properties, "pStyle")) or self.styles.paragraph_default
        look = paragraph_look(properties).over(self.styles.look(style).over(base))
        words = RunReader(self.styles, look, self.marks).read(paragraph)
        self.hidden += words.hidden
        self.pictures += words.pictures
        self.objects += words.objects
        return words, look

    def _paragraph(self, paragraph: Element, base: Look, depth: int) -> None:
        words, look = self._words(paragraph, base)
        end = child(child(paragraph, "pPr"), "rPr")
        text = self._joined + words.text
        self._joined = ""
        if child(end, "del") is not None or child(end, "moveFrom") is not None:
            self._joined = text
        elif text.strip():
            self._place(text, words, look)
        self._hanging(words, base, depth)

    def _hanging(self, words: Words, base: Look, depth: int) -> None:
        """Add what hangs on words: notes, then text boxes."""
        for kind, ident in words.notes:
            self._note(kind, ident)
        for box in words.boxes:
            self._blocks(box, Look(shaded=True) if _filled(box) else base, depth + 1)

    def _place(self, text: str, words: Words, look: Look) -> None:
        """Add a paragraph as what it is: a heading, an entry of a list, or running text."""
        marker = self.lists.marker(*look.numbered) if look.numbered else None
        if look.outline is not None and look.outline < RUNNING:
            self.building.heading(text, look.outline + 1, marker if marker not in {None, "-"} and marker else "")
        elif self._set_apart(text, words, look) and marker != "-":
            self.building.heading(text, PSEUDO, marker or "")
        elif marker:
            depth = look.numbered[1] if look.numbered else 0
            self.building.item(text, depth or look.inset or 0, marker)
        else:
            self.building.paragraph(text)

    def _set_apart(self, text: str, words: Words, look: Look) -> bool:
        """Tell whether a short line is a heading by its look alone."""
        core = text.strip()
        if len(core) > HEADING_LETTERS or len(core.split()) > HEADING_WORDS or "\n" in core or core.endswith((".", ";", ",")):
            return False
        size = words.size or look.size or 0
        return (words.strong or size >= self.body_size * LARGE) and any(char.isalpha() for char in core) and core[:1] not in "-–•*"

    def _note(self, kind: str, ident: str) -> None:
        """Add a footnote or endnote behind the paragraph that bears its mark, once."""
        if kind not in self._notes:
            root = self._part(f"{kind}s.xml")
            self._notes[kind] = {value(note, "id") or "": note for note in (root if root is not None else ())}
        note = self._notes[kind].pop(ident, None)
        if note is None:
            return
        parts = [self._words(inner, self.base)[0].text.strip() for inner in note.iter() if local(inner) == "p"]
        if any(parts):
            self.building.paragraph(f"[{self.marks[kind, ident]}] {' '.join(part for part in parts if part)}")

    def _table(self, table: Element, base: Look, depth: int) -> None:
        """Add a table row by row; where it only sets a page out, what its cells hold."""
        shaded = self.styles.shades(value(child(child(table, "tblPr"), "tblStyle")))
        base = Look(shaded=True).over(base) if shaded else base
        rows = [cells_of(row) for row in _rows(table)]
        wide = max((len(cells) for cells in rows), default=0)
        for cells in rows:
            if wide <= 1 or any(cell.is_page for cell in cells):
                for cell in cells:
                    self._blocks(cell.element, self._cell_base(cell, base), depth + 1)
            else:
                held = Words()
                self.building.row([self._cell(cell, base, held) for cell in cells])
                self._hanging(held, base, depth)

    def _cell_base(self, cell: Cells, base: Look) -> Look:
        return Look(shaded=cell.shaded).over(base) if cell.shaded else base

    def _cell(self, cell: Cells, base: Look, held: Words) -> str:
        parts: list[str] = []
        for paragraph in cell.paragraphs:
            words, look = self._words(paragraph, self._cell_base(cell, base))
            marker = self.lists.marker(*look.numbered) if look.numbered and words.text.strip() else None
            held.notes += words.notes
            held.boxes += words.boxes
            parts.append(f"{marker} {words.text}" if marker and marker != "-" else words.text)
        return " ".join(part.strip() for part in parts if part.strip())


def _rows(table: Element) -> list[Element]:
    found: list[Element] = []
    for element in table:
        if local(element) == "tr":
            if child(child(element, "trPr"), "del") is None:
                found.append(element)
        elif local(element) in {"sdt", "sdtContent", "customXml", "ins"}:
            found += [inner for inner in element.iter() if local(inner) == "tr"]
    return found


def _filled(box: Element) -> bool:
    """Tell whether a text box has a color of its own behind its words."""
    at, steps = box.getparent(), 0
    while at is not None and steps < 4:  # noqa: PLR2004  from the words to their shape
        if value(at, "fillcolor") not in {None, "white", "#ffffff"}:
            return True
        shape = child(at, "spPr")
        if shape is not None:
            return child(shape, "solidFill") is not None
        at, steps = at.getparent(), steps + 1
    return False
