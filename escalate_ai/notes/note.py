"""What one note to the client is. In: nothing. Out: `Note`, and the few words all notes share. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.text.date_writing import write_date
from escalate_ai.text.dates import DatePoint, find_dates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from escalate_ai.brief import Brief
    from escalate_ai.text.folding import Span


class Note(NamedTuple):
    """One thing to look at before sending."""

    kind: str
    """What sort of thing it is, like `reply_read_from_text`."""
    where: str
    """The path in the case it is about."""
    text: str
    """What is odd and what to do, a sentence or two for the client."""


def written(brief: Brief, day: date) -> str:
    """Write a day as the client's marketplace does."""
    return write_date(day, brief.policy.marketplaces[brief.case.seller.marketplace].style)


def days_in(brief: Brief, text: str) -> list[date]:
    """Give the whole days a text names."""
    return [day for day, _ in placed_days(brief, text)]


def placed_days(brief: Brief, text: str) -> list[tuple[date, Span]]:
    """Give the whole days a text names, each with its place."""
    if not any(char.isdigit() for char in text):
        return []
    order = brief.policy.marketplaces[brief.case.seller.marketplace].order
    found = ((mention.value, mention.span) for mention in find_dates(text, order))
    days = ((point.as_date(), span) for point, span in found if isinstance(point, DatePoint))
    return [(day, span) for day, span in days if day]


def listed(parts: Iterable[str], most: int = 5) -> str:
    """Write "a, b and c"; of many the first ones and how many more."""
    given = list(parts)
    if len(given) > most:
        return f"{', '.join(given[:most])} and {len(given) - most} more"
    return " and ".join([", ".join(given[:-1]), given[-1]]) if len(given) > 1 else "".join(given)
