"""Edits that make a true letter false in one number, percentage, amount or length of time. In: a subject and chance. Out: edits.

Enters its mutators beside those of dates. Imports no recogniser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from grounding_cases import NUMBER, NUMBER_WORD, VALUES, WORDLISTS, WORDS, Spot, Subject, names
from grounding_mutators import Edit, Edits, mutator, within

ASIDE = frozenset(str(WORDLISTS["aside"]).split())
"""What a number may stand before without counting it for sure."""
DURATION = r"(?P<unit>hours?|days?|weeks?|months?|years?|minutes?)\b"
SUBMITTED = r"(?:times|submissions|appeals|attempts|occasions)"


def counts(subject: Subject) -> list[tuple[Spot, int, str]]:
    """Give the counts in digits with the word that follows."""
    found: list[tuple[Spot, int, str]] = []
    body = subject.parts.body
    for hit in NUMBER.finditer(subject.text, body.start, body.end):
        value, after = int(hit.group().replace(",", "")), re.match(r" (?:of (?:the |them )?)?([a-z]+)", subject.text[hit.end() :])
        before = subject.text[max(0, hit.start() - 14) : hit.start()].lower()
        follows = after.group(1) if after else ""
        doubtful = re.search(r"(?:unit|annex|version|amendment|clause|number|order|complaint|batch|lot|licence|in|since) $", before)
        if len(follows) > 2 and follows not in ASIDE and not doubtful and is_stated(subject, hit.start()) and subject.is_free(*hit.span()):
            found.append((Spot(*hit.span()), value, follows))
    return found


def is_stated(subject: Subject, start: int) -> bool:
    """Whether a number is stated as such and not as a bound, which stays true where the number is changed to its loose side."""
    bound = r"(?i)\b(?:than|most|least|within|under|over|below|up to|inside|about|nearly|almost|maximum of) (?:the )?$"
    return re.search(bound, subject.text[max(0, start - 20) : start]) is None


def _digits(subject: Subject, change: Callable[[int], int | None]) -> Iterator[Edits]:
    for spot, value, _ in counts(subject):
        new = change(value)
        if new is not None and new > 1 and new not in subject.numbers:
            commas = "," in subject.text[spot.start : spot.end] or (value < 1000 <= new)
            yield (Edit(*spot, f"{new:,}" if commas else str(new)),)


@mutator
def count_by_one(subject: Subject, random: Random) -> Iterator[Edits]:
    """Change a count by one."""
    yield from _digits(subject, lambda value: value + random.choice((-1, 1)))


@mutator
def count_by_ten(subject: Subject, random: Random) -> Iterator[Edits]:
    """Change a count by ten."""
    yield from _digits(subject, lambda value: value + random.choice((-10, 10)))


@mutator
def count_transposed(subject: Subject, random: Random) -> Iterator[Edits]:
    """Swap two digits of a count."""

    def turned(value: int) -> int | None:
        digits = list(str(value))
        places = [n for n in range(len(digits) - 1) if digits[n] != digits[n + 1] and (n or digits[1] != "0")]
        if not places:
            return None
        place = random.choice(places)
        digits[place], digits[place + 1] = digits[place + 1], digits[place]
        return int("".join(digits))

    yield from _digits(subject, turned)


@mutator
def counts_swapped(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Swap the counts of two bullets."""
    placed = [
        (spot, next((n for n, bullet in enumerate(subject.parts.bullets) if within(spot, bullet)), -1), value, noun)
        for spot, value, noun in counts(subject)
    ]
    for place, (one, here, value, noun) in enumerate(placed):
        for other, there, number, thing in placed[place + 1 :]:
            if here >= 0 and there >= 0 and here != there and value != number and noun != thing:
                yield Edit(*one, subject.text[other.start : other.end]), Edit(*other, subject.text[one.start : one.end])


def _worded(subject: Subject) -> Iterator[tuple[Spot, int]]:
    for part in (subject.parts.opening, *subject.parts.bullets):
        for hit in re.finditer(rf"(?i)(?<![\w-])({NUMBER_WORD})(?= ([a-z]+)\b)", subject.text[part.start : part.end]):
            word, follows = hit.group(1), hit.group(2)
            spot = Spot(part.start + hit.start(1), part.start + hit.end(1))
            told = follows not in ASIDE and not re.match(SUBMITTED, follows) and is_stated(subject, spot.start)
            if VALUES.get(word.lower(), 1) > 1 and told and subject.is_free(*spot):
                yield spot, VALUES[word.lower()]


def _as_word(like: str, value: int) -> str:
    return WORDS[value].capitalize() if like[0].isupper() else WORDS[value]


@mutator
def number_word(subject: Subject, random: Random) -> Iterator[Edits]:
    """Change a number that is written as a word."""
    for spot, value in _worded(subject):
        new, noun = value + random.choice((1, 2, 3)), re.match(r" (\w+)", subject.text[spot.end :])
        if new < len(WORDS) and noun and not re.search(rf"(?i)\b(?:{new}|{WORDS[new]}) (?:\w+ )?{noun.group(1)}", subject.told):
            yield (Edit(*spot, _as_word(subject.text[spot.start : spot.end], new)),)


@mutator
def unit_swapped(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Let a count count something else."""
    for spot, value, noun in counts(subject):
        other, start = names(subject.split).nouns.get(noun), subject.text.index(noun, spot.end)
        if other and not re.search(rf"(?i)\b{value:,} (?:\w+ )?{other}", subject.told):
            yield (Edit(start, start + len(noun), other),)


@mutator
def submissions_counted(subject: Subject, random: Random) -> Iterator[Edits]:
    """Change how often something was sent."""
    purposes = [one.get("purpose") or one["channel"] for one in subject.data["appeals"]]
    true = {len(purposes), len(purposes) + 1, *(purposes.count(one) for one in purposes)}
    part = subject.parts.opening
    for hit in re.finditer(rf"(?i)\b(?:(?P<number>{NUMBER_WORD}|\d+) (?={SUBMITTED})|twice\b)", subject.text[part.start : part.end]):
        number = (hit["number"] or "two").lower()
        value = VALUES.get(number) or int(number)
        new = value + random.choice((-1, 2, 3)) if value > 2 else value + random.choice((2, 3))
        # "in 2026 submitted" counts nothing
        if new not in true and new < len(WORDS):
            words = _as_word(hit.group(), new)
            yield (Edit(part.start + hit.start(), part.start + hit.end(), f"{words} " if hit["number"] else f"{words} times"),)


@mutator
def percent_changed(subject: Subject, random: Random) -> Iterator[Edits]:
    """Change a percentage."""
    for hit in re.finditer(r"(\d+(?:\.\d+)?)(?= ?%| percent)", subject.text):
        places = len(hit.group().partition(".")[2])
        new = f"{float(hit.group()) + random.choice((-1, 1)) * random.choice((1, 2, 3)) / 10**places:.{places}f}"
        if f"{new}%" not in subject.told:
            yield (Edit(*hit.span(), new),)


_MONEY = r"(?P<sign>C\$|A\$|[$£€₹]|AED )(?P<amount>\d[\d,]*(?:\.\d\d)?)"


@mutator
def amount_changed(subject: Subject, random: Random) -> Iterator[Edits]:
    """Change one digit of an amount of money."""
    for hit in re.finditer(_MONEY, subject.text):
        amount = hit["amount"]
        place = random.choice([n for n, sign in enumerate(amount) if sign.isdigit()])
        new = amount[:place] + str((int(amount[place]) + random.randint(1, 8)) % 9 + 1) + amount[place + 1 :]
        if new != amount and new not in subject.told:
            yield (Edit(*hit.span("amount"), new),)


@mutator
def currency_changed(subject: Subject, random: Random) -> Iterator[Edits]:
    """Write an amount in another currency."""
    for hit in re.finditer(_MONEY, subject.text):
        yield (Edit(*hit.span("sign"), random.choice([sign for sign in ("£", "€", "¥") if sign != hit["sign"]])),)


def _durations(subject: Subject) -> Iterator[tuple[re.Match[str], int]]:
    body = subject.parts.body
    for hit in re.finditer(rf"(?i)(?<![\w-])(?P<number>{NUMBER_WORD}|\d+)(?P<gap>[ -]){DURATION}", subject.text[: body.end]):
        value = VALUES.get(hit["number"].lower()) or (int(hit["number"]) if hit["number"].isdigit() else 0)
        if hit.start() >= body.start and value and is_stated(subject, hit.start()) and subject.is_free(*hit.span("number")):
            yield hit, value


@mutator
def duration_changed(subject: Subject, random: Random) -> Iterator[Edits]:
    """Change a length of time."""
    for hit, value in _durations(subject):
        new = value + random.choice((1, 2, 3))
        if value > 1 and not re.search(rf"(?i)\b(?:{new}|{WORDS[new] if new < len(WORDS) else new})[ -]{hit['unit']}", subject.told):
            yield (Edit(*hit.span("number"), _as_word(hit["number"], new) if not hit["number"].isdigit() else str(new)),)


@mutator
def duration_unit(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Write a length of time in another unit, the number kept."""
    for hit, _ in _durations(subject):
        unit = hit["unit"].lower()
        yield (Edit(*hit.span("unit"), WORDLISTS["units"][unit.removesuffix("s")] + ("s" if unit.endswith("s") else "")),)
