"""Where the phrases of many lists may begin in a text. In: the words lists begin with, then folded text. Out: its words by list.

Nearly every word of a letter opens a phrase of one list or of none: who walks a text for each list by itself looks most words up for
nothing. The words of a text are gone through once for all lists that take part. Touches nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from escalate_ai.text.vocabulary import Followed, followed_at

_WORTH_KEEPING = 10_000
"""Characters up to which it is kept where the lists open in a text."""
_WORDS_REMEMBERED = 20_000


class _Joint(dict[str, tuple[int, ...]]):
    """The lists of which a phrase may begin with a word as written; remembered, for a language has few words."""

    def __init__(self) -> None:
        super().__init__()
        self.lists = 0
        self.begun: dict[str, tuple[int, ...]] = {}
        """The lists by the beginning of the words they open with, whatever comes after."""
        self.exact: dict[str, tuple[int, ...]] = {}
        """The lists by the words they open with, in small letters."""
        self.cased: dict[str, tuple[int, ...]] = {}
        """The lists by the words they hold as they are written."""
        self.lengths: tuple[int, ...] = ()

    def __missing__(self, word: str) -> tuple[int, ...]:
        """Find out about a word that comes by for the first time."""
        plain, size = word.lower(), len(word)
        found = {*self.exact.get(plain, ()), *self.cased.get(word, ())}
        for length in self.lengths:
            if length > size and length > len(plain):
                break
            found.update(self.begun.get(plain[:length], ()))
        opened = tuple(sorted(found))
        if len(self) < _WORDS_REMEMBERED:
            self[word] = opened
        return opened


_JOINT = _Joint()


def join(exact: Collection[str], begun: Collection[str], cased: Collection[str]) -> int:
    """Let a list take part, and give its number.

    Args:
        exact: The words it opens with, in small letters.
        begun: The same for words that may have any ending.
        cased: Words that it opens with as they are written only.

    """
    number = _JOINT.lists
    _JOINT.lists += 1
    for table, words in ((_JOINT.exact, exact), (_JOINT.begun, begun), (_JOINT.cased, cased)):
        for word in words:
            table[word] = (*table.get(word, ()), number)
    _JOINT.lengths = tuple(sorted({len(word) for word in _JOINT.begun}))
    _JOINT.clear()
    _lately.cache_clear()
    return number


def opened_in(plain: str, number: int) -> list[Followed]:
    """Give the words of a folded text, in order, with which a phrase of a list may begin, each with what follows it."""
    return (_lately(plain) if len(plain) < _WORTH_KEEPING else _opened(plain)).get(number, [])


@lru_cache(maxsize=64)
def _lately(plain: str) -> dict[int, list[Followed]]:
    return _opened(plain)


def _opened(plain: str) -> dict[int, list[Followed]]:
    found: dict[int, list[Followed]] = {}
    joint = _JOINT
    for placed in followed_at(plain):
        for number in joint[placed[0]]:
            if number in found:
                found[number].append(placed)
            else:
                found[number] = [placed]
    return found
