"""Letters taken back from the people who edit them, and findings written into their files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest
from cli_kit import Told
from example_cases import AS_OF, case_of
from submission_kit import contents, edited, outcome_of
from test_word import ranges

from escalate_ai import DraftError, Letter, NotReady
from escalate_ai.word.elements import W, made, under

if TYPE_CHECKING:
    from pathlib import Path

NORTHWIND = case_of("northwind").folder
DAY = ("--as-of", AS_OF.isoformat())


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """Give the Word letter of northwind, as it was saved."""
    return outcome_of("northwind").submission().save(tmp_path / "first", formats=["docx"]) / "letter.docx"


def test_an_edited_letter_goes_out_as_edited(letter: Path, tmp_path: Path) -> None:
    """A writer's harmless change in Word is in the bundle, in every format."""
    letter.write_bytes(edited(letter.read_bytes(), "Measures already carried out:", "What we have done so far:"))
    bundle = outcome_of("northwind").submission(letter=letter)
    saved = bundle.save(tmp_path / "out", formats=["txt", "docx"])
    assert "What we have done so far:" in (saved / "letter.txt").read_text("utf-8")
    assert "What we have done so far:" in "\n".join(held.text for held in docx.Document(str(saved / "letter.docx")).paragraphs)


def test_an_edited_letter_is_checked_again(letter: Path, tmp_path: Path) -> None:
    """A sentence that begs blocks the bundle, and nothing is written."""
    letter.write_bytes(edited(letter.read_bytes(), "The cause was our own.", "We beg you. The cause was our own."))
    bundle = outcome_of("northwind").submission(letter=letter)
    assert bundle.letter_report is not None
    assert "TN301" in [found.rule for found in bundle.letter_report.errors]
    assert [found.rule for found in bundle.report.errors] == ["SB605"]
    with pytest.raises(NotReady, match="SB605"):
        bundle.save(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_tracked_insertions_are_kept_and_deletions_and_comments_dropped(letter: Path, tmp_path: Path) -> None:
    """What goes out is the letter as it reads with all changes accepted, without a trace of them."""
    document = docx.Document(str(letter))
    held = next(one for one in document.paragraphs if one.text.startswith("Measures"))
    new, gone = held.runs[0], held.add_run(" and regretted:")
    new.text = "What we have done so far:"
    for run, tag in ((new, "ins"), (gone, "del")):
        change = made(under(held), tag, id="7", author="Ruth")
        under(run).addprevious(change)
        change.append(under(run))
    for words in under(gone).findall(f"{W}t"):
        words.tag = f"{W}delText"
    document.add_comment(document.paragraphs[0].runs, text="is this the day?", author="Ruth", initials="R")
    document.save(str(letter))
    saved = contents(outcome_of("northwind").submission(letter=letter).save(tmp_path / "out", formats=["txt", "docx"]))
    assert b"What we have done so far:\n" in saved["letter.txt"]
    assert b"regretted" not in saved["letter.txt"]
    assert len(list(docx.Document(io.BytesIO(saved["letter.docx"])).comments)) == 0


def test_a_letter_may_come_as_data_and_as_the_json_of_rewrite(tmp_path: Path) -> None:
    """A `Letter`, and the whole document that rewrite printed, are taken as the letter in them."""
    outcome = outcome_of("northwind")
    assert isinstance(outcome.letter, Letter)
    (tmp_path / "outcome.json").write_text(outcome.model_dump_json(), "utf-8")
    for given in (outcome.letter, tmp_path / "outcome.json"):
        assert outcome.submission(letter=given).letter.text == outcome.letter.text


def test_a_letter_addressed_twice_is_blocked(tmp_path: Path) -> None:
    """SB603 reads the salutation, and the To and Cc lines above the letter."""
    outcome = outcome_of("northwind")
    assert outcome.letter is not None
    text = outcome.letter.text
    (tmp_path / "a.txt").write_text("To: desk@marketplace.example\nCc: boss@marketplace.example\n\n" + text, "utf-8")
    (tmp_path / "b.txt").write_text(text.replace("Dear Exec", "Dear Seller Performance and Exec"), "utf-8")
    for name, where in (("a.txt", "text"), ("b.txt", "salutation")):
        found = [one for one in outcome.submission(letter=tmp_path / name).report.errors if one.rule == "SB603"]
        assert [one.where for one in found] == [where], name


def test_a_file_that_is_no_letter_is_named(tmp_path: Path) -> None:
    """A picture is an error about the file."""
    (tmp_path / "letter.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(DraftError, match="an image"):
        outcome_of("northwind").submission(letter=tmp_path / "letter.png")


# ---------------------------------------------------------------- check --to docx


def test_findings_stand_at_their_words_in_a_copy(letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The writer's own file stays; the copy has each finding as a comment at what it is about, or at the nearest part."""
    letter.write_bytes(edited(letter.read_bytes(), "The cause was our own.", "We beg you. The cause was our own."))
    before = letter.read_bytes()
    copy = tmp_path / "copy.docx"
    told = Told(capsys, "check", str(letter), "--case", str(NORTHWIND), *DAY, "--to", "docx", "--out", str(copy), "--format", "json")
    assert told.code == 1
    assert letter.read_bytes() == before
    said = ranges(docx.Document(str(copy)))
    assert len(said) == len(told.json["findings"])
    assert ("We beg you", True) in [(words, text.startswith("ERROR TN301")) for words, text in said]


def test_what_is_missing_is_told_at_the_nearest_part(letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A letter without a subject has that comment at its salutation."""
    document = docx.Document(str(letter))
    subject = next(one for one in document.paragraphs if one.text.startswith("Subject:"))
    parent = under(subject).getparent()
    assert parent is not None
    parent.remove(under(subject))
    document.save(str(letter))
    copy = tmp_path / "copy.docx"
    Told(capsys, "check", str(letter), "--case", str(NORTHWIND), *DAY, "--to", "docx", "--out", str(copy))
    assert ("Dear Executive Seller Relations,", True) in [(words, "FM108" in text) for words, text in ranges(docx.Document(str(copy)))]


def test_a_text_letter_gets_a_fresh_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a Word file the copy is made of the text, lists as lists, and lies beside it."""
    saved = outcome_of("northwind").submission().save(tmp_path / "first", formats=["txt"]) / "letter.txt"
    saved.write_text(saved.read_text("utf-8").replace("We write to", "We beg you to"), "utf-8")
    told = Told(capsys, "check", str(saved), "--case", str(NORTHWIND), *DAY, "--to", "docx")
    copy = docx.Document(str(saved.with_name("letter-checked.docx")))
    assert "letter-checked.docx" in told.err
    assert ("We beg you", True) in [(words, "TN301" in text) for words, text in ranges(copy)]
    assert sum(held.style is not None and held.style.name == "List Bullet" for held in copy.paragraphs) == 11
    assert not any("\n" in held.text for held in copy.paragraphs if held.text.startswith("We beg"))


def test_the_json_of_rewrite_gets_a_fresh_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Findings that point into a letter's parts stand at the words of those parts."""
    outcome = outcome_of("northwind")
    assert outcome.letter is not None
    bad = outcome.letter.model_copy(update={"closing": f"We beg you. {outcome.letter.closing}"})
    (tmp_path / "bad.json").write_text(bad.model_dump_json(), "utf-8")
    told = Told(
        capsys, "check", str(tmp_path / "bad.json"), "--case", str(NORTHWIND), *DAY, "--to", "docx", "--out", str(tmp_path / "c.docx")
    )
    assert told.code == 1
    assert ("We beg you", True) in [(words, "TN301" in text) for words, text in ranges(docx.Document(str(tmp_path / "c.docx")))]


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("--out", "x.docx"), "add --to docx"),
        (("--to", "docx", "--out", "x.pdf"), "ends in .docx"),
        (("--to", "docx", "--out", "{letter}"), "is there already"),
        (("--to", "docx", "--out", "{letter}/no/x.docx"), "cannot be written"),
    ],
)
def test_a_copy_that_cannot_be_made_says_why(argv: tuple[str, ...], told: str, letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong name, a file in the way and a place that cannot be written are one clear line, exit 2."""
    said = Told(capsys, "check", str(letter), *(word.replace("{letter}", str(letter)) for word in argv))
    assert said.code == 2
    assert told in said.err


def test_a_case_has_no_words_to_comment_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder needs a name for the copy, and then is no text."""
    said = Told(capsys, "check", str(NORTHWIND), "--to", "docx", *DAY)
    assert "name the file for the Word copy" in said.err
    said = Told(capsys, "check", str(NORTHWIND), "--to", "docx", "--out", str(tmp_path / "c.docx"), *DAY)
    assert (said.code, list(tmp_path.iterdir())) == (2, [])
