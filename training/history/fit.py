"""Learn what the words around a day of the history say of its role. In: the open sets of true letters. Out: `data/history_roles.json`.

    python training/history/fit.py          # figures of sets left out one by one, then the file
    python training/history/fit.py figures  # figures only

Each day of an opening or closing that the case has as one of a sending, an answer or the notice is learned from, and days of no history
beside them. The figures put every two days of different roles in each other's place. Held-out letters are never read. Needs the extra
`train`. The same letters and versions give the same file.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

sys.path[:0] = [str(Path(__file__).resolve().parent.parent.parent / folder) for folder in (".", "tests")]

from grounding_cases import AS_OF, OPEN, Subject, histories, of_models, subjects  # noqa: E402  the letters lie beside the tests
from told_kit import passages, reading_of  # noqa: E402

from escalate_ai.ladder import brief_of  # noqa: E402
from escalate_ai.letter import Part  # noqa: E402
from escalate_ai.letterread import read_sheet  # noqa: E402
from escalate_ai.policy import Policy  # noqa: E402
from escalate_ai.rules import history_roles, history_slots  # noqa: E402
from escalate_ai.rules.history_order import Day, weigh  # noqa: E402
from escalate_ai.rules.history_record import record_of  # noqa: E402
from escalate_ai.rules.history_roles import ROLES, Scale, Weight, told_of_each_other, wrong_roles  # noqa: E402
from escalate_ai.rules.history_told import CAME, SENT  # noqa: E402
from escalate_ai.rules.reading import LetterReading  # noqa: E402

DATA = Path(history_roles.__file__).parent.parent / "data" / "history_roles.json"
FREELY = 3.0
"""How freely weights may differ from nought (scikit-learn's C)."""
OFTEN = 3
"""Times a mark has to be seen to be learned from."""
SMALL = 0.15
"""Weights under it are left out."""
ALONE, IN_PAIRS, ANSWERED = 7.0, 6.0, 4.0
"""The thresholds; `figures` prints what others would give."""
NONE = "none"
SOURCE = "Learned by training/history/fit.py from the open sets of tests/data/grounding; do not edit by hand."


class Told(NamedTuple):
    """One part of a letter: marks and roles of its days."""

    split: str
    name: str
    marks: dict[int, tuple[str, ...]]
    learned: dict[int, str]
    """Roles to learn from, `NONE` for days of no history."""
    judged: dict[int, str]
    pairs: tuple[tuple[str, tuple[str, ...], bool], ...]
    """Marks of a sending next to an answer, after the role of the first, and whether the one answers the other."""


def gathered() -> list[Told]:
    """Read the open sets, the histories written for their cases, and the true passages on the example cases."""
    letters = [subject for split in OPEN for subject in (*subjects(split), *of_models(split))]
    said = [told for subject in (*letters, *histories()) for told in _letter(subject.split, subject)]
    for number, passage in enumerate(passages()):
        if not passage.is_bullet:
            reading, part = reading_of(passage, passage.with_fact("true"))
            said.append(_told(passage.case, f"{number}.passage", reading, part))
    return said


def _letter(split: str, subject: Subject) -> Iterator[Told]:
    policy = Policy.load()
    brief = brief_of(subject.case, AS_OF, policy)
    market = policy.marketplaces[subject.case.seller.marketplace]
    reading = LetterReading(read_sheet(subject.text), policy, brief, market.order, market.currency, brief.rung)
    for part in reading.sheet.body:
        if part.name in {"opening", "closing"}:
            yield _told(split, subject.name, reading, part)


def _told(split: str, name: str, reading: LetterReading, part: Part) -> Told:
    assert reading.brief  # noqa: S101  every letter here has its case
    days = weigh(reading, part, record_of(reading.brief.ledger)).days
    sentences, spans = list(reading.sentences(part)), [day.mention.span for day in days]
    marks = {slot.day: slot.marks for slot in history_slots.slots(part.text, sentences, spans)}
    judged = {at: next(iter(days[at].roles)) for at in marks if len(days[at].roles) == 1 and not days[at].is_open}
    learned = judged | {at: NONE for at in marks if not days[at].roles}
    return Told(split, name, marks, learned, judged, tuple(_pairs(part.text, sentences, days)))


def _pairs(text: str, sentences: Sequence[tuple[int, int]], days: Sequence[Day]) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    for pair in history_slots.pairs(text, sentences, [day.mention.span for day in days]):
        one, other = days[pair.one], days[pair.other]
        if not (one.is_open or other.is_open or one.is_reckoned or other.is_reckoned) and sorted((*one.roles, *other.roles)) == [
            CAME,
            SENT,
        ]:
            sent, came = (one, other) if one.roles == {SENT} else (other, one)
            yield next(iter(one.roles)), pair.marks, bool(set(sent.sent) & set(came.answered))


def fitted(told: Sequence[Told]) -> Scale:
    """Learn the weights from some letters."""
    rows = [(part.marks[at], role) for part in told for at, role in part.learned.items()]
    often = Counter(mark for marks, _ in rows for mark in marks)
    columns = DictVectorizer()
    seen = columns.fit_transform([{mark: 1.0 for mark in marks if often[mark] >= OFTEN} for marks, _ in rows])
    model = LogisticRegression(C=FREELY, max_iter=2000).fit(seen, [role for _, role in rows])
    order = [list(model.classes_).index(role) for role in ROLES]
    nought = list(model.classes_).index(NONE)
    weights = np.round(model.coef_[order] - model.coef_[nought], 2)
    weights[np.abs(weights) < SMALL] = 0.0
    marks = {mark: _row(weights[:, at]) for at, mark in enumerate(columns.get_feature_names_out()) if weights[:, at].any()}
    return Scale(marks, _row(np.round(model.intercept_[order] - model.intercept_[nought], 2)), ALONE, IN_PAIRS, *_answers(told), ANSWERED)


def _answers(told: Sequence[Told]) -> tuple[dict[str, float], float]:
    rows = [([f"{first} {mark}" for mark in marks], is_own) for part in told for first, marks, is_own in part.pairs]
    often = Counter(mark for marks, _ in rows for mark in marks)
    columns = DictVectorizer()
    seen = columns.fit_transform([{mark: 1.0 for mark in marks if often[mark] >= OFTEN} for marks, _ in rows])
    model = LogisticRegression(C=FREELY, max_iter=2000).fit(seen, [is_own for _, is_own in rows])
    weights = zip(columns.get_feature_names_out(), np.round(model.coef_[0], 2), strict=True)
    return {mark: float(weight) for mark, weight in weights if abs(weight) >= SMALL / 2}, float(np.round(model.intercept_[0], 2))


def _row(column: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Weight:
    return tuple(float(value) for value in column)


def _weights(part: Told, known: Scale) -> dict[int, Weight]:
    return {
        at: tuple(sum(one) for one in zip(known.bias, *(known.marks[mark] for mark in marks if mark in known.marks), strict=True))
        for at, marks in part.marks.items()
    }


def _blamed(weights: Mapping[int, Weight], roles: Mapping[int, str], known: Scale) -> bool:
    return next(wrong_roles(weights, roles, known), None) is not None


def figures(told: Sequence[Told]) -> None:
    """Print what is found and blamed of each set by what was learned from the others."""
    left = [(part, _weights(part, known)) for split, known in _without(told) for part in told if part.split == split]
    for alone, pairs in ((4.0, 3.0), (5.0, 3.0), (5.0, 4.0), (6.0, 5.0), (ALONE, IN_PAIRS)):
        known = Scale({}, (), alone, pairs, {}, 0.0, ANSWERED)
        found, changed, blamed, letters = Counter[str](), Counter[str](), list[str](), set[str]()
        for part, weights in left:
            writer = part.name.rpartition(".")[2]
            writer = writer if writer in {"composer", "model", "passage"} else "history" if writer.startswith("told") else "hand"
            letters.add(f"{part.split} {part.name}")
            if _blamed(weights, part.judged, known):
                blamed.append(f"{part.split} {part.name}")
            for one, other in combinations(part.judged, 2):
                if part.judged[one] != part.judged[other]:
                    changed[writer] += 1
                    swapped = part.judged | {one: part.judged[other], other: part.judged[one]}
                    found[writer] += _blamed(weights, swapped, known)
        shares = ", ".join(
            f"{writer} {found[writer]}/{changed[writer]} ({found[writer] / changed[writer]:.1%})" for writer in sorted(changed)
        )
        print(
            f"alone {alone}, in pairs {pairs}: blamed {len(set(blamed))} of {len(letters)} true letters; found of exchanged days: {shares}"
        )
    _print_answers(told)


def _print_answers(told: Sequence[Told]) -> None:
    own, others = list[float](), list[float]()
    for split, known in _without(told):
        for part in told:
            for first, marks, is_own in part.pairs if part.split == split else ():
                (own if is_own else others).append(told_of_each_other(marks, first, known))
    for sure in (2.0, 3.0, ANSWERED, 5.0):
        found, blamed = sum(much > sure for much in own), sum(much > sure for much in others)
        print(f"answered {sure}: {found}/{len(own)} answers told of their submission, {blamed}/{len(others)} others")


def _without(told: Sequence[Told]) -> Iterator[tuple[str, Scale]]:
    for split in sorted({part.split for part in told}):
        yield split, fitted([part for part in told if part.split != split])


def main() -> None:
    """Print the figures, and write the file."""
    told = gathered()
    figures(told)
    if sys.argv[1:] != ["figures"]:
        known = fitted(told)
        marks = ",\n".join(
            f"  {json.dumps(mark, ensure_ascii=False)}: {json.dumps(weight)}" for mark, weight in sorted(known.marks.items())
        )
        head = f'"source": {json.dumps(SOURCE)},\n"roles": {json.dumps(ROLES)},\n"alone": {ALONE},\n"in_pairs": {IN_PAIRS},'
        answers = ",\n".join(f"  {json.dumps(mark, ensure_ascii=False)}: {weight}" for mark, weight in sorted(known.answers.items()))
        answers = f'"answers": {{"answered": {ANSWERED}, "bias": {known.answers_bias}, "marks": {{\n{answers}\n}}}}'
        DATA.write_text(f'{{\n{head}\n"bias": {json.dumps(known.bias)},\n"marks": {{\n{marks}\n}},\n{answers}\n}}\n', "utf-8")


if __name__ == "__main__":
    main()
