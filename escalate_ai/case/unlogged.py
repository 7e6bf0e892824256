"""Texts in `sent/` that no attempt of the case names: what was sent before all the same, so that a copy of it is seen.

In: a case folder and the names the case uses. Out: `Unlogged` texts. Opens files in `sent/` alone; one that cannot be read is left out,
since the case does not rest on it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.errors import DraftError

if TYPE_CHECKING:
    from escalate_ai.case.folder import Folder
    from escalate_ai.policy import Policy

SENT = "sent"
MOST = 30
"""Files that are read; a case has a handful."""


class Unlogged(NamedTuple):
    """A text that was sent, and that no attempt names."""

    file: str
    """Its name within the case folder."""
    text: str


def unlogged_texts(folder: Folder, named: Collection[str], policy: Policy) -> tuple[Unlogged, ...]:
    """Give the texts of `sent/` that are not among the files the case names, in the order of their names."""
    found: list[Unlogged] = []
    for name in _names(folder):
        if name in named or len(found) == MOST:
            continue
        try:
            text = folder.document(name, policy).own
        except DraftError:
            continue
        if text.strip() and len(text) <= policy.files.text_characters:
            found.append(Unlogged(name, text))
    return tuple(found)


def _names(folder: Folder) -> list[str]:
    there = folder.root / SENT
    try:
        if folder.outside(SENT) or not there.is_dir():
            return []
        names = sorted(path.name for path in there.iterdir() if path.is_file() and not path.name.startswith("."))
    except OSError:
        return []
    return [f"{SENT}/{name}" for name in names]
