"""What a number counts. In: folded text and the place after a number. Out: the noun, and whether it is a count at all. Touches nothing."""

# ruff: noqa: PLR2004 -- lengths of words and digit groups are facts of writing, plain where they stand
from __future__ import annotations

import re
from dataclasses import dataclass

from escalate_ai.text import number_patterns as shapes
from escalate_ai.text.number_words import Number, cardinal_value, lemma, number_lists

_TRAILING = ("ed", "ly", "ing")
"""Endings of the words that may stand after a noun and belong to the verb: "one delivery refused"."""


@dataclass(frozen=True, slots=True)
class Noun:
    """The noun a number counts."""

    unit: str | None
    end: int
    """Where the noun ends; the number's own end where there is none, or where it belongs to the whole ("twelve of the 38 deliveries")."""
    reach: int
    """Where the whole phrase ends."""
    plural: bool = False
    partitive: bool = False
    whole: bool = False
    """True where the number is a part of another number."""


def noun_after(plain: str, end: int, value: Number) -> Noun:
    """Find the noun of a number that ends at `end`, past adjectives and through "of the"."""
    start = end
    part = shapes.part_of().match(plain, end)
    if part:
        start = part.end() - (0 if part["whole"] else 1)
    words = _words(plain, start, may_lead=value == 1)
    if value == 1 and not part:
        kept = words[:3]
        while kept and kept[-1].group("word").lower().endswith(_TRAILING):
            kept.pop()
        chosen, plural = (kept[-1] if kept else None), False
    else:
        chosen, plural = _plural(words)
    if chosen is None:
        return Noun(None, end, start + 1 if part else end, partitive=part is not None, whole=bool(part and part["whole"]))
    reach = chosen.end()
    return Noun(lemma(chosen["word"]), end if part else reach, reach, plural, part is not None, bool(part and part["whole"]))


def _words(plain: str, start: int, *, may_lead: bool) -> list[re.Match[str]]:
    """Give up to six words after a place, as far as the noun phrase may go; possessives are left out.

    A number ends it, unless it may lead, as in "the first two".
    """
    stops = number_lists().stops
    words: list[re.Match[str]] = []
    for _ in range(6):
        match = shapes.next_word().match(plain, start)
        if match is None or match["word"].lower() in stops:
            break
        if (words or not may_lead) and _is_number(match["word"], is_first=not words):
            break
        start = match.end()
        if not match["word"].endswith(("'", "'s")):
            words.append(match)
    return words


def _is_number(word: str, *, is_first: bool) -> bool:
    """Tell whether a word is the next number and no noun: "4.2 three days later"; of "two one-litre bottles" the noun follows."""
    found = cardinal_value(word)
    return found is not None and (not is_first or found[1] == len(word))


def _plural(words: list[re.Match[str]]) -> tuple[re.Match[str] | None, bool]:
    """Choose the head of a plural: the first word in the plural, or the one right after it that is too ("sales orders")."""
    many = [_is_many(match["word"]) for match in words]
    if True in many:
        place = many.index(True)
        if place + 1 < len(many) and many[place + 1] and words[place]["word"].islower() != words[place + 1]["word"].isupper():
            place += 1
        return words[place], True
    if len(words) == 1 and not words[0]["word"].lower().endswith(_TRAILING):
        return words[0], False
    return None, False


def _is_many(word: str) -> bool:
    low = word.lower()
    return (len(low) > 2 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s"))) or low in number_lists().many


def is_label(plain: str, start: int, noun: Noun) -> bool:
    """Tell whether the word before a number makes it a label ("Section 3", "ISO 9001") and no count."""
    before = plain[max(0, start - 24) : start]
    # the last figure of a norm belongs to its label: "EN 71-3"
    before = re.sub(r"(?<=\s)\d{1,6}(?:[-:.]\d{1,4}){0,3}[-:.]$", "", before)
    match = re.search(r"([A-Za-z][\w.]*)[ \n]?[#:(]?\s?$", before)
    if match is None or match.end(1) == len(before):
        return False
    word = match[1]
    lists = number_lists()
    if word.lower() in lists.labels:
        return True
    if word.lower() in lists.weak_labels:
        # "our Plan of Action three times" counts, "Action 3" does not
        return not noun.plural or (word[0].isupper() and plain[start].isdigit() and noun.unit != "time")
    return len(word) > 1 and word.isupper() and word.isalpha() and not noun.plural


def in_idiom(plain: str, start: int, end: int) -> bool:
    """Tell whether a number word belongs to an idiom that counts nothing ("one by one", "third party")."""
    first = max(0, start - 20)
    moved = max(0, first - 1)
    around = plain[moved : end + 24]
    low = around.lower()
    found = number_lists().idioms.finditer(low if len(low) == len(around) else around, first - moved)
    return any(match.start() + moved < end and start < match.end() + moved for match in found)


def is_pronoun(plain: str, start: int, end: int, noun: Noun) -> bool:
    """Tell whether a "one" stands for a thing instead of counting it."""
    before = re.search(r"([A-Za-z']+|[,;:(.-])\s*$", plain[max(0, start - 20) : start])
    word = before[1].lower() if before else ""
    if word in {"no", "each", "every", "another", "any", "which"}:
        return True
    if noun.partitive:
        return not noun.whole
    if noun.unit is not None:
        return False
    after = re.match(r"\s([a-z]+)", plain[end : end + 24])
    counted = word in {"", ",", ";", ":", "(", ".", "-", "and", "only", "but", "with", "just", "than", "or", "exactly"}
    return not (counted and after and (after[1].endswith("ed") or after[1] in {"was", "is", "has", "had", "of"}))
