"""Days that belong together, so that the time between them may be told. In: a case, the days of its texts. Out: groups of days.

A measure's own days, those of its texts and those of the causes it ends; a ground with the days of its statement; a cause with the notice.
Reads no text itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.ledger.fields import measures_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from escalate_ai.case.case import Case

Days = dict["date", str]


def linked_days(case: Case, told: Mapping[str, Mapping[date, str]]) -> tuple[Days, ...]:
    """Give the groups of days that belong together, each of two days at least.

    Args:
        case: The case.
        told: The days of each part of it, as its texts tell them.

    """
    groups = (*_of_measures(case, told), *_of_grounds(case, told), *_of_causes(case, told), *(dict(days) for days in told.values()))
    return tuple(group for group in groups if len(group) > 1)


def causes_ended(case: Case) -> dict[str, frozenset[str]]:
    """Give the path of each measure with those of the causes that it ends: they tell of one thing."""
    causes = {str(cause.id): f"poa.root_causes[{place}]" for place, cause in enumerate(case.poa.root_causes)} if case.poa else {}
    return {
        path: frozenset(causes[str(ident)] for ident in measure.resolves if str(ident) in causes) for path, measure in measures_of(case)
    }


def _of_measures(case: Case, told: Mapping[str, Mapping[date, str]]) -> Iterator[Days]:
    ended = causes_ended(case)
    for path, measure in measures_of(case):
        own = {day: path for day in (measure.completed_on, measure.in_effect_since) if day}
        yield _joined(own, told.get(path, {}), *(told.get(cause, {}) for cause in sorted(ended[path])))


def _of_grounds(case: Case, told: Mapping[str, Mapping[date, str]]) -> Iterator[Days]:
    for place, ground in enumerate(case.grounds):
        path, dated = f"grounds[{place}]", ground.dated
        ends = (dated.start, dated.end) if isinstance(dated, Period) else (dated,) if dated else ()
        yield _joined(dict.fromkeys(ends, f"{path}.dated"), told.get(path, {}))


def _of_causes(case: Case, told: Mapping[str, Mapping[date, str]]) -> Iterator[Days]:
    noticed = {case.enforcement.notified_on: "enforcement.notified_on"} if case.enforcement else {}
    for place, _ in enumerate(case.poa.root_causes if case.poa else ()):
        yield _joined(noticed, told.get(f"poa.root_causes[{place}]", {}))


def _joined(*groups: Mapping[date, str]) -> Days:
    joined: Days = {}
    for group in groups:
        for day, path in group.items():
            joined.setdefault(day, path)
    return joined
