"""True sentences in a consultant's free wording raise nothing, and the same sentences with one fact changed do. Over the open cases."""

from __future__ import annotations

from functools import cache

import pytest
from grounding_cases import AS_OF, subjects
from history_kit import reading_of

from escalate_ai.brief import Brief
from escalate_ai.ladder import brief_of
from escalate_ai.policy import default_policy
from escalate_ai.rules.grounding import ungrounded_dates, ungrounded_numbers
from escalate_ai.rules.history_facts import wrong_history
from escalate_ai.terms import Severity

TRUE = """
# time between two days
larkspur: In the twelve days from September 22 to October 4, 2026, 23 buyers complained.
larkspur: Between September 22 and October 4, 2026 (thirteen days, both included) 23 buyers complained.
larkspur: We reported on September 23, 2026 and heard back five days later.
larkspur: Ten days after the second report, on October 16, 2026, no violation was found.
larkspur: The page was changed two days before we reported it on September 23, 2026.
brackenridge: On 16 July 2026 we filed a report; six days later it was declined.
brackenridge: Seventeen days after we turned to a manager on 14 September 2026 the decision was upheld.
coolabah: Our scans of 26 October 2026 have been waiting for four weeks.
coolabah: Two weeks after the first set we sent the second one, on 26 October 2026.
coolabah: For 28 days now there has been no answer to the scans.
pinecrest: Their lease ended on January 31, 2026 and ours began 29 days later.
pinecrest: Between the end of their lease and the start of ours lie 29 days.
granite_peak: We were refused on October 7, 2026, three weeks after our second appeal of September 16.
steinbach: Four days later, on 25 September 2026, you asked for greater detail.
steinbach: After five days of training four packers took up the second shift.
steinbach: The plan of 4 November 2026 has lain with you for nineteen days.
chandni: A fortnight after the request to a manager, on 7 September 2026, we sent a reminder.
chandni: Eleven days after that reminder of 7 September 2026 our request was refused.
maplewood: It took eleven days until our appeal of July 20, 2026 was answered on July 31.
belleroche: Four days after the notice we refunded the buyers.
# how much in what time
copper_kettle: Buyer messages are answered seven days a week.
copper_kettle: Sixteen hours of cover are booked for each weekend.
copper_kettle: Until July our clerks worked five days a week, and messages of Saturday lay until Monday.
chandni: Stock is now sent four times an hour.
chandni: The quantity goes to Amazon four times per hour instead of once a day.
chandni: Earlier the file went out once per day.
steinbach: No more than forty new articles are listed in any one week.
steinbach: At most 40 articles a week are taken on.
steinbach: The second shift packs six days a week, eight hours a day.
belleroche: Once a month two people look at every date on the shelf.
fernhill_toys: The mailbox is read five days a week, on every working day.
# goods, people and papers by another noun
maplewood: All 54 pieces were destroyed in June.
maplewood: We bought ninety-six units from Northbay Closeouts.
maplewood: Of the 96 units that we bought, 54 pieces were still here and were destroyed.
belleroche: A recall brought 264 units of the batch back.
belleroche: 36 articles past their date were sent out.
maplewood: Two signatures are needed before an ASIN goes live.
maplewood: Every new ASIN waits for two approvals.
maplewood: Five invoices stand behind the five deliveries of Laurentide Sports.
maplewood: The five invoices LS-3301 to LS-3305 name the lot.
belleroche: We sent out 36 new jars, one to each buyer.
pinecrest: Nothing ties the two companies together, and the two accounts have no owner in common.
pinecrest: Two agents of Account Health Support could not tell us more.
wiesental: Three of the four profiles praised the same muesli.
wiesental: Of four reviewers three gave five stars to another brand.
brackenridge: The driver of a copy measures eight millimeters, that of a genuine pair eleven millimeters.
brackenridge: No serial number can belong to two pairs at the same time.
larkspur: A balm of sixty millilitres became a cream of 30 milliliters.
wiesental: Our muesli is sold in bags of 500 grams.
fernhill_toys: Lead was found at 2.1 mg per kilogram.
# none, and how often
maplewood: The recount showed zero.
maplewood: Zero were left when we counted again.
belleroche: Five times two people have checked the shelf dates since July and signed the date sheet.
belleroche: Two people check the shelf dates every month and have done so five times.
# other nouns of a sort, pairs taken up, parts of a whole
copper_kettle: Our desk in Duluth has two clerks, and neither worked at weekends.
copper_kettle: Of the 29 customers, 27 wrote back to confirm.
copper_kettle: None of the sixty trial parcels broke.
copper_kettle: All 41 enquiries were answered within a day of the notice.
copper_kettle: 29 out of 1,790 shipments in June arrived damaged.
copper_kettle: We have asked three times: two appeals and one request to a manager.
copper_kettle: Both causes, late answers and weak cartons, are gone.
copper_kettle: The two clerks were not replaced but helped at weekends.
maplewood: Two people, the buyer and Rosalie Tremblay, sign each sheet.
maplewood: Fourteen forms were signed and two turned down.
maplewood: The invoice over C$2,088.00 for 96 pieces was never compared.
maplewood: Eight customers thanked us.
maplewood: Forty-two customers got their money back.
maplewood: Five shipments with 310 pieces came from Laurentide Sports.
maplewood: The two suppliers are no longer mixed.
steinbach: Four new hires were trained for five days.
steinbach: We now run two shifts instead of one.
steinbach: All but eight of 2,905 parcels left on time.
steinbach: Twenty-five of twenty-five pickups took place.
steinbach: On all 25 evenings Rheinbote came.
steinbach: The courier now comes two times a day.
steinbach: Late shipments were at 7.8 percent, nearly twice the 4 percent allowed.
brackenridge: Two earphones were bought, and both bear the same number.
brackenridge: The copies cost £34.99 each.
chandni: Six colleagues counted for two days.
chandni: 118 of the 127 customers acknowledged the money.
chandni: The two shelves are in two cities, Surat and Panipat.
chandni: Each of the 127 customers received ₹250.
chandni: Five pieces of each article are held back.
chandni: Only two of 1,065 website orders had to be cancelled.
belleroche: Seven batches were stopped in time, together 940 jars.
belleroche: Four answers came: two questions and two refusals.
fernhill_toys: Six pieces per colour were tested.
fernhill_toys: Three of seventeen purchase orders had to wait.
fernhill_toys: Two readers, Oliver Pemberton and a deputy, open the mailbox.
larkspur: Twenty-three customers got something else than they ordered.
larkspur: The two offers are not ours.
wiesental: Two of four texts speak of a tin.
wiesental: Not one of the 1,312 customers sent a bag back.
pinecrest: The bank looked at three years, 36 months in all.
pinecrest: One man, Walter Ng, holds all of the shares.
pinecrest: We called two times, on June 11 and July 24, 2026.
granite_peak: Our three listings were bought from one source on nine invoices.
granite_peak: We still hold 353 pieces.
granite_peak: 1,480 pieces were bought and 1,127 sold.
coolabah: Three papers show the new address: the extract, the bill and the screenshot.
coolabah: The bill is less than three months old.
# sums, rests, shares and prices of one, where the letter says so or its sentence does the sum
belleroche: Each buyer was repaid €11.90.
copper_kettle: We refunded 29 orders in full, $41.54 on average.
copper_kettle: Two buyers have not confirmed the refund.
copper_kettle: 1.6 percent of the June orders arrived broken.
chandni: The rate of 6.4 per cent was 3.9 points above the 2.5 per cent that you allow.
chandni: 93 percent of the buyers acknowledged it.
chandni: Nine buyers did not acknowledge it.
steinbach: 220 articles stayed online.
steinbach: Two thirds of the new articles were paused.
granite_peak: Of 1,480 units 76 percent were sold.
fernhill_toys: Fourteen of the 17 orders were released at once.
fernhill_toys: Lead was 2.1 mg/kg, less than a tenth of the 23 mg/kg allowed.
thistledown: Of 163 buyers, 58 wanted their money back and 105 did not.
elbkontor: 22 articles were released and four sent back, 26 in all.
redrock: Of 5,000 cards 1,860 had gone out and 3,140 were shredded.
vanderloo: 739 of 740 parcels were accepted.
halden_tools: The two printers cost $570.00 each.
# days of one measure, and time that the case tells by the clock
granite_peak: Velotane's letter allows us to sell for three years, until June 30, 2027.
kaveri: The mark is protected for ten years, from 11 May 2024 to 11 May 2034.
tallgrass: The recalled boxes were counted on April 6, 2026; eight days later they were gone.
halden_tools: Within eight days of the breakdown, by August 25, 2026, all were shipped.
chandni: A recount of 300 articles five days later, on 14 July 2026, found none.
steinbach: The second shift works eight hours, six days a week.
steinbach: The driver comes at nine in the evening as well.
halden_tools: The shift lead tests every printer at half past six each morning.
redrock: The two requests for more information came after five and ten days.
# other guises of the same count
fernhill_toys: 1 236 units were put on hold.
kaveri: Sixty-eight bills cover 21.5 tonnes of spices.
almazara: 500 ml bottles became canisters of five litres.
vanderloo: Fourteen lights were sold out, and 52 units were ordered elsewhere.
thistledown: The two serums came from Parade Street Wholesale.
tallgrass: Six times in 233 the screen said no.
tallgrass: Six wrong dates were refused among the 233 lots.
halden_tools: It took three collections.
redrock: Everyone passed, with at least 18 of 20 answers right.
penhallow: The rating had 4.7 stars from 836 reviews on 21 August, and 4.2 three days later.
juno_lamps: A lamp was examined on October 8: it had plastic for brass.
# what came back
maplewood: Two requests for more information and one refusal came back, dated June 24, July 31 and September 22, 2026.
maplewood: We hold 2 requests for "further information" and 1 refusal (June 24, July 31 and September 22, 2026).
belleroche: Two replies asked for more information and two replies declined the appeal.
belleroche: Two requests for more information and two refusals followed, on 29 May, 30 June, 12 August and 24 September 2026.
brackenridge: Brand Registry, written to on 23 July and 10 August, asked for more on 3 August and on 25 August couldn't confirm it.
brackenridge: Our report was declined on 22 July 2026, and on 3 August more information was asked for.
chandni: We reminded on 07/09/2026, and on 18/09/2026 reactivation was refused.
fernhill_toys: We appealed on 3 September, answered on 8 September, and on 1 October, answered on 13 October 2026.
fernhill_toys: The new EN 71-3 report is enclosed, and so is our second EN 71-3 sheet.
copper_kettle: On August 21, 2026 our second appeal was denied, and on September 29 the request to a manager was denied too.
"""

FALSE = """
larkspur: In the fourteen days from September 22 to October 4, 2026, 23 buyers complained.
larkspur: Between September 22 and October 4, 2026 (eleven days) 23 buyers complained.
larkspur: We reported on September 23, 2026 and heard back six days later.
larkspur: Twelve days after the second report no violation was found.
brackenridge: On 16 July 2026 we filed a report; nine days later it was declined.
coolabah: For 35 days now there has been no answer to the scans.
coolabah: Five weeks have gone by without an answer.
pinecrest: Between the end of their lease and the start of ours lie 29 weeks.
steinbach: Four weeks later, on 25 September 2026, you asked for greater detail.
steinbach: After six days of training four packers took up the second shift.
belleroche: Ten days after the notice we refunded the buyers.
copper_kettle: Buyer messages are answered eight days a week.
copper_kettle: Seventeen hours of cover are booked for each weekend.
chandni: Stock is now sent five times an hour.
chandni: The quantity goes to Amazon six times per hour instead of once a day.
steinbach: No more than forty new articles are listed in one month.
steinbach: The second shift packs seven days a week.
steinbach: The second shift packs nine hours a day.
maplewood: All 55 pieces were destroyed in June.
maplewood: We bought ninety-seven units from Northbay Closeouts.
belleroche: A recall brought 246 units of the batch back.
maplewood: Three signatures are needed before an ASIN goes live.
maplewood: Six invoices stand behind the five deliveries of Laurentide Sports.
belleroche: We sent out 63 new jars, one to each buyer.
pinecrest: Nothing ties the three companies together.
wiesental: Three of the five profiles praised the same muesli.
wiesental: Five reviewers out of four gave five stars to another brand.
brackenridge: The driver of a copy measures nine millimeters.
wiesental: Our muesli is sold in bags of 600 grams.
larkspur: A balm of seventy millilitres became a cream of 30 milliliters.
belleroche: Two people check the shelf dates every month and have done so six times.
maplewood: One request for more information and two refusals came back, dated June 24, July 31 and September 22, 2026.
belleroche: Four replies asked for more information.
brackenridge: Our report was declined on 3 August 2026, and on 22 July more information was asked for.
chandni: We reminded on 18/09/2026, and on 07/09/2026 reactivation was refused.
maplewood: Three people, the buyer and Rosalie Tremblay, sign each sheet.
copper_kettle: Of the 28 customers, 27 wrote back to confirm.
steinbach: Five new hires were trained for five days.
steinbach: All but nine of 2,905 parcels left on time.
steinbach: On all 26 evenings Rheinbote came.
maplewood: Seven customers thanked us.
belleroche: Each buyer was repaid €12.90.
belleroche: A batch is blocked 100 days before its date.
belleroche: 904 jars were blocked.
copper_kettle: Three buyers have not confirmed the refund.
copper_kettle: 41 messages had waited for more than four days.
chandni: 85 percent of the buyers acknowledged it.
chandni: Ten buyers did not acknowledge it.
chandni: Only 3 of 1,065 orders were cancelled.
steinbach: Half of the new articles were paused.
steinbach: 230 articles stayed online.
granite_peak: 2,607 units were bought.
granite_peak: The authorization runs for four years.
thistledown: An outside auditor draws 30 invoices every quarter.
redrock: A search of 422 packed parcels found nothing.
redrock: Five items may go into a parcel.
saltchuck: 32 buyers confirmed that the pump fits.
vanderloo: Below four pieces the offer closes.
vanderloo: A colleague ordered 52 employees at another web shop.
qamar: Five pieces of every delivery are measured.
elbkontor: Guangda has announced five changes so far.
tallgrass: The boxes came back on April 6, 2026 and were destroyed nine days later.
kaveri: The trademark was registered on 11 May 2024 for twelve years.
almazara: 500 ml bottles became canisters of six litres.
"""


def _told(lines: str) -> list[tuple[str, str]]:
    rows = (line.partition(": ") for line in lines.splitlines() if line and not line.startswith("#"))
    return [(case, sentence) for case, _, sentence in rows]


@cache
def _brief(case: str) -> Brief:
    every = (subject for split in ("dev", "second") for subject in subjects(split))
    subject = next(subject for subject in every if subject.name.startswith(case))
    return brief_of(subject.case, AS_OF, default_policy())


def raised(case: str, sentence: str) -> list[str]:
    """Give what GR402, GR403 and CT205 say of a sentence as errors."""
    reading = reading_of(_brief(case), sentence)
    hits = [*ungrounded_dates(reading), *ungrounded_numbers(reading), *wrong_history(reading)]
    return [hit.message for hit in hits if hit.where == reading.sheet.paragraphs_before[0] and hit.severity is not Severity.WARNING]


@pytest.mark.parametrize(("case", "sentence"), _told(TRUE))
def test_a_true_sentence_is_let_be(case: str, sentence: str) -> None:
    """What follows from the case may be said in any words."""
    assert raised(case, sentence) == []


@pytest.mark.parametrize(("case", "sentence"), _told(FALSE))
def test_the_same_with_one_fact_changed_is_found(case: str, sentence: str) -> None:
    """A length of time, a rate, a count or an answer that the case does not have is an error however it is worded."""
    assert raised(case, sentence) != []
