"""Goods in the very place where a case has its own: "one keyboard of each delivery" for "one cartridge of each delivery".

In: a ledger, a product that its case does not hold, with its sentence. Out: whether it took the place of the case's. It has to stand beside
a word that the case has beside its goods, on the same side, in a sentence that otherwise tells what the case tells there.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.goods_words import case_goods
from escalate_ai.rules.wording import concepts
from escalate_ai.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalate_ai.ledger import Ledger
    from escalate_ai.rules.goods_words import Goods

_STEPS = 4
"""Words of any kind among which the next telling one stands."""
_SHARED = 2
"""Concepts that the sentence and the text of the case have in common, beside the goods."""
_MOST = 0.5
"""The share of the sentence's concepts they are, at least."""


class _Slot(NamedTuple):
    """Where a case names its goods."""

    before: str
    behind: str
    told: frozenset[str]


def takes_place(ledger: Ledger, text: str, sentence: tuple[int, int], goods: Goods) -> bool:
    """Say whether a product stands where the case has another."""
    slots = _slots(ledger)
    if not slots:
        return False
    before, behind = _beside(text, goods.span, sentence)
    said = concepts(text[slice(*sentence)]) - concepts(" ".join(goods.words))
    for slot in slots:
        if (before and before == slot.before) or (behind and behind == slot.behind):
            common = len(said & slot.told)
            if common >= _SHARED and common >= _MOST * len(said):
                return True
    return False


@lru_cache(maxsize=16)
def _slots(ledger: Ledger) -> tuple[_Slot, ...]:
    goods = case_goods(ledger)
    found: list[_Slot] = []
    groups: dict[str, list[str]] = {}
    for told in ledger.texts.told:
        groups.setdefault(told.group, []).append(told.text)
    for told in ledger.texts.told:
        text = fold(told.text).text
        for match in _word().finditer(text):
            word = match[0].casefold()
            if word in goods or word.removesuffix("s") in goods:
                found.append(_Slot(*_beside(text, match.span(), (0, len(text))), concepts(" ".join(groups[told.group]))))
    return tuple(found)


def _beside(text: str, span: tuple[int, int], sentence: tuple[int, int]) -> tuple[str, str]:
    """Give the nearest telling concept on either side."""
    before = reversed(_word().findall(text, sentence[0], span[0])[-_STEPS:])
    behind = _word().findall(text, span[1], sentence[1])[:_STEPS]
    return _first(before), _first(behind)


def _first(words: Iterable[str]) -> str:
    return next((concept for word in words for concept in concepts(word)), "")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_][\w'-]*")
