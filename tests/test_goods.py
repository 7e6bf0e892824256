"""GR404: goods of another trade in small letters, where a letter speaks of goods; means of the work and own goods are left alone."""

from __future__ import annotations

import pytest
from grounding_cases import AS_OF, subjects

from escalate_ai.ladder import assess
from escalate_ai.letterread import read_sheet
from escalate_ai.rules.goods import foreign_goods, names_goods
from escalate_ai.rules.reading import LetterReading

FALSE = (
    ("All 36 bottles of olive oil were blocked.", "olive oil"),
    ("The four reviews at our muesli were removed.", "muesli"),
    ("We are licensed to sell helmets in the United States.", "helmets"),
    ("We sold 54 backpacks from that lot.", "backpacks"),
    ("Buyers questioned the backpack B09TRF6Q2M.", "backpack"),
    ("Buyers questioned the kettle (ASIN B09TRF6Q2M).", "kettle"),
    ("The shampoo listing was closed.", "shampoo"),
    ("In May the steel pots were recalled.", "steel pots"),
    ("In May the tents had been destroyed.", "tents"),
    ("Two boxes of green tea came back.", "green tea"),
    ("The sale of keyboards has ended.", "keyboards"),
    ("We recalled the scooters.", "scooters"),
    ("We had both suitcases tested.", "suitcases"),
    ("Our lavender shampoo is made here.", "lavender shampoo"),
    ("A competing coffee got five stars.", "coffee"),
    ("It was a batch of yoga mats.", "yoga mats"),
    ("We recalled 12 hammocks and told the buyers.", "hammocks"),
    ("Three dog beds were returned.", "dog beds"),
)
TRUE = (
    "54 headlamps were recalled.",
    "The headlamp listing was closed.",
    "Our flashlights were recalled.",
    "We sold 96 torches from that lot.",
    "54 units were recalled.",
    "54 items of our stock were destroyed.",
    "Two boxes of goods came back.",
    "Two pallets of cartons were removed.",
    "We sold all pieces of that lot.",
    "Our parcels were delivered.",
    "We bought two scanners for the goods-in desk.",
    "Both printers were tested.",
    "Our scale was tested in June.",
    "Two cameras have hung over the bench since June.",
    "We keep the invoices in our cabinet.",
    "Our labels were tested.",
    "The coffee table was removed.",
    "Our coffee break was shortened.",
    "Our packers wear three jackets each.",
    "Both employees use backpacks for the rounds.",
    "Five torches hang in the warehouse.",
    "Nobody at the tea counter saw it.",
    "We know our umbrella policy.",
    "Our keyboard shortcuts were changed.",
    "It was a perfume of a name nobody knew.",
    "We keep honey away from it.",
    "The stove-side shelf is empty.",
    "Mustard is a color of the chart.",
    "The store is called Golden Kettle Goods.",
    "Their office has two sofas.",
)


def found(said: str, name: str = "maplewood.a") -> list[str]:
    """Give the foreign goods of a letter on a case of headlamps with a sentence added to its first paragraph."""
    subject = next(one for one in subjects("dev") if one.name == name)
    brief = assess(subject.case, AS_OF)[1]
    head, _, tail = subject.text.partition("\n\nWhat we can show today")
    text = f"{head} {said}\n\nWhat we can show today{tail}" if tail else f"{subject.text.rstrip()}\n\n{said}\n"
    reading = LetterReading(read_sheet(text), brief.policy, brief, brief.ledger.order, brief.ledger.currency, brief.rung)
    return [goods.text for _, goods in foreign_goods(reading)]


@pytest.mark.parametrize(("said", "goods"), FALSE)
def test_goods_of_another_trade_are_found(said: str, goods: str) -> None:
    """What the case has under no word, and what stands where goods do, is found whole."""
    assert found(said) == [goods]


@pytest.mark.parametrize("said", TRUE)
def test_own_goods_and_means_of_work_are_left_alone(said: str) -> None:
    """Other words for the own goods, words for goods of all kinds, tools and what only describes a thing are no foreign goods."""
    assert found(said) == []


def test_no_true_letter_has_foreign_goods() -> None:
    """The letters of the dev split name the goods of their cases."""
    assert {subject.name: goods for subject in subjects("dev") if (goods := found("", subject.name))} == {}


def test_a_case_that_names_no_goods_holds_them_all() -> None:
    """Where the case says nowhere what is sold, in words of the list, nothing is compared."""
    subject = next(one for one in subjects("dev") if one.name == "coolabah.a")
    ledger = assess(subject.case, AS_OF)[1].ledger
    assert not names_goods(ledger)
    assert found("Our kettle B09TRF6Q2M was recalled.", "coolabah.a") == []
