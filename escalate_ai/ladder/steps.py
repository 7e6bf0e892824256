"""What to do next: what to send, where, until when, whom to call. In: a `Standing`, its row, the recipient. Out: sentences in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.ladder import phrases
from escalate_ai.terms import Channel, EnforcementState, ReplyCategory, Rung

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.findings import Finding
    from escalate_ai.ladder.rows import Row, Standing
    from escalate_ai.policy import RecipientEntry

_NAMED = 5


def next_steps(standing: Standing, row: Row, rung: Rung, recipient: RecipientEntry | None, errors: tuple[Finding, ...]) -> tuple[str, ...]:
    """Give what to do next, the first thing first.

    Args:
        standing: The case on its day.
        row: The row it stands on.
        rung: The rung a letter would be written on: the advice or the caller's choice.
        recipient: Who the letter goes to, on the rungs that have one.
        errors: The readiness errors: what has to be put right before any letter.

    """
    if row.number in _BY_ROW:
        steps = list(_BY_ROW[row.number](standing))
        steps += [finding.suggestion for finding in errors if finding.rule in _SAID_BY_NO_ROW]
    elif errors:
        steps = [finding.suggestion for finding in errors]
    else:
        steps = list(_send(standing, rung, recipient))
    return tuple(dict.fromkeys(phrases.sentence(step) for step in steps))


_SAID_BY_NO_ROW = ("RD509", "RD514")
"""Errors that stand beside every row and are put right whatever comes next."""


def _resolved(standing: Standing) -> Iterator[str]:
    shown = "the offers, listings or reviews are gone" if standing.case.is_report else "the account or the listing is live again"
    yield f"look in Seller Central whether {shown}; if not, add the newer message to the case and run this again"


def _outside(standing: Standing) -> Iterator[str]:
    if standing.case.legal:
        yield "show counsel this case and everything that was sent, and send nothing to Amazon until counsel agrees"
    yield "let a person decide with counsel whether mediation or arbitration under the seller agreement is open and worth it"
    yield "if a new reply comes, add it to the case and run this again"
    state = standing.case.enforcement.state if standing.case.enforcement else None
    if state is EnforcementState.FINAL_WORD and standing.history.final_word is None:
        yield "look the final message up and add it as a reply to the attempt it answers; if there is none, correct `enforcement.state`"


def _pending(standing: Standing) -> Iterator[str]:
    entry = standing.history.pending
    if entry and entry.pending_until:
        yield f"send nothing before {phrases.day(standing, entry.pending_until)}, and add any reply to the case on the day it comes"
        yield f"run this again on {phrases.day(standing, entry.pending_until)}"


def _nothing_counts(standing: Standing) -> Iterator[str]:
    if standing.blocking:
        yield from _mend_plan(standing)
    yield f"send {phrases.material(standing)}, with every document it names, in one submission through {phrases.deciding(standing)}"
    yield "log the day, the channel and the text under `appeals`, then give Amazon time to answer"


def _request_unmet(standing: Standing) -> Iterator[str]:
    unmet = standing.unmet
    if unmet is None:
        return
    came = phrases.day(standing, unmet.day)
    missing = [item.asked for item in standing.case.last_request if not item.answered_by]
    for item in missing[:_NAMED]:
        yield f"supply this, and name under `last_request` what answers it: {item}"
    if not standing.case.last_request:
        yield f"read the reply of {came} again and list under `last_request` each thing it asks for and what answers it"
    yield f"add the documents that are dated after {came}, or revise the plan where the reply points"
    yield f"then send the revised material through {phrases.deciding(standing)}, as an answer to that reply"
    yield from _call(standing)


def _mend_plan(standing: Standing) -> Iterator[str]:
    if standing.case.poa is None:
        yield "write the Plan of Action: root causes, corrective actions done, preventive measures in force"
        return
    yield from (f"{finding.suggestion.rstrip('.')} ({finding.rule})" for finding in standing.blocking[:_NAMED])


def _plan_faults(standing: Standing) -> Iterator[str]:
    yield from _mend_plan(standing)
    yield "run this again with the mended plan; a letter is written once the plan stands"
    yield from _call(standing)


def _send(standing: Standing, rung: Rung, recipient: RecipientEntry | None) -> Iterator[str]:
    yield from _call(standing)
    if rung is Rung.EXECUTIVE:
        people = standing.policy.people
        never = f", and nothing goes to {people.stale[0]}" if people.stale else ""
        yield f"look up the current address before sending: the chief executive is {people.chief_executive}{never}"
    to = f" to {recipient.name} through {phrases.CHANNELS[recipient.channel]}" if recipient else ""
    what = "reminder" if rung is Rung.NUDGE else "letter"
    yield f"send the {what}{to}, with {phrases.material(standing)} and every document it names, once and in one submission"
    days = phrases.counted(standing.policy.waits.pending_days, "business day")
    yield f"log it under `appeals`; if {days} pass without an answer, {_AFTER[rung]}"


_AFTER = {
    Rung.NUDGE: "run this again: the next desk follows",
    Rung.MANAGER_REVIEW: "send one reminder, and only then go on to the executive team",
    Rung.EXECUTIVE: "send one reminder; after that a human decides what is left",
}


def _call(standing: Standing) -> Iterator[str]:
    """Recommend a call after a denial without a reason, where none is on record."""
    case = standing.case
    denied = any(answer.category is ReplyCategory.GENERIC_DENIAL for answer in standing.history.answers)
    called = case.calls or any(entry.attempt.channel is Channel.AHS_CALL for entry in standing.history.entries)
    if denied and not called and not case.is_report:
        yield "call Account Health Support, ask whether a reason for the denial is on file, and log the answer under `calls`"


_BY_ROW = {1: _resolved, 2: _outside, 3: _pending, 4: _nothing_counts, 5: _request_unmet, 7: _plan_faults}
"""The rows on which nothing is written; on the others a letter is sent."""
