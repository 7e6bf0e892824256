"""What stands in a text, in order: edges of clauses, words by what they name, values, names. In: a text with its facts. Out: `Item`s.

Judges nothing, and reads no case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.ledger.naming import named_words
from escalate_ai.rules.wording import concept_of
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.folding import fold
from escalate_ai.text.mentions import MentionKind
from escalate_ai.text.names import NameKind, find_capitals, find_names
from escalate_ai.text.number_words import WORDS
from escalate_ai.text.places import Places

if TYPE_CHECKING:
    from escalate_ai.text.mentions import Mention

EDGE = "|"
"""The value of an edge."""
_NUMBERS = frozenset({MentionKind.COUNT, MentionKind.PERCENT, MentionKind.MONEY, MentionKind.DURATION})
_SPAN = attrgetter("span")


class Item(NamedTuple):
    """A word, a value or an edge of a clause."""

    kind: str
    """`word`, `edge`, `number`, `day`, `name`, `person` or `place`: who did it and who it was done with stand in the same words."""
    value: str | tuple[object, ...]
    span: tuple[int, int]
    text: str


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"[a-z][a-z']*|[;:.!?()\n\u2013\u2014](?=\s|$|[a-z(])|\(")


def items_of(text: str, mentions: Iterable[Mention]) -> list[Item]:
    """Give what stands in a text, in order: edges, words by what they name, values and names; words without weight are left out."""
    values = values_of(text, mentions)
    taken = Places(item.span for item in values)
    found = [Item("edge", EDGE, (0, 0), ""), *values, *_words(text, taken), Item("edge", EDGE, (len(text), len(text)), "")]
    found.sort(key=_SPAN)
    return [item for place, item in enumerate(found) if item.kind != "edge" or not place or found[place - 1].kind != "edge"]


def values_of(text: str, mentions: Iterable[Mention]) -> list[Item]:
    """Give the values and names of a text in order."""
    values = list(_values(text, mentions))
    taken = Places(item.span for item in values)
    values += [item for item in _names(text) if taken.free(item.span)]
    values.sort(key=_SPAN)
    return values


def words_between(text: str, values: Sequence[Item]) -> list[list[str]] | None:
    """Give the words and marks before each value, and behind the last; None where only `items_of` can tell.

    No item is made of any of them, so that most texts are looked through at a fraction of the cost.
    """
    folded = fold(text)
    low, at, found = folded.text.lower(), 0, list[list[str]]()
    if folded.offsets is not None or len(low) != len(text):
        return None
    for start, end in (item.span for item in values):
        if start < at or _is_within_word(low, start) or _is_within_word(low, end) or low[start - 1 : start] in _MARKS:
            return None
        found.append(_token().findall(low, at, start))
        at = end
    return [*found, _token().findall(low, at)]


_MARKS = frozenset(";:.!?)\n\u2013\u2014")
"""Marks that are an edge by what follows them: right before a value, a piece of text does not tell."""


_OF_WORDS = frozenset("abcdefghijklmnopqrstuvwxyz'")


def _is_within_word(low: str, at: int) -> bool:
    return at > 0 and low[at - 1] in _OF_WORDS and low[at : at + 1] in _OF_WORDS


def value_of(word: str) -> str | None:
    """Give what a word or mark of `words_between` is among the items; None for a word without weight."""
    return concept_of(word) if word[0].isalpha() else EDGE


def _values(text: str, mentions: Iterable[Mention]) -> Iterator[Item]:
    for mention in mentions:
        point = mention.value
        if isinstance(point, DatePoint):
            if point.day and point.month:
                # a comma behind a day ends what is told of it
                ends = "," if text.startswith(",", mention.span[1]) else ""
                yield Item("day", (point.month, point.day), mention.span, f"{mention.text}{ends}")
        elif mention.kind in _NUMBERS and mention.bound is None and not mention.ordinal:
            yield _number(mention)


def _number(mention: Mention) -> Item:
    """Give a number by itself: what it counts is a word beside it."""
    if mention.kind is not MentionKind.COUNT:
        return Item("number", (mention.kind, mention.value, mention.unit), mention.span, mention.text)
    numeral = _numeral().match(mention.text)
    end = mention.span[0] + numeral.end() if numeral else mention.span[1]
    return Item("number", (mention.kind, mention.value, None), (mention.span[0], end), mention.text)


@cache
def _numeral() -> re.Pattern[str]:
    words = "|".join(sorted(WORDS, key=len, reverse=True))
    return re.compile(rf"\d[\d.,]*(?=\s|$)|(?:(?:{words})(?:[\s-]|$))+", re.IGNORECASE)


_KINDS = {NameKind.PERSON: "person", NameKind.PLACE: "place"}


def _names(text: str) -> Iterator[Item]:
    for name in find_names(text):
        yield Item(_KINDS.get(name.kind, "name"), _parts(name.words), name.span, name.text)
    for span, run in find_capitals(text):
        if not run.opens or (len(run.words) > 1 and not run.in_title):
            yield Item("name", _parts(word.low for word in run.words[run.dated :]), span, text[slice(*span)])


def _parts(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(part for word in words for part in named_words(word))


def _words(text: str, taken: Places) -> Iterator[Item]:
    folded = fold(text)
    for match in _token().finditer(folded.text.lower()):
        word = match[0]
        value = value_of(word)
        if not value:
            continue
        span = match.span() if folded.offsets is None else folded.span(*match.span())
        if taken.free(span):
            yield Item("edge", EDGE, span, "") if value is EDGE else Item("word", value, span, word)
