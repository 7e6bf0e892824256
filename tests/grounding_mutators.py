"""Edits that make a true letter false, each in one fact. In: a subject and a source of chance. Out: edits of its text.

Every mutator knows the fact from the case, so that what it writes cannot be true: a new value is one the case does not hold, a swapped one belongs
elsewhere. Imports no recogniser.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from typing import NamedTuple

from grounding_cases import NUMBER, NUMBER_WORD, VALUES, WORDS, DateSpot, Spot, Subject, written

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
ASIDE = set(
    "about after against also and are arrived as at be been by closed could did each for from given had has have if in inside into is left may of off on or out "
    "percent per respectively so stars than that the then they through till to until up was went were when where which while who will with within would "
    "documents papers files records attachments facts points measures things degrees volts other "
    "hour hours day days week weeks month months year years minute minutes business".split()
)
"""What a number may stand before without counting it for sure."""
DURATION = r"(?P<unit>hours?|days?|weeks?|months?|years?|minutes?)\b"
OTHER_UNIT = {"hour": "day", "day": "week", "week": "month", "month": "year", "year": "month", "minute": "hour"}
OTHER_NOUN = {
    "orders": "units", "units": "orders", "buyers": "suppliers", "customers": "suppliers", "parcels": "invoices", "messages": "warehouses",
    "boxes": "trucks", "cards": "employees", "invoices": "warehouses", "deliveries": "employees", "collections": "suppliers", "lots": "trucks",
    "reviews": "refunds", "reviewers": "warehouses", "calls": "orders", "suppliers": "buyers", "articles": "employees", "pairs": "pallets",
    "jars": "pallets", "sets": "pallets", "pumps": "pallets", "lights": "pallets", "pallets": "employees", "updates": "orders", "offers": "parcels",
    "packers": "suppliers", "employees": "suppliers", "bills": "trucks", "dealers": "employees", "samples": "pallets", "checks": "parcels",
    "batches": "employees", "notices": "parcels", "drawings": "pallets", "pictures": "pallets", "lists": "suppliers", "sheets": "trucks",
    "headlamps": "invoices", "bedsheets": "invoices", "serums": "invoices", "pieces": "employees", "staff": "suppliers", "quantities": "parcels",
}  # fmt: skip
SUBMITTED = r"(?:times|submissions|appeals|attempts|occasions)"
PEOPLE = ("Simon Achterberg", "Priya Nandakumar", "Colette Marchand", "Marcus Whitlow", "Agnieszka Wolska", "Hugo Lindgren")
COMPANIES = ("Bluewater Trading", "Nexford Supplies", "Cordova Freight", "Ashgrove Imports", "Silverline Packaging", "Tresco Labs")
PLACES = ("Rotterdam", "Tulsa", "Leicester", "Pune", "Bremen", "Halifax")
DOCUMENTS = ("Warehouse inspection report", "Warranty certificate", "Letter from our insurer", "Fire safety certificate", "Translation of the bylaws")
REPLIED = (
    (r"asks? for more information|asked for more information|asked us for more information|requested more information", "refused our request"),
    (r"requests? for more information|requests? for \"more information\"", "refusal without a reason"),
    (r"(?:was|were) (?:refused|denied|declined)", "was answered with a request for more information"),
    (r"\b(?:refusals|denials)\b", "requests for more information"),
    (r"\ba (?:refusal|denial)\b", "a request for a better scan"),
    (r"no (?:reply|response|answer)\b", "a refusal"),
    (r"(?:the )?(?:same )?notice (?:was sent again|came again)", "the request was refused"),
    (r"\brefused\b(?! without)", "acknowledged"),
)
"""How letters tell what came back, and what did not."""
CHANNELS = {
    "account_health": "Account Health", "brand_registry": "Brand Registry", "report_abuse": "Report Abuse", "seller_support": "Seller Support", "email": "email",
}  # fmt: skip


class Edit(NamedTuple):
    """One stretch and what is to stand in its place."""

    start: int
    end: int
    new: str


Edits = tuple[Edit, ...]
Mutator = Callable[[Subject, Random], Iterator[Edits]]
MUTATORS: dict[str, Mutator] = {}


def mutator(work: Mutator) -> Mutator:
    """Enter a mutator under its own name."""
    MUTATORS[work.__name__] = work
    return work


def within(spot: tuple[int, ...] | Spot | DateSpot, part: Spot) -> bool:
    """Whether a stretch lies in a part."""
    return part.start <= spot[0] and spot[1] <= part.end


def _styled(subject: Subject, spot: DateSpot, day_of: DateSpot | object, style: str | None = None) -> Edit:
    day = day_of.day if isinstance(day_of, DateSpot) else day_of
    return Edit(spot.start, spot.end, written(day, style or spot.style, has_year=spot.has_year, month_first=subject.is_month_first))  # type: ignore[arg-type]


def _is_known(subject: Subject, day: object) -> bool:
    return any((known.month, known.day) == (day.month, day.day) for known in subject.days)  # type: ignore[attr-defined]


def _shifts(subject: Subject, random: Random, days: tuple[int, ...], style: Callable[[DateSpot], str | None]) -> Iterator[Edits]:
    for spot in subject.dates:
        moved = spot.day + timedelta(days=random.choice((-1, 1)) * random.choice(days))
        if not _is_known(subject, moved):
            yield (_styled(subject, spot, moved, style(spot)),)


# ---------------------------------------------------------------- dates


@mutator
def date_by_days(subject: Subject, random: Random) -> Iterator[Edits]:
    """Move a date by some days."""
    yield from _shifts(subject, random, (1, 1, 2, 3, 5, 10), lambda _: None)


@mutator
def date_by_months(subject: Subject, random: Random) -> Iterator[Edits]:
    """Move a date by a month or two, the day kept."""
    for spot in subject.dates:
        month = (spot.day.month - 1 + random.choice((-2, -1, 1, 2))) % 12 + 1
        if spot.day.day <= calendar.monthrange(spot.day.year, month)[1] and not _is_known(subject, moved := spot.day.replace(month=month)):
            yield (_styled(subject, spot, moved),)


@mutator
def date_by_a_year(subject: Subject, random: Random) -> Iterator[Edits]:
    """Move a date by a year."""
    for spot in subject.dates:
        moved = spot.day.replace(year=spot.day.year + random.choice((-1, 1)), day=min(spot.day.day, 28))
        if spot.has_year and moved not in subject.days:
            yield (_styled(subject, spot, moved),)


@mutator
def date_restyled_and_moved(subject: Subject, random: Random) -> Iterator[Edits]:
    """Write a date in another style, some days off."""
    full = ("iso", "slash", "spoken", "short_mdy", "ordinal_dmy") if subject.is_month_first else ("iso", "slash", "spoken", "short_dmy", "mdy")
    bare = ("ordinal_mdy", "short_mdy", "spoken") if subject.is_month_first else ("ordinal_dmy", "short_dmy", "spoken")
    yield from _shifts(subject, random, (1, 2, 4, 7, 20), lambda spot: random.choice(full if spot.has_year else bare))


@mutator
def sent_and_answered_swapped(subject: Subject, random: Random) -> Iterator[Edits]:
    """Give the day of an appeal to a reply and the reverse."""
    told = [spot for spot in subject.dates if within(spot, subject.parts.opening)]
    sent = [spot for spot in told if spot.day in subject.sent and spot.day not in subject.came]
    came = [spot for spot in told if spot.day in subject.came and spot.day not in subject.sent]
    for one in sent:
        for other in came:
            yield _swapped(subject, one, other)
    random.random()


def _swapped(subject: Subject, one: DateSpot, other: DateSpot) -> Edits:
    return (_styled(subject, one, other), _styled(subject, other, one))


@mutator
def replies_swapped(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Swap the days of two replies of different kinds that are told in different sentences."""
    told = [spot for spot in subject.dates if within(spot, subject.parts.opening) and spot.day in subject.came and spot.day not in subject.sent]
    for place, one in enumerate(told):
        for other in told[place + 1 :]:
            if subject.came[one.day] != subject.came[other.day] and re.search(r"\. [A-Z]", subject.text[one.end : other.start]):
                yield _swapped(subject, one, other)


@mutator
def bullet_dates_swapped(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Swap the days of two measures."""
    for one, other in _across_bullets(subject, subject.dates):
        if (one.day.month, one.day.day) != (other.day.month, other.day.day):
            yield _swapped(subject, one, other)


def _across_bullets(subject: Subject, spots: tuple[DateSpot, ...]) -> Iterator[tuple[DateSpot, DateSpot]]:
    bullets = [[spot for spot in spots if within(spot, bullet)] for bullet in subject.parts.bullets]
    for place, here in enumerate(bullets):
        for there in bullets[place + 1 :]:
            days = {spot.day for spot in here} & {spot.day for spot in there}
            yield from ((one, other) for one in here for other in there if not {one.day, other.day} & days)


@mutator
def bullet_date_from_history(subject: Subject, random: Random) -> Iterator[Edits]:
    """Give a measure the day of an appeal or a reply."""
    history = sorted((subject.sent | set(subject.came)) - {spot.day for bullet in subject.parts.bullets for spot in subject.dates if within(spot, bullet)})
    for spot in subject.dates:
        if history and any(within(spot, bullet) for bullet in subject.parts.bullets):
            yield (_styled(subject, spot, random.choice(history)),)


# ---------------------------------------------------------------- numbers


def counts(subject: Subject) -> list[tuple[Spot, int, str]]:
    """Give the counts in digits with the word that follows."""
    found: list[tuple[Spot, int, str]] = []
    body = subject.parts.body
    for hit in NUMBER.finditer(subject.text, body.start, body.end):
        value, after = int(hit.group().replace(",", "")), re.match(r" (?:of (?:the |them )?)?([a-z]+)", subject.text[hit.end() :])
        before = subject.text[max(0, hit.start() - 14) : hit.start()].lower()
        follows = after.group(1) if after else ""
        doubtful = re.search(r"(?:unit|annex|version|amendment|clause|number|order|complaint|batch|lot|licence|certificate|in|since|nearly|over|about|than) $", before)
        if follows and len(follows) > 2 and follows not in ASIDE and not doubtful and subject.is_free(*hit.span()):
            found.append((Spot(*hit.span()), value, follows))
    return found


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
    placed = [(spot, next((n for n, bullet in enumerate(subject.parts.bullets) if within(spot, bullet)), -1), value, noun) for spot, value, noun in counts(subject)]
    for place, (one, here, value, noun) in enumerate(placed):
        for other, there, number, thing in placed[place + 1 :]:
            if here >= 0 and there >= 0 and here != there and value != number and noun != thing:
                yield Edit(*one, subject.text[other.start : other.end]), Edit(*other, subject.text[one.start : one.end])


def _worded(subject: Subject) -> Iterator[tuple[Spot, int]]:
    for part in (subject.parts.opening, *subject.parts.bullets):
        for hit in re.finditer(rf"(?i)(?<![\w-])({NUMBER_WORD})(?= ([a-z]+)\b)", subject.text[part.start : part.end]):
            word, follows = hit.group(1), hit.group(2)
            spot = Spot(part.start + hit.start(1), part.start + hit.end(1))
            if VALUES.get(word.lower(), 1) > 1 and follows not in ASIDE and not re.match(SUBMITTED, follows) and subject.is_free(*spot):
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
def unit_swapped(subject: Subject, random: Random) -> Iterator[Edits]:
    """Let a count count something else."""
    for spot, value, noun in counts(subject):
        other, start = OTHER_NOUN.get(noun), subject.text.index(noun, spot.end)
        if other and not re.search(rf"(?i)\b{value:,} (?:\w+ )?{other}", subject.told):
            yield (Edit(start, start + len(noun), other),)
    random.random()


@mutator
def submissions_counted(subject: Subject, random: Random) -> Iterator[Edits]:
    """Change how often something was sent."""
    purposes = [one.get("purpose") or one["channel"] for one in subject.data["appeals"]]
    true = {len(purposes), len(purposes) + 1, *(purposes.count(one) for one in purposes)}
    part = subject.parts.opening
    for hit in re.finditer(rf"(?i)\b(?:(?P<number>{NUMBER_WORD}|\d+) (?={SUBMITTED})|twice\b)", subject.text[part.start : part.end]):
        number = (hit["number"] or "two").lower()
        value = VALUES.get(number) or int(number)
        new = value + random.choice((-1, 2, 3)) if value > 2 else value + random.choice((2, 3))  # noqa: PLR2004  a pair less one is no plural
        if new not in true:
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
        if hit.start() >= body.start and value and subject.is_free(*hit.span("number")):
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
        yield (Edit(*hit.span("unit"), OTHER_UNIT[unit.removesuffix("s")] + ("s" if unit.endswith("s") else "")),)
