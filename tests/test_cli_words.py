"""What the command line says of a wrong call: which option, which file and line, in one JSON document; and the odd ways to call it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli_kit import AS_OF, CASE, Told, document, laid_out, ran


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that is ready for an executive letter."""
    return laid_out(tmp_path_factory.mktemp("words") / "alder")


LETTER = "Dear Seller Performance Team,\n\nplease have our account reinstated.\n\nKind regards,\nMara Lindqvist\n"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("--rung", "nudge"), "--rung"),
        (("--allow", "XX=why"), "--allow"),
        (("--allow", "RD503=why"), "--allow"),
        (("--model", "some-model"), "--model"),
        (("--as-of", "soon"), "--as-of"),
    ],
)
def test_an_error_names_the_option_it_is_about(case: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], key: str) -> None:
    """The key of the place is the option as it is typed."""
    told = Told(capsys, "rewrite", str(case), "--as-of", AS_OF, "--format", "json", *words)
    assert (told.code, told.json["error"]["where"]["key"]) == (2, key)


def test_a_wrong_key_in_the_environment_is_named_by_its_variable(case: Path) -> None:
    """Who set OPENAI_API_KEY wrong reads that name, not the name of an argument nobody gave."""
    done = ran("rewrite", str(case), "--as-of", AS_OF, "--format", "json", env={"OPENAI_API_KEY": "sk-invented\nHost: elsewhere"})
    error = document(done)["error"]
    assert error["where"]["key"] == "OPENAI_API_KEY"
    assert "OPENAI_API_KEY" in error["message"]


def test_a_message_holds_the_first_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A log that keeps the message alone knows what is wrong; the rest is counted, and `faults` has them all."""
    (tmp_path / "case.yaml").write_text("a: 1\nb: 2\nc: 3\n", "utf-8")
    error = Told(capsys, "readiness", str(tmp_path), "--format", "json").json["error"]
    assert "unknown key 'a'" in error["message"]
    assert f"and {len(error['faults']) - 3} more" in error["message"]
    policy = tmp_path / "house.toml"
    policy.write_text("[waits]\npending_day = 3\n", "utf-8")
    error = Told(capsys, "readiness", str(tmp_path), "--policy", str(policy), "--format", "json").json["error"]
    assert "did you mean 'pending_days'?" in error["message"]
    assert error["where"] == {"file": str(policy), "line": 2, "key": "waits.pending_day"}


@pytest.mark.parametrize(
    ("words", "code", "key"),
    [
        (("rewrite", "x", "--format", "json", "-h"), 0, "help"),
        (("--help", "--format", "json"), 2, "error"),
        (("check", "--help", "--format=json"), 0, "help"),
        (("rules", "--format", "json", "--format", "xml"), 2, "error"),
        (("rules", "--format", "json", "--format"), 2, "error"),
    ],
)
def test_json_was_asked_for_and_json_comes(words: tuple[str, ...], code: int, key: str) -> None:
    """Help of a command, an option out of place and a second, wrong form are one JSON document each."""
    done = ran(*words)
    assert (done.returncode, key in json.loads(done.stdout)) == (code, True)


def test_closed_standard_output_ends_without_a_traceback() -> None:
    """With `>&-` there is nowhere to write: one line says so."""
    program = f"{sys.executable} -m escalate_ai rules >&-"
    done = subprocess.run(["/bin/sh", "-c", program], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (2, b"error: standard output cannot be written: it is closed\n")
    both = subprocess.run(["/bin/sh", "-c", f"{program} 2>&-"], check=False)
    assert both.returncode == 2


def test_check_reads_standard_input_under_the_name_of_a_dash() -> None:
    """`check -` checks what is piped in, and shows the words it speaks of."""
    command = [sys.executable, "-m", "escalate_ai", "check", "-"]
    done = subprocess.run([*command, "--format", "json"], input=LETTER.encode(), capture_output=True, check=False)
    assert (done.returncode, json.loads(done.stdout)["passed"]) == (1, False)
    shown = subprocess.run(command, input=LETTER.encode(), capture_output=True, check=False)
    assert b"not passed" in shown.stdout
    empty = subprocess.run(command, input=b"", capture_output=True, check=False)
    assert (empty.returncode, b"empty" in empty.stderr) == (2, True)
    large = subprocess.run(command, input=b"word " * 100_000, capture_output=True, check=False)
    assert (large.returncode, large.stderr.count(b"\n")) == (2, 1)


def test_new_says_its_folder_once(tmp_path: Path) -> None:
    """The path of a folder that holds files stands in the error once."""
    (tmp_path / "notes.txt").write_text("mine")
    assert ran("new", str(tmp_path)).stderr.decode().count(str(tmp_path)) == 1


def test_a_fresh_case_says_which_keys_are_empty(tmp_path: Path) -> None:
    """`readiness` on what `new` wrote asks for values by key, and shows no None."""
    ran("new", str(tmp_path / "fresh"))
    done = ran("readiness", str(tmp_path / "fresh"))
    assert done.returncode == 2
    assert b"is empty: give one of " in done.stderr
    assert b"None" not in done.stderr


@pytest.mark.parametrize(
    ("code", "said"),
    [("RD503", "--because"), ("RD504", "mend the case"), ("RD513", "readiness"), ("SB602", "bundle")],
)
def test_what_cannot_be_silenced_is_not_allowed_in_silence(case: Path, capsys: pytest.CaptureFixture[str], code: str, said: str) -> None:
    """A rule that a rewrite does not run on its letter is refused with what to do instead."""
    told = Told(capsys, "rewrite", str(case), "--as-of", AS_OF, "--format", "json", "--allow", f"{code}=why")
    assert told.code == 2
    assert f"{code} cannot be silenced here" in told.json["error"]["message"]
    assert said in told.json["error"]["message"]


def test_readiness_rules_can_be_allowed_where_a_case_is_checked(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` on a case runs them, and lists what it was told to silence."""
    told = Told(capsys, "check", str(case), "--as-of", AS_OF, "--format", "json", "--allow", "RD503=why")
    assert [entry["rule"] for entry in told.json["allowed"]] == ["RD503"]


def test_faults_name_the_folder_that_was_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Over many cases a log tells which one is wrong."""
    (tmp_path / "case.yaml").write_text(CASE.replace("marketplace: US", "marketplace: UX"), "utf-8")
    error = Told(capsys, "readiness", str(tmp_path), "--format", "json").json["error"]
    assert {fault["where"]["file"] for fault in error["faults"]} == {str(tmp_path / "case.yaml")}
