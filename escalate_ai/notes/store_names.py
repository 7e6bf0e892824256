"""Other spellings of a store's name. In: the name, a text, the names that are known. Out: the spellings found. Touches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

_ALIKE = 0.88
"""Letters alone, compared: one or two of them changed, dropped or added in a name of usual length."""
_ENDS = frozenset("\n,;:!?()")
"""No name reaches across one of these."""
_SHORTEST = 6
"""Letters a name must have before another spelling can be told from another name."""


@cache
def _starts(letter: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(letter.upper())}")


def other_spellings(name: str, text: str, known: tuple[str, ...]) -> Iterator[str]:
    """Give the places where a text spells the name otherwise: run together, cut apart, a letter off. Capitals make no difference."""
    wanted = _letters(name)
    if len(wanted) < _SHORTEST:
        return
    right = {" ".join(other.casefold().split()) for other in known}
    longest = len(name.split()) + 1
    reach = max(len(other) for other in (name, *known)) + 2 * longest
    past = 0
    for start in (match.start() for match in _starts(wanted[0]).finditer(text)):
        if start < past:
            continue
        words = text[start : start + reach].split(" ")
        spellings = [" ".join(words[:count]).rstrip(".,;:!?)'\u2019-") for count in range(1, longest + 1)]
        plain = " ".join(text[start : start + reach].casefold().split())
        if any(plain.startswith(other) for other in right):
            continue
        alike = [(_alike(_letters(spelling), wanted), spelling) for spelling in spellings if _ENDS.isdisjoint(spelling)]
        best, spelling = max(alike, default=(0.0, ""))
        if best >= _ALIKE:
            past = start + len(spelling)
            yield spelling


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _alike(given: str, wanted: str) -> float:
    if abs(len(given) - len(wanted)) > 2:  # noqa: PLR2004  two letters dropped or added
        return 0.0
    return SequenceMatcher(None, given, wanted, autojunk=False).ratio()
