"""What a merging decides: which entry is which, what stands, what is told. In: nodes, a case's data. Out: places and words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from escalate_ai.case.fields import PREFIXES
from escalate_ai.case.marked import Marked, Path, Plain, key_of
from escalate_ai.extract.casetree import Branch, Items, Leaf, Node, data_of, is_hollow, walk
from escalate_ai.extract.matching import alike, pairs, told
from escalate_ai.extract.scalars import comment

GROUPS: Mapping[Path, str] = {
    ("poa", "root_causes"): "root_causes",
    ("poa", "corrective_actions"): "corrective_actions",
    ("poa", "preventive_measures"): "preventive_measures",
    ("grounds",): "grounds",
    ("evidence",): "evidence",
}
"""Lists whose entries bear ids."""
_POINTING = frozenset({"resolves", "supports", "answered_by"})
_OWN_WORDS = frozenset({"id", "confirmed", "statement", "title", "asked"})
"""Keys in which a person's wording is no contradiction."""
_TELLING_NOTHING = frozenset({"other", "unknown"})
_FILES = frozenset({"notice", "plan", "draft"})
_ENTRY = 2
"""Steps of a path to an entry of a list at the top."""
_DAYS = {"appeals": "sent_on", "replies": "received_on", "calls": "called_on"}


@dataclass(frozen=True, slots=True)
class Place:
    """An entry that was found, and where it is or goes."""

    node: Node
    number: int
    there: int | None
    """Its number in the case; None where it is new."""
    after: int = -1
    """Of a new one, the entry of the case that it goes behind; -1 before all."""
    final: int = 0
    """Its number once everything is in."""


@dataclass(slots=True)
class Plan:
    """The decisions of one merging."""

    marked: Marked
    added: list[str] = field(default_factory=list[str])
    kept: list[str] = field(default_factory=list[str])
    unplaced: list[str] = field(default_factory=list[str])
    matched: dict[Path, dict[int, int]] = field(default_factory=dict[Path, dict[int, int]])
    """For lists with ids: found number to the case's number."""
    elsewhere: dict[Path, set[int]] = field(default_factory=dict[Path, set[int]])
    """Numbers of measures that stand in another list of the case's plan."""
    numbers: dict[tuple[Path, int], int] = field(default_factory=dict[tuple[Path, int], int])
    """List and number as found, to the number in the case once everything is in."""

    def settle(self, node: Branch, there: dict[str, Plain], path: Path) -> None:
        """Take out what does not go with the case: the plan beside a plan file, an enforcement beside an incident."""
        if path:
            if path[0] == "appeals" and len(path) == _ENTRY:
                self._one_or_many(node, there, path)
            return
        for key, other in (("enforcement", "incident"), ("incident", "enforcement"), ("poa", "incident")):
            if key in node.keys and there.get(key) is None and there.get(other) is not None:
                del node.keys[key]
                self.kept.append(f"{key}: the case has `{other}`, so what was found for `{key}` was left out")

    def _one_or_many(self, node: Branch, there: Mapping[str, Plain], path: Path) -> None:
        """Bring one answer or several into the shape that the case has them in."""
        one, held = node.keys.get("reply"), there.get("reply")
        if one is not None and "replies" in there and not is_hollow(one):
            node.keys["replies"] = Items({0: node.keys.pop("reply")})
        many = node.keys.get("replies")
        if not isinstance(many, Items) or not isinstance(held, dict):
            return
        for number in pairs({number: _entry(inner) for number, inner in many.entries.items()}, [held], "replies"):
            node.keys["reply"] = many.entries.pop(number)
        if "replies" not in there:
            del node.keys["replies"]
            for further in many.in_order():
                self.cannot((*path, "reply"), further, "is a single answer there, and another was found")

    def places(self, node: Items, there: list[Plain], path: Path, own: Path) -> list[Place]:
        """Give where each entry that was found is, or goes."""
        if not any(isinstance(inner, Branch) for inner in node.entries.values()):
            return self._scalars(node, there, path)
        given = self.matched.get(own)
        group = str(path[-1])
        found = {number: _entry(inner) for number, inner in node.entries.items()}
        if given is None:
            given = {number: number for number in found if number < len(there)} if node.fixed else pairs(found, there, group)
        final: list[tuple[str, int]] = [("old", place) for place in range(len(there))]
        after: dict[int, int] = {}
        for number in sorted(found):
            if number in given or number in self.elsewhere.get(own, set()):
                continue
            after[number] = self._behind(found[number], there, group)
            at = next((spot + 1 for spot in range(len(final) - 1, -1, -1) if final[spot] == ("old", after[number])), 0)
            while at < len(final) and final[at][0] == "new":
                at += 1
            final.insert(at, ("new", number))
        for number in found:
            token = ("old", given[number]) if number in given else ("new", number)
            if token in final:
                self.numbers[own, number] = final.index(token)
        places = [Place(node.entries[number], number, given[number]) for number in sorted(given) if number in node.entries]
        return places + [Place(node.entries[number], number, None, after[number], final.index(("new", number))) for number in sorted(after)]

    def _scalars(self, node: Items, there: list[Plain], path: Path) -> list[Place]:
        """Give the single words that a list lacks; what an entry points at is a person's to say."""
        if path[-1] in _POINTING or (path[-1] == "evidence" and len(path) > 1):
            return []
        known = {told(value) for value in there}
        leaves = [(number, inner) for number, inner in sorted(node.entries.items()) if isinstance(inner, Leaf)]
        new = [(number, leaf) for number, leaf in leaves if not leaf.is_blank and told(leaf.value) not in known]
        return [Place(leaf, number, None, len(there) - 1, len(there) + at) for at, (number, leaf) in enumerate(new)]

    def _behind(self, entry: Mapping[str, Plain], there: list[Plain], group: str) -> int:
        """Give the entry of the case behind which a new one goes: by its day, else the last."""
        day = _first_day(entry.get(_DAYS.get(group, "")))
        if not day:
            return len(there) - 1
        earlier = [place for place, held in enumerate(there) if isinstance(held, dict) and _first_day(held.get(_DAYS[group])) <= day]
        return max(earlier, default=-1)

    def differs(self, node: Leaf, there: Plain, path: Path) -> None:
        """Tell where the case says something else than was found."""
        key = path[-1]
        if isinstance(there, (dict, list)):
            if key not in _FILES and key != "poa" and not isinstance(there, dict):
                self.cannot(path, node, "is a list there")
            return
        if node.is_blank or told(node.value) == told(there) or key in _OWN_WORDS or node.value in _TELLING_NOTHING:
            return
        if key in {"text", "how", "result", "answer"} and alike(str(node.value), str(there)):
            return
        where = self.marked.where(path)
        source = node.source
        said = f'"{comment(source.quote or str(source.value), 90)}"' if source else str(node.value)
        file = source.file if source and source.file else "what was found"
        wrote = comment(str(there).lower() if isinstance(there, bool) else str(there), 90)
        line = f" (line {where.line})" if where.line else ""
        self.kept.append(f'{key_of(path)}: the case says "{wrote}"{line}, {file} says {said}; the case was left as it is')

    def cannot(self, path: Path, node: Node, why: str) -> None:
        """Tell what could not be put in."""
        line = self.marked.where(path).line
        data = data_of(node)
        written = "; ".join(f"{key}: {inner}" for key, inner in data.items()) if isinstance(data, dict) else str(data)
        told_value = comment(written, 120)
        place = f" (line {line})" if line else ""
        self.unplaced.append(f"{key_of(path)} {why}{place}, and no line was changed; write it there yourself: {told_value}")

    def translated(self, path: Path) -> Path | None:
        """Give the place in the case of a place in what was found; None where it stands in another list."""
        steps: list[str | int] = []
        for at, step in enumerate(path):
            if isinstance(step, str):
                steps.append(step)
            elif step in self.elsewhere.get(path[:at], set()):
                return None
            else:
                steps.append(self.numbers.get((path[:at], step), step))
        return tuple(steps)


def renumbered(root: Branch, data: Mapping[str, Plain], plan: Plan) -> None:
    """Settle which entries with ids are there already, and let everything found point at the case's ids."""
    taken = {_id(entry, place, group) for path, group in GROUPS.items() for place, entry in enumerate(_list(data, path))}
    names: dict[str, str] = {}
    for path, group in GROUPS.items():
        node = _node(root, path)
        if not isinstance(node, Items) or node.fixed:
            continue
        there = _list(data, path)
        found = {number: _entry(inner) for number, inner in node.entries.items()}
        given = plan.matched[path] = pairs(found, there, group)
        for number, entry in found.items():
            own = _id(entry, number, group)
            if number in given:
                names[own] = _id(there[given[number]], given[number], group)
            elif other := _in_other_list(entry, data, path):
                plan.elsewhere.setdefault(path, set()).add(number)
                names[own] = other
                del node.entries[number]
            elif there or own in taken:
                names[own] = _free(PREFIXES[group], taken, len(there))
                inner = node.entries[number]
                if isinstance(inner, Branch):
                    inner.keys["id"] = Leaf(names[own])
            else:
                names[own] = own
            taken.add(names[own])
    lost = not isinstance(data.get("poa", {}), dict)
    _point(root, {} if lost else names, names)


def _point(root: Branch, plan_names: Mapping[str, str], names: Mapping[str, str]) -> None:
    for path, node in walk(root):
        if isinstance(node, Items) and path and (path[-1] in _POINTING or (path[-1] == "evidence" and len(path) > 1)):
            known = plan_names if path[-1] in {"resolves", "supports"} else names
            for inner in node.entries.values():
                if isinstance(inner, Leaf) and isinstance(inner.value, str):
                    inner.value = known.get(inner.value, inner.value)


def _in_other_list(entry: Mapping[str, Plain], data: Mapping[str, Plain], path: Path) -> str:
    """Give the id of a measure that a person moved to another list of the plan; empty where there is none."""
    if path[0] != "poa":
        return ""
    for other, group in GROUPS.items():
        if other[0] == "poa" and other != path:
            there = _list(data, other)
            given = pairs({0: entry}, there, group)
            if given:
                return _id(there[given[0]], given[0], group)
    return ""


def _free(prefix: str, taken: set[str], start: int) -> str:
    number = start + 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def _id(entry: Plain | Mapping[str, Plain], place: int, group: str) -> str:
    given = entry.get("id") if isinstance(entry, Mapping) else None
    return given.strip() if isinstance(given, str) else f"{PREFIXES[group]}{place + 1}"


def _list(data: Mapping[str, Plain], path: Path) -> list[Plain]:
    here: Plain = dict(data)
    for step in path:
        here = here.get(str(step)) if isinstance(here, dict) else None
    return here if isinstance(here, list) else []


def _node(root: Branch, path: Path) -> Node | None:
    here: Node | None = root
    for step in path:
        here = here.keys.get(str(step)) if isinstance(here, Branch) else None
    return here


def _entry(node: Node) -> Mapping[str, Plain]:
    data = data_of(node)
    return {key: inner for key, inner in data.items() if inner is not None} if isinstance(data, dict) else {}


def _first_day(value: Plain) -> str:
    if isinstance(value, dict):
        value = value.get("from")
    return value.strip() if isinstance(value, str) else ""
