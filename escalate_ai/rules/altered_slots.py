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

from escalate_ai.ledger.naming import named_words
from escalate_ai.rules.known_words import is_everyday, spoken_of
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.wording import concept_of
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.folding import fold
from escalate_ai.text.mentions import MentionKind
from escalate_ai.text.names import NameKind, find_capitals, find_names
from escalate_ai.text.number_words import WORDS
from escalate_ai.text.places import Places

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
_EDGE = "|"
_EDGE_WEIGHT = 0.5
_NUMBERS = frozenset({MentionKind.COUNT, MentionKind.PERCENT, MentionKind.MONEY, MentionKind.DURATION})


class Item(NamedTuple):
    """A word, a value or an edge of a clause."""

    kind: str
    """`word`, `edge`, `number`, `day`, `name`, `person` or `place`: who did it and who it was done with stand in the same words."""
    value: str | tuple[object, ...]
    span: tuple[int, int]
    text: str


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
        items = items_of(part.text, reading.mentions(part))
        for at, item in enumerate(items):
            if item.kind not in _VALUES and not _is_strange(item, spoken):
                continue
            if item.kind == "number" and _but().search(part.text, max(0, item.span[0] - _LEAD), item.span[0]):
                continue
            around = _around(items, at)
            right = _other(item, *around, index.by_word) if _side_by_side(item, *around) in index.between else None
            if right:
                has = _line(right.item.text).rstrip(",")
                said = f"\u201c{_line(part.text[slice(*item.span)])}\u201d stands where the case has \u201c{has}\u201d ({right.path})."
                yield Hit(part, item.span, said, f"Give what the case has here: {has}.")


def _side_by_side(item: Item, left: tuple[Hashable, ...], right: tuple[Hashable, ...]) -> Hashable:
    """Give what a place has in common with every place whose nearest items are the same."""
    return item.kind, left[:1], right[:1]


_NAMES = frozenset({"name", "person", "place"})
_VALUES = _NAMES | {"number", "day"}


def _is_strange(item: Item, spoken: Spoken) -> bool:
    """Say whether a word is none of the case and none of every letter: it tells of something else where the case has another word."""
    if item.kind != "word" or not isinstance(item.value, str) or not _is_plural(item.text):
        # the case has no word of this concept, so that only the plurals of it are alike
        return False
    return not spoken.knows(item.value) and not is_everyday(item.value)


def _other(item: Item, left: tuple[Hashable, ...], right: tuple[Hashable, ...], index: dict[Hashable, list[_Place]]) -> _Place | None:
    """Give the place of the case that has another value between these words; None where the case has this one among them."""
    near = {key for key in (*left, *right) if key != _EDGE}
    best, most, own = None, 0.0, 0.0
    seen: set[int] = set()
    for key in near:
        for place in index.get((item.kind, key), ()):
            if id(place) in seen:
                continue
            seen.add(id(place))
            if not _is_alike(item, place.item):
                continue
            if _is_one(item, place.item):
                own = max(own, float(len(near.intersection((*place.left, *place.right)))))
            elif _stands_between(left, right, place):
                score = _score(left, place.left) + _score(right, place.right)
                best, most = (place, score) if score > most else (best, most)
    return best if best and most >= _ENOUGH and own <= most - _MARGIN else None


def _stands_between(left: tuple[Hashable, ...], right: tuple[Hashable, ...], place: _Place) -> bool:
    """Say whether the nearest item on either side is the same, or two on one side and an edge on the other."""
    return bool(left and place.left and right and place.right) and left[0] == place.left[0] and right[0] == place.right[0]


def _score(one: tuple[Hashable, ...], other: tuple[Hashable, ...]) -> float:
    """Say how far two rows of items agree, from the value outwards."""
    total = 0.0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        total += _EDGE_WEIGHT if mine == _EDGE else 1
        if mine == _EDGE:
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
    before, behind = reversed(items[max(0, at - _FAR) : at]), items[at + 1 : at + 1 + _FAR]
    return tuple(islice(_beside(before), _AROUND)), tuple(islice(_beside(behind), _AROUND))


def _beside(items: Iterable[Item]) -> Iterator[Hashable]:
    """Give what stands on one side of a value, without days: a letter puts them in where the case has them in a field of their own."""
    last: Hashable = None
    for item in items:
        value = _EDGE if item.kind == "day" and item.text.endswith(",") else item.value
        if item.kind != "day" or value == _EDGE:
            if not (value == _EDGE and last == _EDGE):
                yield value
            last = value


def _line(words: str) -> str:
    return " ".join(words.split())


@cache
def _but() -> re.Pattern[str]:
    """What turns a number around: "all but four of 1,124"."""
    return re.compile(r"(?<!\w)(?:but|except|save|besides|without|apart from)\s(?:for\s)?\Z", re.IGNORECASE)


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"[a-z][a-z']*|[;:.!?()\n\u2013\u2014](?=\s|$|[a-z(])|\(")


def items_of(text: str, mentions: Iterable[Mention]) -> list[Item]:
    """Give what stands in a text, in order: edges, words by what they name, values and names; words without weight are left out."""
    values = list(_values(text, mentions))
    taken = Places(item.span for item in values)
    values += [item for item in _names(text) if taken.free(item.span)]
    taken = Places(item.span for item in values)
    found = [Item("edge", _EDGE, (0, 0), ""), *values, *_words(text, taken), Item("edge", _EDGE, (len(text), len(text)), "")]
    found.sort(key=lambda item: item.span)
    return [item for place, item in enumerate(found) if item.kind != "edge" or not place or found[place - 1].kind != "edge"]


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
        value = concept_of(word) if word[0].isalpha() else _EDGE
        if not value:
            continue
        span = match.span() if folded.offsets is None else folded.span(*match.span())
        if taken.free(span):
            yield Item("edge", _EDGE, span, "") if value is _EDGE else Item("word", value, span, word)


class _Index(NamedTuple):
    """The places of a case's values."""

    by_word: dict[Hashable, list[_Place]]
    """By their kind and each of the items around them."""
    between: set[Hashable]
    """What stands right beside them."""


@lru_cache(maxsize=16)
def _index(ledger: Ledger) -> _Index:
    found: dict[Hashable, list[_Place]] = {}
    between: set[Hashable] = set()
    for told, facts in ledger.texts.with_facts():
        items = items_of(told.text, facts)
        for at, item in enumerate(items):
            if item.kind == "edge":
                continue
            left, right = _around(items, at)
            place = _Place(item, left, right, told.path)
            between.add(_side_by_side(item, left, right))
            for key in {*left, *right} - {_EDGE}:
                found.setdefault((item.kind, key), []).append(place)
    return _Index(found, between)
