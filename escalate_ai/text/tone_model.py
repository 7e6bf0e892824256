"""What the tone of a sentence sounds like to a trained model.

In: one sentence. Out: the rule it most likely offends with calibrated probabilities, or None. Reads `data/tone_model.bin` on first use
and nothing else; decides no severity.

Two models in pure Python speak together: a linear one over hashed words, pairs of words and letter groups within words, and a small
network (`tone_net`) that learned from a sentence encoder which words mean alike. `training/tone/train.py` makes the data file and reads
sentences with the very functions of this module.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32, decompress

from escalate_ai.text.tone_net import Net, Shape, Weights

MAX_WORDS = 80
"""Words of a sentence that are read; what is longer is a list or a paragraph, like no sentence of the training."""
MIN_WORDS = 4
"""Words below which nothing is heard: a salutation or a heading says too little."""
CLEAN_ENOUGH = 0.8
"""Share of clean by the linear model from which on the network is not asked: out of fold it made no right warning of such a sentence."""
_MOST_SCORE = 100.0
_LONG_WORD = 24
_LEAST = 1e-9
_NOUGHT = 128
"""Stands for nought in the table, so that sums are never negative; 255 rows fit in two bytes."""
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
    shares: Mapping[str, float]
    """The share each rule has in what was heard, not calibrated; what they leave of 1 is clean."""


class _Model(NamedTuple):
    rules: tuple[str, ...]
    bias: Scores
    table: Sequence[int]
    """For each hash the weights against a clean sentence, one per rule, side by side: two bytes each, `_NOUGHT` for nought, in units
    of `scale`."""
    scale: float
    letters: float
    """How much letter groups weigh beside words."""
    offends: tuple[float, float]
    """Platt's slope and offset for any offence."""
    fits: tuple[float, Sequence[float]]
    """One slope, and an offset for each rule, for this very rule."""
    warn_at: tuple[float, float]
    """What `offends` and `fits` have to reach for a warning."""
    net: Net
    net_share: float
    """How much the network's word counts beside the linear model's (0 to 1)."""


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"\d[\w.,:/%-]*+|[A-Za-z]++(?:['-][A-Za-z]++)*+|[?!%$]")


def words_of(sentence: str) -> list[str]:
    """Give the words of a sentence in small letters, numbers as `0`, names inside it as `Name`; at most `MAX_WORDS`."""
    return both_words_of(sentence)[0]


def both_words_of(sentence: str) -> tuple[list[str], list[str]]:
    """Give the words of a sentence with names masked, for the linear model, and with names as they are, for the network."""
    spelled = [_SPELLED[word] for word in _token().findall(sentence.replace("\u2019", "'"))[:MAX_WORDS]]
    plain = [low for low, _ in spelled]
    # a capital at the beginning names nothing
    return plain[:1] + [inside for _, inside in spelled[1:]], plain


class _Spelled(dict[str, tuple[str, str]]):
    """How the network reads a word as written, and how the linear model does inside a sentence; remembered, for letters repeat theirs."""

    def __missing__(self, word: str) -> tuple[str, str]:
        """Find out about a word that comes by for the first time."""
        low = "0" if word[0] <= "9" and word[0].isdigit() else word.lower()
        named = low not in _OWN_NAMES and len(word) > 1 and word[0].isupper()
        spelled = low, "Name" if named else low
        if len(self) < _WORDS_REMEMBERED:
            self[word] = spelled
        return spelled


_WORDS_REMEMBERED = 20_000
_SPELLED = _Spelled()


def word_terms(words: list[str]) -> set[str]:
    """Give words, pairs of neighbors and a mark for the length of the sentence."""
    return {_size(words), *words, *_pairs(words)}


def _size(words: Sequence[str]) -> str:
    return "#short" if len(words) < _SHORT else "#middle" if len(words) < _MIDDLE else "#long"


def _pairs(words: Sequence[str]) -> set[str]:
    return set(map(" ".join, pairwise(("^", *words, "$"))))


def letter_terms(word: str) -> Iterator[str]:
    """Give the groups of three to five letters of a word, its ends marked; of a very long word, of its beginning."""
    edged = f"<{word[:_LONG_WORD]}>"
    return (f"~{edged[at : at + size]}" for size in _GROUPS for at in range(len(edged) - size + 1))


def place(term: str, places: int) -> int:
    """Give the place of a term in a table of so many."""
    return crc32(term.encode()) % places


def hear(sentence: str) -> Heard | None:
    """Give the likeliest offence of a sentence; None where it is too short to tell."""
    words, plain = both_words_of(sentence)
    if len(words) < MIN_WORDS:
        return None
    model = _model()
    linear = _scores(model, words)
    asks_net = clean_share(linear) < CLEAN_ENOUGH
    shares = blended(linear, model.net.scores(plain), model.net_share) if asks_net else _shares([*linear, 0.0])
    clean, offence = shares[-1], 1 - shares[-1]
    best = max(range(len(model.rules)), key=shares.__getitem__)
    slope, offsets = model.fits
    return Heard(
        model.rules[best],
        _platt(model.offends, _log_odds(offence, clean)),
        _platt((slope, offsets[best]), _log_odds(shares[best], 1 - shares[best])),
        dict(zip(model.rules, shares, strict=False)),
    )


def clean_share(linear: Sequence[float]) -> float:
    """Give the share of clean by the linear model's scores against clean."""
    return 1 / (1 + sum([math.exp(min(score, _MOST_SCORE)) for score in linear]))


def blended(linear: Sequence[float], net: Sequence[float], net_share: float) -> list[float]:
    """Give the share of each offence and, last, of clean.

    `linear` holds scores against clean, `net` one score more; both are turned into log shares before they are weighed together.
    """
    scores = [*linear, 0.0]
    first, second = _log_total(scores), _log_total(net)
    mixed = [net_share * (two - second) + (1 - net_share) * (one - first) for one, two in zip(scores, net, strict=True)]
    return _shares(mixed)


def _shares(scores: Sequence[float]) -> list[float]:
    total = _log_total(scores)
    return [math.exp(score - total) for score in scores]


def _log_total(scores: Sequence[float]) -> float:
    top = max(scores)
    return top + math.log(sum([math.exp(score - top) for score in scores]))


def _log_odds(one: float, other: float) -> float:
    return math.log(max(one, _LEAST) / max(other, _LEAST))


def warns(heard: Heard) -> bool:
    """Say whether what was heard is sure enough for a warning, by the thresholds the training found."""
    offends, fits = _model().warn_at
    return heard.offends >= offends and heard.fits >= fits


def _scores(model: _Model, words: list[str]) -> list[float]:
    """Give the linear model's score of each rule; sums run over all rules at once, side by side in one whole number."""
    # the terms of `word_terms`, of which words by themselves come again and pairs hardly do
    by_word = [_by_word(word) for word in {_size(words), *words}]
    pairs = _pairs(words)
    terms = len(by_word) + len(pairs)
    groups = sum([groups for _, groups, _ in by_word])
    count = len(model.rules)
    table = model.table
    places = len(table)
    told = sum([table[crc32(pair.encode()) % places] for pair in pairs]) + sum([row for row, _, _ in by_word])
    from_words = memoryview(told.to_bytes(2 * count, "little")).cast("H")
    from_letters = memoryview(sum([letters for _, _, letters in by_word]).to_bytes(4 * count, "little")).cast("I")
    share, weight = model.scale / math.sqrt(terms), model.scale * model.letters / math.sqrt(max(groups, 1))
    nought, letter_nought = _NOUGHT * terms, _NOUGHT * groups
    parts = zip(model.bias, from_words, from_letters, strict=True)
    return [bias + share * (word - nought) + weight * (letter - letter_nought) for bias, word, letter in parts]


@lru_cache(maxsize=4096)
def _by_word(word: str) -> tuple[int, int, int]:
    """Give the weights of a word itself, how many letter groups it has and the sum of their weights, side by side; a size has none."""
    count = len(_model().rules)
    table = _model().table
    places = len(table)
    own = table[place(word, places)]
    if word[0] == "#":
        return own, 0, 0
    rows = [table[place(term, places)] for term in letter_terms(word)]
    lanes = memoryview(sum(rows).to_bytes(2 * count, "little")).cast("H")
    return own, len(rows), sum([lane << (32 * at) for at, lane in enumerate(lanes)])


def _platt(line: tuple[float, float], score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, line[0] * score + line[1]))))


def _rows(body: bytes, count: int) -> list[int]:
    size = 2 * count
    return [int.from_bytes(body[at : at + size], "little") for at in range(0, len(body), size)]


@cache
def _model() -> _Model:
    """Read the data file: a length, a head in JSON, then the parts whose sizes the head tells; all of it packed."""
    raw = decompress(files("escalate_ai").joinpath("data", "tone_model.bin").read_bytes())
    start = 4 + int.from_bytes(raw[:4], "little")
    head = json.loads(raw[4:start])
    parts: list[bytes] = []
    for size in head["parts"]:
        parts.append(raw[start : start + size])
        start += size
    names, vectors, groups, body = parts
    net = head["net"]
    weights = Weights(
        names.decode().split("\n"),
        vectors,
        groups,
        net["stretch"],
        net["rows"],
        net["floor"],
        net["out"],
        tuple(net["scales"]),
        net["bias"],
    )
    return _Model(
        tuple(head["rules"]),
        tuple(head["bias"]),
        _rows(body, len(head["rules"])),
        float(head["scale"]),
        float(head["letters"]),
        (head["offends"][0], head["offends"][1]),
        (head["fits"][0], head["fits"][1]),
        (head["warn_at"][0], head["warn_at"][1]),
        Net(weights, Shape(*net["shape"])),
        float(head["net_share"]),
    )
