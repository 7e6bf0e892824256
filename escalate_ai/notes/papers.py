"""Notes on names, ids, documents and the address. In: a brief. Out: notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from escalate_ai.notes.note import Note, listed, written
from escalate_ai.notes.store_names import other_spellings
from escalate_ai.terms import LETTER_RUNGS, Channel
from escalate_ai.text.identifiers import glued_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.brief import Brief
    from escalate_ai.case.case import Case

_BY_ADDRESS = (Channel.EXECUTIVE, Channel.EMAIL)
"""Channels that need an address; the others are forms in the account."""
_MOST_TEXT = 50_000
"""Characters of one text that are looked through: a note is worth no more."""


def legal_not_looked_at(brief: Brief) -> Iterator[Note]:
    """The key is left out, which is not the same as an empty list."""
    if brief.case.legal is None:
        text = (
            "Nobody has noted whether a lawsuit, an arbitration, seized funds or law enforcement is involved. "
            "Ask, and set `legal`; if one is, counsel comes first."
        )
        yield Note("legal_unknown", "legal", text)


def address_to_look_up(brief: Brief) -> Iterator[Note]:
    """A mail needs an address that is right today."""
    to = brief.recipient
    if to and brief.rung in LETTER_RUNGS and to.channel in _BY_ADDRESS and not to.address:
        yield Note("recipient_without_address", "", f"No address is on file for {to.name}. Look the current one up on the day of sending.")


def glued(brief: Brief) -> Iterator[Note]:
    """Ids run together: each of them is to be looked up by itself."""
    for path, text in _texts(brief.case):
        for mention in glued_ids(text[:_MOST_TEXT]):
            parts = listed(re.findall(r"[0-9A-Z-]+", str(mention.value)))
            note = f"\u201c{mention.text}\u201d looks like ids run together ({parts}). Look each one up and set them apart."
            yield Note("ids_run_together", path, note)


def two_store_names(brief: Brief) -> Iterator[Note]:
    """The store's own name, spelled otherwise in one of the texts that go out or went out."""
    seller = brief.case.seller
    known = tuple(name for name in (seller.store_name, seller.legal_name, *seller.known_names) if name)
    seen: set[str] = set()
    for path, text in _texts(brief.case):
        for spelling in other_spellings(seller.store_name, text[:_MOST_TEXT], known):
            if spelling.casefold() not in seen:
                seen.add(spelling.casefold())
                note = f"The store is called \u201c{seller.store_name}\u201d in the case and \u201c{spelling}\u201d in {path}. Use one."
                yield Note("two_store_names", path, note)


def documents_without_file(brief: Brief) -> Iterator[Note]:
    """Documents that can be named and not enclosed."""
    lost = brief.case.missing_files
    missing = [item.id or item.title for item in brief.case.evidence if item.file is None or item.id in lost]
    if missing:
        which = f"{listed(missing)} {'has' if len(missing) == 1 else 'have'} no file"
        yield Note(
            "document_without_file", "evidence", f"{which}. Add what is named, or take it out: a bundle holds every document it cites."
        )


def unconfirmed_documents(brief: Brief) -> Iterator[Note]:
    """Documents no person has looked at."""
    unseen = [item.id or item.title for item in brief.case.evidence if not item.confirmed]
    if unseen:
        text = f"Nobody has confirmed {listed(unseen)}. Open the document, compare it with what the case says, and set `confirmed: true`."
        yield Note("document_unconfirmed", "evidence", text)


def one_file_twice(brief: Brief) -> Iterator[Note]:
    """Two documents that are one file."""
    by_file: dict[str, list[str]] = {}
    for item in brief.case.evidence:
        if item.file:
            by_file.setdefault(item.file, []).append(item.id or item.title)
    for file, names in by_file.items():
        if len(names) > 1:
            yield Note(
                "one_file_twice", "evidence", f"{listed(names)} are the same file, {file}. Split it, or keep one entry with one title."
            )


def request_beyond_notice(brief: Brief) -> Iterator[Note]:
    """Listings asked for that the notice does not name."""
    enforcement = brief.case.enforcement
    named = enforcement.asins if enforcement else brief.case.incident.asins if brief.case.incident else ()
    beyond = [asin for asin in dict.fromkeys(brief.case.request.asins) if asin not in named]
    if named and beyond:
        what = "notice" if enforcement else "incident"
        text = f"The request names {listed(beyond)}, which the {what} does not. Ask for what was acted on, or correct the lists."
        yield Note("request_beyond_notice", "request.asins", text)


def noticed_too_early(brief: Brief) -> Iterator[Note]:
    """Nothing reported had appeared on the day it is said to have been noticed; later ones beside an earlier one are no oddity."""
    incident = brief.case.incident
    first = min((item.dated for item in incident.items), default=None) if incident else None
    if incident and first and first > incident.noticed_on:
        text = (
            f"The incident is said to be noticed on {written(brief, incident.noticed_on)}, and the first of its items is dated "
            f"{written(brief, first)}. Look both days up, or list what was noticed first."
        )
        yield Note("noticed_too_early", "incident.noticed_on", text)


def _texts(case: Case) -> Iterator[tuple[str, str]]:
    """Give every text of a case with its path."""
    if case.enforcement and case.enforcement.notice:
        yield "enforcement.notice", case.enforcement.notice.text
    if case.poa:
        if case.poa.text:
            yield "poa", case.poa.text
        else:
            yield from ((f"poa.root_causes[{place}]", cause.statement) for place, cause in enumerate(case.poa.root_causes))
            groups = (("corrective_actions", case.poa.corrective_actions), ("preventive_measures", case.poa.preventive_measures))
            for name, measures in groups:
                for place, measure in enumerate(measures):
                    told = " \n".join(part for part in (measure.statement, measure.how, measure.result) if part)
                    yield f"poa.{name}[{place}]", told
    yield from ((f"grounds[{place}]", ground.statement) for place, ground in enumerate(case.grounds))
    for index, attempt in enumerate(case.appeals):
        if attempt.plan:
            yield f"appeals[{index}].plan", attempt.plan.text
        yield from ((f"appeals[{index}].replies[{place}]", reply.text) for place, reply in enumerate(attempt.replies) if reply.text)
    yield from ((f"evidence[{place}].title", item.title) for place, item in enumerate(case.evidence))
    if case.draft:
        yield "draft", case.draft.text
