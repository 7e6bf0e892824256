"""Facts about cases whose plan file is something else: no part is made of it, and what it is is said."""

from __future__ import annotations

from escalate_ai.case.planfile import no_sellers_words, plan_of
from escalate_ai.terms import DateOrder

TEMPLATE = (
    "Plan of Action for [Store Name]\n\nRoot cause\n- The issue was caused by [root cause].\n\nCorrective actions\n"
    "- On [date] we [action].\n- We removed [number] units.\n\nPreventive measures\n- Since [date] we [measure]."
)
NOTICE = (
    "Hello,\n\nYour Amazon seller account has been deactivated. We received complaints about your items. To reactivate your "
    "account, please submit a plan that explains:\n- The root cause of the complaints\n- The actions you have taken\n- The "
    "steps you have taken to prevent them\n\nSeller Performance Team"
)


def test_a_blank_template_gives_no_parts_and_keeps_its_text() -> None:
    """Blanks under headings are no causes and no measures, and FM114 still sees the text."""
    plan = plan_of(TEMPLATE, DateOrder.MDY)
    assert (plan.root_causes, plan.measures) == ((), ())
    assert plan.text == TEMPLATE


def test_a_plan_keeps_its_parts() -> None:
    """The same headings with something under them are a plan."""
    text = "Root cause\n- Our buyer bought 40 pans without an invoice.\n\nCorrective actions\n- On May 6, 2026 we removed all 40 pans.\n"
    plan = plan_of(text, DateOrder.MDY)
    assert (len(plan.root_causes), len(plan.measures)) == (1, 1)


def test_amazons_message_given_as_the_plan_is_called_that() -> None:
    """Who gives the notice as the plan reads what it is and where it belongs."""
    assert "is Amazon's notice or reply" in no_sellers_words("poa.txt", NOTICE)
    assert "quoted from others" in no_sellers_words("poa.txt", "> We sold 40 pans.\n")
