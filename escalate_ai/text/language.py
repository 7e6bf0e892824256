"""Which language a text is in. In: any text. Out: a guess where it is surely not English, else None. Reads `data/languages.toml`, no more.

Small words tell languages in Latin letters apart, letters tell the others. Names, identifiers, short quotes and texts too short to tell
are no reason to call a text foreign. It knows the languages of Amazon's marketplaces; any other is "a language other than English".
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, repeat

from escalate_ai.text.folding import Span, fold
from escalate_ai.text.plain_words import is_plain

_READ = 6_000
"""Words of a text that are read; a language shows sooner."""
_FEWEST = 8
_SHARE = 0.14
"""Share of small words of a language from which a text is in it; prose has 0.3 and more."""
_AHEAD = 1.6
"""How much more of them than of English ones there have to be."""
_SCRIPT_SHARE = 0.3
_ENGLISH_SHARE = 0.1
_PLAIN_SHARE = 0.45
_ENOUGH = 20
"""Words from which a text without English small words is foreign, though no list knows its language."""
_FEWEST_SMALL = 3
"""Small words of a language below which nothing is in it."""
_PART = 0.2
"""Share of its words by which one language makes a part of a text worth telling."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language other than English."""

    code: str
    """ISO 639-1, or `other`."""
    name: str
    """What it is called in English."""
    whole: bool = True
    """False where only some paragraphs are in it."""


@dataclass(frozen=True, slots=True)
class _Lists:
    words: dict[str, tuple[str, ...]]
    """Each small word with the languages it belongs to."""
    english: frozenset[str]
    others: frozenset[str]
    """Those of any other language, though they may be English too."""
    names: dict[str, str]
    scripts: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _lists() -> _Lists:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "languages.toml").read_text(encoding="utf-8"))
    words: dict[str, tuple[str, ...]] = {}
    for code, listed in raw["words"].items():
        for word in set(listed.split()):
            words[word] = (*words.get(word, ()), code)
    scripts = tuple(
        (code, re.compile("[" + "".join(f"{chr(int(a, 16))}-{chr(int(b, 16))}" for a, b in ranges) + "]"))
        for code, ranges in raw["scripts"].items()
    )
    english = frozenset(word for word, codes in words.items() if "en" in codes)
    others = frozenset(word for word, codes in words.items() if codes != ("en",))
    return _Lists(words, english, others, dict(raw["names"]), scripts)


class _Blanked(dict[int, str]):
    """A translation table that leaves the letters of words and learns each character when it first comes by."""

    def __missing__(self, code: int) -> str:
        """Blank what is no letter."""
        char = chr(code)
        self[code] = plain = char if char.isalnum() and not char.isdecimal() else " "
        return plain


_BLANKED = _Blanked()


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"(?<![\w@./-])[^\W\d_]+(?![\w@]|\.\w)")


@cache
def _paragraph() -> re.Pattern[str]:
    return re.compile(r"\n[ \t]*+\n")


def foreign_language(text: str) -> Language | None:
    """Give the language of a text that is not English, whole or in good part; None for English and for what cannot be told."""
    plain = fold(text).text
    code = _script(plain)
    if code:
        return _language(code)
    if _is_plainly_english(plain):
        return None
    parts = [_words(plain[start:end]) for start, end in _paragraphs(plain)]
    every = [word for words in parts for word in words][:_READ]
    counted = [_scores(words) for words in parts]
    code = _guessed(every, _summed(counted) if sum(map(len, parts)) <= _READ else _scores(every))
    if code:
        return _language(code)
    foreign: Counter[str] = Counter()
    for words, scores in zip(parts, counted, strict=True):
        if len(words) > _FEWEST and (found := _guessed(words, scores)):
            foreign[found] += len(words)
    most = foreign.most_common(1)
    return _language(most[0][0], whole=False) if most and most[0][1] >= _PART * len(every) else None


def _is_plainly_english(plain: str) -> bool:
    """Tell whether every paragraph of a text has so many English small words that no exact count of the others could tell otherwise.

    English ones are counted where white space stands around them, others wherever they stand; in doubt, as in a list of names, exactly.
    """
    low = plain.lower()
    if len(low) != len(plain) or "\u03a3" in plain:  # letters whose small form depends on where they stand
        return False
    spaced, total = low.translate(_BLANKED), (0, 0, 0)
    for start, end in _paragraphs(low):
        counts = _counted(spaced[start:end].split(), low[start:end].split())
        if not _leaves_no_doubt(*counts):
            words = _words(plain[start:end])
            counts = _counted(words, words)
            if not _leaves_no_doubt(*counts):
                return False
        total = (total[0] + counts[0], total[1] + counts[1], total[2] + counts[2])
    return total[0] <= _READ and _leaves_no_doubt(*total)


def _counted(words: Sequence[str], surely: Sequence[str]) -> tuple[int, int, int]:
    """Count words, the English small ones among those that surely are words, and those of other languages."""
    lists = _lists()
    return len(words), sum(map(lists.english.__contains__, surely)), sum(map(lists.others.__contains__, words))


def _leaves_no_doubt(words: int, english: int, others: int) -> bool:
    """Tell whether `_guessed` gives nothing for so many words at most, with these English ones at least and these others at most."""
    return words < _FEWEST or (
        (others < _AHEAD * english or others < _FEWEST_SMALL) and (words < _ENOUGH or english >= _ENGLISH_SHARE * words)
    )


def _language(code: str, *, whole: bool = True) -> Language:
    return Language(code, _lists().names[code], whole)


def _paragraphs(plain: str) -> Iterator[Span]:
    start = 0
    for match in _paragraph().finditer(plain):
        yield start, match.start()
        start = match.end()
    yield start, len(plain)


def _words(plain: str) -> list[str]:
    """Give the words that may be small ones or common ones: without names, identifiers and addresses."""
    small = _lists().words
    return [low for word in _word().findall(plain) if (low := word.lower()) in small or word.islower()]


def _script(plain: str) -> str | None:
    """Give the language whose letters stand there, where they are a good share of all."""
    if plain.isascii():
        return None
    letters = 0
    for code, pattern in _lists().scripts:
        there = len(pattern.findall(plain, 0, _READ * 8))
        if not there:
            continue
        letters = letters or sum(char.isalpha() for char in plain[: _READ * 8])
        # a letter of Han or kana is as much as two letters of a word
        weight = 2 if code in {"ja", "zh", "ko"} else 1
        if code == "ja":
            there *= 2
        if letters and weight * there >= _SCRIPT_SHARE * letters:
            return code
    return None


def _scores(words: Sequence[str]) -> Counter[str]:
    """Count the small words of each language."""
    return Counter(chain.from_iterable(map(_lists().words.get, words, repeat(()))))


def _summed(counted: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for scores in counted:
        total.update(scores)
    return total


def _guessed(words: Sequence[str], scores: Counter[str]) -> str | None:
    """Give the language of some words by the small ones among them; None for English and where it cannot be told."""
    if len(words) < _FEWEST:
        return None
    english = scores.pop("en", 0)
    best = scores.most_common(1)
    if best and best[0][1] >= _SHARE * len(words) and best[0][1] >= _AHEAD * english and best[0][1] >= _FEWEST_SMALL:
        return best[0][0]
    if len(words) >= _ENOUGH and english < _ENGLISH_SHARE * len(words) and sum(map(is_plain, words)) < _PLAIN_SHARE * len(words):
        return "other"
    return None
