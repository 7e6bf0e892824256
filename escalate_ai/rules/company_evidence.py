"""How far the words around a company speak for it and for another one of its case. In: a place in a bullet. Out: the one that is meant.

The words nearest to the name, those of its clause, of its sentence and of the whole bullet are held against what the case has in the same
breath as the one company and as the other. What both share says nothing. The weights of each kind of evidence were learned from true
letters and from the same letters with one company put for another (`training/companies/fit.py`, `data/company_weights.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.company_frames import framed, frames
from escalate_ai.rules.company_ties import BESIDE, Company, clause_beside, led_tie, nearest, tie_words, ties_of, unnamed, weight_of
from escalate_ai.rules.company_twice import is_over_alone
from escalate_ai.rules.wording import concepts

if TYPE_CHECKING:
    from escalate_ai.ledger import Ledger
    from escalate_ai.text.mentions import Mention

_MANY, _SOME = 6, 3
"""Ties, and near words, beyond which more of them add nothing."""
_STRONG = 4
KINDS = (
    *(f"{zone}_ties_{whose}" for zone in ("beside", "clause", "sentence", "bullet") for whose in ("theirs", "own")),
    *(f"{zone}_near_{whose}" for zone in ("beside", "clause") for whose in ("theirs", "own")),
    "frame_theirs",
    "frame_own",
    "led_theirs",
    "led_own",
    "other_in_bullet",
    "nothing_own",
    "nothing_theirs",
    "much_theirs_nothing_own",
    "twice_shared",
)
"""The kinds of evidence, in the order of their weights: what speaks for the other company (`theirs`) and for the one named (`own`)."""


class Scale(NamedTuple):
    """What the kinds of evidence weigh."""

    weights: tuple[float, ...]
    bias: float
    sure: float
    """The weight from which the other company was meant."""


@cache
def scale() -> Scale:
    """Give the weights, read once."""
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "company_weights.toml").read_text("utf-8"))
    return Scale(tuple(raw["weights"][kind] for kind in KINDS), raw["bias"], raw["sure"])


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a company in a letter."""

    beside: frozenset[str]
    clause: frozenset[str]
    sentence: frozenset[Hashable]
    bullet: frozenset[Hashable]
    sentence_text: str
    bullet_text: str
    led: tuple[str, str] | None
    framed: frozenset[str]
    """The companies that the case has between the very same words."""
    is_twice: bool
    """Whether the sentence tells of it at a second place where another one has to stand, and names no other."""


def around(  # noqa: PLR0917  a place in a bullet
    ledger: Ledger, companies: Sequence[Company], text: str, span: tuple[int, int], sentence: tuple[int, int], mentions: Iterable[Mention]
) -> Around:
    """Read what stands around the first company, named at `span` of a bullet, within its sentence and beyond."""
    blank = f"{text[: span[0]]}{' ' * (span[1] - span[0])}{text[span[1] :]}"
    told = list(mentions)
    named = companies[0]
    clause = clause_beside(text, span, sentence, companies)
    inside = [mention for mention in told if sentence[0] <= mention.span[0] < sentence[1]]
    return Around(
        frozenset(nearest(text, span, companies)),
        (concepts(clause[0]) | concepts(clause[1])) - tie_words().idle,
        frozenset(ties_of(unnamed(blank[slice(*sentence)], companies), inside)),
        frozenset(ties_of(unnamed(blank, companies), told)),
        blank[slice(*sentence)],
        blank,
        led_tie(tie_words().before.search(text, max(0, span[0] - BESIDE), span[0])),
        frozenset(other.name for row in frames(text, span) if (other := framed(ledger).get(row))),
        is_over_alone(text[slice(*sentence)], named, companies),
    )


def evidence(place: Around, company: Company, other: Company) -> tuple[float, ...]:
    """Give how much there is of each kind of evidence that the other company was meant where this one is named; see `KINDS`."""
    theirs, own = other.ties - company.ties, company.ties - other.ties
    their_near, own_near = other.near - company.near, company.near - other.near
    sentence_theirs, sentence_own = weight_of(place.sentence & theirs), weight_of(place.sentence & own)
    shared = company.shared.get(other.name, set())
    return (
        float(min(_MANY, len(place.beside & theirs))),
        float(min(_MANY, len(place.beside & own))),
        float(min(_MANY, len(place.clause & theirs))),
        float(min(_MANY, len(place.clause & own))),
        float(min(_MANY, sentence_theirs)),
        float(min(_MANY, sentence_own)),
        float(min(_MANY, weight_of(place.bullet & theirs))),
        float(min(_MANY, weight_of(place.bullet & own))),
        float(min(_SOME, len(place.beside & their_near))),
        float(min(_SOME, len(place.beside & own_near))),
        float(min(_SOME, len(place.clause & their_near))),
        float(min(_SOME, len(place.clause & own_near))),
        float(other.name in place.framed),
        float(company.name in place.framed),
        float(place.led in other.heads and place.led not in company.heads),
        float(place.led in company.heads and place.led not in other.heads),
        float(other.stands_in(place.bullet_text)),
        float(not sentence_own),
        float(not sentence_theirs),
        float(sentence_theirs >= _STRONG and not sentence_own),
        float(min(_MANY, weight_of(place.sentence & shared))) if place.is_twice else 0.0,
    )


def meant_for(place: Around, company: Company, others: Iterable[Company], apart: float) -> Company | None:
    """Give the company for which the words around another one surely speak; None where none does, or it stands in the same sentence.

    `apart` is how much more has to speak for the other, where the words beside the name set it apart: "instead of X".
    """
    weights, bias, sure = scale()
    best, most = None, sure + apart
    for other in others:
        if other.stands_in(place.sentence_text):
            continue
        total = bias + sum(weight * much for weight, much in zip(weights, evidence(place, company, other), strict=True))
        best, most = (other, total) if total > most else (best, most)
    return best
