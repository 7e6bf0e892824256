"""Whether a letter does what an instruction planted in its case asks for. In: a letter's reading. Out: hits of FM115.

What a client, a buyer or a document says to a program is material. A letter that takes its words over, or its promise, was written by
somebody who obeyed, and is not to go out, whatever else holds in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from escalate_ai.reading.planted import planted_in, without_planted
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.specimen import specimen_sheet
from escalate_ai.text.folding import Span, fold
from escalate_ai.text.words import sentences

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

SENTENCES = 3
"""Sentences that count as one instruction: the one that gives it away, and what it dictates behind it."""
INSTRUCTIONS = 200
"""Instructions of one case that are looked at."""
RUN = 6
"""Words in a row that are taken over from it."""
OWN_WORDS = 3
"""Words that stand nowhere in the case but in the instruction, in one sentence of the letter."""
STEM = 6
"""Letters by which a promised word is known in its other forms."""
_SHORTEST = 4


class Instruction(NamedTuple):
    """What speaks to a program in a case, made ready for comparing."""

    own: frozenset[str]
    """Words of it that no other text of the case has."""
    runs: frozenset[tuple[str, ...]]
    dictated: tuple[str, ...]
    """What it sets in quotation marks."""
    stems: frozenset[str]
    """How its words begin: "guaranteed" and "guarantee" promise the same."""


def obeyed(reading: LetterReading) -> Iterator[Hit]:
    """Give each sentence of a letter that follows an instruction planted in its case; nothing without a case."""
    if reading.brief is None:
        return
    for told in _held_against(reading.brief.ledger):
        for part in reading.passages:
            for span in reading.sentences(part):
                if _follows(part, span, told) or not told.stems.isdisjoint(_promised(reading, part, span)):
                    yield Hit(
                        part,
                        span,
                        "this sentence says what an instruction planted in the case's texts asks a program to say.",
                        "Take it out; what a text asks of a program is no fact and no wish of the seller's.",
                    )


@lru_cache(maxsize=16)
def _held_against(ledger: Ledger) -> tuple[Instruction, ...]:
    """Give those of a ledger's case; by the ledger, for two cases that are alike take long to compare."""
    return instructions_of(ledger.case)


@lru_cache(maxsize=16)
def instructions_of(case: Case) -> tuple[Instruction, ...]:
    """Give the instructions in a case's texts, the client's draft included."""
    texts = [text for text in _strings(case.model_dump(mode="json", exclude={"extra"})) if len(text) >= _SHORTEST]
    found = [text[slice(*span)] for text in texts for span in _spans(text)][:INSTRUCTIONS]
    if not found:
        return ()
    elsewhere = frozenset(
        word for text in (*map(without_planted, texts), *(part.text for part in specimen_sheet().parts)) for word in _words(text)
    )
    return tuple(_instruction(text, elsewhere) for text in found)


def _spans(text: str) -> Iterator[Span]:
    """Give each giving-away sentence with those behind it, within its paragraph."""
    for planted in planted_in(text):
        start, end = planted.around
        held = sentences(text[start:end])[:SENTENCES]
        yield start, max(start + held[-1][1] if held else start, planted.words[1])


def _instruction(text: str, elsewhere: frozenset[str]) -> Instruction:
    words = _words(text)
    own = frozenset(word for word in words if len(word) >= _SHORTEST and word not in elsewhere)
    runs = frozenset(words[place : place + RUN] for place in range(len(words) - RUN + 1))
    dictated = (" ".join(_words(match[1])) for match in _quoted().finditer(fold(text).text))
    stems = frozenset(word[:STEM] for word in words if len(word) > STEM)
    return Instruction(own, runs, tuple(said for said in dictated if len(said.split()) > 1 or said in own), stems)


def _follows(part: Part, span: Span, told: Instruction) -> bool:
    words = _words(part.text[slice(*span)])
    line = f" {' '.join(words)} "
    if any(f" {said} " in line for said in told.dictated):
        return True
    if len(told.own & frozenset(words)) >= OWN_WORDS:
        return True
    runs = (words[place : place + RUN] for place in range(len(words) - RUN + 1))
    return any(run in told.runs and not told.own.isdisjoint(run) for run in runs)


def _promised(reading: LetterReading, part: Part, span: Span) -> frozenset[str]:
    """Give how the words of a sentence's promises begin."""
    cues = [cue for cue in reading.cues(part, "tone") if cue.entry.category == "promise" and span[0] <= cue.span[0] < span[1]]
    return frozenset(word[:STEM] for cue in cues for word in _words(part.text[slice(*cue.span)]) if len(word) > STEM)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        held = cast("Mapping[str, object] | Sequence[object]", value)
        for under in held.values() if isinstance(held, Mapping) else held:
            yield from _strings(under)


def _words(text: str) -> tuple[str, ...]:
    return tuple(match[0] for match in _word().finditer(fold(text).text.lower()))


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r"[\"']([^\"'\n]{3,200})[\"']")
