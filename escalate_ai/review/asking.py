"""The review: one ask, and what of its answer holds. In: a `ReviewJob`. Out: a generator that yields one `Ask` and returns a `Review`.

May not open, sleep, log or know an SDK. The rules have spoken before the model is asked, and what they found stands whatever it says:
a text that tells its reviewer to find nothing is found all the same by whoever does not listen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from escalate_ai.errors import BudgetExceeded, ModelError
from escalate_ai.findings import Report
from escalate_ai.llm.ask import Message, spent
from escalate_ai.llm.usable import usable_text
from escalate_ai.prompt import Prompt, Unreadable, json_object, private_to
from escalate_ai.prompt_facts import material
from escalate_ai.review.hearing import Hearing
from escalate_ai.review.reviewed import Review
from escalate_ai.review.rubric import lines_of
from escalate_ai.terms import Severity, Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from escalate_ai.case.case import Case
    from escalate_ai.llm.ask import Ask, Reply
    from escalate_ai.policy import Policy
    from escalate_ai.prompt_facts import Variable
    from escalate_ai.review.passages import Passage
    from escalate_ai.rules.rule import Rule
    from escalate_ai.templates import Templates

_GRAVITY = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class ReviewJob:
    """Everything one review is given."""

    report: Report
    """What the rules say already."""
    passages: Sequence[Passage]
    rules: tuple[Rule, ...]
    """What to look for."""
    templates: Templates
    policy: Policy
    count: Callable[[str], int]
    """Tokens of a text."""
    model: str
    """The model to ask, by name."""
    is_plan: bool
    case: Case | None = None


def review(job: ReviewJob) -> Generator[Ask, Reply, Review]:
    """Have a text read by a model, once.

    Raises:
        ModelError: What the model raised, refused or cut off, with the rules' report as its `outcome`.
        PromptError: The prompt cannot be made, or not even the first passage fits the budget.

    """
    prompt, shown = _prompt(job)
    limits = job.policy.model
    try:
        reply = yield prompt.ask(limits.answer_tokens, "review")
        text = usable_text(reply, limits.answer_tokens, "review this text")
    except ModelError as error:
        error.outcome = Review(report=job.report, model=job.model, problem="failed", usage=spent(error))
        raise
    left_out = _left_out(job, shown)
    try:
        told = json_object(text)
    except Unreadable:
        return Review(report=job.report, model=job.model, left_out=left_out, problem="unreadable", usage=reply.usage)
    hearing = Hearing(job.passages[:shown], job.rules, job.report.findings, limits.review_findings, limits.review_per_sentence)
    hearing.hear(_claims(told), prompt.restored)
    merged = sorted((*job.report.findings, *hearing.findings), key=lambda finding: _GRAVITY[finding.severity])
    return Review(
        report=Report.of(merged, job.report.allowed, job.report.skipped),
        findings=tuple(hearing.findings),
        model=job.model,
        dropped=hearing.dropped,
        left_out=left_out,
        usage=reply.usage,
    )


def _prompt(job: ReviewJob) -> tuple[Prompt, int]:
    """Give the prompt with as many passages as fit, and how many those are."""
    kind = "Plan of Action" if job.is_plan else "letter"
    system = job.templates.render(
        "review.j2",
        {
            "kind": kind,
            "is_report": bool(job.case and job.case.is_report),
            "disputes": bool(job.case and job.case.stance is Stance.DISPUTE_IN_ERROR),
            "names": tuple(_public_names(job.case)),
            "stale": tuple(name for name in job.policy.people.stale if "@" not in name),
            "rules": lines_of(job.rules),
        },
    )
    limit = job.policy.model.prompt_tokens
    shown, needed = len(job.passages), 0
    while shown:
        passages: list[Variable] = [
            {"number": place, "label": passage.label, "text": material(passage.text)}
            for place, passage in enumerate(job.passages[:shown], start=1)
        ]
        text = job.templates.render("review_text.j2", {"kind": kind, "passages": passages})
        needed = job.count(system) + job.count(text)
        if needed <= limit:
            private = private_to(job.case.seller) if job.case else {}
            messages = (Message("system", system), Message("user", text))
            return Prompt(messages, _schema(job.rules, shown), private, "review"), shown
        shown = min(shown - 1, int(shown * limit / needed))
    msg = f"the review needs {needed} tokens for the first passage alone and the policy allows {limit}: raise model.prompt_tokens"
    raise BudgetExceeded(msg)


def _left_out(job: ReviewJob, shown: int) -> tuple[str, ...]:
    rest = job.passages[shown:]
    if not rest:
        return ()
    opening = " ".join(rest[0].text.split())[:60]
    limit = job.policy.model.prompt_tokens
    return (f"{len(rest)} of {len(job.passages)} passages, from “{opening}” on, were not reviewed: they do not fit {limit} tokens",)


def _public_names(case: Case | None) -> Iterator[str]:
    if case is not None:
        yield from dict.fromkeys(name for name in (case.seller.store_name, *case.seller.known_names) if name)


def _schema(rules: tuple[Rule, ...], passages: int) -> dict[str, object]:
    """Give the strict schema: no findings is an answer, and no other rule or passage can be named."""
    finding = {
        "passage": {"type": "integer", "enum": list(range(1, passages + 1)), "description": "The number of the passage."},
        "quote": {"type": "string", "description": "The words that commit the offence, exactly as they stand in that passage."},
        "reason": {"type": "string", "description": "One plain sentence: what these words do to the reader."},
        "rule": {"type": "string", "enum": [rule.code for rule in rules], "description": "The code of the rule they break."},
    }
    item = {"type": "object", "properties": finding, "required": list(finding), "additionalProperties": False}
    findings = {"type": "array", "items": item, "description": "Every offence, in the order of the text; empty where there is none."}
    return {"type": "object", "properties": {"findings": findings}, "required": ["findings"], "additionalProperties": False}


def _claims(told: dict[str, object]) -> list[object]:
    found = told.get("findings")
    return cast("list[object]", found) if isinstance(found, list) else []
