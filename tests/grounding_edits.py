"""Harmless edits: a true letter written a little otherwise, as true as before. In: a subject and chance. Out: edits. No recogniser."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from grounding_cases import MONTHS, NUMBER_WORD, VALUES, WORDLISTS, WORDS, DateSpot, Subject
from grounding_mutators import Edit, Edits, Mutator, styled, within
from grounding_numbers import ASIDE, SUBMITTED, counts

EDITS: dict[str, Mutator] = {}


def edit(work: Mutator) -> Mutator:
    """Enter a harmless edit under its own name."""
    EDITS[work.__name__] = work
    return work


def _body_dates(subject: Subject) -> Iterator[DateSpot]:
    """Give the dates of the body that stand alone: no second day leans on their month or year."""
    for spot in subject.dates:
        before, after = subject.text[max(0, spot.start - 9) : spot.start], subject.text[spot.end : spot.end + 12]
        leaning = re.match(r"(?: to| and|,| or| through|[-–])? ?\d{1,2}\b", after) or re.search(
            r"\d{1,2}(?: to| and|,| or|[-–]) ?$", before
        )
        if within(spot, subject.parts.body) and not leaning:
            yield spot


@edit
def date_restyled(subject: Subject, random: Random) -> Iterator[Edits]:
    """Write a date in another style of its marketplace."""
    order = "mdy" if subject.is_month_first else "dmy"
    full = [
        order,
        f"short_{order}",
        f"ordinal_{order}",
        "iso",
        "spoken",
        "padded",
        *(["dotted"] if subject.marketplace.value == "DE" else ["slash"]),
    ]
    for spot in _body_dates(subject):
        style = random.choice([one for one in (full if spot.has_year else [*full[:3], "spoken"]) if one != spot.style])
        yield (styled(subject, spot, spot.day, style),)


@edit
def date_year_added_or_left_out(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Add the year to a date that has none; leave it out in the opening where it is that of its neighbours."""
    for spot in _body_dates(subject):
        if not spot.has_year and spot.style in {"mdy", "dmy"}:
            yield (styled(subject, spot._replace(has_year=True), spot.day),)


@edit
def digits_to_words(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Write a number as a word."""
    for spot, value, _ in counts(subject):
        if 1 < value < len(WORDS):
            starts = subject.text[: spot.start].endswith(("- ", ". "))
            yield (Edit(*spot, WORDS[value].capitalize() if starts else WORDS[value]),)


@edit
def words_to_digits(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Write a number in digits."""
    body = subject.parts.body
    for hit in re.finditer(rf"(?i)(?<![\w-])({NUMBER_WORD})(?= (?P<next>[a-z]+)\b)", subject.text[: body.end]):
        value = VALUES.get(hit[1].lower(), 1)
        if (
            hit.start() >= body.start
            and value > 1
            and (hit["next"] not in ASIDE or hit["next"].startswith(("hour", "day", "week", "minute")))
        ):
            yield (Edit(*hit.span(1), str(value)),)


@edit
def bullets_reordered(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Swap two bullets of which none refers to another."""
    bullets = subject.parts.bullets
    leans = r"(?i)\b(?:same|also|then|next|this|these|that|such|second|later|earlier|after|afterwards|again|first|another|she|he|they|it)\b"
    if any(re.search(leans, " ".join(subject.text[b.start : b.end].split()[:6])) for b in bullets):
        return
    for place, one in enumerate(bullets):
        for other in bullets[place + 1 :]:
            yield Edit(*one, subject.text[other.start : other.end]), Edit(*other, subject.text[one.start : one.end])


@edit
def contractions(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Contract a verb."""
    yield from _worded(subject, WORDLISTS["contracted"])


@edit
def synonyms(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Say a word that is no fact in another way."""
    yield from _worded(subject, WORDLISTS["synonyms"])


def _worded(subject: Subject, pairs: dict[str, str]) -> Iterator[Edits]:
    for part in (subject.parts.opening, *subject.parts.bullets, subject.parts.closing):
        for old, new in pairs.items():
            for hit in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", subject.text[part.start : part.end]):
                yield (Edit(part.start + hit.start(), part.start + hit.end(), new),)


def _everywhere(subject: Subject, shape: str, new: str) -> Edits:
    return tuple(Edit(*hit.span(), hit.expand(new)) for hit in re.finditer(shape, subject.text))


@edit
def typographic_quotes(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Set all quotes as a word processor does."""
    marks = (
        *_everywhere(subject, r"(?<=\w)'(?=\w)|(?<=s)'(?= )", "’"),
        *_everywhere(subject, r"(?<!\w)\"(?=\w)", "“"),
        *_everywhere(subject, r"(?<=\w)\"", "”"),
    )
    yield tuple(sorted(marks))


@edit
def no_break_spaces(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Put a no-break space into all dates and behind all numbers."""
    yield _everywhere(subject, r"(?<=\d) (?=[a-z])", "\u00a0")
    yield _everywhere(subject, r"(?<=[a-z]) (?=\d{1,2},? 20\d\d)|(?<=\d) (?=(?:" + "|".join(MONTHS) + "))|(?<=,) (?=20\\d\\d)", "\u00a0")


@edit
def dashes(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Write hyphens within words and numbers as a word processor's no-break hyphen."""
    yield _everywhere(subject, r"(?<=\w)-(?=\w)", "\u2011")


@edit
def thousands(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Leave the comma out of a number, or put it in."""
    for hit in re.finditer(r"(?<![\w.,/-])((?:[A-Z]?[$£€₹])?)(\d{1,3}),(\d{3})(?![\d,])(?! at)", subject.text[: subject.parts.body.end]):
        if subject.is_free(*hit.span()) and "certificate" not in subject.text[hit.start() - 14 : hit.start()]:
            yield (Edit(*hit.span(), f"{hit[1]}{hit[2]}{hit[3]}"),)
    for spot, value, _ in counts(subject):
        is_year = re.fullmatch(r"(?:19|20)\d\d", subject.text[spot.start : spot.end]) is not None
        if value > 999 and not is_year and "," not in subject.text[spot.start : spot.end]:
            yield (Edit(*spot, f"{value:,}"),)


@edit
def percent_sign(subject: Subject, random: Random) -> Iterator[Edits]:
    """Write the percent sign as a word or the word as a sign."""
    for hit in re.finditer(r"(?<=\d)(?:%| percent\b)", subject.text[: subject.parts.body.end]):
        yield (Edit(*hit.span(), random.choice((" percent", " per cent", " %")) if hit[0] == "%" else "%"),)


@edit
def equal_durations(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Write a length of time in another unit, exactly as long."""
    for old, new in WORDLISTS["same_time"].items():
        for hit in re.finditer(rf"(?<![\w-]){old}\b(?! (?:late|handling))", subject.text[: subject.parts.body.end]):
            yield (Edit(*hit.span(), new),)


@edit
def dates_reordered(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Swap two dates that a list joins, where nothing refers to their order."""
    part = subject.parts.opening
    told = [spot for spot in subject.dates if within(spot, part)]
    if re.search(r"(?i)\b(?:first|second|third|latter|former|respectively|later|both|last|after)\b", subject.text[part.start : part.end]):
        return
    for one, other in pairwise(told):
        same = {one.day, other.day} <= subject.sent or (one.day in subject.came and subject.came[one.day] == subject.came.get(other.day))
        if same and subject.text[one.end : other.start] in {" and ", ", ", " and on "} and one.has_year == other.has_year:
            yield (
                Edit(one.start, one.end, subject.text[other.start : other.end]),
                Edit(other.start, other.end, subject.text[one.start : one.end]),
            )


@edit
def lines_wrapped(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Break all lines as mail programs do."""
    for width in (76, 60):
        parts = (subject.parts.opening, *subject.parts.bullets, subject.parts.closing)
        yield tuple(Edit(*part, _wrapped(subject.text[part.start : part.end], width)) for part in parts)


def _wrapped(text: str, width: int) -> str:
    indent = "  " if text.startswith("- ") else ""
    ending = "\n" if text.endswith("\n") else ""
    return textwrap.fill(text.strip("\n"), width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False) + ending


@edit
def twice_and_times(subject: Subject, _random: Random) -> Iterator[Edits]:
    """Write how often in digits."""
    part = subject.parts.opening
    for hit in re.finditer(rf"(?i)\b({NUMBER_WORD})(?= {SUBMITTED})", subject.text[part.start : part.end]):
        if VALUES[hit[1].lower()] > 1:
            yield (Edit(part.start + hit.start(), part.start + hit.end(), str(VALUES[hit[1].lower()])),)
