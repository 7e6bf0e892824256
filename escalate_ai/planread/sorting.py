"""What a text given as a plan is instead of one. In: the text, and the plan of its headings. Out: a `Sort` or None. Touches nothing."""

from __future__ import annotations

from escalate_ai.case.plan import Cause, Measure, PlanOfAction
from escalate_ai.text.sorts import Sort, is_blank_template, is_complaint, is_sort

_ENOUGH = 1
"""Parts of a plan up to which a text may still be something else."""


def sort_of(text: str, plan: PlanOfAction) -> Sort | None:
    """Give what a text is that is no plan: a template left blank, Amazon's notice, a buyer's complaint, a denial.

    Args:
        text: The seller's own words.
        plan: What its headings and lists gave; prose read by sentences says nothing here, since anything has sentences.

    """
    if not text.strip():
        return None
    if is_blank_template(text):
        return Sort.TEMPLATE
    told = len(told_parts(plan))
    if told > _ENOUGH:
        return None
    if is_sort(text, Sort.NOTICE):
        return Sort.NOTICE
    if is_sort(text, Sort.COMPLAINT) or (not told and is_complaint(text)):
        return Sort.COMPLAINT
    return Sort.DENIAL if not told and is_sort(text, Sort.DENIAL) else None


def told_parts(plan: PlanOfAction) -> list[tuple[Cause, ...] | tuple[Measure, ...]]:
    """Give the parts of a plan that the text has, an item of its own words in each: a form asks for "your" actions."""
    parts = (plan.root_causes, plan.corrective_actions, plan.preventive_measures)
    return [part for part in parts if any("your" not in item.statement.lower().split() for item in part)]
