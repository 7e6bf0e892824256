"""One spelling for matching. In: any text. Out: the same text with plain typography, and the way back to the original. Touches nothing.

Curly quotes, dashes, odd spaces and full-width letters become plain ones, line ends become newlines, invisible marks are dropped,
and Cyrillic or Greek look-alikes inside Latin words become the Latin letters they pose as. Upper and lower case stay.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from typing import NamedTuple

Span = tuple[int, int]
"""[start, end) in characters of the text that was given."""

_QUOTES = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4\u2039\u203a", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
}
_MINUS = dict.fromkeys("\u2212\u02d7\u2043", "-")
_BREAKS = dict.fromkeys("\u0085\u2028\u2029\x0b\x0c\x1c\x1d\x1e", "\n")
_LOOK_ALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеіјорсухѕҺһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανικυτρ",
        "ABESIJKMHOPCTYXaeijopcyxsHhdqwABEZHIKMNOPTYXoavikutp",
        strict=True,
    )
)


_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
"""Marks and fillers that take no place on a page, and that Unicode does not call format characters."""


class Folded(NamedTuple):
    """A text made plain for matching, and where each of its characters stood."""

    text: str
    original: str
    offsets: tuple[int, ...] | None
    """Where each character of `text` stood in `original`; None where places did not move."""

    def span(self, start: int, end: int) -> Span:
        """Give the place in the original of a place in the folded text; marks dropped at its end stay outside."""
        if self.offsets is None:
            return start, end
        first = self.offsets[start] if start < len(self.offsets) else len(self.original)
        if end <= start:
            return first, first
        last = self.offsets[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return first, last

    def back(self, place: int) -> int:
        """Give the place in the folded text of a place in the original."""
        return place if self.offsets is None else bisect_right(self.offsets, place - 1)


class _Table(dict[int, str]):
    """A translation table that learns each character when it first comes by."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = plain = _plain(char)
        return plain


_TABLE = _Table()


@cache
def _ascii_changes() -> re.Pattern[str]:
    return re.compile(r"[\t\r\x0b\x0c\x1c-\x1e`]")


@cache
def _kept() -> re.Pattern[str]:
    """A text of line ends, printable ASCII and the letters of western Europe, as many names have them."""
    return re.compile(r"[\n -_a-~\u00c0-\u00ff]*+")


@cache
def _lone_return() -> re.Pattern[str]:
    return re.compile(r"\r(?!\n)")


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(r"[\u0370-\u03ff\u0400-\u052f]")


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"[\u0300-\u036f]")


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"\w+")


def is_plain(text: str) -> bool:
    """Say whether a text is of characters that folding surely leaves as they are, which most texts show at once."""
    if not text.isascii():
        return _kept().fullmatch(text) is not None
    if "`" in text:
        return False
    # a search for what changes looks at each character, which takes ten times as long
    return text.isprintable() or text.replace("\n", "").isprintable() or _ascii_changes().search(text) is None


def fold(text: str) -> Folded:
    """Fold a text for matching; linear in its length. One that many readers ask for in turn is folded once."""
    return _lately_folded(text) if len(text) < _SHORT else _folded(text)


_SHORT = 10_000
"""Characters up to which a text just folded is kept for the next reader."""


@lru_cache(maxsize=64)
def _lately_folded(text: str) -> Folded:
    return _folded(text)


def _folded(text: str) -> Folded:
    if is_plain(text):
        return Folded(text, text, None)
    source = _lone_return().sub("\n", text) if "\r" in text else text
    plain, offsets = source.translate(_TABLE), None
    if len(plain) != len(text) or _marks().search(plain):
        plain, offsets = _moved(source)
    if _foreign().search(plain):
        plain = _words().sub(_latin, plain)
        if not any(char not in _LOOK_ALIKES for char in _foreign().findall(plain)):
            # no letter is left that only a Greek or Russian word could bear: all of them pose as Latin ones
            plain = _foreign().sub(lambda match: _LOOK_ALIKES[match[0]], plain)
    return Folded(text if plain == text else plain, text, offsets)


def unwrapped(folded: Folded) -> Folded:
    """Give a folded text without the indents of lines that go on in a sentence, as mail programs and lists wrap them."""
    if "\n " not in folded.text or _indents().search(folded.text) is None:
        return folded
    kept: list[str] = []
    offsets: list[int] = []
    place = 0
    for match in _indents().finditer(folded.text):
        kept.append(folded.text[place : match.start() + 1])
        offsets += range(place, match.start() + 1)
        place = match.end()
    kept.append(folded.text[place:])
    offsets += range(place, len(folded.text))
    origin = folded.offsets
    return Folded("".join(kept), folded.original, tuple(offsets) if origin is None else tuple(origin[at] for at in offsets))


@cache
def _indents() -> re.Pattern[str]:
    return re.compile(r"(?<=\S)\n {1,12}(?=[A-Za-z0-9$(])(?!\d{1,2}[.)] )")


def _plain(char: str) -> str:  # noqa: PLR0911 -- one line per sort of character
    """Give the plain spelling of one character: itself, another one, or nothing."""
    if char in _QUOTES:
        return _QUOTES[char]
    if char in _BREAKS:
        return "\n"
    if char < "\x80":
        return " " if char in "\t\r" else char
    category = unicodedata.category(char)
    if (
        category == "Cf"
        or char in _UNSEEN
        or "\ufe00" <= char <= "\ufe0f"
        or "\u180b" <= char <= "\u180f"
        or "\U000e0100" <= char <= "\U000e01ef"
    ):
        return ""
    if category == "Zs":
        return " "
    if category == "Pd" or char in _MINUS:
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(char))
    wide = unicodedata.normalize("NFKC", char)
    return wide if len(wide) == 1 and wide.isascii() and (category[0] == "L" or "\uff01" <= char <= "\uff5e") else char


def _latin(match: re.Match[str]) -> str:
    """Spell a word in Latin letters where it mixes scripts; leave a wholly Greek or Cyrillic word alone."""
    word = match[0]
    if word.isascii() or not any("0" <= char <= "z" for char in word):
        return word
    return "".join(_LOOK_ALIKES.get(char, char) for char in word)


def _moved(text: str) -> tuple[str, tuple[int, ...]]:
    """Fold a text in which characters are dropped or joined, noting where each stood."""
    chars: list[str] = []
    offsets: list[int] = []
    for place, char in enumerate(text):
        plain = _TABLE[ord(char)]
        if not plain:
            continue
        if chars and unicodedata.combining(char):
            joined = unicodedata.normalize("NFC", chars[-1] + plain)
            if len(joined) == 1:
                chars[-1] = joined
                continue
        chars.append(plain)
        offsets.append(place)
    return "".join(chars), tuple(offsets)
