"""Numbers that follow from numbers of the case: rests, shares, prices of one. In: a number as said, the case's numbers.

Out: where it comes from, or None. They are those of one part of the case, or their sentence names what they are worked out of. What is said
of all is never worked out. Differences: `differences`; sums and averages: `totals`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING

from escalate_ai.ledger.elided import compares, is_of_all, is_of_part, part_of
from escalate_ai.ledger.nouns import nouns
from escalate_ai.ledger.said import subject_words, telling
from escalate_ai.ledger.spans import is_true
from escalate_ai.text.mention import Bound, Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from escalate_ai.ledger.held import Held, Texts
    from escalate_ai.ledger.said import Said

PLAN = "poa.text"  # the whole plan: nothing in it belongs together
_PAIR, _DOZEN = 2, 12
_WHOLE = 100
LEAST = 3  # with parts below this, sums are too easily made of anything
_CENT = Decimal("0.01")
_ROUGH = Decimal("2.5")
"""How far a share told as a fraction may be from the true one, in percent: "a third" of 58 in 163."""


def number_of(mention: Mention) -> Decimal:
    """Give the number a mention names, zero where it names none."""
    return Decimal(mention.value) if isinstance(mention.value, (int, Decimal)) else Decimal(0)


def rest_of(said: Said, counts: Iterable[Held], texts: Texts, kin: Mapping[str, frozenset[str]]) -> str | None:
    """Find what is left of a whole where one part of the case tells of it and of a piece: the eight late ones of 2,905, 2,897 on time."""
    mention, sentence = said.mention, said.sentence
    if mention.bound is not None or compares(mention, sentence) or is_of_all(mention, sentence) or is_of_part(mention, sentence):
        return None
    if _is_counted_at_home(said, counts):
        return None
    for group, ones in _by_group(counts, kin):
        is_sure = said.number > _DOZEN and _leaving().search(sentence) is not None
        if mention.unit is None and not is_sure and telling(said.words).isdisjoint(texts.words(group)) and not stands_beside(said, *ones):
            continue
        largest = _wholes(ones)
        for whole, part in product(ones, ones):
            is_rest = part is not whole and number_of(whole.mention) - number_of(part.mention) == said.number
            if (
                is_rest
                and (whole in largest or stands_beside(said, *(one for one in (whole, part) if number_of(one.mention) >= LEAST)))
                and _leaves(said, whole, part, texts)
            ):
                return f"derived: the rest in {whole.path}"
    return None


def _is_counted_at_home(said: Said, ones: Iterable[Held]) -> bool:
    """Say whether the bullet's own measure counts the same in another number: then a rest is told as one."""
    units = said.units
    own = (one for one in ones if one.group == said.home and one.mention.unit in units and one.mention.value != said.mention.value)
    return _leaving().search(said.sentence) is None and next(own, None) is not None


def stands_beside(said: Said, *held: Held) -> bool:
    """Say whether one of some numbers of the case stands in the sentence too."""
    return any((one.mention.kind, one.mention.value) in {(kind, value) for kind, value, _ in said.beside} for one in held)


def _wholes(ones: Iterable[Held]) -> list[Held]:
    """Give the largest number of each noun: what others may be a piece of."""
    largest: dict[str, Held] = {}
    for one in ones:
        unit = one.mention.unit
        if unit is not None and (unit not in largest or number_of(one.mention) > number_of(largest[unit].mention)):
            largest[unit] = one
    return list(largest.values())


def _leaves(said: Said, whole: Held, part: Held, texts: Texts) -> bool:
    """Say whether one number is a piece of another, and what a letter tells may be the rest of it."""
    units = {whole.mention.unit, part.mention.unit} - {None}
    if len(units) != 1 or (said.mention.unit is not None and units.isdisjoint(said.units)):
        return False
    if whole.path != part.path and _recurs(texts, part):
        return False
    if whole.group != part.group:
        return whole.mention.unit == part.mention.unit and _leaving().search(said.sentence) is not None
    is_told = part_of(whole.mention, texts.text(whole.path)) == number_of(part.mention)
    return part.mention.unit is None or is_told or _leaving().search(said.sentence) is not None


def _recurs(texts: Texts, held: Held) -> bool:
    """Say whether a number is told of each time: "ten parcels each Friday" are no part of the 190."""
    return re.search(r"(?<!\w)(?:each|every|per|daily|weekly|monthly)(?!\w)", texts.text(held.path), re.IGNORECASE) is not None


@cache
def _leaving() -> re.Pattern[str]:
    """What shows that a number is that of the rest."""
    return re.compile(
        r"(?<!\w)(?:not|no|nobody|never|without|other|others|rest|remain(?:ing|ed|der)?|left|leaves?|leaving|still|except|missing|only|back|returned|unsold|stayed|kept)(?!\w)|n't(?!\w)",
        re.IGNORECASE,
    )


def _by_group(held: Iterable[Held], kin: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, list[Held]]]:
    """Give the numbers of each part of the case, those of a measure with those of the causes that it ends."""
    groups: dict[str, list[Held]] = {}
    for one in held:
        if one.group != PLAN:
            groups.setdefault(one.group, []).append(one)
    for group, ones in groups.items():
        yield group, [*ones, *(one for other in sorted(kin.get(group, ())) for one in groups.get(other, ()))]


def share_of(said: Said, counts: Iterable[Held], texts: Texts, kin: Mapping[str, frozenset[str]]) -> str | None:
    """Find the two counts of one part of the case that a percentage divides, where the sentence tells of what they count."""
    mention = said.mention
    if mention.kind is not MentionKind.PERCENT or mention.unit != "%":
        return None
    words, subject = telling(said.words), subject_words(said)
    named = [one for one in counts if (one.mention.kind, one.mention.value) in {(kind, value) for kind, value, _ in said.beside}]
    nouns_named = {one.mention.unit for one in named} - {None}
    beside = [(one.group, [one, *(other for other in counts if other.mention.unit in nouns_named)]) for one in named]
    for group, ones in (*_by_group(counts, kin), *beside):
        theirs = texts.words(group)
        if words.isdisjoint(theirs):
            continue
        for first, second in combinations(ones, 2):
            low, high = sorted((first, second), key=lambda one: number_of(one.mention))
            most = number_of(high.mention)
            is_measure = low.path == high.path and low.mention.unit == high.mention.unit and low.mention.unit in nouns().scales
            share = number_of(low.mention) * 100 / most if most > _PAIR or (most and is_measure) else Decimal(0)
            units = nouns().like(high.mention.unit) | nouns().like(low.mention.unit)
            is_named = stands_beside(said, low) and low.group == high.group and number_of(low.mention) > LEAST
            is_part = low.mention.unit in {None, high.mention.unit} or high.mention.unit is None or is_named
            is_meant = is_named or not units.isdisjoint(said.words) or len(subject & theirs) >= _PAIR
            is_meant |= _is_in_words(mention) and group == said.home
            is_true_bound = mention.bound is None or is_true(mention.bound, share, said.number)
            if (
                0 < share < _WHOLE
                and _own_whole(texts, low) in {None, most}
                and is_part
                and is_meant
                and is_true_bound
                and abs(share - said.number) <= _near(said)
            ):
                return f"derived: share of {number_of(low.mention)} in {most} ({low.path})"
    return None


def share_of_amounts(said: Said, money: Sequence[Held]) -> str | None:
    """Find two amounts of which a fraction in words tells how the one is to the other: "about a third of our price"."""
    if not _is_in_words(said.mention) or any(char.isdigit() for char in said.mention.text):
        return None
    for low, high in combinations(sorted(money, key=lambda one: number_of(one.mention)), 2):
        most = number_of(high.mention)
        share = number_of(low.mention) * 100 / most if most and low.mention.unit == high.mention.unit else Decimal(0)
        fits = said.mention.bound is None or is_true(said.mention.bound, share, said.number)
        if 0 < share < _WHOLE and fits and abs(share - said.number) <= _near(said) and PLAN not in {low.group, high.group}:
            return f"derived: share of {low.mention.text} in {high.mention.text} ({low.path}, {high.path})"
    return None


def _own_whole(texts: Texts, held: Held) -> Decimal | None:
    """Give the number of which a text of the case tells another as a part: the 260 of "4 of 260 orders"."""
    match = _whole_behind().match(texts.text(held.path), held.mention.span[1])
    return Decimal(match["whole"].replace(",", "")) if match else None


@cache
def _whole_behind() -> re.Pattern[str]:
    return re.compile(r"\s(?:out\s)?of\s(?:the\s|our\s|all\s)?(?P<whole>\d[\d,]{0,11}(?!\d))")


def _is_in_words(mention: Mention) -> bool:
    """Say whether a share is told as a fraction: "two thirds", "a tenth"."""
    return "%" not in mention.text and "per" not in mention.text.lower() and "pct" not in mention.text


def each_of(said: Said, wholes: Iterable[Held], counts: Iterable[Held]) -> str | None:
    """Find what is one's part where the case tells of all: two printers for $1,140.00 cost $570.00 each, 720 in three lots are 240 each."""
    if said.mention.bound not in {None, Bound.ABOUT} or not _each().search(said.sentence):
        return None
    numbers = [(number_of(one.mention), one.group) for one in counts if not one.mention.ordinal]
    beside = {Decimal(value) for kind, value, _ in said.beside if kind is MentionKind.COUNT and isinstance(value, (int, Decimal))}
    is_count = said.mention.kind is MentionKind.COUNT
    for whole in wholes:
        fits = (whole.mention.unit in said.units if is_count else whole.mention.unit == said.mention.unit) and whole.group != PLAN
        if fits and any(
            ((group == whole.group and not is_count) or number in beside) and _is_part(said, number_of(whole.mention), number)
            for number, group in numbers
        ):
            return f"derived: one part of {whole.path}"
    return None


def _is_part(said: Said, whole: Decimal, number: Decimal) -> bool:
    """Say whether an amount is that of one of so many, to the cent or as near as "about"."""
    if number <= 1:
        return False
    return is_true(Bound.ABOUT, whole / number, said.number) if said.mention.bound else abs(whole / number - said.number) < _CENT / 2


@cache
def _each() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:each|every|apiece|per|average|an?\s(?:piece|head))(?!\w)", re.IGNORECASE)


def _near(said: Said) -> Decimal:
    """Give how far a percentage may be from the true one, as it is rounded: half of its last place, a fraction in words some more."""
    if said.mention.bound is not None:
        return 6 * _ROUGH if _is_in_words(said.mention) else 2 * _ROUGH  # "more than half" is said of anything short of two thirds
    if _is_in_words(said.mention):
        return _ROUGH
    places = len(said.mention.text.partition(".")[2].rstrip("% percnt"))
    return Decimal("0.5").scaleb(-places)
