"""A fact put where it does not belong is found, and the letter without it is let be. Over the open cases."""

from __future__ import annotations

import pytest
from grounding_cases import AS_OF, OPEN, Subject, subjects

from escalate_ai import check
from escalate_ai.findings import Finding

CHANGED = [
    # names of everyday words that the case does not hold
    ("GR404", "ridgeferry.b", "Cascade Pack Works in Spokane", "Zephyr Fulfilment in Spokane"),
    ("GR404", "tallgrass.a", "Used Voltane batteries", "Used Castellan Courier batteries"),
    ("GR404", "gablewood.a", "No order remained open that day.", "No order remained open that day. Our Inverness office checks it."),
    ("GR404", "wiatrak.b", "\nAutoczęści Wrona\n\nAtt", "\nWandelwiel\n\nAtt"),
    ("GR404", "gablewood.a", "manager review: Gablewood Frames", "manager review: Tallgrass Tool Supply"),
    # a paper under a noun that no list has
    ("CT216", "solbrunn.b", "I ask that you read", "We also attach the office seating plan. I ask that you read"),
    # a value between the words in which the case has another
    ("GR405", "corrib.composer", "Test purchase file Brightspoke EU.", "Test purchase file Fallon & Quirke."),
    ("GR405", "quillfox.composer", "but Saltmarsh Labyrinth has no sequel", "but Brainmoor Games has no sequel"),
    ("GR405", "solbrunn.composer", "two returned to the printer", "four returned to the printer"),
    ("GR405", "karrabin.composer", "has its buckles pulled", "has its zips pulled"),
    # a company in another one's place: the very words around it, a title, an order, the sentence as a whole
    ("GR405", "ridgecrest.composer", "High Desert Salvage cut them", "Quickturn Liquidators cut them"),
    ("GR405", "lluch.composer", "(enclosed: Labocalz report", "(enclosed: Solepoint EU report"),
    ("GR405", "corrib.composer", "5518 with Lumacycle Direct", "5518 with Brightspoke EU"),
    ("GR405", "kumkum.composer", "We ended the contract with Sahyadri Parcels", "We ended the contract with Dakshin Express"),
    # a sentence in another measure's bullet
    (
        "GR405",
        "krachtbron.composer",
        "limit of detection of 0.1 mg.",
        "limit of detection of 0.1 mg. No tub of the four batches is left.",
    ),
    # a measure dated by how long after another it came
    ("GR405", "skyworks.a", "Four days before that, the manual", "Seven days before that, the manual"),
    # a number of a register, whatever stands before it; a month of another year
    ("GR401", "ondaluce.composer", "design 008812345-0003", "design 008712345-0003"),
    ("GR401", "lluch.composer", "trade mark 018554402\n", "trade mark 018554420\n"),
    ("GR402", "gablewood.composer", "in May and June 2026", "in May and June 2025"),
    # a count of what the case nowhere speaks of
    ("GR403", "gablewood.a", "23 replacements and paying", "23 lawsuits and paying"),
    # answers and submissions
    ("CT205", "copperline.composer", "and two refused our request", "and four refused our request"),
    ("CT205", "onyu.composer", "Two replies refused", "Four replies refused"),
    ("CT205", "birchbark.composer", "was submitted three times", "was submitted two times"),
    ("CT205", "topfwerk.b", "We first saw the offers on 13 July 2026", "We first saw the offers on 27 July 2026"),
    ("CT205", "solbrunn.b", "a request for more information and two denials", "two denials and a request for more information"),
    ("CT205", "hinode.b", "Our third request", "Our seventh request"),
    # how long an answer took
    ("GR403", "holzwurm.b", "more information after two days", "more information after five days"),
    ("GR403", "verandah.b", "within two days, the other a refusal", "within nine days, the other a refusal"),
]


def letter_of(name: str, words: str = "") -> Subject:
    """Give an open letter by its name and some words of it."""
    return next(one for split in OPEN for one in subjects(split) if one.name == name and words in one.text)


def found(letter: Subject, text: str, rule: str) -> list[Finding]:
    """Give what one rule says of a text of the letter's case."""
    return [one for one in check(text, kind="letter", case=letter.case, as_of=AS_OF).findings if one.rule == rule]


@pytest.mark.parametrize(("rule", "name", "old", "new"), CHANGED)
def test_a_fact_out_of_place_is_found(rule: str, name: str, old: str, new: str) -> None:
    """The change brings a finding of the rule that the letter as it was written does not have."""
    letter = letter_of(name, old)
    assert letter.text.count(old) == 1
    known = {(one.quote, one.message) for one in found(letter, letter.text, rule)}
    assert [one for one in found(letter, letter.text.replace(old, new), rule) if (one.quote, one.message) not in known]


INNOCENT = [
    "Our Quality Manager signs the sheet.",
    "Our Standard Operating Procedure says so.",
    "Our Head of Logistics signs the sheet.",
    "I remain, Sir, at your disposal.",
    "The rule stands in the Seller Code of Conduct.",
    "PLEASE read the plan.",
    "The EU and the FDA are not concerned.",
]


@pytest.mark.parametrize("sentence", INNOCENT)
def test_a_capital_of_the_trade_is_no_name(sentence: str) -> None:
    """Roles, departments, papers, forms of address, what Amazon calls its own, abbreviations and shouting name nobody."""
    letter = letter_of("halden_tools.a")
    end = letter.text.index("\n\n", letter.text.index("\n- ")) + 2
    text = f"{letter.text[:end]}{sentence} {letter.text[end:]}"
    assert not [one.quote for one in found(letter, text, "GR404") if one.message.startswith("The case names no")]
