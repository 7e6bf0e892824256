"""Only type-checked, never run: what a caller of the public names may rely on, in both faces."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import assert_type

from escalate_ai import (
    AsyncEscalator,
    Case,
    Escalator,
    Extraction,
    Finding,
    Letter,
    Outcome,
    Policy,
    Readiness,
    Report,
    Review,
    check,
    readiness,
)


def in_a_script(folder: Path) -> str:
    """Write one letter and read what came of it."""
    case = Case.load(folder)
    outcome = Escalator().rewrite(case, as_of=date(2026, 11, 20))
    assert_type(outcome, Outcome)
    assert_type(outcome.accepted, bool)
    assert_type(outcome.letter, Letter | None)
    assert_type(outcome.report, Report | None)
    assert_type(outcome.readiness, Readiness)
    assert_type(outcome.notes, tuple[str, ...])
    if outcome.letter is None:
        return "\n".join(outcome.readiness.reasons)
    outcome.submission().save("out", formats=["txt", "md"])
    return outcome.letter.text


def with_options(case: Case) -> Outcome:
    """Use every option of a rewrite."""
    escalator = Escalator("a-model", base_url="http://127.0.0.1:8080/v1", api_key="none", policy="house.toml", prompts=Path("my_prompts"))
    return escalator.rewrite(case, as_of=None, rung="executive", because="told so", rounds=1, draft="draft.md", allow={"FM110": "why"})


def read_by_a_model(case: Case, folder: Path) -> tuple[str, ...]:
    """Have a letter reviewed and a folder read."""
    escalator = Escalator("a-model")
    review = escalator.review("letter.txt", case, kind="letter", allow={"TN309": "why"}, against=folder)
    assert_type(review, Review)
    assert_type(review.report, Report)
    assert_type(review.findings, tuple[Finding, ...])
    extraction = escalator.extract(folder, marketplace="US")
    assert_type(extraction, Extraction)
    return (*review.left_out, *extraction.findings, str(review.dropped.total))


async def awaited(case: Case) -> Outcome:
    """Write one letter where code awaits."""
    return await AsyncEscalator(model="a-model").rewrite(case)


async def many(cases: list[Case]) -> AsyncIterator[bool]:
    """Write many letters at once."""
    async for outcome in AsyncEscalator().rewrite_many(cases, concurrency=64):
        assert_type(outcome, Outcome)
        yield outcome.accepted


def checked(case: Case, letter: Letter) -> tuple[Finding, ...]:
    """Check a file, a text, a letter and a case."""
    policy = Policy.load()
    reports = [
        check(Path("letter.txt"), kind="letter", case=case),
        check("Dear team, please read this.", kind="letter", case=case, policy=policy),
        check(letter, case=case),
        check(case),
    ]
    return tuple(finding for report in reports for finding in report.findings)


def asked(case: Case) -> str:
    """Ask where a case stands."""
    stands = readiness(case, as_of=date(2026, 11, 20))
    assert_type(stands, Readiness)
    assert_type(stands.ready, bool)
    return stands.rung.value
