"""How long `import escalate_ai` takes, as a ratio to importing pydantic and jinja2 alone. In: nothing. Out: one line. Target: under 2."""

from __future__ import annotations

import statistics
import subprocess
import sys

ROUNDS = 15
TIMED = "import time; begun = time.perf_counter(); {statement}; print(time.perf_counter() - begun)"


def seconds(statement: str) -> float:
    """Run a statement in a fresh interpreter and give the seconds it says it took."""
    run = subprocess.run([sys.executable, "-c", TIMED.format(statement=statement)], capture_output=True, text=True, check=True)
    return float(run.stdout)


def main() -> None:
    """Measure both in turns, so that a busy machine slows both alike."""
    pairs = [(seconds("import pydantic, jinja2; pydantic.BaseModel"), seconds("import escalate_ai")) for _ in range(ROUNDS)]
    alone, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(mine / base for base, mine in pairs)
    print(f"pydantic + jinja2 {alone * 1000:.0f} ms, escalate_ai {ours * 1000:.0f} ms, ratio {ratio:.2f} (median of {ROUNDS})")


if __name__ == "__main__":
    main()
