"""The very words that stand around each company of a case, in its texts and in the titles of its documents. In: a ledger. Out: companies.

Reads no letter.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.company_ties import BESIDE, Company, companies_of, tie_words
from escalate_ai.rules.wording import concepts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.ledger import Ledger

_IN_FRAME = 4
"""Words and ends of clauses around a name that together are hardly said of two."""
_LEAST_AROUND = 2
"""Words of a title around a company that tell it from others."""


@cache
def _raw() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*|[;:,.()\n]")


def frames(text: str, span: tuple[int, int]) -> Iterator[tuple[str, ...]]:
    """Give the rows of four words and ends of clauses around a name, those that say something: "| X cut them up"."""
    before = _raw().findall(text, max(0, span[0] - 2 * BESIDE), span[0])[-_IN_FRAME:]
    behind = _raw().findall(text, span[1], span[1] + 2 * BESIDE)[:_IN_FRAME]
    before = ["", *before] if len(before) < _IN_FRAME else before
    behind = [*behind, ""] if len(behind) < _IN_FRAME else behind
    for left in range(max(0, _IN_FRAME - len(behind)), min(_IN_FRAME, len(before)) + 1):
        row = [*before[len(before) - left :], "\N{BULLET}", *behind[: _IN_FRAME - left]]
        words = [word.lower() if word.isalpha() else "" for word in row if word != "\N{BULLET}"]
        telling = sum([_tells(word) for word in words if word])
        if telling > 1 or (telling and "" in words):
            yield tuple(word if word == "\N{BULLET}" else word.lower() if word[:1].isalnum() else "" for word in row)


@lru_cache(maxsize=4096)
def _tells(word: str) -> bool:
    """Say whether a word in small letters says something; remembered, for it stands in several rows, and letters repeat their words."""
    return not concepts(word) <= tie_words().idle


@lru_cache(maxsize=16)
def framed(ledger: Ledger) -> dict[tuple[str, ...], Company | None]:
    """Give for each row of words around a company of the case that company; None where several stand in such a row."""
    found: dict[tuple[str, ...], Company | None] = {}
    for told in ledger.texts.told:
        for company in companies_of(ledger):
            for span in company.spans(told.text):
                for row in frames(told.text, span):
                    found[row] = company if found.get(row, company) is company else None
    return found


class InTitles(NamedTuple):
    """The words of a title before and behind the name of a company, and the companies that documents of the case have between them."""

    before: str
    behind: str
    companies: tuple[Company, ...]

    @property
    def is_short(self) -> bool:
        """Whether it has too few other words to be a title wherever they stand: "X invoices" may be said of anybody who sends invoices."""
        return len(f"{self.before} {self.behind}".split()) < _LEAST_AROUND

    def stands_at(self, text: str, span: tuple[int, int]) -> bool:
        """Say whether a text has the title with whatever company stands there."""
        end = span[1] + len(self.behind)
        is_whole = not (text[end - 1 : end].isalnum() and text[end : end + 1].isalnum())
        return text.endswith(self.before, 0, span[0]) and text.startswith(self.behind, span[1]) and is_whole


@lru_cache(maxsize=16)
def named_in_titles(ledger: Ledger) -> tuple[InTitles, ...]:
    """Give the titles of documents that name a company, where they say enough beside it."""
    found: dict[tuple[str, str], tuple[Company, ...]] = {}
    for document in ledger.case.evidence:
        for company in companies_of(ledger):
            for title in dict.fromkeys((document.title, document.title.partition(",")[0])):
                for start, end in company.spans(title):
                    around = title[:start], title[end:]
                    if "".join(around).split():
                        found[around] = (*found.get(around, ()), company)
    return tuple(InTitles(*around, companies) for around, companies in found.items())


def without_titles(text: str, ledger: Ledger) -> str:
    """Give a text with blanks where titles of the case's documents stand: who is named in one is told of by it."""
    for start, end in _titles(text, ledger):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _titles(text: str, ledger: Ledger) -> Iterator[tuple[int, int]]:
    """Give where titles of the case's documents stand in a text, whole or up to their first comma."""
    yield from ledger.titles_in(text)
    for document in ledger.case.evidence:
        head = document.title.partition(",")[0]
        if " " in head and (place := text.find(head)) >= 0:
            yield place, place + len(head)
