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

_SURELY = 3
"""How many times as much has to be told of one matter as of any other."""
_TWICE = 2
"""What has to be told of one matter, more than of any other, where a company stands twice and another one of it is left out."""


class _Matter(NamedTuple):
    """One cause, measure, ground or other text of a case: what is told of it alone, and the companies it names."""

    ties: frozenset[Hashable]
    named: frozenset[str]
    told: tuple[dict[str, int], ...]
    """How often each text of it names each company."""


@lru_cache(maxsize=16)
def _matters(ledger: Ledger) -> tuple[_Matter, ...]:
    companies, papers, typed = companies_of(ledger), papers_of(ledger.case), typed_days(ledger.case)
    told: list[_Matter] = []
    for group, texts in groups_of(ledger).items():
        every = (*texts, *papers.get(group, ()))
        ties = set(typed.get(group, ()))
        for text in every:
            ties |= ties_of(unnamed(text, companies), find_mentions(text, ledger.order, ledger.currency))
        counted = tuple({one.name: often for one in companies if (often := len(list(one.mentions(text))))} for text in every)
        ties |= {_paper(title) for title in papers.get(group, ())}
        told.append(_Matter(frozenset(ties), frozenset(name for names in counted for name in names), counted))
    times = Counter(tie for matter in told for tie in matter.ties)
    return tuple(matter._replace(ties=frozenset(tie for tie in matter.ties if times[tie] == 1)) for matter in told)


def cited(ledger: Ledger, text: str) -> frozenset[Hashable]:
    """Give what ties a stretch to a matter by the documents it cites, each by its title up to the first comma."""
    return frozenset(_paper(document.title) for document in ledger.case.evidence if _head(document.title) in text)


def _paper(title: str) -> Hashable:
    return ("document", title)


def _head(title: str) -> str:
    return title.partition(",")[0]


def elsewhere(ledger: Ledger, said: AbstractSet[Hashable], name: str, least: int) -> frozenset[str]:
    """Give the companies of the one matter that a stretch surely tells of, where it does not name a company; none where it may tell of two.

    `least` is the weight of what is told of that matter alone, a number or a day as much as two words.
    """
    matter = _the_one(ledger, said, least, _SURELY)
    return matter.named if matter is not None and name not in matter.named else frozenset()


def left_out(ledger: Ledger, said: AbstractSet[Hashable], name: str, times: int) -> frozenset[str]:
    """Give the companies that the matter a stretch tells of has beside one, where no text of it names that one so many times.

    Whoever of them the stretch leaves out mostly stood where the other is named again.
    """
    matter = _the_one(ledger, said, _TWICE, 1)
    if matter is None or not any(name in names for names in matter.told) or any(names.get(name, 0) >= times for names in matter.told):
        return frozenset()
    return frozenset(other for names in matter.told if name in names for other in names if other != name)


def _the_one(ledger: Ledger, said: AbstractSet[Hashable], least: int, margin: int) -> _Matter | None:
    """Give the matter of which a stretch tells at least so much, and more than so many times as much as of any other."""
    ranked = sorted(((weight_of(said & matter.ties), number) for number, matter in enumerate(_matters(ledger))), reverse=True)
    if not ranked or ranked[0][0] < least or (len(ranked) > 1 and ranked[0][0] <= margin * ranked[1][0]):
        return None
    return _matters(ledger)[ranked[0][1]]
