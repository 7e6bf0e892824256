"""The nine rows of the ladder. In: a `Standing`. Out: the first row that fits. Pure; words nothing: that is `reasons` and `steps`.

Each row's condition is the one DOMAIN states, asked of the standing alone; the order of `ROWS` is the order of that table.
Together they leave no gap: what is neither closed, pending, unmet, silent nor weak has either asked a manager or not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalate_ai.terms import Asks, EnforcementState, Purpose, ReplyCategory, Rung

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.findings import Finding
    from escalate_ai.history import Answer, Entry, History
    from escalate_ai.policy import Policy


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the rows look at: one case on one day."""

    case: Case
    policy: Policy
    history: History
    plan_findings: tuple[Finding, ...]
    unmet: Answer | None
    """The last counting reply, where it asked for something specific that is not met."""

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings on the plan that keep a letter from being written; none where no plan is asked for."""
        if self.case.is_report or self.case.asks is Asks.DOCUMENTS:
            return ()
        return tuple(finding for finding in self.plan_findings if finding.is_error and finding.rule in self.policy.plan.blocking_rules)

    @property
    def manager_requests(self) -> tuple[Entry, ...]:
        """The counting requests to a manager or senior investigator of the deciding team."""
        return self.history.asked(Purpose.MANAGER_REVIEW)

    @property
    def spent_executive(self) -> Entry | None:
        """The executive request that was refused or stayed silent past its nudge; the newest one."""
        asked = reversed(self.history.asked(Purpose.EXECUTIVE))
        return next((entry for entry in asked if self.history.refusal_of(entry) or self.history.is_silent_past_nudge(entry)), None)

    @property
    def state_is_final(self) -> bool:
        """Whether the case says that Amazon has spoken its last word."""
        return self.case.enforcement is not None and self.case.enforcement.state is EnforcementState.FINAL_WORD


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    number: int
    fits: Callable[[Standing], bool]
    rung: Callable[[Standing], Rung]
    ready: bool
    """Whether a letter may be written on it, as far as the row alone can say."""


def is_resolved(standing: Standing) -> bool:
    """Row 1: the last reply of all reinstated."""
    last = standing.history.last_answer
    return last is not None and last.category is ReplyCategory.REINSTATED


def is_outside(standing: Standing) -> bool:
    """Row 2: counsel first, the final word, or no desk left."""
    history = standing.history
    return bool(standing.case.legal) or standing.state_is_final or history.final_word is not None or standing.spent_executive is not None


def is_pending(standing: Standing) -> bool:
    """Row 3: the last counting attempt, or a manager or executive request under review again, still has time."""
    return standing.history.pending is not None


def has_nothing_counting(standing: Standing) -> bool:
    """Row 4: nothing was sent that counts."""
    return not standing.history.counting


def owes_an_answer(standing: Standing) -> bool:
    """Row 5: Amazon asked for something specific, and the case shows nothing new."""
    return standing.unmet is not None


def needs_nudge(standing: Standing) -> bool:
    """Row 6: the last counting attempt is silent and was not a nudge, so none has followed it."""
    return standing.history.awaits_nudge


def has_weak_plan(standing: Standing) -> bool:
    """Row 7: the plan has findings of the blocking rules."""
    return bool(standing.blocking)


def no_manager_asked(standing: Standing) -> bool:
    """Row 8: no manager or senior investigator was asked in this matter."""
    return not standing.manager_requests


def manager_is_spent(standing: Standing) -> bool:
    """Row 9: a manager was asked and refused, or was silent past a nudge or past whatever was sent after it."""
    history = standing.history
    return any(
        history.refusal_of(entry) is not None or (entry.silent and entry is not history.last_counting)
        for entry in standing.manager_requests
    )


def _always(rung: Rung) -> Callable[[Standing], Rung]:
    return lambda _: rung


def _first_step(standing: Standing) -> Rung:
    return Rung.REVISE if standing.blocking else Rung.APPEAL


ROWS = (
    Row(1, is_resolved, _always(Rung.RESOLVED), ready=False),
    Row(2, is_outside, _always(Rung.OUTSIDE), ready=False),
    Row(3, is_pending, _always(Rung.WAIT), ready=False),
    Row(4, has_nothing_counting, _first_step, ready=False),
    Row(5, owes_an_answer, _always(Rung.REVISE), ready=False),
    Row(6, needs_nudge, _always(Rung.NUDGE), ready=True),
    Row(7, has_weak_plan, _always(Rung.REVISE), ready=False),
    Row(8, no_manager_asked, _always(Rung.MANAGER_REVIEW), ready=True),
    Row(9, manager_is_spent, _always(Rung.EXECUTIVE), ready=True),
)
"""In the order in which they are asked; the first that fits wins."""


def row_of(standing: Standing) -> Row:
    """Give the first row that fits."""
    return next(row for row in ROWS if row.fits(standing))
