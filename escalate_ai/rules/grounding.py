"""Family GR: no fact in a letter that the case does not hold. In: a letter's reading with its brief.

Out: `GROUNDING`, and the hits of its rules.

What grounds a fact is the ledger's word (CONTRACT, "What grounds a fact of a letter"); this module only says so in words a client
understands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from escalate_ai.ledger import shown_in
from escalate_ai.rules.grounding_counts import counts_of_nothing
from escalate_ai.rules.grounding_frequencies import wrong_frequencies, wrong_rates
from escalate_ai.rules.grounding_times import days_told_from_today, unheld_times, wrong_weekdays
from escalate_ai.rules.rule import Example, Hit, Rule
from escalate_ai.terms import Severity, Target
from escalate_ai.text.mentions import MentionKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from escalate_ai.brief import Brief
    from escalate_ai.ledger import Found
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_NUMBERS = frozenset({MentionKind.COUNT, MentionKind.PERCENT, MentionKind.MONEY, MentionKind.DURATION})
_SOURCE = "CONTRACT, What grounds a fact of a letter"


def ungrounded_identifiers(reading: LetterReading) -> Iterator[Hit]:
    """Find identifiers that the case does not hold."""
    for part, found in _lacking(reading, {MentionKind.IDENTIFIER}):
        yield Hit(
            part, found.span, _message(reading, found, "The case does not hold"), "Take the identifier from the case, or leave it out."
        )


def ungrounded_dates(reading: LetterReading) -> Iterator[Hit]:
    """Find dates, in whatever style, that are no day of the case, and weekdays that are not those of their dates."""
    yield from wrong_weekdays(reading)
    yield from days_told_from_today(reading)
    for part, found in _lacking(reading, {MentionKind.DATE}):
        yield Hit(part, found.span, _message(reading, found, "No fact of the case is of"), "Give the date the case has, or leave it out.")


def ungrounded_numbers(reading: LetterReading) -> Iterator[Hit]:
    """Find counts, percentages, amounts and spans of time that the case does not hold; what is worked out of its numbers is a warning."""
    yield from unheld_times(reading)
    yield from wrong_frequencies(reading)
    yield from wrong_rates(reading)
    yield from counts_of_nothing(reading)
    for part, found in _lacking(reading, _NUMBERS):
        how = reading.brief.ledger.calculated(found) if reading.brief else None
        if how:
            message = f"\u201c{_said(found)}\u201d stands nowhere in the case: it is {how}."
            yield Hit(
                part, found.span, message, "Give the numbers the case has; a reader checks them against the documents.", Severity.WARNING
            )
        else:
            message = _message(reading, found, "The case does not hold")
            yield Hit(part, found.span, message, "Give the number the case has with what it counts, or leave it out.")


def _lacking(reading: LetterReading, kinds: Collection[MentionKind]) -> Iterator[tuple[Part, Found]]:
    """Give what the case does not hold of some kinds; looked for once, for three rules ask."""
    if reading.lacking is None:
        reading.lacking = tuple(_without_source(reading, reading.brief)) if reading.brief else ()
    return ((part, found) for part, found in reading.lacking if found.kind in kinds)


def _without_source(reading: LetterReading, brief: Brief) -> Iterator[tuple[Part, Found]]:
    shown, bullets = shown_in(reading.sheet), frozenset(reading.sheet.bullets)
    for part in reading.sheet.parts:
        for found in brief.ledger.found(part.text, shown, reading.mentions(part), bullet=part in bullets):
            if found.source is None:
                yield part, found


def _message(reading: LetterReading, found: Found, what: str) -> str:
    near = reading.brief.ledger.nearest(found.mention) if reading.brief and found.mention else None
    return f"{what} \u201c{_said(found)}\u201d{f'; {near}' if near else ''}."


def _said(found: Found) -> str:
    mention = found.mention
    words = mention.phrase if mention and mention.bound and found.text in mention.phrase else found.text
    return " ".join(words.split())


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

GROUNDING: tuple[Rule, ...] = (
    Rule(
        code="GR401",
        name="ungrounded-identifier",
        severities=(_ERROR,),
        targets=(Target.LETTER,),
        guidance="Name only ASINs, order, case, complaint and seller ids that stand in the facts, letter for letter.",
        why="An investigator looks the identifier up; one that is not theirs ends the reading.",
        source=_SOURCE,
        repair="Replace this identifier by the one of the facts that is meant here, or take it out.",
        bad=(
            Example("closing", "The listing B0QQ7TX4ZM is covered by the attached Plan of Action, and we ask you to have it read again."),
            Example("highlights[0]", "On July 9, 2026 our shipping clerk refunded order 113-5528174-0096631 and eight others."),
        ),
        good=(
            Example(),
            Example(
                "closing",
                "The merchant token A1CPL7RT3QWX9Z stands on every page of the attached Plan of Action; please have it read again.",
            ),
        ),
        letter=ungrounded_identifiers,
        needs_case=True,
    ),
    Rule(
        code="GR402",
        name="ungrounded-date",
        severities=(_ERROR,),
        targets=(Target.LETTER,),
        guidance="Give only dates that stand in the facts, in the marketplace's style.",
        why="Dates are checked against the account's own record, and one wrong day makes the others doubtful.",
        source=_SOURCE,
        repair="Replace this date by the one the facts have for this event, or take it out.",
        bad=(
            Example(
                "highlights[1]",
                "Since July 14, 2025 the shipping software releases a confirmation only after the first scan of Brightway Parcel.",
            ),
            Example("highlights[0]", "On Friday, July 9, 2026 our shipping clerk uploaded the carrier's scan records for all 212 orders."),
            Example("highlights[0]", "On 7/8/2026 our shipping clerk uploaded the carrier's scan records for all 212 orders."),
        ),
        good=(
            Example(),
            Example(
                "highlights[1]",
                "Since 2026-07-13 the shipping software releases a confirmation only after the first scan; 1,140 orders went out that way.",
            ),
            Example(
                "highlights[2]",
                "In July 2026 the shift lead began to compare confirmed numbers with carrier scans; 40 evening checks found none without.",
            ),
        ),
        letter=ungrounded_dates,
        needs_case=True,
    ),
    Rule(
        code="GR403",
        name="ungrounded-number",
        severities=(_ERROR, _WARNING),
        targets=(Target.LETTER,),
        guidance="Give only counts, percentages, amounts and spans of time that stand in the facts, each with what it counts there.",
        why="The reader holds every number against the documents; one that is in none of them reads as made up.",
        source=_SOURCE,
        repair="Replace this number by the one the facts have for this thing, or say it without a number.",
        bad=(
            Example("highlights[0]", "On July 9, 2026 our shipping clerk uploaded the carrier's scan records for all 221 orders."),
            Example("highlights[1]", "Since July 13, 2026 the shipping software has released 1,140 refunds only after the first scan."),
            Example("highlights[2]", "Since July 20, 2026 the shift lead compares numbers with carrier scans every evening at 8:30 p.m."),
            Example("highlights[0]", "On July 9, 2026 our shipping clerk uploaded the carrier's scan records for all 212 lawsuits."),
            Example("highlights[2]", "Since July 20, 2026 ninety percent of numbers are compared with carrier scans every evening."),
        ),
        good=(
            Example(),
            Example(
                "highlights[1]",
                "Since July 13, 2026 the software waits for the first scan; more than 1,100 orders of our own website went out that way.",
            ),
            Example(
                "highlights[2]",
                "Since July 20, 2026 the shift lead compares numbers with scans; forty checks by September 11, 2026 found none without.",
            ),
        ),
        letter=ungrounded_numbers,
        needs_case=True,
    ),
)
