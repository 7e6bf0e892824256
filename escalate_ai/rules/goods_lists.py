"""The lists of goods, read once. In: data/goods_kinds.toml, data/goods.toml. Out: `GoodsLists`, forms of a word."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Phrase = tuple[str, ...]
"""The words of a product's name, in small letters and as they are written."""


@dataclass(frozen=True, slots=True)
class GoodsLists:
    """The words for goods; a kind is known by its place in the file."""

    kinds: dict[Phrase, frozenset[int]]
    """The kinds that a name stands for."""
    starts: dict[str, tuple[Phrase, ...]]
    """The names that begin with a word, the longest first."""
    names: tuple[tuple[Phrase, ...], ...]
    """The names of each kind, in the singular."""
    loose: frozenset[Phrase]
    unread: frozenset[Phrase]
    departments: tuple[str, ...]
    """The department of each kind."""
    general: dict[Phrase, frozenset[str]]
    """Words for whole departments."""
    owned: frozenset[str]
    """Words of names that are in the genitive: "chef's" of "chef's knife"."""
    at_work: frozenset[str]
    """Departments whose general words say nothing of what is sold: every workplace has tools and packaging."""


def forms_of(word: str) -> tuple[str, ...]:
    """Give the singular and the plural of a word or phrase."""
    for ending, instead in (("fe", "ves"), ("rf", "rves"), ("lf", "lves"), ("y", "ies")):
        if word.endswith(ending) and word[-2:] not in {"ay", "ey", "oy"}:
            return word, word[: -len(ending)] + instead
    return word, word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def goods_lists() -> GoodsLists:
    """Give the lists."""
    data = tomllib.loads((files("escalate_ai") / "data" / "goods_kinds.toml").read_text("utf-8"))
    kinds: dict[Phrase, frozenset[int]] = {}
    names: list[tuple[Phrase, ...]] = []
    departments: list[str] = []
    general: dict[Phrase, frozenset[str]] = {}
    marks: dict[str, set[Phrase]] = {"~": set(), "=": set(), "+": set(), "": set()}
    for department, lists in data["departments"].items():
        for word in lists["general"].split(", "):
            for phrase in _phrases(word.lstrip("+")):
                general[phrase] = general.get(phrase, frozenset()) | {department}
                if word[0] == "+":
                    marks["+"].add(phrase)
        for line in lists["kinds"]:
            for word in line.split(", "):
                for phrase in _phrases(word.lstrip("~=")):
                    kinds[phrase] = kinds.get(phrase, frozenset()) | {len(names)}
                    marks[word[0] if word[0] in marks else ""].add(phrase)
            names.append(tuple(tuple(word.lstrip("~=").split()) for word in line.split(", ")))
            departments.append(department)
    starts: dict[str, list[Phrase]] = {}
    for phrase in sorted({*kinds, *general}, key=len, reverse=True):
        starts.setdefault(phrase[0], []).append(phrase)
    return GoodsLists(
        kinds=kinds,
        starts={word: tuple(phrases) for word, phrases in starts.items()},
        names=tuple(names),
        loose=frozenset(marks["~"] - marks[""]),
        unread=frozenset(marks["="] - marks[""] - marks["~"] | {phrase for phrase in general if phrase not in kinds} - marks["+"]),
        departments=tuple(departments),
        general=general,
        owned=frozenset(word for phrase in (*kinds, *general) for word in phrase if word.endswith("'s")),
        at_work=frozenset(data["at_work"]),
    )


def _phrases(words: str) -> Iterator[Phrase]:
    for word in words.split(", "):
        yield from (tuple(form.split()) for form in forms_of(word))


@cache
def weak_ends() -> frozenset[str]:
    """Give the last words of products' names that are no product by themselves: "set", "case"."""
    data = tomllib.loads((files("escalate_ai") / "data" / "goods.toml").read_text("utf-8"))
    return frozenset(form for word in data["weak"] for form in forms_of(word))
