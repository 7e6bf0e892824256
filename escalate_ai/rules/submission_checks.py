"""What keeps a bundle from being sent. In: a `SubmissionReading`. Out: hits. Opens no file: sizes, places and marks are given."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from escalate_ai.rules.rule import Hit
from escalate_ai.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.case.facts import Evidence
    from escalate_ai.rules.reading import Marked, SubmissionReading

TAKEN_TYPES = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".csv", ".txt", ".png", ".jpg", ".jpeg", ".gif", ".md", ".eml")
"""File types that Amazon's appeal forms and mail queues open. Source: the upload hint of the appeal form; .md is taken as plain text."""


def _place(reading: SubmissionReading, document: Evidence) -> str:
    """Give the path of a document in the case, so that each has a finding of its own."""
    return f"evidence[{reading.case.evidence.index(document)}].file"


def plan_not_enclosed(reading: SubmissionReading) -> Iterator[Hit]:
    """Find a bundle without the plan or grounds that the letter stands on."""
    case = reading.case
    if case.poa is None and not case.grounds:
        wanted = "grounds" if case.is_report else "Plan of Action"
        yield Hit(
            "attachments",
            None,
            f"The bundle holds no {wanted}.",
            f"Add the {wanted} to the case: a letter alone asks for nothing to be read.",
        )
    if reading.plan_untold:
        told = "The plan lies in a mail in which no causes and measures can be told, and a mail to you is nothing to enclose."
        yield Hit("poa.file", None, told, "Save the plan by itself as .docx or .pdf, with headings, and name that file.")


def evidence_missing(reading: SubmissionReading) -> Iterator[Hit]:
    """Find cited documents without a file; one that lies elsewhere is SB606."""
    for document in reading.cited:
        if document.id not in reading.files and document.id not in reading.foreign:
            place = f"{document.file} is not in the case folder" if document.file else "the case names no file for it"
            yield Hit(
                _place(reading, document),
                None,
                f"'{document.title}' ({document.id}) is to be enclosed, and {place}.",
                "Add the file, or take the document out.",
            )


def unsupported(reading: SubmissionReading) -> Iterator[Hit]:
    """Find files of a type or size that the forms refuse, and documents that nobody can open."""
    limit = reading.policy.files.evidence_bytes
    yield from _unsupported_plan(reading, limit)
    for document in reading.cited:
        path = reading.files.get(str(document.id))
        if path is None:
            continue
        if path.suffix.lower() not in TAKEN_TYPES:
            yield Hit(
                _place(reading, document),
                None,
                f"'{path.name}' ({document.id}) is of a type the forms refuse.",
                f"Convert it to one of {', '.join(TAKEN_TYPES)}.",
            )
        if (why := reading.unfit.get(str(document.id))) is not None:
            severity = Severity.ERROR if why.certain else Severity.WARNING
            told = f"'{path.name}' ({document.id}) {why.told}."
            yield Hit(_place(reading, document), None, told, "Open it, save it anew under the right type, and look at it once.", severity)
        size = reading.sizes[str(document.id)]
        if size > limit:
            yield Hit(
                _place(reading, document),
                None,
                f"'{path.name}' ({document.id}) has {size:,} bytes; {limit:,} are taken.",
                "Make it smaller or split it.",
            )


def _unsupported_plan(reading: SubmissionReading, limit: int) -> Iterator[Hit]:
    """A plan of an odd type can still be pasted into a form; one that is too large can be sent nowhere."""
    name = reading.plan_file
    if name is None:
        return
    if not name.lower().endswith(TAKEN_TYPES):
        told = f"The plan, '{name}', is of a type the forms refuse."
        yield Hit("poa.file", None, told, "Save it as .docx or .pdf.", Severity.WARNING)
    if reading.plan_size > limit:
        yield Hit("poa.file", None, f"The plan, '{name}', has {reading.plan_size:,} bytes; {limit:,} are taken.", "Make it smaller.")


def not_accepted(reading: SubmissionReading) -> Iterator[Hit]:
    """Find a letter that did not pass."""
    if not reading.letter_passed:
        yield Hit("text", None, "The letter has error findings.", "Mend the letter first; `check` names the words.")


def unconfirmed(reading: SubmissionReading) -> Iterator[Hit]:
    """Find attempts and cited documents that nobody has confirmed."""
    for place, attempt in enumerate(reading.case.appeals):
        if not attempt.confirmed:
            yield Hit(
                f"appeals[{place}]", None, f"The attempt of {attempt.first_day} rests on memory.", "Confirm it and set `confirmed: true`."
            )
    for document in reading.cited:
        if not document.confirmed:
            yield Hit(
                _place(reading, document),
                None,
                f"Nobody has confirmed the document '{document.title}'.",
                "Look at it and set `confirmed: true`.",
            )


def several_recipients(reading: SubmissionReading) -> Iterator[Hit]:
    """Find more than one desk in the salutation, or more than one mail address."""
    for found, what in ((reading.desks, "desks"), (reading.addresses, "addresses")):
        places = tuple(dict.fromkeys(" ".join(place.split()).casefold() for place in found))
        if len(places) > 1:
            named = " and ".join(dict.fromkeys(" ".join(place.split()) for place in found))
            yield Hit(
                "salutation" if what == "desks" else "text",
                None,
                f"The submission is addressed to {len(places)} {what}: {named}.",
                "Keep one: the desk that decides on this rung, and send it once.",
            )


def foreign_file(reading: SubmissionReading) -> Iterator[Hit]:
    """Find cited documents whose file lies outside the case folder, or in another case's."""
    for document in reading.cited:
        lies = reading.foreign.get(str(document.id))
        if lies is not None:
            yield Hit(
                _place(reading, document),
                None,
                f"The file of '{document.title}' ({document.id}) {lies}.",
                "Copy the file that belongs to this case into its own folder, and name that one.",
            )


def hidden_content(reading: SubmissionReading) -> Iterator[Hit]:
    """Find tracked changes, comments, hidden words and names of others in the properties of what goes out."""
    known = {name.casefold() for name in _own_names(reading)} | _neutral()
    for file in reading.marked:
        told = [part for part in (_told(file), _foreign_author(file, known)) if part]
        if told:
            yield Hit(
                file.where,
                None,
                f"'{file.name}' holds {' and '.join(told)}.",
                "Accept the changes, delete comments and hidden text, clear the author in the file's properties, and save it again.",
            )


def _told(file: Marked) -> str:
    marks = file.marks
    counted = (
        (marks.tracked, "tracked change"),
        (marks.comments, "comment"),
        (marks.hidden, "stretch of hidden text"),
    )
    return ", ".join(f"{count} {_plural(what, count)}" for count, what in counted if count)


def _plural(what: str, count: int) -> str:
    if count == 1:
        return what
    return what.replace("stretch", "stretches") if what.startswith("stretch") else f"{what}s"


def _foreign_author(file: Marked, known: set[str]) -> str:
    """Give the authors who are neither the seller nor a program; of documents that others made, a PDF's or a spreadsheet's is no matter."""
    if file.where.startswith("evidence") and file.name.lower().endswith((".pdf", ".xlsx")):
        return ""
    foreign = [name for name in file.marks.authors if name.casefold() not in known]
    return f"the author {' and '.join(repr(name) for name in foreign)} in its properties" if foreign else ""


def _own_names(reading: SubmissionReading) -> Iterator[str]:
    seller = reading.case.seller
    yield from (name for name in (seller.store_name, seller.legal_name, seller.contact.name, *seller.known_names) if name)


@cache
def _neutral() -> set[str]:
    text = files("escalate_ai").joinpath("data", "neutral_authors.toml").read_text(encoding="utf-8")
    return {str(name).casefold() for name in tomllib.loads(text)["names"]}
