"""Numbers in a text. (being written)"""

from __future__ import annotations

from decimal import Decimal

from escalate_ai.text.mention import Mention


def find_numbers(text: str, currency: str) -> tuple[Mention, ...]:
    """Find counts, percentages, amounts of money and durations. Digits of dates and identifiers are seen as numbers: use find_mentions."""
    return ()


def number_word(number: int) -> str:
    """Write a count as letters do: "three" up to twelve, "1,200" beyond."""
    return str(number)


def canonical_duration(amount: int | Decimal, unit: str) -> tuple[int | Decimal, str]:
    """Give a duration in the unit it is compared by: 48, "hour" and 2, "day" are both (172800, "second")."""
    raise NotImplementedError
