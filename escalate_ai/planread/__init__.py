"""A plan as people write it -> the typed plan."""

from escalate_ai.planread.plan import read_plan

__all__ = ["read_plan"]
