"""One sentence of a plan -> the measures it tells. In: a sentence. Out: `Piece` values with places. Words are data."""

from __future__ import annotations

import re
from functools import cache

from escalate_ai.planread.entries import Piece
from escalate_ai.planread.headings import ACTIONS, CAUSES
from escalate_ai.planread.status import word_lists
from escalate_ai.planread.tense import status_of
from escalate_ai.planread.voices import SHORTEST, Sentence, without_opener
from escalate_ai.terms import MeasureStatus
from escalate_ai.text.folding import Span


@cache
def actor() -> re.Pattern[str]:
    """Give the pattern of who acts, where a clause begins: "we", "my", "on 9 June I"."""
    return re.compile(
        r"(?:^(?:(?:on|by|in|at)\s[^,;.!?]{3,24}\s)?|[,;]\s|\band\s)(?:then\s|also\s|immediately\s)?(?:we|i|our|my|all|the|both|every|each)\b",
        re.IGNORECASE,
    )


@cache
def _we_again() -> re.Pattern[str]:
    return re.compile(r"[,;]\s{1,2}(?:and\s)?(?=we\s(?:have\s|had\s|also\s|then\s){0,2}\w{3,})", re.IGNORECASE)


@cache
def day_words() -> re.Pattern[str]:
    """Give the pattern of a day in words or digits, with or without its year."""
    months = "|".join(word_lists()["dates"]["months"])
    return re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s(?:of\s)?(?:{months})\b|\b(?:{months})\.?\s\d{{1,2}}\b|\b\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}\b",
        re.IGNORECASE,
    )


@cache
def _and() -> re.Pattern[str]:
    return re.compile(r"[,;]?\sand\s|;\s")


def _by_days(whole: Piece) -> list[Piece]:
    """Part a sentence that tells two measures, each with its verb and its day: "We closed ... on 3 May and refunded ... on 5 May"."""
    for match in _and().finditer(whole.text):
        left, right = whole.text[: match.start()], whole.text[match.end() :]
        if len(day_words().findall(left)) == 1 and own_day(right) and all(is_report(part) for part in (left, right)):
            first = Piece(left, whole.start, whole.start + match.start())
            rest = Piece(right, whole.start + match.end(), whole.end)
            return [first, *(_by_days(rest) or [rest])]
    return []


def own_day(text: str) -> bool:
    """Tell whether a day stands in a text that is no paper's: "invoices dated 4 June"."""
    first = day_words().search(text)
    return first is not None and not text[: first.start()].rstrip().endswith(("dated", "of", "invoice", "invoices"))


def is_report(text: str) -> bool:
    """Tell whether a clause with a day tells something done or in force."""
    return len(text.split()) >= SHORTEST and status_of(text, dated=True) is MeasureStatus.COMPLETED


@cache
def _report() -> re.Pattern[str]:
    """A report without its subject: "Destroyed 22 lamps on 4 May"."""
    return re.compile(r"\w{3,14}ed\s(?:\d|the\b|all\b|every\b|our\b)", re.IGNORECASE)


@cache
def _done_again() -> re.Pattern[str]:
    return re.compile(r"[,;]\s{1,2}(?:and\s)?(?=\w{3,14}ed\s(?:\d|the\b|all\b|every\b|our\b))", re.IGNORECASE)


def leads_of(sentence: Sentence, section: str) -> list[Piece]:
    """Give the items of a sentence: of actions told in one, each that "we" opens anew is one."""
    whole = _lead(sentence)
    if section != CAUSES and (told_twice := _by_days(whole)):
        return told_twice
    if section != ACTIONS or sentence.status is not MeasureStatus.COMPLETED:
        return [whole]
    again = _we_again() if actor().match(whole.text) else _done_again() if _report().match(whole.text) else None
    if again is None:
        return [whole]
    cuts = [match.span() for match in again.finditer(whole.text) if len(whole.text[: match.start()].split()) >= SHORTEST]
    pieces: list[Piece] = []
    begin = 0
    for low, high in [*cuts, (len(whole.text), len(whole.text))]:
        pieces.append(Piece(whole.text[begin:low], whole.start + begin, whole.start + low))
        begin = high
    return pieces


def _lead(sentence: Sentence) -> Piece:
    skip = without_opener(sentence.text)
    span: Span = (sentence.start + skip, sentence.end)
    return Piece(sentence.text[skip:], *span)
