"""How long `import escalate_ai` takes, as a ratio to importing pydantic and jinja2 alone. In: nothing. Out: two lines. Target: under 2."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile

ROUNDS = 15
OURS = {
    "import escalate_ai": "import escalate_ai",
    "and take Case and Escalator": "from escalate_ai import Case, Escalator",
    "and take every public name": "import escalate_ai as e; [getattr(e, name) for name in e.__all__]",
}
ALONE = "import pydantic, jinja2; pydantic.BaseModel"
TIMED = "import time; begun = time.perf_counter(); {statement}; print(time.perf_counter() - begun)"


def seconds(statement: str, bytecode: str) -> float:
    """Run a statement in a fresh interpreter that keeps its bytecode in a folder, and give the seconds it says it took."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
        "PYTHONPYCACHEPREFIX": bytecode
    }
    command = [sys.executable, "-c", TIMED.format(statement=statement)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings).stdout)


def main() -> None:
    """Measure both in turns, so that a busy machine slows both alike."""
    with tempfile.TemporaryDirectory() as bytecode:
        for name, ours in OURS.items():
            measure(name, ours, bytecode)


def measure(name: str, ours: str, bytecode: str) -> None:
    """Measure one way to import; the first round, which writes the bytecode, does not count."""
    pairs = [(seconds(ALONE, bytecode), seconds(ours, bytecode)) for _ in range(ROUNDS + 1)][1:]
    base, mine = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    ratio = statistics.median(our / alone for alone, our in pairs)
    print(f"{name}: {mine:.0f} ms; pydantic + jinja2 alone: {base:.0f} ms; ratio {ratio:.2f} (median of {ROUNDS})")


if __name__ == "__main__":
    main()
