"""The nouns by which things of a case are counted. In: `data/ledger_nouns.toml`. Out: sets of lemmas, read once. Touches nothing else."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from escalate_ai.text.folding import fold
from escalate_ai.text.number_words import lemma


@dataclass(frozen=True, slots=True)
class Nouns:
    """The lists of the data file."""

    same: dict[str, frozenset[str]]
    """Each noun with all that mean the same, itself among them."""
    listed: dict[str, frozenset[str]]
    """What a letter calls the listed things of a case."""
    document_kinds: dict[str, frozenset[str]]
    parts: dict[str, frozenset[str]]
    sorts: tuple[frozenset[str], ...]
    """Nouns of one sort each: people of a staff, messages, checks."""
    scales: dict[str, tuple[str, int]]
    """Measures with their kind, and how many of its smallest unit one of them is."""
    no_goods: frozenset[str]
    """What is counted in a case and is no piece of goods: people, papers, orders, checks."""
    labels: frozenset[str]
    """What is known by a number of its own: "claim 1", "lot 12"."""
    containers: frozenset[str]
    """What goods are counted by: bottles, pairs."""
    done: dict[str, tuple[str, ...]]
    """Nouns of what is done, each with how the words begin that tell of it."""
    trade: frozenset[str]
    """What is surely counted in the trade, or means what it says: of such nouns one does not stand for another."""

    def like(self, noun: str | None) -> frozenset[str]:
        """Give the nouns that certainly mean the same as this one, itself among them; none for None."""
        return frozenset() if noun is None else self.same.get(noun, frozenset({noun}))

    def is_known(self, noun: str) -> bool:
        """Say whether the trade counts by a noun: then it means what it says."""
        return noun in self.no_goods or noun in self.same or noun in self.listed["goods"] or any(noun in sort for sort in self.sorts)

    def of_document(self, kind: str) -> frozenset[str]:
        """Give what documents of a kind are called."""
        return self.document_kinds.get(kind, frozenset()) | {kind.rsplit("_", 1)[-1]}


@cache
def nouns() -> Nouns:
    """Give the lists, read once."""
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "ledger_nouns.toml").read_text("utf-8"))
    groups = [frozenset(group) for group in raw["same"]]
    listed = {name: frozenset(words) for name, words in raw["listed"].items()}
    goods = listed["goods"]
    return Nouns(
        same={noun: group for group in groups for noun in group},
        listed=listed,
        document_kinds={name: frozenset(words) for name, words in raw["document_kinds"].items()},
        parts={name: frozenset(words) for name, words in raw["parts"].items()},
        scales={unit: (kind, number) for kind, units in raw["scales"].items() for unit, number in units.items()},
        labels=frozenset(raw["labels"]["words"]),
        containers=frozenset(raw["containers"]["words"]),
        done={noun: tuple(begun) for noun, begun in raw["done"].items()},
        trade=frozenset(raw["no_goods"]["words"])
        | frozenset(raw["things"]["words"])
        | goods
        | frozenset(noun for words in (*raw["same"], *raw["sorts"].values()) for noun in words),
        sorts=tuple(frozenset(words) for words in raw["sorts"].values()),
        no_goods=frozenset(raw["no_goods"]["words"]) | frozenset(word for words in listed.values() for word in words) - goods,
    )


@lru_cache(maxsize=8)
def lemmas(text: str) -> frozenset[str]:
    """Give the words of a text in the singular, lower case; kept for a moment, since each fact of a sentence asks anew."""
    return frozenset(map(lemma, _word().findall(fold(text).text)))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]")
