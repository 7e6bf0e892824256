"""The phrases of a dated list and how one is found.

In: phrases in the small language of `text.lexicon`, then folded text. Out: spans with their entries.

A text is cut into words once for all lists, and a phrase is compiled when a word comes by that it may begin with.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from itertools import chain

from escalate_ai.text.folding import Span

Field = str | int | float | bool | date | tuple[str, ...]
"""What an entry's own keys may hold."""

_WORDS_REMEMBERED = 20_000
_WORTH_KEEPING = 10_000
"""Characters up to which a text's words are kept for the next list."""
_GAP = r"[,:]?+(?:\s++[^\s.!?]++){0,4}?\s++"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: what it matches, what it means, and when it stays silent."""

    category: str
    phrases: tuple[str, ...] = ()
    regex: str | None = None
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    case: bool = False
    needs: str = ""
    """Characters of which one has to stand in a text before `regex` is tried; empty: it is always tried."""
    fields: Mapping[str, Field] = field(default_factory=dict[str, Field])
    """The entry's further keys, as the file has them."""


_Known = tuple[tuple[tuple[tuple[str, ...], str, Entry], ...], Sequence[Entry]]
"""The phrases that may begin with a word, each with what its next word has to begin with, and the entries it is a hit of by itself."""


class Phrases:
    """Phrases indexed by the word they begin with and compiled when such a word comes by, so that a text is walked once."""

    def __init__(self, phrases: Collection[tuple[str, Entry]]) -> None:
        self._exact: dict[str, list[tuple[str, Entry]]] = {}
        self._begin: dict[str, list[tuple[str, Entry]]] = {}
        self._single: dict[str, list[Entry]] = {}
        for whole, entry in phrases:
            phrase = self._without_single_words(whole, entry)
            if not phrase:
                continue
            for word, open_ended in _first_words(phrase):
                (self._begin if open_ended else self._exact).setdefault(word, []).append((phrase, entry))
        self._lengths = sorted({len(word) for word in self._begin})
        self._seen: dict[str, _Known] = {}
        self._dull: set[str] = set()

    def _without_single_words(self, phrase: str, entry: Entry) -> str:
        """Note the plain words of a phrase of one word, which need no pattern, and give what is left of it."""
        if entry.case or " " in phrase.strip():
            return phrase
        options = phrase.strip().split("|")
        for option in options:
            if option.isalnum():
                self._single.setdefault(option.lower(), []).append(entry)
        return "|".join(option for option in options if not option.isalnum())

    def find(self, plain: str) -> list[tuple[Span, Entry]]:
        """Find every place in a folded text; at one place and for one entry, the first phrase of it only, words by themselves last."""
        found: dict[tuple[int, int], tuple[Span, Entry]] = {}
        dull = self._dull
        words = _words_of(plain) if len(plain) < _WORTH_KEEPING else _words_in(plain)
        ascii_only = plain.isascii()
        for place, (word, start) in enumerate(words):
            if word in dull:
                continue
            known = self._seen.get(word) or self._beginning_with(word)
            following = _following(plain, words, place) if ascii_only and known[0] else None
            for then, phrase, entry in known[0]:
                if then and following is not None and not following.startswith(then):
                    continue
                hit = _compiled(phrase, entry.case).match(plain, start)
                if hit:
                    found.setdefault((start, id(entry)), (hit.span(), entry))
            for entry in known[1]:
                found.setdefault((start, id(entry)), ((start, start + len(word)), entry))
        return list(found.values())

    def _beginning_with(self, word: str) -> _Known:
        """Give the phrases that may begin with a word as written; remembered, for a language has few words and a letter repeats them."""
        plain = word.lower()
        starts = (self._begin.get(plain[:length], ()) for length in self._lengths if length <= len(plain))
        phrases = chain(self._exact.get(plain, ()), chain.from_iterable(starts))
        known = tuple((_second_words(phrase), phrase, entry) for phrase, entry in phrases), tuple(self._single.get(plain, ()))
        if len(self._seen) + len(self._dull) < _WORDS_REMEMBERED:
            if known[0] or known[1]:
                self._seen[word] = known
            else:
                self._dull.add(word)
        return known


@lru_cache(maxsize=64)
def _words_of(plain: str) -> tuple[tuple[str, int], ...]:
    """Give the words of a text with their places, kept for the next list that reads it."""
    return _words_in(plain)


def _words_in(plain: str) -> tuple[tuple[str, int], ...]:
    return tuple((match[0], match.start()) for match in _word().finditer(plain))


def _following(plain: str, words: Sequence[tuple[str, int]], place: int) -> str | None:
    """Give the word after a word, lower case, nothing at the end; None where more than white space may join the two."""
    end = words[place][1] + len(words[place][0])
    if end < len(plain) and plain[end] in "-'":
        return None
    return words[place + 1][0].lower() if place + 1 < len(words) else ""


@lru_cache(maxsize=4096)
def _compiled(phrase: str, case: bool) -> re.Pattern[str]:  # noqa: FBT001 -- the entry's own key
    return re.compile(_pattern(phrase), 0 if case else re.IGNORECASE)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"(?<![\w])\w+")


@lru_cache(maxsize=4096)
def _second_words(phrase: str) -> tuple[str, ...]:
    """Give what the word after the first has to begin with, lower case; nothing where that cannot be told from the phrase."""
    first, *rest = phrase.split()
    if not rest or "-" in first or rest[0] == "..." or rest[0].endswith("?"):
        return ()
    begins = [re.match(r"\w*", option) for option in rest[0].split("|")]
    words = tuple(match[0].lower() for match in begins if match)
    return words if all(words) else ()


def _first_words(phrase: str) -> list[tuple[str, bool]]:
    """Give the words a phrase may begin with, lower case, each with whether any ending may follow."""
    words: list[tuple[str, bool]] = []
    for option in phrase.split(maxsplit=1)[0].split("|"):
        match = re.match(r"\w+", option)
        if match is None or option.endswith("?"):
            raise ValueError(f"phrase {phrase!r} has to begin with a letter or digit, in a word that may not be missing")
        rest = option[match.end() :]
        # a hyphen may be missing in the text, and an ending is open: both make the first word longer than written
        words.append((match[0].lower(), rest.startswith(("*", "-"))))
    return words


def _pattern(phrase: str) -> str:
    """Turn a phrase into a regular expression that is matched at the start of a word."""
    out = ""
    glue = ""
    for token in phrase.split():
        if token == "...":  # noqa: S105 -- a mark of the phrase language, no password
            glue = _GAP
            continue
        optional = token.endswith("?")
        options = "|".join(_word_pattern(option) for option in token.removesuffix("?").split("|"))
        piece = f"{glue}(?:{options})"
        out += f"(?:{piece})?" if optional else piece
        glue = r"\s++"
    return out


def _word_pattern(word: str) -> str:
    """Turn one word of a phrase into a regular expression with its right boundary."""
    open_ended = word.endswith("*")
    body = re.escape(word.removesuffix("*")).replace(r"\-", r"[-\s]?")
    if open_ended:
        return body + r"[\w']*+"
    return body + (r"(?!\w)" if word[-1:].isalnum() else "")
