"""What a model points out, put under what the code found. In: values of both. Out: values, the code's untouched. Pure.

A model only adds. An entry of its that rests on words of an entry the code has found is that entry, under the code's number and in the
code's list, and gives it the fields it lacks; any other goes behind them. A place that is filled is never filled anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from escalate_ai.extract.asking import Asked
from escalate_ai.extract.found import Extraction, Value

_PLAN = ("poa.root_causes", "poa.corrective_actions", "poa.preventive_measures")
"""Lists that the same words can stand in; the code has decided in which they do."""
_FIELDS = {
    "poa.root_causes": frozenset({"statement"}),
    "poa.corrective_actions": frozenset({"statement", "status", "completed_on", "how", "result"}),
    "poa.preventive_measures": frozenset({"statement", "status", "in_effect_since", "how", "result"}),
}
_DAYS = {"completed_on": "in_effect_since", "in_effect_since": "completed_on"}
_NAMING = frozenset({"statement", "sent_on", "called_on", "title"})
"""Fields whose words tell which entry it is."""


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"([\w.]+)\[(\d+)\](?:\.(.+))?")


def merge_values(offline: Sequence[Value], model: Sequence[Value]) -> tuple[Value, ...]:
    """Give the code's values as they are, in their order, then what a model adds to them.

    Args:
        offline: What the code found.
        model: What a model pointed out, its entries numbered for themselves.

    """
    merge = _Merge(offline, model)
    filled = {value.path for value in offline}
    for value in model:
        moved = merge.moved(value)
        if moved is not None and moved.path not in filled:
            filled.add(moved.path)
            merge.added.append(moved)
    return (*offline, *merge.added)


def with_model(offline: Extraction, asked: Asked) -> Extraction:
    """Give an extraction with what a model added; questions that an added value answers are gone."""
    values = merge_values(offline.values, asked.values)
    filled = {value.path for value in values[len(offline.values) :]}
    return offline.model_copy(
        update={
            "values": values,
            "questions": tuple(question for question in offline.questions if question.path not in filled),
            "left_out": (*offline.left_out, *asked.left_out),
            "findings": (*offline.findings, *asked.findings),
            "usage": offline.usage + asked.usage,
        }
    )


class _Merge:
    """One merging under way."""

    def __init__(self, offline: Sequence[Value], model: Sequence[Value]) -> None:
        self.added: list[Value] = []
        self._offline, self._model = offline, model
        self._places: dict[tuple[str, str], tuple[str, int]] = {}

    def moved(self, value: Value) -> Value | None:
        """Give a model's value under the path it has beside the code's; None where nothing may be added."""
        match = _numbered().fullmatch(value.path)
        if match is None:
            return value
        name, number, field = match[1], match[2], match[3]
        if field is None:
            known = [other.value for other in (*self._offline, *self.added) if _list_of(other.path) == name]
            return None if value.value in known else _at(value, f"{name}[{len(known)}]")
        if (name, number) not in self._places:
            self._places[name, number] = self._place(name, number)
        there, at = self._places[name, number]
        allowed = _FIELDS.get(there)
        if allowed is not None and field not in allowed:
            field = _DAYS.get(field, field)
        return None if allowed is not None and field not in allowed else _at(value, f"{there}[{at}].{field}")

    def _place(self, name: str, number: str) -> tuple[str, int]:
        """Give the list and number of an entry: those of the code's entry with the same words, else the next free number."""
        family = _PLAN if name in _PLAN else (name,)
        entry = [value for value in self._model if value.path.startswith(f"{name}[{number}].")]
        naming = [value for value in entry if value.path.rpartition(".")[2] in _NAMING]
        numbers = [at for there, at in self._places.values() if there == name]
        for value in self._offline:
            match = _numbered().fullmatch(value.path)
            if match is None or match[1] not in family:
                continue
            if any(_meet(value, other) for other in naming):
                return match[1], int(match[2])
            if match[1] == name:
                numbers.append(int(match[2]))
        return name, max(numbers, default=-1) + 1


def _at(value: Value, path: str) -> Value:
    return value.model_copy(update={"path": path})


def _list_of(path: str) -> str:
    match = _numbered().fullmatch(path)
    return match[1] if match else ""


def _meet(one: Value, other: Value) -> bool:
    """Tell whether two values rest on the same words."""
    if one.file != other.file or one.span is None or other.span is None:
        return False
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]
