"""Documents that a text names by file name or label. In: any text. Out: spans. Touches nothing. Titles in words: `text/names.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from escalate_ai.text.folding import Span, fold
from escalate_ai.text.places import Places

_TYPES = "pdf|docx?|xlsx?|csv|png|jpe?g|txt|md|eml|msg|zip|html?"


@cache
def _file() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.@-])\w[\w()&-]{{0,80}}(?:[.][\w-]{{1,40}}){{0,3}}\.(?:{_TYPES})(?![\w-])", re.IGNORECASE)


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:Exhibit|Annex|Appendix|Enclosure|Attachment)[ ](?:No\.[ ]?)?(?:\d{1,2}|[A-Z])(?![\w-])")


def find_titles(text: str) -> Iterator[Span]:
    """Give the file names ("harbor-invoices.pdf") and labels with a number ("Exhibit 3") of a text, in order of place."""
    folded, places = fold(text), Places()
    found = [match.span() for pattern in (_file(), _labelled()) for match in pattern.finditer(folded.text)]
    yield from (folded.span(*span) for span in sorted(found) if places.take(span))
