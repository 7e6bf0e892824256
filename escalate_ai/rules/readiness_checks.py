"""What the readiness rules look for. In: a `CaseReading`. Out: hits with paths into the case. The rules themselves: `readiness`."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from escalate_ai.highlights import completed_support
from escalate_ai.history import unmet_request
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import Channel, DateOrder, EnforcementKind, EnforcementState, Purpose, ReplyCategory, Rung, Severity
from escalate_ai.text.date_writing import write_date, write_dates
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.similarity import shingle_share

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from escalate_ai.history import Entry
    from escalate_ai.rules.reading import CaseReading

_NAMED = 5
"""How many of a long list are named before the rest is counted."""


def nothing_sent(reading: CaseReading) -> Iterator[Hit]:
    """RD501."""
    if not reading.history.entries:
        what = "report" if reading.case.is_report else "appeal"
        yield Hit(
            "appeals",
            None,
            f"The case has no {what} on record, and there is nothing to escalate before Amazon has been asked once.",
            f"Send the {what} through a channel that decides, then put its date and channel under `appeals`.",
        )


def too_soon(reading: CaseReading) -> Iterator[Hit]:
    """RD502."""
    entry = reading.history.pending
    if entry and entry.pending_until:
        until = _written(reading, entry.pending_until)
        yield Hit(
            entry.path,
            None,
            f"What was sent on {_sent(reading, entry)} still has time to be answered: silence counts from {until}.",
            f"Wait until {until}, unless a reply comes before.",
        )


def manager_not_asked(reading: CaseReading) -> Iterator[Hit]:
    """RD503."""
    if reading.asked_rung is Rung.EXECUTIVE and not reading.history.asked(Purpose.MANAGER_REVIEW):
        yield Hit(
            "appeals",
            None,
            "An executive letter was asked for, and no manager or senior investigator has been asked for on record.",
            "Ask for a manager review first; executives hand an unasked case back down.",
        )


def weak_plan(reading: CaseReading) -> Iterator[Hit]:
    """RD504: an error, and a warning where the letter is a nudge, which sends nothing new."""
    errors = [finding for finding in reading.plan_findings if finding.is_error]
    if not errors:
        return
    rung = reading.asked_rung
    nudge = rung is Rung.NUDGE or (rung is None and reading.history.awaits_nudge)
    told = [finding.message.rstrip(".") for finding in errors[:_NAMED]]
    more = f"; and {len(errors) - _NAMED} more" if len(errors) > _NAMED else ""
    codes = ", ".join(dict.fromkeys(finding.rule for finding in errors))
    message = f"The plan is weak ({codes}): {'; '.join(told)}{more}."
    yield Hit("poa", None, message, f"Mend the plan first: {errors[0].suggestion}", Severity.WARNING if nudge else None)


def request_unmet(reading: CaseReading) -> Iterator[Hit]:
    """RD505."""
    unmet = unmet_request(reading.case, reading.history, plan_changed=reading.plan_changed)
    if unmet is None:
        return
    open_items = [item.asked for item in reading.case.last_request if not item.answered_by]
    asked = f": {'; '.join(open_items[:_NAMED])}" if open_items else ""
    yield Hit(
        unmet.path,
        None,
        f"The reply of {_written(reading, unmet.day)} asked for something specific, and nothing in the case is newer than it{asked}.",
        "Supply what was asked for and name it under `last_request`, add a document dated after the reply, or revise the plan.",
    )


def wrong_channel(reading: CaseReading) -> Iterator[Hit]:
    """RD506: a warning for each such attempt, errors where no attempt counts at all."""
    history = reading.history
    names = ", ".join(channel.value for channel in reading.policy.channels.deciding[reading.case.request.kind])
    for entry in history.entries:
        if entry.counts or entry.premature or entry.why_not is None:
            continue
        message = f"What was sent on {_sent(reading, entry)} through {entry.attempt.channel.value} spends nothing: {entry.why_not}."
        severity = Severity.WARNING if history.counting else Severity.ERROR
        yield Hit(entry.path, None, message, f"Use one of the channels that decide here: {names}.", severity)


def final_word(reading: CaseReading) -> Iterator[Hit]:
    """RD507."""
    enforcement, last = reading.case.enforcement, reading.history.final_word
    what_next = "Decide with counsel what is left outside this ladder; no letter reopens it."
    if last:
        yield Hit(last.path, None, f"On {_written(reading, last.day)} Amazon closed the matter, and no later reply came.", what_next)
    elif enforcement and enforcement.state is EnforcementState.FINAL_WORD:
        yield Hit("enforcement.state", None, "The case says that Amazon has closed the matter (`state: final_word`).", what_next)


def same_plan_sprayed(reading: CaseReading) -> Iterator[Hit]:
    """RD508: near copies of one text, sent as appeals to different channels or addresses."""
    appeals = [entry for entry in reading.history.entries if entry.purpose is Purpose.APPEAL and entry.attempt.plan]
    for first, second in combinations(appeals, 2):
        to = [(entry.attempt.channel, (entry.attempt.recipient or "").casefold()) for entry in (first, second)]
        if to[0] == to[1]:
            continue
        alike = max(shingle_share(_plan_sent(a), _plan_sent(b)) for a, b in ((first, second), (second, first)))
        if alike >= reading.policy.plan.near_copy:
            yield Hit(
                second.path,
                None,
                f"What was sent on {_sent(reading, second)} to {_place(second)} is {alike:.0%} the text "
                f"sent on {_sent(reading, first)} to {_place(first)}.",
                "Send one appeal to one place, and change the plan before it goes out again.",
            )
            return


def too_few_highlights(reading: CaseReading) -> Iterator[Hit]:
    """RD509: counts completed measures, or grounds where they stand in for measures."""
    limits = reading.policy.letter
    there = len(completed_support(reading.case))
    if there >= limits.highlights_best:
        return
    grounds = reading.case.highlights_from_grounds or reading.case.is_report
    what = "ground" if grounds else "completed measure"
    counted = f"The case has {there or 'no'} {what}{'' if there == 1 else 's'}"
    where = "grounds" if grounds else "poa"
    if there < limits.highlights_min:
        ask = "Add dated grounds with their documents" if grounds else "Complete what is planned and give each measure its day"
        yield Hit(where, None, f"{counted}, and a letter shows at least {limits.highlights_min}.", f"{ask}.", Severity.ERROR)
    else:
        yield Hit(
            where,
            None,
            f"{counted}, and {limits.highlights_best} read best.",
            "Look for one more that is done and dated.",
            Severity.WARNING,
        )


def unlogged_attempt(reading: CaseReading) -> Iterator[Hit]:
    """RD510: one hit for all of them."""
    missing = [e for e in reading.history.entries if e.attempt.plan is None and e.attempt.channel is not Channel.AHS_CALL]
    if missing:
        days = "; ".join(_sent(reading, entry) for entry in missing[:_NAMED])
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        yield Hit(
            missing[0].path,
            None,
            f"The text of what was sent is not on file ({days}{more}), so nobody can tell what Amazon has read already.",
            "Put each text into `sent/` and name it under `plan` of its attempt.",
        )


def support_not_called(reading: CaseReading) -> Iterator[Hit]:
    """RD511: reports have no account health matter to call about."""
    denied = [answer for answer in reading.history.answers if answer.category is ReplyCategory.GENERIC_DENIAL]
    called = reading.case.calls or any(entry.attempt.channel is Channel.AHS_CALL for entry in reading.history.entries)
    if denied and not called and not reading.case.is_report:
        yield Hit(
            "calls",
            None,
            f"The denial of {_written(reading, denied[-1].day)} gives no reason, and no call to Account Health Support is on record.",
            "Call, ask whether a reason is on file, and log day and answer under `calls`; a letter does not have to wait for it.",
        )


def long_shot(reading: CaseReading) -> Iterator[Hit]:
    """RD512: forged documents, or a repeat by the record or by Amazon's own words."""
    enforcement = reading.case.enforcement
    if enforcement is None:
        return
    tell = "Send it only if the plan is beyond doubt, and tell the client that the odds are low."
    if EnforcementKind.FORGED_DOCUMENTS in (enforcement.kind, *enforcement.also):
        yield Hit("enforcement.kind", None, "Enforcement for forged documents is seldom reversed.", tell)
    before = [answer for answer in reading.history.answers[:-1] if answer.category is ReplyCategory.REINSTATED]
    if before:
        day = _written(reading, before[-1].day)
        yield Hit(before[-1].path, None, f"Amazon reinstated once already, on {day}: a repeat is judged harder.", tell)
    elif enforcement.notice and (cues := Lexicon.load("repeat_offence").find(enforcement.notice.text)):
        yield Hit("enforcement.notice", None, f"The notice speaks of a repeat (\u201c{' '.join(cues[0].text.split())}\u201d).", tell)


def counsel_first(reading: CaseReading) -> Iterator[Hit]:
    """RD513."""
    if reading.case.legal:
        matters = ", ".join(matter.value.replace("_", " ") for matter in reading.case.legal)
        yield Hit(
            "legal",
            None,
            f"The case is also a legal matter ({matters}): what is written to Amazon now can be used in it.",
            "Show everything to counsel first, and write nothing to Amazon until counsel agrees.",
        )


def premature_executive(reading: CaseReading) -> Iterator[Hit]:
    """RD515."""
    for entry in reading.history.entries:
        if entry.premature:
            yield Hit(
                entry.path,
                None,
                f"Executives were written to on {_sent(reading, entry)}, before any manager review that counts.",
                "Leave it on record; it spends nothing. Ask for a manager review before executives are written to again.",
            )


def date_style(reading: CaseReading) -> DateOrder:
    """Give the style in which the client's marketplace writes a day."""
    return reading.policy.marketplaces[reading.case.seller.marketplace].style


def _written(reading: CaseReading, day: date) -> str:
    return write_date(day, date_style(reading))


def _sent(reading: CaseReading, entry: Entry) -> str:
    first, last = entry.attempt.first_day, entry.attempt.last_day
    return (
        _written(reading, first)
        if first == last
        else f"a day from {write_dates((first,), date_style(reading))} to {_written(reading, last)}"
    )


def _place(entry: Entry) -> str:
    return entry.attempt.recipient or entry.attempt.channel.value


def _plan_sent(entry: Entry) -> str:
    return entry.attempt.plan.text if entry.attempt.plan else ""
