"""A folder of files, written whole or not at all. In: names and bytes. Out: the folder. Knows no case and no letter."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from escalate_ai.errors import InputError, Where

if TYPE_CHECKING:
    from collections.abc import Mapping


_ABANDONED = 3600
"""Seconds after which an unfinished folder is nobody's any more."""


def free_folder(folder: Path) -> None:
    """Check that a folder can be written: new or empty, below a folder that may be written. To be asked before anything is paid for.

    Raises:
        InputError: It holds files, is a file, or lies where nothing may be written.

    """
    try:
        if folder.exists() and not folder.is_dir():
            msg = "the output is a file; name a new or empty folder"
            raise InputError(msg, Where(str(folder)))
        if folder.exists() and any(folder.iterdir()):
            msg = "the output folder holds files, which would be mixed with this submission; name a new or empty folder"
            raise InputError(msg, Where(str(folder)))
        above = next(parent for parent in folder.absolute().parents if parent.exists())
        with tempfile.TemporaryDirectory(prefix=".escalate-", dir=folder if folder.exists() else above):
            pass
    except OSError as error:
        raise _unwritable(folder, error) from None


def write_folder(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write all files into a folder beside its place, then move it there in one step; give the folder.

    Raises:
        InputError: As `free_folder`, or the disk is full; nothing stays behind.

    """
    free_folder(folder)
    made: Path | None = None
    try:
        place = folder.resolve()
        place.parent.mkdir(parents=True, exist_ok=True)
        _sweep(place)
        made = Path(tempfile.mkdtemp(prefix=_prefix(place), dir=place.parent))
        made.chmod(0o755)
        for name, content in files.items():
            target = made / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        made.replace(place)
    except OSError as error:
        raise _unwritable(folder, error) from None
    finally:
        if made is not None and made.exists():
            shutil.rmtree(made, ignore_errors=True)
    return folder


def write_file(place: Path, content: bytes) -> Path:
    """Write one new file, whole or not at all; give it.

    Raises:
        InputError: It is there already, or cannot be written.

    """
    made: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".escalate-", dir=place.absolute().parent)
        made = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        made.chmod(0o644)
        _named(made, place)
    except FileExistsError:
        raise InputError("this file is there already; name another", Where(str(place))) from None
    except OSError as error:
        raise InputError(
            f"the file cannot be written ({(error.strerror or 'unknown reason').lower()}); name another", Where(str(place))
        ) from None
    finally:
        if made is not None:
            made.unlink(missing_ok=True)
    return place


def _named(made: Path, place: Path) -> None:
    """Give a finished file its name; a link fails where the name is taken, while a renaming would replace what is there."""
    try:
        os.link(made, place)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        if place.exists():
            raise FileExistsError from None
        made.replace(place)


def _prefix(place: Path) -> str:
    return f".escalate-{place.name}-unfinished-"


def _sweep(place: Path) -> None:
    """Take away what an earlier run for this folder left when it was killed; what is younger may still be written by another run."""
    for left in place.parent.glob(f"{glob.escape(_prefix(place))}*"):
        if time.time() - left.stat().st_mtime > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> InputError:
    msg = f"the output folder cannot be written ({(error.strerror or 'unknown reason').lower()}); name another"
    return InputError(msg, Where(str(folder)))
