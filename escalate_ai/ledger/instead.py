"""What a case has instead of a number it does not hold. In: the number, the case's numbers. Out: words for a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.ledger.nouns import nouns
from escalate_ai.ledger.sums import number_of
from escalate_ai.text.mention import Mention, MentionKind
from escalate_ai.text.number_words import lemma

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalate_ai.ledger.counts import Count
    from escalate_ai.ledger.held import Held


def nearest(mention: Mention, equal: Sequence[Held], of_kind: Sequence[Held], counts: Sequence[Count]) -> str | None:
    """Say what the case has: the same number of another thing, or another number of the same.

    Args:
        mention: The number that the case does not hold.
        equal: Its numbers of the same value.
        of_kind: Its numbers of the same kind.
        counts: What it lists, counted.

    """
    if mention.ordinal:
        return None
    if equal:
        return f"the case has {_words(equal[0].mention)} ({equal[0].path})"
    like = nouns().like(mention.unit)
    same = [held for held in of_kind if held.mention.unit == mention.unit or held.mention.unit in like]
    if same:
        best = min(same, key=lambda held: abs(number_of(held.mention) - number_of(mention)))
        return f"the case has {_words(best.mention)} ({best.path})"
    counted = next((count for count in counts if mention.unit in count.nouns), None) if mention.kind is MentionKind.COUNT else None
    return f"the case counts {counted.value} {counted.what}" if counted else None


def _words(mention: Mention) -> str:
    words = " ".join(mention.text.split())
    if mention.kind is MentionKind.COUNT and mention.unit and lemma(words.split()[-1]) != mention.unit:
        return f'"{words}" ({mention.unit})'
    return f'"{words}"'
