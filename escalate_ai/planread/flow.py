"""A text in running lines -> its sentences. In: text. Out: `Sentence` values with places; wrapped lines are joined, marked ones open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from escalate_ai.planread.entries import is_sign_off
from escalate_ai.planread.voices import Sentence, read_sentence
from escalate_ai.text.folding import Span
from escalate_ai.text.words import paragraphs, sentences

LONGEST = 2000
"""Sentences that are read."""


def in_one_line(text: str) -> str:
    """Give a paragraph without its breaks of lines, as long as it was."""
    return re.sub(r"[\r\n]", " ", text)


def unwrapped(text: str) -> str:
    """Give a text with the breaks inside its paragraphs as blanks: behind a full line that ends no sentence, before no mark."""
    return _wrap().sub(" ", text)


@cache
def _wrap() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\n.!?:]{40}[\w,;)\"'])\n(?=[ \t]{0,8}[A-Za-z0-9(\"'](?!\d?[.)]\s))")


def sentences_of(text: str) -> Iterator[Sentence]:
    """Give the sentences of a text up to its sign-off, with what is heard in each."""
    starts = {span[0] for span in paragraphs(text)}
    spans = _spans(text)[:LONGEST]
    for place, (start, end) in enumerate(spans):
        body = text[start:end]
        if is_sign_off(body) and place > len(spans) // 2:
            return
        before = spans[place - 1][1] if place else 0
        opens = any(point in starts for point in range(before, start + 1)) or _is_marked(text, start)
        yield read_sentence(start, end, body, opens=opens)


def _is_marked(text: str, start: int) -> bool:
    """Tell whether a bullet or a number stands in front of a sentence."""
    line = text.rfind("\n", 0, start) + 1
    mark = _mark().match(text, line)
    return mark is not None and start in {line, mark.end()}


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(r"[ \t]{0,12}(?:[-*+~\u2022\u25e6\u2013\u2023\u25aa\u25cf\u2713\u2714\u2192]|\d{1,2}[.)])[ \t]{1,4}")


def _spans(text: str) -> list[Span]:
    """Give the sentences; of a text that begins them in small letters, those as well."""
    spans = list(sentences(text))
    if len(_small().findall(text)) <= len(_capital().findall(text)):
        return spans
    parted: list[Span] = []
    for start, end in spans:
        at = start
        for match in _small().finditer(text, start, end):
            parted.append((at, match.start() + 1))
            at = match.end()
        parted.append((at, end))
    return parted


@cache
def _small() -> re.Pattern[str]:
    return re.compile(r"[.!?]\s{1,3}(?=[a-z])")


@cache
def _capital() -> re.Pattern[str]:
    return re.compile(r"[.!?]\s{1,3}(?=[A-Z])")
