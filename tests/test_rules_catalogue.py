"""The catalogue against the hand-transcribed table, and every rule against its own examples."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path

import pytest

from escalate_ai.errors import InputError
from escalate_ai.findings import Report
from escalate_ai.history import history_of
from escalate_ai.ladder import brief_of
from escalate_ai.planread import read_plan
from escalate_ai.policy import Policy
from escalate_ai.rules.catalogue import CATALOGUE, rule_of
from escalate_ai.rules.mending import MENDED_FIRST
from escalate_ai.rules.rule import Example, Rule
from escalate_ai.rules.running import check_letter, check_plan
from escalate_ai.rules.specimen import SPECIMEN_DAY, SPECIMEN_RUNG, specimen_case, specimen_plan, specimen_sheet
from escalate_ai.terms import LETTER_RUNGS, Asks, RequestKind, Rung, Severity, Stance, Target

TABLE = {row["code"]: row for row in tomllib.loads((Path(__file__).parent / "data" / "rules_table.toml").read_text("utf-8"))["rule"]}
POLICY = Policy.load()
TEXT_FAMILIES = ("FM", "TN", "CT", "PL")
BAD = [(rule, place) for rule in CATALOGUE if rule.code[:2] in TEXT_FAMILIES for place in range(len(rule.bad))]
GOOD = [(rule, place) for rule in CATALOGUE if rule.code[:2] in TEXT_FAMILIES for place in range(len(rule.good))]


def named(rows: list[tuple[Rule, int]]) -> list[str]:
    """Give the names of test rows."""
    return [f"{rule.code}-{place}" for rule, place in rows]


def report_on(example: Example) -> Report:
    """Check the specimen with an example laid over it."""
    case = specimen_case(example)
    if example.target is not Target.PLAN:
        rung = example.rung or SPECIMEN_RUNG
        return check_letter(specimen_sheet(example), brief_of(case, SPECIMEN_DAY, POLICY, rung), POLICY, others=example.others)
    history = history_of(case, SPECIMEN_DAY, POLICY)
    if example.case and example.part != "plan" and case.poa:
        return check_plan(case.poa, None, case, history, POLICY)
    text = specimen_plan(example)
    return check_plan(read_plan(text), text, case, history, POLICY)


def test_the_catalogue_holds_exactly_the_rules_of_the_table_that_are_built() -> None:
    """Every code that the table calls built is in the catalogue, and no other."""
    built = {code for code, row in TABLE.items() if row.get("built", True)}
    assert {rule.code for rule in CATALOGUE} == built


def test_every_code_of_the_table_has_one_place_in_the_order_of_mending() -> None:
    """What to mend first is said of every rule, and once."""
    ranked = [code for codes in MENDED_FIRST for code in codes]
    assert sorted(ranked) == sorted(TABLE)


def test_no_code_and_no_name_within_a_target_is_used_twice() -> None:
    """A code stands for one rule for good."""
    assert len({rule.code for rule in CATALOGUE}) == len(CATALOGUE)
    assert len({(rule.code[:2], rule.name) for rule in CATALOGUE}) == len(CATALOGUE)


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.code)
def test_a_rule_is_what_the_table_says(rule: Rule) -> None:
    """Name, severities and targets are the contract."""
    row = TABLE[rule.code]
    assert rule.name == row["name"]
    assert [severity.value for severity in rule.severities] == [*row["severities"], *row.get("beside", [])]
    assert [target.value for target in rule.targets] == row["targets"]


def silenced(row: dict[str, object], rung: Rung, kind: RequestKind, stance: Stance, asks: Asks | None) -> bool:
    """Say whether the table keeps a rule silent here."""
    silent = row.get("silent", [])
    assert isinstance(silent, list)
    return (
        ("nudge" in silent and rung is Rung.NUDGE)
        or ("reports" in silent and kind.is_report)
        or ("dispute" in silent and stance is Stance.DISPUTE_IN_ERROR)
        or ("documents" in silent and asks is Asks.DOCUMENTS)
    )


@pytest.mark.parametrize("rule", [rule for rule in CATALOGUE if rule.code[:2] in TEXT_FAMILIES], ids=lambda rule: rule.code)
def test_a_rule_speaks_where_the_table_says(rule: Rule) -> None:
    """On every rung, kind, stance and asking, a rule speaks or is silent as the exceptions have it."""
    for rung, kind, stance, asks in product(LETTER_RUNGS, RequestKind, Stance, Asks):
        if kind.is_report and (stance is not Stance.ACCEPT or asks is not Asks.PLAN):
            continue
        wanted = None if kind.is_report else asks
        expected = not silenced(TABLE[rule.code], rung, kind, stance, wanted)
        assert rule.applies.speaks(rung, kind, stance, wanted) is expected, (rung, kind, stance, asks)


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.code)
def test_a_rule_explains_itself(rule: Rule) -> None:
    """Guidance, why, source and repair are there, and at least two good examples."""
    assert all(text.strip() for text in (rule.guidance, rule.why, rule.source, rule.repair))
    assert rule.guidance.rstrip().endswith(".")
    assert len(rule.good) >= 2
    assert bool(rule.letter) == (Target.LETTER in rule.targets)
    assert bool(rule.plan) == (Target.PLAN in rule.targets)


@pytest.mark.parametrize(("rule", "place"), BAD, ids=named(BAD))
def test_a_bad_example_fires_its_rule(rule: Rule, place: int) -> None:
    """Every bad example is found by the rule it stands on, and the words found stand in the text."""
    found = [finding for finding in report_on(rule.bad[place]).findings if finding.rule == rule.code]
    assert found
    for finding in found:
        assert finding.severity in rule.severities
        assert (finding.span is None) == (finding.quote is None)
        assert finding.message.endswith((".", "?")) or "\u201d" in finding.message
        assert finding.suggestion.endswith(".")


@pytest.mark.parametrize(("rule", "place"), GOOD, ids=named(GOOD))
def test_a_good_example_fires_no_error_and_not_its_own_rule(rule: Rule, place: int) -> None:
    """No good example is found fault with by its rule, nor by an error of any other."""
    findings = report_on(rule.good[place]).findings
    assert [f for f in findings if f.rule == rule.code] == []
    assert [f for f in findings if f.severity is Severity.ERROR] == []


def test_every_rule_of_a_text_has_two_bad_examples() -> None:
    """Each can fire, in two ways or more."""
    assert [rule.code for rule in CATALOGUE if rule.code[:2] in TEXT_FAMILIES and len(rule.bad) < 2] == []


def test_a_letter_too_like_another_clients_is_found() -> None:
    """A letter that shares its runs with another client's letter gives FM116."""
    sheet = specimen_sheet()
    other = "\n".join(part.text for part in sheet.body)
    report = check_letter(sheet, brief_of(specimen_case(), SPECIMEN_DAY, POLICY, SPECIMEN_RUNG), POLICY, others=(other,))
    assert [f.rule for f in report.findings] == ["FM116"]


def test_a_code_that_does_not_exist_names_the_nearest() -> None:
    """A slip in a code is answered with the code that was meant."""
    with pytest.raises(InputError, match="did you mean 'CT214'"):
        rule_of("CT2l4")
    assert rule_of("ct204") is rule_of("missing-history")
