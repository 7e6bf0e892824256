"""Judged functions of the FM family.

In: a reading. Out: hits. Counts and compares; words that need knowing stand in `data/form_cues.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.rules.rule import Hit
from escalate_ai.terms import Rung, Severity
from escalate_ai.text.vocabulary import Openers
from escalate_ai.text.words import count_words, more_words_than, paragraphs, sentences

if TYPE_CHECKING:
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading, PlanReading

_CLAUSES = 3
"""Clauses between semicolons up to which each is read as a sentence of its own."""
_NESTED = 4
"""Subordinate clauses in one sentence from which on nobody follows it."""


def paragraph_count(reading: LetterReading) -> Iterator[Hit]:
    """Find prose paragraphs beyond the second; fewer are missing parts, which FM108 names."""
    found = [(part, span) for part in reading.sheet.prose for span in paragraphs(part.text)]
    if len(found) > 2:  # noqa: PLR2004  a letter has two paragraphs: that is the rule itself
        extra = found[1:-1] if reading.sheet.paragraphs_after else found[2:]
        part, span = extra[0]
        yield Hit(
            part,
            span,
            f"The letter has {len(found)} prose paragraphs.",
            "Keep two: one above the highlights, one below; move what matters into them and drop the rest.",
        )


def highlight_count(reading: LetterReading) -> Iterator[Hit]:
    """Find a number of bullets that is out of bounds, or not the best."""
    limits, bullets = reading.policy.letter, reading.sheet.bullets
    if not bullets:
        return
    place = bullets[min(len(bullets), limits.highlights_best + 1) - 1]
    span = (0, len(place.text))
    if not limits.highlights_min <= len(bullets) <= limits.highlights_max:
        yield Hit(
            place,
            span,
            f"The letter has {len(bullets)} highlights; {limits.highlights_min} to {limits.highlights_max} are read.",
            f"Show the {limits.highlights_best} strongest completed measures, each in a bullet of its own.",
        )
    elif len(bullets) != limits.highlights_best:
        yield Hit(
            place,
            span,
            f"The letter has {len(bullets)} highlights; {limits.highlights_best} are read best.",
            f"Show {limits.highlights_best} where the case has them.",
            Severity.NOTE,
        )


def letter_words(reading: LetterReading) -> int:
    """Count the words of opening, bullets and closing, once."""
    if reading.words is None:
        parts = (*reading.sheet.prose, *reading.sheet.bullets)
        reading.words = sum(count_words(part.text, reading.titles) for part in parts)
    return reading.words


def too_short(reading: LetterReading) -> Iterator[Hit]:
    """Find a letter below the floor of its rung."""
    limits = reading.policy.letter
    nudge = reading.rung is Rung.NUDGE
    error, warning = (
        (limits.nudge_min_words_error, limits.nudge_min_words_warning) if nudge else (limits.min_words_error, limits.min_words_warning)
    )
    words = letter_words(reading)
    if words < warning:
        severity = Severity.ERROR if words < error else Severity.WARNING
        limit = error if words < error else warning
        yield Hit(
            "opening",
            None,
            f"The letter has {words} words, under {limit}.",
            "Add what is missing: dates of the submissions, what came back, how each measure was put in place and what it shows.",
            severity,
        )


def too_long(reading: LetterReading) -> Iterator[Hit]:
    """Find a letter above the ceiling."""
    limits, words = reading.policy.letter, letter_words(reading)
    if words > limits.max_words_warning:
        error = words > limits.max_words_error
        limit = limits.max_words_error if error else limits.max_words_warning
        yield Hit(
            "closing",
            None,
            f"The letter has {words} words, over {limit}.",
            "Leave to the plan what the plan says; keep request, cause, history, three highlights and the push.",
            Severity.ERROR if error else Severity.WARNING,
        )


def plan_too_short(reading: PlanReading) -> Iterator[Hit]:
    """Find a plan text below the floor."""
    if reading.text is not None and 0 < (words := count_words(reading.text)) < reading.policy.plan.min_words_warning:
        yield Hit(
            "text",
            None,
            f"The plan has {words} words, under {reading.policy.plan.min_words_warning}.",
            "Say for each measure when, how, by whom and what shows that it works.",
            Severity.WARNING,
        )


def plan_too_long(reading: PlanReading) -> Iterator[Hit]:
    """Find a plan text above the ceiling."""
    if reading.text is not None and (words := count_words(reading.text)) > reading.policy.plan.max_words_warning:
        yield Hit(
            "text",
            None,
            f"The plan has {words} words, over {reading.policy.plan.max_words_warning}.",
            "Keep causes, actions and measures; drop the company's story and what the notice says anyway.",
            Severity.WARNING,
        )


def prose_pieces(reading: LetterReading) -> Iterator[tuple[Part, tuple[int, int]]]:
    """Give each prose paragraph."""
    return ((part, span) for part in reading.sheet.prose for span in paragraphs(part.text))


def bullet_pieces(reading: LetterReading) -> Iterator[tuple[Part, tuple[int, int]]]:
    """Give each bullet."""
    return ((part, (0, len(part.text))) for part in reading.sheet.bullets)


def convoluted(reading: LetterReading) -> Iterator[Hit]:
    """Find sentences of the prose that are too long or nested past reading; bullets have a rule of their own."""
    limits = reading.policy.letter
    warning, error = limits.sentence_words_warning, limits.sentence_words_error
    for part in reading.sheet.prose:
        may_nest = _may_nest(part.text)
        for span in reading.sentences(part):
            words = more_words_than(part.text[span[0] : span[1]], warning, reading.titles)
            if words or may_nest:
                yield from _sentence(part, span, words or 0, warning, error)


def plan_convoluted(reading: PlanReading) -> Iterator[Hit]:
    """Find sentences of a plan text that are too long; warnings only."""
    if reading.text is None:
        return
    for part in reading.passages:
        for span in sentences(part.text):
            limit = reading.policy.plan.sentence_words_warning
            sentence = part.text[span[0] : span[1]]
            words = _longest_clause(sentence, reading.titles) if more_words_than(sentence, limit) else 0
            for hit in _sentence(part, span, words, limit, limit):
                yield hit._replace(severity=Severity.WARNING)


def _longest_clause(sentence: str, titles: tuple[str, ...]) -> int:
    """Count the words of a plan's sentence, or of its longest clause where semicolons part it into few: an item lists its facts so."""
    clauses = sentence.split(";")
    whole = count_words(sentence, titles)
    return max(count_words(clause, titles) for clause in clauses) if len(clauses) <= _CLAUSES else whole


def _sentence(part: Part, span: tuple[int, int], words: int, warning: int, error: int) -> Iterator[Hit]:
    if words > warning:
        limit, severity = (error, Severity.ERROR) if words > error else (warning, Severity.WARNING)
        yield Hit(part, span, f"This sentence has {words} words, over {limit}.", "Cut it in two: one fact, one sentence.", severity)
    elif any(len(_subordinate().findall(clause)) >= _NESTED for clause in part.text[span[0] : span[1]].split(";")):
        yield Hit(part, span, "The clauses of this sentence are nested past reading.", "Say one thing after the other.", Severity.WARNING)


_SUBORDINATING = ("which", "who", "whom", "whose", "although", "whereas", "while", "because", "unless", "whether", "if", "that")
_OPENERS = Openers(lambda word: word.lower() in _SUBORDINATING)


@cache
def _subordinate() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_SUBORDINATING)})\b", re.IGNORECASE)


def _may_nest(text: str) -> bool:
    """Say whether a text holds as many subordinating words as a nested clause needs; beyond ASCII nobody can tell at once."""
    return not text.isascii() or len(_OPENERS.places(text)) >= _NESTED


def missing_parts(reading: LetterReading) -> Iterator[Hit]:
    """Name every part that the letter lacks."""
    sheet = reading.sheet
    there = (
        ("subject", sheet.subject, "Put one line on top that says what is asked, for which account or listing."),
        ("salutation", sheet.salutation, "Address the team or office that decides."),
        ("opening", sheet.paragraphs_before, "Open with a paragraph: the request, the cause, what was sent and what came back."),
        ("highlights", sheet.bullets, "Show the strongest completed measures as a bulleted list."),
        ("closing", sheet.paragraphs_after, "Close with a paragraph: why it cannot recur, and whom you ask to read the plan again."),
        ("signature", sheet.signature, "Sign with name, position and store."),
    )
    for name, part, suggestion in there:
        if not part:
            where = "highlights[0]" if name == "highlights" else name
            yield Hit(where, None, f"The letter has no {name}.", suggestion)
