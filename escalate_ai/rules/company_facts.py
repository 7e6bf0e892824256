"""Which day, sum or identifier a case sets with which of two companies. In: a ledger; a text with its mentions. Out: companies by fact.

Closer than the same breath: "four from X (order 701-1) and two from Y (order 701-2)", "until 31 August X rented it, and since 1 October
we have rented it from Y".
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.company_ties import Company, clause_end, companies_of
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import MentionKind, find_mentions

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from escalate_ai.ledger import Ledger
    from escalate_ai.text.mentions import Mention

    Fact = tuple[MentionKind, Hashable]


class Mark(NamedTuple):
    """A company or a fact where it stands."""

    span: tuple[int, int]
    company: Company | None
    fact: Fact | None


@lru_cache(maxsize=16)
def contrasts_of(ledger: Ledger) -> dict[tuple[Fact, str], Company]:
    """Give the company of each fact that the case sets against one of another company, by the fact and that other company's name."""
    found: dict[tuple[Fact, str], Company] = {}
    owners: dict[Fact, set[str]] = {}
    for told in ledger.texts.told:
        pairs = with_companies(ledger, told.text)
        for mark, fact in pairs:
            if mark.company:
                owners.setdefault(fact, set()).add(mark.company.name)
        for (mark, fact), (other, others) in permutations(pairs, 2):
            if mark.company and other.company and mark.company is not other.company and fact[0] is others[0] and fact != others:
                found[fact, other.company.name] = mark.company
    return {key: company for key, company in found.items() if owners[key[0]] == {company.name}}


@lru_cache(maxsize=64)
def with_companies(ledger: Ledger, text: str) -> tuple[tuple[Mark, Fact], ...]:
    """Give each fact of a text with the place of the company it stands with in its clause; none where that is open."""
    named = [Mark(span, company, None) for company in companies_of(ledger) for span in company.mentions(text)]
    facts = [Mark(one.span, None, fact) for one in find_mentions(text, ledger.order, ledger.currency) if (fact := _fact(one))]
    return tuple(_paired(text, sorted((*named, *facts), key=lambda mark: mark.span)))


def _paired(text: str, marks: Sequence[Mark]) -> Iterator[tuple[Mark, Fact]]:
    last: Mark | None = None
    low = at = 0
    for match in [*clause_end().finditer(text), None]:
        high = match.start() if match else len(text)
        start = at
        while at < len(marks) and marks[at].span[0] < high:
            at += 1
        inside = marks[start:at]
        here = [mark for mark in inside if mark.company]
        # brackets go on with the name before them: "from X (order 701-1)"
        holder = here[0] if len(here) == 1 else last if not here and text[low - 1 : low] == "(" else None
        yield from _in_clause(inside, holder)
        last = here[-1] if here else last
        low = match.end() if match else high


def _in_clause(inside: Sequence[Mark], holder: Mark | None) -> Iterator[tuple[Mark, Fact]]:
    if holder:
        yield from ((holder, mark.fact) for mark in inside if mark.fact)
        return
    here = [mark for mark in inside if mark.company]
    told = [mark.fact for mark in inside if mark.fact]
    takes_turns = all((former.company is None) is not (later.company is None) for former, later in pairwise(inside))
    if takes_turns and len(here) == len(told):
        yield from zip(here, told, strict=True)


def _fact(mention: Mention) -> Fact | None:
    """Give what is seldom told of two companies."""
    value = mention.value
    if isinstance(value, DatePoint):
        return (mention.kind, (value.month, value.day)) if value.day and value.month else None
    return (mention.kind, value) if mention.kind in {MentionKind.IDENTIFIER, MentionKind.MONEY} else None
