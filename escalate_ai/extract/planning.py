"""The plan of a case among several files, and the documents: those at hand and those it names. In: sources, the heap. Out: values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from escalate_ai.extract.found import TextKind, Value
from escalate_ai.extract.heap import Heap
from escalate_ai.extract.intake import SENT, folder_of, is_paper
from escalate_ai.extract.papers import Paper, matching, paper_kind, paper_values
from escalate_ai.extract.plans import FoundPlan, NamedPaper, plan_values
from escalate_ai.extract.source import Source
from escalate_ai.terms import MeasureStatus
from escalate_ai.text.lexicon import Lexicon


def plan_and_papers(plans: Sequence[Source], sources: Sequence[Source], heap: Heap) -> list[Value]:
    """Give the parts of the plan, the documents it names and those at hand."""
    chosen = max(plans, key=lambda source: ("poa" in source.file.lower() or "plan" in source.file.lower(), len(source.text)), default=None)
    heap.left += [f"{source.file}: a second plan; {chosen.file} was read" for source in plans if chosen and source is not chosen]
    found: FoundPlan | None = plan_values(chosen) if chosen else None
    if found is None:
        found = _sent_plan(sources, heap) or _told_measures(sources)
    values = list(found.values) if found else []
    source = chosen or next((other for other in sources if found and found.values and other.file == found.values[0].file), None)
    links: dict[str, list[str]] = {}
    for named in found.papers if found else ():
        links.setdefault(named.path, []).append(f"EV{_place_of(named, heap) + 1}")
        if source:
            values.append(source.value(f"{named.path}.evidence[{len(links[named.path]) - 1}]", links[named.path][-1], named.span))
    for place, (owner, paper) in enumerate(heap.papers):
        values += paper_values(owner, paper, place) if paper.file else _named_only(source, paper, place)
    return values


def _place_of(named: NamedPaper, heap: Heap) -> int:
    """Give the place of a named document among those of the case; it is entered where it is in no file."""
    place = matching(named, [paper for _, paper in heap.papers])
    if place is None:
        heap.papers.append((None, Paper("", paper_kind(named.title), named.title, named.span, None, None, None)))
        return len(heap.papers) - 1
    return place


def _named_only(source: Source | None, paper: Paper, place: int) -> Iterator[Value]:
    """Give the entry of a document that is named and in no file."""
    if source is None or paper.title_span is None:
        return
    path = f"evidence[{place}]"
    yield source.value(f"{path}.title", paper.title, paper.title_span)
    for name, value in (("id", f"EV{place + 1}"), ("kind", paper.kind.value), ("confirmed", False)):
        yield Value(path=f"{path}.{name}", value=value, quote="", file=source.file)


def _sent_plan(sources: Sequence[Source], heap: Heap) -> FoundPlan | None:
    """Read the newest plan that was sent, where there is no other."""
    sent = [source for source in sources if folder_of(source.file) == SENT and source.kind is TextKind.PLAN]
    if not sent:
        return None
    newest = max(sent, key=lambda source: (str(source.document.sent_on or ""), source.file))
    heap.left.append(f"{newest.file}: read as the plan, since there is no other; check that it is the one to send")
    return plan_values(newest)


def _told_measures(sources: Sequence[Source]) -> FoundPlan | None:
    """Give the measures that a client tells in prose as done, where there is no plan; what was sent to Amazon is no measure."""
    for source in sources:
        if source.kind is not TextKind.OTHER or folder_of(source.file) or is_paper(source):
            continue
        found = plan_values(source)
        if found.plan.prose:
            kept = [value for value in found.values if _is_told(value, found)]
            if kept:
                return FoundPlan(tuple(_renumbered(kept)), (), found.plan)
    return None


@cache
def _to_amazon() -> re.Pattern[str]:
    """What is told of Amazon and of letters to it is no measure."""
    return re.compile(r"\b(?:amazon|appeals?|poa|plan|support|cases?|tickets?|submissions?|account)\b", re.IGNORECASE)


def _is_told(value: Value, found: FoundPlan) -> bool:
    if value.path.startswith("poa.root_causes"):
        return bool(found.plan.plan.corrective_actions or found.plan.plan.preventive_measures)
    match = re.match(r"poa\.(corrective_actions|preventive_measures)\[(\d+)\]", value.path)
    if match is None:
        return False
    group = found.plan.plan.corrective_actions if match[1] == "corrective_actions" else found.plan.plan.preventive_measures
    measure = group[int(match[2])]
    if not _to_amazon().search(measure.statement):
        return measure.status is not MeasureStatus.UNKNOWN
    about = {hit.entry.category for hit in Lexicon.load("story_events").find(measure.statement)}
    return measure.status is MeasureStatus.COMPLETED and about.isdisjoint({"sent", "answered", "called", "enforced"})


def _renumbered(values: Sequence[Value]) -> Iterator[Value]:
    places: dict[str, dict[str, int]] = {}
    for value in values:
        match = re.match(r"(poa\.\w+)\[(\d+)\](.*)", value.path)
        if match:
            group = places.setdefault(match[1], {})
            yield value.model_copy(update={"path": f"{match[1]}[{group.setdefault(match[2], len(group))}]{match[3]}"})
