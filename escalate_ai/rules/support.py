"""What a letter's sentences rest on.

In: a reading, with the case's causes, measures, grounds and documents. Out: which of them a piece of the letter shows.

Held together by concepts, dates and identifiers, so that another wording of the same measure is still the same measure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Literal, NamedTuple

from escalate_ai.case.facts import Period
from escalate_ai.rules.wording import concepts
from escalate_ai.terms import MeasureStatus
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import MentionKind, find_mentions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Evidence, Measure
    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.terms import DateOrder

_TITLE = 0.6
"""Share of a title's concepts that name it."""
_STATED = 0.34
"""Share of a statement's concepts in one sentence that speak of it."""
_ENOUGH = 3
"""Concepts that speak of a statement however long it is."""


@dataclass(frozen=True, slots=True)
class Support:
    """A measure or ground as something a bullet may stand for."""

    id: str
    side: Literal["corrective", "preventive", "ground"]
    words: str
    """Statement, how and result in one."""
    statement: str
    result: str | None
    dated: date | Period | None
    status: MeasureStatus
    evidence: tuple[str, ...]


def supports_of(case: Case) -> tuple[Support, ...]:
    """Give every measure and ground of the case, whatever its status."""
    plan = case.poa
    corrective = [_of_measure(case, item, "corrective") for item in plan.corrective_actions] if plan else []
    preventive = [_of_measure(case, item, "preventive") for item in plan.preventive_measures] if plan else []
    grounds = [
        Support(
            str(g.id),
            "ground",
            f"{g.statement}. {_titles(case, str(g.id), g.evidence)}",
            g.statement,
            None,
            g.dated,
            MeasureStatus.COMPLETED,
            g.evidence,
        )
        for g in case.grounds
    ]
    return (*corrective, *preventive, *grounds)


def _of_measure(case: Case, item: Measure, side: Literal["corrective", "preventive"]) -> Support:
    words = " ".join(text for text in (item.statement, item.how, item.result, _titles(case, str(item.id), item.evidence)) if text)
    behind = item.evidence + tuple(str(d.id) for d in case.evidence if item.id in d.supports)
    return Support(str(item.id), side, words, item.statement, item.result, item.dated, item.status, tuple(dict.fromkeys(behind)))


def _titles(case: Case, ident: str, evidence: tuple[str, ...]) -> str:
    return " ".join(document.title for document in case.evidence if document.id in evidence or ident in document.supports)


def supports(reading: LetterReading) -> tuple[Support, ...]:
    """Give the measures and grounds of a letter's case, gathered once."""
    if reading.supports is None:
        reading.supports = _supports_of(reading.brief.ledger) if reading.brief else ()
    return reading.supports


@lru_cache(maxsize=16)
def _supports_of(ledger: Ledger) -> tuple[Support, ...]:
    return supports_of(ledger.case)


def support_of(reading: LetterReading, bullet: Part) -> Support | None:
    """Give the measure or ground a bullet stands for, looked up once; None where nothing in the case bears it."""
    if bullet.text not in reading.borne:
        reading.borne[bullet.text] = _looked_up(reading, bullet)
    return reading.borne[bullet.text]


def _looked_up(reading: LetterReading, bullet: Part) -> Support | None:
    if reading.brief is None:
        return None
    told = _told_by(reading, bullet)
    best, most = None, 0.0
    for item in supports(reading):
        words = concepts(item.words)
        # with no word in common, only two numbers of the measure tell of it
        if len(told.numbers) > 1 or not words.isdisjoint(told.concepts):
            closeness = _closeness(reading, told, item, words)
            if closeness >= 1 and closeness > most:
                best, most = item, closeness
    return best


class _Told(NamedTuple):
    """What a bullet tells: its concepts, its days, and the values of its other facts."""

    concepts: frozenset[str]
    points: tuple[DatePoint, ...]
    numbers: frozenset[object]


def _told_by(reading: LetterReading, bullet: Part) -> _Told:
    mentions = reading.mentions(bullet)
    points = tuple(m.value for m in mentions if isinstance(m.value, DatePoint))
    return _Told(concepts(bullet.text), points, frozenset(m.value for m in mentions if m.kind is not MentionKind.DATE))


def _closeness(reading: LetterReading, told: _Told, item: Support, theirs: frozenset[str]) -> float:
    """Weigh what a bullet and a measure have in common; 1.0 and more is enough.

    Two concepts out of a few, three out of many, or one and the measure's own day. A day of the measure counts for much: two measures
    rarely share it.
    """
    mine = told.concepts
    common = len(mine & theirs)
    held = _values_in(item.words, reading.order, reading.currency) if told.numbers else frozenset[object]()
    if common == 0:
        # "all of the 112 got their money, $5,597.76": other words altogether, and both numbers of one measure
        return float(len(told.numbers & held) > 1)
    dated = any(_names_day(point, item.dated) for point in told.points)
    score = common / min(_ENOUGH, max(2, len(theirs) // 2)) + common / max(len(mine), 1)
    return score + (1.0 if dated else 0.0) + 0.3 * len(told.numbers & held)


@lru_cache(maxsize=256)
def _values_in(words: str, order: DateOrder, currency: str) -> frozenset[object]:
    return frozenset(m.value for m in find_mentions(words, order, currency) if m.kind is not MentionKind.DATE)


def _names_day(point: DatePoint, dated: date | Period | None) -> bool:
    if dated is None or point.day is None:
        return False
    if isinstance(dated, Period):
        return point.fits(dated.start) or point.fits(dated.end)
    return point.fits(dated)


def support_shown(reading: LetterReading, statement: str) -> bool:
    """Say whether a sentence of the letter speaks of a statement of the case."""
    wanted = concepts(statement)
    least = min(_ENOUGH, max(1, round(len(wanted) * _STATED)))
    return any(len(concepts(s.text) & wanted) >= least for s in reading.told(*reading.sheet.body))


def documents_unlisted(reading: LetterReading, documents: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Give those of some documents that do not stand in the list of attachments."""
    listed = [part.text for part in reading.sheet.attachments]
    low = [line.casefold() for line in listed]
    return tuple(one for one in documents if not (_is_within(one.title, low) or any(title_in(line, one.title) for line in listed)))


def _is_within(title: str, low: Iterable[str]) -> bool:
    """Say whether one of some texts in small letters holds a title."""
    plain = title.casefold()
    return any(plain in text for text in low)


def document_named(reading: LetterReading, document: Evidence) -> bool:
    """Say whether a document is listed or named, by its title or by most of the words of it."""
    parts = (*reading.sheet.body, *reading.sheet.attachments)
    if _is_within(document.title, (part.text.casefold() for part in parts)):
        return True
    return any(title_in(s.text, document.title) for s in reading.told(*parts))


def title_in(text: str, title: str) -> bool:
    """Say whether a text names a document by most of the words of its title."""
    wanted = concepts(title)
    return bool(wanted) and len(wanted & concepts(text)) >= ceil(len(wanted) * _TITLE)
