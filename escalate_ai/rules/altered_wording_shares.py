"""Shares that follow from nothing: "most of the 118 boxes" where the case opened each. In: a letter's reading with its brief. Out: hits.

Judged where the words around say which text of the case is told, and where nothing of the same measure speaks of a part: no such word, no
rate, no number that could be one.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.altered_wording_marks import counts_soon, tokens, words_of
from escalate_ai.rules.rule import Hit
from escalate_ai.text.mentions import MentionKind
from escalate_ai.text.words import sentences

if TYPE_CHECKING:
    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_AROUND = 5
_LEAST = 2


class _Text(NamedTuple):
    """A sentence of the case: what it names, and whether anything of its measure speaks of a part."""

    names: frozenset[str]
    path: str
    quote: str
    has_part: bool


class _Shares(NamedTuple):
    words: re.Pattern[str]
    idle: re.Pattern[str]
    held: re.Pattern[str]
    first: frozenset[str]
    """Words one of which stands in every one of them."""


def shares_of_nothing(reading: LetterReading) -> Iterator[Hit]:
    """Find shares of what the case tells as a whole."""
    if reading.brief is None:
        return
    shares = _shares()
    for part in reading.sheet.body:
        if shares.first.isdisjoint(words_of(part.text)):
            continue
        for hit in shares.words.finditer(part.text):
            if shares.idle.search(part.text[max(0, hit.start() - 8) : hit.end() + 14]):
                continue
            told = _told(reading, part, hit)
            if told:
                said = f"\u201c{hit[0]}\u201d is a share that the case does not have: \u201c{told.quote}\u201d ({told.path})."
                yield Hit(part, hit.span(), said, "Say how many as the case does.")


def _told(reading: LetterReading, part: Part, hit: re.Match[str]) -> _Text | None:
    """Give the text of the case a share is told of, where nothing there is a part."""
    if reading.brief is None:
        return None
    start, end = next(((low, high) for low, high in reading.sentences(part) if low <= hit.start() < high), (0, len(part.text)))
    left = [token.names for token in tokens(part.text[start : hit.start()]) if token.names][-_AROUND:]
    right = [token.names for token in tokens(part.text[hit.end() : end]) if token.names][:_AROUND]
    if counts_soon(tokens(part.text[hit.end() : end]), 0):
        return None
    near = {*left, *right}
    is_vague = hit[0].lower().startswith(("some", "several"))
    close = [
        one
        for one in _texts(reading.brief.ledger)
        if len(one.names & near) > _LEAST or (len(one.names & near) == _LEAST and any(n[0] == "#" for n in one.names & near))
    ]
    if not close or any(one.has_part for one in close):
        return None
    if is_vague and not any(name[0] == "#" for one in close for name in one.names & near):
        return None
    best = max(close, key=lambda one: len(one.names & near))
    return best if best.path.startswith(("poa.corrective", "poa.preventive", "grounds")) and set(right) & best.names else None


@lru_cache(maxsize=16)
def parted_groups(ledger: Ledger) -> frozenset[str]:
    """Give the measures of which anything speaks of a part: a word, a rate, a second number beside the first."""
    parts: set[str] = set()
    counts: Counter[str] = Counter()
    largest: dict[str, int] = {}
    for held in ledger.texts.held:
        value = held.mention.value
        if held.mention.kind is MentionKind.PERCENT:
            parts.add(held.group)
        if held.mention.kind is MentionKind.COUNT and not held.mention.ordinal and isinstance(value, int):
            counts[held.path] += 1
            if largest.setdefault(held.group, value) > value and held.path.endswith(".result"):
                parts.add(held.group)
    parts |= {told.group for told in ledger.texts.told if _shares().held.search(told.text) or counts[told.path] > 1}
    return frozenset(parts)


@lru_cache(maxsize=16)
def _texts(ledger: Ledger) -> tuple[_Text, ...]:
    parts = parted_groups(ledger)
    return tuple(
        _Text(
            frozenset(token.names for token in tokens(told.text[start:end]) if token.names),
            told.path,
            " ".join(told.text[start:end].split()),
            told.group in parts,
        )
        for told in ledger.texts.told
        for start, end in sentences(told.text)
    )


@cache
def _shares() -> _Shares:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "altered_wordings.toml").read_text("utf-8"))["shares"]
    return _Shares(_any(raw["words"]), _any(raw["idle"]), _any(raw["held"]), frozenset(raw["first"]))


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b", re.IGNORECASE)
