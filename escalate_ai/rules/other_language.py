"""A text in another language than English. In: a report and the text it is on. Out: the report, honest about what could not be checked.

The rules read English. On a text in another language most would be silent, and silence would look like praise; others would take its
words for something else. What stays is what no language touches: identifiers, blanks to be filled in, instructions to a tool, and runs
shared with other letters. Every other rule is listed as skipped, a remark says why, and the text does not pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.findings import Report
from escalate_ai.rules.catalogue import CATALOGUE
from escalate_ai.rules.reading import PlanReading
from escalate_ai.terms import Target
from escalate_ai.text.language import Language, foreign_language

if TYPE_CHECKING:
    from escalate_ai.case.facts import PlanOfAction
    from escalate_ai.policy import Policy

ANY_LANGUAGE = frozenset({"FM109", "FM115", "FM116", "GR401"})
"""Rules that speak of a text in any language."""
_CALLED = {Target.LETTER: "letter", Target.PLAN: "plan"}


def with_language(report: Report, text: str, target: Target) -> Report:
    """Give a report on a letter or plan as it is where the text is English; else with its remark, and without what was misread.

    Where only some paragraphs are in another language, every finding stays: it is about the English ones.
    """
    language = foreign_language(text)
    if language is None:
        return report
    if not language.whole:
        return report.remarked(_in_part(language, target))
    unread = {rule.code for rule in CATALOGUE if target in rule.targets and rule.code not in ANY_LANGUAGE}
    kept = Report.of(
        (found for found in report.findings if found.rule not in unread),
        (allowed for allowed in report.allowed if allowed.rule not in unread),
        {*report.skipped, *unread},
    )
    return kept.remarked(_whole(language, target))


def plan_words(plan: PlanOfAction, policy: Policy) -> str:
    """Give what a plan says in one text, typed or as it was read."""
    return plan.text or PlanReading(plan, None, policy, None).whole


def case_with_language(report: Report, plan: PlanOfAction | None, policy: Policy) -> Report:
    """Give a report on a case with a remark where its plan is in another language: findings on such a plan are not to be relied on."""
    language = foreign_language(plan_words(plan, policy)) if plan else None
    if language is None:
        return report
    which = "plan" if language.whole else "part of the plan"
    said = f"The {which} seems to be in {language.name}. The rules read English"
    return report.remarked(f"{said}: what they found in it, or did not find, is not to be relied on.")


def _whole(language: Language, target: Target) -> str:
    what = _CALLED.get(target, "text")
    return (
        f"The {what} seems to be in {language.name}. The rules read English, so its tone, content, form and facts have not been checked; "
        f"only identifiers and blanks have. Write it in English, or have somebody check it who reads {_read(language)}."
    )


def _in_part(language: Language, target: Target) -> str:
    return (
        f"Part of the {_CALLED.get(target, 'text')} seems to be in {language.name}. The rules read English, and that part has not been "
        f"checked. Write it in English, or have somebody check it who reads {_read(language)}."
    )


def _read(language: Language) -> str:
    return "it" if language.code == "other" or "," in language.name else language.name
