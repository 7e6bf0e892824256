"""Stages 4 to 6 as one loop: a brief -> an outcome.

In: a `Job`. Out: a generator that yields an `Ask`, is sent a `Reply`, returns an `Outcome`.

May not open, sleep, log or know an SDK: drivers carry the asks, so one loop serves scripts, notebooks, batches and tests. Ways to stop:
a letter without errors and warnings; no strict improvement; rounds spent; budget spent; a model that fails (then the error carries the
outcome so far, unless a letter had already passed).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from escalate_ai.assemble import assemble
from escalate_ai.compose import composed
from escalate_ai.errors import ModelError, ModelRefused, ReplyTruncated
from escalate_ai.ledger import trace
from escalate_ai.letterread import read_sheet, sheet_of
from escalate_ai.llm.ask import Finish, Usage, spent
from escalate_ai.notes import notes_of
from escalate_ai.outcome import DraftReview, Outcome, Round, RoundUsage, TotalUsage, UnusedFact
from escalate_ai.prompt import Draft, Unreadable, first_prompt, repair_text, slots_from
from escalate_ai.rules.running import check_letter

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from escalate_ai.brief import Brief
    from escalate_ai.findings import Report
    from escalate_ai.ladder import Readiness
    from escalate_ai.letter import Letter
    from escalate_ai.llm.ask import Ask, Reply
    from escalate_ai.templates import Templates


@dataclass(frozen=True, slots=True)
class Job:
    """Everything one rewrite is given."""

    brief: Brief
    readiness: Readiness
    templates: Templates
    rounds: int
    """Repairs after the first answer."""
    count: Callable[[str], int]
    """Tokens of a text."""
    model: str | None = None
    """The model to ask, by name; None: the composer writes."""
    allow: Mapping[str, str] = field(default_factory=dict[str, str])
    draft: str | None = None
    """The client's own attempt."""


@dataclass(slots=True)
class _Best:
    letter: Letter
    report: Report
    round: int

    @property
    def faults(self) -> tuple[int, int]:
        """Errors first: fewer errors, then fewer warnings, is an improvement."""
        return len(self.report.errors), len(self.report.warnings)


@dataclass(slots=True)
class _Course:
    """How the rewriting has gone so far."""

    draft: DraftReview | None
    """The client's own attempt, checked once: the writer is told of it, and the outcome shows it."""
    best: _Best | None = None
    rounds: list[Round] = field(default_factory=list[Round])
    usage: Usage = field(default_factory=Usage)
    stopped: str | None = None


def rewrite(job: Job) -> Generator[Ask, Reply, Outcome]:
    """Run one case to its outcome; yields nothing where the case is not ready or the composer writes.

    Raises:
        ModelError: What the model raised, refused or cut off, with the outcome so far on it.
        PromptError: The prompt cannot be made.

    """
    course = _Course(_draft_review(job))
    if not job.readiness.ready:
        return _outcome(job, course)
    if job.model is None:
        course.best = _composed(job)
        return _outcome(job, course)
    try:
        yield from _asked(job, course)
    except ModelError as error:
        course.usage += spent(error)
        course.stopped = f"the model failed: {error.message}"
        if course.best is None or course.best.report.errors:
            error.outcome = _outcome(job, course)
            raise
    if (course.best is None or course.best.report.errors) and job.brief.policy.model.when_spent == "composer":
        return _outcome(job, course, composed=_composed(job))
    return _outcome(job, course)


def _asked(job: Job, course: _Course) -> Generator[Ask, Reply, None]:
    """Ask, check, correct, until one of the ways to stop."""
    draft = Draft(job.draft, course.draft.findings) if job.draft and course.draft else None
    prompt, limits = first_prompt(job.brief, job.templates, job.count, draft), job.brief.policy.model
    for number in range(job.rounds + 1):
        ask = prompt.ask(limits.answer_tokens, "repair" if number else "write")
        needed = sum(job.count(said.content) for said in ask.messages)
        if number and course.usage.input_tokens + course.usage.output_tokens + needed > limits.total_tokens:
            course.stopped = f"the next prompt ({needed} tokens) would pass the budget of {limits.total_tokens}"
            return
        reply = yield ask
        course.usage += reply.usage
        answer = prompt.restored(reply.text)
        _refuse_unusable(job, course, reply, answer)
        unreadable, better = _judged(job, course, reply, answer, number)
        course.stopped = _reason_to_stop(course, number, better=better)
        if course.stopped:
            return
        correction = repair_text(course.best.report.findings if course.best and not unreadable else (), job.templates, unreadable)
        prompt = prompt.followed_by(answer, correction)
    course.stopped = f"all {job.rounds} repair rounds are spent"


def _judged(job: Job, course: _Course, reply: Reply, answer: str, number: int) -> tuple[str, bool]:
    """Check one answer and file it; give why it could not be read, and whether it is better than what was there."""
    cost = RoundUsage(input_tokens=reply.usage.input_tokens, output_tokens=reply.usage.output_tokens)
    try:
        letter = assemble(slots_from(answer, job.brief), job.brief)
    except Unreadable as error:
        course.rounds.append(Round(text=answer, errors=0, warnings=0, problem="unreadable", usage=cost))
        return str(error), False
    report = check_letter(sheet_of(letter), job.brief, job.brief.policy, job.allow)
    found = _Best(letter, report, number)
    course.rounds.append(Round(text=letter.text, errors=len(report.errors), warnings=len(report.warnings), usage=cost))
    better = course.best is None or found.faults < course.best.faults
    if better:
        course.best = found
    return "", better


def _reason_to_stop(course: _Course, number: int, *, better: bool) -> str | None:
    if course.best is None:
        return None
    if not course.best.report.errors and (not course.best.report.warnings or _warned_before(course)):
        return "the letter passes every check"
    if number and not better:
        return "the last repair improved nothing"
    return None


def _warned_before(course: _Course) -> bool:
    """Say whether a letter with warnings alone has had its one repair round."""
    return any(not earlier.errors and not earlier.problem for earlier in course.rounds[:-1])


def _refuse_unusable(job: Job, course: _Course, reply: Reply, answer: str) -> None:
    if reply.finish is Finish.STOP:
        return
    cost = RoundUsage(input_tokens=reply.usage.input_tokens, output_tokens=reply.usage.output_tokens)
    cut = reply.finish is Finish.LENGTH
    course.rounds.append(Round(text=answer, errors=0, warnings=0, problem="truncated" if cut else "refused", usage=cost))
    if cut:
        limit = job.brief.policy.model.answer_tokens
        msg = f"the answer was cut off at {limit} tokens: raise model.answer_tokens in the policy (reasoning spends part of it unseen)"
        raise ReplyTruncated(msg)
    reason = answer.strip() or "no reason given"
    msg = f"the model declined to write this letter ({reason}): try another model, or --offline for the embedded writer"
    raise ModelRefused(msg)


def _composed(job: Job) -> _Best:
    letter, report = composed(job.brief, allow=job.allow)
    return _Best(letter, report, -1)


def _draft_review(job: Job) -> DraftReview | None:
    if job.draft is None:
        return None
    lacking = job.brief.ledger.lacking(job.draft)
    unused = tuple(UnusedFact(text=found.text, kind=found.kind.value, span=found.span) for found in lacking)
    report = check_letter(read_sheet(job.draft), job.brief, job.brief.policy, job.allow, in_file=True)
    return DraftReview(findings=report.findings, unused=unused)


def _outcome(job: Job, course: _Course, composed: _Best | None = None) -> Outcome:
    """Make the outcome of the best letter there is; a composer's letter only where it is no worse."""
    fell_back = composed is not None and (course.best is None or composed.faults[0] < course.best.faults[0])
    best = composed if fell_back else course.best
    kept = best.round if best else None
    outcome = Outcome(
        accepted=bool(best and best.report.passed and job.readiness.ready),
        as_of=job.brief.as_of,
        readiness=job.readiness,
        letter=best.letter if best else None,
        report=best.report if best else None,
        grounding=trace(sheet_of(best.letter), job.brief) if best else (),
        draft=course.draft,
        notes=notes_of(job.brief),
        written_by=None if best is None else "composer" if best.round < 0 else "model",
        model=job.model,
        fell_back=fell_back,
        stopped=course.stopped,
        rounds=tuple(entry.model_copy(update={"kept": place == kept}) for place, entry in enumerate(course.rounds)),
        usage=TotalUsage(
            requests=course.usage.requests,
            input_tokens=course.usage.input_tokens,
            output_tokens=course.usage.output_tokens,
            estimated=course.usage.estimated,
        ),
    )
    return outcome.about(job.brief.case, job.brief.policy)
