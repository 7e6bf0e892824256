"""Facts about how the embedded writer tells what was sent and what came back, and that the checks take it so."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from history_kit import reading_of
from ladder_kit import AS_OF, Data, attempt, case_of

from escalate_ai.brief import Brief
from escalate_ai.compose import composed
from escalate_ai.ladder import brief_of, readiness
from escalate_ai.policy import default_policy
from escalate_ai.rules.history_checks import unclear_replies_left_out
from escalate_ai.rules.history_facts import wrong_history
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


@pytest.mark.parametrize("day", DAYS)
def test_a_review_without_a_decision_is_no_silence(day: int) -> None:
    """An acknowledgement is told with its date, and that no decision followed it; nothing is said to be without a reply."""
    opening = _opening([attempt("2026-10-14", "under_review", "2026-10-23")], day)
    assert "October 23, 2026" in opening
    assert "under review, and no decision has followed" in opening
    assert "no reply" not in opening.lower()


@pytest.mark.parametrize("day", DAYS)
def test_a_review_beside_a_denial_and_a_silence_is_told_apart(day: int) -> None:
    """Each submission has its own fate, in one letter."""
    denied = attempt("2026-08-20", "generic_denial", "2026-08-25")
    opening = _opening([denied, attempt("2026-09-14"), attempt("2026-10-14", "under_review", "2026-10-23")], day)
    assert "is under review, and no decision has followed" in opening
    assert opening.count("of our submissions") == 2 or "submission sent on October 14, 2026 is under review" in opening


@pytest.mark.parametrize(
    "told",
    [
        "Amazon wrote on October 23, 2026 that it is under review, and no decision has followed.",
        "Word came on October 23, 2026 that it is under review, and we still await a decision.",
        "On October 23, 2026 it was said to be under review; the case remains unresolved.",
    ],
)
def test_a_review_may_be_told_in_each_honest_way(told: str) -> None:
    """CT205 and CT206 take the review for what it is, by whatever words."""
    found = _brief([attempt("2026-10-14", "under_review", "2026-10-23")])
    reading = reading_of(found, f"We sent our plan through Account Health on October 14, 2026. {told}")
    assert not [*wrong_history(reading), *unclear_replies_left_out(reading)]


@pytest.mark.parametrize("day", DAYS)
def test_a_channel_that_does_not_decide_is_not_called_accepted(day: int) -> None:
    """Where one submission went to a place that does not decide, the letter does not call all of them accepted channels."""
    opening = _opening([attempt("2026-08-20", "wrong_channel", "2026-08-25"), attempt("2026-09-14", "generic_denial", "2026-09-20")], day)
    assert "accepted" not in opening


@pytest.mark.parametrize("day", DAYS)
def test_a_request_for_detail_is_always_told(day: int) -> None:
    """Four kinds of answer came, and the one that asked for something is not among "the others"."""
    kinds = ("notice_resent", "more_info_generic", "more_info_specific", "generic_denial")
    opening = _opening([attempt(f"2026-0{n}-20", kind, f"2026-0{n}-25") for n, kind in enumerate(kinds, 6)], day)
    assert "greater detail" in opening


@pytest.mark.parametrize("day", DAYS)
def test_an_old_silence_is_told_as_past(day: int) -> None:
    """What was overtaken by a later answer is not said to be still unanswered."""
    opening = _opening([attempt("2026-08-20"), attempt("2026-09-14", "generic_denial", "2026-09-20")], day)
    assert "still unanswered" not in opening
    assert "as yet unanswered" not in opening
    assert not re.search(r"August 20, 2026 ha[sv]", opening)


def test_a_call_that_says_nothing_is_left_out() -> None:
    """A bare call trails the history and tells the reader nothing."""
    case = case_of(
        [attempt("2026-09-14", "generic_denial", "2026-09-20")], calls=[{"called_on": "2026-09-25", "asked": "What is missing?"}]
    )
    letter, _ = composed(brief_of(case, AS_OF, default_policy(), Rung.MANAGER_REVIEW))
    assert "September 25" not in letter.opening
