"""Word files, written: real structure, no trace of the machine, the same bytes every time."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from datetime import date
from typing import TYPE_CHECKING

import docx
import pytest
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from escalate_ai import DraftError
from escalate_ai.reading.documents import read_document
from escalate_ai.word.comments import Remark, comment
from escalate_ai.word.elements import W, made, under
from escalate_ai.word.filling import fill, only_known, placeholders
from escalate_ai.word.opening import Paper, blank, opened
from escalate_ai.word.saving import About, save, save_copy
from escalate_ai.word.writing import bullets, heading, numbered, paragraph, table

if TYPE_CHECKING:
    from docx.document import Document

DAY = date(2026, 11, 20)


def written() -> bytes:
    """Give a document with one of everything."""
    document = blank(Paper.A4)
    heading(document, "Questions", level=0)
    heading(document, "Part one", level=1)
    paragraph(document, "Dana Whitfield\nOwner & <b>")
    numbered(document, ["When?", "Where?"])
    heading(document, "Part two", level=2)
    numbered(document, ["Who?"])
    bullets(document, ["Invoice 4471"])
    table(document, [["Question", "Answer"], ["Since when?"]], widths=(60, 100), head=True)
    return save(document, About("Questions", "Alder Creek Kitchen", DAY))


def parts(data: bytes) -> dict[str, bytes]:
    """Give the parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def png() -> bytes:
    """Give a small picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x20\x40\x80" * 8 for _ in range(4)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 4, 8, 2, 0, 0, 0)) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def packed(document: Document) -> bytes:
    """Give a document's bytes as another program would save them."""
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_the_same_words_are_the_same_bytes() -> None:
    """Time stamps, order and properties come from what was given, never from the clock."""
    assert written() == written()
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_are_the_given_ones_and_no_program_is_named() -> None:
    """Author, title and day stand in the file, and nothing of the machine or of python-docx."""
    data = written()
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("Alder Creek Kitchen", "Alder Creek Kitchen", "Questions")
    assert properties.created is not None
    assert properties.created.date() == DAY
    assert b"python-docx" not in b"".join(parts(data).values())
    assert not any(name.endswith((".jpeg", ".jpg")) for name in parts(data))


def test_headings_and_lists_are_real() -> None:
    """Word sees headings by style and lists by number, and each numbered list begins at 1."""
    document = docx.Document(io.BytesIO(written()))
    styles = [held.style.name for held in document.paragraphs if held.style is not None]
    assert styles[:2] == ["Title", "Heading 1"]
    numbers = [mark.get(f"{W}val") for held in document.paragraphs for mark in under(held).findall(f"{W}pPr/{W}numPr/{W}numId")]
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 3
    overridden = re.findall(rb'<w:startOverride w:val="1"/>', parts(written())["word/numbering.xml"])
    assert len(overridden) == 2


def test_a_table_keeps_its_head_on_every_page_and_fills_short_rows() -> None:
    """The first row is marked as the head; a missing cell is empty."""
    drawn = docx.Document(io.BytesIO(written())).tables[0]
    assert [cell.text for row in drawn.rows for cell in row.cells] == ["Question", "Answer", "Since when?", ""]
    assert under(drawn.rows[0]).find(f"{W}trPr/{W}tblHeader") is not None


def test_a_line_feed_is_a_line_break_and_no_character_breaks_the_file() -> None:
    """Signatures stay one paragraph; what XML cannot hold becomes a space."""
    document = blank()
    paragraph(document, "A\nB\x01\ud800\ufffe")
    read = docx.Document(io.BytesIO(save(document)))
    assert read.paragraphs[0].text == "A\nB   "


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=6))
def test_any_text_can_be_written_and_read(texts: list[str]) -> None:
    """Whatever a client typed, the file opens again with as many paragraphs."""
    document = blank()
    for text in texts:
        paragraph(document, text)
    assert len(docx.Document(io.BytesIO(save(document))).paragraphs) == len(texts)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 torn", b"%PDF-1.4", b"plain words"])
def test_what_is_no_word_file_is_one_clear_error(data: bytes) -> None:
    """A damaged or foreign file is named, not crashed over."""
    with pytest.raises(DraftError, match=r"no Word document"):
        opened(data, "letter.docx")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """A small file that unpacks to hundreds of megabytes is not opened."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 120_000_000)
    with pytest.raises(DraftError, match="unpacks to"):
        opened(data.getvalue(), "bomb.docx")


# ---------------------------------------------------------------- templates


def template(*runs: str, footer: str = "") -> Document:
    """Give a template with a picture in its header and one paragraph of these runs."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png()), width=Mm(20))
    document.sections[0].footer.paragraphs[0].text = footer
    held = document.add_paragraph()
    for run in runs:
        held.add_run(run).font.size = Pt(13)
    return document


def test_a_placeholder_torn_into_runs_is_filled() -> None:
    """Word cuts `{{subject}}` into several runs; its words are put where it began, in its look."""
    document = template("Re: {", "{ sub", "ject", " }} of {{day}}", footer="{{day}}")
    assert [held.name for held in placeholders(document)] == ["subject", "day", "day"]
    fill(document, {"subject": "One & two", "day": "November 20, 2026"}, {})
    assert document.paragraphs[-1].text == "Re: One & two of November 20, 2026"
    assert document.sections[0].footer.paragraphs[0].text == "November 20, 2026"
    assert document.paragraphs[-1].runs[0].font.size == Pt(13)


def test_header_footer_and_picture_of_a_template_stay() -> None:
    """Filling changes the placeholders and nothing else."""
    document = template("{{letter}}", footer="Calloway Ltd.")
    fill(document, {}, {"letter": lambda held: [paragraph(held, "Dear team,"), *bullets(held, ["One", "Two"])]})
    data = save(document)
    read = docx.Document(io.BytesIO(data))
    assert [held.text for held in read.paragraphs][-3:] == ["Dear team,", "One", "Two"]
    assert read.sections[0].footer.paragraphs[0].text == "Calloway Ltd."
    assert any(name.startswith("word/media/") for name in parts(data))
    assert {run.font.size for held in read.paragraphs[-3:] for run in held.runs} == {Pt(13)}


def test_a_template_without_lists_gets_them() -> None:
    """Bullets are real in a template that has no numbering part at all."""
    document = template("{{letter}}")
    numbering = document.part.part_related_by("http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering")
    for ident in [ident for ident, rel in document.part.rels.items() if rel.target_part is numbering]:
        del document.part.rels[ident]
    fill(document, {}, {"letter": lambda held: bullets(held, ["One"])})
    assert b"4E5A0001" in parts(save(document))["word/numbering.xml"]


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        (("{{leter}}",), "did you mean 'letter'"),
        (("no placeholder",), "has no placeholder; write {{letter}}"),
        (("words before {{letter}}",), "give it a paragraph without other words"),
    ],
)
def test_a_template_that_cannot_be_filled_says_why(runs: tuple[str, ...], told: str) -> None:
    """An unknown name names the nearest; none at all and a crowded one say what to do."""
    with pytest.raises(DraftError) as caught:
        only_known(template(*runs), "house.docx", ("letter", "date"), ("letter",))
    assert told in str(caught.value)
    assert "house.docx" in str(caught.value.where)


# ---------------------------------------------------------------- comments


def ranges(document: Document) -> list[tuple[str, str]]:
    """Give each comment's words in the body, and what it says."""
    spoken: dict[str, str] = {}
    running: set[str] = set()
    for element in under(document).iter():
        ident = element.get(f"{W}id") or ""
        if element.tag == f"{W}commentRangeStart":
            running.add(ident)
            spoken[ident] = ""
        elif element.tag == f"{W}commentRangeEnd":
            running.discard(ident)
        elif element.tag == f"{W}t":
            for open_one in running:
                spoken[open_one] += element.text or ""
    return [(spoken[str(said.comment_id)], said.text) for said in document.comments]


def commented(document: Document, *wanted: str) -> Document:
    """Put a comment at each of these words of a document's own text, and give it as it opens again."""
    text = read_document(packed(document), "letter.docx").text
    remarks = [Remark(text.index(words), text.index(words) + len(words), f"on {words}") for words in wanted]
    assert comment(document, text, remarks, DAY) == len(wanted)
    return docx.Document(io.BytesIO(save_copy(document)))


def test_a_comment_stands_at_its_words_over_several_runs() -> None:
    """Runs are cut where a remark begins and ends; words and looks stay."""
    document = docx.Document()
    held = document.add_paragraph()
    held.add_run("We beg")
    held.add_run(" you to ").bold = True
    held.add_run("reinstate us. We beg to differ.")
    document.add_paragraph("A second one", style="List Bullet")
    before = [one.text for one in document.paragraphs]
    read = commented(document, "We beg you", "beg you to re", "second")
    assert ranges(read) == [("We beg you", "on We beg you"), ("beg you to re", "on beg you to re"), ("second", "on second")]
    assert [one.text for one in read.paragraphs] == before
    assert [run.text for run in read.paragraphs[0].runs if run.bold] == [" you", " to "]


def test_a_comment_bears_our_initials_and_the_given_day() -> None:
    """No clock and no user of the machine stands in a comment."""
    document = docx.Document()
    document.add_paragraph("One word")
    (said,) = commented(document, "word").comments
    assert (said.author, said.initials) == ("escalate-ai", "EA")
    assert said.timestamp is not None
    assert said.timestamp.date() == DAY


def test_comments_skip_deleted_words_and_stand_in_inserted_ones() -> None:
    """What a tracked change took away carries no comment; what it put in does."""
    document = docx.Document()
    held = document.add_paragraph("We ask ")
    gone, new = held.add_run("kindly "), held.add_run("plainly for it.")
    for run, tag in ((gone, "del"), (new, "ins")):
        change = made(under(held), tag, id="9", author="R")
        under(run).addprevious(change)
        change.append(under(run))
    for words in under(gone).findall(f"{W}t"):
        words.tag = f"{W}delText"
    assert ranges(commented(document, "ask plainly")) == [("ask plainly", "on ask plainly")]


def test_words_in_a_table_and_repeated_lines_are_told_apart() -> None:
    """Cells carry comments, and of two like lines the right one does."""
    document = docx.Document()
    document.add_paragraph("Yes")
    drawn = document.add_table(1, 2)
    drawn.cell(0, 0).text, drawn.cell(0, 1).text = "Cause", "No receipt was kept"
    document.add_paragraph("Yes")
    text = read_document(packed(document), "letter.docx").text
    last = text.rindex("Yes")
    at = text.index("receipt")
    comment(document, text, [Remark(last, last + 3, "second"), Remark(at, at + 7, "cell")], DAY)
    assert ranges(document) == [("Yes", "second"), ("receipt", "cell")]
    assert under(document.paragraphs[-1]).find(f"{W}commentRangeStart") is not None


def test_a_remark_on_words_that_are_not_there_goes_to_the_nearest() -> None:
    """What stands in no paragraph of the body is told at the words beside it; an empty document takes none."""
    document = docx.Document()
    document.add_paragraph("Dear team,")
    assert comment(document, "From the header\n\nDear team,", [Remark(0, 4, "far")], DAY) == 1
    assert ranges(document) == [("D", "far")]
    assert comment(docx.Document(), "words", [Remark(0, 5, "none")], DAY) == 0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("ab .-\t", min_size=1, max_size=12), min_size=1, max_size=6), st.data())
def test_a_comment_never_changes_a_word(texts: list[str], data: st.DataObject) -> None:
    """Wherever remarks fall, the document says what it said."""
    document = docx.Document()
    held = document.add_paragraph()
    for text in texts:
        held.add_run(text)
    said = held.text
    places = st.integers(0, len(said))
    spans = [sorted((data.draw(places), data.draw(places))) for _ in range(3)]
    comment(document, said, [Remark(start, end, "x") for start, end in spans], DAY)
    assert held.text == said
