"""Goods of another trade: a product in small letters, where a letter speaks of goods, that the case does not have.

In: a letter's reading, data/goods.toml. Out: the names of such products. A case in another language that names no goods of the lists
holds them all.

A product that can be nothing else is one anywhere in the plural, and in the singular unless the next word makes another thing of it ("the
coffee corner"). One that a workplace may have ("torches hang in the warehouse") has to stand where only goods do: "we sold", "our",
"bottles of", before an ASIN.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from escalate_ai.ledger.naming import named_words
from escalate_ai.rules.goods_lists import forms_of
from escalate_ai.rules.goods_slots import takes_place
from escalate_ai.rules.goods_words import goods_in, holds, may_name_others, names_often, whole_departments
from escalate_ai.text.folding import fold
from escalate_ai.text.language import foreign_language
from escalate_ai.text.names import Name, NameKind, find_names

if TYPE_CHECKING:
    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.goods_words import Goods
    from escalate_ai.rules.reading import LetterReading

_DESCRIBED = 3
"""Words that may describe a product between it and the word before."""
_BEHIND = 80
"""Characters behind a product in which its fate is told."""
_IN_HAND = 4
"""Words before a product among which somebody uses or wears it."""
_NEAR = 4
"""Words on either side of a product among which the room it is in stands."""


@dataclass(frozen=True, slots=True)
class _Places:
    """The lists, in small letters; what each is for stands in the data file."""

    owners: frozenset[str]
    sales: frozenset[str]
    parcels: frozenset[str]
    between: frozenset[str]
    listings: frozenset[str]
    fates: frozenset[str]
    followers: frozenset[str]
    means: frozenset[str]
    in_hand: frozenset[str]
    others: frozenset[str]
    verbs: frozenset[str]
    objects: frozenset[str]
    examples: frozenset[str]
    rooms: frozenset[str]
    wherein: frozenset[str]
    users: frozenset[str]
    workplaces: frozenset[str]
    sayings: tuple[str, ...]


@cache
def _places() -> _Places:
    data = tomllib.loads((files("escalate_ai") / "data" / "goods.toml").read_text("utf-8"))
    parcels = frozenset(form for word in data["parcels"] for form in forms_of(word))
    verbs = tomllib.loads((files("escalate_ai") / "data" / "verb_forms.toml").read_text("utf-8"))
    data["followers"] += [*verbs["irregular_pasts"], *verbs["participles"]]
    rest = frozenset(_Places.__dataclass_fields__) - {"parcels", "sayings"}
    return _Places(parcels=parcels, sayings=tuple(data["sayings"]), **{key: frozenset(data[key]) for key in rest})


@cache
def _before() -> re.Pattern[str]:
    return re.compile(r"[^\W_][\w.'\u2019-]*$")


@cache
def _asin() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[(,:]\s*)?(?:(?:with|under)\s+)?(?:the\s+)?(?:ASINs?:?\s+)?B0[0-9A-Z]{8}(?!\w)")


@cache
def _number() -> re.Pattern[str]:
    small = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred"
    return re.compile(rf"\d[\d.,]*|{small}")


def foreign_goods(reading: LetterReading) -> Iterator[tuple[Part, Name]]:
    """Give the products a letter speaks of as goods whose words the case has nowhere."""
    if reading.brief is None or not _is_read(reading.brief.ledger):
        return
    ledger = reading.brief.ledger
    for part in (*((reading.sheet.subject,) if reading.sheet.subject else ()), *reading.sheet.body):
        # folding keeps every place of the text, so spans of the one are spans of the other
        text = fold(part.text).text
        if len(text) != len(part.text) or not may_name_others(ledger, text):
            continue
        names: list[Name] | None = None
        for sentence in reading.told(part):
            strange = [goods for goods in goods_in(text, sentence.span) if not holds(ledger, goods.words)]
            placed = list(_spoken(text, sentence.span, strange))
            instead = (goods.span for goods in strange if takes_place(ledger, text, sentence.span, goods))
            for span in (*placed, *(span for span in instead if not any(start <= span[0] < end for start, end in placed))):
                names = list(find_names(part.text)) if names is None else names
                if not any(name.start < span[1] and span[0] < name.end for name in names):
                    said = text[slice(*span)]
                    yield part, Name(NameKind.PRODUCT, said, span, named_words(said))


@lru_cache(maxsize=16)
def _is_read(ledger: Ledger) -> bool:
    """Say whether a case would name its goods in words of the lists: where it names none, it is at least in English."""
    return names_goods(ledger) or foreign_language("\n\n".join(told.text for told in ledger.texts.told)) is None


@lru_cache(maxsize=16)
def names_goods(ledger: Ledger) -> bool:
    """Say whether the texts of a case name goods; the name of a store alone does not."""
    if names_often(ledger):
        return True
    for text in (fold(told.text).text for told in ledger.texts.told):
        whole = (0, len(text))
        named = list(goods_in(text, whole))
        if whole_departments(text) or any(goods.sure for goods in named) or any(_spoken(text, whole, named)):
            return True
    return False


def _spoken(text: str, sentence: tuple[int, int], named: Sequence[Goods]) -> Iterator[tuple[int, int]]:
    """Give the products of a sentence that stand where goods do, each with the words that describe it."""
    if not named:
        return
    words, lists = named_words(text[slice(*sentence)]), _places()
    if not lists.examples.isdisjoint(words) or any(saying in " ".join(words) for saying in lists.sayings):
        return
    is_of_work = not (lists.means | lists.rooms).isdisjoint(words)
    for goods in named:
        span = _place_of(text, sentence, goods, is_of_work=is_of_work)
        if span and not _is_in_a_room(text, goods.span, sentence):
            yield span


def _place_of(text: str, sentence: tuple[int, int], goods: Goods, *, is_of_work: bool) -> tuple[int, int] | None:
    """Give where a product with the words that describe it stands, if goods stand there."""
    behind = text[goods.span[1] : min(sentence[1], goods.span[1] + _BEHIND)]
    if goods.words[-1] in _places().verbs and next(iter(behind.split()), "") in _places().objects:
        return None
    if _asin().match(behind):
        return _described(text, goods.span, sentence[0])
    is_tool = not goods.sure and (is_of_work or _is_of_workplace(text, goods.span[0], sentence[0]))
    if is_tool or _is_in_hand(text, goods.span[0], sentence[0]):
        return None
    if _is_told(behind) or (goods.sure and (goods.is_alone or not _is_of_another(behind))):
        return _described(text, goods.span, sentence[0])
    start = _introduced(text, goods.span[0], sentence[0]) if _ends(behind) else None
    return None if start is None else (start, goods.span[1])


def _is_in_hand(text: str, end: int, low: int) -> bool:
    """Say whether somebody uses or wears a product: then it is a means of the work."""
    for place, at in enumerate(_words_before(text, end, low)):
        word = text[at:].split(maxsplit=1)[0].casefold()
        if word == "used":
            # "we used backpacks", but "they bought used backpacks"
            before = next(iter(_words_before(text, at, low)), at)
            return place == 0 and text[before:at].strip().casefold() in _places().users
        if word in _places().in_hand:
            return True
        if place >= _IN_HAND:
            break
    return False


def _is_in_a_room(text: str, span: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Say whether the room of a product stands near it: "their office has two sofas"."""
    # right before it a room tells of what sort it is: "the office chair"
    near = [*text[sentence[0] : span[0]].split()[-_NEAR:-1], *text[span[1] : sentence[1]].split()[:_NEAR]]
    return not _places().rooms.isdisjoint(word.strip(".,;:()").casefold() for word in near)


def _is_of_workplace(text: str, end: int, low: int) -> bool:
    """Say whether the word before a product makes it a place of work: "the dispatch desk"."""
    at = next(iter(_words_before(text, end, low)), end)
    return text[at:end].strip().casefold() in _places().workplaces


def _is_of_another(behind: str) -> bool:
    """Say whether the word behind a product makes of it something that is not sold."""
    if behind[:1] == "-":
        return True
    return behind[:1].isspace() and behind[1:2].isalpha() and behind[1:].split(maxsplit=1)[0].strip(".,;:()") in _places().others


def _ends(behind: str) -> bool:
    """Say whether a product is the last word of its phrase."""
    if not behind[:1].isspace() or not behind[1:2].isalpha():
        return behind[:1] != "-"
    word = behind[1:].split(maxsplit=1)[0].strip(".,;:()")
    return word in _places().followers | _places().fates or not word.islower() or word.endswith(("ed", "ly"))


def _is_told(behind: str) -> bool:
    """Say whether the words behind a product tell the fate of goods, or call it a listing."""
    goods, words = _places(), [word.strip(".,;:()") for word in behind.split()[:3]]
    if not behind[:1].isspace() or not words:
        return False
    if words[0] in goods.listings or " ".join(words[:2]) in goods.listings or words[0] in goods.fates:
        return True
    rest = words[1:] if words[0] in {"was", "were"} else words[1:] if words[:2] in (["have", "been"], ["had", "been"]) else []
    rest = rest[1:] if rest[:1] == ["been"] else rest
    return bool(rest) and rest[0] in goods.fates


def _described(text: str, span: tuple[int, int], low: int) -> tuple[int, int]:
    """Take the one word that describes a product: "glass lids"."""
    start = next(iter(_words_before(text, span[0], low)), None)
    if start is None:
        return span
    word = text[start : span[0]].strip()
    goods = _places()
    plain = word.isalpha() and word.islower() and word not in goods.followers | goods.owners | goods.sales | goods.between | {"an"}
    return (start, span[1]) if plain and not _number().fullmatch(word) else span


def _introduced(text: str, end: int, low: int) -> int | None:
    """Give where a product's phrase begins, if a word of trade stands before it."""
    goods, start = _places(), end
    stops, is_pointed = goods.followers - {"the"}, False
    for place, at in enumerate(_words_before(text, end, low)):
        word = text[at:].split(maxsplit=1)[0]
        small = word.casefold()
        if small in goods.owners:
            if is_pointed:
                # "our driver loads the van": the van is not called ours
                return None
            ahead = next(iter(_words_before(text, at, low)), at)
            return None if text[ahead:at].strip().casefold() in goods.wherein else start
        if small in goods.sales or _number().fullmatch(small):
            return start
        if small == "of":
            before = next(iter(_words_before(text, at, low)), None)
            return start if before is not None and text[before:at].strip().casefold() in goods.parcels else None
        if place >= _DESCRIBED or small in stops:
            return None
        is_pointed = is_pointed or small == "the"
        if small not in goods.between and word.islower():
            start = at
    return None


def _words_before(text: str, end: int, low: int) -> Iterable[int]:
    """Give where the words before a place begin, the nearest first, as long as only spaces stand between them."""
    while end > low and text[end - 1].isspace():
        head = text[max(low, end - 40) : end].rstrip()
        match = _before().search(head)
        if not match:
            return
        end = max(low, end - 40) + match.start()
        yield end
