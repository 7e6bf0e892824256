"""The ledger: counts, percentages, amounts and spans of time; number and noun both."""

from __future__ import annotations

import pytest
from ledger_kit import case_with, ledger, sources

from escalate_ai.terms import EnforcementKind

HELD = ledger()


@pytest.mark.parametrize(
    ("sentence", "path"),
    [
        ("We bought 140 units.", "poa.root_causes[0].statement"),
        ("We bought one hundred and forty units.", "poa.root_causes[0].statement"),
        ("All 46 ASINs were traced.", "poa.corrective_actions[1].statement"),
        ("Forty-four were traced and the rest closed.", "poa.corrective_actions[1].result"),
        ("Two listings were closed.", "poa.corrective_actions[1].result"),
        ("Of 46 listings, two were closed.", "poa.corrective_actions[1].statement"),
        ("The rate is 0.3 percent.", "poa.preventive_measures[0].result"),
        ("It cost USD 1,736.40.", "poa.root_causes[0].statement"),
        ("It cost US$1736.40.", "poa.root_causes[0].statement"),
        ("It is reported within two days.", "poa.preventive_measures[0].how"),
        ("It is reported within 48 hours.", "poa.preventive_measures[0].how"),
        ("Send three invoices.", "appeals[0].replies[0].text"),
        ("The notice gave 17 days.", "enforcement.notice.text"),
        ("No order is placed before two people release it.", "poa.preventive_measures[0].statement"),
        ("More than 1,200 orders went out.", "poa.preventive_measures[0].result"),
        ("About 1,200 orders went out.", "poa.preventive_measures[0].result"),
        ("At least 150 units came back.", "poa.corrective_actions[0].statement"),
        ("Fewer than 200 units came back.", "poa.corrective_actions[0].statement"),
        ("Less than 0.5% were late.", "poa.preventive_measures[0].result"),
        ("The audit of 100% of units found 176 units back.", "poa.corrective_actions[0].statement"),
    ],
)
def test_a_number_is_found_with_its_noun(sentence: str, path: str) -> None:
    """Digits and words, exact units of time, synonyms that are certain, and hedges that are true count alike."""
    assert sources(sentence, HELD)[0] == path


@pytest.mark.parametrize(
    "sentence",
    [
        "We bought 140 orders.",
        "We bought 141 units.",
        "We bought 176 invoices.",
        "It cost EUR 1,736.40.",
        "It cost $1,763.40.",
        "The rate is 0.4 percent.",
        "The rate is 0.3 points.",
        "It is reported within nine hours.",
        "More than 1,300 orders went out.",
        "About 1,400 orders went out.",
        "At most 30 units came back.",
        "Eleven workers were trained.",
        "We have 3 warehouses.",
        "We hired two guards.",
        "90% of units are back.",
        "We dismissed four people.",
        "In nineteen weeks we traced everything.",
    ],
)
def test_another_number_or_noun_is_lacking(sentence: str) -> None:
    """A number of the case with another noun is as little grounded as another number."""
    assert sources(sentence, HELD)[0] is None


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("We made three submissions.", "derived: count of submissions"),
        ("Two appeals were sent.", "derived: count of attempts for appeal"),
        ("We received three replies.", "derived: count of replies"),
        ("The plan has four measures.", "derived: count of measures"),
        ("Two corrective actions are completed.", "derived: count of completed corrective measures"),
        ("We enclose three documents.", "derived: count of documents"),
        ("We enclose four attachments.", "derived: count of documents, the plan or report among them"),
        ("The second appeal was refused.", "derived: place among the submissions"),
        ("This is our fourth request.", "derived: place among the submissions"),
        ("Six days after the notice we appealed.", "derived: days from enforcement.notified_on to appeals[0].sent_on"),
        ("Three months have passed since.", "derived: months from appeals[0].sent_on to the day the letter is written on"),
        ("Two weeks later it took effect.", "derived: days from"),
        ("More than three months have passed.", "derived: days from"),
        ("The first two were answered.", "derived: "),
    ],
)
def test_what_follows_from_the_case_is_derived(sentence: str, source: str) -> None:
    """Counts of listed things, places in a row and the time between two days are grounded without standing anywhere."""
    found = sources(sentence, HELD)[0]
    assert found is not None
    assert found.startswith(source), found


@pytest.mark.parametrize(
    "sentence", ["We made five submissions.", "The plan has nine measures.", "We enclose eight documents.", "Our sixth appeal was refused."]
)
def test_a_wrong_count_of_listed_things_is_lacking(sentence: str) -> None:
    """What the case lists can be counted, and another count is not grounded."""
    assert sources(sentence, HELD)[0] is None


@pytest.mark.parametrize(
    "sentence",
    [
        "One clause was missing.",
        "A second release is needed.",
        "It is a two-step review.",
        "We answer 24/7.",
        "Both the buyer and the owner sign.",
        "1. The plan is enclosed.",
        "The first page is signed.",
        "We read it once more.",
        "On the one hand it is short.",
        "Both scales are sealed.",
        "The third party left.",
    ],
)
def test_small_words_that_state_nothing_are_no_facts(sentence: str) -> None:
    """The word "one", a pair, a two-step compound, a list's number and the place of what nobody counts cannot be wrong."""
    assert [source for source in sources(sentence, HELD) if source is None] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "1 clause was missing.",
        "It is a 14-point review.",
        "Five clauses were missing.",
        "A twelve-step review is done.",
        "Two guards sign.",
    ],
)
def test_the_hole_for_small_words_is_small(sentence: str) -> None:
    """Digits, larger numbers and invented counts stay facts that the case has to hold."""
    assert sources(sentence, HELD)[0] is None


@pytest.mark.parametrize(
    ("sentence", "how"),
    [
        ("We bought 104 units more of the one than of the other.", "derived: difference"),
        ("In all 176 units were bought.", "poa.corrective_actions[0].statement"),
        ("Ninety-six percent of the listings were traced.", "derived: share"),
        ("Of 176 units 36 were of one kind and 140 of the other.", "poa.corrective_actions[0].statement"),
    ],
)
def test_what_is_said_to_be_worked_out_follows(sentence: str, how: str) -> None:
    """A difference or share of one part of the case follows from it where the letter says that it is one."""
    assert (sources(sentence, HELD)[0] or "").startswith(how)


def test_a_sum_over_several_parts_is_told_apart() -> None:
    """A total of numbers that different parts of the case tell is no invention; the ledger says how it comes about."""
    found = next(one for one in HELD.found("In all we counted 316 units.") if one.source is None)
    assert "sum" in (HELD.calculated(found) or "")


@pytest.mark.parametrize("sentence", ["We counted 316 units in two places.", "We bought 104 units.", "We counted 158 units."])
def test_what_nobody_says_is_a_sum_is_none(sentence: str) -> None:
    """A number that happens to be a sum, difference or average of others is as wrong as any."""
    found = HELD.found(sentence)[0]
    assert (found.source, HELD.calculated(found)) == (None, None)


def test_a_count_of_policy_areas_follows_the_notice() -> None:
    """With one further kind in the notice there are two areas."""
    enforcement = {"kind": "inauthentic", "also": [EnforcementKind.ODR.value], "level": "account", "notified_on": "2026-08-14"}
    held = ledger(case_with(enforcement=enforcement))
    assert sources("The notice names two policies.", held) == ["derived: count of policy areas of the notice"]


def test_the_letters_own_lists_may_be_counted() -> None:
    """How many points and documents a letter lists is known from the letter."""
    assert [one.source for one in HELD.found("These five points show it.", frozenset({5}))] == ["derived: count of what the letter lists"]
    assert sources("These five points show it.", HELD) == [None]


@pytest.mark.parametrize(
    ("sentence", "path"),
    [
        ("Of the 140 bought, 36 sold.", "poa.root_causes[0].statement"),
        ("Two of 46 listings were closed.", "poa.corrective_actions[1].result"),
        ("Counted against the removal report: 176 of 176 are back.", "poa.corrective_actions[0].statement"),
    ],
)
def test_a_number_whose_noun_is_left_out_is_held(sentence: str, path: str) -> None:
    """A participle is no noun, a verb may stand for the counted noun, and a label may end in a colon."""
    assert path in sources(sentence, HELD)
    assert None not in sources(sentence, HELD)


@pytest.mark.parametrize("sentence", ["Of the 140 bought, 37 sold.", "We audited seven times.", "Nine of 46 listings were closed."])
def test_an_invented_number_without_a_noun_is_lacking(sentence: str) -> None:
    """What is left out does not hold a number that the case has nowhere."""
    assert None in sources(sentence, HELD)


@pytest.mark.parametrize(
    "sentence",
    ["Two things are asked here: a review and an answer.", "The enclosed papers settle four questions.", "We ask this in two ways:"],
)
def test_what_the_letter_counts_of_itself_is_no_fact(sentence: str) -> None:
    """A letter may count what it asks and says."""
    assert None not in sources(sentence, HELD)


def test_a_verb_may_stand_for_what_is_counted() -> None:
    """Five invoices are told by "invoiced five times", and by no other number."""
    billed = ledger(case_with(poa={"root_causes": [{"statement": "Five invoices were not traced."}], "corrective_actions": []}))
    assert sources("The supplier invoiced us five times.", billed) == ["poa.root_causes[0].statement"]
    assert sources("The supplier billed us six times.", billed) == [None]


def test_the_rest_of_a_whole_is_derived() -> None:
    """Where the case tells of 44 of 46, a letter may tell of the other two."""
    rest = ledger(case_with(poa={"root_causes": [{"statement": "Of 412 orders, 405 were on time."}], "corrective_actions": []}))
    assert sources("Seven of 412 orders were late.", rest)[0] == "derived: 412 less the number in poa.root_causes[0].statement"


def test_a_bullets_facts_come_from_its_own_measure() -> None:
    """A number or day that stands in several places is traced to the measure its bullet speaks of."""
    poa = {
        "root_causes": [{"statement": "Two clerks packed on 2026-08-27 without a list."}],
        "corrective_actions": [
            {"statement": "Recalled the pallets", "status": "completed", "completed_on": "2026-08-27", "result": "Two were lost"}
        ],
        "preventive_measures": [
            {
                "statement": "Suppliers need a signed release",
                "status": "completed",
                "in_effect_since": "2026-08-27",
                "result": "Two were released",
            }
        ],
    }
    held = ledger(case_with(poa=poa))
    found = held.found("Suppliers have needed a signed release since August 27, 2026; two were released.", bullet=True)
    assert [one.source for one in found] == ["poa.preventive_measures[0].in_effect_since", "poa.preventive_measures[0].result"]


def test_a_common_word_is_no_name() -> None:
    """The contact's role is a name only where it is written as one."""
    assert [one.text for one in HELD.found("The owner signs it.\nOwner")] == ["Owner"]


def test_a_count_of_pages_that_the_case_tells_is_no_number_of_the_letters_own() -> None:
    """Pages of the case are facts, though a letter may count pages, points and papers of its own."""
    found = ["We ask you to look at the four pages: they were altered.", "We changed three pages."]
    plan = {"root_causes": [{"statement": "We altered six pages."}], "text": "Six pages."}
    held = ledger(case_with(poa=plan))
    assert [held.found(text, frozenset({3}))[-1].source for text in found] == [None, None]


def test_a_number_beside_its_own_near_miss_is_no_sum() -> None:
    """One more or one less than a number of the case is not excused as that number and one."""
    held = ledger(case_with(poa={"root_causes": [{"statement": "Of 41 words one word was missed."}], "text": "41 words."}))
    found = held.found("We check 42 words.")[0]
    assert (found.source, held.calculated(found)) == (None, None)


@pytest.mark.parametrize("sentence", ["Stock is checked every six days.", "All 176 units at six days.", "The limit was set to six days."])
def test_the_time_between_two_days_grounds_no_setting(sentence: str) -> None:
    """A span between two days of the case counts only where a sentence tells of time that went by."""
    assert sources(sentence, HELD)[-1] is None


@pytest.mark.parametrize(
    "sentence",
    ["We waited six days.", "Six days later we appealed.", "For more than two months nothing came.", "It was refused in seven days."],
)
def test_time_that_went_by_follows_from_two_days(sentence: str) -> None:
    """The same spans pass where they are told as elapsed."""
    assert [source is None for source in sources(sentence, HELD)][-1:] == [False]


@pytest.mark.parametrize("sentence", ["It was refused in six days.", "Our appeal was answered after 12 days."])
def test_the_time_an_answer_took_follows_from_no_other_days(sentence: str) -> None:
    """Six days lie between two days of the case, but no answer of it took so long."""
    assert sources(sentence, HELD)[-1] is None
