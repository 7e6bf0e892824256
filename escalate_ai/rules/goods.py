"""Goods of another trade: a product in small letters, where a letter speaks of goods, that the case does not have.

In: a letter's reading, data/goods.toml. Out: the names of such products. A case that names no goods of the list holds them all: it may say
what is sold in another language, or nowhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from escalate_ai.ledger.naming import named_words
from escalate_ai.text.folding import fold
from escalate_ai.text.names import Name, NameKind, find_names

if TYPE_CHECKING:
    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_DESCRIBED = 3
"""Words that may describe a product between it and the word before."""
_WITHIN = 4
"""Letters from which a product is found within a longer word of the case, or the case's within it: "lamp" in "headlamps"."""
_JOINED = 3
"""Letters that are a word by themselves in front of another: "bed" in "bedsheet", but no "o" in "olive"."""


@dataclass(frozen=True, slots=True)
class _Goods:
    """The lists, in small letters; what each is for stands in the data file."""

    kinds: dict[str, frozenset[str]]
    """Each product, in the singular and the plural, with all that stand for it."""
    owners: frozenset[str]
    sales: frozenset[str]
    parcels: frozenset[str]
    between: frozenset[str]
    listings: frozenset[str]
    fates: frozenset[str]
    followers: frozenset[str]
    means: frozenset[str]
    named: frozenset[str]


@cache
def _goods() -> _Goods:
    data = tomllib.loads((files("escalate_ai") / "data" / "goods.toml").read_text("utf-8"))
    kinds: dict[str, frozenset[str]] = {}
    for kind in data["kinds"]:
        alike = frozenset(form for word in kind for form in _forms(word))
        for form in alike:
            kinds[form] = kinds.get(form, frozenset()) | alike
    parcels = frozenset(form for word in data["parcels"] for form in _forms(word))
    rest = ("owners", "sales", "between", "listings", "fates", "followers", "means")
    named = frozenset(form for word in data["named"] for form in _forms(word))
    return _Goods(kinds=kinds, parcels=parcels, named=named, **{key: frozenset(data[key]) for key in rest})


def _forms(word: str) -> tuple[str, ...]:
    """Give the singular and the plural of a word."""
    for ending, instead in (("fe", "ves"), ("rf", "rves"), ("lf", "lves"), ("y", "ies")):
        if word.endswith(ending) and word[-2:] not in {"ay", "ey", "oy"}:
            return word, word[: -len(ending)] + instead
    return word, word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def _product() -> re.Pattern[str]:
    forms = sorted(_goods().kinds, key=len, reverse=True)
    return re.compile(rf"(?<![\w'\u2019-])(?:{'|'.join(map(re.escape, forms))})(?![\w'\u2019-])")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(_goods().named, key=len, reverse=True)))})(?!\w)")


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
    if reading.brief is None:
        return
    ledger = reading.brief.ledger
    for part in (*((reading.sheet.subject,) if reading.sheet.subject else ()), *reading.sheet.body):
        # folding keeps every place of the text, so spans of the one are spans of the other
        text = fold(part.text).text
        if len(text) != len(part.text) or not _product().search(text):
            continue
        names = find_names(part.text)
        for sentence in reading.told(part):
            for span in _spoken(text, sentence.span):
                said = text[span[0] : span[1]]
                inside = any(name.start < span[1] and span[0] < name.end for name in names)
                if not inside and _is_foreign(ledger, said):
                    yield part, Name(NameKind.PRODUCT, said, span, named_words(said))


def _is_foreign(ledger: Ledger, said: str) -> bool:
    words = _words_of(ledger)
    shared = any(_is_held(word, words) for word in re.findall(r"[^\W\d_]{3,}", said))
    # of another word for the goods all parts have to stand there: "cooking oil" is not in a case by its "oil"
    held = shared or any(all(_is_held(word, words) for word in alike.split()) for alike in _goods().kinds[_head(said)])
    return not held and names_goods(ledger)


def _head(said: str) -> str:
    """Give the longest product a phrase ends in."""
    words = said.split()
    return next(" ".join(words[start:]) for start in range(len(words)) if " ".join(words[start:]) in _goods().kinds)


def _is_held(word: str, words: frozenset[str]) -> bool:
    stem = word.removesuffix("s")
    if word in words or stem in words:
        return True
    parts = (
        one.startswith(stem) or one.endswith(stem) or (stem.endswith(one) and len(stem) >= len(one) + _JOINED)
        for one in words
        if len(one) >= _WITHIN
    )
    return len(stem) >= _WITHIN and any(parts)


@lru_cache(maxsize=16)
def _words_of(ledger: Ledger) -> frozenset[str]:
    """Give every word of a case, with the singular of each."""
    texts = (*(told.text for told in ledger.texts.told), *(named.name for named in ledger.names))
    words = {word for text in texts for word in named_words(text)}
    return frozenset(words | {word.removesuffix("s") for word in words})


@lru_cache(maxsize=16)
def names_goods(ledger: Ledger) -> bool:
    """Say whether a case names goods of the list."""
    texts = (*(told.text for told in ledger.texts.told), *(named.name for named in ledger.names))
    lines = [fold(text).text.casefold() for text in texts]
    return any(_product().search(line) or _named().search(line) for line in lines)


def _spoken(text: str, sentence: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Give the products of a sentence that stand where goods do, with the words that describe them."""
    goods = _goods()
    if not goods.means.isdisjoint(named_words(text[slice(*sentence)])):
        return
    for match in _product().finditer(text, *sentence):
        behind = text[match.end() : sentence[1]]
        if _asin().match(behind) or _is_told(behind):
            yield _described(text, match.span(), sentence[0])
        elif _ends(behind) and (start := _introduced(text, match.start(), sentence[0])) is not None:
            yield start, match.end()


def _ends(behind: str) -> bool:
    """Say whether a product is the last word of its phrase."""
    if behind[:1] != " " or not behind[1:2].isalpha():
        return behind[:1] != "-"
    return behind[1:].split(maxsplit=1)[0].strip(".,;:()") in _goods().followers | _goods().fates


def _is_told(behind: str) -> bool:
    """Say whether the words behind a product tell the fate of goods, or call it a listing."""
    goods, words = _goods(), [word.strip(".,;:()") for word in behind[:80].split()[:3]]
    if not behind.startswith(" ") or not words:
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
    goods = _goods()
    plain = word.isalpha() and word.islower() and word not in goods.followers | goods.owners | goods.sales | goods.between | {"an"}
    return (start, span[1]) if plain and not _number().fullmatch(word) else span


def _introduced(text: str, end: int, low: int) -> int | None:
    """Give where a product's phrase begins, if a word of trade stands before it."""
    goods, start = _goods(), end
    stops = goods.followers - {"the"}
    for place, at in enumerate(_words_before(text, end, low)):
        word = text[at:].split(maxsplit=1)[0]
        small = word.casefold()
        if small in goods.owners or small in goods.sales or _number().fullmatch(small):
            return start
        if small == "of":
            before = next(iter(_words_before(text, at, low)), None)
            return start if before is not None and text[before:at].strip().casefold() in goods.parcels else None
        if place >= _DESCRIBED or small in stops:
            return None
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
