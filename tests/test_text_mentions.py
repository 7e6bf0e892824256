"""Numbers, identifiers and dates are found together, each digit in one mention only."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalate_ai.terms import DateOrder
from escalate_ai.text.clauses import clauses, cut_at_clause
from escalate_ai.text.folding import fold
from escalate_ai.text.identifiers import find_identifiers, glued_ids
from escalate_ai.text.masking import mask, unmask
from escalate_ai.text.mentions import Bound, Mention, MentionKind, find_mentions
from escalate_ai.text.numbers import canonical_duration, find_numbers, number_word
from escalate_ai.text.reading import reading_grade
from escalate_ai.text.similarity import mask_facts
from escalate_ai.text.words import count_words, paragraphs, sentences


def found(text: str, currency: str = "USD") -> list[Mention]:
    """Give the mentions under American habits."""
    return list(find_mentions(text, DateOrder.MDY, currency))


def facts(text: str, currency: str = "USD") -> list[tuple[str, object, str | None]]:
    """Give what the mentions state."""
    return [(mention.kind.value, mention.value, mention.unit) for mention in found(text, currency)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("140 units", [("count", 140, "unit")]),
        ("three audits", [("count", 3, "audit")]),
        ("38 inbound deliveries", [("count", 38, "delivery")]),
        ("twelve of the 38 deliveries", [("count", 12, "delivery"), ("count", 38, "delivery")]),
        ("38 deliveries checked, one refused", [("count", 38, "delivery"), ("count", 1, None)]),
        ("one hundred and forty orders", [("count", 140, "order")]),
        ("a dozen returns", [("count", 12, "return")]),
        ("both were refused twice", [("count", 2, None), ("count", 2, "time")]),
        ("Second submission", [("count", 2, "submission")]),
        ("12 SKUs", [("count", 12, "sku")]),
        ("0.3 percent", [("percent", Decimal("0.3"), "%")]),
        ("one hundred percent", [("percent", 100, "%")]),
        ("$1,736.40", [("money", Decimal("1736.40"), "USD")]),
        ("USD 1736.40", [("money", Decimal("1736.40"), "USD")]),
        ("1.736,40 EUR", [("money", Decimal("1736.40"), "EUR")]),
        ("\u00a320", [("money", 20, "GBP")]),
        ("48 hours", [("duration", 172800, "second")]),
        ("two days", [("duration", 172800, "second")]),
        ("within a week", [("duration", 604800, "second")]),
        ("12 months", [("duration", 12, "month")]),
        ("one year", [("duration", 12, "month")]),
        ("five business days", [("duration", 5, "business day")]),
        ("a 48-hour window", [("duration", 172800, "second")]),
        ("10-15 orders", [("count", 10, "order"), ("count", 15, "order")]),
        ("two to three days", [("duration", 172800, "second"), ("duration", 259200, "second")]),
        ("between 10 and 15 orders", [("count", 10, "order"), ("count", 15, "order")]),
        ("in that line 140 units were", [("count", 140, "unit")]),
    ],
)
def test_numbers_with_their_units(text: str, expected: list[tuple[str, object, str]]) -> None:
    """A number comes with its value, what it counts in the singular, and durations in one exact unit."""
    assert facts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "one of our suppliers",
        "at once, one by one",
        "N95 masks",
        "Section 3 violations",
        "open 24/7",
        "step 2",
        "FAQ 1",
        "two-step verification",
        "a third party",
        "this one is right",
        "no one was told",
        "1. Root cause\n2) Actions",
        "at 10:30 and 5 pm",
        "call +1 555 010 0100",
        "ISO 9001",
        "once a week",
        "a week has days",
        "see https://x.example/1234567/38",
    ],
)
def test_no_numbers(text: str) -> None:
    """Pronouns, idioms, labels, clock times, list numbers, phone numbers and links count nothing."""
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 1,200 orders", Bound.MORE_THAN),
        ("over two months", Bound.MORE_THAN),
        ("at least three audits", Bound.AT_LEAST),
        ("five or more units", Bound.AT_LEAST),
        ("1,200+ orders", Bound.AT_LEAST),
        ("under 5 days", Bound.LESS_THAN),
        ("up to 10 orders", Bound.AT_MOST),
        ("about 40 units", Bound.ABOUT),
        ("exactly 40 units", None),
    ],
)
def test_a_hedge_is_kept(text: str, bound: Bound | None) -> None:
    """A hedged number keeps its bound, and the phrase has the hedge in it."""
    (mention,) = found(text)
    assert mention.bound is bound
    assert bound is None or len(mention.phrase) >= len(mention.text)


def test_the_dollar_is_the_marketplaces() -> None:
    """A bare dollar sign means what the marketplace says, a marked one what it says itself."""
    assert facts("$5", "CAD") == [("money", 5, "CAD")]
    assert facts("US$5", "CAD") == [("money", 5, "USD")]


def test_a_digit_belongs_to_one_mention() -> None:
    """Digits of dates and identifiers are no counts."""
    text = "On August 14, 2026 we removed 140 units of B08N5WRWNW under removal order 240818KZW for order 111-1234567-1234567."
    assert [(mention.kind.value, mention.text) for mention in found(text)] == [
        ("date", "August 14, 2026"),
        ("count", "140 units"),
        ("identifier", "B08N5WRWNW"),
        ("identifier", "240818KZW"),
        ("identifier", "111-1234567-1234567"),
    ]


@given(st.integers(0, 9999))
def test_a_written_number_is_read_back(number: int) -> None:
    """What `number_word` writes is found with its value."""
    assert [mention.value for mention in find_numbers(f"We checked {number_word(number)} deliveries.", "USD")] == [number]


def test_durations_convert_exactly() -> None:
    """Two days are 48 hours; a year is twelve months and no number of days."""
    assert canonical_duration(48, "hour") == canonical_duration(2, "day")
    assert canonical_duration(1, "year") == (12, "month")
    assert canonical_duration(Decimal("0.5"), "hour") == (1800, "second")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B08N5WRWNW", [("asin", "B08N5WRWNW")]),
        ("the listing b08n5wrwnw", [("asin", "B08N5WRWNW")]),
        ("\u041208N5WRWNW", [("asin", "B08N5WRWNW")]),
        ("0306406152", [("isbn", "0306406152")]),
        ("ISBN 0306406151", [("isbn", "0306406151")]),
        ("cases 12345678901 and 12345678902", [("case", "12345678901"), ("case", "12345678902")]),
        ("Complaint ID: 9988776655", [("complaint", "9988776655")]),
        ("seller A2X9KQ4T7LMNOP", [("seller", "A2X9KQ4T7LMNOP")]),
        ("removal order 240818KZW", [("removal", "240818KZW")]),
        ("tracking number 1Z999AA10123456784", [("tracking", "1Z999AA10123456784")]),
        ("Invoice no. 4471", [("reference", "4471")]),
        ("signed under TI-26-0815, twice", [("reference", "TI-26-0815")]),
        ("Register extract 0402118875", [("reference", "0402118875")]),
        ("entered as HRA 40622 in Koblenz", [("register", "40622")]),
        ("a complaint, ID 10477392618, over it", [("register", "10477392618")]),
        ("a photo ID of 3 May", []),
        ("Unit 11 in Boise, ID 83702", []),
        ("trademark registration number 5,432,109", [("reference", "5,432,109")]),
        ("https://www.amazon.com/dp/B08N5WRWNW?k=1", [("asin", "B08N5WRWNW")]),
    ],
)
def test_identifiers(text: str, expected: list[tuple[str, str]]) -> None:
    """Identifiers are known by their shape, check digit or label."""
    assert [(mention.unit, mention.value) for mention in find_identifiers(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "N95",
        "B00XXXXX1",
        "B0XXXXXX",
        "******",
        "1234567890",
        "https://x.example/123e4567-e89b-12d3-a456-426614174000",
        "reports 38 deliveries",
        "SEP-14-2026",
        "records 38 deliveries",
    ],
)
def test_no_identifiers(text: str) -> None:
    """Placeholders, bare digits and links are no identifiers."""
    assert find_identifiers(text) == ()


def test_glued_identifiers_are_taken_apart_and_told() -> None:
    """Two ASINs without a space and two order ids joined by a hyphen are two mentions each, and said to be glued."""
    text = "B08N5WRWNWB07XJ8C8F5 and 111-1234567-1234567-112-7654321-7654321"
    assert [mention.value for mention in find_identifiers(text)] == [
        "B08N5WRWNW",
        "B07XJ8C8F5",
        "111-1234567-1234567",
        "112-7654321-7654321",
    ]
    assert [mention.value for mention in glued_ids(text)] == [("B08N5WRWNW", "B07XJ8C8F5"), ("111-1234567-1234567", "112-7654321-7654321")]


PIECES = st.sampled_from(
    [
        "August",
        "14",
        ",",
        "2026",
        "may",
        "8/14/26",
        "140",
        "units",
        "one",
        "of",
        "the",
        "twelve",
        "$",
        "5",
        "%",
        "B08N5WRWNW",
        "111-1234567-1234567",
        "-",
        "and",
        "over",
        "a",
        "week",
        "\u200b",
        "’",
        "В",
        "é",
        "(",
        ")",
        '"',
        ".",
        "!",
        "\n",
        "\r\n",
        "case",
        "12345678901",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_finders_never_crash_and_spans_point_at_the_words(text: str) -> None:
    """Whatever the text, mentions are in order, do not overlap, and hold the words at their span."""
    place = 0
    for mention in (*find_mentions(text, DateOrder.DMY, "EUR"),):
        assert place <= mention.span[0] < mention.span[1] <= len(text)
        assert text[slice(*mention.span)] == mention.text
        assert isinstance(mention.kind, MentionKind)
        hash(mention)
        place = mention.span[1]
    folded = fold(text)
    assert fold(folded.text).text == folded.text or not text.isascii()
    for spans in (sentences(text), paragraphs(text), clauses(text)):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert list(spans) == sorted(spans)
    assert count_words(text) >= 0
    assert reading_grade(text) >= 0.0
    mask_facts(text)
    masked, tokens = mask(text, {"one": "name"})
    assert unmask(masked, tokens) == text
    cut = cut_at_clause(text, 5)
    assert text.strip().startswith(cut)
    assert count_words(cut) <= 5


HOSTILE = {
    "digits": "1",
    "commas": "1,",
    "months": "August 3, ",
    "bare months": "August ",
    "spaces": " ",
    "lines": "\n ",
    "words": "twenty-one hundred and ",
    "runs": "B08N5WRWNW",
    "orders": "111-1234567-1234567-",
    "mails": "a@",
    "dots": "A.",
    "brackets": "((",
    "clauses": "a, which and checked it ",
    "invisible": "\u200b",
    "accents": "\u0301",
    "mixed scripts": "\u0412a",
    "cases": "case 123456789, ",
    "streets": "1 Main Main ",
    "quotes": '"',
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_take_linear_time(piece: str) -> None:
    """200 kB of the same nothing is read in seconds by everything that reads text."""
    text = (piece * 200_000)[:200_000]
    began = time.process_time()
    find_mentions(text, DateOrder.MDY, "USD")
    count_words(text)
    sentences(text)
    cut_at_clause(text, 20)
    mask(text)
    mask_facts(text)
    assert time.process_time() - began < 12


def test_a_removal_reference_in_blocks_is_an_identifier_though_it_ends_in_letters() -> None:
    """The label and a block of capitals and digits make a reference; a day of a month makes none."""
    text = "Removal order 3Q8-JLK and removal order 9X7-ABC are closed; the shipment 12-OCT is not, nor is removal order two-way."
    assert [one.text for one in find_mentions(text, DateOrder.MDY, "USD") if one.kind is MentionKind.IDENTIFIER] == [
        "3Q8-JLK",
        "9X7-ABC",
    ]
