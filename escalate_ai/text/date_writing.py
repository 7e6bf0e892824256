"""Dates as a letter writes them. (being written)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from escalate_ai.text.dates import DateOrder


def write_date(day: date, style: DateOrder) -> str:
    """Write "August 14, 2026" for MDY, else "14 August 2026"."""
    return f"{day:%B} {day.day}, {day.year}" if style is DateOrder.MDY else f"{day.day} {day:%B} {day.year}"


def write_dates(days: Sequence[date], style: DateOrder) -> str:
    """Write "August 20, September 2 and September 21, 2026": a year once for the run of dates that share it."""
    return " and ".join(write_date(day, style) for day in days)
