"""Whole letters by different hands: good ones pass, bad ones are found out for what is wrong with them."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from escalate_ai.case.case import Case
from escalate_ai.checking import check
from escalate_ai.ladder import readiness
from escalate_ai.terms import Severity

LETTERS = Path(__file__).parent / "data" / "letters"
GOOD = sorted((LETTERS / "good").glob("*.txt"))
BAD = sorted((LETTERS / "bad").glob("*.txt"))


@dataclass(frozen=True)
class Stand:
    """A case with the day and the rung its letter was written on."""

    case: Case
    as_of: date
    rung: str


def stand_of(path: Path) -> Stand:
    """Give the case beside a letter."""
    data = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return Stand(Case.model_validate_json(json.dumps(data["case"])), date.fromisoformat(data["as_of"]), data["rung"])


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_letter_passes(path: Path) -> None:
    """A competent letter has no error, whoever wrote it, on every rung, kind and stance."""
    stand = stand_of(path)
    report = check(path, kind="letter", case=stand.case, rung=stand.rung, as_of=stand.as_of)
    assert [(f.rule, f.quote, f.message) for f in report.findings if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_the_case_of_a_good_letter_stands_on_its_rung(path: Path) -> None:
    """The letters are judged on the rung the ladder advises."""
    stand = stand_of(path)
    assert readiness(stand.case, stand.as_of).rung.value == stand.rung


EXPECTED = tomllib.loads((LETTERS / "bad" / "codes.toml").read_text("utf-8"))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_letter_is_found_out(path: Path) -> None:
    """Each fault that a bad letter was written for is found, and its words stand where the finding says."""
    row = EXPECTED[path.stem]
    stand = stand_of(LETTERS / "good" / f"{row['case']}.txt")
    text = path.read_text("utf-8")
    report = check(path, kind="letter", case=stand.case, rung=stand.rung, as_of=stand.as_of)
    assert set(row["codes"]) <= {finding.rule for finding in report.findings}
    assert not report.passed
    for finding in report.findings:
        if finding.span:
            assert finding.where == "text"
            assert text[finding.span[0] : finding.span[1]] == finding.quote
