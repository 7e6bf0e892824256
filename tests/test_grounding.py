"""GR401 to GR403: no identifier, date or number in a letter that the case does not hold."""

from __future__ import annotations

from functools import cache

import pytest
from history_kit import brief_on, reading_of
from hypothesis import given
from hypothesis import strategies as st
from mutation_kit import STYLES, found_wrong, rates, written

from escalate_ai.brief import Brief
from escalate_ai.ladder import brief_of
from escalate_ai.policy import default_policy
from escalate_ai.rules.grounding import GROUNDING, ungrounded_dates, ungrounded_identifiers, ungrounded_numbers
from escalate_ai.rules.rule import Example, Rule
from escalate_ai.rules.running import check_letter
from escalate_ai.rules.specimen import SPECIMEN_DAY, SPECIMEN_RUNG, specimen_case, specimen_sheet
from escalate_ai.terms import Severity


@cache
def brief() -> Brief:
    """Give the specimen with its own history."""
    return brief_on("three")


def codes(example: Example) -> set[str]:
    """Give the GR rules that speak of the specimen letter with an example laid over it."""
    held = brief_of(specimen_case(example), SPECIMEN_DAY, default_policy(), SPECIMEN_RUNG)
    return {found.rule for found in check_letter(specimen_sheet(example), held, default_policy()).findings if found.rule.startswith("GR")}


@pytest.mark.parametrize("rule", GROUNDING, ids=lambda rule: rule.code)
def test_every_example_of_a_rule_is_judged_as_it_says(rule: Rule) -> None:
    """A bad example fires its rule, a good one none of the family."""
    assert [example.text for example in rule.bad if rule.code not in codes(example)] == []
    assert [(example.text, codes(example)) for example in rule.good if codes(example)] == []


def test_a_finding_covers_the_words_and_names_the_nearest_value() -> None:
    """The span is that of the fact in its part; the message says what the case has, and where."""
    opening = "We wrote on August 13, 2026 on 221 orders and B0QQ7TX4ZM."
    reading = reading_of(brief(), opening)
    dates, numbers, ids = (
        next(hit for hit in check(reading) if hit.where == reading.sheet.paragraphs_before[0])
        for check in (ungrounded_dates, ungrounded_numbers, ungrounded_identifiers)
    )
    assert [opening[slice(*hit.span)] for hit in (dates, numbers, ids) if hit.span] == ["August 13, 2026", "221 orders", "B0QQ7TX4ZM"]
    assert "August 12, 2026 (appeals[2].sent_on)" in dates.message
    assert '"212 orders" (poa.corrective_actions[0].statement)' in numbers.message


def test_a_sum_of_the_cases_numbers_is_a_warning() -> None:
    """What is worked out of numbers that the case holds does not block a letter, but is shown."""
    reading = reading_of(brief(), "In all 1,352 orders were looked at.")
    assert [hit.severity for hit in ungrounded_numbers(reading) if "1,352" in hit.message] == [Severity.WARNING]


@pytest.mark.parametrize(
    "sentence",
    [
        "All 1,352 orders were looked at.",
        "We looked at every one of the 1,352 orders.",
        "We looked at 928 orders.",
        "We looked at 213 orders.",
        "The scans stand on three orders.",
    ],
)
def test_what_is_said_of_all_or_is_no_sum_of_like_things_is_an_error(sentence: str) -> None:
    """A whole, a bare difference, and a sum of unlike things are not worked out of the case: they stand in it or are wrong."""
    hits = list(ungrounded_numbers(reading_of(brief(), sentence)))
    assert [hit.severity for hit in hits if "orders" in hit.message.partition(";")[0]] == [None]


def test_every_part_of_a_letter_is_read() -> None:
    """An invented fact is found in the subject, the signature and the attachments too."""
    for part, text in (
        ("subject", "B0QQ7TX4ZM"),
        ("signature", "Miriam Okafor\nMerchant token A1CPL7RT3QWX9Y"),
        ("attachments", "Report of May 3, 2025"),
    ):
        assert codes(Example(part, text)), part


def test_without_a_case_the_rules_are_skipped() -> None:
    """A letter checked without its case has nothing to be held against, and the report says so."""
    report = check_letter(specimen_sheet(), None, default_policy())
    assert {"GR401", "GR402", "GR403", "CT205"} <= set(report.skipped)


def test_single_changed_facts_are_found_and_other_styles_are_not() -> None:
    """Of sentences with one fact changed nearly all are called wrong; of the same facts in another style none is."""
    found, misjudged = rates(seed=11, rounds=80)
    for what, (called, tried) in found.items():
        print(f"{what}: called wrong {called} of {tried}")  # noqa: T201  the rates, shown by pytest -s
        assert called == 0 if what.startswith("restyled") else called >= 0.95 * tried, [t.text for t in misjudged if t.what == what][:5]


@given(day=st.dates(), style=st.sampled_from(STYLES))
def test_a_date_is_held_by_its_day_alone(day: object, style: str) -> None:
    """In every style a day is called wrong exactly where the case does not have it."""
    from datetime import date

    assert isinstance(day, date)
    known = {*brief().ledger.calendar.days, brief().as_of}
    if 1990 < day.year < 2090:
        assert found_wrong(brief(), f"It was looked at on {written(day, style)}.") is (day not in known)


@given(number=st.integers(min_value=2, max_value=5000))
def test_a_number_is_held_with_its_noun(number: int) -> None:
    """Of orders the letter may state the numbers the case has, and no other."""
    wrong = found_wrong(brief(), f"The list named {number:,} orders.")
    assert wrong is (number not in {212, 1140})


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("On Thursday, July 9, 2026 the records were uploaded.", "On Friday, July 9, 2026 the records were uploaded."),
        ("It took effect on July 13, 2026 (a Monday).", "It took effect on July 13, 2026 (a Sunday)."),
        ("The checks began in mid-July 2026.", "The checks began in mid-June 2026."),
        ("The account was closed in early July.", "The account was closed in early May."),
        ("We answered in Q3 2026.", "We answered in Q1 2026."),
        ("We appealed on 14-Jul-26.", "We appealed on 15-Jul-26."),
        ("It was uploaded on the 9th of July 2026.", "It was uploaded on the 8th of July 2026."),
        ("Labels are withdrawn by 8 p.m.", "Labels are withdrawn by 9 p.m."),
        ("Labels are withdrawn at 20:00.", "Labels are withdrawn at 20:30."),
        ("The clerk answers within 48 hours.", "The clerk answers within 48 days."),
        ("The clerk answers within 2,880 minutes.", "The clerk answers within 2,800 minutes."),
        ("The clerk answers within two days.", "The clerk answers within two business days."),
        ("The stock is kept for a fortnight.", "The stock is kept for a month."),
        ("It takes half an hour.", "It takes an hour and a half."),
        ("Two thirds of the labels were new.", "Three quarters of the labels were new."),
        ("One in five labels was late.", "One in four labels was late."),
        ("The rate fell by 3.5 percentage points.", "The rate fell by 3 percentage points."),
        ("The rate is 0.6 per cent.", "The rate is 0.8 per cent."),
        ("We paid USD 1,736.40.", "We paid EUR 1,736.40."),
        ("We paid 1,736.40 USD.", "We paid 1,763.40 USD."),
        ("We sold 1.2k labels.", "We sold 1.3k labels."),
        ("We hold 1,20,000 labels.", "We hold 1,02,000 labels."),
        ("The first four weeks brought no claim.", "The first five weeks brought no claim."),
        (
            "The desk is staffed seven days a week, 10 to 12 hours a day.",
            "The desk is staffed seven days a week, 10 to 13 lines at a time.",
        ),
    ],
)
def test_every_way_of_writing_a_fact_is_held_against_the_case(right: str, wrong: str) -> None:
    """Weekdays, parts of months, times, lengths of time, fractions, money and short forms: true ones pass, false ones do not."""
    told = {
        "poa.preventive_measures.0.result": (
            "Labels are withdrawn by 8 p.m.; the clerk answers within 48 hours and keeps the stock for 14 days. A check takes 30 minutes. "
            "Two thirds of the labels were new, one in five labels was late, the rate fell from 4.1% to 0.6%, we paid $1,736.40. "
            "We sold 1,200 labels and hold 120,000 labels. The first four weeks brought no claim; desks are staffed 10 to 12 hours."
        )
    }
    held = brief_of(specimen_case(Example(case=told)), SPECIMEN_DAY, default_policy(), SPECIMEN_RUNG)
    assert not found_wrong(held, right)
    assert found_wrong(held, wrong)


@pytest.mark.parametrize(
    ("day", "text"), [("last week", "The manager answered last week."), ("yesterday", "The last evening check was made yesterday.")]
)
def test_a_day_told_from_today_needs_a_day_of_the_case(day: str, text: str) -> None:
    """What is told as "last week" is true only where the case has a day in it; two months after the last one it has none."""
    reading = reading_of(brief(), text)
    assert any(day in hit.message for hit in ungrounded_dates(reading))


def test_time_gone_by_is_that_beside_the_days_of_its_clause() -> None:
    """Six days lie between two days of the case, but not after the one that the clause names."""
    assert not found_wrong(brief(), "We appealed on July 14, 2026; two days later more information was asked for.")
    assert found_wrong(brief(), "We appealed on July 14, 2026; five days later more information was asked for.")


def test_a_wrapped_line_hides_no_fact_and_invents_none() -> None:
    """A mail program's line breaks and indents change nothing."""
    assert not found_wrong(brief(), "On July\n  9, 2026 our clerk uploaded the records of all 212\n  orders.")
    assert found_wrong(brief(), "On July\n  8, 2026 our clerk uploaded the records of all 212\n  orders.")


@pytest.mark.parametrize(("words", "wrong"), [("three days later", False), ("four days later", True)])
def test_time_the_case_counts_from_a_day_is_grounded_where_the_letter_counts_from_that_day(words: str, wrong: bool) -> None:
    """A statement that counts from a day grounds the same count from the same day, whatever day follows; another count is a finding."""
    statement = "The backlog stood at 47 parcels on August 3, 2026 and was cleared three days later"
    case = specimen_case(Example(case={"poa.preventive_measures.1.result": statement}))
    held = brief_of(case, SPECIMEN_DAY, default_policy(), SPECIMEN_RUNG)
    opening = f"The backlog stood at 47 parcels on August 3, 2026 and was cleared {words}, recorded on August 12, 2026."
    assert bool([hit for hit in ungrounded_numbers(reading_of(held, opening)) if "days" in hit.message]) is wrong
