"""Facts about reading any file: told by content, refused with one message, never a crash, and places that point at the words."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest
from document_kit import docx, notes, paragraph, run, table, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from message_kit import message, msg
from pdf_kit import Sheet, pdf

from escalate_ai.errors import DraftError
from escalate_ai.policy import default_policy
from escalate_ai.reading.document import BlockKind, Document
from escalate_ai.reading.documents import plain_document, read_document
from escalate_ai.reading.formats import INSTEAD, Format, format_of

MAIL = (
    b"Received: from a\r\nMIME-Version: 1.0\r\nFrom: Jane <jane@n.example>\r\nDate: Wed, 06 May 2026 10:00:00 +0200\r\n"
    b'Subject: =?utf-8?q?Caf=C3=A9?=\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
    b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
    b"Root cause\r\n- We shipped late.\r\n\r\nOn Tue, May 5, 2026 at 10:12 AM SP <sp@amazon.com> wrote:\r\n> Hello\r\n--b\r\n"
    b"Content-Type: message/rfc822\r\n\r\nFrom: b@c.example\r\nSubject: inner\r\n\r\ninner text\r\n--b\r\n"
    b'Content-Type: application/pdf; name="../x.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n'
)
PAGE = (
    b"<!doctype html><html><head><style>.x{display:none}</style></head><body><h1>Plan</h1><ul><li>One<li>Two</ul>"
    b"<table><tr><td>a<td>b</table>"
    b"<blockquote class=gmail_quote>Hello from Amazon</blockquote><p class=x>y</p></body></html>"
)
WORD = docx(
    paragraph("Plan", style="Heading1"),
    paragraph("We ", f'<w:ins w:id="1">{run("did")}</w:ins>', '<w:r><w:footnoteReference w:id="1"/></w:r>'),
    paragraph("one", listed=(1, 0)),
    table(["a", "b"]),
    more={"word/footnotes.xml": notes("footnote", "A note")},
)
FILES = {
    "txt": b'# Root cause\n\n- We shipped late.\n  Every day.\n\nAmazon wrote:\n\n"Send invoices."\n\n| a | b |\n',
    "docx": WORD,
    "pdf": pdf(Sheet().line("Plan", size=18).paragraph("We shipped late.", "Every day."), Sheet().scan(), image=bytes(10_000)),
    "eml": MAIL,
    "msg": msg(subject="Plan", sender="Jane", body="Words", attachments=(("a", b"x" * 5000), ("m", message(body="inner", top=False)))),
    "html": PAGE,
}  # fmt: skip


def fits(document: Document) -> None:
    """Hold a document against what every one promises: places within the text, in order, at words."""
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        at = block.end
        words = document.text[block.start : block.end]
        assert words == words.strip(" \t\r\n")
        assert block.kind is not BlockKind.HEADING or not words.startswith("# ")
    for stretch in document.stretches:
        assert 0 <= stretch.start < stretch.end <= len(document.text)
    assert len(document.own) == len(document.text)
    assert all(one.name and not set(one.name) & set("/\\\x00") for one in document.enclosed)


def test_each_format_is_read_whatever_its_name() -> None:
    """Content tells the format; a name is only what messages call a file."""
    formats = {name: read_document(data, "report.exe").format for name, data in FILES.items()}
    assert formats == {
        "txt": None,
        "docx": Format.WORD,
        "pdf": Format.PDF,
        "eml": Format.MAIL,
        "msg": Format.OUTLOOK,
        "html": Format.HTML,
    }
    for data in FILES.values():
        fits(read_document(data, "x"))


def test_a_plain_text_stays_as_it_is() -> None:
    """Not a character of a text file is changed; its structure points into it."""
    text = "PLAN OF ACTION\r\n\r\nRoot cause\r\n1) Late.\r\n   Wrapped.\r\n\t- deeper\r\n| a | b |\r\n|---|---|\r\nLast words\r\ngo on.\r\n"
    document = plain_document(text)
    assert document.text == text
    assert [(block.kind, block.level, text[block.start : block.end]) for block in document.blocks] == [
        (BlockKind.HEADING, 4, "PLAN OF ACTION"),
        (BlockKind.PARAGRAPH, 0, "Root cause"),
        (BlockKind.ITEM, 0, "Late.\r\n   Wrapped."),
        (BlockKind.ITEM, 1, "deeper"),
        (BlockKind.ROW, 0, "| a | b |"),
        (BlockKind.PARAGRAPH, 0, "Last words\r\ngo on."),
    ]


def test_marks_of_a_quotation_make_no_list() -> None:
    """Quoted lines are paragraphs; the same mark in front of the writer's own entries makes a list."""
    kinds = [block.kind for block in plain_document("On May 3, 2026 Bo <b@c.example> wrote:\n> Hello\n> you\n").blocks]
    assert BlockKind.ITEM not in kinds
    assert [block.kind for block in plain_document("> First\n> Second\n").blocks] == [BlockKind.ITEM, BlockKind.ITEM]


REFUSED = {
    Format.PROGRAM: b"MZ\x90\x00\x03\x00\x00\x00",
    Format.IMAGE: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    Format.RTF: b"{\\rtf1 Hello}",
    Format.ZIP: zipped({"plan.docx": WORD}),
    Format.ARCHIVE: b"7z\xbc\xaf\x27\x1c\x00\x04",
    Format.OLD_WORD: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
    Format.LOCKED: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    Format.OFFICE: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    Format.SHEET: zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
    Format.SLIDES: zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}),
    Format.OPEN_TEXT: b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
    Format.MEDIA: b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00",
}


@pytest.mark.parametrize("kind", INSTEAD, ids=lambda kind: kind.name)
def test_what_is_not_read_is_named_with_what_to_do(kind: Format) -> None:
    """A program, a picture, an archive or another program's file is called what it is, under any name, and what to do is said."""
    with pytest.raises(DraftError) as caught:
        read_document(REFUSED[kind], "plan.docx")
    assert caught.value.message == f"the file is {kind}; {INSTEAD[kind]}"
    assert str(caught.value).startswith("plan.docx: ")


@pytest.mark.parametrize(
    "text", ["MZ is how it begins.", "BM Trading wrote", "From: Jane\nTo: Amazon\nSubject: x\n\nDear team", "ID3 tags", "%d"]
)
def test_texts_that_begin_like_something_else_are_texts(text: str) -> None:
    """A letter that opens with the first letters of another format is a letter."""
    assert format_of(text.encode()) is None
    assert plain_document(text).text == text


@pytest.mark.parametrize(("data", "words"), [(b"\xff\xfeH\x00", "UTF-16"), (b"a\x00b", "NUL"), (b"caf\xe9", "UTF-8")])
def test_texts_in_other_letters_are_refused_as_before(data: bytes, words: str) -> None:
    """UTF-16, NUL bytes and letters that are no UTF-8 are named with what to do."""
    with pytest.raises(DraftError, match=words):
        read_document(data, "plan.txt")


def test_an_empty_file_is_an_empty_text() -> None:
    """No bytes are no words and no crash."""
    assert read_document(b"", "plan.txt").text == ""


def test_a_document_of_too_many_characters_is_refused() -> None:
    """A document may hold more than is read word by word, but not without end."""
    files = default_policy().files
    few = default_policy().model_copy(update={"files": files.model_copy(update={"document_characters": 1000})})
    words = b"word word\n" * 500
    for data in (docx(*["word " * 100] * 10), b"<html>" + b"<p>word word</p>" * 500, words, b"MIME-Version: 1.0\n\n" + words):
        with pytest.raises(DraftError, match="characters"):
            read_document(data, "long", few)


def test_reading_loads_nothing_before_it_is_wanted() -> None:
    """Neither the package nor a plain text bring along lxml, PDFium or olefile."""
    code = "import sys, escalate_ai; from escalate_ai.reading.documents import read_document; read_document(b'x', 'x'); "
    code += "print([name for name in ('lxml', 'pypdfium2', 'olefile') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_two_hundred_pages_are_read_in_two_seconds() -> None:
    """A document of 200 pages, Word or PDF, is read in under two seconds of CPU, though it is too long to be read word by word."""
    words = "We reviewed each late order and found that the carrier collected parcels after the cut-off time on most weekdays. " * 3
    sheet = Sheet().paragraph(*[words[:90]] * 32)
    for data in (docx(*[paragraph(run(words))] * 1600), pdf(*[sheet] * 200)):
        start = time.process_time()
        document = read_document(data, "long")
        assert time.process_time() - start < 2
        assert len(document.text) > default_policy().files.text_characters


# ---------------------------------------------------------------- nothing crashes


def outcome(data: bytes) -> Document | str:
    """Read bytes; give the document, held against its promises, or the message of the refusal."""
    try:
        document = read_document(data, "any")
    except DraftError as error:
        return error.message
    fits(document)
    return document


FRONTS = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MIME-Version: 1.0\n", b"<html>")


@given(st.binary(max_size=400), st.sampled_from(FRONTS))
@settings(max_examples=300, deadline=None)
def test_no_bytes_crash_the_reader(data: bytes, front: bytes) -> None:
    """Any bytes, behind any format's first letters, come to a document or to one refusal."""
    outcome(front + data)


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_anywhere_is_read_or_refused(name: str) -> None:
    """A file that ends too early, wherever, comes to a document or to one refusal."""
    data = FILES[name]
    for end in range(0, len(data), max(1, len(data) // 60)):
        outcome(data[:end])


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_read_or_refused(name: str) -> None:
    """A file with bytes changed, doubled or dropped in any place comes to a document or to one refusal."""
    chance = random.Random(7)
    for _ in range(120):
        data = bytearray(FILES[name])
        for _ in range(chance.randint(1, 12)):
            place, size = chance.randrange(len(data)), chance.randint(1, 8)
            change = chance.choice((bytes([chance.randrange(256)]), b"", data[place : place + size] * 3, b"\xff\xff\xff\xff"))
            data[place : place + size] = change
            if not data:
                break
        outcome(bytes(data))


PIECES = (
    "<p>", "</p>", "<ul>", "<li>", "</li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<blockquote>", "</blockquote>", "<b>", "</b>",
    "<h2>", "</h2>", "<br>", "word", "Two words. ", "<pre>", "> x\n", "- y\n", "<div style='display:none'>", "</div>",
)  # fmt: skip
TAGS = st.lists(st.sampled_from(PIECES), max_size=40)


@given(TAGS)
@settings(max_examples=200, deadline=None)
def test_no_order_of_tags_crashes_the_page_reader(tags: list[str]) -> None:
    """However tags stand in and out of one another, what comes of it keeps its promises."""
    outcome(("<html><body>start" + "".join(tags)).encode())


NAMES = (
    "p", "ins", "del", "sdt", "sdtContent", "tbl", "tr", "tc", "r", "hyperlink", "moveFrom", "txbxContent", "pict", "footnoteReference",
)  # fmt: skip
PARTS = st.recursive(
    st.sampled_from(["a", "Words here. ", "\n"]).map(run),
    lambda inner: st.tuples(st.sampled_from(NAMES), st.lists(inner, max_size=4)).map(
        lambda pair: f"<w:{pair[0]}>{''.join(pair[1])}</w:{pair[0]}>"
    ),
    max_leaves=20,
)


@given(st.lists(PARTS, max_size=5))
@settings(max_examples=200, deadline=None)
def test_no_order_of_parts_crashes_the_word_reader(parts: list[str]) -> None:
    """However elements of a Word document stand in one another, what comes of it keeps its promises."""
    outcome(docx(*parts))


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_blocks_of_any_text_point_at_words(text: str) -> None:
    """Whatever a text holds, its blocks lie in order within it and begin and end with words."""
    document = plain_document(text)
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(text)
        at = block.end
    assert document.text == text
