"""What any file comes to: `Document`, its text with its structure, who wrote which stretch of it, and what could not be read.

In: what a reader of one format found. Out: frozen values. Touches nothing. All places are [start, end) in characters of `Document.text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from escalate_ai.reading.formats import Format
from escalate_ai.terms import Whose


class BlockKind(StrEnum):
    """What a stretch of a text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """One entry of a list, bulleted or numbered, with what is wrapped below it."""
    ROW = "row"
    """One row of a table; its cells stand apart by " | "."""


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list entry or table row."""

    kind: BlockKind
    start: int
    """Where its words begin, behind its mark."""
    end: int
    level: int = 0
    """Of a heading 1 to 6, of an item its depth from 0."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of the text that somebody other than the seller wrote, or an inner mail."""

    start: int
    end: int
    whose: Whose
    sender: str = ""
    """As the mail's header or the line above the quotation gives it; never shown to a model."""
    sent_on: date | None = None
    """The day on the inner header, not the day of forwarding."""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file inside a file: what hangs on a mail."""

    name: str
    """A bare file name, without any folder."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A file, read.

    Attributes:
        text: The whole text in reading order, as plain text with light marks: headings behind "# ", list entries behind "- " or their
            number, one line a table row. Deleted tracked changes are not in it; inserted ones are.
        name: What messages call the file.
        format: What the file was; None for plain text.
        blocks: Its structure, in order, not overlapping.
        stretches: Who else wrote which part, in order; what no stretch covers is the seller's. Inner ones stand behind outer ones.
        sender: Of a mail, who sent the outermost one.
        sent_on: Of a mail, the day of the outermost one.
        subject: Of a mail, its subject line.
        enclosed: Files inside it.
        unread: What could not be read, each in words for a person: "page 3 is a picture".

    """

    text: str
    name: str = "text"
    format: Format | None = None
    blocks: Sequence[Block] = ()
    stretches: Sequence[Stretch] = ()
    sender: str = ""
    sent_on: date | None = None
    subject: str = ""
    enclosed: Sequence[Enclosed] = ()
    unread: Sequence[str] = ()

    @property
    def own(self) -> str:
        """The text with everything that others wrote blanked to spaces: as long as `text`, so that places in it hold in both."""
        return self._only(Whose.SELLER)

    @property
    def notice(self) -> str:
        """What Amazon wrote, where a mail shows it, the rest blanked to spaces; else the whole text."""
        mailed = any(stretch.whose is Whose.AMAZON and stretch.sender for stretch in self.stretches)
        return self._only(Whose.AMAZON) if mailed else self.text

    def _only(self, whose: Whose) -> str:
        others = bytearray([whose is not Whose.SELLER]) * len(self.text)
        for stretch in self.stretches:
            others[stretch.start : stretch.end] = bytes([stretch.whose is not whose]) * (stretch.end - stretch.start)
        if not any(others):
            return self.text
        return "".join(" " if other and letter not in "\r\n" else letter for letter, other in zip(self.text, others, strict=True))

    def whose(self, start: int) -> Whose:
        """Give who wrote the words at a place: the innermost stretch that holds its beginning, else the seller."""
        for stretch in reversed(self.stretches):
            if stretch.start <= start < stretch.end:
                return stretch.whose
        return Whose.SELLER
