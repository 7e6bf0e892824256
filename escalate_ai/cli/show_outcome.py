"""What came of a rewrite, as rows: the letter as it would be sent, then everything about it. In: an `Outcome`. Out: rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from escalate_ai.cli.show_findings import report_rows, texts_of_letter, verdict
from escalate_ai.cli.show_readiness import listed
from escalate_ai.cli.show_readiness import rows as readiness_rows
from escalate_ai.findings import Finding
from escalate_ai.outcome import DraftReview, Outcome
from escalate_ai.terminal import BLANK, Ink, Row, prose

MOST_QUOTES = 5
LONGEST_QUOTE = 50


def rows(outcome: Outcome, width: int, *, wrapped: bool) -> Iterator[Row]:
    """Give the letter, its report, where the case stands, what the client should look at, and what it cost.

    Args:
        outcome: What came of it.
        width: Columns for everything but an unwrapped letter.
        wrapped: Whether the letter is broken to the width too; a letter for a file or a pipe is not.

    """
    if outcome.letter is not None and outcome.report is not None:
        for line in outcome.letter.text.splitlines():
            yield from prose(line, width) if wrapped else ((Ink(line),),)
        yield BLANK
        yield (Ink("─" * min(width, 72), "dim"),)
        said = "accepted" if outcome.accepted else "not accepted, do not send this letter"
        yield verdict(said, outcome.report, good=outcome.accepted)
        if outcome.grounding:
            yield from prose(traced(outcome), width, style="dim")
        yield from report_rows(outcome.report, texts_of_letter(outcome.letter), width)
        yield BLANK
    yield from readiness_rows(outcome.readiness, width)
    yield from listed("before you send", outcome.notes, width)
    blocking = (f"{found.rule} {found.message} {found.suggestion}" for found in outcome.blocked_by)
    yield from listed("the submission is not complete", blocking, width)
    if outcome.draft is not None:
        yield from _draft_rows(outcome.draft, width)
    yield BLANK
    yield from prose(writer(outcome), width, style="dim")


def traced(outcome: Outcome) -> str:
    """Give how many of the letter's hard facts the case holds, one clause."""
    every, found = len(outcome.grounding), sum(fact.source is not None for fact in outcome.grounding)
    return f"{every} facts in it, each found in the case" if found == every else f"{found} of {every} facts in it found in the case"


def writer(outcome: Outcome) -> str:
    """Give who wrote the letter and what it cost, one sentence."""
    usage = outcome.usage
    about = "about " if usage.estimated else ""
    paid = (
        f"{usage.requests} request{'s' if usage.requests != 1 else ''}, {about}{usage.input_tokens} tokens in and {usage.output_tokens} out"
    )
    if outcome.written_by == "model":
        return f"written by the model {outcome.model}; {paid}{_stopped(outcome)}"
    if outcome.fell_back:
        return f"written by the embedded composer, because the letters of {outcome.model} stayed faulty; {paid}"
    if outcome.written_by == "composer":
        return "written by the embedded composer; no model was asked"
    return f"no letter was written; {paid}" if usage.requests else "no letter was written; no model was asked"


def _stopped(outcome: Outcome) -> str:
    return f"; {outcome.stopped}" if outcome.stopped and not outcome.accepted else ""


def _draft_rows(draft: DraftReview, width: int) -> Iterator[Row]:
    yield from listed("what was wrong with the draft", draft_faults(draft.findings), width)
    unused = (f"{fact.text} ({fact.kind})" for fact in draft.unused)
    yield from listed("in the draft but not in the case, so not used: ask the client", unused, width)


def draft_faults(findings: Iterable[Finding]) -> Iterator[str]:
    """Give what is wrong with a draft, one sentence a rule: a rule that is broken often lists its words instead of repeating itself."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule, found in by_rule.items():
        head = f"{rule} {found[0].name}"
        quotes = [f'"{_short(finding.quote)}"' for finding in found if finding.quote]
        if len(found) == 1:
            yield f"{head}: {found[0].message}"
        elif quotes:
            yield f"{head}, {len(found)} times: {', '.join(quotes[:MOST_QUOTES])}{', …' if len(quotes) > MOST_QUOTES else ''}"
        else:
            yield f"{head}: {' '.join(finding.message for finding in found)}"


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= LONGEST_QUOTE else f"{flat[:LONGEST_QUOTE]}…"
