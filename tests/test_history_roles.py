"""CT205: days told in each other's place are found by all the words around them, whatever these are; true histories are left alone."""

from __future__ import annotations

import re
from itertools import permutations

import pytest
from grounding_cases import AS_OF, subjects

from escalate_ai import check
from escalate_ai.rules.history_roles import Scale, scale, wrong_roles
from escalate_ai.rules.history_slots import pairs, slots
from escalate_ai.rules.history_told import BEGAN, CAME, SENT

TRUE = (
    ("fourth", "barrio", "That of {2 March 2026} was answered on {5 March 2026} with a request for a retraction."),
    ("fourth", "barrio", "On {6 May 2026} the one of {20 April 2026} drew a request for more information that specified nothing."),
    ("fourth", "pendle", "On {5 June 2026} the appeal of {2 June 2026} was met by a request for more information that did not say which."),
    ("sixth", "ostermann", "The next, of {7 September 2026}, was denied without a reason on {18 September 2026}."),
    ("third", "valtrompia", "On {13 July 2026} we sent the first and were asked on {16 July 2026} for greater detail on the root cause."),
    ("sixth", "wattle", "Report Abuse answered that of {3 July 2026} on {7 July 2026} with a request for more information."),
)
"""Sentences about a sending and its answer, both in braces, as language models write them."""
TEXT = "Our appeal of 2 March was answered on 5 March; that of 20 April was denied on 6 May."
DAYS = [match.span() for match in re.finditer(r"\d+ [A-Z]\w+", TEXT)]


def _blamed(split: str, name: str, sentence: str) -> list[str | None]:
    letter = next(one for one in subjects(split) if one.name == f"{name}.a")
    parts = letter.text.split("\n\n")
    parts[2] = f"Please review the matter once more. {sentence}"
    said = check("\n\n".join(parts), kind="letter", case=letter.case, as_of=AS_OF).findings
    return [one.quote for one in said if one.rule == "CT205" and one.quote and one.quote in sentence]


@pytest.mark.parametrize(("split", "name", "sentence"), TRUE, ids=lambda value: value[:40])
def test_a_sending_and_its_answer_are_left_alone_and_found_when_they_change_places(split: str, name: str, sentence: str) -> None:
    """The true sentence raises nothing; with its two days exchanged at least one of them is named."""
    one, other = re.findall(r"\{(.+?)\}", sentence)
    assert _blamed(split, name, re.sub(r"[{}]", "", sentence)) == []
    swapped = sentence.replace(f"{{{one}}}", "{}").replace(f"{{{other}}}", one).replace("{}", other)
    assert {one, other} & set(_blamed(split, name, swapped))


def test_words_that_nobody_has_seen_blame_nobody() -> None:
    """Where no mark is known, every role is as likely as the others, whatever the case has."""
    known = scale()
    told = dict.fromkeys(range(3), known.bias)
    assert all(not list(wrong_roles(told, dict(enumerate(roles)), known)) for roles in permutations((SENT, CAME, BEGAN)))


def test_one_day_needs_more_against_it_than_two_together() -> None:
    """A day alone is named above its own threshold only; two that lean to each other's role are named by their sum."""
    known = Scale({}, (0.0, 0.0, 0.0), 6.0, 5.0, {}, 0.0, 3.0)
    leaning = {0: (0.0, 3.0, 0.0), 1: (3.0, 0.0, 0.0)}
    assert list(wrong_roles(leaning, {0: SENT}, known)) == []
    assert list(wrong_roles(leaning, {0: SENT, 1: CAME}, known)) == [(0, CAME), (1, SENT)]
    assert list(wrong_roles({0: (0.0, 7.0, 0.0)}, {0: SENT}, known)) == [(0, CAME)]


def test_marks_do_not_hang_on_which_days_stand_there() -> None:
    """Days of the same length in each other's place have the same marks, so that what is learned is how history is told."""
    swapped = TEXT.replace("2 March", "#").replace("6 May", "2 March").replace("#", "6 May")
    days = [match.span() for match in re.finditer(r"\d+ [A-Z]\w+", swapped)]
    assert [slot.marks for slot in slots(TEXT, [(0, len(TEXT))], DAYS)] == [
        slot.marks for slot in slots(swapped, [(0, len(swapped))], days)
    ]


def test_every_two_neighbours_of_a_sentence_are_a_pair() -> None:
    """Four days of one sentence make three pairs, and days of two sentences none across."""
    cut = TEXT.index(";") + 1
    assert [(pair.one, pair.other) for pair in pairs(TEXT, [(0, len(TEXT))], DAYS)] == [(0, 1), (1, 2), (2, 3)]
    assert [(pair.one, pair.other) for pair in pairs(TEXT, [(0, cut), (cut, len(TEXT))], DAYS)] == [(0, 1), (2, 3)]
