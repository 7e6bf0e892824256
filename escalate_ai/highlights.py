"""The choice of three. In: a case. Out: the measures or grounds a letter shows, in an order that can be explained. Words nothing.

What a reviewer can check comes first: a day, then a result, then a document seen by a person, then how it was done. The first choice
is the strongest on that scale; each further one is, among those that can be shown at all, the strongest that answers a root cause none
of the chosen answers yet; the last place goes to the side (corrective or preventive) that would otherwise be missing. Of equals,
prevention goes first once a correction is shown; then the order of the plan decides.

A measure without a day is shown only where fewer than two have one, for a highlight nobody can date convinces nobody; a planned one never.
Grounds are chosen by day and document, and a further one rather for the document it brings than for one shown already.

Order in the letter: what was put right stands before what now prevents it, for the opening has just owned the harm and the reader
first asks whether it is undone; on each side the strongest stands first. Grounds stand in the order of their days, as evidence is read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal

from escalate_ai.case.facts import Period
from escalate_ai.terms import MeasureStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Day, Ground, Measure
    from escalate_ai.policy import Policy

Side = Literal["corrective", "preventive", "ground"]


@dataclass(frozen=True, slots=True)
class Highlight:
    """One completed measure or one ground, with everything a bullet may say."""

    id: str
    """CA1, PM2, G3."""
    path: str
    """Where it stands in the case, like `poa.preventive_measures[0]`."""
    side: Side
    statement: str
    dated: Day | Period | None
    how: str | None
    result: str | None
    evidence: tuple[str, ...]
    """Ids of the documents behind it, its own and those that say they support it."""
    resolves: tuple[str, ...]
    why: str
    """Why it was chosen, one clause."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    highlight: Highlight
    strength: tuple[bool, ...]
    """What a reviewer can check, the weightiest first: a day, a result, a confirmed document, how it was done."""
    shows: frozenset[str]
    """What it adds to a choice: the causes it answers, or the documents a ground rests on."""
    place: int


def choose_highlights(case: Case, policy: Policy) -> tuple[Highlight, ...]:
    """Give up to three highlights in the order of the letter; fewer where fewer can be shown, none made up and none folded together."""
    offered = _offered(case)
    dated = [candidate for candidate in offered if _can_be_shown(candidate)]
    limits = policy.letter
    if len(dated) < limits.highlights_min:
        rest = sorted((c for c in offered if c not in dated), key=_by_strength)
        dated += rest[: limits.highlights_min - len(dated)]
    chosen = _chosen(dated, min(limits.highlights_best, len(dated)))
    return tuple(candidate.highlight for candidate in sorted(chosen, key=_in_letter))


def completed_support(case: Case) -> tuple[Highlight, ...]:
    """Give everything a letter could show: every completed measure, or every ground where grounds stand in for measures."""
    return tuple(candidate.highlight for candidate in _offered(case))


def _offered(case: Case) -> list[_Candidate]:
    if case.highlights_from_grounds:
        return [_of_ground(case, ground, place) for place, ground in enumerate(case.grounds)]
    if case.poa is None:
        return []
    sides: tuple[tuple[Side, str, Sequence[Measure]], ...] = (
        ("corrective", "poa.corrective_actions", case.poa.corrective_actions),
        ("preventive", "poa.preventive_measures", case.poa.preventive_measures),
    )
    found: list[_Candidate] = []
    for side, path, measures in sides:
        for index, measure in enumerate(measures):
            if measure.status is MeasureStatus.COMPLETED:
                found.append(_of_measure(case, side, f"{path}[{index}]", measure, len(found)))
    return found


def _of_measure(case: Case, side: Side, path: str, measure: Measure, place: int) -> _Candidate:
    days = (measure.completed_on, measure.in_effect_since)
    dated = next((day for day in (days if side == "corrective" else reversed(days)) if day), None)
    highlight = Highlight(
        id=measure.id or path,
        path=path,
        side=side,
        statement=measure.statement,
        dated=dated,
        how=measure.how,
        result=measure.result,
        evidence=_documents(case, measure.id, measure.evidence),
        resolves=measure.resolves,
        why="",
    )
    strength = (dated is not None, measure.result is not None, _is_documented(case, highlight), measure.how is not None)
    return _Candidate(highlight, strength, frozenset(measure.resolves), place)


def _of_ground(case: Case, ground: Ground, place: int) -> _Candidate:
    path = f"grounds[{place}]"
    documents = _documents(case, ground.id, ground.evidence)
    highlight = Highlight(ground.id or path, path, "ground", ground.statement, ground.dated, None, None, documents, (), "")
    strength = (ground.dated is not None, _is_documented(case, highlight), not isinstance(ground.dated, Period))
    return _Candidate(highlight, strength, frozenset(documents), place)


def _documents(case: Case, ident: str | None, own: tuple[str, ...]) -> tuple[str, ...]:
    supporting = tuple(item.id for item in case.evidence if item.id and ident in item.supports)
    return tuple(dict.fromkeys(own + supporting))


def _is_documented(case: Case, highlight: Highlight) -> bool:
    return any(item.confirmed for item in case.evidence if item.id in highlight.evidence)


def _can_be_shown(candidate: _Candidate) -> bool:
    """Say whether it has its day, and of a ground also whether a document is behind it: without one it is a mere claim."""
    highlight = candidate.highlight
    return highlight.dated is not None and (highlight.side != "ground" or bool(highlight.evidence))


def _chosen(offered: Sequence[_Candidate], places: int) -> list[_Candidate]:
    chosen: list[_Candidate] = []
    sides = {candidate.highlight.side for candidate in offered}
    while len(chosen) < places:
        left = [candidate for candidate in offered if all(candidate.place != other.place for other in chosen)]
        missing = sides - {candidate.highlight.side for candidate in chosen}
        for_side = len(missing) == places - len(chosen) and bool(chosen)
        if for_side:
            left = [candidate for candidate in left if candidate.highlight.side in missing]
        shown = frozenset[str]().union(*(candidate.shows for candidate in chosen))
        corrected = any(candidate.highlight.side == "corrective" for candidate in chosen)
        best = min(left, key=partial(_by_need, shown=shown, corrected=corrected) if chosen else _by_strength)
        chosen.append(replace(best, highlight=replace(best.highlight, why=_why(best, shown, first=not chosen, for_side=for_side))))
    return chosen


def _by_need(candidate: _Candidate, *, shown: frozenset[str], corrected: bool) -> tuple[bool | int, ...]:
    again = corrected and candidate.highlight.side == "corrective"
    return (not candidate.shows - shown, *_by_strength(candidate)[:-1], again, candidate.place)


def _by_strength(candidate: _Candidate) -> tuple[bool | int, ...]:
    return (*(not present for present in candidate.strength), candidate.place)


def _in_letter(candidate: _Candidate) -> tuple[bool | int, ...]:
    if candidate.highlight.side == "ground":
        return (_first_day(candidate.highlight).toordinal(), candidate.place)
    return (candidate.highlight.side == "preventive", *_by_strength(candidate))


def _first_day(highlight: Highlight) -> date:
    dated = highlight.dated
    return date.max if dated is None else dated.start if isinstance(dated, Period) else dated


def _why(candidate: _Candidate, shown: frozenset[str], *, first: bool, for_side: bool) -> str:
    highlight = candidate.highlight
    fresh = sorted(candidate.shows - shown)
    has = [name for name, there in (("dated", highlight.dated), ("a result", highlight.result), ("documents", highlight.evidence)) if there]
    kept = f" ({', '.join(has)})" if has else ""
    if for_side:
        return f"the strongest {highlight.side} one{kept}, so that both sides are shown"
    if first:
        return f"the strongest of all{kept}"
    if fresh and highlight.side != "ground":
        return f"the strongest that also answers {', '.join(fresh)}{kept}"
    return f"the strongest with a document of its own{kept}" if fresh else f"the strongest of those left{kept}"
