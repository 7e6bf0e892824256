"""CT205: fixed wordings of a day of the history are held against the case, and leave alone what is true or something else's day."""

from __future__ import annotations

import pytest
from grounding_cases import AS_OF, subjects

from escalate_ai.ladder import assess
from escalate_ai.letterread import read_sheet
from escalate_ai.rules.history_facts import wrong_history
from escalate_ai.rules.reading import LetterReading

FALSE = (
    ("chandni.a", "Our account is suspended since 11 August 2026.", "11 August 2026"),
    ("chandni.a", "On 18 September 2026 the same notice came again.", "18 September 2026"),
    ("chandni.a", "We appealed twice, on 22 July and 7 September 2026.", "7 September 2026"),
    ("chandni.a", "A reminder of 24 August 2026 stands on file.", "24 August 2026"),
    ("chandni.a", "The nudge of 24 August 2026 is on file.", "24 August 2026"),
    ("chandni.a", "A reminder through the same channel followed on 24 August 2026.", "24 August 2026"),
    ("granite_peak.a", "After the second (August 26, 2026) your decision was repeated.", "August 26, 2026"),
    ("granite_peak.a", "We were told on September 16, 2026 that nothing changes.", "September 16, 2026"),
    ("granite_peak.a", "The reply of August 31, 2026 denied the reinstatement.", "August 31, 2026"),
    ("steinbach.b", "Via Report Abuse we sent a first plan on 21.09.2026.", "21.09.2026"),
    ("steinbach.b", "Via Account Health we sent a second plan on 21.09.2026.", "21.09.2026"),
    ("wiesental.b", "We repeated it in the same way on 2 November 2026.", "2 November 2026"),
    ("wiesental.b", "We got on 20 October 2026 the answer that the reviews stay.", "20 October 2026"),
    ("coolabah.a", "Please look at the scans we sent on 19 October 2026.", "19 October 2026"),
)
"""Sentences in which a day of the history is that of something else, with the words found."""
TRUE = (
    ("chandni.a", "Our account is suspended since 3 July 2026."),
    ("chandni.a", "On 11 August 2026 the same notice came again."),
    ("chandni.a", "We appealed twice, on 22 July and 5 August 2026."),
    ("chandni.a", "A reminder on 7 September 2026, and on 18 September 2026 the reply was a refusal."),
    ("chandni.a", "The nudge of 7 September 2026 is on file."),
    ("chandni.a", "A reminder by email followed on 7 September 2026."),
    ("chandni.a", "The account stays suspended since 18 September 2026 on the same ground."),
    ("granite_peak.a", "After the second (September 16, 2026) your decision was repeated."),
    ("granite_peak.a", "We were told on October 7, 2026 that nothing changes."),
    ("granite_peak.a", "The reply of August 31, 2026 brought the same notice."),
    ("steinbach.b", "Via Account Health we sent a first plan on 21.09.2026."),
    ("wiesental.b", "We repeated it in the same way on 20 October 2026."),
    ("wiesental.b", "We got on 2 November 2026 the answer that the reviews stay."),
    ("coolabah.a", "Please look at the scans we sent on 26 October 2026."),
)
"""The same with the case's own days."""


def found(name: str, sentence: str) -> list[str]:
    """Give what CT205 finds of one more sentence in the opening of a letter of the dev split."""
    subject = next(one for one in subjects("dev") if one.name == name)
    brief = assess(subject.case, AS_OF)[1]
    opening = read_sheet(subject.text).paragraphs_before[0].text
    sheet = read_sheet(subject.text.replace(opening, f"{opening} {sentence}", 1))
    reading = LetterReading(sheet, brief.policy, brief, brief.ledger.order, brief.ledger.currency, brief.rung)
    hits = [hit for hit in wrong_history(reading) if hit.span and not isinstance(hit.where, str)]
    at = {hit.where.text.find(sentence) for hit in hits if not isinstance(hit.where, str)}
    return [
        hit.where.text[slice(*hit.span)]
        for hit in hits
        if not isinstance(hit.where, str) and hit.span and hit.span[0] >= max(at, default=0) >= 0
    ]


@pytest.mark.parametrize(("name", "sentence", "words"), FALSE, ids=lambda value: value[:50])
def test_a_day_of_something_else_is_found(name: str, sentence: str, words: str) -> None:
    """A fixed wording says what a day is a day of, and the case has it for something else."""
    assert any(words in one for one in found(name, sentence))


@pytest.mark.parametrize(("name", "sentence"), TRUE, ids=lambda value: value[:50])
def test_a_true_day_is_left_alone(name: str, sentence: str) -> None:
    """The same wording with the day that the case has is not blamed."""
    assert found(name, sentence) == []
