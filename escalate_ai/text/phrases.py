"""The phrases of a dated list and how one is found.

In: phrases in the small language of `text.lexicon`, then folded text. Out: spans with their entries.

A text is cut into words once for all lists, and a phrase is compiled when a word comes by that it may begin with.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter

from escalate_ai.text.folding import Span
from escalate_ai.text.openings import join, opened_in
from escalate_ai.text.vocabulary import Followed, followed_at

Field = str | int | float | bool | date | tuple[str, ...]
"""What an entry's own keys may hold."""

_WORDS_REMEMBERED = 20_000
_PAIRS_REMEMBERED = 8_000
_start = itemgetter(1)
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
    needs: tuple[str, ...] = ()
    """Pieces, in small letters, of which one stands in all that `regex` finds; empty: it is always tried."""
    begins: tuple[str, ...] = ()
    """The words with which every hit of `regex` begins, `*` for any ending; empty: it is tried everywhere."""
    fields: Mapping[str, Field] = field(default_factory=dict[str, Field])
    """The entry's further keys, as the file has them."""


_Phrase = tuple[tuple[str, ...], str, Entry]
"""A phrase with what its second word has to begin with; empty where that cannot be told."""


_Trial = tuple[Callable[..., "re.Match[str] | None"], Entry]
"""What tries a phrase at a place, and the entry it is of."""


class _Opened:
    """The phrases that may begin with a word, and the entries it is a hit of by itself."""

    __slots__ = ("alone", "any_next", "by_next", "going_on", "in_any_case", "phrases")

    def __init__(self, phrases: tuple[_Phrase, ...], alone: Sequence[Entry]) -> None:
        self.phrases = phrases
        self.alone = alone
        self.any_next = tuple(phrase for phrase in phrases if not phrase[0])
        self.by_next: dict[str, tuple[_Phrase, ...]] = {}
        for letter in {then[0] for phrase in phrases for then in phrase[0]}:
            self.by_next[letter] = tuple(phrase for phrase in phrases if not phrase[0] or any(then[0] == letter for then in phrase[0]))
        self.going_on: dict[str | None, tuple[_Trial, ...]] = {}
        """What may go on with a next word that came by before, in text of ASCII; None: with any."""
        self.in_any_case: dict[str | None, tuple[_Trial, ...]] = {}
        """The same in other text."""

    def before(self, following: str) -> list[_Phrase]:
        """Give those that the next word, in lower case, may go on."""
        may = self.by_next.get(following[:1], self.any_next)
        return [phrase for phrase in may if not phrase[0] or following.startswith(phrase[0])]


class Phrases:
    """Phrases indexed by the word they begin with and compiled when such a word comes by, so that a text is walked once."""

    def __init__(self, phrases: Collection[tuple[str, Entry]]) -> None:
        self._exact: dict[str, list[_Phrase]] = {}
        self._begin: dict[str, list[_Phrase]] = {}
        self._single: dict[str, list[Entry]] = {}
        self._cased: dict[str, list[Entry]] = {}
        for whole, entry in phrases:
            phrase = self._without_single_words(whole, entry)
            if not phrase:
                continue
            then = _second_words(phrase)
            for word, ending in _first_words(phrase):
                (self._begin if ending is _Ending.OPEN else self._exact).setdefault(word, []).append(
                    (() if ending is _Ending.PART else then, phrase, entry)
                )
        self._lengths = sorted({len(word) for word in self._begin})
        self._seen: dict[str, _Opened] = {}
        self._dull: set[str] = set()
        self._pairs = 0
        self._number: int | None = None

    def _without_single_words(self, phrase: str, entry: Entry) -> str:
        """Note the plain words of a phrase of one word, which need no pattern, and give what is left of it."""
        if " " in phrase.strip():
            return phrase
        options = phrase.strip().split("|")
        for option in options:
            if option.isalnum():
                (self._cased if entry.case else self._single).setdefault(option if entry.case else option.lower(), []).append(entry)
        return "|".join(option for option in options if not option.isalnum())

    def join(self) -> None:
        """Find the places of this list in one walk with all others that joined: for lists that are asked of the same texts in turn."""
        exact = [word for words in (self._exact, self._single) for word in words]
        self._number = join(exact, list(self._begin), list(self._cased))

    def find(self, plain: str) -> list[tuple[Span, Entry]]:
        """Find every place in a folded text; at one place and for one entry, the first phrase of it only, words by themselves last."""
        if self._number is not None:
            return self._at(opened_in(plain, self._number), plain)
        dull = self._dull
        return self._at([placed for placed in followed_at(plain) if placed[0] not in dull], plain)

    def stands_within(self, plain: str, low: str, first: int, last: int, span: Span | None = None) -> bool:
        """Say whether one stands between two places of a text of ASCII and, if a span is given, overlaps it.

        Args:
            plain: The text, folded.
            low: The same in lower case.
            first: Where the search begins; no word goes on there.
            last: Where it ends, as if the text did.
            span: What has to be overlapped.

        """
        words, dull = followed_at(plain), self._dull
        low_end = span[1] if span else last
        begin, stop = bisect_left(words, first, key=_start), bisect_left(words, low_end, key=_start)
        for word, start, following in words[begin:stop]:
            if word in dull:
                continue
            opened = self._seen.get(word) or self._beginning_with(word)
            if opened.alone and (span is None or start + len(word) > span[0]) and start + len(word) <= last:
                return True
            if opened.phrases:
                for match, entry in self._trials_of(opened, following, low=True):
                    hit = match(plain if entry.case else low, start, last)
                    if hit and (span is None or hit.end() > span[0]):
                        return True
        return False

    def _at(self, places: list[Followed], plain: str) -> list[tuple[Span, Entry]]:
        """Find what begins at some words of a text."""
        if not places:
            return []
        found: dict[tuple[int, int], tuple[Span, Entry]] = {}
        seen = self._seen
        # in lower case a pattern can be exact, which fails several times faster
        ascii_only = plain.isascii()
        low = plain.lower() if ascii_only else plain
        for word, start, following in places:
            opened = seen.get(word) or self._beginning_with(word)
            if opened.phrases and (following is None or opened.any_next or following[:1] in opened.by_next):
                trials = (opened.going_on if ascii_only else opened.in_any_case).get(following)
                for match, entry in self._trials_of(opened, following, low=ascii_only) if trials is None else trials:
                    hit = match(plain if entry.case else low, start)
                    if hit:
                        found.setdefault((start, id(entry)), (hit.span(), entry))
            for entry in opened.alone:
                found.setdefault((start, id(entry)), ((start, start + len(word)), entry))
        return list(found.values())

    def _trials_of(self, opened: _Opened, following: str | None, *, low: bool) -> tuple[_Trial, ...]:
        """Give what is tried at a word, by the next word in lower case; None where that cannot be told."""
        if following is not None and not opened.any_next and following[:1] not in opened.by_next:
            return ()
        remembered = opened.going_on if low else opened.in_any_case
        trials = remembered.get(following)
        if trials is None:
            may = opened.phrases if following is None else opened.before(following)
            trials = tuple([(_compiled(phrase, entry.case, low).match, entry) for _, phrase, entry in may])
            # a letter repeats its pairs of words
            if self._pairs < _PAIRS_REMEMBERED:
                self._pairs += 1
                remembered[following] = trials
        return trials

    def _beginning_with(self, word: str) -> _Opened:
        """Give the phrases that may begin with a word as written; remembered, for a language has few words and a letter repeats them."""
        plain = word.lower()
        starts = (self._begin.get(plain[:length], ()) for length in self._lengths if length <= len(plain))
        phrases = tuple(chain(self._exact.get(plain, ()), chain.from_iterable(starts)))
        opened = _Opened(phrases, (*self._single.get(plain, ()), *self._cased.get(word, ())))
        if len(self._seen) + len(self._dull) < _WORDS_REMEMBERED:
            if opened.phrases or opened.alone:
                self._seen[word] = opened
            else:
                self._dull.add(word)
        return opened


@lru_cache(maxsize=4096)
def _compiled(phrase: str, case: bool, low: bool) -> re.Pattern[str]:  # noqa: FBT001 -- the entry's own key, and a cache's
    """Give the pattern of a phrase for a text as it is, or for one made lower case, unless upper and lower case matter."""
    if case:
        return re.compile(_pattern(phrase))
    return re.compile(_pattern(phrase.lower())) if low else re.compile(_pattern(phrase), re.IGNORECASE)


def _second_words(phrase: str) -> tuple[str, ...]:
    """Give what the word after the first has to begin with, lower case; nothing where that cannot be told from the phrase."""
    begins: list[str] = []
    for token in phrase.split()[1:]:
        if token == "...":  # noqa: S105 -- a mark of the phrase language, no password
            return ()
        words = [re.search(r"\w+", option) for option in token.removesuffix("?").split("|")]
        begins += [match[0].lower() if match else "" for match in words]
        if not token.endswith("?"):
            return tuple(begins) if all(begins) else ()
    return ()


class _Ending(Enum):
    """How a phrase goes on behind the word of the text that it begins with."""

    PART = auto()
    """Within its own first word: "re" of "re-read"."""
    WHOLE = auto()
    """With its second word."""
    OPEN = auto()
    """With its second word, or with any ending before that."""


def _first_words(phrase: str) -> list[tuple[str, _Ending]]:
    """Give the words of a text with which a phrase may begin, lower case; a hyphen may be missing, or a space stand for it."""
    words: list[tuple[str, _Ending]] = []
    for option in phrase.split(maxsplit=1)[0].split("|"):
        if re.match(r"\w", option) is None or option.endswith("?"):
            raise ValueError(f"phrase {phrase!r} has to begin with a letter or digit, in a word that may not be missing")
        pieces = option.lower().removesuffix("*").split("-")
        for count in range(1, len(pieces) + 1):
            joined = re.match(r"\w+", "".join(pieces[:count]))
            whole = _Ending.OPEN if option.endswith("*") else _Ending.WHOLE
            words.append((joined[0] if joined else "", whole if count == len(pieces) else _Ending.PART))
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
        piece = glue + _one_of(token.removesuffix("?").split("|"))
        out += f"(?:{piece})?" if optional else piece
        glue = r"\s++"
    return out


def _one_of(options: Sequence[str]) -> str:
    """Turn the options for one word, in their order, into a regular expression; those that end alike share their right boundary."""
    runs = [(ending, list(run)) for ending, run in groupby(options, _right_boundary)]
    found = [f"{_either([_body(option) for option in run])}{ending}" for ending, run in runs]
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


def _either(bodies: Sequence[str]) -> str:
    return bodies[0] if len(bodies) == 1 else f"(?:{'|'.join(bodies)})"


def _body(word: str) -> str:
    return re.escape(word.removesuffix("*")).replace(r"\-", r"[-\s]?")


def _right_boundary(word: str) -> str:
    if word.endswith("*"):
        return r"[\w']*+"
    return r"(?!\w)" if word[-1:].isalnum() else ""
