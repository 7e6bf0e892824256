"""The words of a text with their places. In: folded text. Out: its words, found once for every reader. Touches nothing.

Phrases, months, numbers and labels all begin with a word, and most words of a letter begin none of them: who looks for them asks for the
words and tries its pattern where one may begin, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import accumulate, chain, compress, count
from operator import add

Placed = tuple[str, int]
"""A word as written, and where it stands."""
_WORTH_KEEPING = 10_000
"""Characters up to which a text's words are kept for the next reader."""
_WORDS_REMEMBERED = 20_000


def words_at(plain: str) -> tuple[Placed, ...]:
    """Give the runs of letters, digits and underscores of a text in order."""
    return _recent(plain) if len(plain) < _WORTH_KEEPING else _words_in(plain)


Followed = tuple[str, int, str | None]
"""A word as written, where it stands, and the word after it in lower case, empty at the end; None where that cannot be told."""


def followed_at(plain: str) -> tuple[Followed, ...]:
    """Give the words of a text in order, each with the next; None where a hyphen or apostrophe may join them, or it is not ASCII."""
    return _recently_followed(plain) if len(plain) < _WORTH_KEEPING else _last_followed(plain)


@lru_cache(maxsize=1024)
def _recently_followed(plain: str) -> tuple[Followed, ...]:
    return _followed_in(plain)


@lru_cache(maxsize=1)
def _last_followed(plain: str) -> tuple[Followed, ...]:
    """Keep the words of the last long text: every phrase found in it asks for them again."""
    return _followed_in(plain)


def _followed_in(plain: str) -> tuple[Followed, ...]:
    words = words_at(plain)
    lower: list[str | None] = [word.lower() for word, _ in words[1:]]
    if not plain.isascii():
        # beyond ASCII a small letter may be another one's
        lower = [after if word.isascii() else None for after, (word, _) in zip(lower, words[1:], strict=True)]
    behind = f"{plain} "
    return tuple(
        [
            (word, start, None if behind[start + len(word)] in "-'" else after)
            for (word, start), after in zip(words, (*lower, ""), strict=False)
        ]
    )


@lru_cache(maxsize=1024)
def _recent(plain: str) -> tuple[Placed, ...]:
    return _words_in(plain)


def _words_in(plain: str) -> tuple[Placed, ...]:
    if not plain.isascii():
        return tuple([(match[0], match.start()) for match in _word().finditer(plain)])
    # places as sums of lengths cost half of asking a match for each
    pieces = plain.encode().translate(_BLANKED).decode().split(" ")
    starts = map(add, chain((0,), accumulate(map(len, pieces))), count())
    return tuple(compress(zip(pieces, starts, strict=False), pieces))


def low_words(plain: str) -> set[str]:
    """Give the words of a text of ASCII in small letters, each once."""
    return set(plain.lower().encode().translate(_BLANKED).decode().split())


_BLANKED = bytes(code if chr(code).isalnum() or chr(code) == "_" else 32 for code in range(128)) + bytes(128)
"""Leaves of a text of ASCII what belongs to words."""


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")


_SHAPES: list[Callable[[str], bool]] = []
"""What tells whether a word may open a shape, one for each of the `Openers`."""


class _Opened(dict[str, tuple[int, ...]]):
    """The shapes that may begin with a word as written; what was found of a word is remembered, for letters repeat their words."""

    def __missing__(self, word: str) -> tuple[int, ...]:
        """Find out about a word that comes by for the first time."""
        opened = tuple([shape for shape, may_open in enumerate(_SHAPES) if may_open(word)])
        if len(self) < _WORDS_REMEMBERED:
            self[word] = opened
        return opened


_OPENED = _Opened()


class Openers:
    """Where in a text a shape may begin; the words of a text are gone through once for all shapes, and most open none of them."""

    __slots__ = ("_shape",)

    def __init__(self, may_open: Callable[[str], bool]) -> None:
        """Take what tells whether the shape may begin with a word as written."""
        self._shape = len(_SHAPES)
        _SHAPES.append(may_open)
        _OPENED.clear()
        _recently_opened.cache_clear()

    def places(self, plain: str) -> tuple[int, ...]:
        """Give where in a text a word stands that may open the shape."""
        opened = _recently_opened(plain) if len(plain) < _WORTH_KEEPING else _opened_in(plain)
        return opened.get(self._shape, ())


@lru_cache(maxsize=64)
def _recently_opened(plain: str) -> dict[int, tuple[int, ...]]:
    return _opened_in(plain)


def _opened_in(plain: str) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for word, start in words_at(plain):
        for shape in _OPENED[word]:
            found.setdefault(shape, []).append(start)
    return {shape: tuple(places) for shape, places in found.items()}
