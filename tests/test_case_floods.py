"""Case files that flood: thousands of faults, values or levels end soon, in one error that a person can read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from escalate_ai.case.case import Case
from escalate_ai.case.marked import VALUES
from escalate_ai.errors import FAULTS_LISTED, CaseError
from escalate_ai.nearest import nearest

MANY = VALUES - 1000


def refused(path: Path, text: str) -> CaseError:
    """Give the error of a case file with this text."""
    path.write_text(text, "utf-8")
    began = time.process_time()
    with pytest.raises(CaseError) as caught:
        Case.load(path)
    assert time.process_time() - began < 6
    assert len(str(caught.value)) < 40_000
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"zzk{number}: 1\n" for number in range(MANY)),
        "appeals:\n" + "- {a: 1}\n" * (MANY // 3),
        "a: 1\n" * MANY,
        "a: [" + "&a b," * MANY + "]\n",
        "evidence:\n" + "- {file: x.pdf, title: a, id: E}\n" * (MANY // 4),
        "poa:\n  root_causes:\n"
        + "".join(f"  - id: Q{n}\n" for n in range(4000))
        + f"  corrective_actions:\n  - resolves: [{'RX9,' * 9000}]\n",
    ],
    ids=["unknown keys", "bad attempts", "doubled keys", "anchors", "doubled ids", "dangling references"],
)
def test_the_first_faults_are_listed_and_the_rest_is_counted(tmp_path: Path, text: str) -> None:
    """However many faults there are, fifty stand in the error, in the order of the file, with one line for the others."""
    faults = refused(tmp_path / "case.yaml", text).faults
    assert len(faults) == FAULTS_LISTED + 1
    assert faults[-1].message.startswith("and ")
    assert faults[-1].message.endswith("more of the same kind; mend these first")
    lines = [fault.where.line or 0 for fault in faults[:-1]]
    assert lines == sorted(lines)


@pytest.mark.parametrize(("name", "text"), [("c.yaml", "x: [" + "a," * 489_000 + "a]\n"), ("c.json", '{"x":[' + "1," * 450_000 + "1]}")])
def test_too_many_values_are_found_while_reading(tmp_path: Path, name: str, text: str) -> None:
    """A megabyte of small values is left as soon as there are more than any case has."""
    assert f"more than {VALUES:,} values" in refused(tmp_path / name, text).faults[0].message


def test_long_words_are_cut_in_messages(tmp_path: Path) -> None:
    """A key and a value of hundreds of thousands of characters are shown by their beginnings."""
    assert len(str(refused(tmp_path / "c.json", '{"' + "k" * 400_000 + '": "' + "v" * 400_000 + '"}'))) < 2000


def test_near_misses_are_sought_among_few_names() -> None:
    """Thousands of known names are neither compared nor listed."""
    assert len(nearest("zzz", (f"a{number}" for number in range(100_000)))) < 1000
