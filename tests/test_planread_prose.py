"""Facts about plans written in one piece, paragraphs under headings, and the tenses that tell a status."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalate_ai.planread import read_draft, read_plan
from escalate_ai.planread.status import tag_of
from escalate_ai.planread.tense import status_of
from escalate_ai.terms import MeasureStatus

PROSE = """The reason is that our packer mixed two bins and nobody checked the labels.

Immediately we removed all 40 units on May 3, 2026, and we refunded 9 buyers. We are retraining two packers.

From now on each parcel is photographed before it leaves. So far 212 parcels were photographed. We will buy a scanner next month.
"""


def test_a_plan_in_one_piece_is_read_by_its_sentences() -> None:
    """Causes, actions and measures come out of prose with status, day and result."""
    plan = read_draft(PROSE).plan
    assert [cause.statement for cause in plan.root_causes] == [PROSE.partition("\n")[0]]
    told = [(measure.status.value, measure.dated) for measure in plan.corrective_actions]
    assert told == [("completed", date(2026, 5, 3)), ("completed", None), ("in_progress", None)]
    assert [measure.status.value for measure in plan.preventive_measures] == ["completed", "planned"]
    assert plan.preventive_measures[0].result == "So far 212 parcels were photographed."


def test_the_rules_still_ask_for_headings() -> None:
    """A plan that is checked has to name its parts: prose alone gives none."""
    plan = read_plan(PROSE)
    assert [*plan.root_causes, *plan.corrective_actions, *plan.preventive_measures] == []


def test_a_paragraph_under_a_heading_is_parted_where_a_further_measure_is_told() -> None:
    """Each sentence that tells a step is one, what speaks on about it hangs below."""
    text = "Root cause\nWe mixed two bins.\n\nCorrective actions\nWe recounted on May 3, 2026. This took two days. We refunded 9 buyers.\n"
    actions = read_draft(text).plan.corrective_actions
    assert [(action.statement, action.how) for action in actions] == [
        ("We recounted on May 3, 2026.", "This took two days."),
        ("We refunded 9 buyers.", None),
    ]


def test_what_was_sent_before_is_no_measure() -> None:
    """A sentence about an appeal, or a question to a helper, is no part of a plan."""
    plan = "Root cause\n- We mixed two bins.\n\nCorrective actions\n- We recounted.\n\n"
    text = f"{plan}We sent the first appeal on May 9, 2026.\n\nCan you help?\n"
    assert len(read_draft(text).plan.corrective_actions) == 1


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("As soon as we got the notice, we removed the listing", MeasureStatus.COMPLETED),
        ("After the audit is finished, we will relist", MeasureStatus.PLANNED),
        ("Nine buyers who had complained were refunded", MeasureStatus.COMPLETED),
        ("Units that were opened will be destroyed", MeasureStatus.PLANNED),
        ("Going forward, every invoice is checked by the lead", MeasureStatus.COMPLETED),
        ("Returns come now in a room of their own", MeasureStatus.COMPLETED),
        ("Backup carrier \u2013 a contract is being negotiated", MeasureStatus.IN_PROGRESS),
        ("Our aim is to add a yearly test", MeasureStatus.PLANNED),
        ("Weekly review of the bins", MeasureStatus.UNKNOWN),
    ],
)
def test_tense_and_aspect_tell_the_status(words: str, status: MeasureStatus) -> None:
    """The main clause decides, whatever opens the sentence or stands on its subject."""
    assert status_of(words, dated=False) is status


def test_a_status_behind_a_dash_is_said_outright() -> None:
    """An item like "Quarterly audit - planned for May" is planned."""
    assert tag_of("Quarterly audit - planned for May", "") == (MeasureStatus.PLANNED, None)
    assert tag_of("Stand next to the bench - near the door", "") is None


def test_a_cause_below_its_title_is_one_cause() -> None:
    """A title like "Issue 1 - Wrong chart" and "Cause: ..." below it are one cause."""
    text = "Issue 1 - Wrong chart\nCause: The chart was copied.\nCorrection: Chart replaced on 2026-02-11.\nPrevention: We'll measure.\n"
    plan = read_draft(text).plan
    assert [cause.statement for cause in plan.root_causes] == ["Wrong chart. The chart was copied."]
    assert len(plan.corrective_actions) == 1


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([*PROSE.split(". "), "root cause", "# Corrective actions", "\n\n", "- we removed it", "\u2022 x", "?"]), max_size=25
    )
)
def test_spans_point_at_the_words(parts: list[str]) -> None:
    """Every span lies in the text, whatever the text."""
    text = " ".join(parts)
    for start, end in read_draft(text).spans.values():
        assert 0 <= start <= end <= len(text)


def test_causes_that_are_counted_first_are_causes_and_lend_no_day_to_anything() -> None:
    """After "had two causes" the paragraph tells them, whatever words they bear; the day of one is not the day of another."""
    text = (
        "The late shipments had two causes. Handling time was set to one day for 268 articles, although the daily transfer left at 16:00. "
        "Our only label printer failed on 7 September 2026.\n\nWe changed the handling time to three days on 12 October 2026.\n\n"
        "To prevent it from happening again, a second transfer has run since 19 October 2026."
    )
    plan = read_draft(text).plan
    assert [cause.statement[:20] for cause in plan.root_causes] == ["Handling time was se", "Our only label print"]
    assert [measure.completed_on for measure in plan.corrective_actions] == [date(2026, 10, 12)]
    assert [measure.in_effect_since for measure in plan.preventive_measures] == [date(2026, 10, 19)]


def test_the_day_of_the_next_sentence_is_not_the_day_of_a_measure() -> None:
    """In running text only a sentence that speaks on of a measure dates it."""
    text = "We refunded every buyer at once. {} We now check each order every morning before it is packed."
    other = read_draft(text.format("Our printer was older and broke on 7 September 2026.")).plan
    own = read_draft(text.format("This was done on 7 September 2026.")).plan
    assert date(2026, 9, 7) not in {
        measure.completed_on or measure.in_effect_since for measure in other.measures if "refund" in measure.statement
    }
    assert date(2026, 9, 7) in {measure.completed_on or measure.in_effect_since for measure in own.measures}
