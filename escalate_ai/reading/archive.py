"""The zip archive that a Word document is. In: bytes. Out: single parts of it, within limits. Writes nothing, unpacks nothing to disk.

Sizes are summed before anything is unpacked, and no part is read beyond what it declares.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from escalate_ai.errors import DraftError, Where
from escalate_ai.reading.markup import DAMAGED, Element, xml_of

if TYPE_CHECKING:
    from escalate_ai.policy import FilePolicy

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1


class Archive:
    """An opened archive, nothing of it unpacked yet.

    Raises:
        DraftError: It is damaged, too large unpacked, has too many parts, or is locked.

    """

    def __init__(self, data: bytes, name: str, limits: FilePolicy) -> None:
        self.name = name
        self.limits = limits
        if data.count(_ENTRY) > limits.archive_entries:
            self._refuse(f"the file holds more than {limits.archive_entries:,} parts, which no letter or plan does; give its text")
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError, OverflowError):
            self._refuse(DAMAGED)
        self._infos: dict[str, ZipInfo] = {}
        for info in self._zip.infolist():
            self._infos.setdefault(info.filename.lstrip("/").lower(), info)
        size = sum(info.file_size for info in self._zip.infolist())
        if size > limits.unpacked_bytes:
            self._refuse(f"unpacked the file has {size:,} bytes and {limits.unpacked_bytes:,} are read at most; give its text")

    def holds(self, part: str) -> bool:
        """Tell whether there is such a part."""
        return part.lower() in self._infos

    def part(self, name: str) -> bytes | None:
        """Give the bytes of one part; None where there is none.

        Raises:
            DraftError: It is damaged, locked, or larger than a part that is read may be.

        """
        info = self._infos.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & _ENCRYPTED:
            self._refuse("the document is locked with a password; save it without one")
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            self._refuse(DAMAGED)
        if info.file_size > self.limits.part_bytes:
            self._refuse(f"its text has {info.file_size:,} bytes, {self.limits.part_bytes:,} are read at most; give one letter or plan")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error):
            self._refuse(DAMAGED)
        if len(data) != info.file_size:
            self._refuse(DAMAGED)
        return data

    def tree(self, name: str) -> Element | None:
        """Give one part as XML; None where there is none or it is empty.

        Raises:
            DraftError: It is no XML, nests too deep, or declares entities.

        """
        data = self.part(name)
        return None if not data else xml_of(data, self.name)

    def _refuse(self, message: str) -> NoReturn:
        raise DraftError(message, Where(self.name)) from None
