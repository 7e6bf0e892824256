"""The ledger: dates, identifiers, names and documents, and what may never ground a fact."""

from __future__ import annotations

import time
from datetime import date

import pytest
from ledger_kit import case_with, ledger, sources

from escalate_ai.ladder import brief_of
from escalate_ai.ledger import trace
from escalate_ai.policy import default_policy
from escalate_ai.rules.specimen import SPECIMEN_DAY, SPECIMEN_RUNG, specimen_case, specimen_sheet

HELD = ledger()


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("August 14, 2026", "enforcement.notified_on"),
        ("8/14/2026", "enforcement.notified_on"),
        ("14 Aug. 2026", "enforcement.notified_on"),
        ("2026-08-14", "enforcement.notified_on"),
        ("the 14th of August 2026", "enforcement.notified_on"),
        ("on August 20", "appeals[0].sent_on"),
        ("on September 21, 2026", "appeals[2].sent_on"),
        ("on September 24, 2026", "appeals[2].sent_on"),
        ("in October 2026", "appeals[2].replies[0].received_on"),
        ("in mid-August 2026", "enforcement.notified_on"),
        ("on October 5, 2026", "calls[0].called_on"),
        ("since August 27, 2026", "poa.corrective_actions[0].completed_on"),
        ("on November 20, 2026", "derived: the day the letter is written on"),
        ("in March 2026", "evidence[0].title"),
        ("in 2019", "poa.text"),
        ("from December 1, 2026", "poa.preventive_measures[1].in_effect_since"),
    ],
)
def test_a_date_is_found_by_its_value(words: str, path: str) -> None:
    """A day counts in any style, a month where a day of the case is in it, the day of writing always."""
    assert sources(f"It happened {words}.", HELD) == [path]


@pytest.mark.parametrize(
    "words",
    [
        "August 15, 2026",
        "August 14, 2025",
        "8/15/26",
        "in May 2026",
        "in late August 2025",
        "September 22, 2026",
        "in 2018",
        "on November 21, 2026",
        "on the 30th of October",
    ],
)
def test_a_date_the_case_lacks_is_lacking(words: str) -> None:
    """A day, month or year that no field and no text has is not grounded; the days inside a period are not known either."""
    assert sources(f"It happened {words}.", HELD) == [None]


def test_of_a_row_of_dates_each_is_found() -> None:
    """A year that stands once at the end of a row holds for all of it."""
    assert sources("We wrote on August 20 and September 2, 2026.", HELD) == ["appeals[0].sent_on", "appeals[1].sent_on"]
    assert sources("We wrote on August 20 and September 2, 2025.", HELD) == [None, None]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("B0C9T4MWKL", "enforcement.asins[0]"),
        ("b0c9t4mwkl", "enforcement.asins[0]"),
        ("order 113-5528174-0096631", "enforcement.notice.text"),
        ("complaint 8830714526", "enforcement.notice.text"),
        ("case 14820937716", "appeals[0].replies[0].text"),
        ("case ID 14820937799", "calls[0].case_id"),
        ("seller A2X9KQ4T7LMNOP", "seller.seller_id"),
        ("Removal order 240818KZW", "evidence[2].title"),
        ("removal 240818KZW", "evidence[2].title"),
    ],
)
def test_an_identifier_is_found_letter_for_letter(words: str, path: str) -> None:
    """Typed ids, and those in the notice, in replies and in titles ground; how they are written does not matter."""
    assert sources(f"See {words}.", HELD) == [path]


@pytest.mark.parametrize("words", ["B0C9T4MWKM", "order 113-5528174-0096632", "case 14820937717", "A2X9KQ4T7LMNOQ"])
def test_another_identifier_is_lacking(words: str) -> None:
    """One character of difference is another thing."""
    assert sources(f"See {words}.", HELD) == [None]


def test_identifiers_run_together_are_each_looked_up() -> None:
    """Of ids without a space between them each is found, or lacking, on its own."""
    assert sources("ASINs B0C9T4MWKLB0B6ZR2XQDB0QQQQQ1QQ", HELD) == ["enforcement.asins[0]", "enforcement.asins[1]", None]


@pytest.mark.parametrize(
    "words", ["555 pallets", "June 3, 2026", "B0SENTB4XX", "888 crates", "June 5, 2026", "999 barrels", "June 7, 2026", "77 strangers"]
)
def test_draft_and_sent_texts_ground_nothing(words: str) -> None:
    """What stands in the draft, in what was sent before, in the agency's own keys, or in a quoted mail is not the case's word."""
    assert sources(f"There were {words}.", HELD) == [None]


def test_names_and_titles_are_found_whole() -> None:
    """A number or month inside the store's name or a document's title belongs to it and is not counted again."""
    found = list(HELD.found("Harrow Street 24 sends the invoices from Delta Surplus, March to August 2026, signed by Dana Whitfield."))
    assert [(one.kind.value, one.source) for one in found] == [
        ("name", "seller.store_name"),
        ("document", "evidence[0].title"),
        ("name", "seller.contact.name"),
    ]


def test_what_a_draft_claims_beyond_the_case_is_lacking() -> None:
    """`lacking` gives the facts of a text that the case does not hold, with their places."""
    text = "We refunded 1,500 units on August 14, 2026."
    assert [(one.text, one.span) for one in HELD.lacking(text)] == [("1,500 units", (12, 23))]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("August 21, 2026", "the case has August 20, 2026 (appeals[0].sent_on)"),
        ("August 14, 2025", "the case has August 14, 2026 (enforcement.notified_on)"),
        ("B0C9T4MWKM", "the case has B0C9T4MWKL (enforcement.asins[0])"),
        ("140 orders", 'the case has "140 units" (poa.root_causes[0].statement)'),
        ("47 listings", 'the case has "46 active listings" (poa.corrective_actions[1].statement)'),
    ],
)
def test_the_nearest_value_is_told(words: str, told: str) -> None:
    """For a fact it does not hold, the ledger names what it has instead, and where."""
    mention = HELD.lacking(f"It was {words}.")[0]
    assert HELD.nearest(mention) == told


def test_every_fact_of_a_letter_is_traced() -> None:
    """Every fact of a good letter has its part and its source, and nothing is left without one."""
    brief = brief_of(specimen_case(), SPECIMEN_DAY, default_policy(), SPECIMEN_RUNG)
    traced = trace(specimen_sheet(), brief)
    assert {entry.where for entry in traced} >= {"subject", "opening", "highlights[0]", "highlights[1]", "highlights[2]", "signature"}
    assert [entry for entry in traced if entry.source is None] == []
    first = next(entry for entry in traced if entry.kind == "date")
    assert first.model_dump() == {"text": "July 6, 2026", "kind": "date", "where": "opening", "source": "enforcement.notified_on"}


def test_a_year_left_out_is_the_latest_that_has_come() -> None:
    """A text of the case that says "October 3" means the last one before the day of writing."""
    held = ledger(case_with(track_record="Our audit of October 3 found nothing."))
    assert sources("On October 3, 2026 it was audited.", held) == ["track_record"]
    assert sources("On October 3, 2025 it was audited.", held) == [None]


def test_a_ledger_costs_little() -> None:
    """Building the ledger of a case and reading its texts stays within a few milliseconds of CPU."""
    case = case_with()
    ledger(case).numbers.source  # noqa: B018  compiled patterns and cached texts are not what is measured
    start = time.process_time()
    for day in range(20):
        held = ledger(case, date(2026, 12, 1 + day))
        sources("We wrote on August 20, 2026 about 176 units.", held)
    assert (time.process_time() - start) / 20 < 0.006
