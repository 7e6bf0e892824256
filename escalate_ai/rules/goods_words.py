"""What is sold, by the words for it. In: the lists of goods, a text, a ledger. Out: `Goods`, and whether the case holds them.

Where goods stand in a sentence is said in `rules.goods`. A case holds a kind of goods by any word for it, by a longer word made with one
("headlamps" holds "lamp"), and a word for a whole department, "spices", by any kind of it. A case that only says "spices" does not hold
turmeric: that would be a fact of its own.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.ledger.naming import named_words
from escalate_ai.rules.goods_lists import Phrase, goods_lists, weak_ends
from escalate_ai.text.folding import fold
from escalate_ai.text.plain_words import is_plain
from escalate_ai.text.vocabulary import low_words, words_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalate_ai.ledger import Ledger

_WITHIN = 4
"""Letters from which a product is found within a longer word of the case, or the case's within it: "lamp" in "headlamps"."""
_JOINED = 3
"""Letters that are a word by themselves in front of another: "bed" in "bedsheet", but no "o" in "olive"."""
_BENT = 3
"""Letters by which a word is bent at its end: "candles", "candlery"."""
_AGENTS = (("er", "e"), ("er", ""), ("er", "ing"))  # who charges has a charger
_OFTEN = 2
"""Times that a case names a product which every workplace may have, when it is what the case is about."""


class Goods(NamedTuple):
    """A product that a text names."""

    span: tuple[int, int]
    words: Phrase
    sure: bool
    """Whether its name means nothing else and no workplace has one."""

    @property
    def is_alone(self) -> bool:
        """Whether its name never only describes the next word: it is in the plural, or stands for a whole department ("footwear")."""
        last = self.words[-1]
        return (last.endswith("s") and not last.endswith(("ss", "us", "is"))) or self.words in goods_lists().general


class _Told(NamedTuple):
    """What a case says of goods."""

    kinds: frozenset[int]
    departments: frozenset[str]
    """Departments of which it names a kind."""
    general: frozenset[str]
    """Departments it names as a whole."""
    words: frozenset[str]
    """Every word of it, with the singular of each."""
    free: frozenset[str]
    """Those among them that are not only the last word of another product's name: the "oil" of "lavender oil" is none."""
    usual: frozenset[int]
    """Kinds it names more than once, by whatever word."""


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"(?<![\w'\u2019-])[^\W\d_][^\W_]*(?:['\u2019-][^\W_]+)*(?![\w-])")


def goods_in(text: str, span: tuple[int, int]) -> Iterator[Goods]:
    """Give the products that a stretch of folded text names in small letters, or with a capital at its very beginning."""
    for found in _named(text, span, any_case=False):
        if found.words not in goods_lists().unread:
            yield found


def may_name_others(ledger: Ledger, text: str) -> bool:
    """Say quickly whether a folded text may name goods that a case does not hold: whether it has all words of such a name."""
    if not text.isascii():
        return True
    words = low_words(text)
    by_word, unread = _by_word(), goods_lists().unread
    named = (phrase for word in by_word.keys() & words for name, phrase in by_word[word] if name <= words)
    return any(phrase not in unread and not holds(ledger, phrase) for phrase in named)


@cache
def _by_word() -> dict[str, list[tuple[frozenset[str], Phrase]]]:
    """Give the names, each with its runs of letters, by the longest of these, which hardly another one has: "shirts" for "t-shirts"."""
    found: dict[str, list[tuple[frozenset[str], Phrase]]] = {}
    for phrases in goods_lists().starts.values():
        for phrase in phrases:
            words = [word for word, _ in words_at(" ".join(phrase))]
            found.setdefault(max(words, key=len), []).append((frozenset(words), phrase))
    return found


def case_goods(ledger: Ledger) -> frozenset[str]:
    """Give the last words of the names of all kinds that a case names, in the singular: "cartridge" of "toner cartridge"."""
    lexicon, told = goods_lists(), _told(ledger)
    return frozenset(name[-1] for kind in told.kinds for name in lexicon.names[kind] if name[-1] in told.words)


def names_often(ledger: Ledger) -> bool:
    """Say whether a case names some kind of goods more than once, be it one that a workplace may have."""
    return bool(_told(ledger).usual)


def whole_departments(text: str) -> frozenset[str]:
    """Give the departments that a folded text names as a whole, as far as no workplace has such things."""
    lexicon = goods_lists()
    named = (lexicon.general.get(found.words, frozenset[str]()) for found in _named(text, (0, len(text)), any_case=True))
    return frozenset(department for departments in named for department in departments) - lexicon.at_work


def _named(text: str, span: tuple[int, int], *, any_case: bool) -> Iterator[Goods]:
    lexicon = goods_lists()
    text = _without_genitives(text)
    if lexicon.starts.keys().isdisjoint("\n".join(_word().findall(text, *span)).casefold().replace("\u2019", "'").split("\n")):
        return
    tokens = list(_word().finditer(text, *span))
    at = 0
    while at < len(tokens):
        match = tokens[at]
        first = match.group()
        low = first.casefold().replace("\u2019", "'")
        begun = lexicon.starts.get(low)
        if begun is None:
            at += 1
            continue
        phrase = next((phrase for phrase in begun if _follows(text, tokens, at, phrase, any_case=any_case)), None)
        if phrase is None or not (any_case or first.islower() or (at == 0 and first[1:].islower())):
            at += 1
            continue
        end = tokens[at + len(phrase) - 1].end()
        yield Goods((match.start(), end), phrase, phrase not in lexicon.loose and phrase not in lexicon.unread)
        at += len(phrase)


def _without_genitives(text: str) -> str:
    """Give a folded text with blanks for the "'s" of "the hose's carton", so that its words keep their places; "chef's knife" keeps it."""
    if "'s" not in text and "\u2019s" not in text:
        return text
    owned = goods_lists().owned
    return _genitive().sub(lambda match: match[0] if f"{match['word'].lower()}'s" in owned else f"{match['word']}  ", text)


@cache
def _genitive() -> re.Pattern[str]:
    return re.compile(r"(?P<word>(?<![\w'\u2019-])[^\W\d_][^\W_]*)['\u2019]s(?![\w-])")


def _follows(text: str, tokens: list[re.Match[str]], at: int, phrase: Phrase, *, any_case: bool) -> bool:
    """Say whether the words at a place are a phrase, with nothing but space between them."""
    if at + len(phrase) > len(tokens):
        return False
    for place in range(1, len(phrase)):
        word = tokens[at + place].group()
        gap = text[tokens[at + place - 1].end() : tokens[at + place].start()]
        if (word.casefold() if any_case else word) != phrase[place] or not gap.isspace():
            return False
    return True


@lru_cache(maxsize=16)
def _told(ledger: Ledger) -> _Told:
    lexicon = goods_lists()
    texts = (*(told.text for told in ledger.texts.told), *(named.name for named in ledger.names))
    kinds: set[int] = set()
    departments: set[str] = set()
    general: set[str] = set()
    words: set[str] = set()
    ends: dict[str, int] = {}
    loose: dict[str, int] = {}
    times: dict[int, int] = {}
    counted: dict[str, int] = {}
    for text in texts:
        folded = fold(text).text
        for found in _named(folded, (0, len(folded)), any_case=True):
            mine = lexicon.kinds.get(found.words, frozenset())
            kinds |= mine
            general |= lexicon.general.get(found.words, frozenset())
            for kind in mine:
                times[kind] = times.get(kind, 0) + 1
                loose[lexicon.departments[kind]] = loose.get(lexicon.departments[kind], 0) + 1
            if found.sure:
                departments |= {lexicon.departments[kind] for kind in mine}
            if len(found.words) > 1:
                ends[found.words[-1]] = ends.get(found.words[-1], 0) + 1
        for word in named_words(text):
            counted[word] = counted.get(word, 0) + 1
    departments |= {department for department, often in loose.items() if often >= _OFTEN}
    words = {form for word in counted for form in (word, word.removesuffix("s"))}
    free = {form for word, often in counted.items() if often > ends.get(word, 0) for form in (word, word.removesuffix("s"))}
    usual = frozenset(kind for kind, often in times.items() if often >= _OFTEN + (lexicon.departments[kind] in lexicon.at_work))
    return _Told(frozenset(kinds), frozenset(departments), frozenset(general), frozenset(words), frozenset(free), usual)


@lru_cache(maxsize=256)
def holds(ledger: Ledger, phrase: Phrase) -> bool:
    """Say whether a case holds goods of a name that `goods_in` gave."""
    lexicon, told = goods_lists(), _told(ledger)
    kinds = lexicon.kinds.get(phrase, frozenset[int]())
    if not kinds.isdisjoint(told.kinds) or not (told.departments | told.general).isdisjoint(lexicon.general.get(phrase, frozenset[str]())):
        return True
    if all(_is_within(word, told.words) for word in phrase):
        return True
    others: Iterable[Phrase] = (name for kind in kinds for name in lexicon.names[kind])
    if any(all(word in told.words or (len(name) > 1 and _is_within(word, told.words)) for word in name) for name in others):
        return True
    # of a long name the last word is the thing: "bilge pump" is a pump, but no case sells pumps by its "float switch and pump"
    isweak_ends = bool(told.usual) and phrase[-1] in weak_ends()
    return len(phrase) > 1 and not isweak_ends and _is_within(phrase[-1], told.free)


def _is_within(word: str, words: frozenset[str]) -> bool:
    """Say whether a word is among others, by itself or as part of a longer one that is made of two."""
    stem = word.removesuffix("s")
    if word in words or stem in words:
        return True
    if len(stem) < _WITHIN:
        return False
    if any(stem.endswith(end) and stem[: -len(end)] + base in words for end, base in _AGENTS if len(stem) - len(end) >= _WITHIN):
        return True
    line = _line(words)
    if stem not in line:
        return False
    begun = (one[len(stem) :] for one in words if one.startswith(stem))
    ended = (one[: -len(stem)] for one in words if one.endswith(stem))
    return any(len(rest) <= _BENT or is_plain(rest) for rest in begun) or any(len(front) >= _JOINED and is_plain(front) for front in ended)


@lru_cache(maxsize=32)
def _line(words: frozenset[str]) -> str:
    return " ".join(words)
