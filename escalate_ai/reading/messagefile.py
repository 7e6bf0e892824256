"""An Outlook message (.msg) -> `Document`. In: the bytes of the compound file. Out: its text, who wrote what, the files on it.

olefile opens the container; it is loaded when the first such message is read.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Protocol, cast

from escalate_ai.errors import DraftError, Where
from escalate_ai.reading.bodies import Mail, bare_name, document_of
from escalate_ai.reading.charsets import decoded_page
from escalate_ai.reading.document import Document, Enclosed
from escalate_ai.reading.formats import Format
from escalate_ai.reading.markup import DAMAGED
from escalate_ai.reading.quoters import addresses, day_in

if TYPE_CHECKING:
    from escalate_ai.policy import FilePolicy

_SUBJECT, _SENDER_NAME, _SENDER_ADDRESS, _SENDER_SMTP, _HEADERS = "0037", "0C1A", "0C1F", "5D01", "007D"
_TO, _BODY, _PAGE, _RICH = "0E04", "1000", "1013", "1009"
_LONG_NAME, _SHORT_NAME, _DATA, _EMBEDDED = "3707", "3704", "3701", "__substg1.0_3701000D"
_CONTENT_ID = "3712"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp")
_SUBMITTED, _DELIVERED, _CODE_PAGE, _PAGE_CODE = 0x00390040, 0x0E060040, 0x3FFD0003, 0x3FDE0003
_HEADER_SIZE = {True: 32, False: 24}
"""Bytes in front of the properties of a message: of the file's own, of one inside it."""
_ENTRY = 16
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_LATEST = 0x03000000_00000000
"""Past every day of a letter."""

Path = tuple[str, ...]


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Container(Protocol):
    def listdir(self, *, streams: bool, storages: bool) -> Sequence[Sequence[str]]: ...
    def openstream(self, path: Sequence[str], /) -> _Stream: ...


class _OleFile(Protocol):
    def OleFileIO(self, data: BytesIO, /) -> _Container: ...  # noqa: N802  olefile's own


def read_message(data: bytes, name: str, limits: FilePolicy) -> Document:
    """Give what an Outlook message says.

    Raises:
        DraftError: It is damaged, or holds neither text nor files.

    """
    opener = cast("_OleFile", import_module("olefile"))
    try:
        message = _Message(opener.OleFileIO(BytesIO(data)), name, limits, len(data))
        document = message.document((), 0)
    except DraftError:
        raise
    except Exception:  # noqa: BLE001  a damaged container fails in olefile in ways of many kinds
        raise DraftError(DAMAGED, Where(name)) from None
    if not document.text.strip() and not document.enclosed:
        told = f"; {document.unread[0]}" if document.unread else ""
        raise DraftError(f"the message is empty: it has no text and no files{told}; save it anew from Outlook", Where(name))
    return document


class _Message:
    """Reads the properties of messages in one container."""

    def __init__(self, container: _Container, name: str, limits: FilePolicy, size: int) -> None:
        self.container = container
        self.name = name
        self.limits = limits
        self.left = size
        """Bytes that may still be read: streams that share their bytes do not add up to more than the file."""
        self.children: dict[Path, dict[str, str]] = {}
        for entry in container.listdir(streams=True, storages=True):
            path = tuple(entry)
            self.children.setdefault(path[:-1], {})[path[-1].lower()] = path[-1]

    def document(self, at: Path, depth: int) -> Document:
        """Give the message that stands at a place of the container."""
        numbers = self._numbers(at)
        code = _code_page(numbers.get(_PAGE_CODE) or numbers.get(_CODE_PAGE))
        headers = self._text(at, _HEADERS, code)
        name, address = self._text(at, _SENDER_NAME, code), self._text(at, _SENDER_SMTP, code) or self._text(at, _SENDER_ADDRESS, code)
        sender = f"{name} <{address}>" if addresses(address) and address != name else name or address
        mail = Mail(sender, self._text(at, _TO, code), self._text(at, _SUBJECT, code))
        self._from_headers(mail, headers, numbers)
        if body := self._text(at, _BODY, code):
            mail.plain.append(body)
        if page := self._binary(at, _PAGE):
            told = numbers.get(_PAGE_CODE)
            mail.pages.append(decoded_page(page, _code_page(told) if told else None))
        elif page_text := self._text(at, _PAGE, code):
            mail.pages.append(page_text)
        if not mail.plain and not mail.pages and self._binary(at, _RICH):
            mail.unread.append("the message has its text as rich text alone; save it from Outlook as .txt or HTML")
        self._attachments(mail, at, code, depth)
        return document_of(mail, self.name, Format.OUTLOOK, self.limits)

    def _from_headers(self, mail: Mail, headers: str, numbers: dict[int, int]) -> None:
        """Take the day from the mail's own header, else the moment it was handed in; and addresses that only the header has."""
        told = {
            match[1].lower(): match[2]
            for match in re.finditer(r"(?m)^(From|To|Date):[ \t]*([^\r\n]{0,500})", headers[:100_000], re.IGNORECASE)
        }
        if "@" not in mail.sender and "@" in told.get("from", ""):
            mail.sender = told["from"].strip()
        if "@" not in mail.to:
            mail.to = f"{mail.to}, {told.get('to', '')}"
        mail.sent_on = day_in(told["date"]) if "date" in told else None
        mail.sent_on = mail.sent_on or _day(numbers.get(_SUBMITTED)) or _day(numbers.get(_DELIVERED))

    def _attachments(self, mail: Mail, at: Path, code: str, depth: int) -> None:
        for low, entry in sorted(self.children.get(at, {}).items()):
            if not low.startswith("__attach_version1.0_"):
                continue
            place = (*at, entry)
            inner = self.children.get(place, {}).get(_EMBEDDED.lower())
            if inner is not None:
                if depth >= self.limits.mail_depth:
                    mail.unread.append(f"mails inside mails are opened {self.limits.mail_depth} deep; what is deeper was not read")
                else:
                    mail.inner.append(self.document((*place, inner), depth + 1))
                continue
            written = self._text(place, _LONG_NAME, code) or self._text(place, _SHORT_NAME, code)
            if self._text(place, _CONTENT_ID, code) and written.lower().endswith(_PICTURES):
                mail.unread.append("a picture in the mail was not read")
            elif data := self._binary(place, _DATA):
                number = len(mail.enclosed) + 1
                mail.enclosed.append(Enclosed(bare_name(written, number), data))

    def _stream(self, at: Path, name: str) -> bytes:
        known = self.children.get(at, {}).get(name.lower())
        if known is None:
            return b""
        data = self.container.openstream([*at, known]).read(self.left + 1)
        self.left -= len(data)
        if self.left < 0:
            raise DraftError(DAMAGED, Where(self.name))
        return data

    def _text(self, at: Path, tag: str, code: str) -> str:
        """Give a property that holds words, in either of the two ways they are kept."""
        wide = self._stream(at, f"__substg1.0_{tag}001F")
        if wide:
            return wide[: len(wide) // 2 * 2].decode("utf-16-le", "replace").rstrip("\x00")
        narrow = self._stream(at, f"__substg1.0_{tag}001E")
        return decoded_page(narrow, code).rstrip("\x00")

    def _binary(self, at: Path, tag: str) -> bytes:
        return self._stream(at, f"__substg1.0_{tag}0102")

    def _numbers(self, at: Path) -> dict[int, int]:
        """Give the properties of a message that are numbers or moments."""
        data = self._stream(at, "__properties_version1.0")
        start = _HEADER_SIZE[not at]
        found: dict[int, int] = {}
        for place in range(start, len(data) - _ENTRY + 1, _ENTRY):
            tag, _, value = struct.unpack_from("<IIQ", data, place)
            found[tag] = value
        return found


def _code_page(number: int | None) -> str:
    number = (number or 0) & 0xFFFFFFFF
    return {0: "cp1252", 65001: "utf-8", 20127: "cp1252", 28591: "cp1252", 1200: "utf-16-le"}.get(number, f"cp{number}")


def _day(moment: int | None) -> date | None:
    """Give the day of a moment, counted in tenths of a microsecond from 1601; in UTC, the file tells no other."""
    if not moment or moment > _LATEST:
        return None
    return (_EPOCH + timedelta(microseconds=moment // 10)).date()
