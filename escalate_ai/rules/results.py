"""Whether a bullet tells what its measure brought. In: a letter's reading with its brief, a bullet. Out: yes or no. Blames nothing.

The wordings of a result are listed elsewhere; here the case's own result is looked for: its numbers, its days, or two of its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.rules.support import support_of
from escalate_ai.rules.wording import concepts
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mentions import find_mentions

if TYPE_CHECKING:
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.rules.support import Support
    from escalate_ai.text.mentions import Mention


def tells_result(reading: LetterReading, part: Part) -> bool:
    """Say whether a bullet has a number, a day, or two words, of what the case says that its measure brought."""
    support = support_of(reading, part)
    if support is None or not support.result:
        return False
    told, stated = (
        {(one.kind, one.value) for one in find_mentions(text, reading.order, reading.currency) if not _is_day_of(support, one)}
        for text in (support.result, support.statement)
    )
    numbers = told - stated
    if any((mention.kind, mention.value) in numbers for mention in reading.mentions(part)):
        return True
    return len(concepts(part.text) & concepts(support.result) - concepts(support.statement)) > 1


def _is_day_of(support: Support, mention: Mention) -> bool:
    """Say whether a date is the measure's own day, which every bullet has, or none of the days: a month, a year."""
    point = mention.value
    if not isinstance(point, DatePoint):
        return False
    day = point.as_date()
    return day is None or day == support.dated
