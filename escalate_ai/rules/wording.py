"""What two wordings have in common. In: strings. Out: the concepts their content words name, and how many they share. Judges nothing.

A careful writer says "tracing the paperwork" where a case says "matching the invoices": words are cut to their stems, and stems that
the trade uses for one thing are one concept (`data/wording.toml`). Months, digits and words that stand in every letter carry no weight.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from escalate_ai.text.folding import fold


class _Tables(NamedTuple):
    stop: frozenset[str]
    irregular: dict[str, str]
    concept: dict[str, str]


_MIN_STEM = 3


@cache
def _tables() -> _Tables:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "wording.toml").read_text("utf-8"))
    irregular = {form: base for base, forms in raw["irregular"].items() for form in forms}
    concept: dict[str, str] = {}
    for group in raw["concepts"]:
        words = group.split()
        for word in words:
            concept.setdefault(_stem(word, irregular), _stem(words[0], irregular))
    return _Tables(frozenset(raw["stop"]), irregular, concept)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[a-z][a-z']*|\d[a-z0-9]*")


@lru_cache(maxsize=2048)
def concepts(text: str) -> frozenset[str]:
    """Give the concepts a text names: stems of its content words, synonyms as one, identifiers as they stand."""
    return frozenset(filter(None, map(concept_of, _word().findall(fold(text).text.lower()))))


@lru_cache(maxsize=8192)
def concept_of(word: str) -> str | None:
    """Give the concept a word in small letters names, None for one without weight; remembered, for the stem of a word never changes."""
    if any(char.isdigit() for char in word):
        # shorter ones are counts and years, which mentions tell better
        return word if len(word) >= 6 else None  # noqa: PLR2004
    tables = _tables()
    plain = word.removesuffix("'s").strip("'")
    if plain in tables.stop or len(plain) < _MIN_STEM or plain.endswith("n't"):
        return None
    stem = _stem(plain, tables.irregular)
    return tables.concept.get(stem, stem)


def shared(text: str, other: str) -> int:
    """Count the concepts two texts have in common."""
    return len(concepts(text) & concepts(other))


def covered(text: str, other: str) -> float:
    """Give the share (0 to 1) of the concepts of `other` that `text` names; 0.0 where `other` has none."""
    wanted = concepts(other)
    return len(wanted & concepts(text)) / len(wanted) if wanted else 0.0


_ENDINGS = (
    "izations",
    "ization",
    "ations",
    "ation",
    "ators",
    "ator",
    "ating",
    "ated",
    "ates",
    "ate",
    "ifying",
    "ified",
    "ifies",
    "ify",
    "iers",
    "ier",
    "ies",
    "ied",
    "ments",
    "ment",
    "ings",
    "ing",
    "ers",
    "er",
    "ors",
    "or",
    "edly",
    "ed",
    "es",
    "als",
    "al",
    "ly",
    "s",
    "e",
    "y",
)


def _stem(word: str, irregular: dict[str, str]) -> str:
    """Cut a word to the piece its forms share: supplier, supplied, supply -> suppl."""
    base = irregular.get(word, word)
    for ending in _ENDINGS if base.endswith(_ENDINGS) else ():
        if base.endswith(ending) and len(base) - len(ending) >= _MIN_STEM:
            base = base[: -len(ending)]
            break
    if len(base) > _MIN_STEM and base[-1] == base[-2] and base[-1] not in "aeious":
        base = base[:-1]
    return base
