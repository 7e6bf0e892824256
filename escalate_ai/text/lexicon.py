"""Dated phrase lists and how they are matched. In: a TOML file of escalate_ai/data, then any text. Out: hits with spans.

A file names its source and date, then its entries; further keys of an entry are kept as they are and handed back with each hit:

    verified_on = 2026-11-23
    source = "where the phrases were seen"

    [[entry]]
    phrases = ["save our|my business", "beg* you", "please ... reconsider"]     # or phrase = "one"
    category = "plea"
    unless = ["beg* you to differ"]          # no hit where one of these overlaps it
    unless_near = ["customer*"]              # no hit where one of these stands in the same sentence
    case = false                             # true: upper and lower case matter

In a phrase a space is any white space, a hyphen is a hyphen, a space or nothing, `*` at a word's end is any ending, `a|b` is either
word, `word?` may be missing (not the first), and ` ... ` stands for up to four words of the same sentence. Apostrophes are plain.
With `regex = "..."` instead of phrases the entry is a regular expression over the folded text: use possessive or bounded
repeats only; `needs = "[{"` names characters of which one has to be there before it is tried. Typography is folded before matching; spans are those of the text as given.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import chain

from escalate_ai.errors import PolicyError
from escalate_ai.text.folding import Span, fold

Field = str | int | float | bool | date | tuple[str, ...]
"""What an entry's own keys may hold."""

_WORDS_REMEMBERED = 20_000
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


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where an entry matched."""

    span: Span
    text: str
    entry: Entry


class Phrases:
    """Phrases compiled for matching, indexed by the word they begin with, so that a text is walked once."""

    def __init__(self, phrases: Collection[tuple[str, Entry]]) -> None:
        self._exact: dict[str, list[tuple[re.Pattern[str], Entry]]] = {}
        self._begin: dict[str, list[tuple[re.Pattern[str], Entry]]] = {}
        self._single: dict[str, list[Entry]] = {}
        for whole, entry in phrases:
            phrase = self._without_single_words(whole, entry)
            if not phrase:
                continue
            pattern = re.compile(_pattern(phrase), 0 if entry.case else re.IGNORECASE)
            for word, open_ended in _first_words(phrase):
                (self._begin if open_ended else self._exact).setdefault(word, []).append((pattern, entry))
        self._lengths = sorted({len(word) for word in self._begin})
        self._seen: dict[str, tuple[tuple[tuple[re.Pattern[str], Entry], ...], Sequence[Entry]]] = {}

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
        for match in _word().finditer(plain):
            word = match[0]
            known = self._seen.get(word) or self._beginning_with(word)
            for pattern, entry in known[0]:
                hit = pattern.match(plain, match.start())
                if hit:
                    found.setdefault((match.start(), id(entry)), (hit.span(), entry))
            for entry in known[1]:
                found.setdefault((match.start(), id(entry)), (match.span(), entry))
        return list(found.values())

    def _beginning_with(self, word: str) -> tuple[tuple[tuple[re.Pattern[str], Entry], ...], Sequence[Entry]]:
        """Give the phrases that may begin with a word as written; remembered, for a language has few words and a letter repeats them."""
        plain = word.lower()
        starts = (self._begin.get(plain[:length], ()) for length in self._lengths if length <= len(plain))
        known = (tuple(chain(self._exact.get(plain, ()), chain.from_iterable(starts))), tuple(self._single.get(plain, ())))
        if len(self._seen) < _WORDS_REMEMBERED:
            self._seen[word] = known
        return known


class Lexicon:
    """A dated list of phrases, each with its category."""

    def __init__(self, entries: Collection[Entry], *, verified_on: date, source: str) -> None:
        self.entries = tuple(entries)
        self.verified_on = verified_on
        self.source = source
        self._phrases = Phrases([(phrase, entry) for entry in self.entries for phrase in entry.phrases])
        self._regexes = [(re.compile(e.regex, 0 if e.case else re.IGNORECASE), e) for e in self.entries if e.regex]
        self._unless = {id(e): Phrases([(p, e) for p in e.unless]) for e in self.entries if e.unless}
        self._near = {id(e): Phrases([(p, e) for p in e.unless_near]) for e in self.entries if e.unless_near}

    @classmethod
    def load(cls, name: str) -> Lexicon:
        """Give the list that stands in `escalate_ai/data/<name>.toml`, read and compiled once.

        Raises:
            PolicyError: The file is no such list; the message names the key.

        """
        return _load(name)

    @classmethod
    def from_toml(cls, text: str, name: str = "lexicon") -> Lexicon:
        """Read a list from the text of its file.

        Raises:
            PolicyError: The text is no such list; the message names the entry and the key.

        """
        try:
            raw = tomllib.loads(text)
            entries = [_entry(item) for item in raw["entry"]]
            return cls(entries, verified_on=_dated(raw["verified_on"]), source=str(raw["source"]))
        except (KeyError, TypeError, ValueError, re.error) as fault:
            raise PolicyError(f"{name}.toml is no phrase list: {type(fault).__name__}: {fault}") from fault

    def find(self, text: str, categories: Collection[str] | None = None) -> tuple[Hit, ...]:
        """Find every hit, in order; of two hits of one category where one lies within the other, the longer."""
        folded = fold(text)
        plain = folded.text
        found = self._phrases.find(plain)
        for pattern, entry in self._regexes:
            if not entry.needs or any(char in plain for char in entry.needs):
                found += [(match.span(), entry) for match in pattern.finditer(plain) if match[0]]
        if categories is not None:
            found = [(span, entry) for span, entry in found if entry.category in categories]
        found = [(span, entry) for span, entry in found if not self._excused(plain, span, entry)]
        hits: list[Hit] = []
        ends: dict[str, int] = {}
        for (start, end), entry in sorted(found, key=lambda item: (item[0][0], -item[0][1])):
            if ends.get(entry.category, 0) >= end:
                continue
            ends[entry.category] = end
            first, last = folded.span(start, end)
            hits.append(Hit((first, last), text[first:last], entry))
        return tuple(hits)

    def _excused(self, plain: str, span: Span, entry: Entry) -> bool:
        """Tell whether one of the entry's exceptions speaks at this place."""
        start, end = span
        unless, near = self._unless.get(id(entry)), self._near.get(id(entry))
        if unless is None and near is None:
            return False
        first, last = _sentence_around(plain, start, end)
        around = plain[first:last]
        if near is not None and near.find(around):
            return True
        return unless is not None and any(s + first < end and start < e + first for (s, e), _ in unless.find(around))


def _sentence_around(plain: str, start: int, end: int) -> Span:
    """Give a rough sentence around a place, at most 300 characters to each side, which is all that exceptions read."""
    low, high = max(0, start - 300), min(len(plain), end + 300)
    stops = [match.end() for match in _stop().finditer(plain, low, start)]
    stop = _stop().search(plain, end, high)
    return (stops[-1] if stops else low, stop.start() if stop else high)


@cache
def _load(name: str) -> Lexicon:
    return Lexicon.from_toml(files("escalate_ai").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"), name)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"(?<![\w])\w+")


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(r"[.!?](?=\s)|\n\s*\n")


def _dated(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError("verified_on has to be a date such as 2026-11-23")
    return value


def _entry(raw: Mapping[str, object]) -> Entry:
    """Read one table of the file."""
    keys = dict(raw)
    phrases = _strings(keys.pop("phrases", [])) + _strings([keys.pop("phrase")] if "phrase" in keys else [])
    regex = keys.pop("regex", None)
    if not phrases and not regex:
        raise ValueError(f"an entry needs phrase, phrases or regex: {raw!r}")
    return Entry(
        category=str(keys.pop("category")),
        phrases=phrases,
        regex=None if regex is None else str(regex),
        unless=_strings(keys.pop("unless", [])),
        unless_near=_strings(keys.pop("unless_near", [])),
        case=bool(keys.pop("case", False)),
        needs=str(keys.pop("needs", "")),
        fields={key: _field(value) for key, value in keys.items()},
    )


def _field(value: object) -> Field:
    return _strings(value) if isinstance(value, list) else value if isinstance(value, (int, float, date)) else str(value)  # pyright: ignore[reportUnknownArgumentType] -- TOML lists are untyped


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"a list of phrases is wanted, not {value!r}")
    items: list[object] = list(value)  # pyright: ignore[reportUnknownArgumentType] -- TOML lists are untyped
    return tuple(str(item) for item in items)


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
