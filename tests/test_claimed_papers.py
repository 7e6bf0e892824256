"""CT216: a document said to be enclosed, in small letters, is one of the case; another wording of an own one is not blamed."""

from __future__ import annotations

import pytest
from example_cases import brief_of_example
from grounding_cases import AS_OF, subjects

from escalate_ai.ladder import assess
from escalate_ai.letterread import read_sheet
from escalate_ai.rules.claimed_papers import claimed_papers
from escalate_ai.rules.highlight_checks import evidence_mismatch
from escalate_ai.rules.reading import LetterReading

FALSE = (
    ("copper_kettle.b", "The insurance certificate of the carrier's depot is enclosed."),
    ("copper_kettle.b", "We also attach the lease of our landlord and the police report."),
    ("fernhill_toys.a", "The fumigation certificate is attached."),
    ("granite_peak.a", "Please find enclosed the customs declaration and the freight invoice."),
    ("maplewood.a", "Our payroll summary and a letter from our bank are enclosed as well."),
    ("pinecrest.a", "I enclose the divorce decree, the tax statement and a photograph of the shop front."),
    ("wiesental.b", "The halal certificate, together with the brewery's letter, is enclosed."),
    ("larkspur.a", "With this letter comes much; attached is the notary's declaration."),
    ("steinbach.b", "The enclosed collective wage agreement shows this."),
    ("belleroche.a", "We append the translation of the veterinary permit."),
    ("coolabah.a", "The registration of the trade mark and the audit opinion are both attached."),
)
"""Sentences that claim a document which their case does not have."""
TRUE = (
    ("copper_kettle.b", "The refund list, our drop test sheet and the log of claims are enclosed."),
    ("copper_kettle.b", "We also attach the signed contract with Brightpath Support."),
    ("copper_kettle.b", "A screenshot of the buyer messages is attached once more."),
    ("fernhill_toys.a", "The laboratory's report, the release procedure and the mailbox register are enclosed."),
    ("granite_peak.a", "Please find enclosed the authorization letter, the nine invoices and the letter of Velotane's counsel."),
    ("maplewood.a", "The agreement with the distributor and the statement of refunds are attached."),
    ("larkspur.a", "The trademark certificate and the list of complaints are enclosed with the report."),
    ("granite_peak.a", "All documents are enclosed, and the brand's complaint letter was withdrawn."),
    ("wiesental.b", "The photographs of the packaging and the complete file are attached."),
    ("steinbach.b", "Enclosed is the plan, with every sheet behind it."),
    ("belleroche.a", "The fire brigade has no part in this; our plan is attached."),
)
"""Neighbours that claim nothing strange."""


def claims(name: str, sentence: str) -> list[str]:
    """Give the words that are no document of the case, in a letter of the dev split with one more sentence in its closing."""
    subject = next(one for one in subjects("dev") if one.name == name)
    brief = assess(subject.case, AS_OF)[1]
    sheet = read_sheet(subject.text)
    closing = sheet.paragraphs_after[0].text
    sheet = read_sheet(subject.text.replace(closing, f"{closing} {sentence}", 1))
    reading = LetterReading(sheet, brief.policy, brief, brief.ledger.order, brief.ledger.currency, brief.rung)
    return [hit.where.text[slice(*hit.span)] for hit in claimed_papers(reading) if hit.span and not isinstance(hit.where, str)]


@pytest.mark.parametrize(("name", "sentence"), FALSE, ids=lambda value: value[:40])
def test_a_document_that_nobody_has_is_found(name: str, sentence: str) -> None:
    """What is said to be enclosed and is no document of the case is found, in whatever letters it is written."""
    assert claims(name, sentence)


@pytest.mark.parametrize(("name", "sentence"), TRUE, ids=lambda value: value[:40])
def test_an_own_document_may_be_worded_otherwise(name: str, sentence: str) -> None:
    """Another wording of a document of the case, and what claims none, is left alone."""
    assert claims(name, sentence) == []


def test_two_strange_documents_are_two_places() -> None:
    """Each document of a list is found by itself."""
    assert claims("copper_kettle.b", "We attach the lease of our landlord and the police report.") == [
        "lease of our landlord",
        "police report",
    ]


def test_a_reading_without_a_case_says_nothing() -> None:
    """Without a case nothing is known to be missing."""
    brief = brief_of_example("northwind")
    sheet = read_sheet("Dear team,\n\nThe fire safety certificate is enclosed.\n\nJo Doe")
    assert list(claimed_papers(LetterReading(sheet, brief.policy, None, brief.ledger.order, brief.ledger.currency))) == []


LISTED_FALSE = (
    ("copperline.b", "Pest control log"),
    ("wattlebrook.a", "Insurance test sheet"),
    ("vaffelhornan.a", "Lease of the showroom"),
    ("odenthal.a", "Account information page"),
    ("odenthal.a", "Cafeteria test reports"),
    ("maplewood.a", "Payroll sheet"),
    ("saltchuck.a", "Dog licence"),
)
LISTED_TRUE = (
    ("copperline.b", "Friday test sheets (PDF)"),
    ("copperline.b", "Revised Plan of Action"),
    ("copperline.b", "Cover letter"),
    ("vaffelhornan.a", "Lease of 16 September 2025, signed copy"),
    ("vaffelhornan.a", "Broadband bill, 4 May 2026"),
    ("juno_lamps.a", "Contract sheet of the dealers"),
    ("maplewood.a", "Agreement with the distributor Laurentide Sports"),
)


def listed(name: str, line: str) -> bool:
    """Say whether a line put at the end of a letter's list is blamed as no document of the case."""
    subject = next(one for split in ("dev", "second", "third") for one in subjects(split) if one.name == name)
    brief = assess(subject.case, AS_OF)[1]
    sheet = read_sheet(f"{subject.text.rstrip()}\n- {line}\n")
    reading = LetterReading(sheet, brief.policy, brief, brief.ledger.order, brief.ledger.currency, brief.rung)
    return any(hit.where == sheet.attachments[-1] for hit in evidence_mismatch(reading))


@pytest.mark.parametrize(("name", "line"), LISTED_FALSE)
def test_a_listed_document_of_elsewhere_is_found(name: str, line: str) -> None:
    """A kind of paper that the case has too does not make a document about something else one of the case."""
    assert listed(name, line)


@pytest.mark.parametrize(("name", "line"), LISTED_TRUE)
def test_an_own_document_may_be_listed_in_other_words(name: str, line: str) -> None:
    """What a title leaves out or adds in form, and the papers of every letter, are left alone."""
    assert not listed(name, line)
