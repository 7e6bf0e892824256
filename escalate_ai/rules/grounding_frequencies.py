"""How often something is done, held against the case. In: a letter's reading. Out: hits for GR403."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from escalate_ai.ledger.recurring import Stretch, against, clause_at, rate_against
from escalate_ai.rules.rule import Hit
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.frequencies import find_frequencies, rates_of

if TYPE_CHECKING:
    from datetime import date

    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.text.frequencies import Frequency


def wrong_frequencies(reading: LetterReading) -> Iterator[Hit]:
    """Find what is said to be done weekly that the case says is done each month, and weekdays that the case names nowhere."""
    if reading.brief is None:
        return
    texts = reading.brief.ledger.texts
    for part in reading.sheet.body:
        found = list(find_frequencies(part.text))
        titles = reading.brief.ledger.titles_in(part.text) if found else ()
        for how_often in found:
            if any(start <= how_often.span[0] < end for start, end in titles):
                continue
            other = against(how_often, _stretch(reading, part, how_often, found), texts)
            if other is None:
                continue
            said = " ".join(part.text[slice(*how_often.span)].split())
            has = f"it names no {other}" if isinstance(other, str) else f"the case has \u201c{other.text}\u201d ({other.path})"
            yield Hit(
                part,
                how_often.span,
                f"The case does not hold \u201c{said}\u201d; {has}.",
                "Say how often as the case has it, or leave it out.",
            )


def wrong_rates(reading: LetterReading) -> Iterator[Hit]:
    """Find "forty articles in a day" where the case has forty in a week."""
    if reading.brief is None:
        return
    for part in reading.sheet.body:
        for number, period, span in rates_of(part.text):
            path = rate_against(number, period, reading.brief.ledger.texts)
            if path:
                said = " ".join(part.text[slice(*span)].split())
                message = f"The case does not hold \u201c{said}\u201d: it tells this number for another time ({path})."
                yield Hit(part, span, message, "Give the number for the time that the case has.")


def _stretch(reading: LetterReading, part: Part, how_often: Frequency, found: Sequence[Frequency]) -> Stretch:
    span = how_often.span
    start, end = next(((low, high) for low, high in reading.sentences(part) if low <= span[0] < high), (0, len(part.text)))
    sentence = part.text[start:end]
    near = clause_at(sentence, (span[0] - start, span[1] - start))
    others = [other for other in found if other is not how_often and start <= other.span[0] < end]
    return Stretch(near, sentence, _days(reading, part, (start, end)), others)


def _days(reading: LetterReading, part: Part, span: tuple[int, int]) -> list[date]:
    calendar = reading.brief.ledger.calendar if reading.brief else None
    named = (mention for mention in reading.mentions(part) if span[0] <= mention.span[0] < span[1] and isinstance(mention.value, DatePoint))
    days = (calendar.day_of(mention.value) for mention in named if calendar and isinstance(mention.value, DatePoint))
    return [day for day in days if day]
