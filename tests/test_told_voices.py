"""GR401 to GR403 and CT205 on passages of many voices, true and with one fact changed; first-run rates stand in the data files."""

from __future__ import annotations

import pytest
from told_kit import CHANGE, Passage, passages, reading_of

from escalate_ai.rules.grounding import ungrounded_dates, ungrounded_identifiers, ungrounded_numbers
from escalate_ai.rules.history_facts import wrong_history
from escalate_ai.terms import Severity

KNOWN_TO_PASS = 36
"""Changes that nobody finds yet, at most."""


PASSAGES = passages()
FOUND = [passage for passage in PASSAGES if "|" in (CHANGE.search(passage.text) or [""])[0]]


def errors(passage: Passage, text: str) -> list[str]:
    """Give what the rules on facts say against a passage; sums are warnings and left out."""
    reading, part = reading_of(passage, text)
    checks = (ungrounded_identifiers, ungrounded_dates, ungrounded_numbers, wrong_history)
    return [hit.message for check in checks for hit in check(reading) if hit.where is part and hit.severity is not Severity.WARNING]


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.text[:60])
def test_a_true_passage_is_not_blamed(passage: Passage) -> None:
    """What the case holds may be told in any voice."""
    assert errors(passage, passage.with_fact("true")) == []


@pytest.mark.parametrize("passage", FOUND, ids=lambda passage: passage.text[:60])
def test_a_changed_fact_of_a_passage_is_found(passage: Passage) -> None:
    """One fact that differs from the case is found, whatever the voice."""
    assert errors(passage, passage.with_fact("false"))


def test_few_changes_are_known_to_pass() -> None:
    """The changes that pass are counted, so that none joins them unseen."""
    assert len(PASSAGES) - len(FOUND) <= KNOWN_TO_PASS
