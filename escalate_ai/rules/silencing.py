"""Which rules a call may silence. In: the codes a caller allows, and what the call checks. Out: nothing, or one error that says what to do.

A rule that the call never runs would be allowed in vain, and the caller would believe it was silenced: that is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from escalate_ai.errors import InputError, Where
from escalate_ai.rules.catalogue import rule_of
from escalate_ai.terms import Target

_INSTEAD = {
    Target.CASE: "it is about readiness, which no allowing changes: write on another rung (--rung with --because), or mend the case",
    Target.PLAN: "it is about plans, and none is checked here",
    Target.SUBMISSION: "it is about the bundle as a whole: supply what it asks for",
    Target.LETTER: "it is about letters, and none is checked here",
}


def refuse_idle(codes: Iterable[str], checked: Collection[Target]) -> None:
    """Refuse codes of rules that do not exist, or that read nothing of what is checked.

    Args:
        codes: What the caller wants to silence.
        checked: What the call runs rules on.

    Raises:
        InputError: One of them has no effect; says what to do instead.

    """
    for code in codes:
        try:
            rule = rule_of(code)
        except InputError as error:
            raise InputError(error.message, Where(key="allow")) from None
        if not set(rule.targets) & set(checked):
            raise InputError(f"{rule.code} cannot be silenced here: {_INSTEAD[rule.targets[0]]}", Where(key="allow"))
