"""Letter and papers as Word files. In: a `Letter` or a `Paper`, and how the file is to look. Out: the bytes of a .docx.

Without a letterhead the letter stands on a clean sheet: the day, the subject as a heading, real bullets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalate_ai.word.opening import Paper as Sheet
from escalate_ai.word.opening import blank
from escalate_ai.word.saving import About, save
from escalate_ai.word.writing import bullets, heading, numbered, paragraph

if TYPE_CHECKING:
    from datetime import date

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from escalate_ai.letter import Letter
    from escalate_ai.submission.plan_paper import Paper


@dataclass(frozen=True, slots=True)
class Look:
    """What a Word file is told beside its words."""

    sheet: Sheet
    author: str
    """Whose file it is, for its properties."""
    day: date | None = None
    written_day: str = ""
    """The day as the marketplace writes it."""
    notice: str = ""
    """A line above all else, like what a redacted copy is."""


def letter_word(letter: Letter, look: Look) -> bytes:
    """Give the letter on a clean sheet."""
    document = blank(look.sheet)
    _notice(document, look)
    if look.written_day:
        paragraph(document, look.written_day)
    letter_paragraphs(document, letter, tuple(_WRITERS))
    return save(document, About(letter.subject, look.author, look.day))


def letter_paragraphs(document: Document, letter: Letter, parts: Sequence[str]) -> list[Paragraph]:
    """Write parts of a letter at the end of a document, and give their paragraphs.

    Args:
        document: Where to.
        letter: What is written.
        parts: Of subject, salutation, opening, highlights, closing, signature and attachments, in the order wanted.

    """
    return [written for part in parts for written in _WRITERS[part](document, letter)]


def _subject(document: Document, letter: Letter) -> list[Paragraph]:
    return [heading(document, f"Subject: {letter.subject}", level=1)] if letter.subject else []


def _prose(document: Document, text: str) -> list[Paragraph]:
    return [paragraph(document, " ".join(block.split())) for block in text.split("\n\n") if block.strip()]


def _highlights(document: Document, letter: Letter) -> list[Paragraph]:
    intro = _prose(document, letter.highlights_intro)
    for written in intro:
        written.paragraph_format.keep_with_next = True
    return [*intro, *bullets(document, (highlight.text for highlight in letter.highlights))]


def _signature(document: Document, letter: Letter) -> list[Paragraph]:
    if not letter.signature:
        return []
    written = paragraph(document, letter.signature)
    written.paragraph_format.keep_together = True
    return [written]


def _attachments(document: Document, letter: Letter) -> list[Paragraph]:
    return [heading(document, "Attachments:", level=2), *bullets(document, letter.attachments)] if letter.attachments else []


_WRITERS: Mapping[str, Callable[[Document, Letter], list[Paragraph]]] = {
    "subject": _subject,
    "salutation": lambda document, letter: _prose(document, letter.salutation),
    "opening": lambda document, letter: _prose(document, letter.opening),
    "highlights": _highlights,
    "closing": lambda document, letter: _prose(document, letter.closing),
    "signature": _signature,
    "attachments": _attachments,
}


def paper_word(paper: Paper, look: Look) -> bytes:
    """Give a paper: its title, whose it is, and every section as a numbered list under its heading."""
    document = blank(look.sheet)
    _notice(document, look)
    heading(document, paper.title, level=0)
    for lines in (paper.under, paper.about):
        if lines:
            paragraph(document, "\n".join(lines))
    for section in paper.sections:
        heading(document, section.heading, level=1)
        numbered(document, section.items)
    return save(document, About(paper.title, look.author, look.day))


def _notice(document: Document, look: Look) -> None:
    if look.notice:
        paragraph(document, look.notice, bold=True)
