"""Sums and averages of numbers of the case: no fact of it, and no invention. In: a number as said, the case's numbers. Out: how, or None.

A letter that says it adds up ("in all", "together", "on average"), or does the sum in its own sentence, may add up what it likes; where
nothing says so, a sum is one only of numbers of one noun in one part of the case. What is said of all, and what is told as the whole of
another number, is never worked out.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from escalate_ai.ledger.elided import is_of_all, is_whole
from escalate_ai.ledger.sums import number_of
from escalate_ai.text.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from escalate_ai.ledger.held import Held, Texts
    from escalate_ai.ledger.said import Said

_PLAN = "poa.text"  # the whole plan: nothing in it belongs together
_PAIR = 2
_LEAST = 3  # with parts below this, sums are too easily made of anything
_MOST = 24
_SUMMED = {MentionKind.COUNT, MentionKind.MONEY}


def calculated(said: Said, held: Mapping[MentionKind, list[Held]], texts: Texts) -> str | None:
    """Give how a number is the sum or average of numbers of the case; None where it is neither.

    Args:
        said: The number as the letter says it.
        held: The numbers of the case by their kind.
        texts: The texts they stand in.

    """
    mention = said.mention
    if mention.kind not in _SUMMED or mention.bound or mention.ordinal:
        return None
    if is_of_all(mention, said.sentence) or is_whole(mention, said.sentence):
        return None
    ones = [one for one in held.get(mention.kind, ()) if one.path != _PLAN and one.mention.bound is None and not one.mention.ordinal]
    ones = [one for one in ones if not _of_each().match(texts.text(one.path), one.mention.span[1])]
    what = _announced(said)
    found = _of_units(said, ones, what) if what else None
    found = found or _in_sentence(said, ones, is_told=what == "sum") or _in_one_part(said, ones)
    return f"the {found[0]} of {' and '.join(found[1])}" if found else None


@cache
def _of_each() -> re.Pattern[str]:
    """What makes a number one of each of some things, which adds up to nothing: "ten cartridges of every delivery"."""
    return re.compile(
        r"\s(?:of|from|in|per|a)\s(?:each|every|any)(?!\w)|\s(?:per|each|every|a)\s(?:day|week|month|delivery|order|lot|batch)(?!\w)",
        re.IGNORECASE,
    )


def _of_units(said: Said, held: Iterable[Held], what: str) -> tuple[str, tuple[str, ...]] | None:
    """Find a sum or average that the letter announces, over all parts of the case."""
    by_unit: dict[str, list[Held]] = {}
    for one in held:
        unit = one.mention.unit
        if unit and (said.mention.unit is None or unit in said.units):
            by_unit.setdefault(unit if said.mention.unit is None else "", []).append(one)
    for ones in by_unit.values():
        found = _made_of(said.number, ones, what)
        if found:
            return what, found
    return None


def _in_sentence(said: Said, held: Iterable[Held], *, is_told: bool) -> tuple[str, tuple[str, ...]] | None:
    """Find that a sentence does the sum itself: "1,860 cards had gone out and 3,140 were left, which makes 5,000"."""
    values = {number_of(one.mention): one for one in held if number_of(one.mention) >= _LEAST}
    beside = {Decimal(value) for kind, value, _ in said.beside if kind is said.mention.kind and isinstance(value, (int, Decimal))}
    for first, second in combinations(sorted(beside & values.keys()), 2):
        units = {values[first].mention.unit, values[second].mention.unit} - {None}
        fits = said.mention.unit is None or not units.isdisjoint(said.units)
        if (is_told or (fits and len(units) < _PAIR)) and said.number == first + second:
            return "sum", tuple(dict.fromkeys((values[first].path, values[second].path)))
    return None


def _in_one_part(said: Said, held: Iterable[Held]) -> tuple[str, tuple[str, ...]] | None:
    """Find the sum of numbers of the very noun that one part of the case tells."""
    if said.mention.unit is None:
        return None
    groups: dict[str, list[Held]] = {}
    for one in held:
        if one.mention.unit == said.mention.unit:
            groups.setdefault(one.group, []).append(one)
    sums = (_made_of(said.number, ones, "sum") for ones in groups.values())
    return next((("sum", paths) for paths in sums if paths), None)


def _made_of(number: Decimal, held: Iterable[Held], what: str) -> tuple[str, ...] | None:
    """Give the places of the numbers, all of them or two, that a number is the sum or the average of."""
    told: dict[Decimal, str] = {}
    for one in held:
        if number_of(one.mention) >= _LEAST:
            told.setdefault(number_of(one.mention), one.path)
    values = sorted(told.items())[:_MOST]
    for some in (values, *combinations(values, 2)):
        total = sum((value for value, _ in some), Decimal(0))
        if len(some) >= _PAIR and number == (total if what == "sum" else total / len(some)):
            return tuple(dict.fromkeys(path for _, path in some))
    return None


def _announced(said: Said) -> str | None:
    """Give what a sentence says that a number is: a sum or an average; None where it says nothing of the kind."""
    if _averaging().search(said.sentence):
        return "average"
    return "sum" if _summing().search(said.sentence) else None


@cache
def _summing() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:in\s(?:all|total|sum)|all\sup|total(?:s|ed|led|ling|ing)?|together|altogether|combined|overall|all\stold"
        r"|taken\sas\sa\swhole|the\ssum\sof|sums?\sup|sum\sto|add(?:s|ed|ing)?\sup|amounts?\sto|mak(?:es?|ing)\s(?=\d))(?!\w)",
        re.IGNORECASE,
    )


@cache
def _averaging() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:averag(?:e|es|ed|ing)|(?:a|the)\smean\sof)(?!\w)", re.IGNORECASE)
