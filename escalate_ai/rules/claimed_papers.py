"""Documents a letter says it encloses, in whatever letters they are written, held against the documents of the case.

In: a letter's reading with its brief. Out: hits.

"The fire safety certificate is enclosed." names a document by a noun and by what it is about. It is one of the case where a title, a
document with what it supports, or one statement says what it is about; a noun alone ("the report") says too little to be wrong.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from escalate_ai.rules.known_words import is_everyday
from escalate_ai.rules.rule import Hit
from escalate_ai.rules.wording import concepts
from escalate_ai.text.folding import fold

if TYPE_CHECKING:
    from escalate_ai.case.facts import Evidence
    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_MOST_WORDS = 14
_WORDS_REMEMBERED = 2_000
_STEM = 4
"""Letters from which one word is the beginning of another."""
_ALIKE = 6
"""Letters two words begin with that are forms of one."""
_REACH = 400


@dataclass(frozen=True, slots=True)
class _Lists:
    heads: frozenset[str]
    idle: frozenset[str]
    parts: frozenset[str]
    """Words between a noun and what it is of."""
    ends: frozenset[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    within: re.Pattern[str]
    beside: re.Pattern[str]
    stop: re.Pattern[str]
    """Where the words of what is enclosed end for sure."""
    led: re.Pattern[str]
    """What leads the name of a document."""


@cache
def _lists() -> _Lists:
    raw = tomllib.loads(files("escalate_ai").joinpath("data", "claimed_papers.toml").read_text("utf-8"))
    heads = frozenset(raw["heads"].split())
    idle = frozenset((raw["plain"] + " " + raw["house"]).split())
    patterns = (re.compile(raw[name], re.IGNORECASE) for name in ("after", "before", "within", "beside", "stop", "led"))
    return _Lists(heads, idle, frozenset(raw["parts"].split()), frozenset(raw["ends"].split()), *patterns)


def claimed_papers(reading: LetterReading) -> Iterator[Hit]:
    """Find what is said to be enclosed and is no document of the case."""
    if reading.brief is None:
        return
    shelf = _shelf(reading.brief.ledger)
    own = _words_of(reading.names)
    for part in reading.sheet.body:
        for sentence in reading.told(part):
            if not sentence.has("enclosed"):
                continue
            for start, end in _named(part, *sentence.span):
                about = _about(part.text[start:end]) - own
                is_paper = _has_head(part.text[start:end])
                if about and not (shelf.holds(about) if is_paper else _is_told(about, shelf)):
                    said = f"The case has no document of the name \u201c{' '.join(part.text[start:end].split())}\u201d."
                    yield Hit(part, (start, end), said, "Name only documents that the case has, by their titles.")


def tells_of_elsewhere(reading: LetterReading, line: str) -> bool:
    """Say whether at least half of the words that say what a listed document is about stand nowhere in the case.

    A log may be a sheet and a control a check, but who has a pest control log has "pest" somewhere.
    """
    if reading.brief is None:
        return False
    about, shelf = _about(line) - _words_of(reading.names), _shelf(reading.brief.ledger)
    strange = [word for word in about if len(word) >= _STEM and not shelf.knows(word)]
    return bool(strange) and 2 * len(strange) >= len(about)


# ---------------------------------------------------------------- what a sentence names


def _named(part: Part, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the places of the documents that a sentence says are enclosed, each once."""
    lists, text = _lists(), part.text
    stretches = [(match.end(), _joint(text, match.end(), end)) for match in lists.after.finditer(text, start, end)]
    stretches += [(match.start(), _joint(text, match.end(), end)) for match in lists.within.finditer(text, start, end)]
    for match in lists.before.finditer(text, start, end):
        stretches.append((_clause_start(text, start, match.start()), match.start()))
    if stretches:
        stretches += [(match.end(), _joint(text, match.end(), end)) for match in lists.beside.finditer(text, start, end)]
    taken: set[int] = set()
    for low, high in stretches:
        for first, last in _items(text, low, min(high, low + _REACH)):
            if first not in taken:
                taken.add(first)
                yield first, last


def _joint(text: str, start: int, end: int) -> int:
    match = _lists().stop.search(text, start, end)
    return match.start() if match else end


def _clause_start(text: str, start: int, end: int) -> int:
    stops = [match.end() for match in _lists().stop.finditer(text, start, end)]
    return stops[-1] if stops else start


@cache
def _item() -> re.Pattern[str]:
    return re.compile(r",\s?(?:and\s)?|\s(?:and|plus|with|along\swith|as\swell\sas)\s", re.IGNORECASE)


def _items(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Give each document of a list: a noun that names one, with what stands before and right behind it."""
    at = low
    for match in [*_item().finditer(text, low, high), None]:
        stop = match.start() if match else high
        led = _lists().led.match(text, at, stop)
        if led and (span := _phrase(text, led.end(), stop)):
            yield span
        at = match.end() if match else high


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")


def _phrase(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the words that name what is enclosed, up to what only tells more of it; None where there are none."""
    lists, last = _lists(), start
    for count, match in enumerate(_word().finditer(text, start, end)):
        low = match[0].lower()
        if low in lists.ends or count > _MOST_WORDS or text[last : match.start()].strip(" \n'\u201c\u201d\""):
            break
        last = match.end()
    return (start, last) if last > start else None


def _has_head(phrase: str) -> bool:
    """Say whether a noun that names a document is among words."""
    return not _lists().heads.isdisjoint(match[0].lower() for match in _word().finditer(phrase))


def _is_told(about: frozenset[str], shelf: _Shelf) -> bool:
    """Say whether anything of what is enclosed under no usual name of a paper is known to the case: "the seating plan"."""
    telling = [word for word in about if not all(is_everyday(concept) for concept in concepts(word))]
    return not telling or any(shelf.knows(word) for word in telling)


# ---------------------------------------------------------------- what the case holds


def _words(text: str) -> Iterator[str]:
    for match in _word().finditer(fold(text).text.lower()):
        yield match[0].removesuffix("'s")


@lru_cache(maxsize=16)
def _words_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in _words(name))


def _about(phrase: str) -> frozenset[str]:
    """Give the words that say what a document is about; identifiers and numbers have rules of their own."""
    lists, words = _lists(), list(_words(phrase))
    before = next((place for place, word in enumerate(words) if word in lists.parts), len(words))
    heads = [place for place, word in enumerate(words[:before]) if word in lists.heads]
    if heads:
        del words[heads[-1]]
    return frozenset(word for word in words if word not in lists.idle and word.isalpha() and concepts(word))


class _Shelf:
    """What the case says of its documents, by words."""

    def __init__(self, ledger: Ledger) -> None:
        case = ledger.case
        plan = case.poa
        by_id = {str(item.id): f"{item.statement} {item.how or ''} {item.result or ''}" for item in (plan.measures if plan else ())}
        by_id |= {str(cause.id): cause.statement for cause in (plan.root_causes if plan else ())}
        by_id |= {str(ground.id): ground.statement for ground in case.grounds}
        behind = {str(item.id): item.evidence for item in (plan.measures if plan else ())}
        behind |= {str(ground.id): ground.evidence for ground in case.grounds}
        self._titles = [_telling(f"{one.title} {_spaced(one.kind.value)}") for one in case.evidence]
        self._texts = [
            _telling(" ".join([one.title, _spaced(one.kind.value), _spaced(str(one.file or "")), *_backed(one, by_id, behind)]))
            for one in case.evidence
        ]
        self._told = [_telling(told.text) for told in ledger.texts.told]
        self._near: dict[str, set[str]] = {}
        """All words of the case by how they begin: forms of one word begin alike."""
        for word in frozenset[str]().union(*self._texts, *self._told):
            self._near.setdefault(word[:_STEM], set()).add(word)
        self._known: dict[str, bool] = {}
        self._held: dict[frozenset[str], bool] = {}

    def knows(self, word: str) -> bool:
        """Say whether a word, however bent, stands anywhere in the case; remembered, for letters of one case list the same papers."""
        known = self._known.get(word)
        if known is None:
            known = _is_in(word, self._near.get(word[:_STEM], set()))
            if len(self._known) < _WORDS_REMEMBERED:
                self._known[word] = known
        return known

    def holds(self, about: frozenset[str]) -> bool:
        """Say whether half of these words stand in one title, all in what is told of one document, or several in one text."""
        held = self._held.get(about)
        if held is None:
            held = self._looked_up(about)
            if len(self._held) < _WORDS_REMEMBERED:
                self._held[about] = held
        return held

    def _looked_up(self, about: frozenset[str]) -> bool:
        if any(2 * sum(_is_in(word, title) for word in about) >= len(about) for title in self._titles):
            return True
        texts = (*self._texts, *self._told) if len(about) > 1 else self._texts
        return any(all(_is_in(word, text) or concepts(word) & concepts(" ".join(text)) for word in about) for text in texts)


def _backed(document: Evidence, stated: dict[str, str], behind: dict[str, tuple[str, ...]]) -> list[str]:
    return [text for ident, text in stated.items() if ident in document.supports or document.id in behind.get(ident, ())]


def _spaced(words: str) -> str:
    return " ".join(_joined().split(words))


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(r"[_/.-]+")


def _telling(text: str) -> frozenset[str]:
    return frozenset(_words(text)) - _lists().idle


def _is_in(word: str, words: AbstractSet[str]) -> bool:
    return word in words or any(_is_form(word, other) for other in words)


def _is_form(word: str, other: str) -> bool:
    if len(word) >= _STEM and len(other) >= _STEM and (word.startswith(other) or other.startswith(word)):
        return True
    return word[:_ALIKE] == other[:_ALIKE] and len(word) >= _ALIKE


@lru_cache(maxsize=16)
def _shelf(ledger: Ledger) -> _Shelf:
    return _Shelf(ledger)
