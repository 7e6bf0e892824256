"""Who wrote: we, or Amazon. In: words of sending and what stands before them. Out: whether they tell of an answer. Judges nothing."""

from __future__ import annotations

import re
from functools import cache

_REACH = 40


def is_amazons(text: str, start: int, words: str) -> bool:
    """Say whether a verb of writing or asking is Amazon's: "Amazon wrote on", "the notice was sent again on"."""
    if _sent().match(words) and text[max(0, start - _REACH) : start].lower().endswith("notice "):
        return True
    return bool(_verb().match(words) and _name().search(text[max(0, start - _REACH) : start]))


@cache
def _sent() -> re.Pattern[str]:
    return re.compile(r"was\s(?:then\s|again\s)?sent(?!\w)|sent(?!\w)", re.IGNORECASE)


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(r"(?:(?:has|had|then|also|again)\s)?(?:wrote|written|asked|requested)(?!\w)", re.IGNORECASE)


@cache
def _name() -> re.Pattern[str]:
    teams = r"Amazon|Seller\sPerformance|Seller\sSupport|Brand\sRegistry|Account\sHealth|(?:the|your)\steam|(?:the|a)\smanager"
    return re.compile(rf"(?<!\w)(?<!to\s)(?<!with\s)(?:{teams})\s(?:(?:has|had|then|also|again)\s)?$")
