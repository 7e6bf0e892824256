"""The papers that go with a letter and are no documents of the case. In: a case. Out: the titles under which the letter encloses them.

One truth for whoever encloses, names, checks or writes them out: the plan, the report or the grounds, and the list of listings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.policy import Policy

PLAN_TITLE = "Plan of Action"
REVISED_PLAN_TITLE = "Plan of Action (revised)"
REPORT_TITLE = "Report with dated grounds"
"""What is enclosed instead of a plan where others are reported."""
GROUNDS_TITLE = "Statement of grounds"
"""What is enclosed instead of a plan where an error is disputed, or documents alone are asked for, and there is no plan."""


def paper_title(case: Case, *, plan_changed: bool) -> str | None:
    """Give the title of the paper the letter stands on: the plan, the report, or the grounds; None where the case has none of them."""
    if case.is_report:
        return REPORT_TITLE
    if case.poa:
        return REVISED_PLAN_TITLE if plan_changed else PLAN_TITLE
    return GROUNDS_TITLE if case.grounds else None


def listings_title(case: Case, policy: Policy) -> str | None:
    """Give the title of the enclosed list of ASINs; None where the letter names each of them."""
    asins = len(case.asins)
    return f"List of the {asins} ASINs" if asins > policy.letter.asins_named_up_to else None


def paper_titles(case: Case, policy: Policy, *, plan_changed: bool) -> tuple[str, ...]:
    """Give every such title, in the order they are enclosed."""
    grounds = GROUNDS_TITLE if case.poa and case.grounds and not case.is_report else None
    titles = (paper_title(case, plan_changed=plan_changed), grounds, listings_title(case, policy))
    return tuple(title for title in titles if title)
