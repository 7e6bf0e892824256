"""One company of the case in the place of another: the laboratory for the supplier, one offender for the next.

In: a letter's reading with its brief. Out: hits.

A company is known by the words, numbers and days the case has in the same breath. The very words around it, a title, an identifier or
"the letter from" tie it by themselves; in a bullet all of them are weighed (`rules.company_evidence`). In the prose, where much is told of
several, another one is meant only where nearly all words are told of it and hardly one of the company named.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.company_evidence import Around, around, meant_for
from escalate_ai.rules.company_facts import contrasts_of, with_companies
from escalate_ai.rules.company_frames import InTitles, framed, frames, named_in_titles, without_titles
from escalate_ai.rules.company_matters import elsewhere
from escalate_ai.rules.company_ties import BESIDE, Company, companies_of, led_tie, piece_end, tie_words, ties_of, unnamed, weight_of
from escalate_ai.rules.company_twice import is_doubled, is_over, is_to_itself
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.wording import concepts
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_SURE_IN_PROSE = 4
"""Ties to another company that are enough in the prose where hardly one is to the one named."""
_LED_APART, _APART = 3.5, 1.5
"""How much more has to speak for another company where the words before the name, or behind it, set it apart from what is told."""
_LONGEST = 5_000
"""Characters of a paragraph or bullet beyond which it is a text without parts, whose words say nothing of one company."""
_OF_SENTENCE, _OF_BULLET = 4, 6
"""What a sentence, or a bullet, has to tell of one matter of the case so that only the companies of that matter belong there."""
_OWN = 2
"""Ties to the company named that are enough to name it beside what is told of another."""
_TWICE = 3
"""Ties to two companies together that are enough where one of them is named twice."""
_MARGIN = 3
"""How many times as many they are as those to the one named."""


def swapped_companies(reading: LetterReading) -> Iterator[Hit]:
    """Find a company of the case named where the case has another."""
    for place in places_of(reading):
        right = _surely(place) or (_weighed(place) if place.part in reading.sheet.bullets else _told_of(place))
        if right:
            said = f"What this tells of {place.company.name} the case tells of {right.name}."
            yield Hit(place.part, place.span, said, f"Name {right.name} here, or tell of {place.company.name} what the case has.")


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


def _surely(place: Place) -> Company | None:
    """Give the company that one thing beside the name ties there by itself."""
    return _in_title(place) or _by_identifier(place) or _against(place) or _framed(place) or _doubled(place) or _led_by(place)


def _weighed(place: Place) -> Company | None:
    """Give the company for which all that stands around the name speaks."""
    low, high = _piece(place.text, place.span)
    if place.is_of_title:
        return None
    is_led = _is_led_apart(place.text, low, place.span)
    apart = _LED_APART if is_led else _APART if _is_set_apart(place.text, low, place.span, high) else 0.0
    near = around_of(place)
    return meant_for(near, place.company, place.others, apart) or (None if apart else _of_its_matter(place, near)) or _twice(place)


def _of_its_matter(place: Place, near: Around) -> Company | None:
    """Give the company that the one matter names of which the sentence, or the bullet, tells, and which the bullet leaves out.

    A brand and who sold it are told of together elsewhere in the case: the one may be named where the other is dealt with.
    """
    for told, least in ((near.sentence, _OF_SENTENCE), (near.bullet, _OF_BULLET)):
        named = elsewhere(place.ledger, told, place.company.name, least)
        if named:
            right = next((other for other in place.others if other.name in named and not other.stands_in(place.text)), None)
            is_own = right is not None and weight_of(told & (place.company.ties - right.ties)) >= _OWN
            return None if right is None or is_own or right.name in place.company.shared else right
    return None


def around_of(place: Place) -> Around:
    """Read what stands around the name."""
    companies = (place.company, *place.others)
    return around(place.ledger, companies, place.text, place.span, _piece(place.text, place.span), place.reading.mentions(place.part))


def _in_title(place: Place) -> Company | None:
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


def _by_identifier(place: Place) -> Company | None:
    """Give the company whose order, invoice or report stands beside the name, by its number: the case tells that number of no other."""
    low, high = _piece(place.text, place.span)
    near = [one for one in place.reading.mentions(place.part) if low <= one.span[0] < high and one.kind is MentionKind.IDENTIFIER]
    told = {(one.kind, one.value) for one in near if not place.text[slice(*one.span)].isspace() and not _is_listed(place, one.span)}
    if not told or told & place.company.ties:
        return None
    return _only([other for other in place.others if told <= other.ties], place.text[low:high])


def _is_listed(place: Place, span: tuple[int, int]) -> bool:
    """Say whether a number before a name is of another item of a list: "report 4471 and the declaration of X"."""
    return span[1] <= place.span[0] and _next_item().search(place.part.text[span[1] : place.span[0]]) is not None


@cache
def _next_item() -> re.Pattern[str]:
    return re.compile(r"\s(?:and|or)\s(?:(?:the|a|an|our|its|their)\s)?(?:[\w-]+\s){1,3}(?:of|from|by)\s(?:the\s)?$")


def _against(place: Place) -> Company | None:
    """Give the company with whose day or order the one named stands, where the case sets the two of them against each other."""
    held = contrasts_of(place.ledger)
    if not any(name == place.company.name for _, name in held):
        return None
    low, high = _piece(place.text, place.span)
    if tie_words().telling.search(place.text[low:high]) or _is_set_apart(place.text, low, place.span, high):
        return None
    here = {fact for mark, fact in with_companies(place.ledger, place.text) if mark.span == place.span}
    right = {other.name: other for fact in here if (other := held.get((fact, place.company.name)))}
    if any(held.get((fact, other.name)) is place.company for fact in here for other in place.others):
        return None
    return next(iter(right.values())) if len(right) == 1 else None


def _only(right: list[Company], text: str) -> Company | None:
    """Give the one company that may be meant, unless a text names it too."""
    return right[0] if len(right) == 1 and not right[0].stands_in(text) else None


def _framed(place: Place) -> Company | None:
    """Give the company that the case has between the very same words, where it has the one named nowhere between them."""
    held = framed(place.ledger)
    right = {other.name: other for row in frames(place.part.text, place.span) if (other := held.get(row))}
    return next(iter(right.values())) if len(right) == 1 and place.company.name not in right else None


def _led_by(place: Place) -> Company | None:
    """Give the company that the case has behind the same noun and preposition, where the one named never stands beside that noun."""
    tie = _tie(place)
    if tie is None or tie[0] in place.company.ties or any(word == tie[0] for word, _ in place.company.heads):
        return None
    # "X signed the letter of its agent": where both stand, a letter may be of either
    return _only([other for other in place.others if tie in other.heads], place.text[slice(*_piece(place.text, place.span))])


def _tie(place: Place) -> tuple[str, str] | None:
    """Give the noun and preposition right before the name."""
    return led_tie(tie_words().before.search(place.text, max(0, place.span[0] - BESIDE), place.span[0]))


def _doubled(place: Place) -> Company | None:
    """Give a company that the case names beside one that a letter sets against itself: "X and X", "not X but X"."""
    if not is_doubled(place.company.name, place.text, place.span[1]):
        return None
    return next((other for other in place.others if other.name in place.company.shared), None)


def _told_of(place: Place) -> Company | None:
    """Give the other company whose ties a sentence of the prose has, where it has hardly any of the company it names."""
    low, high = _piece(place.text, place.span)
    if place.is_of_title or _is_set_apart(place.text, low, place.span, high) or _lists_papers(place):
        return None
    tie, company = _tie(place), place.company
    if tie and tie[0] in company.ties and not any(tie[0] in other.ties for other in place.others):
        return None
    said = _said(place, low, high)
    ranked: list[tuple[int, int, Company]] = []
    for number, other in enumerate(place.others):
        theirs, mine = weight_of(said & (other.ties - company.ties)), said & (company.ties - other.ties)
        enough = _SURE_IN_PROSE + (1 if other.stands_in(place.text) else 0)
        if (
            theirs >= enough
            and all(isinstance(tie, str) for tie in mine)
            and _MARGIN * len(mine) <= theirs
            and not other.stands_in(place.text[low:high])
        ):
            ranked.append((-theirs, number, other))
    return min(ranked)[2] if ranked else _twice(place)


def _said(place: Place, low: int, high: int) -> set[Hashable]:
    """Give what may tie a sentence to a company."""
    mentions = (mention for mention in place.reading.mentions(place.part) if low <= mention.span[0] < high)
    return ties_of(unnamed(place.text[low:high], [place.company, *place.others]), mentions)


def _lists_papers(place: Place) -> bool:
    """Say whether the sentence encloses documents: such a list has words of all of them."""
    told = place.reading.told(place.part)
    return any(sentence.span[0] <= place.span[0] < sentence.span[1] and sentence.has("enclosed") for sentence in told)


@cache
def _breaks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where words cease to stand beside a name, before and behind it."""
    return re.compile(r"[,:;]|\sand\s"), re.compile(r"[,:;]|\s(?:and|that)\s")


def _is_set_apart(text: str, low: int, span: tuple[int, int], high: int) -> bool:
    """Say whether the words right beside a name set it apart: "no longer from X", "X was replaced"."""
    after = _breaks()[1].split(text[span[1] : min(high, span[1] + BESIDE)], 1)[0]
    return _is_led_apart(text, low, span) or tie_words().apart.search(after) is not None


def _is_led_apart(text: str, low: int, span: tuple[int, int]) -> bool:
    """Say whether the words before the name set it apart."""
    return tie_words().apart.search(_breaks()[0].split(text[max(low, span[0] - BESIDE) : span[0]])[-1]) is not None


def _twice(place: Place) -> Company | None:
    """Give the company that the case names beside one that the letter names twice: "one from X and one from X"."""
    low, high = _piece(place.text, place.span)
    piece, company = place.text[low:high], place.company
    is_its_own = is_to_itself(piece, company)
    if not (is_its_own or is_over(piece, company)) or any(other.stands_in(piece) for other in place.others):
        return None
    said = _said(place, low, high)
    shared = [(weight_of(said & company.shared.get(other.name, set())), other) for other in place.others]
    most = max(shared, key=lambda one: one[0], default=(0, None))
    is_told = most[0] >= _TWICE and most[0] > weight_of(said & company.alone) and weight_of(said & company.twice) < _TWICE
    return most[1] if is_told or is_its_own else None


@lru_cache(maxsize=64)
def _piece_ends(text: str) -> tuple[int, ...]:
    return tuple([match.end() for match in piece_end().finditer(text)])


def _piece(text: str, span: tuple[int, int]) -> tuple[int, int]:
    ends = _piece_ends(text)
    return max((end for end in ends if end <= span[0]), default=0), min((end for end in ends if end >= span[1]), default=len(text))
