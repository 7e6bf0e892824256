"""Forms of verbs, from data. In: a word. Out: what form it can be. Knows no sentence."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SHORTEST_PAST = 4
"""Letters that a word in -ed has to exceed: "need" and "shed" are none."""
_NO_PASTS = frozenset({"need", "indeed", "exceed", "proceed", "speed"})


@dataclass(frozen=True, slots=True)
class VerbForms:
    """The word lists, read once."""

    pasts: frozenset[str]
    participles: dict[str, str]
    base_pasts: dict[str, str]
    bases: frozenset[str]
    nouns_too: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    presents: frozenset[str]
    openers: frozenset[str]
    lead_ins: tuple[str, ...]


@cache
def verb_forms() -> VerbForms:
    """Give the word lists of `verb_forms.toml`."""
    data = tomllib.loads((files("escalate_ai") / "data" / "verb_forms.toml").read_text("utf-8"))
    words = {name: frozenset(values) for name, values in data["words"].items()}
    return VerbForms(
        frozenset(data["irregular_pasts"]),
        dict(data["participles"]),
        dict(data["base_pasts"]),
        words["bases"],
        words["bases_or_nouns"],
        words["determiners"],
        words["prepositions"],
        words["auxiliaries"],
        words["presents"],
        words["openers"],
        tuple(data["lead_ins"]),
    )


def bare(word: str) -> str:
    """Give a word small and without marks."""
    return word.strip(",.;:()\"'").lower()


def is_past(word: str) -> bool:
    """Say whether a word can be a past form."""
    form = bare(word)
    return form in verb_forms().pasts or (form.endswith("ed") and len(form) > SHORTEST_PAST and form not in _NO_PASTS)


def third_person(verb: str) -> str:
    """Give the form behind he, she or it."""
    if verb == "have":
        return "has"
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb + "s"


def past_of(verb: str) -> str:
    """Give the past of a base form; nothing where it has two spellings."""
    known = verb_forms().base_pasts.get(verb)
    if known is not None:
        return known
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def participle_of(verb: str) -> str:
    """Give the participle of a base form; nothing where it has two spellings."""
    past = past_of(verb)
    return next((participle for participle, own in verb_forms().participles.items() if own == past), past)
