"""What a letter tells of its sendings beside a count: on the days behind it, elsewhere, to a manager. In: sentences, a count, the record.

Judges nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.history_claims import ANSWERING, SENDING, Clause, Cue, Dates
from escalate_ai.text.dates import DatePoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalate_ai.rules.history_record import Record


_NEAR = 24
"""Characters before a doing in which the list stands that it goes on with."""


class Claim(NamedTuple):
    """A count, where it stands, and what it counts."""

    number: int
    span: tuple[int, int]
    words: str
    unit: str | None


def dates_after(clause: Clause, claim: Claim, record: Record) -> int:
    """Count the sendings whose days follow a count in its sentence, up to the next thing sent or answered."""
    rows = [row for row in clause.dates if row.start >= claim.span[1] and row.kind == "send"]
    later = (cue for cue in clause.cues if cue.start >= claim.span[1] and cue.kind in SENDING | ANSWERING)
    stop = next((cue.start for cue in later if not _is_one_more(clause, cue)), clause.end)
    days = [mention for row in rows if row.start < stop for mention in row.mentions]
    return len({entry.index for mention in days if isinstance(mention.value, DatePoint) for entry in record.sent_on(mention.value)[:1]})


def _is_one_more(clause: Clause, cue: Cue) -> bool:
    """Say whether what is sent to is the next of a list: ", and for a manager's review on"."""
    return cue.kind == "send" and _next().search(clause.between(max(clause.start, cue.start - _NEAR), cue.start)) is not None


@cache
def _next() -> re.Pattern[str]:
    return re.compile(r"(?:,|,?\sand)\s(?:for|to)\s(?:an?\s|the\s)?\Z")


def told_elsewhere(clauses: Sequence[Clause], clause: Clause, claim: Claim, record: Record) -> bool:
    """Say whether the letter tells of sendings beyond the counted ones: on other days, or to a manager or executives."""
    mine = {id(row) for row in clause.dates if row.start >= claim.span[1]}
    elsewhere: list[Dates] = [row for other in clauses for row in other.dates if id(row) not in mine and row.kind == "send"]
    asked = [
        cue
        for other in clauses
        for cue in other.cues
        if cue.kind == "send"
        and re.search(r"manager|executive|senior|supervisor", cue.text, re.IGNORECASE)
        and not _is_one_more(other, cue)
    ]
    beyond = [way for other in clauses for way in other.channels if way.kind in {"ch_manager_review", "ch_executive"}]
    told = any(
        entry
        for row in elsewhere
        for mention in row.mentions
        if isinstance(mention.value, DatePoint)
        for entry in record.sent_on(mention.value)
    )
    return told or bool(asked) or (len(beyond) > 0 and claim.number < len(record.submissions) and not dates_after(clause, claim, record))


def told_apart(clauses: Sequence[Clause], clause: Clause, claim: Claim, record: Record) -> tuple[int, int]:
    """Count the sendings whose days stand behind a count, and elsewhere: "on A we wrote; before, three times: on B, C, D"."""
    mine = {id(row) for row in clause.dates if row.start >= claim.span[1]}
    days = [mention.value for other in clauses for row in other.dates if id(row) not in mine for mention in row.mentions]
    own = [mention.value for row in clause.dates if id(row) in mine for mention in row.mentions]
    listed = {entry.index for point in own if isinstance(point, DatePoint) for entry in record.sent_on(point)}
    others = {entry.index for point in days if isinstance(point, DatePoint) for entry in record.sent_on(point)}
    return len(listed), len(others - listed)
