"""Identifiers of a case. In: those of its fields and texts, its names. Out: the path one comes from, or what the case has instead."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Identifiers:
    """The identifiers of a case, however they are written."""

    def __init__(self, known: Iterable[tuple[str, str]], names: Iterable[tuple[str, str]]) -> None:
        """Take the identifiers and the names, each with its path; a name may hold an identifier."""
        self._paths: dict[str, str] = {}
        for ident, path in known:
            self._paths.setdefault(_bare(ident), path)
        for name, path in names:
            for word in _word().findall(name):
                if any(char.isdigit() for char in word):
                    self._paths.setdefault(_bare(word), path)

    def source(self, ident: str) -> str | None:
        """Give the path an identifier comes from; None where the case does not hold it."""
        return self._paths.get(_bare(ident))

    def nearest(self, ident: str) -> str | None:
        """Say what the case has instead of one that it does not hold; None where nothing is near."""
        close = get_close_matches(_bare(ident), self._paths, n=1, cutoff=0.7)
        return f"the case has {close[0]} ({self._paths[close[0]]})" if close else None


def _bare(ident: str) -> str:
    """Give an identifier without the marks people write or leave out."""
    return "".join(char for char in ident.upper() if char.isalnum())


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[0-9A-Za-z][\w/-]*")
