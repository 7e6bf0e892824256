"""What a client says Amazon did, to what, when and for what. In: a source, its words, its events. Out: values. Words are data.

The area of enforcement is weighed: where what Amazon did is told it counts most, then titles and what is called a complaint, a violation
or a reason, then any other word outside a plan's measures, then its causes. Two areas of one weight that say different things give none.
A measure tells nothing of the matter: checks of invoices and dates are what everybody promises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from escalate_ai.extract.events import ENFORCED, Event
from escalate_ai.extract.found import Value
from escalate_ai.extract.hardfacts import day_of, the_year
from escalate_ai.extract.notices import enforcement_kind, first
from escalate_ai.extract.source import Source
from escalate_ai.terms import EnforcementState
from escalate_ai.text.dates import DatePoint, find_dates
from escalate_ai.text.folding import Span
from escalate_ai.text.identifiers import find_identifiers
from escalate_ai.text.lexicon import Hit, Lexicon
from escalate_ai.text.words import sentences

READ = 60_000
"""Characters that are read."""
TITLE_LINES = 3
"""Lines at the top that may be a title."""
_TITLE_WORDS = 16
_TOLD, _NAMED, _ANYWHERE, _CAUSE = 4, 3, 2, 1
_KINDS, _MATTER = "notice_cues", "matter_cues"
_LABEL_SPAN = 60
_NEAR = 50
"""Characters between what was done and what it was done to."""


@dataclass(frozen=True, slots=True)
class Struck:
    """A sentence that tells what Amazon did."""

    span: Span
    cues: tuple[Hit, ...]
    """Its words of `matter_cues.toml`; places are those within the sentence."""
    is_done: bool
    """It tells what was done, and not only that something was reported."""
    listings: tuple[Span, ...]
    day: tuple[date, Span] | None


def enforcement_told(source: Source, own: str, causes: str, events: Sequence[Event]) -> Iterator[Value]:
    """Give kind, level, state, day and listings of the enforcement that the words tell.

    Args:
        source: The text.
        own: The seller's words without the items of a plan, places kept.
        causes: The causes of a plan, places kept; else blank.
        events: The dated events of these words.

    """
    own, causes = own[:READ], causes[:READ]
    struck = _struck(source, own) or _struck(source, causes)
    event = _event(events)
    dated = next((found for done in (True, False) for found in struck if found.day and found.is_done is done), None)
    day = _labelled_day(source, source.own[:READ]) or ((event.day, event.span) if event else None) or (dated.day if dated else None)
    here = next((found for found in struck if day and found.span[0] <= day[1][0] < found.span[1]), None)
    named = here or dated or next((found for found in struck if _thing(found)), None)
    told = _told_sentence(own) or (event.sentence if event else None) or (named.span if named else None)
    if day:
        yield source.value("enforcement.notified_on", day[0].isoformat(), day[1])
    kind = _kind(_with_next_sentence(source.own[:READ], own, told), causes, told)
    if kind:
        yield source.value("enforcement.kind", kind[0].entry.category, kind[1])
    if told:
        yield from _of_sentence(source, own, told, struck)
    cases = dict.fromkeys(mention.text for mention in find_identifiers(own) if mention.unit == "case")
    for place, case in enumerate(cases):
        at = own.index(case)
        yield source.value(f"extra.case_ids[{place}]", case, (at, at + len(case)))


def _event(events: Sequence[Event]) -> Event | None:
    """Give the first time that something was done; of the days of one telling the nearest to its word."""
    enforced = [event for event in events if event.sort == ENFORCED]
    same = [event for event in enforced if event.sentence == enforced[0].sentence and event.cue.span == enforced[0].cue.span]
    return min(same, key=lambda event: abs(event.span[0] - event.sentence[0] - event.cue.span[0])) if same else None


def _of_sentence(source: Source, own: str, told: Span, struck: Sequence[Struck]) -> Iterator[Value]:
    """Give level, state and listings of the sentence that tells the enforcement."""
    start, end = told
    hits = Lexicon.load(_KINDS).find(own[start:end])
    level = _level(hits) or next((_thing(found) for found in struck if found.span == told), None)
    if level:
        name, span = level[0], (start + level[1][0], start + level[1][1])
        yield source.value("enforcement.level", name, span)
        yield source.value("request.kind", f"reinstate_{name}", span)
    state = first(hits, "state:deactivated", "state:at_risk")
    cue = next((first(found.cues, "struck") for found in struck if found.span == told), None)
    if state:
        yield source.value("enforcement.state", state.entry.category.partition(":")[2], _moved(state.span, start))
    elif cue and level:
        yield source.value("enforcement.state", EnforcementState.DEACTIVATED.value, _moved(cue.span, start))
    listings = (mention for mention in find_identifiers(own[start:end]) if mention.unit == "asin")
    for place, mention in enumerate(listings):
        yield source.value(f"enforcement.asins[{place}]", mention.text.upper(), _moved(mention.span, start))


def _moved(span: Span, offset: int) -> Span:
    return span[0] + offset, span[1] + offset


def _level(hits: tuple[Hit, ...]) -> tuple[str, Span] | None:
    level = first(hits, "level:account", "level:listing")
    return (level.entry.category.partition(":")[2], level.span) if level else None


def _thing(found: Struck) -> tuple[str, Span] | None:
    """Give the thing that stands nearest to what was done to it, not far from it."""
    cue = first(found.cues, "struck")
    things = [(hit.entry.category.partition(":")[2], hit.span) for hit in found.cues if hit.entry.category.startswith("thing:")]
    things = things or [("listing", span) for span in found.listings]
    if cue is None or not things:
        return None
    near = [(max(thing[1][0] - cue.span[1], cue.span[0] - thing[1][1]), place) for place, thing in enumerate(things)]
    far, place = min(near)
    return things[place] if far <= _NEAR else None


def tells_enforcement(text: str) -> bool:
    """Tell whether words say that the account or a listing was deactivated, or is at risk."""
    cues = Lexicon.load(_MATTER).find(text)
    done = first(cues, "struck") and first(cues, "thing:listing", "thing:account", "who") and not first(cues, "past")
    return bool(done) or _told_sentence(text) is not None


def _told_sentence(own: str) -> Span | None:
    """Find the first sentence that tells of an enforcement: a level with what became of it."""
    for start, end in sentences(own):
        hits = Lexicon.load(_KINDS).find(own[start:end])
        told = first(hits, "state:deactivated") or next(
            (hit for hit in hits if hit.entry.category == "state:at_risk" and "risk" in hit.text.lower()), None
        )
        if told and first(hits, "level:account", "level:listing") and not _is_past(own[start:end]):
            return start, end
    return None


def _is_past(sentence: str) -> bool:
    return first(Lexicon.load(_MATTER).find(sentence), "past") is not None


def _struck(source: Source, own: str) -> tuple[Struck, ...]:
    """Find the sentences that tell what was done, and to what or by whom or for what."""
    year = the_year(tuple(find_dates(source.document.own, source.reads.order)), source.document.sent_on)
    found: list[Struck] = []
    for start, end in sentences(own):
        text = own[start:end]
        cues = Lexicon.load(_MATTER).find(text)
        done = first(cues, "struck")
        cue = done or first(cues, "reported")
        if cue is None or first(cues, "past"):
            continue
        listings = tuple(mention.span for mention in find_identifiers(text) if mention.unit == "asin")
        if not listings and not first(cues, "thing:listing", "thing:account", "who") and not _area(text):
            continue
        found.append(Struck((start, end), cues, done is not None, listings, _day_near(source, text, start, cue, year)))
    return tuple(found)


def _area(text: str) -> bool:
    return enforcement_kind(Lexicon.load(_KINDS).find(text)) is not None


@cache
def _is_due() -> re.Pattern[str]:
    return re.compile(r"\b(?:until|till|by|before|within)\s{1,3}$", re.IGNORECASE)


def _day_near(source: Source, text: str, start: int, cue: Hit, year: int | None) -> tuple[date, Span] | None:
    """Give the day nearest to what was done: the first behind it, else the last before it."""
    days = [
        (day, mention.span)
        for mention in find_dates(text, source.reads.order)
        if isinstance(mention.value, DatePoint)
        for day in [day_of(mention.value, year)]
        if day and not _is_due().search(text, max(0, mention.span[0] - 12), mention.span[0])
    ]
    behind = [entry for entry in days if entry[1][0] >= cue.span[0]]
    chosen = behind[0] if behind else days[-1] if days else None
    return (chosen[0], _moved(chosen[1], start)) if chosen else None


def _labelled_day(source: Source, own: str) -> tuple[date, Span] | None:
    """Give the first full day behind a label that calls it that of the notice or the enforcement."""
    for mention in find_dates(own, source.reads.order):
        day = mention.value.as_date() if isinstance(mention.value, DatePoint) and mention.value.year else None
        if day is None:
            continue
        low = max(own.rfind("\n", 0, mention.span[0]) + 1, mention.span[0] - _LABEL_SPAN)
        front = own[low : mention.span[0]]
        labels = [hit for hit in Lexicon.load(_MATTER).find(front) if hit.entry.category.startswith("day_label")]
        if any(_leads_to_day(label, front[label.span[1] :]) for label in labels) and not _is_past(front):
            return day, mention.span
    return None


def _leads_to_day(label: Hit, between: str) -> bool:
    """Tell whether nothing but marks stands between a label and a day; a participle needs a colon."""
    marks = not between.strip(" \t:=-–—|*.(")
    return marks and (label.entry.category == "day_label" or ":" in between)


def _with_next_sentence(whole: str, own: str, told: Span | None) -> str:
    """Give the words with the sentence behind the enforcement, which says what for, though it was read as part of a plan."""
    after = next((span for span in sentences(whole) if told and span[0] >= told[1]), None)
    return own[: after[0]] + whole[slice(*after)] + own[after[1] :] if after else own


def _kind(own: str, causes: str, told: Span | None) -> tuple[Hit, Span] | None:
    """Give the area of enforcement that the words make the matter, and where it stands."""
    weighed = [(weight, hit) for hit, weight in _weighed(own, told)] or [
        (_CAUSE, hit) for hit in Lexicon.load(_KINDS).find(causes) if enforcement_kind((hit,))
    ]
    if not weighed:
        return None
    most = max(weight for weight, _ in weighed)
    hits = tuple(hit for weight, hit in weighed if weight == most)
    if most <= _ANYWHERE and len({hit.entry.category for hit in hits}) > 1:
        return None
    best = enforcement_kind(hits)
    return (best, best.span) if best else None


def _weighed(own: str, told: Span | None) -> Iterator[tuple[Hit, int]]:
    """Give each word of an area with how much it counts where it stands."""
    spans = list(sentences(own))
    after = next((span for span in spans if told and span[0] >= told[1]), None)
    title = _title_end(own)
    for hit in Lexicon.load(_KINDS).find(own):
        if not enforcement_kind((hit,)):
            continue
        low, high = next(((low, high) for low, high in spans if low <= hit.span[0] < high), hit.span)
        text = own[low:high]
        cues = Lexicon.load(_MATTER).find(text)
        if first(cues, "past", "check"):
            continue
        if told and told[0] <= hit.span[0] < told[1]:
            yield hit, _TOLD + 1
        elif after and after[0] <= hit.span[0] < after[1]:
            yield hit, _TOLD
        elif hit.span[0] < title or first(cues, "about", "struck", "reported"):
            yield hit, _NAMED
        else:
            yield hit, _ANYWHERE


def _title_end(own: str) -> int:
    """Give where the short lines at the top end."""
    end = 0
    lines = [match for match in re.finditer(r"[^\n]+", own[:2000]) if match[0].strip()]
    for match in lines[:TITLE_LINES]:
        if len(match[0].split()) > _TITLE_WORDS:
            break
        end = match.end()
    return end
