"""Bytes of a text file -> its text. In: bytes and a name for messages. Out: the exact text, without a byte order mark. Opens nothing."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from escalate_ai.errors import DraftError, Where
from escalate_ai.reading.formats import Format, format_of

AS_UTF8 = "save it as UTF-8"
PLAIN_NAMES = (".txt", ".md")
WORDS = (Format.MAIL, Format.HTML)
"""Formats that are text themselves: somebody who calls such a file .txt means its words."""


def text_of(data: bytes, name: str) -> str:
    """Give the text that these bytes hold; line ends and spaces stay as they are.

    Args:
        data: What stands in the file.
        name: What messages call the file.

    Raises:
        DraftError: The bytes are no UTF-8 text; says which byte on which line.

    """
    kind = format_of(data)
    if kind is not None and not (kind in WORDS and name.lower().endswith(PLAIN_NAMES)):
        raise DraftError(f"the file is {kind}; give plain text in UTF-8", Where(name))
    return decoded(data, name)


def decoded(data: bytes, name: str) -> str:
    """Give the text of bytes that are one; line ends and spaces stay as they are.

    Raises:
        DraftError: The bytes are no UTF-8 text; says which byte on which line.

    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise DraftError(f"the file is UTF-16 text; {AS_UTF8}", Where(name, 1))
    data = data.removeprefix(BOM_UTF8)
    if (place := data.find(b"\x00")) >= 0:
        raise DraftError(f"a NUL byte at byte {place}: this is no text file, or a damaged one; {AS_UTF8}", Where(name, _line(data, place)))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        shown = data[error.start : error.start + 1]
        likely = shown.decode("cp1252", errors="replace")
        message = f"byte 0x{shown.hex().upper()} at byte {error.start} is no UTF-8 (in Windows or Latin-1 text it is {likely!r}); {AS_UTF8}"
        raise DraftError(message, Where(name, _line(data, error.start))) from None


def not_too_long(text: str, name: str, most: int) -> str:
    """Give the text back where it is short enough to be read word by word.

    Args:
        text: What stands in the file.
        name: What messages call it.
        most: Characters, by the policy's `files.text_characters`.

    Raises:
        DraftError: It is longer.

    """
    if len(text) > most:
        message = f"the text has {len(text):,} characters and {most:,} are read at most; give one letter or plan, without what it quotes"
        raise DraftError(message, Where(name))
    return text


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
