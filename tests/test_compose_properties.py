"""What holds of every letter of the embedded writer, over generated cases and statements that no template was written from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest
from compose_kit import AS_OF, Drawn, case_of

from escalate_ai.brief import Brief
from escalate_ai.case.case import Case
from escalate_ai.compose import compose
from escalate_ai.ladder import brief_of, readiness
from escalate_ai.letterread import sheet_of
from escalate_ai.policy import default_policy
from escalate_ai.rules.running import check_letter

STATEMENTS = Path(__file__).parent / "data" / "statements"
EACH = 25
"""Cases of one seed."""


def statements(*, faulty: bool = False) -> list[str]:
    """Give the statements, one a line; mildly faulty ones begin with "! "."""
    lines = [line.strip() for file in sorted(STATEMENTS.glob("*.txt")) for line in file.read_text("utf-8").splitlines()]
    kept = [line for line in lines if line and not line.startswith("#")]
    return [line.removeprefix("! ") for line in kept if faulty or not line.startswith("! ")]


@cache
def generated(seed: int) -> tuple[tuple[Brief, bool], ...]:
    """Give cases of one seed as briefs, each with whether it is ready."""
    random = Random(seed)
    drawn = Drawn(random, statements())
    found: list[tuple[Brief, bool]] = []
    for _ in range(EACH):
        case = case_of(random, drawn)
        verdict = readiness(case, AS_OF)
        found.append((brief_of(case, AS_OF, default_policy(), verdict.rung), verdict.ready))
    return tuple(found)


@pytest.mark.parametrize("seed", range(6))
def test_every_letter_of_a_ready_case_passes_every_error_rule(seed: int) -> None:
    """No generated case that is ready gets a letter with an error finding."""
    for brief, ready in generated(seed):
        if ready:
            letter = compose(brief)
            errors = check_letter(sheet_of(letter), brief, brief.policy).errors
            assert not errors, "\n".join([*(f"{e.rule} {e.where} {e.quote}: {e.message}" for e in errors), letter.text])


def test_at_least_half_of_the_generated_cases_are_ready() -> None:
    """The property is not proved on an empty set."""
    verdicts = [ready for seed in range(6) for _, ready in generated(seed)]
    assert sum(verdicts) * 2 >= len(verdicts)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_case_gives_the_same_letter(seed: int) -> None:
    """Nothing is left to chance, order or memory."""
    for brief, ready in generated(seed)[:8]:
        if ready:
            assert compose(brief) == compose(brief)


@pytest.mark.parametrize("seed", range(4))
def test_renaming_a_client_changes_only_the_names(seed: int) -> None:
    """Wording reads no name: with another store and another contact the letter is the same but for them."""
    for brief, ready in generated(seed):
        if not ready:
            continue
        old, new = brief.case.seller.store_name, "Zwölf Apostel Handel und Versand"
        data = json.loads(brief.case.model_dump_json(by_alias=True))
        data["seller"] |= {"store_name": new, "contact": {"name": "Xaver Quint", "role": "Owner", "email": "x@zwoelf.example"}}
        case = Case.model_validate(data)
        renamed = compose(brief_of(case, AS_OF, default_policy(), brief.rung))
        body = compose(brief)
        assert renamed.opening.replace(new, old) == body.opening
        assert renamed.closing.replace(new, old) == body.closing
        assert [h.text for h in renamed.highlights] == [h.text for h in body.highlights]


@pytest.mark.parametrize("seed", range(3))
def test_faulty_statements_never_crash_the_writer(seed: int) -> None:
    """Where the client's words are faulty the letter may keep a finding, and it is still a letter."""
    random = Random(seed)
    drawn = Drawn(random, statements(faulty=True))
    for _ in range(10):
        case = case_of(random, drawn)
        verdict = readiness(case, AS_OF)
        if verdict.ready:
            letter = compose(brief_of(case, AS_OF, default_policy(), verdict.rung))
            assert letter.opening
            assert letter.closing
            assert "[" not in letter.text
