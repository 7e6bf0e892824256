"""The formats of a bundle: each says the letter, word for word, and is the same bytes every time."""

from __future__ import annotations

import io
import json
import zipfile
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import docx
import pytest
from example_cases import AS_OF, EXAMPLES, case_of
from submission_kit import EVERY_FORMAT, contents, copied, letterhead, outcome_in, outcome_of

from escalate_ai import Case, DraftError, InputError, Letter, NotReady, Policy, check
from escalate_ai.letter import LetterHighlight
from escalate_ai.submission.as_html import letter_html
from escalate_ai.submission.as_mail import Envelope, letter_mail
from escalate_ai.submission.as_text import LINE, letter_markdown, letter_text
from escalate_ai.submission.given import given_letter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HOSTILE = Letter(
    subject="Costs <script>alert(1)</script> & *more*\r\nBcc: boss@marketplace.example",
    salutation="Dear team,",
    opening="# no heading, a_b_c and [a](http://x.example) `x`",
    highlights_intro="Done:",
    highlights=(LetterHighlight(text="<img src=x onerror=alert(1)>"), LetterHighlight(text="1. no list")),
    closing="5 > 3 & 2 < 4",
    signature="Dana\nOwner",
    attachments=("Plan of Action",),
)


def mail_of(data: bytes) -> EmailMessage:
    """Read a mail back as a mail reader does."""
    mail = message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_every_format_reads_back_as_the_letter(folder: Path, tmp_path: Path) -> None:
    """Written out and taken back, the letter has the same parts in every format, and still passes."""
    outcome, case = outcome_of(folder.name), case_of(folder.name)
    assert outcome.letter is not None
    saved = outcome.submission().save(tmp_path / "out", formats=EVERY_FORMAT)
    for name in EVERY_FORMAT:
        back = given_letter(saved / f"letter.{name}", case, Policy.load()).letter
        assert back.text.split() == outcome.letter.text.split(), name
        assert [item.text for item in back.highlights] == [item.text for item in outcome.letter.highlights], name
        assert check(saved / f"letter.{name}", kind="letter", case=case, rung=outcome.letter.rung, as_of=AS_OF).passed, name


@pytest.mark.parametrize("name", ["northwind", "juniper-listing", "shearwater-hijacker"])
def test_every_format_is_the_same_bytes_every_time(name: str, tmp_path: Path) -> None:
    """Two runs on one case and day give one bundle, archives and mails too, with a letterhead and redacted as well."""
    head = letterhead(tmp_path / "head.docx", "{{date}}", "{{letter}}")
    runs: list[dict[str, bytes]] = []
    for place in ("a", "b"):
        bundle = outcome_in(case_of(name).folder or tmp_path).submission(letterhead=head)
        saved = contents(bundle.save(tmp_path / place, formats=EVERY_FORMAT))
        runs.append(saved | contents(bundle.save_redacted(tmp_path / f"{place}-redacted", formats=EVERY_FORMAT[:4])))
    assert runs[0] == runs[1]


def test_no_stamp_and_no_name_of_the_machine_is_in_an_archive(tmp_path: Path) -> None:
    """The time in a Word file is fixed, its author is the store, its day the letter's."""
    saved = outcome_of("northwind").submission().save(tmp_path / "out", formats=["docx"])
    for path in (saved / "letter.docx", saved / "plan-of-action.docx"):
        with zipfile.ZipFile(path) as archive:
            assert {info.date_time[0] for info in archive.infolist()} == {1980}
        properties = docx.Document(str(path)).core_properties
        assert (properties.author, properties.last_modified_by) == ("Northwind Home Goods", "Northwind Home Goods")
        assert properties.created is not None
        assert properties.created.date() == AS_OF


def test_the_folder_holds_the_formats_asked_for_and_nothing_else(tmp_path: Path) -> None:
    """Letter and typed plan in each format, every cited document, the manifest."""
    saved = contents(outcome_of("northwind").submission().save(tmp_path / "out", formats=["docx", "eml"]))
    assert {name for name in saved if not name.startswith("evidence/")} == {
        "letter.docx",
        "letter.eml",
        "plan-of-action.docx",
        "manifest.json",
    }
    assert len([name for name in saved if name.startswith("evidence/")]) == 7
    assert {item["file"] for item in json.loads(saved["manifest.json"])["items"]} == set(saved) - {"manifest.json"}


def test_a_mail_alone_carries_its_plan_as_a_word_file(tmp_path: Path) -> None:
    """A plan is no mail: with `eml` alone it is enclosed as .docx."""
    saved = contents(outcome_of("northwind").submission().save(tmp_path / "out", formats=["eml"]))
    assert "plan-of-action.docx" in saved


def test_a_clients_file_is_never_taken_for_the_letter(tmp_path: Path) -> None:
    """A plan that is called letter.md is enclosed under another name; both are there."""
    folder = copied("juniper-listing", tmp_path / "case")
    (folder / "poa.md").rename(folder / "letter.md")
    file = folder / "case.yaml"
    file.write_text(file.read_text("utf-8").replace("poa: poa.md", "poa: letter.md"), "utf-8")
    saved = contents(outcome_in(folder).submission().save(tmp_path / "out"))
    assert saved["plan-of-action.md"] == (folder / "letter.md").read_bytes()
    assert saved["letter.md"].startswith(b"**Subject:")


# ---------------------------------------------------------------- text and Markdown


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_plain_text_has_sane_lines_and_no_markup(folder: Path) -> None:
    """What goes into a web form has short lines, but for the subject, and no signs of Markdown or HTML."""
    letter = outcome_of(folder.name).letter
    assert letter is not None
    text = letter_text(letter)
    assert all(len(line) <= LINE for line in text.splitlines()[1:])
    assert "**" not in text
    assert "<" not in text


def test_signs_of_a_letter_are_no_markdown() -> None:
    """A star, a bracket or a number of the client's own is shown as such."""
    text = letter_markdown(HOSTILE)
    assert "\\# no heading, a_b_c and \\[a](http://x.example) \\`x\\`" in text
    assert "- 1\\. no list" in text
    assert "\\<img" in text


# ---------------------------------------------------------------- HTML


class _Tags(HTMLParser):
    """Gather the names of elements and what they load."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.loads: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what stands in an element's head."""
        self.names.add(tag)
        self.loads += [value or "" for name, value in attrs if name in {"src", "href"} or name.startswith("on")]


def test_a_web_page_loads_nothing_and_escapes_everything() -> None:
    """No element comes from the letter's words, and nothing is fetched from anywhere."""
    tags = _Tags(letter_html(HOSTILE, size="A4"))
    assert not tags.names & {"script", "img", "link", "iframe"}
    assert tags.loads == []
    assert "url(" not in letter_html(HOSTILE, size="A4")


@pytest.mark.parametrize(("name", "size"), [("northwind", "letter"), ("juniper-listing", "A4")])
def test_a_web_page_prints_on_the_countrys_paper(name: str, size: str, tmp_path: Path) -> None:
    """American letters print on letter paper, others on A4."""
    saved = outcome_of(name).submission().save(tmp_path / "out", formats=["html", "docx"])
    page = (saved / "letter.html").read_text("utf-8")
    assert f"size: {size};" in page
    assert "@media print" in page
    width = docx.Document(str(saved / "letter.docx")).sections[0].page_width
    assert width is not None
    assert round(width.mm) == (216 if size == "letter" else 210)


# ---------------------------------------------------------------- Word


def test_a_word_letter_has_real_headings_and_bullets(tmp_path: Path) -> None:
    """Subject and attachments are headings, highlights are list entries."""
    outcome = outcome_of("northwind")
    assert outcome.letter is not None
    saved = outcome.submission().save(tmp_path / "out", formats=["docx"])
    held = docx.Document(str(saved / "letter.docx")).paragraphs
    by_style: dict[str, list[str]] = {}
    for paragraph in held:
        assert paragraph.style is not None
        by_style.setdefault(paragraph.style.name or "", []).append(paragraph.text)
    assert by_style["Heading 1"] == [f"Subject: {outcome.letter.subject}"]
    assert by_style["Heading 2"] == ["Attachments:"]
    assert by_style["List Bullet"] == [*(item.text for item in outcome.letter.highlights), *outcome.letter.attachments]
    assert held[0].text == "November 20, 2026"


def test_a_letter_stands_on_the_agencys_letterhead(tmp_path: Path) -> None:
    """Every part is there once, the header stays, and no placeholder is left."""
    head = letterhead(tmp_path / "head.docx", "{{recipient}}, {{date}}", "Re: {{subject}}", "{{letter}}", "{{attachments}}", "Calloway")
    outcome = outcome_of("northwind")
    assert outcome.letter is not None
    saved = outcome.submission(letterhead=head).save(tmp_path / "out", formats=["docx"])
    document = docx.Document(str(saved / "letter.docx"))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert document.sections[0].header.paragraphs[0].text == "Calloway Appeals Ltd. for Northwind Home Goods"
    assert words.startswith("Executive Seller Relations, November 20, 2026\nRe: Reinstatement")
    assert "{{" not in words
    for part in (outcome.letter.subject, outcome.letter.opening, outcome.letter.closing, "Receiving checklist", "Dear Executive"):
        assert words.count(part) == 1
    assert words.endswith("Calloway")


def test_a_letterhead_may_name_every_part_instead(tmp_path: Path) -> None:
    """Without {{letter}} each part has its own place."""
    parts = ("subject", "salutation", "opening", "highlights", "closing", "signature", "attachments")
    head = letterhead(tmp_path / "head.docx", *(f"{{{{{part}}}}}" for part in parts))
    outcome = outcome_of("northwind")
    assert outcome.letter is not None
    saved = outcome.submission(letterhead=head).save(tmp_path / "out", formats=["docx"])
    back = given_letter(saved / "letter.docx", case_of("northwind"), Policy.load()).letter
    assert back.text.split() == outcome.letter.text.split()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("{{leter}}",), "did you mean 'letter'"),
        (("{{opening}}", "{{closing}}"), "lacks {{subject}}, {{salutation}}, {{highlights}}, {{signature}}, {{attachments}}"),
        (("On: {{letter}}",), "paragraph without other words"),
    ],
)
def test_a_letterhead_that_cannot_hold_the_letter_says_why(lines: tuple[str, ...], told: str, tmp_path: Path) -> None:
    """A wrong name, a missing part and a crowded place are told before anything is written."""
    head = letterhead(tmp_path / "head.docx", *lines)
    with pytest.raises(DraftError) as caught:
        outcome_of("northwind").submission(letterhead=head)
    assert told in str(caught.value)


def test_a_letterhead_with_tracked_changes_blocks_the_bundle(tmp_path: Path) -> None:
    """What the agency left in its template would go out with the letter."""
    head = letterhead(tmp_path / "head.docx", "{{letter}}")
    document = docx.Document(str(head))
    document.add_comment(document.paragraphs[0].runs, text="ask Ruth", author="Ruth", initials="R")
    document.save(str(head))
    bundle = outcome_of("northwind").submission(letterhead=head)
    assert [(found.rule, found.where) for found in bundle.report.errors] == [("SB607", "letterhead")]
    with pytest.raises(NotReady, match="1 comment"):
        bundle.save(tmp_path / "out")


@pytest.mark.parametrize("name", ["missing.docx", "folder"])
def test_a_letterhead_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    """A missing file is an error about the letterhead."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(DraftError, match="the letterhead cannot be read"):
        outcome_of("northwind").submission(letterhead=tmp_path / name)


# ---------------------------------------------------------------- mail


def mail_parts(mail: EmailMessage) -> Mapping[str, str]:
    """Give the enclosed files with their types."""
    return {part.get_filename() or "": part.get_content_type() for part in mail.iter_attachments()}


def test_a_mail_is_a_draft_with_both_texts_and_every_enclosure(tmp_path: Path) -> None:
    """It opens unsent, addressed to nobody, with plain text and HTML, plan and documents."""
    outcome = outcome_of("northwind")
    assert outcome.letter is not None
    saved = outcome.submission().save(tmp_path / "out", formats=["docx", "eml", "txt"])
    mail = mail_of((saved / "letter.eml").read_bytes())
    assert (mail["X-Unsent"], mail["To"], mail["Message-ID"]) == ("1", None, None)
    assert mail["Subject"] == outcome.letter.subject
    assert mail["From"] == "Dana Whitfield <dana@northwind.example>"
    assert mail["Date"].datetime.date() == AS_OF
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert plain.get_content().split() == letter_text(outcome.letter.model_copy(update={"subject": ""})).split()
    assert outcome.letter.opening.split(".", maxsplit=1)[0] in page.get_content()
    files = mail_parts(mail)
    assert files["plan-of-action.docx"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert files["receiving-checklist.pdf"] == "application/pdf"
    assert len(files) == 8
    assert mail.defects == []


def test_a_mail_goes_to_the_policys_address_and_to_no_other(tmp_path: Path) -> None:
    """`To` is there once a house has verified an address."""
    rules = Policy.load()
    desks = tuple(entry.model_copy(update={"address": "desk@marketplace.example"}) for entry in rules.recipients)
    bundle = outcome_of("northwind").submission(policy=rules.model_copy(update={"recipients": desks}))
    mail = mail_of((bundle.save(tmp_path / "out", formats=["eml"]) / "letter.eml").read_bytes())
    assert mail["To"] == "desk@marketplace.example"


def test_no_word_of_a_letter_becomes_a_header_and_odd_files_go_as_they_are() -> None:
    """A line feed in the subject adds no recipient; names beyond ASCII and unknown types survive."""
    data = letter_mail(HOSTILE, [("Größe.pdf", b"%PDF"), ("odd.xyz", b"\x00\xff")], Envelope("A4", ("Dana", "no address"), None, None))
    mail = mail_of(data)
    assert mail["Bcc"] is None
    assert mail["From"] is None
    assert "Bcc: boss" in mail["Subject"]
    assert mail_parts(mail) == {"Größe.pdf": "application/pdf", "odd.xyz": "application/octet-stream"}
    assert max(len(line) for line in data.split(b"\r\n")) <= 998


def test_a_plan_file_that_went_away_goes_as_it_was_read(tmp_path: Path) -> None:
    """A client's plan whose file is gone after loading is written out from the case."""
    folder = copied("juniper-listing", tmp_path / "case")
    bundle = outcome_in(folder).submission()
    (folder / "poa.md").unlink()
    (folder / "poa.md").mkdir()
    saved = bundle.items()
    assert [item.file for item in saved if item.role == "plan"] == ["plan-of-action.txt", "plan-of-action.md"]


@pytest.mark.parametrize("formats", [[], "docx,eml", ["DOCX", ".docx"]])
def test_formats_are_a_list_of_names(formats: list[str] | str, tmp_path: Path) -> None:
    """None at all and one string for a list are errors; case and a leading point do not matter."""
    bundle = outcome_of("northwind").submission()
    if isinstance(formats, list) and formats:
        assert (bundle.save(tmp_path / "out", formats=formats) / "letter.docx").is_file()
        return
    with pytest.raises(InputError, match="format"):
        bundle.save(tmp_path / "out", formats=formats)


def test_a_word_file_opens_from_memory(tmp_path: Path) -> None:
    """The plan's numbered lists start anew under each heading."""
    saved = outcome_of("northwind").submission().save(tmp_path / "out", formats=["docx"])
    data = (saved / "plan-of-action.docx").read_bytes()
    styles = [held.style.name for held in docx.Document(io.BytesIO(data)).paragraphs if held.style is not None]
    assert styles.count("Heading 1") == 3
    assert styles.count("List Number") == 8
    assert Case.load(case_of("northwind").folder or tmp_path) == case_of("northwind")
