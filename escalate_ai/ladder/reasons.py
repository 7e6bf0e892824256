"""Why a case stands where it stands. In: a `Standing` and its row. Out: sentences for the client, with this case's days and counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from escalate_ai.history import OPEN_ANSWERS
from escalate_ai.ladder import phrases
from escalate_ai.terms import ReplyCategory, RequestKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.history import Entry
    from escalate_ai.ladder.rows import Row, Standing

_NAMED = 5
"""How many of a long list are told before the rest is counted."""


def reasons(standing: Standing, row: Row) -> tuple[str, ...]:
    """Give the sentences that explain a row, the deciding one first."""
    return tuple(phrases.sentence(reason) for reason in _BY_ROW[row.number](standing))


def _resolved(standing: Standing) -> Iterator[str]:
    last = standing.history.last_answer
    if last:
        what = {RequestKind.REINSTATE_ACCOUNT: "the account is reinstated", RequestKind.REINSTATE_LISTING: "the listing is reinstated"}
        told = what.get(standing.case.request.kind, "what was reported has been acted on")
        yield f"the last reply, of {phrases.day(standing, last.day)}, says that {told}, so there is nothing left to ask for"


def _outside(standing: Standing) -> Iterator[str]:
    history, case = standing.history, standing.case
    if case.legal:
        matters = phrases.listed(matter.value.replace("_", " ") for matter in case.legal)
        yield f"the case is also a legal matter ({matters}), and counsel comes before any letter"
    final = history.final_word
    if final:
        came, request = phrases.day(standing, final.day), phrases.sent(standing, final.entry)
        yield f"on {came} Amazon answered {request} with its final word, and no later reply came"
    elif standing.state_is_final:
        yield "the case records that Amazon has spoken its final word on this enforcement"
    entry = standing.spent_executive
    if entry:
        yield f"{_fate(standing, entry)}, and there is no higher desk at Amazon to write to"


def _pending(standing: Standing) -> Iterator[str]:
    entry = standing.history.pending
    if entry is None or entry.pending_until is None or entry.waiting_since is None:
        return
    gone = phrases.waited(standing, entry.waiting_since)
    if entry.answer is ReplyCategory.UNDER_REVIEW:
        yield f"{phrases.sent(standing, entry)} has been under review since {phrases.day(standing, entry.waiting_since)},{gone or ' today'}"
    else:
        yield f"{phrases.sent(standing, entry)} has had no answer yet{gone}"
    allowed = phrases.counted(standing.policy.waits.pending_days, "business day")
    yield f"an answer is given {allowed}, so silence counts only from {phrases.day(standing, entry.pending_until)} on"


def _nothing_counts(standing: Standing) -> Iterator[str]:
    entries = standing.history.entries
    what = "report" if standing.case.is_report else "appeal"
    if entries:
        yield f"{phrases.counted(len(entries), 'attempt')} {'is' if len(entries) == 1 else 'are'} on record, and none of them counts"
        for entry in entries[:_NAMED]:
            yield f"{phrases.sent(standing, entry)} does not count: {entry.why_not}"
        if len(entries) > _NAMED:
            yield f"the same holds for {phrases.counted(len(entries) - _NAMED, 'more attempt', 'more attempts')}"
    else:
        yield f"no {what} has been sent yet, and there is nothing to escalate before one has been"
    yield from _plan_faults(standing)


def _request_unmet(standing: Standing) -> Iterator[str]:
    unmet = standing.unmet
    if unmet is None:
        return
    yield (
        f"the last reply that counts, of {phrases.day(standing, unmet.day)}, is {phrases.ANSWERS[unmet.category]}, "
        "and nothing in the case is newer than it"
    )
    for item in [item.asked for item in standing.case.last_request if not item.answered_by][:_NAMED]:
        yield f"still open: {item}"
    if not standing.case.last_request:
        yield "the case does not list what was asked for, nor what answers it"


def _silent(standing: Standing) -> Iterator[str]:
    entry = standing.history.last_counting
    if entry is None or entry.waiting_since is None:
        return
    gone = phrases.waited(standing, entry.waiting_since)
    if entry.answer is ReplyCategory.UNDER_REVIEW:
        since = phrases.day(standing, entry.waiting_since)
        yield f"{phrases.sent(standing, entry)} has been under review since {since}, and nothing has come after that"
    else:
        yield f"{phrases.sent(standing, entry)} has had no answer{gone}"
    yield "the wait is over, and no reminder has been sent yet, which comes before any higher desk"


def _plan_faults(standing: Standing) -> Iterator[str]:
    blocking = standing.blocking
    if not blocking:
        return
    if standing.case.poa is None:
        yield "the case has no Plan of Action, and a plan is what Amazon has asked for"
        return
    faults = phrases.counted(len(blocking), "fault")
    yield f"the Plan of Action has {faults} that would cost it the next reading, and a letter only earns that reading"
    for finding in blocking[:_NAMED]:
        yield f"{finding.message.rstrip('.')} ({finding.rule})"
    if len(blocking) > _NAMED:
        yield f"{phrases.counted(len(blocking) - _NAMED, 'more fault')} are among the findings"


def _manager_next(standing: Standing) -> Iterator[str]:
    yield _record(standing)
    yield "no manager or senior investigator of the deciding team has been asked yet, and that desk comes before the executives"


def _executive_next(standing: Standing) -> Iterator[str]:
    yield _fate(standing, standing.manager_requests[-1])
    yield _record(standing)
    yield "the desks below have been asked, so the request goes on to the executive team"


def _fate(standing: Standing, entry: Entry) -> str:
    """Say what became of a request to a manager or to executives."""
    history = standing.history
    refusal = history.refusal_of(entry)
    request = phrases.sent(standing, entry)
    if refusal:
        on = f" on {phrases.day(standing, refusal.answered.received_on)}" if refusal.answered and refusal.answered.received_on else ""
        before = "" if refusal is entry else f"{request} had no answer, and "
        return f"{before}{phrases.sent(standing, refusal)} was answered{on} with {phrases.answer(refusal)}"
    if history.is_silent_past_nudge(entry):
        return f"{request} and {phrases.sent(standing, history.nudges_of(entry)[-1])} have both had no answer"
    return f"{request} has had no answer, and what was sent after it has not settled the matter"


def _record(standing: Standing) -> str:
    """Say how much was sent, when, and what came back."""
    entries = standing.history.submissions
    if not entries:
        return "nothing but reminders and calls is on record"
    brought = Counter(entry.answer for entry in entries)
    silent, reviewed = brought.pop(ReplyCategory.NO_REPLY, 0), brought.pop(ReplyCategory.UNDER_REVIEW, 0)
    if len(entries) == 1:
        subject = phrases.sent(standing, entries[0])
    else:
        first, last = phrases.day(standing, entries[0].attempt.first_day), phrases.day(standing, entries[-1].attempt.last_day)
        subject = f"{phrases.counted(len(entries), 'submission')} {f'from {first} to {last}' if first != last else f'of {first}'}"
    told = [f"{phrases.ANSWERS[category]}{_times(times)}" for category, times in brought.items()]
    came = [f"{subject} brought {phrases.listed(told)}"] if told else []
    for count, fate in ((silent, "had no answer"), (reviewed, "went no further than a review")):
        if count:
            whose = phrases.number(count) if came else subject
            came.append(f"{whose} {fate}")
    return ", and ".join([*came, *_reminded(standing)])


def _reminded(standing: Standing) -> Iterator[str]:
    """Say what came back to reminders of submissions that nothing else decided."""
    for entry in standing.history.submissions:
        for reminder in standing.history.nudges_of(entry) if entry.counts and entry.answer in OPEN_ANSWERS else ():
            if reminder.answer is not ReplyCategory.NO_REPLY:
                day = reminder.answered.received_on if reminder.answered else None
                on = f" on {phrases.day(standing, day)}" if day else ""
                yield f"{phrases.sent(standing, reminder)} was answered{on} with {phrases.answer(reminder)}"


def _times(times: int) -> str:
    return "" if times == 1 else " (twice)" if times == 2 else f" ({phrases.number(times)} times)"  # noqa: PLR2004  once, twice, three times


_BY_ROW = {
    1: _resolved,
    2: _outside,
    3: _pending,
    4: _nothing_counts,
    5: _request_unmet,
    6: _silent,
    7: _plan_faults,
    8: _manager_next,
    9: _executive_next,
}
