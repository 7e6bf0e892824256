"""Days as findings write them. In: a day or a period, and the marketplace. Out: text in that marketplace's style. Judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.terms import Marketplace
from escalate_ai.text.date_writing import write_date

if TYPE_CHECKING:
    from datetime import date

    from escalate_ai.case.case import Case
    from escalate_ai.policy import Policy


def written(when: date | Period, case: Case | None, policy: Policy) -> str:
    """Write a day, or both ends of a period, as the case's marketplace does; as in the United States where there is no case."""
    style = policy.marketplaces[case.seller.marketplace if case else Marketplace.US].style
    if isinstance(when, Period) and when.start != when.end:
        return f"{write_date(when.start, style)} to {write_date(when.end, style)}"
    return write_date(when.start if isinstance(when, Period) else when, style)
