"""Everything a client sent -> one `Extraction`. In: documents with their file names, a policy. Out: values, facts, questions. Touches nothing.

Each text gives what its kind may give: Amazon's messages the enforcement, what was asked for and the answers; a plan the causes and measures;
files under sent/ the attempts; files under evidence/ the documents; a client's prose whatever its words say. A blank template and a buyer's
complaint give nothing. Where two files disagree, Amazon's own words go first on the enforcement, and the client is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from escalate_ai.extract import story
from escalate_ai.extract.attempts import Answer, Attempt, amazon_answers, inner_mails, sent_file, told_answers, told_attempts, told_calls
from escalate_ai.extract.events import events_in
from escalate_ai.extract.found import Extraction, Fact, TextKind, Value
from escalate_ai.extract.hardfacts import facts_of
from escalate_ai.extract.history import numbered
from escalate_ai.extract.kinds import kind_of
from escalate_ai.extract.merging import Told, for_one_request, one_each
from escalate_ai.extract.messages import Message, messages_in
from escalate_ai.extract.notices import NOT_ASKING, asked_for, enforcement_values, state_of
from escalate_ai.extract.papers import Paper, matching, paper_kind, paper_of, paper_values, readable, unreadable_paper
from escalate_ai.extract.plans import FoundPlan, NamedPaper, plan_values
from escalate_ai.extract.questions import Doubt, Known, questions_for
from escalate_ai.extract.source import Reads, Source
from escalate_ai.planread import read_draft
from escalate_ai.policy import Policy
from escalate_ai.reading.document import Document
from escalate_ai.terms import DateOrder, EvidenceKind, Marketplace, MeasureStatus, Whose
from escalate_ai.text.folding import Span
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.replies import classify_reply

SENT, EVIDENCE = "sent", "evidence"
"""Folders of a case whose files are what their folder says."""
_ORDER = (TextKind.PLAN, TextKind.LETTER, TextKind.OTHER, TextKind.NOTICE, TextKind.REPLY, TextKind.COMPLAINT, TextKind.TEMPLATE)
"""Which kind speaks for several files: what the seller wrote goes first."""
_NOTHING = {
    TextKind.TEMPLATE: "a template that nobody filled in; no facts are made out of it",
    TextKind.COMPLAINT: "a buyer's complaint; no facts of the seller are made out of it",
}


@dataclass(slots=True)
class _Heap:
    """What is gathered, while files are gone through."""

    told: list[Told] = field(default_factory=list[Told])
    attempts: list[Attempt] = field(default_factory=list[Attempt])
    answers: list[Answer] = field(default_factory=list[Answer])
    calls: list[Value] = field(default_factory=list[Value])
    messages: list[Message] = field(default_factory=list[Message])
    papers: list[tuple[Source | None, Paper]] = field(default_factory=list[tuple[Source | None, Paper]])
    left: list[str] = field(default_factory=list[str])
    unreadable: list[str] = field(default_factory=list[str])


def gather(
    documents: Sequence[tuple[str, Document]], policy: Policy, marketplace: Marketplace | None = None, unreadable: Sequence[tuple[str, str]] = ()
) -> Extraction:
    """Give the one extraction of several documents.

    Args:
        documents: Each with its file's name relative to the folder read; `sent/` and `evidence/` in front mean what they say.
        policy: Limits and marketplaces.
        marketplace: Decides the order of dates in digits; guessed where it is left out.
        unreadable: Files that could not be read, each with why.

    """
    heap = _Heap()
    sources = _sources(documents, policy, marketplace, heap)
    for file, why in unreadable:
        _unread(file, why, heap)
    if marketplace:
        heap.told.append((TextKind.NOTICE, Value(path="seller.marketplace", value=marketplace.value, quote="", file="")))
    year = next((source.document.sent_on.year for source in sources if source.document.sent_on), None)
    plans = [source for source in sources if _role(source) == TextKind.PLAN]
    for source in sources:
        _take(source, policy, heap, year)
    _take_messages(heap)
    values = [*_plan(plans, sources, heap), *_history(heap)]
    singles, doubts = one_each(heap.told)
    case = for_one_request([*singles, *values, *_asked(heap.messages)])
    return _extraction(case, doubts, sources, heap)


def _extraction(case: Sequence[Value], doubts: Sequence[Doubt], sources: Sequence[Source], heap: _Heap) -> Extraction:
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


# ---------------------------------------------------------------- the files


def _sources(documents: Sequence[tuple[str, Document]], policy: Policy, marketplace: Marketplace | None, heap: _Heap) -> list[Source]:
    short = [(file, _cut(file, document, policy, heap)) for file, document in documents]
    reads = _reads([document for _, document in short], policy, marketplace)
    for file, document in short:
        heap.left += [f"{file}: {what}" for what in document.unread]
    return [Source(file, document, kind_of(document, file, reads.order), reads) for file, document in short]


def _cut(file: str, document: Document, policy: Policy, heap: _Heap) -> Document:
    """Give a document within what is read word by word; what is beyond is named."""
    most = policy.files.text_characters
    if len(document.text) <= most:
        return document
    end = document.text.rfind("\n", most // 2, most) + 1 or most
    heap.left.append(f"{file}: characters {end + 1:,} to {len(document.text):,} were not read; {most:,} are read at most")
    stretches = [replace(found, end=min(found.end, end)) for found in document.stretches if found.start < end]
    return replace(document, text=document.text[:end], blocks=[block for block in document.blocks if block.end <= end], stretches=stretches)


def _reads(documents: Sequence[Document], policy: Policy, marketplace: Marketplace | None) -> Reads:
    """Tell how dates in digits and bare signs are read: by the marketplace, else by what the texts show."""
    if marketplace is None:
        blank = Reads(DateOrder.MDY, "USD")
        found = {
            str(value.value)
            for document in documents
            for value in story.marketplace(Source("", document, TextKind.OTHER, blank), policy)
        }
        marketplace = Marketplace(found.pop()) if len(found) == 1 else None
    if marketplace is not None:
        style = policy.marketplaces[marketplace]
        return Reads(style.order, style.currency)
    return Reads(_order_shown(documents), "USD")


def _order_shown(documents: Sequence[Document]) -> DateOrder:
    """Tell the order of dates by those that fit one order only."""
    day_first = month_first = 0
    for document in documents:
        for match in re.finditer(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-](?:20)?\d\d(?![\d./-])", document.text[:50_000]):
            first, second = int(match[1]), int(match[2])
            day_first += first > 12 >= second  # noqa: PLR2004  months of a year
            month_first += second > 12 >= first  # noqa: PLR2004  months of a year
    return DateOrder.DMY if day_first > month_first else DateOrder.MDY


def _folder(file: str) -> str:
    parts = PurePosixPath(file).parts
    return next((part for part in parts[:-1] if part.lower() in {SENT, EVIDENCE}), "").lower()


def _role(source: Source) -> TextKind | None:
    """Give what a file counts as; None for what its folder says it is."""
    return None if _folder(source.file) else source.kind


def _unread(file: str, why: str, heap: _Heap) -> None:
    heap.left.append(f"{file}: {why}")
    if _folder(file) == EVIDENCE or paper_kind(readable(file)) is not EvidenceKind.OTHER:
        heap.papers.append((None, unreadable_paper(file)))
    else:
        heap.unreadable.append(file)


def _is_paper(source: Source) -> bool:
    if _folder(source.file) == EVIDENCE:
        return True
    if source.kind is not TextKind.OTHER or source.document.sender:
        return False
    voices = {hit.entry.category for hit in Lexicon.load("text_kinds").find(source.document.own[:2000])}
    return paper_kind(readable(source.file)) is not EvidenceKind.OTHER and "to_helper" not in voices


def _take(source: Source, policy: Policy, heap: _Heap, year: int | None) -> None:
    """Take from a file what its kind may give."""
    if _folder(source.file) == SENT:
        heap.attempts.append(sent_file(source))
        return
    if _is_paper(source):
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


def _take_prose(source: Source, policy: Policy, heap: _Heap, year: int | None) -> None:
    """Take what a seller's own words tell of store, matter and history."""
    own = _outside_plan(source)
    events = events_in(source, own, year)
    heap.told += [(source.kind, value) for value in story.seller_values(source, policy)]
    heap.told += [(source.kind, value) for value in story.matter_values(source, own, events)]
    heap.attempts += told_attempts(source, events)
    heap.answers += told_answers(source, events)
    heap.calls += told_calls(source, events)


def _outside_plan(source: Source) -> str:
    """Give the seller's own words without the items of a plan, which tell of measures and not of what Amazon did; places kept."""
    own = source.document.own
    if source.kind is not TextKind.PLAN:
        return own
    for path, (start, end) in read_draft(own, source.reads.order).spans.items():
        if path.endswith("]"):
            own = own[:start] + re.sub(r"[^\n]", " ", own[start:end]) + own[end:]
    return own


# ---------------------------------------------------------------- Amazon's messages


def _take_messages(heap: _Heap) -> None:
    heap.answers += amazon_answers(heap.messages)
    notices = [message for message in heap.messages if message.kind is TextKind.NOTICE]
    dated = sorted((message for message in notices if message.day), key=lambda message: str(message.day))
    for message in (dated or notices)[:1]:
        heap.told += [(TextKind.NOTICE, value) for value in enforcement_values(message)]
        heap.told.append((TextKind.NOTICE, _notice_text(message)))
    for message in heap.messages:
        if message not in (dated or notices)[:1]:
            heap.told += [(TextKind.REPLY, value) for value in enforcement_values(message) if _from_later(value, message)]
    decided = [(message, state) for message in _by_day(heap.messages) for state in [state_of(message)] if state]
    if decided:
        message, state = decided[-1]
        heap.told = [entry for entry in heap.told if entry[1].path != "enforcement.state"]
        heap.told.append((TextKind.REPLY, message.source.value("enforcement.state", state.value, _opening(message), whose=Whose.AMAZON)))


def _from_later(value: Value, message: Message) -> bool:
    """Tell what a later message may still tell of the enforcement: not its day, and of an answer not its state."""
    later = {"enforcement.notified_on", "enforcement.asks", "enforcement.state"}
    return value.path not in (later - {"enforcement.notified_on"} if message.kind is TextKind.NOTICE else later)


def _notice_text(message: Message) -> Value:
    source = message.source
    whole = not source.document.stretches and source.document.format is None
    value: object = source.file if whole else {"text": message.text.strip()}
    return source.value("enforcement.notice", value, _opening(message), whose=Whose.AMAZON)


def _opening(message: Message) -> Span:
    """Give the first line of a message that says something."""
    text = message.source.text
    low = message.span[0] + len(text[slice(*message.span)]) - len(text[slice(*message.span)].lstrip())
    stop = text.find("\n", low, message.span[1])
    return low, message.span[1] if stop < 0 else stop


def _by_day(messages: Sequence[Message]) -> list[Message]:
    return sorted(messages, key=lambda message: str(message.day or ""))


def _asked(messages: Sequence[Message]) -> Iterator[Value]:
    """Give what Amazon asked for last: by its newest answer, else by its notice."""
    replies = [message for message in _by_day(messages) if message.kind is TextKind.REPLY]
    latest = replies[-1:] or [message for message in _by_day(messages) if message.kind is TextKind.NOTICE][-1:]
    if replies and classify_reply(replies[-1].text) not in NOT_ASKING and not asked_for(replies[-1]):
        latest = [message for message in _by_day(messages) if message.kind is TextKind.NOTICE][-1:]
    for message in latest:
        for place, asked in enumerate(asked_for(message)):
            yield message.source.value(f"last_request[{place}].asked", asked.text, asked.span, whose=Whose.AMAZON)


# ---------------------------------------------------------------- plan, history, documents


def _plan(plans: Sequence[Source], sources: Sequence[Source], heap: _Heap) -> list[Value]:
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


def _place_of(named: NamedPaper, heap: _Heap) -> int:
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


def _sent_plan(sources: Sequence[Source], heap: _Heap) -> FoundPlan | None:
    """Read the newest plan that was sent, where there is no other."""
    sent = [source for source in sources if _folder(source.file) == SENT and source.kind is TextKind.PLAN]
    if not sent:
        return None
    newest = max(sent, key=lambda source: (str(source.document.sent_on or ""), source.file))
    heap.left.append(f"{newest.file}: read as the plan, since there is no other; check that it is the one to send")
    return plan_values(newest)


def _told_measures(sources: Sequence[Source]) -> FoundPlan | None:
    """Give the measures that a client tells in prose as done, where there is no plan; what was sent to Amazon is no measure."""
    for source in sources:
        if source.kind is not TextKind.OTHER or _folder(source.file) or _is_paper(source):
            continue
        found = plan_values(source)
        if found.plan.prose:
            kept = [value for value in found.values if _is_told(value, found)]
            if kept:
                return FoundPlan(tuple(_renumbered(kept)), (), found.plan)
    return None


def _is_told(value: Value, found: FoundPlan) -> bool:
    match = re.match(r"poa\.(corrective_actions|preventive_measures)\[(\d+)\]", value.path)
    if match is None:
        return False
    group = found.plan.plan.corrective_actions if match[1] == "corrective_actions" else found.plan.plan.preventive_measures
    measure = group[int(match[2])]
    about = {hit.entry.category for hit in Lexicon.load("story_events").find(measure.statement)}
    return measure.status is MeasureStatus.COMPLETED and about.isdisjoint({"sent", "answered", "called", "enforced"})


def _renumbered(values: Sequence[Value]) -> Iterator[Value]:
    places: dict[str, dict[str, int]] = {}
    for value in values:
        match = re.match(r"(poa\.\w+)\[(\d+)\](.*)", value.path)
        if match:
            group = places.setdefault(match[1], {})
            yield value.model_copy(update={"path": f"{match[1]}[{group.setdefault(match[2], len(group))}]{match[3]}"})


def _history(heap: _Heap) -> Iterator[Value]:
    values, left = numbered(heap.attempts, heap.answers)
    heap.left += left
    yield from values
    for place, call in enumerate(heap.calls):
        yield call.model_copy(update={"path": call.path.replace("{}", f"calls[{place}]", 1)})
