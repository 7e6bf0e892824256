"""The linear half of the tone model. In: sentences. Out: hashed terms, weights. Reads sentences as `tone_model` does."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from escalate_ai.text import tone_model

RULES = tuple(f"TN30{number}" for number in range(1, 9))
CLEAN = "clean"
CLASSES = (*RULES, CLEAN)
PLACES = 1 << 15
LETTERS = 1.8
_SHRINK = 0.15
_STEPS = 80
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
    count, classes = table.shape[0], len(CLASSES)
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
        value = -(weight * np.log(shares[np.arange(count), labels] + 1e-12)).sum() + _SHRINK / 2 * (weights**2).sum()
        return value, np.concatenate([(across @ off + _SHRINK * weights).ravel(), off.sum(axis=0)])

    flat = minimize(loss, np.zeros((PLACES + 1) * classes), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    weights, bias = flat[:-classes].reshape(PLACES, classes), flat[-classes:]
    return weights[:, :-1] - weights[:, -1:], bias[:-1] - bias[-1]
