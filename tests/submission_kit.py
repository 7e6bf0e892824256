"""What the tests of submissions share: outcomes of the example cases, folders read back, letterheads. In: names. Out: values."""

from __future__ import annotations

import io
import shutil
from functools import cache
from typing import TYPE_CHECKING

import docx
from example_cases import AS_OF, case_of

from escalate_ai import Case, Escalator, Outcome

if TYPE_CHECKING:
    from pathlib import Path

EVERY_FORMAT = ("txt", "md", "html", "docx", "eml")


@cache
def outcome_of(name: str) -> Outcome:
    """Give the composer's outcome on an example case, on the pinned day."""
    return Escalator(offline=True).rewrite(case_of(name), as_of=AS_OF)


def copied(name: str, folder: Path) -> Path:
    """Copy an example case, so that a test may change its files."""
    shutil.copytree(case_of(name).folder or "", folder)
    return folder


def outcome_in(folder: Path) -> Outcome:
    """Give the composer's outcome on a case folder, on the pinned day."""
    return Escalator(offline=True).rewrite(Case.load(folder), as_of=AS_OF)


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def letterhead(path: Path, *lines: str) -> Path:
    """Write a template with a header of the agency and a paragraph for each line."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Calloway Appeals Ltd. for {{store_name}}"
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def edited(data: bytes, old: str, new: str) -> bytes:
    """Give a Word letter with some words changed, as a writer would."""
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.paragraphs:
        if old in paragraph.text:
            paragraph.text = paragraph.text.replace(old, new)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
