"""What was sent and what came back, judged attempt by attempt. In: a case, the day, the policy. Out: `History`.

Says nothing of rungs: that is the ladder's room. An attempt counts when it went through a channel that decides on this kind of request,
was not answered `wrong_channel`, and was not premature (an executive mail before any manager review). Source: DOMAIN, "The ladder".
Where that page leaves a choice, this is what was chosen:

- What came back last speaks for an attempt: a refusal followed by "under review" is under review again.
- `unknown`, `conflicting_guidance` and `notice_resent` are answers that ask for nothing nameable: after an appeal they lead on like a
  generic denial, after a manager or executive request they are refusals like any other.
- A manager or executive request that is under review again keeps the case waiting, whatever was sent after it.
- A nudge belongs to the counting attempt before it; what answers the nudge answers that attempt.
- Where only a period is known, silence runs from its last day, and an order is taken from its first.
- A call is no submission: an attempt by `ahs_call` is on record, spends nothing and stands in no count.
- A request for something specific is met by an answer named for every item, by a document newer than the reply, or by a plan that reads
  otherwise than every text sent up to the reply. Nothing noted under `last_request` is no answer; a text not on file shows no change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.businessdays import business_days_later
from escalate_ai.case.days import days_told
from escalate_ai.errors import InputError
from escalate_ai.terms import SPECIFIC_REPLIES, Channel, Purpose, ReplyCategory
from escalate_ai.text.similarity import shingle_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Attempt, PlanOfAction, Reply
    from escalate_ai.policy import Policy

OPEN_ANSWERS = frozenset({ReplyCategory.NO_REPLY, ReplyCategory.UNDER_REVIEW})
"""Answers that leave the matter open: silence, once the wait is over."""
_NO_REFUSAL = OPEN_ANSWERS | {ReplyCategory.REINSTATED, ReplyCategory.WRONG_CHANNEL}


@dataclass(frozen=True, slots=True)
class Entry:
    """One attempt with everything that follows from it on the given day."""

    index: int
    """Its place in `case.appeals`."""
    attempt: Attempt
    purpose: Purpose
    """As stated, or by channel and kind."""
    counts: bool
    """Whether it spent an attempt."""
    why_not: str | None
    """Why it does not count, in words a client understands; None where it counts."""
    answer: ReplyCategory
    """The last thing that came back; `no_reply` where nothing did."""
    answered: Reply | None
    """The reply behind `answer`."""
    pending_until: date | None
    """The first day on which silence is over, where it is still pending on the given day; else None."""
    silent: bool
    """No answer (or only `under_review`) and the wait is over."""
    waiting_since: date | None = None
    """The day from which the wait is counted, where nothing but `under_review` came: the sending, or the day that reply came."""
    premature: bool = False
    """An executive mail before any manager review that counts: on record, spends nothing."""

    @property
    def path(self) -> str:
        """Where it stands in the case."""
        return f"appeals[{self.index}]"

    @property
    def is_nudge(self) -> bool:
        """Whether it only reminds of an earlier attempt."""
        return self.purpose is Purpose.NUDGE

    @property
    def is_refused(self) -> bool:
        """Whether something came back that is neither reinstatement, nor review, nor a pointer to another channel."""
        return self.answer not in _NO_REFUSAL


class Answer(NamedTuple):
    """One reply that came, with the attempt it belongs to."""

    entry: Entry
    reply: Reply
    category: ReplyCategory
    day: date
    """The day it came, or the day the attempt was last sent where nobody noted it."""
    path: str


@dataclass(frozen=True, slots=True)
class History:
    """Every attempt in order of sending, and the counts letters state."""

    as_of: date
    entries: tuple[Entry, ...]
    submissions: tuple[Entry, ...]
    """Purposes appeal, manager_review, executive, report: the number a letter states. Calls are no submissions."""
    nudges: tuple[Entry, ...]
    counting: tuple[Entry, ...]
    """Those that count for the ladder."""
    answers: tuple[Answer, ...]
    """Every reply that came, to whatever attempt, oldest first."""

    @property
    def last_counting(self) -> Entry | None:
        """The attempt the ladder looks at first."""
        return self.counting[-1] if self.counting else None

    @property
    def pending(self) -> Entry | None:
        """The counting attempt that still has time: the last one, or a manager or executive request that is under review again."""
        asked = (*self.asked(Purpose.MANAGER_REVIEW), *self.asked(Purpose.EXECUTIVE))
        waiting = [entry for entry in (*asked, *self.counting[-1:]) if entry.pending_until]
        return max(waiting, key=lambda entry: (entry.pending_until or date.min, entry.index), default=None)

    @property
    def awaits_nudge(self) -> bool:
        """Whether the last counting attempt is silent and is no nudge, so that nothing has reminded of it yet."""
        last = self.last_counting
        return last is not None and last.silent and not last.is_nudge

    @property
    def last_answer(self) -> Answer | None:
        """The newest reply of all."""
        return self.answers[-1] if self.answers else None

    @property
    def last_counting_answer(self) -> Answer | None:
        """The newest reply to a counting attempt; `under_review`, which is silence in the end, is passed over."""
        closed = [answer for answer in self.answers if answer.entry.counts and answer.category not in OPEN_ANSWERS]
        return closed[-1] if closed else None

    @property
    def final_word(self) -> Answer | None:
        """The reply that closed the matter: final, to a counting attempt, and the newest reply of all."""
        last = self.last_answer
        return last if last and last.entry.counts and last.category is ReplyCategory.FINAL_WORD else None

    def asked(self, purpose: Purpose) -> tuple[Entry, ...]:
        """Give the counting attempts of a purpose, but those that ended in reinstatement, which closes a matter."""
        return tuple(entry for entry in self.counting if entry.purpose is purpose and entry.answer is not ReplyCategory.REINSTATED)

    def nudges_of(self, entry: Entry) -> tuple[Entry, ...]:
        """Give the counting nudges that followed an attempt, up to the next attempt of another purpose."""
        found: list[Entry] = []
        for later in self.counting[self.counting.index(entry) + 1 :]:
            if not later.is_nudge:
                break
            found.append(later)
        return tuple(found)

    def refusal_of(self, entry: Entry) -> Entry | None:
        """Give the attempt or its nudge that was refused, the newest first; None where neither was."""
        return next((part for part in reversed((entry, *self.nudges_of(entry))) if part.is_refused), None)

    def is_silent_past_nudge(self, entry: Entry) -> bool:
        """Say whether an attempt and its last nudge both stayed without an answer until the wait was over."""
        nudges = self.nudges_of(entry)
        return entry.silent and bool(nudges) and nudges[-1].silent


def history_of(case: Case, as_of: date, policy: Policy) -> History:
    """Give every attempt of a case as it stands on a day, in order of sending.

    Raises:
        InputError: The day is before the newest fact of the case.

    """
    _not_before_newest_fact(case, as_of)
    entries: list[Entry] = []
    for index in sorted(range(len(case.appeals)), key=lambda place: case.appeals[place].first_day):
        entries.append(_entry(case, index, as_of, policy, tuple(entries)))
    return History(
        as_of=as_of,
        entries=tuple(entries),
        submissions=tuple(e for e in entries if not e.is_nudge and e.attempt.channel is not Channel.AHS_CALL),
        nudges=tuple(e for e in entries if e.is_nudge),
        counting=tuple(e for e in entries if e.counts),
        answers=tuple(sorted((answer for entry in entries for answer in _answers(entry)), key=lambda answer: answer.day)),
    )


def _entry(case: Case, index: int, as_of: date, policy: Policy, before: tuple[Entry, ...]) -> Entry:
    attempt = case.appeals[index]
    purpose = case.purpose_of(attempt)
    answered = next((reply for _, reply, _ in reversed(_in_order(attempt))), None)
    answer = answered.answer if answered else ReplyCategory.NO_REPLY
    to_executives = Channel.EXECUTIVE is attempt.channel or purpose is Purpose.EXECUTIVE
    premature = to_executives and not any(entry.counts and entry.purpose is Purpose.MANAGER_REVIEW for entry in before)
    why_not = _why_not(case, attempt, answer, policy, premature=premature)
    since = _waiting_since(attempt, answered, answer)
    until = business_days_later(since, policy.waits.pending_days) if since else None
    return Entry(
        index=index,
        attempt=attempt,
        purpose=purpose,
        counts=why_not is None,
        why_not=why_not,
        answer=answer,
        answered=answered,
        pending_until=until if until and as_of < until else None,
        silent=until is not None and as_of >= until,
        waiting_since=since,
        premature=premature,
    )


def _why_not(case: Case, attempt: Attempt, answer: ReplyCategory, policy: Policy, *, premature: bool) -> str | None:
    if attempt.channel not in policy.channels.deciding[case.request.kind]:
        return "it went through a channel that does not decide on this kind of request"
    if answer is ReplyCategory.WRONG_CHANNEL:
        return "Amazon answered that this channel does not decide on the request"
    return "it went to executives before any manager review had been asked for" if premature else None


def _waiting_since(attempt: Attempt, answered: Reply | None, answer: ReplyCategory) -> date | None:
    if answer is ReplyCategory.NO_REPLY:
        return attempt.last_day
    if answer is ReplyCategory.UNDER_REVIEW and answered:
        return answered.received_on or attempt.last_day
    return None


def _in_order(attempt: Attempt) -> list[tuple[date, Reply, int]]:
    """Give the replies that came, oldest first; one without a day stands where the case lists it."""
    found: list[tuple[date, Reply, int]] = []
    day = attempt.last_day
    for place, reply in enumerate(attempt.replies):
        day = reply.received_on or day
        if reply.answer is not ReplyCategory.NO_REPLY:
            found.append((day, reply, place))
    return sorted(found, key=lambda item: item[0])


def _answers(entry: Entry) -> Iterator[Answer]:
    for day, reply, place in _in_order(entry.attempt):
        yield Answer(entry, reply, reply.answer, day, f"{entry.path}.replies[{place}]")


def has_plan_changed(case: Case, history: History, policy: Policy) -> bool:
    """Say whether the plan reads otherwise than everything sent up to the last counting reply; False where that cannot be known.

    A letter to a manager or executive says nothing of the plan that went with it, so only texts as long as a plan are compared. After an
    answer to a shorter one the plan has changed where it tells of something done since; a specific request is not met by that.
    """
    last = history.last_counting_answer
    if case.is_report or case.poa is None or last is None:
        return False
    present = text_of(case.poa)
    names = tuple(name for name in (case.seller.store_name, case.seller.legal_name, case.seller.contact.name) if name)
    least = len(present.split()) / 2
    known = {
        entry.index: entry.attempt.plan.text
        for entry in history.entries
        if entry.attempt.plan
        and entry.attempt.first_day <= last.day
        and (entry.purpose is Purpose.APPEAL or len(entry.attempt.plan.text.split()) >= least)
    }
    if not known or not present.strip():
        return False
    if last.entry.index not in known:
        days = days_told(case.poa, policy.marketplaces[case.seller.marketplace].order)
        if last.category in SPECIFIC_REPLIES or not any(last.day < day <= history.as_of for day in days):
            return False
    return all(shingle_share(present, sent, names=names) < policy.plan.near_copy for sent in known.values())


def text_of(plan: PlanOfAction) -> str:
    """Give a plan as one text for comparing: the client's own words, else its statements in order."""
    if plan.text is not None:
        return plan.text
    told = [cause.statement for cause in plan.root_causes]
    told += [part for measure in plan.measures for part in (measure.statement, measure.how, measure.result) if part]
    return "\n".join(told)


def unmet_request(case: Case, history: History, *, plan_changed: bool) -> Answer | None:
    """Give the last counting reply, where it asked for something specific and nothing is new since; reports have no such step."""
    last = history.last_counting_answer
    if case.is_report or last is None or last.category not in SPECIFIC_REPLIES or plan_changed:
        return None
    answered = bool(case.last_request) and all(item.answered_by for item in case.last_request)
    newer = any(item.dated and item.dated > last.day for item in case.evidence)
    return None if answered or newer else last


def _not_before_newest_fact(case: Case, as_of: date) -> None:
    day, path = case.newest_day
    if day > as_of:
        raise InputError(
            f"the day given ({as_of}) is before the newest fact of the case: {path} is of {day}; "
            f"give {day} or a later day, or correct that date",
            case.where(path),
        )
