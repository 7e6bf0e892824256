"""Which causes, measures and grounds of a case a stretch of a letter tells of, by what the case says of one of them alone.

In: a ledger with its companies, what ties a stretch to a company. Out: the companies of the one matter it tells of. Reads no letter.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.company_ties import companies_of, groups_of, papers_of, ties_of, typed_days, unnamed, weight_of
from escalate_ai.text.mentions import find_mentions

if TYPE_CHECKING:
    from collections.abc import Hashable
    from collections.abc import Set as AbstractSet

    from escalate_ai.ledger import Ledger

_SURELY = 4
"""How many times as much has to be told of one matter as of any other."""


class _Matter(NamedTuple):
    """One cause, measure, ground or other text of a case: what is told of it alone, and the companies it names."""

    ties: frozenset[Hashable]
    named: frozenset[str]


@lru_cache(maxsize=16)
def _matters(ledger: Ledger) -> tuple[_Matter, ...]:
    companies, papers, typed = companies_of(ledger), papers_of(ledger.case), typed_days(ledger.case)
    told: list[_Matter] = []
    for group, texts in groups_of(ledger).items():
        every = (*texts, *papers.get(group, ()))
        ties = set(typed.get(group, ()))
        for text in every:
            ties |= ties_of(unnamed(text, companies), find_mentions(text, ledger.order, ledger.currency))
        named = frozenset(company.name for company in companies if any(company.stands_in(text) for text in every))
        told.append(_Matter(frozenset(ties), named))
    times = Counter(tie for matter in told for tie in matter.ties)
    return tuple(_Matter(frozenset(tie for tie in matter.ties if times[tie] == 1), matter.named) for matter in told)


def elsewhere(ledger: Ledger, said: AbstractSet[Hashable], name: str, least: int) -> frozenset[str]:
    """Give the companies of the one matter that a stretch surely tells of, where it does not name a company; none where it may tell of two.

    `least` is the weight of what is told of that matter alone, a number or a day as much as two words.
    """
    ranked = sorted(((weight_of(said & matter.ties), matter.named) for matter in _matters(ledger)), key=lambda one: -one[0])
    if not ranked or ranked[0][0] < least or name in ranked[0][1]:
        return frozenset()
    is_one = len(ranked) == 1 or ranked[0][0] > _SURELY * ranked[1][0]
    return ranked[0][1] if is_one else frozenset()
