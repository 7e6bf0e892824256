"""The formats a bundle is written in, and how papers become files of them.

In: a letter or paper, and how files are to look. Out: bytes by format. Opens no file and decides nothing about what is enclosed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from escalate_ai.errors import InputError
from escalate_ai.nearest import nearest
from escalate_ai.submission.as_html import letter_html, paper_html
from escalate_ai.submission.as_text import letter_markdown, letter_text, paper_markdown, paper_text
from escalate_ai.submission.as_word import Look, letter_word, paper_word
from escalate_ai.terms import Marketplace
from escalate_ai.text.date_writing import write_date
from escalate_ai.word.opening import Paper as Sheet

if TYPE_CHECKING:
    from datetime import date

    from escalate_ai.case.case import Case
    from escalate_ai.letter import Letter
    from escalate_ai.policy import Policy
    from escalate_ai.submission.plan_paper import Paper

FORMATS = ("txt", "md", "html", "docx", "eml")
"""Every format a letter is written in."""
USUAL = ("txt", "md")
"""What is written where nobody says."""
_ON_LETTER_PAPER = frozenset({Marketplace.US, Marketplace.CA, Marketplace.MX})
"""Marketplaces of countries that print on letter paper; all others print on A4."""
_READS_BEST = ("docx", "html", "txt", "md")
"""The format of a paper that hangs on a mail, the best first."""


def known(formats: Iterable[str]) -> tuple[str, ...]:
    """Give the formats asked for, each once, in order.

    Raises:
        InputError: One does not exist, none is given, or a string was given for a list.

    """
    given = cast("object", formats)
    if isinstance(given, str) or not isinstance(given, Iterable):
        msg = f"formats is a list of names, like ['{given.split(',')[0] if isinstance(given, str) else 'docx'}']"
        raise InputError(msg)
    asked = tuple(dict.fromkeys(name.strip().lower().removeprefix(".") for name in formats))
    for name in asked:
        if name not in FORMATS:
            msg = f"there is no format '{name}'{nearest(name, FORMATS)}"
            raise InputError(msg)
    if not asked:
        msg = f"no format was named; there are {', '.join(FORMATS)}"
        raise InputError(msg)
    return asked


def paper_formats(formats: tuple[str, ...]) -> tuple[str, ...]:
    """Give the formats that plan and grounds are written in: those of the letter; a mail alone carries a Word file."""
    return tuple(name for name in formats if name != "eml") or ("docx",)


def on_the_mail(formats: tuple[str, ...]) -> str:
    """Give the one format of a paper that hangs on the mail."""
    return next(name for name in _READS_BEST if name in paper_formats(formats))


def sheet_of(case: Case | None) -> Sheet:
    """Give the paper that a case's country prints on; letter paper where no case says."""
    return Sheet.LETTER if case is None or case.seller.marketplace in _ON_LETTER_PAPER else Sheet.A4


@dataclass(frozen=True, slots=True)
class Style:
    """How the files of one seller look."""

    look: Look
    size: str
    """The sheet as a web page names it."""

    @classmethod
    def of(cls, case: Case, policy: Policy, day: date | None, notice: str = "") -> Style:
        """Give the style of a case: paper and dates as its marketplace has them."""
        market = case.seller.marketplace
        sheet = sheet_of(case)
        written = write_date(day, policy.marketplaces[market].style) if day else ""
        return cls(Look(sheet, case.seller.store_name, day, written, notice), "letter" if sheet is Sheet.LETTER else "A4")

    def without_author(self) -> Style:
        """Give the same style for files that name nobody in their properties."""
        return replace(self, look=replace(self.look, author=""))

    def letter(self, letter: Letter, form: str) -> bytes:
        """Give the letter in one format, but for the mail, which needs its enclosures."""
        notice = self.look.notice
        if form == "docx":
            return letter_word(letter, self.look)
        if form == "html":
            return letter_html(letter, size=self.size, day=self.look.written_day, notice=notice).encode()
        return _under(notice, letter_markdown(letter) if form == "md" else letter_text(letter))

    def paper(self, paper: Paper, form: str) -> bytes:
        """Give a paper in one format."""
        notice = self.look.notice
        if form == "docx":
            return paper_word(paper, self.look)
        if form == "html":
            return paper_html(paper, size=self.size, notice=notice).encode()
        return _under(notice, paper_markdown(paper) if form == "md" else paper_text(paper))


def _under(notice: str, text: str) -> bytes:
    return (f"{notice}\n\n{text}" if notice else text).encode()
