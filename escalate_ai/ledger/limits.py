"""Limits that a case or a letter tells: "fewer than four". In: mentions of numbers. Out: whether they say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.ledger.said import subject_words
from escalate_ai.ledger.sums import number_of
from escalate_ai.text.mention import Bound, Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalate_ai.ledger.held import Held, Texts
    from escalate_ai.ledger.said import Said

_LARGE = 100
_SURELY = 3
"""Telling words that a sentence shares with the part of the case whose limit it tells."""


def is_same_limit(one: Mention, other: Mention) -> bool:
    """Say whether two limits of things that are counted whole are the same: "three or fewer" and "fewer than four"."""
    if not isinstance(one.value, int) or not isinstance(other.value, int) or one.kind is not MentionKind.COUNT:
        return False
    limits = {(mention.bound, mention.value) for mention in (one, other)}
    low, high = sorted((one.value, other.value))
    return high - low == 1 and limits in ({(Bound.AT_MOST, low), (Bound.LESS_THAN, high)}, {(Bound.MORE_THAN, low), (Bound.AT_LEAST, high)})


def breaks_limit(said: Said, counts: Iterable[Held], texts: Texts) -> bool:
    """Say whether a limit is told otherwise than the case has it, in a sentence that surely tells of it: "above 91", where it is 90."""
    mention = said.mention
    if mention.kind is not MentionKind.COUNT or mention.unit is None:
        return False
    own = [one for one in counts if one.mention.bound is mention.bound and is_limit_of(one.mention) and one.mention.unit in said.units]
    words = subject_words(said)
    told = [one for one in own if len(words & texts.words(one.group)) >= _SURELY]
    return bool(told) and all(one.mention.value != mention.value and not is_same_limit(one.mention, mention) for one in told)


def is_limit_of(mention: Mention) -> bool:
    """Say whether a number of the case is a limit, which no other number is as good as: "fewer than 3 pieces"."""
    if mention.bound in {Bound.LESS_THAN, Bound.AT_MOST}:
        return True
    return mention.bound is not None and mention.kind is MentionKind.COUNT and number_of(mention) < _LARGE
