"""The plan as typed facts: causes, measures, grounds. In: plain data. Out: frozen values. Reads no files, judges nothing."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from escalate_ai.case.fields import Day, Fact, Ident, Identified, OrFileName, Statement, When, file_reference, numbered
from escalate_ai.terms import MeasureStatus


class Cause(Identified):
    """What the seller did, or failed to do, that led to the enforcement."""

    statement: Statement
    """One owned sentence: which step of the seller's own work failed."""


class Measure(Identified):
    """One thing done (corrective) or put in place (preventive)."""

    statement: Statement
    """What was done, in the seller's words."""
    status: MeasureStatus
    """Completed means done, or in force."""
    completed_on: Day | None = None
    """The day it was done; corrective actions."""
    in_effect_since: Day | None = None
    """The day from which it is in force; preventive measures."""
    how: Statement | None = None
    """How it was put in place: who, with what, which record."""
    result: Statement | None = None
    """What shows that it works: a count, a rate, an audit."""
    resolves: tuple[Ident, ...] = ()
    """The causes it answers."""
    evidence: tuple[Ident, ...] = ()
    """The documents behind it."""

    @property
    def dated(self) -> date | None:
        """The day that stands beside the measure in a letter."""
        return self.completed_on or self.in_effect_since


class PlanOfAction(Fact):
    """The appeal itself: causes owned, actions taken, measures standing."""

    root_causes: Annotated[tuple[Cause, ...], numbered("root_causes")] = ()
    """What the seller's own work did wrong."""
    corrective_actions: Annotated[tuple[Measure, ...], numbered("corrective_actions")] = ()
    """Done once, to put right what happened."""
    preventive_measures: Annotated[tuple[Measure, ...], numbered("preventive_measures")] = ()
    """Standing, so that it cannot happen again."""
    text: str | None = None
    """The plan as the client wrote it, where it came as a text."""
    file: str | None = None
    """Its file within the case folder."""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Corrective actions, then preventive measures."""
        return self.corrective_actions + self.preventive_measures


class Ground(Identified):
    """A dated fact that supports the request: what was seen, bought, tested, or what shows compliance."""

    statement: Statement
    """What was found, in the seller's words."""
    dated: When | None = None
    """The day or the period of the finding."""
    evidence: tuple[Ident, ...] = ()
    """The documents behind it."""


Grounds = Annotated[tuple[Ground, ...], numbered("grounds")]
"""Grounds, numbered in order."""
PlanFile = Annotated[PlanOfAction, BeforeValidator(file_reference), OrFileName()]
"""A file name in the case file, or the typed plan; loaded, always the plan."""
