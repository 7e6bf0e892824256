"""CT205 on whole histories: true ones in many wordings, none of which is blamed, and each of them with one fact changed."""

from __future__ import annotations

import pytest
from grounding_cases import AS_OF, Subject, histories
from grounding_kit import findings, is_caught, is_unfit, trials
from grounding_mutators import MUTATORS
from test_history_undated import blamed

from escalate_ai import check
from escalate_ai.terms import Severity

CHANGES = (
    "sent_and_answered_swapped",
    "attempts_swapped",
    "notice_day_swapped",
    "replies_swapped",
    "ordinal_changed",
    "reply_told_otherwise",
    "channel_swapped",
    "date_by_months",
)
"""What is changed in a history."""
CAUGHT = 0.96
"""The share of changed histories that is found at least."""
FALSE = (
    ("maplewood.a", "Our appeals of June 22, June 24 and September 8 were sent to you."),
    ("maplewood.a", "The first answer, of July 31, asked for more information."),
    ("maplewood.a", "Our second appeal (June 22, Account Health) was answered."),
    ("maplewood.a", "Our last appeal (September 8, Account Health) was answered."),
    ("maplewood.a", "You answered on June 24 (refused) and on July 31 (more information)."),
    ("maplewood.a", "The answer of July 31 to our appeal of June 22 named nothing."),
    ("maplewood.a", "June 22: appeal through Account Health; July 20: refusal; September 8: appeal by email."),
    ("maplewood.a", "Brand Registry has had our appeal of June 22."),
    ("maplewood.a", "Your fourth reply asked for more information."),
    ("maplewood.a", "Two days later, on June 22, 2026, you asked for more information."),
    ("maplewood.a", "A denial without a reason that named nothing came on June 24."),
    ("maplewood.a", "A request for more information, none of it named, arrived on September 22."),
    ("coolabah.a", "The second, of 26 October 2026, has had a refusal."),
    ("coolabah.a", "To that of 26 October 2026 we received a request for more information."),
    ("maplewood.a", "Our second appeal went through the appeal form in Account Health on June 22."),
    ("maplewood.a", "On July 20 the third went in."),
    ("maplewood.a", "On July 20 it was sent third."),
    ("maplewood.a", "The plan was sent second on June 22."),
    ("maplewood.a", "That of July 20 was answered with a request for more information on June 24."),
    ("maplewood.a", "The one of July 20 met a denial on September 22."),
    ("maplewood.a", "Our second appeal (Account Health, June 22) was answered."),
    ("coolabah.a", "We used Account Health again on 26 October 2026, and a refusal has followed."),
    ("brackenridge.a", "Brand Registry was told on 16 July 2026."),
)
"""Sentences that are false of their case."""
TRUE = (
    ("maplewood.a", "Our appeals of June 22, July 20 and September 8 were sent to you."),
    ("maplewood.a", "The first answer, of June 24, asked for more information."),
    ("maplewood.a", "Our first appeal (June 22, Account Health) was answered."),
    ("maplewood.a", "Our last appeal (September 8, email) was answered."),
    ("maplewood.a", "You answered on June 24 (more information) and on September 22 (refused)."),
    ("maplewood.a", "The answer of June 24 to our appeal of June 22 named nothing."),
    ("maplewood.a", "June 22: appeal through Account Health; July 31: request for more information; September 8: appeal by email."),
    ("maplewood.a", "Our brand is enrolled in Brand Registry, and we appealed on June 22."),
    ("maplewood.a", "The refusal of September 22 followed our email of September 8; the appeals of July 20 and June 22 went before it."),
    ("maplewood.a", "On June 24 you requested more information, on September 22 you denied."),
    ("maplewood.a", "To the one of July 20 you replied on July 31."),
    ("maplewood.a", "On July 20, answered on July 31, we sent the invoices."),
    ("maplewood.a", "A denial without a reason that named nothing came on September 22."),
    ("maplewood.a", "After any refusal, what came on June 24 was a request for more information."),
    ("coolabah.a", "The second, of 26 October 2026, has had no answer."),
    ("maplewood.a", "To that of September 8 we received a refusal."),
    ("maplewood.a", "Our second appeal went through the appeal form in Account Health on July 20."),
    ("maplewood.a", "On July 20 the second went in, and on September 8 it was sent third."),
    ("maplewood.a", "On July 31 a second answer came."),
    ("maplewood.a", "That of June 22 was answered with a request for more information on June 24."),
    ("maplewood.a", "The one of September 8 met a denial on September 22."),
    ("maplewood.a", "Our second appeal (Account Health, July 20) was answered."),
    ("maplewood.a", "We used email on September 8, and a refusal has followed."),
    ("brackenridge.a", "Brand Registry was told on 23 July 2026 and again on 10 August 2026."),
    ("brackenridge.a", "It asked for more information on 3 August 2026, having our report of 23 July 2026, and denied a second report."),
    ("maplewood.a", "We wrote by email on September 8, having had a request for more information on July 31."),
)
"""Neighbours that are true."""


@pytest.mark.parametrize("subject", histories(), ids=lambda subject: subject.name)
def test_a_true_history_is_not_blamed(subject: Subject) -> None:
    """However it is told, what agrees with the case has no error of CT205 or GR405, and no day that the case lacks."""
    said = check(subject.text, kind="letter", case=subject.case, as_of=AS_OF).findings
    opening = subject.parts.opening
    wrong = [one for one in said if one.severity is Severity.ERROR and one.rule in {"CT205", "GR402", "GR405"} and one.span]
    assert [one.message for one in wrong if one.span and opening.start <= one.span[0] < opening.end] == []


def test_a_changed_history_is_found() -> None:
    """Days swapped between sendings, answers and the notice, other answers, ways and places in the row are found in nearly all of them."""
    wrong = [
        trial
        for subject in histories()
        for trial in trials(subject, 1, {name: MUTATORS[name] for name in CHANGES}, is_wrong=True)
        if any(subject.parts.opening.start <= start < subject.parts.opening.end for start, _ in trial.old_places) and not is_unfit(trial)
    ]
    missed = [trial.ident for trial in wrong if not is_caught(trial, findings(trial))]
    assert len(wrong) > 5 * len(histories())
    assert len(missed) <= (1 - CAUGHT) * len(wrong), missed


@pytest.mark.parametrize(("name", "sentence"), FALSE, ids=lambda value: value[:50])
def test_a_false_sentence_is_found(name: str, sentence: str) -> None:
    """Lists, brackets, entries, pairs and places that the case has otherwise are found."""
    assert blamed(name, sentence)


@pytest.mark.parametrize(("name", "sentence"), TRUE, ids=lambda value: value[:50])
def test_a_true_sentence_is_left_alone(name: str, sentence: str) -> None:
    """What the case has is not blamed."""
    assert blamed(name, sentence) == []
