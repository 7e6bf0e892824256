"""How many false facts are found in letters, how many harmless edits flagged.

`grounding_mutations.py [dev|second|...|sixteenth] [--each N] [--show]`.

In: the cases and letters of a split under tests/data/grounding. Out: a table, each kind of change and how many of them were caught, each
harmless edit and how many were flagged, and the findings on letters that are true. Of the letters that the program would deliver, the
embedded writer's and a model's without an error, every change is made. With --show also what was judged wrongly; of held-out splits never.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / folder) for folder in (".", "tests")]

from grounding_cases import OPEN, SPLITS, subjects  # noqa: E402  the kit lies beside the tests
from grounding_kit import EVERY, Tally, accepted, false_alarms, measured, statements, table, worklist  # noqa: E402


def main() -> None:
    """Measure the splits asked for."""
    parser = argparse.ArgumentParser(description="Measure grounding on a split.")
    parser.add_argument("splits", nargs="*", metavar="dev|second|...|sixteenth", help="default: all")
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
    print(_by_writers(wrong))
    print(f"\nfalse statements written by hand, caught\n{table(told_wrong)}")
    print(f"\nharmless edits flagged\n{table(harmless)}")
    told = ", ".join(f"{rule} {number}" for rule, number in sorted(Counter(one.rule for _, one in alarms).items()))
    print(f"\nfindings on true letters: {len(alarms)} in {letters} letters ({told or 'none'})\n")
    own = accepted(split)
    delivered, otherwise = measured(split, EVERY, letters=own)
    print(f"letters the program would deliver: {len(own)}, every change\n\nfalse facts caught in them\n{table(delivered)}")
    print(f"{_by_writers(delivered)}\n\nharmless edits flagged in them\n{table(otherwise)}\n")
    if show:
        missed = ["letters the program would deliver, missed", *worklist(delivered), "flagged", *worklist(otherwise)]
        print("\n".join(missed))
        print(
            "\n".join(
                ["findings on true letters", *(f"- {subject.name}: {one.rule} {one.quote!r}: {one.message}" for subject, one in alarms)]
            )
        )
        missed = ["\nfalse facts missed", *worklist(wrong), "\nfalse statements missed", *worklist(told_wrong)]
        print("\n".join([*missed, "\nharmless edits flagged", *worklist(harmless)]))


def _by_writers(tally: Tally) -> str:
    """Give a line for each writer: how many changes of these letters were called."""
    writers = sorted({writer for writer, _ in tally.writers})
    sums = {writer: sum(tally.writers[writer, called] for called in (True, False)) for writer in writers}
    return "\n".join(f"of letters by {writer}: {tally.writers[writer, True]} of {sums[writer]}" for writer in writers)


if __name__ == "__main__":
    main()
