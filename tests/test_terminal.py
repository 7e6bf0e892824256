"""Rows of text on a screen, in a file, and in an encoding that lacks typography."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalate_ai.terminal import Ink, cells, drawn, plain_marks, prose, visible, width_of


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Claim to be one."""
        return True


@given(st.text(max_size=400), st.integers(24, 120))
def test_prose_stays_within_the_width_wherever_words_allow_it(text: str, width: int) -> None:
    """No row is wider than asked for unless one word alone is."""
    longest = max((len(word) for word in visible(text.replace("\n", " ")).split()), default=0)
    for row in prose(text, width, indent="  ", lead="- "):
        assert len(row[0].text) <= max(width, longest + 4)


@given(st.text(max_size=200))
def test_nothing_that_steers_a_terminal_is_let_through(text: str) -> None:
    """Control and format characters of hostile input never reach a screen."""
    assert not [mark for mark in visible(text) if unicodedata.category(mark) in {"Cc", "Cf"}]


def test_prose_hangs_under_its_lead() -> None:
    """The lead stands before the first line, and later lines line up with its text."""
    rows = [row[0].text for row in prose("one two three four five six seven", 24, indent="  ", lead="- ")]
    assert rows == ["  - one two three four", "    five six seven"]


def test_file_gets_plain_text_without_a_trailing_blank() -> None:
    """A stream that is no terminal gets no escape sequences and no trailing spaces."""
    assert drawn([(Ink("error ", "bold red"), Ink("words  "))], io.StringIO()) == "error words\n"


def test_terminal_gets_colour_and_no_color_takes_it_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Red is red on a screen, and no colour code is written where NO_COLOR is set."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[31m" in drawn([(Ink("error", "red"),)], Screen())
    monkeypatch.setenv("NO_COLOR", "1")
    assert drawn([(Ink("error", "red"),)], Screen()) == "error\n"


def test_square_brackets_of_a_text_are_no_markup() -> None:
    """Words in brackets, like a placeholder, are shown as they stand."""
    assert "[bold] [ASIN] :smile:" in drawn([(Ink("[bold] [ASIN] :smile:"),)], Screen())


def test_width_follows_the_terminal_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen of 40 columns gives 40, one of 300 gives 100, a file gives 100, a closed stream gives 100."""
    monkeypatch.setenv("COLUMNS", "40")
    assert width_of(Screen()) == 40
    monkeypatch.setenv("COLUMNS", "300")
    assert width_of(Screen()) == 100
    closed = io.StringIO()
    closed.close()
    assert (width_of(io.StringIO()), width_of(closed)) == (100, 100)


def test_wide_and_combining_marks_are_counted_as_the_screen_shows_them() -> None:
    """A CJK character takes two columns, a combining accent none."""
    assert (cells("家"), cells("e\u0301"), cells("abc")) == (2, 1, 3)


def test_typography_falls_back_to_plain_marks_in_a_poor_encoding() -> None:
    """Quotes and dashes become their ASCII kin, what has none a question mark."""
    error = UnicodeEncodeError("ascii", "“a”–…家", 0, 6, "no")
    assert plain_marks(error) == ('"?"-...?', 6)
    with pytest.raises(UnicodeDecodeError):
        plain_marks(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no"))
