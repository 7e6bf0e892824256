"""The things of a case that values belong to: measures and grounds. In: a ledger with its case. Out: `Things`.

A word that only one measure uses tells it from the others; one that all of them use tells nothing. Reads no letter.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, sqrt
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.case.facts import Period
from escalate_ai.ledger.fields import measures_of
from escalate_ai.rules.altered_words import joint
from escalate_ai.rules.wording import concepts
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from escalate_ai.case.case import Case
    from escalate_ai.ledger import Ledger

_SURE = 1.6
"""Weight of the words that surely speak of a thing."""
_LEAD = 1.0
"""How much more they have to say of it than of any other."""
_ROUNDING = 1e-6
_FACT = 1.2
"""Weight of a day or number that only one thing has."""
_TELLING = 0.5
"""Weight from which a word tells a thing from another."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A measure or a ground, with everything a letter may say of it."""

    path: str
    id: str
    words: frozenset[str]
    """The concepts of its statement, how, result and documents."""
    dated: date | Period | None
    since: bool
    """Whether its day is the one from which it is in force."""
    near: frozenset[str]
    """The paths whose values are its own: itself, its causes, its documents."""


class Things:
    """The measures and grounds of one case."""

    def __init__(self, case: Case) -> None:
        self.things = tuple(_things(case))
        self.by_path = {thing.path: thing for thing in self.things}
        used = Counter(word for thing in self.things for word in thing.words)
        self._weight = {word: 1.0 / times / sqrt(times) for word, times in used.items()}
        self._using = {word: tuple(place for place, thing in enumerate(self.things) if word in thing.words) for word in used}
        """The things that use a word, by their places."""

    def spoken_of(self, words: frozenset[str], facts: Mapping[str, int] | None = None) -> Thing | None:
        """Give the one thing that words surely speak of; None where there is none, or another is as likely.

        `facts` counts, for each thing by its path, what else tells of it alone: its day, its numbers.
        """
        used = [(self._weight[word], self._using[word]) for word in words & self._weight.keys()]
        if not facts and sum([weight for weight, _ in used]) < _SURE - _ROUNDING:
            # all of the words together would not do
            return None
        weights: list[list[float]] = [[] for _ in self.things]
        for weight, using in used:
            for place in using:
                weights[place].append(weight)
        more = facts or {}
        scores = [fsum(told) + _FACT * more.get(thing.path, 0) for told, thing in zip(weights, self.things, strict=True)]
        best, second, *_ = (*sorted(scores, reverse=True), 0.0, 0.0)
        if best < _SURE or best < second + _LEAD or best < 1.5 * second:
            return None
        return self.things[scores.index(best)]

    def owners(self, paths: Iterable[str]) -> frozenset[str]:
        """Give the things whose values stand at some paths of the case."""
        owners = {thing_at(path) for path in paths if path != "poa.text"}
        return frozenset(thing.path for thing in self.things if not owners.isdisjoint(thing.near))

    def said(self, thing: Thing, words: frozenset[str]) -> float:
        """Say how much some words tell of a thing."""
        return fsum([self._weight[word] for word in words & thing.words])

    def names(self, path: str, words: frozenset[str]) -> bool:
        """Say whether words name something that tells a thing from the others; true of a thing nobody knows."""
        thing = self.by_path.get(path)
        return thing is None or self.said(thing, words) >= _TELLING


def _things(case: Case) -> list[Thing]:
    plan = case.poa
    causes = {str(cause.id): f"poa.root_causes[{place}]" for place, cause in enumerate(plan.root_causes)} if plan else {}
    found: list[Thing] = []
    for path, measure in measures_of(case):
        own = [measure.statement, measure.how or "", measure.result or ""]
        near = {path, *(causes[ident] for ident in measure.resolves if ident in causes)}
        found.append(
            _thing(case, path, str(measure.id), own, measure.evidence, near, measure.dated, since=measure.in_effect_since is not None)
        )
    for place, ground in enumerate(case.grounds):
        path = f"grounds[{place}]"
        found.append(_thing(case, path, str(ground.id), [ground.statement], ground.evidence, {path}, ground.dated, since=False))
    return found


def _thing(  # noqa: PLR0917  the fields of one thing
    case: Case,
    path: str,
    ident: str,
    texts: list[str],
    evidence: tuple[str, ...],
    near: set[str],
    dated: date | Period | None,
    *,
    since: bool,
) -> Thing:
    papers = [(place, paper) for place, paper in enumerate(case.evidence) if paper.id in evidence or ident in paper.supports]
    words = concepts(" ".join([*texts, *(paper.title for _, paper in papers)]))
    return Thing(path, ident, words, dated, since, frozenset(near | {f"evidence[{place}]" for place, _ in papers}))


@lru_cache(maxsize=16)
def things_of(ledger: Ledger) -> Things:
    """Give the things of a ledger's case, gathered once for all letters that are held against it."""
    return Things(ledger.case)


def thing_at(path: str) -> str:
    """Give the thing a path of the case belongs to: `poa.corrective_actions[0]` for its result, `enforcement` for its day."""
    inside = path.find("]")
    return path[: inside + 1] if inside >= 0 else path.partition(".")[0]


class Own(NamedTuple):
    """A number of a measure, with the words that its own text has around it."""

    kind: MentionKind
    value: object
    words: str
    path: str
    near: frozenset[str]


@lru_cache(maxsize=256)
def numbers_of(ledger: Ledger, path: str) -> tuple[Own, ...]:
    """Give the numbers of one measure or ground."""
    texts = {told.path: told.text for told in ledger.texts.told if told.group == path}
    return tuple(
        Own(m.kind, m.value, " ".join(m.text.split()), held.path, clause_around(texts[held.path], m.span) - concepts(m.text))
        for held in ledger.texts.held
        if held.group == path and not (m := held.mention).ordinal and m.kind is not MentionKind.DATE
    )


def clause_around(text: str, span: tuple[int, int]) -> frozenset[str]:
    """Give the concepts of the words around a number, up to the next mark or joint on either side."""
    ends = [match.span() for match in joint().finditer(text)]
    low = max((end for _, end in ends if end <= span[0]), default=0)
    high = min((start for start, _ in ends if start >= span[1]), default=len(text))
    return concepts(text[low:high])
