"""Words, sentences, paragraphs. (being written)"""

from __future__ import annotations

from collections.abc import Collection

from escalate_ai.text.folding import Span


def count_words(text: str, titles: Collection[str] = ()) -> int:
    """Count words; a date, an identifier or one of the given document titles is one word."""
    return len(text.split())


def sentences(text: str) -> tuple[Span, ...]:
    """Cut a text into sentences; a bullet or a line that stands alone is one too."""
    return ((0, len(text)),) if text else ()


def paragraphs(text: str) -> tuple[Span, ...]:
    """Cut a text at blank lines."""
    return ((0, len(text)),) if text else ()
