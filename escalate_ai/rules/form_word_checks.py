"""Judged functions of FM109 to FM116, and what a plan looks like. In: a reading or a text. Out: hits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.rules.kinds import quoted, within_name
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.wording import concepts
from escalate_ai.text.reading import reading_grade
from escalate_ai.text.similarity import shared_runs

if TYPE_CHECKING:
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading, PlanReading

_ALIKE = 0.75
"""Share of concepts two bullets have in common from which on they say the same."""


def hard_to_read(reading: LetterReading) -> Iterator[Hit]:
    """Find a letter whose prose reads harder than the policy's grade."""
    texts = (part.text for part in (*reading.sheet.prose, *reading.sheet.bullets))
    grade, limit = reading_grade(*texts), reading.policy.letter.reading_grade
    if grade > limit:
        yield Hit("opening", None, f"The letter reads at grade {grade:.0f}, over {limit:.0f}.", "Shorter sentences, plainer words.")


def plan_hard_to_read(reading: PlanReading) -> Iterator[Hit]:
    """Find a plan text that reads harder than the policy's grade."""
    if reading.text is not None and (grade := reading_grade(reading.text)) > (limit := reading.policy.plan.reading_grade):
        yield Hit("text", None, f"The plan reads at grade {grade:.0f}, over {limit:.0f}.", "Shorter sentences, plainer words.")


_COMPARED = 200
"""Bullets that are held against each other, every pair; no letter has so many."""


def repeated_highlight(reading: LetterReading) -> Iterator[Hit]:
    """Find a bullet that says what one above it says."""
    seen: list[frozenset[str]] = []
    for part in reading.sheet.bullets[:_COMPARED]:
        mine = concepts(part.text)
        twin = next((index for index, other in enumerate(seen) if _alike(mine, other)), None)
        if twin is not None:
            message = f"This bullet says the same as bullet {twin + 1}."
            yield Hit(part, (0, len(part.text)), message, "Show another measure, or leave this one out.")
        seen.append(mine)


def _alike(mine: frozenset[str], other: frozenset[str]) -> bool:
    smaller = min(len(mine), len(other))
    return smaller > 0 and len(mine & other) / max(len(mine | other), 1) >= _ALIKE


def shouting(reading: LetterReading) -> Iterator[Hit]:
    """Find exclamation marks and emphasised words; brands and abbreviations are no shouting."""
    for part in reading.passages:
        yield from _shouts(
            part, reading.names, [(cue.span, cue.text) for cue in reading.cues(part, "form_cues") if cue.entry.category == "shout"]
        )


def plan_shouting(reading: PlanReading) -> Iterator[Hit]:
    """Find the same in a plan; a line wholly in capitals is a heading."""
    for part in reading.passages:
        cues = [(cue.span, cue.text) for cue in reading.cues(part, "form_cues") if cue.entry.category == "shout"]
        yield from _shouts(part, reading.names, [(span, words) for span, words in cues if not _heading(part.text, span)])


def _shouts(part: Part, names: tuple[str, ...], cues: list[tuple[tuple[int, int], str]]) -> Iterator[Hit]:
    for span, words in cues:
        neighbours = f"{part.text[max(0, span[0] - 2) : span[0]]}{part.text[span[1] : span[1] + 2]}"
        if not within_name(part.text, span, names) and not ("&" in neighbours or "-" in neighbours):
            yield Hit(
                part, span, f"{quoted(words)} raises the voice.", "Write it in ordinary letters and end the sentence with a full stop."
            )


def _heading(text: str, span: tuple[int, int]) -> bool:
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    line = text[start : end if end >= 0 else len(text)]
    return line == line.upper() and "!" not in line and len(line.split()) <= 10  # noqa: PLR2004  longer lines are shouted sentences


def sister_letter(reading: LetterReading) -> Iterator[Hit]:
    """Find a letter that shares its wording with letters of other clients."""
    if not reading.others:
        return
    text = "\n".join(part.text for part in reading.sheet.body)
    share, limit = shared_runs(text, reading.others, 6, reading.names), reading.policy.letter.shared_runs_warning
    if share > limit:
        yield Hit(
            "opening",
            None,
            f"{share:.0%} of this letter's six-word runs stand in another client's letter, over {limit:.0%}.",
            "Word it from this client's own facts.",
        )


@cache
def _item() -> re.Pattern[str]:
    return re.compile(
        r"(?m)^[ \t>]{0,12}(?:[-*+•‣▪◦●○■–—·►✓➤]|\(?\d{1,2}(?:\.\d{1,2}){0,2}[.):]|\(?[A-Ha-h][.)]|\(?[ivxIVX]{1,4}[.)]|\|)[ \t]*\S"
    )


@cache
def _headed() -> re.Pattern[str]:
    marked = r"#{1,6}[ ]\S.{0,80}|[*_]{2}[^*\n]{2,80}[*_]{2}:?"
    plain = r"[A-Z][^.!?\n]{2,60}:|[A-Z][A-Z /&,'-]{4,60}|[^.!?\n]{4,60}\n[-=~]{3,60}"
    return re.compile(rf"(?m)^[ \t]{{0,8}}(?:{marked}|{plain})[ \t]*$")


def prose_instead_of_plan(reading: PlanReading) -> Iterator[Hit]:
    """Find a plan text without a headed or itemised part; a plan whose parts could be told is one."""
    if reading.text is None or not reading.text.strip():
        return
    plan = reading.plan
    told = sum(1 for group in (plan.root_causes, plan.corrective_actions, plan.preventive_measures) if group)
    marks = len(_item().findall(reading.text[:200_000])) + len(_headed().findall(reading.text[:200_000]))
    if told < 2 and marks < 2:  # noqa: PLR2004  one heading or one dash is no structure
        yield Hit(
            "text",
            None,
            "The plan is written in paragraphs or notes, without headed or itemised parts.",
            "Give it three headed parts (root causes, corrective actions, preventive measures), each itemised.",
        )


@cache
def _sections() -> tuple[re.Pattern[str], ...]:
    line = r"(?im)^[ \t#*_>0-9.)(A-Z:-]{0,14}(?:WORDS)\b[^\n.,]{0,50}$"
    named = (
        r"root causes?|causes?|what (?:went wrong|happened)|why (?:it|this) happened|issues?",
        r"corrective|immediate|actions? (?:already )?taken|steps? (?:already )?taken|what we (?:did|have done)|resolution|solutions?",
        r"preventi(?:ve|on)|future|long-?term|steps? to prevent|how we (?:will )?prevent|going forward",
    )
    return tuple(re.compile(line.replace("WORDS", words)) for words in named)


def looks_like_plan(text: str) -> bool:
    """Say whether a text reads as a plan rather than a letter: lines of its own name at least two of causes, corrections and prevention."""
    short = 8
    named = [any(len(match[0].split()) <= short for match in section.finditer(text[:200_000])) for section in _sections()]
    return sum(named) > 1
