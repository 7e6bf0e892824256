"""The days that a client names in prose, each with what happened on it. In: a source. Out: `Event` values. Words are data.

A day belongs to the last word of an event before it in its sentence, else to the first behind it; a day beside no such word is nobody's.
A day without a year takes the one year its text knows, else the years the folder's mails know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from escalate_ai.extract.hardfacts import day_of, the_year
from escalate_ai.extract.source import Source
from escalate_ai.text.dates import DatePoint, find_dates
from escalate_ai.text.folding import Span
from escalate_ai.text.lexicon import Hit, Lexicon
from escalate_ai.text.words import sentences

SENT, ANSWERED, CALLED, ENFORCED, NOTICED, ELSEWHERE = "sent", "answered", "called", "enforced", "noticed", "elsewhere"
_EVENTS = (SENT, ANSWERED, CALLED, ENFORCED, NOTICED, ELSEWHERE)
_CUES = "story_events"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day, as a client tells it."""

    sort: str
    """sent, answered, called, enforced, noticed."""
    day: date
    span: Span
    """Where the day stands."""
    sentence: Span
    cue: Hit
    """The word that tells the event; its place is that within the sentence."""


def events_in(source: Source, own: str, year: int | None = None) -> tuple[Event, ...]:
    """Give the dated events of the seller's own words, in the order told.

    Args:
        source: The text.
        own: Its words that are read, places kept: others are blanked.
        year: The year of days that bear none, where the text itself knows none.

    """
    known = the_year(tuple(find_dates(source.document.own, source.reads.order)), source.document.sent_on) or year
    return tuple(event for start, end in sentences(own) for event in _events(source, own, (start, end), known))


def _events(source: Source, own: str, sentence: Span, year: int | None) -> Iterator[Event]:
    start, end = sentence
    text = own[start:end]
    mentions = [mention for mention in find_dates(text, source.reads.order) if isinstance(mention.value, DatePoint)]
    if not mentions:
        return
    cues = [hit for hit in Lexicon.load(_CUES).find(text) if hit.entry.category in _EVENTS]
    for mention in mentions:
        day = day_of(mention.value, year) if isinstance(mention.value, DatePoint) else None
        cue = _cue_of(cues, mention.span)
        other = _opens_with_since().fullmatch(text, 0, mention.span[0]) or _is_due().search(
            text, max(0, mention.span[0] - 12), mention.span[0]
        )
        if day and cue and cue.entry.category != ELSEWHERE and not other:
            yield Event(cue.entry.category, day, (start + mention.span[0], start + mention.span[1]), sentence, cue)


@cache
def _opens_with_since() -> re.Pattern[str]:
    """A day from which something stands is no day of what is told behind it."""
    return re.compile(r"\W*(?:since|from|as of|until|by|before)\s{1,3}", re.IGNORECASE)


@cache
def _is_due() -> re.Pattern[str]:
    """A day by which or before which something is."""
    return re.compile(r"\b(?:until|till|by|before|within)\s{1,3}$", re.IGNORECASE)


def _cue_of(cues: list[Hit], place: Span) -> Hit | None:
    before = [hit for hit in cues if hit.span[0] < place[0]]
    if before:
        # of two cues that end together the one that says more is meant: "they denied it" before "it"
        return max(before, key=lambda hit: (hit.span[0], "reply" in hit.entry.fields))
    return next((hit for hit in cues if hit.span[0] >= place[1]), None)


def channel_of(text: str) -> Hit | None:
    """Give the words that tell the way something went, where they tell one."""
    hits = [hit for hit in Lexicon.load(_CUES).find(text) if hit.entry.category.startswith("channel:")]
    named = {hit.entry.category for hit in hits} - {"channel:email"}
    if len(named) > 1:
        return None
    return next((hit for hit in hits if not named or hit.entry.category in named), None)
