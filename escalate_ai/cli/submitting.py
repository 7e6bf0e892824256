"""`submission`: a letter with its plan and documents as one bundle. In: a case and a letter's file. Out: what it holds, or the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypedDict, TypeVar, Unpack

import click
from pydantic import JsonValue

from escalate_ai.cli import show_findings, show_readiness
from escalate_ai.cli.answer import Answer, Exit, as_json, as_text, plain
from escalate_ai.cli.options import allow_option, because_option, case_argument, loaded, read_options, reasons, rung_option, today
from escalate_ai.ladder import Readiness, readiness
from escalate_ai.outcome import Outcome
from escalate_ai.submission.bundle import Submission
from escalate_ai.submission.folder import free_folder
from escalate_ai.submission.formats import FORMATS, USUAL, known
from escalate_ai.terminal import BLANK, Ink, Row, prose
from escalate_ai.terms import Rung

Command = TypeVar("Command", bound=Callable[..., object])


class _Formats(click.ParamType[tuple[str, ...]]):
    name = "formats"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        del param, ctx
        return known(str(value).split(","))


def format_options(command: Command) -> Command:
    """Give a command `--to` and `--letterhead`."""
    to = click.option(
        "--to",
        "formats",
        type=_Formats(),
        metavar="FORMATS",
        help=f"Formats of letter and plan, by commas: {', '.join(FORMATS)}.  [default: {','.join(USUAL)}]",
    )
    letterhead = click.option(
        "--letterhead",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A .docx with placeholders that the Word letter is written on.",
    )
    return to(letterhead(command))


class SubmissionOptions(TypedDict):
    """What the command is told beside the case."""

    allowed: tuple[tuple[str, str], ...]
    as_of: date | None
    because: str | None
    form: str
    formats: tuple[str, ...] | None
    letter: Path
    letterhead: Path | None
    offline: bool
    out: Path | None
    policy_file: Path | None
    redact: bool
    rung: str | None


@click.command(short_help="Bundle a letter with its plan and documents.")
@case_argument
@click.option(
    "--letter",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The letter as it is to be sent: a file of any readable format, or the JSON of rewrite.",
)
@format_options
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write the bundle into this new or empty folder.")
@click.option("--redact", is_flag=True, help="Make a copy for sharing instead: no contact data, names or identifiers, no documents.")
@rung_option
@because_option
@allow_option
@read_options()
def submission(case_path: Path, **given: Unpack[SubmissionOptions]) -> Answer:
    """Bundle a letter with the plan, every document it names and a manifest, and nothing else.

    The letter is checked against the case once more. Without --out the bundle is only shown.

    Exit code 0: the bundle is complete; 1: the letter has error findings, or something keeps the bundle back; 3: no letter is due.
    """
    out, formats = given["out"], given["formats"] or USUAL
    if out is not None:
        free_folder(out)
    case, policy = loaded(case_path, given["policy_file"])
    day, rung = given["as_of"] or today(), Rung(given["rung"]) if given["rung"] else None
    stands = readiness(case, day, policy, rung=rung, because=given["because"])
    if not stands.ready:
        return _not_ready(stands, given["form"])
    outcome = Outcome(accepted=False, as_of=day, readiness=stands).about(case, policy)
    bundle = outcome.submission(letter=given["letter"], letterhead=given["letterhead"], allow=reasons(given["allowed"]))
    made = _Made(stands, bundle, formats, redact=given["redact"])
    if out is not None and made.complete:
        made.write(out)
    elif out is not None:
        click.echo(f"nothing was written to {out}: the submission is not complete", err=True)
    return Answer(
        Exit.DONE if made.complete else Exit.NOT_ACCEPTED,
        as_json(made.document()) if given["form"] == "json" else as_text(made.rows),
    )


def _not_ready(stands: Readiness, form: str) -> Answer:
    if form == "json":
        nothing: dict[str, JsonValue] = {"accepted": False, "readiness": stands.model_dump(mode="json"), "letter": None, "report": None}
        return Answer(Exit.NOT_READY, as_json({**nothing, "blocked_by": [], "redacted": False, "items": [], "folder": None}))
    return Answer(Exit.NOT_READY, as_text(lambda width: show_readiness.rows(stands, width)))


class _Made:
    """A bundle on its way out: what is in it, and where it went."""

    def __init__(self, stands: Readiness, bundle: Submission, formats: tuple[str, ...], *, redact: bool) -> None:
        self.stands, self.bundle, self.formats, self.redact = stands, bundle, formats, redact
        self.folder: Path | None = None
        # a copy for sharing is often wanted just because the submission is not complete
        self.complete = redact or not bundle.report.errors
        self.files = self._files() if self.complete else []

    def _files(self) -> list[dict[str, JsonValue]]:
        if self.redact:
            return [{"file": name, "size": len(content)} for name, content in self.bundle.redacted(self.formats).items()]
        return [{key: plain(value) for key, value in item.entry.items()} for item in self.bundle.items(self.formats)]

    def write(self, out: Path) -> None:
        """Write the folder, and say so."""
        self.folder = self.bundle.save_redacted(out, self.formats) if self.redact else self.bundle.save(out, self.formats)
        click.echo(f"{'a redacted copy was ' if self.redact else ''}written to {out}", err=True)

    def document(self) -> dict[str, JsonValue]:
        """Give what stands on standard output where JSON was asked for."""
        report = self.bundle.letter_report
        return {
            "accepted": bool(report and report.passed) and not self.bundle.report.errors,
            "readiness": self.stands.model_dump(mode="json"),
            "letter": self.bundle.letter.model_dump(mode="json"),
            "report": report.model_dump(mode="json") if report else None,
            "blocked_by": [found.model_dump(mode="json") for found in self.bundle.report.findings],
            "redacted": self.redact,
            "items": [*self.files],
            "folder": str(self.folder) if self.folder else None,
        }

    def rows(self, width: int) -> Iterator[Row]:
        """Give what stands on a screen: the verdict, the findings, the files."""
        report = self.bundle.letter_report
        if report is not None:
            yield show_findings.verdict("letter accepted" if report.passed else "letter not accepted", report, good=report.passed)
            yield from show_findings.report_rows(report, show_findings.texts_of_letter(self.bundle.letter), width)
        yield BLANK
        said = "redacted copy" if self.redact else "submission complete" if self.complete else "submission not complete"
        yield show_findings.verdict(said, self.bundle.report, good=self.complete)
        yield from show_findings.finding_rows(self.bundle.report.findings, {}, width)
        if self.files:
            yield BLANK
        for entry in self.files:
            yield (Ink(f"{entry['size']:>10,}  ", "dim"), Ink(f"{entry['file']}"))
        if self.redact:
            yield BLANK
            yield from prose("Read every file before you share it: names are found by machine.", width)
