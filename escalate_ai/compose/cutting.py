"""Shortening a client's words. In: a statement and a number of words. Out: versions of it that stand alone, the fullest first. Changes no word.

A cut is made at the end of a clause (`text.clauses`). Only where there is none that fits does a weaker joint serve, and never one that would turn
the meaning round ("unless", "without", "only").
"""

from __future__ import annotations

import re
from functools import lru_cache

from escalate_ai.compose.statement import tidied
from escalate_ai.text.clauses import cut_at_clause
from escalate_ai.text.words import count_words, sentences

_WEAK = re.compile(r",? (?=(?:with|using|so that|by|for|from|under|through|including|such as|as well as|in order|which|where)\b)|[,;:] |, (?=and )")
_TURNS_ROUND = re.compile(r"\b(?:not|no|never|none|neither|nor|only|unless|until|except|but|without|if|cannot|than|both|either|between|before|after)\b")
_OPEN_END = re.compile(r"\b(?:the|a|an|of|to|and|or|our|its|their|with|for|by|in|on|at|from|that|which|is|are|was|were|be|been|has|have)$", re.IGNORECASE)


def first_sentence(text: str) -> str:
    """Give the first of a client's sentences, tidied."""
    spans = sentences(text.strip())
    return tidied(text.strip()[spans[0][0] : spans[0][1]]) if spans else tidied(text)


@lru_cache(maxsize=2048)
def shortened(text: str, limits: tuple[int, ...]) -> tuple[str, ...]:
    """Give versions of a text, tidied, the fullest first: its first sentence whole, then cut to each limit where a cut stands alone."""
    versions = [first_sentence(text)]
    for limit in limits:
        cut = tidied(cut_at_clause(versions[0], limit)) or _cut_weakly(versions[0], limit)
        if cut:
            versions.append(cut)
    return tuple(dict.fromkeys(version for version in versions if version))


def _cut_weakly(text: str, limit: int) -> str:
    for match in reversed(list(_WEAK.finditer(text))):
        piece, rest = text[: match.start()], text[match.end() :]
        if count_words(piece) > limit or _OPEN_END.search(piece) or piece.count("(") != piece.count(")"):
            continue
        if count_words(piece) < 4 or _TURNS_ROUND.search(piece.lower()) or _TURNS_ROUND.match(rest.lower()):  # noqa: PLR2004  less says nothing
            continue
        return tidied(piece)
    return ""
