"""Days listed after a colon, ways named twice. In: a text, words of sending, a row of days. Out: what joins them. Judges nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalate_ai.rules.history_claims import Cue


def before_list(text: str, start: int, first: int, end: int) -> str:
    """Give the words between words of sending and a row of days; without the colon where the row lists what they tell.

    "two appeals to date: on A and B through the form" is such a list; "without success: on A more was asked for" is none.

    Args:
        text: The part they stand in.
        start: Where the words of sending end.
        first: Where the row begins.
        end: Where the row ends.

    """
    gap = text[start:first]
    head = _colon().fullmatch(gap)
    return head["gap"] if head and _goes_on().match(text, end) else gap


@cache
def _colon() -> re.Pattern[str]:
    return re.compile(r"(?P<gap>[^:;.?!]{0,60}):\s?(?:on\s)?(?:the\s)?", re.IGNORECASE)


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(
        r"\s?(?:[.;(]|$)|,?\s(?:and\s|both\s|all\s|each\s)?(?:through|via|by|to|in|using|with|for|on)(?!\w)",
        re.IGNORECASE,
    )


def ways_named(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Give the ways in order; of "the Report Abuse appeal form" the name alone."""
    ways = sorted((cue for cue in cues if cue.kind.startswith("ch_")), key=lambda cue: cue.start)
    named = {cue.end + 1: cue.kind for cue in ways}
    return tuple(cue for cue in ways if not (cue.text.lower().startswith("appeal") and named.get(cue.start, cue.kind) != cue.kind))


def has_own_verb(text: str, end: int) -> bool:
    """Say whether a day has a verb of its own right behind it: "refused on A and on B asked for invoices"."""
    return _own_verb().match(text, end) is not None


@cache
def _own_verb() -> re.Pattern[str]:
    return re.compile(
        r"\s(?:(?:we|it)\s(?:was|were)\s|was\s|were\s)?(?:asked|refused|denied|declined|rejected|told|wanted)(?!\w)", re.IGNORECASE
    )


@cache
def subject() -> re.Pattern[str]:
    """What was sent, where it is only the subject of an answer."""
    return re.compile(r"(?:appeals?|submissions?|reports?|requests?|reviews?|letters?|attempts?|escalations?)$", re.IGNORECASE)
