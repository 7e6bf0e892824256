"""A file or a folder that a client sent -> one `Extraction`. In: a path. Out: values, facts, questions; nothing is written.

Opens regular files inside that folder only, never through a link, and asks each file's size first. One bad file is listed and the rest is
read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from escalate_ai.errors import DraftError, Where
from escalate_ai.extract.found import Extraction
from escalate_ai.extract.gathering import gather
from escalate_ai.extract.letteranswers import Answer, answers_in
from escalate_ai.policy import Policy, default_policy
from escalate_ai.reading.document import Document, Enclosed
from escalate_ai.reading.documents import read_document
from escalate_ai.terms import Marketplace

FILES = 200
"""Files of a folder that are read."""
ENCLOSED = 40
"""Files inside one file that are read."""
DEPTH = 4
"""Folders below folders that are entered."""
_OWN = frozenset({"case.yaml", "case.yml", "case.json", "thumbs.db", "desktop.ini"})
"""What is no text of a client's: the case itself, and what systems leave behind."""


def extract_path(path: str | Path, policy: Policy | None = None, marketplace: Marketplace | None = None) -> Extraction:
    """Give what a file, or everything in a folder, tells of a case.

    Args:
        path: A file a client sent, a folder of them, or a case folder with `sent/` and `evidence/`.
        policy: Limits; default the built-in ones.
        marketplace: Decides the order of dates in digits; guessed where it is left out.

    Raises:
        DraftError: There is nothing at the path, or it is a single file that cannot be read.

    """
    limits = policy or default_policy()
    read = documents_at(path, limits)
    return gather(read.documents, limits, marketplace, read.unreadable)


class Read(NamedTuple):
    """What stood at a path."""

    documents: list[tuple[str, Document]]
    """Each with its file's name relative to the folder."""
    unreadable: list[tuple[str, str]]
    """Files that could not be read, each with why."""


def documents_at(path: str | Path, policy: Policy) -> Read:
    """Read a file, or everything in a folder; raises what `extract_path` raises."""
    place = Path(path)
    if place.is_dir():
        return _folder(place, policy)
    documents, unreadable = _opened(place.parent, place.name, policy)
    if not documents:
        raise DraftError(unreadable[0][1] if unreadable else "there is nothing to read", Where(str(path)))
    return Read(documents, unreadable)


def letters_at(path: str | Path, policy: Policy) -> list[tuple[str, tuple[Answer, ...]]]:
    """Give the letters with questions that came back, at a path or in a folder, each with its name and its answers."""
    place = Path(path)
    folder, names = (place, [name for name, problem in _files(place) if not problem]) if place.is_dir() else (place.parent, [place.name])
    found: list[tuple[str, tuple[Answer, ...]]] = []
    for name in names[:FILES]:
        try:
            answers = answers_in(_bytes(folder / name, policy.files.draft_bytes), name, policy.files) if _may_be_one(folder / name) else ()
        except (OSError, DraftError):
            continue
        found += [(name, answers)] if answers else []
    return found


def _may_be_one(path: Path) -> bool:
    """Tell by its first bytes whether a file may be a Word document."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(2) == b"PK"


def _folder(folder: Path, policy: Policy) -> Read:
    documents: list[tuple[str, Document]] = []
    unreadable: list[tuple[str, str]] = []
    for count, (name, problem) in enumerate(_files(folder)):
        if count >= FILES:
            unreadable.append((name, f"not read: {FILES} files are read at most, and there are more"))
            break
        if problem:
            unreadable.append((name, problem))
            continue
        read, failed = _opened(folder, name, policy)
        documents += read
        unreadable += failed
    return Read(documents, unreadable)


def _files(folder: Path, below: str = "", depth: int = 0) -> Iterator[tuple[str, str | None]]:
    """Give the files of a folder in order of their names, each relative to it, with why it is not opened."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield below or folder.name, f"the folder cannot be read ({(error.strerror or 'unknown reason').lower()})"
        return
    for entry in entries:
        name = f"{below}{entry.name}"
        if entry.name.startswith((".", "~$")) or entry.name.lower() in _OWN:
            continue
        if entry.is_symlink():
            yield name, "a link; links are not followed, put the file itself into the folder"
        elif entry.is_dir(follow_symlinks=False):
            if depth >= DEPTH:
                yield name, "a folder too deep; put its files further up"
            else:
                yield from _files(Path(entry.path), f"{name}/", depth + 1)
        else:
            yield name, None


def _opened(folder: Path, name: str, policy: Policy) -> tuple[list[tuple[str, Document]], list[tuple[str, str]]]:
    """Read a file and what is enclosed in it; nothing is raised for what cannot be read."""
    try:
        data = _bytes(folder / name, policy.files.draft_bytes)
        if answers_in(data, name, policy.files):
            # the questions in it are ours; its answers are read for what they answer
            return [], []
        document = read_document(data, name, policy)
    except DraftError as error:
        return [], [(name, error.message)]
    except OSError as error:
        return [], [(name, f"the file cannot be read ({(error.strerror or 'unknown reason').lower()}); check the path")]
    if not document.enclosed and not any(char.isprintable() and not char.isspace() for char in document.text):
        return [], [(name, "the file is empty; save it anew, or give its text")]
    inside, failed = enclosed_documents(name, document, policy)
    return [(name, document), *inside], failed


def enclosed_documents(name: str, document: Document, policy: Policy) -> tuple[list[tuple[str, Document]], list[tuple[str, str]]]:
    """Read what hangs on a mail, each under the mail's name; files inside these are not opened."""
    documents: list[tuple[str, Document]] = []
    unreadable: list[tuple[str, str]] = []
    for enclosed in document.enclosed[:ENCLOSED]:
        inner = f"{name}/{enclosed.name}"
        read = _enclosed(inner, enclosed, policy)
        if isinstance(read, str):
            unreadable.append((inner, read))
        else:
            documents.append((inner, read))
    if len(document.enclosed) > ENCLOSED:
        unreadable.append((name, f"{len(document.enclosed) - ENCLOSED} of its {len(document.enclosed)} files were not read"))
    return documents, unreadable


def _enclosed(name: str, enclosed: Enclosed, policy: Policy) -> Document | str:
    try:
        return read_document(enclosed.data, name, policy)
    except DraftError as error:
        return error.message


def _bytes(path: Path, most: int) -> bytes:
    """Give what stands in a regular file.

    Raises:
        DraftError: It is none, or larger than `most` bytes.
        OSError: It cannot be opened.

    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise DraftError("this is no regular file", Where(str(path)))
    if found.st_size > most:
        raise DraftError(f"the file has {found.st_size:,} bytes and {most:,} are read at most", Where(str(path)))
    return path.read_bytes()
