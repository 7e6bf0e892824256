"""What one composer letter costs, all checks included. In: the example cases. Out: one line each, CPU milliseconds. Target: under 15."""

from __future__ import annotations

import statistics
import sys
import time
from datetime import date
from pathlib import Path

from escalate_ai import Case, Escalator

ROUNDS = 40
WARM_UP = 3
AS_OF = date(2026, 11, 20)
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def milliseconds(case: Case, escalator: Escalator) -> float:
    """Give the median CPU time of one rewrite, after what is read once has been read."""
    taken: list[float] = []
    for _ in range(WARM_UP + ROUNDS):
        begun = time.process_time()
        escalator.rewrite(case, as_of=AS_OF)
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken[WARM_UP:])


def main() -> None:
    """Measure every example case, loaded beforehand."""
    escalator = Escalator(offline=True)
    folders = [Path(name) for name in sys.argv[1:]] or sorted(path.parent for path in EXAMPLES.glob("*/case.yaml"))
    for folder in folders:
        print(f"{folder.name}: {milliseconds(Case.load(folder), escalator):.1f} ms of CPU a letter (median of {ROUNDS})")


if __name__ == "__main__":
    main()
