"""All that a case says in words, for rules that ask whether it speaks of something at all. In: a ledger. Out: texts. Judges nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from escalate_ai.papers import paper_titles

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.ledger import Ledger


def _kinds_of(case: Case) -> str:
    """Give as words what a case says by values: which papers, what enforcement, who signs, whether there were calls."""
    values = [document.kind.value for document in case.evidence]
    if case.enforcement:
        values += [kind.value for kind in (case.enforcement.kind, *case.enforcement.also)]
    if case.seller.contact.role:
        values.append(case.seller.contact.role)
    if case.calls:
        values.append("call telephone agent")
    return " ".join(values).replace("_", " ")


def texts_of(ledger: Ledger) -> tuple[str, ...]:
    """Give every text of the case, every name, and in words what it says by values."""
    return (_kinds_of(ledger.case), *(told.text for told in ledger.texts.told), *(named.name for named in ledger.names))


@lru_cache(maxsize=16)
def papers_of(ledger: Ledger) -> tuple[str, ...]:
    """Give the titles of plan, report, grounds and list of listings as they are enclosed, revised or not; once for a case."""
    both = (paper_titles(ledger.case, ledger.policy, plan_changed=changed) for changed in (False, True))
    return tuple(dict.fromkeys(title for titles in both for title in titles))


@lru_cache(maxsize=16)
def titles_of(ledger: Ledger) -> tuple[str, ...]:
    """Give the titles of the case's documents and of those papers."""
    return (*(document.title for document in ledger.case.evidence), *papers_of(ledger))
