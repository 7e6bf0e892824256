"""What a rule is given to read. In: a sheet, a plan or a case, with the brief. Out: the same with its sentences, words and mentions found once. Judges nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from escalate_ai.text.dates import DateOrder
from escalate_ai.text.mentions import Mention, find_mentions
from escalate_ai.text.words import sentences

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import PlanOfAction
    from escalate_ai.findings import Finding
    from escalate_ai.highlights import Highlight
    from escalate_ai.history import History
    from escalate_ai.letter import Part, Sheet
    from escalate_ai.policy import Policy
    from escalate_ai.terms import Rung


@dataclass(slots=True)
class LetterReading:
    """A letter under the rules. `brief` is None for a letter given without its case."""

    sheet: Sheet
    policy: Policy
    brief: Brief | None
    order: DateOrder
    currency: str
    _mentions: dict[str, tuple[Mention, ...]] = field(default_factory=dict[str, tuple[Mention, ...]])
    _sentences: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict[str, tuple[tuple[int, int], ...]])

    def mentions(self, part: Part) -> tuple[Mention, ...]:
        """Give the dates, identifiers and numbers of a part, found once."""
        if part.text not in self._mentions:
            self._mentions[part.text] = find_mentions(part.text, self.order, self.currency)
        return self._mentions[part.text]

    def sentences(self, part: Part) -> tuple[tuple[int, int], ...]:
        """Give the spans of a part's sentences, found once."""
        if part.text not in self._sentences:
            self._sentences[part.text] = sentences(part.text)
        return self._sentences[part.text]


@dataclass(slots=True)
class PlanReading:
    """A plan under the rules, typed or as a text (then `text` is set, and findings point into it)."""

    plan: PlanOfAction
    text: str | None
    """The seller's own words, where the plan came as a text."""
    policy: Policy
    case: Case | None
    """The case it belongs to; None for a plan checked alone."""
    history: History | None = None


@dataclass(slots=True)
class CaseReading:
    """A case under the readiness rules."""

    case: Case
    policy: Policy
    as_of: date
    history: History
    highlights: tuple[Highlight, ...]
    plan_findings: tuple[Finding, ...]
    plan_changed: bool
    asked_rung: Rung | None
    """The rung the caller asked for, where it did."""
