"""Phrases of the lists count where they are spoken and meant, and nowhere else."""

from __future__ import annotations

import pytest

from escalate_ai.planread import read_plan
from escalate_ai.policy import Policy
from escalate_ai.rules.running import check_plan
from escalate_ai.rules.tone_believed import believed, told
from escalate_ai.text.lexicon import Lexicon

RULES = {f"TN30{number}" for number in range(1, 9)}


def said_of(text: str) -> set[str]:
    """Give the rules of tone that speak of a text."""
    return {found.rule for found in check_plan(read_plan(text), text, None, None, Policy.load(), {}).findings if found.rule in RULES}


@pytest.mark.parametrize(
    "text",
    [
        "The words \u201cworld-class quality\u201d were taken out of the title on July 3, since no test stands behind them.",
        'The caption "the best seller in Bavaria" left all eleven pages, for nobody had counted.',
    ],
)
def test_a_phrase_in_quotation_marks_is_only_mentioned(text: str) -> None:
    """Who says that words were taken out does not say them."""
    assert said_of(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "A reporter of the trade paper called about the recall and was sent the public notice of June 4.",
        "The lawsuit of the landlord against the former tenant of unit 9 was settled in May, and the rent has been ours since then.",
        "The five-star reviews of March came from two cousins of mine, whom I had asked for them.",
    ],
)
def test_a_phrase_in_a_plain_report_is_not_believed(text: str) -> None:
    """Facts hold words of threat or praise as well; the model hears that nothing is threatened or praised."""
    assert said_of(text) == set()


def test_a_short_sentence_leaves_the_lists_their_word() -> None:
    """The model is not asked about four words, so that the phrase stands."""
    assert said_of("We beg you, please.") == {"TN301"}


def test_a_very_long_sentence_leaves_the_lists_their_word() -> None:
    """One plea in sixty words of facts is faint to the model and yet a plea."""
    text = "On July 3 we counted the cartons of hall two, " + "and then the cartons of the next hall, " * 6 + "and we beg you to help."
    assert told(text)[0].words > 45
    assert said_of(text) == {"TN301"}


def test_what_is_no_phrase_of_tone_passes() -> None:
    """Only the six lists of tone are doubted; a buzzword is a buzzword wherever it stands."""
    text = 'The sheet is called "deep dive" by all who sign it.'
    cues = Lexicon.load("tone").find(text)
    assert {cue.entry.category for cue in believed(text, cues)} == {"buzz"}
