"""What several files tell of one thing -> one value, and what was in doubt. In: values with the kind of their text. Out: values, doubts.

Of the enforcement Amazon's own words go first; of store and person the plan and the client's mails. Lists are joined, each entry once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from escalate_ai.extract.found import TextKind, Value
from escalate_ai.extract.questions import Doubt
from escalate_ai.terms import RequestKind

Told = tuple[TextKind, Value]
"""A value, and what the text is that tells it."""
_OF_MATTER = (TextKind.NOTICE, TextKind.REPLY, TextKind.OTHER, TextKind.PLAN, TextKind.LETTER)
_OF_SELLER = (TextKind.PLAN, TextKind.OTHER, TextKind.LETTER, TextKind.NOTICE, TextKind.REPLY)
_LISTS = ("enforcement.asins", "extra.case_ids", "extra.complaint_ids", "legal")
_MAY_DIFFER = ("track_record", "request.kind", "enforcement.asks", "enforcement.state")
"""Told differently without contradicting each other."""


def one_each(told: Iterable[Told]) -> tuple[tuple[Value, ...], tuple[Doubt, ...]]:
    """Give one value for each path, and the paths that files tell differently."""
    singles: dict[str, list[Told]] = {}
    lists: dict[str, list[Told]] = {}
    for kind, value in told:
        stem = re.sub(r"\[\d+\]$", "", value.path)
        if stem in _LISTS:
            lists.setdefault(stem, []).append((kind, value))
        else:
            singles.setdefault(value.path, []).append((kind, value))
    values: list[Value] = []
    doubts: list[Doubt] = []
    for path, found in singles.items():
        best, *others = sorted(found, key=lambda entry: _rank(path, entry[0]))
        values.append(best[1])
        doubts += _doubts(path, best[1], [value for _, value in others])
    for stem, found in lists.items():
        values += _joined(stem, found)
    return tuple(values), tuple(doubts)


def _rank(path: str, kind: TextKind) -> int:
    order = _OF_SELLER if path.startswith("seller.") else _OF_MATTER
    return order.index(kind) if kind in order else len(order)


def _doubts(path: str, taken: Value, others: Sequence[Value]) -> list[Doubt]:
    if path in _MAY_DIFFER:
        return []
    other = next((value for value in others if value.file != taken.file and not _same(value.value, taken.value)), None)
    return [Doubt(path, taken, other)] if other else []


def _same(one: object, other: object) -> bool:
    return str(one).casefold().strip(" .") == str(other).casefold().strip(" .")


def _joined(stem: str, found: Sequence[Told]) -> list[Value]:
    """Give the entries of a list, each once; of listings those of a notice alone, where there is one."""
    ranked = sorted(found, key=lambda entry: _rank(stem, entry[0]))
    if stem == "enforcement.asins" and ranked[0][0] is TextKind.NOTICE:
        ranked = [entry for entry in ranked if entry[0] in {TextKind.NOTICE, TextKind.REPLY}]
    unique = {str(value.value): value for _, value in reversed(ranked)}
    ordered = sorted(unique.values(), key=lambda value: [str(entry.value) for _, entry in ranked].index(str(value.value)))
    return [value.model_copy(update={"path": f"{stem}[{place}]"}) for place, value in enumerate(ordered)]


def for_one_request(values: Sequence[Value]) -> tuple[Value, ...]:
    """Keep what fits the request: a report has an incident where a reinstatement has an enforcement."""
    by_path = {value.path: value for value in values}
    asked = by_path.get("request.kind")
    if asked is None or str(asked.value) not in set(RequestKind):
        return tuple(value for value in values if not value.path.startswith("incident."))
    if not RequestKind(str(asked.value)).is_report:
        return tuple(value for value in values if not value.path.startswith("incident."))
    kept: list[Value] = []
    for value in values:
        if value.path.startswith("enforcement.asins"):
            kept.append(value.model_copy(update={"path": value.path.replace("enforcement.", "incident.", 1)}))
        elif not value.path.startswith(("enforcement.", "poa.")):
            kept.append(value)
    return tuple(kept)
