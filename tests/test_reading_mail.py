"""Facts about reading mails: which words are the mail's, who wrote what in it, what hangs on it, and what is refused."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest
from document_kit import docx
from message_kit import message, msg

from escalate_ai.errors import DraftError
from escalate_ai.policy import default_policy
from escalate_ai.reading.bodies import bare_name
from escalate_ai.reading.document import Document
from escalate_ai.reading.documents import read_document
from escalate_ai.reading.formats import Format
from escalate_ai.terms import Whose

NOTICE = "Hello,\n\nYour account has been deactivated.\n\nSeller Performance Team\n"


def mail(body: str = "", *, sender: str = "Jane <jane@northwind.example>", sent: str = "Wed, 06 May 2026 10:00:00 +0200") -> EmailMessage:
    """Give a mail with this text."""
    made = EmailMessage()
    made["From"], made["To"], made["Date"], made["Subject"] = sender, "desk@agency.example", sent, "Our plan"
    if body:
        made.set_content(body)
    return made


def read(made: EmailMessage | bytes) -> Document:
    """Read a mail."""
    return read_document(made if isinstance(made, bytes) else made.as_bytes(), "m.eml")


def refusal(data: bytes) -> str:
    """Give the one message with which these bytes are refused."""
    with pytest.raises(DraftError) as caught:
        read_document(data, "m.eml")
    return caught.value.message


def test_a_mail_tells_who_when_and_what_about() -> None:
    """The header's sender, day and subject stand beside the text; the day is the one written there, in its own zone."""
    document = read(mail("We ship late.\n", sent="Tue, 05 May 2026 23:30:00 -0700"))
    assert document.format is Format.MAIL
    assert (document.sender, document.sent_on, document.subject) == ("Jane <jane@northwind.example>", date(2026, 5, 5), "Our plan")
    assert document.text.strip() == "We ship late."
    assert document.stretches == ()


def test_plain_text_is_preferred_unless_it_is_empty() -> None:
    """Of two wordings the plain one is read, unless it says nothing or only that there is a page."""
    both = mail("The plain words of this mail are long enough to be the mail itself, and no stub.\n")
    both.add_alternative("<p>The page</p>", subtype="html")
    assert "plain words" in read(both).text
    stub = mail("View this mail in a browser.\n")
    stub.add_alternative(
        "<html><body><h1>Plan</h1><p>The page of this mail, with all that it has to say.</p></body></html>", subtype="html"
    )
    assert read(stub).text == "# Plan\n\nThe page of this mail, with all that it has to say."


def test_charsets_and_flowed_lines() -> None:
    """Windows letters are read as such, and lines broken only to fit are joined."""
    head = b"MIME-Version: 1.0\nFrom: a@b.example\nContent-Type: text/plain; charset=%s\nContent-Transfer-Encoding: 8bit\n\n%s"
    assert "Café – “x”" in read(head % (b"windows-1252", "Café – “x”".encode("cp1252"))).text
    assert "Café" in read(head % (b"no-such-thing", "Café".encode("cp1252"))).text
    assert read(head % (b"us-ascii; format=flowed", b"one \ntwo\n> a \n> b\n")).text == "one two\n> a b"


def test_attachments_are_taken_with_bare_names() -> None:
    """Files that hang on a mail come with their bytes, under names without folders; equal names are told apart."""
    made = mail("See attached.\n")
    data = docx("x")
    for name in ("plan.docx", "../../plan.docx", "C:\\temp\\plan.docx"):
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    enclosed = read(made).enclosed
    assert [one.name for one in enclosed] == ["plan.docx", "plan (2).docx", "plan (3).docx"]
    assert all(one.data == data for one in enclosed)


@pytest.mark.parametrize(
    "written", ["../../etc/passwd", "a/b\\c", "..", ".", "", "con.txt", "a\x00b", "x" * 400 + ".pdf", "/", "nul", "a:b|c?.txt"]
)
def test_no_name_leads_anywhere(written: str) -> None:
    """Whatever a mail calls a file, its name is bare, short and no system's own."""
    name = bare_name(written, 1)
    assert name
    assert not set(name) & set('/\\\x00:|?*<>"')
    assert name not in {".", ".."}
    assert len(name) <= 120
    assert name.partition(".")[0].lower() not in {"con", "nul"}


def test_three_hundred_attachments_are_told() -> None:
    """More files than the policy takes are said to be more, quickly."""
    made = mail("Everything.\n")
    for number in range(300):
        made.add_attachment(b"x", maintype="application", subtype="pdf", filename=f"{number}.pdf")
    start = time.process_time()
    document = read(made)
    assert time.process_time() - start < 2
    assert len(document.enclosed) == default_policy().files.enclosed_count
    assert any("300 files" in told for told in document.unread)


def test_a_mail_inside_is_a_stretch_with_its_own_day() -> None:
    """A forwarded notice that hangs on a mail is Amazon's, of the day Amazon sent it."""
    made = mail("Please see.\n")
    inner = mail(NOTICE, sender="Amazon <seller-performance@amazon.co.uk>", sent="Mon, 04 May 2026 08:00:00 +0000")
    made.add_attachment(inner)
    document = read(made)
    (stretch,) = [one for one in document.stretches if one.sender]
    assert (stretch.whose, stretch.sent_on) == (Whose.AMAZON, date(2026, 5, 4))
    assert "deactivated" in document.text[stretch.start : stretch.end]
    assert document.own.strip() == "Please see."
    assert "Please see" not in document.notice
    assert "deactivated" in document.notice


def test_a_mail_from_amazon_is_amazons_but_for_what_it_quotes() -> None:
    """A mail whose sender is Amazon is Amazon's words; the seller's mail that it quotes is the seller's."""
    text = f"{NOTICE}\nOn Mon, May 4, 2026 at 9:00 AM Jane <desk@agency.example> wrote:\n> We stopped selling B08N5WRWNW.\n"
    document = read(mail(text, sender="sp@amazon.com"))
    assert document.whose(0) is Whose.AMAZON
    assert document.whose(document.text.index("We stopped")) is Whose.SELLER
    assert "We stopped selling B08N5WRWNW." in document.own
    assert "deactivated" not in document.own


def test_a_buyer_behind_amazons_relay_is_somebody_else() -> None:
    """Buyers write through an address of the marketplace, and are not Amazon."""
    text = "See below.\n\nOn Mon, May 4, 2026 at 9:00 AM Bo <x1y2@marketplace.amazon.com> wrote:\n> Where is my parcel?\n"
    document = read(mail(text))
    assert [stretch.whose for stretch in document.stretches] == [Whose.OTHER]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"MIME-Version: 1.0\nFrom: a@b.example\n\n", "empty"),
        (b"MIME-Version: 1.0\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\n", "encrypted"),
        (b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 3000 + b"From: a\n\nx", "too"),
    ],
    ids=["empty", "encrypted", "nested 3,000 deep"],
)
def test_mails_that_cannot_be_read_say_why(data: bytes, words: str) -> None:
    """An empty mail, an encrypted one, and mails without end inside one another each have one message."""
    start = time.process_time()
    assert words in refusal(data)
    assert time.process_time() - start < 2


def test_mails_in_mails_are_opened_so_deep_and_no_deeper() -> None:
    """What lies deeper than the policy opens is said to be unread."""
    document = read(b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 15 + b"MIME-Version: 1.0\nFrom: a@b.example\n\nDeep words")
    assert any("deep" in told for told in document.unread)
    assert "Deep words" not in document.text


# ---------------------------------------------------------------- Outlook


def test_an_outlook_message_is_read_like_a_mail() -> None:
    """Sender, day, text, files and the mail inside come from the compound file."""
    inner = message(
        subject="Notice",
        sender="Seller Performance",
        address="sp@amazon.com",
        body=NOTICE,
        top=False,
        submitted=datetime(2026, 5, 4, tzinfo=UTC),
    )
    data = msg(
        subject="Plan",
        sender="Jane",
        address="jane@northwind.example",
        to="desk@agency.example",
        body="Our plan follows.\r\n",
        submitted=datetime(2026, 5, 5, 10, tzinfo=UTC),
        attachments=(("..\\..\\invoice.pdf", b"x" * 9000), ("notice", inner)),
    )
    document = read_document(data, "m.msg")
    assert (document.format, document.sender, document.sent_on) == (Format.OUTLOOK, "Jane <jane@northwind.example>", date(2026, 5, 5))
    assert [(one.name, len(one.data)) for one in document.enclosed] == [("invoice.pdf", 9000)]
    assert document.own.strip() == "Our plan follows."
    assert [(stretch.whose, stretch.sent_on) for stretch in document.stretches if stretch.sender] == [(Whose.AMAZON, date(2026, 5, 4))]


def test_an_outlook_message_with_a_page_and_a_header() -> None:
    """Where there is no plain text the page is read; the header's own date is preferred, and its address."""
    page = "<html><head><meta charset=utf-8></head><body><h1>Plan</h1><p>Café</p></body></html>".encode()
    data = msg(
        sender="Jane",
        page=page,
        headers="From: Jane <jane@n.example>\r\nDate: Tue, 05 May 2026 23:30:00 -0700\r\n",
        submitted=datetime(2026, 5, 6, tzinfo=UTC),
    )
    document = read_document(data, "m.msg")
    assert document.text == "# Plan\n\nCafé"
    assert (document.sender, document.sent_on) == ("Jane <jane@n.example>", date(2026, 5, 5))


def test_compound_files_that_are_no_message_are_named() -> None:
    """An empty or cut message, an old Word document, a spreadsheet and a locked document each say what they are."""
    whole = msg(body="Some words of a plan that was sent.")
    assert "empty" in refusal(msg(subject="x"))
    assert "damaged" in refusal(whole[:700] + b"__properties_version1.0".decode().encode("utf-16-le"))
    for stream, words in (("WordDocument", ".docx"), ("Workbook", "spreadsheet"), ("EncryptedPackage", "password")):
        assert words in refusal(msg_of(stream))


def msg_of(stream: str) -> bytes:
    """Give the first bytes of a compound file that names this stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream.encode("utf-16-le")
