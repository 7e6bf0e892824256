"""Words, sentences, clauses, masking, similarity and phrase lists."""

from __future__ import annotations

import pytest

from escalate_ai.errors import PolicyError
from escalate_ai.text.clauses import clauses, cut_at_clause
from escalate_ai.text.folding import fold
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.masking import mask, unmask
from escalate_ai.text.reading import reading_grade, syllables_of
from escalate_ai.text.similarity import mask_facts, shared_runs, shingle_share
from escalate_ai.text.words import count_words, paragraphs, sentences


def test_dates_identifiers_and_titles_are_one_word_each() -> None:
    """The contract's words: a date, an identifier, a document title count once, a dash alone not at all."""
    text = "On August 14, 2026 we sent - the receiving  checklist for B08N5WRWNW\u2014again."
    assert count_words(text, ["Receiving checklist"]) == 9
    assert count_words("") == 0


def test_sentences_end_where_a_reader_ends_them() -> None:
    """Abbreviations, dates, decimals and list numbers end no sentence; bullets and lines that stand alone do."""
    text = (
        "Dear Mr. Smith,\n\nWe bought from Harbor Supply Co. on Aug. 14, 2026. The rate was 0.3%, e.g. No. 3 of the U.S. store.\n"
        "- First bullet. With two\n- Second\n1. Root cause\nIn the U.S. We sell."
    )
    assert [text[a:b] for a, b in sentences(text)] == [
        "Dear Mr. Smith,",
        "We bought from Harbor Supply Co. on Aug. 14, 2026.",
        "The rate was 0.3%, e.g. No. 3 of the U.S. store.",
        "First bullet.",
        "With two",
        "Second",
        "Root cause",
        "In the U.S.",
        "We sell.",
    ]


def test_a_wrapped_line_goes_on() -> None:
    """A long line without a mark at its end is one sentence with the next."""
    text = "We removed all of the units from sale on the same day and had\r\nthem returned to the warehouse.\r\n\r\nThank you."
    assert len(sentences(text)) == 2
    assert [text[a:b][:2] for a, b in paragraphs(text)] == ["We", "Th"]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Removed all 140 units from sale and had them returned from the center", 8, "Removed all 140 units from sale"),
        (
            "On May 6, 2026 we closed the account and locked its record, which nobody else can reopen",
            12,
            "On May 6, 2026 we closed the account and locked its record",
        ),
        (
            "We removed and destroyed the damaged and returned units, and we refunded all 38 buyers",
            10,
            "We removed and destroyed the damaged and returned units",
        ),
        (
            "Checks are logged (see the sheet) and signed by the lead; the owner reads them",
            12,
            "Checks are logged (see the sheet) and signed by the lead",
        ),
        (
            "The lead, who signs each sheet, checks every pallet, and the buyer files it",
            11,
            "The lead, who signs each sheet, checks every pallet",
        ),
        (
            "Trained all six packers on the new list: open the carton, compare the code, and sign",
            10,
            "Trained all six packers on the new list",
        ),
        ("Orders ship the same day. The lead counts them each evening before the carrier comes", 6, "Orders ship the same day."),
        ("Short enough", 5, "Short enough"),
        (
            "Since September 1, 2026 each return is opened by a second person, graded against the guide, and only then offered again",
            14,
            "Since September 1, 2026 each return is opened by a second person",
        ),
    ],
)
def test_cuts_at_the_end_of_a_clause(text: str, words: int, expected: str) -> None:
    """The longest run of whole clauses that fits and stands alone is kept."""
    assert cut_at_clause(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No unit is listed before the invoice is matched to its order", 5),
        ("No unit is listed until the invoice is matched to its order", 5),
        ("We refuse deliveries if the invoice is missing or does not match", 5),
        ("We listed the units without matching the invoices to the brand", 5),
        ("Checked invoices, receipts, and signed contracts of all suppliers", 4),
        ("We review both the invoice and signed slips of every supplier", 5),
        ("After we closed the account and locked its record, nobody could buy", 6),
        ("The buyer, who signs each sheet, checks every invoice", 3),
        ("We checked the cartons, but did not open a single one of them", 5),
        ("Audit the invoices of every listed ASIN on the first Monday", 8),
        ("We wrote and posted the new procedure for all packers", 3),
    ],
)
def test_does_not_cut_in_a_thought(text: str, words: int) -> None:
    """Where the rest limits, denies or completes what stands before it, there is no cut."""
    assert cut_at_clause(text, words) == ""


def test_clauses_of_a_sentence() -> None:
    """Clauses come in order, without what joins them."""
    text = "We closed the account, which took a day, and locked its record because it was old"
    assert [text[a:b] for a, b in clauses(text)] == [
        "We closed the account",
        "which took a day",
        "locked its record",
        "because it was old",
    ]


def test_reading_grade_tells_easy_from_hard() -> None:
    """Plain words read low, a contract's words high, and names and dates weigh nothing."""
    easy = "We closed the account. We told the staff why."
    hard = "Notwithstanding aforementioned obligations, procurement methodology necessitated comprehensive reconsideration of verification."
    assert reading_grade(easy) < 5
    assert reading_grade(hard) > 15
    assert reading_grade("") == 0.0
    assert [syllables_of(word) for word in ("cat", "invoice", "removed", "verification", "same-day")] == [1, 2, 2, 5, 2]


def test_masking_takes_contact_data_and_leaves_facts() -> None:
    """Mail, phone, card, account, address and given names go and come back; order ids, ASINs and dates stay."""
    text = (
        "Dana Whitfield, dana@northwind.example, +1 555 010 0100, (555) 010-2345, 123 Main Street, Springfield, IL 62701, "
        "4111 1111 1111 1111, DE89 3704 0044 0532 0130 00. Order 111-1234567-1234567, B08N5WRWNW, 8/14/26, \u27e6email-1\u27e7."
    )
    masked, tokens = mask(text, {"Dana Whitfield": "name"})
    for private in ("Dana", "northwind", "555", "Main", "4111", "DE89"):
        assert private not in masked
    for fact in ("111-1234567-1234567", "B08N5WRWNW", "8/14/26"):
        assert fact in masked
    assert unmask(masked, tokens) == text
    assert unmask("\u27e6phone-9\u27e7", tokens) == "\u27e6phone-9\u27e7"


def test_a_copied_plan_is_told_from_another() -> None:
    """New dates, counts and letterhead do not hide a copy."""
    plan = (
        "Seller ID: A2X9KQ4T7LMNOP\nWe bought 140 units on August 14, 2026 and listed them without checking the invoice against its list."
    )
    copy = plan.replace("140", "three").replace("August 14, 2026", "May 3").replace("A2X9KQ4T7LMNOP", "A9")
    other = "Our packers printed labels after the carrier had left, so orders shipped a day late in every week of June."
    assert shingle_share(copy, plan) == 1.0
    assert shingle_share(other, plan) < 0.1
    assert shared_runs(copy, [other, plan]) == 1.0
    assert shared_runs(other, [plan]) == 0.0
    assert shingle_share("two words", plan) == 0.0
    assert mask_facts("Delta Surplus may ship 5 units on May 3", ["Delta Surplus"]) == "x may ship 0 units on 0 0"


def test_folding_keeps_the_way_back() -> None:
    """Marks are dropped, look-alikes mapped, and places lead back to the original."""
    text = "A\u200bSIN \u041208N5WRWNW \u2019s cafe\u0301 ok"
    folded = fold(text)
    assert folded.text == "ASIN B08N5WRWNW 's caf\u00e9 ok"
    start = folded.text.index("caf\u00e9")
    first, last = folded.span(start, start + 4)
    assert text[first:last] == "cafe\u0301"
    assert fold("plain").text == "plain"
    assert fold("\u043c\u0438\u0440").text == "\u043c\u0438\u0440"


LIST = """
verified_on = 2026-11-23
source = "invented for this test"
[[entry]]
phrases = ["save our|my business", "beg* you", "please ... reconsider", "double-check everything", "do not? worry"]
category = "plea"
unless = ["beg* you to differ"]
unless_near = ["worry beads"]
weight = 3
[[entry]]
regex = '\\bfoo{1,3}\\b'
category = "other"
"""


def test_a_phrase_list_finds_its_phrases() -> None:
    """Wildcards, alternatives, gaps, optional words, hyphens and regexes match; exceptions keep silent; typography does not matter."""
    lexicon = Lexicon.from_toml(LIST)
    text = (
        "Please, dear sir, do reconsider. I\u2019m begging  you. I beg you to differ. Save my\nbusiness. "
        "Doublecheck everything; do worry, fooo"
    )
    hits = lexicon.find(text)
    assert [hit.text for hit in hits] == [
        "Please, dear sir, do reconsider",
        "begging  you",
        "Save my\nbusiness",
        "Doublecheck everything",
        "do worry",
        "fooo",
    ]
    assert all(text[slice(*hit.span)] == hit.text for hit in hits)
    assert hits[0].entry.fields == {"weight": 3}
    assert lexicon.find("do worry about the worry beads") == ()
    assert [hit.text for hit in lexicon.find(text, categories={"other"})] == ["fooo"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "verified_on = 2026-11-23\nsource = 'x'\n[[entry]]\ncategory = 'a'",
        "verified_on = 2026-11-23\nsource = 'x'\n[[entry]]\nphrase = '... no'\ncategory = 'a'",
        "verified_on = 'soon'\nsource = 'x'\n[[entry]]\nphrase = 'no'\ncategory = 'a'",
        "verified_on = 2026-11-23\nsource = 'x'\n[[entry]]\nphrases = 'no'\ncategory = 'a'",
    ],
)
def test_a_broken_list_says_so(text: str) -> None:
    """A file that is no phrase list is an error with its name."""
    with pytest.raises(PolicyError, match=r"cues\.toml"):
        Lexicon.from_toml(text, "cues")
