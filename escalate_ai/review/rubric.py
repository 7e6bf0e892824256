"""What a model is asked to look for. In: what is reviewed. Out: the rules that words can break by their meaning, and a line for each.

The lines are the rules' own guidance and reason: the first prompt, the linter and the reviewer say one thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.rules.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Collection

    from escalate_ai.case.case import Case
    from escalate_ai.prompt_facts import Variable
    from escalate_ai.rules.rule import Rule
    from escalate_ai.terms import Rung

JUDGED = ("FM115", "CT203", "CT211", "CT218", "PL104", "PL107", "PL112", "PL113", "PL115", "PL117", "PL119")
"""Beside the whole family TN. Words must commit the offence: what is missing cannot be quoted, and facts and counts are for code."""


def rubric(*, is_plan: bool, case: Case | None, rung: Rung | None, silenced: Collection[str] = ()) -> tuple[Rule, ...]:
    """Give the rules to review by, in the catalogue's order.

    Args:
        is_plan: A plan is reviewed; else a letter.
        case: What it belongs to, where that is known: it decides which rules speak.
        rung: The rung of the letter.
        silenced: Codes that nobody wants to hear of.

    """
    request = (case.request.kind, case.stance, case.asks) if case else (None, None, None)
    return tuple(
        rule
        for rule in CATALOGUE
        if (rule.code.startswith("TN") or rule.code in JUDGED)
        and (rule.plan if is_plan else rule.letter) is not None
        and rule.code not in silenced
        and rule.applies.speaks(None if is_plan else rung, *request)
    )


def lines_of(rules: tuple[Rule, ...]) -> list[Variable]:
    """Give each rule as the template takes it."""
    return [{"code": rule.code, "offence": rule.name.replace("-", " "), "guidance": rule.guidance, "why": rule.why} for rule in rules]
