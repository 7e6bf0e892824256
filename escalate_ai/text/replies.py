"""What kind of answer a reply from Amazon is. In: its words. Out: a `ReplyCategory`. Cues, ideas and ranks are data: `data/replies.toml`.

One mail says several things: it thanks, repeats the notice, asks, refuses. Each cue bears a rank, and the lowest rank that speaks
decides; the file says why the ranks stand as they do. A cue is a phrase, or several ideas that stand together in one sentence, however
worded: who (our desk, your supplier), what (a paper, a part of the plan), and how (asked for, absent, failed, done, still to come).

- What is quoted below or behind `>` was said before and is not read. Short forms are read in full ("won't" as "will not").
- What stands in a clause of condition ("once your account is reinstated, ...") is announced, not told: it never speaks for the kinds that
  `told_outright` names, a decision among them, and may speak for what is asked.
- Of a decision and a request, the request goes first where the file ranks it so: a refusal that names the missing paper asks for the paper.
- A final word and a reinstatement end the case, so they are told by sentences without any condition only; a reinstatement also gives
  way as `yields` says.

What no cue speaks for is unknown, never guessed.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from escalate_ai.errors import PolicyError
from escalate_ai.terms import ReplyCategory
from escalate_ai.text.folding import Span, fold
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
    head = _own_words(text[:READ])
    hits = Lexicon.load("replies").find(head)
    supposed = [match.span() for match in _condition().finditer(head)]
    found = [(_rank(hit), hit.span[0], hit.entry.category) for hit in hits if not hit.entry.category.startswith(IDEA)]
    found = [cue for cue in found if cue[2] not in _outright() or not _within(cue[1], supposed)]
    found += _combined(head, [hit for hit in hits if hit.entry.category.startswith(IDEA)], supposed)
    if supposed:
        doubtful = _sentences_with(head, supposed)
        found = [cue for cue in found if cue[2] not in _ends_case() or not _within(cue[1], doubtful)]
    if not found:
        return ReplyCategory.UNKNOWN
    told = {category for rank, _, category in found if rank < BARE}
    firm = [cue for cue in found if not told.intersection(_yields().get(cue[2], ()))]
    return ReplyCategory(min(firm or found)[2])


def _own_words(text: str) -> str:
    """Give what this mail says itself, short forms in full."""
    plain = _quoted().sub("", fold(text).text)
    for pattern, full in _short_forms():
        plain = pattern.sub(full, plain)
    return plain


def _rank(hit: Hit) -> int:
    rank = hit.entry.fields.get("rank")
    return rank if isinstance(rank, int) else 100


def _within(place: int, spans: Sequence[Span]) -> bool:
    """Tell whether a place lies in one of the spans, which are in order and apart."""
    at = bisect_right(spans, (place, READ * 2)) - 1
    return at >= 0 and spans[at][0] <= place < spans[at][1]


def _sentences_with(text: str, places: Sequence[Span]) -> list[Span]:
    """Give the sentences in which one of these places, which are in order, begins."""
    found: list[Span] = []
    at = 0
    for start, end in sentences(text):
        while at < len(places) and places[at][0] < start:
            at += 1
        if at < len(places) and places[at][0] < end:
            found.append((start, end))
    return found


def _combined(text: str, ideas: Sequence[Hit], supposed: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
    """Give what the ideas of each sentence say together."""
    if not ideas:
        return
    at = 0
    for start, end in sentences(text):
        held: set[str] = set()
        outright: set[str] = set()
        while at < len(ideas) and ideas[at].span[0] < end:
            place, name = ideas[at].span[0], ideas[at].entry.category.removeprefix(IDEA)
            if place >= start:
                held.add(name)
                if not _within(place, supposed):
                    outright.add(name)
            at += 1
        for rule in _rules():
            if rule.wanted <= (outright if rule.category in _outright() else held) and not rule.unwanted & held:
                yield rule.rank, start, rule.category


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(
        r"(?m)^[ \t]{0,20}>[^\n]*+\n?|(?s:^-{2,20} ?(?:Original|Forwarded) [Mm]essage.*+)|(?s:^On [^\n]{1,200}? wrote:[ \t]*+\n.*+)"
    )


@cache
def _condition() -> re.Pattern[str]:
    return re.compile(str(_data()["condition"]), re.IGNORECASE)


@cache
def _short_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    forms = cast("dict[str, str]", _data()["short_forms"])
    return tuple((re.compile(form, re.IGNORECASE), full) for form, full in forms.items())


@cache
def _outright() -> frozenset[str]:
    return frozenset(cast("list[str]", _data()["told_outright"]))


@cache
def _ends_case() -> frozenset[str]:
    return frozenset(cast("list[str]", _data()["ends_case"]))


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
