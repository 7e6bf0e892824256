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
repeats only; `needs = "[{"` or `needs = ["star", "years"]` names characters or pieces of words, in small letters, of which one stands in
all that it finds, and `begins = ["sent", "appeal*"]` the words of which one has to stand where it begins, in whatever case; `*` is any
ending. Typography is folded before matching; spans are those of the text as given.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

from escalate_ai.errors import PolicyError
from escalate_ai.text.folding import Span, fold
from escalate_ai.text.phrases import Entry, Field, Phrases
from escalate_ai.text.vocabulary import words_at

__all__ = ["Entry", "Field", "Hit", "Lexicon"]


class Hit(NamedTuple):
    """One place where an entry matched."""

    span: Span
    text: str
    entry: Entry


_WORTH_KEEPING = 10_000
"""Characters up to which the hits in a text are kept for the next reader: a letter is checked again after every repair."""
_KEPT = 512
"""Of each list, the texts whose hits are kept: as subjects, lines of lists and signatures come again, those of some dozens of letters."""
_WORDS_REMEMBERED = 20_000


class _Regex:
    """An entry's regular expression.

    Plain ASCII, which is nearly every text, is tried in lower case: exact letters fail several times faster.
    """

    def __init__(self, regex: str, case: bool) -> None:  # noqa: FBT001 -- the entry's own key
        self._regex = regex
        self._case = case
        self._exact = re.compile(
            regex if case else re.sub(r"\\.|[A-Z]", lambda match: match[0] if match[0][0] == "\\" else match[0].lower(), regex)
        )

    def places(self, plain: str, low: str | None) -> Iterator[re.Match[str]]:
        """Find the places in a folded text; `low` is the text in lower case where it is ASCII, else None."""
        if self._case:
            return self._exact.finditer(plain)
        return self._exact.finditer(low) if low is not None else self._any_case.finditer(plain)

    def at(self, plain: str, low: str, start: int) -> re.Match[str] | None:
        """Find what begins at one place of a folded text of ASCII."""
        return self._exact.match(plain if self._case else low, start)

    @cached_property
    def _any_case(self) -> re.Pattern[str]:
        return re.compile(self._regex, re.IGNORECASE)


class _Opened:
    """The regular expressions that begin with known words, tried where such a word stands and nowhere else."""

    def __init__(self, regexes: Collection[tuple[_Regex, Entry]]) -> None:
        self._regexes = [(regex, entry) for regex, entry in regexes if entry.begins]
        self._wholes = [frozenset(word for word in entry.begins if word[-1] != "*") for _, entry in self._regexes]
        self._stems = [tuple(word[:-1] for word in entry.begins if word[-1] == "*") for _, entry in self._regexes]
        self._known: dict[str, tuple[int, ...]] = {}

    def find(self, plain: str, low: str) -> list[tuple[Span, Entry]]:
        """Find what each of them would find by itself in a folded text of ASCII, in their order; `low` is the text in lower case."""
        found: list[list[tuple[Span, Entry]]] = [[] for _ in self._regexes]
        ends = [0] * len(found)
        known = self._known
        for word, start in words_at(plain):
            places = known.get(word)
            for place in self._begun(word) if places is None else places:
                regex, entry = self._regexes[place]
                match = regex.at(plain, low, start) if start >= ends[place] else None
                if match:
                    ends[place] = match.end()
                    found[place].append((match.span(), entry))
        return list(chain.from_iterable(found))

    def _begun(self, word: str) -> tuple[int, ...]:
        """Give the regular expressions that may begin with a word as written; remembered, for letters repeat their words."""
        plain = word.lower()
        every = enumerate(zip(self._wholes, self._stems, strict=True))
        places = tuple(place for place, (wholes, stems) in every if plain in wholes or plain.startswith(stems))
        if len(self._known) < _WORDS_REMEMBERED:
            self._known[word] = places
        return places


class Lexicon:
    """A dated list of phrases, each with its category."""

    def __init__(self, entries: Collection[Entry], *, verified_on: date, source: str) -> None:
        self.entries = tuple(entries)
        self.verified_on = verified_on
        self.source = source
        self._phrases = Phrases([(phrase, entry) for entry in self.entries for phrase in entry.phrases])
        self._regexes = [(_Regex(e.regex, e.case), e) for e in self.entries if e.regex]
        self._anywhere = [(regex, entry) for regex, entry in self._regexes if not entry.begins]
        self._opened = _Opened(self._regexes)
        self._recent = lru_cache(maxsize=_KEPT)(self._found)
        self._unless = {id(e): Phrases([(p, e) for p in e.unless]) for e in self.entries if e.unless}
        self._parts: dict[frozenset[str], Lexicon] = {}
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

    def join(self) -> None:
        """Find the phrases of this list in one walk through a text with those of all others that joined."""
        self._phrases.join()

    def find(self, text: str, categories: Collection[str] | None = None) -> tuple[Hit, ...]:
        """Find every hit, in order; of two hits of one category where one lies within the other, the longer."""
        if categories is not None:
            return self._of(frozenset(categories)).find(text)
        return self._recent(text) if len(text) < _WORTH_KEEPING else self._found(text)

    def _of(self, categories: frozenset[str]) -> Lexicon:
        """Give the list of some categories alone: who asks for one, of every text of a case, need not wait for the others."""
        if categories not in self._parts:
            entries = [entry for entry in self.entries if entry.category in categories]
            self._parts[categories] = Lexicon(entries, verified_on=self.verified_on, source=self.source)
        return self._parts[categories]

    def _found(self, text: str) -> tuple[Hit, ...]:
        folded = fold(text)
        plain = folded.text
        found = self._phrases.find(plain)
        low = plain.lower() if plain.isascii() else None
        if self._regexes and low is not None and len(self._anywhere) < len(self._regexes):
            found += self._opened.find(plain, low)
        for regex, entry in self._regexes if low is None else self._anywhere:
            if not entry.needs or _has_one(entry.needs, plain, low):
                found += [(match.span(), entry) for match in regex.places(plain, low) if match[0]]
        found = [(span, entry) for span, entry in found if not self._excused(plain, low, span, entry)]
        hits: list[Hit] = []
        ends: dict[str, int] = {}
        for (start, end), entry in sorted(found, key=lambda item: (item[0][0], -item[0][1])):
            if ends.get(entry.category, 0) >= end:
                continue
            ends[entry.category] = end
            first, last = folded.span(start, end)
            hits.append(Hit((first, last), text[first:last], entry))
        return tuple(hits)

    def _excused(self, plain: str, low: str | None, span: Span, entry: Entry) -> bool:
        """Tell whether one of the entry's exceptions speaks at this place."""
        start, end = span
        unless, near = self._unless.get(id(entry)), self._near.get(id(entry))
        if unless is None and near is None:
            return False
        first, last = _sentence_around(plain, start, end)
        if low is not None and not _cuts_word(plain, first) and not _cuts_word(plain, last):
            return (near is not None and near.stands_within(plain, low, first, last)) or (
                unless is not None and unless.stands_within(plain, low, first, last, span)
            )
        around = plain[first:last]
        if near is not None and near.find(around):
            return True
        return unless is not None and any(s + first < end and start < e + first for (s, e), _ in unless.find(around))


def _cuts_word(plain: str, place: int) -> bool:
    """Tell whether a place lies within a word."""
    return 0 < place < len(plain) and _inner().match(plain, place - 1) is not None


@cache
def _inner() -> re.Pattern[str]:
    return re.compile(r"\w\w")


def _has_one(pieces: tuple[str, ...], plain: str, low: str | None) -> bool:
    """Tell whether a piece stands in a folded text; beyond ASCII a letter may be written as another one, so that nobody can tell."""
    if low is None:
        return any(piece in plain or piece.upper() != piece for piece in pieces)
    for piece in pieces:
        if piece in low:
            break
    else:
        return False
    return True


def _sentence_around(plain: str, start: int, end: int) -> Span:
    """Give a rough sentence around a place, at most 300 characters to each side, which is all that exceptions read."""
    low, high = max(0, start - 300), min(len(plain), end + 300)
    stops = [match.end() for match in _stop().finditer(plain, low, start)]
    stop = _stop().search(plain, end, high)
    return (stops[-1] if stops else low, stop.start() if stop else high)


@cache
def _load(name: str) -> Lexicon:
    lexicon = Lexicon.from_toml(files("escalate_ai").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"), name)
    lexicon.join()
    return lexicon


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
        needs=_pieces(keys.pop("needs", "")),
        begins=_strings(keys.pop("begins", [])),
        fields={key: _field(value) for key, value in keys.items()},
    )


def _field(value: object) -> Field:
    return _strings(value) if isinstance(value, list) else value if isinstance(value, (int, float, date)) else str(value)  # pyright: ignore[reportUnknownArgumentType] -- TOML lists are untyped


def _pieces(value: object) -> tuple[str, ...]:
    """Read characters, or pieces of words."""
    return tuple(value) if isinstance(value, str) else _strings(value)


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"a list of phrases is wanted, not {value!r}")
    items: list[object] = list(value)  # pyright: ignore[reportUnknownArgumentType] -- TOML lists are untyped
    return tuple(str(item) for item in items)
