"""What the command line writes to which stream, in processes of its own: results out, the rest to standard error, the right code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_kit import AS_OF, Told, document, laid_out, ran


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that is ready for an executive letter."""
    return laid_out(tmp_path_factory.mktemp("cli") / "alder")


@pytest.fixture(scope="module")
def rewritten(case: Path) -> subprocess.CompletedProcess[bytes]:
    """One `rewrite --format json` of it."""
    return ran("rewrite", str(case), "--as-of", AS_OF, "--format", "json")


def test_rewrite_gives_an_accepted_letter_as_one_json_document(rewritten: subprocess.CompletedProcess[bytes]) -> None:
    """Exit 0, a JSON document on standard output with the keys of the contract, and not a word on standard error."""
    assert (rewritten.returncode, rewritten.stderr) == (0, b"")
    told = document(rewritten)
    assert told["accepted"] is True
    assert told["written_by"] == "composer"
    contract = {
        "accepted",
        "readiness",
        "letter",
        "report",
        "grounding",
        "draft",
        "notes",
        "written_by",
        "model",
        "fell_back",
        "rounds",
        "usage",
    }
    assert contract <= set(told)


def test_rewrite_as_text_begins_with_the_letter_as_it_would_be_sent(case: Path, rewritten: subprocess.CompletedProcess[bytes]) -> None:
    """Text output opens with the whole letter, letter for letter, and goes on with the report."""
    done = ran("rewrite", str(case), "--as-of", AS_OF)
    text = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert text.startswith(document(rewritten)["letter"]["text"])
    assert "accepted" in text
    assert "\x1b" not in text


def test_rewrite_as_html_is_one_page_that_loads_nothing(case: Path) -> None:
    """The page carries its style in itself and names no address to fetch."""
    done = ran("rewrite", str(case), "--as-of", AS_OF, "--format", "html")
    page = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert page.startswith("<!doctype html>")
    assert "Alder Creek Kitchen" in page
    assert not [word for word in ("src=", "href=", "@import", "url(", "<script") if word in page]


def test_out_writes_letter_documents_and_manifest_and_says_so_on_standard_error(case: Path, tmp_path: Path) -> None:
    """`--out` leaves the submission in a new folder, and the letter still goes to standard output."""
    out = tmp_path / "deep" / "out"
    done = ran("rewrite", str(case), "--as-of", AS_OF, "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert str(out).encode() in done.stderr
    assert done.stdout.startswith(b"Subject: ")
    names = {path.name for path in out.rglob("*") if path.is_file()}
    assert {"letter.txt", "letter.md"} <= names
    assert any("manifest" in name for name in names)
    assert any(name.endswith(".pdf") for name in names)


def test_usage_errors_are_json_too_even_where_the_call_cannot_be_parsed(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown option, a missing case, a wrong choice and a wrong date each give exit 2 and an error document with null outcome."""
    calls = (
        ("rewrite", "--format", "json"),
        ("rewrite", "x", "--format=json", "--nope"),
        ("readiness", "x", "--format", "json", "--as-of", "20.11.2026"),
        ("rewrite", "x", "--rung", "ceo", "--format", "json"),
        ("nope", "--format", "json"),
        ("--format", "json"),
    )
    for call in calls:
        told = Told(capsys, *call)
        assert (told.code, set(told.json), told.json["outcome"]) == (2, {"error", "outcome"}, None), call
        assert {"kind", "message", "where"} <= set(told.json["error"])
        assert told.err.startswith("error: "), call


def test_the_last_format_given_decides_as_it_does_for_the_command() -> None:
    """Of two --format options the later one rules errors too."""
    done = ran("rewrite", "--format", "json", "--format", "text", "--nope")
    assert (done.returncode, done.stdout) == (2, b"")


def test_failure_as_text_leaves_standard_output_empty(tmp_path: Path) -> None:
    """An error in text form is one message on standard error and nothing else."""
    done = ran("readiness", str(tmp_path / "none"))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"error: ")
    assert b"Traceback" not in done.stderr


def test_closed_pipe_ends_without_a_traceback() -> None:
    """A reader that goes away, as `head -1` does, leaves no traceback behind."""
    with subprocess.Popen(
        [sys.executable, "-m", "escalate_ai", "rules", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
    assert process.returncode == 141
    assert told == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_full_disk_behind_standard_output_is_one_clear_line() -> None:
    """Where standard output cannot be written, the command says so and exits 2."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "escalate_ai", "rules"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "standard output" in done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_interrupt_ends_with_130_and_one_line() -> None:
    """Ctrl-C in the middle of a command leaves one line on standard error and no traceback."""
    wait = (
        # whoever starts the tests in the background has Ctrl-C ignored, and children inherit that
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import sys, time, escalate_ai.cli.app as a, click\n"
        "@a.app.command()\ndef sleep():\n    print('up', file=sys.stderr, flush=True)\n    time.sleep(60)\n"
        "a.main(['sleep'])"
    )
    with subprocess.Popen([sys.executable, "-c", wait], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"up\n"
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode == 130
    assert b"interrupted" in told
    assert b"Traceback" not in told


def test_poor_locale_gets_readable_text_and_valid_json(case: Path) -> None:
    """Under an ASCII or Latin-1 standard output text loses no word and JSON stays JSON."""
    for encoding in ("ascii", "latin-1"):
        env = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
        text = ran("rewrite", str(case), "--as-of", AS_OF, env=env)
        assert (text.returncode, b"Traceback" in text.stderr) == (0, False), text.stderr
        assert b"accepted" in text.stdout
        assert json.loads(ran("rules", "--format", "json", env=env).stdout.decode("ascii"))["rules"]


def test_a_narrow_terminal_and_no_color_are_honoured(case: Path) -> None:
    """On a screen of 50 columns no line is wider, colour is there, and NO_COLOR takes it away."""
    pty = pytest.importorskip("pty")
    for no_color in ("", "1"):
        master, slave = pty.openpty()
        env = {**os.environ, "COLUMNS": "50", "TERM": "xterm-256color", "NO_COLOR": no_color}
        with subprocess.Popen(
            [sys.executable, "-m", "escalate_ai", "rewrite", str(case), "--as-of", AS_OF], stdout=slave, stderr=subprocess.DEVNULL, env=env
        ) as process:
            os.close(slave)
            text = _read_all(master)
        assert process.returncode == 0
        assert ("\x1b[1;32m" in text) is (not no_color)
        assert max(map(len, _uncoloured(text).splitlines())) <= 50


def _read_all(descriptor: int) -> str:
    said = b""
    while True:
        try:
            piece = os.read(descriptor, 65536)
        except OSError:  # Linux says so when the other side is closed
            piece = b""
        if not piece:
            os.close(descriptor)
            return said.decode()
        said += piece


def _uncoloured(text: str) -> str:
    plain = ""
    while "\x1b[" in text:
        before, _, rest = text.partition("\x1b[")
        plain += before
        text = rest.partition("m")[2]
    return plain + text


def test_debug_shows_the_traceback_and_only_then(tmp_path: Path) -> None:
    """--debug adds the traceback on standard error; standard output stays one JSON document."""
    done = ran("readiness", str(tmp_path), "--debug", "--format", "json")
    assert document(done)["error"]["kind"] == "CaseError"
    assert b"Traceback" in done.stderr
    assert b"Traceback" not in ran("readiness", str(tmp_path), "--format", "json").stderr


def test_a_fault_of_ours_is_one_line_that_asks_to_report_it() -> None:
    """An unexpected exception gives exit 5, one line without a traceback, and an error document."""
    broken = (
        "import escalate_ai.cli.app as a, click\n"
        "@a.app.command()\n@click.option('--format')\ndef fall(format):\n    raise ZeroDivisionError('no\\nway')\n"
        "a.main(['fall', '--format', 'json'])"
    )
    done = subprocess.run([sys.executable, "-c", broken], capture_output=True, check=False)
    assert done.returncode == 5
    assert document(done)["error"]["kind"] == "ZeroDivisionError"
    assert done.stderr.count(b"\n") == 1
    assert b"report" in done.stderr


def test_help_and_version_go_to_standard_output() -> None:
    """--help lists every command, and --version names the program, with exit 0."""
    helped = ran("--help").stdout.decode()
    assert all(
        name in helped
        for name in ("rewrite", "check", "readiness", "extract", "submission", "batch", "rules", "explain", "schema", "new", "prompts")
    )
    assert ran("--version").stdout.startswith(b"escalate-ai ")
    assert ran().returncode == 2


def test_what_is_not_built_says_so_with_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    """Batch names what it will do and what to use until then, as text and as JSON."""
    for call in (("batch", "run", "x"),):
        told = Told(capsys, *call)
        assert (told.code, told.out) == (2, "")
        assert "not built yet" in told.err
        assert "not built yet" in Told(capsys, *call, "--format", "json").json["error"]["message"]
