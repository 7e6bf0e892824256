"""Texts that are none: `check` says in one sentence what is wrong, at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from cli_kit import Told

from escalate_ai.checking import check
from escalate_ai.errors import DraftError

SEEN_BY_NOBODY = "\u200b\ufeff\n\u00ad \u2060\u3164\t\u034f\r\n"
BAD = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t\r\n  ", "empty"),
    "invisible": (SEEN_BY_NOBODY.encode(), "empty"),
    "binary": (bytes(range(256)) * 40, "no text file"),
    "NUL": (b"Dear team,\0 we ask", "NUL"),
    "Latin-1": ("Sch\u00f6ne Gr\u00fc\u00dfe an das ganze Team".encode("latin-1"), "UTF-8"),
    "10 MB": (b"We ask that the account be reinstated. " * 270_000, "200,000 are read at most"),
    "one line of 1 MB": (b"word " * 200_000, "200,000 are read at most"),
    "one word of 1 MB": (b"a" * 1_000_000, "200,000 are read at most"),
    "1 MB of invisible marks": (("\u200b" * 350_000).encode(), "empty"),
    "30 MB": (b"x" * 30_000_000, "20,000,000 are read at most"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("kind", ["letter", "plan"])
def test_a_text_that_is_none_is_refused_in_one_line(name: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line on standard error that names the file and the fault, nothing on standard output, exit 2, within two seconds."""
    content, said = BAD[name]
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    started = time.process_time()
    told = Told(capsys, "check", str(path), "--as", kind)
    assert time.process_time() - started < 2.0
    assert (told.code, told.out) == (2, "")
    (line,) = told.err.splitlines()
    assert line.startswith("error: ")
    assert "letter.txt" in line
    assert said in line


@pytest.mark.parametrize("text", [" ", "\n\n", SEEN_BY_NOBODY])
def test_a_text_nobody_sees_is_empty(text: str) -> None:
    """What is given as text or bytes is refused as a file would be."""
    for given in (text, text.encode()):
        with pytest.raises(DraftError, match="empty"):
            check(given, kind="letter")


@pytest.mark.parametrize(
    "text",
    [
        "A" * 49_000,
        "Ab & " * 9_900,
        "a\u200b" * 24_000,
        "\u0430 " * 24_000,
        "\u202ea" * 20_000,
        "On May 3, 2026 Dana Orlov of Kestrel & Sons LLC counted 14 orders. " * 700,
        '"Sop list ' * 4_500,
        "A.B." * 12_000,
    ],
    ids=["one word", "capitals", "zero width", "look-alikes", "right to left", "names", "quotes", "abbreviations"],
)
def test_a_long_and_hostile_text_ends(text: str) -> None:
    """The longest text that is read takes seconds at most, whatever stands in it."""
    started = time.process_time()
    report = check(text, kind="letter")
    assert not report.passed
    assert time.process_time() - started < 4.0
