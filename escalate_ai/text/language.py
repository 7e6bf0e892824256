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
    return _Lists(words, dict(raw["names"]), scripts)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"(?<![\w@./-])[^\W\d_]+(?![\w@]|\.\w)")


@cache
def _paragraph() -> re.Pattern[str]:
    return re.compile(r"\n[ \t]*+\n")


def foreign_language(text: str) -> Language | None:
    """Give the language of a text that is not English, whole or in good part; None for English and for what cannot be told."""
    plain = fold(text).text
    parts = [_words(plain[start:end]) for start, end in _paragraphs(plain)]
    every = [word for words in parts for word in words][:_READ]
    code = _script(plain)
    if code:
        return _language(code)
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
    if best and best[0][1] >= _SHARE * len(words) and best[0][1] >= _AHEAD * english and best[0][1] >= 3:  # noqa: PLR2004
        return best[0][0]
    if len(words) >= _ENOUGH and english < _ENGLISH_SHARE * len(words) and sum(map(is_plain, words)) < _PLAIN_SHARE * len(words):
        return "other"
    return None
