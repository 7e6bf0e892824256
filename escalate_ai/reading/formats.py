"""What a file is, by its first bytes. In: bytes. Out: a `Format`, or None for plain text."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A kind of file that is no plain text, in words for a message."""

    PDF = "a PDF"
    WORD = "a Word document"
    OLD_WORD = "an old Word document or an Outlook message"
    ZIP = "a zip archive"
    MAIL = "a mail"
    HTML = "a web page"
    RTF = "a rich text document"
    IMAGE = "an image"
    PROGRAM = "a program"


_MARKS = (
    (b"%PDF-", Format.PDF),
    (b"{\\rtf", Format.RTF),
    (b"\xd0\xcf\x11\xe0", Format.OLD_WORD),
    (b"\x89PNG", Format.IMAGE),
    (b"\xff\xd8\xff", Format.IMAGE),
    (b"GIF8", Format.IMAGE),
    (b"II*\x00", Format.IMAGE),
    (b"MM\x00*", Format.IMAGE),
    (b"MZ", Format.PROGRAM),
    (b"\x7fELF", Format.PROGRAM),
)
_HTML_STARTS = (b"<!doctype html", b"<html")
_MAIL_HEADERS = (b"from:", b"to:", b"subject:", b"date:", b"received:", b"return-path:", b"message-id:", b"mime-version:", b"delivered-to:")


def format_of(data: bytes) -> Format | None:
    """Tell what a file is that is no plain text; None for a text, or for what looks like none of these."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"PK\x03\x04"):
        return Format.WORD if b"word/" in data[:200_000] or b"word/" in data[-20_000:] else Format.ZIP
    for mark, kind in _MARKS:
        if head.startswith(mark) and (kind is not Format.PROGRAM or b"\x00" in head):
            return kind
    lower = head[:1024].lower()
    if lower.startswith(_HTML_STARTS):
        return Format.HTML
    return Format.MAIL if _is_mail(lower) else None


def _is_mail(head: bytes) -> bool:
    """A mail opens with header lines, of which at least one is a mail's own."""
    lines = head.split(b"\n", 12)[:12]
    starts = [line.startswith(_MAIL_HEADERS) for line in lines if line[:1].strip()]
    own = any(line.startswith((b"received:", b"message-id:", b"mime-version:", b"return-path:", b"delivered-to:")) for line in lines)
    return bool(starts) and starts[0] and own
