"""Two numbers of one text of the case told the wrong way round. In: a letter's reading with its brief. Out: hits.

"99 were unused and 19 had water marks" and "19 pots with water marks, 99 unused" tell one thing; the two numbers exchanged tell another.
Judged only where each number stands in the words that the case has with the other one, and in none of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.altered_wording_marks import tokens
from escalate_ai.rules.rule import Hit
from escalate_ai.text.mentions import MentionKind
from escalate_ai.text.words import sentences

if TYPE_CHECKING:
    from escalate_ai.ledger import Ledger
    from escalate_ai.rules.reading import LetterReading

_AFTER = 5
"""Content words behind a number that tell what it counts."""
_SURE = 3
"""Words that the two numbers have taken from each other, together."""

_OF = frozenset({"of", "on", "in", "from", "per", "among", "out", "these", "those", "all"})


class _Count(NamedTuple):
    number: str
    span: tuple[int, int]
    tells: frozenset[str]
    is_whole: bool
    """Whether it is the number that another one is of: "three orders in 212"."""


class _Pair(NamedTuple):
    one: _Count
    other: _Count
    path: str
    quote: str


def counts_exchanged(reading: LetterReading) -> Iterator[Hit]:
    """Find two numbers that stand in each other's words."""
    if reading.brief is None:
        return
    pairs = _pairs(reading.brief.ledger)
    if not pairs:
        return
    known = {number for pair in pairs for number in (pair.one.number, pair.other.number)}
    for part in reading.sheet.body:
        said = {f"#{mention.value}" for mention in reading.mentions(part) if mention.kind is MentionKind.COUNT}
        if len(said & known) <= 1:
            continue
        for start, end in reading.sentences(part):
            counts = _counts(part.text[start:end])
            by_number = {one.number: one for one in counts}
            if len(by_number) <= 1 or len(by_number) != len(counts):
                continue
            for pair in pairs:
                one, other = by_number.get(pair.one.number), by_number.get(pair.other.number)
                if one and other and not (one.is_whole or other.is_whole) and _is_exchanged(one, other, pair):
                    first = min(one, other, key=lambda count: count.span)
                    words = part.text[start + first.span[0] : start + first.span[1]]
                    wrong = f"\u201c{words}\u201d stands where the case has the other number: \u201c{pair.quote}\u201d ({pair.path})."
                    yield Hit(part, (start + first.span[0], start + first.span[1]), wrong, "Put the two numbers as the case has them.")


def _is_exchanged(one: _Count, other: _Count, pair: _Pair) -> bool:
    of_one, of_other = pair.one.tells - pair.other.tells, pair.other.tells - pair.one.tells
    crossed, counter = len(one.tells & of_other), len(other.tells & of_one)
    return bool(crossed and counter) and crossed + counter >= _SURE and not one.tells & of_one and not other.tells & of_other


def _counts(text: str) -> list[_Count]:
    told = tokens(text)
    places = [at for at, token in enumerate(told) if token.names and token.names.startswith("#")]
    found: list[_Count] = []
    for place, at in enumerate(places):
        end = places[place + 1] if place + 1 < len(places) else len(told)
        clause = text.find(";", told[at].end)
        tells = [token.names for token in told[at + 1 : end] if token.names and (clause < 0 or token.end <= clause)][:_AFTER]
        found.append(_Count(told[at].names or "", (told[at].start, told[at].end), frozenset(tells), at > 0 and told[at - 1].word in _OF))
    return found


@lru_cache(maxsize=32)
def _pairs(ledger: Ledger) -> tuple[_Pair, ...]:
    found: list[_Pair] = []
    for told in ledger.texts.told:
        if not told.path.startswith(("poa.", "grounds")) or told.path == "poa.text":
            continue
        for start, end in sentences(told.text):
            text = told.text[start:end]
            counts = [one for one in _counts(text) if one.tells]
            numbers = [one.number for one in counts]
            if len(set(numbers)) != len(numbers):
                continue
            found += [_Pair(one, other, told.path, " ".join(text.split())) for at, one in enumerate(counts) for other in counts[at + 1 :]]
    return tuple(found)
