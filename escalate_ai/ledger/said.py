"""A number as a letter says it. In: a mention and its sentence. Out: `Said`. Looks nothing up."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from escalate_ai.ledger.ends import Ends
from escalate_ai.ledger.nouns import nouns
from escalate_ai.text.mention import Mention, MentionKind
from escalate_ai.text.number_words import lemma, number_lists

_HEAD = 4
"""Letters that the head of a joined noun has at least."""


class Said(NamedTuple):
    """A number as a letter says it."""

    mention: Mention
    words: frozenset[str]
    """The words of its sentence, in the singular."""
    sentence: str
    shown: frozenset[int]
    """How many points and documents the letter lists."""
    home: str | None = None
    """The measure or ground its bullet stands for: a number is looked up there first."""
    ends: Ends = Ends()
    """Between which days a span of time lies, as far as its sentence says."""

    beside: tuple[tuple[MentionKind, object, str | None], ...] = ()
    """The other facts of its sentence: kind, value and unit of each."""

    @property
    def number(self) -> Decimal:
        """The number itself."""
        value = self.mention.value
        return Decimal(value) if isinstance(value, (int, Decimal)) else Decimal(0)

    @property
    def units(self) -> frozenset[str]:
        """The nouns it may be counted by: its own, and those that certainly mean the same."""
        unit = self.mention.unit
        return frozenset() if unit is None else nouns().like(unit)


def modifiers(mention: Mention) -> frozenset[str]:
    """Give the words between a number and its noun: the "order" of "212 order confirmations"."""
    return frozenset(lemma(word) for word in mention.text.replace("-", " ").split()[1:])


def is_head_of(one: str, other: str) -> bool:
    """Say whether one noun is the head of the other, written in one word: the lamps of headlamps."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _HEAD and len(long) - len(short) >= _HEAD - 1 and long.endswith(short)


def subject_words(said: Said) -> frozenset[str]:
    """Give the telling words of a sentence that are no function words and none of the number's own."""
    own = frozenset(re.findall(r"[a-z-]+", said.mention.text.lower()))
    return telling(said.words) - own - said.units - number_lists().stops


def telling(words: frozenset[str]) -> frozenset[str]:
    """Give the words that tie a sentence to another: those of more than three letters."""
    return frozenset(word for word in words if len(word) > 3)  # noqa: PLR2004  shorter words tie nothing together
