"""Whose voice a text is in: Amazon's, or somebody's who writes to it. In: a text of one hand. Out: what each voice says. Words are data.

Amazon says "your account" where a seller says "our account"; a team of its own signs. Touches nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from escalate_ai.reading.quoters import is_signature
from escalate_ai.terms import ReplyCategory
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.replies import classify_reply
from escalate_ai.text.sorts import Sort, is_sort
from escalate_ai.text.words import count_words

SHORT = 120
"""Words up to which one saying of Amazon's and a kind of answer make a reply."""
SURE = 2
_I_SAID = 4
"""Times somebody says "I" or "my" from which on it is no answer of Amazon's."""
_SIGNED = 3


def voices_of(text: str) -> Counter[str]:
    """Count the different things that each voice says."""
    said = {(hit.entry.category, " ".join(hit.text.lower().split())) for hit in Lexicon.load("text_kinds").find(text)}
    return Counter(category for category, _ in said)


def is_amazons(text: str) -> bool:
    """Tell whether Amazon speaks, and not a seller who quotes it: it says "your account" where a seller says "our account"."""
    voices = voices_of(text)
    if voices["escalation"] + voices["letter_shape"] > voices["amazon_voice"] + SURE or len(_of_me().findall(text)) > _I_SAID:
        return False
    if _you_did().search(text):
        return False
    return _signs(text, voices) or _speaks_as_amazon(text, voices)


def _signs(text: str, voices: Counter[str]) -> bool:
    """Tell whether a team of Amazon signs, and nothing but its store is called its own."""
    owns = _sellers(r"our|my").search(_their_store().sub("", text)) or _of_me().search(text)
    return _is_signed(text) and not owns and not voices["to_helper"]


def _speaks_as_amazon(text: str, voices: Counter[str]) -> bool:
    """Tell whether more is said to a seller than of oneself as one."""
    ours, yours = len(_sellers(r"our|my").findall(text)), len(_sellers(r"your").findall(text))
    said = voices["amazon_voice"] + yours
    if ours >= said or voices["to_helper"] >= max(SURE, said) or voices["to_amazon"] > said:
        return _answers_shortly(text, voices) if not ours and not voices["to_amazon"] else False
    if not yours and (ours or _of_me().search(text) or _we_did().search(text)):
        return False
    if voices["amazon_voice"] > SURE or is_sort(text, Sort.NOTICE):
        return True
    if voices["to_amazon"] or count_words(text) > SHORT:
        return False  # a letter tells of replies and plans too
    return classify_reply(text) is not ReplyCategory.UNKNOWN or _addresses_a_seller(text, voices)


def _addresses_a_seller(text: str, voices: Counter[str]) -> bool:
    """Tell a text that says "you" to somebody who sells, answers or orders something, and nothing of anybody's own."""
    if voices["to_helper"] or voices["escalation"] or _of_me().search(text) or _we_did().search(text):
        return False
    return bool(_of_selling().search(text)) and (len(_to_you().findall(text)) >= SURE or bool(voices["answer_voice"]))


@cache
def _of_selling() -> re.Pattern[str]:
    """What Amazon writes to sellers of, and buyers do not."""
    return re.compile(
        r"\b(?:selling|accounts?|listings?|appeals?|(?:action|new|same) plan|disbursements?|documents|invoices|shipments"
        r"|brand owner|rights owner|seller central|policy)\b",
        re.IGNORECASE,
    )


@cache
def _we_did() -> re.Pattern[str]:
    """What Amazon does not say of itself."""
    return re.compile(
        r"\bour\s(?!policies|policy|store\b|site|website|team|decision|review|guidelines|marketplace|customers|buyers|records|terms)\w+",
        re.IGNORECASE,
    )


@cache
def _you_did() -> re.Pattern[str]:
    """What a seller says of Amazon, which does not say that its reader asked for something or suspended anything."""
    return re.compile(
        r"\byour question was\b|\byou (?:also )?asked (?:for|when|what|which|why|how|about|whether)\b"
        r"|\byou\s(?:have\s|had\s)?(?:removed?|suspend(?:ed)?|deactivated?|blocked|closed|took\sdown)\s(?:our|my|the|us|me)\b",
        re.IGNORECASE,
    )


@cache
def _their_store() -> re.Pattern[str]:
    """What Amazon too calls its own."""
    return re.compile(r"\bour (?:store|stores|products and services)\b", re.IGNORECASE)


def _is_signed(text: str) -> bool:
    """Tell whether a team of Amazon stands under a text."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return any(is_signature(line.lower()) for line in lines[-_SIGNED:])


def _answers_shortly(text: str, voices: Counter[str]) -> bool:
    """Tell a short answer that speaks to the seller as "you" and names nothing of the seller's."""
    speaks = (_to_you().search(text) is not None or voices["answer_voice"] >= SURE) and _of_me().search(text) is None
    return speaks and not voices["to_helper"] and count_words(text) <= SHORT and classify_reply(text) is not ReplyCategory.UNKNOWN


@cache
def _sellers(whose: str) -> re.Pattern[str]:
    """What is the seller's, as one of the two sides calls it."""
    return re.compile(
        rf"\b(?:{whose})\s(?:\w+\s){{0,2}}?(?:accounts?|store|shop|listings?|offers?|products?|items|inventory|stock|units|suppliers?|warehouse|appeals?"
        r"|submissions?|plans?|buyers|invoices?|documents?|packers|business|selling|privileges|statement)\b",
        re.IGNORECASE,
    )


@cache
def _to_you() -> re.Pattern[str]:
    return re.compile(r"\b(?:you|your)\b", re.IGNORECASE)


@cache
def _of_me() -> re.Pattern[str]:
    return re.compile(r"\b(?:I|my|me)\b")
