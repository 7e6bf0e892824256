"""A file on disk -> its bytes, its text or what it says, within a size.

In: a path. Out: the bytes, the exact text, or a `Document`. Opens that file only; what may be opened is the caller's decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.errors import DraftError, Where
from escalate_ai.reading.document import Document
from escalate_ai.reading.documents import read_document
from escalate_ai.reading.texts import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from escalate_ai.policy import Policy


def read_text(path: Path, limit: int) -> str:
    """Give the text of a file; its size is asked before anything is read.

    Raises:
        DraftError: There is no such file, it is a folder, larger than `limit` bytes, or holds no UTF-8 text.

    """
    return text_of(read_bytes(path, limit), str(path))


def read_file(path: Path, policy: Policy) -> Document:
    """Give what a file says, whatever its format; its size is asked before anything is read.

    Raises:
        DraftError: There is no such file, it is a folder, too large, or cannot be read.

    """
    return read_document(read_bytes(path, policy.files.draft_bytes), str(path), policy)


def read_bytes(path: Path, limit: int) -> bytes:
    """Give what stands in a file; its size is asked before anything is read.

    Raises:
        DraftError: There is no such file, it is a folder, or larger than `limit` bytes.

    """
    try:
        if path.is_dir():
            msg = "this is a folder; name a file"
            raise DraftError(msg, Where(str(path)))
        size = path.stat().st_size
        if size > limit:
            msg = f"the file has {size:,} bytes and {limit:,} are read at most; give the text alone, without pictures"
            raise DraftError(msg, Where(str(path)))
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        msg = f"the file cannot be read ({(error.strerror or 'unknown reason').lower()}); check the path"
        raise DraftError(msg, Where(str(path))) from None
    if len(data) > limit:  # a device or a pipe tells no size beforehand
        msg = f"this gives more than the {limit:,} bytes that are read at most; give the text alone, without pictures"
        raise DraftError(msg, Where(str(path)))
    return data
