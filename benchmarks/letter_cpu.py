"""What one composer letter costs, all checks included, and what loading a case and checking a letter cost.

In: the example cases. Out: three lines, milliseconds of CPU: least, median and most of the cases.
Targets: a letter under 15, a load under 10, a check under 3.

Every case is measured once, in a process that has written letters for other cases only: what is kept for a text is of no help.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from escalate_ai import Case, Escalator, check

ROUNDS = 3
AS_OF = date(2026, 11, 20)
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
STEPS = ("load a case", "write its letter", "check another letter with its case")


def measured(place: int, folders: list[Path]) -> list[float]:
    """Give what each step costs for one case, every other one but a second having been written for before.

    The letter that is checked is the second case's. To write it without filling this process's memory, another process does so.
    """
    escalator = Escalator(offline=True)
    other = (place + 1) % len(folders)
    for folder in (folder for index, folder in enumerate(folders) if index not in {place, other}):
        outcome = escalator.rewrite(Case.load(folder), as_of=AS_OF)
        if outcome.letter:
            check(outcome.letter.text, kind="letter", case=Case.load(folder), as_of=AS_OF)
    letter, case = _run("letter", str(folders[other])), Case.load(folders[other])
    begun = time.process_time()
    fresh = Case.load(folders[place])
    loaded = time.process_time()
    escalator.rewrite(fresh, as_of=AS_OF)
    written = time.process_time()
    check(letter, kind="letter", case=case, as_of=AS_OF)
    return [(end - start) * 1000 for start, end in ((begun, loaded), (loaded, written), (written, time.process_time()))]


def _run(*arguments: str) -> str:
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Measure every example case, the median of some processes each; or, called by itself, one case in this process."""
    folders = sorted(path.parent for path in EXAMPLES.rglob("case.yaml"))
    match sys.argv[1:]:
        case ["letter", folder]:
            outcome = Escalator(offline=True).rewrite(Case.load(folder), as_of=AS_OF)
            sys.stdout.write(outcome.letter.text if outcome.letter else "")
        case ["case", place]:
            print(json.dumps(measured(int(place), folders)))
        case _:
            rounds = [[json.loads(_run("case", str(place))) for _ in range(ROUNDS)] for place in range(len(folders))]
            for step, name in enumerate(STEPS):
                costs = [statistics.median(one[step] for one in case) for case in rounds]
                print(f"{name}: {min(costs):.1f} / {statistics.median(costs):.1f} / {max(costs):.1f} ms of CPU ({len(folders)} cases)")


if __name__ == "__main__":
    main()
