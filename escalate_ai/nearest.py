"""The nearest right word.

In: a word somebody wrote and the words that exist. Out: a clause for an error message. Imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

LONGEST = 80
"""Characters of a word that are compared; no word of ours is longer."""
COMPARED = 500
"""Names that are compared: a search for a near miss among thousands takes seconds."""
NAMED = 60
"""Names that a message lists."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Give `; did you mean 'x'?` where a near miss exists, else `; known: a, b, c`, else nothing."""
    names = [str(name) for name in islice(known, COMPARED)]
    close = get_close_matches(word[:LONGEST].lower(), [name.lower() for name in names], n=1, cutoff=0.6)
    if close:
        return f"; did you mean '{next(name for name in names if name.lower() == close[0])}'?"
    return f"; known: {', '.join(names[:NAMED])}{' …' if len(names) > NAMED else ''}" if names else ""
