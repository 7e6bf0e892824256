"""How far the two readers of the labelled sentences agree. In: the sentence files beside it. Out: counts on standard output."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path


def main() -> None:
    """Print how many sentences both readers label alike, and the pairs of labels on which they differ."""
    files = sorted(Path(__file__).parent.glob("sentences*.jsonl"))
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]
    once = sum(row["second_label"] is None for row in rows)
    rows = [row for row in rows if row["second_label"] is not None]
    differ = Counter((row["label"], row["second_label"]) for row in rows if row["label"] != row["second_label"])
    print(f"{len(rows) - differ.total()} of {len(rows)} alike; {once} more were read once")
    for (first, second), count in differ.most_common():
        print(f"{count:3} first {first}, second {second}")


if __name__ == "__main__":
    main()
