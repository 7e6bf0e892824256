"""A plan as a client wrote it -> the typed plan. In: its text. Out: `PlanOfAction`, and where each part of it stands in the text.

Sections are told by the meaning of their headings, items by their marks, status by tense; where there are no headings, by sentences.
What the text does not tell stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from escalate_ai.case.plan import Cause, Measure, PlanOfAction
from escalate_ai.planread.entries import Entry
from escalate_ai.planread.headings import ACTIONS, CAUSES, MEASURES, SECTIONS
from escalate_ai.planread.items import Told, told_by
from escalate_ai.planread.lines import read_lines
from escalate_ai.planread.parts import read_parts
from escalate_ai.planread.prose import read_prose, split_prose
from escalate_ai.reading.planted import without_planted
from escalate_ai.terms import DateOrder
from escalate_ai.text.folding import Span

ITEMS = 500
"""Causes and measures that are read; a plan has a dozen."""


@dataclass(frozen=True, slots=True)
class PlanText:
    """A typed plan beside the places its parts were read from."""

    plan: PlanOfAction
    spans: Mapping[str, Span]
    """[start, end) in the text by path: `root_causes` (its heading), `corrective_actions[0]`, `corrective_actions[0].how`."""
    papers: Mapping[str, tuple[Span, ...]] = field(default_factory=dict[str, tuple[Span, ...]])
    """Where a measure names the documents behind it under a label ("Evidence: ..."), by path: `corrective_actions[0]`."""
    prose: bool = False
    """The text has no headings; its parts were told by what its sentences say."""


def read_plan(text: str, order: DateOrder = DateOrder.MDY) -> PlanOfAction:
    """Give the typed plan of a text with headings and items; the text is kept beside it.

    A text without headings that name a plan's parts gives a plan without parts. What speaks to a program is no part of it.

    Args:
        text: The plan, in Markdown or plain.
        order: How the marketplace reads dates in digits.

    """
    return read_plan_with_spans(text, order).plan


def read_plan_with_spans(text: str, order: DateOrder = DateOrder.MDY) -> PlanText:
    """Give the typed plan of a text, and where each part of it stands there."""
    reader = read_parts(read_lines(without_planted(text)))
    return _typed(text, reader.entries, reader.headings, order)


def read_draft(text: str, order: DateOrder = DateOrder.MDY) -> PlanText:
    """Give the typed plan of a text, headed or written in one piece, and where each part of it stands there.

    Under headings, paragraphs are parted where a sentence tells a further measure; a text without headings is read sentence by sentence.

    Args:
        text: The plan, in Markdown or plain; or anything that may hold one.
        order: How the marketplace reads dates in digits.

    """
    return _recent(text, order) if len(text) < _WORTH_KEEPING else _draft(text, order)


_WORTH_KEEPING = 60_000
"""Characters up to which a draft is kept for the next who asks what it is and what it says."""


@lru_cache(maxsize=8)
def _recent(text: str, order: DateOrder) -> PlanText:
    return _draft(text, order)


def _draft(text: str, order: DateOrder) -> PlanText:
    bare = without_planted(text)
    reader = read_parts(read_lines(bare))
    headed = _typed(text, split_prose(reader.entries, bare), reader.headings, order)
    if _sections(headed) > 1:
        return headed
    prose = _typed(text, read_prose(bare), {}, order, prose=True)
    return prose if _sections(prose) > _sections(headed) else headed


def _sections(found: PlanText) -> int:
    plan = found.plan
    return sum(1 for group in (plan.root_causes, plan.corrective_actions, plan.preventive_measures) if group)


def _typed(text: str, entries: Sequence[Entry], headings: Mapping[str, Span], order: DateOrder, *, prose: bool = False) -> PlanText:
    """Give entries as the typed plan."""
    told = [(entry, found) for entry in entries[:ITEMS] for found in [told_by(entry, order)] if found]
    groups: dict[str, list[Told]] = {section: [] for section in SECTIONS}
    spans: dict[str, Span] = {name: span for name, span in headings.items() if name in SECTIONS}
    papers: dict[str, tuple[Span, ...]] = {}
    for entry, found in told:
        path = f"{found.section}[{len(groups[found.section])}]"
        groups[found.section].append(found)
        spans[path] = (min(entry.lead.start, found.spans["statement"][0]), entry.end)
        spans.update({f"{path}.{name}": span for name, span in found.spans.items()})
        if found.papers:
            papers[path] = tuple(found.papers)
    causes = len(groups[CAUSES])
    plan = PlanOfAction(
        root_causes=tuple(Cause(statement=_whole(found)) for found in groups[CAUSES]),
        corrective_actions=tuple(_measure(found, causes) for found in groups[ACTIONS]),
        preventive_measures=tuple(_measure(found, causes) for found in groups[MEASURES]),
        text=text,
    )
    return PlanText(plan, MappingProxyType(spans), MappingProxyType(papers), prose)


def _whole(found: Told) -> str:
    """A cause has no parts of its own: what hangs below it belongs to its statement."""
    more = " ".join(part for part in (found.how, found.result) if part)
    joint = "" if found.statement.endswith((".", "!", "?", ":", ";")) else "."
    return f"{found.statement}{joint} {more}"[:4000].strip() if more else found.statement


def _measure(found: Told, causes: int) -> Measure:
    corrective = found.section == ACTIONS
    return Measure(
        statement=found.statement,
        status=found.status,
        completed_on=found.day if corrective else None,
        in_effect_since=None if corrective else found.day,
        how=found.how,
        result=found.result,
        resolves=tuple(f"RC{number}" for number in found.causes if 1 <= number <= causes),
    )
