"""Time told as gone by. In: a mention and its sentence. Out: whether it is a span that went by or a setting, and where it is told."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.text.dates import DatePoint
from escalate_ai.text.number_words import CARDINAL

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from escalate_ai.ledger.held import Texts
    from escalate_ai.text.mention import Mention


def is_elapsed(mention: Mention, sentence: str) -> bool:
    """Say whether a span is told as time that went by, "six days after the notice", and not as a setting: "every 30 days", "at 30 days".

    Where no sentence is given it may be.
    """
    head, _, tail = sentence.partition(mention.text)
    head = _listed_before().sub("", head)
    if _of_doing().match(tail):
        return False
    return not sentence or _before_elapsed().search(head) is not None or _behind_elapsed().match(tail) is not None


@cache
def _listed_before() -> re.Pattern[str]:
    """Other spans of the same list: "after five and" ten days."""
    return re.compile(rf"(?:(?:\d{{1,4}}|{CARDINAL})(?:,\s|,?\s(?:and|or)\s)){{1,6}}$", re.IGNORECASE)


def is_limit(mention: Mention, sentence: str) -> bool:
    """Say whether a span is told as the most that went by: "answered within a week"."""
    return re.search(r"(?<!\w)(?:within|inside)\s$", sentence.partition(mention.text)[0], re.IGNORECASE) is not None


@cache
def _of_doing() -> re.Pattern[str]:
    """What a span of time was filled with: "five days of training" is as long as the training, and no time between two days."""
    return re.compile(
        r"\sof\s(?!(?:silence|waiting|delay|deactivation|suspension|inactivity|no|the|this|our|its|your|each|which|time|lost)(?!\w))[a-z]",
        re.IGNORECASE,
    )


@cache
def _before_elapsed() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:since|after|for|(?:\w+ed|came|went|was|were|down)(?:\s\w+)?\swithin|over|waited|waiting|wait\sof|silence\sof|times\sin|(?:runs?|ran|lasts?|valid|protected|(?:came|took|arrived|followed)\safter)|during|throughout|took|taken|lasted|already|now|lie|lies|lay"
        r"|(?:answered|replied|refused|denied|declined|came|arrived|passed)\sin)"
        r"(?:\s(?:the|a|these|more|less|than|about|almost|nearly|over|at|least|some|last|past|first|only|just|another|further|full|whole)){0,4}\s$",
        re.IGNORECASE,
    )


@cache
def _behind_elapsed() -> re.Pattern[str]:
    return re.compile(
        r",?\s(?:(?:have|has|had|are|were|of)\s)?(?:since|now|already|to\sthe\sday|after|later|ago|before|earlier|between|from|following|without|on(?=\s\w)"
        r"|until|till|to\s(?=\d)|passed|gone|elapsed|went\sby|lie|lay|old|wait|waiting|silence|delay|into)(?!\w)",
        re.IGNORECASE,
    )


def told_from(path: str | None, early: Collection[date], texts: Texts) -> str | None:
    """Give the place of the case that tells a span of time, where it names there the very day from which the letter counts it."""
    if path is None:
        return None
    points = (held.mention.value for held in texts.held if held.path == path)
    days = {point.as_date() for point in points if isinstance(point, DatePoint)}
    return path if not days.isdisjoint(early) else None
