"""Counts that a case tells by another noun. In: a number as a letter says it, the texts of the case. Out: where it comes from, or None.

"Fifty-four units" of 54 headlamps; five invoices where each of five deliveries has one; the invoices LS-3301 to LS-3305; the two signatures
of two people; "zero left" where no unit was found. The number is always one that the case has, or that follows from it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.ledger.nouns import nouns
from escalate_ai.ledger.said import telling
from escalate_ai.text.number_words import lemma

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalate_ai.ledger.held import Held, Texts
    from escalate_ai.ledger.said import Said

_MOST_IN_A_ROW = 1000
_PAIR = 2
_SURELY = 3
"""Telling words that a sentence shares with a part of the case that it surely speaks of."""


def by_another_noun(said: Said, equal: Iterable[Held], texts: Texts) -> str | None:
    """Find a count that the case tells by another noun; `equal` are its counts of the same number, the bullet's own first.

    None where the number is hedged or its noun is left out.
    """
    if said.mention.unit is None or said.mention.bound is not None:
        return None
    equal = list(equal)
    return _goods(said, equal) or _people(said, equal) or _one_each(said, equal, texts) or _in_a_row(said, texts)


def _goods(said: Said, equal: Iterable[Held]) -> str | None:
    """Find the goods that a letter calls units or pieces: 54 headlamps. A pair of something is too common to be taken for it."""
    if said.mention.unit not in nouns().listed["goods"] or said.number <= _PAIR:
        return None
    fits = (held for held in equal if held.mention.unit and held.mention.unit not in nouns().no_goods and not held.mention.ordinal)
    return next((held.path for held in fits), None)


def _people(said: Said, equal: Iterable[Held]) -> str | None:
    """Find the people behind what each of them gives: the two signatures of two people."""
    people = nouns().listed["together"]
    return next((held.path for held in equal if held.mention.unit in people), None) if said.mention.unit in people else None


def _one_each(said: Said, equal: Iterable[Held], texts: Texts) -> str | None:
    """Find what each of some things has: five deliveries, each with an invoice."""
    wanted = said.units
    for held in equal:
        text = next((one.text for one in texts.told if one.path == held.path), "")
        behind = _each().search(text)
        if behind and any(lemma(word) in wanted for word in re.findall(r"[A-Za-z]+", behind["what"])):
            return f"derived: one each of {held.path}"
    return None


def _in_a_row(said: Said, texts: Texts) -> str | None:
    """Find how many identifiers run from one to another: the five invoices LS-3301 to LS-3305."""
    for one in texts.told:
        for match in _row().finditer(one.text):
            number = int(match["last"]) - int(match["first"]) + 1
            if number == said.number and 1 < number < _MOST_IN_A_ROW and lemma(match["noun"]) in said.units:
                return f"derived: count of {match['noun'].lower()} in {one.path}"
    return None


def done_so_often(said: Said, equal: Iterable[Held], texts: Texts) -> str | None:
    """Find the five checks behind "five times", in a sentence that surely speaks of the checking."""
    return next((held.path for held in equal if not held.mention.ordinal and _speaks_of(said, held, texts)), None)


def nothing_left(said: Said, texts: Texts) -> str | None:
    """Find the "no unit was found" behind a bare "zero"."""
    if said.number != 0:
        return None
    none = nouns().parts["none"]
    told = (one for one in texts.told if not none.isdisjoint(re.findall(r"[a-z]+", one.text.lower())))
    own = (one for one in told if said.home is None or one.group == said.home)
    return next((one.path for one in own if not telling(said.words).isdisjoint(texts.words(one.group))), None)


def _speaks_of(said: Said, held: Held, texts: Texts) -> bool:
    return len(telling(said.words) & texts.words(held.group)) >= _SURELY


@cache
def _each() -> re.Pattern[str]:
    """What every one of some things has or was given."""
    return re.compile(r"(?<!\w)each(?:\s(?!a\s|an\s)[a-z]+){0,4}\s(?:an?|its|their|the|one)\s(?P<what>[A-Za-z-]+(?:\s[A-Za-z-]+){0,2})")


@cache
def _row() -> re.Pattern[str]:
    return re.compile(
        r"(?P<noun>[A-Za-z]{3,20})\s(?:(?:no|nos|number|numbers)\.?\s)?(?P<stem>[A-Z]{0,6}-?)(?P<first>\d{1,8})\s?(?:to|through|-|\u2013)\s?(?P=stem)(?P<last>\d{1,8})(?!\w)"
    )
