"""Lines -> the parts of a plan. In: marked lines. Out: `Entry` values in their sections. Reads no tense, no dates."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from escalate_ai.planread.entries import Entry, Piece, is_sign_off, is_title, label_field, label_of, numbered_cause, without_talk
from escalate_ai.planread.headings import (
    ACTIONS,
    CAUSES,
    COVERED,
    MEASURES,
    OTHER,
    SECTIONS,
    WORDS_PLAIN,
    WORDS_SET_APART,
    Meaning,
    head_and_rest,
    labels,
    meaning_of,
)
from escalate_ai.planread.lines import Kind, Line, Style, following, marker_class
from escalate_ai.planread.outline import Candidate, outline
from escalate_ai.planread.tables import Row, read_table

NEARLY, TITLE_WORDS = 0.8, 12


def read_parts(lines: list[Line]) -> Reader:
    """Give the reader of a text with its entries gathered, headings nobody listed among them."""
    reader = Reader(lines)
    reader.read()
    further = outline(lines, reader.known)
    if not further:
        return reader
    again = Reader(lines, further)
    again.read()
    return again


class Reader:
    """Walks the lines once and gathers entries."""

    def __init__(self, lines: list[Line], further: Mapping[int, tuple[str, Candidate]] | None = None) -> None:
        self.lines = lines
        self.further = further or {}
        self.known: dict[int, str] = {}
        """The parts that headings known by their words open, by the place of their line."""
        self._index = 0
        self.entries: list[Entry] = []
        self.headings: dict[str, tuple[int, int]] = {}
        self._section = OTHER
        self._both = False
        self._level = 0
        self._heading: Line | None = None
        self._cause: int | None = None
        self._open: Entry | None = None
        self._base: tuple[int, str] | None = None
        self._sub: Line | None = None
        self._broken = True

    def read(self) -> list[Entry]:
        """Give the entries of all sections in order."""
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            self._index = index
            if line.kind is Kind.ROW:
                index = self._table(index)
                continue
            self._take(line, index)
            index += 1
        self._tie_to_causes()
        self.entries = without_talk(self.entries)
        return self.entries

    def _tie_to_causes(self) -> None:
        """Tie measures to the cause they stand under, where the plan goes cause by cause and not part by part."""
        kinds = [entry.section == CAUSES for entry in self.entries]
        by_cause = any(later and not earlier for earlier, later in pairwise(kinds))
        causes = 0
        for entry in self.entries:
            causes += entry.section == CAUSES
            if by_cause and entry.cause is None and entry.section != CAUSES:
                entry.cause = causes or None

    def _take(self, line: Line, index: int) -> None:
        if line.kind is Kind.BLANK:
            self._broken = True
            return
        if is_sign_off(line.text) and not line.is_set_apart and not line.marker:
            self._enter(OTHER, line)
        elif not (
            self._as_further_heading(line, index)
            or self._as_inline_heading(line)
            or self._as_heading(line, index)
            or self._section == OTHER
        ):
            self._as_text(line)
        self._broken = False

    # ------------------------------------------------------------ headings

    def _as_further_heading(self, line: Line, index: int) -> bool:
        """Open the part that the outline of the whole text gives a heading nobody listed."""
        if index not in self.further:
            return False
        section, candidate = self.further[index]
        if section == self._section and not candidate.rest:
            return self._as_group(line, index)
        self._enter(section, line)
        if candidate.rest and section != OTHER:
            start = line.end - len(line.text) + candidate.at if line.end - line.start >= len(line.text) else line.start
            self._open = self._add(Piece(candidate.rest, max(line.start, start), line.end), line, listed=False)
        return True

    def _as_group(self, line: Line, index: int) -> bool:
        ahead = next(following(self.lines, index), None)
        if not line.is_set_apart or ahead is None:
            return False
        self._sub = None if ahead.kind is Kind.ITEM else line
        self._open, self._base = None, None
        return True

    def _as_heading(self, line: Line, index: int) -> bool:
        """Open a section where the line is the heading of one."""
        meaning = meaning_of(line.text.rstrip(":").rstrip())
        if meaning is None or not self._looks_like_heading(line, index, meaning):
            return self._as_foreign_heading(line, index)
        if meaning.section == CAUSES and self._section in {ACTIONS, MEASURES} and self._is_child(line) and not line.is_set_apart:
            return False
        self._enter(meaning.section, line, both=meaning.both)
        self.known[index] = meaning.section
        return True

    def _looks_like_heading(self, line: Line, index: int, meaning: Meaning) -> bool:
        size = len(line.text.split())
        if line.is_set_apart and size <= WORDS_SET_APART and not line.text.endswith((".", ";", ",")):
            strong = line.style in {Style.HASH, Style.UNDERLINED} or meaning.covered >= COVERED - 0.2
            return strong and not (line.kind is Kind.ITEM and self._section in SECTIONS and meaning.covered < NEARLY)
        if size > WORDS_PLAIN or line.text.endswith((".", ";", ",")) or not line.text[:1].isupper():
            return False
        ahead = next(following(self.lines, index), None)
        if line.kind is Kind.ITEM:
            is_label = marker_class(line.marker) != "glyph" or (ahead is not None and ahead.indent > line.indent)
            return meaning.covered >= NEARLY and is_label and not (self._is_sibling(line) and ahead is not None and self._is_sibling(ahead))
        leads = ahead is not None and ahead.kind is Kind.ITEM and self._broken
        if meaning.covered < (COVERED - 0.15 if leads or line.text.endswith((":", "?")) else COVERED):
            return False
        last = self.lines[index - 1] if index else None
        parted = self._broken or last is None or last.kind is not Kind.TEXT or last.text.endswith((".", ":", "!", "?"))
        return parted or (ahead is not None and ahead.kind is Kind.ITEM)

    def _as_foreign_heading(self, line: Line, index: int) -> bool:
        """Take a heading that names no part of a plan: a group inside a section, or the end of it."""
        if not line.is_set_apart or len(line.text.split()) > WORDS_SET_APART or self._section == OTHER:
            return False
        if line.kind is Kind.ITEM or line.text.endswith((".", ";")):
            return False
        ahead = next(following(self.lines, index), None)
        if ahead is None:
            return False
        opener = self._heading
        if opener is not None and line.level <= self._level and line.style is opener.style and not numbered_cause(line.text):
            self._enter(OTHER, line)
            return True
        return self._as_group(line, index)

    def _as_inline_heading(self, line: Line) -> bool:  # noqa: PLR0911  one line per thing it is not
        """Open a section by a heading with its text on the same line: "Root cause: we bought …"."""
        parted = head_and_rest(line.text)
        if parted is None:
            return False
        head, rest, offset = parted
        meaning = meaning_of(head)
        titled = is_title(head)
        if line.is_set_apart and not titled:
            return False
        if meaning is None or meaning.covered < NEARLY or meaning.section == OTHER or not head[:1].isupper():
            return False
        child = self._is_child(line)
        if (child and meaning.section in {CAUSES, self._section}) or (self._section in SECTIONS and head.lower() in labels() and child):
            return False
        if meaning.section == self._section and head.lower() in labels() and line.marker:
            return False
        if self._continues_title(meaning.section, head):
            place = line.start + offset
            self._open_entry().children.append(Piece(rest, place, line.end))
            return True
        self._enter(meaning.section, line, both=meaning.both)
        self.known[self._index] = meaning.section
        start = line.end - len(line.text) + offset if line.end - line.start >= len(line.text) else line.start
        self._open = self._add(Piece(rest, max(line.start, start), line.end), line, listed=False)
        self._open.titled = titled and len(rest.split()) <= TITLE_WORDS and not rest.endswith((".", "!"))
        return True

    def _continues_title(self, section: str, head: str) -> bool:
        """Tell whether "Cause: ..." stands right below the title of the cause it tells: "Issue 1 - Wrong size chart"."""
        entry = self._open
        return entry is not None and entry.titled and not entry.children and entry.section == CAUSES == section and head.lower() in labels()

    def _open_entry(self) -> Entry:
        if self._open is None:
            raise AssertionError("an entry is open wherever a line continues one")
        return self._open

    def _enter(self, section: str, line: Line, *, both: bool = False) -> None:
        self._cause = numbered_cause(line.text) if section in {ACTIONS, MEASURES} else None
        self._section, self._both, self._level, self._heading = section, both, line.level, line
        self._open, self._base, self._sub = None, None, None
        if section in SECTIONS:
            self.headings.setdefault(section, (line.start, line.end))

    # ------------------------------------------------------------ items and paragraphs

    def _as_text(self, line: Line) -> None:
        if line.kind is Kind.ITEM:
            self._item(line)
            return
        entry = self._open
        label = label_of(line.text)
        if entry is not None and label and not self._starts_anew(line):
            entry.children.append(Piece(label[1], line.start + label[2], line.end, label[0]))
        elif entry is not None and entry.titled and (self._broken or not entry.children):
            entry.children.append(Piece(line.text, line.start, line.end))
        elif entry is not None and not self._broken:
            last = entry.children[-1] if entry.children else entry.lead
            last.grow(line)
        elif entry is not None and entry.listed and (line.indent > entry.indent or self._sub is not None):
            entry.children.append(Piece(line.text, line.start, line.end))
        else:
            self._paragraph(line)

    def _starts_anew(self, line: Line) -> bool:
        entry = self._open
        return entry is None or (
            self._broken and line.indent <= entry.indent and not entry.listed and label_field(line.text) == "statement"
        )

    def _paragraph(self, line: Line) -> None:
        if self._sub is not None:
            head, self._sub = self._sub, None
            lead = Piece(head.text.rstrip(":"), head.start, head.end)
            self._open = self._add(lead, head, listed=True)
            self._open.children.append(Piece(line.text, line.start, line.end))
            return
        self._open = self._add(Piece(line.text, line.start, line.end), line, listed=False)

    def _item(self, line: Line) -> None:
        if self._open is not None and (self._open.titled or self._is_child(line)):
            label = label_of(line.text)
            piece = Piece(label[1], line.start + label[2], line.end, label[0]) if label else Piece(line.text, line.start, line.end)
            self._open.children.append(piece)
            return
        if self._base is None or line.indent < self._base[0]:
            self._base = (line.indent, marker_class(line.marker))
        self._sub = None
        self._open = self._add(Piece(line.text, line.start, line.end), line, listed=True)

    def _add(self, lead: Piece, line: Line, *, listed: bool) -> Entry:
        entry = Entry(self._section, lead, listed=listed, marker=line.marker, indent=line.indent, cause=self._cause, both=self._both)
        self.entries.append(entry)
        return entry

    def _is_child(self, line: Line) -> bool:
        """Tell whether a line hangs below the item that is open."""
        if self._open is None or self._base is None or self._section == OTHER:
            return False
        indent, kind = self._base
        sort = marker_class(line.marker)
        if kind == "dotted" and sort == "dotted":
            return line.marker.strip("().").count(".") > self._dots()
        return line.indent > indent + 1 or (
            bool(sort) and sort != kind and line.indent >= indent and kind in {"number", "letter", "dotted", "word"}
        )

    def _is_sibling(self, line: Line) -> bool:
        return line.kind is Kind.ITEM and self._base is not None and self._base == (line.indent, marker_class(line.marker))

    def _dots(self) -> int:
        return self._open.marker.strip("().").count(".") if self._open else 0

    # ------------------------------------------------------------ tables

    def _table(self, index: int) -> int:
        end = index
        while end < len(self.lines) and self.lines[end].kind is Kind.ROW:
            end += 1
        for row in read_table(self.lines[index:end], self._section):
            self._row(row)
        self._open, self._broken = None, True
        return end

    def _row(self, row: Row) -> None:
        text, start, stop = row.lead
        entry = Entry(row.section, Piece(text, start, stop), both=self._both and not row.named)
        entry.children = [Piece(words_, begin, finish, label) for label, (words_, begin, finish) in row.parts]
        self.entries.append(entry)
        self.headings.setdefault(row.section, (start, start))
