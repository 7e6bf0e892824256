"""Every hard fact in a text. In: text, date order, currency of a bare sign. Out: mentions in order, none overlapping. Touches nothing."""

from __future__ import annotations

from escalate_ai.text.dates import DateOrder
from escalate_ai.text.mention import Bound, Mention, MentionKind

__all__ = ["Bound", "Mention", "MentionKind", "find_mentions"]


def find_mentions(text: str, order: DateOrder, currency: str) -> tuple[Mention, ...]:
    """Find dates, identifiers and numbers; a digit belongs to one mention only."""
    return ()
