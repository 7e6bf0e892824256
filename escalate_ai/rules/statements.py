"""Sentences of a letter that say what the case nowhere speaks of.

In: a letter's reading. Out: such sentences, each with the words the case has nowhere.

An invented sentence may hold no date, number or name at all. What it claims is told by its words, without those that a letter may use of
any case: where two or more of them stand nowhere in the case, in no form and under no other word the trade uses, and they are a large part
of all the sentence says, the case does not bear it. Another wording of what the case says keeps most of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.ledger.naming import named_words
from escalate_ai.rules.known_words import is_everyday, spoken_of, telling_words, universal
from escalate_ai.rules.wording import concepts

if TYPE_CHECKING:
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_FOREIGN = 2
"""Concepts of a sentence that stand nowhere in the case, from which on it is foreign to it."""
_SHARE = 0.2
"""The share that these have at least of all concepts of the sentence."""
_SHARE_WITH_NAMES = 0.4
"""The same for a sentence with a name in it."""
_FOREIGN_WITH_FACTS = 3
_SHARE_WITH_FACTS = 0.5
"""The same for a sentence that holds a date, number or name: rules of facts judge those, and facts are told in anybody's own words."""
_NAMES = 2
"""Words of the sentence in a message."""


class Statement(NamedTuple):
    """A sentence the case does not bear."""

    part: Part
    span: tuple[int, int]
    words: tuple[str, ...]
    """Some of the words the case has nowhere, as the sentence has them."""


def foreign_statements(reading: LetterReading) -> Iterator[Statement]:
    """Give the sentences of a letter's paragraphs and bullets of which the case says nothing."""
    if reading.brief is None:
        return
    spoken = spoken_of(reading.brief)
    stale = concepts(" ".join(reading.policy.people.stale))
    for part in (*reading.sheet.prose, *reading.sheet.bullets):
        for sentence in reading.told(part):
            said = concepts(sentence.text)
            if len(said) < _FOREIGN or not sentence.states:
                continue
            strange = {concept for concept in said - spoken.held - stale if concept.isalpha() and not spoken.knows(concept)}
            if not strange:
                continue
            facts = any(
                sentence.span[0] <= mention.span[0] < sentence.span[1] and not mention.ordinal for mention in reading.mentions(part)
            )
            if _is_foreign(sentence.text, len(said), strange, facts=facts):
                yield Statement(part, sentence.span, _words(sentence.text, strange))


@cache
def _capital() -> re.Pattern[str]:
    """What is written as a name: a capital within the sentence, or first before another such word."""
    return re.compile(r"(?<=[\w,;]\s)[A-Z][\w'-]+|[A-Z][\w'-]+(?=\s[A-Z][a-z])")


def _is_foreign(text: str, said: int, strange: set[str], *, facts: bool) -> bool:
    """Say whether the concepts that the case has nowhere make a sentence one it does not bear."""
    foreign = {concept for concept in strange if not is_everyday(concept)}
    if facts:
        return len(foreign) >= _FOREIGN_WITH_FACTS and len(foreign) >= _SHARE_WITH_FACTS * said
    if len(foreign) >= _FOREIGN:
        return len(foreign) >= (_SHARE_WITH_NAMES if _capital().search(text) else _SHARE) * said
    return not strange.isdisjoint(telling_words()) or (bool(foreign) and universal().match(text.lstrip()) is not None)


def _words(text: str, foreign: set[str]) -> tuple[str, ...]:
    """Give the longest of the foreign words as they stand, in order."""
    found = {word: None for word in named_words(text) if not concepts(word).isdisjoint(foreign)}
    longest = set(sorted(found, key=len, reverse=True)[: _NAMES + 1])
    return tuple(word for word in found if word in longest)
