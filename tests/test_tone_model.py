"""The trained ear for tone: small, quick, quiet on good letters, and never graver than a warning by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import escalate_ai
from escalate_ai.letterread import read_sheet
from escalate_ai.planread import read_plan
from escalate_ai.policy import Policy
from escalate_ai.rules.running import check_letter, check_plan
from escalate_ai.terms import Severity
from escalate_ai.text.tone_model import CLEAN_ENOUGH, MAX_WORDS, clean_share, hear, warns, words_of

LIMIT = 1_200_000
RULES = {f"TN30{number}" for number in range(1, 9)}


def test_the_data_file_is_small() -> None:
    """The model ships as one file of at most 1.2 MB."""
    assert (Path(escalate_ai.__file__).parent / "data/tone_model.bin").stat().st_size <= LIMIT


@given(st.text(max_size=400))
def test_any_text_gets_probabilities(text: str) -> None:
    """Whatever is said, what is heard is a rule and two probabilities, or nothing."""
    heard = hear(text)
    assert heard is None or (heard.rule in RULES and 0 <= heard.offends <= 1 and 0 <= heard.fits <= 1)


def test_numbers_and_names_are_masked() -> None:
    """A number and a name inside a sentence are read as what they are, not which."""
    assert words_of("Orders of Lindqvist rose by 14%") == ["orders", "of", "Name", "rose", "by", "0"]


def test_a_long_sentence_is_read_up_to_a_limit() -> None:
    """What is longer than any sentence costs no more than one."""
    assert len(words_of("word " * 10_000)) == MAX_WORDS


@pytest.mark.parametrize("text", ["", "Dear team,", "\u0000", "12"])
def test_too_little_says_nothing(text: str) -> None:
    """Of a few words nothing is told."""
    assert hear(text) is None


@pytest.mark.parametrize(
    "text",
    ["This is our fourth appeal.", "The cause lies with us.", "All units came back.", "Nobody signed the sheet.", "We asked for a call."],
)
def test_a_short_sentence_is_not_asked_about(text: str) -> None:
    """Five words give the model too little to hear; it once took a plain count for praise."""
    assert _said_by_model(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "All are back, and none is left in a fulfillment center.",
        "176 of 176 units are back, and none is left in a fulfillment center.",
        "The last removal brought 40 units home; nothing is left behind.",
    ],
)
def test_a_result_is_no_blame(text: str) -> None:
    """That all of something is back accuses nobody."""
    assert _said_by_model(text) == []


def _said_by_model(text: str) -> list[Severity]:
    report = check_plan(read_plan(text), text, None, None, Policy.load(), {})
    return [found.severity for found in report.findings if " sounds like " in found.message]


PLEADING = "My little ones keep asking me why there is no more milk at home and what am I to tell them."


def test_what_the_model_alone_hears_is_a_warning() -> None:
    """No phrase list knows the sentence; the model's word alone fails no plan."""
    heard = hear(PLEADING)
    assert heard
    assert warns(heard)
    assert _said_by_model(PLEADING) == [Severity.WARNING]


def test_a_sentence_the_lists_know_is_not_asked_again() -> None:
    """One offence gives one finding."""
    assert _said_by_model("We beg you, our children depend on this store and it is our livelihood.") == []


def test_where_the_linear_model_hears_nothing_the_network_is_not_asked() -> None:
    """The share of clean is what the scores of the rules leave."""
    assert clean_share([-9.0] * 8) > CLEAN_ENOUGH
    assert clean_share([0.0] * 8) == pytest.approx(1 / 9)
    assert clean_share([1e9] * 8) < 1e-9


def test_a_sure_model_names_the_rule_of_a_phrase() -> None:
    """A phrase of reproach in a sentence that contests is one error, of the rule the sentence offends."""
    text = "Two flats in one house are no violation, and to call it one is absurd."
    found = [one for one in check_plan(read_plan(text), text, None, None, Policy.load(), {}).findings if one.rule in RULES]
    assert [(one.rule, one.severity) for one in found] == [("TN304", Severity.ERROR)]


def test_a_heading_is_not_heard() -> None:
    """What leads into a list is no sentence."""
    assert _said_by_model(PLEADING.removesuffix(".") + ":") == []


def test_a_letter_is_heard_too() -> None:
    """The model reads the body of a letter."""
    sheet = read_sheet(f"Subject: Review\n\nDear team,\n\nPlease read the plan again. {PLEADING}\n\nSincerely,\nA. Berg")
    found = [finding for finding in check_letter(sheet, None, Policy.load(), {}).findings if finding.rule in RULES]
    assert [finding.severity for finding in found] == [Severity.WARNING]
