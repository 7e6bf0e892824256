"""The cases and letters that grounding is measured on, and what plain Python sees in them: days, numbers, identifiers, parts.

In: a split's name. Out: subjects (a letter and its case). Imports nothing that reads facts for the rules.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from escalate_ai import Case, Escalator
from escalate_ai.terms import Marketplace

AS_OF = date(2026, 11, 23)
DATA = Path(__file__).parent / "data" / "grounding"
HELD_OUT = ("fifteenth", "sixteenth")
"""The splits that nobody who writes recognisers reads."""
OPEN = (
    *("dev", "second", "third", "fourth", "fifth", "sixth", "seventh"),
    *("eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
)
"""The splits whose texts may be read; all but `dev` were held out once."""
SPLITS = tuple(name for name in (*OPEN, *HELD_OUT) if (DATA / name).is_dir())
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_SMALL = (*_ONES, *_TEENS)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = (*_SMALL, *(_TENS[n // 10] + (f"-{_SMALL[n % 10]}" if n % 10 else "") for n in range(20, 100)))
"""Number words, each at its own place."""
VALUES = {word: value for value, word in enumerate(WORDS)}
NUMBER_WORD = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|" + "|".join(sorted(_SMALL[1:], key=len, reverse=True)) + ")"
)
_MONTH = "(?P<month>" + "|".join(MONTHS) + ")"
_DATES = {
    "mdy": re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})\b(?!,\d)(?:, (?P<year>20\d\d)\b)?"),
    "dmy": re.compile(rf"(?<![\d.,/-])\b(?P<day>\d{{1,2}}) {_MONTH}\b(?: (?P<year>20\d\d)\b)?"),
    "slash": re.compile(r"(?<![\d/-])(?P<one>\d{1,2})/(?P<two>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?(?![\d/-])"),
    "iso": re.compile(r"(?<![\d-])(?P<year>20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?![\d-])"),
}
_IDENTIFIER = re.compile(
    r"\b(?:B0[0-9A-Z]{8}|\d{3}-\d{7}-\d{7}|A[0-9A-Z]{12,14}|R[0-9A-Z]{13}|\d{8,14}|[A-Z]{1,3}-\d{2}-\d{4}|[A-Z]{2,3}-\d{2,6}(?:-[A-Z])?)\b"
)
NUMBER = re.compile(r"(?<![\w.,/:$£€₹°#–-])(?:\d{1,3}(?:,\d{3})+|\d+)(?![\w,/:%–-]|\.\d)(?!,\d)")


WORDLISTS: dict[str, Any] = tomllib.loads((DATA / "words.toml").read_text("utf-8"))
"""What mutators put in the place of what."""


class Spot(NamedTuple):
    """A stretch of a letter."""

    start: int
    end: int


class DateSpot(NamedTuple):
    """A date in a letter: where, which day, how it is written, and whether its year is."""

    start: int
    end: int
    day: date
    style: str
    has_year: bool


class Parts(NamedTuple):
    """Where a letter's parts are; every letter of these splits has the shape of the contract."""

    opening: Spot
    bullets: tuple[Spot, ...]
    closing: Spot
    body: Spot
    attachments: tuple[Spot, ...]


@dataclass(frozen=True)
class Subject:
    """A true letter and the case it is true of."""

    split: str
    name: str
    case: Case
    text: str

    @cached_property
    def data(self) -> dict[str, Any]:
        """Give the case as plain data."""
        return json.loads(self.case.model_dump_json(by_alias=True))  # type: ignore[no-any-return]

    @cached_property
    def told(self) -> str:
        """Give every text and every value of the case, one a line."""
        return "\n".join(_leaves(self.data))

    @cached_property
    def marketplace(self) -> Marketplace:
        """Give the marketplace."""
        return self.case.seller.marketplace

    @cached_property
    def is_month_first(self) -> bool:
        """Whether numeric dates are written month first here."""
        return self.marketplace is Marketplace.US

    @cached_property
    def days(self) -> frozenset[date]:
        """Give every day the case names."""
        return frozenset(spot.day for spot in dates_in(self.told, month_first=self.is_month_first)) | {AS_OF}

    @cached_property
    def sent(self) -> frozenset[date]:
        """Give the days on which something was sent."""
        return frozenset(date.fromisoformat(one["sent_on"]) for one in self.data["appeals"])

    @cached_property
    def came(self) -> dict[date, str]:
        """Give the days on which a reply came, each with its category."""
        return {
            date.fromisoformat(reply["received_on"]): str(reply["category"]) for one in self.data["appeals"] for reply in one["replies"]
        }

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Give every whole number the case holds, in digits or words."""
        digits = {int(found.group().replace(",", "")) for found in re.finditer(r"\d{1,3}(?:,\d{3})+|\d+", self.told)}
        return frozenset(digits | {VALUES[word] for word in re.findall(NUMBER_WORD, self.told.lower()) if word in VALUES})

    @cached_property
    def dates(self) -> tuple[DateSpot, ...]:
        """Give the dates of the letter, in order."""
        found = sorted(dates_in(self.text, month_first=self.is_month_first))
        return tuple(self._dated(spot) for spot in found)

    def _dated(self, spot: DateSpot) -> DateSpot:
        """Give a date without a year the year that the case has for it."""
        if spot.has_year:
            return spot
        known = sorted(day for day in self.days if (day.month, day.day) == (spot.day.month, spot.day.day))
        return spot._replace(day=known[-1]) if known else spot

    @cached_property
    def identifiers(self) -> tuple[Spot, ...]:
        """Give the identifiers and reference numbers of the letter."""
        return tuple(Spot(*found.span()) for found in _IDENTIFIER.finditer(self.text))

    @cached_property
    def parts(self) -> Parts:
        """Give where the letter's parts are."""
        blocks = [Spot(*found.span()) for found in re.finditer(r"(?:[^\n]+\n?)+", self.text)]
        listed = next(place for place, block in enumerate(blocks) if self.text.startswith("- ", block.start))
        bullets, attached = self._lines(blocks[listed]), self._lines(blocks[-1])[1:]
        closing, opening = blocks[listed + 1], blocks[listed - 2]
        return Parts(opening, bullets, closing, Spot(opening.start, closing.end), attached)

    def _lines(self, block: Spot) -> tuple[Spot, ...]:
        return tuple(
            Spot(block.start + line.start(), block.start + line.end())
            for line in re.finditer(r"[^\n]+", self.text[block.start : block.end])
        )

    def is_free(self, start: int, end: int) -> bool:
        """Whether a stretch is no piece of a date or an identifier."""
        taken = [*((spot.start, spot.end) for spot in self.dates), *((spot.start, spot.end) for spot in self.identifiers)]
        return all(end <= there[0] or start >= there[1] for there in taken)


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():  # pyright: ignore[reportUnknownVariableType]
            yield from _leaves(one)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list):
        for one in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _leaves(one)  # pyright: ignore[reportUnknownArgumentType]
    elif value is not None:
        yield str(value)


def dates_in(text: str, *, month_first: bool) -> Iterator[DateSpot]:
    """Give the dates that stand in a text with at least a day and a month; a missing year is that of the cases."""
    for style, pattern in _DATES.items():
        for found in pattern.finditer(text):
            parts = found.groupdict()
            year = parts["year"]
            if style == "slash":
                one, two = int(parts["one"]), int(parts["two"])
                month, day = (one, two) if month_first else (two, one)
            else:
                month = int(parts["number"]) if style == "iso" else MONTHS.index(parts["month"]) + 1
                day = int(parts["day"])
            try:
                read = date(2000 + int(year) % 100 if year else AS_OF.year, month, day)
            except ValueError:
                continue
            yield DateSpot(found.start(), found.end(), read, style, year is not None)


def written(day: date, style: str, *, has_year: bool, month_first: bool) -> str:
    """Write a date in a style, with or without its year."""
    month, ending = MONTHS[day.month - 1], "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    one, two = (day.month, day.day) if month_first else (day.day, day.month)
    comma, space = (f", {day.year}", f" {day.year}") if has_year else ("", "")
    return {
        "mdy": f"{month} {day.day}{comma}",
        "dmy": f"{day.day} {month}{space}",
        "iso": day.isoformat(),
        "slash": f"{one}/{two}" + (f"/{day.year}" if has_year else ""),
        "padded": f"{one:02}/{two:02}/{day.year}",
        "dotted": f"{one:02}.{two:02}.{day.year}",
        "short_mdy": f"{month[:3]}. {day.day}{comma}",
        "short_dmy": f"{day.day} {month[:3]}{space}",
        "ordinal_mdy": f"{month} {day.day}{ending}{comma}",
        "ordinal_dmy": f"{day.day}{ending} {month}{space}",
        "spoken": f"the {day.day}{ending} of {month}{space}",
    }[style]


@cache
def subjects(split: str) -> tuple[Subject, ...]:
    """Give every letter of a split with its case: the embedded writer's, then those written by hand."""
    found: list[Subject] = []
    for file in sorted((DATA / split).glob("*.yaml")):
        case = Case.load(file)
        letter = Escalator(offline=True).rewrite(case, as_of=AS_OF).letter
        if letter is not None:
            found.append(Subject(split, f"{file.stem}.composer", case, letter.text))
        found += [Subject(split, path.stem, case, path.read_text("utf-8")) for path in sorted(file.parent.glob(f"{file.stem}.*.txt"))]
    return tuple(found)


@cache
def of_models(split: str) -> tuple[Subject, ...]:
    """Give the letters that language models wrote for a split's cases, from the packaged prompts; none where no model was asked."""
    cases = {subject.name.partition(".")[0]: subject.case for subject in subjects(split)}
    letters = sorted((DATA / split / "model").glob("*.txt"))
    return tuple(Subject(split, f"{path.stem}.model", cases[path.stem], path.read_text("utf-8")) for path in letters)


@cache
def histories() -> tuple[Subject, ...]:
    """Give letters of the open splits, each with another true history in its opening, as written by hand in many wordings.

    Of two cases of one name the earlier split's is meant.
    """
    cases = {one.name: one for split in reversed(OPEN) for one in subjects(split)}
    told, found = Counter[str](), list[Subject]()
    for match in re.finditer(r"^# (\w+)\n(.+)\n", (DATA / "histories.txt").read_text("utf-8"), re.MULTILINE):
        told[match[1]] += 1
        letter = cases[f"{match[1]}.a"]
        parts = letter.text.split("\n\n")
        parts[2] = f"Please review the matter once more. {match[2]}"
        found.append(Subject(letter.split, f"{match[1]}.told{told[match[1]]}", letter.case, "\n\n".join(parts)))
    return tuple(found)


class Names(NamedTuple):
    """Which names of a split's cases are what, and what a mutator may put in their place."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    products: dict[str, str]
    nouns: dict[str, str]
    """What is counted, each with something that is not."""
    strangers: dict[str, tuple[str, ...]]
    """People, companies, places and documents of nobody's case."""


@cache
def names(split: str) -> Names:
    """Give the people, places and products of a split."""
    data = tomllib.loads((DATA / split / "names.toml").read_text("utf-8"))
    nouns = {**WORDLISTS["nouns"], **data.get("nouns", {})}
    strangers = {kind: tuple(data.get("strangers", WORDLISTS)[kind]) for kind in ("people", "companies", "places", "documents")}
    return Names(tuple(data["people"]), tuple(data["places"]), data["products"], nouns, strangers)
