"""Runs of capitalised words. In: folded text. Out: `Run`s: the words, where the sentence stands, what stands before. Judges no name.

A run is broken by a lower-case word, a mark, the end of a line that was not only wrapped, and by what Amazon calls its own things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from escalate_ai.text.name_words import NameWords, Phrases, name_words

_WRAPPED = 45
"""Characters from which a line end may only wrap its sentence."""


class Word(NamedTuple):
    """One word that has a capital."""

    text: str
    low: str
    """In small letters, without its possessive and the points of an abbreviation."""
    start: int
    end: int

    @property
    def numbered(self) -> bool:
        """Whether a digit stands in it."""
        return not self.text.isalpha() and any(char.isdigit() for char in self.text)


@dataclass(frozen=True)
class Run:
    """Capitalised words in a row, with what stands around them in the folded text."""

    words: tuple[Word, ...]
    is_place: bool
    """Whether all of it is a place the list knows."""
    plain: str

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end

    @cached_property
    def opens(self) -> bool:
        """Whether it stands where any word has a capital: at the start of a sentence or line, or in a line written like a title."""
        return _opens(self.plain, self.start) or self.in_title

    @cached_property
    def in_title(self) -> bool:
        """Whether the other words of its line have capitals too."""
        return _like_a_title(self.plain, self.start, self.end)

    @cached_property
    def before(self) -> tuple[str, ...]:
        """Up to three words that stand before it in its sentence, the nearest last."""
        if _opens(self.plain, self.start):
            return ()
        nearby = self.plain[max(0, self.start - _NEARBY) : self.start]
        return tuple(word.strip("'\"(,").lower() for word in _stop().split(nearby)[-1].split())[-3:]

    @property
    def after(self) -> str:
        """The word behind it, in small letters; nothing where a mark stands there."""
        behind = self.plain[self.end : self.end + _NEARBY].split(maxsplit=1)
        return behind[0].lower() if behind and self.plain[self.end].isspace() else ""

    @property
    def dated(self) -> int:
        """How many words at its beginning belong to a date: "from 1 June Themba Radebe", "in June Themba Radebe"."""
        if len(self.words) == 1 or self.words[0].low not in name_words().months:
            return 0
        before = self.before[-1] if self.before else ""
        return int(before[:1].isdigit() or before == "of" or (len(self.words) > 2 and before in name_words().when))  # noqa: PLR2004  a name

    @property
    def ampersand(self) -> bool:
        """Whether an ampersand joins its words."""
        return "&" in self.plain[self.start : self.end]


_NEARBY = 60


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(r"[.!?:;]\s")


@cache
def _word() -> re.Pattern[str]:
    """A word that begins with a capital or has one within its first letters; a dotted abbreviation is one word."""
    return re.compile(r"(?<![\w'-])(?=[^\W\da-z_]|[a-z]{1,3}[A-Z])(?:(?:[^\W\d_]\.){2,4}(?:[^\W\d_](?![^\W_]))?|[^\W_]+(?:['-][^\W_]+)*)")


def _low(word: str) -> str:
    low = word.lower()
    if "'" in low:
        low = low.removesuffix("'s").removesuffix("'")
    return low.replace(".", "") if "." in low else low


def _has_capital(word: str) -> bool:
    """Tell whether a word is written like a name: a capital first, or one inside ("eBay")."""
    return word[0].isupper() or (len(word) >= _LONG and word.isalpha() and not word.islower())


def runs(plain: str) -> Iterator[Run]:
    """Give the runs of a folded text, in order."""
    lists = name_words()
    openers = lists.openers
    found = [match for match in _word().finditer(plain) if _has_capital(match[0])]
    words = [Word(match[0], low, match.start(), match.end()) for match in found if (low := _low(match[0])) not in openers]
    own, places = _phrases(plain, words, lists.amazon), _phrases(plain, words, lists.places)
    index = 0
    while index < len(words):
        if words[index].numbered:
            index += 1
        elif index in own:
            index = own[index]
        else:
            end = _end(plain, words, index, own, lists)
            if end > index + 1 or words[index].low not in lists.dull:
                yield Run(tuple(words[index:end]), is_place=places.get(index) == end, plain=plain)
            index = end


def _phrases(plain: str, words: Sequence[Word], phrases: Phrases) -> dict[int, int]:
    """Give where a listed phrase stands that begins and ends with a capital, with the index of the word behind it."""
    found: dict[int, int] = {}
    for index, word in enumerate(words):
        for phrase in phrases.get(word.low, ()):
            end = _phrase_end(plain, words, index, phrase)
            if end:
                found[index] = end
                break
    return found


def _phrase_end(plain: str, words: Sequence[Word], index: int, phrase: tuple[str, ...]) -> int | None:
    """Give the index behind a phrase that stands here; None where it does not, or ends in a small letter."""
    first = words[index]
    if len(phrase) == 1:
        return index + 1
    said = plain[first.start : first.start + sum(map(len, phrase)) + 3 * len(phrase)].split()[: len(phrase)]
    if tuple(_low(word.strip(',.;:!?)"')) for word in said) != phrase:
        return None
    end = index
    reach = first.start + len(plain[first.start :][: sum(map(len, phrase)) + len(phrase) - 1])
    while end < len(words) and words[end].start < reach:
        end += 1
    return end if words[end - 1].low == phrase[-1] or first.text == "A-to-z" else None


def _end(plain: str, words: Sequence[Word], index: int, own: dict[int, int], lists: NameWords) -> int:
    """Give the index behind the last word of the run that begins here."""
    end = index + 1
    breaks = lists.breaks
    while end < len(words):
        word = words[end]
        if end in own or word.numbered or word.low in breaks or not _joined(plain, words[end - 1], word, lists):
            break
        end += 1
    return end


def _joined(plain: str, word: Word, following: Word, lists: NameWords) -> bool:
    """Tell whether nothing but space stands between two words, or an ampersand, point, comma or small word that belongs to the name."""
    gap = plain[word.end : following.start]
    if word.text.endswith("'s"):
        return False
    if gap == " ":
        return True
    if "\n" in gap:
        line = plain.rfind("\n", 0, word.end) + 1
        return gap.strip(" ") == "\n" and word.end - line >= _WRAPPED
    if gap in {". ", "."}:
        return len(word.text) == 1 or word.low in lists.honorifics or (word.low in {"st", "co"} and following.low in lists.suffixes)
    if gap == ", ":
        return following.low in lists.suffixes
    between = gap.split()
    return gap[:1] == " " == gap[-1:] and 0 < len(between) <= 2 and all(part == "&" or part in lists.joiners for part in between)  # noqa: PLR2004


def _opens(plain: str, start: int) -> bool:
    """Tell whether a sentence, a line or a point of a list begins here."""
    place = start - 1
    while place >= 0 and plain[place] in " \"'([*#>-\u2022\u00b7":
        place -= 1
    if place < 0 or plain[place] in ".!?:":
        return True
    if plain[place] != "\n":
        return False
    line = plain.rfind("\n", 0, place) + 1
    return place - line < _WRAPPED or plain[place - 1] in ".!?:;,\n"


def _like_a_title(plain: str, start: int, end: int) -> bool:
    """Tell whether the other long words of the line have capitals too, so that a capital says nothing."""
    first, last = plain.rfind("\n", 0, start) + 1, plain.find("\n", end)
    last = last if last >= 0 else len(plain)
    if last - first > _LONGEST_TITLE:
        return False
    lists = name_words()
    around = f"{plain[first:start]} {plain[end:last]}".split()
    long = [word for word in around if len(word) >= _LONG and word.isalpha() and word.lower() not in lists.small]
    return len(long) >= _TITLE_WORDS and all(word[0].isupper() for word in long)


_LONGEST_TITLE = 200
_LONG = 4
_TITLE_WORDS = 3
