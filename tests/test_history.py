"""What was sent and what came back: which attempts count, what is pending, what is silent."""

from __future__ import annotations

from datetime import date

import pytest
from ladder_kit import AS_OF, attempt, case_of, plan

from escalate_ai.case.case import Case
from escalate_ai.errors import InputError
from escalate_ai.history import Entry, History, has_plan_changed, history_of, unmet_request
from escalate_ai.policy import default_policy
from escalate_ai.terms import Purpose, ReplyCategory, RequestKind

POLICY = default_policy()


def _history(appeals: list[dict[str, object]], kind: str = "reinstate_account", as_of: date = AS_OF, **over: object) -> History:
    return history_of(case_of(appeals, kind, **over), as_of, POLICY)


def _only(appeals: list[dict[str, object]], kind: str = "reinstate_account", as_of: date = AS_OF) -> Entry:
    return _history(appeals, kind, as_of).entries[-1]


@pytest.mark.parametrize("kind", list(RequestKind))
def test_an_attempt_counts_only_through_a_channel_that_decides(kind: RequestKind) -> None:
    """For every kind of request, the policy's table alone says which channels count; the rest says why it does not."""
    for channel in ("account_health", "seller_support", "ahs_call", "email", "manager_review", "brand_registry", "report_abuse", "other"):
        entry = _only([attempt("2026-09-01", channel=channel)], kind.value)
        assert entry.counts == (channel in POLICY.channels.deciding[kind])
        assert (entry.why_not is None) == entry.counts


def test_an_answer_that_names_another_channel_takes_the_count_back() -> None:
    """`wrong_channel` spends nothing, and a later answer to the same attempt brings the count back."""
    assert not _only([attempt("2026-09-01", "wrong_channel", "2026-09-02")]).counts
    replies = [{"category": "wrong_channel", "received_on": "2026-09-02"}, {"category": "generic_denial", "received_on": "2026-09-09"}]
    assert _only([attempt("2026-09-01", replies=replies)]).counts


def test_an_executive_mail_before_any_manager_review_spends_nothing() -> None:
    """It is on record, marked premature, and says so."""
    entry = _only([attempt("2026-09-01", "generic_denial", "2026-09-05", channel="executive")])
    assert (entry.counts, entry.premature) == (False, True)
    assert entry.why_not is not None
    assert "before any manager review" in entry.why_not


def test_an_executive_mail_after_a_manager_review_counts() -> None:
    """The manager has to have been asked before, and through a way that counts."""
    manager = attempt("2026-09-01", "generic_denial", "2026-09-05", channel="manager_review")
    executive = attempt("2026-09-10", channel="executive")
    assert _only([manager, executive]).counts
    assert not _only([{**manager, "reply": {"category": "wrong_channel", "received_on": "2026-09-02"}}, executive]).counts
    assert not _history([{**manager, "sent_on": "2026-09-11", "reply": None}, executive]).entries[0].counts


def test_a_nudge_to_executives_is_premature_like_any_mail_to_them() -> None:
    """The channel is what makes it premature, whatever its purpose."""
    assert _only([attempt("2026-09-01", channel="executive", purpose="nudge")]).premature


def test_silence_is_pending_until_the_fifth_business_day() -> None:
    """Sent on Thursday the 12th, it is pending on the 18th and silent from the 19th on."""
    before, after = (_only([attempt("2026-11-12")], as_of=date(2026, 11, day)) for day in (18, 19))
    assert (before.pending_until, before.silent) == (date(2026, 11, 19), False)
    assert (after.pending_until, after.silent) == (None, True)


def test_under_review_counts_from_the_day_it_came() -> None:
    """The wait starts again with that reply, and then it is silence."""
    replies = [{"category": "under_review", "received_on": "2026-11-16"}]
    entry = _only([attempt("2026-10-01", replies=replies)])
    assert (entry.answer, entry.pending_until) == (ReplyCategory.UNDER_REVIEW, date(2026, 11, 23))
    assert _only([attempt("2026-10-01", replies=replies)], as_of=date(2026, 11, 23)).silent


def test_under_review_without_a_day_counts_from_the_sending() -> None:
    """Where nobody noted when it came, the attempt's own day has to do."""
    assert _only([attempt("2026-10-01", replies=[{"category": "under_review"}])]).waiting_since == date(2026, 10, 1)


def test_the_last_thing_that_came_speaks() -> None:
    """Replies are read by their days, not by their order in the file; `no_reply` is none."""
    replies = [
        {"category": "generic_denial", "received_on": "2026-09-20"},
        {"category": "under_review", "received_on": "2026-09-02"},
        {"category": "no_reply"},
    ]
    entry = _only([attempt("2026-09-01", replies=replies)])
    assert (entry.answer, entry.waiting_since) == (ReplyCategory.GENERIC_DENIAL, None)
    assert _only([attempt("2026-09-01", replies=[{"category": "no_reply"}])]).answered is None


def test_a_reply_without_a_category_is_read_from_its_text() -> None:
    """The words tell the kind; words that tell nothing, and no words at all, are unknown."""
    assert _only([attempt("2026-09-01", replies=[{"text": "You may no longer sell on our store."}])]).answer is ReplyCategory.GENERIC_DENIAL
    assert _only([attempt("2026-09-01", replies=[{"received_on": "2026-09-04"}])]).answer is ReplyCategory.UNKNOWN


def test_of_a_period_silence_runs_from_the_last_day() -> None:
    """Nobody is nudged for an attempt that may be two days old."""
    period = {"from": "2026-10-01", "to": "2026-11-18"}
    assert _only([attempt(period)]).pending_until == date(2026, 11, 25)


def test_entries_stand_in_the_order_of_sending() -> None:
    """The order of the file does not matter; each entry keeps its place in it."""
    history = _history([attempt("2026-09-20"), attempt("2026-09-01")])
    assert [entry.index for entry in history.entries] == [1, 0]
    assert [entry.path for entry in history.entries] == ["appeals[1]", "appeals[0]"]


def test_the_number_of_submissions_leaves_out_nudges_and_calls() -> None:
    """Appeals, manager and executive requests and reports are submissions, counting or not."""
    history = _history(
        [
            attempt("2026-09-01"),
            attempt("2026-09-10", purpose="nudge"),
            attempt("2026-09-12", channel="ahs_call"),
            attempt("2026-09-15", channel="seller_support"),
            attempt("2026-09-20", channel="manager_review"),
        ]
    )
    assert [entry.index for entry in history.submissions] == [0, 3, 4]
    assert [entry.index for entry in history.nudges] == [1]
    assert [entry.index for entry in history.counting] == [0, 1, 4]


def test_an_answer_to_a_nudge_answers_the_request_before_it() -> None:
    """The request counts as refused, and the entry that was refused is the nudge."""
    history = _history(
        [attempt("2026-09-01", channel="manager_review"), attempt("2026-09-20", "generic_denial", "2026-09-25", purpose="nudge")]
    )
    (request,) = history.asked(Purpose.MANAGER_REVIEW)
    refusal = history.refusal_of(request)
    assert refusal is not None
    assert refusal.index == 1


@pytest.mark.parametrize("category", list(ReplyCategory))
def test_every_answer_but_three_refuses_a_manager_request(category: ReplyCategory) -> None:
    """Reinstated, under review and a pointer to another channel are no refusals, nor is silence."""
    entry = _only([attempt("2026-09-01", category.value, "2026-09-05", channel="manager_review")])
    open_or_won = {ReplyCategory.REINSTATED, ReplyCategory.UNDER_REVIEW, ReplyCategory.WRONG_CHANNEL, ReplyCategory.NO_REPLY}
    assert entry.is_refused == (category not in open_or_won)


def test_a_manager_request_under_review_again_keeps_the_case_waiting() -> None:
    """A fresh `under_review` to an old request is pending, though something was sent after it."""
    manager = attempt("2026-09-01", "under_review", "2026-11-18", channel="manager_review")
    pending = _history([manager, attempt("2026-10-01", "generic_denial", "2026-10-05")]).pending
    assert pending is not None
    assert pending.index == 0


def test_a_final_word_holds_until_a_later_reply() -> None:
    """Only the newest reply of all can be final, and only to an attempt that counts."""
    final = attempt("2026-09-01", "final_word", "2026-09-03")
    assert _history([final]).final_word is not None
    assert _history([final, attempt("2026-09-10", "under_review", "2026-09-11")]).final_word is None
    assert _history([{**final, "channel": "seller_support"}]).final_word is None


@pytest.mark.parametrize(
    ("over", "key"),
    [
        pytest.param({"calls": [{"called_on": "2026-11-21", "asked": "Why?"}]}, "calls[0].called_on", id="call"),
        pytest.param({"appeals": [attempt("2026-11-21")]}, "appeals[0].sent_on", id="attempt"),
        pytest.param({"appeals": [attempt("2026-09-01", "unknown", "2026-11-21")]}, "appeals[0].replies[0].received_on", id="reply"),
        pytest.param(
            {"poa": plan({"id": "CA1", "statement": "Recalled", "status": "completed", "completed_on": "2026-11-21"})},
            "poa.corrective_actions[0].completed_on",
            id="measure",
        ),
    ],
)
def test_a_day_before_the_newest_fact_is_refused(over: dict[str, object], key: str) -> None:
    """The error names the fact, its day and the key."""
    with pytest.raises(InputError, match="2026-11-21") as caught:
        history_of(case_of(**over), AS_OF, POLICY)  # type: ignore[arg-type]
    assert caught.value.where is not None
    assert caught.value.where.key == key


def test_the_day_of_the_newest_fact_is_taken_and_plans_may_lie_ahead() -> None:
    """What is planned for later is no fact."""
    ahead = plan({"id": "CA1", "statement": "Recall", "status": "planned", "completed_on": "2027-01-01"})
    assert history_of(case_of([attempt("2026-11-20")], poa=ahead), AS_OF, POLICY).entries


LONG = "We matched every invoice of the kettle to its maker and closed the two lots for which no invoice was found in our files. " * 3
OTHER = "Our packing team now weighs each parcel twice and the shift lead signs the sheet before the truck leaves the yard at night. " * 3


def _changed(present: str, *sent: dict[str, object]) -> bool:
    case = case_of(sent, poa={"text": present, "root_causes": [{"statement": "One"}]})
    return has_plan_changed(case, history_of(case, AS_OF, POLICY), POLICY)


def test_a_plan_has_changed_where_it_reads_otherwise_than_what_was_answered() -> None:
    """A near copy, even with other dates, has not; an unknown text shows nothing."""
    answered = attempt("2026-09-01", "more_info_specific", "2026-09-05")
    assert _changed(OTHER, {**answered, "plan": {"text": LONG}})
    assert not _changed(LONG + " Dated October 3, 2026.", {**answered, "plan": {"text": LONG + " Dated August 9, 2026."}})
    assert not _changed(OTHER, answered)
    assert not _changed(OTHER, attempt("2026-09-01", plan={"text": LONG}))


def test_a_plan_sent_again_in_its_first_version_has_not_changed() -> None:
    """It is compared with everything sent up to the reply."""
    first = attempt("2026-09-01", "more_info_generic", "2026-09-05", plan={"text": OTHER})
    second = attempt("2026-09-10", "more_info_specific", "2026-09-15", plan={"text": LONG})
    assert not _changed(OTHER, first, second)


def test_a_short_letter_to_a_manager_says_nothing_of_the_plan_that_went_with_it() -> None:
    """Only a text as long as a plan is compared there."""
    manager = attempt("2026-09-01", "more_info_specific", "2026-09-05", channel="manager_review")
    assert not _changed(LONG, {**manager, "plan": {"text": "Please ask a manager to read our plan again."}})
    assert _changed(LONG, {**manager, "plan": {"text": OTHER}})


@pytest.mark.parametrize(
    ("result", "category", "changed"),
    [
        pytest.param("38 deliveries were checked by October 31, 2026", "generic_denial", True, id="after the answer"),
        pytest.param("38 deliveries were checked by September 11, 2026", "generic_denial", False, id="before the answer"),
        pytest.param("38 deliveries will be checked by December 24, 2026", "generic_denial", False, id="still to come"),
        pytest.param("38 deliveries were checked by October 31, 2026", "more_info_specific", False, id="a specific request"),
    ],
)
def test_a_plan_that_tells_of_what_was_done_since_a_refusal_has_changed(result: str, category: str, *, changed: bool) -> None:
    """No text sent before an answer can have told of it, however short the letter to the manager was."""
    measure = {"id": "PM1", "statement": "Invoices are matched", "status": "completed", "in_effect_since": "2026-08-25", "result": result}
    first = attempt("2026-09-01", "more_info_generic", "2026-09-05", plan={"text": "We will check invoices in future."})
    manager = attempt("2026-09-10", category, "2026-09-15", channel="manager_review", plan={"text": "Please read our plan again."})
    case = case_of([first, manager], poa=plan(measure))
    assert has_plan_changed(case, history_of(case, AS_OF, POLICY), POLICY) is changed
    unsent = case_of([manager], poa=plan(measure))
    assert not has_plan_changed(unsent, history_of(unsent, AS_OF, POLICY), POLICY)


def test_reports_have_no_unmet_request() -> None:
    """Row 5 is not for them."""
    case: Case = case_of([attempt("2026-09-01", "proof_required", "2026-09-05", channel="report_abuse")], "remove_reviews")
    assert unmet_request(case, history_of(case, AS_OF, POLICY), plan_changed=False) is None
