"""A text in plain spelling for the rules, and the way back. In: a sheet or a text. Out: its parts folded, and where each stood.

Rules compare words, dates and numbers; who sets a letter puts odd spaces, letters that look like others and marks nobody sees between
them. So every rule reads the plain spelling, and only a finding's span and quote are those of the text as given. Dashes and quotation marks
stay as they are: they part clauses and hold what somebody said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from escalate_ai.letter import Part, Sheet
from escalate_ai.text.folding import Folded, Span, fold, is_plain


class Original(NamedTuple):
    """What a plain part was before."""

    part: Part
    folded: Folded

    def span(self, span: Span | None) -> Span | None:
        """Give the place in the original of a place in the plain part."""
        return self.folded.span(*span) if span else None


Originals = Mapping[Part, Original]
"""Plain parts with what they were; those that were plain already are not among them."""


def plain_sheet(sheet: Sheet) -> tuple[Sheet, Originals]:
    """Give a letter's parts in plain spelling."""
    if all(is_plain(part.text) for part in sheet.parts):
        return sheet, {}
    before: dict[Part, Original] = {}

    def one(part: Part) -> Part:
        folded = _folded(part.text)
        if folded.text == part.text:
            return part
        plain = part._replace(text=folded.text)
        before[plain] = Original(part, folded)
        return plain

    def each(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(one(part) for part in parts)

    return (
        Sheet(
            subject=one(sheet.subject) if sheet.subject else None,
            salutation=one(sheet.salutation) if sheet.salutation else None,
            paragraphs_before=each(sheet.paragraphs_before),
            highlights_intro=one(sheet.highlights_intro) if sheet.highlights_intro else None,
            bullets=each(sheet.bullets),
            paragraphs_after=each(sheet.paragraphs_after),
            signature=one(sheet.signature) if sheet.signature else None,
            attachments=each(sheet.attachments),
        ),
        before,
    )


def plain_text(text: str | None) -> tuple[str | None, Originals]:
    """Give a plan's text in plain spelling; None stays None."""
    folded = _folded(text) if text is not None else None
    if folded is None or folded.text == text:
        return text, {}
    return folded.text, {Part("text", folded.text, 0): Original(Part("text", folded.original, 0), folded)}


@cache
def _typography() -> re.Pattern[str]:
    return re.compile("[\u2010-\u2015\u2018-\u201f\u2026\u2032\u2033\u00ab\u00bb\u2039\u203a`]")


def _folded(text: str) -> Folded:
    """Fold a text, but for its dashes and quotation marks."""
    folded = fold(text)
    if folded.text is text or not (kept := [(match.start(), match[0]) for match in _typography().finditer(text)]):
        return folded
    chars = list(folded.text)
    for place, char in kept:
        chars[folded.back(place)] = char
    return Folded("".join(chars), text, folded.offsets)
