"""The choice of three. In: a case. Out: the measures or grounds a letter shows, in an order that can be explained. Words nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from escalate_ai.case.facts import Day, Period


@dataclass(frozen=True, slots=True)
class Highlight:
    """One completed measure or one ground, with everything a bullet may say."""

    id: str
    """CA1, PM2, G3."""
    path: str
    """Where it stands in the case, like `poa.preventive_measures[0]`."""
    side: Literal["corrective", "preventive", "ground"]
    statement: str
    dated: Day | Period | None
    how: str | None
    result: str | None
    evidence: tuple[str, ...]
    """Ids of the documents behind it, its own and those that say they support it."""
    resolves: tuple[str, ...]
    why: str
    """Why it was chosen, one clause."""
