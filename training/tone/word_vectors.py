"""Give each word of the trade a short vector of its meaning. In: the training sentences, a sentence encoder. Out: `word_vectors.npz`.

The words are those of the training sentences and the commoner ones of the encoder's own list: a word no sentence of the training uses
then lies near words that do. `train.py` starts from this file, so that only who wants other words has to run this (the extra `train`).
"""

from __future__ import annotations

import re

import numpy as np
from encoder import read, tokenizer
from split import VECTORS, training_rows

SIZE, WORDS = 48, 16_000
_PLAIN = re.compile(r"[a-z]+(?:'[a-z]+)?")


def vocabulary() -> list[str]:
    """Give the words of the training, then those of the encoder's own list, the common ones first."""
    own = sorted({word for row in training_rows() for word in _PLAIN.findall(row["text"].lower())})
    known = set(own)
    pieces = sorted(tokenizer().get_vocab().items(), key=lambda pair: pair[1])
    return own + [piece for piece, _ in pieces if re.fullmatch("[a-z]{3,}", piece) and piece not in known][:14_000]


def main() -> None:
    """Read each word as a sentence of its own and keep the 48 directions in which they differ most."""
    words = vocabulary()
    vectors = read(words)
    middle = vectors - vectors.mean(0)
    ways = np.linalg.eigh(middle.T @ middle)[1][:, ::-1][:, :SIZE]
    small = middle @ ways
    small = (0.3 * small / small.std())[:WORDS]
    np.savez_compressed(VECTORS, words=np.array("\n".join(words[:WORDS])), vectors=small.astype(np.float16))
    print(f"{len(words[:WORDS])} words; {VECTORS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
