"""The command `submission`, `rewrite --out --to`, and the folder they write."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_kit import Told
from example_cases import AS_OF, case_of
from submission_kit import EVERY_FORMAT, contents, copied, edited, letterhead, outcome_of

from escalate_ai.errors import InputError
from escalate_ai.submission.folder import write_file, write_folder

NORTHWIND = str(case_of("northwind").folder)
DAY = ("--as-of", AS_OF.isoformat())


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """Give the Word letter of northwind, as it was saved."""
    return outcome_of("northwind").submission().save(tmp_path / "first", formats=["docx"]) / "letter.docx"


def test_a_letter_and_its_case_become_a_folder(letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every format asked for is written, and JSON tells what is in the folder and where it is."""
    out = tmp_path / "out"
    argv = ("--letter", str(letter), *DAY, "--out", str(out), "--to", ",".join(EVERY_FORMAT), "--format", "json")
    told = Told(capsys, "submission", NORTHWIND, *argv)
    assert told.code == 0
    assert (told.json["accepted"], told.json["blocked_by"], told.json["redacted"], told.json["folder"]) == (True, [], False, str(out))
    assert {item["file"] for item in told.json["items"]} | {"manifest.json"} == set(contents(out))
    assert told.json["report"]["passed"] is True
    assert told.json["readiness"]["rung"] == "executive"
    assert f"written to {out}" in told.err


def test_without_out_nothing_is_written(letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command then shows what the bundle would hold."""
    before = contents(tmp_path)
    told = Told(capsys, "submission", NORTHWIND, "--letter", str(letter), *DAY, "--to", "docx")
    assert told.code == 0
    assert "submission complete" in told.out
    assert "evidence/receiving-checklist.pdf" in told.out
    assert contents(tmp_path) == before


def test_a_faulty_letter_is_refused_with_its_findings(letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1: SB605, the letter's own findings, and no folder."""
    letter.write_bytes(edited(letter.read_bytes(), "The cause was our own.", "We beg you."))
    for form in ("text", "json"):
        out = tmp_path / "out"
        told = Told(capsys, "submission", NORTHWIND, "--letter", str(letter), *DAY, "--out", str(out), "--format", form)
        assert told.code == 1
        assert "TN301" in told.out
        assert "SB605" in told.out
        assert "nothing was written" in told.err
        assert not out.exists()
        if form == "json":
            assert (told.json["accepted"], told.json["items"], told.json["folder"]) == (False, [], None)


def test_a_finding_may_be_allowed(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--allow` silences a rule for the edited letter, with its reason."""
    letter.write_bytes(edited(letter.read_bytes(), "The cause was our own.", "We beg you. The cause was our own."))
    argv = ("--letter", str(letter), *DAY, "--allow", "TN301=the client insists", "--format", "json")
    told = Told(capsys, "submission", NORTHWIND, *argv)
    assert told.code == 0
    assert [entry["reason"] for entry in told.json["report"]["allowed"]] == ["the client insists"]


def test_a_case_that_is_not_ready_gives_the_normal_document(tmp_path: Path, letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With JSON, readiness is there and everything else is empty."""
    folder = copied("northwind", tmp_path / "case")
    file = folder / "case.yaml"
    file.write_text(file.read_text("utf-8").replace("legal: []", "legal: [litigation]"), "utf-8")
    told = Told(capsys, "submission", str(folder), "--letter", str(letter), *DAY, "--format", "json")
    assert told.code == 3
    assert (told.json["accepted"], told.json["letter"], told.json["items"], told.json["folder"]) == (False, None, [], None)
    assert told.json["readiness"]["ready"] is False
    assert Told(capsys, "submission", str(folder), "--letter", str(letter), *DAY).code == 3


def test_a_redacted_copy_comes_from_the_command(letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--redact` writes the copy for sharing, and says that a person reads it first."""
    out = tmp_path / "out"
    told = Told(capsys, "submission", NORTHWIND, "--letter", str(letter), *DAY, "--redact", "--out", str(out))
    assert told.code == 0
    assert "Read every file before you share it" in told.out
    assert all(name.startswith("REDACTED-") for name in contents(out))
    said = Told(capsys, "submission", NORTHWIND, "--letter", str(letter), *DAY, "--redact", "--to", "eml")
    assert (said.code, "no .eml" in said.err) == (2, True)


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("--to", "dox"), "did you mean 'docx'"),
        (("--letterhead", "nowhere.docx"), "the letterhead cannot be read"),
        (("--letter", "nowhere.docx"), "cannot be read"),
    ],
)
def test_a_wrong_option_is_one_clear_line(argv: tuple[str, ...], told: str, letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, with what was meant or what is missing."""
    said = Told(capsys, "submission", NORTHWIND, "--letter", str(letter), *DAY, *argv)
    assert said.code == 2
    assert told in said.err


def test_rewrite_writes_the_formats_and_the_letterhead_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`rewrite --out DIR --to docx,eml --letterhead FILE` is one step."""
    head = letterhead(tmp_path / "head.docx", "{{letter}}")
    argv = ("--offline", *DAY, "--out", str(tmp_path / "out"), "--to", "docx,eml", "--letterhead", str(head))
    assert Told(capsys, "rewrite", NORTHWIND, *argv).code == 0
    assert {"letter.docx", "letter.eml", "plan-of-action.docx"} <= set(contents(tmp_path / "out"))
    wrong = ("--letterhead", str(letterhead(tmp_path / "b.docx", "{{leter}}")))
    bad = Told(capsys, "rewrite", NORTHWIND, "--offline", *DAY, *wrong, "--out", str(tmp_path / "b"))
    assert (bad.code, "did you mean 'letter'" in bad.err) == (2, True)
    bare = Told(capsys, "rewrite", NORTHWIND, "--offline", *DAY, "--to", "docx")
    assert (bare.code, "add --out DIR" in bare.err) == (2, True)


# ---------------------------------------------------------------- whole or not at all


def test_a_folder_with_files_is_left_alone(letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two submissions are never mixed: exit 2 before anything is read."""
    told = Told(capsys, "submission", NORTHWIND, "--letter", str(letter), *DAY, "--out", str(letter.parent))
    assert told.code == 2
    assert "holds files" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["first"]


def test_a_failing_write_leaves_nothing(tmp_path: Path) -> None:
    """A name that no disk takes stands for a full one: no folder, no half of one."""
    with pytest.raises(InputError, match="cannot be written"):
        write_folder(tmp_path / "out", {"a.txt": b"1", "b" * 300: b"2"})
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, pathlib, signal, sys
from escalate_ai.submission import folder
write = pathlib.Path.write_bytes
def dying(self, data):
    if self.name == "b.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return write(self, data)
pathlib.Path.write_bytes = dying
folder.write_folder(pathlib.Path(sys.argv[1]), {"a.txt": b"1", "b.txt": b"2"})
"""


def test_a_kill_while_writing_leaves_no_output_folder(tmp_path: Path) -> None:
    """Killed between two files, the output does not exist; what is left beside it is hidden, and swept away later."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "out")], check=False, cwd=Path(__file__).parent.parent)
    assert done.returncode < 0
    assert not (tmp_path / "out").exists()
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".escalate-out-unfinished-")
    os.utime(left, (time.time() - 7200, time.time() - 7200))
    write_folder(tmp_path / "out", {"a.txt": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_younger_leftover_may_be_another_runs(tmp_path: Path) -> None:
    """What was begun a moment ago is not swept away."""
    (tmp_path / ".escalate-out-unfinished-x").mkdir()
    write_folder(tmp_path / "out", {"a.txt": b"1"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [".escalate-out-unfinished-x", "out"]


def test_a_link_to_an_empty_folder_is_written_through(tmp_path: Path) -> None:
    """An output that is a link stays one, and what it leads to is filled."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_folder(tmp_path / "link", {"a.txt": b"1"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "a.txt").read_bytes() == b"1"


def test_a_single_file_is_written_once(tmp_path: Path) -> None:
    """A file that is there is never replaced."""
    assert write_file(tmp_path / "a.docx", b"1").read_bytes() == b"1"
    with pytest.raises(InputError, match="is there already"):
        write_file(tmp_path / "a.docx", b"2")
    assert (tmp_path / "a.docx").read_bytes() == b"1"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]
