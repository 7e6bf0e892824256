"""SB: what keeps a bundle from being sent. In: a `SubmissionReading`. Out: hits. Opens no file: sizes and places are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.rules.rule import Example, Hit, Rule
from escalate_ai.terms import Severity, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.case.facts import Evidence
    from escalate_ai.rules.reading import SubmissionReading

TAKEN_TYPES = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".csv", ".txt", ".png", ".jpg", ".jpeg", ".gif", ".md", ".eml")
"""File types that Amazon's appeal forms and mail queues open. Source: the upload hint of the appeal form; .md is taken as plain text."""


def _place(reading: SubmissionReading, document: Evidence) -> str:
    """Give the path of a document in the case, so that each has a finding of its own."""
    return f"evidence[{reading.case.evidence.index(document)}].file"


def _plan_not_enclosed(reading: SubmissionReading) -> Iterator[Hit]:
    case = reading.case
    if case.poa is None and not case.grounds:
        wanted = "grounds" if case.is_report else "Plan of Action"
        yield Hit(
            "attachments",
            None,
            f"The bundle holds no {wanted}.",
            f"Add the {wanted} to the case: a letter alone asks for nothing to be read.",
        )


def _evidence_missing(reading: SubmissionReading) -> Iterator[Hit]:
    for document in reading.cited:
        if document.id not in reading.files:
            place = f"{document.file} is not in the case folder" if document.file else "the case names no file for it"
            yield Hit(
                _place(reading, document),
                None,
                f"'{document.title}' ({document.id}) is to be enclosed, and {place}.",
                "Add the file, or take the document out.",
            )


def _unsupported(reading: SubmissionReading) -> Iterator[Hit]:
    limit = reading.policy.files.evidence_bytes
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
        size = reading.sizes[str(document.id)]
        if size > limit:
            yield Hit(
                _place(reading, document),
                None,
                f"'{path.name}' ({document.id}) has {size:,} bytes; {limit:,} are taken.",
                "Make it smaller or split it.",
            )


def _not_accepted(reading: SubmissionReading) -> Iterator[Hit]:
    if not reading.letter_passed:
        yield Hit("text", None, "The letter has error findings.", "Mend the letter first; `check` names the words.")


def _unconfirmed(reading: SubmissionReading) -> Iterator[Hit]:
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


SUBMISSION_RULES = (
    Rule(
        "SB601",
        "plan-not-enclosed",
        (Severity.ERROR,),
        (Target.SUBMISSION,),
        guidance="Enclose the plan, or the grounds, that the letter asks to be read.",
        why="A letter that arrives alone sends the reader searching, and the reader does not search.",
        source="seed, 'How Not To Do It': all together in one submission",
        repair="Add the plan or the grounds to the bundle.",
        bad=(
            Example(target=Target.SUBMISSION, case={"poa": None}),
            Example(target=Target.SUBMISSION, case={"poa": None, "evidence": [], "last_request": []}),
        ),
        good=(Example(target=Target.SUBMISSION), Example(target=Target.SUBMISSION, case={"track_record": None})),
        submission=_plan_not_enclosed,
    ),
    Rule(
        "SB602",
        "evidence-file-missing",
        (Severity.ERROR,),
        (Target.SUBMISSION,),
        guidance="Enclose the file of every document that is cited.",
        why="A document that is named and not there makes every other document doubtful.",
        source="seed, 1: show them the documentation; DOMAIN, what a consultant checks, 12",
        repair="Add the file, or stop naming the document.",
        bad=(
            Example(target=Target.SUBMISSION, case={"evidence.0.file": "evidence/not-there.pdf"}),
            Example(target=Target.SUBMISSION, case={"evidence.0.file": None}),
        ),
        good=(Example(target=Target.SUBMISSION), Example(target=Target.SUBMISSION, case={"track_record": None})),
        submission=_evidence_missing,
    ),
    Rule(
        "SB604",
        "unsupported-file",
        (Severity.ERROR, Severity.WARNING),
        (Target.SUBMISSION,),
        guidance="Enclose files of a type and size that Amazon's forms take.",
        why="A form that refuses one file often drops the whole submission.",
        source="house page DOMAIN, the documents",
        repair="Convert or shrink the file.",
        bad=(),
        good=(Example(target=Target.SUBMISSION), Example(target=Target.SUBMISSION, case={"track_record": None})),
        submission=_unsupported,
    ),
    Rule(
        "SB605",
        "letter-not-accepted",
        (Severity.ERROR,),
        (Target.SUBMISSION,),
        guidance="Send only a letter without error findings.",
        why="A faulty letter burns the last attempt.",
        source="seed, the opening: likely the last go-round",
        repair="Mend the letter.",
        bad=(),
        good=(Example(target=Target.SUBMISSION), Example(target=Target.SUBMISSION, case={"track_record": None})),
        submission=_not_accepted,
    ),
    Rule(
        "SB608",
        "unconfirmed-fact",
        (Severity.ERROR,),
        (Target.SUBMISSION,),
        guidance="Rest the letter on facts somebody has confirmed.",
        why="The reader has the account open; a date from memory that is wrong by a day ends the reading.",
        source="seed, 6: do not guess at all; complete due diligence",
        repair="Confirm the fact in the case.",
        bad=(
            Example(target=Target.SUBMISSION, case={"appeals.0.confirmed": False}),
            Example(target=Target.SUBMISSION, case={"evidence.0.confirmed": False}),
        ),
        good=(Example(target=Target.SUBMISSION), Example(target=Target.SUBMISSION, case={"track_record": None})),
        submission=_unconfirmed,
    ),
)
