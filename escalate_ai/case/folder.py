"""The folder of one case, and nothing outside it. In: a file name as a case writes it. Out: what it says, or why it cannot be had."""

from __future__ import annotations

import stat
from pathlib import Path, PurePosixPath, PureWindowsPath

from escalate_ai.errors import DraftError
from escalate_ai.nearest import nearest
from escalate_ai.policy import Policy
from escalate_ai.reading.document import Document
from escalate_ai.reading.documents import read_document

LISTED = 12
"""Names of a folder that a message repeats."""
LOOKED_AT = 2000
"""Names of a folder that are looked at for a near miss."""


class Folder:
    """A case folder. Names are relative to it, with `/` between parts; no name and no link leads out of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root = path.resolve()

    def outside(self, name: str) -> str | None:
        """Say why a name may not be followed; None where it stays inside, whether or not the file exists."""
        name = name.strip()
        if not name or "\x00" in name:
            return "a file name is wanted here"
        if PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive or name.startswith(("\\", "~")):
            return f"'{name}' is not relative to the case folder; move the file into it and give its name there"
        try:
            inside = (self.root / name).resolve().is_relative_to(self.root)
        except (OSError, ValueError, RuntimeError):
            return f"'{name}' cannot be followed; give the name of a file in the case folder"
        return None if inside else f"'{name}' leads out of the case folder; move the file into it"

    def problem_with(self, name: str) -> str | None:
        """Say why a file cannot be read as part of the case; None where it can."""
        problem = self.outside(name)
        if problem:
            return problem
        name = name.strip()
        try:
            mode = (self.root / name).stat().st_mode
        except OSError:
            return f"'{name}' is not in the case folder; {self.holds(name)}"
        if stat.S_ISDIR(mode):
            return f"'{name}' is a folder; name a file"
        return None if stat.S_ISREG(mode) else f"'{name}' is no regular file"

    def document(self, name: str, policy: Policy) -> Document:
        """Give what a file says, whatever its format.

        Args:
            name: As the case writes it.
            policy: Its `files` table says how much is read.

        Raises:
            DraftError: The file is missing, outside, too large, or cannot be read.

        """
        problem = self.problem_with(name)
        if problem:
            raise DraftError(problem)
        name = name.strip()
        file, limit = self.root / name, policy.files.draft_bytes
        try:
            size = file.stat().st_size
            if size > limit:
                raise DraftError(f"'{name}' has {size:,} bytes, {limit:,} at most")
            return read_document(file.read_bytes(), name, policy)
        except OSError as error:
            raise DraftError(f"'{name}' cannot be read ({error.strerror or error})") from None

    def holds(self, wanted: str | None = None) -> str:
        """Say which files the folder holds; the nearest to the one that was wanted, where one is near."""
        names = self._names()
        if not names:
            return "it holds no files"
        if wanted is not None and (hint := nearest(wanted, names)).startswith("; did you mean"):
            return f"it holds {_some(names)}{hint}"
        return f"it holds {_some(names)}"

    def _names(self) -> list[str]:
        found: list[str] = []
        try:
            for file in self.root.iterdir():
                if file.is_dir() and not file.is_symlink():
                    found.extend(f"{file.name}/{inner.name}" for inner in file.iterdir() if inner.is_file())
                elif not file.name.startswith("."):
                    found.append(file.name)
                if len(found) > LOOKED_AT:
                    break
        except OSError:
            return sorted(found)
        return sorted(found)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more
