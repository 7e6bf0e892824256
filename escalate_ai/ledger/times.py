"""Whether a case holds a length of time. In: a span of a letter with its ends, the case's spans and texts. Out: its source, or None.

Told in the case, gone by between two of its days, the period of a rate, a working time, or what lies between two lengths of one text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.ledger.elapsed import is_elapsed, is_limit, more_by, told_from, years_named
from escalate_ai.ledger.rates import between_clocks, between_two_clocks, period_of_rate, weekdays_named
from escalate_ai.ledger.recurring import told_of
from escalate_ai.ledger.samecount import lasts_otherwise
from escalate_ai.ledger.sums import number_of
from escalate_ai.text.frequencies import find_frequencies
from escalate_ai.text.mention import Bound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalate_ai.ledger.held import Held, Texts
    from escalate_ai.ledger.said import Said
    from escalate_ai.ledger.spans import Spans


def time_of(said: Said, told: str | None, durations: Sequence[Held], spans: Spans, texts: Texts) -> str | None:
    """Give where a span of time comes from.

    Args:
        said: The span as the letter says it.
        told: Where the case tells of one as long.
        durations: Every length of time that the case tells.
        spans: The time between its days.
        texts: Its texts.

    """
    mention, ends = said.mention, said.ends
    bound = mention.bound or (Bound.AT_MOST if is_limit(mention, said.sentence) else None)
    is_dated = ends.is_bound or (bound is not None and bool(ends.either))
    is_free = not ends.is_bound or bound is Bound.AT_MOST or (ends.is_closed and not ends.early) or _is_told_alike(said, told, texts)
    held = told or period_of_rate(said, texts) if is_free else None
    held = held or (None if is_dated else between_clocks(said, texts))
    if held:
        return held
    if is_dated or ends.is_open_to_all or mention.bound is not None or is_elapsed(mention, said.sentence):
        linked, is_placed = _linked(said, bound, spans), is_dated or ends.either or ends.is_open_to_all
        if not (is_placed or linked) and lasts_otherwise(said, durations, texts):
            return None
        return linked or _gone_by(said, told, bound, spans, texts)
    held = weekdays_named(said, texts) or between_two_clocks(said, texts) or years_named(said, texts) or more_by(said, durations)
    held = held or each_so_often(said, texts)
    return held or spans.between_named(number_of(mention), mention.unit or "", ends)


def _is_told_alike(said: Said, told: str | None, texts: Texts) -> bool:
    """Say whether the case tells the same time by the same word: "in the 60 days before" with nothing behind it."""
    way = _way().match(said.sentence.partition(said.mention.text)[2])
    if told is None or way is None:
        return False
    number, _, unit = said.mention.text.partition(" ")
    alike = re.compile(rf"(?<![\w.,]){re.escape(number)}[\s-]{re.escape(unit)}\s{way['way']}(?=[,.;:)]|$)", re.IGNORECASE)
    return alike.search(texts.text(told)) is not None


@cache
def _way() -> re.Pattern[str]:
    return re.compile(r"\s(?P<way>before|earlier|previously|beforehand)(?=[,.;:)]|$)", re.IGNORECASE)


def each_so_often(said: Said, texts: Texts) -> str | None:
    """Find the "every two weeks" of what the case tells as done fortnightly."""
    if not re.search(r"(?<!\w)every\s$", said.sentence.partition(said.mention.text)[0], re.IGNORECASE):
        return None
    mine = next(find_frequencies(f"every {said.mention.text}"), None)
    return next((one.path for one in told_of(texts) if mine and one.how_often.is_like(mine)), None)


def _linked(said: Said, bound: Bound | None, spans: Spans) -> str | None:
    return None if bound or said.ends.is_vague else spans.linked(number_of(said.mention), said.mention.unit or "", said.ends)


def _gone_by(said: Said, told: str | None, bound: Bound | None, spans: Spans, texts: Texts) -> str | None:
    """Give what a span follows from that surely went by."""
    if said.ends.is_vague:
        return "derived: counted from a day that is told only in part"
    found = spans.source(number_of(said.mention), said.mention.unit or "", bound, said.ends)
    return found or (told_from(said, told, texts) if said.ends.is_bound else years_named(said, texts))
