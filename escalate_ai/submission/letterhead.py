"""The agency's own template for the Word letter.

In: a .docx with placeholders. Out: `Letterhead`, checked before anything is written, which gives the bytes of a filled letter.

`{{letter}}` stands for every part that has no placeholder of its own; without it, each part needs one. Nothing is printed twice and
nothing of the letter is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from escalate_ai.errors import DraftError, Where
from escalate_ai.submission.as_word import letter_paragraphs
from escalate_ai.word.filling import fill, only_known
from escalate_ai.word.opening import opened
from escalate_ai.word.saving import About, save

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from escalate_ai.case.case import Case
    from escalate_ai.letter import Letter
    from escalate_ai.submission.as_word import Look
    from escalate_ai.word.filling import Block

PARTS = ("subject", "salutation", "opening", "highlights", "closing", "signature", "attachments")
"""The parts of a letter, in their order; each is also a placeholder."""
WORDS = ("date", "recipient", "store_name", "legal_name", "seller_id", "contact_name")
"""What else a template may name."""
KNOWN = ("letter", *PARTS, *WORDS)
BLOCKS = ("letter", "opening", "highlights", "closing", "attachments")
"""Placeholders that make paragraphs of their own."""
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A template that was looked through and can be filled."""

    name: str
    data: bytes
    names: tuple[str, ...]
    """Its placeholders."""

    @classmethod
    def load(cls, path: str | Path) -> Letterhead:
        """Give the letterhead in a file.

        Raises:
            DraftError: It cannot be read, is no .docx, has an unknown placeholder, or lacks a part of the letter.

        """
        file = Path(path)
        try:
            with file.open("rb") as given:
                data = given.read(_MOST_BYTES + 1)
        except OSError as error:
            raise DraftError(f"the letterhead cannot be read ({(error.strerror or 'unknown reason').lower()})", Where(str(file))) from None
        if len(data) > _MOST_BYTES:
            raise DraftError(f"the letterhead has more than {_MOST_BYTES:,} bytes; make its pictures smaller", Where(str(file)))
        return cls.of(data, str(file))

    @classmethod
    def of(cls, data: bytes, name: str = "letterhead.docx") -> Letterhead:
        """Give the letterhead in these bytes; raises as `load`."""
        names = only_known(opened(data, name), name, KNOWN, BLOCKS)
        missing = [part for part in PARTS if part not in names]
        if "letter" not in names and missing:
            told = ", ".join(f"{{{{{part}}}}}" for part in missing)
            raise DraftError(f"the letterhead lacks {told}: add them, or {{{{letter}}}} for all the rest of the letter", Where(name))
        return cls(Path(name).name, data, names)

    def filled(self, letter: Letter, case: Case, look: Look, desk: str) -> bytes:
        """Give the letter on this letterhead; the template's header, footer and pictures stay."""
        document = opened(self.data, self.name)
        seller = case.seller
        words = {
            "subject": letter.subject,
            "salutation": letter.salutation,
            "signature": letter.signature,
            "date": look.written_day,
            "recipient": desk or letter.salutation.removeprefix("Dear ").rstrip(",: "),
            "store_name": seller.store_name,
            "legal_name": seller.legal_name or seller.store_name,
            "seller_id": seller.seller_id or "",
            "contact_name": seller.contact.name,
        }
        rest = tuple(part for part in PARTS if part not in self.names)
        blocks: dict[str, Block] = {name: self._block(letter, (name,)) for name in BLOCKS if name != "letter"}
        fill(document, words, {**blocks, "letter": self._block(letter, rest)})
        return save(document, About(letter.subject, look.author, look.day))

    def _block(self, letter: Letter, parts: tuple[str, ...]) -> Block:
        def write(document: Document) -> list[Paragraph]:
            return letter_paragraphs(document, letter, parts)

        return write
