"""CT205 and GR405: what number, order or length of time say of the history, and days of it in bullets."""

from __future__ import annotations

import pytest
from grounding_cases import AS_OF, subjects

from escalate_ai.ladder import assess
from escalate_ai.letterread import read_sheet
from escalate_ai.rules.altered import altered_facts
from escalate_ai.rules.history_facts import wrong_history
from escalate_ai.rules.reading import LetterReading

FALSE = (
    ("steinbach.b", "Our third plan got no answer."),
    ("steinbach.b", "That is a refusal for three weeks."),
    ("larkspur.b", "The fourth report names the offers again."),
    ("coolabah.a", "There has been a refusal."),
    ("coolabah.a", "There's been another denial since."),
    ("chandni.b", "It was a refusal before our reminder."),
    ("granite_peak.a", "We wrote on August 26, 2026; five days later our request was denied."),
    ("granite_peak.a", "We wrote on September 16, 2026, and three weeks later you asked for more information."),
    ("larkspur.b", "We wrote on September 23, 2026; five days later our report was refused."),
    ("chandni.b", "A denial we reminded you of came first."),
)
"""Sentences of the history that are false of their case."""
TRUE = (
    ("steinbach.b", "Our second plan answers it in full."),
    ("steinbach.b", "Our third plan, which answers yours, is enclosed."),
    ("steinbach.b", "That is silence for 19 days."),
    ("larkspur.b", "The second report names the offers again."),
    ("coolabah.a", "There has been no word."),
    ("coolabah.a", "There has been a request for clear scans."),
    ("chandni.b", "It was silence before our reminder."),
    ("granite_peak.a", "We wrote on August 26, 2026; five days later the notice came again."),
    ("granite_peak.a", "We wrote on September 16, 2026, and three weeks later our request was denied."),
    ("granite_peak.a", "There has been a refusal."),
    ("larkspur.b", "We wrote on September 23, 2026; five days later you asked for more information."),
)
"""Neighbours that are true."""
STRAY = (
    ("granite_peak.b", "The authorization ends on October 7, 2026."),
    ("belleroche.a", "The jars were blocked until 27 July 2026."),
    ("coolabah.a", "The bill of 26 October 2026 bears the address."),
)
"""Bullets with a day that the case has for an appeal or an answer alone."""
SETTLED = (
    ("granite_peak.b", "The authorization ends on June 30, 2027."),
    ("belleroche.a", "Since your answer of 29 May 2026 the jars have been blocked."),
    ("coolabah.a", "The scans went in again through Account Health on 26 October 2026."),
)
"""Bullets with a day of their own, or of the history they speak of."""


def reading_of(name: str, sentence: str, *, bullet: bool) -> LetterReading:
    """Give a letter of the dev split with one more sentence in its opening, or one more bullet."""
    subject = next(one for one in subjects("dev") if one.name == name)
    brief = assess(subject.case, AS_OF)[1]
    sheet = read_sheet(subject.text)
    old = sheet.bullets[-1].text if bullet else sheet.paragraphs_before[0].text
    sheet = read_sheet(subject.text.replace(old, f"{old}\n- {sentence}" if bullet else f"{old} {sentence}", 1))
    return LetterReading(sheet, brief.policy, brief, brief.ledger.order, brief.ledger.currency, brief.rung)


def blamed(name: str, sentence: str) -> list[str]:
    """Give what CT205 says of one more sentence."""
    hits = wrong_history(reading_of(name, sentence, bullet=False))
    places = [(hit, hit.where, hit.span) for hit in hits if not isinstance(hit.where, str) and hit.span]
    return [hit.message for hit, where, span in places if span[0] >= where.text.find(sentence) >= 0]


@pytest.mark.parametrize(("name", "sentence"), FALSE, ids=lambda value: value[:50])
def test_a_false_history_is_found(name: str, sentence: str) -> None:
    """A number, an order or a length of time that the case has otherwise is found."""
    assert blamed(name, sentence)


@pytest.mark.parametrize(("name", "sentence"), TRUE, ids=lambda value: value[:50])
def test_a_true_history_is_left_alone(name: str, sentence: str) -> None:
    """What the case has is not blamed."""
    assert blamed(name, sentence) == []


def strays(name: str, sentence: str) -> list[str]:
    """Give what GR405 says of one more bullet."""
    reading = reading_of(name, sentence, bullet=True)
    return [hit.message for hit in altered_facts(reading) if not isinstance(hit.where, str) and sentence in hit.where.text]


@pytest.mark.parametrize(("name", "sentence"), STRAY, ids=lambda value: value[:50])
def test_a_day_of_the_history_has_no_place_in_a_measure(name: str, sentence: str) -> None:
    """A day that the case has for an appeal alone is no day of a measure or document."""
    assert strays(name, sentence)


@pytest.mark.parametrize(("name", "sentence"), SETTLED, ids=lambda value: value[:50])
def test_a_day_in_its_place_is_left_alone(name: str, sentence: str) -> None:
    """A measure's own day stands there, and a day of the history where the words speak of it."""
    assert strays(name, sentence) == []
