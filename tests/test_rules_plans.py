"""Plan rules on whole plans: good ones stay clean, whoever wrote them; a rant is called one."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_cases import AS_OF, EXAMPLES, ROOT, brief_of_example, case_of

from escalate_ai.case.facts import Cause, PlanOfAction
from escalate_ai.history import history_of
from escalate_ai.letterread import read_sheet
from escalate_ai.planread import read_plan
from escalate_ai.policy import Policy
from escalate_ai.rules.running import check_letter, check_plan
from escalate_ai.rules.specimen import specimen_case
from escalate_ai.terms import Severity

POLICY = Policy.load()
WITH_PLAN = [path.name for path in EXAMPLES if case_of(path.name).poa]
CAUSES = [
    line.strip()
    for line in (ROOT / "tests/data/statements/causes.txt").read_text("utf-8").splitlines()
    if line.strip() and line.strip()[0] not in "#!"
]
HEAD = "Root causes\n- Our packers confirmed orders early, because no scan was compared.\n\nCorrective actions\n- On July 9, 2026 "
TAIL = "\n\nPreventive measures\n- Since July 13, 2026 a scan comes first; the settings export shows it.\n"


@pytest.mark.parametrize("name", WITH_PLAN)
def test_the_plan_of_an_example_has_no_error(name: str) -> None:
    """The plans of the example cases, as typed or as their text, are free of errors."""
    case = case_of(name)
    assert case.poa
    report = check_plan(case.poa, case.poa.text, case, history_of(case, AS_OF, POLICY), POLICY)
    assert [(f.rule, f.quote, f.message) for f in report.findings if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("statement", CAUSES)
def test_an_owned_cause_is_no_cause_of_others(statement: str) -> None:
    """Causes that name a step of the seller's own work are not blamed on others, though suppliers and carriers stand in them."""
    plan = PlanOfAction(root_causes=(Cause(id="RC1", statement=statement),))
    assert "PL104" not in {finding.rule for finding in check_plan(plan, None, None, None, POLICY).findings}


def codes(text: str) -> set[str]:
    """Give the codes of a plan text under the specimen case."""
    return {finding.rule for finding in check_plan(read_plan(text), text, specimen_case(), None, POLICY).findings}


@pytest.mark.parametrize(
    "words",
    [
        "we refunded 9 of 212 buyers.",
        "we asked Delta Surplus Ltd for the records.",
        "we withdrew the labels [DONE].",
        "we wrote to the director of Brightway Parcel on behalf of the buyers.",
    ],
)
def test_what_only_looks_foreign_is_quiet(words: str) -> None:
    """Partners, shares of a whole and marks of status are no foreign seller, no contradiction and no blank."""
    assert codes(HEAD + words + TAIL).isdisjoint({"PL116", "PL117", "FM109", "FM114"})


def test_a_rant_is_called_one() -> None:
    """The client's own draft pleads, boasts, blames and threatens, and each is found."""
    text = (Path(ROOT) / "examples/juniper-listing/draft.md").read_text("utf-8")
    report = check_letter(read_sheet(text), brief_of_example("juniper-listing"), POLICY)
    found = {finding.rule for finding in report.findings}
    assert {"TN301", "TN302", "TN303", "TN304", "TN305", "TN306", "TN307", "TN308"} <= found
    quotes = " | ".join(finding.quote or "" for finding in report.findings if finding.rule in {"TN301", "TN303", "TN307"})
    for words in (
        "mother of two",
        "small family business",
        "let four people go",
        "have a heart",
        "not slept",
        "robot answer",
        "Nobody reads",
        "incompetent",
        "strong case",
        "local paper",
    ):
        assert words in quotes


def test_semicolons_part_an_item_of_a_plan() -> None:
    """An item that lists its facts between semicolons is no convoluted sentence; one clause that runs on is."""
    clause = "the shift lead compares every confirmed number with the scan of the carrier and signs the sheet"
    assert "FM106" not in codes(f"{HEAD}{clause}; {clause}; {clause}.{TAIL}")
    assert "FM106" in codes(f"{HEAD}{clause} and {clause} and {clause}.{TAIL}")
