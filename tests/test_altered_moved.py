"""GR405: a short result told in another measure's bullet is found; a row of the days of the history is no measure's."""

from __future__ import annotations

import pytest
from grounding_cases import AS_OF, subjects

from escalate_ai.ladder import assess
from escalate_ai.letterread import read_sheet
from escalate_ai.rules.altered_papers import facts_of_other_papers
from escalate_ai.rules.altered_values import values_of_other_things
from escalate_ai.rules.reading import LetterReading


def reading_of(name: str, old: str = "", new: str = "") -> LetterReading:
    """Give the reading of a letter of an open split with some of its words replaced."""
    subject = next(one for split in ("dev", "second", "third", "seventh") for one in subjects(split) if one.name == name)
    brief = assess(subject.case, AS_OF)[1]
    sheet = read_sheet(subject.text.replace(old, new, 1) if old else subject.text)
    return LetterReading(sheet, brief.policy, brief, brief.ledger.order, brief.ledger.currency, brief.rung)


def test_two_words_of_another_measure_alone_show_a_result_moved() -> None:
    """Signed drawings are the result of the drawings, wherever they are told."""
    moved = reading_of("qamar.b", "which show a ruler.", "which show a ruler. Three such drawings have been signed.")
    assert [hit.message for hit in values_of_other_things(moved)]


@pytest.mark.parametrize("name", ["valtrompia.a", "qamar.b"])
def test_days_of_the_history_in_a_row_are_no_measure_s(name: str) -> None:
    """What was sent and answered, told day by day in the prose, speaks of no measure."""
    assert list(values_of_other_things(reading_of(name))) == []


def test_the_next_document_of_a_list_may_be_called_by_its_number() -> None:
    """Behind a comma begins another paper; right behind a title a wrong number is one."""
    assert list(facts_of_other_papers(reading_of("juno_lamps.a"))) == []
    wrong = reading_of("juno_lamps.a", "the test purchase, RL-3072", "the test purchase 111-6093347-8821065, RL-3072")
    assert [hit.message for hit in facts_of_other_papers(wrong)]


def test_the_document_of_another_ground_that_begins_alike_is_found() -> None:
    """Of two test purchase files each belongs to the ground of its own seller."""
    assert list(values_of_other_things(reading_of("corrib.composer"))) == []
    wrong = reading_of("corrib.composer", "Test purchase file Lumacycle Direct)", "Test purchase file Brightspoke EU)")
    assert [hit.message.count("Brightspoke") for hit in values_of_other_things(wrong)] == [1]
