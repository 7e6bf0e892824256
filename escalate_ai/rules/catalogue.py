"""Every rule there is. In: the families' rules. Out: `CATALOGUE`, by family and code, and `rule_of`. Runs nothing."""

from __future__ import annotations

from escalate_ai.errors import InputError
from escalate_ai.nearest import nearest
from escalate_ai.rules.altered import ALTERED
from escalate_ai.rules.content_highlights import HIGHLIGHTS
from escalate_ai.rules.content_history import HISTORY
from escalate_ai.rules.content_request import REQUEST
from escalate_ai.rules.form import FORM
from escalate_ai.rules.form_words import WORDS
from escalate_ai.rules.grounding import GROUNDING
from escalate_ai.rules.grounding_names import NAMES
from escalate_ai.rules.history_facts import HISTORY_FACTS
from escalate_ai.rules.not_a_plan import NOT_A_PLAN
from escalate_ai.rules.plan import PLAN
from escalate_ai.rules.plan_facts import PLAN_FACTS
from escalate_ai.rules.plan_items import PLAN_ITEMS
from escalate_ai.rules.readiness import READINESS
from escalate_ai.rules.rule import Rule
from escalate_ai.rules.story import STORY
from escalate_ai.rules.submission import SUBMISSION_RULES
from escalate_ai.rules.tone import TONE

CATALOGUE: tuple[Rule, ...] = (
    *FORM,
    *sorted((*WORDS, *NOT_A_PLAN), key=lambda rule: rule.code),
    *TONE,
    *sorted((*REQUEST, *HISTORY, *HISTORY_FACTS, *HIGHLIGHTS), key=lambda rule: rule.code),
    *sorted((*PLAN, *PLAN_ITEMS, *PLAN_FACTS), key=lambda rule: rule.code),
    *GROUNDING,
    *NAMES,
    *ALTERED,
    *READINESS,
    *STORY,
    *SUBMISSION_RULES,
)


_LIKE_DIGITS = str.maketrans("oilsb", "01158")
"""Letters that are typed for the digits of a code."""


def rule_of(code: str) -> Rule:
    """Give the rule with this code, or with this name, whatever the case of its letters.

    Raises:
        InputError: No rule has it; the message names the nearest one that exists.

    """
    wanted = code.strip().lower()
    for rule in CATALOGUE:
        if wanted in {rule.code.lower(), rule.name}:
            return rule
    read = wanted[:2] + wanted[2:].translate(_LIKE_DIGITS)
    if read != wanted and any(rule.code.lower() == read for rule in CATALOGUE):
        raise InputError(f"there is no rule '{code}'; did you mean '{read.upper()}'?")
    close = nearest(code, [name for rule in CATALOGUE for name in (rule.code, rule.name)])
    raise InputError(f"there is no rule '{code}'{close if 'did you mean' in close else '; `escalate-ai rules` lists them all'}")
