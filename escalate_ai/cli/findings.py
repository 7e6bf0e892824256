"""`check`: findings on a letter, a plan or a case; changes nothing. In: a file or folder, and what to hold it against. Out: the report."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from escalate_ai.case.case import Case
from escalate_ai.checking import check
from escalate_ai.cli import show_findings
from escalate_ai.cli.answer import Answer, Exit, as_json, as_text
from escalate_ai.cli.options import allow_option, read_options, reasons, today
from escalate_ai.policy import Policy
from escalate_ai.terms import LETTER_RUNGS, Rung


@click.command(name="check")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--as", "kind", type=click.Choice(["plan", "case", "letter"]), help="What the file is.  [default: guessed]")
@click.option(
    "--case", "case_path", type=click.Path(path_type=Path), metavar="CASE", help="The case that a letter or plan is held against."
)
@click.option(
    "--rung", type=click.Choice([rung.value for rung in LETTER_RUNGS]), help="The rung a letter is meant for.  [default: the advised one]"
)
@click.option("--against", type=click.Path(path_type=Path), metavar="DIR", help="A folder of other clients' letters.")
@allow_option
@read_options()
def check_command(  # noqa: PLR0913  one argument per option
    *,
    source: Path,
    kind: str | None,
    case_path: Path | None,
    rung: str | None,
    against: Path | None,
    allowed: tuple[tuple[str, str], ...],
    as_of: date | None,
    form: str,
    offline: bool,
    policy_file: Path | None,
) -> Answer:
    """Give the findings on a letter, a plan or a case folder; `-` reads standard input. Nothing is changed.

    Exit code 0: no error findings; 1: some, and they are in the output.
    """
    del offline  # nothing here could open a connection
    policy = Policy.load(policy_file)
    given: Path | bytes = source if str(source) != "-" else sys.stdin.buffer.read(policy.files.draft_bytes + 1)
    report = check(
        given,
        kind=kind,
        case=Case.load(case_path, policy) if case_path else None,
        rung=Rung(rung) if rung else None,
        as_of=as_of or today(),
        policy=policy,
        against=against,
        allow=reasons(allowed),
    )
    code = Exit.DONE if report.passed else Exit.NOT_ACCEPTED
    if form == "json":
        return Answer(code, as_json(report))
    texts = show_findings.texts_of_file(given) if isinstance(given, Path) else show_findings.texts_of(given.decode("utf-8", "replace"))
    said = show_findings.verdict("passed" if report.passed else "not passed", report, good=report.passed)
    return Answer(code, as_text(lambda width: (said, *show_findings.report_rows(report, texts, width))))
