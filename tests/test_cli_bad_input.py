"""Bad input on the command line: one clear error that names the place, exit 2, nothing lost and nothing left behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cli_kit import AS_OF, CASE, Told, document, laid_out, ran

BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case that is ready for an executive letter."""
    return laid_out(tmp_path / "alder")


class Refuse:
    """Run a rewrite that must fail with exit 2, one error document and no traceback."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, path: Path, *more: str) -> str:
        """Give everything the document says."""
        told = Told(self.capsys, "rewrite", str(path), "--as-of", AS_OF, "--format", "json", *more)
        assert told.code == 2, told.out[:500]
        assert told.err.startswith("error: ")
        assert "Traceback" not in told.err
        error = told.json["error"]
        return " ".join([error["message"], *(fault["message"] for fault in error.get("faults", [])), str(error["where"])])


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Refuse:
    """The way to run one."""
    return Refuse(capsys)


def test_no_case_empty_case_and_folder_without_case_file(tmp_path: Path, refused: Refuse) -> None:
    """A path to nothing, an empty folder, an empty case file and two case files each get their own sentence."""
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "none" in refused(tmp_path / "none")
    assert "case.yaml" in refused(empty)
    (empty / "case.yaml").write_text("")
    assert "empty" in refused(empty)
    (empty / "case.json").write_text("{}")
    assert "case.json" in refused(empty)


@pytest.mark.parametrize(
    "content",
    [
        BOMB.encode(),
        b"x" * 50_000_000,
        CASE.encode().replace(b"Alder", b"Al\x00der"),
        CASE.replace("Lindqvist", "Lindström").encode("latin-1"),
        b"\xff\xfe\x00",
    ],
    ids=["yaml bomb", "50 MB", "NUL bytes", "latin-1", "binary"],
)
def test_hostile_case_files_are_refused_by_name(case: Path, content: bytes, refused: Refuse) -> None:
    """A bomb, 50 MB, NUL bytes, Latin-1 and binary are refused with the file's name, quickly and in little memory."""
    (case / "case.yaml").write_bytes(content)
    assert "case.yaml" in refused(case)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_link_out_of_the_folder_is_refused(case: Path, tmp_path: Path, refused: Refuse) -> None:
    """A plan that is a link to a file outside the case folder is not followed."""
    secret = tmp_path / "secret.md"
    secret.write_text("# Root causes\n- something of another client\n")
    (case / "poa.md").symlink_to(secret)
    (case / "case.yaml").write_text(CASE[: CASE.index("poa:")] + "poa: poa.md\n" + CASE[CASE.index("appeals:") :])
    said = refused(case)
    assert "poa" in said
    assert "another client" not in said


def test_all_faults_are_listed_with_key_line_and_near_miss(case: Path) -> None:
    """Two wrong keys and a wrong value are all named at once, with lines and the nearest right word."""
    (case / "case.yaml").write_text(
        CASE.replace("store_name:", "store_nam:").replace("channel: manager_review", "channel: manager_reviews")
    )
    done = ran("readiness", str(case), "--format", "json")
    faults = document(done)["error"]["faults"]
    assert done.returncode == 2
    assert len(faults) >= 2
    assert all(fault["where"]["file"].endswith("case.yaml") and fault["where"]["line"] for fault in faults)
    assert any("store_name" in fault["message"] for fault in faults)


def test_rung_that_does_not_exist_and_rung_without_a_reason(case: Path, refused: Refuse) -> None:
    """An unknown rung lists the right ones; another rung than the advised one needs --because."""
    assert "manager_review" in refused(case, "--rung", "ceo")
    assert "because" in refused(case, "--rung", "nudge")


def test_as_of_before_the_newest_fact_is_refused(case: Path) -> None:
    """A letter cannot be written for a day before what it reports."""
    done = ran("readiness", str(case), "--as-of", "2026-09-01", "--format", "json")
    assert done.returncode == 2
    assert "2026-09-01" in document(done)["error"]["message"]


def test_key_with_a_newline_is_refused_and_never_shown(case: Path) -> None:
    """A key with a line break in its middle is an input error, and no part of it reaches either stream."""
    done = ran(
        "rewrite", str(case), "--as-of", AS_OF, "--format", "json", "--debug", env={"OPENAI_API_KEY": "sk-invented\nHost: elsewhere"}
    )
    assert done.returncode == 2
    assert "line break" in document(done)["error"]["message"]
    assert b"sk-invented" not in done.stdout + done.stderr


def test_out_that_holds_files_is_a_file_or_cannot_be_made(case: Path, tmp_path: Path, refused: Refuse) -> None:
    """Nothing is written over, and the folder is looked at before anything else is done."""
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("keep me")
    assert "holds files" in refused(case, "--out", str(full))
    assert (full / "mine.txt").read_text() == "keep me"
    assert "file" in refused(case, "--out", str(full / "mine.txt"))
    assert "mine.txt" in refused(case, "--out", str(full / "mine.txt" / "out"))
    assert refused(case, "--out", "/proc/none/out")
    assert sorted(path.name for path in full.iterdir()) == ["mine.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_out_without_the_right_to_write(case: Path, tmp_path: Path, refused: Refuse) -> None:
    """A folder that takes no files from this user is named before a letter is written."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert "cannot be written" in refused(case, "--out", str(locked / "out"))


def test_wrong_policy_file_and_wrong_allow(case: Path, tmp_path: Path, refused: Refuse) -> None:
    """A policy with an unknown key, an unknown rule and a reason left out are refused by name."""
    policy = tmp_path / "house.toml"
    policy.write_text("[waits]\npending_day = 3\n")
    assert "pending_days" in refused(case, "--policy", str(policy))
    assert "house.toml" in refused(case, "--policy", str(tmp_path / "house.toml"))
    assert "FM999" in refused(case, "--allow", "FM999=why")
    assert "reason" in refused(case, "--allow", "FM110")


def test_new_refuses_a_folder_that_holds_files(tmp_path: Path) -> None:
    """`new` writes into a new or empty folder only."""
    (tmp_path / "notes.txt").write_text("mine")
    done = ran("new", str(tmp_path), "--format", "json")
    assert done.returncode == 2
    assert document(done)["error"]["kind"] == "InputError"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
