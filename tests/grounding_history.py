"""Edits that make a true letter false in what was sent and what came of it, in a result, or by a sentence nobody can show.

In: a subject and chance. Out: edits. Enters its mutators beside those of dates. Imports no recogniser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from grounding_cases import AS_OF, NUMBER_WORD, WORDLISTS, Spot, Subject, names, written
from grounding_mutators import Edit, Edits, mutator, within
from grounding_names import in_text

REPLIED = (
    (r"(?<=were )asked for more information", "refused"),
    (r"asks? for more information|(?<!were )asked for more information|asked us for more information", "refused our request"),
    (r"requested more information", "refused our request"),
    (r"requests? for more information|requests? for \"more information\"", "refusal without a reason"),
    (r"(?:was|were) (?:refused|denied|declined)", "was answered with a request for more information"),
    (r"\b(?:refusals|denials)\b", "requests for more information"),
    (r"\ba (?:refusal|denial)\b", "a request for more information"),
    (r"no (?:reply|response|answer)\b", "a refusal"),
    (r"(?:the )?(?:same )?notice (?:was sent again|came again)", "the request was refused"),
    (r"(?<!was )(?<!were )\brefused\b(?! without)", "asked for more information about"),
)
"""How letters tell what came back, and what did not."""


# ---------------------------------------------------------------- what was sent, and what came of it


@mutator
def ordinal_changed(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Call the first appeal the second."""
    part, order = subject.parts.opening, ["first", "second", "third", "fourth", "fifth"]
    shape = r"(?i)(?<!no )\b(first|second|third|fourth)(?=,| (?:appeal|plan|answer|reply|report|submission|one|was|wanted|went|reply)\b)"
    for hit in re.finditer(shape, subject.text[part.start : part.end]):
        new = order[order.index(hit[1].lower()) + 1]
        yield (Edit(part.start + hit.start(1), part.start + hit.end(1), new.capitalize() if hit[1][0].isupper() else new),)


@mutator
def reply_told_otherwise(subject: Subject, _random: Random) -> Iterator[Edits]:
    """State another kind of answer than came."""
    part = subject.parts.opening
    for shape, new in REPLIED:
        for hit in re.finditer(shape, subject.text[part.start : part.end]):
            yield (Edit(part.start + hit.start(), part.start + hit.end(), new.capitalize() if hit[0][0].isupper() else new),)


@mutator
def channel_swapped(subject: Subject, random: Random) -> Iterator[Edits]:
    """Name a channel that was never used."""
    used, part = {one["channel"] for one in subject.data["appeals"]}, subject.parts.opening
    free = [name for channel, name in WORDLISTS["channels"].items() if channel not in used]
    for channel in sorted(used & WORDLISTS["channels"].keys()):
        shape = rf"(?<!Dear )\b{WORDLISTS['channels'][channel]}\b(?! (?:Support|Manager|addresses))"
        for hit in re.finditer(shape, subject.text[part.start : part.end]):
            yield (Edit(part.start + hit.start(), part.start + hit.end(), random.choice(free)),)


def _last_sentence(subject: Subject, bullet: Spot) -> Spot | None:
    """Give a measure's last sentence where it holds a number and leans on the measure: one with an identifier says itself what it is of."""
    text = subject.text[bullet.start : bullet.end]
    cuts = [hit.end() for hit in re.finditer(r"(?<![A-Z]\w)[.;:](?= [A-Z\d])", text)]
    tail = text[cuts[-1] :] if cuts else ""
    if not tail or text[cuts[-1] - 1] != "." or not re.search(rf"(?i)\d|\b(?!one\b){NUMBER_WORD}\b", tail):
        return None
    found = Spot(bullet.start + cuts[-1], bullet.end)
    return None if subject.case.poa is None or any(within(spot, found) for spot in subject.identifiers) else found


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
    parts = (subject.parts.opening, *subject.parts.bullets, subject.parts.closing)
    return [_before_newline(subject, part.end) for part in parts]


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
    sentences = [
        f"On {told} our team met to go through the findings.",
        f"This was checked again on {told}.",
        f"A manager signed it off on {told}.",
    ]
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
    shares = {round(1000 * one / other) for one in subject.numbers for other in subject.numbers if 0 < one < other}
    free = [n for n in range(903, 998) if not shares & {n - 1, n, n + 1} and f"{n / 10:.1f}" not in subject.told]
    if free:
        rate = f"{random.choice(free) / 10:.1f}%"
        sentences = [f"Our on-time rate now stands at {rate}.", f"The accuracy is {rate}.", f"{rate} of buyers were satisfied."]
        yield from _invent(subject, random, sentences)


@mutator
def invented_name(subject: Subject, random: Random) -> Iterator[Edits]:
    """Add a sentence with a person or a company that the case does not know."""
    person, company = random.choice(names(subject.split).strangers["people"]), random.choice(names(subject.split).strangers["companies"])
    sentences = [
        f"{person} confirmed this in writing.",
        f"The work was supervised by {person} of {company}.",
        f"{company} carried out the inspection.",
    ]
    yield from _invent(subject, random, sentences)


@mutator
def invented_place(subject: Subject, random: Random) -> Iterator[Edits]:
    """Add a sentence with a place that the case does not name."""
    place = random.choice([place for place in names(subject.split).strangers["places"] if not in_text(place, subject.told)])
    yield from _invent(
        subject,
        random,
        [f"A second site in {place} works the same way.", f"The goods are now stored in {place}.", f"Our {place} office checks it."],
    )
