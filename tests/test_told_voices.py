"""GR401 to GR403 and CT205 on passages of many voices, true and with one fact changed; first-run rates stand in the data files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from example_cases import brief_of_example

from escalate_ai.letter import Part
from escalate_ai.rules.grounding import ungrounded_dates, ungrounded_identifiers, ungrounded_numbers
from escalate_ai.rules.history_facts import wrong_history
from escalate_ai.rules.reading import LetterReading
from escalate_ai.rules.specimen import specimen_sheet
from escalate_ai.terms import Severity

TOLD = Path(__file__).parent / "data/told"
CHANGE = re.compile(r"\{(?P<true>[^|?}]*)(?P<mark>[|?])(?P<false>[^}]*)\}")
KNOWN_TO_PASS = 36
"""Changes that nobody finds yet, at most."""


class Passage(NamedTuple):
    """A passage of a letter on an example case."""

    case: str
    is_bullet: bool
    text: str

    def with_fact(self, which: str) -> str:
        """Give it with the true or the false fact."""
        return CHANGE.sub(lambda match: match[which], self.text)


def passages() -> list[Passage]:
    """Give every passage of the data files."""
    lines = [line for file in sorted(TOLD.glob("*.txt")) for line in file.read_text("utf-8").splitlines() if line[:1] not in {"#", ""}]
    return [Passage(case, where == "B", text) for case, where, text in (line.split("\t") for line in lines)]


PASSAGES = passages()
FOUND = [passage for passage in PASSAGES if "|" in (CHANGE.search(passage.text) or [""])[0]]


def errors(passage: Passage, text: str) -> list[str]:
    """Give what the rules on facts say against a passage; sums are warnings and left out."""
    brief = brief_of_example(passage.case)
    market = brief.policy.marketplaces[brief.case.seller.marketplace]
    part = Part("highlights[0]" if passage.is_bullet else "opening", text, None)
    sheet = specimen_sheet()._replace(
        subject=None, paragraphs_before=() if passage.is_bullet else (part,), bullets=(part,) * passage.is_bullet
    )
    reading = LetterReading(sheet, brief.policy, brief, market.order, market.currency, brief.rung)
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
