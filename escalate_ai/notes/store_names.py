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
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_][\w&.'\u2019-]*+")


def other_spellings(name: str, text: str, known: tuple[str, ...]) -> Iterator[str]:
    """Give the places where a text spells the name otherwise: run together, cut apart, a letter off. Capitals make no difference."""
    wanted = _letters(name)
    if len(wanted) < _SHORTEST:
        return
    right = {" ".join(other.casefold().split()) for other in known}
    words = list(_word().finditer(text))
    longest = len(name.split()) + 1
    past = -1
    for place, first in enumerate(words):
        if first.start() < past or not first[0][0].isupper() or first[0][0].casefold() != wanted[0]:
            continue
        for count in range(longest, 0, -1):
            last = words[min(place + count, len(words)) - 1]
            spelling = text[first.start() : last.end()].rstrip(".'\u2019-")
            if not _ENDS.isdisjoint(spelling):
                continue
            if " ".join(spelling.casefold().split()) in right:
                past = last.end()
                break
            if _is_spelling(_letters(spelling), wanted):
                past = last.end()
                yield spelling
                break


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _is_spelling(given: str, wanted: str) -> bool:
    if abs(len(given) - len(wanted)) > 2:  # noqa: PLR2004  two letters dropped or added
        return False
    return given == wanted or SequenceMatcher(None, given, wanted, autojunk=False).ratio() >= _ALIKE
