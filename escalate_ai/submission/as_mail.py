"""The letter as a mail draft. In: a `Letter`, what goes with it, and whom the policy names. Out: the bytes of an .eml file.

The draft opens ready to be sent by a person (`X-Unsent: 1`). It invents no recipient: `To` is there only where the house's policy holds a
verified address. The same letter gives the same bytes: no message id, boundaries made of the words.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePath
from typing import TYPE_CHECKING

from escalate_ai.submission.as_html import letter_html
from escalate_ai.submission.as_text import letter_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from escalate_ai.letter import Letter

_OFFICE = "vnd.openxmlformats-officedocument"
_TYPES = {
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": f"application/{_OFFICE}.wordprocessingml.document",
    ".gif": "image/gif",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".txt": "text/plain",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": f"application/{_OFFICE}.spreadsheetml.sheet",
}
"""What a mail calls a file, by its name's end; the machine's own list would differ from house to house."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands on the mail beside its words."""

    size: str
    """The sheet the HTML part prints on."""
    sender: tuple[str, str] | None = None
    """Name and address of who signs, where the case has both."""
    to: str | None = None
    """The recipient's address, where the policy has one."""
    day: date | None = None


def letter_mail(letter: Letter, enclosed: Sequence[tuple[str, bytes]], envelope: Envelope) -> bytes:
    """Give the draft: plain text and HTML as alternatives, and every enclosed file under its bare name."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = " ".join(letter.subject.split())
    if envelope.sender and (sender := _address(*envelope.sender)) is not None:
        mail["From"] = sender
    if envelope.to:
        mail["To"] = envelope.to
    if envelope.day:
        # noon, so that the day is the same one in most of the world
        mail["Date"] = f"{envelope.day:%a, %d %b %Y} 12:00:00 +0000"
    mail["X-Unsent"] = "1"
    # the subject is the mail's own
    body = letter.model_copy(update={"subject": ""})
    page = letter_html(body, size=envelope.size).replace("<title></title>", "")
    mail.set_content(letter_text(body), cte="quoted-printable")
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    for name, content in enclosed:
        main, _, sub = _TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream").partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    _bound(mail, letter.text.encode())
    return mail.as_bytes()


def _address(name: str, address: str) -> Address | None:
    """Give an address for a header; None for what no mail reader takes for one."""
    try:
        return Address(" ".join(name.split()), addr_spec=address.strip())
    except (ValueError, IndexError, HeaderParseError):
        return None


def _bound(mail: EmailMessage, seed: bytes) -> None:
    """Give every part with parts of its own a boundary made of the words, instead of one drawn by lot."""
    for place, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_{hashlib.sha256(seed + bytes([place])).hexdigest()[:40]}_=")
