"""What was sent and what came back, judged attempt by attempt. In: a case, the day, the policy. Out: `History`. Says nothing of rungs: that is the ladder's room.

An attempt counts when it went through a channel that decides on this kind of request, was not answered `wrong_channel`, and was not premature
(an executive mail before any manager review). Source: DOMAIN, "The ladder".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from escalate_ai.terms import Purpose, ReplyCategory

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Attempt, Reply
    from escalate_ai.policy import Policy


@dataclass(frozen=True, slots=True)
class Entry:
    """One attempt with everything that follows from it on the given day."""

    index: int
    """Its place in `case.appeals`."""
    attempt: Attempt
    purpose: Purpose
    """As stated, or by channel and kind."""
    counts: bool
    """Whether it spent an attempt."""
    why_not: str | None
    """Why it does not count, in words a client understands; None where it counts."""
    answer: ReplyCategory
    """The last thing that came back; `no_reply` where nothing did."""
    answered: Reply | None
    """The reply behind `answer`."""
    pending_until: date | None
    """The first day on which silence is over, where it is still pending on the given day; else None."""
    silent: bool
    """No answer (or only `under_review`) and the wait is over."""


@dataclass(frozen=True, slots=True)
class History:
    """Every attempt in order of sending, and the counts letters state."""

    as_of: date
    entries: tuple[Entry, ...]
    submissions: tuple[Entry, ...]
    """Purposes appeal, manager_review, executive, report: the number a letter states."""
    nudges: tuple[Entry, ...]
    counting: tuple[Entry, ...]
    """Those that count for the ladder."""

    @property
    def last_counting(self) -> Entry | None:
        """The attempt the ladder looks at first."""
        return self.counting[-1] if self.counting else None
