"""GR404: goods of another trade in small letters, where a letter speaks of goods; means of the work and own goods are left alone."""

from __future__ import annotations

import pytest
from grounding_cases import AS_OF, Subject, subjects

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
    ("On 3 June the scale at the end of the line showed that a kettle was too light.", "kettle"),
    ("The clerk took dolls from the front of the shelf.", "dolls"),
    ("A buyer wrote that the perfume smelled of nothing.", "perfume"),
    ("Backpacks of the old series carried no warning.", "Backpacks"),
    ("The only forklift in Boise broke down.", "forklift"),
    ("They changed the title to barrels of 5 l.", "barrels"),
    ("We requested reinstatement of the cardamom B09TRF6Q2M and of the case.", "cardamom"),
    ("Each violin is inspected by two employees.", "violin"),
    ("The saffron suppliers answered in May.", "saffron"),
    ("The reviews speak of a toaster and its cord.", "toaster"),
    ("The strollers failed EN 1888.", "strollers"),
    ("Our vitamins carry a batch number.", "vitamins"),
    ("The lace came with the dog collars we ordered.", "dog collars"),
    ("All hiking boots left in one lorry.", "hiking boots"),
    ("The 137 skateboards still here were counted.", "skateboards"),
    ("Nobody had weighed a wardrobe being sold.", "wardrobe"),
    ("Our floor wax has never had a scent.", "floor wax"),
    ("Buyers of bicycle locks complained.", "bicycle locks"),
    ("The muesli\nlisting was closed.", "muesli"),
    ("The account was closed for used jigsaw puzzles, sold as new.", "used jigsaw puzzles"),
    ("We changed the titles of our umbrellas and of nothing else.", "umbrellas"),
    ("A wheel had come off a rocking horse.", "rocking horse"),
    ("The dolls lost an arm each.", "dolls"),
    ("Our socks shrank in the wash.", "socks"),
    ("Inside the parcel was a toaster.", "toaster"),
    ("Please remove six reviews of our cat fountain (B09TRF6Q2M).", "cat fountain"),
    ("A garden hose's carton takes four minutes.", "garden hose"),
    ("A chef's knife was sent back.", "chef's knife"),
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
    "The coffee corner was removed.",
    "The novel argument was theirs.",
    "He stole nothing and hinges nothing on it.",
    "We exhaust every other way first.",
    "The pallet rack stands under a light bulb.",
    "Our production planner keeps a workbook and a diary.",
    "The file is on a USB stick in the cash box.",
    "The tea kitchen was painted.",
    "It is no piece of cake, and no apples to apples.",
    "We wear aprons and drink coffee outside.",
    "On that day we used backpacks for the samples.",
    "Our driver loads the van at six.",
    "The batteries of the hand scanners are charged overnight.",
    "A red tray is for returns and a green tray for new goods.",
    "Damaged units go into a locked cage with a padlock.",
    "We drew the curtain on that supplier in June.",
    "We set an alarm clock for the cut-off.",
    "The clerk keeps the key in a safe.",
    "It was a slip of the pen.",
    "The Golden Kettle was a pub.",
    "We updated the price till June.",
    "Their office has two sofas.",
    "The bike shop next door lent us a scale.",
    "Our coffee break was shortened.",
    "Our packers wear three jackets each.",
    "Both employees use backpacks for the rounds.",
    "Five torches hang in the warehouse.",
    "Nobody at the tea counter saw it.",
    "We know our umbrella policy.",
    "Our keyboard shortcuts were changed.",
    "The stove-side shelf is empty.",
    "The store is called Golden Kettle Goods.",
    "Our dispatch desk wrote the numbers by hand.",
    "Our packing table was cleared.",
    "The log mirrors the order list line by line.",
    "We comb through each claim, and nothing is left out.",
    "The fault did not happen in a vacuum.",
    "It was the missing piece of the puzzle.",
)


def found(said: str, name: str = "maplewood.a") -> list[str]:
    """Give the foreign goods of a letter on a case of headlamps with a sentence added to its first paragraph."""
    subject = next(one for split in ("dev", "second", "third", "twelfth") for one in subjects(split) if one.name == name)
    head, _, tail = subject.text.partition("\n\nWhat we can show today")
    if not tail:
        head, _, rest = subject.text.partition("\n- ")
        head, _, lead = head.rpartition("\n\n")
        tail = f"{lead}\n- {rest}"
        return _of(subject, f"{head} {said}\n\n{tail}")
    return _of(subject, f"{head} {said}\n\nWhat we can show today{tail}")


def _of(subject: Subject, text: str) -> list[str]:
    brief = assess(subject.case, AS_OF)[1]
    reading = LetterReading(read_sheet(text), brief.policy, brief, brief.ledger.order, brief.ledger.currency, brief.rung)
    return [goods.text for _, goods in foreign_goods(reading)]


HELD: tuple[tuple[str, str, list[str]], ...] = (
    ("kaveri.a", "The spices left our mill.", []),
    ("kaveri.a", "The haldi was ground by us.", []),
    ("kaveri.a", "The cumin was ground by us.", ["cumin"]),
    ("vanderloo.a", "We sold 40 bike lamps in June.", []),
    ("vanderloo.a", "We sold 40 bike locks in June.", ["bike locks"]),
    ("saltchuck.a", "The pump was tested.", []),
    ("saltchuck.a", "The kayak was tested.", ["kayak"]),
    ("elbkontor.a", "The skillet was tested.", []),
    ("chandni.a", "The bedding was counted.", []),
    ("chandni.a", "The pillowcases were counted.", []),
    ("chandni.a", "The curtains were counted.", ["curtains"]),
    ("juno_lamps.a", "The bedside lamp gets hot.", []),
    ("juno_lamps.a", "The toaster gets hot.", ["toaster"]),
    ("qamar.a", "The serving trays were measured.", []),
    ("thistledown.a", "The face serum was sealed.", []),
    ("thistledown.a", "The face toner was sealed.", ["face toner"]),
    ("inktpot.a", "The notepads were printed in May.", []),
    ("inktpot.a", "The umbrellas were printed in May.", ["umbrellas"]),
    ("kinali.a", "The peshtemals were weighed.", []),
    ("snuggery.a", "The stroller was sent back.", ["stroller"]),
    ("kampongshelf.a", "The workbook was withdrawn.", []),
    ("kampongshelf.a", "The cookbook was withdrawn.", ["cookbook"]),
)


@pytest.mark.parametrize(("name", "said", "goods"), HELD)
def test_a_case_holds_its_goods_by_any_word_for_them(name: str, said: str, goods: list[str]) -> None:
    """Synonyms, longer and shorter names and the word for the department are held; another kind of the same department is not."""
    assert found(said, name) == goods


@pytest.mark.parametrize(("said", "goods"), FALSE)
def test_goods_of_another_trade_are_found(said: str, goods: str) -> None:
    """What the case has under no word, and what stands where goods do, is found whole."""
    assert found(said) == [goods]


@pytest.mark.parametrize("said", TRUE)
def test_own_goods_and_means_of_work_are_left_alone(said: str) -> None:
    """Other words for the own goods, words for goods of all kinds, tools and what only describes a thing are no foreign goods."""
    assert found(said) == []


def test_no_true_letter_has_foreign_goods() -> None:
    """The letters of the open splits name the goods of their cases."""
    every = [subject.name for split in ("dev", "second", "third") for subject in subjects(split)]
    assert {name: goods for name in every if (goods := found("", name))} == {}


def test_a_case_that_names_no_goods_of_the_lists_holds_what_its_own_words_say() -> None:
    """Where what is sold stands in no list, a product of another trade is still one, and the case's own is not."""
    subject = next(one for one in subjects("dev") if one.name == "coolabah.a")
    ledger = assess(subject.case, AS_OF)[1].ledger
    assert not names_goods(ledger)
    assert found("Our kettle B09TRF6Q2M was recalled.", "coolabah.a") == ["kettle"]
