"""Lengths of time: what lies between days that words only point at, told in two units, up to a day, or between two times of day."""

from __future__ import annotations

from functools import cache

import pytest
from grounding_cases import AS_OF, subjects
from history_kit import reading_of

from escalate_ai.brief import Brief
from escalate_ai.ladder import brief_of
from escalate_ai.policy import default_policy
from escalate_ai.rules.grounding import ungrounded_numbers

TRUE = """\
onyu: The landlord renamed the unit fifteen weeks and a day before the notice.
onyu: The addendum came a week later than the letter of 2 March 2026.
onyu: The bank confirmed on 27 July, and three weeks and three days earlier, on 3 July, the bill was corrected.
bielik: I noticed them on 6 September; four days later I reported them, and after six days came the answer.
bielik: Six days after our first report you asked for more information.
kinali: On 15 June we reported it to Brand Registry, which replied after two weeks.
kinali: Two weeks after our second report you took no action.
copperline: In the thirty days up to May 22 we shipped 1,700 orders.
wattlebrook: We moved the cut-off back by four hours.
wattlebrook: The contract runs for a year, from 20 August 2026.
wattlebrook: We still had a cut-off at three o'clock.
kereru: In the four weeks to 19 March 2026 we cancelled 58 orders.
mlynice: Our game was sold for the first time seven months and a day after the contract.
prairie: At shipping, bags now have 145 days more left than in April.
prairie: The bags arrived on March 12 and were good until March 31, nineteen days later.
brandner: They worked on two days until nine in the evening.
valtrompia: We have compared the table since 20 July 2026.
"""

FALSE = """\
onyu: The landlord renamed the unit sixteen weeks and two days before the notice.
bielik: Nine days after our first report you asked for more information.
copperline: In the forty days up to May 22 we shipped 1,700 orders.
kereru: In the six weeks to 19 March 2026 we cancelled 58 orders.
mlynice: Our game was sold for the first time seven months and nine days after the contract.
prairie: At shipping, bags now have 155 days more left than in April.
prairie: The bags arrived on March 12 and were good until March 31, twenty-nine days later.
wattlebrook: We moved the cut-off back by six hours.
"""


def _told(lines: str) -> list[tuple[str, str]]:
    rows = (line.partition(": ") for line in lines.splitlines())
    return [(case, sentence) for case, _, sentence in rows]


@cache
def _brief(case: str) -> Brief:
    every = (subject for split in ("third", "fourth", "fifth") for subject in subjects(split))
    subject = next(subject for subject in every if subject.name.startswith(case))
    return brief_of(subject.case, AS_OF, default_policy())


def said(case: str, sentence: str) -> list[str]:
    """Give what GR403 says of a sentence."""
    reading = reading_of(_brief(case), sentence)
    return [hit.message for hit in ungrounded_numbers(reading) if hit.where == reading.sheet.paragraphs_before[0]]


@pytest.mark.parametrize(("case", "sentence"), _told(TRUE))
def test_a_length_of_time_that_follows_is_let_be(case: str, sentence: str) -> None:
    """A span that lies between days of the case is true, whatever names its ends."""
    assert said(case, sentence) == []


@pytest.mark.parametrize(("case", "sentence"), _told(FALSE))
def test_another_length_of_time_is_found(case: str, sentence: str) -> None:
    """The same words with another length are false."""
    assert said(case, sentence) != []
