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

from escalate_ai.terms import ReplyCategory
from escalate_ai.text.lexicon import Hit, Lexicon
from escalate_ai.text.words import sentences

READ = 20_000
"""Characters of a reply that are read: the answer stands at its head, and a mail may quote whole threads below."""
IDEA = "idea:"


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
    return ReplyCategory(min(found)[2]) if found else ReplyCategory.UNKNOWN


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
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "replies.toml").read_text(encoding="utf-8"))
    return tuple(Together(item["category"], item["rank"], frozenset(item["all"]), frozenset(item["none"])) for item in raw["together"])
