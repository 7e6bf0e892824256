"""A name in a text, and what is named. In: its words and place. Out: `Name`, the shape all name readers share. Touches nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NameKind(StrEnum):
    """What is named."""

    PERSON = "person"
    COMPANY = "company"
    PRODUCT = "product"
    PLACE = "place"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Name:
    """One name in a text."""

    kind: NameKind
    text: str
    """The words as they stand in the text that was given."""
    span: tuple[int, int]
    words: tuple[str, ...]
    """What names, in small letters: without title before, legal form behind, possessive and points."""

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.span[0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.span[1]
