"""GR405: a value of the case tied to the wrong thing is found; told otherwise, or of two things at once, it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_cases import AS_OF, EXAMPLES, brief_of_example, case_of

from escalate_ai.checking import check
from escalate_ai.compose import compose
from escalate_ai.ladder import brief_of
from escalate_ai.letter import Sheet
from escalate_ai.letterread import read_sheet
from escalate_ai.policy import default_policy
from escalate_ai.rules.altered import altered_facts
from escalate_ai.rules.history_facts import wrong_history
from escalate_ai.rules.reading import LetterReading
from escalate_ai.rules.rule import Example, Hit
from escalate_ai.rules.specimen import SPECIMEN_DAY, SPECIMEN_RUNG, specimen_case, specimen_sheet

LETTERS = Path(__file__).parent / "data" / "letters"
WRITTEN = sorted([*(LETTERS / "writer").glob("*.txt"), *(LETTERS / "writer_later").glob("*.txt")])
LISTINGS: dict[str, object] = {
    "poa.root_causes.0.statement": "We confirmed 140 units of B0C9T4MWKL and 36 units of B0B6ZR2XQD that no carrier had scanned",
    "poa.preventive_measures.0.result": "The rate of late scans fell from 4.1% to 0.6%; 1,140 orders were confirmed after their scan",
}
"""Two listings with their own numbers, and a change with its direction."""


def reading_of(name: str, sheet: Sheet) -> LetterReading:
    """Give a letter's sheet on an example case."""
    brief = brief_of_example(name)
    market = brief.policy.marketplaces[brief.case.seller.marketplace]
    return LetterReading(sheet, brief.policy, brief, market.order, market.currency, brief.rung)


def hits(part: str, text: str, case: dict[str, object] | None = None) -> list[Hit]:
    """Give what GR405 says of the specimen letter with one part replaced."""
    example = Example(part, text, case or {})
    brief = brief_of(specimen_case(example), SPECIMEN_DAY, default_policy(), SPECIMEN_RUNG)
    market = brief.policy.marketplaces[brief.case.seller.marketplace]
    return list(altered_facts(LetterReading(specimen_sheet(example), brief.policy, brief, market.order, market.currency, brief.rung)))


def words(hit: Hit) -> str:
    """Give the words a hit stands on."""
    assert not isinstance(hit.where, str)
    assert hit.span
    return hit.where.text[slice(*hit.span)]


@pytest.mark.parametrize(
    ("part", "right", "wrong", "found"),
    [
        (
            "highlights[1]",
            "Since July 13, 2026 the shipping software releases a confirmation only after Brightway Parcel has reported its first scan.",
            "Since July 9, 2026 the shipping software releases a confirmation only after Brightway Parcel has reported its first scan.",
            "July 9, 2026",
        ),
        (
            "highlights[2]",
            "Since July 20, 2026 the shift lead compares numbers with carrier scans every evening; 40 checks by September 11, 2026.",
            "Since July 20, 2026 the shift lead compares numbers with carrier scans every evening; 40 checks by July 20, 2026.",
            "July 20, 2026",
        ),
        (
            "highlights[2]",
            "Since July 20, 2026 the shift lead compares confirmed numbers with carrier scans every evening.",
            "Since September 11, 2026 the shift lead compares confirmed numbers with carrier scans every evening.",
            "September 11, 2026",
        ),
        (
            "opening",
            "Please reinstate our account. The notice of July 6, 2026 names valid tracking.",
            "Please reinstate our account. The notice of July 9, 2026 names valid tracking.",
            "July 9, 2026",
        ),
        (
            "opening",
            "Please reinstate our account. Between July 14 and August 12, 2026 our plan went in three times.",
            "Please reinstate our account. Between August 12 and July 14, 2026 our plan went in three times.",
            "July 14, 2026",
        ),
        (
            "opening",
            "Please reinstate our account. Our plan went in on July 14 and July 28, 2026.",
            "Please reinstate our account. Our plan went in on July 14 and July 14, 2026.",
            "July 14, 2026",
        ),
        (
            "closing",
            "Since July 13, 2026 the shipping software releases each confirmation after the first scan. Please read the plan again.",
            "Since July 10, 2026 the shipping software releases each confirmation after the first scan. Please read the plan again.",
            "July 10, 2026",
        ),
        (
            "closing",
            "Please read the plan again together with the carrier scan records for 212 orders.",
            "Please read the plan again together with the carrier scan records for 40 orders.",
            "40 orders",
        ),
    ],
)
def test_a_value_of_another_thing_is_found(part: str, right: str, wrong: str, found: str) -> None:
    """The true sentence passes; with a value that the case has for another thing, its words are found."""
    assert [words(hit) for hit in hits(part, right)] == []
    said = [words(hit).lower() for hit in hits(part, wrong)]
    assert any(found.lower() in one for one in said), said


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("We confirmed 140 units of B0C9T4MWKL too early.", "We confirmed 36 units of B0C9T4MWKL too early."),
        ("The rate of late scans fell from 4.1% to 0.6%.", "The rate of late scans fell from 0.6% to 4.1%."),
    ],
)
def test_numbers_stay_with_their_listing_and_a_change_keeps_its_direction(right: str, wrong: str) -> None:
    """What the case ties together may not be tied otherwise."""
    assert hits("opening", f"Please reinstate our account. {right}", LISTINGS) == []
    assert len(hits("opening", f"Please reinstate our account. {wrong}", LISTINGS)) == 1


def test_a_result_in_another_measures_bullet_is_found() -> None:
    """A result that has its own measure among the bullets stands there and not in the next one."""
    moved = (
        "Since July 13, 2026 the shipping software releases a confirmation only after Brightway Parcel has reported its first scan. "
        "By September 11, 2026 the evening checks found no number without a scan on the sheet the shift lead signs."
    )
    assert hits("highlights[1]", moved)


@pytest.mark.parametrize(
    "text",
    [
        "On July 9, 2026 we refunded 9 buyers whose parcels had not arrived, and since July 13, 2026 the software waits for the scan.",
        "Since July 13, 2026 orders are confirmed after their scan, and since July 20, 2026 the shift lead compares numbers with scans.",
        "Three days after the refunds of July 10, 2026 the shipping software began to wait for Brightway Parcel's scan.",
    ],
)
def test_a_bullet_that_tells_of_two_measures_is_left_alone(text: str) -> None:
    """Where the words speak of both things, nobody can tell whose value it is."""
    assert hits("highlights[1]", text) == []


def test_what_ct205_blames_is_not_blamed_twice() -> None:
    """The history's own rule goes first: no word is found by both."""
    text = (
        "Please reinstate our account. We submitted our plan on July 16, 2026 through Account Health, which was refused on July 14, 2026."
    )
    sheet = specimen_sheet(Example("opening", text))
    brief = brief_of(specimen_case(), SPECIMEN_DAY, default_policy(), SPECIMEN_RUNG)
    reading = LetterReading(sheet, brief.policy, brief, brief.ledger.order, brief.ledger.currency, brief.rung)
    told = [hit.span for hit in wrong_history(reading) if hit.span]
    twice = [hit for hit in altered_facts(reading) if hit.span and any(hit.span[0] < end and start < hit.span[1] for start, end in told)]
    assert told
    assert twice == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_letters_by_a_writer_are_not_blamed(path: Path) -> None:
    """Letters that are true have every value where it belongs, whatever the voice."""
    reading = reading_of(path.name.partition(".")[0], read_sheet(path.read_text("utf-8")))
    assert [hit.message for hit in altered_facts(reading)] == []


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_embedded_writer_ties_every_value_rightly(folder: Path) -> None:
    """What the composer writes of the example cases holds against GR405."""
    brief = brief_of_example(folder.name)
    assert [hit.message for hit in altered_facts(reading_of(folder.name, read_sheet(compose(brief).text)))] == []


def test_a_letter_reports_the_finding_with_what_is_right() -> None:
    """In a checked letter the finding names the thing, its own value and where the case has it."""
    text = (LETTERS / "writer" / "northwind.txt").read_text("utf-8")
    wrong = text.replace("were recalled on August 27, 2026", "were recalled on September 11, 2026")
    report = check(wrong, kind="letter", case=case_of("northwind"), as_of=AS_OF)
    found = [finding for finding in report.findings if finding.rule == "GR405"]
    assert [finding.quote for finding in found] == ["September 11, 2026"]
    assert "August 27, 2026 (poa.corrective_actions[0])" in found[0].message
