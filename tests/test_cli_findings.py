"""How findings are drawn: the words in their line, marks exactly under them, the place, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalate_ai import check
from escalate_ai.cli.show_findings import Shown, finding_rows, report_rows, tally, texts_of_file, verdict
from escalate_ai.cli.show_outcome import draft_faults
from escalate_ai.findings import Allowed, Finding, Report
from escalate_ai.terminal import cells
from escalate_ai.terms import Severity


def _finding(text: str, span: tuple[int, int] | None, severity: Severity = Severity.ERROR) -> Finding:
    quote = text[slice(*span)] if span else None
    return Finding(
        rule="TN301",
        name="emotional-plea",
        severity=severity,
        where="opening",
        span=span,
        quote=quote,
        message="It pleads.",
        suggestion="Take it out.",
    )


def _lines(text: str, span: tuple[int, int] | None, width: int = 60) -> list[str]:
    rows = finding_rows([_finding(text, span)], {"opening": Shown(text)}, width)
    return ["".join(ink.text for ink in row) for row in rows]


def test_marks_stand_exactly_under_the_words() -> None:
    """The caret row covers the quoted words and nothing else."""
    text = "We ask you to save our family from ruin and to read the plan."
    start = text.index("save our family")
    lines = _lines(text, (start, start + 15), 80)
    assert lines[2] == f"  | {text}"
    assert lines[3].index("^") == lines[2].index("save our family")
    assert lines[3].count("^") == 15
    assert lines[4:] == ["  It pleads.", "  -> Take it out."]


@given(st.text(min_size=1, max_size=300), st.data(), st.integers(24, 100))
def test_any_words_are_marked_within_the_width(text: str, data: st.DataObject, width: int) -> None:
    """Whatever stands in the text and wherever the span lies, both rows fit the screen and the marks end inside the shown words."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown, marks = _lines(text, (start, end), width)[2:4]
    assert cells(shown) <= width
    assert cells(marks) <= width
    assert marks.endswith("^")


def test_long_line_is_cut_on_both_sides_around_the_words() -> None:
    """Of a line far wider than the screen the neighborhood of the words is shown, with an ellipsis at each cut."""
    text = "before " * 40 + "PLEA" + " after" * 40
    start = text.index("PLEA")
    shown, marks = _lines(text, (start, start + 4))[2:4]
    assert shown.startswith("  | …")
    assert shown.endswith("…")
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "PLEA"


def test_words_over_several_lines_are_shown_in_one() -> None:
    """A span that crosses a line end is drawn in one row."""
    shown, marks = _lines("one two\nthree four", (4, 13))[2:4]
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "two three"


def test_what_is_absent_has_no_marks() -> None:
    """A finding without words gives its place, message and advice."""
    assert _lines("", None)[1:] == ["error TN301 emotional-plea  opening", "  It pleads.", "  -> Take it out."]


def test_a_quote_without_its_text_is_shown_alone() -> None:
    """Where the text is not at hand the quoted words themselves are shown and marked."""
    rows = list(finding_rows([_finding("save us", (0, 7))], {}, 60))
    assert ["".join(ink.text for ink in row) for row in rows][2:4] == ["  | save us", "  | ^^^^^^^"]


def test_place_in_a_file_is_given_with_its_line(tmp_path: Path) -> None:
    """A finding in a text file names the line its words stand on."""
    path = tmp_path / "letter.txt"
    path.write_text("Subject: a\n\nDear team,\n\nWe beg you to read this again.\n\n- one\n- two\n\nThanks.\n\nA Person\n")
    texts = texts_of_file(path)
    start = texts["opening"].text.index("beg")
    rows = list(finding_rows([_finding(texts["opening"].text, (start, start + 3))], texts, 80))
    assert rows[1][-1].text.strip() == "opening, line 5"


@pytest.mark.parametrize("content", [b"\x00\xff\xfe", b"", b"\r\n\r\n", "\u202eabc\u200b".encode()])
def test_reading_a_hostile_file_for_its_words_does_not_crash(tmp_path: Path, content: bytes) -> None:
    """Binary, empty and bent texts give parts or none, never an exception."""
    (tmp_path / "letter.txt").write_bytes(content)
    assert texts_of_file(tmp_path / "letter.txt").keys() <= {"text", "opening"}
    assert texts_of_file(tmp_path) == {}


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfDear team,\n\nWe beg you.\n", b"Dear team,\r\n\r\nWe beg you.\r\n"])
def test_words_are_marked_in_files_as_windows_saves_them(tmp_path: Path, data: bytes) -> None:
    """A mark at the beginning and line ends of two characters move no mark away from its words."""
    path = tmp_path / "letter.txt"
    path.write_bytes(data)
    report = check(path, kind="letter")
    found = next(one for one in report.findings if one.quote and one.where == "text")
    rows = ["".join(ink.text for ink in row) for row in finding_rows([found], texts_of_file(path), 80)]
    assert rows[1].endswith("line 3")
    assert rows[2] == "  | We beg you."


def test_report_says_what_was_silenced_and_what_was_not_looked_at() -> None:
    """Allowed rules come with reason and count, skipped ones by code."""
    allowed = (Allowed(rule="FM110", reason="grade 15 is our clients' own", findings=(_finding("x", (0, 1), Severity.WARNING),)),)
    rows = report_rows(Report.of((), allowed, ("CT205",)), {}, 100)
    text = "\n".join("".join(ink.text for ink in row) for row in rows)
    assert "FM110 allowed: grade 15 is our clients' own (1 finding)" in text
    assert "CT205" in text


def test_verdict_is_one_line() -> None:
    """The line that sums a report up says the word and the counts."""
    assert "".join(ink.text for ink in verdict("passed", Report.of(()), good=True)) == "passed: no findings"


def test_tally_counts_in_words() -> None:
    """Counts are said by severity, with plurals where they belong."""
    found = [_finding("x", (0, 1)), _finding("x", (0, 1)), _finding("x", (0, 1), Severity.NOTE)]
    assert tally(Report.of(found)) == "2 errors, 1 note"


def test_draft_faults_are_told_once_a_rule() -> None:
    """A rule broken three times is one sentence with its words; a rule broken once is its own message."""
    pleas = [_finding("I beg you to save our family", span) for span in ((0, 5), (2, 9), (13, 28))]
    shouting = pleas[0].model_copy(update={"rule": "FM112", "name": "shouting", "message": "It shouts."})
    assert list(draft_faults([*pleas, shouting])) == [
        'TN301 emotional-plea, 3 times: "I beg", "beg you", "save our family"',
        "FM112 shouting: It shouts.",
    ]


def test_a_flood_of_findings_is_cut_on_the_screen_and_counted() -> None:
    """The first two hundred are drawn, one line counts the others."""
    rows = list(finding_rows([_finding("We beg.", (3, 6))] * 10_000, {}, 60))
    assert rows[-1][0].text == "and 9,800 more; --format json gives all of them"
    assert len(rows) < 200 * 6 + 3
