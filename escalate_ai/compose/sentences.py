"""One sentence of a letter in the making. In: its candidates, worded as they are needed. Out: the one in use. Knows no case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

TRIED = 20
"""Candidates that are worded while a length is sought."""
SENTENCE = 26
"""Words of a sentence that is read without going back, with two kept free, since a name is counted as one word here."""


_STOP = re.compile(r"\. (?=[A-Z])")


class Sentences:
    """The candidates of one sentence, worded as they are needed, and which of them is in use."""

    def __init__(
        self, name: str, options: Iterable[str], length: Callable[[str], int], *, optional: bool = False, tried: int = TRIED
    ) -> None:
        self.name = name
        self.optional = self.left_out = optional
        self.at = 0
        self._length = length
        self._tried = tried
        self._waiting = iter(options)
        self._worded: list[str] = []
        self.at = next((place for place in range(tried) if self._fits(place)), None) or self._shortest()

    def option(self, place: int) -> str | None:
        """Give one candidate; None behind the last."""
        while len(self._worded) <= place:
            text = next(self._waiting, None)
            if text is None:
                return None
            self._worded.append(text)
        return self._worded[place]

    def _over(self, text: str) -> int:
        return max(0, max(self._length(part) for part in _STOP.split(text)) - SENTENCE)

    def _fits(self, place: int) -> bool:
        text = self.option(place)
        return text is not None and not self._over(text)

    def _shortest(self) -> int:
        return min(range(len(self._worded)), key=lambda place: self._over(self._worded[place]), default=0)

    @property
    def text(self) -> str:
        """The candidate in use; nothing while the sentence is left out."""
        return "" if self.left_out else self.option(self.at) or ""

    def next(self) -> bool:
        """Take the next candidate; False where there is none."""
        if self.option(self.at + 1) is None:
            return False
        self.at += 1
        return True

    def shorten(self, by: int) -> int:
        """Take the first candidate that saves so many words, else the shortest of those tried; give how many it saves."""
        now, best = self._length(self.text), (0, self.at)
        for place in range(self._tried):
            text = self.option(place)
            if text is None or self.left_out:
                break
            saved = now - self._length(text)
            best = max(best, (saved, place), key=lambda pair: pair[0])
            if saved >= by:
                break
        self.at = best[1]
        return best[0]
