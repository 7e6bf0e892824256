"""Time told as gone by. In: a mention and its sentence. Out: whether it is a span that went by or a setting, and where it is told."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.text.dates import DatePoint
from escalate_ai.text.number_words import CARDINAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalate_ai.ledger.held import Held, Texts
    from escalate_ai.ledger.said import Said
    from escalate_ai.text.mention import Mention

_MONTHS, _TWO = 12, 2


def is_elapsed(mention: Mention, sentence: str) -> bool:
    """Say whether a span is told as time that went by, "six days after the notice", and not as a setting: "every 30 days", "at 30 days".

    Where no sentence is given it may be.
    """
    head, _, tail = sentence.partition(mention.text)
    head = _listed_before().sub("", head)
    if _of_doing().match(tail) or _each_time().search(head):
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
def _each_time() -> re.Pattern[str]:
    """What makes a span one that comes round: "every two weeks"."""
    return re.compile(r"(?<!\w)(?:every|each)\s$", re.IGNORECASE)


@cache
def _before_elapsed() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:since|after|for|(?:\w+ed|came|went|was|were|down)(?:\s\w+)?\swithin|over|waited|waiting|wait\sof|silence\sof|times\sin|(?:runs?|ran|lasts?|valid|protected|(?:came|took|arrived|followed)\safter)|during|throughout|took|taken|lasted|already|now|lie|lies|lay"
        r"|(?:answered|replied|refused|denied|declined|came|arrived|passed)\sin"
        r"|(?:older|younger|newer|earlier|later|sooner|before|after|precedes?|preceded|follow(?:s|ed)?)(?:\s[\w'-]+){0,10}\sby)"
        r"(?:\s(?:the|a|these|more|less|than|about|almost|nearly|over|at|least|some|last|past|first|only|just|another|further|full|whole|exactly|precisely|barely|mere)){0,4}\s$",
        re.IGNORECASE,
    )


@cache
def _behind_elapsed() -> re.Pattern[str]:
    return re.compile(
        r",?\s(?:(?:have|has|had|are|were|of)\s)?(?:since|now|already|to\sthe\sday|after|later|ago|before|earlier|between|from|following|without|on(?=\s\w)"
        r"|until|till|to\s(?=\d)|up\sto|afterward|thereafter|previously|beforehand|ahead\sof|prior\sto|younger|older|on(?=[,.;:)])|that\sended|passed|gone|elapsed|went\sby|lie|lay|old|wait|waiting|silence|delay|into)(?!\w)",
        re.IGNORECASE,
    )


def told_from(said: Said, path: str | None, texts: Texts) -> str | None:
    """Give the place of the case that tells a span of time: one of months anywhere, a shorter one where it names that day."""
    if path is None or said.mention.unit == "month":
        return path
    points = (held.mention.value for held in texts.held if held.path == path)
    days = {point.as_date() for point in points if isinstance(point, DatePoint)}
    return path if not days.isdisjoint(said.ends.early) else None


def more_by(said: Said, spans: Sequence[Held]) -> str | None:
    """Find the "145 days more" that lie between two spans of one text: 96 days before, 241 after."""
    tail = said.sentence.partition(said.mention.text)[2]
    if said.mention.bound is not None or re.match(r"\s(?:more|longer|less|fewer|shorter|sooner|quicker|faster)(?!\w)", tail) is None:
        return None
    like = [one for one in spans if one.mention.unit == said.mention.unit and isinstance(one.mention.value, int)]
    for one in like:
        for other in like:
            if one.path == other.path and Decimal(str(one.mention.value)) - Decimal(str(other.mention.value)) == said.number:
                return f"derived: what lies between two lengths of time in {one.path}"
    return None


def years_named(said: Said, texts: Texts) -> str | None:
    """Find the "two years" of which the case names each: "our books of 2024 and 2025"."""
    number, rest = divmod(int(said.number), _MONTHS)
    if said.mention.unit != "month" or rest or number < _TWO:
        return None
    for one in texts.told:
        for match in _years().finditer(one.text):
            named = [int(year) for year in re.findall(r"\d{4}", match[0])]
            if number in {len(named), named[-1] - named[0] + 1}:
                return f"derived: years named in {one.path}"
    return None


@cache
def _years() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])20\d\d(?:(?:,\s|\sand\s|,\sand\s|\sto\s|-)20\d\d){1,5}(?![\w-])")
