"""The facts that stand in the texts of a case. In: its texts. Out: every mention with its path and the words around it, found in one pass.

Judges nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from escalate_ai.ledger.nouns import lemmas
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import find_mentions

if TYPE_CHECKING:
    from datetime import date

    from escalate_ai.ledger.fields import Told
    from escalate_ai.terms import DateOrder
    from escalate_ai.text.mention import Mention

_PLAN = "poa.text"  # the whole plan: its days do not belong together
_BETWEEN = "\n\n\u00a7\n\n"
"""What stands between two texts that are read in one pass: no sentence, list or noun reaches over it."""


@dataclass(frozen=True, slots=True)
class Held:
    """One fact of a text of the case."""

    mention: Mention
    path: str
    group: str


class Texts:
    """The texts of a case with the facts in them."""

    def __init__(self, told: tuple[Told, ...], order: DateOrder, currency: str) -> None:
        self.told = told
        starts: list[int] = []
        place = 0
        for one in told:
            starts.append(place)
            place += len(one.text) + len(_BETWEEN)
        self.held: list[Held] = []
        for mention in find_mentions(_BETWEEN.join(one.text for one in told), order, currency):
            at = bisect_right(starts, mention.span[0]) - 1
            one, start = told[at], starts[at]
            inside = replace(mention, span=(mention.span[0] - start, mention.span[1] - start))
            self.held.append(Held(inside, one.path, one.group))
        self._words: dict[str, frozenset[str]] = {}
        self.days: dict[str, dict[date, str]] = {}
        """The days of each part of the case, with their paths."""
        for one_held in self.held:
            day = one_held.mention.value.as_date() if isinstance(one_held.mention.value, DatePoint) else None
            if day and one_held.group != _PLAN:
                self.days.setdefault(one_held.group, {}).setdefault(day, one_held.path)

    def words(self, group: str) -> frozenset[str]:
        """Give the words of everything one part of the case tells, in the singular."""
        if group not in self._words:
            self._words[group] = lemmas(" ".join(one.text for one in self.told if one.group == group))
        return self._words[group]

    def telling(self, noun: str, words: frozenset[str]) -> str | None:
        """Give the path of a text in which a noun stands beside one of some words."""
        for one in self.told:
            there = self.words(one.group)
            if noun in there and not there.isdisjoint(words):
                return one.path
        return None


@lru_cache(maxsize=32)
def read_texts(told: tuple[Told, ...], order: DateOrder, currency: str) -> Texts:
    """Give the texts of a case with their facts; texts read lately are not read again."""
    return Texts(told, order, currency)
