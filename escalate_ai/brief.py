"""Everything a rule, a prompt or the composer may know about one letter. A type only: nothing is fetched or decided here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from escalate_ai.case.case import Case
    from escalate_ai.findings import Finding
    from escalate_ai.highlights import Highlight
    from escalate_ai.history import History
    from escalate_ai.ledger import Ledger
    from escalate_ai.policy import Policy, RecipientEntry
    from escalate_ai.terms import Rung


@dataclass(frozen=True, slots=True)
class Brief:
    """One case on one rung on one day."""

    case: Case
    rung: Rung
    """The rung the letter is written on: the advice, or the caller's override."""
    as_of: date
    policy: Policy
    history: History
    ledger: Ledger
    """What the case grounds, with paths."""
    highlights: tuple[Highlight, ...]
    """The chosen ones, in the order of the letter."""
    recipient: RecipientEntry | None
    plan_changed: bool
    """Whether the plan has materially changed since the last counting reply, so that the *revised* plan is asked to be read."""
    plan_findings: tuple[Finding, ...] = ()
    others: tuple[str, ...] = field(default=(), repr=False)
    """Letters of other clients at hand."""
