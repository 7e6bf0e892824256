"""`check --to docx`: the findings as comments in a Word copy. In: what was checked and its report. Out: one new file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from escalate_ai.case.case import Case
from escalate_ai.checking import subject_of
from escalate_ai.errors import InputError, Where
from escalate_ai.findings import Report
from escalate_ai.policy import Policy
from escalate_ai.reading.files import read_bytes
from escalate_ai.submission.folder import write_file
from escalate_ai.submission.formats import sheet_of
from escalate_ai.submission.margin import commented

Command = TypeVar("Command", bound=Callable[..., object])


def margin_options(command: Command) -> Command:
    """Give `check` its `--to` and `--out`."""
    to = click.option("--to", "copy_as", type=click.Choice(["docx"]), help="Also write a Word copy with the findings as comments.")
    out = click.option(
        "--out", "copy_to", type=click.Path(path_type=Path), metavar="FILE", help="Where the Word copy goes.  [default: FILE-checked.docx]"
    )
    return to(out(command))


def copy_path(source: Path, copy_as: str | None, copy_to: Path | None) -> Path | None:
    """Give where the copy is to go, asked before anything is checked; None where none is wanted.

    Raises:
        InputError: `--out` without `--to`, a folder or standard input without a file for the copy, or a file that is there already.

    """
    if copy_as is None:
        if copy_to is not None:
            raise InputError("--out names the Word copy: add --to docx", Where(key="--out"))
        return None
    if copy_to is None and (str(source) == "-" or source.is_dir()):
        raise InputError("name the file for the Word copy", Where(key="--out"))
    place = copy_to or source.with_name(f"{source.stem}-checked.docx")
    if place.suffix.lower() != ".docx":
        raise InputError("the Word copy needs a name that ends in .docx", Where(str(place), key="--out"))
    if place.exists():
        raise InputError("this file is there already, perhaps with somebody's changes; name another with --out", Where(str(place)))
    return place


def write_copy(  # noqa: PLR0917  what was checked, and what came of it
    given: Path | bytes, kind: str | None, case: Case | None, report: Report, day: date, policy: Policy, place: Path
) -> None:
    """Write the copy, and say so on standard error.

    Raises:
        InputError: A case has no words to comment on, or the file cannot be written.
        DraftError: The Word file cannot be opened.

    """
    subject = subject_of(given, kind, case, policy=policy)
    text = subject.letter.text if subject.letter else subject.text
    if text is None:
        raise InputError("a case is data, not a text to comment on; name a letter or a plan", Where(key="--to"))
    name = str(given) if isinstance(given, Path) else "text"
    data = read_bytes(given, policy.files.draft_bytes) if isinstance(given, Path) else given
    write_file(place, commented(data, text, report, day, name=name, sheet=sheet_of(case), letter=subject.letter))
    click.echo(f"written to {place}", err=True)
