"""What sort of text this is, where it is no plan: a blank template, Amazon's notice, a buyer's complaint, a denial. Words are data.

In: any text. Out: what it says that only such a text says. Touches nothing. Whether it is a plan after all, the caller knows.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from escalate_ai.text.lexicon import Hit, Lexicon
from escalate_ai.text.words import count_words


class Sort(StrEnum):
    """What a text may be instead of a plan, as `data/plan_cues.toml` names it, but for the template, which its blanks tell."""

    TEMPLATE = "template"
    NOTICE = "notice"
    COMPLAINT = "complaint"
    DENIAL = "denial"


NOT_THE_SELLERS = frozenset({Sort.TEMPLATE, Sort.NOTICE, Sort.COMPLAINT})
"""Sorts without a word of the seller's: nothing is read out of them as that, and a letter's rules have nothing to say on them."""
SAYINGS = {Sort.NOTICE: 3, Sort.COMPLAINT: 3, Sort.DENIAL: 2}
"""How many different sayings tell it."""
_SEVERAL = 2
"""Sayings of a buyer's that tell a complaint where no word of a business stands beside them."""
_BLANKS = 4
"""Placeholders from which on a text is a template nobody filled in …"""
_WORDS_PER_BLANK = 30
"""… where there is one to at most so many words."""


def is_blank_template(text: str) -> bool:
    """Tell whether a text is a template that nobody filled in."""
    many = [hit for hit in Lexicon.load("form_cues").find(text) if hit.entry.category == "placeholder"]
    return len(many) >= _BLANKS and len({hit.text for hit in many}) > 1 and count_words(text) <= _WORDS_PER_BLANK * len(many)


def sayings(text: str, sort: Sort) -> frozenset[str]:
    """Give the different things a text says that only such a text says, lower case."""
    hits: tuple[Hit, ...] = Lexicon.load("plan_cues").find(text)
    return frozenset(" ".join(hit.text.lower().split()) for hit in hits if hit.entry.category == sort)


def is_sort(text: str, sort: Sort) -> bool:
    """Tell whether a text says enough of what only such a text says."""
    return len(sayings(text, sort)) >= SAYINGS[sort]


def is_complaint(text: str) -> bool:
    """Tell whether a buyer complains: by enough of what only buyers say, or by some of it and no word of a business."""
    said = len(sayings(text, Sort.COMPLAINT))
    return said >= SAYINGS[Sort.COMPLAINT] or (said >= _SEVERAL and _of_us().search(text) is None)


@cache
def _of_us() -> re.Pattern[str]:
    return re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
