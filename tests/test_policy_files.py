"""A house's policy file: what is wrong in it is told with its line, and no file is too strange for a clear error."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalate_ai.errors import FAULTS_LISTED, PolicyError
from escalate_ai.policy import Policy


def refused(path: Path, text: str) -> PolicyError:
    """Give the error of a policy file with this text."""
    path.write_text(text, "utf-8")
    with pytest.raises(PolicyError) as caught:
        Policy.load(path)
    assert caught.value.where is not None
    assert caught.value.where.file == str(path)
    return caught.value


@pytest.mark.parametrize(
    "text",
    ["a=" + "[" * 3000, "a=" + "[" * 300 + "]" * 300, "a=" + "{b=" * 3000, ".".join("a" * 3000) + "=1", "[" + ".".join("a" * 900) + "]"],
    ids=["open lists", "lists", "tables", "dotted key", "dotted table"],
)
def test_tables_and_lists_without_end_are_refused(tmp_path: Path, text: str) -> None:
    """A file that stands thousands deep in itself is a fault of the file, however it is written."""
    error = refused(tmp_path / "house.toml", text)
    assert "deep" in error.message or "no valid TOML" in error.message


def test_broken_toml_names_its_line_as_a_line(tmp_path: Path) -> None:
    """The line stands in the place of the error and not in its sentence."""
    error = refused(tmp_path / "house.toml", "[waits]\npending_days = 7\nsource = \n")
    assert error.where is not None
    assert error.where.line == 3
    assert "line 3" not in error.message
    end = refused(tmp_path / "house.toml", '[waits]\nsource = """never closed\n')
    assert end.where is not None
    assert end.where.line is not None


TWO_DESKS = """# ours
[waits]
pending_day = 7

[letter]
reading_grade = "high"

[[recipients]]
rung = "nudge"
kinds = ["reinstate_account"]
name = "Desk"
channel = "account_health"
verified_on = 2026-11-23
[[recipients]]
rung = "nudgee"
kinds = ["reinstate_account"]
channel = "account_health"
verified_on = 2026-11-23
"""


def test_wrong_keys_and_values_name_their_lines(tmp_path: Path) -> None:
    """A misspelt key, a wrong value, a value within a list of tables and a missing key each have a line."""
    lines = {fault.where.key: fault.where.line for fault in refused(tmp_path / "house.toml", TWO_DESKS).faults}
    assert lines == {"waits.pending_day": 3, "letter.reading_grade": 6, "recipients.1.rung": 15, "recipients.1.name": 14}
    assert refused(tmp_path / "house.toml", 'plan.glory_sentences = "x"\n').faults[0].where.line == 1
    assert refused(tmp_path / "house.toml", '\nmodel = "on"\n').faults[0].where.line == 2


def test_thousands_of_wrong_keys_are_counted(tmp_path: Path) -> None:
    """Fifty faults are listed and the others counted; long values are cut."""
    error = refused(tmp_path / "house.toml", "[letter]\n" + "".join(f"k{number}=1\n" for number in range(10_000)))
    assert len(error.faults) == FAULTS_LISTED + 1
    assert error.faults[-1].message == "and 9,950 more of the same kind; mend these first"
    assert len(str(refused(tmp_path / "house.toml", f'[letter]\nreading_grade = "{"x" * 100_000}"'))) < 1000
