"""What the ladder says of a case: `Readiness`, the JSON of `readiness`. In: nothing. Out: frozen values. Decides nothing."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from escalate_ai.findings import Finding
from escalate_ai.terms import Channel, Rung


class _Answer(BaseModel):
    """A part of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)


class Recipient(_Answer):
    """Who the letter goes to."""

    name: str
    """The team or body, as the salutation calls it."""
    channel: Channel
    """The way it goes there."""
    address: str | None = None
    """Where the house has verified one; null: look the current one up."""
    verified_on: date
    """The day the entry was last looked at."""


class Override(_Answer):
    """The caller's choice of another rung than the one advised."""

    rung: Rung
    """The rung the letter is written on."""
    because: str
    """The reason given."""


class Readiness(_Answer):
    """On which rung a case stands on a day, whether a letter may be written, why, and what to do next."""

    rung: Rung
    """The rung advised, whatever the caller chose."""
    ready: bool
    """Whether a letter may be written now, on this rung or on the overriding one."""
    reasons: tuple[str, ...]
    """Why, in sentences for the client; the deciding one first."""
    findings: tuple[Finding, ...] = ()
    """The readiness findings, those of the rung first."""
    until: date | None = None
    """On `wait`: the first day on which silence counts; else null."""
    next_steps: tuple[str, ...] = ()
    """What to do, in order."""
    override: Override | None = None
    """The caller's choice, where it differs from the advice."""
    recipient: Recipient | None = None
    """Who the letter goes to; null where none is written."""

    @property
    def letter_rung(self) -> Rung:
        """The rung a letter is written on: the caller's choice, else the advice."""
        return self.override.rung if self.override else self.rung
