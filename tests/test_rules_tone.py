"""Word lists are precise and blind: innocent look-alikes stay quiet, and no text makes them slow."""

from __future__ import annotations

import time

import pytest
from escalate_ai.letterread import read_sheet
from escalate_ai.policy import Policy
from escalate_ai.rules.running import check_letter
from escalate_ai.text.lexicon import Lexicon

POLICY = Policy.load()
LISTS = ("tone", "letter_cues", "form_cues", "reviewer_claims", "other_requests", "document_nouns")
INNOCENT = (
    "Family Farms is the brand printed on each carton.",
    "100% of inbound units are inspected against the invoice.",
    "We bought 140 units from a liquidator, Delta Surplus, and did not trace its invoices.",
    "It has been over two months since the first submission.",
    "Our buyer could approve a supplier alone, and nobody else looked at the invoice.",
    "The supplier of the lids changed in May.",
    "Nobody in our warehouse checked the expiry date.",
    "Our team ignored the carrier's cut-off time.",
    "Stock bought at a bankruptcy auction was listed without invoices.",
    "We overlooked the new safety standard.",
    "Our former assistant's access was removed on the same day.",
    "Each torque wrench carries a guarantee card from the maker.",
    "The review was posted by a profile that reviewed nothing else.",
    "The software will never release a label before the scan.",
    "Three parcels were ruined by rain on the loading ramp, which has a roof now.",
    "Amazon asked for more information on July 16 and again on August 3.",
    "The reply of October 1 declined the request without naming a reason.",
    "Claims that the tea cures cancer were taken off the page.",
    "Please have a manager look at the plan.",
    "The registered trade mark is held by our sister company.",
    "Jeff Miller and Maria Bezosova sign the sheet.",
    "Children's bowls are drop-tested before they are packed.",
    "Other sellers have offered the same lamp since May.",
    "The account manager of the carrier confirmed the pick-up times.",
    "We asked for reviews on our social media pages, which the policy forbids.",
    "The refund policy was not followed for nine orders.",
    "A second scanner stands at the loading door.",
    "The audit sheet is signed every Friday by two people.",
    "The wrong size was shipped in 14 orders.",
    "We regret that 31 lamps arrived broken.",
    "The seller's claims about the material were corrected on the detail page.",
    "Our complete stock of 46 listings was matched to invoices.",
    "No evidence of damage was found in 20 drop tests.",
    "Legal counsel registered the mark in 2022.",
)
GUILTY = {
    "Please, I am begging you to give us a second chance.": "TN301",
    "My wife and I will lose our home.": "TN301",
    "Your decision is unfair and makes no sense.": "TN303",
    "You people are robbing us.": "TN303",
    "We were wrongly suspended.": "TN304",
    "The penalty is disproportionate.": "TN304",
    "The manufacturer lied to us about the origin.": "TN305",
    "We submitted an outstanding appeal.": "TN306",
    "Our attorney will file a lawsuit.": "TN307",
    "We reserve the right to inform the FTC.": "TN307",
    "Mr. Bezos should see this.": "TN308",
    "We took a holistic approach.": "TN309",
    "We promise this will never happen again.": "TN310",
    "We humbly request your kind understanding.": "TN311",
    "We have told everybody to be more careful.": "TN312",
}


def codes(sentence: str) -> set[str]:
    """Give the tone codes of a sentence in the middle of a letter."""
    sheet = read_sheet(f"Subject: A b c\n\nDear team,\n\nWe ask it. {sentence}\n\n- One.\n- Two.\n\nIt holds. Please read it.\n\nDana\n")
    return {finding.rule for finding in check_letter(sheet, None, POLICY).findings if finding.rule.startswith("TN") or finding.rule == "CT218"}


@pytest.mark.parametrize("sentence", INNOCENT)
def test_an_innocent_sentence_is_quiet(sentence: str) -> None:
    """What only looks like a plea, blame, a threat or a promise is left alone."""
    assert codes(sentence) == set()


@pytest.mark.parametrize("sentence", GUILTY)
def test_a_guilty_sentence_is_found(sentence: str) -> None:
    """Plain cases of each offence are found."""
    assert GUILTY[sentence] in codes(sentence)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("unit", ["a ", "never ", "the ", "[", "{{", "1,", "[a", "no one ever ", "we will ", "!", "___", "\u200b", "Jeff "])
def test_no_hostile_text_makes_a_list_slow(name: str, unit: str) -> None:
    """Twice the text takes about twice the time, whatever it repeats."""
    lexicon = Lexicon.load(name)
    lexicon.find(unit * 10)
    start = time.process_time()
    lexicon.find(unit * 4000)
    assert time.process_time() - start < 2.0
