"""Clauses of a sentence, and cutting at their ends. (being written)"""

from __future__ import annotations

from escalate_ai.text.folding import Span


def clauses(sentence: str) -> tuple[Span, ...]:
    """Cut a sentence into its clauses, in order."""
    return ((0, len(sentence)),) if sentence else ()


def cut_at_clause(text: str, max_words: int) -> str:
    """Give the longest run of whole clauses from the start that stands alone within `max_words`; '' where there is none."""
    return text if len(text.split()) <= max_words else ""
