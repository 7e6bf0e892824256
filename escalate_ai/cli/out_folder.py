"""The folder that `--out` names: looked at before a model is paid, written after. In: a path, an outcome. Out: files, or one error."""

from __future__ import annotations

import os
from pathlib import Path

from escalate_ai.errors import InputError, Where
from escalate_ai.outcome import Outcome

FORMATS = ("txt", "md")


def must_be_free(out: Path) -> None:
    """Refuse a folder that could not take the submission, before anything is asked or paid.

    Raises:
        InputError: It is a file, holds files already, or cannot be written.

    """
    place = Where(str(out), key="--out")
    try:
        if out.is_dir() and any(out.iterdir()):
            msg = f"{out} holds files already; nothing was written: give a folder that is new or empty"
            raise InputError(msg, place)
        if out.exists() and not out.is_dir():
            msg = f"{out} is a file; give a folder that is new or empty"
            raise InputError(msg, place)
        ground = next(folder for folder in (out, *out.absolute().parents) if folder.exists())
    except OSError as error:
        msg = f"{out} cannot be looked at ({error.strerror or error}); give a folder you may write to"
        raise InputError(msg, place) from None
    if not ground.is_dir() or not os.access(ground, os.W_OK | os.X_OK):
        msg = f"{out} cannot be written: {ground} takes no new files from you; give a folder you may write to"
        raise InputError(msg, place)


def save(outcome: Outcome, out: Path) -> None:
    """Write letter, plan, documents and manifest.

    Raises:
        InputError: The folder cannot be written; nothing half-written stays behind.
        NotReady: There is nothing to send.

    """
    try:
        outcome.submission().save(out, formats=list(FORMATS))
    except OSError as error:
        msg = f"{out} cannot be written ({error.strerror or error}); give a folder you may write to"
        raise InputError(msg, Where(str(out), key="--out")) from None
