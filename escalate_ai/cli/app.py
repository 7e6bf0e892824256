"""The group of commands and the one way in. In: argv. Out: both streams written, an exit code. Each command has its own module."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO, cast

import click

from escalate_ai import __version__
from escalate_ai.cli.answer import Answer, Exit, as_json
from escalate_ai.cli.cases import new, readiness_command
from escalate_ai.cli.catalogue import explain, rules, schema
from escalate_ai.cli.extracting import extract
from escalate_ai.cli.failing import Failure, failure
from escalate_ai.cli.findings import check_command
from escalate_ai.cli.later import batch
from escalate_ai.cli.submitting import submission
from escalate_ai.cli.writing import prompts, rewrite
from escalate_ai.terminal import plain_marks

FORMS = ("text", "json", "html")
ENCODING_FALLBACK = "escalate_ai.plain_marks"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
def app() -> None:
    """Turn the case of a deactivated marketplace seller into an escalation letter that passes every check.

    Nothing is sent to Amazon: a person sends.

    Exit codes: 0 done, 1 not accepted or error findings, 2 wrong call or input, 3 not ready, 4 the model failed, 5 a fault of ours.
    """


for command in (rewrite, check_command, readiness_command, extract, submission, batch, rules, explain, schema, new, prompts):
    app.add_command(command)


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command and leave the process with its exit code."""
    sys.exit(run(list(sys.argv[1:] if argv is None else argv)))


def run(argv: list[str]) -> int:
    """Run one command, write both streams, give the exit code.

    Nothing but the answer of the command reaches standard output, in one piece, after the command is done.
    """
    closed = _prepare_streams()
    try:
        answer = _answered(argv)
    except BaseException as error:  # noqa: BLE001  every way out of a command ends in an exit code and one clear line
        answer = _told(failure(error), argv)
    return _lost("it is closed") if closed else _written(answer)


def _answered(argv: list[str]) -> Answer:
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed) if wants_json(argv) else contextlib.nullcontext():
            result = app.main(argv, prog_name="escalate-ai", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as asked:
        return _told(Failure(Exit.WRONG_INPUT, "UsageError", "no command given", hint=asked.ctx.get_help()), argv)
    except SystemExit as left:
        return Answer(Exit(left.code) if isinstance(left.code, int) else Exit.OUR_FAULT, "")
    if isinstance(result, Answer):
        return result
    # --help and --version have printed for themselves
    return Answer(Exit.DONE, as_json({"help": printed.getvalue().strip()}) if wants_json(argv) else "")


def _told(failed: Failure, argv: list[str]) -> Answer:
    if "--debug" in argv and sys.exc_info()[1] is not None:
        traceback.print_exc()
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(failed.spoken)
        sys.stderr.flush()
    return Answer(failed.code, failed.document if wants_json(argv) else failed.shown)


def wants_json(argv: Sequence[str]) -> bool:
    """Tell whether JSON was asked for, from the bare arguments: a call that cannot be parsed gets JSON too."""
    asked = [_format_at(argv, place) for place, word in enumerate(argv) if _is_format(word)]
    known = [form for form in asked if form in FORMS]
    return bool(known) and known[-1] == "json"


def _format_at(argv: Sequence[str], place: int) -> str:
    _, sign, value = argv[place].partition("=")
    return (value if sign else "".join(argv[place + 1 : place + 2])).lower()


def _is_format(word: str) -> bool:
    return word == "--format" or word.startswith("--format=")


def _written(answer: Answer) -> int:
    try:
        sys.stdout.write(answer.text)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
        return Exit.PIPE_CLOSED
    except OSError as error:
        _silence(sys.stdout)
        return _lost(error.strerror or "no reason given")
    return answer.code


def _lost(reason: str) -> int:
    with contextlib.suppress(OSError):
        sys.stderr.write(f"error: standard output cannot be written: {reason}\n")
    return Exit.WRONG_INPUT


def _silence(stream: TextIO) -> None:
    """Let the interpreter's last flush go nowhere instead of failing a second time."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _nowhere() -> TextIO:
    """Stand in for a stream that the caller closed, until the process ends."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _prepare_streams() -> bool:
    """Make both streams fit to be written to; tell whether standard output was closed by the caller (`>&-`)."""
    closed = cast("TextIO | None", sys.stdout) is None
    if closed:
        sys.stdout = _nowhere()
    if cast("TextIO | None", sys.stderr) is None:
        sys.stderr = _nowhere()
    codecs.register_error(ENCODING_FALLBACK, plain_marks)
    for stream in (sys.stdout, sys.stderr):
        if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(errors=ENCODING_FALLBACK)
    return closed
