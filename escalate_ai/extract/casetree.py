"""Values by path -> a tree in the shape of a case. In: values. Out: nodes, and plain data. Pure; reads and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol, TypeAlias

from pydantic import JsonValue

from escalate_ai.case.marked import Path, path_of
from escalate_ai.terms import Whose


class Sourced(Protocol):
    """A value of a case with the words it rests on; what is used of it here."""

    @property
    def path(self) -> str: ...  # noqa: D102  told where the value is made
    @property
    def value(self) -> JsonValue: ...  # noqa: D102
    @property
    def quote(self) -> str: ...  # noqa: D102
    @property
    def file(self) -> str: ...  # noqa: D102
    @property
    def whose(self) -> Whose: ...  # noqa: D102
    @property
    def by_model(self) -> bool: ...  # noqa: D102


@dataclass(slots=True)
class Leaf:
    """One scalar, and what it rests on."""

    value: str | bool | float | None
    source: Sourced | None = None
    ask: str = ""
    """What a person is asked about it; of a blank, what to fill in."""

    @property
    def is_blank(self) -> bool:
        """Whether it is there to be filled in."""
        return self.value is None


@dataclass(slots=True)
class Branch:
    """Keys with what stands below them."""

    keys: dict[str, Node] = field(default_factory=dict[str, "Node"])


@dataclass(slots=True)
class Items:
    """A list, each entry under the number that its path gave it."""

    entries: dict[int, Node] = field(default_factory=dict[int, "Node"])
    empty: bool = False
    """Whether it is known that there is nothing, which is not the same as not knowing."""
    fixed: bool = False
    """Whether the numbers are those of a case that is there already."""

    def in_order(self) -> list[Node]:
        """Give the entries by their numbers."""
        return [self.entries[number] for number in sorted(self.entries)]


Node: TypeAlias = "Leaf | Branch | Items"


def tree_of(values: Iterable[Sourced], *, fixed: bool = False) -> Branch:
    """Give the tree of values; of two that stand in one place the first is kept.

    Args:
        values: Each with its path.
        fixed: Whether the numbers in the paths are those of a case that is there already.

    """
    root = Branch()
    for value in values:
        put(root, path_of(value.path), node_of(value.value, value), fixed=fixed)
    return root


def node_of(value: JsonValue, source: Sourced | None = None) -> Node:
    """Give plain data as a node, every scalar of it resting on the same words."""
    if isinstance(value, dict):
        return Branch({key: node_of(inner, source) for key, inner in value.items()})
    if isinstance(value, list):
        return Items({place: node_of(inner, source) for place, inner in enumerate(value)}, empty=not value)
    return Leaf(value, source)


def put(root: Branch, path: Path, node: Node, *, fixed: bool = False) -> bool:
    """Put a node at its path where nothing stands, and tell whether there was room."""
    here: Node = root
    for step, after in pairwise(path):
        made: Node = Items(fixed=fixed) if isinstance(after, int) else Branch()
        if isinstance(here, Branch) and isinstance(step, str):
            here = here.keys.setdefault(step, made)
        elif isinstance(here, Items) and isinstance(step, int):
            here = here.entries.setdefault(step, made)
        else:
            return False
    last = path[-1] if path else None
    if isinstance(here, Branch) and isinstance(last, str):
        return here.keys.setdefault(last, node) is node
    if isinstance(here, Items) and isinstance(last, int):
        return here.entries.setdefault(last, node) is node
    return False


def at(root: Node, path: Path) -> Node | None:
    """Give the node at a path; None where there is none."""
    here: Node | None = root
    for step in path:
        if isinstance(here, Branch) and isinstance(step, str):
            here = here.keys.get(step)
        elif isinstance(here, Items) and isinstance(step, int):
            here = here.entries.get(step)
        else:
            return None
    return here


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Give every node with its path, the outer ones first."""
    yield path, node
    if isinstance(node, Branch):
        for key, inner in node.keys.items():
            yield from walk(inner, (*path, key))
    elif isinstance(node, Items):
        for number in sorted(node.entries):
            yield from walk(node.entries[number], (*path, number))


def is_hollow(node: Node) -> bool:
    """Tell whether there is nothing in a node but blanks."""
    if isinstance(node, Leaf):
        return node.is_blank
    inner = node.keys.values() if isinstance(node, Branch) else node.entries.values()
    return not (isinstance(node, Items) and node.empty) and all(is_hollow(each) for each in inner)


def data_of(node: Node) -> JsonValue:
    """Give a tree as a case file's own data, without its blanks."""
    if isinstance(node, Branch):
        return {key: data_of(inner) for key, inner in node.keys.items() if not (isinstance(inner, Leaf) and inner.is_blank)}
    if isinstance(node, Items):
        return [data_of(inner) for inner in node.in_order()]
    return node.value
