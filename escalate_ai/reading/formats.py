"""What a file is, by its bytes. In: bytes. Out: a `Format`, or None for plain text; and of what is not read, what to do instead."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A kind of file that is no plain text, in words for a message."""

    PDF = "a PDF"
    WORD = "a Word document"
    MAIL = "a mail"
    OUTLOOK = "an Outlook message"
    HTML = "a web page"
    OLD_WORD = "an old Word document (.doc)"
    LOCKED = "a document locked with a password"
    OFFICE = "an old Office file"
    SHEET = "a spreadsheet"
    SLIDES = "a presentation"
    OPEN_TEXT = "an OpenDocument text (.odt)"
    ZIP = "a zip archive"
    ARCHIVE = "an archive"
    RTF = "a rich text document (.rtf)"
    IMAGE = "an image"
    PROGRAM = "a program"
    MEDIA = "a sound or film"


INSTEAD = {
    Format.OLD_WORD: "open it in Word or LibreOffice and save it as .docx",
    Format.LOCKED: "open it, take the password off and save it again",
    Format.OFFICE: "open it in its program and save the text as .docx or .txt",
    Format.SHEET: "give its text as .docx, .txt or .md; a spreadsheet can be a document of the case",
    Format.SLIDES: "give its text as .docx, .txt or .md",
    Format.OPEN_TEXT: "open it in LibreOffice and save it as .docx",
    Format.ZIP: "unpack it and name the file with the text",
    Format.ARCHIVE: "unpack it and name the file with the text",
    Format.RTF: "open it in Word or LibreOffice and save it as .docx",
    Format.IMAGE: "words in a picture or a scan cannot be read: type them, or run text recognition over it and give the text",
    Format.PROGRAM: "it is not opened, whatever its name says; ask whoever sent it for the document",
    Format.MEDIA: "give what is said in it as text",
}
"""Formats that are not read, each with what to do."""

_MARKS = (
    (b"%PDF-", Format.PDF),
    (b"{\\rtf", Format.RTF),
    (b"\x89PNG", Format.IMAGE),
    (b"\xff\xd8\xff", Format.IMAGE),
    (b"GIF8", Format.IMAGE),
    (b"II*\x00", Format.IMAGE),
    (b"MM\x00*", Format.IMAGE),
    (b"BM", Format.IMAGE),
    (b"8BPS", Format.IMAGE),
    (b"\x00\x00\x01\x00", Format.IMAGE),
    (b"MZ", Format.PROGRAM),
    (b"\x7fELF", Format.PROGRAM),
    (b"\xca\xfe\xba\xbe", Format.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Format.PROGRAM),
    (b"Rar!\x1a", Format.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Format.ARCHIVE),
    (b"\x1f\x8b", Format.ARCHIVE),
    (b"BZh", Format.ARCHIVE),
    (b"\xfd7zXZ", Format.ARCHIVE),
    (b"OggS", Format.MEDIA),
    (b"ID3", Format.MEDIA),
)
_ALSO_TEXT = (Format.PROGRAM, Format.IMAGE, Format.ARCHIVE, Format.MEDIA)
"""Formats whose first letters a text may have too; a NUL or another control character near the top tells them apart."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_NAMES = (
    ("EncryptedPackage", Format.LOCKED),
    ("__properties_version1.0", Format.OUTLOOK),
    ("WordDocument", Format.OLD_WORD),
    ("Workbook", Format.SHEET),
    ("PowerPoint Document", Format.SLIDES),
)
_PACKED = ((b"word/", Format.WORD), (b"xl/", Format.SHEET), (b"ppt/", Format.SLIDES))
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta ")
_PIECES = (b"<div", b"<p>", b"<p ", b"<table", b"<h1", b"<h2", b"<h3", b"<ul", b"<ol", b"<span", b"<section", b"<article")
"""What a piece of a page begins with that was copied or exported without its frame; a Markdown text may begin with one of them too."""
_ENDS = (b"</p>", b"</div>", b"</li>", b"</td>", b"</h1>", b"</h2>", b"</h3>", b"</span>")
_MARKED = 3
"""Closing marks near the top that no Markdown text has."""
_MAIL_HEADERS = (
    b"from:", b"to:", b"subject:", b"date:", b"received:", b"return-path:", b"message-id:", b"mime-version:", b"delivered-to:",
    b"x-unsent:", b"content-type:", b"reply-to:", b"dkim-signature:", b"arc-", b"authentication-results:", b"x-", b"cc:", b"sender:",
    b"list-", b"content-transfer-encoding:", b"thread-", b"importance:", b"in-reply-to:", b"references:", b"envelope-to:",
)  # fmt: skip
_MAIL_ONLY = (
    b"received:", b"message-id:", b"mime-version:", b"return-path:", b"delivered-to:", b"x-unsent:", b"dkim-signature:", b"from ",
    b"content-type:", b"content-transfer-encoding:",
)  # fmt: skip


def format_of(data: bytes) -> Format | None:  # noqa: PLR0911  one return for each way to know a format
    """Tell what a file is that is no plain text; None for a text, or for what looks like none of these."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if data.startswith(_OLE):
        return _ole(data)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data)
    for mark, kind in _MARKS:
        if head.startswith(mark) and (kind not in _ALSO_TEXT or _is_binary(head)):
            return kind
    if head[4:8] == b"ftyp":
        return Format.IMAGE if head[8:11] in {b"hei", b"mif", b"avi"} else Format.MEDIA
    if head.startswith(b"RIFF") and _is_binary(head):
        return Format.IMAGE if head[8:12] == b"WEBP" else Format.MEDIA
    if b"%PDF-" in head[:1024] and _is_binary(data[:200_000]):
        return Format.PDF
    lower = head[:4096].lower()
    if _starts_page(lower):
        return Format.HTML
    return Format.MAIL if _is_mail(lower) else None


def _is_binary(head: bytes) -> bool:
    return any(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1b" for byte in head)  # noqa: PLR2004  control characters


def _ole(data: bytes) -> Format:
    """Tell the sort of a compound file by the names of the streams that only it has."""
    return next((kind for name, kind in _OLE_NAMES if name.encode("utf-16-le") in data), Format.OFFICE)


def _packed(data: bytes) -> Format:
    """Tell the sort of a packed file by the names of its parts, which stand at its front or its end."""
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return Format.OPEN_TEXT
    ends = data[:200_000] + data[-100_000:]
    if b"[Content_Types].xml" not in ends and b"word/document.xml" not in ends:
        return Format.ZIP
    return next((kind for name, kind in _PACKED if name in ends), Format.ZIP)


def _starts_page(head: bytes) -> bool:
    if head.startswith(b"<?xml"):
        head = head.partition(b"?>")[2].lstrip()
    while head.startswith(b"<!--"):
        head = head.partition(b"-->")[2].lstrip()
    return head.startswith(_HTML_STARTS) or (head.startswith(_PIECES) and sum(head.count(end) for end in _ENDS) >= _MARKED)


def _is_mail(head: bytes) -> bool:
    """A mail opens with header lines, of which at least one is a mail's own."""
    lines = head.split(b"\n", 40)[:40]
    if lines and lines[0].startswith(b"from ") and b"@" in lines[0]:  # as mail boxes part their mails
        lines = lines[1:]
    starts = [line.startswith(_MAIL_HEADERS) for line in lines if line[:1].strip()]
    own = False
    for line in lines:
        if not line.strip():
            break
        own = own or line.startswith(_MAIL_ONLY)
    return bool(starts) and starts[0] and own
