"""Findings as Word comments, at the words they are about.

In: the file that was checked, its text, the report. Out: the bytes of a Word copy with the findings at its margin. Judges nothing.

Of a Word file the copy is that file; of any other a fresh document is made of its text. What is missing is told at the nearest part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.letterread import read_sheet, sheet_of
from escalate_ai.reading.formats import Format, format_of
from escalate_ai.word.comments import Remark, comment
from escalate_ai.word.opening import blank, opened
from escalate_ai.word.saving import About, save, save_copy
from escalate_ai.word.writing import bullets, heading, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from docx.document import Document

    from escalate_ai.findings import Finding, Report
    from escalate_ai.letter import Letter
    from escalate_ai.word.opening import Paper

_BROKEN_AT = 50
"""Characters from which on a line counts as broken at a margin; names and titles of a signature are shorter."""
_ORDER = ("subject", "salutation", "opening", "highlights_intro", "highlights", "paragraphs", "closing", "signature", "attachments")


def commented(data: bytes | None, text: str, report: Report, day: date, *, name: str, sheet: Paper, letter: Letter | None = None) -> bytes:
    """Give a Word copy with every finding as a comment, initials EA.

    Args:
        data: The file that was checked, where it came as one; a Word file is copied.
        text: Its text as it was checked, into which the findings point.
        report: What was found.
        day: The date on the comments.
        name: What messages call the file.
        sheet: The paper of a fresh document.
        letter: The letter, where it came in parts: findings then point into those.

    Raises:
        DraftError: The Word file cannot be opened.

    """
    own = data is not None and format_of(data) is Format.WORD
    document = opened(data or b"", name) if own else _fresh(text, sheet)
    parts = _parts(text, letter)
    comment(document, text, (_remark(finding, parts, text) for finding in report.findings), day)
    return save_copy(document) if own else save(document, About(day=day))


def _fresh(text: str, sheet: Paper) -> Document:
    """Lay a plain text out as a document: its lists as lists, its subject as a heading, every other line as it stands."""
    document = blank(sheet)
    for line in _lines(text):
        if line.startswith("- "):
            bullets(document, [line[2:]])
        elif line.startswith("Subject:") or (line.startswith("#") and line.lstrip("#").startswith(" ")):
            heading(document, line.lstrip("# "), level=1)
        else:
            paragraph(document, line)
    return document


def _lines(text: str) -> Iterator[str]:
    """Give the paragraphs and list entries of a text: lines that were broken at a margin run on, short ones keep their break."""
    for block in text.split("\n\n"):
        held = ""
        for line in (line.strip() for line in block.splitlines() if line.strip()):
            if not held or line.startswith(("- ", "Subject:", "#")) or held.startswith(("Subject:", "#")):
                if held:
                    yield held
                held = line
            else:
                held += (" " if held.startswith("- ") or len(held) - held.rfind("\n") > _BROKEN_AT else "\n") + line
        if held:
            yield held


def _parts(text: str, letter: Letter | None) -> Mapping[str, tuple[int, int]]:
    """Give where each part of a letter stands in the text, by the name findings use, in the order of the text."""
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for part in read_sheet(text).parts if letter is None else sheet_of(letter).parts:
        start = part.start if part.start is not None else text.find(part.text, at)
        if start >= 0:
            places.setdefault(part.name, (start, start + len(part.text)))
            at = start + len(part.text) if part.start is None else at
    return places


def _remark(finding: Finding, parts: Mapping[str, tuple[int, int]], text: str) -> Remark:
    said = f"{finding.severity.value.upper()} {finding.rule} {finding.name}: {finding.message}\n{finding.suggestion}"
    if finding.span is not None and finding.where == "text":
        return Remark(*finding.span, said)
    if finding.where in parts:
        start, end = parts[finding.where]
        return Remark(start + finding.span[0], start + finding.span[1], said) if finding.span else Remark(start, end, said)
    return Remark(*_nearest(finding.where, parts, text), said)


def _nearest(where: str, parts: Mapping[str, tuple[int, int]], text: str) -> tuple[int, int]:
    """Give the part before the place where something is missing, else the one behind it; in a text without parts, its first line."""
    stem = where.split("[", 1)[0]
    rank = _ORDER.index(stem) if stem in _ORDER else len(_ORDER)
    ranked = [(_rank(name), span) for name, span in parts.items()]
    before = [span for place, span in ranked if place <= rank]
    behind = [span for place, span in ranked if place > rank]
    return before[-1] if before else behind[0] if behind else _first_line(text)


def _rank(name: str) -> int:
    stem = name.split("[", 1)[0]
    return _ORDER.index(stem) if stem in _ORDER else len(_ORDER)


def _first_line(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return start, end if end > start else len(text)
