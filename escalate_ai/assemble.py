"""Slots + Brief -> Letter. In: what a writer worded, and the brief. Out: the whole letter.

Salutation, signature and attachments follow from typed facts, here and nowhere else: a model never sees contact data and cannot enclose a
document that does not exist. The model's way and the embedded composer share this room. It words nothing else and checks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from escalate_ai.case.signing import signature_lines
from escalate_ai.letter import Letter, LetterHighlight
from escalate_ai.papers import paper_titles

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.case.case import Case


class Slots(BaseModel):
    """What a writer words; everything else of a letter is decided by code."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)

    subject: str
    """One line that says what is asked, for which store or listing; no label before it."""
    opening: str
    """The first paragraph, without a line break: the request, what led here, what was sent and what came back."""
    highlights_intro: str
    """One line that leads into the bullets and ends in a colon."""
    highlights: tuple[tuple[str, str], ...]
    """The bullets by the id of the measure or ground each stands for, in the order given, without dashes."""
    closing: str
    """The second paragraph, without a line break: why it holds, and who is asked to read which papers and decide."""


def assemble(slots: Slots, brief: Brief) -> Letter:
    """Give the letter these slots make, addressed, signed and with its enclosures listed."""
    bullets = (text for _, text in slots.highlights)
    worded = "\n".join((slots.subject, slots.opening, slots.highlights_intro, *bullets, slots.closing))
    return Letter(
        rung=brief.rung,
        subject=slots.subject,
        salutation=_salutation(brief),
        opening=slots.opening,
        highlights_intro=slots.highlights_intro,
        highlights=tuple(LetterHighlight(text=text, source=source) for source, text in slots.highlights),
        closing=slots.closing,
        signature="\n".join(signature_lines(brief.case.seller)),
        attachments=attachments(brief, worded),
    )


def attachments(brief: Brief, worded: str = "") -> tuple[str, ...]:
    """Give the titles of everything enclosed: the plan or grounds first, the list of listings where needed, then the documents.

    Enclosed is each document behind a highlight, an answer to the last request, or any cause, measure or ground, in this order, and each
    that the words themselves name. A document of the case that supports nothing and is not named stays out.
    """
    titles = {document.id: document.title for document in brief.case.evidence}
    first = paper_titles(brief.case, brief.policy, plan_changed=brief.plan_changed)
    rested = (titles[ident] for ident in _rested_on(brief) if ident in titles)
    folded = worded.casefold()
    named = (title for title in titles.values() if title.casefold() in folded)
    return tuple(dict.fromkeys((*first, *rested, *named)))


def _salutation(brief: Brief) -> str:
    return f"Dear {brief.recipient.name}," if brief.recipient else "Dear Seller Performance,"


def _rested_on(brief: Brief) -> Iterator[str]:
    """Give the ids of documents that something in the letter, the plan or the grounds rests on; repeats are the caller's to drop."""
    case = brief.case
    behind = _behind(case)
    for highlight in brief.highlights:
        yield from highlight.evidence
    for item in case.last_request:
        for ident in item.answered_by:
            yield from behind.get(ident, (ident,))
    for documents in behind.values():
        yield from documents


def _behind(case: Case) -> dict[str | None, tuple[str, ...]]:
    """Give, for each cause, measure and ground, the documents behind it: its own, and those that say they support it."""
    measures = case.poa.measures if case.poa else ()
    causes = case.poa.root_causes if case.poa else ()
    own: dict[str | None, tuple[str, ...]] = {measure.id: measure.evidence for measure in measures}
    own |= {ground.id: ground.evidence for ground in case.grounds} | {cause.id: () for cause in causes}
    return {
        ident: (*documents, *(document.id for document in case.evidence if document.id and ident in document.supports))
        for ident, documents in own.items()
    }
