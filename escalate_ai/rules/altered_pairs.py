"""Numbers that the case ties to each other or to an identifier. In: a letter's reading with its brief. Out: hits.

"140 units of B0C9T4MWKL" and "fell from 4.1% to 0.6%" say more than their parts: the number of one listing is not that of another, and a
change has a direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.ledger.nouns import nouns
from escalate_ai.rules.rule import Hit
from escalate_ai.text.mentions import Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from escalate_ai.ledger import Ledger
    from escalate_ai.rules.reading import LetterReading

_NUMBERS = frozenset({MentionKind.COUNT, MentionKind.PERCENT, MentionKind.MONEY, MentionKind.DURATION})


class _Tied(NamedTuple):
    """What a case ties: numbers by identifier and noun, and the two ends of each change."""

    of: dict[Hashable, list[tuple[Mention, str]]]
    changes: dict[tuple[Hashable, Hashable], str]


def numbers_of_other_things(reading: LetterReading) -> Iterator[Hit]:
    """Find the number of one listing given to another, and a change told backwards."""
    if reading.brief is None:
        return
    tied = _tied(reading.brief.ledger)
    if not tied.of and not tied.changes:
        return
    for part in reading.sheet.body:
        for first, second in pairwise(reading.mentions(part)):
            gap = part.text[first.span[1] : second.span[0]]
            if _is_of(first, second, gap):
                held = [(mention, path) for mention, path in tied.of.get(second.value, ()) if mention.unit in nouns().like(first.unit)]
                if held and all(mention.value != first.value for mention, _ in held):
                    words = " or ".join(f"{' '.join(mention.text.split())} ({path})" for mention, path in held)
                    said = f"The case does not tie \u201c{' '.join(first.text.split())}\u201d to {second.text}, but {words}."
                    yield Hit(part, first.span, said, f"Give {second.text} its own number: {words}.")
            elif _is_change(part.text, first, second, gap):
                back = tied.changes.get((second.value, first.value))
                if back and (first.value, second.value) not in tied.changes:
                    words = f"\u201c{' '.join(part.text[first.span[0] : second.span[1]].split())}\u201d"
                    said = f"{words} runs the other way round in the case ({back})."
                    yield Hit(part, (first.span[0], second.span[1]), said, f"Write from {second.text} to {first.text}.")


@lru_cache(maxsize=16)
def _tied(ledger: Ledger) -> _Tied:
    tied = _Tied({}, {})
    for told, mentions in _by_text(ledger):
        for first, second in pairwise(mentions):
            gap = told.text[first.span[1] : second.span[0]]
            if _is_of(first, second, gap):
                tied.of.setdefault(second.value, []).append((first, told.path))
            elif _is_change(told.text, first, second, gap):
                tied.changes.setdefault((first.value, second.value), told.path)
    return tied


def _by_text(ledger: Ledger) -> Iterator[tuple[_Told, Sequence[Mention]]]:
    held: dict[str, list[Mention]] = {}
    for one in ledger.texts.held:
        held.setdefault(one.path, []).append(one.mention)
    for told in ledger.texts.told:
        yield _Told(told.text, told.path), held.get(told.path, [])


class _Told(NamedTuple):
    text: str
    path: str


def _is_of(first: Mention, second: Mention, gap: str) -> bool:
    is_tied = first.kind is MentionKind.COUNT and not first.ordinal and first.bound is None and second.kind is MentionKind.IDENTIFIER
    return is_tied and first.unit is not None and _of().fullmatch(gap) is not None


@cache
def _of() -> re.Pattern[str]:
    return re.compile(r"\s(?:of|for|under)\s(?:the\s)?(?:ASIN\s|listing\s|product\s)?", re.IGNORECASE)


def _is_change(text: str, first: Mention, second: Mention, gap: str) -> bool:
    if first.kind not in _NUMBERS or second.kind is not first.kind or first.value == second.value:
        return False
    return gap == " to " and text[max(0, first.span[0] - 5) : first.span[0]].lower() == "from "
