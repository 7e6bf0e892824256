"""`check`: findings on a letter, a plan or a case; changes nothing. In: a file or folder, and what to hold it against. Out: the report.

With `--review` a model reads the text too, once; its findings stand among the others and decide nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from escalate_ai.case.case import Case
from escalate_ai.checking import check
from escalate_ai.cli import show_findings
from escalate_ai.cli.answer import Answer, Exit, as_json, as_text
from escalate_ai.cli.failing import UnfinishedError
from escalate_ai.cli.margin import copy_path, margin_options, write_copy
from escalate_ai.cli.options import allow_option, base_url_option, model_option, prompts_option, read_options, reasons, today
from escalate_ai.errors import InputError, ModelError, Where
from escalate_ai.escalator import Escalator
from escalate_ai.findings import Report
from escalate_ai.policy import Policy
from escalate_ai.review import Review
from escalate_ai.terminal import BLANK, Row, prose
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
@margin_options
@click.option("--review", "wants_review", is_flag=True, help="Have a model read it too, for what only meaning tells; it can add warnings.")
@model_option
@base_url_option
@prompts_option
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
    wants_review: bool,
    model: str | None,
    base_url: str | None,
    prompts_folder: Path | None,
    copy_as: str | None,
    copy_to: Path | None,
) -> Answer:
    """Give the findings on a letter, a plan or a case folder; `-` reads standard input. Nothing is changed.

    Exit code 0: no error findings; 1: some, and they are in the output.
    """
    if not wants_review and (model or base_url):
        msg = "only a review asks a model: add --review, or leave --model and --base-url out"
        raise InputError(msg, Where(key="--model" if model else "--base-url"))
    place = copy_path(source, copy_as, copy_to)
    policy = Policy.load(policy_file)
    given: Path | bytes = source if str(source) != "-" else sys.stdin.buffer.read(policy.files.draft_bytes + 1)
    held = Case.load(case_path, policy) if case_path else None
    day, allow, on = as_of or today(), reasons(allowed), Rung(rung) if rung else None
    if not wants_review:
        report = check(given, kind=kind, case=held, rung=on, as_of=day, policy=policy, against=against, allow=allow)
        if place is not None:
            write_copy(given, kind, held, report, day, policy, place)
        return _answer(report, given, form)
    escalator = Escalator(
        model,
        base_url=base_url,
        policy=policy,
        prompts=prompts_folder,
        offline=offline,
        announce=lambda line: click.echo(line, err=True),
    )
    try:
        review = escalator.review(given, held, kind=kind, rung=on, as_of=day, allow=allow, against=against)
    except ModelError as error:
        so_far = error.outcome.report if isinstance(error.outcome, Review) else None
        raise UnfinishedError(error, so_far, _answer(so_far, given, "text").text if so_far else "") from error
    if place is not None:
        write_copy(given, kind, held, review.report, day, policy, place)
    return _answer(review.report, given, form, review)


def _answer(report: Report, given: Path | bytes, form: str, review: Review | None = None) -> Answer:
    code = Exit.DONE if report.passed else Exit.NOT_ACCEPTED
    if form == "json":
        return Answer(code, as_json(review.document() if review else report))
    texts = show_findings.texts_of_file(given) if isinstance(given, Path) else show_findings.texts_of_bytes(given)
    said = show_findings.verdict("passed" if report.passed else "not passed", report, good=report.passed)
    return Answer(code, as_text(lambda width: (said, *show_findings.report_rows(report, texts, width), *_review_rows(review, width))))


def _review_rows(review: Review | None, width: int) -> Iterator[Row]:
    """Say who read it, and what of the answer did not count."""
    if review is None:
        return
    dropped = review.dropped
    reasons_told = (
        (dropped.not_in_text, "quoted words that are not in the text"),
        (dropped.unknown_rule, "under no rule that was asked about"),
        (dropped.already_known, "known already"),
        (dropped.too_many, "beyond the most that is taken"),
        (dropped.unreadable, "not readable"),
    )
    count = len(review.findings)
    said = f"{count} finding{'' if count == 1 else 's'} of its own"
    if review.problem:
        said = "the answer could not be read, so nothing was reviewed"
    left = [f"{number} {why}" for number, why in reasons_told if number]
    yield BLANK
    yield from prose(f"reviewed by {review.model}: {said}{'; dropped: ' + ', '.join(left) if left else ''}", width, style="dim")
    for line in review.left_out:
        yield from prose(line, width, style="yellow")
