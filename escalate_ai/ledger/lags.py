"""How long an answer took. In: a span of time with its sentence, the days of the case. Out: whether it surely tells that, and of what.

"The second appeal drew a refusal after two weeks" says how long Amazon took, and nothing else of the case that lasts two weeks bears it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.ledger.spans import DAY, months_later
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.mention import Bound, Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from escalate_ai.ledger.calendar import Calendar
    from escalate_ai.ledger.pointing import Known

_REACH = 160
_SHORT = 0.5
"""Of a limit told, "within two weeks", what the true lag is at least."""


class Lag(NamedTuple):
    """What a span of time tells of an answer."""

    source: str | None
    """What it follows from; None where no answer of the case took so long."""


def lag_told(text: str, mention: Mention, facts: Sequence[Mention], calendar: Calendar, known: Known) -> Lag | None:
    """Give the answer whose time a span tells; None where it does not surely tell of one."""
    if mention.kind is not MentionKind.DURATION or not known.lags or mention.bound not in {None, Bound.AT_MOST}:
        return None
    head = _stop().split(text[max(0, mention.span[0] - _REACH) : mention.span[0]])[-1]
    told = _told().search(head)
    if told is None or _not().search(head) or (told["later"] and not _later().match(text, mention.span[1])):
        return None
    lags = _lags_of(mention, facts, calendar, known, mention.span[0] - len(head))
    is_limit = mention.bound is Bound.AT_MOST or (told["how"] or "").lower() in {"within", "inside"}
    found = next((lag for lag in lags if _is_as_long(mention, lag, is_limit=is_limit)), None)
    return Lag(f"derived: days from {calendar.typed.get(found[0])} to {calendar.typed.get(found[1])}" if found else None)


def _lags_of(mention: Mention, facts: Sequence[Mention], calendar: Calendar, known: Known, start: int) -> Sequence[tuple[date, date]]:
    """Give the lags that may be meant: those of the submission whose day stands before, else all."""
    days = [calendar.day_of(one.value) for one in facts if isinstance(one.value, DatePoint) and start <= one.span[0] < mention.span[0]]
    of_day = [lag for lag in known.lags if days and lag[0] == days[-1]]
    return of_day or known.lags


def _is_as_long(mention: Mention, lag: tuple[date, date], *, is_limit: bool) -> bool:
    sent, came = lag
    if not isinstance(mention.value, int):
        return False
    if mention.unit == "month":
        end = months_later(sent, mention.value)
        return came <= end if is_limit else came == end
    if mention.unit != "second" or mention.value % DAY:
        return False
    length, true = mention.value // DAY, (came - sent).days
    return _SHORT * length <= true <= length if is_limit else true == length


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(r"[;!?]|\.\s|\n\n|\n- ")


@cache
def _told() -> re.Pattern[str]:
    what = (
        r"(?:answer(?:s|ed)?|repl(?:y|ies|ied)|respon(?:se|ses|ded)|refus(?:al|als|ed)|denials?|denied|declin(?:e|ed)|rejections?|rejected|turned\sdown|came\sback"
        r"|(?:request|question|demand|wish|asked)s?\sfor\s(?:(?:more|further|additional|general)\s)?information)"
    )
    how = r"(?P<how>after|within|inside|in|took)\s(?:exactly\s|just\s|only\s|precisely\s|another\s|no\smore\sthan\s)?"
    row = r"(?:[\w-]+\s(?:days?|weeks?|months?),?\s(?:and\s)?)*"
    return re.compile(
        rf"(?<!\w){what}(?:,?\s(?:again|only|by\syou|to\sus|us|it|there|each|both))?\s{how}\Z"
        rf"|(?<!\w)(?P<later>(?:answers?|replies|responses?)\s(?:came|arrived|followed))\s(?:after\s)?{row}\Z",
        re.IGNORECASE,
    )


@cache
def _not() -> re.Pattern[str]:
    """What makes it no answer's time: silence, and what the seller answers others."""
    return re.compile(
        r"(?<!\w)(?:no|not|none|never|without|unanswered|buyers?|customers?|suppliers?|each|every|all|mails?|messages?|we\s(?:answer|reply|respond)\w*)(?!\w)",
        re.IGNORECASE,
    )


@cache
def _later() -> re.Pattern[str]:
    return re.compile(
        r"(?:,\s[\w-]+\s(?:days?|weeks?|months?))*(?:,?\sand\s[\w-]+\s(?:days?|weeks?|months?))?\s(?:later|after|afterwards)", re.IGNORECASE
    )
