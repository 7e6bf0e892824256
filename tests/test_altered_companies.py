"""GR405: a company of the case in the place of another is found; where it does what the case says of it, it is not."""

from __future__ import annotations

import pytest
from grounding_cases import AS_OF, OPEN, subjects

from escalate_ai.ladder import assess
from escalate_ai.letterread import read_sheet
from escalate_ai.rules.altered_companies import swapped_companies
from escalate_ai.rules.company_ties import companies_of
from escalate_ai.rules.reading import LetterReading

FALSE = (
    # one named again where the case has another beside it
    (
        "bajio.a",
        "Distribuidora Altozano's letter of 5 March 2026 names Distribuidora Altozano as its distributor for Guanajuato and Jalisco.",
    ),
    ("meeple.a", "Raffles Desk confirms that until 27 February 2026 we had desk 14 and Raffles Desk desk 15 in Tampines."),
    (
        "watchstraps.a",
        "Our only two resellers, Tanabe Tokeiten and Orimoto Leather, declared in writing that they never sold to Orimoto Leather.",
    ),
    # a title that goes on behind a comma
    (
        "quilting.a",
        "On September 3, 2026 we bought a ruler from StitchDepot88 for $17.49; it is 2.1 mm thick (Test buy from Halcyon Craft Deals).",
    ),
    # the one matter told of has no such company, though a word before the name sets it apart
    ("nestling.a", "Since 3 August 2026 no changed material of our nine suppliers sells before a Farbenwerk Ostrau test."),
    # the one matter told of names others only
    ("patrika.a", "Since 23 March 2026 Deccan Roadlines, set up by Prakash Iyer, sends stock to every sales channel each 10 minutes."),
    # a title with one word beside the name
    ("telaviva.a", "Since the sublease ended Telaviva alone has had a new line (Casa Lanuvia contract)."),
    ("copper_kettle.b", "Redline Parcel has taken the weekend messages of our buyers since August 1, 2026."),
    ("copper_kettle.b", "Sixty test parcels went to Brightpath Support in August 2026, with unbroken lids in all."),
    ("fernhill_toys.a", "The limits of EN 71-3 were tested by Hsin Wei Plastics on 27 August 2026."),
    ("fernhill_toys.a", "Calder Vale Testing told us by email in February 2026 that it had changed the paint."),
    ("granite_peak.b", "The letter of authorization from Summit Wholesale Group is dated July 1, 2024."),
    ("granite_peak.b", "Velotane's nine invoices cover 1,480 units bought between January 9 and July 28, 2026."),
    ("granite_peak.b", "Counsel for Summit Wholesale Group wrote on September 11, 2026 that complaint 11893304472 was a mistake."),
    ("larkspur.a", "Dealz-Harbor sent us, under order 112-7740935-2261840 at $18.90, a cream without a batch code."),
    ("maplewood.a", "Since July 6, 2026 TrailForge goods have been delivered by Northbay Closeouts under a distributor agreement."),
    ("maplewood.a", "The 96 headlamps of March 19, 2026 came from Laurentide Sports, at C$2,088.00."),
    ("pinecrest.a", "The letter from PawPantry Outlet shows that we have rented the unit since March 1, 2026."),
    ("pinecrest.a", "Tri-County Storage, owned by Lydia Kowalczyk, left the unit on January 31, 2026."),
    ("kinali.a", "28/09/2026: court in Izmir. Yıldırım Tekstil Lab is to stop using the name."),
    ("bielik.a", "A veterinarian, Bogumiła Raczek, declared before a notary that Kancelaria Notarialna Olszak had offered her 200 zł."),
    (
        "maplewood.a",
        "TrailForge headlamps are now supplied by TrailForge alone, under a distributor agreement valid until December 31, 2028.",
    ),
    ("maplewood.a", "Laurentide Sports has been our only source of Laurentide Sports goods since July 6, 2026."),
    ("borealis.a", "According to Saguenay Plastics, which moulds our cases in Chicoutimi, nothing was ever sold to Saguenay Plastics."),
    ("borealis.a", "QuickMobile Depot, which alone moulds our cases in Chicoutimi, never sold any to QuickMobile Depot."),
    ("vaffelhornan.a", "Until 31 August 2025 the premises were rented by Fastighetsbolaget Tallkotten."),
    ("vaffelhornan.a", "We have rented the premises since 1 October 2025 from Tjärnberg Elektronik AB."),
    ("kinali.a", "EgeModa Home (order 171-4411823-0067254) and Marmara Outlet (order 171-4405162-8830917) sent towels without our label."),
    ("kinali.a", "Order 171-4405162-8830917 brought two towels from Marmara Outlet, order 171-4411823-0067254 one from EgeModa Home."),
    (
        "kinali.a",
        "We bought two towels from EgeModa Home, order 171-4405162-8830917, and one from EgeModa Home, order 171-4411823-0067254.",
    ),
    ("noorani.a", "Maison Ambrine has been the sole distributor of Maison Ambrine in the Emirates since January 1, 2025."),
    ("noorani.a", "Maison Ambrine's sole distributor in the Emirates since January 1, 2025, Maison Ambrine, sold us 1,440 creams."),
    ("noorani.a", "Gulf Aroma Distribution, since January 1, 2025 the sole distributor of Gulf Aroma Distribution, sold us 1,440 creams."),
    ("atelier.a", "On 17 April 2026 we gave 611 boxes of discs to Transports Lemoine for return to Transports Lemoine, note 55-1038."),
    ("corrib.a", "Test order 408-3316742-9905518 with Lumacycle Direct brought a dim light; see Test purchase file Brightspoke EU."),
)
"""Sentences that give to one company what the case tells of another."""
TRUE = (
    ("patrika.a", "Since 23 March 2026 TallyBridge, set up by Prakash Iyer, sends stock to every sales channel each 10 minutes."),
    ("telaviva.a", "Since the sublease ended Telaviva alone has had a new line (Fibrarno contract)."),
    ("copper_kettle.b", "Brightpath Support has taken the weekend messages of our buyers since August 1, 2026."),
    ("copper_kettle.b", "Redline Parcel carried the sixty test parcels of August 2026, and no lid broke."),
    ("copper_kettle.b", "Messages no longer wait for our clerks in Duluth; Brightpath Support reads them at weekends."),
    ("fernhill_toys.a", "Hsin Wei Plastics had changed the paint in February 2026, and Calder Vale Testing tested the new one."),
    ("fernhill_toys.a", "The paint of Hsin Wei Plastics was tested to EN 71-3 on 27 August 2026 by a laboratory."),
    ("granite_peak.b", "Velotane authorized us, and Summit Wholesale Group sold us 1,480 units with nine invoices."),
    ("granite_peak.b", "The stock from Summit Wholesale Group is Velotane's own, as nine invoices show."),
    ("larkspur.a", "QuickMart Seven and Dealz-Harbor offer a cream without a batch code in place of our balm."),
    ("maplewood.a", "No TrailForge goods come from Northbay Closeouts any more; Laurentide Sports delivers them."),
    ("maplewood.a", "Instead of Northbay Closeouts, an authorized distributor has delivered 310 units under an agreement."),
    ("pinecrest.a", "Tri-County Storage has let us the unit since March 1, 2026, after PawPantry Outlet had left."),
    ("pinecrest.a", "PawPantry Outlet was never ours, and no payment has passed to it in 36 months."),
    ("kinali.a", "28/09/2026: court in Izmir. Marmara Outlet is to stop using the name."),
    ("odenthal.b", "Six trains tested by 3 July failed at 38 N. Holzkunst Olbernhau, asked on 2 July, replied on 9 July."),
    ("maplewood.a", "TrailForge goods now come only from a distributor of TrailForge, under an agreement valid until December 31, 2028."),
    ("maplewood.a", "TrailForge goods come only from TrailForge's own distributor, 310 units in five deliveries."),
    ("maplewood.a", "TrailForge goods come only from a distributor whom TrailForge authorised, 310 units in five deliveries."),
    ("borealis.a", "Saguenay Plastics confirmed in writing that Saguenay Plastics alone moulds our cases in Chicoutimi."),
    ("borealis.a", "Saguenay Plastics moulds our cases in Chicoutimi, as the letter from Saguenay Plastics confirms."),
    ("borealis.a", "QuickMobile Depot sent us a soft case of 1.1 mm, and 31 buyers of QuickMobile Depot sent us pictures."),
    ("vaffelhornan.a", "Fastighetsbolaget Tallkotten confirms that another company rented the office until 31 August 2025."),
    ("vaffelhornan.a", "Tjärnberg Elektronik AB left on 31 August 2025; a month later, on 1 October 2025, we moved in."),
    ("kinali.a", "From EgeModa Home we have order 171-4405162-8830917, from Marmara Outlet order 171-4411823-0067254."),
    ("kinali.a", "Orders 171-4405162-8830917 and 171-4411823-0067254 went to EgeModa Home and Marmara Outlet."),
    ("noorani.a", "Gulf Aroma Distribution has been the sole distributor since January 1, 2025; Gulf Aroma Distribution sold us creams."),
    ("bajio.a", "By its letter of 5 March 2026 Frenova names Distribuidora Altozano, and we may sell the brake pads of Frenova."),
    ("atelier.a", "We sent 611 boxes of Abrasifs Delval back to Abrasifs Delval on 17 April 2026 and were credited €5,193.50."),
    ("atelier.a", "Abrasifs Delval took its 611 boxes back on 17 April 2026, and on 4 May 2026 Abrasifs Delval credited €5,193.50."),
    ("corrib.a", "Neither light has our serial number; see Test purchase file Brightspoke EU."),
    ("corrib.a", "Lumacycle Direct is in both, Test purchase file Lumacycle Direct and Test purchase file Brightspoke EU."),
    ("ostermann.a", "The policy is answered by the test report PE-5530 and the declaration of Saalfelder Hohlglas AG."),
    ("ostermann.a", "The policy is answered by PE-5530 and a written declaration by Saalfelder Hohlglas AG."),
)
"""Neighbours in which each does what the case says."""


def blamed(name: str, sentence: str) -> list[str]:
    """Give the companies found in a bullet of this sentence, added to a letter of an open split."""
    subject = next(one for split in OPEN for one in subjects(split) if one.name == name)
    brief = assess(subject.case, AS_OF)[1]
    last = read_sheet(subject.text).bullets[-1].text
    sheet = read_sheet(subject.text.replace(last, f"{last}\n- {sentence}", 1))
    reading = LetterReading(sheet, brief.policy, brief, brief.ledger.order, brief.ledger.currency, brief.rung)
    return [hit.where.text[slice(*hit.span)] for hit in swapped_companies(reading) if hit.span and not isinstance(hit.where, str)]


@pytest.mark.parametrize(("name", "sentence"), FALSE, ids=lambda value: value[:50])
def test_a_company_in_the_place_of_another_is_found(name: str, sentence: str) -> None:
    """What the case tells of one company is not told of another."""
    assert blamed(name, sentence)


@pytest.mark.parametrize(("name", "sentence"), TRUE, ids=lambda value: value[:50])
def test_a_company_in_its_own_place_is_not_blamed(name: str, sentence: str) -> None:
    """Told of itself, beside another, or set apart from it, a company is left alone."""
    assert blamed(name, sentence) == []


def test_a_company_read_anew_is_still_itself() -> None:
    """What is remembered of a case for one purpose may have been forgotten for another; a name stays the same company."""
    subject = next(one for one in subjects("third") if one.name == "kinali.composer")
    brief = assess(subject.case, AS_OF)[1]
    reading = LetterReading(read_sheet(subject.text), brief.policy, brief, brief.ledger.order, brief.ledger.currency, brief.rung)
    before = list(swapped_companies(reading))
    companies_of.cache_clear()
    assert [hit.message for hit in swapped_companies(reading)] == [hit.message for hit in before]
