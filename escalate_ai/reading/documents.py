"""Stage 1 of 7: the bytes of a file -> `Document`. In: bytes, what messages call them, and the limits. Out: text, structure, who wrote it.

What a file is, is told by its content, never by its name. Opens no file and no connection.
"""

from __future__ import annotations

from collections.abc import Callable

from escalate_ai.errors import DraftError, Where
from escalate_ai.policy import FilePolicy, Policy, default_policy
from escalate_ai.reading.blocks import blocks_of, told_apart
from escalate_ai.reading.document import Document
from escalate_ai.reading.formats import INSTEAD, Format, format_of
from escalate_ai.reading.quoting import stretches_of
from escalate_ai.reading.texts import decoded, not_too_long


def read_document(data: bytes, name: str, policy: Policy | None = None) -> Document:
    """Give what a file says, in reading order.

    Args:
        data: What stands in the file.
        name: What messages call it.
        policy: Its `files` table limits what is opened; default the built-in one.

    Raises:
        DraftError: Nothing can be read: another format, damaged, locked, a picture only, or too large.

    """
    limits = (policy or default_policy()).files
    kind = format_of(data)
    if kind is None:
        return plain_document(not_too_long(decoded(data, name), name, limits.document_characters), name)
    if kind in INSTEAD:
        raise DraftError(f"the file is {kind}; {INSTEAD[kind]}", Where(name))
    return _reader_of(kind)(data, name, limits)


def _reader_of(kind: Format) -> Callable[[bytes, str, FilePolicy], Document]:
    """Give the reader of a format. Each is loaded when it is wanted: together they bring along half of the standard library."""
    if kind is Format.WORD:
        from escalate_ai.reading.wordfile import read_word  # noqa: PLC0415

        return read_word
    if kind is Format.PDF:
        from escalate_ai.reading.pdffile import read_pdf  # noqa: PLC0415

        return read_pdf
    if kind is Format.OUTLOOK:
        from escalate_ai.reading.messagefile import read_message  # noqa: PLC0415

        return read_message
    if kind is Format.HTML:
        from escalate_ai.reading.webpage import read_page  # noqa: PLC0415

        return read_page
    from escalate_ai.reading.mailfile import read_mail  # noqa: PLC0415

    return read_mail


def plain_document(text: str, name: str = "text") -> Document:
    """Give a text that was typed or pasted, as a document; the text stays exactly as it is."""
    stretches = stretches_of(text)
    return Document(text, name, blocks=told_apart(text, blocks_of(text), stretches), stretches=stretches)
