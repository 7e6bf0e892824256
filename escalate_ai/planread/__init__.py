"""A plan as people write it -> the typed plan."""

from escalate_ai.planread.plan import PlanText, read_draft, read_plan, read_plan_with_spans
from escalate_ai.planread.sorting import sort_of, told_parts

__all__ = ["PlanText", "read_draft", "read_plan", "read_plan_with_spans", "sort_of", "told_parts"]
