"""A mail as mail programs save it (.eml) -> `Document`. In: bytes. Out: its text, who wrote what in it, and the files that hang on it.

Plain text is preferred to the page beside it; mails inside it are read as inner stretches. Nothing is fetched.
"""

from __future__ import annotations

import re
from binascii import Error as Base64Error
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from typing import TYPE_CHECKING, cast

from escalate_ai.errors import DraftError, Where
from escalate_ai.reading.bodies import Mail, bare_name, document_of
from escalate_ai.reading.charsets import decoded_page
from escalate_ai.reading.document import Document, Enclosed
from escalate_ai.reading.formats import Format
from escalate_ai.reading.quoters import day_in

if TYPE_CHECKING:
    from escalate_ai.policy import FilePolicy

MOST_PARTS = 2000
"""Parts that hold parts; a thread with all its mails attached has dozens."""
MOST_MARKS = 20_000
"""Lines that part a mail, or look so."""
WORK = 30_000_000
"""Lines times parts: what taking a mail apart may cost."""
HEADER = 2000
"""Characters of a header that are read."""
_EXTENSIONS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "text/calendar": ".ics", "text/html": ".html"}


def read_mail(data: bytes, name: str, limits: FilePolicy) -> Document:
    """Give what a mail says.

    Raises:
        DraftError: It is empty, locked, damaged, or nests too deep.

    """
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if data[:5] == b"From ":
        data = data.partition(b"\n")[2]
    parts = len(re.findall(rb"boundary\s*=|message/rfc822", data, re.IGNORECASE))
    if parts > MOST_PARTS or parts * data.count(b"\n") > WORK or data.count(b"\n--") > MOST_MARKS:
        raise DraftError("the mail holds too many mails and parts inside one another to be read; give its text", Where(name))
    try:
        message = message_from_bytes(data, policy=compat32)
        document = _Opened(name, limits).document(message, 0)
    except RecursionError:
        raise DraftError("the mail nests mails inside mails too deep to be read; give its text", Where(name)) from None
    if not document.text.strip() and not document.enclosed:
        raise DraftError(_nothing(message, document), Where(name))
    return document


def _nothing(message: Message, document: Document) -> str:
    if message.get_content_type() in {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}:
        return "the mail is encrypted; open it in your mail program and save its text"
    more = f" ({document.unread[0]})" if document.unread else ""
    return f"the mail is empty: it has no text and no files{more}; save it anew from your mail program"


class _Opened:
    """Takes mails apart, inner ones too."""

    def __init__(self, name: str, limits: FilePolicy) -> None:
        self.name = name
        self.limits = limits

    def document(self, message: Message, depth: int) -> Document:
        """Give one mail as a document."""
        mail = Mail(
            sender=_header(message, "From"),
            to=f"{_header(message, 'To')}, {_header(message, 'Cc')}",
            subject=_header(message, "Subject"),
            sent_on=day_in(sent) if (sent := _header(message, "Date")) else None,
        )
        self._part(message, mail, depth)
        return document_of(mail, self.name, Format.MAIL, self.limits)

    def _part(self, part: Message, mail: Mail, depth: int) -> None:
        """Put one part, and what is inside it, where it belongs."""
        kind = part.get_content_type()
        if kind == "message/rfc822" or (kind.startswith("message/") and part.is_multipart()):
            self._inner(part, mail, depth)
        elif part.is_multipart():
            children = _payload(part)
            if kind == "multipart/alternative":
                self._best_of(children, mail, depth)
                return
            for child in children:
                self._part(child, mail, depth)
        else:
            self._leaf(part, kind, mail)

    def _best_of(self, children: list[Message], mail: Mail, depth: int) -> None:
        """Take one wording of several: plain text where it says anything."""
        held = Mail()
        for child in children:
            self._part(child, held, depth)
        mail.plain += held.plain
        mail.pages += held.pages
        mail.inner += held.inner
        mail.enclosed += held.enclosed
        mail.unread += held.unread

    def _inner(self, part: Message, mail: Mail, depth: int) -> None:
        for child in _payload(part):
            if depth >= self.limits.mail_depth:
                mail.unread.append(f"mails inside mails are opened {self.limits.mail_depth} deep; what is deeper was not read")
            else:
                mail.inner.append(self.document(child, depth + 1))

    def _leaf(self, part: Message, kind: str, mail: Mail) -> None:
        hangs = _disposition(part) == "attachment" or bool(_file_name(part) and kind not in {"text/plain", "text/html"})
        data = _bytes(part)
        if not hangs and kind == "text/plain":
            mail.plain.append(_flowed(part, _text(part, data)))
        elif not hangs and kind == "text/html":
            mail.pages.append(decoded_page(data, _charset(part)))
        elif kind.startswith("image/") and part.get("Content-ID") and _disposition(part) != "attachment":
            mail.unread.append("a picture in the mail was not read")
        elif kind == "application/ms-tnef":
            mail.unread.append("winmail.dat, in which Outlook packs text and files, was not read; ask for the mail as plain text or HTML")
        elif data.strip():
            place = len(mail.enclosed) + 1
            name = _file_name(part) or f"attachment-{place}{_EXTENSIONS.get(kind, '')}"
            mail.enclosed.append(Enclosed(bare_name(name, place), data))


def _payload(part: Message) -> list[Message]:
    """Give the parts inside a part."""
    held = part.get_payload()
    return cast("list[Message]", held) if isinstance(held, list) else []


def _header(message: Message, name: str) -> str:
    """Give a header as a person reads it."""
    raw = " ".join(str(message.get(name, ""))[:HEADER].split())
    try:
        told = str(make_header(decode_header(raw)))
    except (HeaderParseError, MessageError, LookupError, ValueError, Base64Error):
        told = raw
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", "", told)


def _bytes(part: Message) -> bytes:
    try:
        data: object = part.get_payload(decode=True)
    except (ValueError, LookupError, Base64Error):
        data = None
    return data if isinstance(data, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError):
        return None


def _disposition(part: Message) -> str:
    try:
        return part.get_content_disposition() or ""
    except (LookupError, ValueError, AttributeError):
        return ""


def _file_name(part: Message) -> str:
    try:
        raw = part.get_filename() or ""
        return str(make_header(decode_header(raw[:HEADER]))) if raw else ""
    except (HeaderParseError, MessageError, LookupError, ValueError, TypeError, Base64Error):
        return "unnamed"


def _text(part: Message, data: bytes) -> str:
    charset = _charset(part)
    if charset in {None, "us-ascii", "ascii", "utf8"}:
        charset = "utf-8"
    return decoded_page(data, charset)


def _flowed(part: Message, text: str) -> str:
    """Join the lines that a mail program broke only to fit the line (format=flowed)."""
    try:
        flowed = str(part.get_param("format", "")).lower() == "flowed"
        apart = str(part.get_param("delsp", "")).lower() == "yes"
    except (LookupError, ValueError):
        return text
    if not flowed:
        return text
    lines: list[str] = []
    joins = False
    for raw in text.replace("\r\n", "\n").split("\n"):
        depth = len(raw) - len(raw.lstrip(">"))
        body = raw[depth:].removeprefix(" ")
        last = lines[-1] if lines else ""
        if joins and depth == len(last) - len(last.lstrip(">")):
            lines[-1] = (last[:-1] if apart else last) + body
        else:
            lines.append(">" * depth + (" " if depth and body else "") + body)
        joins = body.endswith(" ") and body != "-- "
    return "\n".join(line.rstrip() for line in lines)
