"""Family GR, names: GR404, no person, company, product, place, document or doing in a letter that the case does not hold.

In: a letter's reading. Out: `NAMES`, one rule.

Who does not appear here: those of the policy's stale list, whom TN308 speaks of; Amazon's own teams, pages and forms. Of documents, CT216
reads every line of the attachments and what a sentence announces as enclosed; GR404 speaks of a document only where it is named otherwise
(a quoted title, a file name, "SOP-14"), and of no words that CT216 has found. A signature may bear the seller's own street and town, which
no case holds: of its lines without digits only people and companies are looked at, and the signer is read in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from escalate_ai.ledger import shown_in
from escalate_ai.ledger.naming import named_words
from escalate_ai.rules.goods import foreign_goods
from escalate_ai.rules.grounding_claims import ungrounded_claims
from escalate_ai.rules.highlight_checks import evidence_mismatch
from escalate_ai.rules.rule import Example, Hit, Rule
from escalate_ai.rules.store_places import stores_in_place
from escalate_ai.rules.strange_capitals import strange_capitals
from escalate_ai.terms import Severity, Target
from escalate_ai.text.mention import MentionKind
from escalate_ai.text.name_words import name_words
from escalate_ai.text.names import Name, NameKind, find_names
from escalate_ai.text.places import Places

if TYPE_CHECKING:
    from escalate_ai.ledger import Found
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_NAMED = frozenset({MentionKind.NAME, MentionKind.DOCUMENT})
_CALLED = {
    NameKind.PERSON: "a person",
    NameKind.COMPANY: "a company or person",
    NameKind.PRODUCT: "a product",
    NameKind.PLACE: "a place",
    NameKind.DOCUMENT: "a document",
}


def ungrounded_names(reading: LetterReading) -> Iterator[Hit]:
    """Find names that the case does not hold; of words that CT216 finds, none."""
    if reading.brief is None:
        return
    stale = {word for person in reading.policy.people.stale for word in named_words(person)}
    strange = [(part, name) for part, name in _strange(reading) if not _is_stale(stale, name)]
    papers = list(evidence_mismatch(reading))
    spoken: dict[Part, Places] = {}
    for hit in papers:
        if hit.span and not isinstance(hit.where, str):
            spoken.setdefault(hit.where, Places()).take(hit.span)
    # within a title that the case lacks, a name is no second offence
    named = [_hit(reading, part, name) for part, name in strange if spoken.setdefault(part, Places()).take(name.span)]
    yield from named
    yield from ungrounded_claims(reading, [*papers, *named])


def _strange(reading: LetterReading) -> Iterator[tuple[Part, Name]]:
    brief = reading.brief
    if brief is None:
        return
    ledger, shown, bullets = brief.ledger, shown_in(reading.sheet), frozenset(reading.sheet.bullets)
    for part in reading.sheet.parts:
        signs = part == reading.sheet.signature
        for found in ledger.found(part.text, shown, reading.mentions(part), bullet=part in bullets):
            if found.kind in _NAMED and found.name and found.source is None and not (signs and _is_address(part.text, found)):
                yield part, found.name
        signer = _signer(part.text) if signs else None
        if signer and ledger.naming.source(signer) is None:
            yield part, signer
    yield from stores_in_place(reading)
    yield from foreign_goods(reading)
    yield from strange_capitals(reading)


def _is_address(signature: str, found: Found) -> bool:
    """Say whether a name of a signature belongs to the seller's address: a place, or part of a line with digits."""
    first, last = signature.rfind("\n", 0, found.span[0]) + 1, signature.find("\n", found.span[0])
    # a merchant token beside the store makes no address
    line = _token().sub("", signature[first : last if last >= 0 else len(signature)])
    return any(char.isdigit() for char in line) or bool(found.name and found.name.kind is NameKind.PLACE)


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)A[0-9A-Z]{9,}(?!\w)")


@cache
def _name_line() -> re.Pattern[str]:
    return re.compile(r"(?P<name>[^\W\d_][\w'.-]{0,30}(?: [^\W\d_][\w'.-]{0,30}){1,3}),?")


@cache
def _on_behalf() -> re.Pattern[str]:
    return re.compile(r"(?:For|On behalf of|p\.\s?p\.)\s(?:and on behalf of\s)?(?:the\s)?", re.IGNORECASE)


def _signer(signature: str) -> Name | None:
    """Give the first line of a signature as the name it is; None where it is a closing formula or no two words with capitals."""
    first = signature.partition("\n")[0].rstrip()
    led = _on_behalf().match(first)
    start = led.end() if led else 0
    if any(name.start == start for name in find_names(signature)):
        return None
    match = _name_line().fullmatch(first, start)
    words = match["name"].split() if match else []
    if (
        not words
        or not all(word[0].isupper() for word in words)
        or not name_words().formulas.isdisjoint(word.lower().strip(",.") for word in words)
    ):
        return None
    name = " ".join(words)
    return Name(NameKind.PERSON, name, (start, start + len(match["name"]) if match else 0), tuple(named_words(name)))


def _is_stale(stale: set[str], name: Name) -> bool:
    words = [word for part in name.words for word in named_words(part)]
    return bool(words) and (all(word in stale for word in words) or any(word in stale and len(word) > _TELLING for word in words))


def _hit(reading: LetterReading, part: Part, name: Name) -> Hit:
    said = " ".join(name.text.split())
    near = reading.brief.ledger.naming.nearest(name) if reading.brief else None
    elsewhere = any(_line(name.words) in other for other in _lines(reading.others)) if len("".join(name.words)) >= _TELLING else False
    message = f"The case names no \u201c{said}\u201d ({_CALLED[name.kind]})"
    if elsewhere:
        message += "; it stands in another client's letter"
    if near:
        message += f"; {near}"
    todo = "Take the name from the case, or leave it out; if it is right, add it to the case, such as to seller.known_names."
    return Hit(part, name.span, f"{message}.", todo)


_TELLING = 4


def _line(words: tuple[str, ...]) -> str:
    return f" {' '.join(word for part in words for word in named_words(part))} "


@lru_cache(maxsize=8)
def _lines(letters: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {' '.join(named_words(letter))} " for letter in letters)


_READ = "A tracking number cannot go out before the carrier has the parcel. Please read the attached Plan of Action again."

NAMES: tuple[Rule, ...] = (
    Rule(
        code="GR404",
        name="ungrounded-name",
        severities=(Severity.ERROR,),
        targets=(Target.LETTER,),
        guidance="Name only people, companies, products, places, papers and doings that stand in the facts, spelled as they are there.",
        why="A name that no document bears reads as made up, and another client's name in a letter ends the case and the trust.",
        source="CONTRACT, What grounds a fact of a letter; House page DOMAIN, The people",
        repair="Replace this name by the one the facts have for this person, company, product, place or paper, or say it without a name.",
        bad=(
            Example(
                "highlights[0]", "On July 9, 2026 our shipping clerk Peter Quandt uploaded the carrier's scan records for all 212 orders."
            ),
            Example(
                "highlights[1]",
                "Since July 13, 2026 the software releases a confirmation only after Brightwell Parcel has reported its first scan.",
            ),
            Example("signature", "Miriam Okafur\nOperations Manager\nCopperline Tools\nMerchant token A1CPL7RT3QWX9Z"),
            Example("opening", "Harbor & Finch Outdoor LLC asks that you reinstate its selling account, deactivated on July 6, 2026."),
            Example(
                "highlights[2]",
                "Since July 20, 2026 the shift lead in Leipzig compares numbers with scans and signs \u201cScan control form\u201d.",
            ),
            Example("closing", f"Our insurer has inspected the hall. {_READ}"),
            Example("closing", f"Our Inverness office checks it. {_READ}"),
            Example("closing", f"A neighbour of ours built the shelves from old timber. {_READ}"),
        ),
        good=(
            Example(),
            Example(
                "highlights[1]",
                "Since July 13, 2026 the software releases a confirmation only after Brightway's first scan; Ms. Okafor has the settings.",
            ),
            Example(
                "highlights[2]",
                "Since July 20, 2026 the Shift Lead compares numbers with scans in the Quality Check Log; 40 checks have found none.",
            ),
        ),
        letter=ungrounded_names,
        needs_case=True,
    ),
)
