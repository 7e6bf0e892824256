"""One company of the case in the place of another: the laboratory for the supplier, one offender for the next.

In: a letter's reading with its brief. Out: hits.

A company is known by the words, numbers and days the case has in the same breath. Where a letter names one beside what the case tells of
another, and beside nothing that it tells of this one, the two were taken for each other. "The letter from" and "tested by" right before a
name tie it by themselves.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from escalate_ai.rules.company_frames import framed, frames, named_in_titles
from escalate_ai.rules.company_ties import BESIDE, Company, companies_of, led_tie, nearest, piece_end, tie_words, ties_of, unnamed
from escalate_ai.rules.rule import Hit
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_SURE = 2
"""Ties to another company that are enough where none is to the one named, in a bullet."""
_SURE_IN_PROSE = 3
_SURE_OF_ALL = 4
"""Ties to one company alone that are enough in a whole bullet."""
_MARGIN = 3
"""How many times as many they are as those to the one named."""


def swapped_companies(reading: LetterReading) -> Iterator[Hit]:
    """Find a company of the case named where the case has another."""
    if reading.brief is None:
        return
    companies = companies_of(reading.brief.ledger)
    if len(companies) <= 1:
        return
    for part in reading.sheet.body:
        named = [company for company in companies if company.name in part.text]
        if not named:
            continue
        text = _without(part.text, _titles(part.text, reading.brief.ledger))
        for company in named:
            others = [other for other in companies if other is not company]
            for span in company.spans(part.text):
                right = (
                    _in_title(reading.brief.ledger, part.text, span, company)
                    or _by_identifier(reading, part, text, span, company, others)
                    or _framed(reading.brief.ledger, part.text, span, company)
                    or _doubled(text, span, company, others)
                    or _led_by(part.text, span, company, others)
                    or _beside(reading, part, text, span, company, others)
                    or _told_of(reading, part, text, span, company, others)
                )
                if right:
                    said = f"What this tells of {company.name} the case tells of {right.name}."
                    yield Hit(part, span, said, f"Name {right.name} here, or tell of {company.name} what the case has.")


def _in_title(ledger: Ledger, text: str, span: tuple[int, int], company: Company) -> Company | None:
    """Give the company in whose place the one named stands in the title of a document: "X report 4471" for that of Y."""
    for other, before, behind in named_in_titles(ledger):
        if other is not company and text.endswith(before, 0, span[0]) and text.startswith(behind, span[1]):
            return other
    return None


def _framed(ledger: Ledger, text: str, span: tuple[int, int], company: Company) -> Company | None:
    """Give the company that the case has between the very same words, where it has the one named nowhere between them."""
    right = {other.name: other for row in frames(text, span) if (other := framed(ledger).get(row))}
    return next(iter(right.values())) if len(right) == 1 and company.name not in right else None


def _by_identifier(  # noqa: PLR0917  a place of a letter, and what may be meant there
    reading: LetterReading, part: Part, text: str, span: tuple[int, int], company: Company, others: list[Company]
) -> Company | None:
    """Give the company whose order, invoice or report stands beside the name, by its number: the case tells that number of no other."""
    low, high = _piece(text, span)
    near = [one for one in reading.mentions(part) if low <= one.span[0] < high and one.kind is MentionKind.IDENTIFIER]
    told = {(one.kind, one.value) for one in near if not text[slice(*one.span)].isspace()}
    if not told or told & company.ties:
        return None
    right = [other for other in others if told <= other.ties]
    return right[0] if len(right) == 1 and not right[0].stands_in(text[low:high]) else None


def _led_by(text: str, span: tuple[int, int], company: Company, others: list[Company]) -> Company | None:
    """Give the company that the case has behind the same noun and preposition, where the one named never stands beside that noun."""
    match = tie_words().before.search(text, max(0, span[0] - BESIDE), span[0])
    tie = led_tie(match)
    if tie is None or tie[0] in company.ties or any(word == tie[0] for word, _ in company.heads):
        return None
    right = [other for other in others if tie in other.heads]
    low, high = _piece(text, span)
    # "X signed the letter of its agent": where both stand, a letter may be of either
    return right[0] if len(right) == 1 and not right[0].stands_in(text[low:high]) else None


@lru_cache(maxsize=64)
def _again(name: str) -> re.Pattern[str]:
    """What goes on from a company to the same one."""
    return re.compile(rf",?\s(?:[a-z]+\s){{0,2}}(?:and|but|or|nor|of|for|from|to|by)\s(?:of|from|for|by)?\s?{re.escape(name)}(?!\w)")


def _doubled(text: str, span: tuple[int, int], company: Company, others: list[Company]) -> Company | None:
    """Give a company that the case names beside one that a letter sets against itself: "X and X", "not X but X"."""
    if text.find(company.name, span[1]) < 0 or _again(company.name).match(text, span[1]) is None:
        return None
    return next((other for other in others if other.name in company.shared), None)


def _beside(  # noqa: PLR0917  a place of a letter, and what may be meant there
    reading: LetterReading, part: Part, text: str, span: tuple[int, int], company: Company, others: list[Company]
) -> Company | None:
    """Give the company whose nearest words in the case stand right beside the one named, of which the case tells none of them."""
    if text[slice(*span)] != company.name or part not in reading.sheet.bullets:
        return None
    low, high = _piece(text, span)
    least = _SURE if _is_set_apart(text, low, span, high) else 1
    said = set(nearest(text, span, [company, *others]))
    right = [other for other in others if _is_beside(said, company, other, least)]
    return right[0] if len(right) == 1 and not right[0].stands_in(text[low:high]) else None


def _is_beside(said: set[str], company: Company, other: Company, least: int) -> bool:
    """Say whether words beside a name belong to another company: some of them to it alone, or all of them right beside it alone."""
    alone = said - company.ties
    if alone & other.near and len(alone & other.ties) >= least and not said & company.ties - other.ties:
        return True
    return len(said) > _SURE and said <= other.near and not said & company.near


def _titles(text: str, ledger: Ledger) -> Iterator[tuple[int, int]]:
    """Give where titles of the case's documents stand in a text, whole or up to their first comma."""
    yield from ledger.titles_in(text)
    for document in ledger.case.evidence:
        head = document.title.partition(",")[0]
        if " " in head and (place := text.find(head)) >= 0:
            yield place, place + len(head)


def _without(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Give a text with blanks where titles stand: who is named in one is told of by it."""
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _told_of(  # noqa: PLR0917  a place of a letter, and what may be meant there
    reading: LetterReading, part: Part, text: str, span: tuple[int, int], company: Company, others: list[Company]
) -> Company | None:
    """Give the other company whose ties a piece of the letter has, where it has hardly any of the company it names."""
    low, high = _piece(text, span)
    if text[slice(*span)] != company.name:
        return None
    if _is_set_apart(text, low, span, high):
        return _of_one_only(reading, part, text, (low, high), company, others)
    piece = text[low:high]
    tie = led_tie(tie_words().before.search(text, max(0, span[0] - BESIDE), span[0]))
    if tie and tie[0] in company.ties and not any(tie[0] in other.ties for other in others):
        return None
    is_bullet = part in reading.sheet.bullets
    if not is_bullet and any(
        sentence.span[0] <= span[0] < sentence.span[1] and sentence.has("enclosed") for sentence in reading.told(part)
    ):
        # a list of papers has words of all of them
        return None
    said = ties_of(unnamed(piece, [company, *others]), (mention for mention in reading.mentions(part) if low <= mention.span[0] < high))
    least = _SURE_IN_PROSE + 1 if not is_bullet else _SURE if company.ties else _SURE_IN_PROSE
    ranked: list[tuple[int, int, Company]] = []
    for place, other in enumerate(others):
        theirs, mine = _weight(said & (other.ties - company.ties)), said & (company.ties - other.ties)
        enough = least + 1 if other.stands_in(text) else least
        if theirs >= enough and not _is_strong(mine) and _MARGIN * len(mine) <= theirs and not other.stands_in(piece):
            ranked.append((-theirs, place, other))
    return (
        min(ranked)[2]
        if ranked
        else _twice(piece, said, company, others) or _of_one_only(reading, part, text, (low, high), company, others)
    )


def _of_one_only(  # noqa: PLR0917  a place of a letter, and what may be meant there
    reading: LetterReading, part: Part, text: str, place: tuple[int, int], company: Company, others: list[Company]
) -> Company | None:
    """Give the one company that a whole bullet tells of, by its day or number too, where nothing there is told of the one it names.

    Where another is named elsewhere in the bullet, only the piece at hand is asked, and it has to say more.
    """
    if part not in reading.sheet.bullets:
        return None
    is_shared = any(other.stands_in(text) for other in others)
    low, high = place if is_shared else (0, len(text))
    least = _SURE_OF_ALL + 2 if is_shared else _SURE_OF_ALL
    piece = unnamed(text[low:high], [company, *others])
    said = ties_of(piece, (mention for mention in reading.mentions(part) if low <= mention.span[0] < high))
    if said & company.ties or any(other.stands_in(text[low:high]) for other in others):
        return None
    told = [other for other in others if _is_strong(said & other.ties) and _weight(said & other.ties) >= least]
    return told[0] if len(told) == 1 else None


@cache
def _breaks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where words cease to stand beside a name, before and behind it."""
    return re.compile(r"[,:;]|\sand\s"), re.compile(r"[,:;]|\s(?:and|that)\s")


def _is_set_apart(text: str, low: int, span: tuple[int, int], high: int) -> bool:
    """Say whether the words right beside a name set it apart: "no longer from X", "X was replaced"."""
    head, tail = _breaks()
    before = head.split(text[max(low, span[0] - BESIDE) : span[0]])[-1]
    after = tail.split(text[span[1] : min(high, span[1] + BESIDE)], 1)[0]
    return bool(tie_words().apart.search(before) or tie_words().apart.search(after))


def _is_strong(ties: set[Hashable]) -> bool:
    return any(not isinstance(tie, str) for tie in ties)


def _weight(ties: set[Hashable]) -> int:
    return sum(1 if isinstance(tie, str) else 2 for tie in ties)


def _twice(piece: str, said: set[Hashable], company: Company, others: list[Company]) -> Company | None:
    """Give the company that the case names beside one that the letter names twice: "one from X and one from X"."""
    if len(list(company.spans(piece))) <= 1:
        return None
    ranked = [
        (-_weight(said & company.shared.get(other.name, set())), place) for place, other in enumerate(others) if not other.stands_in(piece)
    ]
    return others[min(ranked)[1]] if ranked and min(ranked)[0] <= -_SURE_IN_PROSE else None


@lru_cache(maxsize=64)
def _piece_ends(text: str) -> tuple[int, ...]:
    return tuple([match.end() for match in piece_end().finditer(text)])


def _piece(text: str, span: tuple[int, int]) -> tuple[int, int]:
    ends = _piece_ends(text)
    return max((end for end in ends if end <= span[0]), default=0), min((end for end in ends if end >= span[1]), default=len(text))
