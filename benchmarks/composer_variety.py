"""How much letters of the embedded writer share with each other. In: nothing. Out: medians on standard output.

Share of a letter's six-word runs, facts masked, that stand in letters of other clients: pair by pair, and in any of so many at once; over
cases of different kinds, and over one kind with the same number of attempts, where more has to be alike. Statements are drawn from a file.
Run: python benchmarks/composer_variety.py
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from compose_kit import AS_OF, PEOPLE, STORES, Drawn, case_of
from test_compose_properties import statements

from escalate_ai.compose import compose
from escalate_ai.ladder import brief_of, readiness
from escalate_ai.policy import default_policy
from escalate_ai.terms import EnforcementKind
from escalate_ai.text.similarity import shared_runs

NAMES = (*STORES, *PEOPLE, "Gullwing Deals", "Pax Outlet", "Zephyr Mart")


def letters(seed: int, wanted: int, kinds: Sequence[str], count: int | None = None) -> list[str]:
    """Give letters of ready cases, the kinds in turn."""
    random = Random(seed)  # noqa: S311  it makes cases, no secrets
    drawn, found, turn = Drawn(random, statements()), list[str](), cycle(kinds)
    while len(found) < wanted:
        case = case_of(random, drawn, kind=next(turn), count=count, request=None)
        verdict = readiness(case, AS_OF)
        if verdict.ready:
            found.append(compose(brief_of(case, AS_OF, default_policy(), verdict.rung)).text)
    return found


def twins(seed: int, wanted: int) -> list[tuple[str, str]]:
    """Give letters of two clients with one kind, one notice and one history to the day, and plans and names of their own."""
    random = Random(seed)  # noqa: S311  it makes cases, no secrets
    drawn, found = Drawn(random, statements()), list[tuple[str, str]]()
    while len(found) < wanted:
        first, second = (case_of(random, drawn, kind="inauthentic", request=None) for _ in range(2))
        if not (first.enforcement and first.poa and second.enforcement and second.poa and first.wants_causes):
            continue
        data = {"enforcement": first.enforcement, "request": first.request, "appeals": first.appeals, "calls": first.calls, "grounds": ()}
        pair = (first, second.model_copy(update=data))
        if all(readiness(case, AS_OF).ready for case in pair):
            one, other = (compose(brief_of(case, AS_OF, default_policy(), readiness(case, AS_OF).rung)).text for case in pair)
            found.append((one, other))
    return found


def in_pairs(texts: Sequence[str]) -> float:
    """Give the median share of one letter's runs in one other letter."""
    return median(shared_runs(a, [b], names=NAMES) for a in texts for b in texts if a is not b)


def in_any(texts: Sequence[str]) -> float:
    """Give the median share of one letter's runs in all the other letters together."""
    return median(shared_runs(a, [b for b in texts if b is not a], names=NAMES) for a in texts)


def main() -> None:
    """Print the shares."""
    kinds = [kind.value for kind in EnforcementKind]
    different = letters(1, len(kinds), kinds)
    print(f"different kinds, {len(different)} letters: pair by pair {in_pairs(different):.1%}")
    for others in (4, 8, 12, 20, 33):
        print(f"different kinds, in any of {others - 1} other letters: {in_any(different[:others]):.1%}")
    for kind, count in (("inauthentic", 2), ("late_shipment", 3), ("trademark", 6)):
        alike = letters(2, 12, [kind], count)
        print(f"one kind ({kind}), {count} attempts each: pair by pair {in_pairs(alike):.1%}, in any of 11 others {in_any(alike):.1%}")
    share = median(shared_runs(one, [other], names=NAMES) for one, other in twins(3, 20))
    print(f"one kind and one history to the day, other plan and names: {share:.1%}")


if __name__ == "__main__":
    main()
