"""Differences and multiples of numbers of the case. In: a number as said, the case's numbers. Out: where it comes from, or None.

The two are those of one part of the case and the letter says what it does with them, or they stand in its sentence.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from escalate_ai.ledger.elided import compares, is_of_part
from escalate_ai.ledger.nouns import nouns
from escalate_ai.ledger.sums import LEAST, PLAN, number_of, stands_beside
from escalate_ai.text.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalate_ai.ledger.held import Held
    from escalate_ai.ledger.said import Said

_PAIR, _DOZEN = 2, 12
_SUMMED = {MentionKind.COUNT, MentionKind.MONEY}


def differs_by(said: Said, held: Iterable[Held]) -> str | None:
    """Find the difference of two numbers of one part of the case, where the letter says that it is one, or has one of them beside it."""
    mention = said.mention
    if mention.kind not in _SUMMED or mention.bound or mention.ordinal or is_of_part(mention, said.sentence):
        return None
    ones = [one for one in held if one.mention.bound is None and not one.mention.ordinal and one.group != PLAN]
    is_told = (
        compares(mention, said.sentence)
        or _gone().match(said.sentence.partition(mention.text)[2]) is not None
        or _differing().search(said.sentence.partition(mention.text)[0]) is not None
    )
    beside = {Decimal(value) for kind, value, _ in said.beside if kind is mention.kind and isinstance(value, (int, Decimal))}
    if not is_told and len(beside) < _PAIR:
        return None
    groups: dict[str, list[Held]] = {}
    for one in ones:
        groups.setdefault(one.group, []).append(one)
    for group in groups.values():
        for first, second in combinations(group, 2):
            values = {number_of(first.mention), number_of(second.mention)}
            if abs(number_of(first.mention) - number_of(second.mention)) != said.number or not _are_alike(said, first, second):
                continue
            if values <= beside or (is_told and (mention.unit is not None or not values.isdisjoint(beside))):
                return f"derived: difference in {first.path}"
    return _left_between(said, ones, beside)


def left_out(said: Said, held: Iterable[Held]) -> str | None:
    """Find the number left out of "all but 15 of 4,325", where the case tells of the whole or of the 4,310."""
    beside = {Decimal(value) for kind, value, _ in said.beside if kind is said.mention.kind and isinstance(value, (int, Decimal))}
    low = said.sentence.lower()
    if not beside or ("but" not in low and "except" not in low):
        return None
    if not re.search(rf"(?<!\w)(?:all|every\w*)\s(?:but|except)\s{re.escape(said.mention.text)}(?!\w)", said.sentence):
        return None
    others = {number_of(one.mention): one.path for one in held}
    rests = ((whole, whole - said.number) for whole in sorted(beside) if whole in others)
    return next((f"derived: the rest in {others[rest]}" for _, rest in rests if rest in others), None)


def _left_between(said: Said, held: Iterable[Held], beside: set[Decimal]) -> str | None:
    """Find that a sentence does the difference itself: "of 5,000 cards 1,860 had gone out and 3,140 were left"."""
    values = {number_of(one.mention): one for one in held if number_of(one.mention) >= LEAST}
    for first, second in combinations(sorted(beside & values.keys()), 2):
        units = {values[first].mention.unit, values[second].mention.unit} - {None}
        fits = said.mention.unit is None or not units.isdisjoint(said.units)
        if fits and len(units) < _PAIR and said.number == second - first:
            return f"derived: worked out of {values[first].path} and {values[second].path}"
    return None


def _are_alike(said: Said, first: Held, second: Held) -> bool:
    """Say whether two numbers count the same, and what a letter tells may be their difference."""
    unit, other = first.mention.unit, second.mention.unit
    if unit != other and unit is not None and other is not None:
        return False
    if said.mention.unit is not None and said.units.isdisjoint({unit, other}):
        return False
    is_small = min(number_of(first.mention), number_of(second.mention)) < LEAST
    return not is_small or (unit or "") in nouns().scales or said.mention.kind is MentionKind.MONEY


def multiplied(said: Said, money: Iterable[Held], counts: Iterable[Held]) -> str | None:
    """Find what so many of one price come to, or how many lots of one size make a number: "$25.00 a review, $100.00 for the four"."""
    mention = said.mention
    if mention.bound is not None or mention.ordinal or (said.number <= _DOZEN and mention.kind is MentionKind.COUNT):
        return None  # small numbers are made of others too easily
    beside = {(kind, Decimal(value)) for kind, value, _ in said.beside if isinstance(value, (int, Decimal))}
    numbers = [one for one in counts if one.group != PLAN and not one.mention.ordinal and number_of(one.mention) > 1]
    if mention.kind is MentionKind.MONEY:
        prices = (one for one in money if one.mention.unit == mention.unit and (MentionKind.MONEY, number_of(one.mention)) in beside)
        for price in prices:
            for one in numbers:
                if one.group == price.group and number_of(one.mention) * number_of(price.mention) == said.number:
                    return f"derived: {number_of(one.mention)} times {price.path}"
        return None
    for lot in numbers:
        same = (one for one in numbers if one.group == lot.group and number_of(one.mention) == said.number and one.mention.unit)
        if any(one.mention.unit not in said.units for one in same):
            continue  # the case tells that very number of something else
        whole = number_of(lot.mention) * said.number
        if (MentionKind.COUNT, number_of(lot.mention)) in beside and (MentionKind.COUNT, whole) in beside:
            fits = (
                one
                for one in numbers
                if one.group == lot.group and number_of(one.mention) == whole and one.mention.unit == lot.mention.unit
            )
            found = next(fits, None)
            if found:
                return f"derived: {whole} by {number_of(lot.mention)} in {found.path}"
    return None


@cache
def _gone() -> re.Pattern[str]:
    """What tells right behind a number that it is what was lost or won: "seven tenths of a star gone"."""
    return re.compile(
        r"\s(?:(?:was|were|is|are|has|have|been)\s){0,2}(?:gone|lost|shed|knocked\soff|gained|off|down|up)(?!\w)", re.IGNORECASE
    )


@cache
def _differing() -> re.Pattern[str]:
    """What announces a difference right before it."""
    return re.compile(
        r"(?<!\w)(?:(?:difference|gap|drop|fall|rise|increase|decrease|gain|loss|margin|shortfall|surplus)\sof"
        r"|(?:drop(?:ped)?|fell|fallen|rose|risen|grew|grown|shrank|shrunk|increased|decreased|reduced|lowered|raised|cut|gone\s(?:up|down)|went\s(?:up|down)|differ(?:s|ed)?|too\s\w+)\sby)\s$",
        re.IGNORECASE,
    )


def points_between(said: Said, rates: Iterable[Held]) -> str | None:
    """Find the percentage points between two percentages of one statement."""
    if said.mention.unit != "point":
        return None
    pairs = (
        (one, two)
        for one, two in combinations(rates, 2)
        if one.mention.unit == two.mention.unit == "%" and (one.path == two.path or stands_beside(said, one, two))
    )
    gaps = ((abs(number_of(one.mention) - number_of(two.mention)), one.path) for one, two in pairs)
    return next((f"derived: difference in {path}" for gap, path in gaps if gap == said.number), None)
