"""Make `escalate_ai/data/plain_words.bin`. In: a spelling dictionary and the project's own texts. Out: the filter, written in place."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from escalate_ai.text.plain_words import places_of

ROOT = Path(__file__).resolve().parents[2]
BITS = 600_000
OWN = ("escalate_ai/data/*.toml", "tests/data/statements/*.txt", "training/tone/*.jsonl")


def dictionary_words(path: Path) -> set[str]:
    """Give the entries of a hunspell dictionary that are written in small letters."""
    entries = (line.partition("/")[0].strip() for line in path.read_text("latin-1").splitlines()[1:])
    return {word for word in entries if word.isalpha() and word.islower()}


def own_words() -> set[str]:
    """Give the words in small letters of the project's own texts."""
    found: set[str] = set()
    for pattern in OWN:
        for path in ROOT.glob(pattern):
            if path.name not in {"names.toml", "wording.toml"}:
                found.update(re.findall(r"(?<![\w*.'_@/-])[a-z]{3,}(?![\w*'_@/-]|\.\w)", path.read_text("utf-8")))
    return found


def main() -> None:
    """Write the filter."""
    words = dictionary_words(Path(sys.argv[1])) | own_words()
    bits = bytearray(BITS // 8)
    for word in words:
        for place in places_of(word, BITS):
            bits[place >> 3] |= 1 << (place & 7)
    target = ROOT / "escalate_ai" / "data" / "plain_words.bin"
    target.write_bytes(bytes(bits))
    print(f"{len(words):,} words, {sum(byte.bit_count() for byte in bits) / BITS:.0%} of the bits set, {len(bits):,} bytes")


if __name__ == "__main__":
    main()
