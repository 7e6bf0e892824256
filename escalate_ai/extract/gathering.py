"""Everything a client sent -> one `Extraction`. In: documents with their file names, a policy. Out: values, facts, questions.

Touches nothing. Each text gives what its kind may give: Amazon's messages the enforcement, what was asked for and the answers; a plan its
causes and measures; files under sent/ the attempts; files under evidence/ the documents; a client's prose whatever its words say. A blank
template and a buyer's complaint give nothing. Where two files disagree, Amazon's own words go first on the enforcement, and the client is
asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from escalate_ai.extract import story
from escalate_ai.extract.attempts import inner_mails, sent_file, told_answers, told_attempts, told_calls
from escalate_ai.extract.enforcing import asked_last, take_messages
from escalate_ai.extract.events import events_in
from escalate_ai.extract.found import Extraction, Fact, TextKind, Value
from escalate_ai.extract.hardfacts import facts_of
from escalate_ai.extract.heap import Heap
from escalate_ai.extract.history import numbered
from escalate_ai.extract.intake import SENT, folder_of, is_paper, sources_of, take_unreadable
from escalate_ai.extract.matter import tells_enforcement
from escalate_ai.extract.merging import for_one_request, one_each
from escalate_ai.extract.messages import messages_in
from escalate_ai.extract.papers import paper_of
from escalate_ai.extract.planning import plan_and_papers
from escalate_ai.extract.questions import Doubt, Known, questions_for
from escalate_ai.extract.source import Source
from escalate_ai.planread import read_draft
from escalate_ai.policy import Policy
from escalate_ai.reading.document import Document
from escalate_ai.terms import Marketplace
from escalate_ai.text.words import sentences

_ORDER = (TextKind.PLAN, TextKind.LETTER, TextKind.OTHER, TextKind.NOTICE, TextKind.REPLY, TextKind.COMPLAINT, TextKind.TEMPLATE)
"""Which kind speaks for several files: what the seller wrote goes first."""
_NOTHING = {
    TextKind.TEMPLATE: "a template that nobody filled in; no facts are made out of it",
    TextKind.COMPLAINT: "a buyer's complaint; no facts of the seller are made out of it",
}


def gather(
    documents: Sequence[tuple[str, Document]],
    policy: Policy,
    marketplace: Marketplace | None = None,
    unreadable: Sequence[tuple[str, str]] = (),
) -> Extraction:
    """Give the one extraction of several documents.

    Args:
        documents: Each with its file's name relative to the folder read; `sent/` and `evidence/` in front mean what they say.
        policy: Limits and marketplaces.
        marketplace: Decides the order of dates in digits; guessed where it is left out.
        unreadable: Files that could not be read, each with why.

    """
    heap = Heap()
    sources = sources_of(documents, policy, marketplace, heap)
    for file, why in unreadable:
        take_unreadable(file, why, heap)
    if marketplace:
        heap.told.append((TextKind.NOTICE, Value(path="seller.marketplace", value=marketplace.value, quote="", file="")))
    year = next((source.document.sent_on.year for source in sources if source.document.sent_on), None)
    plans = [source for source in sources if _role(source) == TextKind.PLAN]
    for source in sources:
        _take(source, policy, heap, year)
    take_messages(heap)
    values = [*plan_and_papers(plans, sources, heap), *_history(heap)]
    singles, doubts = one_each(heap.told)
    case = for_one_request([*singles, *values, *asked_last(heap.messages)])
    return _extraction(case, doubts, sources, heap)


def _extraction(case: Sequence[Value], doubts: Sequence[Doubt], sources: Sequence[Source], heap: Heap) -> Extraction:
    by_path = {value.path: value for value in case}
    named_only = [(f"evidence[{place}]", paper.title) for place, (_, paper) in enumerate(heap.papers) if not paper.file]
    kept_doubts = [doubt for doubt in doubts if doubt.path in by_path]
    known = Known(by_path, kept_doubts, heap.unreadable, named_only)
    kinds = [source.kind for source in sources]
    return Extraction(
        kind=next((kind for kind in _ORDER if kind in kinds), TextKind.OTHER),
        values=tuple(by_path.values()),
        facts=tuple(_sourced(fact, case) for source in sources for fact in facts_of(source)),
        questions=questions_for(known),
        left_out=(*heap.left, *(_told_twice(doubt) for doubt in kept_doubts)),
    )


def _told_twice(doubt: Doubt) -> str:
    one, other = (found.quote or str(found.value) for found in (doubt.taken, doubt.other))
    return f'{doubt.path}: {doubt.other.file} says "{other}", {doubt.taken.file} says "{one}"; the second was taken, ask the client'


def _sourced(fact: Fact, case: Sequence[Value]) -> Fact:
    """Give a fact with the path its words went to: the value with the shortest words around it."""
    around = [
        value
        for value in case
        if value.file == fact.file and value.span and value.span[0] <= fact.span[0] and fact.span[1] <= value.span[1]
    ]
    best = min(around, key=lambda value: value.span[1] - value.span[0] if value.span else 0, default=None)
    return fact.model_copy(update={"source": best.path}) if best else fact


def _role(source: Source) -> TextKind | None:
    """Give what a file counts as; None for what its folder says it is."""
    return None if folder_of(source.file) else source.kind


def _take(source: Source, policy: Policy, heap: Heap, year: int | None) -> None:
    """Take from a file what its kind may give."""
    if folder_of(source.file) == SENT:
        heap.attempts.append(sent_file(source))
        return
    if is_paper(source):
        heap.papers.append((source, paper_of(source)))
        return
    if source.kind in _NOTHING:
        heap.left.append(f"{source.file}: {_NOTHING[source.kind]}")
        return
    heap.messages += messages_in(source)
    heap.attempts += inner_mails(source)
    if source.kind in {TextKind.NOTICE, TextKind.REPLY} and not source.document.stretches:
        heap.told += [(source.kind, value) for value in story.marketplace(source, policy)]
        return
    _take_prose(source, policy, heap, year)
    if source.kind is TextKind.LETTER:
        heap.told.append((source.kind, Value(path="draft", value=source.file, quote="", file=source.file)))


def _take_prose(source: Source, policy: Policy, heap: Heap, year: int | None) -> None:
    """Take what a seller's own words tell of store, matter and history."""
    own, causes = _outside_plan(source)
    events = events_in(source, own, year)
    heap.told += [(source.kind, value) for value in story.seller_values(source, policy)]
    heap.told += [(source.kind, value) for value in story.matter_values(source, own, causes, events)]
    heap.attempts += told_attempts(source, events)
    heap.answers += told_answers(source, events)
    heap.calls += told_calls(source, events)


def _outside_plan(source: Source) -> tuple[str, str]:
    """Give the seller's own words without the items of a plan, which tell of measures and not of what Amazon did, and its causes alone.

    Places are kept.
    """
    own = whole = source.own
    if source.kind is not TextKind.PLAN:
        return own, ""
    causes = re.sub(r"[^\n]", " ", own)
    plan = read_draft(whole, source.reads.order)
    for path, (start, end) in plan.spans.items():
        if not path.endswith("]"):
            continue
        is_cause = path.startswith("root_causes[")
        if is_cause:
            causes = causes[:start] + whole[start:end] + causes[end:]
        if plan.prose and is_cause:
            continue
        for low, high in sentences(whole[start:end]):
            part = (start + low, start + high)
            if not ((plan.prose or is_cause) and tells_enforcement(whole[slice(*part)])):
                own = own[: part[0]] + re.sub(r"[^\n]", " ", own[slice(*part)]) + own[part[1] :]
    return own, causes


def _history(heap: Heap) -> Iterator[Value]:
    values, left = numbered(heap.attempts, heap.answers)
    heap.left += left
    yield from values
    for place, call in enumerate(heap.calls):
        yield call.model_copy(update={"path": call.path.replace("{}", f"calls[{place}]", 1)})
