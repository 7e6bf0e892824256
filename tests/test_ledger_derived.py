"""Counts told by another word, and numbers worked out of others: what follows from a case, what is a sum, and what is invented."""

from __future__ import annotations

import pytest
from ledger_kit import case_with, ledger, sources

from escalate_ai.ledger import Ledger

PLAN = {
    "root_causes": [
        {"statement": "From March 2 to April 5, 2026, 1,480 orders for yoga mats went out and 172 of them had no valid tracking number."},
        {"statement": "Our packing hall in Leeds had two packers on shift, and 61 parcels waited over a weekend."},
    ],
    "corrective_actions": [
        {
            "statement": "Recalled the 236 sold mats with the wrong foam",
            "how": "A letter to each of the 198 buyers",
            "result": "187 mats had come back by June 4, 2026, every box was opened; seven buyers did not answer",
            "status": "completed",
            "completed_on": "2026-06-04",
        },
        {
            "statement": "Compared the labels of all 74 colours with the register",
            "how": "By two temporary workers, in the British and the German register",
            "result": "Eight labels were wrong and were reprinted; the printing cost £31.50 each",
            "status": "completed",
            "completed_on": "2026-05-20",
        },
    ],
    "preventive_measures": [
        {
            "statement": "Lots 5501, 5504 and 5510 were tested by Aire Laboratory before they were listed",
            "how": "Each test takes 20 samples",
            "result": "460 samples by August 31, 2026, none under 95 points; the share of faults fell from 4.2% to 1.1%",
            "status": "completed",
            "in_effect_since": "2026-06-15",
        },
        {
            "statement": "The courier collects at 11:00 and at 16:30",
            "how": "Checked four times with the depot",
            "result": "Stock with fewer than five pieces goes off sale",
            "status": "completed",
            "in_effect_since": "2026-07-01",
        },
    ],
}


@pytest.fixture(scope="module")
def held() -> Ledger:
    """A case of another trade than the splits'."""
    return ledger(case_with(poa=PLAN))


@pytest.mark.parametrize(
    "sentence",
    [
        "Every colour was compared: 74 comparisons, eight reprints.",
        "The boxes of the mats were opened, 187 boxes in number.",
        "All 198 people were sent a letter.",
        "We had a letter printed for each of the mats: 198 letters to the buyers.",
        "Two registers were looked into, the British and the German.",
        "Aire Laboratory tested three lots.",
        "A couple of temps compared the labels with the register.",
        "The depot was asked four times; four checks in all with the depot.",
        "The courier comes two times a day.",
        "Anything with four or fewer pieces goes off sale.",
        "Nobody's sample was under 95 points.",
        "236 mats were sold, 187 came back, which leaves 49.",
        "Of the 236 mats 187 are back; the other 49 are not.",
        "With 20 samples each, 460 samples make 23 tests.",
        "The share of faults fell by 3.1 points, to 1.1%.",
        "At £31.50 for each of the eight, that is £252.00.",
        "Back: 187 of the mats, roughly 79%.",
    ],
)
def test_the_same_in_other_words_follows(held: Ledger, sentence: str) -> None:
    """A number of the case may be told by the verb, the people or the parts of its own field, and by what is left of it."""
    assert None not in [one for one, text in zip(sources(sentence, held), sentence, strict=False) if text], sources(sentence, held)


@pytest.mark.parametrize(
    "sentence",
    [
        "Every colour was compared: 75 comparisons.",
        "The boxes of the mats were opened, 178 boxes in number.",
        "All 189 people were sent a letter.",
        "Aire Laboratory tested five lots.",
        "Three registers were looked into.",
        "The courier comes three times a day.",
        "Anything with six or fewer pieces goes off sale.",
        "236 mats were sold, 187 came back, which leaves 59.",
        "With 20 samples each, 460 samples make 24 tests.",
        "The share of faults fell by 2.1 points, to 1.1%.",
        "At £31.50 for each of the eight, that is £225.00.",
        "The 198 mats were recalled from 236 suppliers.",
    ],
)
def test_another_number_or_thing_does_not(held: Ledger, sentence: str) -> None:
    """The same words with another number, or a number with a thing that its field does not know, are held by nothing."""
    assert None in sources(sentence, held)


@pytest.mark.parametrize(
    "sentence",
    [
        "We had 236 mats and 61 parcels, together 297.",
        "Altogether 423 mats were handled.",
        "On average 211.5 mats.",
        "236 mats were sold and 187 mats came back, 423 mats.",
        "The mats add up to 423.",
        "We moved 423 mats.",
    ],
)
def test_a_sum_or_average_is_never_silent(held: Ledger, sentence: str) -> None:
    """What is announced as a sum or average, what the sentence adds up, and a sum of one noun in one part has no source, but a how."""
    last = held.found(sentence)[-1]
    assert last.source is None
    assert "sum" in (held.calculated(last) or "") or "average" in (held.calculated(last) or "")


@pytest.mark.parametrize("sentence", ["We handled 297 parcels.", "We counted 434 mats.", "All 423 mats were handled."])
def test_a_sum_nobody_tells_over_parts_or_nouns_is_an_error(held: Ledger, sentence: str) -> None:
    """Numbers of different things or parts that nothing adds up make no third one, and what is said of all is never worked out."""
    last = held.found(sentence)[-1]
    assert (last.source, held.calculated(last)) == (None, None)
