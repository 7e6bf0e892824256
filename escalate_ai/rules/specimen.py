"""The specimen: one invented case, a good letter and a good plan for it.

In: an `Example` of a rule. Out: the specimen with the example laid over it.

Rule examples stay one line long because everything around them stands here once. Builds no brief: who runs rules on a case does that.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TypeGuard

from escalate_ai.case.case import Case
from escalate_ai.letter import Part, Sheet
from escalate_ai.letterread import read_sheet
from escalate_ai.rules.rule import Example
from escalate_ai.terms import Rung

SPECIMEN_DAY = date(2026, 9, 14)
"""The day on which the specimen is checked."""
SPECIMEN_RUNG = Rung.EXECUTIVE
"""The rung its letter is written on."""


@cache
def _read(name: str) -> str:
    return files("escalate_ai").joinpath("data", "specimen", name).read_text("utf-8")


def specimen_case(example: Example | None = None) -> Case:
    """Give the specimen case, with the example's keys laid over it."""
    data: dict[str, object] = json.loads(_read("case.json"))
    if example is not None:
        for path, value in example.case.items():
            _lay(data, path.split("."), value)
    return Case.model_validate_json(json.dumps(data))


def specimen_plan(example: Example | None = None) -> str:
    """Give the specimen plan as a text, or the example's own."""
    return example.text if example and example.part == "plan" else _read("plan.txt")


def specimen_sheet(example: Example | None = None) -> Sheet:
    """Give the specimen letter, with the example's words in place of the part it names; part `letter` stands for the whole text."""
    if example and example.part == "letter":
        return read_sheet(example.text)
    sheet = read_sheet(_read("letter.txt"))
    if example is None or not example.part or example.part == "plan":
        return sheet
    part = Part(example.part, example.text, None) if example.text else None
    return _with(sheet, example.part, part)


def _with(sheet: Sheet, name: str, part: Part | None) -> Sheet:
    """Give a sheet with one part put in place of its own, added behind the last bullet or attachment, or taken away."""
    some = (part,) if part else ()
    if name in {"opening", "closing"}:
        return sheet._replace(paragraphs_before=some) if name == "opening" else sheet._replace(paragraphs_after=some)
    if name == "highlights":
        return sheet._replace(bullets=())
    if name.startswith("highlights["):
        place = int(name[11:-1])
        return sheet._replace(bullets=(*sheet.bullets[:place], *some, *sheet.bullets[place + 1 :]))
    if name == "attachments":
        kept = tuple(Part("attachments", line.strip(), None) for line in (part.text if part else "").splitlines() if line.strip())
        return sheet._replace(attachments=kept)
    lines = {
        "subject": sheet._replace(subject=part),
        "salutation": sheet._replace(salutation=part),
        "highlights_intro": sheet._replace(highlights_intro=part),
        "signature": sheet._replace(signature=part),
    }
    if name in lines:
        return lines[name]
    raise ValueError(f"a letter has no part '{name}'")


def _is_object(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _lay(data: dict[str, object], path: list[str], value: object) -> None:
    """Put a value at a dotted path; a step of digits is a place in a list."""
    if len(path) == 1:
        data[path[0]] = value
        return
    under = data.get(path[0])
    if _is_list(under):
        place, rest = int(path[1]), path[2:]
        under[place] = _laid(under[place], rest, value) if rest else value
        return
    data[path[0]] = _laid(under, path[1:], value)


def _laid(under: object, path: list[str], value: object) -> dict[str, object]:
    copy: dict[str, object] = dict(under) if _is_object(under) else {}
    _lay(copy, path, value)
    return copy
