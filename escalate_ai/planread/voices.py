"""A sentence of a plan -> what is heard in it: cues, tense, the verb of something done. In: its words. Out: `Sentence`. Words are data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from escalate_ai.planread.tense import status_of
from escalate_ai.terms import MeasureStatus
from escalate_ai.text.folding import fold
from escalate_ai.text.lexicon import Lexicon

SHORTEST = 4
"""Words of the shortest sentence that can be an item."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a plan, and what is heard in it."""

    start: int
    end: int
    text: str
    opens: bool
    """It begins a paragraph."""
    cues: dict[str, int]
    """Where each sort of cue is first heard."""
    status: MeasureStatus
    verb: int | None
    """Where a verb of something done once is first heard."""

    def hears(self, sort: str) -> bool:
        """Tell whether a sort of cue is in it."""
        return sort in self.cues


def read_sentence(start: int, end: int, body: str, *, opens: bool) -> Sentence:
    """Give a sentence with what is heard in it.

    Args:
        start: Where it begins in the text.
        end: Where it ends there.
        body: Its words.
        opens: Whether it begins a paragraph.

    """
    cues: dict[str, int] = {}
    for hit in Lexicon.load("plan_prose").find(body):
        cues.setdefault(hit.entry.category, hit.span[0])
    for hit in Lexicon.load("plan_cues").find(body, {"standing_strong"}):
        cues.setdefault("measure", hit.span[0])
    since = _since_day().search(body)
    if since or _each().match(body):
        cues["measure"] = min(cues.get("measure", since.start() if since else 0), since.start() if since else 0)
    done = Lexicon.load("plan_cues").find(body, {"one_time"})
    core = without_opener(body)
    status = status_of(body[core:], dated=False, standing="measure" in cues)
    return Sentence(start, end, body, opens, cues, status, done[0].span[0] if done else None)


@cache
def _since_day() -> re.Pattern[str]:
    """A day from which on something holds: "since 15 June", "as of 6/9/2026"."""
    return re.compile(
        r"\b(?i:ever\ssince|since|as\sof|effective)\s(?:from\s|on\s)?(?:\d|[A-Z][a-z]{2,8}\.?\s\d)|\b(?i:from)\s\d[^,;.]{3,16}\son\b"
    )


@cache
def _each() -> re.Pattern[str]:
    return re.compile(r"(?:each|every|nowadays|from now on|these days)\b(?!\sof\b)", re.IGNORECASE)


@cache
def _opener() -> re.Pattern[str]:
    """An adverb that only counts the sentence up, with its comma."""
    known = Lexicon.load("plan_prose").entries
    phrases = [word for entry in known if entry.category == "opener" for phrase in entry.phrases for word in phrase.split("|")]
    return re.compile(
        r"(?:" + "|".join(re.escape(word) for word in sorted(phrases, key=len, reverse=True)) + r")(?:,\s{1,2}|\s(?=we\b|i\b))",
        re.IGNORECASE,
    )


def without_opener(text: str) -> int:
    """Give where a sentence begins behind an adverb that only counts it up: "Firstly, ..."."""
    match = _opener().match(fold(text).text)
    return match.end() if match and match.end() < len(text) else 0


def leaning(text: str, *, standing: bool = False) -> tuple[float, float, float]:
    """Give how far an item's own words speak for a cause, an action and a measure, each 0 to 1."""
    said = read_sentence(0, len(text), text, opens=True)
    done = said.status is MeasureStatus.COMPLETED
    cause, measure = float(said.hears("cause")), float(said.hears("measure") or _runs_since().search(text) is not None)
    if said.status is MeasureStatus.PLANNED:
        return 0.0, 0.1, 1.0
    if said.status is MeasureStatus.IN_PROGRESS:
        return 0.2 * cause, 0.3, 0.6
    if measure:
        return 0.3 * cause, 0.3 * float(done and said.verb is not None), 1.0
    if done:
        acts = said.verb is not None
        return (0.2 if acts else 0.9 if cause else 0.4), (1.0 if acts else 0.4 if cause else 0.7), 0.1
    if cause:
        return 1.0, 0.2, 0.1
    return (0.3, 0.7, 0.2) if said.verb is not None else (0.3, 0.2, 0.5 if standing else 0.4)


@cache
def _runs_since() -> re.Pattern[str]:
    """A day from which on something holds."""
    return re.compile(r"\b(?:since|effective|as of|in force|in effect|active since|from now on|starting)\b", re.IGNORECASE)
