"""Matters that a letter brings up and the case says nothing of: refunds, the police, a laboratory, an insolvency.

In: a letter's reading, data/claimed_matters.toml. Out: where such a matter stands, with what it is called. An invented sentence often
holds no date, number or name, only such a matter. What suffices in the case is told widely, so that other words for a measure are no
invention. Requests, offers and promises state nothing and are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.rules.case_says import texts_of
from escalate_ai.rules.kinds import within_name
from escalate_ai.text.folding import fold
from escalate_ai.text.lexicon import Entry, Lexicon
from escalate_ai.text.phrases import Phrases

if TYPE_CHECKING:
    from escalate_ai.ledger import Ledger
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading

_LIST = "claimed_matters"
_BETWEEN = "\n.\n"
"""What stands between texts that are read in one pass: no phrase reaches over a full stop."""


class Matter(NamedTuple):
    """A matter the case knows nothing of, where a letter brings it up."""

    part: Part
    span: tuple[int, int]
    called: str
    """What it is, for a message: "refunds", "the police"."""


def foreign_matters(reading: LetterReading) -> Iterator[Matter]:
    """Give the matters that a letter's sentences state and the case does not know, each once in a sentence."""
    if reading.brief is None:
        return
    known = _known(reading.brief.ledger)
    for part in reading.sheet.body:
        cues = reading.cues(part, _LIST)
        if not cues:
            continue
        for sentence in reading.told(part):
            if not sentence.states:
                continue
            said: set[str] = set()
            for cue in cues:
                called = cue.entry.category
                inside = sentence.span[0] <= cue.span[0] < sentence.span[1]
                if not inside or called in said or within_name(part.text, cue.span, reading.names):
                    continue
                if called not in known:
                    said.add(called)
                    yield Matter(part, cue.span, called)


@lru_cache(maxsize=16)
def _known(ledger: Ledger) -> frozenset[str]:
    """Give the matters that a case says something of, in whatever words."""
    texts = [fold(text).text for text in texts_of(ledger)]
    # all plain ones are read in one pass
    one_pass = _BETWEEN.join(text for text in texts if text.isascii())
    phrases = _phrases()
    foreign = (text for text in texts if not text.isascii())
    return frozenset(entry.category for text in (one_pass, *foreign) for _, entry in phrases.find(text))


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    """Give what a case may say of each matter: the letter's own phrases, and the wider ones."""
    entries = Lexicon.load(_LIST).entries
    return Phrases([(phrase, entry) for entry in entries for phrase in (*entry.phrases, *_wider(entry))])


def _wider(entry: Entry) -> tuple[str, ...]:
    known = entry.fields.get("known", ())
    return known if isinstance(known, tuple) else ()
