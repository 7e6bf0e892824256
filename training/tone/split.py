"""Which labelled sentences training may read. In: the sentence files and `frozen_situations.txt` beside it. Out: rows.

A hash of the situation decides, so that no paraphrase crosses the split. The list was written once, before any training, from the three
files there were, and is never written again: `python training/tone/split.py` only says whether it still is what the hash gives. Files that
came later are for training whole. `frozen_rows` and `fresh_rows` are for `evaluate.py` alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

HERE = Path(__file__).parent
FROZEN = HERE / "frozen_situations.txt"
FRESH = HERE / "fresh.jsonl"
"""Sentences of a writer who saw neither lists nor sentences; absent before they were written."""
FIRST = ("sentences_a.jsonl", "sentences_b.jsonl", "sentences_c.jsonl")
VECTORS = HERE / "word_vectors.npz"
"""What `word_vectors.py` leaves for `train.py`."""
PARTS = 4
"""One part in so many is frozen."""


class Row(TypedDict):
    """One labelled sentence; README.md says what the keys hold."""

    id: str
    text: str
    label: str
    second_label: str | None
    also: list[str]
    situation: str
    subtle: int
    text_kind: str


def _rows(files: Iterable[Path]) -> list[Row]:
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]


def all_rows() -> list[Row]:
    """Give the sentences of every `sentences*.jsonl`, frozen ones too: for counting."""
    return _rows(sorted(HERE.glob("sentences*.jsonl")))


def part_of(situation: str, parts: int, salt: str = "") -> int:
    """Give the part a situation falls into, of so many; the same on every machine."""
    return int(hashlib.sha256((salt + situation).encode()).hexdigest(), 16) % parts


def _frozen() -> frozenset[str]:
    return frozenset(FROZEN.read_text("utf-8").split())


def training_rows() -> list[Row]:
    """Give the sentences outside the frozen situations on which both readers agree, or which only their writer has read."""
    frozen = _frozen()
    return [row for row in all_rows() if row["situation"] not in frozen and row["second_label"] in {None, row["label"]}]


def first_ids() -> frozenset[str]:
    """Give the ids of the sentences of the first three files."""
    return frozenset(row["id"] for row in _rows(HERE / name for name in FIRST))


def frozen_rows() -> list[Row]:
    """Give every sentence of the frozen situations, disagreements too."""
    frozen = _frozen()
    return [row for row in all_rows() if row["situation"] in frozen]


def fresh_rows() -> list[Row]:
    """Give the sentences of `fresh.jsonl`, none where there is no such file."""
    return _rows([FRESH]) if FRESH.exists() else []


def _by_hash() -> list[str]:
    return sorted({row["situation"] for row in _rows(HERE / name for name in FIRST) if part_of(row["situation"], PARTS) == 0})


def main() -> None:
    """Write the list where there is none; else say whether the hash still gives it."""
    if not FROZEN.exists():
        FROZEN.write_text("\n".join(_by_hash()) + "\n", "utf-8")
    same = FROZEN.read_text("utf-8").split() == _by_hash()
    print(f"{len(_frozen())} situations frozen; the list is {'what' if same else 'NOT what'} the hash gives")


if __name__ == "__main__":
    main()
