"""Values of the case tied to the wrong thing. In: a letter's reading with its brief. Out: hits.

A value is blamed only where every place of the case that holds it belongs to another thing than the words around it speak of, where those
words speak of no second thing, and where the thing has a value of its own that the letter should have given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from escalate_ai.ledger import shown_in
from escalate_ai.rules.altered_things import Thing, thing_at, things_of
from escalate_ai.rules.days import written
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.wording import concepts
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from escalate_ai.ledger import Found
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_EVERYWHERE = ("enforcement", "request", "incident", "track_record", "last_request", "seller", "poa.root_causes", "appeals", "calls")
"""Whose numbers may stand in any bullet."""
_DATES_EVERYWHERE = ("request", "track_record", "last_request", "poa.root_causes", "incident")


def values_of_other_things(reading: LetterReading) -> Iterator[Hit]:
    """Find dates and numbers in the bullets that belong to another measure or ground than the bullet speaks of."""
    if reading.brief is None:
        return
    things = things_of(reading.brief.ledger)
    shown = shown_in(reading.sheet)
    for part in reading.sheet.bullets:
        whole = things.spoken_of(concepts(part.text))
        found = reading.brief.ledger.found(part.text, shown, reading.mentions(part), bullet=True)
        for start, end in _segments(reading, part):
            inside = [fact for fact in found if start <= fact.span[0] < end]
            if not inside:
                continue
            words = concepts(part.text[start:end])
            home = things.spoken_of(words) or whole
            if home is None:
                continue
            for fact in inside:
                hit = _of_another(reading, part, fact, home, words)
                if hit:
                    yield hit


def _segments(reading: LetterReading, part: Part) -> Iterator[tuple[int, int]]:
    for start, end in reading.sentences(part):
        at = start
        while (semicolon := part.text.find(";", at, end)) >= 0:
            yield at, semicolon
            at = semicolon + 1
        yield at, end


def _of_another(reading: LetterReading, part: Part, fact: Found, home: Thing, words: frozenset[str]) -> Hit | None:
    if reading.brief is None or fact.mention is None or fact.said is None:
        return None
    ledger = reading.brief.ledger
    paths = [path for path in ledger.holders(fact) if path != "poa.text"]
    is_date = isinstance(fact.mention.value, DatePoint)
    if not paths or fact.mention.ordinal or any(path.startswith(_DATES_EVERYWHERE if is_date else _EVERYWHERE) for path in paths):
        return None
    owners = {thing_at(path) for path in paths}
    if not owners.isdisjoint(home.near):
        return None
    things = things_of(ledger)
    if any(owner in things.by_path and things.also_speaks_of(owner, words, home) for owner in owners):
        return None
    own = _own_value(reading, fact, home)
    if own is None:
        return None
    other = " and ".join(sorted(paths)[:2])
    message = f"\u201c{' '.join(fact.text.split())}\u201d belongs to {other} in the case; this speaks of {home.id}, which has {own}."
    return Hit(part, fact.span, message, f"Give the value of {home.id} itself: {own}.")


def _own_value(reading: LetterReading, fact: Found, home: Thing) -> str | None:
    """Give what the case has for the thing itself in place of a value; None where it has nothing of the sort."""
    if reading.brief is None or fact.said is None:
        return None
    if fact.kind is MentionKind.DATE:
        return f"{written(home.dated, reading.brief.case, reading.policy)} ({home.path})" if home.dated else None
    alike = [held for held in reading.brief.ledger.numbers.alike(fact.said) if held.group == home.path]
    return f"\u201c{' '.join(alike[0].mention.text.split())}\u201d ({alike[0].path})" if alike else None
