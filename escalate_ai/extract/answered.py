"""Mails answered between the lines, or passing a plan on: whose words are the plan's. In: a document. Out: text or document, places kept.

Amazon asks for causes, actions and measures in a list, and sellers write below each question. The questions are nobody's plan, but they are
the headings of what stands below them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from escalate_ai.planread import read_draft
from escalate_ai.planread.headings import SECTIONS, meaning_of
from escalate_ai.planread.senses import senses_of
from escalate_ai.reading.document import Document
from escalate_ai.terms import DateOrder, Whose
from escalate_ai.text.folding import Span

_LONGEST = 160
"""Characters of the longest question that is read as a heading."""
_CLEAR = 3.0
_OWN_WORDS = 25
"""Words of the sender's own up to which a mail only passes something on."""


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"(?m:^[ \t>]{0,12}(?:[-*\u2022][ \t]{1,4}|\d{1,2}[.)][ \t]{1,4})?(?P<words>[^\s>][^\n]{2,160}?)[ \t.;]*$)")


def with_questions(document: Document) -> str:
    """Give a document's own words, with the quoted questions that its sender wrote answers below."""
    own = document.own
    for start, end in _asked(document):
        own = f"{own[:start]}{document.text[start].upper()[:1]}{document.text[start + 1 : end]}{own[end:]}"
    return own


def _asked(document: Document) -> Iterator[Span]:
    for place, stretch in enumerate(document.stretches):
        if stretch.whose is Whose.SELLER:
            continue
        after = document.stretches[place + 1].start if place + 1 < len(document.stretches) else len(document.text)
        if len(document.own[stretch.end : after].split()) < 3:  # noqa: PLR2004  a greeting or a name answers nothing
            continue
        last = None
        for match in _words().finditer(document.text, stretch.start, stretch.end):
            last = match
        if last is not None and len(last["words"]) <= _LONGEST and _opens(last["words"]):
            yield last.span("words")


def _opens(words: str) -> bool:
    meaning = meaning_of(words.rstrip(":?").rstrip())
    return (meaning is not None and meaning.section in SECTIONS) or max(senses_of(words)[section] for section in SECTIONS) >= _CLEAR


def with_passed_on_plan(document: Document, order: DateOrder) -> Document:
    """Give a mail that only passes a headed plan on with the plan as the seller's: an agency's desk forwards its client's.

    Args:
        document: The mail, read.
        order: How dates in digits are read.

    """
    others = [stretch for stretch in document.stretches if stretch.whose is Whose.OTHER]
    body = re.sub(r"(?m)^[A-Z][\w-]{1,12}:[^\n]*$", "", document.own)
    if len(others) != 1 or len(body.split()) >= _OWN_WORDS:
        return document
    passed = others[0]
    found = read_draft(document.text[passed.start : passed.end], order)
    plan = found.plan
    if found.prose or not all((plan.root_causes, plan.corrective_actions, plan.preventive_measures)):
        return document
    stretches = [replace(stretch, whose=Whose.SELLER) if stretch is passed else stretch for stretch in document.stretches]
    return replace(document, stretches=stretches)
