"""A plan's text -> the parts of `poa` with the words they rest on. In: a source. Out: values, and the documents its measures name.

Only the seller's own words are read. What the words do not tell (a status, a day, the cause a measure answers) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from escalate_ai.case.plan import Measure
from escalate_ai.extract.answered import with_questions
from escalate_ai.extract.found import Value
from escalate_ai.extract.hardfacts import day_of, the_year
from escalate_ai.extract.papertitles import find_titles
from escalate_ai.extract.source import Source, trimmed
from escalate_ai.planread import PlanText, read_draft
from escalate_ai.terms import MeasureStatus
from escalate_ai.text.dates import DatePoint, find_dates
from escalate_ai.text.folding import Span

GROUPS = ("corrective_actions", "preventive_measures")
_LONGEST_TITLE = 120
"""Characters up to which the words under "Evidence:" are one title."""


@dataclass(frozen=True, slots=True)
class NamedPaper:
    """A document that a measure names."""

    path: str
    """The measure: `poa.corrective_actions[0]`."""
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """A plan as values, and what it names."""

    values: tuple[Value, ...]
    papers: tuple[NamedPaper, ...]
    plan: PlanText


def plan_values(source: Source) -> FoundPlan:
    """Give what a plan's text tells of causes and measures."""
    read = read_draft(with_questions(source.document), source.reads.order)
    values = [*_causes(source, read), *(value for group in GROUPS for value in _measures(source, read, group))]
    return FoundPlan(tuple(values), tuple(_papers(source, read)), read)


def _causes(source: Source, read: PlanText) -> Iterator[Value]:
    for index, cause in enumerate(read.plan.root_causes):
        path = f"root_causes[{index}]"
        yield source.value(f"poa.{path}.statement", cause.statement, read.spans[f"{path}.statement"])


def _measures(source: Source, read: PlanText, group: str) -> Iterator[Value]:
    measures = read.plan.corrective_actions if group == GROUPS[0] else read.plan.preventive_measures
    for index, measure in enumerate(measures):
        path = f"{group}[{index}]"
        said = read.spans[f"{path}.statement"]
        yield source.value(f"poa.{path}.statement", measure.statement, said)
        if measure.status is not MeasureStatus.UNKNOWN:
            yield source.value(f"poa.{path}.status", measure.status.value, said)
        yield from _day(source, read, path, measure)
        for name, text in (("how", measure.how), ("result", measure.result)):
            if text:
                yield source.value(f"poa.{path}.{name}", text, read.spans[f"{path}.{name}"])
        if measure.resolves:
            yield source.value(f"poa.{path}.resolves", list(measure.resolves), read.spans[path])


def _day(source: Source, read: PlanText, path: str, measure: Measure) -> Iterator[Value]:
    """Give the day of a measure that is done with its own words; a day without a year where the plan knows one year only."""
    if measure.status is not MeasureStatus.COMPLETED:
        return
    start, end = read.spans[path]
    name = "completed_on" if path.startswith(GROUPS[0]) else "in_effect_since"
    mentions = find_dates(source.document.own[start:end], source.reads.order)
    points = [(mention.value, mention.span) for mention in mentions if isinstance(mention.value, DatePoint)]
    if measure.dated is None:
        if len(points) != 1:
            return
        point, (low, high) = points[0]
        year = the_year(tuple(find_dates(source.document.own, source.reads.order)))
        day = day_of(point, year) if point.year is None and point.day and point.month else None
        if day is not None and _is_its_day(source.text[start : start + low]):
            yield source.value(f"poa.{path}.{name}", day.isoformat(), (start + low, start + high))
        return
    for point, (low, high) in points:
        if point.as_date() == measure.dated:
            yield source.value(f"poa.{path}.{name}", measure.dated.isoformat(), (start + low, start + high))
            return


def _is_its_day(before: str) -> bool:
    """Tell whether the words before a day without a year make it the day of the measure."""
    words = before.lower().split()[-2:]
    return not words or words[-1].strip(",.(") in {"on", "since", "from", "by:", "date:", "completed"} or before.strip() == ""


def _papers(source: Source, read: PlanText) -> Iterator[NamedPaper]:
    for group in GROUPS:
        measures = read.plan.corrective_actions if group == GROUPS[0] else read.plan.preventive_measures
        for index in range(len(measures)):
            path = f"{group}[{index}]"
            seen: list[Span] = []
            for start, end in read.papers.get(path, ()):
                span = trimmed(source.text, (start, end))
                seen.append(span)
                yield from _labelled(source, path, span)
            low, high = read.spans[path]
            for start, end in find_titles(source.document.own[low:high]):
                span = (low + start, low + end)
                if not any(span[0] < stop and begin < span[1] for begin, stop in seen):
                    yield NamedPaper(f"poa.{path}", source.text[slice(*span)], span)


def _labelled(source: Source, path: str, span: Span) -> Iterator[NamedPaper]:
    """Give the titles that stand behind a label, parted at semicolons."""
    start = span[0]
    for part in source.text[slice(*span)].split(";"):
        low, high = trimmed(source.text, (start, start + len(part)))
        while high > low and source.text[high - 1] in ".,)":
            high -= 1
        if 0 < high - low <= _LONGEST_TITLE:
            yield NamedPaper(f"poa.{path}", " ".join(source.text[low:high].split()), (low, high))
        start += len(part) + 1
