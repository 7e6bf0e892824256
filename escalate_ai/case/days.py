"""The days of a case on which something happened. In: a case. Out: each day with its path. What is only planned is left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from escalate_ai.case.fields import Period
from escalate_ai.terms import MeasureStatus
from escalate_ai.text.dates import DatePoint, find_dates

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.case.plan import PlanOfAction
    from escalate_ai.terms import DateOrder

Dated = tuple[date, str]


def days_of(case: Case) -> Iterator[Dated]:
    """Give every day with its path; of a period the last day it can have been."""
    if case.enforcement:
        yield case.enforcement.notified_on, "enforcement.notified_on"
    if case.incident:
        yield case.incident.noticed_on, "incident.noticed_on"
        for index, item in enumerate(case.incident.items):
            yield item.dated, f"incident.items[{index}].dated"
    yield from _sent_and_answered(case)
    yield from _measures(case)
    for index, ground in enumerate(case.grounds):
        if ground.dated:
            yield ground.dated.end if isinstance(ground.dated, Period) else ground.dated, f"grounds[{index}].dated"


def _sent_and_answered(case: Case) -> Iterator[Dated]:
    for index, attempt in enumerate(case.appeals):
        yield attempt.last_day, f"appeals[{index}].sent_on"
        for place, reply in enumerate(attempt.replies):
            if reply.received_on:
                yield reply.received_on, f"appeals[{index}].replies[{place}].received_on"
    for index, call in enumerate(case.calls):
        yield call.called_on, f"calls[{index}].called_on"
    for index, document in enumerate(case.evidence):
        if document.dated:
            yield document.dated, f"evidence[{index}].dated"


def _measures(case: Case) -> Iterator[Dated]:
    plan = case.poa
    groups = (("corrective_actions", plan.corrective_actions), ("preventive_measures", plan.preventive_measures)) if plan else ()
    for group, measures in groups:
        for index, measure in enumerate(measures):
            if measure.status is not MeasureStatus.COMPLETED:
                continue
            for key, day in (("completed_on", measure.completed_on), ("in_effect_since", measure.in_effect_since)):
                if day:
                    yield day, f"poa.{group}[{index}].{key}"


def days_told(plan: PlanOfAction, order: DateOrder) -> Iterator[date]:
    """Give the days that the completed measures of a plan name: their own, and those in the words on how and with what result."""
    for measure in plan.measures:
        if measure.status is MeasureStatus.COMPLETED:
            told = (mention.value for mention in find_dates(f"{measure.how or ''}\n{measure.result or ''}", order))
            days = (measure.dated, *(point.as_date() for point in told if isinstance(point, DatePoint)))
            yield from (day for day in days if day)
