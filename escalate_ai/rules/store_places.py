"""Where a letter names its store unintroduced: a piece of the subject, a line of the signature, an account. In: a letter's reading.

Out: names of everyday words that stand there and are not in the case. What a dictionary lacks, `text.names` finds by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.case.signing import signature_lines
from escalate_ai.ledger.naming import named_words
from escalate_ai.rules.known_words import spoken_of
from escalate_ai.rules.wording import concepts
from escalate_ai.text.name_words import name_words
from escalate_ai.text.names import Name, NameKind, find_names
from escalate_ai.text.plain_words import is_plain

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_NAME = r"(?P<name>[^\W\d_][\w'&.\u2019-]*(?:[ ][^\W\d_&][\w'.\u2019-]*|[ ]&){1,4})"
_MOST_WORDS = 5
_PLAIN_WORDS = 3
"""Words in small letters that show a subject to be no headline, in which everything has capitals."""


def stores_in_place(reading: LetterReading) -> Iterator[tuple[Part, Name]]:
    """Give the names that stand where the store's would, and are not the store's."""
    if reading.brief is None:
        return
    sheet, own = reading.sheet, _own(reading.brief)
    if sheet.subject and not _names(sheet.subject.text, own) and len(re.findall(r"(?<!\w)[a-z]{3,}", sheet.subject.text)) >= _PLAIN_WORDS:
        yield from _lone(reading.brief, sheet.subject, _piece())
    if sheet.signature:
        yield from _lone(reading.brief, sheet.signature, _line())
        if not _names(sheet.signature.text, own):
            # beside the store's own name stands a department: "Director, Home and Garden"
            yield from _lone(reading.brief, sheet.signature, _beside_role())
        yield from _single(reading.brief, sheet.signature, own)
        yield from _instead(reading.brief, sheet.signature)
    for part in (*((sheet.subject,) if sheet.subject else ()), *sheet.prose):
        if "account" in part.text:
            yield from _lone(reading.brief, part, _account())
    for part in sheet.prose:
        if any(word in part.text for word in name_words().requesting):
            yield from _lone(reading.brief, part, _asking())
    for part in (*((sheet.subject,) if sheet.subject else ()), *sheet.prose[:1]):
        yield from _of_any_words(reading.brief, part)


def _of_any_words(brief: Brief, part: Part) -> Iterator[tuple[Part, Name]]:
    """Give names, be they one plain word, where nothing but the store's stands: "the selling account of Nest", "Nest, Amazon.pl"."""
    for match in _stores_own().finditer(part.text):
        word = match["of"] or match["at"] or match["asks"]
        name = Name(NameKind.COMPANY, word, match.span(match.lastgroup or 0), named_words(word))
        is_other = word.split()[0].lower() in name_words().openers or not _office().isdisjoint(word.lower().split()[:1])
        # a subject may begin with what was done: "Deactivated, Amazon.com"
        is_other = is_other or (match["at"] is not None and is_plain(word.lower()))
        if not is_other and word.lower() not in name_words().no_stores and brief.ledger.naming.source(name) is None:
            yield part, name


@cache
def _stores_own() -> re.Pattern[str]:
    name, asks = r"[A-Z][^\W\d_][\w'&\u2019-]*", "|".join(sorted(name_words().requesting))
    return re.compile(
        rf"\b(?:selling|seller)\saccount\sof\s(?P<of>{name}(?:[ ]{name}){{0,3}})(?=[,;:)]|\.(?:\s|$)|\s(?:on|was|is|has)\s)"
        rf"|^(?:Subject:\s)?(?P<at>{name})(?=,\sAmazon\.)"
        rf"|^(?P<asks>{name})(?=\s(?:{asks})(?!\w))"
    )


def _single(brief: Brief, signature: Part, own: tuple[str, ...]) -> Iterator[tuple[Part, Name]]:
    """Give the last line of a signature that is one word nobody knows, where the store's name is missing or stands above it.

    A role in the seller's own language stands above the store.
    """
    lines = list(_one_word().finditer(signature.text))
    if not lines:
        return
    digit = next((place for place, char in enumerate(signature.text) if char.isdigit()), len(signature.text))
    lines = [match for match in lines if match.start() <= digit]
    below = signature.text.partition("\n")[2]
    for match in lines[-1:]:
        word, lists, spoken = match["name"], name_words(), spoken_of(brief)
        above = signature.text[: match.start()].partition("\n")[2]
        if (_names(below, own) and not _names(above, own)) or word.lower() in _office() or word.lower() in lists.places:
            continue
        name = Name(NameKind.COMPANY, word, match.span("name"), named_words(word))
        if brief.ledger.naming.source(name) is None and not any(spoken.knows(concept) for concept in concepts(word)):
            yield signature, name


@cache
def _digit() -> re.Pattern[str]:
    return re.compile(r"\d")


def _instead(brief: Brief, signature: Part) -> Iterator[tuple[Part, Name]]:
    """Give the lines that stand where the store or the company signs, whatever their words: what is around them is as the case has it."""
    seller, lines = brief.case.seller, signature.text.split("\n")
    signed = ("", *signature_lines(seller), "")
    own = {seller.store_name, seller.legal_name}
    places = {(signed[place - 1], signed[place + 1]) for place, line in enumerate(signed) if line in own}
    start = 0
    for before, line, behind in zip(["", *lines[:-1]], lines, [*lines[1:], ""], strict=True):
        name = Name(NameKind.COMPANY, line, (start, start + len(line)), named_words(line))
        start += len(line) + 1
        is_in_place = (before.strip(), behind.strip()) in places and _titled_line().fullmatch(line) is not None
        if is_in_place and not _is_of_office(line) and brief.ledger.naming.source(name) is None:
            yield signature, name


def _is_of_office(line: str) -> bool:
    """Say whether a line is a role or a department of the store's."""
    said, lists = set(re.findall(r"\w+", line.lower())), name_words()
    return not said.isdisjoint(lists.roles | lists.departments) or line.lower() in lists.places


@cache
def _titled_line() -> re.Pattern[str]:
    return re.compile(r"[A-Z][^\W\d_][\w'&.\u2019-]*(?:[ ](?:&|[A-Z][\w'.\u2019-]*|and|of|the|de|der|la|le)){0,4}")


@cache
def _one_word() -> re.Pattern[str]:
    return re.compile(r"\n(?P<name>[A-Z][^\W\d_]{3,})(?=\n|$|\s?[(,])")


def _own(brief: Brief) -> tuple[str, ...]:
    seller = brief.case.seller
    return tuple(name for name in (seller.store_name, seller.legal_name) if name)


def _names(text: str, own: tuple[str, ...]) -> bool:
    words = set(named_words(text))
    return any(named_words(name)[:1] and named_words(name)[0] in words for name in own)


@cache
def _piece() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[,:;(/]\s)|(?<=[:(])|(?<=[-\u2013\u2014]\s)){_NAME}(?=\s?(?:[,:;()/]|[-\u2013\u2014]\s|$))")


@cache
def _line() -> re.Pattern[str]:
    """A line of a signature, with or without the seller's token behind it."""
    return re.compile(rf"(?<=\n){_NAME}(?=\n|$|\s?[(,]\s?(?:[A-Z][a-z]+(?:\s[a-z]+)?:?\s)?A[0-9A-Z]{{9,}})")


@cache
def _beside_role() -> re.Pattern[str]:
    """A role and the store on one line, "General Manager, Marsa Toys", or the store behind "for"."""
    roles = "|".join(sorted(word for word in name_words().roles if word.isalpha()))
    return re.compile(rf"(?:\n[^\n,]{{0,40}}\b(?i:{roles}),\s|(?:\n|^)(?i:for|on behalf of)\s){_NAME}(?=\n|$|\s?\()")


@cache
def _asking() -> re.Pattern[str]:
    """A store that begins a sentence and asks: "Salt and Thyme requests a review"."""
    return re.compile(rf"(?:^|(?<=[.!?:]\s)|(?<=\n)){_NAME}(?=\s(?:{'|'.join(sorted(name_words().requesting))})(?!\w))")


@cache
def _account() -> re.Pattern[str]:
    return re.compile(rf"(?<=\b[Tt]he\s){_NAME}(?=\s(?:sell(?:ing|er)\s)?account(?!\w))")


def _lone(brief: Brief, part: Part, pattern: re.Pattern[str]) -> Iterator[tuple[Part, Name]]:
    places = list(pattern.finditer(part.text))
    if not places:
        return
    found = find_names(part.text)
    digits = _digit().search(part.text) if part.name == "signature" else None
    address = digits.start() if digits and "\n" in part.text[: digits.start()] else len(part.text)
    for match in places:
        words = match["name"].split()
        if match.start("name") > address:
            # behind the first line with digits stands an address
            return
        if part.text[match.end() : match.end() + 1] == "\n" and _digit().match(part.text, match.end() + 1):
            # a house with a name stands above its street
            continue
        if (
            len(words) > _MOST_WORDS
            or not _is_titled(words)
            or any(name.start < match.end("name") and match.start("name") < name.end for name in found)
        ):
            continue
        name = Name(NameKind.COMPANY, match["name"], match.span("name"), named_words(match["name"]))
        if brief.ledger.naming.source(name) is None:
            yield part, name


def _is_titled(words: list[str]) -> bool:
    """Say whether words are written as a name, and none of them is one of Amazon's, of an office or a paper."""
    lists = name_words()
    named = [words[0], *(word for word in words[1:-1] if word not in lists.coupled), words[-1]]
    if not all(word == "&" or (word[0].isupper() and (word.isalpha() or not any(map(str.isdigit, word)))) for word in named):
        return False
    office = _office()
    low = [word.lower().strip(".'") for word in named]
    rest = low[1:] if low[0] in {"the", "a"} else low
    # "Tallgrass Tool Supply" ends as a company does
    ends = rest[-1] in lists.tails and rest[0] not in office
    if len(rest) <= 1 or " ".join(low) in lists.places:
        return False
    return not any(word in lists.openers or (not ends and (word in office or word.removesuffix("s") in office)) for word in rest)


@cache
def _office() -> frozenset[str]:
    lists = name_words()
    office = lists.roles | lists.heads | lists.generic | lists.formulas | lists.acronyms
    return frozenset(office | lists.suffixes | lists.honorifics | lists.first_names)
