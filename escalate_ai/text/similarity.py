"""How alike two texts are. (being written)"""

from __future__ import annotations

from collections.abc import Collection, Iterable


def mask_facts(text: str, names: Collection[str] = ()) -> str:
    """Give the words of a text in lower case with digits, months, identifiers, names and letterhead lines masked."""
    return text


def shingle_share(a: str, b: str, size: int = 3) -> float:
    """Give the share (0 to 1) of the `size`-word runs of `a` that stand in `b`, facts masked; 0.0 where `a` has none."""
    return 0.0


def shared_runs(text: str, others: Iterable[str], size: int = 6, names: Collection[str] = ()) -> float:
    """Give the share (0 to 1) of `text`'s `size`-word runs that stand in any of the others, facts masked."""
    return 0.0
