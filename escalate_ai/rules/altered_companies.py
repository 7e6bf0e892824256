"""One company of the case in the place of another: the laboratory for the supplier, one offender for the next.

In: a letter's reading with its brief. Out: hits.

A company is known by the words, numbers and days the case has in the same breath. The very words around it, a title, an identifier or
"the letter from" tie it by themselves; in a bullet all of them are weighed (`rules.company_evidence`). In the prose, where much is told of
several, another one is meant only where nearly all words are told of it and hardly one of the company named.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.rules.company_evidence import meant_for
from escalate_ai.rules.company_facts import contrasts_of, with_companies
from escalate_ai.rules.company_frames import framed, frames
from escalate_ai.rules.company_matters import cited, elsewhere, left_out
from escalate_ai.rules.company_places import Place, around_of, piece_at, places_of
from escalate_ai.rules.company_ties import BESIDE, Company, led_tie, tie_words, ties_of, unnamed, weight_of
from escalate_ai.rules.company_titles import titled
from escalate_ai.rules.company_twice import is_doubled, is_over, is_to_itself, named_again
from escalate_ai.rules.rule import Hit
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from escalate_ai.rules.company_evidence import Around
    from escalate_ai.rules.reading import LetterReading

_SURE_IN_PROSE = 4
"""Ties to another company that are enough in the prose where hardly one is to the one named."""
_LED_APART, _APART = 3.5, 1.5
"""How much more has to speak for another company where the words before the name, or behind it, set it apart from what is told."""
_OF_SENTENCE, _OF_BULLET = 3, 4
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


def _surely(place: Place) -> Company | None:
    """Give the company that one thing beside the name ties there by itself."""
    return titled(place) or _by_identifier(place) or _against(place) or _framed(place) or _doubled(place) or _led_by(place)


def _weighed(place: Place) -> Company | None:
    """Give the company for which all that stands around the name speaks."""
    low, high = piece_at(place.text, place.span)
    if place.is_of_title:
        return None
    is_led = _is_led_apart(place.text, low, place.span)
    apart = _LED_APART if is_led else _APART if _is_set_apart(place.text, low, place.span, high) else 0.0
    is_given_up = (
        bool(apart) and tie_words().given_up.search(place.text[max(low, place.span[0] - BESIDE) : place.span[1] + BESIDE]) is not None
    )
    near = around_of(place)
    right = meant_for(near, place.company, place.others, apart) or (None if is_given_up else _of_its_matter(place, near))
    return right or _twice(place) or _over_again(place, near)


def _over_again(place: Place, near: Around) -> Company | None:
    """Give the company that a bullet leaves out, where it names another one again that the case names but once beside it.

    Said of the last place only; one of them is wrong, and the words around them have not told which.
    """
    if named_again(place.text, place.company) != place.span:
        return None
    times = len(list(place.company.mentions(place.text)))
    named = left_out(place.ledger, near.bullet | cited(place.ledger, place.part.text), place.company.name, times)
    others = [other for other in place.others if other.name in named and not _begins_alike(other, place.company)]
    return next((other for other in others if not other.stands_in(place.part.text)), None)


def _begins_alike(one: Company, other: Company) -> bool:
    return one.name.split()[0] == other.name.split()[0]


def _of_its_matter(place: Place, near: Around) -> Company | None:
    """Give the company that the one matter names of which the sentence, or the bullet, tells, and which the bullet leaves out.

    A brand and who sold it are told of together elsewhere in the case: the one may be named where the other is dealt with.
    """
    for told, least in ((near.sentence, _OF_SENTENCE), (near.bullet | cited(place.ledger, place.part.text), _OF_BULLET)):
        named = elsewhere(place.ledger, told, place.company.name, least)
        if named:
            right = next((other for other in place.others if other.name in named and not other.stands_in(place.text)), None)
            is_own = right is not None and weight_of(told & (place.company.ties - right.ties)) >= _OWN
            return None if right is None or is_own or right.name in place.company.shared else right
    return None


def _by_identifier(place: Place) -> Company | None:
    """Give the company whose order, invoice or report stands beside the name, by its number: the case tells that number of no other."""
    low, high = piece_at(place.text, place.span)
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
    low, high = piece_at(place.text, place.span)
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
    return _only([other for other in place.others if tie in other.heads], place.text[slice(*piece_at(place.text, place.span))])


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
    low, high = piece_at(place.text, place.span)
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
    low, high = piece_at(place.text, place.span)
    piece, company = place.text[low:high], place.company
    is_its_own = is_to_itself(piece, company)
    if not (is_its_own or is_over(piece, company)) or any(other.stands_in(piece) for other in place.others):
        return None
    said = _said(place, low, high)
    shared = [(weight_of(said & company.shared.get(other.name, set())), other) for other in place.others]
    most = max(shared, key=lambda one: one[0], default=(0, None))
    is_told = most[0] >= _TWICE and most[0] > weight_of(said & company.alone) and weight_of(said & company.twice) < _TWICE
    return most[1] if is_told or is_its_own else None
