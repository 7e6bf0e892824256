"""What an answer of a day said, as the words beside the day tell: proof wanted, another desk named, the notice again. In: stretches.

Out: the kind, where the day's own piece of the sentence names one and no other. Judges nothing, and reads no case.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from escalate_ai.rules.history_stretches import DAY, INSIDE
from escalate_ai.text.anycase import AnyCase

if TYPE_CHECKING:
    from escalate_ai.rules.history_stretches import Row, Stretch

_REACH = 120


def answer_told(stretch: Stretch, place: int) -> str | None:
    """Give the one kind of answer that the pieces before and behind a row tell of it."""
    row = stretch.rows[place]
    bracket = stretch.inner.get(row.days[-1])
    pieces = [_before(stretch, row, place), _behind(stretch, row, place)]
    if bracket and not bracket.rows:
        pieces.append(bracket.text)
    if any(_shared_out().search(piece) for piece in pieces):
        return None
    told = {kind for piece in pieces if piece for kind in kinds_in(piece)}
    return told.pop() if len(told) == 1 else None


def kinds_in(text: str) -> frozenset[str]:
    """Give every kind of answer some words name."""
    return frozenset(match.lastgroup for match in _kinds().spots(text) if match.lastgroup)


def _before(stretch: Stretch, row: Row, place: int) -> str:
    """Give the piece of a sentence that leads to a row: since the last mark or joint; for a bare bracket the words it stands behind."""
    left = row.left
    if stretch.host is not None and place == 0 and not left.strip():
        if stretch.text.strip(f"{DAY} ,and") or stretch.host.endswith(DAY):
            return ""
        left = stretch.host
    return _joint().split(left)[-1][-_REACH:]


def _behind(stretch: Stretch, row: Row, place: int) -> str:
    """Give the piece behind a row, up to the next mark or joint; none where a comma leads on to the next day."""
    right = row.right.lstrip(f"{INSIDE} ")
    is_set_off = right.startswith((",", ":"))
    if len(row.days) > 1 and (is_set_off or INSIDE in row.right[:2]):
        return ""
    head = _joint().split(right.lstrip(",: "))[0]
    runs_on = place + 1 < len(stretch.rows) and is_set_off and right.rstrip().endswith(head.rstrip())
    return "" if runs_on or _goes_on().match(right) or INSIDE in row.right[:1] else head[:_REACH]


@cache
def _shared_out() -> re.Pattern[str]:
    """Words that deal several answers out: what they say is told of another day than the one beside them."""
    return re.compile(
        r"(?<!\w)(?:respectively|in\sturn|in\sthat\sorder|the\s(?:former|latter|others?|other\stwo|rest))(?!\w)", re.IGNORECASE
    )


@cache
def _goes_on() -> re.Pattern[str]:
    """What leads on to another thing behind a day: ", and then a refusal"."""
    return re.compile(r",?\s?(?:and|then|but|while|whereas)(?!\w)")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(
        rf"[;:{INSIDE}{DAY}]|\.\s|,\s|\s(?:but|while|whereas)\s|\sand\s(?=(?:on|the|to|that|in|we|you|it|our|then|finally|drew|brought|got|met|received)\s)"
    )


@cache
def _kinds() -> AnyCase:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "history_tellings.toml").read_text("utf-8"))
    several = "|".join(rf"(?P<{kind}>{pattern})" for kind, pattern in raw["answers"].items())
    return AnyCase(re.compile(rf"(?<!\w)(?:{several})(?!\w)", re.IGNORECASE))
