"""GR405: a statement that one word makes false is found; the same said truly in other words is not."""

from __future__ import annotations

from datetime import date

import pytest
from grounding_cases import AS_OF, OPEN, Subject, subjects
from hypothesis import given
from hypothesis import strategies as st
from name_mutation_kit import letters

from escalate_ai.case.case import Case
from escalate_ai.ladder import assess
from escalate_ai.letterread import read_sheet
from escalate_ai.rules.altered_wording import false_wordings
from escalate_ai.rules.altered_wording_marks import marks, tokens
from escalate_ai.rules.reading import LetterReading

FALSE = (
    # another share, or none
    ("serra_alta.a", "and not one was sold again as new", "and nearly all were sold again as new"),
    ("mlynice.a", "All 54 cards are from his hand", "Most of the 54 cards are from his hand"),
    ("dalbit.b", "All 17 buyers had bought from that seller.", "Hardly any of the 17 buyers had bought from that seller."),
    ("tallgrass.a", "and all 1,288 boxes were destroyed", "and about half of the 1,288 boxes were destroyed"),
    # the opposite
    ("saltchuck.b", "Pumps have been scanned before the box is closed", "Pumps have been scanned after the box is closed"),
    ("otowa.a", "two persons sign a grading card before packing", "two persons sign a grading card after packing"),
    ("elbkontor.a", "The 720 pans in Hamburg were blocked", "The 720 pans in Hamburg were put on sale"),
    ("vanderloo.a", "if there are less than three pieces", "if there are more than three pieces"),
    # the wrong way in time
    ("pellworth.b", "two days after the notice", "two days before the notice"),
    ("glenorchy.a", "The morning after the notice", "The morning before the notice"),
    ("fernhill_toys.b", "The day after it, on 7 August", "The day before it, on 7 August"),
    ("kereru.b", "Before that, on 29 March", "After that, on 29 March"),
    # none of a number of which the case has a part
    ("saltchuck.b", "Six of the first 402, up to November 9, were stopped", "None of the first 402, up to November 9, was stopped"),
    # another's role
    ("serra_alta.a", "the storeman Wesley Prado", "the accountant Wesley Prado"),
    ("chandni.b", "our programmer Anjali Deshpande", "our auditor Anjali Deshpande"),
    # two numbers exchanged
    ("serra_alta.a", "99 were unused and 19 had water marks", "19 were unused and 99 had water marks"),
)
TRUE = (
    ("serra_alta.a", "and not one was sold again as new", "and none of them was resold as new"),
    ("serra_alta.a", "the storeman Wesley Prado", "the warehouse manager Wesley Prado"),
    ("serra_alta.a", "99 were unused and 19 had water marks", "19 had water marks and 99 were unused"),
    ("serra_alta.a", "99 were unused and 19 had water marks", "all but 19, which had water marks, were unused, 99 of them"),
    ("saltchuck.b", "Pumps have been scanned before the box is closed", "The box is closed only after the pump has been scanned"),
    ("otowa.a", "two persons sign a grading card before packing", "packing begins only after two persons have signed a grading card"),
    ("vanderloo.a", "if there are less than three pieces", "if there are no more than two pieces"),
    ("pellworth.b", "two days after the notice", "less than a week after the notice"),
    ("dalbit.b", "All 17 buyers had bought from that seller.", "None of the 17 buyers had bought from another seller."),
    ("kereru.b", "Before that, on 29 March", "Already on 29 March"),
)


ADDED = (
    # a share with its number beside it, or of a measure that has a part
    ("skyworks.a", "Nearly all of the buyers, 97 of 112, sent the pack back."),
    ("skyworks.a", "Most of the recalled packs came back."),
    ("thistledown.a", "Some of the 163 buyers took the refund, 58 in all."),
    ("thistledown.a", "Only some of the buyers wanted the refund."),
    ("steinbach.a", "Some of the 640 articles were paused, namely 420."),
    ("glenorchy.b", "Most buyers confirmed their age."),
    ("dalbit.b", "Some buyers complained of a burnt smell."),
    ("prairie_bowl.a", "All but 118 of the 3,460 bags had more than 90 days left."),
    # denied twice
    ("thistledown.a", "None of the 40 invoices failed to lead to the brand."),
    ("pellworth.a", "No consignment is without its delivery note; all six are on file."),
    ("otowa.a", "None of the 186 instruments was left without a look at bridge, strings and case."),
    ("glenorchy.b", "None of the 46 parcels was handed over without identity papers; one came back."),
    # before and after, as it was and as it is
    ("prairie_bowl.a", "The newest bags stood in front until June; now the oldest bags leave first."),
    ("saltchuck.b", "The box is now closed after the scan, not before it."),
    ("steinbach.a", "With a second shift there is no more backlog; without it 183 orders were late."),
    ("glenorchy.b", "The day before the notice nobody knew."),
    # all, where the part is another
    ("skyworks.a", "All 128 packs were inspected and three failed."),
    ("glenorchy.b", "All 33 forms were signed by two people."),
    # a role in other words
    ("prairie_bowl.a", "Initialed by the warehouse manager Curtis Delacroix."),
)
"""True sentences of letters that nobody wrote yet."""


def reading_of(case: Case, text: str, as_of: date = AS_OF) -> LetterReading:
    """Give a letter of a case as the rules read it."""
    brief = assess(case, as_of)[1]
    return LetterReading(read_sheet(text), brief.policy, brief, brief.ledger.order, brief.ledger.currency, brief.rung)


def letter_of(name: str, old: str = "") -> Subject:
    """Give a letter of an open split that holds some words."""
    return next(one for split in OPEN for one in subjects(split) if one.name == name and old in one.text)


def said_of(name: str, old: str, new: str) -> list[str]:
    """Give what is said of a letter of an open split with some of its words replaced."""
    letter = letter_of(name, old)
    return [hit.message for hit in false_wordings(reading_of(letter.case, letter.text.replace(old, new, 1)))]


@pytest.mark.parametrize(("name", "old", "new"), FALSE)
def test_a_word_that_makes_a_statement_false_is_found(name: str, old: str, new: str) -> None:
    """The case has the opposite, another share, another day or another role in the same words."""
    assert said_of(name, old, new)


@pytest.mark.parametrize(("name", "old", "new"), TRUE)
def test_other_words_for_the_same_are_left_alone(name: str, old: str, new: str) -> None:
    """A true statement turned round, denied twice or counted otherwise stays true."""
    assert said_of(name, old, new) == []


@pytest.mark.parametrize(("name", "sentence"), ADDED)
def test_a_true_sentence_more_is_left_alone(name: str, sentence: str) -> None:
    """What follows from the case in its own way is not its opposite."""
    letter = letter_of(name)
    end = letter.text.index("\n\n", letter.text.index("\n- "))
    text = f"{letter.text[:end]} {sentence}{letter.text[end:]}"
    assert [hit.message for hit in false_wordings(reading_of(letter.case, text))] == []


STILL_BLAMED = frozenset({"fiddlewick.b"})
"""True letters that are taken for the opposite of their case."""


@pytest.mark.parametrize("split", OPEN)
def test_no_true_letter_of_an_open_split_is_blamed(split: str) -> None:
    """Letters as they were written say nothing that the case has otherwise; one of those opened last still does."""
    letters = [one for one in subjects(split) if one.name not in STILL_BLAMED]
    assert [(one.name, hit.message) for one in letters for hit in false_wordings(reading_of(one.case, one.text))] == []


def test_no_accepted_letter_is_blamed() -> None:
    """Nor do those of other hands."""
    assert [(one.name, hit.message) for one in letters() for hit in false_wordings(reading_of(one.case, one.text, one.as_of))] == []


@given(st.text(max_size=200))
def test_tokens_stand_where_they_say(text: str) -> None:
    """Whatever the text, a word's place is inside it and places go up."""
    found = tokens(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(st.text(max_size=200))
def test_marks_of_any_text_have_places_in_it(text: str) -> None:
    """Marks of hostile texts are only ever made of its own words."""
    assert all(0 <= mark.span[0] < mark.span[1] <= len(text) for mark in marks(tokens(f"{text} none of all before")[:-4]))
