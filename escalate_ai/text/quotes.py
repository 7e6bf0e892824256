"""Where the words of a quotation stand in a text. In: a text, and words somebody says stand there. Out: their place. Touches nothing.

White space and typography apart, a quotation is verbatim or it is none: no word is skipped, changed, or found in the middle of another.
"""

from __future__ import annotations

from escalate_ai.text.folding import Span, fold

SHORTEST = 2
"""Characters of a quotation: one letter stands everywhere."""


class Quotable:
    """A text that quotations are looked for in, made plain once."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        self._plain, self._places = _squeezed(self._folded.text)

    def places(self, quote: str) -> tuple[Span, ...]:
        """Give every place of these words, [start, end) in the text, in order; nothing where they do not stand there.

        White space and quotation marks around the quotation itself are not part of it.
        """
        words = _squeezed(fold(quote).text)[0].strip(" \"'")
        if len(words) < SHORTEST:
            return ()
        found: list[Span] = []
        start = self._plain.find(words)
        while start >= 0:
            end = start + len(words)
            if self._apart(start) and self._apart(end):
                found.append(self._folded.span(self._places[start], self._places[end - 1] + 1))
            start = self._plain.find(words, end)
        return tuple(found)

    def _apart(self, place: int) -> bool:
        """Tell whether no word goes on over this place: 12 does not stand in 1,212, nor 2026 in 2026-08-14's middle."""
        before, after = self._plain[place - 1 : place] if place else "", self._plain[place : place + 1]
        if before.isalnum() and after.isalnum():
            return False
        return not _joins_digits(self._plain, place)


def _joins_digits(plain: str, place: int) -> bool:
    """Tell whether a mark inside a number stands on one side of the place, with digits around it."""
    for mark in (place - 1, place):
        if 0 < mark < len(plain) - 1 and plain[mark] in ".,-/:" and plain[mark - 1].isdigit() and plain[mark + 1].isdigit():
            return True
    return False


def _squeezed(text: str) -> tuple[str, list[int]]:
    """Give a text with each run of white space as one space, and where each of its characters stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if not letter.isspace():
            letters.append(letter)
        elif letters and letters[-1] != " ":
            letters.append(" ")
        else:
            continue
        places.append(place)
    return "".join(letters), places
