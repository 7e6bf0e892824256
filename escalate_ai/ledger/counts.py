"""What can be counted in a case: attempts, replies, measures, listings, documents. In: a case and its history. Out: `Count` values.

Reads no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.ledger.fields import measures_of
from escalate_ai.ledger.nouns import nouns
from escalate_ai.terms import EnforcementKind, MeasureStatus, ReplyCategory

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.history import History
    from escalate_ai.policy import Policy


class Count(NamedTuple):
    """How many there are of something, and what letters call it."""

    value: int
    nouns: frozenset[str]
    what: str
    """In plain words: "appeals", "replies of the kind generic_denial"."""
    of_history: bool = False
    """Whether it counts what was sent or came back."""


_KINDS = (
    (frozenset({ReplyCategory.MORE_INFO_GENERIC, ReplyCategory.MORE_INFO_SPECIFIC}), "requests for more information"),
    (frozenset({ReplyCategory.GENERIC_DENIAL, ReplyCategory.FINAL_WORD}), "refusals"),
)


def counts_of(case: Case, policy: Policy, history: History) -> tuple[Count, ...]:
    """Give every count that follows from a case, the plainest first."""
    return tuple(count for count in (*_sent(history), *_came(history), *_plan(case, policy), *_rest(case)) if count.value)


def _sent(history: History) -> Iterator[Count]:
    said = nouns().listed
    sent = said["submission"]
    yield Count(len(history.submissions), sent, "submissions", of_history=True)
    yield Count(len(history.nudges), said["nudge"], "reminders", of_history=True)
    yield Count(len(history.entries), said["attempt"], "attempts", of_history=True)
    yield Count(len(history.counting), sent, "attempts that count", of_history=True)
    pairs = Counter((e.purpose.value, e.attempt.channel.value) for e in history.entries)
    for purpose, number in Counter(e.purpose.value for e in history.entries).items():
        yield Count(number, said["nudge"] if purpose == "nudge" else sent, f"attempts for {purpose}", of_history=True)
    for channel, number in Counter(e.attempt.channel.value for e in history.entries).items():
        yield Count(number, sent | said["attempt"], f"attempts through {channel}", of_history=True)
    for (purpose, channel), number in pairs.items():
        yield Count(number, sent | said["attempt"], f"attempts for {purpose} through {channel}", of_history=True)
    yield Count(len({e.attempt.channel for e in history.submissions}), said["channel"], "channels", of_history=True)


def _came(history: History) -> Iterator[Count]:
    said = nouns().listed["reply"]
    answers = history.answers
    closed = [a for a in answers if a.category is not ReplyCategory.UNDER_REVIEW]
    of_submissions = [a for a in closed if not a.entry.is_nudge]
    for found, what in ((closed, "replies"), (answers, "replies, acknowledgements among them"), (of_submissions, "replies to submissions")):
        yield Count(len(found), said, what, of_history=True)
    for found, whose in ((answers, ""), (of_submissions, " to submissions")):
        for category, number in Counter(a.category.value for a in found).items():
            yield Count(number, said, f"replies{whose} of the kind {category}", of_history=True)
    for category, number in Counter(e.answer.value for e in history.submissions).items():
        yield Count(number, said, f"submissions answered with {category}", of_history=True)
        for kinds, what in _KINDS:
            yield Count(sum(a.category in kinds for a in found), said, f"{what}{whose}", of_history=True)
    unanswered = sum(e.answer in {ReplyCategory.NO_REPLY, ReplyCategory.UNDER_REVIEW} for e in history.submissions)
    yield Count(unanswered, said, "submissions without an answer", of_history=True)
    yield Count(len(history.submissions) - unanswered, said, "submissions that were answered", of_history=True)


def _plan(case: Case, policy: Policy) -> Iterator[Count]:
    said = nouns().listed["measure"]
    listed = list(measures_of(case))
    done = [(path, measure) for path, measure in listed if measure.status is MeasureStatus.COMPLETED]
    for found, what in ((done, "completed measures"), (listed, "measures")):
        yield Count(len(found), said, what)
        for side in ("corrective", "preventive"):
            yield Count(sum(f".{side}_" in path for path, _ in found), said, what.replace("measures", f"{side} measures"))
    yield Count(min(len(done), policy.letter.highlights_best), said, "measures shown")
    yield Count(len(case.poa.root_causes) if case.poa else 0, nouns().listed["cause"], "root causes")


@cache
def _joined() -> re.Pattern[str]:
    """What joins the things of one request: "a lease and a utility bill"."""
    return re.compile(r",\s(?:and\s)?|\sand\s", re.IGNORECASE)


def _rest(case: Case) -> Iterator[Count]:
    said = nouns().listed
    yield Count(len(case.grounds), said["ground"], "grounds")
    yield Count(len(case.calls), said["call"], "calls", of_history=True)
    yield Count(len(case.asins), said["asin"], "ASINs of the request")
    if case.enforcement:
        yield Count(len(set(case.enforcement.asins)), said["asin"], "ASINs of the notice")
        yield Count(1 + len(case.enforcement.also), said["area"], "policy areas of the notice")
        if case.enforcement.kind is EnforcementKind.RELATED_ACCOUNT:
            yield Count(2, said["related"], "accounts that the notice calls related")
    if case.incident:
        yield Count(len(set(case.incident.asins)), said["asin"], "ASINs of the incident")
        yield Count(len(case.incident.offenders), said["offender"], "offenders")
        yield Count(len(case.incident.items), said["item"], "items of the incident")
        for number in Counter(str(item.dated) for item in case.incident.items).values():
            yield Count(number, said["item"], "items of the incident of one day")
    papers = said["document"]
    yield Count(len(case.evidence), papers, "documents")
    yield Count(len(case.evidence) + 1, papers, "documents, the plan or report among them")
    for kind, number in Counter(document.kind.value for document in case.evidence).items():
        yield Count(number, nouns().of_document(kind), f"documents of the kind {kind}")
    for ident, number in Counter(ident for document in case.evidence for ident in document.supports).items():
        yield Count(number, papers, f"documents behind {ident}")
    yield Count(len(case.last_request), said["asked"], "things asked for last", of_history=True)
    asked = sum(len(_joined().split(one.asked)) for one in case.last_request)
    yield Count(asked, said["asked"], "things named in what was asked for last", of_history=True)
    yield Count(len(case.seller.known_names), frozenset(), "names")
