"""All or none of a number of which the case tells a part: "none of the first 402" for six.

In: a letter's reading with its brief. Out: hits.

The part's own words have to stand behind "all" or "none", and its number nowhere in the sentence: who gives it tells the whole beside it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.altered_wording_marks import Token, marks, tokens
from escalate_ai.rules.rule import Hit
from escalate_ai.text.anycase import AnyCase
from escalate_ai.text.mentions import MentionKind
from escalate_ai.text.words import sentences

if TYPE_CHECKING:
    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading
    from escalate_ai.text.mentions import Mention

_OF = ("of", "in", "out", "from", "among")
_BEHIND = 8
_MANY = 2
"""Words of a part that have to stand behind the amount, where it has so many."""


class _Piece(NamedTuple):
    """A number of the case that is a part of another one, and what is said of the part."""

    part: str
    whole: str
    noun: str | None
    """What the whole counts."""
    tells: frozenset[str]
    path: str
    quote: str


def wholes_of_parts(reading: LetterReading) -> Iterator[Hit]:
    """Find all, or none, of a number of which the case tells a smaller one."""
    if reading.brief is None:
        return
    pieces = _pieces(reading.brief.ledger)
    if not pieces:
        return
    for part in reading.sheet.body:
        for hit in _amount().places(part.text):
            start, end = next(((low, high) for low, high in reading.sentences(part) if low <= hit.start() < high), (0, len(part.text)))
            yield from _wrong(part, (start, end), hit, pieces)


def _wrong(part: Part, span: tuple[int, int], hit: re.Match[str], pieces: tuple[_Piece, ...]) -> Iterator[Hit]:
    told = tokens(part.text[slice(*span)])
    named = {token.names for token in told if token.names}
    at = hit.end() - span[0]
    behind = [token for token in told if token.start >= at]
    says = [token.names for token in behind if token.names][:_BEHIND]
    if any(token.word in _sparing() for token in behind[: _BEHIND + _BEHIND]):
        return
    for one in pieces:
        is_whole = one.whole in says[:2] or (one.noun is not None and one.noun in says[:1] and one.whole not in named - set(says))
        if is_whole and one.part not in named and len(one.tells & set(says)) >= min(_MANY, len(one.tells)):
            said = f"\u201c{hit[0]}\u201d is not what the case tells: \u201c{one.quote}\u201d ({one.path})."
            yield Hit(part, hit.span(), said, "Give the number the case has.")
            return


@lru_cache(maxsize=16)
def _pieces(ledger: Ledger) -> tuple[_Piece, ...]:
    counts: dict[str, list[Mention]] = {}
    for held in ledger.texts.held:
        if held.mention.kind is MentionKind.COUNT and not held.mention.ordinal:
            counts.setdefault(held.path, []).append(held.mention)
    found: list[_Piece] = []
    for told in ledger.texts.told:
        if told.path.startswith(("poa.", "grounds")) and told.path != "poa.text" and len(counts.get(told.path, ())) > 1:
            for start, end in sentences(told.text):
                inside = [one for one in counts[told.path] if start <= one.span[0] < end]
                found += _pieces_of(told.text[start:end], start, inside, told.path)
    return tuple(found)


def _pieces_of(text: str, start: int, counts: Sequence[Mention], path: str) -> Iterator[_Piece]:
    told = tokens(text)
    if any(mark.side in {"all", "none"} for mark in marks(told, frozenset({"amounts"}))):
        # what the case itself says of all or none is not told by a number
        return
    places = [next((at for at, token in enumerate(told) if token.start >= one.span[0] - start), len(told)) for one in counts]
    for place, (one, at) in enumerate(zip(counts, places, strict=True)):
        following = places[place + 1] if place + 1 < len(places) else len(told)
        for other, whole in zip(counts, places, strict=True):
            is_of = whole == following and any(token.word in _OF for token in told[at + 1 : whole])
            if not _is_part(one, other) or (whole > at and not is_of):
                continue
            noun = next((token.names for token in told[whole + 1 : whole + 3] if token.names), None)
            tells = _names(told[whole + 1 :] if is_of else told[at + 1 : following])
            telling = (tells - {noun}) or (_names(told[max(0, at - 3) : at]) - {noun})
            if telling:
                yield _Piece(f"#{one.value}", f"#{other.value}", noun, telling, path, " ".join(text.split()))


def _is_part(one: Mention, other: Mention) -> bool:
    """Say whether a whole number may be a part of another: smaller, and of nothing else."""
    if not isinstance(one.value, int) or not isinstance(other.value, int):
        return False
    return one.value < other.value and (one.unit is None or one.unit == other.unit)


def _names(told: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.names for token in told if token.names and token.names[0] != "#")


@cache
def _sparing() -> frozenset[str]:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "altered_wordings.toml").read_text("utf-8"))
    return frozenset(raw["sparing"])


@cache
def _amount() -> AnyCase:
    amounts = ("all", "none", "not one", "every one", "neither")
    behind = r"\b(?: of)?(?: the| these| those| our)?(?: first| last)?(?= )"
    return AnyCase(re.compile(rf"\b(?:{'|'.join(amounts)}){behind}", re.IGNORECASE), amounts)
