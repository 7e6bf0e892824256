"""Words of a text that say which of two opposites, or how many, holds. In: `data/altered_wordings.toml`, then texts. Out: tokens and marks.

A mark stands with the content words around it: "none resold as new" and "nearly all sold again as new" tell of one thing by those.
Reads no case and judges nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from escalate_ai.rules.wording import concept_of
from escalate_ai.text.folding import fold
from escalate_ai.text.number_words import WORDS

_AROUND = 5
"""Content words to either side of a mark that say what it is said of."""
_WIDE = 14
"""Words to either side among which the content words are looked for."""
_DENIED = 3
"""Words before a mark in which a denial turns it around."""
_ABOUT = 10
"""Words to either side in which a denial may turn the whole around."""
_SOON = 8
"""Words behind a share in which its number may stand."""
_UN = 5
"""Letters from which a word with "un" in front is taken for a denied one."""


_IDLE = "idle"
_NUMBER_WORDS = frozenset(WORDS) - {"a", "an"}


class Token(NamedTuple):
    """A word of a text, with the concept it names or the number it is."""

    word: str
    start: int
    end: int
    names: str | None


class Mark(NamedTuple):
    """A word or phrase of one side of a group."""

    group: str
    side: str
    span: tuple[int, int]
    left: tuple[str, ...]
    """What the words before it name, the nearest last."""
    right: tuple[str, ...]
    """What the words behind it name, the nearest first."""
    near: frozenset[str]
    """Everything named around it."""
    before: tuple[str, ...]
    """The few words right before it."""
    around: tuple[str, ...]
    """The words around it, of every sort."""
    is_counted: bool
    """Whether a number soon behind it says how many it means: "most of them, 97 of 112"."""

    @property
    def is_denied(self) -> bool:
        """Say whether words right before it turn it around."""
        return any(_denies(word) for word in self.before)

    @property
    def denials(self) -> int:
        """Count the words around it that deny, itself left out: two wordings of one thing may differ by them."""
        return sum(_denies(word) for word in self.around)

    @property
    def is_turned(self) -> bool:
        """Say whether a word around it can make none out of all."""
        return not _tables().turning.isdisjoint(self.around) or self.denials > 0


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    group: str
    side: str


class _Tables(NamedTuple):
    phrases: dict[str, tuple[_Phrase, ...]]
    denying: frozenset[str]
    turning: frozenset[str]
    counting: frozenset[str]
    telling: frozenset[str]
    months: frozenset[str]
    ties: dict[str, str]


@cache
def _tables() -> _Tables:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "altered_wordings.toml").read_text("utf-8"))
    found: dict[str, list[_Phrase]] = {}
    sides = [(row["what"], str(place), words) for row in raw["opposites"] for place, words in enumerate(row["sides"])]
    sides += [("roles", str(place), words) for place, words in enumerate(raw["roles"]["sides"])]
    sides += [(_IDLE, "", raw["idle"]["words"])]
    sides += [("amounts", side, words) for side, words in raw["amounts"].items()]
    for group, side, words in sides:
        for phrase in words:
            split = tuple(token.word for token in tokens(phrase))
            found.setdefault(split[0], []).append(_Phrase(split, group, side))
    phrases = {first: tuple(sorted(rows, key=lambda row: -len(row.words))) for first, rows in found.items()}
    ties = {row["what"]: row["ties"] for row in raw["opposites"] if "ties" in row}
    denying, turning, counting, telling, months = (
        frozenset[str](raw[key]) for key in ("denying", "turning", "counting", "telling", "months")
    )
    return _Tables(phrases, denying, turning, counting, telling, months, ties)


def ties_of_group(group: str) -> str | None:
    """Give what the words of a group have to share beyond the words around them: `sides`, `number` or nothing."""
    return _tables().ties.get(group)


@cache
def phrases_against(group: str, side: str) -> frozenset[tuple[str, frozenset[str]]]:
    """Give everything that contradicts a side of a group: its first word, and the others as far as they are letters alone."""
    rows = [row.words for rows in _tables().phrases.values() for row in rows if row.group == group and row.side != side]
    alone = {words[0] for words in rows if len(words) == 1}
    return frozenset((words[0], frozenset(filter(str.isalpha, words[1:]))) for words in rows if len(words) == 1 or words[0] not in alone)


@cache
def groups_of(word: str) -> frozenset[str]:
    """Give the groups in which a phrase begins with a word."""
    return frozenset(row.group for row in _tables().phrases.get(word, ()))


@lru_cache(maxsize=128)
def words_of(text: str) -> frozenset[str]:
    """Give the words of a text in small letters."""
    return frozenset(_letters().findall(text.lower()))


def numbers_of(text: str) -> frozenset[str]:
    """Give the numbers of a text, as tokens name them."""
    digits = (f"#{hit.replace(',', '')}" for hit in _digits().findall(text))
    return frozenset(digits) | {f"#{WORDS[word]}" for word in words_of(text) & _NUMBER_WORDS}


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])\d[\d,]*\d|(?<![\w-])\d")


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"[a-z][a-z']*")


@cache
def _word() -> re.Pattern[str]:
    # the digits of "CL-0126" count nothing
    return re.compile(r"[a-z][a-z']*|(?<![\w-])\d(?:[\d,]*\d)?")


@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[Token, ...]:
    """Give the words of a text in order, with their places in it."""
    folded = fold(text)
    plain = folded.text.lower()
    if len(plain) != len(folded.text):
        # a few capitals become two letters
        plain = "".join(char.lower() if len(char.lower()) == 1 else char for char in folded.text)
    if folded.offsets is None:
        return tuple([Token((word := hit[0]), *hit.span(), _names(word)) for hit in _word().finditer(plain)])
    return tuple(Token(hit[0], *folded.span(hit.start(), hit.end()), _names(hit[0])) for hit in _word().finditer(plain))


@lru_cache(maxsize=4096)
def _names(word: str) -> str | None:
    if word[0].isdigit():
        return f"#{word.replace(',', '')}"
    if word in WORDS and word not in {"a", "an"}:
        return f"#{WORDS[word]}"
    return concept_of(word)


def marks(told: Sequence[Token], groups: frozenset[str] | None = None) -> Iterator[Mark]:
    """Give the marks of a sentence's tokens, the longest phrase at each place; of some groups only, where they are named."""
    phrases, at = _phrases(groups), 0
    said = tuple([token.word for token in told])
    while at < len(said):
        rows = phrases.get(said[at])
        hits = [one for one in rows if said[at : at + len(one.words)] == one.words] if rows else None
        if not hits:
            at += 1
            continue
        longest = len(hits[0].words)
        for one in hits:
            if len(one.words) == longest and one.group != _IDLE:
                yield _mark(told, at, at + longest, one)
        at += longest


@lru_cache(maxsize=256)
def _phrases(groups: frozenset[str] | None) -> dict[str, tuple[_Phrase, ...]]:
    """Give the phrases of some groups by their first words; those that are idle always, for they keep others from being found."""
    every = _tables().phrases
    if groups is None:
        return every
    kept = {first: tuple(row for row in rows if row.group in groups or row.group == _IDLE) for first, rows in every.items()}
    return {first: rows for first, rows in kept.items() if rows}


def _mark(told: Sequence[Token], at: int, end: int, phrase: _Phrase) -> Mark:
    left = tuple([token.names for token in told[max(0, at - _WIDE) : at] if token.names][-_AROUND:])
    right = tuple([token.names for token in told[end : end + _WIDE] if token.names][:_AROUND])
    words = [token.word for token in told[max(0, at - _ABOUT) : at]]
    around = (*words, *[token.word for token in told[end : end + _ABOUT]])
    span = (told[at].start, told[end - 1].end)
    return Mark(
        phrase.group, phrase.side, span, left, right, frozenset((*left, *right)), tuple(words[-_DENIED:]), around, counts_soon(told, end)
    )


def counts_soon(told: Sequence[Token], end: int) -> bool:
    """Say whether a number soon behind a place says how many are meant: "most of them, 97 of 112", "some, namely 420"."""
    tables = _tables()
    for at in range(end + 1, min(len(told), end + _SOON)):
        if told[at].names and (told[at].names or "").startswith("#"):
            before, after = told[at - 1].word, told[at + 1].word if at + 1 < len(told) else ""
            if before in tables.telling or (after in tables.counting and before not in tables.months):
                return True
    return False


@lru_cache(maxsize=4096)
def _denies(word: str) -> bool:
    return word in _tables().denying or word.endswith("n't") or (word.startswith("un") and len(word) > _UN)
