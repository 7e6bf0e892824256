"""More edits that make a true letter false: identifiers, names, documents, the order and kind of what was sent, results, invented sentences.

In: a subject and a source of chance. Out: edits. Enters its mutators beside those of dates and numbers. Imports no recogniser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from grounding_cases import AS_OF, NUMBER_WORD, SPLITS, Spot, Subject, names, subjects, written
from grounding_mutators import CHANNELS, COMPANIES, DOCUMENTS, LETTERS, PEOPLE, PLACES, REPLIED, Edit, Edits, mutator, within

# ---------------------------------------------------------------- identifiers


def _in(text: str, told: str) -> bool:
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
        if not _in(new, subject.told):
            yield (Edit(*spot, new),)


@mutator
def identifier_character(subject: Subject, random: Random) -> Iterator[Edits]:
    """Change one character of an identifier or a reference."""
    yield from _identifiers(subject, random, "character")


@mutator
def identifier_transposed(subject: Subject, random: Random) -> Iterator[Edits]:
    """Swap two neighbours in an identifier or a reference."""
    yield from _identifiers(subject, random, "turned")


def _alike(old: str) -> str:
    return re.sub(r"[A-Z]", "A", re.sub(r"\d", "0", old)) if not old.startswith("B0") else "asin"


@mutator
def identifier_of_another(subject: Subject, random: Random) -> Iterator[Edits]:
    """Write an identifier of the same kind from another client's case."""
    others = [other for other in subjects(subject.split) if other.case is not subject.case]
    pool = {other.text[spot.start : spot.end] for other in others for spot in other.identifiers}
    for spot in subject.identifiers:
        old = subject.text[spot.start : spot.end]
        fits = sorted(new for new in pool if not _in(new, subject.told) and _kind(new) == _kind(old))
        if fits:
            yield (Edit(*spot, random.choice(fits)),)


def _kind(identifier: str) -> str:
    kinds = {"asin": r"B0.{8}", "order": r"\d{3}-\d{7}-\d{7}", "seller": r"A\w{12,14}", "review": r"R\w{13}", "number": r"\d+", "reference": r"[A-Z]+-.*"}
    return next(kind for kind, shape in kinds.items() if re.fullmatch(shape, identifier))


@mutator
def identifier_glued(subject: Subject, random: Random) -> Iterator[Edits]:
    """Glue a wrong identifier to a right one: ASINs without a space, order ids by a hyphen."""
    for spot in subject.identifiers:
        old = subject.text[spot.start : spot.end]
        if _kind(old) not in {"asin", "order"}:
            continue
        turned = old[:-3] + "".join(random.choice("2345679" if sign.isdigit() else LETTERS) for sign in old[-3:])
        if not _in(turned, subject.told):
            glue = "" if _kind(old) == "asin" else "-"
            yield (Edit(*spot, f"{old}{glue}{turned}" if random.random() < 0.5 else f"{turned}{glue}{old}"),)


# ---------------------------------------------------------------- names


def _named(subject: Subject, old: str) -> Iterator[Spot]:
    for hit in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", subject.text):
        yield Spot(*hit.span())


def _others(subject: Subject, olds: list[str], pool: tuple[str, ...], random: Random) -> Iterator[Edits]:
    fresh = [new for new in pool if not _in(new, subject.told)]
    for old in sorted(set(olds), key=len, reverse=True):
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
    yield from _others(subject, [*names(subject.split).people], PEOPLE, random)


@mutator
def person_other_surname(subject: Subject, random: Random) -> Iterator[Edits]:
    """Keep a person's first name and change the surname."""
    for old in names(subject.split).people:
        for spot in _named(subject, old):
            yield (Edit(*spot, f"{old.split()[0]} {random.choice(PEOPLE).split()[1]}"),)


def _companies(subject: Subject) -> list[str]:
    known, own = names(subject.split), subject.case.seller.store_name
    offenders = [one["name"] for one in (subject.data.get("incident") or {}).get("offenders", [])]
    listed = [*subject.data["seller"].get("known_names", []), *offenders]
    return [name for name in listed if name not in {*known.people, *known.places} and not own.startswith(name)]


@mutator
def company_of_elsewhere(subject: Subject, random: Random) -> Iterator[Edits]:
    """Write a company, brand or offender that the case does not know."""
    yield from _others(subject, _companies(subject), COMPANIES, random)


@mutator
def companies_swapped(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Put one company of the case where another stood."""
    listed = _companies(subject)
    for old in listed:
        for new in listed:
            if old != new and not old.startswith(new) and not new.startswith(old):
                yield from ((Edit(*spot, new),) for spot in _named(subject, old) if any(within(spot, bullet) for bullet in subject.parts.bullets))


@mutator
def place_of_elsewhere(subject: Subject, random: Random) -> Iterator[Edits]:
    """Write a place that the case does not name."""
    yield from _others(subject, [*names(subject.split).places], PLACES, random)


@mutator
def product_of_elsewhere(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Write another product for the one the case is about."""
    for old, new in names(subject.split).products.items():
        yield from ((Edit(*spot, new),) for spot in _named(subject, old) if not _in(new, subject.told) and within(spot, subject.parts.body))


# ---------------------------------------------------------------- documents


@mutator
def document_of_another(subject: Subject, random: Random) -> Iterator[Edits]:
    """List a document of another client in the place of an own one."""
    own = {one["title"] for one in subject.data["evidence"]}
    pool = sorted({one["title"] for split in SPLITS if split == subject.split for other in subjects(split) for one in other.data["evidence"]} - own)
    for line in subject.parts.attachments:
        if subject.text[line.start + 2 : line.end].strip() in own:
            yield (Edit(line.start + 2, line.end, random.choice(pool)),)


@mutator
def document_added(subject: Subject, random: Random) -> Iterator[Edits]:
    """List a document that does not exist."""
    line = subject.parts.attachments[-1]
    yield from ((Edit(line.end, line.end, f"\n- {title}"),) for title in random.sample(DOCUMENTS, len(DOCUMENTS)))


@mutator
def document_claimed(subject: Subject, random: Random) -> Iterator[Edits]:
    """Say in the closing that a document comes along which does not exist."""
    ends = [m.end() + subject.parts.closing.start for m in re.finditer(r"\.(?= )", subject.text[subject.parts.closing.start : subject.parts.closing.end])]
    for title in random.sample(DOCUMENTS, len(DOCUMENTS)):
        told = random.choice((f" The {title[0].lower()}{title[1:]} is enclosed.", f" We also attach the {title[0].lower()}{title[1:]}."))
        yield (Edit(ends[0], ends[0], told),)


# ---------------------------------------------------------------- what was sent, and what came of it


@mutator
def ordinal_changed(subject: Subject, random: Random) -> Iterator[Edits]:
    """Call the first appeal the second."""
    part, order = subject.parts.opening, ["first", "second", "third", "fourth", "fifth"]
    shape = r"(?i)\b(first|second|third|fourth)(?=,| (?:appeal|plan|answer|reply|report|submission|one|was|wanted|went|reply)\b)"
    for hit in re.finditer(shape, subject.text[part.start : part.end]):
        new = order[order.index(hit[1].lower()) + 1]
        yield (Edit(part.start + hit.start(1), part.start + hit.end(1), new.capitalize() if hit[1][0].isupper() else new),)
    random.random()


@mutator
def reply_told_otherwise(subject: Subject, random: Random) -> Iterator[Edits]:
    """State another kind of answer than came."""
    part = subject.parts.opening
    for shape, new in REPLIED:
        for hit in re.finditer(shape, subject.text[part.start : part.end]):
            yield (Edit(part.start + hit.start(), part.start + hit.end(), new.capitalize() if hit[0][0].isupper() else new),)
    random.random()


@mutator
def channel_swapped(subject: Subject, random: Random) -> Iterator[Edits]:
    """Name a channel that was never used."""
    used, part = {one["channel"] for one in subject.data["appeals"]}, subject.parts.opening
    free = [name for channel, name in CHANNELS.items() if channel not in used]
    for channel in sorted(used & CHANNELS.keys()):
        shape = rf"(?<!Dear )\b{CHANNELS[channel]}\b(?! (?:Support|Manager|addresses))"
        for hit in re.finditer(shape, subject.text[part.start : part.end]):
            yield (Edit(part.start + hit.start(), part.start + hit.end(), random.choice(free)),)


def _last_sentence(subject: Subject, bullet: Spot) -> Spot | None:
    text = subject.text[bullet.start : bullet.end]
    cuts = [hit.end() for hit in re.finditer(r"(?<![A-Z]\w)[.;:](?= [A-Z\d])", text)]
    tail = text[cuts[-1] :] if cuts else ""
    return Spot(bullet.start + cuts[-1], bullet.end) if re.search(rf"(?i)\d|\b{NUMBER_WORD}\b", tail) and text[cuts[-1] - 1] == "." else None


@mutator
def result_moved(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Move the result of one measure to another."""
    bullets = subject.parts.bullets
    for here in bullets:
        tail = _last_sentence(subject, here)
        for there in bullets:
            if tail and there != here:
                yield Edit(tail.start, tail.end, ""), Edit(there.end, there.end, subject.text[tail.start : tail.end])


@mutator
def results_swapped(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Swap the results of two measures."""
    tails = [tail for bullet in subject.parts.bullets if (tail := _last_sentence(subject, bullet))]
    for place, one in enumerate(tails):
        for other in tails[place + 1 :]:
            yield Edit(*one, subject.text[other.start : other.end]), Edit(*other, subject.text[one.start : one.end])


# ---------------------------------------------------------------- invented sentences


def _ends(subject: Subject) -> list[int]:
    return [end for end in (subject.parts.opening.end, *(bullet.end for bullet in subject.parts.bullets), subject.parts.closing.end) for end in [_before_newline(subject, end)]]


def _before_newline(subject: Subject, end: int) -> int:
    return end - 1 if subject.text[end - 1] == "\n" else end


def _invent(subject: Subject, random: Random, sentences: list[str]) -> Iterator[Edits]:
    for end in _ends(subject):
        yield (Edit(end, end, " " + random.choice(sentences)),)


@mutator
def invented_date(subject: Subject, random: Random) -> Iterator[Edits]:
    """Add a sentence with a day that is not in the case."""
    day = date(2026, random.randint(4, 10), random.randint(1, 28))
    while any((day.month, day.day) == (known.month, known.day) for known in subject.days) or day > AS_OF:
        day += timedelta(days=1)
    told = written(day, "mdy" if subject.is_month_first else "dmy", has_year=random.random() < 0.5, month_first=subject.is_month_first)
    sentences = [f"On {told} our team met to go through the findings.", f"This was checked again on {told}.", f"A manager signed it off on {told}."]
    yield from _invent(subject, random, sentences)


@mutator
def invented_count(subject: Subject, random: Random) -> Iterator[Edits]:
    """Add a sentence with a count that is not in the case."""
    count = next(n for n in random.sample(range(61, 1900), 40) if n not in subject.numbers and n // 10 not in subject.numbers)
    sentences = [
        f"We also checked {count:,} further shipments.",
        f"Since then {count:,} customers have ordered from us without a complaint.",
        f"A total of {count:,} items were inspected.",
    ]
    yield from _invent(subject, random, sentences)


@mutator
def invented_percent(subject: Subject, random: Random) -> Iterator[Edits]:
    """Add a sentence with a rate that is not in the case."""
    rate = next(f"{n / 10:.1f}%" for n in random.sample(range(903, 998), 20) if f"{n / 10:.1f}" not in subject.told)
    yield from _invent(subject, random, [f"Our on-time rate now stands at {rate}.", f"The accuracy is {rate}.", f"{rate} of buyers were satisfied."])


@mutator
def invented_name(subject: Subject, random: Random) -> Iterator[Edits]:
    """Add a sentence with a person or a company that the case does not know."""
    person, company = random.choice(PEOPLE), random.choice(COMPANIES)
    sentences = [f"{person} confirmed this in writing.", f"The work was supervised by {person} of {company}.", f"{company} carried out the inspection."]
    yield from _invent(subject, random, sentences)


@mutator
def invented_place(subject: Subject, random: Random) -> Iterator[Edits]:
    """Add a sentence with a place that the case does not name."""
    place = random.choice([place for place in PLACES if not _in(place, subject.told)])
    yield from _invent(subject, random, [f"A second site in {place} works the same way.", f"The goods are now stored in {place}.", f"Our {place} office checks it."])
