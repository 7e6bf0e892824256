"""How long `import escalate_ai` takes, as a ratio to importing pydantic and jinja2 alone. In: nothing. Out: two lines. Target: under 2."""

from __future__ import annotations

import statistics
import subprocess
import sys

ROUNDS = 15
OURS = {
    "import escalate_ai": "import escalate_ai",
    "and take every public name": "import escalate_ai as e; [getattr(e, name) for name in e.__all__]",
}
TIMED = "import time; begun = time.perf_counter(); {statement}; print(time.perf_counter() - begun)"


def seconds(statement: str) -> float:
    """Run a statement in a fresh interpreter and give the seconds it says it took."""
    run = subprocess.run([sys.executable, "-c", TIMED.format(statement=statement)], capture_output=True, text=True, check=True)
    return float(run.stdout)


def main() -> None:
    """Measure both in turns, so that a busy machine slows both alike."""
    for name, ours in OURS.items():
        pairs = [(seconds("import pydantic, jinja2; pydantic.BaseModel"), seconds(ours)) for _ in range(ROUNDS)]
        base, mine = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
        ratio = statistics.median(our / alone for alone, our in pairs)
        print(f"{name}: {mine:.0f} ms; pydantic + jinja2 alone: {base:.0f} ms; ratio {ratio:.2f} (median of {ROUNDS})")


if __name__ == "__main__":
    main()
