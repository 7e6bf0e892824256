"""Facts about how the embedded writer tells what was sent and what came back, and that the checks take it so."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from ladder_kit import AS_OF, Data, attempt, case_of

from escalate_ai.brief import Brief
from escalate_ai.compose import composed
from escalate_ai.ladder import brief_of, readiness
from escalate_ai.policy import default_policy
from escalate_ai.terms import Rung

APPEAL = attempt("2026-09-14")
REMINDER = attempt("2026-09-28", purpose="nudge")
REFUSED_REMINDER = attempt("2026-09-28", "generic_denial", "2026-10-05", purpose="nudge")
DAYS = range(3, 13)
"""Days of the notice: each words the letter otherwise."""


def _brief(appeals: Sequence[Data], day: int = 3) -> Brief:
    notice = {"kind": "inauthentic", "level": "account", "notified_on": f"2026-08-{day:02}", "asins": ["B0D7QH3KVX"]}
    return brief_of(case_of(appeals, enforcement=notice), AS_OF, default_policy(), Rung.MANAGER_REVIEW)


def _opening(appeals: Sequence[Data], day: int = 3) -> str:
    letter, report = composed(_brief(appeals, day))
    told = [finding for finding in report.findings if finding.rule in {"CT204", "CT205", "CT206", "CT207", "GR401"}]
    assert not told
    return letter.opening


@pytest.mark.parametrize("day", DAYS)
def test_a_refused_reminder_is_told_with_its_refusal(day: int) -> None:
    """What answers a reminder answers its appeal: both are dated, and nothing is said to be without a reply."""
    opening = _opening([APPEAL, REFUSED_REMINDER], day)
    assert "September 28, 2026" in opening
    assert "October 5, 2026" in opening
    assert "no answer before our reminder" in opening
    assert "no reply has come" not in opening.lower()


@pytest.mark.parametrize("day", DAYS)
def test_a_silent_reminder_is_told_with_its_appeal(day: int) -> None:
    """Where nothing came at all, the reminder stands in the letter too."""
    opening = _opening([APPEAL, REMINDER], day)
    assert "nor to our reminder" in opening
    assert "September 28, 2026" in opening


def test_the_ladder_names_the_answer_to_a_reminder() -> None:
    """The reasons give the reminder, the day of its answer and what it was."""
    reasons = " ".join(readiness(case_of([APPEAL, REFUSED_REMINDER]), AS_OF).reasons)
    assert "the reminder of September 28, 2026 was answered on October 5, 2026 with a denial without a reason" in reasons
