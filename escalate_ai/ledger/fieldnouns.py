"""A count told by another word of its own part of the case. In: a number as a letter says it, the texts of a case. Out: its source.

"96 corrections" of 96 quantities that were corrected, "six failures" of the six that failed, "118 boxes" of 118 pots whose boxes were
opened; nine people who are nine buyers; three lots that the case names by number; four of six reviews that praise a rival; two registers
that are the one and the other register. The number is always one that the case has, or that what it lists comes to.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from escalate_ai.ledger.nouns import nouns
from escalate_ai.ledger.said import telling
from escalate_ai.text.mention import Bound
from escalate_ai.text.number_words import lemma

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from escalate_ai.ledger.held import Held, Texts
    from escalate_ai.ledger.said import Said

_PLAN = "poa.text"  # the whole plan: nothing in it belongs together
_PAIR, _SHARED, _DOZEN, _STEM = 2, 2, 12, 4
_MEASURES = ("poa.corrective", "poa.preventive", "grounds")


def by_a_word_of_its_field(said: Said, equal: Iterable[Held], counts: Collection[Held], texts: Texts) -> str | None:
    """Find the same number in a part of the case that has the letter's noun, be it as a verb, and counts it in no other number.

    Args:
        said: The number as the letter says it.
        equal: The case's counts of the same number, the bullet's own first.
        counts: All counts of the case.
        texts: The texts of the case.

    """
    unit = said.mention.unit
    if unit is None or said.mention.bound not in {None, Bound.ABOUT} or _rated().match(said.sentence.partition(said.mention.text)[2]):
        return None
    for held in equal:
        if held.mention.ordinal or held.group == _PLAN or (not _is_human(unit, held) and _is_thing_for_people(unit, held, texts)):
            continue
        if _is_human(unit, held):
            is_it = said.home is None or _is_near(said, held, texts, 0)
        else:
            as_verb = _is_verb_of(unit, texts.words(held.group))
            is_told = as_verb or any(_is_told_of_each(one, held, texts) for one in said.units) or _holds_goods(unit, held, texts)
            is_it = is_told and not _is_counted(said, held, counts) and _is_near(said, held, texts, int(as_verb))
        if is_it:
            return held.path
    return None


def _is_near(said: Said, held: Held, texts: Texts, known: int) -> bool:
    """Say whether a sentence surely speaks of a part of the case; the larger a number, the less it stands there by chance."""
    own = frozenset(re.findall(r"[a-z-]+", said.mention.text.lower()))
    shared = known + len((telling(said.words) - own) & texts.words(held.group))
    if held.group == said.home or shared >= _SHARED or texts.stands_beside(held, said.beside):
        return True
    return said.number > _DOZEN and not (said.home is not None and held.group.startswith(_MEASURES))


def _is_human(unit: str, held: Held) -> bool:
    """Say whether a letter's people are those the case counts: nine people who are nine buyers."""
    other = held.mention.unit
    return unit in {"person", "people"} and other is not None and any(other in sort and "person" in sort for sort in nouns().sorts)


def are_people_of(said: Said, equal: Iterable[Held], texts: Texts) -> bool:
    """Say whether a letter's people are those that the case counts by what they are, in a sentence that surely speaks of them."""
    unit = said.mention.unit or ""
    own = frozenset(re.findall(r"[a-z-]+", said.mention.text.lower()))
    return any(_is_human(unit, held) and len((telling(said.words) - own) & texts.words(held.group)) >= _SHARED for held in equal)


def _is_thing_for_people(unit: str, held: Held, texts: Texts) -> bool:
    """Say whether a letter tells of people where the case counts things."""
    people = [sort for sort in nouns().sorts if "employee" in sort]
    other = held.mention.unit or texts.elided(held)
    return any(unit in sort for sort in people) and other is not None and not any(other in sort for sort in people)


def _is_counted(said: Said, held: Held, counts: Iterable[Held]) -> bool:
    """Say whether the same part of the case counts the letter's noun in another number."""
    return any(one.group == held.group and one.mention.unit in said.units and one.mention.value != held.mention.value for one in counts)


def _at_an_hour(said: Said, texts: Texts) -> str | None:
    """Find the hour of "at 10 and 2" and "at twelve", where the case tells that time of day."""
    mention, head = said.mention, said.sentence.partition(said.mention.text)[0]
    if mention.unit is not None or mention.bound is not None or not 0 < said.number <= _DOZEN or not _at().search(head):
        return None
    clock = re.compile(
        rf"(?<![\w:.]){said.number}(?::00)?\s?[ap]\.?m\b" + (r"|(?<!\w)noon(?!\w)" if said.number == _DOZEN else ""), re.IGNORECASE
    )
    return next((one.path for one in texts.told if clock.search(one.text)), None)


@cache
def _at() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)at\s(?:[\w:]+(?:,\s|\sand\s|,\sand\s)(?:at\s)?){0,3}$", re.IGNORECASE)


def _is_verb_of(unit: str, words: frozenset[str]) -> bool:
    """Say whether the verb that a noun is made of stands among some words."""
    told = nouns().done.get(unit)
    if told and any(word != unit and word.startswith(told) for word in words):
        return True
    stem = _stem(unit)
    return len(stem) >= _STEM and any(word != unit and word.startswith(stem) and word[len(stem) :] in _endings() for word in words)


def _holds_goods(unit: str, held: Held, texts: Texts) -> bool:
    """Say whether a letter counts goods by what holds them, or by their name where the case says only units."""
    other = held.mention.unit or texts.elided(held)
    if other is None or other in nouns().no_goods:
        return False
    is_named = other in nouns().listed["goods"] and not nouns().is_known(unit) and any(unit in texts.words(one.group) for one in texts.told)
    return unit in nouns().containers or is_named


def _is_told_of_each(unit: str, held: Held, texts: Texts) -> bool:
    """Say whether a part of the case tells of something as of what each has: "opened every box", "sent the knife back"."""
    if unit not in texts.words(held.group):
        return False
    each = re.compile(
        rf"(?<!\w)(?:every|each|its|their|his|her|an?|the|whose|own|one)\s(?:[a-z-]+\s)?{re.escape(unit)}(?!\w)(?!\s[A-Z0-9-]*\d)"
        rf"|(?<!\w){re.escape(unit)}(?:s|es)(?!\w)(?!\s[A-Z0-9-]*\d)",
        re.IGNORECASE,
    )
    return any(one.group == held.group and each.search(one.text) for one in texts.told)


@lru_cache(maxsize=1024)
def _stem(noun: str) -> str:
    """Give what a noun and its verb have in common: "correct" of a correction, "fail" of a failure."""
    match = re.fullmatch(r"([a-z]{4,}?)(?:ations?|isons?|itions?|ions?|ments?|ings?|ures?|als?|ances?|ies|y|e|s)?", noun)
    return match[1] if match else noun


@cache
def _endings() -> frozenset[str]:
    return frozenset({"", "e", "s", "es", "ed", "d", "ing", "y", "ies", "ied", "yed", "ying", "ion", "ions", "al", "ment"})


def named_by_number(said: Said, texts: Texts) -> str | None:
    """Find as many things as the case names one by one: "lots 2607, 2608 and 2610" are three lots."""
    if said.mention.bound is not None:
        return None
    for noun, number, path in _rows(texts):
        is_it = noun in said.units if said.mention.unit else noun in said.words
        if number == said.number and (is_it or _is_verb_of(said.mention.unit or "", texts.words(path.rpartition(".")[0]))):
            return f"derived: count of what {path} names"
    return None


@lru_cache(maxsize=32)
def _rows(texts: Texts) -> tuple[tuple[str, int, str], ...]:
    found: list[tuple[str, int, str]] = []
    for one in texts.told:
        if "," in one.text or " and " in one.text:
            rows = _row().finditer(one.text)
            found += [(lemma(row["noun"]), len(re.split(r",\s(?:and\s)?|\sand\s", row["items"])), one.path) for row in rows]
    return tuple(found)


@cache
def _row() -> re.Pattern[str]:
    item = r"[A-Z]{0,6}[-/]?\d[\dA-Z/-]{0,15}"
    return re.compile(
        rf"(?<!\w)(?P<noun>[A-Za-z]{{3,20}}s)\s(?P<items>{item}(?:,\s{item}){{0,12}}(?:,?\sand\s{item}))(?![\w.]\d)(?!\s[a-z]+s\b)"
    )


def _named_in_a_row(said: Said, texts: Texts, counted: Collection[str | None]) -> str | None:
    """Find as many names as the bullet's own measure gives in a row: "in English, Arabic and Malayalam" are three languages."""
    unit = said.mention.unit
    if (
        said.home is None
        or unit is None
        or unit in nouns().trade
        or unit in counted
        or not _PAIR < said.number <= _DOZEN
        or said.mention.bound is not None
    ):
        return None
    for one in texts.told:
        if one.group == said.home and any(len(re.split(r",\s|\sand\s", row[0])) == said.number for row in _named_row().finditer(one.text)):
            return f"derived: count of what {one.path} names"
    return None


@cache
def _named_row() -> re.Pattern[str]:
    return re.compile(r"(?<![\w,])[A-Z][a-z]+(?:,\s[A-Z][a-z]+){1,8}\sand\s[A-Z][a-z]+(?!\w)(?!\s[A-Z])")


def that_say_so(said: Said, texts: Texts) -> str | None:
    """Find how many of the reviews, offers or changes of an incident speak of what the sentence speaks of: "four of the six praise X"."""
    if (
        said.number < _PAIR
        or said.mention.bound is not None
        or not (said.mention.unit is None or said.mention.unit in nouns().listed["item"])
    ):
        return None
    items = [one for one in texts.told if one.path.startswith("incident.items")]
    if len(items) <= said.number:
        return None
    for word in telling(said.words):
        if sum(word in texts.words(one.group) for one in items) == said.number:
            return "derived: count of the incident.items that speak of it"
    return None


def at_set_times(said: Said, texts: Texts) -> str | None:
    """Find as many times of day as something is done at: "at 14:00 and at 17:30" is two collections a day."""
    tail = said.sentence.partition(said.mention.text)[2]
    if said.mention.bound is not None or not _daily().match(tail):
        return None
    for one in texts.told:
        for match in _clocks().finditer(one.text):
            is_meant = said.mention.unit in {"time", "occasion"} or _is_verb_of(said.mention.unit or "", texts.words(one.group))
            if is_meant and len(re.findall(r"\d{1,2}[:.]\d\d|\d{1,2}\s?[ap]\.?m|noon|midnight", match[0])) == said.number:
                return f"derived: count of the times in {one.path}"
    return None


@cache
def _rated() -> re.Pattern[str]:
    """What makes a number one of a rate: "three collections a day"."""
    return re.compile(
        r"\s(?:a|per|each|every)\s(?:working\s)?(?:hour|day|week|month|quarter|year)(?!\w)|\s(?:dai|week|month)ly(?!\w)", re.IGNORECASE
    )


@cache
def _daily() -> re.Pattern[str]:
    return re.compile(r"\s(?:a|per|each|every)\s(?:working\s|business\s)?day(?!\w)|\sdaily(?!\w)", re.IGNORECASE)


@cache
def _clocks() -> re.Pattern[str]:
    clock = r"(?:at\s)?(?:\d{1,2}[:.]\d\d|\d{1,2}\s?[ap]\.?m\.?|noon|midnight)"
    return re.compile(rf"(?<!\w)at\s{clock}(?:,\s{clock}){{0,6}},?\sand\s{clock}", re.IGNORECASE)


def one_and_other(said: Said, texts: Texts, counted: Collection[str | None]) -> str | None:
    """Find two things that the case names side by side: "the Benelux and the European register" are two registers."""
    unit = said.mention.unit
    hour = _at_an_hour(said, texts)
    if hour or said.number > _PAIR:
        return hour or _named_in_a_row(said, texts, counted)
    if said.number != _PAIR or unit is None or said.mention.bound is not None or not unit.isalpha():
        return None
    for one in texts.told:
        if unit in one.text and any(lemma(match["noun"]) in said.units for match in _one_or_other().finditer(one.text)):
            return f"derived: count of what {one.path} names"
    if unit in counted:
        return None
    side = re.compile(
        rf"(?<!\w)[\w'-]+\sand\s(?:the\s|its\s|our\s|a\s|an\s)?[\w'-]+\s{unit}(?!\w)"
        rf"|(?<!\w){unit}s?\sof\s(?:the\s|an?\s)?[\w'-]+\sand\s(?:the\s|an?\s|of\s)?[\w'-]+",
        re.IGNORECASE,
    )
    return next(
        (f"derived: count of what {one.path} names" for one in texts.told if unit in one.text.lower() and side.search(one.text)), None
    )


@cache
def _one_or_other() -> re.Pattern[str]:
    """Two of a kind of which the second is told without its noun: "that ladder and one of ours", "he has one key and she the other"."""
    return re.compile(
        r"(?<!\w)(?:an?|one|the|this|that|its|his|her|their)\s(?P<noun>[a-z]{3,20})"
        r"(?:\sand\s(?:one\sof\s(?:ours|theirs|his|hers)|another(?=[\s,.;]))|[^.;:]{0,60}\sand\s[^.;:,]{0,50}the\sother(?=[,.;:]|$))"
    )
