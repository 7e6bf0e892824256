"""How many false facts are found in letters, how many harmless edits flagged.

`grounding_mutations.py [dev|second|heldout] [--each N] [--show]`.

In: the cases and letters of a split under tests/data/grounding. Out: a table, each kind of change and how many of them were caught, each
harmless edit and how many were flagged, and the findings on letters that are true. With --show also what was judged wrongly; of the
held-out split never.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / folder) for folder in (".", "tests")]

from grounding_cases import OPEN, SPLITS, subjects  # noqa: E402  the kit lies beside the tests
from grounding_kit import false_alarms, measured, statements, table, worklist  # noqa: E402


def main() -> None:
    """Measure the splits asked for."""
    parser = argparse.ArgumentParser(description="Measure grounding on a split.")
    parser.add_argument("splits", nargs="*", metavar="dev|second|heldout", help="default: all")
    parser.add_argument("--each", type=int, default=3, help="changes of one kind in one letter, at most (default 3)")
    parser.add_argument("--show", action="store_true", help="write what was judged wrongly; open splits only")
    given = parser.parse_args()
    if set(given.splits) - set(SPLITS):
        parser.error(f"there are the splits {' and '.join(SPLITS)}")
    for split in given.splits or SPLITS:
        _tell(split, given.each, show=given.show and split in OPEN)


def _tell(split: str, each: int, *, show: bool) -> None:
    begun = time.process_time()
    wrong, harmless = measured(split, each)
    alarms, told_wrong = false_alarms(split), statements(split)
    letters = len({subject.name for subject, _ in alarms})
    print(f"{split}: {len(subjects(split))} letters, {time.process_time() - begun:.0f} s of CPU\n\nfalse facts caught\n{table(wrong)}")
    print(f"of the embedded writer's letters: {wrong.composed[True]} of {wrong.composed.total()}")
    print(f"\nfalse statements written by hand, caught\n{table(told_wrong)}")
    print(f"\nharmless edits flagged\n{table(harmless)}")
    told = ", ".join(f"{rule} {number}" for rule, number in sorted(Counter(one.rule for _, one in alarms).items()))
    print(f"\nfindings on true letters: {len(alarms)} in {letters} letters ({told or 'none'})\n")
    if show:
        print(
            "\n".join(
                ["findings on true letters", *(f"- {subject.name}: {one.rule} {one.quote!r}: {one.message}" for subject, one in alarms)]
            )
        )
        missed = ["\nfalse facts missed", *worklist(wrong), "\nfalse statements missed", *worklist(told_wrong)]
        print("\n".join([*missed, "\nharmless edits flagged", *worklist(harmless)]))


if __name__ == "__main__":
    main()
