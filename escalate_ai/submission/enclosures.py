"""What goes with a letter: plan, grounds, list of listings, documents. In: a case and a letter. Out: items. Reads the case folder only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalate_ai.errors import InputError
from escalate_ai.papers import GROUNDS_TITLE, PLAN_TITLE, listings_title, paper_title
from escalate_ai.reading.formats import Format, format_of
from escalate_ai.submission.formats import paper_formats
from escalate_ai.submission.item import Item
from escalate_ai.submission.plan_paper import grounds_paper, listings_paper, plan_paper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Evidence
    from escalate_ai.letter import Letter
    from escalate_ai.policy import Policy
    from escalate_ai.rules.reading import SubmissionReading
    from escalate_ai.submission.formats import Style
    from escalate_ai.submission.plan_paper import Paper


_TAKEN = frozenset({"letter", "manifest", "grounds", "listings", "evidence"})
"""Names that other files of a bundle bear."""


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of one case that have no file yet."""

    plan: Paper | None
    """The plan itemised; None where the client's own file goes, or there is none."""
    own_plan: Path | None
    """The client's own file, enclosed as it is."""
    grounds: Paper | None
    listings: tuple[str, str] | None
    """Title and text of the list of listings."""
    plan_title: str


def papers_of(case: Case, letter: Letter, policy: Policy) -> Papers:
    """Give the papers a letter stands on, under the titles it encloses them by."""
    style = policy.marketplaces[case.seller.marketplace].style
    named = {paper_title(case, plan_changed=changed) for changed in (False, True)}
    title = next((title for title in letter.attachments if title in named), (*letter.attachments, PLAN_TITLE)[0])
    own = own_plan_file(case)
    heading = title if case.poa is None else GROUNDS_TITLE
    listed = listings_title(case, policy)
    return Papers(
        plan=None if own else plan_paper(case, title, style),
        own_plan=own,
        grounds=grounds_paper(case, heading, style) if case.grounds else None,
        listings=(listed, listings_paper(case)) if listed else None,
        plan_title=title,
    )


def paper_items(case: Case, papers: Papers, style: Style, formats: tuple[str, ...]) -> Iterator[Item]:
    """Give plan, grounds and listings as files.

    Raises:
        InputError: The client's own plan file cannot be read.

    """
    if case.poa is not None:
        ids = tuple(str(part.id) for part in (*case.poa.root_causes, *case.poa.measures))
        why = "the plan that the letter asks to be read"
        if papers.own_plan is not None:
            yield Item(_own_name(papers.own_plan), "plan", papers.plan_title, why, ids, _bytes_of(papers.own_plan, papers.plan_title))
        elif papers.plan is not None:
            for form in paper_formats(formats):
                yield Item(f"plan-of-action.{form}", "plan", papers.plan_title, why, ids, style.paper(papers.plan, form))
    if papers.grounds is not None:
        claims = tuple(str(ground.id) for ground in case.grounds)
        why = "the dated facts the request rests on"
        for form in paper_formats(formats):
            yield Item(f"grounds.{form}", "grounds", papers.grounds.title, why, claims, style.paper(papers.grounds, form))
    if papers.listings:
        title, text = papers.listings
        yield Item("listings.txt", "listings", title, "names every listing", (), text.encode())


def _own_name(path: Path) -> str:
    """Give the name of the client's plan in the bundle: its own, unless the letter or another paper bears that."""
    return f"plan-of-action{path.suffix}" if path.stem.casefold() in _TAKEN else path.name


def document_items(reading: SubmissionReading) -> Iterator[Item]:
    """Give every cited document as it lies in the case folder.

    Raises:
        InputError: One cannot be read.

    """
    taken: set[str] = set()
    for document in reading.cited:
        path = reading.files.get(document.id or "")
        if path is None:
            continue
        # on some disks names that differ in case alone are one name
        name = path.name if path.name.casefold() not in taken else f"{document.id}-{path.name}"
        taken.add(name.casefold())
        why = f"shows {', '.join(document.supports)}" if document.supports else "named in the letter"
        yield Item(f"evidence/{name}", "evidence", document.title, why, document.supports, _bytes_of(path, document.title))


def cited_in(case: Case, letter: Letter) -> tuple[Evidence, ...]:
    """Give the documents a letter lists or names."""
    listed = {title.casefold() for title in letter.attachments}
    words = " ".join(letter.text.casefold().split())
    return tuple(document for document in case.evidence if document.title.casefold() in listed or document.title.casefold() in words)


def file_in(case: Case, name: str | None) -> Path | None:
    """Give a file of the case by its path in the folder; None where it is not there. It may still lead out of the folder by a link."""
    path = case.folder / name if case.folder and name else None
    return path if path and path.is_file() else None


def own_plan_file(case: Case) -> Path | None:
    """Give the client's own plan file, to be enclosed as it is; None where the plan is written out instead.

    A mail is never enclosed: it holds what the client wrote to the agency, and what was quoted below.
    """
    path = file_in(case, case.poa.file) if case.poa else None
    return None if path is None or _is_mail(path) else path


def _is_mail(path: Path) -> bool:
    try:
        return format_of(path.read_bytes()) in {Format.MAIL, Format.OUTLOOK}
    except OSError:  # the bundle says so when it is written
        return False


def _bytes_of(path: Path, title: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        msg = f"the document '{title}' cannot be read from {path.name} ({(error.strerror or 'unknown reason').lower()})"
        raise InputError(msg) from None
