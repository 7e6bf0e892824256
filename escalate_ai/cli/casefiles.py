"""A case file and what stands beside it, on disk. In: paths, texts. Out: files, each whole, all or none. Overwrites nothing unasked.

A file that the case names has to stand in the case's folder: one that stands elsewhere is copied there under the name it came with.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from escalate_ai.case.marked import Plain
from escalate_ai.errors import InputError, Where
from escalate_ai.extract.casetree import Leaf, node_of, walk
from escalate_ai.extract.caseyaml import FILES
from escalate_ai.extract.skeleton import pattern_of
from escalate_ai.reading.files import read_bytes
from escalate_ai.reading.texts import text_of
from escalate_ai.submission.folder import write_file

CASE_FILE = "case.yaml"


def case_file(place: Path, key: str) -> Path:
    """Give the case file that a path means: itself, or case.yaml in a folder.

    Raises:
        InputError: It is a file of another kind.

    """
    if place.is_dir() or place.suffix == "":
        return place / CASE_FILE
    if place.suffix.lower() not in {".yaml", ".yml"}:
        hint = "; comments cannot stand in JSON" if place.suffix.lower() == ".json" else ""
        raise InputError(f"{place.name} is no .yaml file, and a case is written as one{hint}", Where(key=key))
    return place


def free_file(place: Path, key: str) -> None:
    """See to it that a file can be made there.

    Raises:
        InputError: There is one already, or no folder that it could stand in.

    """
    if place.exists() or place.is_symlink():
        what = "; to add to it, use --merge" if key == "--out" else ""
        raise InputError(f"{place} is there already, and nothing is overwritten{what}", Where(key=key))
    above = next(parent for parent in place.absolute().parents if parent.exists())
    if not above.is_dir() or not os.access(above, os.W_OK):
        raise InputError(f"{place} cannot be made: {above} is no folder that may be written to", Where(key=key))


def text_to_merge(place: Path, limit: int) -> tuple[bytes, str]:
    """Give a case file's bytes and its text.

    Raises:
        DraftError: There is none, it is too large, or it holds no text.

    """
    data = read_bytes(place, limit)
    return data, text_of(data, str(place))


class Beside:
    """The files that a case names, seen from where its case file stands."""

    def __init__(self, source: Path, folder: Path | None) -> None:
        self._base = source if source.is_dir() else source.parent
        self._folder = folder

    def name(self, file: str) -> str | None:
        """Give a file's name as the case has to write it; None where it is no file of its own, but stands in a mail."""
        if not (self._base / file).is_file():
            return None
        if self._folder is None:
            return file
        inside = self._inside(self._base / file)
        return inside if inside is not None else file

    def copies(self, case: Mapping[str, Plain]) -> dict[Path, bytes]:
        """Give what has to be copied beside the case file: every file that the case names and that stands elsewhere.

        Raises:
            InputError: Another file of that name is there already.

        """
        wanted: dict[Path, bytes] = {}
        for path, node in walk(node_of(dict(case))):
            if self._folder is None or pattern_of(path) not in FILES or not isinstance(node, Leaf) or not isinstance(node.value, str):
                continue
            there, here = self._folder / node.value, self._base / node.value
            if not here.is_file() or self._inside(here) is not None:
                continue
            data = here.read_bytes()
            if there.exists() and (not there.is_file() or there.read_bytes() != data):
                raise InputError(f"{there} is there already and is another file than {here}; rename one of them", Where(str(there)))
            if not there.exists():
                wanted[there] = data
        return wanted

    def _inside(self, file: Path) -> str | None:
        """Give the name of a file relative to the case's folder; None where it stands outside."""
        folder = self._folder.resolve() if self._folder else None
        place = file.resolve()
        return place.relative_to(folder).as_posix() if folder and place.is_relative_to(folder) else None


def write_all(new: Mapping[Path, bytes], replaced: Mapping[Path, bytes]) -> None:
    """Write new files, then put files in the place of those that were to be added to; all of it, or nothing new stays.

    Raises:
        InputError: Something cannot be written.

    """
    made: list[Path] = []
    try:
        for place, content in new.items():
            for parent in [folder for folder in reversed(place.parents) if not folder.exists()]:
                parent.mkdir()
                made.append(parent)
            made.append(write_file(place, content))
        for place, content in replaced.items():
            _replace(place, content)
    except (OSError, InputError) as error:
        for place in reversed(made):
            with contextlib.suppress(OSError):
                place.rmdir() if place.is_dir() else place.unlink()
        if isinstance(error, InputError):
            raise
        raise InputError(f"{error.filename} cannot be written ({(error.strerror or 'unknown reason').lower()})") from None


def _replace(place: Path, content: bytes) -> None:
    """Put a file in the place of one, in one step, with its rights."""
    target = place.resolve()
    handle, name = tempfile.mkstemp(prefix=".escalate-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(target.stat().st_mode & 0o777)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
