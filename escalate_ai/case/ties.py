"""What ties the parts of a case together: ids, references, and which parts go with which request. In: plain data. Out: faults.

Reads plain data and not the typed case, so that these faults are found beside the typing faults of the same file, in one go. What has a
wrong type is passed over here: the typing says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeGuard

from escalate_ai.case.fields import PREFIXES, is_mapping
from escalate_ai.case.marked import Path, key_of
from escalate_ai.nearest import nearest

CAUSES: Path = ("poa", "root_causes")
ACTIONS: Path = ("poa", "corrective_actions")
MEASURES: Path = ("poa", "preventive_measures")
GROUNDS: Path = ("grounds",)
EVIDENCE: Path = ("evidence",)
GROUPS = (CAUSES, ACTIONS, MEASURES, GROUNDS, EVIDENCE)
NAMES: dict[Path, str] = {
    CAUSES: "a root cause",
    ACTIONS: "a corrective action",
    MEASURES: "a preventive measure",
    GROUNDS: "a ground",
    EVIDENCE: "a document",
}


DANGLING_FOUND = 100
"""References to nothing that are looked for: each takes a search among all ids."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A tie that does not hold: where, the value, and what is wrong."""

    path: Path
    value: object
    message: str
    dangling: bool = False
    """Whether it points at nothing, so that a part which is missing may be why."""


@dataclass(frozen=True, slots=True)
class _Bearer:
    path: Path
    group: Path


def loose_ties(data: Mapping[str, object]) -> tuple[Loose, ...]:
    """Find everything in a case that does not fit together."""
    known: dict[str, _Bearer] = {}
    clashes = list(_clashes(data, known))
    return (*_wrong_parts(data), *clashes, *_repeated_items(data), *islice(_dangling(data, known), DANGLING_FOUND))


def _items(data: Mapping[str, object], group: Path) -> Sequence[object]:
    """Give the list that stands at a path; empty where nothing or something else does."""
    found: object = data
    for part in group:
        found = found.get(str(part)) if is_mapping(found) else None
    return found if is_list(found) else ()


def is_list(value: object) -> TypeGuard[Sequence[object]]:
    """Tell whether a value is a list of parts."""
    return isinstance(value, (list, tuple))


def _clashes(data: Mapping[str, object], known: dict[str, _Bearer]) -> Iterator[Loose]:
    """Gather every id, given or by place, and find those that two parts bear."""
    for group in GROUPS:
        for place, item in enumerate(_items(data, group)):
            if not is_mapping(item):
                continue
            given = item.get("id")
            name = given.strip() if isinstance(given, str) else "" if given is not None else f"{PREFIXES[str(group[-1])]}{place + 1}"
            path = (*group, place)
            if name and name in known:
                by_place = "" if given is not None else ", which its place in the list gives,"
                yield Loose((*path, "id"), name, f"the id '{name}'{by_place} belongs to {key_of(known[name].path)} already; each id once")
            elif name:
                known[name] = _Bearer(path, group)


def _repeated_items(data: Mapping[str, object]) -> Iterator[Loose]:
    """Find single offences of an incident that bear the same id."""
    seen: dict[str, int] = {}
    for place, item in enumerate(_items(data, ("incident", "items"))):
        name = item.get("id") if is_mapping(item) else None
        if isinstance(name, str) and name.strip():
            first = seen.setdefault(name.strip(), place)
            if first != place:
                yield Loose(
                    ("incident", "items", place, "id"), name, f"the id '{name}' belongs to incident.items[{first}] already; each id once"
                )


def _dangling(data: Mapping[str, object], known: Mapping[str, _Bearer]) -> Iterator[Loose]:
    """Find references to nothing, and to a part of the wrong sort."""
    anything_shown = (CAUSES, ACTIONS, MEASURES, GROUNDS)
    for group, key, targets in (
        (ACTIONS, "resolves", (CAUSES,)),
        (MEASURES, "resolves", (CAUSES,)),
        (ACTIONS, "evidence", (EVIDENCE,)),
        (MEASURES, "evidence", (EVIDENCE,)),
        (GROUNDS, "evidence", (EVIDENCE,)),
        (EVIDENCE, "supports", anything_shown),
        (("last_request",), "answered_by", GROUPS),
    ):
        for place, item in enumerate(_items(data, group)):
            names = item.get(key) if is_mapping(item) else None
            for index, name in enumerate(names if is_list(names) else ()):
                if isinstance(name, str):
                    yield from _missed(name.strip(), (*group, place, key, index), targets, known)


def _missed(name: str, path: Path, targets: Sequence[Path], known: Mapping[str, _Bearer]) -> Iterator[Loose]:
    bearer = known.get(name)
    if bearer is not None and bearer.group in targets:
        return
    fitting = [other for other, at in known.items() if at.group in targets]
    wanted = " or ".join(dict.fromkeys(NAMES[group] for group in targets)) if len(targets) < len(GROUPS) else "anything"
    if bearer is not None:
        yield Loose(path, name, f"'{name}' is {NAMES[bearer.group]}, and {wanted} is wanted here{nearest(name, fitting)}")
    elif fitting:
        yield Loose(path, name, f"'{name}' is the id of nothing in this case{nearest(name, fitting)}", dangling=True)
    else:
        yield Loose(path, name, f"'{name}' is the id of nothing: the case has nothing it could be ({wanted})", dangling=True)


def _wrong_parts(data: Mapping[str, object]) -> Iterator[Loose]:
    """Find parts that do not go with the kind of request."""
    request, enforcement = data.get("request"), data.get("enforcement")
    kind = request.get("kind") if is_mapping(request) else None
    name = str(kind)
    if name.startswith("remove_"):
        for part, instead in (("enforcement", "incident"), ("poa", "grounds")):
            if data.get(part) is not None:
                yield Loose((part,), None, f"a request of kind {name} has no {part}; it has `{instead}` instead")
        if data.get("incident") is None:
            yield Loose(("incident",), None, f"is missing: a request of kind {name} says under `incident` what was noticed, and when")
    elif name.startswith("reinstate_"):
        if enforcement is None:
            yield Loose(("enforcement",), None, f"is missing: a request of kind {name} says under `enforcement` what Amazon did, and when")
        if data.get("incident") is not None:
            yield Loose(("incident",), None, f"a request of kind {name} has no incident; it has `enforcement` instead")
        level = enforcement.get("level") if is_mapping(enforcement) else None
        wanted = name.removeprefix("reinstate_")
        if level in {"account", "listing"} and level != wanted and wanted in {"account", "listing"}:
            message = f"the level '{level}' does not fit a request of kind {name}: give level {wanted}, or kind reinstate_{level}"
            yield Loose(("enforcement", "level"), level, message)
