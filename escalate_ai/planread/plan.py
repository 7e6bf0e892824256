"""A plan's text -> PlanOfAction. (being written)"""

from __future__ import annotations

from escalate_ai.case.plan import PlanOfAction


def read_plan(text: str) -> PlanOfAction:
    """Give the typed plan of a text. (being written)"""
    return PlanOfAction(text=text)
