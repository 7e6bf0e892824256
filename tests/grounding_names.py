"""Edits that make a true letter false in one identifier, name or document. In: a subject and chance. Out: edits.

Enters its mutators beside those of dates. Imports no recogniser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from grounding_cases import Spot, Subject, names, subjects
from grounding_mutators import Edit, Edits, mutator, within

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"

# ---------------------------------------------------------------- identifiers


def in_text(text: str, told: str) -> bool:
    """Whether a text stands in what is told, in capitals or not."""
    return text.lower() in told.lower()


def _identifiers(subject: Subject, random: Random, change: str) -> Iterator[Edits]:
    for spot in subject.identifiers:
        old = subject.text[spot.start : spot.end]
        places = [n for n, sign in enumerate(old) if sign.isalnum() and n > 1]
        place = random.choice(places)
        if change == "character":
            signs = "0123456789".replace(old[place], "") if old[place].isdigit() else LETTERS.replace(old[place], "")
            new = old[:place] + random.choice(signs) + old[place + 1 :]
        else:
            pairs = [n for n in places[:-1] if old[n + 1].isalnum() and old[n] != old[n + 1]]
            place = random.choice(pairs) if pairs else -1
            new = old[:place] + old[place + 1] + old[place] + old[place + 2 :] if pairs else old
        if not in_text(new, subject.told):
            yield (Edit(*spot, new),)


@mutator
def identifier_character(subject: Subject, random: Random) -> Iterator[Edits]:
    """Change one character of an identifier or a reference."""
    yield from _identifiers(subject, random, "character")


@mutator
def identifier_transposed(subject: Subject, random: Random) -> Iterator[Edits]:
    """Swap two neighbours in an identifier or a reference."""
    yield from _identifiers(subject, random, "turned")


@mutator
def identifier_of_another(subject: Subject, random: Random) -> Iterator[Edits]:
    """Write an identifier of the same kind from another client's case."""
    others = [other for other in subjects(subject.split) if other.case is not subject.case]
    pool = {other.text[spot.start : spot.end] for other in others for spot in other.identifiers}
    for spot in subject.identifiers:
        old = subject.text[spot.start : spot.end]
        fits = sorted(new for new in pool if not in_text(new, subject.told) and _kind(new) == _kind(old))
        if fits:
            yield (Edit(*spot, random.choice(fits)),)


def _kind(identifier: str) -> str:
    kinds = {
        "asin": r"B0.{8}",
        "order": r"\d{3}-\d{7}-\d{7}",
        "seller": r"A\w{12,14}",
        "review": r"R\w{13}",
        "number": r"\d+",
        "reference": r"[A-Z]+-.*",
    }
    return next(kind for kind, shape in kinds.items() if re.fullmatch(shape, identifier))


@mutator
def identifier_glued(subject: Subject, random: Random) -> Iterator[Edits]:
    """Glue a wrong identifier to a right one: ASINs without a space, order ids by a hyphen."""
    for spot in subject.identifiers:
        old = subject.text[spot.start : spot.end]
        if _kind(old) not in {"asin", "order"}:
            continue
        turned = old[:-3] + "".join(random.choice("2345679" if sign.isdigit() else LETTERS) for sign in old[-3:])
        if not in_text(turned, subject.told):
            glue = "" if _kind(old) == "asin" else "-"
            yield (Edit(*spot, f"{old}{glue}{turned}" if random.random() < 0.5 else f"{turned}{glue}{old}"),)


# ---------------------------------------------------------------- names


def _named(subject: Subject, old: str) -> Iterator[Spot]:
    for hit in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", subject.text):
        yield Spot(*hit.span())


def _others(subject: Subject, olds: list[str], pool: tuple[str, ...], random: Random) -> Iterator[Edits]:
    fresh = [new for new in pool if not in_text(new, subject.told)]
    for old in sorted(set(olds), key=lambda name: (-len(name), name)):
        for spot in _named(subject, old):
            yield (Edit(*spot, random.choice(fresh)),)


@mutator
def store_of_another(subject: Subject, random: Random) -> Iterator[Edits]:
    """Write another client's store for the own one."""
    stores = tuple(sorted({other.case.seller.store_name for other in subjects(subject.split)} - {subject.case.seller.store_name}))
    own = [subject.case.seller.store_name, *([subject.case.seller.legal_name] if subject.case.seller.legal_name else [])]
    yield from _others(subject, own, stores, random)


@mutator
def person_of_elsewhere(subject: Subject, random: Random) -> Iterator[Edits]:
    """Write a person whom the case does not know."""
    yield from _others(subject, [*names(subject.split).people], names(subject.split).strangers["people"], random)


@mutator
def person_other_surname(subject: Subject, random: Random) -> Iterator[Edits]:
    """Keep a person's first name and change the surname."""
    for old in names(subject.split).people:
        for spot in _named(subject, old):
            yield (Edit(*spot, f"{old.split()[0]} {random.choice(names(subject.split).strangers['people']).split()[1]}"),)


def _companies(subject: Subject) -> list[str]:
    known, own = names(subject.split), subject.case.seller.store_name
    incident = subject.case.incident
    listed = [*subject.case.seller.known_names, *(one.name for one in (incident.offenders if incident else ()))]
    return [name for name in listed if name not in {*known.people, *known.places} and not own.startswith(name)]


@mutator
def company_of_elsewhere(subject: Subject, random: Random) -> Iterator[Edits]:
    """Write a company, brand or offender that the case does not know."""
    yield from _others(subject, _companies(subject), names(subject.split).strangers["companies"], random)


@mutator
def companies_swapped(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Put one company of the case where another stood."""
    listed = _companies(subject)
    for old in listed:
        for new in listed:
            if old != new and not old.startswith(new) and not new.startswith(old):
                yield from (
                    (Edit(*spot, new),) for spot in _named(subject, old) if any(within(spot, bullet) for bullet in subject.parts.bullets)
                )


@mutator
def place_of_elsewhere(subject: Subject, random: Random) -> Iterator[Edits]:
    """Write a place that the case does not name."""
    yield from _others(subject, [*names(subject.split).places], names(subject.split).strangers["places"], random)


@mutator
def product_of_elsewhere(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Write another product for the one the case is about."""
    for old, new in names(subject.split).products.items():
        told = [spot for spot in _named(subject, old) if within(spot, subject.parts.body)]
        yield from ((Edit(*spot, new),) for spot in told if not in_text(new, subject.told))


# ---------------------------------------------------------------- documents


@mutator
def document_of_another(subject: Subject, random: Random) -> Iterator[Edits]:
    """List a document of another client in the place of an own one."""
    own = {one["title"] for one in subject.data["evidence"]}
    pool = sorted({one["title"] for other in subjects(subject.split) for one in other.data["evidence"]} - own)
    for line in subject.parts.attachments:
        if subject.text[line.start + 2 : line.end].strip() in own:
            yield (Edit(line.start + 2, line.end, random.choice(pool)),)


@mutator
def document_added(subject: Subject, random: Random) -> Iterator[Edits]:
    """List a document that does not exist."""
    line = subject.parts.attachments[-1]
    yield from (
        (Edit(line.end, line.end, f"\n- {title}"),)
        for title in random.sample(names(subject.split).strangers["documents"], len(names(subject.split).strangers["documents"]))
    )


@mutator
def document_claimed(subject: Subject, random: Random) -> Iterator[Edits]:
    """Say in the closing that a document comes along which does not exist."""
    ends = [
        m.end() + subject.parts.closing.start
        for m in re.finditer(r"\.(?= )", subject.text[subject.parts.closing.start : subject.parts.closing.end])
    ]
    ends = ends or [subject.parts.closing.end]
    titles = names(subject.split).strangers["documents"]
    for title in random.sample(titles, len(titles)):
        told = random.choice((f" The {title[0].lower()}{title[1:]} is enclosed.", f" We also attach the {title[0].lower()}{title[1:]}."))
        yield (Edit(ends[0], ends[0], told),)
