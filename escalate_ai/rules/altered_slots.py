"""A number, a day or a name of the case in the place where the case has another one. In: a letter's reading with its brief. Out: hits.

"Two returned to the printer" of the case and "four returned to the printer" of the letter stand between the same words. Where the words on
both sides are those of a place of the case, the value there is another, and the letter's own value stands nowhere in the case among such
words, it was put in the other's place. A letter that tells the case in words of its own has no such places and is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.altered_items import EDGE, Item, items_of, value_of, values_of, words_between
from escalate_ai.rules.known_words import is_everyday, spoken_of
from escalate_ai.rules.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from escalate_ai.ledger import Ledger
    from escalate_ai.rules.known_words import Spoken
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.text.mentions import Mention

_AROUND = 3
"""Items to either side of a value that say which place it is."""
_ENOUGH = 2.5
"""What two places have in common around them, at least, to be one."""
_MARGIN = 2
"""By how much they are more than what a place of the letter's own value has, in whatever order."""
_FAR = 24
"""Items to either side among which those are looked for: days are none of them."""
_LEAD = 20
"""Characters before a number in which a word may turn it around."""
_EDGE_WEIGHT = 0.5


class _Place(NamedTuple):
    """A value of the case with what stands around it."""

    item: Item
    left: tuple[Hashable, ...]
    right: tuple[Hashable, ...]
    path: str


def values_in_anothers_place(reading: LetterReading) -> Iterator[Hit]:
    """Find values that stand between the words in which the case has another."""
    if reading.brief is None:
        return
    index, spoken = _index(reading.brief.ledger), spoken_of(reading.brief)
    for part in reading.sheet.body:
        mentions = reading.mentions(part)
        if not _may_have_anothers(part.text, mentions, index, spoken):
            continue
        items = items_of(part.text, mentions)
        for at, item in enumerate(items):
            if item.kind not in _VALUES and not _is_strange(item, spoken):
                continue
            if item.kind == "number" and _but().search(part.text, max(0, item.span[0] - _LEAD), item.span[0]):
                continue
            right = _other(items, at, index)
            if right:
                has = _line(right.item.text).rstrip(",")
                said = f"\u201c{_line(part.text[slice(*item.span)])}\u201d stands where the case has \u201c{has}\u201d ({right.path})."
                yield Hit(part, item.span, said, f"Give what the case has here: {has}.")


def _may_have_anothers(text: str, mentions: Iterable[Mention], index: _Index, spoken: Spoken) -> bool:
    """Say cheaply whether any value stands right between two items between which the case has another, or a word is strange."""
    values = values_of(text, mentions)
    gaps = words_between(text, values)
    if gaps is None or any(_is_strange_word(word, spoken) for gap in gaps for word in gap if word[-1] == "s"):
        return True
    for at, item in enumerate(values):
        before = _nearest(zip(reversed(gaps[: at + 1]), (*reversed(values[:at]), None), strict=True), -1)
        behind = _nearest(zip(gaps[at + 1 :], (*values[at + 1 :], None), strict=True), 1)
        if any(_is_alike(item, one.item) and not _is_one(item, one.item) for one in index.between.get((item.kind, before, behind), ())):
            return True
    return False


def _nearest(side: Iterable[tuple[list[str], Item | None]], step: int) -> Hashable:
    """Give the item nearest to a value on one side, where words and the value behind them follow in turn; days are none."""
    for gap, item in side:
        for word in gap[::step]:
            value = value_of(word)
            if value:
                return value
        if item and item.kind != "day":
            return item.value
        if item and item.text.endswith(","):
            return EDGE
    return EDGE


def _side_by_side(items: Sequence[Item], at: int) -> Hashable:
    """Give what a place has in common with every place whose nearest items are the same."""
    before, behind = _sides(items, at)
    return items[at].kind, next(_beside(before), None), next(_beside(behind), None)


_NAMES = frozenset({"name", "person", "place"})
_VALUES = _NAMES | {"number", "day"}


def _is_strange(item: Item, spoken: Spoken) -> bool:
    """Say whether a word is none of the case and none of every letter: it tells of something else where the case has another word."""
    return item.kind == "word" and _is_strange_word(item.text, spoken)


def _is_strange_word(word: str, spoken: Spoken) -> bool:
    # the case has no word of its concept, so that only the plurals of it are alike
    concept = value_of(word) if _is_plural(word) else None
    return concept is not None and not spoken.knows(concept) and not is_everyday(concept)


def _other(items: Sequence[Item], at: int, index: _Index) -> _Place | None:
    """Give the place of the case that has another value between these words; None where the case has this one among them."""
    item, between = items[at], index.between.get(_side_by_side(items, at))
    if between is None:
        return None
    left, right = _around(items, at)
    best, most = None, 0.0
    for place in between:
        if _is_alike(item, place.item) and not _is_one(item, place.item):
            score = _score(left, place.left) + _score(right, place.right)
            best, most = (place, score) if score > most else (best, most)
    return best if best and most >= _ENOUGH and _own(item, {*left, *right} - {EDGE}, index) <= most - _MARGIN else None


def _own(item: Item, near: set[Hashable], index: _Index) -> int:
    """Say how much of what stands around a value stands, in whatever order, around the same value of the case."""
    same = (place for key in near for place in index.by_word.get((item.kind, key), ()) if _is_alike(item, place.item))
    return max((len(near.intersection((*place.left, *place.right))) for place in same if _is_one(item, place.item)), default=0)


def _score(one: tuple[Hashable, ...], other: tuple[Hashable, ...]) -> float:
    """Say how far two rows of items agree, from the value outwards."""
    total = 0.0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        total += _EDGE_WEIGHT if mine == EDGE else 1
        if mine == EDGE:
            break
    return total


def _is_alike(item: Item, other: Item) -> bool:
    """Say whether two values may stand in each other's place at all: a count in that of a count, not of an amount."""
    if item.kind == "word":
        # verbs and adjectives have many equals, and so has a single thing; what is counted or sold is called what it is
        return item.value == other.value or (_is_plural(item.text) and _is_plural(other.text))
    if item.kind != "number" or not isinstance(item.value, tuple) or not isinstance(other.value, tuple):
        return True
    return bool(item.value[0] == other.value[0])


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _is_one(item: Item, other: Item) -> bool:
    if item.kind not in _NAMES or not isinstance(item.value, tuple) or not isinstance(other.value, tuple):
        return item.value == other.value
    mine, theirs = set(item.value), set(other.value)
    return mine <= theirs or theirs <= mine


def _around(items: Sequence[Item], at: int) -> tuple[tuple[Hashable, ...], tuple[Hashable, ...]]:
    before, behind = _sides(items, at)
    return tuple(islice(_beside(before), _AROUND)), tuple(islice(_beside(behind), _AROUND))


def _sides(items: Sequence[Item], at: int) -> tuple[Iterable[Item], Iterable[Item]]:
    """Give the items to either side of one, from it outwards."""
    return reversed(items[max(0, at - _FAR) : at]), items[at + 1 : at + 1 + _FAR]


def _beside(items: Iterable[Item]) -> Iterator[Hashable]:
    """Give what stands on one side of a value, without days: a letter puts them in where the case has them in a field of their own."""
    last: Hashable = None
    for item in items:
        value = EDGE if item.kind == "day" and item.text.endswith(",") else item.value
        if item.kind != "day" or value == EDGE:
            if not (value == EDGE and last == EDGE):
                yield value
            last = value


def _line(words: str) -> str:
    return " ".join(words.split())


@cache
def _but() -> re.Pattern[str]:
    """What turns a number around: "all but four of 1,124"."""
    return re.compile(r"(?<!\w)(?:but|except|save|besides|without|apart from)\s(?:for\s)?\Z", re.IGNORECASE)


class _Index(NamedTuple):
    """The places of a case's values."""

    by_word: dict[Hashable, list[_Place]]
    """By their kind and each of the items around them."""
    between: dict[Hashable, list[_Place]]
    """By what stands right beside them."""


@lru_cache(maxsize=16)
def _index(ledger: Ledger) -> _Index:
    found: dict[Hashable, list[_Place]] = {}
    between: dict[Hashable, list[_Place]] = {}
    for told, facts in ledger.texts.with_facts():
        items = items_of(told.text, facts)
        for at, item in enumerate(items):
            if item.kind == "edge":
                continue
            left, right = _around(items, at)
            place = _Place(item, left, right, told.path)
            between.setdefault(_side_by_side(items, at), []).append(place)
            for key in {*left, *right} - {EDGE}:
                found.setdefault((item.kind, key), []).append(place)
    return _Index(found, between)
