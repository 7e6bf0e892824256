"""Stage 1 of 7: the bytes of a file -> `Document`. In: bytes, what messages call them, and the limits. Out: text, structure, who wrote it.

What a file is, is told by its content, never by its name. Opens no file and no connection.
"""

from __future__ import annotations

from escalate_ai.errors import DraftError, Where
from escalate_ai.policy import Policy, default_policy
from escalate_ai.reading.blocks import blocks_of
from escalate_ai.reading.document import Document
from escalate_ai.reading.formats import INSTEAD, Format, format_of
from escalate_ai.reading.mailfile import read_mail
from escalate_ai.reading.messagefile import read_message
from escalate_ai.reading.pdffile import read_pdf
from escalate_ai.reading.quoting import stretches_of
from escalate_ai.reading.texts import decoded
from escalate_ai.reading.webpage import read_page
from escalate_ai.reading.wordfile import read_word


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
        return plain_document(decoded(data, name), name)
    if kind in INSTEAD:
        raise DraftError(f"the file is {kind}; {INSTEAD[kind]}", Where(name))
    return _READERS[kind](data, name, limits)


_READERS = {Format.WORD: read_word, Format.PDF: read_pdf, Format.MAIL: read_mail, Format.OUTLOOK: read_message, Format.HTML: read_page}


def plain_document(text: str, name: str = "text") -> Document:
    """Give a text that was typed or pasted, as a document; the text stays exactly as it is."""
    return Document(text, name, blocks=blocks_of(text), stretches=stretches_of(text))
