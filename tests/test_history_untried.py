"""CT205 on desks: what went to none of them, and how many went to one."""

from __future__ import annotations

import pytest
from history_kit import brief_on, reading_of
from test_history_answers import blamed as blamed_elsewhere
from test_history_undated import blamed

from escalate_ai.rules.history_facts import wrong_history

FALSE = (
    ("larkspur.a", "A manager or senior investigator at Seller Support is asked to remove the offers."),
    ("maplewood.a", "We ask a manager of Brand Registry to reinstate the account."),
    ("larkspur.a", "Seller Support is the accepted channel for this, but the matter remains open."),
    ("brackenridge.a", "Report Abuse and Seller Support are both accepted channels; no resolution has come of either."),
    ("brackenridge.a", "Both accepted channels, Seller Support and manager review, have been used."),
    ("brackenridge.a", "Report Abuse, used first, and email, used again on 10 August 2026, brought denials."),
    ("brackenridge.a", "Account Health, which had our report of 10 August 2026, refused it."),
    ("brackenridge.a", "A further Account Health report, of 10 August 2026, was refused."),
)
"""Sentences in which a desk stands that nothing of the case went to."""
TRUE = (
    ("larkspur.a", "A manager or senior investigator at Brand Registry is asked to remove the offers."),
    ("larkspur.a", "We ask a manager at Report Abuse to look at the offers."),
    ("maplewood.a", "We ask a manager on the Seller Performance team to reinstate the account."),
    ("larkspur.a", "Brand Registry is the accepted channel for this, but the matter remains open."),
    ("larkspur.a", "We were told that Report Abuse is the accepted channel for this."),
    ("brackenridge.a", "Report Abuse and manager review are accepted channels; no resolution has come of either."),
    ("brackenridge.a", "A further Brand Registry report, of 10 August 2026, was refused."),
    ("brackenridge.a", "Our Account Health rating is good, and Report Abuse is an accepted channel."),
)
"""The same with a desk of the case, or with one that nothing is told to have gone to."""
POINTED = (
    ("kinali", "Seller Support directed us on 11 August 2026 to Account Health."),
    ("kinali", "Account Health directed us on 11 August 2026 to Brand Registry."),
    ("kinali", "Account Health declined on 29 June 2026, without a reason."),
)
"""Desks of another case: the one an answer pointed to, and the one that answered, are not those of the case."""
TOO_MANY = (
    "Of five submissions, four used the appeal form in Account Health.",
    "Of our five submissions, two went through Account Health.",
    "Two of the five went through Account Health.",
    "Four of them went through Account Health.",
    "We made five submissions: four through the appeal form, one by email and one for a manager review.",
    "Of the five, two were sent by email.",
    "We have submitted four times, three times through Account Health, once by email and once for manager review.",
    "We have submitted five times, three times through Account Health and twice by email.",
)
"""Shares of five submissions, of which three went through Account Health and one by e-mail, that are too large or too small."""
RIGHT = (
    "Of five submissions, three used the appeal form in Account Health.",
    "Three of the five went through Account Health.",
    "Two of them went through Account Health on July 14 and July 28, 2026.",
    "We made five submissions: three through the appeal form, one by email and one for a manager review.",
    "Of the five, one was sent by email.",
    "We were refused three times, twice through the form.",
    "We submitted five times, three times through Account Health, and were refused three times by the team.",
    "Of five submissions, four were appeals.",
)
"""Shares as they are, and numbers of something else."""


@pytest.mark.parametrize(("name", "sentence"), FALSE, ids=lambda value: value[:50])
def test_a_desk_that_nothing_went_to_is_found(name: str, sentence: str) -> None:
    """A desk is blamed where a letter says that it was used, that it is the accepted channel, or asks its manager."""
    assert blamed(name, sentence)


@pytest.mark.parametrize(("name", "sentence"), TRUE, ids=lambda value: value[:50])
def test_a_desk_of_the_case_is_left_alone(name: str, sentence: str) -> None:
    """A desk that was used, that somebody else named, or that is the one for such requests is not blamed."""
    assert blamed(name, sentence) == []


@pytest.mark.parametrize(("name", "sentence"), POINTED, ids=lambda value: value[:50])
def test_a_desk_that_answered_is_one_of_the_case(name: str, sentence: str) -> None:
    """A desk that is told to have answered was written to, and the one it pointed to stands in its answer."""
    assert blamed_elsewhere(name, sentence)


def test_the_desk_an_answer_names_is_left_alone() -> None:
    """Where the answer of the case names the desk, so may the letter."""
    assert blamed_elsewhere("kinali", "Seller Support directed us on 11 August 2026 to Brand Registry.") == []


@pytest.mark.parametrize("sentence", TOO_MANY)
def test_a_wrong_share_is_found(sentence: str) -> None:
    """More submissions than went one way are blamed, and fewer where all are shared out."""
    assert wrong_history(reading_of(brief_on("five"), sentence))


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_right_share_is_left_alone(sentence: str) -> None:
    """So many as went one way, and a part of them, are not blamed."""
    assert wrong_history(reading_of(brief_on("five"), sentence)) == ()
