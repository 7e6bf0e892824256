"""Teach a sentence encoder the labels, and let it label many more sentences. In: `split.py`'s rows. Out: `taught.npz`.

The student learns from what this leaves behind: vectors of 11,000 words as the encoder has them, and sentences made from the training's
by changing words for near ones, cutting and joining, each with the shares the taught encoder gives the classes. Wants `pip install -e
.[train]`, two cores and about a quarter of an hour; the frozen and the fresh sentences are never read here. `train.py` needs only its file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import numpy as np
from encoder import Encoder, read, taught, tokenizer
from features import CLASSES, CLEAN
from split import HERE, Row, training_rows

TAUGHT = HERE / "taught.npz"
SIZE, WORDS = 48, 11_000
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019-][A-Za-z]+)*|[^A-Za-z]+")
_PLAIN = re.compile(r"[a-z]+(?:'[a-z]+)?")
_NEAR, _ALIKE, _LEAST = 12, 0.35, 4


def taught_on(row: Row) -> bool:
    """Say whether the encoder is taught a sentence: those of later writers are kept from it, to calibrate by."""
    return row["id"][0] in "ABCK"


def _vocabulary(texts: Sequence[str]) -> list[str]:
    """Give the words of the training, then those of the encoder's own list, the common ones first."""
    own = sorted({word for text in texts for word in _PLAIN.findall(text.lower())})
    known = set(own)
    pieces = sorted(tokenizer().get_vocab().items(), key=lambda pair: pair[1])
    return own + [piece for piece, _ in pieces if re.fullmatch("[a-z]{3,}", piece) and piece not in known][:14_000]


def _neighbors(words: Sequence[str], vectors: np.ndarray, texts: Sequence[str]) -> dict[str, list[str]]:
    own = {word for text in texts for word in _PLAIN.findall(text.lower()) if len(word) >= _LEAST}
    found: dict[str, list[str]] = {}
    for at, word in enumerate(words):
        if word in own:
            alike = vectors @ vectors[at]
            near = [other for other in np.argsort(-alike)[1 : _NEAR + 1] if alike[other] > _ALIKE]
            found[word] = [words[other] for other in near]
    return found


def _changed(text: str, near: dict[str, list[str]], share: float, dice: np.random.Generator) -> str:
    words = []
    for word in _WORD.findall(text):
        options = near.get(word.lower())
        if options and dice.random() < share:
            other = options[dice.integers(len(options))]
            words.append(other.capitalize() if word[0].isupper() else other)
        else:
            words.append(word)
    return "".join(words)


def _cut(text: str, dice: np.random.Generator) -> int:
    count = len(text.split())
    return min(max(count // 2 + int(dice.integers(-2, 3)), 3), max(3, count - 3))


def made_from(texts: Sequence[str], letters: Sequence[str], near: dict[str, list[str]]) -> list[str]:
    """Make sentences from those of the training: words changed, two halves joined, a stretch taken out."""
    dice = np.random.default_rng(7)
    made: set[str] = set()
    for text in texts:
        made.update(_changed(text, near, share, dice) for share in (0.2, 0.35, 0.5, 0.5))
        other = texts[dice.integers(len(texts))]
        halves = text.split()[: _cut(text, dice)] + other.split()[_cut(other, dice) :]
        made.add(_changed(" ".join(halves), near, 0.15, dice))
        words = text.split()
        if len(words) > 9:  # noqa: PLR2004  a shorter one has no stretch worth reading
            length = int(dice.integers(6, len(words)))
            start = int(dice.integers(0, len(words) - length + 1))
            made.add(_changed(" ".join(words[start : start + length]), near, 0.15, dice))
    made.update(_changed(text, near, 0.2, dice) for text in letters)
    return sorted(made - set(texts) - set(letters))


def main() -> None:
    """Teach, make sentences, let the encoder judge them and write what the student needs."""
    rows = [row for row in training_rows() if taught_on(row)]
    letters = [json.loads(line)["text"] for line in (HERE / "good_letters.jsonl").read_text("utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    labels = np.array([CLASSES.index(row["label"]) for row in rows] + [CLASSES.index(CLEAN)] * len(letters))
    words = _vocabulary([*texts, *letters])
    vectors = read(Encoder(len(CLASSES)), words, judge=False, at_once=256)
    made = made_from(texts, letters, _neighbors(words, vectors, texts))
    encoder = taught([*texts, *letters], labels, len(CLASSES))
    everything = [*texts, *letters, *made]
    shares = read(encoder, everything, judge=True)
    middle = vectors - vectors.mean(0)
    main_ways = np.linalg.svd(middle, full_matrices=False)[2][:SIZE]
    small = middle @ main_ways.T
    small = (0.3 * small / small.std())[:WORDS]
    np.savez_compressed(
        TAUGHT,
        words=np.array("\n".join(words[:WORDS])),
        vectors=small.astype(np.float16),
        sentences=np.array("\n".join(everything)),
        shares=np.round(shares * 255).astype(np.uint8),
    )
    print(f"{len(texts)} sentences and {len(letters)} of letters taught; {len(made)} made; {TAUGHT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
