"""What one submission had given to another: its way, its place in the row. In: dates of the prose with the history. Out: hits.

Speaks only of days that the case has for something sent or answered, and of ways that stand right beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.rules.altered_words import lists
from escalate_ai.rules.history_claims import CUES
from escalate_ai.rules.history_facts import wrong_history
from escalate_ai.rules.history_stretches import words
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import Channel, Purpose
from escalate_ai.text.number_words import ORDINALS

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.history import Entry
    from escalate_ai.ledger import Found
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.text.lexicon import Hit as Cue

_LIST = 120
"""Characters before a day in which the day before it in a list is told of."""
_BESIDE = 100
"""Characters between a way and a day beyond which no words join the two."""
_LAST = frozenset({"last", "latest"})
_DESKS = frozenset({"account_health", "seller_support", "email", "brand_registry", "report_abuse"})
_ABOVE = frozenset({Channel.MANAGER_REVIEW, Channel.EXECUTIVE})


def rows_of(part: Part, found: Sequence[Found]) -> list[list[Found]]:
    """Put the dates that one list joins together."""
    rows: list[list[Found]] = []
    for fact in found:
        gap = part.text[rows[-1][-1].span[1] : fact.span[0]] if rows else ""
        if rows and lists().list.fullmatch(gap) and not _leads_anew(part.text, gap, fact):
            rows[-1].append(fact)
        else:
            rows.append([fact])
    return rows


def _leads_anew(text: str, gap: str, fact: Found) -> bool:
    """Say whether a day behind a comma or "and" is told of by itself: by its own clause, or as the day before it is."""
    more = words().tells_more
    is_told = more.match(text, fact.span[1]) and more.search(text, max(0, fact.span[0] - _LIST), fact.span[0])
    return bool(is_told) or (" on " in gap and _clause_behind().match(text, fact.span[1]) is not None)


@cache
def _clause_behind() -> re.Pattern[str]:
    """What shows that a day behind "and on" opens a clause of its own: "and on 31 August we wrote"."""
    return re.compile(r"\s(?:we|I|you|it|they|amazon)\s", re.IGNORECASE)


def ways_of_others(reading: LetterReading, brief: Brief, part: Part, rows: Sequence[Sequence[Found]]) -> Iterator[Hit]:
    """Find a way beside days of sending that is not theirs, but another submission's."""
    ways = [cue for cue in reading.cues(part, CUES) if cue.entry.category.startswith("ch_")]
    for row in rows if ways else ():
        sent = [(fact, entries) for fact in row if (entries := _sent(brief, fact))]
        if len(sent) != len(row):
            continue
        way = _way_beside(part.text, row[0].span[0], row[-1].span[1], ways)
        for fact, entries in sent if way else ():
            wrong = [entry for entry in entries if way and _is_anothers(brief, entry, way.entry.category.removeprefix("ch_"))]
            if way and len(wrong) == len(entries):
                span = (min(way.span[0], fact.span[0]), max(way.span[1], fact.span[1]))
                if any(
                    hit.where is part and hit.span and hit.span[0] < span[1] and span[0] < hit.span[1] for hit in wrong_history(reading)
                ):
                    break
                channel = f"{wrong[0].attempt.channel.value.replace('_', ' ')} ({wrong[0].path})"
                said = f"The submission of {' '.join(fact.text.split())} did not go by \u201c{way.text}\u201d; the case has {channel}."
                yield Hit(part, span, said, "Name the channel the case has for this day.")
                break


def _sent(brief: Brief, fact: Found) -> list[Entry]:
    """Give what was sent on a day that the case has for nothing else."""
    paths = [path for path in brief.ledger.holders(fact) if path != "poa.text"]
    if not paths or not all(path.startswith("appeals[") and path.endswith(".sent_on") for path in paths):
        return []
    return [entry for entry in brief.history.entries if f"{entry.path}.sent_on" in paths]


def _way_beside(text: str, start: int, end: int, ways: Sequence[Cue]) -> Cue | None:
    """Give the one way right before or behind a row of days; None where there is none, or one on either side."""
    before = [cue for cue in ways if start - _BESIDE < cue.span[1] <= start and _to_day().fullmatch(text[cue.span[1] : start])]
    after = [
        cue for cue in ways if end <= cue.span[0] < end + _BESIDE and _to_way().fullmatch(text[end : cue.span[0]] + _own_preposition(cue))
    ]
    if before and after:
        if "," not in text[before[-1].span[1] : start]:
            return None
        before = []
    if before and "," in text[before[-1].span[1] : start] and _has_own_way().match(text, end):
        return None
    beside = [*before[-1:], *after[:1]]
    # "the Report Abuse appeal form": the name goes before the word that every channel has
    named = [cue for cue in ways if beside and cue.span[1] + 1 == beside[0].span[0]]
    return next(iter(named or beside), None)


def _own_preposition(cue: Cue) -> str:
    """Give the "by " that "by e-mail" brings along, so that all ways are joined to their days alike."""
    word = cue.text.split()[0].lower()
    return f"{word} " if word in {"by", "via", "through"} else ""


@cache
def _has_own_way() -> re.Pattern[str]:
    """What shows that a day behind a comma goes on to another way: "through Account Health, June 2 went by email"."""
    return re.compile(r"\s(?:went|was|were|by|via|through|to|in)(?!\w)", re.IGNORECASE)


@cache
def _to_day() -> re.Pattern[str]:
    return re.compile(
        r"(?:'s)?(?:\s(?:appeal|appeals|page|form|team|support|review|reviews|request)){0,3},?\s(?:again\s|once\s|first\s)?\(?(?:on\s|of\s)?(?:the\s)?",
        re.IGNORECASE,
    )


@cache
def _to_way() -> re.Pattern[str]:
    return re.compile(
        r"\)?,?\s(?:both\s|all\s|each\s|again\s|once\s|alone\s)?(?:through|via|by|to|using|with)\s(?:the\s|an?\s|our\s)?(?:Seller\sPerformance\s|Amazon\s)?",
        re.IGNORECASE,
    )


def _is_anothers(brief: Brief, entry: Entry, way: str) -> bool:
    """Say whether a way is surely not an attempt's own, but that of another one; a manager may be asked by any way."""
    own = {entry.attempt.channel.value, entry.purpose.value}
    if way in own or entry.attempt.channel is Channel.OTHER or entry.purpose is Purpose.NUDGE or entry.attempt.channel in _ABOVE:
        return False
    return way in _DESKS or any(way in {other.attempt.channel.value, other.purpose.value} for other in brief.history.entries)


def places_of_others(brief: Brief, part: Part, fact: Found, low: int, floor: int) -> Iterator[Hit]:
    """Find "the second was refused on" the day on which the first was.

    Args:
        brief: The case with its history.
        part: The part of the letter.
        fact: A day of something sent or answered.
        low: Where its sentence begins.
        floor: Where the day before it in the sentence ends; the sentence's start where there is none.

    """
    told = list(_place().finditer(part.text, max(low, floor), fact.span[0]))
    if not told or _goes_on().search(part.text, told[-1].end(), fact.span[0]):
        return
    paths = {path.partition("].")[0] + "]" for path in brief.ledger.holders(fact) if path.startswith("appeals[")}
    entries = [entry for entry in brief.history.entries if entry.path in paths]
    word = told[-1]["place"].lower()
    if entries and not any(_stands_at(brief, entry, word) for entry in entries):
        said = (
            f"\u201c{' '.join(told[-1][0].split())}\u201d is not the one of {' '.join(fact.text.split())} in the case ({entries[0].path})."
        )
        yield Hit(part, (told[-1].start(), fact.span[1]), said, "Give each submission its own place and day.")


@cache
def _place() -> re.Pattern[str]:
    words = "|".join(sorted((*ORDINALS, *_LAST), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:the|our)\s(?P<place>{words})(?:\s(?:one|appeal|submission|report|plan|request))?"
        r"(?!\sof\s(?:them|these|those|which|the|our)(?!\w))(?=,?\s(?:of(?!\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|on|was|were|went|drew|brought|sent|filed|submitted|is|has|had|met)(?!\w))",
        re.IGNORECASE,
    )


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(r"[;:]|(?<!\w)(?:and|but|while|after|before|the)(?!\w)|,\s(?!of|on|sent|filed)", re.IGNORECASE)


def _stands_at(brief: Brief, entry: Entry, word: str) -> bool:
    """Say whether an attempt has a place in some row a letter may count: all, those of a purpose, those of a way."""
    history = brief.history
    alike = [tuple(e for e in history.entries if e.purpose is entry.purpose)]
    alike += [tuple(e for e in history.entries if e.attempt.channel is entry.attempt.channel)]
    for row in (history.submissions, history.entries, history.counting, *alike):
        if entry in row and (entry is row[-1] if word in _LAST else row.index(entry) + 1 == ORDINALS[word]):
            return True
    return False
