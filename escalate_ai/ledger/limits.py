"""Limits that a case or a letter tells: "fewer than four". In: mentions of numbers. Out: whether they say the same."""

from __future__ import annotations

from escalate_ai.ledger.sums import number_of
from escalate_ai.text.mention import Bound, Mention, MentionKind

_LARGE = 100


def is_same_limit(one: Mention, other: Mention) -> bool:
    """Say whether two limits of things that are counted whole are the same: "three or fewer" and "fewer than four"."""
    if not isinstance(one.value, int) or not isinstance(other.value, int) or one.kind is not MentionKind.COUNT:
        return False
    limits = {(mention.bound, mention.value) for mention in (one, other)}
    low, high = sorted((one.value, other.value))
    return high - low == 1 and limits in ({(Bound.AT_MOST, low), (Bound.LESS_THAN, high)}, {(Bound.MORE_THAN, low), (Bound.AT_LEAST, high)})


def is_limit_of(mention: Mention) -> bool:
    """Say whether a number of the case is a limit, which no other number is as good as: "fewer than 3 pieces"."""
    if mention.bound in {Bound.LESS_THAN, Bound.AT_MOST}:
        return True
    return mention.bound is not None and mention.kind is MentionKind.COUNT and number_of(mention) < _LARGE
