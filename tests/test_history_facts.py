"""CT205: what a letter says of the earlier submissions, held against the case."""

from __future__ import annotations

from functools import cache

import pytest
from history_kit import TRUE, TRUE_LATER, WRONG, WRONG_LATER, brief_on, reading_of

from escalate_ai.brief import Brief
from escalate_ai.rules.history_facts import HISTORY_FACTS, wrong_history
from escalate_ai.rules.rule import Hit


@cache
def brief(history: str) -> Brief:
    """Give the specimen with one of the histories."""
    return brief_on(history)


def hits(history: str, opening: str) -> list[Hit]:
    """Give what CT205 says of an opening."""
    return list(wrong_history(reading_of(brief(history), opening)))


@pytest.mark.parametrize(("history", "opening"), TRUE + TRUE_LATER)
def test_a_true_sentence_is_never_blamed(history: str, opening: str) -> None:
    """A history told rightly, in whatever words, raises nothing."""
    assert hits(history, opening) == []


@pytest.mark.parametrize(("changed", "history", "opening"), [*WRONG, *(("later", *pair) for pair in WRONG_LATER)])
def test_a_changed_fact_is_found(changed: str, history: str, opening: str) -> None:
    """One count, day, answer or way that differs from the case is found."""
    assert hits(history, opening), changed


@pytest.mark.parametrize(
    ("history", "opening", "words", "told"),
    [
        ("three", "We sent our plan on July 15, 2026.", "July 15, 2026", "July 14, 2026 (appeals[0].sent_on)"),
        ("three", "We have submitted our plan four times.", "four times", "counts 3 submissions"),
        (
            "three",
            "The manager review of August 12, 2026 was answered on August 22, 2026.",
            "August 22, 2026",
            "August 21, 2026 (appeals[2]",
        ),
        ("three", "The appeal of July 14, 2026 was refused.", "was refused", "more info generic"),
        ("three", "We sent our plan by e-mail on July 14, 2026.", "by e-mail on July 14, 2026", "account health"),
        ("silent", "We submitted our appeal twice.", "twice", "counts 1 submissions"),
    ],
)
def test_a_finding_names_the_words_and_what_the_case_has(history: str, opening: str, words: str, told: str) -> None:
    """The span covers the wrong words, and the message gives the value of the case with its path."""
    hit = hits(history, opening)[0]
    assert hit.span is not None
    assert opening[slice(*hit.span)] == words
    assert told in hit.message


def test_both_counts_are_right_where_a_reminder_was_sent() -> None:
    """Reminders are counted apart from submissions, and either count may stand in a letter."""
    assert hits("silent", "One submission and one reminder have gone in.") == []
    assert hits("silent", "Two submissions have gone in.")


def test_without_a_case_nothing_is_said() -> None:
    """A letter given without its case has no history to differ from."""
    reading = reading_of(brief("three"), "We submitted our plan nine times.")
    reading.brief = None
    assert list(wrong_history(reading)) == []


def test_the_rule_needs_its_case() -> None:
    """CT205 is skipped, and said to be, for a letter without its case."""
    assert [rule.code for rule in HISTORY_FACTS if rule.needs_case] == ["CT205"]


@pytest.mark.parametrize(
    "sentence",
    [
        "There have been three submissions to date: on July 14, July 28 and August 12, 2026 through the Account Health page.",
        "We have appealed twice so far: on July 14 and July 28, 2026 through Seller Support.",
        "There have been two appeals to date: on July 14 and July 28, 2026 through the executive mailbox.",
        "This is our fifth submission.",
        "This letter is our sixth appeal.",
    ],
)
def test_a_list_after_a_colon_and_the_place_of_the_letter_itself_are_held_against_the_case(sentence: str) -> None:
    """A colon before the days hides no wrong way, and the letter is at most one more than what was sent."""
    assert list(wrong_history(reading_of(brief_on("three"), sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "There have been two appeals to date: on July 14 and July 28, 2026 through the Account Health page.",
        "We appealed without success: on July 16, 2026 more information was asked for.",
        "This is our fourth submission.",
        "This letter follows our third submission.",
    ],
)
def test_true_lists_and_places_pass(sentence: str) -> None:
    """The same turns of speech pass where they are right."""
    assert list(wrong_history(reading_of(brief_on("three"), sentence))) == []
