"""The example cases and answers that tests share. In: a name. Out: the case, its brief, a writer's answer."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from escalate_ai import Case
from escalate_ai.ladder import assess

if TYPE_CHECKING:
    from escalate_ai.brief import Brief

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 11, 20)
EXAMPLES = tuple(sorted(path.parent for folder in ("examples", "examples/more") for path in (ROOT / folder).glob("*/case.yaml")))
"""The folders of all example cases."""
ANSWER = (ROOT / "tests/data/answers/northwind.json").read_text("utf-8")
"""A consultant's answer to the prompt of `northwind`, as a capable model gives it."""


@cache
def case_of(name: str) -> Case:
    """Give an example case by the name of its folder."""
    return Case.load(next(folder for folder in EXAMPLES if folder.name == name))


@cache
def brief_of_example(name: str) -> Brief:
    """Give the brief of an example case on the advised rung, on the pinned day."""
    return assess(case_of(name), AS_OF)[1]


def answer_with(**parts: object) -> str:
    """Give the consultant's answer with some parts replaced; a part of None is left out."""
    data = {**json.loads(ANSWER), **parts}
    return json.dumps({key: value for key, value in data.items() if value is not None})
