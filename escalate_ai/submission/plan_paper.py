"""The papers a letter stands on, written out.

In: a case. Out: the plan itemised, the report with its grounds, the list of listings, as plain text.

States typed facts in order and words nothing: what the client wrote stands as written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.terms import DateOrder
from escalate_ai.text.date_writing import write_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Measure


def plan_paper(case: Case, style: DateOrder) -> str:
    """Give the typed plan itemised under the three headings a reviewer looks for; empty without a plan."""
    if case.poa is None:
        return ""
    causes = (cause.statement for cause in case.poa.root_causes)
    blocks = [
        *_headed("Root cause", causes),
        *_headed("Corrective actions", (_measure(case, item, style) for item in case.poa.corrective_actions)),
        *_headed("Preventive measures", (_measure(case, item, style) for item in case.poa.preventive_measures)),
    ]
    return _paper("Plan of Action", case, blocks)


def grounds_paper(case: Case, title: str, style: DateOrder) -> str:
    """Give the dated grounds, each with its documents, after the incident they are about."""
    lines = [_ended(ground.statement) + _when(ground.dated, style) + _documents(case, ground.evidence) for ground in case.grounds]
    seen = case.incident
    about = [f"First noticed on {write_date(seen.noticed_on, style)}."] if seen else []
    about += [f"Reported: {who.name}" + (f", {who.seller_id}" if who.seller_id else "") for who in (seen.offenders if seen else ())]
    items = [f"{item.id}, {write_date(item.dated, style)}: {item.text}" for item in (seen.items if seen else ())]
    blocks = ["\n".join(about)] if about else []
    return _paper(title, case, [*blocks, *_headed("Items", items), *_headed("Grounds", lines)])


def listings_paper(case: Case) -> str:
    """Give the list of listings, one a line."""
    return "\n".join(case.asins) + "\n"


def _paper(title: str, case: Case, blocks: Iterable[str]) -> str:
    under = case.seller.store_name + (f" ({case.seller.seller_id})" if case.seller.seller_id else "")
    asins = f"Listings: {', '.join(case.asins)}" if case.asins else ""
    return "\n\n".join(block for block in (f"# {title}", "\n".join(line for line in (under, asins) if line), *blocks) if block) + "\n"


def _headed(heading: str, items: Iterable[str]) -> Iterator[str]:
    numbered = [f"{place}. {item}" for place, item in enumerate(items, 1)]
    if numbered:
        yield f"## {heading}"
        yield "\n".join(numbered)


def _measure(case: Case, item: Measure, style: DateOrder) -> str:
    when = f" In effect since {write_date(item.in_effect_since, style)}." if item.in_effect_since else _when(item.completed_on, style)
    details = "".join(f" {_ended(text)}" for text in (item.how, item.result) if text)
    return _ended(item.statement) + when + details + _documents(case, item.evidence)


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
