"""All that a case says in words, for rules that ask whether it speaks of something at all. In: a brief. Out: texts. Judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.ledger import Ledger


def kinds_of(brief: Brief) -> str:
    """Give as words what the case says by values: which papers, what enforcement, who signs, whether there were calls."""
    case = brief.case
    values = [document.kind.value for document in case.evidence]
    if case.enforcement:
        values += [kind.value for kind in (case.enforcement.kind, *case.enforcement.also)]
    if case.seller.contact.role:
        values.append(case.seller.contact.role)
    if case.calls:
        values.append("call telephone agent")
    return " ".join(values).replace("_", " ")


def texts_of(ledger: Ledger, kinds: str) -> tuple[str, ...]:
    """Give every text of the case, every name, and what `kinds_of` gave."""
    return (kinds, *(told.text for told in ledger.texts.told), *(named.name for named in ledger.names))
