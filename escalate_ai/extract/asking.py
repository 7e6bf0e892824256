"""The part of extracting that a model does: documents -> values that each rest on words of theirs.

In: an `AskJob`. Out: a generator that yields an `Ask`, is sent a `Reply`, returns `Asked`. May not open, sleep, log or know an SDK.

One ask over all passages that fit the budget, and where claims did not hold, one repair round that carries those alone. The better of both
answers is kept, and what still does not hold is a finding and nothing else. A model that fails in the repair round costs the repair only.

It stands beside `rewrite`, which it does not know: both may use the prompt's masking and the readers of texts, and neither writes for the
other. Texts that were read are all it is given; the case it helps to fill is nobody's yet, so no rule and no ladder has a word here.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, takewhile
from typing import NamedTuple

from escalate_ai.errors import BudgetExceeded, ModelError
from escalate_ai.extract.claims import Judge, Told
from escalate_ai.extract.fields import ENTRIES, schema
from escalate_ai.extract.found import Value
from escalate_ai.extract.passages import Passage, passages_of
from escalate_ai.llm.ask import Ask, Message, Reply, Usage, spent
from escalate_ai.llm.usable import usable_text
from escalate_ai.policy import Policy
from escalate_ai.prompt import Prompt, Unreadable, json_object
from escalate_ai.prompt_facts import Variable, material
from escalate_ai.reading.document import Document
from escalate_ai.templates import Templates
from escalate_ai.terms import DateOrder

CHARACTERS = 8
"""Of a token, at most: a text longer than this by its budget cannot fit."""
MARKS = 40
"""Characters of a passage's number and marks."""
NAMED = 60
"""Passages that are named where they are left out."""
FAULTS_TOLD = 40
"""Claims that one repair names."""


class Asked(NamedTuple):
    """What a model brought."""

    values: tuple[Value, ...] = ()
    """Each by a model, each with words that stand in the text; numbered for themselves."""
    findings: tuple[str, ...] = ()
    """What it claimed and could not show, and what spoke to a program."""
    left_out: tuple[str, ...] = ()
    """What it was not shown for want of room."""
    usage: Usage = Usage()


@dataclass(frozen=True, slots=True)
class AskJob:
    """Everything one asking is given."""

    documents: Sequence[tuple[str, Document]]
    """Each with the name of its file; `sent/` and `evidence/` in front of it mean what they say."""
    policy: Policy
    templates: Templates
    count: Callable[[str], int]
    """Tokens of a text."""
    order: DateOrder = DateOrder.MDY
    """How dates in digits are read."""
    private: Mapping[str, str] = field(default_factory=dict[str, str])
    """Literal strings that never leave the machine, with the kind their code names; senders of mails are added."""


def ask_for_values(job: AskJob) -> Generator[Ask, Reply, Asked]:
    """Have a model point out what documents say.

    Raises:
        ModelError: What the model raised, refused or cut off on the first ask.
        BudgetExceeded: Not even the first passage fits the budget.

    """
    cut = passages_of(job.documents, job.order)
    if not cut.passages:
        return Asked(findings=cut.planted, left_out=cut.unshown)
    prompt, shown = _prompt(job, cut.passages)
    passages, left_out = cut.passages[:shown], (*cut.unshown, *_left_out(job, cut.passages[shown:]))
    limits = job.policy.model
    reply = yield prompt.ask(limits.answer_tokens, "extract")
    usage = reply.usage
    answer = usable_text(reply, limits.answer_tokens, "read these texts")
    first = _judged(answer, passages, job, prompt)
    kept, trouble = first, tuple[str, ...]()
    if first.told.faults or first.unreadable:
        repair = prompt.followed_by(prompt.restored(answer), _correction(job, first))
        needed = sum(job.count(said.content) for said in repair.messages)
        if usage.input_tokens + usage.output_tokens + needed <= limits.total_tokens:
            try:
                reply = yield repair.ask(limits.answer_tokens, "repair")
            except ModelError as error:
                usage += spent(error)
                trouble = (f"the model failed when it was asked to mend its answer: {error.message}",)
            else:
                usage += reply.usage
                kept = _better(first, _judged(reply.text, passages, job, repair))
    if kept.unreadable:
        trouble += ("the model's answer could not be read, so nothing of it was taken",)
    return Asked(kept.told.values, (*cut.planted, *kept.told.faults, *trouble), left_out, usage)


@dataclass(frozen=True, slots=True)
class _Judged:
    """One answer, and why it could not be read."""

    told: Told
    unreadable: str = ""


def _judged(answer: str, passages: Sequence[Passage], job: AskJob, prompt: Prompt) -> _Judged:
    """Examine an answer; one that was refused or cut off is as good as unreadable."""
    try:
        data = json_object(answer)
    except Unreadable as error:
        return _Judged(Told(), str(error))
    return _Judged(Judge(passages, job.order, prompt.restored).told(data))


def _better(first: _Judged, mended: _Judged) -> _Judged:
    """Give the answer to keep: the mended one where it can be read, and more of it holds, or as much with fewer faults."""
    if first.unreadable or mended.unreadable:
        return first if mended.unreadable else mended
    one, other = first.told, mended.told
    return mended if (len(other.values), -len(other.faults)) > (len(one.values), -len(one.faults)) else first


def _correction(job: AskJob, first: _Judged) -> str:
    faults: list[Variable] = [material(fault) for fault in first.told.faults[:FAULTS_TOLD]]
    return job.templates.render("extract_repair.j2", {"faults": faults, "unreadable": first.unreadable})


def _prompt(job: AskJob, passages: Sequence[Passage]) -> tuple[Prompt, int]:
    """Give the prompt with as many passages as fit, and how many those are."""
    system = job.templates.render("extract.j2", {"entries": _entries()})
    limit, needed = job.policy.model.prompt_tokens, 0
    shown = _at_most(passages, limit * CHARACTERS)
    while shown:
        told: list[Variable] = [
            {"number": place, "file": material(passage.file), "whose": passage.whose.value, "text": material(passage.text)}
            for place, passage in enumerate(passages[:shown], start=1)
        ]
        text = job.templates.render("extract_text.j2", {"passages": told})
        needed = job.count(system) + job.count(text)
        if needed <= limit:
            messages = (Message("system", system), Message("user", text))
            return Prompt(messages, schema(shown), _private(job), "extraction"), shown
        shown = min(shown - 1, int(shown * limit / needed))
    msg = f"the first passage alone needs {needed} tokens and the policy allows {limit}: raise model.prompt_tokens"
    raise BudgetExceeded(msg)


def _at_most(passages: Sequence[Passage], characters: int) -> int:
    """Give how many passages come to so many characters, at least one: what is far too long is not rendered to be thrown away."""
    sizes = accumulate(len(passage.text) + MARKS for passage in passages)
    return max(1, sum(1 for _ in takewhile(lambda size: size <= characters, sizes)))


def _entries() -> list[Variable]:
    """Give the table of entries as the template takes it."""
    entries: list[Variable] = []
    for entry in ENTRIES:
        fields: list[Variable] = [
            {"name": known.name, "shape": known.shape.value, "about": known.about, "choices": ", ".join(known.choices)}
            for known in entry.fields
        ]
        entries.append({"kind": entry.kind, "about": entry.about, "key": entry.key, "fields": fields})
    return entries


def _left_out(job: AskJob, passages: Sequence[Passage]) -> tuple[str, ...]:
    """Name what was not shown; of very many, the first and how many more."""
    limit = job.policy.model.prompt_tokens
    told = [
        f"{each.file}: from “{each.title}” on, not shown to the model: the prompt is full at {limit} tokens" for each in passages[:NAMED]
    ]
    more = len(passages) - NAMED
    return (*told, f"and {more} more passages, for the same reason") if more > 0 else tuple(told)


def _private(job: AskJob) -> dict[str, str]:
    """Give what never leaves: what the caller named, and who sent the mails, but for Amazon."""
    found = dict(job.private)
    senders = [document.sender for _, document in job.documents]
    senders += [stretch.sender for _, document in job.documents for stretch in document.stretches]
    for sender in senders:
        name = sender.partition("<")[0].strip(" \"'")
        if name and "amazon" not in sender.casefold():
            found.setdefault(name, "person")
    return found
