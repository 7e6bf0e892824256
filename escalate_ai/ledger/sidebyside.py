"""As many as the case tells side by side without counting them. In: a number as a letter says it, the case's numbers. Out: its source.

"Both prices" of a text that has two amounts; "two owners" of what "is owned by A and B".
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from escalate_ai.ledger.nouns import nouns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalate_ai.ledger.held import Held, Texts
    from escalate_ai.ledger.said import Said

_FEWEST, _MOST = 2, 6
_STEM = 3
"""Letters of a verb from which the noun of who does it can be told."""


def side_by_side(said: Said, numbers: Iterable[Held], texts: Texts) -> str | None:
    """Find what a small number counts that one text of the case tells one beside the other.

    Args:
        said: The number as the letter says it.
        numbers: All numbers of the case.
        texts: Its texts.

    """
    unit = said.mention.unit
    if unit is None or said.mention.bound is not None or not _FEWEST <= said.number <= _MOST:
        return None
    if unit in nouns().listed["value"]:
        return _values(said, numbers)
    return _doers(int(said.number), unit, texts)


def _values(said: Said, numbers: Iterable[Held]) -> str | None:
    """Find a text with just so many different numbers of one kind and unit."""
    told: dict[tuple[str, object, str | None], set[object]] = defaultdict(set)
    for held in numbers:
        if not held.mention.ordinal and (said.home is None or held.group == said.home):
            told[held.path, held.mention.kind, held.mention.unit].add(held.mention.value)
    return next((f"derived: count of the numbers in {path}" for (path, _, _), values in told.items() if len(values) == said.number), None)


def _doers(number: int, unit: str, texts: Texts) -> str | None:
    """Find the owners of what is "owned by A and B", the signers of what "A and B signed"."""
    stem = unit[:-2] if unit.endswith(("er", "or")) else ""
    if len(stem) < _STEM:
        return None
    for one in texts.told:
        if stem in one.text.lower():
            rows = (match["by"] or match["who"] for match in _done(stem).finditer(one.text))
            if any(len(re.split(r",\s|\sand\s", row)) == number for row in rows):
                return f"derived: count of those named in {one.path}"
    return None


@lru_cache(maxsize=64)
def _done(stem: str) -> re.Pattern[str]:
    """Names in a row behind "by", or before the verb."""
    word = r"(?-i:[^\W\d_a-z][\w'.-]*)"
    name = rf"{word}(?:\s{word}){{0,3}}"
    row = rf"{name}(?:,\s{name}){{0,4}}\sand\s{name}"
    return re.compile(
        rf"(?<!\w){stem}\w{{0,4}}\sby\s(?P<by>{row})|(?<!\w)(?P<who>{row})\s(?:have\s|had\s|both\s)?{stem}\w{{0,3}}(?!\w)", re.IGNORECASE
    )
