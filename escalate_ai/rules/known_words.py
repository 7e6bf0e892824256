"""Which words a letter may use: those the case has in some form, and those that stand in letters of any case.

In: a brief, data/letter_words.toml. Out: `Spoken`, what a case speaks of; whether a concept is an everyday one. Judges no letter.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.case_says import texts_of
from escalate_ai.rules.wording import concepts

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.ledger import Ledger

_BENT = 3
"""Letters by which a plain word may be bent at its end: "differ", "differed"."""
_WORDS_REMEMBERED = 20_000
_ALIKE = 4
"""Letters of a stem with which another has to begin to be a form of the same word: "phon" of "phone" and "phoned"."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a case speaks of, in concepts."""

    held: frozenset[str]
    """The concepts it names anywhere."""
    stems: tuple[str, ...]
    """Those of them, in order, that are long enough to have forms."""
    _known: dict[str, bool] = field(default_factory=dict[str, bool], repr=False, compare=False)
    """What was found of a concept, for letters of one case use the same words."""

    def knows(self, concept: str) -> bool:
        """Say whether the case has a concept, or a form of it: a stem that begins with this one, or that this one begins with."""
        known = self._known.get(concept)
        if known is None:
            known = concept in self.held or self._has_form(concept)
            if len(self._known) < _WORDS_REMEMBERED:
                self._known[concept] = known
        return known

    def _has_form(self, concept: str) -> bool:
        if len(concept) < _ALIKE:
            return False
        place = bisect_left(self.stems, concept)
        if place < len(self.stems) and self.stems[place].startswith(concept):
            return True
        return any(
            (at := bisect_left(self.stems, concept[:length])) < len(self.stems) and self.stems[at] == concept[:length]
            for length in range(_ALIKE, len(concept))
        )


def spoken_of(brief: Brief) -> Spoken:
    """Give what a case speaks of; remembered, for every letter of a case is held against the same words."""
    return _spoken(brief.ledger)


@lru_cache(maxsize=16)
def _spoken(ledger: Ledger) -> Spoken:
    held = frozenset[str]().union(*(concepts(text) for text in texts_of(ledger)))
    return Spoken(held, tuple(sorted(concept for concept in held if len(concept) >= _ALIKE)))


class _Lists(NamedTuple):
    """The words of the data file."""

    everyday: frozenset[str]
    """What a letter may use of any case: concepts, and the words as they are listed."""
    ordered: tuple[str, ...]
    telling: frozenset[str]
    universal: re.Pattern[str]


@cache
def _lists() -> _Lists:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "letter_words.toml").read_text("utf-8"))
    words = " ".join(raw[kind] for kind in ("correspondence", "plain", "more", "measure", "wide"))
    everyday = concepts(words) | frozenset(words.split())
    return _Lists(everyday, tuple(sorted(everyday)), concepts(raw["telling"]) - everyday, re.compile(raw["universal"], re.IGNORECASE))


def telling_words() -> frozenset[str]:
    """Give the concepts of which one that the case lacks is enough to make a sentence foreign to it."""
    return _lists().telling


def universal() -> re.Pattern[str]:
    """Give how a sentence begins that speaks of all there is."""
    return _lists().universal


@lru_cache(maxsize=4096)
def is_everyday(concept: str) -> bool:
    """Say whether a concept is one of the words a letter may use of any case, or one of them bent."""
    lists = _lists()
    if concept in lists.everyday:
        return True
    place = bisect_left(lists.ordered, concept)
    longer = lists.ordered[place : place + 1]
    if len(concept) >= _ALIKE and any(word.startswith(concept) and len(word) - len(concept) <= _BENT for word in longer):
        return True
    return any(len(concept) - cut > _ALIKE and concept[:-cut] in lists.everyday for cut in (1, 2))
