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
    "The reply said that the listings do not breach the policy.",
    "A rubber stamp that only she holds marks each sheet.",
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
    "The family pack of 12 candles was sold as single units.",
    "Supplier: Mother & Sons Ltd, invoice of May 4, 2026.",
    "NORTHWIND and ORFORD are brands in capitals on the label.",
    "The opinion of our patent counsel, dated May 3, 2026, is enclosed.",
    "We had the text checked by a trademark attorney before it went online.",
    "The heat press for the T-shirts stands in hall two.",
    "The press operator signs each batch.",
    "We reported the recall of the charger to Trading Standards on May 4, 2026.",
    "The recall was registered with the consumer protection authority under number 88-12.",
    "Sixty units of the sleeping bag were returned.",
    "The glass survived 20 drop tests.",
    "Christmas trees were listed in the wrong category.",
    "The phone case was sold with the wrong lens cover.",
    "A strong carton replaces the mailer.",
    "We did not ask the supplier for its invoices, and nobody else did.",
    "Bought from an insolvency sale, the stock had no invoices.",
    "Our carrier collects at noon; we had planned for four o'clock.",
    "Only one complaint has come in on 412 orders since.",
    "The supplier sent used units, and we had no check at the door.",
    "The team of six was let into the hall in two shifts.",
    "The lottery ticket holder was listed under the wrong node.",
    "One of the most frequent reasons for a return was a missing part.",
    "If the scale shows another weight, we open the carton.",
    "If you need a certified copy, we will send it.",
    "Our second request on September 22, 2026 was denied, no reason given.",
    "The last notice of October 3, 2026 named two listings.",
    "Since 2019 we have sold garden shears on Amazon.com.",
    "We stopped asking buyers for reviews on Facebook.",
    "The reviews call the lamp stupid and useless.",
    "A buyer said that the seal was broken.",
    "We no longer let temporary workers grade returns.",
    "Two people have left the team, and their logins were deleted.",
    "The paper supplier changed in May.",
    "The court order of May 3, 2026 against the counterfeiter is enclosed.",
    "The consequences of a wrong label are set out in the training sheet.",
    "Cases opened in parallel were closed on July 3, 2026.",
    "We dismissed the packer's note without reading it.",
    "Our own mistake was to trust a single invoice.",
    "Nobody read the expiry date at goods-in.",
    "Parents of children under three asked for the safety sheet.",
    "The robot vacuum was listed with another model's manual.",
    "We were wrong to rely on the distributor's word.",
    "Regulator valves are tested at 10 bar.",
    "The grading guide asks whether a buyer may have used the item.",
)
GUILTY = {
    "Please, I am begging you to give us a second chance.": "TN301",
    "My wife and I will lose our home.": "TN301",
    "Your decision is unfair and makes no sense.": "TN304",
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
    "I am a mother of three and this shop feeds us.": "TN301",
    "Six employees eat from this listing.": "TN301",
    "We are only a small family business.": "TN301",
    "By Friday I must let two people go.": "TN301",
    "Have a little heart.": "TN301",
    "None of us has slept properly since August, and I cannot sleep at night.": "TN301",
    "You are our last hope.": "TN301",
    "Everything we have built over ten years of hard work is gone.": "TN301",
    "We cannot survive another month.": "TN301",
    "I lie awake thinking of the rent.": "TN301",
    "Imagine how you would feel.": "TN301",
    "I put all my savings into this brand.": "TN301",
    "There are children who depend on this income, and mouths to feed.": "TN301",
    "Please do the right thing.": "TN301",
    "We cannot pay our staff any more.": "TN301",
    "It is always the same robot answer.": "TN303",
    "Nobody reads what we write.": "TN303",
    "Your team is simply incompetent.": "TN303",
    "Amazon does not care.": "TN303",
    "It is like talking to a wall.": "TN303",
    "You never tell us what is missing.": "TN303",
    "Your replies are meaningless and your staff are rude.": "TN303",
    "We are being sent in circles.": "TN303",
    "What kind of company treats partners this way?": "TN303",
    "This has been a nightmare.": "TN303",
    "It was only because of one buyer.": "TN304",
    "We do not understand why we were deactivated.": "TN304",
    "All our products are 100% genuine.": "TN304",
    "There was never any violation.": "TN304",
    "We do not breach the policy.": "TN304",
    "The denial was a mere rubber stamp.": "CT218",
    "Our appeal was rubber-stamped.": "CT218",
    "Buyers say anything to get a refund.": "TN305",
    "It was entirely the carrier's fault.": "TN305",
    "A jealous competitor is behind it.": "TN305",
    "We have been one of your top sellers.": "TN306",
    "Our wonderful products speak for themselves.": "TN306",
    "My solicitor says that we have a very strong case.": "TN307",
    "The local paper is interested too.": "TN307",
    "A journalist we know would love this story.": "TN307",
    "Our lawyers have been informed.": "TN307",
    "If nothing happens by Monday, we will contact Trading Standards.": "TN307",
    "Unless you reply, we shall take this further.": "TN307",
    "We have already spoken to an attorney.": "TN307",
    "We are considering our options.": "TN307",
    "Thousands of followers will hear about it, and the public should know.": "TN307",
    "You have 48 hours to respond.": "TN307",
    "The ombudsman would be interested.": "TN307",
    "This is our final warning.": "TN307",
    "Our member of parliament has been informed.": "TN307",
    "We will hold Amazon responsible for all losses.": "TN307",
}


def codes(sentence: str) -> set[str]:
    """Give the tone codes of a sentence in the middle of a letter."""
    sheet = read_sheet(f"Subject: A b c\n\nDear team,\n\nWe ask it. {sentence}\n\n- One.\n- Two.\n\nIt holds. Please read it.\n\nDana\n")
    findings = check_letter(sheet, None, POLICY).findings
    return {finding.rule for finding in findings if finding.rule.startswith("TN") or finding.rule == "CT218"}


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
