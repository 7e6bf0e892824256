"""A letter or a plan in numbered passages. In: what a source is. Out: `Passage`s a model can name, each with its place. Judges nothing.

Signature and list of attachments stay behind: nothing in them is worded, and the signature is contact data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.letterread import read_sheet, sheet_of
from escalate_ai.reading.documents import plain_document
from escalate_ai.rules.reading import PlanReading
from escalate_ai.text.words import paragraphs

if TYPE_CHECKING:
    from escalate_ai.case.facts import PlanOfAction
    from escalate_ai.letter import Letter, Part, Sheet
    from escalate_ai.policy import Policy


class Passage(NamedTuple):
    """A stretch of what is reviewed, under the name and in the place findings use."""

    where: str
    """The part of a letter, the path in a typed plan, or `text`."""
    text: str
    start: int
    """Where it begins in what `where` names."""
    label: str
    """What the model is told it is."""


def letter_passages(letter: Letter | str) -> tuple[Passage, ...]:
    """Give the worded parts of a letter; of a text, each with its place in that text."""
    if isinstance(letter, str):
        return tuple(Passage("text", part.text, part.start or 0, part.name) for part in _worded(read_sheet(letter)))
    return tuple(Passage(part.name, part.text, 0, part.name) for part in _worded(sheet_of(letter)))


def plan_passages(plan: PlanOfAction, text: str | None, policy: Policy) -> tuple[Passage, ...]:
    """Give the paragraphs of a plan's text without what it quotes from others, or the fields of a typed plan."""
    if text is not None:
        own = plain_document(text).own
        return tuple(Passage("text", own[start:end], start, "paragraph") for start, end in paragraphs(own))
    return tuple(Passage(part.name, part.text, 0, part.name) for part in PlanReading(plan, None, policy, None).passages)


def _worded(sheet: Sheet) -> tuple[Part, ...]:
    return tuple(part for part in (sheet.subject, sheet.salutation) if part) + sheet.body
