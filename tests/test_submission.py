"""The bundle: everything the letter names, nothing else, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from example_cases import AS_OF, EXAMPLES, case_of
from submission_kit import contents, copied, outcome_in

from escalate_ai import Case, Escalator, InputError, NotReady, Outcome, Policy
from escalate_ai.case.facts import PlanOfAction
from escalate_ai.submission.bundle import bundle

if TYPE_CHECKING:
    from pathlib import Path


def outcome_of(case: Case) -> Outcome:
    """Give the composer's outcome on the pinned day."""
    return Escalator(offline=True).rewrite(case, as_of=AS_OF)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_every_attachment_of_the_letter_is_in_the_bundle_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    """The list under the letter and the files in the folder are one list."""
    outcome = outcome_of(Case.load(folder))
    assert outcome.letter is not None
    saved = outcome.submission().save(tmp_path / "out")
    manifest = json.loads((saved / "manifest.json").read_text("utf-8"))
    titles = {item["title"] for item in manifest["items"] if item["role"] != "letter"}
    assert titles == set(outcome.letter.attachments)
    named = {item["file"] for item in manifest["items"]} | {"manifest.json"}
    assert {path.relative_to(saved).as_posix() for path in saved.rglob("*") if path.is_file()} == named


def test_the_manifest_tells_size_digest_and_claim_of_each_file(tmp_path: Path) -> None:
    """A reviewer of the bundle can check every file against it."""
    saved = outcome_of(case_of("northwind")).submission().save(tmp_path / "out")
    manifest = json.loads((saved / "manifest.json").read_text("utf-8"))
    for item in manifest["items"]:
        content = (saved / item["file"]).read_bytes()
        assert (item["size"], item["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
        assert item["why"]
    supports = {item["title"]: item["supports"] for item in manifest["items"]}
    assert supports["Removal order 240818KZW"] == ["CA1"]


def test_the_bundle_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    """Two runs on one case and day give one bundle."""
    folders = [outcome_of(case_of("northwind")).submission().save(tmp_path / name) for name in ("a", "b")]
    contents = [{p.relative_to(f).as_posix(): p.read_bytes() for p in sorted(f.rglob("*")) if p.is_file()} for f in folders]
    assert contents[0] == contents[1]


def test_the_letter_in_the_bundle_is_the_letter_of_the_outcome(tmp_path: Path) -> None:
    """What was checked is what is sent, word by word; a plain text's lines are broken for a form."""
    outcome = outcome_of(case_of("northwind"))
    saved = outcome.submission().save(tmp_path / "out")
    assert outcome.letter is not None
    assert (saved / "letter.txt").read_text("utf-8").split() == outcome.letter.text.split()
    assert (saved / "letter.md").read_text("utf-8").startswith("**Subject: ")


def test_a_clients_own_plan_file_is_enclosed_as_it_is(tmp_path: Path) -> None:
    """A plan that came as a text goes out as that text."""
    case = case_of("juniper-listing")
    saved = outcome_of(case).submission().save(tmp_path / "out")
    assert case.folder is not None
    assert (saved / "poa.md").read_bytes() == (case.folder / "poa.md").read_bytes()


def test_a_folder_that_holds_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    """Two submissions are never mixed."""
    (tmp_path / "old.txt").write_text("kept", "utf-8")
    with pytest.raises(InputError, match="holds files"):
        outcome_of(case_of("northwind")).submission().save(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["old.txt"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """A folder made beforehand is as good as none."""
    (tmp_path / "out").mkdir()
    assert (outcome_of(case_of("northwind")).submission().save(tmp_path / "out") / "letter.txt").is_file()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file in the way is an error about the output, and nothing stays behind."""
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(InputError, match="output folder cannot be written"):
        outcome_of(case_of("northwind")).submission().save(tmp_path / "file" / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_missing_document_blocks_the_bundle_and_nothing_is_written(tmp_path: Path) -> None:
    """SB602 names the document and the file, and the output does not exist."""
    copy = tmp_path / "case"
    shutil.copytree(case_of("northwind").folder or "", copy)
    (copy / "evidence/receiving-checklist.pdf").unlink()
    submission = outcome_of(Case.load(copy)).submission()
    assert [found.rule for found in submission.report.errors] == ["SB602"]
    with pytest.raises(NotReady, match="Receiving checklist"):
        submission.save(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_every_missing_document_has_a_finding_of_its_own(tmp_path: Path) -> None:
    """Seven lost files are seven findings and a note before sending, not one after another."""
    copy = tmp_path / "case"
    shutil.copytree(case_of("northwind").folder or "", copy)
    shutil.rmtree(copy / "evidence")
    outcome = outcome_of(Case.load(copy))
    assert [found.rule for found in outcome.submission().report.errors] == ["SB602"] * 7
    assert any("EV1" in note and "no file" in note for note in outcome.notes)


def test_a_document_that_leaves_the_folder_is_never_read(tmp_path: Path) -> None:
    """A link planted after loading does not carry a foreign file into the bundle."""
    copy = tmp_path / "case"
    shutil.copytree(case_of("northwind").folder or "", copy)
    case = Case.load(copy)
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.4 secret")
    (copy / "evidence/receiving-checklist.pdf").unlink()
    (copy / "evidence/receiving-checklist.pdf").symlink_to(tmp_path / "secret.pdf")
    submission = outcome_of(case).submission()
    assert [found.rule for found in submission.report.errors] == ["SB606"]
    assert "lies outside the case folder" in submission.report.errors[0].message


@pytest.mark.parametrize(("name", "text"), [("rtf", "known: txt, md, html, docx, eml"), ("tx", "did you mean 'txt'")])
def test_a_format_that_is_not_there_says_so(name: str, text: str, tmp_path: Path) -> None:
    """Neither an unknown format nor a typing error is passed over."""
    with pytest.raises(InputError, match=text):
        outcome_of(case_of("northwind")).submission().save(tmp_path / "out", formats=[name])


def test_a_fact_from_memory_blocks_the_bundle() -> None:
    """SB608 speaks where an attempt is marked unconfirmed."""
    case = case_of("northwind")
    unsure = case.appeals[0].model_copy(update={"confirmed": False})
    changed = case.model_copy(update={"appeals": (unsure, *case.appeals[1:])})
    assert "SB608" in [found.rule for found in outcome_of(changed).submission(case=changed).report.errors]


@pytest.mark.parametrize(("limit", "name", "told"), [(None, "checklist.exe", "of a type the forms refuse"), (100, None, "100 are taken")])
def test_a_file_the_forms_refuse_blocks_the_bundle(limit: int | None, name: str | None, told: str, tmp_path: Path) -> None:
    """SB604 names a document of another type, and one that is too large."""
    folder = tmp_path / "case"
    shutil.copytree(case_of("northwind").folder or "", folder)
    if name:
        (folder / "evidence/receiving-checklist.pdf").rename(folder / "evidence" / name)
        file = folder / "case.yaml"
        file.write_text(file.read_text("utf-8").replace("evidence/receiving-checklist.pdf", f"evidence/{name}"), "utf-8")
    policy = Policy.load()
    if limit:
        policy = policy.model_copy(update={"files": policy.files.model_copy(update={"evidence_bytes": limit})})
    submission = Escalator(offline=True, policy=policy).rewrite(Case.load(folder), as_of=AS_OF).submission()
    assert {found.rule for found in submission.report.errors} == {"SB604"}
    assert all(told in found.message for found in submission.report.errors)


def in_a_mail(folder: Path, words: str) -> Path:
    """Put a case's plan into a mail to the agency, with what was quoted below."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Jonas Reimers <jonas@hafenlicht.example>", "ann@agency.example", "our plan"
    mail["Date"] = "Mon, 16 Nov 2026 09:00:00 +0100"
    mail.set_content(f"Hi Ann,\n\nplease make it good.\n\n{words}\n\nJonas\n\nOn Sun, Nov 15, 2026 Ann wrote:\n> Send me the plan.\n")
    (folder / "poa.md").unlink()
    (folder / "poa.eml").write_bytes(bytes(mail))
    file = folder / "case.yaml"
    file.write_text(file.read_text("utf-8").replace("poa: poa.md", "poa: poa.eml"), "utf-8")
    return folder


def test_of_a_plan_in_a_mail_only_the_plan_goes_out(tmp_path: Path) -> None:
    """The client's letter to the agency and the quoted mail stay at home; the plan is written out itemised."""
    folder = copied("harbor-nudge", tmp_path / "case")
    saved = outcome_in(in_a_mail(folder, (folder / "poa.md").read_text("utf-8"))).submission().save(tmp_path / "out", formats=["txt"])
    files = contents(saved)
    assert "poa.eml" not in files
    plan = files["plan-of-action.txt"].decode()
    assert "Handling time was changed from one to three days" in " ".join(plan.split())
    assert not any(b"please make it good" in data or b"Send me the plan" in data for data in files.values())


def test_a_plan_in_a_mail_without_parts_blocks_the_bundle(tmp_path: Path) -> None:
    """SB601 asks for the plan by itself where it can neither be enclosed nor written out."""
    folder = copied("harbor-nudge", tmp_path / "case")
    case = Case.load(in_a_mail(folder, (folder / "poa.md").read_text("utf-8")))
    bare = case.model_copy(update={"poa": PlanOfAction(text="We are sorry.", file="poa.eml"), "last_request": ()})
    submission = outcome_of(case_of("harbor-nudge")).submission(case=case)
    report = bundle(bare, submission.letter, submission.letter_report or submission.report).report
    assert ("SB601", "poa.file") in [(found.rule, found.where) for found in report.errors]


@pytest.mark.parametrize("given", ["docx", None, 3])
def test_formats_that_are_no_list_are_an_error_of_ours(given: object, tmp_path: Path) -> None:
    """Whatever is given for the list of formats, the error says what is wanted."""
    with pytest.raises(InputError, match=r"formats is a list of names, like \['docx'\]"):
        outcome_of(case_of("northwind")).submission().save(tmp_path / "out", given)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_manifest_gives_the_words_of_every_claim_it_names(folder: Path) -> None:
    """Whoever holds the folder alone can read what PM1 is."""
    submission = outcome_of(Case.load(folder)).submission()
    manifest = json.loads(submission.manifest(submission.items()))
    assert {claim for item in manifest["items"] for claim in item["supports"]} <= set(manifest["claims"])
    assert all(manifest["claims"].values())


def test_a_letter_that_was_edited_goes_out_on_the_rung_of_its_case(tmp_path: Path) -> None:
    """A Word or text file names no rung; the manifest is the same as of the letter it came from."""
    outcome = outcome_of(case_of("northwind"))
    assert outcome.letter is not None
    (tmp_path / "letter.txt").write_text(outcome.letter.text, "utf-8")
    edited, own = outcome.submission(letter=tmp_path / "letter.txt"), outcome.submission()
    assert edited.manifest(edited.items()) == own.manifest(own.items())
