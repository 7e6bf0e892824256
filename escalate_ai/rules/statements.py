"""Sentences of a letter that say what the case nowhere speaks of.

In: a letter's reading, data/letter_words.toml. Out: such sentences, each with the words the case has nowhere.

An invented sentence may hold no date, number or name at all. What it claims is told by its words, without those that a letter may use of
any case: where two or more of them stand nowhere in the case, in no form and under no other word the trade uses, and they are a large part
of all the sentence says, the case does not bear it. Another wording of what the case says keeps most of its words.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.ledger.naming import named_words
from escalate_ai.rules.case_says import kinds_of, texts_of
from escalate_ai.rules.wording import concepts

if TYPE_CHECKING:
    from escalate_ai.ledger import Ledger
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
_BENT = 3
"""Letters by which a plain word may be bent at its end: "differ", "differed"."""
_ALIKE = 4
"""Letters of a stem with which another has to begin to be a form of the same word: "phon" of "phone" and "phoned"."""
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
    held, stems = _held(reading.brief.ledger, kinds_of(reading.brief))
    stale = concepts(" ".join(reading.policy.people.stale))
    for part in (*reading.sheet.prose, *reading.sheet.bullets):
        for sentence in reading.told(part):
            said = concepts(sentence.text)
            if len(said) < _FOREIGN or not sentence.states:
                continue
            strange = {concept for concept in said - held - stale if concept.isalpha() and not _has_form(concept, stems)}
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
    foreign = {concept for concept in strange if not _is_plain(concept)}
    if facts:
        return len(foreign) >= _FOREIGN_WITH_FACTS and len(foreign) >= _SHARE_WITH_FACTS * said
    if len(foreign) >= _FOREIGN:
        return len(foreign) >= (_SHARE_WITH_NAMES if _capital().search(text) else _SHARE) * said
    lists = _lists()
    return not strange.isdisjoint(lists.telling) or (bool(foreign) and lists.universal.match(text.lstrip()) is not None)


def _words(text: str, foreign: set[str]) -> tuple[str, ...]:
    """Give the longest of the foreign words as they stand, in order."""
    found = {word: None for word in named_words(text) if not concepts(word).isdisjoint(foreign)}
    longest = set(sorted(found, key=len, reverse=True)[: _NAMES + 1])
    return tuple(word for word in found if word in longest)


def _has_form(concept: str, stems: tuple[str, ...]) -> bool:
    """Say whether a stem of the case begins with this one, or this one with a stem of the case."""
    if len(concept) < _ALIKE:
        return False
    place = bisect_left(stems, concept)
    if place < len(stems) and stems[place].startswith(concept):
        return True
    return any(
        (at := bisect_left(stems, concept[:length])) < len(stems) and stems[at] == concept[:length]
        for length in range(_ALIKE, len(concept))
    )


@lru_cache(maxsize=16)
def _held(ledger: Ledger, kinds: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Give the concepts that a case names anywhere, and those of them in order that are long enough to have forms."""
    texts = texts_of(ledger, kinds)
    held = frozenset[str]().union(*(concepts(text) for text in texts))
    return held, tuple(sorted(concept for concept in held if len(concept) >= _ALIKE))


class _Lists(NamedTuple):
    """The words of the data file."""

    plain: frozenset[str]
    """What a letter may use of any case: concepts, and the words as they are listed."""
    ordered: tuple[str, ...]
    telling: frozenset[str]
    universal: re.Pattern[str]


@cache
def _lists() -> _Lists:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "letter_words.toml").read_text("utf-8"))
    words = " ".join(raw[kind] for kind in ("correspondence", "plain", "more", "measure", "wide"))
    plain = concepts(words) | frozenset(words.split())
    return _Lists(plain, tuple(sorted(plain)), concepts(raw["telling"]) - plain, re.compile(raw["universal"], re.IGNORECASE))


@lru_cache(maxsize=4096)
def _is_plain(concept: str) -> bool:
    """Say whether a concept is one of the words a letter may use of any case, or one of them bent."""
    lists = _lists()
    if concept in lists.plain:
        return True
    place = bisect_left(lists.ordered, concept)
    longer = lists.ordered[place : place + 1]
    if len(concept) >= _ALIKE and any(word.startswith(concept) and len(word) - len(concept) <= _BENT for word in longer):
        return True
    return any(len(concept) - cut > _ALIKE and concept[:-cut] in lists.plain for cut in (1, 2))
