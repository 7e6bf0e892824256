"""Train the tone model. In: the labelled sentences outside the frozen situations, `good_letters.jsonl`. Out: `data/tone_model.bin`.

Needs the extra `train` (scikit-learn, with numpy and scipy). The same files and versions give the same bytes. Thresholds and calibration
come from scores out of fold, folds by situation; the frozen sentences are never read here.
"""

from __future__ import annotations

import json
import math
import sys
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from split import HERE, part_of, training_rows

from escalate_ai.text import tone_model

DATA = Path(tone_model.__file__).parent.parent / "data" / "tone_model.bin"
CLEAN = "clean"
RULES = tuple(f"TN30{number}" for number in range(1, 9))
PLACES = 1 << 15
LETTERS = 1.8
SHRINK = 0.15
FOLDS = 8
STEPS = 80
PRECISION, FIT_PRECISION, GOOD_RATE = 0.95, 0.90, 1 / 200
Vector = np.ndarray


def features(texts: Sequence[str]) -> sparse.csr_matrix:
    """Give the hashed terms of each sentence, weighed as `tone_model` weighs them."""
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        words = tone_model.words_of(text)
        terms = tone_model.word_terms(words)
        groups = [term for word in set(words) for term in tone_model.letter_terms(word)]
        found = [(term, 1 / math.sqrt(len(terms))) for term in sorted(terms)]
        found += [(term, LETTERS / math.sqrt(len(groups))) for term in sorted(groups)]
        rows += [row] * len(found)
        columns += [tone_model.place(term, PLACES) for term, _ in found]
        values += [value for _, value in found]
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), PLACES))


def fitted(table: sparse.csr_matrix, labels: Vector) -> tuple[Vector, Vector]:
    """Fit a softmax over the rules and clean, classes balanced; give weights and bias of each rule against clean."""
    count, classes = table.shape[0], len(RULES) + 1
    weight = 1 / np.bincount(labels, minlength=classes)[labels]
    weight *= count / weight.sum()
    wanted, across = np.eye(classes)[labels], table.T.tocsr()

    def loss(flat: Vector) -> tuple[float, Vector]:
        weights, bias = flat[:-classes].reshape(PLACES, classes), flat[-classes:]
        scores = table @ weights + bias
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        off = (shares - wanted) * weight[:, None]
        value = -(weight * np.log(shares[np.arange(count), labels] + 1e-12)).sum() + SHRINK / 2 * (weights**2).sum()
        return value, np.concatenate([(across @ off + SHRINK * weights).ravel(), off.sum(axis=0)])

    flat = minimize(loss, np.zeros((PLACES + 1) * classes), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    weights, bias = flat[:-classes].reshape(PLACES, classes), flat[-classes:]
    return weights[:, :-1] - weights[:, -1:], bias[:-1] - bias[-1]


def logits(scores: Vector) -> tuple[Vector, Vector]:
    """Give, from scores against clean, the log odds of any offence and of the likeliest one."""
    offence = np.logaddexp.reduce(scores, axis=1)
    best = scores.argmax(axis=1)
    rest = scores.copy()
    rest[np.arange(len(scores)), best] = -np.inf
    return offence, scores.max(axis=1) - np.logaddexp(np.logaddexp.reduce(rest, axis=1), 0)


def platt(odds: Vector, right: Vector) -> tuple[float, float]:
    """Fit Platt's line."""
    line = LogisticRegression(C=1e6).fit(odds[:, None], right)
    return float(line.coef_[0][0]), float(line.intercept_[0])


def out_of_fold(table: sparse.csr_matrix, labels: Vector, situations: Sequence[str]) -> Vector:
    """Score each sentence by a model that saw none of its situation."""
    folds = np.array([part_of(situation, FOLDS, "fold") for situation in situations])
    scores = np.zeros((len(labels), len(RULES)))
    for fold in range(FOLDS):
        weights, bias = fitted(table[folds != fold], labels[folds != fold])
        scores[folds == fold] = table[folds == fold] @ weights + bias
    return scores


def thresholds(offends: Vector, fits: Vector, right: Vector, bad: Vector, *, letters: Vector, labelled: Vector) -> tuple[float, float]:
    """Give the pair of thresholds with the best recall that keeps what was promised out of fold."""
    best = (0.0, 1.0, 1.0)
    for first in np.arange(0.5, 1.0, 0.01):
        for second in np.arange(0.0, 1.0, 0.01):
            fired = (offends >= first) & (fits >= second)
            said = fired & labelled
            if not said.any() or (fired & letters).sum() > GOOD_RATE * letters.sum():
                continue
            if bad[said].mean() >= PRECISION and right[said].mean() >= FIT_PRECISION:
                best = max(best, (float((said & bad).sum() / bad.sum()), float(first), float(second)))
    return round(best[1], 2), round(best[2], 2)


def _packed(head: dict[str, object], weights: Vector, scale: float) -> bytes:
    body = np.clip(np.round(weights / scale), -127, 127).astype(np.int8).tobytes()
    lines = json.dumps(head, sort_keys=True).encode()
    return zlib.compress(len(lines).to_bytes(4, "little") + lines + body, 9)


def _good_letters() -> Iterable[dict[str, str]]:
    return [json.loads(line) for line in (HERE / "good_letters.jsonl").read_text("utf-8").splitlines()]


def main() -> None:
    """Train, calibrate, choose thresholds, write the data file and say what was found out of fold."""
    rows, good_rows = training_rows(), list(_good_letters())
    table = features([row["text"] for row in rows] + [row["text"] for row in good_rows])
    classes = (*RULES, CLEAN)
    labels = np.array([classes.index(row["label"]) for row in rows] + [len(RULES)] * len(good_rows))
    situations = [row["situation"] for row in rows] + [row["situation"] for row in good_rows]
    good = np.array([False] * len(rows) + [True] * len(good_rows))
    scores = out_of_fold(table, labels, situations)
    bad, right = labels < len(RULES), scores.argmax(axis=1) == labels
    offence, fit = logits(scores)
    lines = platt(offence[~good], bad[~good]), platt(fit[~good], right[~good])
    offends, fits = (1 / (1 + np.exp(-(slope * odds + offset))) for (slope, offset), odds in zip(lines, (offence, fit), strict=True))
    # look-alikes are there to be confusing; the rate is promised for letters
    letters = np.array([situation.startswith("look-alike") for situation in situations]) ^ good
    warn_at = thresholds(offends, fits, right, bad, letters=letters, labelled=~good)
    weights, bias = fitted(table, labels)
    scale = float(np.abs(weights).max() / 127)
    head = {
        "rules": RULES,
        "bias": [round(float(one), 5) for one in bias],
        "scale": scale,
        "letters": LETTERS,
        "offends": lines[0],
        "fits": lines[1],
        "warn_at": warn_at,
    }
    DATA.write_bytes(_packed(head, weights, scale))
    fired = (offends >= warn_at[0]) & (fits >= warn_at[1])
    said = fired & ~good
    print(f"{len(rows)} sentences, {len(good_rows)} of good letters; {DATA.stat().st_size} bytes; thresholds {warn_at}")
    print(f"out of fold: offence precision {bad[said].mean():.3f}, recall {(said & bad).sum() / bad.sum():.3f}; ")
    print(f"rule right {right[said].mean():.3f}; good letters' sentences warned {(fired & good).sum()} of {good.sum()}")
    if "table" in sys.argv:
        for first in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
            for second in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
                fired = (offends >= first) & (fits >= second)
                said = fired & ~good
                figures = (bad[said].mean(), (said & bad).sum() / bad.sum(), right[said].mean())
                print(first, second, *(f"{figure:.3f}" for figure in figures), (fired & good).sum())


if __name__ == "__main__":
    main()
