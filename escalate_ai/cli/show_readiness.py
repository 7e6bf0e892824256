"""Where a case stands, as rows a client understands. In: a `Readiness`. Out: rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from escalate_ai.cli.show_findings import finding_rows
from escalate_ai.ladder import Readiness
from escalate_ai.terminal import BLANK, Ink, Row, prose
from escalate_ai.terms import Rung

MEANING = {
    Rung.APPEAL: "send the plan or report through a channel that decides first",
    Rung.REVISE: "mend the plan, or supply what was asked for, first",
    Rung.WAIT: "Amazon still has time to answer",
    Rung.NUDGE: "ask Amazon to confirm and review what it has not answered",
    Rung.MANAGER_REVIEW: "ask for a manager or senior investigator",
    Rung.EXECUTIVE: "write to the executive team",
    Rung.OUTSIDE: "a person decides: counsel, mediation or arbitration",
    Rung.RESOLVED: "nothing is left to ask",
}
"""One clause for each rung."""


def rows(stands: Readiness, width: int) -> Iterator[Row]:
    """Give the rung, whether a letter is due, why, what was found and what to do next."""
    yield (
        Ink("ready", "bold green") if stands.ready else Ink("not ready", "bold yellow"),
        Ink(f": {stands.rung.value}, {MEANING[stands.rung]}"),
    )
    if stands.until:
        yield (Ink(f"wait until {stands.until.isoformat()}", "bold"),)
    if stands.recipient:
        yield from prose(f"to: {stands.recipient.name}, by {stands.recipient.channel.value}", width)
    if stands.override:
        yield from prose(f"written on the rung {stands.override.rung.value} instead: {stands.override.because}", width, style="yellow")
    yield from listed("why", stands.reasons, width)
    yield from listed("next", stands.next_steps, width)
    yield from finding_rows(stands.findings, {}, width)


def listed(title: str, items: Iterable[str], width: int) -> Iterator[Row]:
    """Give a titled list, or nothing where there is nothing in it."""
    kept = list(items)
    if not kept:
        return
    yield BLANK
    yield (Ink(title, "bold"),)
    for item in kept:
        yield from prose(item, width, indent="  ", lead="- ")


def new_rows(folder: Path, created: Iterable[str], width: int) -> Iterator[Row]:
    """Give what `new` has written and what to do with it."""
    yield (Ink("created", "bold green"),)
    for path in created:
        yield (Ink(f"  {path}"),)
    yield from listed(
        "next",
        (
            "fill in case.yaml; every key has a comment",
            "put the Plan of Action, what was sent and the documents beside it",
            f"escalate-ai readiness {folder}",
        ),
        width,
    )
