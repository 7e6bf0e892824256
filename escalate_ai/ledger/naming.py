"""Names the case holds. In: its typed names, its texts, a name of a letter. Out: the path it comes from, or what the case has instead.

A name is held whole or in part, with or without its legal form, in any case of letters: "Ms Orlov" and "Dana" by "Dana Orlov",
"Northwind" by "Northwind Trading LLC", "Calder" by "Calder & Hume".
A single word of a text holds only a name that is written with a capital there.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from escalate_ai.text.folding import fold
from escalate_ai.text.name_words import name_words
from escalate_ai.text.names import Name, NameKind, find_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalate_ai.ledger.fields import Named, Told

_TITLE = 0.6
"""Share of a quoted title's words that make it a document of the case."""
_MOST = 200
"""Names for which the nearest is looked for; who names more has other troubles."""
_CLOSE = 0.62
_CLOSE_WORD = 0.8
_TELLING = 4
"""Letters from which a word of a title tells something."""


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@cache
def _dotted() -> re.Pattern[str]:
    return re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")


def named_words(text: str) -> tuple[str, ...]:
    """Give the words of a text as names are compared: small, without accents, possessives, points and hyphens."""
    return _recent_words(text) if len(text) < _WORTH_KEEPING else _words_in(text)


_WORTH_KEEPING = 500
"""Characters up to which a text's words are kept for the next reader: names of the case are held against every letter."""


@lru_cache(maxsize=2048)
def _recent_words(text: str) -> tuple[str, ...]:
    return _words_in(text)


def _words_in(text: str) -> tuple[str, ...]:
    plain = fold(text).text.casefold()
    if not plain.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return tuple(word.removesuffix("'s") for word in _word().findall(_dotted().sub("", plain)))


def _line(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "


class Names:
    """The names of a case, looked up by their words."""

    def __init__(self, typed: Sequence[Named], told: Sequence[Told], papers: Sequence[tuple[str, str]]) -> None:
        """Take the names.

        Args:
            typed: Names and titles of the case's fields, and what else rightly appears.
            told: Its texts.
            papers: Names of files, each with its path.

        """
        self._typed = typed
        self._told = told
        self._near: dict[tuple[bool, tuple[str, ...]], str | None] = {}
        self._files = {_line(named_words(name)): path for name, path in papers}

    @cached_property
    def _fields(self) -> dict[str, str]:
        """Typed names as lines of words, each with its path."""
        found: dict[str, str] = {}
        for named in sorted(self._typed, key=lambda named: named.is_document):
            found.setdefault(_line(named_words(named.name)), named.path)
        return found

    @cached_property
    def _texts(self) -> tuple[tuple[str, str], ...]:
        """The texts as lines of words, each with its path."""
        return tuple((_line(named_words(one.text)), one.path) for one in self._told)

    @cached_property
    def _capitals(self) -> dict[str, str]:
        """Each word that a text writes with a capital, with its path."""
        found: dict[str, str] = {}
        for one in self._told:
            for word in _word().findall(fold(one.text).text):
                if not word.islower():
                    for part in named_words(word):
                        found.setdefault(part, one.path)
        return found

    def source(self, name: Name) -> str | None:
        """Give the path a name comes from; None where the case does not hold it."""
        words = [word for part in name.words for word in named_words(part)]
        if name.kind is NameKind.DOCUMENT:
            return self._document(words)
        if name.kind is NameKind.PRODUCT:
            return self._held(words) or self._held(["".join(words)]) or self._held(_apart("".join(words)))
        held = self._held([word for word in words if len(word) > 1] or words)
        # the small words of a name, "Juiz de Fora", are left out of its words
        return held or (self._held(list(whole)) if len(whole := named_words(name.text)) > len(words) > 1 else None)

    def _held(self, words: list[str]) -> str | None:
        line = _line(words)
        path = next((path for held, path in self._fields.items() if line in held), None)
        if path or not words:
            return path
        if len(words) == 1:
            single = words[0]
            return self._capitals.get(single) or (self._capitals.get(single[:-1]) if single.endswith("s") else None)
        return next((path for held, path in self._texts if line in held), None) or self._shortened(words)

    def _shortened(self, words: list[str]) -> str | None:
        """Find a typed name that begins alike and has the other words in their order: "Northwind Goods" of "Northwind Home Goods"."""
        for held, path in self._fields.items():
            rest = iter(held.split())
            if held.startswith(f" {words[0]} ") and all(word in rest for word in words):
                return path
        return None

    def _document(self, words: list[str]) -> str | None:
        line = _line(words)
        for held, path in (*self._files.items(), *self._fields.items(), *self._texts):
            if line in held:
                return path
        telling = {word for word in words if len(word) >= _TELLING}
        for named in self._typed:
            if named.is_document and telling and len(telling & set(named_words(named.name))) >= _TITLE * len(telling):
                return named.path
        return None

    def nearest(self, name: Name) -> str | None:
        """Say what the case has instead of a name it does not hold: "the case has Dana Orlov (poa.text)"; None where nothing is near."""
        key = (name.kind is NameKind.DOCUMENT, name.words)
        if key not in self._near:
            self._near[key] = self._nearest(name) if len(self._near) < _MOST else None
        return self._near[key]

    def _nearest(self, name: Name) -> str | None:
        known = self._known_documents if name.kind is NameKind.DOCUMENT else self._known
        wanted = " ".join(word for part in name.words for word in named_words(part))
        close = get_close_matches(wanted, known, n=1, cutoff=_CLOSE) or self._alike(wanted, known)
        if not close:
            return None
        said, path = known[close[0]]
        return f"the case has {said} ({path})"

    @staticmethod
    def _alike(wanted: str, known: dict[str, tuple[str, str]]) -> list[str]:
        """Give the names that share a telling word with one, or have one nearly like it."""
        lists = name_words()
        own = [word for word in wanted.split() if word not in lists.tails and word not in lists.generic and len(word) >= _TELLING]
        words = {word for line in known for word in line.split()}
        near = {match for word in own for match in get_close_matches(word, words, n=1, cutoff=_CLOSE_WORD)}
        return [line for line in known if not near.isdisjoint(line.split())]

    @cached_property
    def _known(self) -> dict[str, tuple[str, str]]:
        """Every name of the case by its words, as it is written and with its path."""
        found: dict[str, tuple[str, str]] = {}
        for named in self._typed:
            if not named.is_document and not named.path.startswith("policy."):
                found.setdefault(" ".join(named_words(named.name)), (named.name, named.path))
        for one in self._told:
            for name in find_names(one.text):
                if name.kind is not NameKind.DOCUMENT:
                    found.setdefault(" ".join(name.words), (name.text, one.path))
        return found

    @cached_property
    def _known_documents(self) -> dict[str, tuple[str, str]]:
        return {" ".join(named_words(named.name)): (named.name, named.path) for named in self._typed if named.is_document}


def _apart(word: str) -> list[str]:
    """Give the letters and the digits of a model."""
    letters = word.rstrip("abcdefghijklmnopqrstuvwxyz").rstrip("0123456789")
    return [letters, word[len(letters) :]]


def is_whole(low: str, start: int, end: int) -> bool:
    """Say whether no letter or digit stands before a place or behind it."""
    return not (start and low[start - 1].isalnum()) and not low[end : end + 1].isalnum()


def is_named(words: str, name: str) -> bool:
    """Say whether words are a name and no common words: "Owner" is the contact's role, "the owner" anybody."""
    return not name[:1].isupper() or words[:1].isupper() or any(char.isdigit() for char in name)
