"""The small network the product ships, while it learns. In: word vectors, sentences, what to answer. Out: the network's data.

The same network as `escalate_ai.text.tone_net` runs, in torch, and the way from one to the other: whole numbers in place of fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from escalate_ai.text.tone_net import Shape, Weights, groups_of

FILTERS, BUCKETS, CLASSES = 128, 4096, 9
_GROUPS = 24
_STEP, _MOST, _WORD_MOST = 2047, 127, 63
Word = tuple[int, list[int]]


class Words(NamedTuple):
    """The words with a vector of their own, and what each vector starts from."""

    names: list[str]
    vectors: np.ndarray

    def read(self, words: Sequence[str], known: dict[str, Word]) -> list[Word]:
        """Give each word's number (0: none of its own) and its letter groups; `known` remembers."""
        if not known:
            known.update({name: (at + 1, groups_of(name, BUCKETS)) for at, name in enumerate(self.names)})
        for word in words:
            if word not in known:
                known[word] = (0, groups_of(word, BUCKETS))
        return [known[word] for word in words]


class Student(nn.Module):
    """Words to vectors, filters over three words, the strongest answer of each, and the mean of all."""

    def __init__(self, vectors: np.ndarray, forget: float = 0.12) -> None:
        super().__init__()
        count, size = vectors.shape
        self.own = nn.Embedding(count + 1, size)
        self.own.weight.data = torch.tensor(np.vstack([np.zeros((1, size)), vectors]), dtype=torch.float32)
        self.spelled = nn.EmbeddingBag(BUCKETS + 1, size, mode="mean", padding_idx=BUCKETS)
        self.spelled.weight.data.normal_(0, 0.05)
        self.filters = nn.Conv1d(size, FILTERS, 3, padding=2)
        self.mean, self.out = nn.Linear(size, CLASSES, bias=False), nn.Linear(FILTERS, CLASSES)
        self.drop, self.forget = nn.Dropout(0.4), forget

    def forward(self, own: Tensor, groups: Tensor, present: Tensor) -> Tensor:
        """Give the score of each class."""
        count, length = own.shape
        if self.training:
            # forget a word's own vector now and then, so that its letters learn to stand in
            own = torch.where(torch.rand(own.shape) < self.forget, 0, own)
        vectors = self.own(own) * (own > 0)[:, :, None] + self.spelled(groups.view(count * length, -1)).view(count, length, -1)
        vectors = vectors * present[:, :, None]
        if self.training:
            vectors = vectors * (torch.rand(count, length, 1) > self.forget)
        outside = nn.functional.pad(present, (2, 0), value=1)[:, None, :] == 0
        tops = torch.relu(self.filters(vectors.transpose(1, 2)).masked_fill(outside, -1e4).amax(2))
        return self.out(self.drop(tops)) + self.mean(vectors.sum(1) / present.sum(1, keepdim=True).sqrt())


def _batch(sentences: Sequence[list[Word]]) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(3, *map(len, sentences)) if len(sentences) > 1 else max(3, len(sentences[0]))
    own = torch.zeros(len(sentences), longest, dtype=torch.long)
    groups = np.full((len(sentences), longest, _GROUPS), BUCKETS, dtype=np.int64)
    present = torch.zeros(len(sentences), longest)
    for at, words in enumerate(sentences):
        own[at, : len(words)] = torch.tensor([number for number, _ in words])
        present[at, : len(words)] = 1
        for place, (_, found) in enumerate(words):
            groups[at, place, : len(found)] = found
    return own, torch.from_numpy(groups), present


def learned(vectors: np.ndarray, sentences: Sequence[list[Word]], answers: np.ndarray, weight: np.ndarray, *, steps: int) -> Student:
    """Give a student that has learned the answers (a share for each class); the same for the same input and versions."""
    torch.manual_seed(0)
    dice = np.random.default_rng(0)
    student, at_once, rate = Student(vectors), 128, 2e-3
    wanted, weights = (torch.tensor(one, dtype=torch.float32) for one in (answers, weight))
    words = [student.own.weight, student.spelled.weight]
    rest = [one for name, one in student.named_parameters() if name.split(".")[0] not in {"own", "spelled"}]
    optimizer = torch.optim.AdamW(
        [{"params": words, "lr": 0.7 * rate, "weight_decay": 0.0}, {"params": rest, "lr": rate, "weight_decay": 0.02}]
    )
    slope = torch.optim.lr_scheduler.OneCycleLR(optimizer, [0.7 * rate, rate], total_steps=steps, pct_start=0.1)
    lengths = np.array([len(one) for one in sentences])
    batches: list[np.ndarray] = []
    student.train()
    for _ in range(steps):
        if not batches:
            order = np.argsort(lengths + dice.normal(0, 4, len(lengths)))
            batches = [order[start : start + at_once] for start in range(0, len(order), at_once)]
            dice.shuffle(batches)
        places = batches.pop()
        scores = student(*_batch([sentences[at] for at in places]))
        share = weights[places]
        loss = (-(wanted[places] * scores.log_softmax(1)).sum(1) * share).sum() / share.sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        slope.step()
    return student.eval()


def answers_of(student: Student, sentences: Sequence[list[Word]]) -> np.ndarray:
    """Give the share of each class for each sentence."""
    with torch.inference_mode():
        parts = [student(*_batch(sentences[start : start + 128])).softmax(1).numpy() for start in range(0, len(sentences), 128)]
    return np.concatenate(parts)


def packed(student: Student, names: Sequence[str]) -> tuple[Weights, Shape]:
    """Give the network in whole numbers: a word with a vector of its own has its letters' share already in it."""
    own = student.own.weight.detach().numpy()[1:]
    spelled = student.spelled.weight.detach().numpy()[:BUCKETS]
    whole = own + np.stack([spelled[groups_of(name, BUCKETS)].mean(0) if groups_of(name, BUCKETS) else 0 * own[0] for name in names])
    word_unit = np.quantile(np.abs(whole), 0.999, axis=0) / _WORD_MOST
    group_unit = np.abs(spelled).max(axis=0) / _MOST
    kernel = student.filters.weight.detach().numpy()
    mean = student.mean.weight.detach().numpy()
    rows = np.concatenate([kernel[:, :, at].T for at in range(3)], axis=1) * word_unit[:, None]
    means = mean.T * word_unit[:, None]
    row_unit, mean_unit = np.abs(rows).max() / _STEP, np.abs(means).max() / _STEP
    out = student.out.weight.detach().numpy()
    out_unit = np.abs(out).max() / (1 << 14)

    def signed(values: np.ndarray, unit: np.ndarray) -> bytes:
        return np.clip(np.round(values / unit), -_MOST, _MOST).astype(np.int8).tobytes()

    weights = Weights(
        list(names),
        signed(whole, word_unit),
        signed(spelled, group_unit),
        [float(f"{one:.6g}") for one in group_unit / word_unit],
        np.concatenate([np.round(rows / row_unit), np.round(means / mean_unit)], axis=1).astype(int).tolist(),
        np.round(-student.filters.bias.detach().numpy() / row_unit).astype(int).tolist(),
        np.round(out.T / out_unit).astype(int).tolist(),
        (float(row_unit * out_unit), float(mean_unit)),
        [float(f"{one:.6g}") for one in student.out.bias.detach().numpy()],
    )
    return weights, Shape(own.shape[1], FILTERS, BUCKETS, CLASSES)
