"""Identifiers in a text. (being written)"""

from __future__ import annotations

from escalate_ai.text.mention import Mention


def find_identifiers(text: str) -> tuple[Mention, ...]:
    """Find ASINs, order, seller, case and complaint ids, ISBNs, and references known by their label."""
    return ()


def glued_ids(text: str) -> tuple[Mention, ...]:
    """Find identifiers run together: each mention is the whole run, its value the tuple of ids in it."""
    return ()
