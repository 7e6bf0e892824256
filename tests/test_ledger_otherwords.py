"""The ledger: numbers told in other words than the case's own."""

from __future__ import annotations

import pytest
from ledger_kit import case_with, ledger, sources

PLAN = {
    "root_causes": [{"statement": "Three buyers wrote of a cracked lid and nobody answered them."}],
    "preventive_measures": [
        {
            "statement": "Dana Roth holds one key of the store and Omar Haddad the other.",
            "how": "A walk with a list, fortnightly",
            "status": "completed",
        },
        {
            "statement": "Open orders are read at 10 am and at noon.",
            "result": "All but 20 of 640 orders left the same day, that is 620.",
            "status": "completed",
        },
    ],
    "text": "Plan.",
}
HELD = ledger(case_with(poa=PLAN))


@pytest.mark.parametrize(
    "sentence",
    [
        "Three persons had written of a cracked lid.",
        "There are two keys of the store.",
        "The list is walked every two weeks.",
        "Open orders are read at 10 and at twelve.",
        "Of 640 orders, all but 20 left the same day.",
    ],
)
def test_a_number_told_in_other_words_is_held(sentence: str) -> None:
    """People by what they are, one and the other, hours without their half of the day, and what is left out of all."""
    assert None not in sources(sentence, HELD)


@pytest.mark.parametrize(
    "sentence",
    [
        "Four persons had written of a cracked lid.",
        "There are three keys of the store.",
        "The list is walked every nine days.",
        "Open orders are read at 11.",
        "Of 640 orders, all but 30 left the same day.",
    ],
)
def test_another_number_in_such_words_is_not(sentence: str) -> None:
    """The words excuse no number that the case does not have."""
    assert None in sources(sentence, HELD)
