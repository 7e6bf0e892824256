"""Every hard fact in a text. In: text, date order, currency of a bare sign. Out: mentions in order, none overlapping. Touches nothing."""

from __future__ import annotations

from functools import lru_cache

from escalate_ai.terms import DateOrder
from escalate_ai.text.dates import dates_in_plain
from escalate_ai.text.folding import fold, unwrapped
from escalate_ai.text.identifiers import identifiers_in_plain
from escalate_ai.text.mention import Bound, Mention, MentionKind, placed
from escalate_ai.text.numbers import numbers_outside
from escalate_ai.text.places import Places

__all__ = ["Bound", "Mention", "MentionKind", "find_mentions"]


def find_mentions(text: str, order: DateOrder, currency: str) -> tuple[Mention, ...]:
    """Find dates, identifiers and numbers; a digit belongs to one mention only: an identifier before a date before a number.

    Contact data (mail addresses, links, phone numbers) gives no mention, but for the ASIN of a product link.

    Args:
        text: Any text.
        order: How the marketplace orders a date in digits.
        currency: ISO code of what a bare "$" means there.

    """
    return _recent(text, order, currency) if len(text) < _WORTH_KEEPING else _found(text, order, currency)


_WORTH_KEEPING = 10_000
"""Characters up to which a text's facts are kept for the next reader: ladder, rules and ledger all ask for the same ones."""


@lru_cache(maxsize=1024)
def _recent(text: str, order: DateOrder, currency: str) -> tuple[Mention, ...]:
    return _found(text, order, currency)


def _found(text: str, order: DateOrder, currency: str) -> tuple[Mention, ...]:
    folded = unwrapped(fold(text))
    plain = folded.text
    identifiers = identifiers_in_plain(plain)
    places = Places(mention.span for mention in identifiers)
    dates = [mention for mention in dates_in_plain(plain, order) if places.take(mention.span)]
    taken = [mention.span for mention in (*identifiers, *dates)]
    found = [*identifiers, *dates, *numbers_outside(plain, currency, taken)]
    return placed(sorted(found, key=lambda mention: mention.span), folded)
