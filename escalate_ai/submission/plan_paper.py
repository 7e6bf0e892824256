"""The papers a letter stands on, as what they say.

In: a case. Out: the plan itemised, the report with its grounds, the list of listings, each a `Paper` that any format can write.

States typed facts in order and words nothing: what the client wrote stands as written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.terms import DateOrder
from escalate_ai.text.date_writing import write_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Measure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, one numbered entry after another."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper before it has a format."""

    title: str
    under: tuple[str, ...]
    """Lines below the title: whose it is, and about which listings."""
    about: tuple[str, ...] = ()
    """Lines on what happened, where the paper tells that before its sections."""
    sections: tuple[Section, ...] = ()


def plan_paper(case: Case, title: str, style: DateOrder) -> Paper | None:
    """Give the typed plan itemised under the three headings a reviewer looks for; None without a plan."""
    if case.poa is None:
        return None
    return Paper(
        title,
        _under(case),
        sections=_sections(
            ("Root cause", (cause.statement for cause in case.poa.root_causes)),
            ("Corrective actions", (_measure(case, item, style) for item in case.poa.corrective_actions)),
            ("Preventive measures", (_measure(case, item, style) for item in case.poa.preventive_measures)),
        ),
    )


def grounds_paper(case: Case, title: str, style: DateOrder) -> Paper:
    """Give the dated grounds, each with its documents, after the incident they are about."""
    lines = (_ended(ground.statement) + _when(ground.dated, style) + _documents(case, ground.evidence) for ground in case.grounds)
    seen = case.incident
    about = [f"First noticed on {write_date(seen.noticed_on, style)}."] if seen else []
    about += [f"Reported: {who.name}" + (f", {who.seller_id}" if who.seller_id else "") for who in (seen.offenders if seen else ())]
    items = (f"{item.id}, {write_date(item.dated, style)}: {item.text}" for item in (seen.items if seen else ()))
    return Paper(title, _under(case), tuple(about), _sections(("Items", items), ("Grounds", lines)))


def listings_paper(case: Case) -> str:
    """Give the list of listings, one a line."""
    return "\n".join(case.asins) + "\n"


def _under(case: Case) -> tuple[str, ...]:
    whose = case.seller.store_name + (f" ({case.seller.seller_id})" if case.seller.seller_id else "")
    return (whose, f"Listings: {', '.join(case.asins)}") if case.asins else (whose,)


def _sections(*given: tuple[str, Iterable[str]]) -> tuple[Section, ...]:
    made = (Section(heading, tuple(" ".join(item.split()) for item in items)) for heading, items in given)
    return tuple(section for section in made if section.items)


def _measure(case: Case, item: Measure, style: DateOrder) -> str:
    when = f" In effect since {write_date(item.in_effect_since, style)}." if item.in_effect_since else _done(item.completed_on, style)
    details = "".join(f" {_ended(text)}" for text in (item.how, item.result) if text)
    return _ended(item.statement) + when + details + _documents(case, item.evidence)


def _done(day: date | Period | None, style: DateOrder) -> str:
    return _when(day, style) if day is None or isinstance(day, Period) else f" Completed on {write_date(day, style)}."


def _when(day: date | Period | None, style: DateOrder) -> str:
    if day is None:
        return ""
    if isinstance(day, Period):
        return f" Between {write_date(day.start, style)} and {write_date(day.end, style)}."
    return f" Dated {write_date(day, style)}."


def _documents(case: Case, ids: tuple[str, ...]) -> str:
    titles = [document.title for document in case.evidence if document.id in ids]
    return f" Document: {'; '.join(titles)}." if titles else ""


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
