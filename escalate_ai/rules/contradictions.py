"""RD514: two statements of a case that cannot both be true. In: a `CaseReading`. Out: hits, each at one of the two.

Only what is certain is said: days that stand in typed fields, and in texts only whole days and totals ("all 140 units").
What is merely odd is a note.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from escalate_ai.rules.readiness_checks import date_style
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import DateOrder, MeasureStatus
from escalate_ai.text.date_writing import write_date
from escalate_ai.text.dates import DatePoint, find_dates
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.mention import MentionKind
from escalate_ai.text.mentions import find_mentions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from escalate_ai.case.facts import Measure
    from escalate_ai.rules.reading import CaseReading


def contradictions(reading: CaseReading) -> Iterator[Hit]:
    """RD514."""
    yield from chain(
        _reply_before_attempt(reading),
        _before_the_notice(reading),
        _done_before_its_cause(reading),
        _dated_but_open(reading),
        _same_document_twice(reading),
        _two_totals(reading),
    )


def _reply_before_attempt(reading: CaseReading) -> Iterator[Hit]:
    for index, attempt in enumerate(reading.case.appeals):
        for place, reply in enumerate(attempt.replies):
            if reply.received_on and reply.received_on < attempt.first_day:
                came, sent = _day(reading, reply.received_on), _day(reading, attempt.first_day)
                yield Hit(
                    f"appeals[{index}].replies[{place}].received_on",
                    None,
                    f"The reply came on {came}, before the attempt it answers was sent ({sent}).",
                    "Look both days up, or move the reply to the attempt it answers.",
                )


def _before_the_notice(reading: CaseReading) -> Iterator[Hit]:
    case = reading.case
    told = case.enforcement.notified_on if case.enforcement else case.incident.noticed_on if case.incident else None
    if told is None:
        return
    what = "the notice" if case.enforcement else "the incident was noticed"
    sent = [(attempt.last_day, f"appeals[{index}].sent_on", "An attempt") for index, attempt in enumerate(case.appeals)]
    called = [(call.called_on, f"calls[{index}].called_on", "A call") for index, call in enumerate(case.calls)]
    for day, path, name in (*sent, *called):
        if day < told:
            message = f"{name} of {_day(reading, day)} stands before {what} ({_day(reading, told)})."
            yield Hit(path, None, message, "Look both days up; what belongs to an earlier matter is left out of this case.")


def _done_before_its_cause(reading: CaseReading) -> Iterator[Hit]:
    """A cause that names its days, and a measure against it that is older than all of them."""
    plan = reading.case.poa
    if plan is None:
        return
    order = reading.policy.marketplaces[reading.case.seller.marketplace].order
    began = {cause.id: first for cause in plan.root_causes if cause.id and (first := _first_day(cause.statement, order))}
    for path, measure in _measures(reading):
        for ident in measure.resolves:
            if measure.dated and ident in began and measure.dated < began[ident]:
                message = (
                    f"{measure.id} is dated {_day(reading, measure.dated)}, before anything that {ident}, which it answers, speaks of "
                    f"({_day(reading, began[ident])})."
                )
                yield Hit(path, None, message, "Look both days up; a measure cannot answer what had not happened.")


def _first_day(text: str, order: DateOrder) -> date | None:
    points = [mention.value for mention in find_dates(text, order)]
    days = [point.as_date() if isinstance(point, DatePoint) else None for point in points]
    return min((day for day in days if day), default=None) if all(days) else None


def _dated_but_open(reading: CaseReading) -> Iterator[Hit]:
    for path, measure in _measures(reading):
        if (
            measure.status in (MeasureStatus.PLANNED, MeasureStatus.IN_PROGRESS)
            and measure.completed_on
            and measure.completed_on <= reading.as_of
        ):
            status = measure.status.value.replace("_", " ")
            message = f"{measure.id} is said to be {status}, and completed on {_day(reading, measure.completed_on)}."
            yield Hit(path, None, message, "Set `status: completed` if it is done, or take the day out.")


def _same_document_twice(reading: CaseReading) -> Iterator[Hit]:
    seen: dict[str, str | None] = {}
    for index, item in enumerate(reading.case.evidence):
        title = " ".join(item.title.casefold().split())
        if title in seen:
            message = f"{seen[title]} and {item.id} bear the same title, \u201c{item.title}\u201d."
            yield Hit(f"evidence[{index}].title", None, message, "Keep one of them, or give each document the title that tells it apart.")
        seen.setdefault(title, item.id)


def _two_totals(reading: CaseReading) -> Iterator[Hit]:
    """Two totals of the same thing under the same cause: "all 140 units" here, "all 150 units" there."""
    plan = reading.case.poa
    if plan is None:
        return
    totals: dict[tuple[str, str], tuple[object, str]] = {}
    causes = [(f"poa.root_causes[{place}]", cause.statement, (cause.id or "",)) for place, cause in enumerate(plan.root_causes)]
    for path, text, idents in (*causes, *((path, measure.statement, measure.resolves) for path, measure in _measures(reading))):
        for value, unit in _totals(text, reading):
            for ident in idents:
                first, where = totals.setdefault((ident, unit), (value, path))
                if first != value:
                    yield Hit(
                        path,
                        None,
                        f"\u201cAll {value} {unit}s\u201d stands against \u201call {first} {unit}s\u201d in {where}.",
                        "Look the number up; it cannot be both.",
                    )
                    break


def _totals(text: str, reading: CaseReading) -> list[tuple[object, str]]:
    style = reading.policy.marketplaces[reading.case.seller.marketplace]
    ends = {hit.span[1] for hit in Lexicon.load("totals").find(text)}
    if not ends:
        return []
    mentions = find_mentions(text, style.order, style.currency)
    counts = [mention for mention in mentions if mention.kind is MentionKind.COUNT and mention.unit and not mention.bound]
    return [(mention.value, mention.unit) for mention in counts if mention.unit and any(0 <= mention.span[0] - end <= 1 for end in ends)]


def _measures(reading: CaseReading) -> Iterator[tuple[str, Measure]]:
    plan = reading.case.poa
    if plan:
        yield from ((f"poa.corrective_actions[{place}]", measure) for place, measure in enumerate(plan.corrective_actions))
        yield from ((f"poa.preventive_measures[{place}]", measure) for place, measure in enumerate(plan.preventive_measures))


def _day(reading: CaseReading, day: date) -> str:
    return write_date(day, date_style(reading))
