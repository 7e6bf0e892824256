"""Whether a word stands in a dictionary in small letters. In: one word. Out: yes or no. Reads `data/plain_words.bin` on first use, no more.

A Bloom filter: no word of its list is missed; about one strange word in a hundred is called common. `training/names/plain_words.py` makes
the file.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from importlib.resources import files

from escalate_ai.text.name_words import name_words

_ROUNDS = 6
_SHORTEST = 3


def places_of(word: str, bits: int) -> list[int]:
    """Give the places a word takes in a filter of so many bits."""
    data = word.encode("utf-8")
    first, second = zlib.crc32(data), zlib.adler32(data) * 2 + 1
    return [(first + turn * (second ^ (first >> 7))) % bits for turn in range(_ROUNDS)]


@cache
def _filter() -> bytes:
    return files("escalate_ai").joinpath("data", "plain_words.bin").read_bytes()


def _listed(word: str) -> bool:
    bits = _filter()
    return all(bits[place >> 3] >> (place & 7) & 1 for place in places_of(word, len(bits) * 8))


def _inflected(word: str) -> bool:
    """Tell whether a word or what an ending was put to is listed."""
    if len(word) < _SHORTEST or _listed(word):
        return True
    return any(
        word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and _listed(word[: -len(ending)] + instead)
        for ending, instead in name_words().endings
    )


@lru_cache(maxsize=8192)
def is_plain(word: str) -> bool:
    """Tell whether a word, in any case of letters, is a common one: listed, inflected, or with a beginning put before one."""
    low = word.lower()
    if _inflected(low):
        return True
    return any(
        low.startswith(begin) and len(low) - len(begin) > _SHORTEST and _inflected(low[len(begin) :]) for begin in name_words().beginnings
    )


@lru_cache(maxsize=2048)
def is_compound(word: str) -> bool:
    """Tell whether two common words were written as one ("dropshipping"); so are many names ("Northwind")."""
    low = word.lower()
    return any(_inflected(low[:cut]) and _inflected(low[cut:]) for cut in range(_SHORTEST, len(low) - _SHORTEST + 1))
