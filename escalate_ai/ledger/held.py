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
from escalate_ai.text.mentions import MentionKind, find_mentions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from escalate_ai.ledger.fields import Told
    from escalate_ai.terms import DateOrder
    from escalate_ai.text.mention import Mention

_PLAN = "poa.text"  # the whole plan: its days do not belong together
_SMALL = 12
"""Numbers up to which one stands in two texts by chance."""
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
        self._places: list[int] = []
        """Of each of them, which text it stands in."""
        for mention in find_mentions(_BETWEEN.join(one.text for one in told), order, currency):
            at = bisect_right(starts, mention.span[0]) - 1
            one, start = told[at], starts[at]
            inside = replace(mention, span=(mention.span[0] - start, mention.span[1] - start))
            self.held.append(Held(inside, one.path, one.group))
            self._places.append(at)
        self._by_path: dict[str, list[Held]] = {}
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

    def text(self, path: str) -> str:
        """Give the words at a path; none where no text stands there."""
        return next((one.text for one in self.told if one.path == path), "")

    def elided(self, held: Held) -> str | None:
        """Give the noun that a number of a text leaves out, having it before: the lights of "14 lights were gone, 52 of them bought"."""
        if held.mention.unit is not None or held.mention.kind is not MentionKind.COUNT:
            return None
        before = [one.mention.unit for one in self._of_path(held.path) if one.mention.span < held.mention.span]
        return next((unit for unit in reversed(before) if unit), None)

    def with_facts(self) -> Iterator[tuple[Told, list[Mention]]]:
        """Give every text with its facts, which are not read again."""
        # two fields may have one path
        by_place: dict[int, list[Mention]] = {}
        for place, held in zip(self._places, self.held, strict=True):
            by_place.setdefault(place, []).append(held.mention)
        for place, one in enumerate(self.told):
            yield one, by_place.get(place, [])

    def stands_beside(self, held: Held, facts: Iterable[tuple[MentionKind, object, str | None]]) -> bool:
        """Say whether some facts of a sentence stand in the same text of the case: then the sentence surely tells what that text tells."""
        values = {(kind, value) for kind, value, _ in facts if kind is not MentionKind.COUNT or (isinstance(value, int) and value > _SMALL)}
        others = (one for one in self._of_path(held.path) if one is not held)
        return bool(values) and any((one.mention.kind, one.mention.value) in values for one in others)

    def _of_path(self, path: str) -> list[Held]:
        if not self._by_path:
            for one in self.held:
                self._by_path.setdefault(one.path, []).append(one)
        return self._by_path.get(path, [])

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
