"""Documents and single offences with another one's date or number. In: a letter's reading with its brief. Out: hits.

A document is known by the words of its title before the first date or number in it; an offence by its id, or by the offender that its
words name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from escalate_ai.rules.altered_words import role_of
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.wording import concepts
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import Mention, find_mentions
from escalate_ai.text.number_words import cardinal_value

if TYPE_CHECKING:
    from datetime import date

    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.altered_things import Thing
    from escalate_ai.rules.reading import LetterReading

_HEAD = 2
"""Words by which titles of one kind of document begin alike."""
_FEW = 3
"""Lines of a list that show no custom of naming."""
_LEAST_HEAD = 9
"""Letters of a title's beginning that are no mere word."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """The documents whose titles begin with the same words."""

    head: str
    titles: tuple[str, ...]
    facts: tuple[Mention, ...]
    reach: int


def facts_of_other_papers(reading: LetterReading) -> Iterator[Hit]:
    """Find a document of the case named with a date or number that its title does not have, and an offence with another one's day."""
    if reading.brief is None:
        return
    papers = _papers(reading.brief.ledger)
    offences = _offences(reading.brief.ledger)
    every = tuple(document.title for document in reading.brief.ledger.case.evidence)
    sheet = reading.sheet
    for part in (*sheet.body, *sheet.attachments):
        low = part.text.casefold()
        if len(low) != len(part.text):
            continue
        for paper in papers:
            if paper.head in low:
                yield from _wrongly_named(reading, part, low, paper, every)
        if offences:
            yield from _wrongly_dated(reading, part, offences)


def papers_of_others(ledger: Ledger, leads: Mapping[Part, Thing | None]) -> Iterator[Hit]:
    """Find the document of another measure in a bullet whose own has one that begins alike: "Test purchase file Y" where X's is meant.

    Args:
        ledger: The facts of the case.
        leads: What each bullet stands for.

    """
    for part, lead in leads.items():
        own = [title for path, title in _titles(ledger) if path in lead.near] if lead else []
        if lead is None or not own:
            continue
        for path, title in _titles(ledger):
            at = -1 if path in lead.near else part.text.find(title)
            siblings = [one for one in own if _head(one) == _head(title)] if at >= 0 else []
            if len(siblings) == 1 and siblings[0] not in part.text and not any(title in one for one in own):
                said = f"\u201c{title}\u201d is not the document of {lead.id} ({lead.path}), which has \u201c{siblings[0]}\u201d."
                yield Hit(part, (at, at + len(title)), said, f"Name the document that shows this: \u201c{siblings[0]}\u201d.")


@lru_cache(maxsize=16)
def _titles(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    return tuple((f"evidence[{at}]", one.title) for at, one in enumerate(ledger.case.evidence) if len(one.title.split()) > _HEAD)


def _head(title: str) -> tuple[str, ...]:
    return tuple(title.casefold().split()[:_HEAD])


def papers_counted_beyond(reading: LetterReading) -> Iterator[Hit]:
    """Find "three enclosed papers show otherwise: A and B": more papers than the sentence then names."""
    for part in reading.sheet.prose:
        for match in _counted().finditer(part.text):
            told = cardinal_value(match["number"].lower())
            items = re.split(r",\s(?:and\s)?|;\s|\sand\s", match["items"])
            # "two of July and two of August" names by numbers again, "and the other four" the rest of them
            are_named = len(items) > 1 and not any(_numbered().search(item) for item in items)
            if told and are_named and told[0] > len(items):
                said = f"\u201c{match['number']}\u201d papers are announced, and {len(items)} are named."
                yield Hit(part, match.span("number"), said, "Count the papers that the sentence names.")


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:one|two|three|four|five|six|seven|others?|rest|remaining|each|both|several)(?!\w)", re.IGNORECASE)


@cache
def _counted() -> re.Pattern[str]:
    """So many papers, with what they do, and the row of them behind a colon."""
    return re.compile(
        r"(?<!\w)(?P<number>two|three|four|five|six|seven)\s(?:(?:enclosed|attached|further|other)\s)?(?:papers|documents|records|letters|certificates|enclosures)"
        r"(?:\s[a-z]+){0,8}:\s(?P<items>[^.;:]{4,240})(?=[.;])",
        re.IGNORECASE,
    )


def papers_put_for_others(reading: LetterReading) -> Iterator[Hit]:
    """Find the one line of a list that is no title, where every other is one and the title left over shares no word with it."""
    if reading.brief is None:
        return
    left = [document.title for document in reading.brief.ledger.case.evidence]
    odd: list[Part] = []
    for part in reading.sheet.attachments:
        line = part.text.strip().lstrip("-\u2022 ").casefold()
        title = next((title for title in left if title.casefold() == line), None)
        if title:
            left.remove(title)
        elif not any(line == paper.casefold() for paper in reading.paper_titles):
            odd.append(part)
    if len(odd) != 1 or len(left) != 1 or len(reading.sheet.attachments) <= _FEW:
        return
    if not concepts(odd[0].text) & concepts(left[0]):
        said = f"\u201c{' '.join(odd[0].text.split())}\u201d stands where the list has every other document but \u201c{left[0]}\u201d."
        yield Hit(odd[0], (0, len(odd[0].text)), said, f"List the document by its title: {left[0]}.")


@lru_cache(maxsize=16)
def _papers(ledger: Ledger) -> tuple[_Paper, ...]:
    found: dict[str, list[tuple[str, tuple[Mention, ...]]]] = {}
    for document in ledger.case.evidence:
        facts = find_mentions(document.title, ledger.order, ledger.currency)
        if facts:
            head = _joint().sub("", document.title[: facts[0].span[0]]).casefold()
            found.setdefault(head, []).append((document.title, facts))
    return tuple(
        _Paper(
            head,
            tuple(title for title, _ in ones),
            tuple(fact for _, facts in ones for fact in facts),
            max(len(title) for title, _ in ones),
        )
        for head, ones in found.items()
        if len(head) >= _LEAST_HEAD and " " in head
    )


@cache
def _joint() -> re.Pattern[str]:
    """What stands between a title's words and its date."""
    return re.compile(r"(?:\s?[,:(]|\s(?:of|dated|from|for|on|as\sof))?\s?(?:the\s)?$", re.IGNORECASE)


def _wrongly_named(reading: LetterReading, part: Part, low: str, paper: _Paper, every: tuple[str, ...]) -> Iterator[Hit]:
    at = -1
    while (at := low.find(paper.head, at + 1)) >= 0:
        end = at + len(paper.head)
        after = next((fact for fact in reading.mentions(part) if fact.span[0] >= end), None)
        if after is None or not _joint().fullmatch(part.text[end : after.span[0]]) or any(_is_same(after, fact) for fact in paper.facts):
            continue
        if after.kind not in {fact.kind for fact in paper.facts}:
            continue
        if "," in part.text[end : after.span[0]] and any(after.text in title for title in every):
            # behind a comma the next document of a list may begin, called by its number
            continue
        titles = " or ".join(f"\u201c{title}\u201d" for title in paper.titles)
        said = f"\u201c{' '.join(part.text[at : after.span[1]].split())}\u201d is no document of the case, which has {titles}."
        yield Hit(part, after.span, said, f"Name the document as the case does: {titles}.")


def _is_same(said: Mention, held: Mention) -> bool:
    """Say whether a fact may be that of a title; a date that leaves something out may."""
    mine, theirs = said.value, held.value
    if isinstance(mine, DatePoint) and isinstance(theirs, DatePoint):
        pairs = ((mine.year or mine.year_hint, theirs.year or theirs.year_hint), (mine.month, theirs.month), (mine.day, theirs.day))
        return all(one is None or two is None or one == two for one, two in pairs)
    return said.value == held.value


@lru_cache(maxsize=16)
def _offences(ledger: Ledger) -> dict[str, frozenset[date]]:
    """Give the days of each offence by its id, and of each offender by the offences that name it."""
    incident = ledger.case.incident
    if incident is None:
        return {}
    days: dict[str, set[date]] = {item.id: {item.dated} for item in incident.items if any(char.isdigit() for char in item.id)}
    for offender in incident.offenders:
        named = {item.dated for item in incident.items if offender.name.casefold() in item.text.casefold()}
        if named:
            days[offender.name] = named
    return {name: frozenset(dated) for name, dated in days.items()}


def _wrongly_dated(reading: LetterReading, part: Part, offences: dict[str, frozenset[date]]) -> Iterator[Hit]:
    dates = [fact for fact in reading.mentions(part) if isinstance(fact.value, DatePoint) and fact.value.day and fact.value.month]
    for name, days in offences.items():
        at = -1
        while (at := part.text.find(name, at + 1)) >= 0:
            end = at + len(name)
            after = next((fact for fact in dates if fact.span[0] >= end), None)
            if after is None or not _offered().fullmatch(part.text[end : after.span[0]]):
                continue
            point = after.value
            if not isinstance(point, DatePoint) or any(point.fits(day) for day in days) or role_of(part.text, *after.span, 0):
                continue
            said = f"\u201c{' '.join(after.text.split())}\u201d is not the day the case has for {name}."
            yield Hit(part, after.span, said, "Give this offence its own day.")


@cache
def _offered() -> re.Pattern[str]:
    return re.compile(
        r"(?:\s?\([A-Z0-9]{8,16}\))?,?\s(?:of|on|dated|since|posted on|from"
        r"|(?:(?:has|have)\s)?(?:appeared|offered|followed)(?:\s(?:there|it|here))?\s(?:on|since))\s(?:the\s)?"
    )
