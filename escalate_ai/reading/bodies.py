"""The body of a mail, whichever mail program kept it -> text, structure, who wrote what. In: plain text or a page. Out: a `Body`.

What hangs on a mail is named here too, so that no name leads anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from escalate_ai.reading.blocks import blocks_of, told_apart
from escalate_ai.reading.building import Building
from escalate_ai.reading.document import Block, Document, Enclosed, Stretch
from escalate_ai.reading.formats import Format
from escalate_ai.reading.quoters import addresses, is_amazon, whose_is
from escalate_ai.reading.quoting import stretches_of
from escalate_ai.reading.texts import not_too_long
from escalate_ai.reading.webpage import PageReader
from escalate_ai.terms import Whose

if TYPE_CHECKING:
    from escalate_ai.policy import FilePolicy

STUB = 60
"""Characters up to which a plain part beside a page only says that there is a page."""
LONGEST_NAME = 120


@dataclass(slots=True)
class Body:
    """What a mail says itself."""

    text: str
    blocks: tuple[Block, ...]
    unread: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class Mail:
    """A mail, taken apart."""

    sender: str = ""
    to: str = ""
    subject: str = ""
    sent_on: date | None = None
    plain: list[str] = field(default_factory=list[str])
    """Its text parts, in order."""
    pages: list[str] = field(default_factory=list[str])
    """Its pages, in order."""
    inner: list[Document] = field(default_factory=list[Document])
    """Mails that hang on it, read."""
    enclosed: list[Enclosed] = field(default_factory=list[Enclosed])
    unread: list[str] = field(default_factory=list[str])


def body_of(mail: Mail, name: str, limits: FilePolicy) -> Body:
    """Give what a mail says: its plain text, or its page where the plain text is empty or only points to the page.

    Raises:
        DraftError: It is too long.

    """
    plain = "\n\n".join(part.replace("\r\n", "\n").replace("\r", "\n").strip("\n") for part in mail.plain if part.strip())
    plain = not_too_long(re.sub(r"[\x00\ud800-\udfff]", "", plain), name, limits.document_characters)
    if plain.strip() and (len(plain.strip()) > STUB or not mail.pages):
        return Body(plain, blocks_of(plain))
    building = Building(name, limits.document_characters)
    reader = PageReader(building)
    for page in mail.pages:
        reader.read(page)
    if len(building.text) <= len(plain.strip()):
        return Body(plain, blocks_of(plain))
    return Body(building.text, tuple(building.blocks), reader.unread())


def document_of(mail: Mail, name: str, kind: Format, limits: FilePolicy) -> Document:
    """Put a mail and the mails inside it together, each inner one as a stretch of the whole.

    Raises:
        DraftError: It is too long.

    """
    body = body_of(mail, name, limits)
    amazon = any(is_amazon(address) for address in addresses(mail.sender)[:1])
    own = frozenset(address for address in (*addresses(mail.sender), *(addresses(mail.to) if amazon else ())) if not is_amazon(address))
    text, stretches = body.text, list(stretches_of(body.text, own))
    blocks = list(told_apart(text, body.blocks, stretches))
    enclosed, unread = list(mail.enclosed), [*body.unread, *mail.unread]
    for inner in mail.inner:
        head = _head(inner)
        start = len(text) + 2 if text else 0
        text += ("\n\n" if text else "") + head + inner.text
        whose = whose_is(inner.sender, inner.text, own)
        stretches.append(Stretch(start, len(text), whose, inner.sender, inner.sent_on, inner.subject))
        at = start + len(head)
        inside = [one for one in inner.stretches if one.end - one.start < len(inner.text.strip())]
        stretches += [replace(one, start=one.start + at, end=one.end + at) for one in inside]
        blocks += [replace(block, start=block.start + at, end=block.end + at) for block in inner.blocks]
        enclosed += inner.enclosed
        unread += inner.unread
    if text and (amazon or whose_is(mail.sender, body.text, own) is Whose.AMAZON):
        stretches = [one for one in stretches if one.sender or one.whose is not Whose.AMAZON]
        stretches.insert(0, Stretch(0, len(text), Whose.AMAZON, mail.sender, mail.sent_on, mail.subject))
    told = _limited(enclosed, unread, limits.enclosed_count)
    return Document(text, name, kind, tuple(blocks), tuple(stretches), mail.sender, mail.sent_on, mail.subject, told, tuple(unread))


def _head(inner: Document) -> str:
    lines = ["---------- Forwarded message ----------"]
    lines += [f"From: {inner.sender}"] if inner.sender else []
    lines += [f"Date: {inner.sent_on.isoformat()}"] if inner.sent_on else []
    lines += [f"Subject: {inner.subject}"] if inner.subject else []
    return "\n".join(lines) + "\n\n"


def _limited(enclosed: list[Enclosed], unread: list[str], most: int) -> Sequence[Enclosed]:
    """Take so many files, give each a name of its own, and say where there are more."""
    if len(enclosed) > most:
        unread.append(f"{len(enclosed):,} files hang on the mail; the first {most:,} were taken")
    taken: dict[str, Enclosed] = {}
    for one in enclosed[:most]:
        name, count = one.name, 2
        while name.lower() in taken:
            stem, dot, suffix = one.name.rpartition(".")
            name, count = (f"{stem} ({count}).{suffix}" if dot else f"{one.name} ({count})"), count + 1
        taken[name.lower()] = replace(one, name=name)
    return tuple(taken.values())


_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}


def bare_name(written: str, place: int) -> str:
    """Give a file name that leads nowhere: without folders, drives, control characters, or names that a system keeps for itself.

    Args:
        written: As the mail writes it.
        place: Which of the mail's files it is, from 1: names one that has no name.

    """
    last = re.split(r"[/\\]", written)[-1]
    plain = re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "", last)
    plain = re.sub(r'[<>:"|?*]', "_", plain).strip(" .")
    if len(plain) > LONGEST_NAME:
        stem, dot, suffix = plain.rpartition(".")
        plain = f"{stem[: LONGEST_NAME - 10]}.{suffix}" if dot and len(suffix) <= 8 else plain[:LONGEST_NAME]  # noqa: PLR2004  a suffix is short
    if not plain or plain.partition(".")[0].lower() in _RESERVED:
        return f"attachment-{place}{f'-{plain}' if plain else ''}"
    return plain
