"""Companies in the titles of documents that a letter cites: "X report 4471" for that of Y.

In: a place of a letter. Out: the company that belongs there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.rules.company_frames import InTitles, named_in_titles
from escalate_ai.rules.company_ties import Company, tie_words
from escalate_ai.rules.wording import concepts

if TYPE_CHECKING:
    from escalate_ai.rules.company_places import Place


def titled(place: Place) -> Company | None:
    """Give the company in whose place the one named stands in the title of a document: "X report 4471" for that of Y."""
    for title in named_in_titles(place.ledger):
        if title.stands_at(place.part.text, place.span) and not (title.is_short and _has_the_like(place.company, title)):
            # by name: titles are remembered apart from companies, so that one company may be there twice
            if place.company.name not in {other.name for other in title.companies}:
                # two documents that only differ in the company: either may be meant
                return title.companies[0] if len(title.companies) == 1 else None
            return _of_the_other(place, title)
    return None


def _has_the_like(company: Company, title: InTitles) -> bool:
    """Say whether the case tells of such a paper of a company itself."""
    return not (concepts(f"{title.before} {title.behind}") - tie_words().idle).isdisjoint(company.ties)


def _of_the_other(place: Place, title: InTitles) -> Company | None:
    """Give the company of which a bullet tells, where it names the like document of another one: "Y sold it, see the X file"."""
    if place.part not in place.reading.sheet.bullets or place.company.stands_in(place.text):
        return None
    told = [other for other in title.companies if other.name != place.company.name and other.stands_in(place.text)]
    has_own = any(f"{title.before}{other.name}{title.behind}" in place.part.text for other in told)
    return told[0] if len(told) == 1 and not has_own else None
