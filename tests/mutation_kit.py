"""Single facts of true sentences changed, or only written otherwise. Imports no recogniser: what it changes, it wrote itself.

Run it (`python tests/mutation_kit.py`, from the project's root) to print the rates.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from history_kit import DAY, HISTORIES, brief_on, reading_of

from escalate_ai.brief import Brief
from escalate_ai.rules.grounding import ungrounded_dates, ungrounded_identifiers, ungrounded_numbers
from escalate_ai.rules.history_facts import wrong_history
from escalate_ai.terms import Severity

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
STYLES = ("long", "day_first", "iso", "digits", "ordinal", "short")
FACTS = [
    ("On {date} our shipping clerk uploaded the scan records for the {n} orders.", date(2026, 7, 9), 212, "orders"),
    (
        "Since {date} the carrier's first scan releases the confirmation; {n} orders of our own website went out that way.",
        date(2026, 7, 13),
        1140,
        "orders",
    ),
    (
        "The shift lead has compared numbers since {date}, and {n} evening checks found no number without a scan.",
        date(2026, 7, 20),
        40,
        "checks",
    ),
    ("We refunded {n} buyers whose parcels had not arrived, the last on {date}.", date(2026, 7, 10), 9, "buyers"),
]
"""Sentences on measures of the specimen: their day, their number, what it counts."""
HISTORY = [
    ("We submitted our plan through Account Health on {a} and {b} and asked a manager on {c}.", "abc"),
    ("The appeals of {a} and {b} were met with requests for more information.", "ab"),
    ("Our manager review of {c} was refused on {r}.", "cr"),
    ("The manager review requested on {c} was denied on {r}.", "cr"),
    ("On {a} we appealed; on {p} Amazon asked for more information.", "ap"),
    ("We appealed on {a} and {b}; the answers of {p} and {q} asked for more information.", "abpq"),
    ("Our plan was first submitted on {a} and last went to a manager on {c}.", "ac"),
]
"""Sentences on the history `three`: sent on a, b, c; answered on p, q, r."""
DAYS = {
    "a": date(2026, 7, 14),
    "b": date(2026, 7, 28),
    "c": date(2026, 8, 12),
    "p": date(2026, 7, 16),
    "q": date(2026, 8, 3),
    "r": date(2026, 8, 21),
}
COUNTED = [
    ("We submitted our plan {n} times.", 3),
    ("We have made {n} submissions so far.", 3),
    ("On {n} occasions the plan was sent to Amazon.", 3),
    ("{N} submissions have brought no resolution.", 3),
    ("We appealed {n} times through Account Health.", 2),
    ("We were asked for more information {n} times.", 2),
    ("{N} appeals and a manager review have gone in.", 2),
]
"""Sentences that count, on the history `three`."""
OTHER_NOUNS = ("pallets", "invoices", "warehouses", "suppliers", "crates", "trucks")
KNOWN = {
    *DAYS.values(), date(2026, 7, 6), date(2026, 7, 9), date(2026, 7, 10), date(2026, 7, 13), date(2026, 7, 20), date(2026, 9, 11), DAY,
}  # fmt: skip
"""Every day of the specimen."""


class Trial(NamedTuple):
    """A sentence, what was done to it, and whether it is now wrong."""

    what: str
    text: str
    is_wrong: bool


def written(day: date, style: str) -> str:
    """Write a date in one of the styles people use."""
    month = MONTHS[day.month - 1]
    ending = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return {
        "long": f"{month} {day.day}, {day.year}",
        "day_first": f"{day.day} {month} {day.year}",
        "iso": day.isoformat(),
        "digits": f"{day.month}/{day.day}/{day.year}",
        "ordinal": f"the {day.day}{ending} of {month} {day.year}",
        "short": f"{month[:3]}. {day.day}, {day.year}",
    }[style]


def counted(number: int, rng: random.Random) -> str:
    """Write a number in digits or in words."""
    if number < len(WORDS) and rng.random() < 0.6:
        return WORDS[number]
    return f"{number:,}" if rng.random() < 0.5 else str(number)


def trials(seed: int, rounds: int) -> Iterator[Trial]:
    """Give true sentences in many styles, each followed by the same with one fact changed."""
    rng = random.Random(seed)
    for _ in range(rounds):
        yield from _of_measures(rng)
        yield from _of_history(rng)
        yield from _of_counts(rng)


def _moved(day: date, rng: random.Random, taken: set[date]) -> date:
    while True:
        other = day + timedelta(days=rng.choice([-1, 1]) * rng.randint(1, 60))
        if other not in taken:
            return other


def _of_measures(rng: random.Random) -> Iterator[Trial]:
    sentence, day, number, noun = rng.choice(FACTS)
    style = rng.choice(STYLES)
    yield Trial("restyled measure", sentence.format(date=written(day, style), n=counted(number, rng)), is_wrong=False)
    yield Trial("measure's day moved", sentence.format(date=written(_moved(day, rng, KNOWN), style), n=counted(number, rng)), is_wrong=True)
    off = number + rng.choice([-1, 1]) * rng.randint(1, max(2, number // 4))
    other = off if off not in {9, 40, 212, 1140} and off > 1 else number + 4
    yield Trial("measure's number changed", sentence.format(date=written(day, style), n=counted(other, rng)), is_wrong=True)
    changed = sentence.replace(noun, rng.choice(OTHER_NOUNS))
    yield Trial("measure's noun changed", changed.format(date=written(day, style), n=counted(number, rng)), is_wrong=True)


def _of_history(rng: random.Random) -> Iterator[Trial]:
    sentence, keys = rng.choice(HISTORY)
    style = rng.choice(STYLES)
    days = {key: written(DAYS[key], style) for key in keys}
    yield Trial("restyled history", sentence.format(**days), is_wrong=False)
    key = rng.choice(keys)
    yield Trial("history's day moved", sentence.format(**{**days, key: written(_moved(DAYS[key], rng, KNOWN), style)}), is_wrong=True)
    known = rng.choice([day for day in KNOWN if day not in DAYS.values()])
    yield Trial("history's day taken from elsewhere", sentence.format(**{**days, key: written(known, style)}), is_wrong=True)
    sent, came = [key for key in keys if key in "abc"], [key for key in keys if key in "pqr"]
    if came:
        one, two = rng.choice(sent), rng.choice(came)
        yield Trial("roles of two days swapped", sentence.format(**{**days, one: days[two], two: days[one]}), is_wrong=True)


def _of_counts(rng: random.Random) -> Iterator[Trial]:
    sentence, number = rng.choice(COUNTED)
    for count, what in ((number, "restyled count"), (rng.choice([n for n in range(2, 12) if n != number]), "count of the history changed")):
        words = counted(count, rng)
        yield Trial(what, sentence.format(n=words, N=words.capitalize()), is_wrong=count != number)


def found_wrong(brief: Brief, text: str) -> bool:
    """Say whether GR401 to GR403 or CT205 call a sentence wrong."""
    reading = reading_of(brief, text)
    checks = (ungrounded_identifiers, ungrounded_dates, ungrounded_numbers, wrong_history)
    opening = reading.sheet.paragraphs_before[0]
    return any(hit.where is opening and hit.severity is not Severity.WARNING for check in checks for hit in check(reading))


def rates(seed: int, rounds: int) -> tuple[dict[str, tuple[int, int]], list[Trial]]:
    """Give for each kind of trial how many were called wrong of how many, and the trials that were judged wrongly."""
    brief = brief_on("three")
    tried: Counter[str] = Counter()
    called: Counter[str] = Counter()
    misjudged: list[Trial] = []
    for trial in trials(seed, rounds):
        wrong = found_wrong(brief, trial.text)
        tried[trial.what] += 1
        called[trial.what] += wrong
        if wrong is not trial.is_wrong:
            misjudged.append(trial)
    return {what: (called[what], tried[what]) for what in tried}, misjudged


if __name__ == "__main__":
    assert HISTORIES
    found, misjudged = rates(seed=7, rounds=300)
    for what, (called, tried) in sorted(found.items()):
        print(f"{what:40} called wrong {called:4} of {tried:4} ({called / tried:.1%})")  # noqa: T201  this is the script's output
    for trial in misjudged[:25]:
        print(("missed: " if trial.is_wrong else "false alarm: ") + trial.text)  # noqa: T201
