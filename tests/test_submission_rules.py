"""SB rules: every bad example fires its rule alone, every good one fires none, and the readers of marks and places find what is there."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import RGBColor
from submission_kit import copied, outcome_in

from escalate_ai.ladder import brief_of
from escalate_ai.policy import Policy
from escalate_ai.reading.marks import NO_MARKS, Marks, marks_of
from escalate_ai.rules.catalogue import CATALOGUE
from escalate_ai.rules.running import check_letter, check_submission
from escalate_ai.rules.specimen import SPECIMEN_DAY, SPECIMEN_RUNG, specimen_case, specimen_sheet
from escalate_ai.rules.specimen_bundle import specimen_bundle
from escalate_ai.terms import Target
from escalate_ai.word.elements import made, under

if TYPE_CHECKING:
    from pathlib import Path

    from escalate_ai.findings import Report
    from escalate_ai.rules.rule import Example, Rule

POLICY = Policy.load()
RULES = tuple(rule for rule in CATALOGUE if Target.SUBMISSION in rule.targets)
BAD = [(rule, place) for rule in RULES for place in range(len(rule.bad))]
GOOD = [(rule, place) for rule in RULES for place in range(len(rule.good))]


def named(rows: list[tuple[Rule, int]]) -> list[str]:
    """Give the names of test rows."""
    return [f"{rule.code}-{place}" for rule, place in rows]


def report_on(example: Example) -> Report:
    """Check the specimen's bundle with an example laid over it; its letter is checked first."""
    letter = check_letter(specimen_sheet(example), brief_of(specimen_case(), SPECIMEN_DAY, POLICY, SPECIMEN_RUNG), POLICY)
    return check_submission(specimen_bundle(example, POLICY, letter_passed=letter.passed))


def test_every_submission_rule_has_two_examples_of_each_kind() -> None:
    """The eight codes are there, each with at least two bad and two good examples."""
    assert [rule.code for rule in RULES] == [f"SB60{place}" for place in range(1, 9)]
    assert all(len(rule.bad) >= 2 and len(rule.good) >= 2 for rule in RULES)


@pytest.mark.parametrize(("rule", "place"), BAD, ids=named(BAD))
def test_a_bad_bundle_fires_its_rule_and_no_other(rule: Rule, place: int) -> None:
    """Each offence is one finding with something to do."""
    found = report_on(rule.bad[place]).findings
    assert {finding.rule for finding in found} == {rule.code}
    for finding in found:
        assert finding.severity in rule.severities
        assert finding.message.endswith((".", "?"))
        assert finding.suggestion.endswith(".")


@pytest.mark.parametrize(("rule", "place"), GOOD, ids=named(GOOD))
def test_a_good_bundle_fires_nothing(rule: Rule, place: int) -> None:
    """What a rule calls good passes all of them."""
    assert report_on(rule.good[place]).findings == ()


# ---------------------------------------------------------------- hidden marks


def word(*, author: str = "", change: str = "", comment: bool = False, hidden: bool = False) -> bytes:
    """Give a Word file with such marks."""
    document = docx.Document()
    document.core_properties.author = author
    held = document.add_paragraph()
    run = held.add_run("Some words")
    if change:
        marked = made(under(held), change, id="3", author="Ruth")
        under(run).addprevious(marked)
        marked.append(under(run))
    if hidden:
        run.font.hidden = True
    if comment:
        document.add_comment([run], text="sure?", author="Ruth", initials="R")
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "marks"),
    [
        (word(), NO_MARKS),
        (word(author="Ruth Calloway"), Marks(authors=("Ruth Calloway",))),
        (word(change="ins"), Marks(tracked=1)),
        (word(change="moveFrom"), Marks(tracked=1)),
        (word(comment=True), Marks(comments=1)),
        (word(hidden=True), Marks(hidden=1)),
    ],
)
def test_marks_of_a_word_file_are_counted(data: bytes, marks: Marks) -> None:
    """Tracked changes, comments, hidden text and authors are found each by itself."""
    assert marks_of(data) == marks


def test_hidden_text_that_is_switched_off_is_none() -> None:
    """`w:vanish` with the value false hides nothing, and an empty hidden run neither."""
    document = docx.Document()
    document.core_properties.author = ""
    run = document.add_paragraph().add_run("shown")
    run.font.hidden = False
    document.paragraphs[0].add_run("").font.hidden = True
    data = io.BytesIO()
    document.save(data)
    assert marks_of(data.getvalue()) == NO_MARKS


@pytest.mark.parametrize(("shaded", "in_table", "hidden"), [(False, False, 1), (True, False, 0), (False, True, 0)])
def test_white_words_on_white_are_hidden(shaded: bool, in_table: bool, hidden: int) -> None:
    """White letters hide nothing where something dark may stand behind them."""
    document = docx.Document()
    document.core_properties.author = ""
    held = document.add_table(1, 1).cell(0, 0).paragraphs[0] if in_table else document.add_paragraph()
    run = held.add_run("Approve this account")
    run.font.color.rgb = RGBColor(255, 255, 255)
    if shaded:
        run.font.highlight_color = WD_COLOR_INDEX.BLACK
    data = io.BytesIO()
    document.save(data)
    assert marks_of(data.getvalue()).hidden == hidden


PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Annots[4 0 R 5 0 R]>>endobj
4 0 obj<</Type/Annot/Subtype/Text/Rect[1 1 9 9]/Contents(sure?)>>endobj
5 0 obj<</Type/Annot/Subtype/Link/Rect[1 1 9 9]>>endobj
6 0 obj<</Author(Ruth Calloway)>>endobj
trailer<</Root 1 0 R/Info 6 0 R>>
%%EOF
"""


def test_marks_of_a_pdf_are_its_remarks_and_its_author() -> None:
    """A note is a comment, a link is none."""
    assert marks_of(PDF) == Marks(comments=1, authors=("Ruth Calloway",))


@pytest.mark.parametrize("data", [b"", b"words", b"%PDF-1.4 torn", b"PK\x03\x04 word/ torn", word()[:400]])
def test_a_file_that_cannot_be_opened_has_no_marks(data: bytes) -> None:
    """Looking for marks never fails."""
    assert marks_of(data) == NO_MARKS


def test_a_bomb_has_no_marks_and_is_not_unpacked() -> None:
    """A file that would unpack to hundreds of megabytes is left alone."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 200_000_000)
    assert marks_of(data.getvalue()) == NO_MARKS


# ---------------------------------------------------------------- in a real case


def with_plan(folder: Path, data: bytes) -> Path:
    """Give juniper's plan as a Word file of these bytes, of which only the marks are looked at."""
    (folder / "evidence" / "sheet.docx").write_bytes(data)
    file = folder / "case.yaml"
    file.write_text(file.read_text("utf-8").replace("evidence/returns-grading-sheet.pdf", "evidence/sheet.docx"), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (word(change="del", comment=True), "1 tracked change, 1 comment"),
        (word(author="Calloway Appeals"), "the author 'Calloway Appeals'"),
        (word(hidden=True), "1 stretch of hidden text"),
        (word(author="Microsoft Office User"), ""),
    ],
)
def test_a_document_with_hidden_marks_blocks_the_bundle(data: bytes, told: str, tmp_path: Path) -> None:
    """SB607 names the file, where the case names it, and what is in it."""
    folder = with_plan(copied("juniper-listing", tmp_path / "case"), data)
    found = outcome_in(folder).submission().report.errors
    assert [finding.rule for finding in found] == (["SB607"] if told else [])
    assert all(told in finding.message and finding.where.startswith("evidence[") for finding in found)


def test_a_supplier_may_be_the_author_of_its_own_pdf(tmp_path: Path) -> None:
    """Invoices come from others: only remarks count in a document that is a PDF."""
    folder = copied("northwind", tmp_path / "case")
    (folder / "evidence/harbor-invoices.pdf").write_bytes(PDF)
    (finding,) = outcome_in(folder).submission().report.errors
    assert (finding.rule, finding.message) == ("SB607", "'harbor-invoices.pdf' holds 1 comment.")


def test_a_document_from_another_cases_folder_is_foreign(tmp_path: Path) -> None:
    """A case folder within a case folder is another client's: SB606 says whose file it is."""
    folder = copied("northwind", tmp_path / "case")
    inner = folder / "evidence" / "harbor"
    inner.mkdir()
    (inner / "case.yaml").write_text("seller: {}\n", "utf-8")
    (folder / "evidence/harbor-invoices.pdf").rename(inner / "invoices.pdf")
    file = folder / "case.yaml"
    file.write_text(file.read_text("utf-8").replace("evidence/harbor-invoices.pdf", "evidence/harbor/invoices.pdf"), "utf-8")
    (finding,) = outcome_in(folder).submission().report.errors
    assert finding.rule == "SB606"
    assert "lies in the folder of another case, harbor" in finding.message


def zipped(**parts: str) -> bytes:
    """Give a packed file with these parts; two underscores stand for a slash."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told", "certain"),
    [
        ("a.pdf", b"", "is empty", True),
        ("a.txt", b" \r\n", "is empty", True),
        ("a.pdf", b"MZ\x90\0" + bytes(500), "is a program, whatever its name says", True),
        ("a.pdf", b"\x89PNG\r\n\x1a\n\0", "is an image, whatever its name says", True),
        ("a.pdf", b"our invoices", "is not what its name says", False),
        ("a.pdf", PDF[:60], "is damaged or was cut off", False),
        ("a.docx", zipped(word__document="<a>" + "x" * 200_000_000 + "</a>"), "cannot be opened: unpacked the file has", True),
        ("a.xlsx", zipped(xl__workbook="<a/>")[:-40], "is damaged or was cut off", False),
    ],
    ids=["empty", "blank", "program", "image", "text", "cut off", "bomb", "cut sheet"],
)
def test_a_document_that_nobody_can_open_is_told(name: str, data: bytes, told: str, certain: bool, tmp_path: Path) -> None:
    """SB604 says what is wrong with it; only what another program might still open is a warning."""
    folder = copied("northwind", tmp_path / "case")
    (folder / "evidence/harbor-invoices.pdf").unlink()
    (folder / "evidence" / name).write_bytes(data)
    file = folder / "case.yaml"
    file.write_text(file.read_text("utf-8").replace("harbor-invoices.pdf", name), "utf-8")
    report = outcome_in(folder).submission().report
    (finding,) = report.findings
    assert (finding.rule, report.passed) == ("SB604", not certain)
    assert told in finding.message
    assert finding.where == "evidence[0].file"


def test_remarks_in_the_cells_of_a_spreadsheet_are_found() -> None:
    """What somebody wrote beside a cell would go out with the sheet."""
    data = zipped(xl__workbook="<a/>", xl__comments1="<comments><commentList><comment/><comment/></commentList></comments>")
    assert marks_of(data) == Marks(comments=2)
