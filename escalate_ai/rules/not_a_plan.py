"""FM114: a text that is something else than a plan. In: nothing. Out: `NOT_A_PLAN`, one rule with its judged function.

What a text is, is told by how many different things it says that only such a text says, and by what it lacks (`planread/sorting`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from escalate_ai.planread import sort_of
from escalate_ai.rules.rule import Example, Hit, Rule
from escalate_ai.terms import Severity, Stance, Target
from escalate_ai.text.sorts import Sort

if TYPE_CHECKING:
    from escalate_ai.rules.reading import PlanReading

_NAMES = {
    Sort.TEMPLATE: ("a template left blank", "Fill it in with what was done in this case, or write the plan anew."),
    Sort.NOTICE: ("Amazon's notice or reply", "Put the seller's own plan here; the notice belongs under `enforcement.notice`."),
    Sort.COMPLAINT: ("a customer's complaint", "Put the seller's own plan here."),
    Sort.DENIAL: ("a denial", "Own the cause and say what was done, or dispute it on documents (`stance: dispute_in_error`)."),
}
"""What each sort is called, and what to do."""


def not_a_plan(reading: PlanReading) -> Iterator[Hit]:
    """Say what a text is that is no plan: a template left blank, a notice, a complaint, a denial."""
    if reading.text is None:
        return
    sort = sort_of(reading.text, reading.plan)
    is_disputed = reading.case is not None and reading.case.stance is Stance.DISPUTE_IN_ERROR
    if sort is not None and not (sort is Sort.DENIAL and is_disputed):
        name, suggestion = _NAMES[sort]
        yield _hit(name, suggestion)


def _hit(name: str, suggestion: str) -> Hit:
    return Hit("text", None, f"This text is {name} and no Plan of Action.", suggestion)


def _text(words: str) -> Example:
    return Example("plan", words, target=Target.PLAN)


NOT_A_PLAN: tuple[Rule, ...] = (
    Rule(
        code="FM114",
        name="not-a-plan",
        severities=(Severity.ERROR,),
        targets=(Target.PLAN,),
        guidance="Enclose the seller's own plan and nothing that merely stands in its place.",
        why="Whoever opens the enclosure and finds a notice, a complaint or a blank form answers with the form denial.",
        source="What other things are sellers doing wrong; house page DOMAIN, what a consultant checks, 1",
        repair="Put the plan in place of this text.",
        bad=(
            _text(
                "Hello,\n\nYour Amazon seller account has been deactivated. We received complaints about your items. To reactivate your "
                "account, please submit a plan that explains:\n- The root cause of the complaints\n- The actions you have taken\n- The "
                "steps you have taken to prevent them\n\nSeller Performance Team"
            ),
            _text(
                "I ordered this lamp in May and it arrived broken. Worst seller ever, I want my money back and will never buy from here "
                "again."
            ),
            _text(
                "Plan of Action for [Store Name]\n\nRoot cause\n- The issue was caused by [root cause].\n\nCorrective actions\n- On [date] "
                "we [action].\n\nPreventive measures\n- Since [date] we [measure]."
            ),
            _text("We did nothing wrong. All our products are genuine and the complaints are false. Please reinstate us."),
        ),
        good=(
            Example(target=Target.PLAN),
            _text(
                "Root causes\n- Our packers did not read the notice that your team sent in May.\n\nCorrective actions\n- On July 9, 2026 "
                "we refunded 9 buyers whose order arrived broken.\n\nPreventive measures\n- Since July 13, 2026 each lamp is tested."
            ),
        ),
        plan=not_a_plan,
    ),
)
