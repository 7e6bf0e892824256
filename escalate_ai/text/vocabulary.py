"""The words of a text with their places. In: folded text. Out: its words, found once for every reader. Touches nothing.

Phrases, months, numbers and labels all begin with a word, and most words of a letter begin none of them: who looks for them asks for the
words and tries its pattern where one may begin, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

Placed = tuple[str, int]
"""A word as written, and where it stands."""
_WORTH_KEEPING = 10_000
"""Characters up to which a text's words are kept for the next reader."""
_WORDS_REMEMBERED = 20_000


def words_at(plain: str) -> tuple[Placed, ...]:
    """Give the runs of letters, digits and underscores of a text in order."""
    return _recent(plain) if len(plain) < _WORTH_KEEPING else _words_in(plain)


@lru_cache(maxsize=1024)
def _recent(plain: str) -> tuple[Placed, ...]:
    return _words_in(plain)


def _words_in(plain: str) -> tuple[Placed, ...]:
    return tuple([(match[0], match.start()) for match in _word().finditer(plain)])


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")


class Openers(dict[str, bool]):
    """Whether a shape may begin with a word as written; what was found of a word is remembered, for letters repeat their words."""

    def __init__(self, may_open: Callable[[str], bool]) -> None:
        super().__init__()
        self._may_open = may_open

    def __missing__(self, word: str) -> bool:
        """Find out about a word that comes by for the first time."""
        opens = self._may_open(word)
        if len(self) < _WORDS_REMEMBERED:
            self[word] = opens
        return opens

    def places(self, plain: str) -> list[int]:
        """Give where in a text a word stands that may open the shape."""
        return [start for word, start in words_at(plain) if self[word]]
