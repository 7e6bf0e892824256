"""`extract`: what a client sent becomes a case file, with questions for what is missing. In: a draft or a folder. Out: a case.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, TypedDict, Unpack

import click

from escalate_ai.cli import show_extraction
from escalate_ai.cli.answer import Answer, Exit, as_json, as_text
from escalate_ai.cli.casefiles import Beside, case_file, free_file, text_to_merge, write_all
from escalate_ai.cli.failing import UnfinishedError
from escalate_ai.cli.options import base_url_option, debug_option, format_option, model_option, offline_option, policy_option
from escalate_ai.errors import DraftError, InputError, ModelError, Where
from escalate_ai.escalator import Escalator
from escalate_ai.extract.finishing import Finished, finished
from escalate_ai.extract.folder import letters_at
from escalate_ai.extract.found import Extraction, TextKind
from escalate_ai.policy import Policy
from escalate_ai.terms import Marketplace

BOM = b"\xef\xbb\xbf"


class ExtractOptions(TypedDict):
    """What the command is told beside the source."""

    base_url: str | None
    form: str
    marketplace: str | None
    merge: Path | None
    model: str | None
    offline: bool
    out: Path | None
    policy_file: Path | None
    questions: Path | None


@click.command(short_help="Read what a client sent into a case file.")
@click.argument("source", metavar="DRAFT|FOLDER", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the case file there; a folder gets a case.yaml.")
@click.option("--merge", type=click.Path(path_type=Path), metavar="CASE.yaml", help="Add to this case file; what stands in it stays.")
@click.option(
    "--questions", type=click.Path(path_type=Path), metavar="FILE.docx", help="Write the letter to the client with the questions."
)
@click.option(
    "--marketplace",
    type=click.Choice([place.value for place in Marketplace], case_sensitive=False),
    metavar="XX",
    help="US, UK, DE ...: how dates in digits are read.  [default: told from the texts]",
)
@model_option
@base_url_option
@offline_option
@policy_option
@format_option()
@debug_option
def extract(source: Path, **given: Unpack[ExtractOptions]) -> Answer:
    """Read what a client sent into a case file: a draft, a mail, a notice, or a folder of all of them.

    Every value stands with the words it came from, what is missing stands blank, and the questions for the client stand on top. Answers
    to an earlier letter with questions are read back with --merge. Without a model nothing leaves this machine.
    """
    policy = Policy.load(given["policy_file"])
    targets = _targets(given)
    held = text_to_merge(targets.merge, policy.files.case_bytes) if targets.merge else None
    letters = letters_at(source, policy)
    lone = bool(letters) and not source.is_dir()
    if lone and held is None:
        raise InputError("these are answers to our questions; say with --merge CASE.yaml which case they belong to", Where(str(source)))
    beside = Beside(source, targets.case.parent if targets.case else None)

    def done(found: Extraction) -> Finished:
        into = (str(targets.merge), held[1]) if held else None
        return finished(found, policy, letters, beside.name, into)

    try:
        found = Extraction(kind=TextKind.OTHER) if lone else _extracted(source, given, policy, held[1] if held else "")
    except ModelError as error:
        so_far = error.outcome if isinstance(error.outcome, Extraction) else None
        raise UnfinishedError(error, so_far, done(so_far).text if so_far and given["form"] == "text" else "") from error
    if not lone and not found.values and not found.left_out and not letters and source.is_dir():
        raise DraftError("there is nothing in this folder that could be read", Where(str(source)))
    result = done(found)
    written = _write(result, beside, targets, held)
    return _answer(found, result, written, targets, given["form"])


class _Targets(NamedTuple):
    """What is written."""

    out: Path | None
    merge: Path | None
    questions: Path | None

    @property
    def case(self) -> Path | None:
        """Where the case file ends up; None where it is only shown."""
        return self.out or self.merge


def _targets(given: ExtractOptions) -> _Targets:
    """Give where the case file goes and which one is added to, and see to it that both can be.

    Raises:
        InputError: A file would be overwritten, or is none that can be written.

    """
    out = case_file(given["out"], "--out") if given["out"] else None
    merge = case_file(given["merge"], "--merge") if given["merge"] else None
    if out:
        free_file(out, "--out")
    if merge and not merge.exists():
        raise InputError(f"there is no {merge} to add to; use --out to write one", Where(key="--merge"))
    if given["questions"]:
        if given["questions"].suffix.lower() != ".docx":
            raise InputError("the letter with questions is a Word document; give it a name that ends in .docx", Where(key="--questions"))
        free_file(given["questions"], "--questions")
    return _Targets(out, merge, given["questions"])


def _extracted(source: Path, given: ExtractOptions, policy: Policy, case_text: str) -> Extraction:
    if given["offline"] and (given["model"] or given["base_url"]):
        click.echo(f"offline: {given['model'] or given['base_url']} is not asked", err=True)
    reader = Escalator(
        given["model"],
        base_url=given["base_url"],
        policy=policy,
        offline=given["offline"],
        announce=lambda line: click.echo(line, err=True),
    )
    return reader.extract(source, marketplace=given["marketplace"] or show_extraction.marketplace_in(case_text))


def _write(result: Finished, beside: Beside, targets: _Targets, held: tuple[bytes, str] | None) -> list[Path]:
    """Write what was asked for, and give the paths of what is new or changed."""
    new: dict[Path, bytes] = beside.copies(result.case) if targets.case else {}
    replaced: dict[Path, bytes] = {}
    text = result.text.encode("utf-8")
    if targets.out:
        new[targets.out] = text
    elif targets.merge and held and result.text != held[1]:
        replaced[targets.merge] = (BOM if held[0].startswith(BOM) else b"") + text
    if targets.questions:
        new[targets.questions] = result.letter()
    write_all(new, replaced)
    return [*new, *replaced]


def _answer(found: Extraction, result: Finished, written: list[Path], targets: _Targets, form: str) -> Answer:
    if form == "json":
        return Answer(Exit.DONE, as_json(show_extraction.document(found, result, written)))
    told = as_text(lambda width: show_extraction.rows(found, result, written, width, case=targets.case))
    if targets.case:
        return Answer(Exit.DONE, told)
    click.echo(told, err=True, nl=False)
    return Answer(Exit.DONE, result.text)
