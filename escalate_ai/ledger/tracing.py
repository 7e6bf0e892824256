"""Where each fact of a letter comes from. In: a letter's parts and the brief. Out: `Grounded`, the JSON of `grounding`. Judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from escalate_ai.text.folding import fold

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.letter import Sheet


class Grounded(BaseModel):
    """One fact of a letter, and the place in the case it comes from."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)

    text: str
    """The words as they stand in the letter."""
    kind: str
    """identifier, date, count, percent, money, duration, name or document."""
    where: str
    """The part of the letter: opening, highlights[0], closing …"""
    source: str | None
    """A path into the case, `derived: …` where it follows from the case; null where the case does not hold it, which GR401 to GR403 say."""


def trace(sheet: Sheet, brief: Brief) -> tuple[Grounded, ...]:
    """Give every fact of a letter with its source, in order of the text."""
    shown = shown_in(sheet)
    return tuple(
        Grounded(text=part.text[slice(*folded.span(*found.span))], kind=found.kind.value, where=part.name, source=found.source)
        for part in sheet.parts
        for folded in (fold(part.text),)
        for found in brief.ledger.found(folded.text, shown, bullet=part in sheet.bullets)
    )


def shown_in(sheet: Sheet) -> frozenset[int]:
    """Give how many points and documents a letter lists: it may count these."""
    return frozenset({len(sheet.bullets), len(sheet.attachments)}) - {0}
