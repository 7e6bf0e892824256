"""Where a case stands: what `readiness` tells a client, and what it refuses."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import product

import pytest
from example_cases import case_of as case_of_example
from ladder_kit import AS_OF, MEASURES, attempt, blocking, case_of, plan, standing

from escalate_ai.errors import InputError
from escalate_ai.findings import Finding
from escalate_ai.ladder import Readiness, assess, brief_of, readiness, readiness_of
from escalate_ai.policy import default_policy
from escalate_ai.terms import Channel, ReplyCategory, RequestKind, Rung, Severity

DENIED = attempt("2026-09-01", "generic_denial", "2026-09-03")
MANAGER = attempt("2026-09-10", "more_info_generic", "2026-09-15", channel="manager_review")
SILENT = attempt("2026-10-05")


def _all(found: Readiness) -> str:
    return " ".join((*found.reasons, *found.next_steps))


def test_the_json_has_the_keys_of_the_contract() -> None:
    """Names and plain values are what other tools read."""
    data = readiness(case_of([DENIED, MANAGER]), AS_OF).model_dump(mode="json")
    assert list(data) == ["rung", "ready", "reasons", "findings", "until", "next_steps", "override", "recipient"]
    assert (data["rung"], data["ready"], data["until"], data["override"]) == ("executive", True, None, None)
    assert data["recipient"] == {
        "name": "Executive Seller Relations",
        "channel": "executive",
        "address": None,
        "verified_on": default_policy().recipients[-1].verified_on.isoformat(),
    }
    assert Readiness.model_validate(data) == readiness(case_of([DENIED, MANAGER]), AS_OF)


def test_a_wait_ends_on_a_business_day_that_reasons_and_steps_name() -> None:
    """`until` is the first day on which it is ready, and no recipient is named before."""
    found = readiness(case_of([DENIED, attempt("2026-11-17")]), AS_OF)
    assert (found.rung, found.ready, found.until, found.recipient) == (Rung.WAIT, False, date(2026, 11, 24), None)
    assert _all(found).count("November 24, 2026") == 3
    assert readiness(case_of([DENIED, attempt("2026-11-17")]), date(2026, 11, 24)).rung is Rung.NUDGE


def test_days_are_written_as_the_marketplace_writes_them() -> None:
    """A British client reads the day first."""
    seller = {"store_name": "Kettle Row", "marketplace": "UK", "contact": {"name": "Ada Brook"}}
    assert "17 November 2026" in readiness(case_of([attempt("2026-11-17")], seller=seller), AS_OF).reasons[0]


def test_an_executive_letter_tells_its_record_and_names_who_leads_amazon() -> None:
    """The counts and days of this case, the body it goes to, and nobody from old advice."""
    found = readiness(case_of([DENIED, MANAGER]), AS_OF)
    assert found.reasons[0] == (
        "The manager review request of September 10, 2026 was answered on September 15, 2026 "
        "with a request for more information that names nothing."
    )
    assert found.reasons[1].startswith("Two submissions from September 1, 2026 to September 10, 2026 brought a denial without a reason")
    assert "Andy Jassy" in _all(found)
    assert "Executive Seller Relations" in _all(found)


def test_a_call_is_recommended_after_a_denial_without_reason_until_one_is_logged() -> None:
    """It is the first step, and never a condition."""
    found = readiness(case_of([DENIED]), AS_OF)
    assert found.ready
    assert found.next_steps[0].startswith("Call Account Health Support")
    called = readiness(case_of([DENIED], calls=[{"called_on": "2026-09-07", "asked": "Why?"}]), AS_OF)
    assert not any("Call" in step for step in called.next_steps)


def test_a_report_is_told_of_reports_and_grounds() -> None:
    """No word of a plan or a call to Account Health Support reaches a brand owner."""
    appeals = [attempt("2026-09-01", "generic_denial", "2026-09-05", channel="report_abuse")]
    for history in ([], appeals, [*appeals, attempt("2026-11-18", channel="brand_registry")]):
        told = _all(readiness(case_of(history, "remove_counterfeit"), AS_OF))
        assert "Plan of Action" not in told
        assert "Account Health" not in told


def test_the_first_submission_is_sent_where_it_is_decided() -> None:
    """The step names the channels of this kind of request."""
    assert "the appeal form in Account Health" in _all(readiness(case_of(), AS_OF))
    assert "Brand Registry or Report Abuse" in _all(readiness(case_of(kind="remove_hijacker"), AS_OF))


def test_what_does_not_count_is_told_with_its_reason() -> None:
    """Each attempt that spent nothing is named, up to five of them."""
    wrong = [attempt(f"2026-09-{day:02}", channel="seller_support") for day in range(1, 8)]
    found = readiness(case_of(wrong), AS_OF)
    assert found.rung is Rung.APPEAL
    assert found.reasons[0] == "Seven attempts are on record, and none of them counts."
    assert sum("does not decide" in reason for reason in found.reasons) == 5
    assert "two more attempts" in found.reasons[-1]


def test_open_items_of_the_last_request_become_steps() -> None:
    """What has an answer is not asked for again."""
    request = [{"asked": "The invoices", "answered_by": ["EV1"]}, {"asked": "A utility bill"}]
    found = readiness(case_of([attempt("2026-09-01", "documents_missing", "2026-09-05")], last_request=request), AS_OF)
    assert (found.rung, found.ready) == (Rung.REVISE, False)
    assert any("A utility bill" in step for step in found.next_steps)
    assert "The invoices" not in _all(found)


def test_a_request_nobody_listed_is_to_be_read_again() -> None:
    """The step names the reply by its day."""
    found = readiness(case_of([attempt("2026-09-01", "proof_required", "2026-09-05")]), AS_OF)
    assert any(
        "read the reply of September 5, 2026 again" in step.lower() or "Read the reply of September 5, 2026" in step
        for step in found.next_steps
    )


def _answer(
    *findings: Finding, appeals: list[dict[str, object]] | None = None, rung: Rung | None = None, because: str | None = None
) -> Readiness:
    return readiness_of(standing(case_of([DENIED] if appeals is None else appeals)), findings, rung, because)


def _finding(rule: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(rule=rule, name="x", severity=severity, where="case", message=f"Fault of {rule}.", suggestion=f"Mend {rule}.")


def test_a_readiness_error_makes_any_rung_not_ready() -> None:
    """The rung stays, the error is told among the reasons, and its mending is the next step."""
    found = _answer(_finding("RD514"))
    assert (found.rung, found.ready) == (Rung.MANAGER_REVIEW, False)
    assert "Not ready: Fault of RD514." in found.reasons
    assert found.next_steps == ("Mend RD514.",)
    assert _answer(_finding("RD510", Severity.WARNING), _finding("RD511", Severity.NOTE)).ready


def test_findings_stand_with_those_of_the_rung_first() -> None:
    """Then errors, warnings and notes, each by code."""
    given = [_finding("RD511", Severity.NOTE), _finding("RD510", Severity.WARNING), _finding("RD509"), _finding("RD501")]
    found = _answer(*given, appeals=[])
    assert [finding.rule for finding in found.findings] == ["RD501", "RD509", "RD510", "RD511"]


def test_no_plan_at_all_is_said_as_that() -> None:
    """A case without a plan is sent to write one, not to mend it."""
    stands = standing(case_of([DENIED], poa=None), findings=(blocking(),))
    found = readiness_of(stands, ())
    assert found.rung is Rung.REVISE
    assert found.reasons == ("The case has no Plan of Action, and a plan is what Amazon has asked for.",)
    assert found.next_steps[0].startswith("Write the Plan of Action")


def test_a_weak_plan_is_told_fault_by_fault() -> None:
    """Five in full with their codes, the rest counted; each step says how to mend one."""
    stands = standing(case_of([DENIED]), findings=tuple(blocking() for _ in range(7)))
    found = readiness_of(stands, ())
    assert found.reasons[0].startswith("The Plan of Action has seven faults")
    assert found.reasons[1] == "The plan names no cause (PL101)."
    assert "two more faults" in found.reasons[-1].lower()


@pytest.mark.parametrize(
    ("appeals", "asked"),
    [
        ([DENIED, SILENT], Rung.MANAGER_REVIEW),
        ([DENIED], Rung.NUDGE),
        ([DENIED, MANAGER], Rung.MANAGER_REVIEW),
        ([DENIED, MANAGER, attempt("2026-10-01", "generic_denial", "2026-10-05", channel="executive")], Rung.EXECUTIVE),
    ],
)
def test_another_rung_is_written_on_with_a_reason_and_the_advice_stays(appeals: list[dict[str, object]], asked: Rung) -> None:
    """The choice is recorded, the letter goes to that rung's recipient, and the reasons tell it."""
    advised = readiness(case_of(appeals), AS_OF).rung
    found = readiness(case_of(appeals), AS_OF, rung=asked, because="The client was told so on the phone.")
    assert (found.rung, found.ready, found.letter_rung) == (advised, True, asked)
    assert found.override is not None
    assert found.override.model_dump(mode="json") == {"rung": asked.value, "because": "The client was told so on the phone."}
    assert found.recipient is not None
    entry = default_policy().recipient(asked, RequestKind.REINSTATE_ACCOUNT)
    assert entry is not None
    assert found.recipient.name == entry.name
    assert "The client was told so on the phone." in _all(found)


def test_the_advised_rung_needs_no_reason_and_is_no_override() -> None:
    """Naming it changes nothing."""
    assert readiness(case_of([DENIED]), AS_OF, rung="manager_review") == readiness(case_of([DENIED]), AS_OF)


@pytest.mark.parametrize("because", [None, "", "  "])
def test_another_rung_without_a_reason_is_refused(because: str | None) -> None:
    """The message names both rungs."""
    with pytest.raises(InputError, match="advises 'manager_review', not 'nudge'"):
        readiness(case_of([DENIED]), AS_OF, rung="nudge", because=because)


def test_no_rung_is_chosen_where_counsel_comes_first() -> None:
    """Not even with a reason; without a choice the case is simply outside."""
    case = case_of([DENIED], legal=["seized_funds"])
    with pytest.raises(InputError, match="counsel"):
        readiness(case, AS_OF, rung="executive", because="We want to.")
    found = readiness(case, AS_OF)
    assert (found.rung, found.ready) == (Rung.OUTSIDE, False)
    assert "seized funds" in found.reasons[0]


@pytest.mark.parametrize("rung", ["wait", "appeal", "resolved", "managr_review", ""])
def test_a_rung_no_letter_is_written_on_is_refused(rung: str) -> None:
    """A near miss is told."""
    with pytest.raises(InputError, match="no letter is written") as caught:
        readiness(case_of([DENIED]), AS_OF, rung=rung, because="x")
    if rung == "managr_review":
        assert "manager_review" in str(caught.value)


@pytest.mark.parametrize(
    ("appeals", "rung", "code"),
    [
        pytest.param([DENIED], "executive", "RD503", id="executives before any manager"),
        pytest.param([DENIED, attempt("2026-11-18")], "nudge", "RD502", id="while the wait runs"),
        pytest.param([attempt("2026-09-01", "proof_required", "2026-09-05")], "manager_review", "RD505", id="with the request open"),
        pytest.param([attempt("2026-09-01", "final_word", "2026-09-05")], "manager_review", "RD507", id="after the final word"),
        pytest.param([], "manager_review", "RD501", id="with nothing sent"),
    ],
)
def test_a_choice_does_not_lift_a_readiness_error(appeals: list[dict[str, object]], rung: str, code: str) -> None:
    """The choice is recorded and the case is not ready, for the reason the error tells."""
    found = readiness(case_of(appeals), AS_OF, rung=rung, because="We want to.")
    assert not found.ready
    assert code in {finding.rule for finding in found.findings if finding.is_error}
    assert found.override is not None


@pytest.mark.parametrize(
    "appeals",
    [
        pytest.param([attempt("2026-09-01", "reinstated", "2026-09-05")], id="reinstated"),
        pytest.param([attempt("2026-09-01", "generic_denial", "2026-09-05", channel="executive")], id="only a premature executive mail"),
    ],
)
def test_no_choice_leads_from_where_there_is_nothing_to_escalate(appeals: list[dict[str, object]]) -> None:
    """No error speaks there, and still no letter is written."""
    found = readiness(case_of(appeals), AS_OF, rung="manager_review", because="We want to.")
    assert (found.ready, found.recipient) == (False, None)


def test_a_weak_plan_does_not_open_the_way_to_a_nudge_of_nothing() -> None:
    """A reminder of an attempt that spends nothing stays unwritten, though a weak plan only warns there."""
    case = case_of([attempt("2026-09-01", "generic_denial", "2026-09-05", channel="executive")], poa=plan(*MEASURES[:1]))
    found = readiness(case, AS_OF, rung="nudge", because="We want to.")
    assert (found.rung, found.ready) == (Rung.REVISE, False)


def test_a_day_before_the_newest_fact_is_refused() -> None:
    """Nothing is judged on a day the case has outlived."""
    with pytest.raises(InputError, match="newest fact"):
        readiness(case_of([DENIED]), date(2026, 9, 2))


def test_today_is_the_default_day() -> None:
    """An attempt of today is pending."""
    today = datetime.now().astimezone().date()
    assert readiness(case_of([attempt(today.isoformat())])).rung is Rung.WAIT


def test_a_rule_silenced_by_policy_no_longer_blocks() -> None:
    """A house that has its reasons may allow what the rules hold back."""
    twice = [{"id": "EV1", "kind": "sop", "title": "Sheet"}, {"id": "EV2", "kind": "sop", "title": "Sheet"}]
    case = case_of([DENIED], evidence=twice)
    allowing = default_policy().model_copy(update={"allow": {"RD514": "two parts of one scan"}})
    assert not readiness(case, AS_OF).ready
    assert readiness(case, AS_OF, allowing).ready


def test_assess_gives_the_brief_on_the_chosen_rung() -> None:
    """Readiness and brief come from one look at the case."""
    found, brief = assess(case_of([DENIED, SILENT]), AS_OF, rung="manager_review", because="By phone.", others=("Dear team",))
    assert (found.rung, brief.rung, brief.others) == (Rung.NUDGE, Rung.MANAGER_REVIEW, ("Dear team",))
    assert brief.recipient is not None
    assert brief.recipient.channel is Channel.ACCOUNT_HEALTH
    assert [highlight.id for highlight in brief.highlights] == ["CA1", "PM1", "PM2"]


def test_a_brief_is_given_on_any_rung_and_refuses_nothing() -> None:
    """A letter from another hand is checked on the rung it was written for, whatever the ladder says."""
    assert brief_of(case_of([DENIED]), AS_OF).rung is Rung.MANAGER_REVIEW
    assert brief_of(case_of(), AS_OF, rung=Rung.EXECUTIVE).rung is Rung.EXECUTIVE
    assert brief_of(case_of(), AS_OF).recipient is None


def test_a_final_state_without_its_message_is_to_be_looked_up() -> None:
    """The steps ask for the reply, or for the state to be put right."""
    state = {"kind": "inauthentic", "level": "account", "notified_on": "2026-08-14", "state": "final_word"}
    found = readiness(case_of([DENIED], enforcement=state), AS_OF)
    assert found.reasons == ("The case records that Amazon has spoken its final word on this enforcement.",)
    assert "enforcement.state" in found.next_steps[-1]


def test_a_dispute_sends_its_grounds() -> None:
    """Without a plan the grounds are what goes with the letter; beside one, both."""
    dispute = {"kind": "inauthentic", "level": "account", "notified_on": "2026-08-14", "stance": "dispute_in_error"}
    grounds = [{"statement": f"Order {n} was genuine", "dated": "2026-08-20", "evidence": ["EV1"]} for n in (1, 2, 3)]
    alone = readiness(case_of([DENIED], enforcement=dispute, grounds=grounds, poa=None), AS_OF)
    shown = plan(*({**measure, "evidence": ["EV1"]} for measure in MEASURES))
    both = readiness(case_of([DENIED], enforcement=dispute, grounds=grounds, poa=shown), AS_OF)
    assert any("with the grounds and every document" in step for step in alone.next_steps)
    assert any("with the Plan of Action and the grounds and every document" in step for step in both.next_steps)
    assert (alone.rung, alone.ready) == (Rung.MANAGER_REVIEW, True)


def test_every_reason_and_step_is_a_clean_sentence() -> None:
    """For every kind and last answer, fresh or old: a capital first, one full stop last, no hole, no enumeration value, no doubled word."""
    for kind, category, channel, day in product(
        RequestKind,
        ReplyCategory,
        (Channel.ACCOUNT_HEALTH, Channel.REPORT_ABUSE, Channel.MANAGER_REVIEW, Channel.EXECUTIVE),
        ("2026-10-05", "2026-11-18"),
    ):
        appeals = [
            attempt("2026-09-20", "more_info_generic", "2026-09-22"),
            attempt(day, category.value, "2026-11-19", channel=channel.value),
        ]
        found = readiness(case_of(appeals, kind.value, poa=plan() if not kind.is_report else None), AS_OF)
        assert found.reasons, (kind, category, channel)
        assert found.next_steps, (kind, category, channel)
        for text in (*found.reasons, *found.next_steps):
            assert re.fullmatch(r"[A-Z`].*[^.]\.", text), text
            assert not re.search(r"None|\{|\}|  |\.\.|\b(\w+) \1\b|generic_denial|more_info|under_review", text), text


def test_a_nudge_goes_to_the_desk_that_holds_what_it_reminds_of() -> None:
    """A silent manager's review is reminded of there, and a silent appeal where appeals are decided."""
    case = case_of_example("northwind")
    silent = case.appeals[2].model_copy(update={"replies": ()})
    stands = readiness(case.model_copy(update={"appeals": (*case.appeals[:2], silent)}), AS_OF)
    assert (stands.rung, stands.recipient and stands.recipient.name) == (Rung.NUDGE, "Seller Performance Manager")
    nudged = readiness(case_of_example("harbor-nudge"), AS_OF)
    assert (nudged.rung, nudged.recipient and nudged.recipient.name) == (Rung.NUDGE, "Seller Performance")
