"""Names of common words, numbers of papers said otherwise, greetings of other languages: what stands between a name and a mere capital."""

from __future__ import annotations

import pytest

from escalate_ai.text.identifiers import find_identifiers
from escalate_ai.text.names import find_names

NAMED = (
    ("Pinto Hermanos carried out the inspection.", "Pinto Hermanos"),
    ("Silver Birch confirmed the delivery.", "Silver Birch"),
    ("The account is related to Harbor Lane.", "Harbor Lane"),
    ("We signed a contract with Golden Anchor in May.", "Golden Anchor"),
    ("We had the pads from Stone Lantern.", "Stone Lantern"),
    ("She declared that Golden Anchor had offered her money.", "Golden Anchor"),
    ("Blue Heron writes that it never sold to him.", "Blue Heron"),
)
UNNAMED = (
    "Egregi Signori,",
    "Cordiali saluti,",
    "Muy señores nuestros:",
    "Sehr geehrte Damen und Herren,",
    "Largest deviation: 0.2 mm.",
    "Strictest checks come first.",
    "Our stock was low from Black Friday on.",
    "The Shipping Desk took it over.",
    "We know that the Best Before is printed on it.",
    "Quality Control writes the report.",
    "We moved the date to New Year.",
)
NUMBERED = (
    ("The mark is registered for us under number 018774215.", "018774215"),
    ("It stands in the portal as no. 40817725.", "40817725"),
    ("They withdrew number 60481937752 in May.", "60481937752"),
    ("The file is numbered 2204417.", "2204417"),
    ("Zertifikat Nr. 4451209 is enclosed.", "4451209"),
)
UNNUMBERED = ("We counted a number 12 times.", "House no. 14 is ours.", "The number of 480 units is right.", "It has no 500000 in it.")


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_two_common_words_with_capitals_are_a_name_where_somebody_acts_or_is_dealt_with(text: str, name: str) -> None:
    """Who carries out, confirms or is contracted with is somebody, though a dictionary has both words."""
    assert [found.text for found in find_names(text)] == [name]


@pytest.mark.parametrize("text", UNNAMED)
def test_greetings_superlatives_and_desks_are_no_names(text: str) -> None:
    """A capital that any language or any sentence's beginning gives names nobody."""
    assert find_names(text) == ()


@pytest.mark.parametrize(("text", "number"), NUMBERED)
def test_a_long_number_called_number_is_an_identifier(text: str, number: str) -> None:
    """The paper need not stand right before its number."""
    assert [found.text for found in find_identifiers(text)] == [number]


@pytest.mark.parametrize("text", UNNUMBERED)
def test_short_numbers_and_counts_are_none(text: str) -> None:
    """A count, a house and a negation are no references."""
    assert find_identifiers(text) == ()
