"""The readiness rules: each fires on its offence and is quiet on what only looks like it."""

from __future__ import annotations

from datetime import date

import pytest
from ladder_kit import AS_OF, MEASURES, attempt, blocking, case_of, plan

from escalate_ai.case.case import Case
from escalate_ai.findings import Finding
from escalate_ai.highlights import choose_highlights
from escalate_ai.history import has_plan_changed, history_of
from escalate_ai.policy import default_policy
from escalate_ai.rules.readiness import READINESS
from escalate_ai.rules.reading import CaseReading
from escalate_ai.rules.rule import Example, Rule
from escalate_ai.rules.running import check_case, check_plan
from escalate_ai.rules.specimen import SPECIMEN_DAY, specimen_case
from escalate_ai.terms import Rung, Severity

POLICY = default_policy()


def _found(
    code: str, case: Case, *, plan_findings: tuple[Finding, ...] = (), rung: Rung | None = None, as_of: date = AS_OF
) -> list[tuple[str, Severity]]:
    """Give where a rule fires on a case, and how gravely."""
    return [(finding.where, finding.severity) for finding in _all(case, plan_findings, rung, as_of) if finding.rule == code]


def _all(case: Case, plan_findings: tuple[Finding, ...], rung: Rung | None, as_of: date) -> tuple[Finding, ...]:
    history = history_of(case, as_of, POLICY)
    changed = has_plan_changed(case, history, POLICY)
    return check_case(CaseReading(case, POLICY, as_of, history, choose_highlights(case, POLICY), plan_findings, changed, rung)).findings


def _of_example(example: Example) -> tuple[Finding, ...]:
    case = specimen_case(example)
    assert case.poa is not None
    findings = check_plan(case.poa, None, case, history_of(case, SPECIMEN_DAY, POLICY), POLICY).findings
    return _all(case, findings, example.rung, SPECIMEN_DAY)


@pytest.mark.parametrize("rule", READINESS, ids=lambda rule: rule.code)
def test_every_bad_example_fires_its_rule_and_every_good_one_does_not(rule: Rule) -> None:
    """Two at least of each stand on the rule, laid over the specimen case; no good one fires any readiness error."""
    assert min(len(rule.bad), len(rule.good)) >= 2
    for example in rule.bad:
        assert rule.code in {finding.rule for finding in _of_example(example)}, example.case
    for example in rule.good:
        found = _of_example(example)
        assert rule.code not in {finding.rule for finding in found}, example.case
        assert not [finding for finding in found if finding.is_error], example.case


def test_rules_are_in_the_order_of_their_codes() -> None:
    """RD501 to RD515, each code and name once."""
    codes = [rule.code for rule in READINESS]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in READINESS}) == len(READINESS)


ONE = attempt("2026-09-01", "generic_denial", "2026-09-05")


def test_rd501_speaks_where_nothing_is_on_record() -> None:
    """An attempt through the wrong channel is on record, and another rule's matter."""
    assert _found("RD501", case_of()) == [("appeals", Severity.ERROR)]
    assert not _found("RD501", case_of([attempt("2026-09-01", channel="seller_support")]))


def test_rd502_names_the_day_on_which_the_wait_is_over() -> None:
    """The error is on the attempt that is pending."""
    case = case_of([ONE, attempt("2026-11-18")])
    (finding,) = [f for f in _all(case, (), None, AS_OF) if f.rule == "RD502"]
    assert (finding.where, finding.severity) == ("appeals[1]", Severity.ERROR)
    assert "November 25, 2026" in finding.message
    assert not _found("RD502", case_of([ONE, attempt("2026-11-12")]))


def test_rd503_speaks_only_where_executives_are_asked_for() -> None:
    """A manager request on record silences it."""
    manager = attempt("2026-09-10", channel="manager_review")
    assert _found("RD503", case_of([ONE]), rung=Rung.EXECUTIVE)
    assert not _found("RD503", case_of([ONE]), rung=Rung.MANAGER_REVIEW)
    assert not _found("RD503", case_of([ONE, manager]), rung=Rung.EXECUTIVE)


def test_rd504_lists_what_is_weak() -> None:
    """Errors of the plan are told with their codes, five of them in full; warnings are not its matter."""
    findings = tuple(blocking(f"PL10{place}") for place in range(1, 8))
    (finding,) = [f for f in _all(case_of([ONE]), findings, None, AS_OF) if f.rule == "RD504"]
    assert finding.is_error
    assert "PL101, PL102" in finding.message
    assert "2 more" in finding.message
    warning = blocking().model_copy(update={"severity": Severity.WARNING})
    assert not _found("RD504", case_of([ONE]), plan_findings=(warning,))


def test_rd504_is_a_warning_for_a_nudge_and_silent_for_reports() -> None:
    """A nudge sends nothing new; a report has no plan."""
    silent = case_of([attempt("2026-10-01")])
    assert _found("RD504", silent, plan_findings=(blocking(),)) == [("poa", Severity.WARNING)]
    assert _found("RD504", silent, plan_findings=(blocking(),), rung=Rung.MANAGER_REVIEW) == [("poa", Severity.ERROR)]
    assert _found("RD504", case_of([ONE]), plan_findings=(blocking(),), rung=Rung.NUDGE) == [("poa", Severity.WARNING)]
    report = case_of([attempt("2026-10-01", channel="report_abuse")], "remove_reviews")
    assert not _found("RD504", report, plan_findings=(blocking(),))


def test_rd505_names_the_reply_and_what_is_open() -> None:
    """What has an answer is not named; a generic reply asks for nothing."""
    case = case_of(
        [attempt("2026-09-01", "documents_missing", "2026-09-05")],
        last_request=[{"asked": "The invoices", "answered_by": ["EV1"]}, {"asked": "A utility bill"}],
    )
    (finding,) = [f for f in _all(case, (), None, AS_OF) if f.rule == "RD505"]
    assert finding.where == "appeals[0].replies[0]"
    assert "A utility bill" in finding.message
    assert "The invoices" not in finding.message
    assert not _found("RD505", case_of([attempt("2026-09-01", "more_info_generic", "2026-09-05")]))


def test_rd506_warns_beside_an_attempt_that_counts_and_is_an_error_alone() -> None:
    """One finding for each attempt; a premature executive mail is another rule's matter."""
    wrong = attempt("2026-09-10", channel="seller_support")
    assert _found("RD506", case_of([ONE, wrong])) == [("appeals[1]", Severity.WARNING)]
    assert _found("RD506", case_of([wrong])) == [("appeals[0]", Severity.ERROR)]
    assert not _found("RD506", case_of([attempt("2026-09-10", channel="executive")]))


def test_rd507_points_at_the_reply_or_at_the_state() -> None:
    """The reply speaks first where both say so."""
    state = {"kind": "inauthentic", "level": "account", "notified_on": "2026-08-14", "state": "final_word"}
    final = attempt("2026-09-01", "final_word", "2026-09-05")
    assert _found("RD507", case_of([final], enforcement=state)) == [("appeals[0].replies[0]", Severity.ERROR)]
    assert _found("RD507", case_of([ONE], enforcement=state)) == [("enforcement.state", Severity.ERROR)]
    assert not _found("RD507", case_of([final, attempt("2026-09-10", "generic_denial", "2026-09-15")]))


TEXT = "We listed kettles without tracing their invoices to the brand, and we now match each invoice before a unit is listed in the store."


def test_rd508_speaks_of_one_plan_sent_as_an_appeal_to_several_places() -> None:
    """The same channel again, another text, or a manager request that carries the plan are right."""
    first = attempt("2026-09-01", plan={"text": TEXT})
    assert _found("RD508", case_of([first, attempt("2026-09-02", channel="email", plan={"text": TEXT})])) == [
        ("appeals[1]", Severity.WARNING)
    ]
    assert not _found("RD508", case_of([first, attempt("2026-09-20", plan={"text": TEXT})]))
    assert not _found("RD508", case_of([first, attempt("2026-09-20", channel="manager_review", plan={"text": TEXT})]))
    other = "Our shift lead now weighs every parcel twice and signs the sheet before the driver leaves the yard at night."
    assert not _found("RD508", case_of([first, attempt("2026-09-20", channel="email", plan={"text": other})]))


def test_rd509_counts_what_is_done() -> None:
    """None and one are errors, two a warning, three are enough; what is planned counts nothing."""
    done = list(MEASURES)
    planned = {"id": "PM9", "statement": "A second audit", "status": "planned"}
    for count, expected in ((1, [Severity.ERROR]), (2, [Severity.WARNING]), (3, [])):
        case = case_of([ONE], poa=plan(*done[:count], planned))
        assert [severity for _, severity in _found("RD509", case)] == expected
    assert _found("RD509", case_of([ONE], poa=None)) == [("poa", Severity.ERROR)]


def test_rd509_counts_grounds_where_they_stand_in_for_measures() -> None:
    """Reports and disputes are counted by their grounds, whatever the plan holds."""
    grounds = [{"statement": "Order records show genuine stock", "dated": "2026-08-16", "evidence": ["EV1"]}]
    dispute = {"kind": "inauthentic", "level": "account", "notified_on": "2026-08-14", "stance": "dispute_in_error"}
    assert _found("RD509", case_of([ONE], enforcement=dispute, grounds=grounds)) == [("grounds", Severity.ERROR)]
    assert not _found("RD509", case_of([ONE], enforcement=dispute))
    report = [attempt("2026-10-01", channel="report_abuse")]
    assert not _found("RD509", case_of(report, "remove_reviews"))
    assert _found("RD509", case_of(report, "remove_reviews", grounds=[])) == [("grounds", Severity.ERROR)]


def test_rd510_is_one_finding_for_all_texts_that_are_not_on_file() -> None:
    """It names the first five days and counts the rest; a call leaves no text."""
    many = [attempt(f"2026-09-{day:02}") for day in range(1, 8)]
    (finding,) = [f for f in _all(case_of(many), (), None, AS_OF) if f.rule == "RD510"]
    assert finding.where == "appeals[0]"
    assert "and 2 more" in finding.message
    assert not _found("RD510", case_of([attempt("2026-09-01", plan={"text": TEXT}), attempt("2026-09-02", channel="ahs_call")]))


def test_rd511_recommends_a_call_after_a_denial_without_a_reason() -> None:
    """A call on record, in either place, settles it; reports have nobody to call."""
    assert _found("RD511", case_of([ONE])) == [("calls", Severity.NOTE)]
    assert not _found("RD511", case_of([ONE], calls=[{"called_on": "2026-09-07", "asked": "Why?"}]))
    assert not _found("RD511", case_of([ONE, attempt("2026-09-07", channel="ahs_call")]))
    assert not _found("RD511", case_of([attempt("2026-09-01", "more_info_generic", "2026-09-05")]))
    assert not _found("RD511", case_of([attempt("2026-09-01", "generic_denial", "2026-09-05", channel="report_abuse")], "remove_reviews"))


@pytest.mark.parametrize(
    ("notice", "fires"),
    [
        ("You were previously warned about this policy.", True),
        ("This is a repeated violation of our policy.", True),
        ("We removed the listing because of a complaint by a rights owner.", False),
        ("There were no previous warnings on your account.", False),
    ],
)
def test_rd512_reads_a_repeat_from_the_notice(notice: str, fires: bool) -> None:
    """Amazon's own words of an earlier warning tell it."""
    told = {"kind": "inauthentic", "level": "account", "notified_on": "2026-08-14", "notice": {"text": notice}}
    assert bool(_found("RD512", case_of([ONE], enforcement=told))) == fires


def test_rd512_knows_forgery_and_an_earlier_reinstatement() -> None:
    """Among the further kinds too; a reinstatement that is the last word is no repeat."""
    forged = {"kind": "inauthentic", "also": ["forged_documents"], "level": "account", "notified_on": "2026-08-14"}
    won = attempt("2026-08-20", "reinstated", "2026-08-22")
    assert _found("RD512", case_of([ONE], enforcement=forged))
    assert _found("RD512", case_of([won, ONE])) == [("appeals[0].replies[0]", Severity.WARNING)]
    assert not _found("RD512", case_of([won]))


def test_rd513_speaks_where_legal_names_a_matter() -> None:
    """An empty list and a key left out are no matter."""
    assert _found("RD513", case_of([ONE], legal=["arbitration"])) == [("legal", Severity.ERROR)]
    assert not _found("RD513", case_of([ONE]))
    assert not _found("RD513", case_of([ONE], legal=None))


def test_rd515_speaks_of_each_premature_mail() -> None:
    """After a manager review that counts, it is silent."""
    executive = attempt("2026-09-20", channel="executive")
    assert _found("RD515", case_of([ONE, executive])) == [("appeals[1]", Severity.WARNING)]
    assert not _found("RD515", case_of([ONE, attempt("2026-09-10", channel="manager_review"), executive]))


@pytest.mark.parametrize(
    ("over", "where"),
    [
        pytest.param(
            {"appeals": [attempt("2026-09-01", "generic_denial", "2026-08-31")]},
            "appeals[0].replies[0].received_on",
            id="reply before its appeal",
        ),
        pytest.param({"appeals": [attempt("2026-08-13")]}, "appeals[0].sent_on", id="appeal before the notice"),
        pytest.param({"calls": [{"called_on": "2026-08-10", "asked": "Why?"}]}, "calls[0].called_on", id="call before the notice"),
        pytest.param(
            {"poa": plan({"id": "PM1", "statement": "Audits", "status": "in_progress", "completed_on": "2026-09-01"})},
            "poa.preventive_measures[0]",
            id="in progress and completed",
        ),
        pytest.param(
            {
                "evidence": [{"id": "EV1", "kind": "sop", "title": "The sheet"}, {"id": "EV2", "kind": "sop", "title": "The  Sheet"}],
                "poa": None,
            },
            "evidence[1].title",
            id="one document twice",
        ),
        pytest.param(
            {
                "poa": {
                    "root_causes": [{"id": "RC1", "statement": "On September 10, 2026 we listed kettles without invoices."}],
                    "corrective_actions": [
                        {"id": "CA1", "statement": "Recalled", "status": "completed", "completed_on": "2026-09-05", "resolves": ["RC1"]}
                    ],
                }
            },
            "poa.corrective_actions[0]",
            id="measure before its cause",
        ),
        pytest.param(
            {
                "poa": {
                    "root_causes": [{"id": "RC1", "statement": "We listed all 60 kettles without invoices."}],
                    "corrective_actions": [
                        {"id": "CA1", "statement": "Recalled all 80 kettles", "status": "completed", "resolves": ["RC1"]}
                    ],
                }
            },
            "poa.corrective_actions[0]",
            id="two totals",
        ),
    ],
)
def test_rd514_finds_two_statements_that_exclude_each_other(over: dict[str, object], where: str) -> None:
    """Each is one error at one of the two statements."""
    assert _found("RD514", case_of(**over)) == [(where, Severity.ERROR)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "over",
    [
        pytest.param({"appeals": [attempt("2026-09-01", "generic_denial", "2026-09-01")]}, id="a reply on the same day"),
        pytest.param(
            {"appeals": [attempt({"from": "2026-08-20", "to": "2026-09-30"}, "generic_denial", "2026-09-02")]},
            id="a reply within the period",
        ),
        pytest.param({"appeals": [attempt("2026-08-14")]}, id="an appeal on the day of the notice"),
        pytest.param({"appeals": [attempt({"from": "2026-08-01", "to": "2026-08-20"})]}, id="a period that reaches past the notice"),
        pytest.param(
            {"poa": plan({"id": "PM1", "statement": "Audits", "status": "planned", "completed_on": "2026-12-01"})}, id="planned for later"
        ),
        pytest.param(
            {"evidence": [{"id": "EV1", "kind": "sop", "title": "Sheet A"}, {"id": "EV2", "kind": "sop", "title": "Sheet B"}], "poa": None},
            id="two documents of one kind",
        ),
        pytest.param(
            {
                "poa": {
                    "root_causes": [
                        {"id": "RC1", "statement": "In September 2026 we listed all 60 kettles; on August 1, 2026 we bought them."}
                    ],
                    "corrective_actions": [
                        {
                            "id": "CA1",
                            "statement": "Recalled 58 kettles and all 4 boxes",
                            "status": "completed",
                            "completed_on": "2026-08-20",
                            "resolves": ["RC1"],
                        }
                    ],
                }
            },
            id="a part, another thing, and a month",
        ),
    ],
)
def test_rd514_is_quiet_on_what_can_be_true(over: dict[str, object]) -> None:
    """Near misses are no contradiction."""
    assert not _found("RD514", case_of(**over))  # type: ignore[arg-type]


def test_rd514_holds_reports_against_the_day_the_incident_was_noticed() -> None:
    """A report cannot be older than what it reports."""
    case = case_of([attempt("2026-08-13", channel="report_abuse")], "remove_reviews")
    assert _found("RD514", case) == [("appeals[0].sent_on", Severity.ERROR)]
