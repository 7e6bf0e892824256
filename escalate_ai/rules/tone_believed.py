"""Which phrases of tone are believed where they stand. In: a text and the phrases the lists found in it. Out: those that count.

A list knows words and not what they are said of: "we did not contest the complaint" holds a phrase of contest. So a phrase does not count
where it is only mentioned, within quotation marks, nor where the trained model finds next to nothing of its rule in the whole sentence,
unless its entry in `data/tone.toml` says `sure = true`. Sentences the model cannot judge, very short or longer than any it learned from,
leave the lists their word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.text.tone_model import Heard, hear
from escalate_ai.text.words import sentences

if TYPE_CHECKING:
    from escalate_ai.text.lexicon import Hit as Cue

RULE_OF = {
    "plea": "TN301",
    "glory": "TN302",
    "blame_amazon": "TN303",
    "contest": "TN304",
    "blame_others": "TN305",
    "praise": "TN306",
    "threat": "TN307",
}
"""The categories of the phrase lists and the rules they speak for."""
_SHORTEST = 6
"""Words of a sentence that is asked about: out of fold, of 36 shorter ones of which the model was as good as certain, 6 were harmless."""
_LONGEST = 45
"""Words up to which the model may doubt a phrase: the training has hardly a longer sentence, and one boast among facts is faint."""
_NEXT_TO_NOTHING = 0.1
"""Share of its rule below which a phrase is not believed: out of fold such phrases were right one time in four, the others 19 in 20."""


class Told(NamedTuple):
    """A sentence and what the model hears in it."""

    span: tuple[int, int]
    words: int
    heard: Heard


@lru_cache(maxsize=1024)
def told(text: str) -> tuple[Told, ...]:
    """Give the sentences of a text that are long enough to be asked about; kept, because eight rules ask."""
    counted = ((start, end, len(text[start:end].split())) for start, end in sentences(text))
    heard = (((start, end), words, hear(text[start:end])) for start, end, words in counted if words >= _SHORTEST)
    return tuple(Told(span, words, found) for span, words, found in heard if found)


def believed(text: str, cues: Iterable[Cue]) -> list[Cue]:
    """Give the phrases of tone that count."""
    return [cue for cue in cues if cue.entry.category not in RULE_OF or not (_mentioned(text, cue) or _doubted(text, cue))]


def _mentioned(text: str, cue: Cue) -> bool:
    """Say whether a phrase stands within quotation marks: it is spoken of and not spoken."""
    start, end = cue.span
    return any(first < start and end < last for first, last in _quotations(text))


@lru_cache(maxsize=64)
def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _quotation().finditer(text))


@cache
def _quotation() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)[\"\u201c][^\"\u201c\u201d\n]{1,120}+[\"\u201d]")


def _doubted(text: str, cue: Cue) -> bool:
    """Say whether the model finds next to nothing of the phrase's rule in its sentence."""
    if cue.entry.fields.get("sure"):
        return False
    asked = told(text)
    at = bisect_right(asked, cue.span[0], key=lambda one: one.span[0]) - 1
    if at < 0 or cue.span[0] >= asked[at].span[1] or asked[at].words > _LONGEST:
        return False
    return asked[at].heard.shares[RULE_OF[cue.entry.category]] < _NEXT_TO_NOTHING
