"""What the tone of a sentence sounds like to a trained model.

In: one sentence. Out: the rule it most likely offends with calibrated probabilities, or None. Reads `data/tone_model.bin` on first use
and nothing else; decides no severity.

A linear model over hashed words, pairs of words and letter groups within words, in pure Python. `training/tone/train.py` makes the data
file and reads sentences with the very functions of this module.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

MAX_WORDS = 80
"""Words of a sentence that are read; what is longer is a list or a paragraph, like no sentence of the training."""
MIN_WORDS = 4
"""Words below which nothing is heard: a salutation or a heading says too little."""
_LONG_WORD = 24
_SHORT, _MIDDLE = 9, 20
_GROUPS = (3, 4, 5)
_OWN_NAMES = frozenset({"amazon", "amazon's", "bezos", "jeff", "jassy", "andy"})
Scores = tuple[float, ...]


class Heard(NamedTuple):
    """What the model hears in a sentence."""

    rule: str
    """The code of the likeliest offence."""
    offends: float
    """Calibrated: of sentences given this number, so large a share offended some rule (0 to 1)."""
    fits: float
    """Calibrated: of sentences given this number, so large a share offended this very rule (0 to 1)."""


class _Model(NamedTuple):
    rules: tuple[str, ...]
    bias: Scores
    table: tuple[Scores | None, ...]
    """The weights of each hash, one per rule, against a clean sentence; None where all are nought."""
    letters: float
    """How much letter groups weigh beside words."""
    offends: tuple[float, float]
    """Platt's slope and offset for any offence."""
    fits: tuple[float, float]
    warn_at: tuple[float, float]
    """What `offends` and `fits` have to reach for a warning."""


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"\d[\w.,:/%-]*+|[A-Za-z]++(?:['-][A-Za-z]++)*+|[?!%$]")


def words_of(sentence: str) -> list[str]:
    """Give the words of a sentence in small letters, numbers as `0`, names inside it as `Name`; at most `MAX_WORDS`."""
    found: list[str] = []
    for match in _token().finditer(sentence.replace("\u2019", "'")):
        word = match[0]
        low = word.lower()
        if word[0].isdigit():
            found.append("0")
        elif found and word[0].isupper() and len(word) > 1 and low not in _OWN_NAMES:
            found.append("Name")
        else:
            found.append(low)
        if len(found) == MAX_WORDS:
            break
    return found


def word_terms(words: list[str]) -> set[str]:
    """Give words, pairs of neighbors and a mark for the length of the sentence."""
    size = "#short" if len(words) < _SHORT else "#middle" if len(words) < _MIDDLE else "#long"
    return {size, *words, *(f"{one} {two}" for one, two in pairwise(("^", *words, "$")))}


def letter_terms(word: str) -> Iterator[str]:
    """Give the groups of three to five letters of a word, its ends marked; of a very long word, of its beginning."""
    edged = f"<{word[:_LONG_WORD]}>"
    return (f"~{edged[at : at + size]}" for size in _GROUPS for at in range(len(edged) - size + 1))


def place(term: str, places: int) -> int:
    """Give the place of a term in a table of so many."""
    return zlib.crc32(term.encode()) % places


def hear(sentence: str) -> Heard | None:
    """Give the likeliest offence of a sentence; None where it is too short to tell."""
    words = words_of(sentence)
    if len(words) < MIN_WORDS:
        return None
    model = _model()
    scores = _scores(model, words)
    top = max(scores)
    shares = [math.exp(score - max(top, 0.0)) for score in scores]
    clean, offence = math.exp(-max(top, 0.0)), sum(shares)
    best = max(range(len(scores)), key=scores.__getitem__)
    rest = offence + clean - shares[best]
    return Heard(
        model.rules[best],
        _platt(model.offends, math.log(offence / clean)),
        _platt(model.fits, math.log(shares[best] / rest)),
    )


def warns(heard: Heard) -> bool:
    """Say whether what was heard is sure enough for a warning, by the thresholds the training found."""
    offends, fits = _model().warn_at
    return heard.offends >= offends and heard.fits >= fits


def _scores(model: _Model, words: list[str]) -> list[float]:
    distinct = set(words)
    terms = word_terms(words)
    by_word = [_by_letters(word) for word in distinct]
    groups = sum(count for count, _ in by_word)
    weight = model.letters / math.sqrt(max(groups, 1))
    rows = [row for term in terms if (row := model.table[place(term, len(model.table))])]
    share = 1 / math.sqrt(len(terms))
    from_words = [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(model.rules)
    from_letters = [sum(column) for column in zip(*(row for _, row in by_word), strict=True)]
    return [bias + share * word + weight * letter for bias, word, letter in zip(model.bias, from_words, from_letters, strict=True)]


@lru_cache(maxsize=4096)
def _by_letters(word: str) -> tuple[int, Scores]:
    """Give how many letter groups a word has and the sum of their weights; remembered, for letters speak mostly of the same words."""
    model = _model()
    terms = list(letter_terms(word))
    rows = [row for term in terms if (row := model.table[place(term, len(model.table))])]
    return len(terms), tuple(map(sum, zip(*rows, strict=True))) if rows else (0.0,) * len(model.rules)


def _platt(line: tuple[float, float], score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, line[0] * score + line[1]))))


@cache
def _model() -> _Model:
    """Read the data file: a length, a head in JSON, then one signed byte per hash and rule; all of it packed."""
    raw = zlib.decompress(files("escalate_ai").joinpath("data", "tone_model.bin").read_bytes())
    size = int.from_bytes(raw[:4], "little")
    head = json.loads(raw[4 : 4 + size])
    count, scale = len(head["rules"]), float(head["scale"])
    values = [scale * (byte - 256 if byte > 127 else byte) for byte in range(256)]  # noqa: PLR2004  a byte as a signed number
    body = raw[4 + size :]
    nought = bytes(count)
    rows = (body[at : at + count] for at in range(0, len(body), count))
    table = tuple(None if row == nought else tuple([values[byte] for byte in row]) for row in rows)
    return _Model(
        tuple(head["rules"]),
        tuple(head["bias"]),
        table,
        float(head["letters"]),
        (head["offends"][0], head["offends"][1]),
        (head["fits"][0], head["fits"][1]),
        (head["warn_at"][0], head["warn_at"][1]),
    )
