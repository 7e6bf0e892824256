"""Where a letter names the companies of its case. In: a letter's reading with its brief. Out: `Place`, and what stands around it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.company_evidence import Around, around
from escalate_ai.rules.company_frames import without_titles
from escalate_ai.rules.company_ties import Company, companies_of, piece_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_LONGEST = 5_000
"""Characters of a paragraph or bullet beyond which it is a text without parts, whose words say nothing of one company."""


class Place(NamedTuple):
    """A company of the case where a letter names it."""

    reading: LetterReading
    ledger: Ledger
    part: Part
    text: str
    """The part, with blanks where titles of documents stand: who is named in one is told of by it."""
    span: tuple[int, int]
    company: Company
    others: tuple[Company, ...]

    @property
    def is_of_title(self) -> bool:
        """Whether it is named in the title of a document of the case."""
        return self.text[slice(*self.span)] != self.company.name


def places_of(reading: LetterReading) -> Iterator[Place]:
    """Give each place of a letter that names one of several companies of its case, whole."""
    if reading.brief is None:
        return
    ledger = reading.brief.ledger
    companies = companies_of(ledger)
    if len(companies) <= 1:
        return
    for part in reading.sheet.body:
        named = [company for company in companies if company.name in part.text] if len(part.text) <= _LONGEST else []
        text = without_titles(part.text, ledger) if named else ""
        for company in named:
            others = tuple(other for other in companies if other is not company)
            yield from (Place(reading, ledger, part, text, span, company, others) for span in company.spans(part.text))


def around_of(place: Place) -> Around:
    """Read what stands around the name."""
    companies = (place.company, *place.others)
    return around(place.ledger, companies, place.text, place.span, piece_at(place.text, place.span), place.reading.mentions(place.part))


@lru_cache(maxsize=64)
def _piece_ends(text: str) -> tuple[int, ...]:
    return tuple([match.end() for match in piece_end().finditer(text)])


def piece_at(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Give the stretch of one breath in which a name stands."""
    ends = _piece_ends(text)
    return max((end for end in ends if end <= span[0]), default=0), min((end for end in ends if end >= span[1]), default=len(text))
