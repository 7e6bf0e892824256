"""A client's answers in a word or two. In: an answer. Out: which of the words in data/answer_words.toml it is. Pure; the words are data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast


def is_in(text: str, name: str) -> bool:
    """Tell whether a whole answer is one of a list of words."""
    return bare(text) in cast("list[str]", _data()[name])


def one_word(answer: str, table: str) -> str | None:
    """Give the choice whose words stand in an answer, where it is one only; of words within longer words of another, the longer."""
    words = cast("dict[str, list[str]]", _data()[table])
    text = f" {''.join(mark if mark.isalnum() else ' ' for mark in bare(answer))} "
    text = " ".join(text.split()).join("  ")
    hits = [(choice, word) for choice, listed in words.items() for word in listed if f" {word} " in text]
    longest = [(choice, word) for choice, word in hits if not any(word != other and f" {word} " in f" {other} " for _, other in hits)]
    found = {choice for choice, _ in longest}
    return found.pop() if len(found) == 1 else None


def bare(text: str) -> str:
    """Give an answer without case and the marks around it."""
    folded = " ".join(text.replace("\u2019", "'").casefold().split())
    return folded if folded == "-" else folded.strip(" .!;,-")


@cache
def _data() -> Mapping[str, object]:
    return tomllib.loads(files("escalate_ai").joinpath("data", "answer_words.toml").read_text(encoding="utf-8"))
