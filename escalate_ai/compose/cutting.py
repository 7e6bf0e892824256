"""Shortening a client's words. In: a statement and a number of words. Out: versions that stand alone, the fullest first. Changes no word.

A cut is made at the end of a clause (`text.clauses`). Only where there is none that fits does a weaker joint serve, and never one that
would turn the meaning round ("unless", "without", "only").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from escalate_ai.compose.statement import has_finite_verb, tidied
from escalate_ai.compose.verbforms import is_past
from escalate_ai.text.clauses import cut_at_clause
from escalate_ai.text.words import count_words, sentences

LONG = 27
"""Words of a statement beyond which a sentence has no room for it."""
_WEAK = re.compile(r",? (?=(?:with|using|so that|by|for|from|under|through|including|such as|as well as|in order|which|where)\b)|; ")
_WEAKEST = re.compile(r",? (?=(?:and|or|that|because|while|when|as|in|on|at|to|of|into|onto|within|during|since)\b)|, ")
_TURNS_ROUND = re.compile(r"\b(?:not|no|never|none|neither|nor|only|unless|until|except|but|without|if|cannot|than)\b")
_PAIRED = re.compile(r"\b(?:between|both|either|neither)\b[^,;]*$")
_PAIR_LEFT = re.compile(r"\b(?:and|or) \w+$|\bof (?:them|which|whom)$")
SHORTEST_HEAD = 6
"""Words that what stands before a detail has to have."""
_DETAIL = re.compile(r"; |, (?=(?:given|signed|checked|counted|kept|closed|with|under|by|which)\b(?! (?:only|no|not)\b(?= if)))")
_DECIDES = re.compile(
    r"\d|\b(?:no|none|nobody|nothing|never|not|all|both|each|every|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|refused|rejected|stopped|released|passed|failed)\b",
    re.IGNORECASE,
)
_AUXILIARIES = frozenset({"was", "were", "is", "are", "be", "been", "has", "have", "had"})
_OPEN_END = re.compile(
    r"\b(?:the|a|an|of|to|and|or|our|its|their|with|for|by|in|on|at|from|that|which|is|are|was|were|be|been|has|have)$", re.IGNORECASE
)


def later_sentences(text: str) -> str:
    """Give what a client's text says behind its first sentence."""
    spans = sentences(text.strip())
    return text.strip()[spans[1][0] :] if len(spans) > 1 else ""


def first_sentence(text: str) -> str:
    """Give the first of a client's sentences, tidied."""
    spans = sentences(text.strip())
    return tidied(text.strip()[spans[0][0] : spans[0][1]]) if spans else tidied(text)


@lru_cache(maxsize=2048)
def shortened(text: str, limits: tuple[int, ...], *, weakly: bool = True) -> tuple[str, ...]:
    """Give versions of a text, tidied, the fullest first: its first sentence whole, then cut to each limit where a cut stands alone.

    Only a text that no sentence can hold, with no clause ending within a limit, is cut at a weaker joint, and not at all unless `weakly`.
    """
    whole = first_sentence(text)
    cuts = [cut for cut in (tidied(cut_at_clause(whole, limit)) for limit in limits) if not _parts_a_pair(cut, whole)]
    if weakly and not any(cuts) and count_words(whole) > LONG:
        cuts = [_cut_weakly(whole, limit, _WEAK, least=limit * 3 // 5) or _cut_weakly(whole, limit, _WEAKEST) for limit in limits]
        if not any(cuts):
            cuts = [_cut_weakly(whole, limit, _WEAKEST, anyhow=True) for limit in limits]
    return tuple(dict.fromkeys(version for version in (whole, *cuts) if version))


def heads(text: str) -> Iterator[str]:
    """Give what stands before a semicolon, or before a comma with a participle or a circumstance: all that leaves room for a result."""
    for match in reversed(list(_DETAIL.finditer(text))):
        head = text[: match.start()]
        if count_words(head) >= SHORTEST_HEAD and has_finite_verb(head) and head.count("(") == head.count(")"):
            yield head


def keeps_figures(cut: str, whole: str) -> bool:
    """Say whether nothing that decides was cut away: no figure, no "none", no "one was refused"."""
    return cut == whole or _DECIDES.search(whole[len(cut.rstrip(".")) :]) is None


def _parts_a_pair(cut: str, whole: str) -> bool:
    """Say whether a cut falls between two participles that belong together: "printed | and signed off by the shift lead"."""
    if not cut or cut == whole:
        return False
    rest = whole[len(cut.rstrip(".")) :].lower().replace(",", " ").split()
    joined = len(rest) > 1 and rest[0] in {"and", "or"} and is_past(rest[1])
    return joined and is_past(cut.rsplit(maxsplit=1)[-1])


def _cut_weakly(text: str, limit: int, joints: re.Pattern[str], *, least: int = 4, anyhow: bool = False) -> str:
    for match in reversed(list(joints.finditer(text))):
        piece, rest = text[: match.start()], text[match.end() :]
        *_, before, last = ("", *piece.lower().split())
        if is_past(last) and before not in _AUXILIARIES:
            continue
        if re.match(r"\w+[,;.]", rest) or _PAIR_LEFT.search(piece.lower()):
            continue
        if count_words(piece) > limit or _OPEN_END.search(piece) or piece.count("(") != piece.count(")"):
            continue
        if count_words(piece) < least or _TURNS_ROUND.search(piece.lower()) or _TURNS_ROUND.match(rest.lower()):
            continue
        if _PAIRED.search(piece.lower()) and rest.lower().startswith(("and ", "or ")):
            continue
        if not anyhow and (piece.endswith("ed") or (has_finite_verb(text) and not has_finite_verb(piece))):
            continue
        return tidied(piece)
    return ""
