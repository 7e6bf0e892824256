"""Stage 3 of 7: a case on a day -> its rung. In: a case, a day, a policy. Out: `Readiness`, and the `Brief` every later stage is given.

A letter is right on its rung only; this room says which that is, why, and what to do next. Two passes: the plan rules, then the
readiness rules on the case with what they found. Nothing here opens a file. Which attempts count is the word of `history`.

What both passes found of the cases asked about last is kept (`ladder.known`), so that a repair loop, or a batch of letters of one case,
pays for them once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from escalate_ai.brief import Brief
from escalate_ai.case.facts import PlanOfAction
from escalate_ai.case.given import as_case, as_day
from escalate_ai.errors import InputError, Where
from escalate_ai.highlights import choose_highlights
from escalate_ai.history import has_plan_changed, history_of, unmet_request
from escalate_ai.ladder.known import Known
from escalate_ai.ladder.reasons import reasons
from escalate_ai.ladder.rows import Row, Standing, row_of
from escalate_ai.ladder.steps import next_steps
from escalate_ai.ladder.verdict import Override, Readiness, Recipient
from escalate_ai.ledger import Ledger, ledger_of
from escalate_ai.nearest import nearest
from escalate_ai.policy import Policy, default_policy
from escalate_ai.rules.reading import CaseReading
from escalate_ai.rules.running import check_case, check_plan
from escalate_ai.terms import LETTER_RUNGS, Asks, Purpose, Rung, Stance

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.findings import Finding
    from escalate_ai.highlights import Highlight
    from escalate_ai.history import History
    from escalate_ai.policy import RecipientEntry

__all__ = ["Override", "Readiness", "Recipient", "assess", "brief_of", "readiness", "readiness_of"]

_FIRST = {
    Rung.APPEAL: ("RD501", "RD506"),
    Rung.REVISE: ("RD505", "RD504"),
    Rung.WAIT: ("RD502",),
    Rung.EXECUTIVE: ("RD503",),
    Rung.OUTSIDE: ("RD513", "RD507"),
}
"""The findings that speak of a rung and come before the others."""
_CLOSED = (1, 3, 4)
"""Rows from which no choice of a rung leads to a letter: nothing is left to ask, Amazon still has time, nothing that counts was sent."""


def readiness(
    case: Case, as_of: date | None = None, policy: Policy | None = None, rung: Rung | str | None = None, because: str | None = None
) -> Readiness:
    """Say on which rung a case stands, why, whether a letter may be written now, and what to do next.

    The rung stays the advice where another one is chosen; that choice stands in `override`.

    Args:
        case: The case.
        as_of: The day; default today.
        policy: Waits, recipients and limits; default the built-in ones.
        rung: The rung the caller wants to write on: nudge, manager_review or executive.
        because: Why, where that is not the rung advised.

    Raises:
        InputError: The day is before the newest fact, the rung is none a letter is written on, it is chosen against the advice without a
            reason, or it is chosen where counsel comes first.

    """
    return _Survey.of(case, as_of, policy, rung, because).readiness


def assess(
    case: Case,
    as_of: date | None = None,
    policy: Policy | None = None,
    *,
    rung: Rung | str | None = None,
    because: str | None = None,
    others: tuple[str, ...] = (),
) -> tuple[Readiness, Brief]:
    """Give where a case stands together with the brief for its letter; see `readiness` for the arguments.

    `others` are letters of other clients at hand. Raises what `readiness` raises.
    """
    survey = _Survey.of(case, as_of, policy, rung, because)
    return survey.readiness, survey.brief(survey.readiness.letter_rung, others)


def brief_of(
    case: Case, as_of: date | None = None, policy: Policy | None = None, rung: Rung | None = None, others: tuple[str, ...] = ()
) -> Brief:
    """Give the brief of a case on a rung, the advised one by default; nothing is refused, so that letters can be checked on any rung.

    Raises:
        InputError: The day is before the newest fact of the case.

    """
    survey = _Survey.of(case, as_of, policy, None, None)
    return survey.brief(rung or survey.readiness.rung, others)


def readiness_of(standing: Standing, findings: tuple[Finding, ...], rung: Rung | None = None, because: str | None = None) -> Readiness:
    """Give the readiness of a case whose plan and readiness findings are known.

    Args:
        standing: The case on its day.
        findings: What the readiness rules say of it, in any order.
        rung: The rung the caller wants to write on.
        because: Why, where that is not the rung advised.

    Raises:
        InputError: The choice of the rung cannot stand; see `readiness`.

    """
    row = row_of(standing)
    advised = row.rung(standing)
    override = _override(standing, advised, rung, because)
    letter_rung = override.rung if override else advised
    errors = tuple(finding for finding in findings if finding.is_error)
    open_to_letters = row.number not in _CLOSED if override else row.ready
    ready = open_to_letters and not errors
    entry = desk_of(standing.case, standing.history, standing.policy, letter_rung) if open_to_letters else None
    pending = standing.history.pending
    return Readiness(
        rung=advised,
        ready=ready,
        reasons=(*reasons(standing, row), *_objections(row, override, errors)),
        findings=_in_order(findings, advised),
        until=pending.pending_until if pending and advised is Rung.WAIT else None,
        next_steps=next_steps(standing, row, letter_rung, entry, errors),
        override=override,
        recipient=Recipient(name=entry.name, channel=entry.channel, address=entry.address, verified_on=entry.verified_on)
        if entry
        else None,
    )


def desk_of(case: Case, history: History, policy: Policy, rung: Rung) -> RecipientEntry | None:
    """Give whom a letter on a rung goes to; a nudge goes to the desk that holds what it reminds of."""
    asked = next((entry for entry in reversed(history.counting) if not entry.is_nudge), None)
    higher = {Purpose.MANAGER_REVIEW: Rung.MANAGER_REVIEW, Purpose.EXECUTIVE: Rung.EXECUTIVE}
    desk = higher.get(asked.purpose, rung) if asked and rung is Rung.NUDGE else rung
    return policy.recipient(desk, case.request.kind)


def _override(standing: Standing, advised: Rung, rung: Rung | None, because: str | None) -> Override | None:
    if rung is None or rung is advised:
        return None
    if standing.case.legal:
        message = f"the rung '{rung}' cannot be chosen while counsel comes first: the case names a legal matter"
        raise InputError(message, standing.case.where("legal"))
    if not because or not because.strip():
        message = f"the ladder advises '{advised}', not '{rung}'; say why you choose another rung (--because, or because=…)"
        raise InputError(message, Where(key="rung"))
    return Override(rung=rung, because=because.strip())


def _objections(row: Row, override: Override | None, errors: tuple[Finding, ...]) -> list[str]:
    """Say what else keeps the letter from being written, where the row would let it be."""
    chosen = (
        [f"The letter is to be written as '{override.rung}' instead, on the caller's word: {override.because.rstrip('.')}."]
        if override
        else []
    )
    return chosen + [f"Not ready: {finding.message}" for finding in errors if row.ready or override]


def _in_order(findings: tuple[Finding, ...], rung: Rung) -> tuple[Finding, ...]:
    first = _FIRST.get(rung, ())
    gravity = ("error", "warning", "note")

    def key(finding: Finding) -> tuple[int, int, str]:
        place = first.index(finding.rule) if finding.rule in first else len(first)
        return (place, gravity.index(finding.severity), finding.rule)

    return tuple(sorted(findings, key=key))


def _letter_rung(rung: Rung | str | None) -> Rung | None:
    if rung is None:
        return None
    names = [known.value for known in LETTER_RUNGS]
    if str(rung) not in names:
        raise InputError(f"no letter is written on the rung '{rung}'{nearest(str(rung), names)}", Where(key="rung"))
    return Rung(rung)


@dataclass(frozen=True, slots=True)
class _Survey:
    """Both passes over a case: what the ladder and every later stage look at."""

    case: Case
    as_of: date
    policy: Policy
    history: History
    highlights: tuple[Highlight, ...]
    plan_findings: tuple[Finding, ...]
    plan_changed: bool
    ledger: Ledger
    """What the case grounds; the same on every rung."""
    readiness: Readiness
    briefs: dict[Rung, Brief] = field(default_factory=dict[Rung, Brief], repr=False, compare=False)
    """Those already made without other letters at hand."""

    @classmethod
    def of(cls, case: Case, as_of: date | None, policy: Policy | None, rung: Rung | str | None, because: str | None) -> _Survey:
        """Give the survey of a case on a day, anew only where the very same one was not made a little while ago."""
        case, day, asked, limits = as_case(case), as_day(as_of), _letter_rung(rung), policy or default_policy()
        return _surveys.give(case, limits, (day, asked, because), lambda: cls._made(case, day, limits, asked, because))

    @classmethod
    def _made(cls, case: Case, day: date, limits: Policy, asked: Rung | None, because: str | None) -> _Survey:
        history = history_of(case, day, limits)
        changed = has_plan_changed(case, history, limits)
        highlights = choose_highlights(case, limits)
        plan = _plan_findings(case, history, limits, asked or (Rung.NUDGE if history.awaits_nudge else None))
        standing = Standing(case, limits, history, plan, unmet_request(case, history, plan_changed=changed))
        report = check_case(CaseReading(case, limits, day, history, highlights, plan, changed, asked))
        found = tuple(finding for finding in report.findings if finding.rule.startswith("RD"))
        ledger = ledger_of(case, day, limits, history)
        return cls(case, day, limits, history, highlights, plan, changed, ledger, readiness_of(standing, found, asked, because))

    def brief(self, rung: Rung, others: tuple[str, ...]) -> Brief:
        if others:
            return self._brief(rung, others)
        if rung not in self.briefs:
            self.briefs[rung] = self._brief(rung, ())
        return self.briefs[rung]

    def _brief(self, rung: Rung, others: tuple[str, ...]) -> Brief:
        return Brief(
            case=self.case,
            rung=rung,
            as_of=self.as_of,
            policy=self.policy,
            history=self.history,
            ledger=self.ledger,
            highlights=self.highlights,
            recipient=desk_of(self.case, self.history, self.policy, rung),
            # A nudge asks for the plan that already went in, whatever changed before it.
            plan_changed=self.plan_changed and rung is not Rung.NUDGE,
            plan_findings=self.plan_findings,
            others=others,
        )


_surveys: Known[_Survey] = Known()


def _plan_findings(case: Case, history: History, policy: Policy, rung: Rung | None) -> tuple[Finding, ...]:
    """Run the plan rules; where a plan is asked for and there is none, over an empty one."""
    stands_in = case.asks is Asks.DOCUMENTS or (case.stance is Stance.DISPUTE_IN_ERROR and bool(case.grounds))
    if case.is_report or (case.poa is None and stands_in):
        return ()
    plan = case.poa or PlanOfAction()
    return check_plan(plan, plan.text, case, history, policy, rung=rung).findings
