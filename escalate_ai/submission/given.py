"""A letter that somebody edited, taken back. In: a file, or a `Letter`. Out: the letter it holds, and the file's text. Judges nothing.

Of a Word file, tracked insertions are kept, deletions and comments dropped. What was wrapped is joined again: lines are no words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalate_ai.checking import subject_of
from escalate_ai.letter import Letter, LetterHighlight
from escalate_ai.letterread import letter_of, read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from escalate_ai.case.case import Case
    from escalate_ai.policy import Policy


@dataclass(frozen=True, slots=True)
class GivenLetter:
    """A letter, and the text it was read from; empty for one that came as data."""

    letter: Letter
    text: str


def given_letter(source: str | Path | Letter, case: Case, policy: Policy) -> GivenLetter:
    """Give the letter in a file of any readable format, or in the JSON of `rewrite`.

    Raises:
        DraftError: The file cannot be read.

    """
    if isinstance(source, Letter):
        return GivenLetter(source, "")
    read = subject_of(source, "letter", case, policy=policy)
    if read.letter is not None:
        return GivenLetter(read.letter, "")
    text = read.text or ""
    return GivenLetter(_joined(letter_of(read_sheet(text))), text)


def _joined(letter: Letter) -> Letter:
    """Give a letter whose sentences run on where its file broke the lines; the signature keeps its lines."""
    return letter.model_copy(
        update={
            "subject": _line(letter.subject),
            "salutation": _line(letter.salutation),
            "opening": _prose(letter.opening),
            "highlights_intro": _line(letter.highlights_intro),
            "highlights": tuple(LetterHighlight(text=_line(item.text), source=item.source) for item in letter.highlights),
            "closing": _prose(letter.closing),
            "signature": "\n".join(line.strip() for line in letter.signature.splitlines() if line.strip()),
            "attachments": tuple(_line(title) for title in letter.attachments),
        }
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _prose(text: str) -> str:
    return "\n\n".join(_line(block) for block in text.split("\n\n") if block.strip())
