"""Judged functions of the TN family: what a list of phrases alone cannot say.

In: a reading. Out: hits. Names come from the policy, phrases from `data/tone.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from escalate_ai.rules.kinds import quoted, within_name
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.tone_believed import believed
from escalate_ai.terms import Severity
from escalate_ai.text.folding import fold
from escalate_ai.text.words import sentences

if TYPE_CHECKING:
    from escalate_ai.letter import Part
    from escalate_ai.policy import Policy
    from escalate_ai.rules.reading import LetterReading, PlanReading
    from escalate_ai.text.lexicon import Hit as Cue

_CROWDED = 4
"""Boasts in one sentence from which on it is no longer one sentence of past record."""
Place = tuple["Part", tuple[int, int]]


def past_glory(reading: LetterReading) -> Iterator[Hit]:
    """Find more than one sentence of past metrics, years or loyalty in a letter; the first is allowed."""
    places = _glory(((part, reading.sentences(part), [c.span for c in _cues(reading, part)]) for part in reading.sheet.body), reading.names)
    for part, span in places[1:]:
        yield Hit(
            part, span, f"{quoted(part.text[span[0] : span[1]])} is a further sentence of past record.", "Keep one such sentence at most."
        )
    for part, span in places[:1]:
        boasts = sum(1 for cue in _cues(reading, part) if span[0] <= cue.span[0] < span[1])
        if boasts >= _CROWDED:
            yield Hit(part, span, f"This sentence crowds {boasts} boasts about the past.", "Keep one plain fact of it.", Severity.WARNING)


def plan_past_glory(reading: PlanReading) -> Iterator[Hit]:
    """Find sentences of past record in a plan: one is a warning, more are errors."""
    parts = reading.passages
    places = _glory(((part, sentences(part.text), [c.span for c in _cues(reading, part)]) for part in parts), reading.names)
    severity = Severity.ERROR if len(places) > reading.policy.plan.glory_sentences else Severity.WARNING
    for part, span in places:
        yield Hit(
            part,
            span,
            f"{quoted(part.text[span[0] : span[1]])} speaks of the past record.",
            "Leave it out; the plan is about cause and cure.",
            severity,
        )


def _cues(reading: LetterReading | PlanReading, part: Part) -> list[Cue]:
    return believed(part.text, [cue for cue in reading.cues(part, "tone") if cue.entry.category == "glory"])


def _glory(told: Iterable[tuple[Part, tuple[tuple[int, int], ...], list[tuple[int, int]]]], names: tuple[str, ...]) -> list[Place]:
    return [
        (part, (start, end))
        for part, spans, cues in told
        for start, end in spans
        if any(start <= cue[0] < end and not within_name(part.text, cue, names) for cue in cues)
    ]


def addressed_to_jeff(reading: LetterReading) -> Iterator[Hit]:
    """Find a recipient of the stale list, addressed or mailed."""
    yield from _stale((*reading.passages, *reading.sheet.attachments), reading.policy, reading.names)


def plan_addressed_to_jeff(reading: PlanReading) -> Iterator[Hit]:
    """Find the same in a plan."""
    yield from _stale(reading.passages, reading.policy, reading.names)


def _stale(parts: tuple[Part, ...], policy: Policy, names: tuple[str, ...]) -> Iterator[Hit]:
    whole = fold("\n".join([part.text for part in parts])).text  # few letters name one: all parts at once are soon looked through
    if not any(name in whole for name in policy.people.stale):
        return
    for part in parts:
        folded = fold(part.text)
        for match in _stale_names(policy.people.stale).finditer(folded.text):
            span = folded.span(*match.span())
            if not within_name(part.text, span, names):
                yield Hit(
                    part,
                    span,
                    f"{quoted(part.text[span[0] : span[1]])} no longer decides or reads this; "
                    f"{policy.people.chief_executive} is chief executive.",
                    "Address the body that decides on this rung.",
                )


@lru_cache(maxsize=8)
def _stale_names(stale: tuple[str, ...]) -> re.Pattern[str]:
    """Find any of the names; a lone first name only where no other surname follows it (`Jeff Miller` is somebody else)."""
    options: list[str] = []
    for name in sorted(stale, key=len, reverse=True):
        lone = " " not in name and "@" not in name and not name.lower().startswith("bezos")
        alone = r"(?!\s+(?!Bezos)[A-Z])(?!@)(?!,? (?:our|my|the|his|her|in|from|at|of) [a-z])"
        options.append(re.escape(name) + (alone if lone else r"(?![\w])"))
    return re.compile(r"(?<![\w.@])(?:" + "|".join(options) + r")(?![A-Za-z0-9])")
