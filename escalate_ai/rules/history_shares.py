"""How many of the submissions went one way, told as a part of all: "of four submissions, two used the form". In: sentences, the record.

Out: hits for parts that differ. Speaks only where one way alone is named right behind the verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.rules.rule import Hit
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalate_ai.rules.history_claims import Clause, Cue
    from escalate_ai.rules.history_record import Record
    from escalate_ai.text.mentions import Mention


def wrong_shares(clauses: Iterable[Clause], record: Record) -> Iterator[Hit]:
    """Find a part of the submissions told to have gone a way that more of them went, or fewer."""
    for clause in clauses:
        for mention in clause.counts if clause.channels else ():
            end = _end_of_part(clause, mention)
            way = _way_of(clause, end) if end else None
            if way is None:
                continue
            gone = {sum(record.went(entry, {way.kind}) for entry in row) for row in (record.submissions, record.entries)}
            if mention.value not in gone:
                told = f"\u201c{' '.join(mention.text.split())}\u201d by \u201c{way.text}\u201d"
                said = f"{told} does not agree with the case, which counts {min(gone)}."
                yield Hit(clause.part, mention.span, said, "Give the number that went this way in the case.")


def _end_of_part(clause: Clause, mention: Mention) -> int | None:
    """Give where the words of a part of all submissions end; None where a number is none."""
    if mention.kind is not MentionKind.COUNT or mention.ordinal or mention.bound is not None:
        return None
    start, end = mention.span
    whole = _of_them().match(clause.part.text, start, clause.end)
    if whole:
        return whole.end()
    return end if mention.unit is None and _of_all().search(clause.between(clause.start, start)) else None


def _way_of(clause: Clause, start: int) -> Cue | None:
    """Give the one way named behind the verb of a part."""
    after = [cue for cue in clause.channels if cue.start >= start]
    if not after or not _verb().fullmatch(clause.between(start, after[0].start)):
        return None
    others = [cue for cue in after[1:] if cue.kind != after[0].kind and _joined().search(clause.between(after[0].end, cue.start))]
    return None if others else after[0]


@cache
def _of_all() -> re.Pattern[str]:
    """What goes before a part: "of the four submissions,"."""
    return re.compile(
        r"(?<!\w)(?:out\s)?of\s(?:(?:the|our|these|those|all)\s)?(?:\w+\s)?(?:submissions|appeals|reports|attempts)(?:\s(?:so\sfar|to\sdate))?,\s$",
        re.IGNORECASE,
    )


@cache
def _of_them() -> re.Pattern[str]:
    """A part with what it is of: "three of our four submissions"."""
    return re.compile(
        r"[a-z\d]+\s(?:out\s)?of\s(?:(?:the|our|these|those|all)\s)?(?:[a-z\d]+\s)?(?:submissions|appeals|reports|attempts)(?!\w)",
        re.IGNORECASE,
    )


@cache
def _verb() -> re.Pattern[str]:
    """What stands between a part and the way it went."""
    return re.compile(
        r"\s(?:each\s|both\s|all\s)?(?:(?:have|had)\s)?(?:used|took|taken|went|gone|were|was|been|passed|ran|came)"
        r"(?:\s(?:in|made|sent|filed|submitted|lodged|put|through|via|by|to|over|using|with|on)){0,3}\s(?:the\s|our\s|an?\s)?(?:[A-Za-z]+\s){0,2}",
        re.IGNORECASE,
    )


@cache
def _joined() -> re.Pattern[str]:
    """What joins a second way to the first for the same part."""
    return re.compile(r"^[^,;.]{0,20}\s(?:and|or)\s(?:the\s|through\s|by\s|via\s|to\s){0,2}(?:[A-Za-z]+\s){0,2}$", re.IGNORECASE)
