"""Where a fault of a case is: the file as the caller named it, the line, the key; also where it is found long after loading."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest
from cli_kit import CASE, laid_out

from escalate_ai.case.case import Case
from escalate_ai.errors import CaseError, InputError
from escalate_ai.ladder import readiness


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case that is ready for an executive letter."""
    return laid_out(tmp_path / "alder")


def line_of(folder: Path, words: str) -> int:
    """Give the line of the case file that holds these words."""
    lines = (folder / "case.yaml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_a_day_before_the_newest_fact_names_file_and_line_of_that_fact(folder: Path) -> None:
    """The error points at the newest date in the case file, whatever is done with the case between."""
    for case in (Case.load(folder), pickle.loads(pickle.dumps(Case.load(folder))), Case.load(folder / "case.yaml")):  # noqa: S301  our own
        newest = case.newest_day[0]
        with pytest.raises(InputError) as caught:
            readiness(case, as_of=date(2026, 1, 5))
        where = caught.value.where
        assert where is not None
        assert where.file == str(folder / "case.yaml")
        assert where.line is not None
        assert newest.isoformat() in (folder / "case.yaml").read_text("utf-8").splitlines()[where.line - 1]


def test_a_case_built_in_python_has_keys_and_no_lines(folder: Path) -> None:
    """Without a file the place is the key alone."""
    case = Case.model_validate(Case.load(folder).model_dump(mode="json"))
    assert (case.where("seller").file, case.where("seller").line, case.where("seller").key) == (None, None, "seller")


def test_a_lone_reply_is_found_under_its_own_name(folder: Path) -> None:
    """`replies[0]` of an attempt stands in the file as `reply`."""
    case = Case.load(folder)
    place = next((at for at, attempt in enumerate(case.appeals) if attempt.replies), None)
    assert place is not None
    where = case.where(f"appeals[{place}].replies[0].received_on")
    assert where.key in {f"appeals[{place}].reply.received_on", f"appeals[{place}].replies[0].received_on"}
    assert where.line is not None


def test_faults_carry_the_path_as_the_caller_wrote_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative folder stays relative, so that the log of many cases tells which one is wrong."""
    (folder / "case.yaml").write_text(CASE.replace("marketplace: US", "marketplace: UX"), "utf-8")
    monkeypatch.chdir(folder.parent)
    for given in ("alder", "alder/case.yaml"):
        with pytest.raises(CaseError, match=r"in alder.case\.yaml") as caught:
            Case.load(given)
        assert {fault.where.file for fault in caught.value.faults} == {str(Path("alder") / "case.yaml")}


def test_a_control_character_names_its_line(folder: Path) -> None:
    """A raw bell in the case file is told with its line."""
    text = CASE.replace("Alder Creek", "Alder \x07Creek")
    (folder / "case.yaml").write_text(text, "utf-8")
    with pytest.raises(CaseError, match=r"U\+0007") as caught:
        Case.load(folder)
    assert caught.value.faults[0].where.line == 2


def test_a_key_left_empty_is_told_with_what_it_takes(folder: Path) -> None:
    """An empty key says so and lists the words it takes; None is never shown."""
    text = CASE.replace("kind: inauthentic", "kind:").replace("notified_on: 2026-08-03", "notified_on:")
    text = text.replace("store_name: Alder Creek Kitchen", "store_name:")
    (folder / "case.yaml").write_text(text, "utf-8")
    with pytest.raises(CaseError) as caught:
        Case.load(folder)
    said = {fault.where.key: fault.message for fault in caught.value.faults}
    assert said["enforcement.kind"].startswith("is empty: give one of ")
    assert "inauthentic" in said["enforcement.kind"]
    assert said["enforcement.notified_on"].startswith("is empty: a day is written YYYY-MM-DD")
    assert said["seller.store_name"] == "is empty: write a value"
    assert "None" not in str(caught.value)


def test_a_plan_that_cannot_be_read_is_one_fault(folder: Path) -> None:
    """References to parts that the plan would have had are no faults of their own."""
    start, end = CASE.index("poa:"), CASE.index("appeals:")
    (folder / "case.yaml").write_text(f"{CASE[:start]}poa: missing.md\n{CASE[end:]}", "utf-8")
    with pytest.raises(CaseError) as caught:
        Case.load(folder)
    assert [fault.where.key for fault in caught.value.faults] == ["poa"]


@pytest.mark.parametrize("given", [None, 3, object()])
def test_what_is_no_path_is_refused(given: object) -> None:
    """A number or nothing in place of a path says what to give."""
    with pytest.raises(CaseError, match="path of its folder"):
        Case.load(given)  # type: ignore[arg-type]
