"""`readiness` and `new`. In: a case folder, or the name of one to be made. Out: where the case stands, or a skeleton to fill in."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import click

from escalate_ai.cli import show_readiness
from escalate_ai.cli.answer import Answer, Exit, as_json, as_text
from escalate_ai.cli.options import case_argument, debug_option, format_option, loaded, read_options, today
from escalate_ai.errors import InputError, Where
from escalate_ai.ladder import readiness

SKELETON = "new-case.yaml"
FOLDERS = ("evidence", "sent")


@click.command(name="readiness")
@case_argument
@read_options()
def readiness_command(*, case_path: Path, as_of: date | None, form: str, offline: bool, policy_file: Path | None) -> Answer:
    """Say which rung a case stands on, why, and what to do next.

    Exit code 0: a letter can be written now; 3: not now, and the reasons say why.
    """
    del offline  # nothing here could open a connection
    case, policy = loaded(case_path, policy_file)
    stands = readiness(case, as_of=as_of or today(), policy=policy)
    code = Exit.DONE if stands.ready else Exit.NOT_READY
    return Answer(code, as_json(stands) if form == "json" else as_text(lambda width: show_readiness.rows(stands, width)))


@click.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@format_option()
@debug_option
def new(*, folder: Path, form: str) -> Answer:
    """Write a commented skeleton of a case.

    The folder has to be new or empty.
    """
    created = [str(path) for path in _laid_out(folder)]
    if form == "json":
        return Answer(Exit.DONE, as_json({"created": list(created)}))
    return Answer(Exit.DONE, as_text(lambda width: show_readiness.new_rows(folder, created, width)))


def skeleton() -> str:
    """Give the case file that `new` writes."""
    return (files("escalate_ai") / "data" / SKELETON).read_text("utf-8")


def _laid_out(folder: Path) -> list[Path]:
    try:
        if folder.is_dir() and any(folder.iterdir()):
            msg = "the folder holds files already; give a folder that is new or empty"
            raise InputError(msg, Where(str(folder)))
        folder.mkdir(parents=True, exist_ok=True)
        case_file = folder / "case.yaml"
        with case_file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(skeleton())
        for name in FOLDERS:
            (folder / name).mkdir()
    except OSError as error:
        msg = f"the folder cannot be written ({error.strerror or error}); give a folder you may write to"
        raise InputError(msg, Where(str(folder))) from None
    return [case_file, *(folder / name for name in FOLDERS)]
