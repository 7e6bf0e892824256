"""SB: what keeps a bundle from being sent, as rules. In: nothing. Out: `SUBMISSION_RULES`; the checks stand beside."""

from __future__ import annotations

from escalate_ai.rules import submission_checks
from escalate_ai.rules.rule import Example, Rule
from escalate_ai.terms import Severity, Target


def _with(**bundle: object) -> Example:
    """Give an example by what is otherwise about the specimen's bundle."""
    return Example(target=Target.SUBMISSION, bundle=bundle)


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
        submission=submission_checks.plan_not_enclosed,
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
        submission=submission_checks.evidence_missing,
    ),
    Rule(
        "SB603",
        "several-recipients",
        (Severity.ERROR,),
        (Target.SUBMISSION,),
        guidance="Send one submission to one desk.",
        why="A matter that lies on two desks is worked on at neither, and counts as sent twice.",
        source="seed, 'How Not To Do It': everything in one submission; DOMAIN, what a consultant checks",
        repair="Address one desk, and take the others off.",
        bad=(
            _with(desks=["Seller Performance", "Executive Seller Relations"]),
            _with(addresses=["desk@marketplace.example", "boss@marketplace.example"]),
        ),
        good=(
            _with(desks=["Executive Seller Relations"], addresses=["desk@marketplace.example"]),
            _with(addresses=["desk@marketplace.example", "Desk@marketplace.example"]),
        ),
        submission=submission_checks.several_recipients,
    ),
    Rule(
        "SB604",
        "unsupported-file",
        (Severity.ERROR, Severity.WARNING),
        (Target.SUBMISSION,),
        guidance="Enclose files of a type and size that Amazon's forms take, each of which opens.",
        why="A form that refuses one file often drops the whole submission.",
        source="house page DOMAIN, the documents",
        repair="Convert or shrink the file.",
        bad=(
            _with(files={"EV1": "evidence/invoices.exe"}),
            _with(sizes={"EV1": 40_000_000}),
            _with(unfit={"EV1": "is empty"}),
            _with(plan_file="plan.html"),
            _with(plan_file="plan.docx", plan_size=30_000_000),
        ),
        good=(
            _with(files={"EV1": "evidence/invoices.PDF"}),
            _with(sizes={"EV1": 25_000_000}),
            _with(plan_file="plan.docx", plan_size=25_000_000),
        ),
        submission=submission_checks.unsupported,
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
        bad=(
            Example("opening", "Please help us.", target=Target.SUBMISSION),
            Example("closing", "Our family begs you to save our business!!!", target=Target.SUBMISSION),
        ),
        good=(Example(target=Target.SUBMISSION), Example(target=Target.SUBMISSION, case={"track_record": None})),
        submission=submission_checks.not_accepted,
    ),
    Rule(
        "SB606",
        "foreign-file",
        (Severity.ERROR,),
        (Target.SUBMISSION,),
        guidance="Enclose files of this case's own folder only.",
        why="Another client's paper in the bundle breaks a confidence and ends the reader's trust.",
        source="house page CONTRACT, a case is a folder; DOMAIN, the documents",
        repair="Name a file within the case folder.",
        bad=(
            _with(foreign={"EV1": "lies outside the case folder"}),
            _with(foreign={"EV2": "lies in the folder of another case, harbor"}),
        ),
        good=(
            Example(target=Target.SUBMISSION),
            _with(files={"EV1": "evidence/2026/invoices.pdf"}),
        ),
        submission=submission_checks.foreign_file,
    ),
    Rule(
        "SB607",
        "hidden-content",
        (Severity.ERROR,),
        (Target.SUBMISSION,),
        guidance="Send files without tracked changes, comments, hidden text or other people's names in their properties.",
        why="A reader who sees what was crossed out, or who wrote it for the seller, reads that instead of the plan.",
        source="house page DOMAIN, the documents; the seed wants the seller's own words",
        repair="Accept the changes, delete the comments, clear the properties.",
        bad=(
            _with(marked={"poa.docx": {"tracked": 2, "comments": 1}}),
            _with(marked={"poa.docx": {"authors": ["Appeals Desk Partners"]}}),
            _with(marked={"poa.docx": {"hidden": 1}}),
        ),
        good=(
            _with(marked={"poa.docx": {"authors": ["Microsoft Office User"]}}),
            _with(marked={"poa.docx": {}}),
        ),
        submission=submission_checks.hidden_content,
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
        submission=submission_checks.unconfirmed,
    ),
)
