"""The text of a case's plan -> its typed parts, or what to say of it. In: texts. Out: `PlanOfAction`, sentences. Opens nothing."""

from __future__ import annotations

from escalate_ai.case.plan import PlanOfAction
from escalate_ai.planread import read_draft, read_plan, sort_of
from escalate_ai.terms import DateOrder
from escalate_ai.text.sorts import NOT_THE_SELLERS, Sort, is_sort


def plan_of(text: str, order: DateOrder) -> PlanOfAction:
    """Give the plan of a text, headed or in prose; no part is made of a text that is something else."""
    headed = read_plan(text, order)
    sort = sort_of(text, headed)
    if sort in NOT_THE_SELLERS:
        return PlanOfAction(text=headed.text)
    return headed if sort or headed.root_causes or headed.measures else read_draft(text, order).plan


def no_parts(name: str) -> str:
    """Say that nothing in a file can be pointed at."""
    return (
        f"no cause and no measure could be read out of '{name}', and other keys point at some; "
        "give headings (root cause, actions taken, prevention) and a list under each"
    )


def no_sellers_words(name: str, whole: str) -> str:
    """Say of a file without a word of the seller's what it is, as FM114 does of texts that have some."""
    if is_sort(whole, Sort.NOTICE):
        return f"'{name}' is Amazon's notice or reply and no Plan of Action: it belongs under `enforcement.notice`; give the plan itself"
    return f"'{name}' holds no words of the seller, all of it is quoted from others; give the plan itself"
