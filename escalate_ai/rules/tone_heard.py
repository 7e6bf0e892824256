"""The second layer of TN301 to TN308: sentences no phrase list knows, heard by the trained model.

In: the check of the first layer and the rule's code. Out: the check of both. Where a phrase of the lists stands, the lists say that
something is amiss and the model, where it is sure, says what: a phrase of reproach may stand in a sentence that contests. What the model
says alone is a warning, however sure it is: it was seen to be sure of a sentence that says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.kinds import quoted
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.tone_believed import RULE_OF, believed, told
from escalate_ai.terms import Severity, Stance
from escalate_ai.text.tone_model import Heard, warns

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading, PlanReading
    from escalate_ai.text.lexicon import Hit as Cue

_TITLED = 4
"""Letters from which on a word of a title has a capital."""
_GLORY, _CONTEST = "TN302", "TN304"
_MILD = frozenset({"TN302", "TN306"})
"""Rules whose word on a single sentence of a plan is a warning."""
_STALE = "TN308"
"""A name is a name: no model says that it stands for something else."""
_NAMES_IT = 0.85
"""How surely the model has to name another rule before it is believed over the phrase: best out of fold on the training sentences."""
_LIKE = {
    "TN301": "a plea",
    "TN302": "talk of past merits",
    "TN303": "a reproach to Amazon",
    "TN304": "an argument with the decision",
    "TN305": "blame of somebody else",
    "TN306": "praise of the own work",
    "TN307": "a threat",
    "TN308": "words to somebody who does not read this",
}


class Place(NamedTuple):
    """A sentence the model would warn of."""

    span: tuple[int, int]
    heard: Heard


def letter_heard(code: str, check: Callable[[LetterReading], Iterable[Hit]]) -> Callable[[LetterReading], Iterator[Hit]]:
    """Give a rule's check of a letter with the model's ear behind the lists."""

    def both(reading: LetterReading) -> Iterator[Hit]:
        hits = list(check(reading))
        if reading.is_heard is None:
            reading.is_heard = any(_places(part.text) for part in reading.sheet.body)
        if not reading.is_heard:
            # the model would warn of nothing, as in most letters
            yield from hits
            return
        careful = _careful(reading.brief.case if reading.brief else None)
        cues = {part: list(reading.cues(part, "tone")) for part in reading.sheet.body}
        # past record is counted over the whole letter, so that none is given or taken away here
        named = [one for part in cues for one in _named(part, cues[part]) if _GLORY not in {one.code, *one.listed}]
        yield from _by_name(code, hits, named)
        sure = {part: believed(part.text, found) for part, found in cues.items()}
        places = [(part, place) for part in cues for place in _silent(part, _known(part, sure[part], hits, named), code, careful=careful)]
        if code == _GLORY and not any(cue.entry.category == "glory" for found in sure.values() for cue in found):
            # one sentence of past record is allowed in a letter
            places = places[1:]
        yield from (_hit(part, place) for part, place in places)

    return both


def plan_heard(code: str, check: Callable[[PlanReading], Iterable[Hit]]) -> Callable[[PlanReading], Iterator[Hit]]:
    """Give a rule's check of a plan with the model's ear behind the lists."""

    def both(reading: PlanReading) -> Iterator[Hit]:
        hits = list(check(reading))
        careful = _careful(reading.case)
        cues = {part: list(reading.cues(part, "tone")) for part in reading.passages}
        named = [one for part in cues for one in _named(part, cues[part])]
        yield from _by_name(code, hits, named)
        for part, found in cues.items():
            known = _known(part, believed(part.text, found), hits, named)
            yield from (_hit(part, place) for place in _silent(part, known, code, careful=careful))

    return both


class Named(NamedTuple):
    """A sentence in which phrases of the lists stand and the model is sure of another rule than theirs."""

    part: Part
    place: Place
    listed: frozenset[str]
    """The rules of the phrases."""

    @property
    def code(self) -> str:
        """The rule the model names."""
        return self.place.heard.rule

    def holds(self, hit: Hit) -> bool:
        """Say whether a hit lies in this sentence."""
        start, end = self.place.span
        return hit.where == self.part and hit.span is not None and start <= hit.span[0] < end


def _named(part: Part, cues: Iterable[Cue]) -> Iterator[Named]:
    """Find the sentences of a part to which the model gives another name than the lists."""
    known = [(cue.span[0], RULE_OF[cue.entry.category]) for cue in cues if cue.entry.category in RULE_OF]
    for place in _places(part.text) if known else ():
        start, end = place.span
        listed = frozenset(rule for at, rule in known if start <= at < end)
        if listed and place.heard.rule not in {*listed, _STALE} and place.heard.fits >= _NAMES_IT:
            yield Named(part, place, listed)


def _by_name(code: str, hits: Iterable[Hit], named: list[Named]) -> Iterator[Hit]:
    """Give a rule's hits without those that got another name, and those that got this rule's."""
    for hit in hits:
        if code == _STALE or not any(one.holds(hit) for one in named):
            yield hit
    for one in named:
        if one.code == code:
            yield _hit(one.part, one.place, Severity.WARNING if code in _MILD else None)


def _careful(case: Case | None) -> bool:
    """Say whether the matter itself is a quarrel: a dispute rightly argues, a report rightly names an offender."""
    return case is not None and (case.is_report or case.stance is Stance.DISPUTE_IN_ERROR)


def _known(part: Part, cues: Iterable[Cue], hits: Iterable[Hit], named: Iterable[Named]) -> list[int]:
    """Give where in a part something was said already, by the first layer or by name, in order."""
    found = [cue.span[0] for cue in cues if cue.entry.category in RULE_OF]
    found += [one.place.span[0] for one in named if one.part == part]
    return sorted(found + [hit.span[0] for hit in hits if hit.where == part and hit.span])


def _silent(part: Part, known: list[int], code: str, *, careful: bool) -> Iterator[Place]:
    """Find the places of a part that the model gives this rule and the first layer does not know."""
    for place in _places(part.text):
        start, end = place.span
        spoken = bisect_left(known, end) > bisect_left(known, start)
        if place.heard.rule != code or spoken or (careful and not _clear(place.heard)):
            continue
        if careful and code == _CONTEST and not _decision().search(part.text, start, end):
            # what a report found is no argument with anybody's decision
            continue
        yield place


@cache
def _decision() -> re.Pattern[str]:
    """Words by which a sentence speaks of what Amazon did: without them it argues with nobody."""
    return re.compile(
        r"(?<!\w)(?:amazon|you(?:rs?)?|decisions?|decided|refus(?:al|ed|als)|den(?:ial|ied|ials)|declin\w+|reject\w+|enforcement|deactivat\w+"
        r"|suspen\w+|remov\w+|notice|team|investigators?|reviewers?|unfair\w*|unjust\w*|wrong(?:ly|ful\w*)?|mistake\w*|harsh)(?!\w)",
        re.IGNORECASE,
    )


def _clear(heard: Heard) -> bool:
    """Say whether the very rule is as good as certain, not only that something is amiss."""
    return heard.fits >= 0.9  # noqa: PLR2004  the precision the rules promise


def _is_title(sentence: str) -> bool:
    """Say whether a line is a title: no stop behind it, and every longer word of it in capitals."""
    words = [word.strip("\u2013-,") for word in sentence.split()]
    return sentence[-1] not in ".!?" and all(word[:1].isupper() or len(word) < _TITLED or not word[:1].isalpha() for word in words)


@lru_cache(maxsize=1024)
def _places(text: str) -> tuple[Place, ...]:
    """Give the sentences of a text the model would warn of; kept, because eight rules ask."""
    # what ends in a colon is a heading or leads into a list
    asked = (one for one in told(text) if warns(one.heard) and text[one.span[1] - 1] != ":")
    return tuple(Place(one.span, one.heard) for one in asked if not _is_title(text[slice(*one.span)]))


def _hit(part: Part, place: Place, severity: Severity | None = Severity.WARNING) -> Hit:
    heard = place.heard
    return Hit(
        part,
        place.span,
        f"{quoted(part.text[place.span[0] : place.span[1]])} sounds like {_LIKE[heard.rule]}.",
        "Leave the sentence out, or say only what happened and when.",
        severity,
    )
