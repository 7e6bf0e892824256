"""The lists that tell names from common words. In: data/names.toml, data/places.toml. Out: `NameWords`, read once. Touches nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Phrases as their words in small letters, by the first one, the longest first."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """The lists, in small letters; what each is for stands in the data file."""

    honorifics: frozenset[str]
    roles: frozenset[str]
    suffixes: frozenset[str]
    tails: frozenset[str]
    cues: frozenset[str]
    strong_cues: frozenset[str]
    asking: frozenset[str]
    requesting: frozenset[str]
    """Those among them that only who writes the letter does."""
    coupled: frozenset[str]
    """Small words within a store's name."""
    departments: frozenset[str]
    """Words of a line of a signature that is a department and no store."""
    no_stores: frozenset[str]
    """Words that may ask at the beginning of a sentence and are no store."""
    heads: frozenset[str]
    generic: frozenset[str]
    spelled: frozenset[str]
    openers: frozenset[str]
    joiners: frozenset[str]
    known: frozenset[str]
    no_models: frozenset[str]
    acronyms: frozenset[str]
    papers: frozenset[str]
    first_names: frozenset[str]
    loose_suffixes: frozenset[str]
    bought: frozenset[str]
    verbs: frozenset[str]
    small: frozenset[str]
    """Openers and words spelled with a capital: they say nothing about a line."""
    dull: frozenset[str]
    """Words that name nobody where they stand alone."""
    breaks: frozenset[str]
    """Openers and verbs: no name goes on with one of them."""
    determiners: frozenset[str]
    towards: frozenset[str]
    auxiliaries: frozenset[str]
    customary: frozenset[str]
    """Two words that are customary and no name, joined by a low line."""
    formulas: frozenset[str]
    contractions: frozenset[str]
    common_endings: tuple[str, ...]
    beginnings: tuple[str, ...]
    endings: tuple[tuple[str, str], ...]
    """How words are bent: an ending, and what stands there instead."""
    months: frozenset[str]
    when: frozenset[str]
    """Words before a month."""
    files: str
    """Endings of file names, as alternatives of a pattern."""
    numbered: str
    """Papers known by a number, as alternatives of a pattern."""
    amazon: Phrases
    places: Phrases
    countries: dict[str, tuple[str, ...]]
    """What a marketplace's country is called, by the marketplace."""


_OTHERWISE = frozenset({"files", "numbered", "amazon", "endings", "common_endings", "beginnings"})
"""Keys that hold no set of words."""


@cache
def name_words() -> NameWords:
    """Give the lists, read once."""
    raw = tomllib.loads(_read("names"))
    places = tomllib.loads(_read("places"))
    plain = {key: frozenset[str](raw[key].split()) for key in NameWords.__dataclass_fields__ if key in raw and key not in _OTHERWISE}
    return NameWords(
        **plain,
        small=plain["openers"] | plain["spelled"],
        dull=plain["generic"] | plain["heads"] | plain["spelled"] | plain["roles"] - plain["known"],
        breaks=plain["openers"] | plain["verbs"],
        common_endings=tuple(raw["common_endings"].split()),
        beginnings=tuple(raw["beginnings"].split()),
        endings=tuple((ending, instead) for ending, _, instead in (pair.partition(">") for pair in raw["endings"].split())),
        files="|".join(raw["files"].split()),
        numbered="|".join(raw["numbered"].split()),
        amazon=_by_first(raw["amazon"]),
        places=_by_first([*places["countries"], *places["states"], *places["cities"]]),
        countries={key: tuple(names) for key, names in places["marketplaces"].items()},
    )


def _read(name: str) -> str:
    return files("escalate_ai").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")


def _by_first(phrases: Iterable[str]) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.lower().split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}
