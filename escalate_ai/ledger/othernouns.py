"""Counts that a case tells by another noun. In: a number as a letter says it, the texts of the case. Out: where it comes from, or None.

"Fifty-four units" of 54 headlamps; five invoices where each of five deliveries has one; the invoices LS-3301 to LS-3305; the two signatures
of two people; "zero left" where no unit was found. The number is always one that the case has, or that follows from it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from escalate_ai.ledger.nouns import nouns
from escalate_ai.ledger.said import telling
from escalate_ai.text.number_words import lemma

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from escalate_ai.ledger.held import Held, Texts
    from escalate_ai.ledger.said import Said

_TAKES_UP = frozenset({"the", "these", "those", "our", "their", "its"})
_MOST_IN_A_ROW = 1000
_PAIR, _ALIKE, _DOZEN = 2, 2, 12
_SURELY = 3
"""Telling words that a sentence shares with a part of the case that it surely speaks of."""


def by_another_noun(said: Said, equal: Iterable[Held], texts: Texts, counted: Collection[str | None]) -> str | None:
    """Find a count that the case tells by another noun; None where the number is hedged or its noun is left out.

    Args:
        said: The number as the letter says it.
        equal: The case's counts of the same number, the bullet's own first.
        texts: The texts of the case.
        counted: The nouns by which the case itself counts: they mean what they mean there.

    """
    is_hedged = said.mention.bound is not None and not said.mention.text.lower().startswith(("a couple of ", "a pair of "))
    if said.mention.unit is None or is_hedged:
        return None
    equal = [held for held in equal if not held.mention.ordinal]
    certain = _goods(said, equal, texts) or _people(said, equal) or _one_each(said, equal, texts) or _in_a_row(said, texts) or _listed(said)
    return certain or (None if said.mention.unit in counted else _of_a_sort(said, equal, texts))


def _of_a_sort(said: Said, equal: Iterable[Held], texts: Texts) -> str | None:
    """Find the same number of a like sort, or by a word of the case that nobody counts by, where the sentence speaks of the same thing."""
    unit = said.mention.unit or ""
    sorts = [sort for sort in nouns().sorts if unit in sort]
    for held in equal:
        other = held.mention.unit
        alike = any(other in sort for sort in sorts)
        strange = other is not None and not nouns().is_known(unit) and any(unit in texts.words(one.group) for one in texts.told)
        is_beside = texts.stands_beside(held, said.beside)
        strange = strange or (other is not None and is_beside and unit not in nouns().trade)
        # the larger a number, the less it is there by chance; beside another number of the same text it is no chance at all
        least = (0 if alike else 1) if said.number > _DOZEN else 0 if is_beside else _ALIKE
        if (alike or strange) and (held.group == said.home or _shared(said, held, texts) >= least):
            return held.path
    return None


def _listed(said: Said) -> str | None:
    """Find that a sentence lists as many things as it counts: "two people, the buyer and the owner"."""
    match = _list().match(said.sentence.partition(said.mention.text)[2])
    if match is None or said.mention.unit in nouns().listed["submission"]:
        return None
    if match["sign"] == "," and not re.match(r"(?:the|an?|our|one|its|their)\s|[A-Z0-9]", match["items"]):
        return None
    items = [item for item in re.split(r",\s(?:and\s)?|\sand\s", match["items"]) if item.strip()]
    return "derived: count of what the sentence lists" if len(items) == said.number > 1 else None


def _goods(said: Said, equal: Iterable[Held], texts: Texts) -> str | None:
    """Find the goods that a letter calls units or pieces: 54 headlamps. A pair of something is too common to be taken for it."""
    if said.mention.unit not in nouns().listed["goods"] or said.number <= _PAIR:
        return None
    units = ((held, held.mention.unit or texts.elided(held)) for held in equal)
    is_large = said.number > _DOZEN
    return next((held.path for held, unit in units if (unit and unit not in nouns().no_goods) or (unit is None and is_large)), None)


def _people(said: Said, equal: Iterable[Held]) -> str | None:
    """Find the people behind what each of them gives: the two signatures of two people."""
    people = nouns().listed["together"]
    if said.number > _DOZEN and said.mention.unit != "name":
        # many names are those of anything: "58 colour names" are no 58 employees
        equal = [held for held in equal if held.mention.unit != "name"]
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
    rows = (
        f"derived: count of {noun.lower()} in {path}"
        for number, noun, path in _rows(texts)
        if number == said.number and lemma(noun) in said.units
    )
    return next(rows, None)


@lru_cache(maxsize=32)
def _rows(texts: Texts) -> tuple[tuple[int, str, str], ...]:
    """Give how many identifiers run from one to another in the texts of a case, with their noun and where they stand."""
    found = ((match, one.path) for one in texts.told for match in _row().finditer(one.text))
    counted = ((int(match["last"]) - int(match["first"]) + 1, match["noun"], path) for match, path in found)
    return tuple(row for row in counted if 1 < row[0] < _MOST_IN_A_ROW)


def second_of(said: Said, places: Mapping[tuple[object, str | None], str]) -> str | None:
    """Find the second one that makes it two: "a second shift" tells of two shifts."""
    return next((path for (place, unit), path in places.items() if place == said.number and unit in said.units), None)


def pair_taken_up(said: Said, texts: Texts, counted: Collection[str | None]) -> str | None:
    """Find what "the two documents" takes up: a thing that the case speaks of and counts in no other number."""
    unit, head = said.mention.unit, said.sentence.partition(said.mention.text)[0].lower().split()
    if said.number != _PAIR or said.mention.bound or unit is None or unit in counted or not head or head[-1] not in _TAKES_UP:
        return None
    return next((one.path for one in texts.told if not said.units.isdisjoint(texts.words(one.group))), None)


def done_so_often(said: Said, equal: Iterable[Held], texts: Texts) -> str | None:
    """Find the five checks behind "five times", in a sentence that surely speaks of the checking."""
    fits = (held for held in equal if not held.mention.ordinal)
    return next((held.path for held in fits if texts.stands_beside(held, said.beside) or _speaks_of(said, held, texts)), None)


def nothing_left(said: Said, texts: Texts) -> str | None:
    """Find the "no unit was found" behind a bare "zero"."""
    if said.number != 0:
        return None
    none = nouns().parts["none"]
    told = (one for one in texts.told if not none.isdisjoint(re.findall(r"[a-z]+", one.text.lower())))
    own = (one for one in told if said.home is None or one.group == said.home)
    return next((one.path for one in own if not telling(said.words).isdisjoint(texts.words(one.group))), None)


def _speaks_of(said: Said, held: Held, texts: Texts) -> bool:
    return _shared(said, held, texts) >= _SURELY


def _shared(said: Said, held: Held, texts: Texts) -> int:
    """Count the telling words that a sentence shares with a part of the case, those of the number left out."""
    own = frozenset(re.findall(r"[a-z-]+", said.mention.text.lower()))
    return len((telling(said.words) - own) & texts.words(held.group))


@cache
def _list() -> re.Pattern[str]:
    """Things in a row right behind what is counted."""
    return re.compile(
        r"(?:\s[A-Za-z-]+){0,3}(?P<sign>:|,|\s?\(|\s-|\s\u2013)\s?(?P<items>[^.;:()]{4,160}?\sand\s[^.;:(),]{2,60})(?=[.;:)]|$|,\s)"
    )


@cache
def _each() -> re.Pattern[str]:
    """What every one of some things has or was given."""
    return re.compile(r"(?<!\w)each(?:\s(?!a\s|an\s)[a-z]+){0,4}\s(?:an?|its|their|the|one)\s(?P<what>[A-Za-z-]+(?:\s[A-Za-z-]+){0,2})")


@cache
def _row() -> re.Pattern[str]:
    return re.compile(
        r"(?P<noun>[A-Za-z]{3,20})\s(?:(?:no|nos|number|numbers)\.?\s)?(?P<stem>[A-Z]{0,6}-?)(?P<first>\d{1,8})\s?(?:to|through|-|\u2013)\s?(?P=stem)(?P<last>\d{1,8})(?!\w)"
    )
