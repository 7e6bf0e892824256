"""Runs of capitalised words. In: folded text. Out: `Run`s: the words, where the sentence stands, what stands before. Judges no name.

A run is broken by a lower-case word, a mark, the end of a line that was not only wrapped, and by what Amazon calls its own things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from escalate_ai.text.name_words import NameWords, Phrases, name_words

_WRAPPED = 45
"""Characters from which a line end may only wrap its sentence."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a folded text."""

    text: str
    low: str
    """In small letters, without its possessive and the points of an abbreviation."""
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it is written like a name: a capital first, or one inside ("eBay")."""
        return self.text[0].isupper() or (len(self.text) >= _LONG and not self.text.islower() and self.text.isalpha())

    @property
    def numbered(self) -> bool:
        """Whether a digit stands in it."""
        return not self.text.isalpha() and any(char.isdigit() for char in self.text)


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row."""

    words: tuple[Word, ...]
    before: tuple[str, ...]
    """Up to three words that stand before it in its sentence, the nearest last."""
    opens: bool
    """Whether it stands where any word has a capital: at the start of a sentence or line, or in a line written like a title."""
    in_title: bool
    is_place: bool
    """Whether all of it is a place the list knows."""
    ampersand: bool


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"(?:[^\W\d_]\.){2,4}(?:[^\W\d_](?![^\W_]))?|[^\W_]+(?:['-][^\W_]+)*")


def words_of(plain: str) -> list[Word]:
    """Give the words of a folded text."""
    return [Word(m[0], _low(m[0]), m.start(), m.end()) for m in _word().finditer(plain)]


def _low(word: str) -> str:
    low = word.lower()
    if "'" in low:
        low = low.removesuffix("'s").removesuffix("'")
    return low.replace(".", "") if "." in low else low


def runs(plain: str) -> Iterator[Run]:
    """Give the runs of a folded text, in order."""
    lists = name_words()
    words = words_of(plain)
    own = _phrases(words, lists.amazon)
    places = _phrases(words, lists.places)
    index = 0
    while index < len(words):
        word = words[index]
        if not word.capital or word.numbered:
            index += 1
        elif index in own:
            index = own[index]
        else:
            end = _end(plain, words, index, own, lists)
            yield _run(plain, words, index, end, places)
            index = end


def _phrases(words: Sequence[Word], phrases: Phrases) -> dict[int, int]:
    """Give where a listed phrase stands, capitalised at both ends, with where it ends."""
    found: dict[int, int] = {}
    for index, word in enumerate(words):
        if word.low not in phrases or not word.text[0].isupper():
            continue
        for phrase in phrases[word.low]:
            end = index + len(phrase)
            if tuple(other.low for other in words[index:end]) == phrase and (words[end - 1].capital or word.text == "A-to-z"):
                found[index] = end
                break
    return found


def _end(plain: str, words: Sequence[Word], index: int, own: dict[int, int], lists: NameWords) -> int:
    """Give the index behind the last word of the run that begins here."""
    end = index + 1
    breaks = lists.breaks
    while end < len(words):
        step = end
        while step < len(words) and step - end < 2 and words[step].low in lists.joiners and words[step].text.islower():  # noqa: PLR2004
            step += 1
        if step >= len(words) or not words[step].capital or words[step].numbered or step in own or words[step].low in breaks:
            break
        if not all(_joined(plain, words[place - 1], words[place], lists) for place in range(end, step + 1)):
            break
        end = step + 1
    return end


def _joined(plain: str, word: Word, following: Word, lists: NameWords) -> bool:
    """Tell whether nothing but space stands between two words, an ampersand, or a point or comma that belongs to the name."""
    if word.text.endswith("'s"):
        return False
    gap = plain[word.end : following.start]
    if gap == " " or gap.strip(" ") == "&":
        return True
    if "\n" in gap:
        line = plain.rfind("\n", 0, word.end) + 1
        return gap.strip(" ") == "\n" and word.end - line >= _WRAPPED
    if gap in {". ", "."}:
        return len(word.text) == 1 or word.low in lists.honorifics or (word.low in {"st", "co"} and following.low in lists.suffixes)
    return gap == ", " and following.low in lists.suffixes


def _run(plain: str, words: Sequence[Word], first: int, end: int, places: dict[int, int]) -> Run:
    start = words[first].start
    opens = _opens(plain, start)
    titled = _like_a_title(plain, start, words[end - 1].end)
    before: list[str] = []
    for word in reversed(words[max(0, first - 3) : 0 if opens else first]):
        if any(mark in plain[word.end : start] for mark in ".!?:;"):
            break
        before.insert(0, word.low)
    return Run(
        tuple(words[first:end]),
        tuple(before),
        opens or titled,
        titled,
        is_place=places.get(first) == end,
        ampersand="&" in plain[start : words[end - 1].end],
    )


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
    long = [word for word in around if len(word) >= _LONG and word.isalpha() and not {word.lower()} & (lists.spelled | lists.openers)]
    return len(long) >= _TITLE_WORDS and all(word[0].isupper() for word in long)


_LONGEST_TITLE = 200
_LONG = 4
_TITLE_WORDS = 3
