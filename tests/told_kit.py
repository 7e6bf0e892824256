"""Passages of many voices on the example cases, true and with one fact changed. In: `data/told`. Out: passages, and readings of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from example_cases import brief_of_example

from escalate_ai.letter import Part
from escalate_ai.rules.reading import LetterReading
from escalate_ai.rules.specimen import specimen_sheet

TOLD = Path(__file__).parent / "data/told"
CHANGE = re.compile(r"\{(?P<true>[^|?}]*)(?P<mark>[|?])(?P<false>[^}]*)\}")


class Passage(NamedTuple):
    """A passage of a letter on an example case."""

    case: str
    is_bullet: bool
    text: str

    def with_fact(self, which: str) -> str:
        """Give it with the true or the false fact."""
        return CHANGE.sub(lambda match: match[which], self.text)


def passages() -> list[Passage]:
    """Give every passage of the data files."""
    lines = [line for file in sorted(TOLD.glob("*.txt")) for line in file.read_text("utf-8").splitlines() if line[:1] not in {"#", ""}]
    return [Passage(case, where == "B", text) for case, where, text in (line.split("\t") for line in lines)]


def reading_of(passage: Passage, text: str) -> tuple[LetterReading, Part]:
    """Give the reading of a letter with a text as its opening or its one bullet, and that part."""
    brief = brief_of_example(passage.case)
    market = brief.policy.marketplaces[brief.case.seller.marketplace]
    part = Part("highlights[0]" if passage.is_bullet else "opening", text, None)
    sheet = specimen_sheet()._replace(
        subject=None, paragraphs_before=() if passage.is_bullet else (part,), bullets=(part,) * passage.is_bullet
    )
    return LetterReading(sheet, brief.policy, brief, market.order, market.currency, brief.rung), part
