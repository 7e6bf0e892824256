"""Patterns that pay no heed to case find what they find by themselves."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalate_ai.rules.history_forms import _forms  # pyright: ignore[reportPrivateUsage]
from escalate_ai.text.anycase import AnyCase, _lowered  # pyright: ignore[reportPrivateUsage]
from escalate_ai.text.frequency_words import may_tell, per, tells, tells_of_period

PATTERNS = (
    AnyCase(re.compile(r"\b(?:The|our)\s(?P<Ordinal>Second|\d)\s[A-Z]\S", re.IGNORECASE)),
    may_tell(),
    AnyCase(per()),
    *(form.pattern for form in _forms()),
)
WORDS = (
    "The",
    "second",
    "A\u0130",
    "plan",
    "every",
    "WEEK",
    "a week",
    "on \x01",
    "we",
    "sent",
    "\u00a7",
    "deactivated",
    "since",
    "\u212aept",
    "twice",
)


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=40))
def test_places_are_those_of_the_pattern(text: str) -> None:
    """The places are those that the pattern finds by itself, in any letters."""
    for one in PATTERNS:
        assert [hit.span() for hit in one.places(text)] == [hit.span() for hit in one.pattern.finditer(text)]
        assert one.stands_in(text) == (one.pattern.search(text) is not None)


@given(st.lists(st.sampled_from([*WORDS, "DAILY", "carefully", "weekdays,", "of an Hour", "each\nmonth", "per"]), max_size=8).map(" ".join))
def test_frequencies_are_told_where_their_patterns_stand(text: str) -> None:
    """Looking at the words first loses nothing."""
    assert tells(text) == (may_tell().pattern.search(text) is not None)
    assert tells_of_period(text) == (per().search(text) is not None)


@pytest.mark.parametrize("text", ["our SECOND plan", "Our second Plan", "the 2 Ab"])
def test_words_stay_as_written(text: str) -> None:
    """What is found has the letters of the text, not those it was looked for in."""
    assert [hit[0] for hit in PATTERNS[0].places(text)] == [text[: hit.end()] for hit in PATTERNS[0].pattern.finditer(text)]


@pytest.mark.parametrize("one", [form.pattern for form in _forms()], ids=lambda one: one.pattern.pattern[:40])
def test_what_a_pattern_needs_stands_in_all_it_finds(one: AnyCase) -> None:
    """A piece of `needs` stands in whatever the pattern finds, so that nothing is lost without it."""

    @settings(max_examples=15, database=None)
    @given(st.from_regex(_lowered(one.pattern.pattern), alphabet=st.characters(codec="ascii")))
    def holds(text: str) -> None:
        assert any(piece in text for piece in one.needs)

    holds()
