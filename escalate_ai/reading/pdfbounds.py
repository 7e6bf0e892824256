"""What the streams of a PDF come to unpacked. In: bytes. Out: an error where it is too much. Keeps nothing of what it unpacks."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from escalate_ai.errors import DraftError, Where

if TYPE_CHECKING:
    from escalate_ai.policy import FilePolicy

_PIECE = 65536
_DICTIONARY = 4096
"""Bytes in front of a stream in which its dictionary stands."""
_LAYERS = 2
"""Times that one stream may be packed."""


def refuse_bombs(data: bytes, name: str, limits: FilePolicy) -> None:
    """Unpack every stream that is no picture, piece by piece, and count.

    Raises:
        DraftError: One stream, or all of them together, unpack to more than the policy reads, or a stream is packed several times over.

    """
    total = 0
    for match in re.finditer(rb"(?<!end)stream\r?\n", data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()]
        head = before[before.rfind(b"obj") + 3 :]
        filters = head.count(b"FlateDecode") + len(re.findall(rb"/Fl\b", head)) + head.count(b"LZWDecode") + head.count(b"RunLengthDecode")
        if filters > _LAYERS or (filters > 1 and b"/Image" not in head and b"DecodeParms" not in head):
            raise DraftError("the PDF packs its text several times over, which no program for letters does; it is not opened", Where(name))
        if not filters or re.search(rb"/Subtype\s{0,3}/Image", head):
            continue
        size = _unpacked(data, match.end(), limits.part_bytes)
        total += size
        if size > limits.part_bytes or total > limits.unpacked_bytes:
            message = f"unpacked, the text of the PDF has more than {min(limits.part_bytes, limits.unpacked_bytes):,} bytes; give its text"
            raise DraftError(message, Where(name))


def _unpacked(data: bytes, start: int, most: int) -> int:
    """Give the size of a stream unpacked, or something over `most`."""
    unpacker = zlib.decompressobj()
    size = 0
    try:
        while start < len(data) and not unpacker.eof:
            waiting = data[start : start + _PIECE]
            start += _PIECE
            while waiting and not unpacker.eof:
                size += len(unpacker.decompress(waiting, _PIECE * 16))
                if size > most:
                    return size
                waiting = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size
