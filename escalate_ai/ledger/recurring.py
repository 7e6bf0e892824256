"""How often the case says that things are done. In: its texts, a frequency of a letter with its sentence. Out: what speaks against it.

Two witnesses are asked for: the frequency stands nowhere in the case, or only of other things; and what the sentence tells of is done
otherwise in the case. A weekday that no text of the case names is enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.text.frequencies import Frequency, find_frequencies, find_hints, rates_of
from escalate_ai.text.number_words import ORDINALS, WORDS, number_lists

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from escalate_ai.ledger.held import Texts

_TURN, _PLAN, _PAIR = "turn", "poa.text", 2
_STEM, _TELLING = 6, 4
_SHARED = 2
"""Weight of shared words from which a sentence tells of a part of the case."""
_AHEAD = 3
"""By how much one part of the case has to be nearer than another."""
_FAR_AHEAD = 5
"""By how much, where its clause shares no words with the sentence."""


class Recurring(NamedTuple):
    """A frequency of the case where it stands."""

    how_often: Frequency
    text: str
    path: str
    group: str
    clause: frozenset[str]
    is_hint: bool
    """Whether it only follows from the words: then it holds what a letter says, and speaks against nothing."""


@dataclass(frozen=True)
class Stretch:
    """The words around a frequency of a letter; read when they are asked for, since most letters tell what the case tells."""

    clause: str
    sentence: str
    days: Sequence[date]
    """The days its sentence names."""
    others: Sequence[Frequency] = ()
    """What else its sentence tells of how often: "instead of once a day"."""

    @cached_property
    def near(self) -> frozenset[str]:
        """The telling words of its clause."""
        return telling_words(self.clause)

    @cached_property
    def far(self) -> frozenset[str]:
        """The telling words of its sentence."""
        return telling_words(self.sentence)


@lru_cache(maxsize=16)
def told_of(texts: Texts) -> tuple[Recurring, ...]:
    """Give every frequency of a case."""
    found: list[Recurring] = []
    for one in texts.told:
        sure = [(how_often, False) for how_often in find_frequencies(one.text)]
        for how_often, is_hint in (*sure, *((hint, True) for hint in find_hints(one.text))):
            clause = telling_words(clause_at(one.text, how_often.span))
            found.append(Recurring(how_often, one.text[slice(*how_often.span)], one.path, one.group, clause, is_hint or one.group == _PLAN))
    return tuple(found)


def against(how_often: Frequency, stretch: Stretch, texts: Texts) -> Recurring | str | None:
    """Give what speaks against a frequency: what the case tells instead, the words that it never says, or None.

    Args:
        how_often: As the letter tells it.
        stretch: The words around it.
        texts: The texts of the case.

    """
    if how_often.unit == _TURN:
        return _against_turn(how_often, texts)
    told = told_of(texts)
    held = [one for one in told if one.how_often.is_like(how_often) and _names_day(how_often, one, told, stretch)]
    said = (how_often, *stretch.others)
    others = [one for one in told if not (one.is_hint or any(one.how_often.is_like(other) for other in said))]
    best = max((one for one in others), key=lambda one: _score(one, stretch, texts), default=None)
    if best is not None:
        ahead = _score(best, stretch, texts) - max((_score(one, stretch, texts) for one in held), default=0)
        is_near = not held or len(best.clause & stretch.near) >= _SHARED or ahead >= _FAR_AHEAD
        # a line that leads into the bullets speaks of several measures at once
        if ahead >= (_AHEAD if held else _SHARED) and is_near and not (held and stretch.sentence.rstrip().endswith(":")):
            return best
    named = {day for one in told for day in one.how_often.days}
    if how_often.days and named.isdisjoint(how_often.days) and not _is_day_of(how_often, stretch):
        return " and ".join(sorted(day.capitalize() for day in how_often.days))
    if not held and not how_often.is_yearly and _is_of_part(stretch, texts):
        return "such frequency"
    return None


def _is_of_part(stretch: Stretch, texts: Texts) -> bool:
    """Say whether a sentence tells of a measure, cause or ground of the case."""
    groups = {one.group for one in texts.told if one.group.startswith(("poa.", "grounds")) and one.group != _PLAN}
    return any(len(_words_of(texts, group) & stretch.far) >= _AHEAD for group in groups)


def rate_against(number: int, period: str, texts: Texts) -> str | None:
    """Give the place that tells "40 a week" where a letter tells 40 a day, and the case has no 40 a day."""
    found = [(one.path, per) for one in texts.told for count, per, _ in rates_of(one.text) if count == number]
    return None if not found or any(per == period for _, per in found) else found[0][0]


def _names_day(how_often: Frequency, one: Recurring, told: Sequence[Recurring], stretch: Stretch) -> bool:
    """Say whether a weekday told of something weekly may be that of the case."""
    if not how_often.days or one.how_often.days:
        return True
    if one.is_hint:
        return False
    return _is_day_of(how_often, stretch) or any(not how_often.days.isdisjoint(other.how_often.days) for other in told)


def _is_day_of(how_often: Frequency, stretch: Stretch) -> bool:
    return any(f"{day:%A}".lower() in how_often.days for day in stretch.days)


def _score(one: Recurring, stretch: Stretch, texts: Texts) -> int:
    return 2 * len(one.clause & stretch.near) + len(_words_of(texts, one.group) & stretch.far)


def _against_turn(how_often: Frequency, texts: Texts) -> str | None:
    """Find "every third delivery" where the case tells of deliveries, and of no third, other or share of anything."""
    step = int(next(iter(how_often.steps)))
    if any(_share(step).search(one.text) and how_often.noun in texts.words(one.group) for one in texts.told):
        return None
    groups = {one.group for one in texts.told if one.group.startswith("poa.") and one.group != _PLAN}
    is_known = any(how_often.noun in texts.words(group) for group in groups)
    return f"such turn of any {how_often.noun}" if is_known else None


@lru_cache(maxsize=32)
def _share(step: int) -> re.Pattern[str]:
    """Every third, one in three, a third of, 33%: any of them may be told as a turn."""
    words = [word for word, value in ORDINALS.items() if value == step]
    number = rf"(?:{step}|{'|'.join(word for word in WORDS if WORDS[word] == step) or step})"
    nth = rf"(?:{'|'.join([*words, 'other' if step == _PAIR else str(step)])}|{step}(?:nd|rd|th))"
    return re.compile(
        rf"(?<!\w)(?:(?:every|each)\s{nth}|(?:in|out\sof)\s(?:every\s)?{number}|{nth}s?\sof"
        rf"|{'half' if step == _PAIR else nth}|{100 // step}(?:\.\d+)?\s?(?:%|percent))(?!\w)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=256)
def _words_of(texts: Texts, group: str) -> frozenset[str]:
    return telling_words(" ".join(one.text for one in texts.told if one.group == group))


def telling_words(text: str) -> frozenset[str]:
    """Give the beginnings of the words that tell what a text speaks of, those of time left out."""
    words = (word.lower() for word in re.findall(r"[^\W\d_]{4,}", text))
    stops = number_lists().stops
    return frozenset(word[:_STEM] for word in words if word not in stops and not _of_time().match(word))


@cache
def _of_time() -> re.Pattern[str]:
    return re.compile(
        r"(?:every|each|once|twice|time|day|dai|night|week|month|quarter|year|annual|hour|minute|morning|evening|mon|tues|wednes|thurs|fri|satur|sun)"
        r"(?:s|ly|day|days|end|ends)*$|(?:that|this|with|from|have|been|were|since|which|they|their|them|when|while|until|after|before|only|also|more|than|into|then|there)$"
    )


def clause_at(text: str, span: tuple[int, int]) -> str:
    """Give the clause that a place of a text lies in."""
    cuts = [match.span() for match in _cut().finditer(text)]
    start = max((end for _, end in cuts if end <= span[0]), default=0)
    end = min((start for start, _ in cuts if start >= span[1]), default=len(text))
    return text[start:end]


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(r"[.;:]\s|\s(?:while|whereas|but|although|though|because|which|who)\s|,\s(?:and|so|which|who|as)\s", re.IGNORECASE)
