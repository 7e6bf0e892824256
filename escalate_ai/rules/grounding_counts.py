"""Counts of what the case nowhere speaks of. In: a letter's reading with its brief. Out: hits for GR403.

The number may be one of the case; "15 lawsuits" is no fact of a case that has 15 refunds and no lawsuit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.ledger.nouns import nouns
from escalate_ai.rules.known_words import is_everyday, spoken_of
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.wording import concepts
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.rules.reading import LetterReading


def counts_of_nothing(reading: LetterReading) -> Iterator[Hit]:
    """Find counts whose noun is no word of the case and none that a letter may use of any case."""
    if reading.brief is None:
        return
    spoken = spoken_of(reading.brief)
    for part in reading.sheet.body:
        for mention in reading.mentions(part):
            if mention.kind is not MentionKind.COUNT or mention.ordinal or not mention.unit:
                continue
            if mention.value == 1 or mention.unit in nouns().listed["own"] or mention.unit in nouns().listed["value"]:
                # one of a kind is hardly counted, a letter has names for its own points, and the case tells its prices without the word
                continue
            if mention.unit in nouns().scales or len(nouns().like(mention.unit)) > 1:
                # a measure may be told in another unit, and what has other names by another of them
                continue
            named = concepts(mention.unit)
            if named and not any(spoken.knows(concept) or is_everyday(concept) for concept in named):
                said = " ".join(mention.text.split())
                todo = "Give the number the case has with what it counts, or leave it out."
                message = f"The case does not hold \u201c{said}\u201d: it nowhere speaks of \u201c{mention.unit}\u201d."
                yield Hit(part, mention.span, message, todo)
