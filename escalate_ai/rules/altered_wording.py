"""A true statement made false by one word: its opposite, or another share. In: a letter's reading with its brief. Out: hits.

The words around a word of the lists say which text of the case a clause tells. Where the case has the opposite in the same words, and
nowhere says it as the letter does, the letter errs. What the case has in other words is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.altered_wording_counts import counts_exchanged
from escalate_ai.rules.altered_wording_days import days_the_other_way
from escalate_ai.rules.altered_wording_marks import Mark, marks, numbers_of, phrases_against, ties_of_group, tokens, words_of
from escalate_ai.rules.altered_wording_parts import wholes_of_parts
from escalate_ai.rules.altered_wording_roles import roles_of_others
from escalate_ai.rules.altered_wording_shares import parted_groups, shares_of_nothing
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.wording import concepts
from escalate_ai.text.words import sentences

if TYPE_CHECKING:
    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_LEAST = 2
"""Content words that the letter and the case have in common around the two words, at least."""
_SHARE = 0.5
"""Of the fewer of the words around, those in common."""
_CAUSES = "poa.root_causes"
_FREE = ("enforcement", "incident", "appeals", "calls", "last_request", "evidence", "poa.text", "track_record")
"""Texts that no sentence is held against; what they say still speaks for a letter."""


class _Held(NamedTuple):
    """A mark of the case: where, and the words with it."""

    mark: Mark
    path: str
    quote: str
    is_parted: bool
    """Whether anything of its measure speaks of a part."""


_Opposed = tuple[str, frozenset[str], frozenset[str]]
"""The group of what would contradict the case, its other words, and what stands around the words contradicted."""


class _Case(NamedTuple):
    by_group: dict[str, list[_Held]]
    """What the case says, by the group of the word."""
    held_against: dict[str, tuple[_Held, ...]]
    """Of that what a letter is held against at all: no denied words, and no texts that are free."""
    opposed: dict[str, dict[str, tuple[_Opposed, ...]]]
    """By the first word of what would contradict the case, then by each concept that stands around the words contradicted."""


def false_wordings(reading: LetterReading) -> Iterator[Hit]:
    """Find true statements that a word has made false, each place once."""
    found: list[Hit] = []
    for hit in (
        *opposite_wordings(reading),
        *shares_of_nothing(reading),
        *days_the_other_way(reading),
        *roles_of_others(reading),
        *counts_exchanged(reading),
        *wholes_of_parts(reading),
    ):
        if not any(hit.overlaps(other) for other in found):
            found.append(hit)
    yield from found


def opposite_wordings(reading: LetterReading) -> Iterator[Hit]:
    """Find words whose opposite the case has in the same place."""
    if reading.brief is None:
        return
    held = _held(reading.brief.ledger)
    for part in reading.sheet.body:
        if held.opposed.keys().isdisjoint(words_of(part.text)):
            continue
        for start, end in reading.sentences(part):
            text = part.text[start:end]
            groups = _suspect(text, held)
            if groups:
                yield from _opposites(part, start, text, groups, held)


def _suspect(text: str, held: _Case) -> frozenset[str]:
    """Give cheaply the groups of which a sentence has a word beside words that the case has beside an opposite."""
    said = words_of(text)
    triggers = held.opposed.keys() & said
    if not triggers:
        return frozenset()
    named = concepts(text)
    close = {one for word in triggers for concept in named & held.opposed[word].keys() for one in held.opposed[word][concept]}
    told = [(group, near, len(near & named)) for group, others, near in close if others <= said]
    if not told:
        return frozenset()
    numbers = numbers_of(text)
    return frozenset(group for group, near, common in told if common >= _LEAST or len(near & numbers) + common >= _LEAST)


def _opposites(part: Part, start: int, text: str, groups: frozenset[str], held: _Case) -> Iterator[Hit]:
    here = list(marks(tokens(text), groups))
    for mark in here:
        against = _against(mark, here, held)
        if against:
            yield _hit(part, start, text, mark, against)


def _hit(part: Part, start: int, text: str, mark: Mark, against: _Held) -> Hit:
    words = " ".join(text[slice(*mark.span)].split())
    said = f"“{words}” says the opposite of the case: “{against.quote}” ({against.path})."
    return Hit(part, (start + mark.span[0], start + mark.span[1]), said, "Say it as the case does.")


def _against(mark: Mark, here: list[Mark], case: _Case) -> _Held | None:
    rows = () if mark.is_denied else case.held_against.get(mark.group, ())
    against = [
        one
        for one in rows
        if _is_opposed(one.mark, mark)
        and not one.mark.near.isdisjoint(mark.near)
        and _is_judged(one, mark)
        and _tell_one(one.mark, mark, is_parted=one.is_parted)
    ]
    if not against:
        return None
    best = max(against, key=lambda one: len(one.mark.near & mark.near))
    if any(_side(one) == _side(best.mark) for one in here if one.group == mark.group):
        return None
    common = len(best.mark.near & mark.near)
    group = best.path.rpartition(".")[0]
    same = (one for one in case.by_group[mark.group] if one.mark.side == mark.side)
    for one in same:
        shared = len(one.mark.near & mark.near)
        if shared >= common - 1 or (shared and one.path.startswith(group)):
            return None
    return best


def _is_judged(one: _Held, mark: Mark) -> bool:
    """Say whether a sentence is held against a text: a cause, which the measures turn round, only by its own numbers or for who did it."""
    if not one.path.startswith(_CAUSES):
        return True
    common = one.mark.near & mark.near
    return mark.group == "roles" or (len(common) > _LEAST + 1 and sum(name.startswith("#") for name in common) > 1)


def _tell_one(one: Mark, other: Mark, *, is_parted: bool) -> bool:
    """Say whether the words around a mark of the case and one of the letter tell of one thing."""
    common = one.near & other.near
    if len(common) < _LEAST:
        return False
    if one.group == "amounts" and other.side in {"part", "some"}:
        return _tell_one_share(one, other, common, is_parted=is_parted)
    if len(common) < _SHARE * min(len(one.near), len(other.near)):
        return False
    return _tell_one_amount(one, other, common) if one.group == "amounts" else _tell_one_way(one, other, common)


def _tell_one_share(one: Mark, other: Mark, common: frozenset[str], *, is_parted: bool) -> bool:
    """Say whether a share of the letter is one of what the case has whole; hardly a letter has such a word at all."""
    if other.is_counted or "only" in one.around:
        return False
    is_close = len(common) >= _SHARE * min(len(one.near), len(other.near))
    is_counted = any(name.startswith("#") for name in common)
    if one.side == "none" and other.side == "some":
        return is_close
    if other.side == "some" or (is_parted and one.side == "all"):
        return is_counted and is_close
    return bool(set(one.right) & common) or bool(set(one.left[-2:]) & common)


def _tell_one_amount(one: Mark, other: Mark, common: frozenset[str]) -> bool:
    is_behind = bool(set(one.right) & set(other.right))
    if not {one.side, other.side} <= {"all", "none"}:
        return is_behind
    # none goes out without, each goes out with: only a number of both makes two such sentences one
    is_counted = any(name.startswith("#") for name in common)
    return is_counted and len(common) > _LEAST and is_behind and not one.is_turned and not other.is_turned


def _tell_one_way(one: Mark, other: Mark, common: frozenset[str]) -> bool:
    ties = ties_of_group(one.group)
    if one.denials != other.denials:
        return False
    if ties == "number":
        is_same = bool(one.right and other.right and one.right[0] == other.right[0] and one.right[0].startswith("#"))
        return is_same and one.is_turned == other.is_turned
    if ties == "sides":
        crossed = (set(one.left) & set(other.right)) | (set(one.right) & set(other.left))
        return bool(set(one.right[:2]) & set(other.right[:2])) and not crossed
    if one.group == "roles" and one.right and one.right[:1] == other.right[:1]:
        return True
    return len(common) > _LEAST or any(name.startswith("#") for name in common)


def _side(mark: Mark) -> tuple[str, bool]:
    return mark.side, mark.is_denied


def _is_opposed(one: Mark, other: Mark) -> bool:
    return one.side != other.side and {one.side, other.side} != {"part", "some"}


@lru_cache(maxsize=16)
def _held(ledger: Ledger) -> _Case:
    rows: dict[str, list[_Held]] = {}
    parted = parted_groups(ledger)
    for told in ledger.texts.told:
        for start, end in sentences(told.text):
            text = told.text[start:end]
            inside = tokens(text)
            for mark in marks(inside):
                rows.setdefault(mark.group, []).append(_Held(mark, told.path, " ".join(text.split()), told.group in parted))
    opposed: dict[str, dict[str, dict[_Opposed, None]]] = {}
    for group, held in rows.items():
        for one in held:
            if not one.path.startswith(_FREE):
                for word, others in phrases_against(group, one.mark.side):
                    for concept in one.mark.near:
                        opposed.setdefault(word, {}).setdefault(concept, {})[group, others, one.mark.near] = None
    judged = {group: tuple(one for one in held if not (one.mark.is_denied or one.path.startswith(_FREE))) for group, held in rows.items()}
    by_word = {word: {concept: tuple(near) for concept, near in by_concept.items()} for word, by_concept in opposed.items()}
    return _Case(rows, judged, by_word)
