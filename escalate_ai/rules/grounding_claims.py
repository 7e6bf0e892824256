"""Claims the case does not bear, for GR404: what a letter's sentence says and the case nowhere speaks of.

In: a letter's reading, and the hits there are already. Out: hits. A sentence in which another rule has found the offence is passed over: a
stranger's name, a paper that does not exist, or a bullet of no measure is one finding and not two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from escalate_ai.rules.matters import foreign_matters
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.statements import foreign_statements
from escalate_ai.rules.support import support_of, supports

if TYPE_CHECKING:
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_TODO = "Leave it out; if it is so, add to the case what happened, where a document shows it."


def ungrounded_claims(reading: LetterReading, told: Iterable[Hit]) -> Iterator[Hit]:
    """Find sentences, and matters within a sentence, that the case says nothing of; `told` are hits of other rules on the same letter."""
    if not supports(reading):
        # a case that tells of no measure and no ground bears nothing, and CT213 and the plan's own rules say so
        return
    spoken: dict[Part, list[tuple[int, int]]] = {}
    for hit in told:
        if hit.span and not isinstance(hit.where, str):
            spoken.setdefault(hit.where, []).append(hit.span)
    whole: dict[Part, list[tuple[int, int]]] = {}
    for part, span, words in foreign_statements(reading):
        if not _is_spoken_of(reading, part, span, spoken):
            whole.setdefault(part, []).append(span)
            said = " or ".join(f"\u201c{word}\u201d" for word in words)
            yield Hit(part, span, f"The case says nothing of {said}.", _TODO)
    for part, span, called in foreign_matters(reading):
        if not any(start <= span[0] < end for start, end in whole.get(part, ())) and not _is_spoken_of(reading, part, span, spoken):
            yield Hit(part, span, f"\u201c{_line(part.text[slice(*span)])}\u201d: the case says nothing of {called}.", _TODO)


def _line(words: str) -> str:
    return " ".join(words.split())


def _is_spoken_of(reading: LetterReading, part: Part, span: tuple[int, int], spoken: dict[Part, list[tuple[int, int]]]) -> bool:
    """Say whether another rule speaks of these words, or of the sentence as a whole."""
    if any(start < span[1] and span[0] < end for start, end in spoken.get(part, ())):
        return True
    return part in reading.sheet.bullets and bool(supports(reading)) and support_of(reading, part) is None
