"""The same count in another guise, and a like one of another number. In: a number as said, the case's numbers. Out: where it comes from.

"Five litres" of 5 l canisters, "21.5 tonnes" of 21,500 kg; "20 answers" of which 18 were right, where the case tells of 18 in 20 questions;
"three collections" of what was collected three times; two goods of two ASINs. And whether the case counts the very thing otherwise: then
what a letter or a case lists is not what is counted.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.ledger.elided import part_of, tells_of_list
from escalate_ai.ledger.nouns import nouns
from escalate_ai.ledger.said import modifiers, subject_words
from escalate_ai.ledger.sums import number_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from escalate_ai.ledger.held import Held, Texts
    from escalate_ai.ledger.said import Said

_PLAN = "poa.text"  # the whole plan: nothing in it belongs together
_SHARED = 2
"""Telling words that a sentence shares with the part of the case that counts the same thing, the thing itself left out."""
_STEM, _SUFFIX = 4, 3
_PAIR = 2


def counts_otherwise(said: Said, counts: Iterable[Held], texts: Texts) -> bool:
    """Say whether the case counts the same thing in another number, in a part of it that the sentence surely tells of.

    Five documents are listed and the case tells of two changes: "five changes" counts no documents.
    """
    is_vague = said.home is not None and said.mention.unit in nouns().parts["vague"]
    units = said.units | next((sort for sort in nouns().sorts if is_vague and said.mention.unit in sort), frozenset[str]())
    same = [one for one in counts if one.mention.unit in units and not one.mention.ordinal and one.group != _PLAN]
    if not same or (is_vague and any(number_of(one.mention) == said.number and one.group == said.home for one in same)):
        return False
    words, true = subject_words(said), {said.number, part_of(said.mention, said.sentence)}
    return any(
        number_of(one.mention) not in true
        and len(words & texts.words(one.group)) >= _SHARED
        and (one.mention.unit in said.units or one.group == said.home)
        for one in same
    )


def counts_it_otherwise_beside(said: Said, counts: Iterable[Held], texts: Texts) -> bool:
    """Say whether a text of the case counts the same thing in another number, beside a number that the sentence gives too."""
    same = (one for one in counts if one.mention.unit in said.units and not one.mention.ordinal and number_of(one.mention) != said.number)
    return any(texts.stands_beside(one, said.beside) for one in same)


def lasts_otherwise(said: Said, spans: Iterable[Held], texts: Texts) -> bool:
    """Say whether a measure, cause or ground tells another length of time, where the sentence surely tells of it: 120 days, and not 100."""
    words = subject_words(said)
    mine = (said.mention.value, said.mention.unit)
    told = (one for one in spans if one.group.startswith(("poa.", "grounds")) and one.group != _PLAN)
    return any((one.mention.value, one.mention.unit) != mine and len(words & texts.words(one.group)) >= _SHARED for one in told)


def tells_otherwise(said: Said, counts: Iterable[Held], texts: Texts) -> bool:
    """Say whether the bullet's own measure has another number right before the very same verb: "five refused", and not six."""
    verb = _verb_behind(said.sentence, said.mention.text)
    if said.home is None or verb is None or said.mention.bound is not None:
        return False
    own = [one for one in counts if one.group == said.home and not one.mention.ordinal]
    same = [one for one in own if _verb_behind(texts.text(one.path)[one.mention.span[0] :], one.mention.text) == verb]
    return bool(same) and all(number_of(one.mention) != said.number for one in own)


def _verb_behind(sentence: str, number: str) -> str | None:
    """Give the participle that stands right behind a number, or within its words."""
    words = f"{number}{sentence.partition(number)[2][:24]}".split()
    word = words[1].strip(".,;:)").lower() if len(words) > 1 else ""
    return word if len(word) > _STEM and word.endswith("ed") and words[0][-1:] not in ".,;:" else None


def says_too_little(said: Said, counted: Collection[str | None]) -> bool:
    """Say whether a noun that may be anything is one by which the case itself counts, in a sentence that points at no list."""
    unit = said.mention.unit
    return unit in nouns().parts["vague"] and unit in counted and not tells_of_list(said.mention, said.sentence)


def called_so(said: Said, digits: str, texts: Texts) -> str | None:
    """Find a thing of the case whose name the number is part of: "claim 1 wants five panels", "lot 12 was recalled"."""
    label = said.sentence.partition(said.mention.text)[0].split()[-1:]
    if not digits.isdigit() or not label or label[0].lower() not in nouns().labels:
        return None
    called = f" {label[0]} {digits} ".lower()
    return next((one.path for one in texts.told if called in f" {one.text} ".lower()), None)


def converted(said: Said, counts: Iterable[Held]) -> str | None:
    """Find a measure told in another unit: 21.5 tonnes of 21,500 kg, five litres of 5 l canisters."""
    if said.mention.bound is not None:
        return None
    mine = _in_base(said.mention.unit, said.number) or next((m for w in modifiers(said.mention) if (m := _in_base(w, said.number))), None)
    if mine is None:
        return None
    for one in counts:
        units = (one.mention.unit, *modifiers(one.mention))
        if any(unit and _in_base(unit, number_of(one.mention)) == mine for unit in units):
            return one.path
    return None


def _in_base(unit: str | None, number: Decimal) -> tuple[str, Decimal] | None:
    """Give a measure in the smallest unit of its kind: 5 l and 5,000 ml are the same."""
    scale = nouns().scales.get(unit or "")
    return (scale[0], number * scale[1]) if scale else None


def whole_beside_part(said: Said, equal: Iterable[Held], counts: Iterable[Held], texts: Texts) -> str | None:
    """Find the whole of "18 of 20 answers" where one part of the case tells of 18 and of 20, and knows the noun."""
    part = part_of(said.mention, said.sentence)
    if part is None or said.mention.bound is not None:
        return None
    groups = {one.group for one in counts if number_of(one.mention) == part} - {_PLAN}
    fits = (one for one in equal if one.group in groups)
    return next((one.path for one in fits if said.mention.unit is None or not said.units.isdisjoint(texts.words(one.group))), None)


def done_by(said: Said, equal: Iterable[Held]) -> str | None:
    """Find the callers of as many calls: who does it is counted by what is done."""
    unit = said.mention.unit
    if unit is None or said.mention.bound is not None or said.number <= _PAIR:
        return None
    own = (one for one in equal if one.mention.unit and len(one.mention.unit) >= _STEM)
    return next((one.path for one in own if unit in {f"{one.mention.unit}er", f"{one.mention.unit}or"}), None)


def done_as_often(said: Said, equal: Iterable[Held], texts: Texts) -> str | None:
    """Find the three collections of what was collected three times."""
    unit = said.mention.unit
    if unit is None or len(unit) < _STEM or said.mention.bound is not None:
        return None
    sort = next((sort for sort in nouns().sorts if unit in sort), frozenset({unit}))
    stems = tuple({one[: max(_STEM, len(one) - _SUFFIX)] for one in {unit, *sort} if len(one) >= _STEM})
    often = (one for one in equal if one.mention.unit in {"time", "occasion"})
    return next((one.path for one in often if any(word.startswith(stems) for word in texts.words(one.group))), None)


def goods_of_asins(said: Said, asins: Collection[int], texts: Texts) -> str | None:
    """Find the goods that are the ASINs themselves: "B0C9T4MWKL and B0C9T4MWKM, two serums", "the two serums"."""
    unit = said.mention.unit
    if said.number in asins and said.number > 1 and _of_ours().match(said.sentence.partition(said.mention.text)[2]):
        return "derived: count of ASINs" if len(set(_asin().findall(said.sentence))) == said.number else None
    if unit is None or unit in nouns().no_goods or said.number not in asins or said.number < _PAIR or said.mention.bound is not None:
        return None
    head = said.sentence.partition(said.mention.text)[0]
    named = set(_asin().findall(said.sentence))
    takes_up = re.search(r"(?<!\w)(?:the|our|these|those|said)\s$", head, re.IGNORECASE) or said.mention.text.lower().startswith("both")
    if len(named) != said.number and not ((takes_up or said.home is None) and not named):
        return None
    known = any(unit in texts.words(one.group) for one in texts.told)
    return f"derived: count of ASINs, each a {unit}" if known else None


@cache
def _of_ours() -> re.Pattern[str]:
    return re.compile(r"\sof\s(?:our|my|its|the)\s(?!\d)", re.IGNORECASE)


@cache
def _asin() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)B0[0-9A-Z]{8}(?!\w)")
