"""Where quoted words stand: verbatim, white space and typography apart, and never in the middle of a word or a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalate_ai.text.quotes import Quotable


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("We removed the listing.", "removed the listing", "removed the listing"),
        ("We removed\n  the\u00a0listing.", "removed the listing", "removed\n  the\u00a0listing"),
        ("The \u201cbrand\u2019s\u201d invoice \u2013 dated", '"brand\'s" invoice - dated', "brand\u2019s\u201d invoice \u2013 dated"),
        ("We re\u200bmoved it.", "We removed it.", "We re\u200bmoved it."),
        ("Ten units.", '"Ten units."', "Ten units."),
    ],
)
def test_words_are_found_whatever_their_spaces_and_marks(text: str, quote: str, found: str) -> None:
    """A quotation is found over line ends, odd spaces, curly quotes and invisible marks, and its place is in the original."""
    ((start, end),) = Quotable(text).places(quote)
    assert text[start:end] == found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("1,212 units", "212 units"),
        ("2026-08-14", "08-14"),
        ("We unlisted it", "listed it"),
        ("We did not remove it", "We did remove it"),
        ("We removed it", "we removed it today"),
        ("We removed all of it", "We removed ... it"),
        ("a", "a"),
        ("anything", ""),
        ("anything", '""'),
    ],
)
def test_what_does_not_stand_there_is_not_found(text: str, quote: str) -> None:
    """Pieces of words and numbers, skipped or added words, dots and nothing at all are no quotation."""
    assert Quotable(text).places(quote) == ()


def test_every_place_is_given_in_order() -> None:
    """Words that stand twice are found twice."""
    text = "A unit. A unit."
    assert [text[start:end] for start, end in Quotable(text).places("A unit")] == ["A unit", "A unit"]


@given(st.text(max_size=200), st.data())
def test_any_words_of_a_text_between_spaces_are_found_in_it(text: str, data: st.DataObject) -> None:
    """Whole words cut from a text are found, and places never leave the text."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for first, last in Quotable(text).places(text[start:end]):
        assert 0 <= first < last <= len(text)
