"""Facts about telling who wrote what: quoted and forwarded mails, pasted notices, and what is the seller's own after all."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalate_ai.reading.documents import plain_document
from escalate_ai.reading.quoters import day_in, is_amazon
from escalate_ai.reading.quoting import stretches_of
from escalate_ai.terms import Whose

AMAZON = "Your account has been deactivated because of late shipments."
SELLER = "We changed the handling time on May 3, 2026."

SHAPES = {
    "Gmail": "{s}\n\nOn Tue, May 5, 2026 at 10:12 AM Seller Performance <sp@amazon.com> wrote:\n> {a}\n> Regards\n",
    "Gmail, wrapped": "{s}\n\nOn Tue, May 5, 2026 at 10:12 AM Amazon Seller Performance\n<sp@amazon.com> wrote:\n\n> {a}\n",
    "Gmail, forwarded": (
        "{s}\n\n---------- Forwarded message ---------\nFrom: Seller Performance <sp@amazon.com>\nDate: Tue, May 5, 2026 at 10:12 AM\n"
        "Subject: Notice\nTo: <j@n.example>\n\n{a}\n"
    ),
    "Outlook": "{s}\n\nFrom: Seller Performance <sp@amazon.co.uk>\nSent: Tuesday, May 5, 2026 10:12 AM\nTo: Jane\nSubject: Notice\n\n{a}\n",
    "Outlook, German": "{s}\n\nVon: Amazon <sp@amazon.de>\nGesendet: Dienstag, 5. Mai 2026 10:12\nAn: Jane\nBetreff: Konto\n\n{a}\n",
    "Outlook, old": "{s}\n\n-----Original Message-----\nFrom: sp@amazon.com\nSent: 05 May 2026 10:12\nTo: Jane\nSubject: Notice\n\n{a}\n",
    "Apple": (
        "{s}\n\nBegin forwarded message:\n\nFrom: Amazon <sp@amazon.com>\nSubject: Notice\nDate: 5 May 2026 at 10:12:13 BST\n"
        "To: j@n.example\n\n{a}\n"
    ),
    "Apple, reply": "{s}\n\n> On 5 May 2026, at 10:12, Amazon <sp@amazon.com> wrote:\n> \n> {a}\n",
    "French": "{s}\n\nLe 5 mai 2026 à 10:12, Amazon <sp@amazon.fr> a écrit :\n> {a}\n",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_mails_inside_a_text_are_told_with_sender_and_day(shape: str) -> None:
    """However a mail program quotes or forwards, Amazon's words are Amazon's, of their own day, and the rest stays the seller's."""
    document = plain_document(shape.format(s=SELLER, a=AMAZON))
    assert document.whose(document.text.index(AMAZON)) is Whose.AMAZON
    assert document.whose(document.text.index(SELLER)) is Whose.SELLER
    (stretch, *_) = document.stretches
    assert "amazon" in stretch.sender.lower()
    assert stretch.sent_on == date(2026, 5, 5)
    assert document.own.strip() == SELLER or ">" in document.own
    assert AMAZON not in document.own
    assert len(document.own) == len(document.text)


@pytest.mark.parametrize(
    "shape",
    [
        '{s} They replied: "{a}" We then went on.',
        "{s}\n\nAmazon wrote:\n\n\u201cHello from Amazon Selling Partner Support,\n\n{a}\n\nRegards\u201d\n\n{s}",
        "{s}\n\nAmazon's response:\n{a}\n\nAfter that we changed it.",
        "{s}\n\nHello from Amazon Seller Performance,\n\n{a}\n\nThe Amazon Team\n\n{s}",
        "{s}\n\nThis is what they sent:\n\n> Hello,\n> {a}\n> Seller Performance\n\n{s}",
        "{s}\n\n> {a}\n",
    ],
)
def test_words_of_amazon_pasted_into_a_draft_are_not_the_sellers(shape: str) -> None:
    """Between quote marks, under a line that announces them, from greeting to signature, or behind marks."""
    document = plain_document(shape.format(s=SELLER, a=AMAZON))
    assert AMAZON not in document.own
    assert document.own.count(SELLER) == shape.count("{s}")
    assert document.whose(document.text.index(AMAZON)) is not Whose.SELLER


@pytest.mark.parametrize(
    "text",
    [
        "Dear Amazon Seller Performance Team,\n\nWe changed the handling time.\n\nKind regards,\nJane",
        "From: Northwind Trading\nTo: Seller Performance\nDate: May 3, 2026\nSubject: Appeal\n\nDear team,\nwe changed it.",
        "Root cause\n> We shipped late.\n> Nobody checked the setting.\n\nActions\n> We changed it.",
        "Amazon asked for:\n- invoices\n- a letter of authorization\n\nWe enclose both.",
        'Our supplier calls the product "genuine" and we believe it.',
        "Seller Performance wrote to us on May 3, 2026 and we answered the same day.",
        "We follow the rules of Amazon.com and of Seller Central.\n\nSeller Performance Team\n410 Terry Avenue",
    ],
)
def test_what_only_looks_like_a_quotation_stays_the_sellers(text: str) -> None:
    """A salutation, a letterhead, a list with arrows, a retelling and a single word in quote marks are the writer's own."""
    assert plain_document(text).own == text


def test_a_thread_knows_whom_amazon_writes_to() -> None:
    """In a thread, the one Amazon wrote to is the seller, so the mail below is the seller's again."""
    text = (
        "FYI\n\nFrom: Amazon <sp@amazon.com>\nSent: Tuesday, May 5, 2026\nTo: jane@n.example\nSubject: Notice\n\nDenied.\n\n"
        "From: Jane <jane@n.example>\nSent: Monday, May 4, 2026\nTo: Amazon\nSubject: Appeal\n\nWe changed it.\n\n"
        "From: Bo <bo@supplier.example>\nSent: Sunday, May 3, 2026\nTo: Jane\nSubject: Parts\n\nParts are late.\n"
    )
    document = plain_document(text)
    assert [document.whose(text.index(words)) for words in ("FYI", "Denied", "We changed", "Parts are")] == [
        Whose.SELLER,
        Whose.AMAZON,
        Whose.SELLER,
        Whose.OTHER,
    ]
    assert "We changed it." in document.own
    assert "Parts" not in document.own


def test_a_notice_by_itself_is_amazons_whole() -> None:
    """A text that is greeted and signed as Amazon does is Amazon's from its first word to its last."""
    for text in (f"Hello,\n\n{AMAZON}\n\nSincerely,\nSeller Performance Team\nAmazon.com\n", f"Hello from Amazon,\n\n{AMAZON}\n"):
        assert not plain_document(text).own.strip()
        assert plain_document(text).notice == text


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 05 May 2026 23:30:00 -0700", date(2026, 5, 5)),
        ("Tuesday, May 5, 2026 10:12 AM", date(2026, 5, 5)),
        ("5 May 2026 at 10:12:13 BST", date(2026, 5, 5)),
        ("2026-05-05T10:12:00Z", date(2026, 5, 5)),
        ("05.05.2026 10:12", date(2026, 5, 5)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_days_of_headers_are_read_in_many_styles(written: str, day: date | None) -> None:
    """The day is the one that is written, in whatever style and zone."""
    assert day_in(written) == day


def test_amazon_is_known_by_its_domains_alone() -> None:
    """Sub-domains of Amazon are Amazon; look-alikes and the relay of buyers are not."""
    assert all(map(is_amazon, ("a@amazon.com", "no-reply@sellers.amazon.co.uk", "X@AMAZON.DE")))
    assert not any(map(is_amazon, ("a@amazon.com.evil.example", "a@notamazon.com", "a@marketplace.amazon.de", "a@amazon", "amazon.com")))


@pytest.mark.parametrize(
    "flood",
    [
        'they said "' * 30000,
        "> a\n" * 90000,
        "-----Original Message-----\n" * 15000,
        "From: a\nSent: b\nTo: c\n" * 18000,
        "Amazon said:\n" * 28000,
        "hello from amazon\n" * 20000,
        "On 2 May 2026 a@b.c wrote:\n" * 14000,
        ">" * 400000,
    ],
)
def test_floods_of_quotation_marks_take_no_time(flood: str) -> None:
    """A text of nothing but beginnings of quotations is gone through in bounded time."""
    start = time.process_time()
    stretches_of(flood)
    assert time.process_time() - start < 3


PIECES = (
    *SHAPES.values(), "> x", ">> y", "", "On Mon, May 4, 2026 A wrote:", "Amazon said:", '"quoted words"', "Hello from Amazon",
    "The Amazon Team", "text", "-----Original Message-----",
)  # fmt: skip
LINES = st.lists(st.sampled_from(PIECES), max_size=12)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_stretches_lie_within_the_text_and_own_is_as_long(lines: list[str]) -> None:
    """Every stretch holds something, outer ones come before inner ones, and blanking moves nothing."""
    document = plain_document("\n".join(lines))
    for stretch in document.stretches:
        assert 0 <= stretch.start < stretch.end <= len(document.text)
    assert len(document.own) == len(document.text)
    assert all(own in {" ", told} for own, told in zip(document.own, document.text, strict=True))


def test_a_plan_sent_above_amazons_mail_is_the_sellers() -> None:
    """An answer that opens with a greeting and ends in Amazon's quoted signature is no notice from its first line on."""
    text = (
        "Hello,\n\nHere is our plan.\n\nRoot cause\n- We shipped 40 kettles without a check.\n\nMarta Veld\nVeld Kettles\n\n"
        "-----Original Message-----\nFrom: Seller Performance <seller-performance@amazon.com>\nSent: Friday, May 8, 2026 4:55 PM\n"
        "To: Marta Veld\nSubject: Your listing\n\nHello,\n\nWe removed your listing because a customer reported a fault.\n\n"
        "Regards,\nSeller Performance Team\nAmazon.com\n"
    )
    found = stretches_of(text)
    assert [(stretch.whose, text[stretch.start :].startswith("-----Original")) for stretch in found] == [(Whose.AMAZON, True)]
