"""Measure the layers of TN301 to TN308 where nobody tuned. In: the frozen split and `fresh.jsonl`. Out: tables on standard output.

Each sentence is checked as the only one of a plan, without a case. A layer is right on a sentence if it names its label, or one the writer
saw as well (`also`). "Any" asks only whether an offence was told from a clean sentence, whatever rule spoke.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from split import Row, fresh_rows, frozen_rows, training_rows

from escalate_ai.planread import read_plan
from escalate_ai.policy import Policy
from escalate_ai.rules.running import check_plan
from escalate_ai.text.tone_model import hear, warns

RULES = tuple(f"TN30{number}" for number in range(1, 9))
_MODEL_SAYS = " sounds like "
Layer = Callable[[Row], set[str]]


def _found(row: Row) -> list[tuple[str, bool]]:
    """Give the rules that speak of a sentence, and whether the lists (not the model) did."""
    report = check_plan(read_plan(row["text"]), row["text"], None, None, Policy.load(), {})
    return [(found.rule, _MODEL_SAYS not in found.message) for found in report.findings if found.rule in RULES]


def by_lists(row: Row) -> set[str]:
    """Layer (a)."""
    return {rule for rule, listed in _found(row) if listed}


def by_model(row: Row) -> set[str]:
    """Layer (b), asked of every sentence."""
    heard = hear(row["text"])
    return {heard.rule} if heard and warns(heard) else set()


def by_both(row: Row) -> set[str]:
    """Layers (a) and (b) as they run."""
    return {rule for rule, _ in _found(row)}


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part}/{whole})" if whole else "-"


def table(rows: list[Row], layer: Layer) -> None:
    """Print precision and recall of a layer per rule, over all rules, and for any offence."""
    said = [(row, layer(row)) for row in rows]
    right_all = fired_all = 0
    for rule in RULES:
        fired = [row for row, rules in said if rule in rules]
        right = sum(1 for row in fired if rule == row["label"] or rule in (row.get("also") or ()))
        caught = sum(1 for row in fired if rule == row["label"])
        right_all, fired_all = right_all + right, fired_all + len(fired)
        print(f"  {rule}  precision {_share(right, len(fired))}, recall {_share(caught, sum(row['label'] == rule for row in rows))}")
    offences = sum(row["label"] != "clean" for row in rows)
    caught = sum(row["label"] in rules for row, rules in said)
    print(f"  all    precision {_share(right_all, fired_all)}, recall {_share(caught, offences)}")
    flagged = [row for row, rules in said if rules]
    true = sum(row["label"] != "clean" for row in flagged)
    print(f"  any    precision {_share(true, len(flagged))}, recall {_share(true, offences)}")


def main() -> None:
    """Print the tables, and what one sentence costs the model."""
    for name, rows in (("frozen", frozen_rows()), ("fresh", fresh_rows())):
        print(f"\n{len(rows)} {name} sentences of {len({row['situation'] for row in rows})} situations")
        for title, layer in (("(a) lists", by_lists), ("(b) model", by_model), ("(a)+(b)", by_both)):
            print(title)
            table(rows, layer)
    texts = [row["text"] for row in training_rows()]
    for state in ("words met for the first time", "words met before"):
        begun = time.process_time()
        for text in texts:
            hear(text)
        print(f"{(time.process_time() - begun) * 1000 / len(texts):.3f} ms of CPU a sentence, {state}")


if __name__ == "__main__":
    main()
