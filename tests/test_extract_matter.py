"""Facts about what notices and clients say of the matter: area, level, state, day, store, person; and whose words are whose in mails."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from escalate_ai.extract import Extraction, TextKind, extract_texts
from escalate_ai.extract.kinds import kind_of
from escalate_ai.reading.documents import plain_document
from escalate_ai.terms import Whose

TOLD = Path(__file__).parent / "data" / "told"
MATTERS = {entry["name"]: entry for entry in tomllib.loads((TOLD / "matters.toml").read_text(encoding="utf-8"))["text"]}
MAILS = {entry["name"]: entry for entry in tomllib.loads((TOLD / "mails.toml").read_text(encoding="utf-8"))["mail"]}
COUNTED = {"identifier", "date", "count", "percent", "money", "duration"}
NONE: set[str] = set()
HEADED = (
    "\n\nRoot causes:\n1. Two people packed without a list.\n\nWhat we did:\n1. We refunded 12 buyers on 4 July 2026.\n"
    "2. 28 boxes were removed from stock on 6 July 2026.\n\nWhat we do from now on:\n1. Since 8 July 2026 Ona Vell signs each sheet.\n"
)
IN_PROSE = (
    "\n\nThis happened because two people packed without a list and nobody looked at the returns. On 4 July 2026 we refunded 12 buyers"
    " and on 6 July 2026 we removed 28 boxes from stock. Since 8 July 2026 Ona Vell signs each sheet, and no box leaves without it.\n"
)


def of(words: str) -> Extraction:
    """Extract from a text whose name tells nothing."""
    return extract_texts([("text.txt", plain_document(words, "text.txt"))])


def told(words: str) -> dict[str, str]:
    """Give the values of a text by path, "-" where a path is asked for that has none."""
    return {value.path: str(value.value) for value in of(words).values}


def facts(words: str) -> set[str]:
    """Give the hard facts of a text."""
    return {f"{fact.kind} {fact.value}" for fact in of(words).facts if fact.kind in COUNTED}


@pytest.mark.parametrize("name", MATTERS)
def test_what_is_said_of_the_matter_is_taken_and_nothing_else(name: str) -> None:
    """Area, level, state, day, store and person come out as the words say, and not at all where they do not."""
    entry = MATTERS[name]
    values = told(entry["words"])
    assert {path: values.get(path, "-") for path in entry["said"]} == entry["said"]


@pytest.mark.parametrize("name", MATTERS)
def test_every_value_has_its_words(name: str) -> None:
    """The words of a value stand in the text at the place it names."""
    words = MATTERS[name]["words"]
    for value in of(words).values:
        assert (words[slice(*value.span)] if value.span else "") == value.quote


@pytest.mark.parametrize("plan", [HEADED, IN_PROSE], ids=["headed", "in prose"])
def test_a_plan_behind_the_story_hides_little_of_it(plan: str) -> None:
    """Of what clients say of the matter nearly all is still found where a plan follows in the same text."""
    asked = [
        (entry["words"], path, said)
        for entry in MATTERS.values()
        if of(entry["words"]).kind is TextKind.OTHER
        for path, said in entry["said"].items()
        if path.startswith("enforcement.")
    ]
    missed = [(path, said) for words, path, said in asked if told(words + plan).get(path, "-") != said]
    assert len(missed) <= 0.05 * len(asked), missed


@pytest.mark.parametrize("name", MAILS)
def test_each_mail_program_keeps_who_wrote_what(name: str) -> None:
    """The writer's own words, Amazon's and others' are told apart, and inner mails bear their own day."""
    entry = MAILS[name]
    document = plain_document(entry["words"], "mail.txt")
    for key, whose in (("own", Whose.SELLER), ("amazons", Whose.AMAZON), ("others", Whose.OTHER)):
        for part in entry.get(key, ()):
            assert document.whose(entry["words"].index(part)) is whose, part
    days = [str(stretch.sent_on) for stretch in document.stretches if stretch.sent_on]
    assert days == entry.get("days", days)


def test_a_seller_who_wrote_to_buyers_quotes_nobody() -> None:
    """What a plan tells of having been written to buyers is no line above a quotation."""
    words = "What we did\n1. On 4 May 2026 we wrote to 12 buyers:\n   please send it back.\n2. We destroyed 28 lamps on 6 May 2026.\n"
    assert plain_document(words, "plan.txt").stretches == ()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("1.) We hired two packers.\n2.) We bought 3 scanners.", {"count 2", "count 3"}),
        ("1、We relabelled 612 tents. 2、A size was added.", {"count 612"}),
        ("The supplier changed the plastic in lot 17, size 42.", NONE),
        ("Step 1: we counted 40 units. (2) We sorted them.", {"count 40"}),
        ("Tel. (020) 7946 0958, 12 Mill Lane, Leeds", NONE),
        ("4400 Harbor Blvd, Suite 210", NONE),
        (
            "We paid Rs 1,20,000/- and Dhs. 1,250, ₺500, 12,000 yen and 300 zloty.",
            {"money INR 120000", "money AED 1250", "money TRY 500", "money JPY 12000", "money PLN 300"},
        ),
        ("2 thousand parcels within 48hrs and 2 wks", {"count 2000", "duration 48 hours", "duration 2 weeks"}),
        ("24/7 support, 5-star service, 3rd of May '26", {"date 2026-05-03"}),
        ("between 20 and 24 April 2026, 30-35 parcels", {"date 2026-04-20", "date 2026-04-24", "count 30", "count 35"}),
    ],
)
def test_what_is_a_hard_fact_and_what_is_none(words: str, wanted: set[str]) -> None:
    """Marks of lists, lots, sizes, houses and telephones count nothing; money, spans and days are read in their many styles."""
    assert facts(words) - {"count 1"} == wanted


def test_the_facts_of_a_notice_are_not_the_sellers() -> None:
    """In a notice or a buyer's complaint given as plain text no fact is said to be the seller's."""
    assert {fact.whose for fact in of(MATTERS["counterfeit-notice"]["words"]).facts} == {Whose.AMAZON}
    complaint = "Hi, I ordered the kettle on 4 May 2026 and it arrived without a lid. I want my money back or I leave one star."
    assert {fact.whose for fact in of(complaint).facts} == {Whose.OTHER}


def test_a_letter_is_told_from_a_plan_by_its_voice() -> None:
    """A letter that tells of measures under short headings and speaks of what was sent before is a letter."""
    words = (
        "To: Executive Seller Relations\nSubject: Escalation - Kestrel Home, case 14220018833\n\nDear team,\n\nWhat happened: on 2 June"
        " 2026 our listings were removed.\nWhat we did: we appealed on 5 and 9 June 2026. The replies were generic.\nWhat we ask: please"
        " have a manager read the attached plan.\n\nBest regards\nRuth Amadi\n"
    )
    assert kind_of(plain_document(words, "text.txt")) is TextKind.LETTER


@pytest.mark.parametrize(
    ("line", "store"),
    [
        ("Kentmere Candle Co. / amazon.co.uk / ASIN B0CZ4H7QRX", "Kentmere Candle Co."),
        ("Plan of Action for Arrowby Pet Supply (US)", "Arrowby Pet Supply"),
        ("POA | Seller: Ming Yuan Direct | Amazon.com", "Ming Yuan Direct"),
        ("I am Rosa Quispe, owner of Andes Knit.", "Andes Knit"),
        ("Our Amazon store, Saltmarsh Candles, was suspended on 4 May 2026.", "Saltmarsh Candles"),
        ("Plan of Action for Late Shipments", "-"),
        ("Statement on the late shipments, amazon.de", "-"),
        ("We wrote to the rights owner of Vantbro.", "-"),
    ],
)
def test_the_store_is_named_in_titles_and_sentences(line: str, store: str) -> None:
    """A store is taken from a title, a label or a sentence, and what is only about the matter is no store."""
    assert told(line + HEADED).get("seller.store_name", "-") == store
