"""What the bullets of a letter stand for, and what of them has strayed. In: a letter's reading with its brief. Out: things, hits.

A bullet stands for the measure or ground that its first sentence speaks of: by its words, else by the day and the numbers that only one
has. A later sentence with the numbers of a measure that has a bullet of its own has strayed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.rules.altered_words import opening
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.wording import concepts
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from escalate_ai.ledger import Found, Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.altered_things import Thing, Things
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.text.mentions import Mention

_NUMBERS = frozenset({MentionKind.COUNT, MentionKind.PERCENT, MentionKind.MONEY, MentionKind.DURATION, MentionKind.IDENTIFIER})
_SMALL = 2
_LEAST, _MOSTLY, _HARDLY = 3, 0.6, 0.34
"""Of a sentence that surely tells of another measure: concepts at least, that measure's share, what the bullet's own may have."""


def lead_of(reading: LetterReading, things: Things, part: Part, found: Sequence[Found]) -> Thing | None:
    """Give what a bullet stands for: what the words of its first sentence surely speak of, else its facts, else the whole of it."""
    first = next(stretches(reading, part), (0, len(part.text)))
    head = next(iter(reading.sentences(part)), first)
    words = concepts(part.text[slice(*first)])
    inside = [fact for fact in found if fact.mention and fact.source and head[0] <= fact.span[0] < head[1]]
    by_words = things.spoken_of(words)
    return by_words or things.spoken_of(words, _facts_of(reading, things, inside)) or things.spoken_of(concepts(part.text))


def _facts_of(reading: LetterReading, things: Things, inside: Sequence[Found]) -> Counter[str]:
    """Count for each thing its own day and the numbers that only it has."""
    told: Counter[str] = Counter()
    for fact in inside:
        if fact.mention is None or reading.brief is None:
            continue
        if isinstance(fact.mention.value, DatePoint):
            told.update(thing.path for thing in things.things if names_day_of(thing, [fact]))
        elif is_telling(fact.mention):
            owners = things.owners(reading.brief.ledger.holders(fact))
            told.update(owners if len(owners) == 1 else ())
    return told


def stretches(reading: LetterReading, part: Part) -> Iterator[tuple[int, int]]:
    """Give the sentences of a part, cut at their semicolons and where "and since" opens another thought."""
    for start, end in reading.sentences(part):
        at = start
        for cut in opening().finditer(part.text, start, end):
            yield at, cut.start()
            at = cut.end()
        yield at, end


def names_day_of(thing: Thing, inside: Sequence[Found]) -> bool:
    """Say whether a stretch tells of a thing with the thing's own day: then it stands there on purpose."""
    day = thing.dated
    points = [fact.mention.value for fact in inside if fact.mention and isinstance(fact.mention.value, DatePoint)]
    return any(point.day is not None and not isinstance(day, Period) and point.fits(day) for point in points) if day else False


def strayed_from_another(  # noqa: PLR0917  one sentence with what stands around it
    ledger: Ledger,
    things: Things,
    part: Part,
    span: tuple[int, int],
    inside: Sequence[Found],
    lead: Thing,
    elsewhere: frozenset[str],
    words: frozenset[str],
) -> tuple[Hit, ...]:
    """Find a later sentence of a bullet with the numbers, or in the very words, of a measure that has a bullet of its own."""
    strayed = _numbers_of_another(ledger, things, part, inside, lead, elsewhere, words)
    moved = None if strayed else _sentence_of_another(ledger, things, part, span, lead, elsewhere)
    return (moved,) if moved else strayed


def _numbers_of_another(  # noqa: PLR0917  one sentence with what stands around it
    ledger: Ledger,
    things: Things,
    part: Part,
    inside: Sequence[Found],
    lead: Thing,
    elsewhere: frozenset[str],
    words: frozenset[str],
) -> tuple[Hit, ...]:
    """Find the numbers of a measure that has a bullet of its own, told in a later sentence of another one's bullet."""
    told: list[tuple[Found, frozenset[str]]] = []
    for fact in inside:
        if fact.mention is None or fact.mention.ordinal or fact.kind not in _NUMBERS or not is_telling(fact.mention):
            continue
        owners = things.owners(ledger.holders(fact))
        if owners:
            told.append((fact, owners))
    sole = {path for _, owners in told if len(owners) == 1 for path in owners}
    if len(sole) != 1 or not sole <= elsewhere or any(not sole <= owners for _, owners in told):
        return ()
    other = things.by_path[next(iter(sole))]
    if other is lead or things.said(other, words) < things.said(lead, words):
        return ()
    fact = next(fact for fact, owners in told if len(owners) == 1)
    said = f"\u201c{' '.join(fact.text.split())}\u201d is a number of {other.id} ({other.path}), but this is the bullet of {lead.id}."
    return (Hit(part, fact.span, said, f"Put it into the bullet of {other.id}, and say here what {lead.id} brought."),)


def result_of_another(part: Part, span: tuple[int, int], lead: Thing, home: Thing, words: frozenset[str]) -> Hit | None:
    """Find a sentence of a bullet that tells, nearly in the case's words, of a measure which has a bullet of its own."""
    if span[0] == 0 or len(words) < _LEAST - 1:
        return None
    # of two words both have to be the other measure's alone
    mostly, hardly = (_MOSTLY, _HARDLY) if len(words) >= _LEAST else (1, 0)
    if len(words & home.words) < mostly * len(words) or len(words & lead.words) > hardly * len(words):
        return None
    return _is_of(part, span, lead, home)


def _is_of(part: Part, span: tuple[int, int], lead: Thing, home: Thing) -> Hit:
    start, end = (span[0] + len(part.text[slice(*span)]) - len(part.text[slice(*span)].lstrip()), span[1])
    said = f"This tells of {home.id} ({home.path}), which has a bullet of its own; the bullet it stands in is that of {lead.id}."
    return Hit(part, (start, end), said, f"Put it into the bullet of {home.id}, and say here what {lead.id} brought.")


def _sentence_of_another(  # noqa: PLR0917  one sentence with what stands around it
    ledger: Ledger, things: Things, part: Part, span: tuple[int, int], lead: Thing, elsewhere: frozenset[str]
) -> Hit | None:
    """Find a later sentence in the very words of another measure, where that measure has a bullet of its own."""
    rows = _rows(part.text[slice(*span)])
    mine = len(rows & _rows_of(ledger, lead.path))
    told = {path: len(rows & _rows_of(ledger, path)) for path in elsewhere - {lead.path}}
    home = max(told, key=lambda path: told[path], default=None)
    if home is None or told[home] < max(_LEAST - 1, _MOSTLY * len(rows)) or mine > _HARDLY * told[home]:
        return None
    return _is_of(part, span, lead, things.by_path[home])


@lru_cache(maxsize=512)
def _rows_of(ledger: Ledger, path: str) -> frozenset[tuple[str, ...]]:
    """Give every three words in a row that the case has for a measure or ground."""
    texts = [told.text for told in ledger.texts.told if told.group == path]
    return frozenset(row for text in texts for row in _rows(text))


def _rows(text: str) -> frozenset[tuple[str, ...]]:
    words = _word().findall(text.lower())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


def is_telling(mention: Mention) -> bool:
    """Say whether a number is no small one, which two measures may share by chance."""
    value = mention.value
    return mention.kind is not MentionKind.COUNT or (isinstance(value, (int, Decimal)) and value > _SMALL)
