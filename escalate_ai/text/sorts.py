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
_BUYER_MATTER = "buyer_matter"
_MATTERS = 2
"""Words of what buyers write of up to which, with their sayings, nothing is told."""
_SHORT = 150
"""Words up to which a text is told by what it writes of alone."""
_BLANKS = 4
"""Placeholders from which on a text is a template nobody filled in …"""
_WORDS_PER_BLANK = 30
"""… where there is one to at most so many words."""


def is_blank_template(text: str) -> bool:
    """Tell whether a text is a template that nobody filled in."""
    many = [hit for hit in Lexicon.load("form_cues").find(text) if hit.entry.category == "placeholder"]
    return len(many) >= _BLANKS and len({hit.text for hit in many}) > 1 and count_words(text) <= _WORDS_PER_BLANK * len(many)


def without_blanks(text: str) -> str:
    """Give a text without its placeholders, rows of dots and lines to write on."""
    for hit in reversed([hit for hit in Lexicon.load("form_cues").find(text) if hit.entry.category == "placeholder"]):
        text = text[: hit.span[0]] + text[hit.span[1] :]
    return _to_write_on().sub(" ", text)


@cache
def _to_write_on() -> re.Pattern[str]:
    return re.compile(r"[._\u2026]{3,}|\u2026")


def sayings(text: str, sort: Sort) -> frozenset[str]:
    """Give the different things a text says that only such a text says, lower case."""
    hits: tuple[Hit, ...] = Lexicon.load("plan_cues").find(text)
    return frozenset(" ".join(hit.text.lower().split()) for hit in hits if hit.entry.category == sort)


def is_sort(text: str, sort: Sort) -> bool:
    """Tell whether a text says enough of what only such a text says."""
    return len(sayings(text, sort)) >= SAYINGS[sort]


def is_complaint(text: str) -> bool:
    """Tell whether a buyer complains: by enough of what only buyers say, or by what buyers write of and no word of a business."""
    said = len(sayings(text, Sort.COMPLAINT))
    if said >= SAYINGS[Sort.COMPLAINT]:
        return True
    if _of_a_business().search(text):
        return False
    return said >= _SEVERAL or (said + len(_matters(text)) > _MATTERS and count_words(text) <= _SHORT)


def _matters(text: str) -> frozenset[str]:
    """Give the kinds of things a text tells of that buyers write of."""
    hits: tuple[Hit, ...] = Lexicon.load("plan_cues").find(text)
    return frozenset(hit.text.lower() for hit in hits if hit.entry.category == _BUYER_MATTER)


@cache
def _of_a_business() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:we|our|us|accounts?|listings?|ASINs?|buyers?|customers|inventory|stock"
        r"|suppliers?|invoices?|plan|appeal|reinstat\w{1,5}|polic(?:y|ies)|shipments?|units|offers?"
        r"|suspended|deactivated|reactivat\w{1,4}|removed|blocked|complaints?|B0[0-9A-Z]{8})\b",
        re.IGNORECASE,
    )
