"""Patterns that pay no heed to upper and lower case, in texts where they seldom stand. In: a pattern, then texts. Out: its places.

A text of ASCII is looked through in lower case first, where a pattern can be exact and fails several times faster. Judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_NOWHERE: Iterator[re.Match[str]] = iter(())


class AnyCase:
    """A pattern compiled with `re.IGNORECASE`, without parts that are told in one case only.

    `needs` are pieces in small letters of which one stands in all that it finds; none: nobody knows any.
    """

    __slots__ = ("_low", "needs", "pattern")

    def __init__(self, pattern: re.Pattern[str], needs: Collection[str] = ()) -> None:
        self.pattern = pattern
        self.needs = tuple(needs)
        self._low = re.compile(_lowered(pattern.pattern))

    def stands_in(self, text: str) -> bool:
        """Say whether it stands anywhere in a text."""
        if not text.isascii():
            return self.pattern.search(text) is not None
        low = text.lower()
        return not (self.needs and self._lacks(low)) and self._low.search(low) is not None

    def places(self, text: str) -> Iterator[re.Match[str]]:
        """Give where it stands in a text, as the text is written."""
        if not text.isascii():
            return self.pattern.finditer(text)
        low = text.lower()
        return _NOWHERE if self.needs and self._lacks(low) else self._at(text, low)

    def spots(self, text: str) -> Iterator[re.Match[str]]:
        """Give where it stands, for who asks for places and names of groups only: what was found may be in small letters."""
        if not text.isascii():
            return self.pattern.finditer(text)
        low = text.lower()
        return _NOWHERE if self.needs and self._lacks(low) else self._low.finditer(low)

    def _at(self, text: str, low: str) -> Iterator[re.Match[str]]:
        for place in self._low.finditer(low):
            match = self.pattern.match(text, place.start())
            if match:
                yield match

    def _lacks(self, low: str) -> bool:
        """Say whether a text in lower case has none of the pieces."""
        for piece in self.needs:
            if piece in low:
                break
        else:
            return True
        return False


def _lowered(regex: str) -> str:
    """Give a regular expression with its letters small; escapes and the names of groups stay."""
    return re.sub(r"\\.|\(\?P|[A-Z]", lambda match: match[0] if match[0][0] in "\\(" else match[0].lower(), regex)
