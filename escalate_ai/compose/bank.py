"""The phrase banks. In: templates, and a seed made of what wording may depend on. Out: candidate sentences in an order that the seed fixes.

A bank is a Jinja template that yields one candidate a line; [a|b] within a line are alternatives, each chosen by the seed. Facts go through
the banks as opaque marks and are put in last: nothing in a client's words is read as a template, and no choice depends on them.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from escalate_ai.templates import Templates, Value

_ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")
_MARK = re.compile("\ue000(\\d+)\ue001")
_SPACES = re.compile(r"[ \t]+")
_BEFORE_STOP = re.compile(r" +(?=[,.;:?)])")
_DOUBLE_STOP = re.compile(r",(?=[,.;:])|(?<=[;:]),")
_SENTENCE_START = re.compile(r"(^|[.?] )([a-z])")
_NAME, _WORDS = "n", "w"


class Phrases:
    """The banks for one letter.

    Args:
        templates: Where the banks stand, under `composer/`.
        seed: Whatever the wording may depend on, as one text.
        spelling: Words to be written otherwise than the banks write them.

    """

    def __init__(self, templates: Templates, seed: str, spelling: Mapping[str, str]) -> None:
        self._templates = templates
        self._seed = seed.encode()
        self._spelling = spelling
        self._words = re.compile(rf"\b(?:{'|'.join(map(re.escape, spelling))})\b")
        self._facts: list[tuple[str, str]] = []

    def name(self, text: str) -> str:
        """Give the mark that stands for a name, date or title; it is written as given, at the start of a sentence too."""
        return self._mark(_NAME, text)

    def words(self, text: str) -> str:
        """Give the mark that stands for words of the client's; they take a capital at the start of a sentence."""
        return self._mark(_WORDS, text)

    def _mark(self, kind: str, text: str) -> str:
        if not text:
            return ""
        self._facts.append((kind, text.replace("\ue000", "").replace("\ue001", "")))
        return f"\ue000{len(self._facts) - 1}\ue001"

    def turn(self, key: str, sides: int) -> int:
        """Give a number from 0 to `sides` - 1 that the seed and the key fix."""
        return int.from_bytes(blake2b(self._seed + b"|" + key.encode(), digest_size=6).digest(), "big") % sides

    def candidates(self, bank: str, variables: Mapping[str, Value], key: str = "", rounds: int = 1) -> Iterator[str]:
        """Give the candidates of a bank, worded one by one as they are asked for, the seed's choice first.

        Each further round goes through the bank again with other alternatives within its lines, for a wording that fits.
        """
        lines = [line.strip() for line in self._templates.render(f"composer/{bank}.j2", variables).splitlines() if line.strip()]
        first = self.turn(f"{bank}/{key}", len(lines)) if lines else 0
        for again in range(rounds):
            for place in (*range(first, len(lines)), *range(first)):
                yield self.worded(lines[place], f"{bank}/{key}/{place}/{again}" if again else f"{bank}/{key}/{place}")

    def turns(self, variables: Mapping[str, Value], without: Collection[str] = ()) -> dict[str, str]:
        """Give the turns of phrase that banks share, by name; those `without` are empty."""
        lines = self._templates.render("composer/words.j2", variables).splitlines()
        pairs = (line.split(" = ", 1) for line in lines if " = " in line)
        return {name.strip(): "" if name.strip() in without else text.strip() for name, text in pairs}

    def worded(self, line: str, key: str) -> str:
        """Give a line with its alternatives chosen, its marks filled and its sentences capitalised."""
        steps = count()

        def chosen(match: re.Match[str]) -> str:
            sides = match[1].split("|")
            return sides[self.turn(f"{key}/{next(steps)}", len(sides))]

        changed = 1
        while changed:
            line, changed = _ALTERNATIVES.subn(chosen, line)
        if self._spelling:
            line = self._words.sub(lambda match: self._spelling[match[0]], line)
        line = _SENTENCE_START.sub(lambda match: match[1] + match[2].upper(), _tidy(line))
        return _tidy(_MARK.sub(lambda match: self._filled(match, line), line))

    def _filled(self, match: re.Match[str], line: str) -> str:
        kind, text = self._facts[int(match[1])]
        at_start = match.start() == 0 or line[: match.start()].endswith((". ", "? "))
        return text[:1].upper() + text[1:] if kind == _WORDS and at_start else text


def _tidy(line: str) -> str:
    return _DOUBLE_STOP.sub("", _BEFORE_STOP.sub("", _SPACES.sub(" ", line))).strip()
