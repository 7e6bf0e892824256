"""Word classes for sentences and clauses. In: nothing. Out: the lists of data/sentence_words.toml, read once. Touches nothing else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The lists, lower case; what each is for stands in the data file."""

    abbreviations: frozenset[str]
    endings: frozenset[str]
    openers: frozenset[str]
    bad_ends: frozenset[str]
    auxiliaries: frozenset[str]
    pasts: frozenset[str]
    verbs: frozenset[str]
    limits: frozenset[str]
    leads: frozenset[str]
    purposes: frozenset[str]
    subordinators: frozenset[str]
    no_verbs: frozenset[str]
    pairs: tuple[tuple[str, str], ...]


@cache
def sentence_words() -> SentenceWords:
    """Give the word lists, read once."""
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "sentence_words.toml").read_text(encoding="utf-8"))
    lists = {name: frozenset[str](raw[name]) for name in SentenceWords.__dataclass_fields__ if name != "pairs"}
    return SentenceWords(**lists, pairs=tuple((first, second) for first, second in raw["pairs"]))
