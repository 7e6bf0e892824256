"""Documents with their file names -> sources: cut to what is read, with their kind and the order of their dates. Touches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from escalate_ai.extract import story
from escalate_ai.extract.answered import with_passed_on_plan
from escalate_ai.extract.found import TextKind
from escalate_ai.extract.heap import Heap
from escalate_ai.extract.kinds import kind_of
from escalate_ai.extract.papers import paper_kind, readable, unreadable_paper
from escalate_ai.extract.source import Reads, Source
from escalate_ai.policy import Policy
from escalate_ai.reading.document import Document
from escalate_ai.reading.planted import planted_in, without_planted
from escalate_ai.terms import DateOrder, EvidenceKind, Marketplace
from escalate_ai.text.language import foreign_language
from escalate_ai.text.lexicon import Lexicon

SENT, EVIDENCE = "sent", "evidence"
"""Folders of a case whose files are what their folder says."""


def sources_of(documents: Sequence[tuple[str, Document]], policy: Policy, marketplace: Marketplace | None, heap: Heap) -> list[Source]:
    """Give the documents as sources; what was not read of them goes to the heap."""
    short = [(file, _without_orders(file, _cut(file, document, policy, heap), heap)) for file, document in documents]
    reads = _reads([document for _, document in short], policy, marketplace)
    short = [(file, with_passed_on_plan(document, reads.order)) for file, document in short]
    for file, document in short:
        heap.left += [f"{file}: {what}" for what in (*document.unread, *_foreign(document))]
    return [Source(file, document, kind_of(document, file, reads.order), reads) for file, document in short]


def _foreign(document: Document) -> Iterator[str]:
    """Say of a text in another language that it was read as far as that goes: words are English here, dates and identifiers are not."""
    if language := foreign_language(document.text):
        what = "the text" if language.whole else "part of the text"
        yield f"{what} seems to be in {language.name}, and only English is read: little of it was taken; give a translation, or fill it in"


def _cut(file: str, document: Document, policy: Policy, heap: Heap) -> Document:
    """Give a document within what is read word by word; what is beyond is named."""
    most = policy.files.extract_characters
    if len(document.text) <= most:
        return document
    end = document.text.rfind("\n", most // 2, most) + 1 or most
    heap.left.append(f"{file}: characters {end + 1:,} to {len(document.text):,} were not read; {most:,} are read at most")
    stretches = [replace(found, end=min(found.end, end)) for found in document.stretches if found.start < end]
    return replace(document, text=document.text[:end], blocks=[block for block in document.blocks if block.end <= end], stretches=stretches)


def _without_orders(file: str, document: Document, heap: Heap) -> Document:
    """Give a document without what in it speaks to a program, places kept; what that was is named."""
    blocks = document.blocks or None
    planted = planted_in(document.text, blocks)
    words = [" ".join(document.text[slice(*each.words)].split()) for each in planted]
    heap.left += [f"{file}: “{said}” speaks to a program; nothing was taken from there" for said in dict.fromkeys(words)]
    return replace(document, text=without_planted(document.text, blocks)) if planted else document


def _reads(documents: Sequence[Document], policy: Policy, marketplace: Marketplace | None) -> Reads:
    """Tell how dates in digits and bare signs are read: by the marketplace, else by what the texts show."""
    if marketplace is None:
        blank = Reads(DateOrder.MDY, "USD")
        found = {
            str(value.value) for document in documents for value in story.marketplace(Source("", document, TextKind.OTHER, blank), policy)
        }
        marketplace = Marketplace(found.pop()) if len(found) == 1 else None
    if marketplace is not None:
        style = policy.marketplaces[marketplace]
        return Reads(style.order, style.currency)
    return Reads(_order_shown(documents), "USD")


def _order_shown(documents: Sequence[Document]) -> DateOrder:
    """Tell the order of dates by those that fit one order only."""
    day_first = month_first = 0
    for document in documents:
        for match in re.finditer(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-](?:20)?\d\d(?!\d|[./-]\d)", document.text[:50_000]):
            first, second = int(match[1]), int(match[2])
            day_first += first > 12 >= second  # noqa: PLR2004  months of a year
            month_first += second > 12 >= first  # noqa: PLR2004  months of a year
    return DateOrder.DMY if day_first > month_first else DateOrder.MDY


def folder_of(file: str) -> str:
    """Give the folder of a case that a file stands in, `sent` or `evidence`; empty for any other."""
    parts = PurePosixPath(file).parts
    return next((part for part in parts[:-1] if part.lower() in {SENT, EVIDENCE}), "").lower()


def take_unreadable(file: str, why: str, heap: Heap) -> None:
    """Enter a file that could not be read: as a document where it is one by its folder or name, else as one to be asked for again."""
    heap.left.append(f"{file}: {why}")
    if folder_of(file) == EVIDENCE or paper_kind(readable(file)) is not EvidenceKind.OTHER:
        heap.papers.append((None, unreadable_paper(file)))
    else:
        heap.unreadable.append(file)


def is_paper(source: Source) -> bool:
    """Tell whether a file is a document of the case, by its folder or by its name."""
    if folder_of(source.file) == EVIDENCE:
        return True
    if source.kind is not TextKind.OTHER or source.document.sender:
        return False
    voices = {hit.entry.category for hit in Lexicon.load("text_kinds").find(source.document.own[:2000])}
    return paper_kind(readable(source.file)) is not EvidenceKind.OTHER and "to_helper" not in voices
