"""Learn what each kind of evidence for a company weighs. In: the open sets of true letters. Out: `escalate_ai/data/company_weights.toml`.

    python training/companies/fit.py          # figures of sets left out one by one, then the file
    python training/companies/fit.py figures  # figures only

Each company in a bullet of a true letter is left as it is, and once put for each other one of its case. Held-out letters are never read.
Needs the extra `train`. The same letters and versions give the same file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

sys.path[:0] = [str(Path(__file__).resolve().parent.parent.parent / folder) for folder in (".", "tests")]

from grounding_cases import AS_OF, OPEN, Subject, of_models, subjects  # noqa: E402  the letters lie beside the tests

from escalate_ai.ladder import brief_of  # noqa: E402
from escalate_ai.letterread import read_sheet  # noqa: E402
from escalate_ai.policy import Policy  # noqa: E402
from escalate_ai.rules import company_evidence  # noqa: E402
from escalate_ai.rules.company_evidence import KINDS, evidence  # noqa: E402
from escalate_ai.rules.company_places import Place, around_of, places_of  # noqa: E402
from escalate_ai.rules.reading import LetterReading  # noqa: E402

DATA = Path(company_evidence.__file__).parent.parent / "data" / "company_weights.toml"
FREELY = 0.05
"""How freely weights may differ from nought (scikit-learn's C)."""
ALARMS = 0.005
"""Of true places, how many may be blamed when their set was left out."""
HEAD = """# What each kind of evidence weighs when a company of a case stands in a letter where another one may have been meant, for GR405.
# Learned by training/companies/fit.py from the open sets of tests/data/grounding; do not edit by hand.
"""


class Row(NamedTuple):
    """One company held against another at one place."""

    split: str
    place: tuple[str, int, str]
    """Letter, where, and the company that is named there."""
    told: tuple[float, ...]
    is_swapped: bool


def gathered() -> list[Row]:
    """Read the open sets: each true place against every other company, and each other company put there against the true one."""
    return [row for split in OPEN for subject in (*subjects(split), *of_models(split)) for row in _rows(split, subject)]


def _rows(split: str, subject: Subject) -> Iterator[Row]:
    for place in _places(subject, subject.text):
        start = (place.part.start or 0) + place.span[0]
        around = around_of(place)
        for other in place.others:
            if not other.stands_in(around.sentence_text):
                yield Row(split, (subject.name, start, place.company.name), evidence(around, place.company, other), is_swapped=False)
            swapped = subject.text[:start] + other.name + subject.text[start + len(place.company.name) :]
            for again in _places(subject, swapped):
                if (again.part.start or 0) + again.span[0] == start and again.company.name == other.name:
                    around_it, right = around_of(again), next(one for one in again.others if one.name == place.company.name)
                    if not right.stands_in(around_it.sentence_text):
                        yield Row(split, (subject.name, start, other.name), evidence(around_it, again.company, right), is_swapped=True)


def _places(subject: Subject, text: str) -> list[Place]:
    policy = Policy.load()
    brief = brief_of(subject.case, AS_OF, policy)
    market = policy.marketplaces[subject.case.seller.marketplace]
    reading = LetterReading(read_sheet(text), policy, brief, market.order, market.currency, brief.rung)
    return [place for place in places_of(reading) if place.part in reading.sheet.bullets and not place.is_of_title]


class Fit(NamedTuple):
    """Weights for evidence as it is counted."""

    weights: np.ndarray[tuple[int], np.dtype[np.float64]]
    bias: float

    def told(self, rows: list[Row]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Give the weight of evidence of some rows."""
        return np.array([row.told for row in rows]) @ self.weights + self.bias


def fitted(rows: list[Row]) -> Fit:
    """Learn the weights from some rows."""
    scale = StandardScaler().fit(np.array([row.told for row in rows]))
    model = LogisticRegression(C=FREELY, max_iter=3000)
    model.fit(scale.transform(np.array([row.told for row in rows])), np.array([row.is_swapped for row in rows]))
    weights = model.coef_[0] / scale.scale_
    return Fit(weights, float(model.intercept_[0] - weights @ scale.mean_))


def main() -> None:
    """Print what sets left out give, and write the file."""
    rows = gathered()
    true, false = dict[tuple[str, int, str], float](), dict[tuple[str, int, str], float]()
    for split in OPEN:
        left = [row for row in rows if row.split == split]
        fit = fitted([row for row in rows if row.split != split])
        for row, told in zip(left, fit.told(left), strict=True):
            kept = false if row.is_swapped else true
            kept[row.place] = max(kept.get(row.place, -np.inf), float(told))
    ranked = sorted(true.values(), reverse=True)
    for alarms in (0, ALARMS / 4, ALARMS / 2, ALARMS, 2 * ALARMS):
        sure = ranked[int(alarms * len(ranked))]
        caught = {kind: [told > sure for place, told in false.items() if place[0].endswith(".composer") is kind] for kind in (True, False)}
        shares = ", ".join(
            f"{'embedded' if kind else 'by hand'} {sum(row)}/{len(row)} ({sum(row) / len(row):.1%})" for kind, row in caught.items()
        )
        print(f"blamed {alarms:.2%} of {len(ranked)} true places: above {sure:.2f} found {shares}")
    if sys.argv[1:] != ["figures"]:
        fit, sure = fitted(rows), ranked[int(ALARMS * len(ranked))]
        weights = "\n".join(f"{kind} = {weight:.3f}" for kind, weight in zip(KINDS, fit.weights, strict=True))
        DATA.write_text(f"{HEAD}bias = {fit.bias:.3f}\nsure = {sure:.2f}\n\n[weights]\n{weights}\n", "utf-8")


if __name__ == "__main__":
    main()
