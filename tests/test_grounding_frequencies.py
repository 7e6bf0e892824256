"""How often things are done: true however it is worded, false where the case has it otherwise."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest
from grounding_cases import AS_OF, subjects
from history_kit import reading_of
from hypothesis import given
from hypothesis import strategies as st

from escalate_ai.brief import Brief
from escalate_ai.ladder import brief_of
from escalate_ai.policy import default_policy
from escalate_ai.rules.grounding_frequencies import wrong_frequencies, wrong_rates
from escalate_ai.text.frequencies import find_frequencies

TRUE = """\
vanderloo: The stock program writes to Amazon six times an hour.
redrock: Ten parcels are opened each week, on Fridays.
redrock: The staff sit the test twice a year, at half-year intervals.
redrock: Our staff take a course on the review policy and are tested every half year.
thistledown: Once a quarter an outside auditor draws twenty invoices.
thistledown: Four times a year an auditor from outside draws 20 invoices.
thistledown: The auditor draws invoices every three months.
tallgrass: The list of short-dated lots is drawn up weekly, every Monday.
tallgrass: On Mondays the warehouse prints the list of lots.
halden: Every printer makes a test label daily at 6:30 in the morning.
halden: A test label is printed by each printer every morning.
chandni: Before, the stock file went out nightly; now the quantity is sent four times an hour.
chandni: The stock file used to be sent once daily.
belleroche: Shelf dates are checked monthly by two people.
belleroche: Once a month two people check each shelf date, on the first working day.
steinbach: New articles come in batches of at most 40 each week.
steinbach: The second shift works six days a week.
fernhill: The mailbox is read daily on working days.
fernhill: The mailbox is read every weekday.
copper_kettle: On Saturdays and Sundays, messages are now answered by Brightpath.
copper_kettle: Every weekend Brightpath Support answers buyer messages.
copper_kettle: In our daily work each message counts, and every day counts.
copper_kettle: We check every order and each delivery, and every unit is inspected.
valtrompia: The fitment table is compared monthly, returns are read weekly.
wattlebrook: Three times a day the courier collects from us.
wattlebrook: Collections fell from twice a day to once a day.
wattlebrook: The order list is signed twice daily.
brandner: Ruhrfracht collects twice a day, Monday to Friday.
brandner: Each weekday there are two collections.
brandner: The leave calendar is released four times a year.
kudu: The inverter is tested monthly.
kudu: Open orders are counted nightly by Zanele Khoza.
kudu: Umgeni Couriers used to collect three times a week only.
kudu: Two couriers collect daily on working days.
prairie: Loretta Quigley audits the racks monthly.
prairie: Every month an outside auditor walks the racks.
kereru: A hundred pieces are counted each week.
kereru: Stock figures were typed in weekly by hand.
barrio: Our staff are trained on trademarks quarterly, two hours each time, and Itzel Camargo is paid every month.
pendle: Philippa Wray looks through the register every week.
vermaele: Complaints are read weekly by Griet Vermaele.
vermaele: As with every other listing, the complaints are read.
tullynore: Stock under 120 days is withdrawn once a week.
copperline: The stock file is refreshed every quarter of an hour.
copperline: Every hour the stock file is updated four times.
thalassa: Ratings of every page are compared once a month, on a Monday.
barrio: Every day the account stays closed harms our staff and the lawyer.
chandni: The quantity goes to Amazon four times per hour instead of once a day.
"""

FALSE = """\
vanderloo: The stock program writes to Amazon once a day.
redrock: Ten parcels are opened every month.
redrock: Ten packed parcels are opened at random each Tuesday.
redrock: A test follows the course every quarter.
thistledown: An outside auditor draws 20 invoices monthly.
tallgrass: The list of lots is drawn up on Thursdays.
tallgrass: The warehouse system prints a list of lots monthly.
halden: Every printer makes a test label once a week.
chandni: StockBridge sends the quantity to Amazon every two hours.
belleroche: Two people check the shelf dates every week.
belleroche: Two people check the shelf dates on the last working day of the month.
steinbach: New articles are listed in batches of at most 40 a day.
fernhill: The compliance mailbox is read once a week.
copper_kettle: Brightpath Support answers buyer messages on Wednesdays.
valtrompia: The fitment table is compared each week with the vehicle data.
valtrompia: The returns with the reason are read every Tuesday.
wattlebrook: Coolabah Couriers collects once a week.
wattlebrook: The backup printer is tested every day.
kudu: Themba Radebe tests the inverter once a quarter.
kudu: Zanele Khoza counts the open orders each week.
prairie: Loretta Quigley walks the racks twice a year.
kereru: Bridget Aldous counts 100 pieces every Tuesday.
kereru: Bridget Aldous counts 100 pieces every month.
barrio: Itzel Camargo trains our staff on trademarks every week.
vermaele: Griet Vermaele reads the complaints monthly.
copperline: Wilhelmina Castellano tests 20 tracking numbers daily.
tamarack: Sales fell from 96 tents a month to 48.
thalassa: The ratings of every page are compared weekly.
chandni: The quantity goes to Amazon four times per day instead of once a day.
"""
_DAY = 86_400


def _told(lines: str) -> list[tuple[str, str]]:
    rows = (line.partition(": ") for line in lines.splitlines())
    return [(case, sentence) for case, _, sentence in rows]


@cache
def _brief(case: str) -> Brief:
    every = (subject for split in ("dev", "second", "third", "fourth", "fifth") for subject in subjects(split))
    subject = next(subject for subject in every if subject.name.startswith(case))
    return brief_of(subject.case, AS_OF, default_policy())


def said(case: str, sentence: str) -> list[str]:
    """Give what is said of how often in a sentence."""
    reading = reading_of(_brief(case), sentence)
    hits = [*wrong_frequencies(reading), *wrong_rates(reading)]
    return [hit.message for hit in hits if hit.where == reading.sheet.paragraphs_before[0]]


@pytest.mark.parametrize(("case", "sentence"), _told(TRUE))
def test_the_same_frequency_in_other_words_is_let_be(case: str, sentence: str) -> None:
    """What is weekly, once a week and each Friday are the same where the case has a Friday; each unit is no frequency."""
    assert said(case, sentence) == []


@pytest.mark.parametrize(("case", "sentence"), _told(FALSE))
def test_another_frequency_than_the_case_has_is_found(case: str, sentence: str) -> None:
    """What is done weekly is not done monthly, and not on another weekday."""
    assert said(case, sentence) != []


@pytest.mark.parametrize(
    ("text", "unit", "step"),
    [
        ("twice a day", "second", Fraction(_DAY, 2)),
        ("every quarter", "month", Fraction(3)),
        ("each Friday", "second", Fraction(7 * _DAY)),
        ("every other Monday", "second", Fraction(14 * _DAY)),
        ("Four times a year", "month", Fraction(3)),
        ("nightly", "second", Fraction(_DAY)),
        ("every 15 minutes", "second", Fraction(900)),
        ("on the first Monday of each month", "month", Fraction(1)),
        ("every third delivery", "turn", Fraction(3)),
    ],
)
def test_a_frequency_has_one_step_in_whatever_words(text: str, unit: str, step: Fraction) -> None:
    """A frequency is read as what lies between two times."""
    (found,) = find_frequencies(text)
    assert (found.unit, step in found.steps) == (unit, True)


@pytest.mark.parametrize(
    "text",
    [
        "each delivery was checked",
        "every unit",
        "every other listing",
        "every one of them",
        "$89 monthly",
        "we pay it every month",
        "every day counts",
    ],
)
def test_what_tells_no_frequency_gives_none(text: str) -> None:
    """Each of something, a price and a day as such tell of no frequency."""
    assert list(find_frequencies(text)) == []


@given(st.text(alphabet="every othrtwicMndasfk0123456789 ,.-", max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """Spans lie in the text, in order, and none over another."""
    end = 0
    for found in find_frequencies(text):
        assert end <= found.span[0] < found.span[1] <= len(text)
        end = found.span[1]
