"""Names kept out of the choosing. In: a case. Out: texts in which each name is one plain word, and the way back to the names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from escalate_ai.case.case import Case

_LOWER_WORD = re.compile(r"(?<![\w.])[a-z]{3,}\b")


class Names:
    """The names and titles of a case, each with the plain word that stands for it while a text is read and cut."""

    def __init__(self, case: Case) -> None:
        self.titles = tuple(document.title for document in case.evidence)
        wanted = sorted({name for name in _named(case) if len(name) > 1}, key=lambda name: (-len(name), name))
        self._hidden = {name: f"Xq{_letters(place)}" for place, name in enumerate(wanted)}
        self._shown = {mark: name for name, mark in self._hidden.items()}
        self._find = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)") if wanted else None
        self._back = re.compile(r"\bXq[a-p]{3}\b")
        self._dates = re.compile(
            r"\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
            r"(?: \d{1,2}\b)?(?:,? \d{4}\b)?"
        )
        self._lengths: dict[str, int] = {}
        self.firsts = frozenset(self._shown)
        self.vocabulary = frozenset(_LOWER_WORD.findall(" ".join(_told(case))))

    def hidden(self, text: str) -> str:
        """Give a text with every name as one plain word."""
        return self._find.sub(lambda match: self._hidden[match[0]], text) if self._find else text

    def length(self, text: str) -> int:
        """Count words as the rules do, near enough and fast: a date or a name is one word."""
        found = self._lengths.get(text)
        if found is None:
            found = self._lengths[text] = len(self._dates.sub("x", self.hidden(text)).split())
        return found

    def shown(self, text: str) -> str:
        """Give a text with its names back."""
        text = self._back.sub(lambda match: self._shown.get(match[0], match[0]), text)
        return text.replace("..", ".")


def _letters(place: int) -> str:
    return "".join("abcdefghijklmnop"[(place >> shift) & 15] for shift in (8, 4, 0))


def _named(case: Case) -> Iterator[str]:
    seller = case.seller
    yield from (seller.store_name, seller.legal_name or "", seller.contact.name, *seller.known_names)
    if case.incident:
        yield from (offender.name for offender in case.incident.offenders)
    yield from (document.title for document in case.evidence)


def _told(case: Case) -> Iterator[str]:
    """Give the client's own sentences, in which a word written small may be written small again."""
    if case.poa:
        yield from (cause.statement for cause in case.poa.root_causes)
        for measure in case.poa.measures:
            yield from (measure.statement, measure.how or "", measure.result or "")
    yield from (ground.statement for ground in case.grounds)
