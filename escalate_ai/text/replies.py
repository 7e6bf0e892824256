"""What kind of answer a reply from Amazon is. In: its words. Out: a `ReplyCategory`. Cues, ideas and ranks are data: `data/replies.toml`.

One mail says several things: it thanks, repeats the notice, asks, refuses. Each cue bears a rank, and the lowest rank that speaks
decides; the file says why the ranks stand as they do. A cue is a phrase, or several ideas that stand together in one sentence, however
worded. What no cue speaks for is unknown, never guessed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from escalate_ai.errors import PolicyError
from escalate_ai.terms import ReplyCategory
from escalate_ai.text.lexicon import Hit, Lexicon
from escalate_ai.text.words import sentences

READ = 20_000
"""Characters of a reply that are read: the answer stands at its head, and a mail may quote whole threads below."""
IDEA = "idea:"
BARE = 60
"""Cues of this rank and up are bare words that many mails hold."""


@dataclass(frozen=True, slots=True)
class Together:
    """Ideas that say something where they stand in one sentence."""

    category: str
    rank: int
    wanted: frozenset[str]
    unwanted: frozenset[str]


def classify_reply(text: str) -> ReplyCategory:
    """Give the kind of answer these words are; unknown where no cue speaks or the text is empty."""
    head = text[:READ]
    hits = Lexicon.load("replies").find(head)
    found = [(_rank(hit), hit.span[0], hit.entry.category) for hit in hits if not hit.entry.category.startswith(IDEA)]
    found += _combined(head, [hit for hit in hits if hit.entry.category.startswith(IDEA)])
    if not found:
        return ReplyCategory.UNKNOWN
    told = {category for rank, _, category in found if rank < BARE}
    firm = [cue for cue in found if not told.intersection(_yields().get(cue[2], ()))]
    return ReplyCategory(min(firm or found)[2])


def _rank(hit: Hit) -> int:
    rank = hit.entry.fields.get("rank")
    return rank if isinstance(rank, int) else 100


def _combined(text: str, ideas: Sequence[Hit]) -> Iterator[tuple[int, int, str]]:
    """Give what the ideas of each sentence say together."""
    if not ideas:
        return
    for start, end in sentences(text):
        held = {hit.entry.category.removeprefix(IDEA) for hit in ideas if start <= hit.span[0] < end}
        for rule in _rules():
            if rule.wanted <= held and not rule.unwanted & held:
                yield rule.rank, start, rule.category


@cache
def _rules() -> tuple[Together, ...]:
    tables = cast("list[dict[str, str | int | list[str]]]", _data()["together"])
    return tuple(_rule(table) for table in tables)


def _rule(table: dict[str, str | int | list[str]]) -> Together:
    category, rank, wanted, unwanted = (table[key] for key in ("category", "rank", "all", "none"))
    if not (isinstance(category, str) and isinstance(rank, int) and isinstance(wanted, list) and isinstance(unwanted, list)):
        raise PolicyError(f"replies.toml: a rule needs category, rank, all and none: {table!r}")
    return Together(category, rank, frozenset(wanted), frozenset(unwanted))


@cache
def _yields() -> dict[str, list[str]]:
    """Give what a category gives way to."""
    return cast("dict[str, list[str]]", _data()["yields"])


@cache
def _data() -> dict[str, object]:
    return dict(tomllib.loads(files("escalate_ai").joinpath("data", "replies.toml").read_text(encoding="utf-8")))
