"""Names of companies and files in a text, as far as their shape tells them. In: any text. Out: kinds with spans. Touches nothing.

A company is known by its legal form, a document by its file name or by a label with a number ("Exhibit 3"). Nothing else is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from escalate_ai.text.folding import Span, fold

_FORMS = (
    r"LLC|L\.L\.C\.|Inc\.?|Incorporated|Ltd\.?|Limited|GmbH|B\.V\.|BV|Corp\.?|Corporation|Co\.(?:,?\s(?:Ltd|KG)\.?)?|S\.r\.l\.|Srl|S\.p\.A\."
    r"|SARL|S\.L\.|PLC|plc|Pty\sLtd|AG|KG|e\.K\.|Sp\.\sz\so\.o\.|LLP|UG|AB|Oy|ApS"
)
_TYPES = "pdf|docx?|xlsx?|csv|png|jpe?g|txt|md|eml|msg|zip|html?"


@cache
def _company() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.&'-])[A-Z][\w&'-]{{0,30}}(?:[ ](?:&|and|of|de|von|[A-Z][\w&'-]{{0,30}})){{0,5}},?[ ](?:{_FORMS})(?![\w])",
    )


@cache
def _file() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.@-])[\w][\w()&-]{{0,80}}(?:[.][\w-]{{1,40}}){{0,3}}\.(?:{_TYPES})(?![\w-])", re.IGNORECASE)


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:Exhibit|Annex|Appendix|Enclosure|Attachment)[ ](?:No\.[ ]?)?(?:\d{1,2}|[A-Z])(?![\w-])")


def find_titles(text: str) -> Iterator[tuple[str, Span]]:
    """Give the names of companies ("name") and of documents ("document"), in order of kind and place."""
    folded = fold(text)
    for kind, pattern in (("name", _company()), ("document", _file()), ("document", _labelled())):
        for match in pattern.finditer(folded.text):
            yield kind, folded.span(*_without_opener(match) if kind == "name" else match.span())


_OPENERS = frozenset(["We", "Our", "The", "From", "By", "To", "With", "At", "Since", "Invoices", "Invoice", "Supplier", "And", "In", "Dear", "Please", "When", "After"])


def _without_opener(match: re.Match[str]) -> Span:
    """Leave out a word that only opens the sentence."""
    start = match.start()
    first, _, rest = match[0].partition(" ")
    if first in _OPENERS and " " in rest:
        start += len(first) + 1
    return start, match.end()
