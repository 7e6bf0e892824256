"""The nine rows: one fits every history, and it is the one the ladder's page names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ladder_kit import AS_OF, attempt, blocking, case_of, deciding, standing

from escalate_ai.case.case import Case
from escalate_ai.history import history_of
from escalate_ai.ladder import readiness_of
from escalate_ai.ladder.rows import ROWS, Standing, row_of
from escalate_ai.terms import LETTER_RUNGS, SPECIFIC_REPLIES, Channel, Purpose, ReplyCategory, RequestKind, Rung

R, P = ReplyCategory, Purpose
OLD, FRESH = date(2026, 10, 5), date(2026, 11, 18)
KINDS = tuple(RequestKind)


def _sent(kind: RequestKind, purpose: Purpose, day: date, answer: ReplyCategory, answered: date | None = None) -> dict[str, object]:
    reply = (
        {"reply": {"category": answer.value, "received_on": (answered or day + timedelta(days=2)).isoformat()}}
        if answer is not R.NO_REPLY
        else {}
    )
    return {"sent_on": day.isoformat(), "channel": deciding(kind, purpose).value, "purpose": purpose.value, **reply}


def _contexts(kind: RequestKind) -> dict[str, list[dict[str, object]]]:
    first = _sent(kind, P.REPORT if kind.is_report else P.APPEAL, date(2026, 9, 1), R.GENERIC_DENIAL)
    manager = _sent(kind, P.MANAGER_REVIEW, date(2026, 9, 10), R.GENERIC_DENIAL)
    silent_manager = _sent(kind, P.MANAGER_REVIEW, date(2026, 9, 10), R.NO_REPLY)
    reopened = _sent(kind, P.MANAGER_REVIEW, date(2026, 9, 10), R.UNDER_REVIEW, date(2026, 11, 19))
    executive = _sent(kind, P.EXECUTIVE, date(2026, 9, 20), R.NO_REPLY)
    nudged = _sent(kind, P.NUDGE, date(2026, 9, 28), R.NO_REPLY)
    specific = _sent(kind, P.REPORT if kind.is_report else P.APPEAL, date(2026, 9, 1), R.PROOF_REQUIRED)
    won = _sent(kind, P.MANAGER_REVIEW, date(2026, 9, 10), R.REINSTATED)
    return {
        "nothing": [],
        "one denial": [first],
        "one request for proof": [specific],
        "manager refused": [first, manager],
        "manager silent": [first, silent_manager],
        "manager silent past its nudge": [first, silent_manager, nudged],
        "manager took it up again": [first, reopened],
        "manager reinstated once": [first, won],
        "executive silent": [first, manager, executive],
        "executive silent past its nudge": [first, manager, executive, nudged],
    }


def _matrix() -> Iterator[tuple[str, Case]]:
    for kind in KINDS:
        for name, before in _contexts(kind).items():
            for category, purpose, day in product(R, P, (OLD, FRESH)):
                last = _sent(kind, purpose, day, category, day + timedelta(days=1))
                yield f"{kind} after {name}: {purpose} of {day} answered {category}", case_of([*before, last], kind.value)


def test_exactly_one_row_is_the_first_that_fits_every_history() -> None:
    """Every category, purpose, silence, kind and past gives a row, with a weak plan and without, and the first that fits is taken."""
    count = 0
    for name, case in _matrix():
        for findings in ((), (blocking(),)):
            stands = standing(case, findings=findings)
            fitting = [row.number for row in ROWS if row.fits(stands)]
            assert fitting, name
            alone = [row for row in ROWS if row.fits(stands) and not any(other.fits(stands) for other in ROWS[: row.number - 1])]
            assert [row.number for row in alone] == fitting[:1], name
            assert row_of(stands).number == fitting[0], name
            told = readiness_of(stands, ())
            assert told.reasons, name
            assert told.next_steps, name
            count += 1
    assert count == 5 * 10 * 15 * 5 * 2 * 2


def _expected(kind: RequestKind, purpose: Purpose, category: ReplyCategory, day: date, *, weak: bool) -> Rung:  # noqa: PLR0911  one line a row
    """The page's table, read for one denied appeal that one more attempt follows."""
    premature = purpose is P.EXECUTIVE or category is R.WRONG_CHANNEL
    fresh = day == FRESH and not premature
    if category is R.REINSTATED:
        return Rung.RESOLVED
    if category is R.FINAL_WORD and not premature:
        return Rung.OUTSIDE
    if category in {R.NO_REPLY, R.UNDER_REVIEW} and fresh:
        return Rung.WAIT
    if category in SPECIFIC_REPLIES and not premature and not kind.is_report:
        return Rung.REVISE
    if category in {R.NO_REPLY, R.UNDER_REVIEW} and not premature and purpose is not P.NUDGE:
        return Rung.NUDGE
    if weak and not kind.is_report:
        return Rung.REVISE
    return Rung.EXECUTIVE if purpose is P.MANAGER_REVIEW and not premature else Rung.MANAGER_REVIEW


def test_the_rung_is_the_one_the_table_names_after_one_denial() -> None:
    """A hand-written reading of the table agrees for every category, purpose, silence and kind."""
    for kind, category, purpose, day, weak in product(KINDS, R, P, (OLD, FRESH), (False, True)):
        before = _contexts(kind)["one denial"]
        case = case_of([*before, _sent(kind, purpose, day, category, day + timedelta(days=1))], kind.value)
        stands = standing(case, findings=(blocking(),) if weak else ())
        assert row_of(stands).rung(stands) == _expected(kind, purpose, category, day, weak=weak), (kind, category, purpose, day, weak)


DENIED = attempt("2026-09-01", "generic_denial", "2026-09-03")
MANAGER = attempt("2026-09-10", "generic_denial", "2026-09-15", channel="manager_review")
EXECUTIVE = attempt("2026-10-01", "generic_denial", "2026-10-05", channel="executive")
NUDGE = attempt("2026-10-20", purpose="nudge")


def _rung(stands: Standing) -> tuple[int, Rung]:
    row = row_of(stands)
    return row.number, row.rung(stands)


@pytest.mark.parametrize(
    ("appeals", "expected"),
    [
        pytest.param([DENIED, attempt("2026-09-20", "reinstated", "2026-09-22")], (1, Rung.RESOLVED), id="reinstated"),
        pytest.param(
            [attempt("2026-09-20", "reinstated", "2026-09-22"), MANAGER], (1, Rung.RESOLVED), id="reinstated after the manager's denial"
        ),
        pytest.param([attempt("2026-09-01", "final_word", "2026-09-03")], (2, Rung.OUTSIDE), id="final word"),
        pytest.param(
            [attempt("2026-09-01", "final_word", "2026-09-03"), MANAGER], (9, Rung.EXECUTIVE), id="a later reply lifts the final word"
        ),
        pytest.param([DENIED, MANAGER, EXECUTIVE], (2, Rung.OUTSIDE), id="executive refused"),
        pytest.param(
            [DENIED, MANAGER, attempt("2026-10-01", channel="executive"), NUDGE], (2, Rung.OUTSIDE), id="executive silent past its nudge"
        ),
        pytest.param(
            [
                DENIED,
                MANAGER,
                attempt("2026-10-01", channel="executive"),
                attempt("2026-10-20", "generic_denial", "2026-10-22", purpose="nudge"),
            ],
            (2, Rung.OUTSIDE),
            id="the answer to a nudge answers the request",
        ),
        pytest.param([DENIED, attempt("2026-11-17")], (3, Rung.WAIT), id="pending"),
        pytest.param(
            [DENIED, attempt("2026-09-20", "under_review", "2026-11-18")], (3, Rung.WAIT), id="under review counts from the day it came"
        ),
        pytest.param([], (4, Rung.APPEAL), id="nothing sent"),
        pytest.param([attempt("2026-09-01", channel="seller_support")], (4, Rung.APPEAL), id="nothing sent where it is decided"),
        pytest.param([EXECUTIVE], (4, Rung.APPEAL), id="executives mailed first spends nothing"),
        pytest.param([attempt("2026-09-01", "proof_required", "2026-09-03")], (5, Rung.REVISE), id="proof asked for"),
        pytest.param(
            [attempt("2026-09-01", "proof_required", "2026-09-03"), attempt("2026-10-01")],
            (5, Rung.REVISE),
            id="silence does not settle it",
        ),
        pytest.param([DENIED, attempt("2026-10-01")], (6, Rung.NUDGE), id="silent"),
        pytest.param([DENIED, MANAGER, attempt("2026-10-01", channel="executive")], (6, Rung.NUDGE), id="executive silent, not yet nudged"),
        pytest.param(
            [DENIED, attempt("2026-10-01"), attempt("2026-10-09", channel="seller_support", purpose="nudge")],
            (6, Rung.NUDGE),
            id="a nudge through a channel that does not decide reminds nobody",
        ),
        pytest.param([DENIED, attempt("2026-10-01"), NUDGE], (8, Rung.MANAGER_REVIEW), id="silent past its nudge"),
        pytest.param([DENIED], (8, Rung.MANAGER_REVIEW), id="denied"),
        pytest.param([DENIED, EXECUTIVE], (8, Rung.MANAGER_REVIEW), id="a premature executive mail changes nothing"),
        pytest.param([DENIED, MANAGER], (9, Rung.EXECUTIVE), id="manager refused"),
        pytest.param(
            [DENIED, attempt("2026-09-10", channel="manager_review"), NUDGE], (9, Rung.EXECUTIVE), id="manager silent past its nudge"
        ),
        pytest.param(
            [DENIED, attempt("2026-09-10", channel="manager_review"), attempt("2026-10-01", "generic_denial", "2026-10-05")],
            (9, Rung.EXECUTIVE),
            id="manager silent, and a later appeal denied",
        ),
    ],
)
def test_each_row_has_its_histories(appeals: list[dict[str, object]], expected: tuple[int, Rung]) -> None:
    """The example histories of each row stand on it."""
    assert _rung(standing(case_of(appeals))) == expected


def test_counsel_comes_before_every_row_but_reinstatement() -> None:
    """A legal matter takes the case outside, whatever the history."""
    assert _rung(standing(case_of([DENIED], legal=["litigation"]))) == (2, Rung.OUTSIDE)
    assert _rung(standing(case_of([attempt("2026-09-01", "reinstated", "2026-09-03")], legal=["litigation"]))) == (1, Rung.RESOLVED)


def test_the_state_alone_can_be_final() -> None:
    """A case whose state is final stands outside even where a later reply came."""
    enforcement = {"kind": "inauthentic", "level": "account", "notified_on": "2026-08-14", "state": "final_word"}
    assert _rung(standing(case_of([DENIED], enforcement=enforcement))) == (2, Rung.OUTSIDE)


def test_a_weak_plan_is_revised_before_the_first_appeal_and_before_the_manager() -> None:
    """Blocking findings turn rows 4 and 8 into a revision, and leave a nudge a nudge."""
    weak = (blocking(),)
    assert _rung(standing(case_of([]), findings=weak)) == (4, Rung.REVISE)
    assert _rung(standing(case_of([DENIED]), findings=weak)) == (7, Rung.REVISE)
    assert _rung(standing(case_of([DENIED, attempt("2026-10-01")]), findings=weak)) == (6, Rung.NUDGE)


def test_only_blocking_errors_block() -> None:
    """A warning of a blocking rule and an error of another rule leave the row to the next one."""
    warning = blocking("PL107").model_copy(update={"severity": "warning"})
    assert _rung(standing(case_of([DENIED]), findings=(warning, blocking("PL111")))) == (8, Rung.MANAGER_REVIEW)


def test_a_notice_that_asks_for_documents_alone_has_no_plan_to_block() -> None:
    """Row 7 does not speak where only documents are asked for."""
    enforcement = {"kind": "inauthentic", "level": "account", "notified_on": "2026-08-14", "asks": "documents"}
    assert _rung(standing(case_of([DENIED], enforcement=enforcement), findings=(blocking(),))) == (8, Rung.MANAGER_REVIEW)


PROOF = attempt(
    "2026-09-01", "proof_required", "2026-09-03", plan={"text": "We are sorry and will check invoices in future, word by word."}
)


@pytest.mark.parametrize(
    "over",
    [
        pytest.param({"last_request": [{"asked": "Proof", "answered_by": ["EV1"]}]}, id="every item is answered"),
        pytest.param(
            {"evidence": [{"id": "EV1", "kind": "invoice", "title": "Invoices", "dated": "2026-09-04"}], "poa": None, "grounds": []},
            id="a document is newer than the reply",
        ),
        pytest.param({"appeals": [PROOF]}, id="the plan reads otherwise than what was answered"),
    ],
)
def test_a_specific_request_is_met_in_one_of_three_ways(over: dict[str, object]) -> None:
    """Answers named, a newer document or a changed plan each lead on from row 5."""
    stands = standing(case_of(**{"appeals": [attempt("2026-09-01", "proof_required", "2026-09-03")], **over}))  # type: ignore[arg-type]
    assert stands.unmet is None
    assert row_of(stands).number != 5


@pytest.mark.parametrize(
    "over",
    [
        pytest.param({}, id="nothing noted"),
        pytest.param({"last_request": [{"asked": "Proof", "answered_by": ["EV1"]}, {"asked": "A list"}]}, id="one of two items open"),
        pytest.param(
            {"evidence": [{"id": "EV1", "kind": "invoice", "title": "Invoices", "dated": "2026-09-03"}]}, id="as old as the reply"
        ),
    ],
)
def test_a_specific_request_stays_open(over: dict[str, object]) -> None:
    """Near misses leave the case on row 5."""
    assert row_of(standing(case_of([attempt("2026-09-01", "proof_required", "2026-09-03")], **over))).number == 5  # type: ignore[arg-type]


def test_a_report_never_waits_on_row_5_or_7() -> None:
    """Reports have no plan: a request for proof and plan findings lead on to the manager."""
    case = case_of([attempt("2026-09-01", "proof_required", "2026-09-03", channel="report_abuse")], "remove_counterfeit")
    assert _rung(standing(case, findings=(blocking(),))) == (8, Rung.MANAGER_REVIEW)


def test_a_policy_can_ask_for_more_patience() -> None:
    """The wait is the policy's: what is silent after five business days is pending under thirty."""
    case = case_of([DENIED, attempt("2026-10-15")])
    stands = standing(case)
    longer = stands.policy.model_copy(update={"waits": stands.policy.waits.model_copy(update={"pending_days": 30})})
    patient = replace(stands, policy=longer, history=history_of(case, AS_OF, longer))
    assert (_rung(stands), _rung(patient)) == ((6, Rung.NUDGE), (3, Rung.WAIT))


@st.composite
def _histories(draw: st.DrawFn) -> tuple[Case, bool]:
    kind = draw(st.sampled_from(KINDS))
    days = st.dates(date(2026, 8, 14), AS_OF)
    appeals: list[dict[str, object]] = []
    for _ in range(draw(st.integers(0, 6))):
        sent = draw(days)
        replies = [
            {"category": draw(st.sampled_from(R)).value, "received_on": draw(st.dates(sent, AS_OF)).isoformat()}
            for _ in range(draw(st.integers(0, 2)))
        ]
        period: object = sent.isoformat()
        if draw(st.booleans()):
            period = {"from": sent.isoformat(), "to": draw(st.dates(sent, AS_OF)).isoformat()}
        channel = draw(st.sampled_from(Channel))
        purpose = draw(st.none() | st.sampled_from([purpose.value for purpose in P]))
        appeals.append({"sent_on": period, "channel": channel.value, "purpose": purpose, "replies": replies})
    return case_of(appeals, kind.value), draw(st.booleans())


@given(_histories())
def test_any_history_has_its_row_and_a_whole_answer(drawn: tuple[Case, bool]) -> None:
    """Attempts in any order, by any channel, with any replies and periods: a row, its reasons and steps, and `until` exactly on `wait`."""
    case, weak = drawn
    told = readiness_of(standing(case, findings=(blocking(),) if weak else ()), ())
    assert told.reasons
    assert told.next_steps
    assert (told.until is not None) == (told.rung is Rung.WAIT)
    assert told.until is None or told.until > AS_OF
    assert told.ready == (told.rung in LETTER_RUNGS) == (told.recipient is not None)
