"""A redacted copy of a bundle, for sharing.

In: a case, its letter and what is enclosed. Out: the files of letter, plan and manifest without contact data and identifiers. Documents
are listed, not copied.

Every file says in its name and in its first line that it is a redacted copy. It is no submission and cannot be taken for one: there is no
mail to send, no manifest under the submission's name, and no document.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from escalate_ai.errors import InputError
from escalate_ai.letter import Letter, LetterHighlight
from escalate_ai.reading.documents import read_document
from escalate_ai.submission.enclosures import papers_of
from escalate_ai.submission.formats import Style
from escalate_ai.submission.plan_paper import Paper, Section
from escalate_ai.submission.redacting import redacted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from escalate_ai.case.case import Case
    from escalate_ai.policy import Policy
    from escalate_ai.rules.reading import SubmissionReading

NOTICE = "REDACTED COPY FOR SHARING. Not the submission: do not send it to Amazon."
MARK = "REDACTED-"
"""Every file's name begins with it."""
README = f"{MARK}COPY.txt"
_TOLD = f"""{NOTICE}

Contact data, names and identifiers are replaced by words in square brackets; the same word stands for the same thing in every file.
Documents are listed in the manifest and not enclosed. Replacing is done by machine: read every file before you share it.
"""


def redacted_copy(case: Case, letter: Letter, reading: SubmissionReading, day: date | None, formats: tuple[str, ...]) -> dict[str, bytes]:
    """Give the files of the copy, by name.

    Raises:
        InputError: A mail was asked for.
        DraftError: The client's own plan cannot be read.

    """
    if "eml" in formats:
        msg = "a redacted copy has no .eml, for it is not to be sent; ask for docx, html, md or txt"
        raise InputError(msg)
    papers = tuple(_papers(case, letter, reading.policy))
    titles = [document.title for document in reading.cited]
    texts = iter(redacted([*_letter_texts(letter), *_paper_texts(papers), *titles], case))
    clean = _letter(letter, texts)
    cleaned = [(file, _paper(paper, texts)) for file, paper in papers]
    style = Style.of(case, reading.policy, day, NOTICE).without_author()
    files = {f"{MARK}letter.{form}": style.letter(clean, form) for form in formats}
    files |= {f"{MARK}{name}.{form}": style.paper(paper, form) for name, paper in cleaned for form in formats}
    listed = [{"title": next(texts), "kind": document.kind, "supports": list(document.supports)} for document in reading.cited]
    manifest = {"redacted": True, "notice": NOTICE, "rung": letter.rung, "files": sorted(files), "documents_not_enclosed": listed}
    files[f"{MARK}manifest.json"] = (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()
    return {README: _TOLD.encode(), **files}


def _papers(case: Case, letter: Letter, policy: Policy) -> Iterator[tuple[str, Paper]]:
    papers = papers_of(case, letter, policy)
    if papers.own_plan is not None:
        text = read_document(papers.own_plan.read_bytes(), papers.own_plan.name, policy).text
        yield "plan-of-action", Paper(papers.plan_title, (), tuple(line for line in text.splitlines() if line.strip()))
    elif papers.plan is not None:
        yield "plan-of-action", papers.plan
    if papers.grounds is not None:
        yield "grounds", papers.grounds
    if papers.listings:
        title, text = papers.listings
        yield "listings", Paper(title, (), tuple(text.split()))


def _letter_texts(letter: Letter) -> Iterator[str]:
    yield from (letter.subject, letter.salutation, letter.opening, letter.highlights_intro)
    yield from (item.text for item in letter.highlights)
    yield from (letter.closing, letter.signature, *letter.attachments)


def _letter(letter: Letter, texts: Iterator[str]) -> Letter:
    """Put redacted texts back where `_letter_texts` took them."""
    return Letter(
        rung=letter.rung,
        subject=next(texts),
        salutation=next(texts),
        opening=next(texts),
        highlights_intro=next(texts),
        highlights=tuple(LetterHighlight(text=next(texts), source=item.source) for item in letter.highlights),
        closing=next(texts),
        signature=next(texts),
        attachments=tuple(next(texts) for _ in letter.attachments),
    )


def _paper_texts(papers: Iterable[tuple[str, Paper]]) -> Iterator[str]:
    for _, paper in papers:
        yield from (paper.title, *paper.under, *paper.about)
        for section in paper.sections:
            yield from section.items


def _paper(paper: Paper, texts: Iterator[str]) -> Paper:
    """Put redacted texts back where `_paper_texts` took them."""
    return Paper(
        next(texts),
        tuple(next(texts) for _ in paper.under),
        tuple(next(texts) for _ in paper.about),
        tuple(Section(section.heading, tuple(next(texts) for _ in section.items)) for section in paper.sections),
    )
