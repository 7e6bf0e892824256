"""False statements written by hand: sentences a case says nothing of, and wordings that make a true statement false.

In: a subject, the `statements.json` of its split. Out: edits. Who wrote them had the cases and the letters and knew no check.

They hold few dates, numbers or names, so that they are measured apart from single facts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from grounding_cases import DATA, Subject
from grounding_mutators import Edit, Edits, Mutator


def statement_invented(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Add a sentence of which the case says nothing: to the opening, to a bullet, or to the closing, in turn."""
    name = subject.name.partition(".")[0]
    parts = subject.parts
    ends = (parts.closing.end, parts.opening.end, parts.bullets[0].end)
    told = [one["text"] for one in _statements(subject.split)["invented"] if one["case"] == name]
    for number, sentence in enumerate(told):
        end = ends[number % len(ends)]
        while subject.text[end - 1].isspace():
            end -= 1
        yield (Edit(end, end, f" {sentence}"),)


def wording_altered(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Put other words into a true statement, by which it is false."""
    for one in _statements(subject.split)["altered"]:
        start = subject.text.find(one["old"]) if one["letter"] == subject.name else -1
        if start >= 0:
            yield (Edit(start, start + len(one["old"]), one["new"]),)


STATEMENTS: dict[str, Mutator] = {"statement_invented": statement_invented, "wording_altered": wording_altered}


@cache
def _statements(split: str) -> dict[str, Any]:
    return json.loads((DATA / split / "statements.json").read_text("utf-8"))  # type: ignore[no-any-return]
