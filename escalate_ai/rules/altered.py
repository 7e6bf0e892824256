"""GR405, altered-fact: a value of the case tied to the wrong thing. In: a letter's reading with its brief. Out: hits and `ALTERED`.

Speaks of values tied to things: measures, grounds, documents, the notice, and the days of what was sent and answered where the words right
beside a day say which of them it is. Number, ways and kinds of answers of the history are CT205's, and so is every day that it blames.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from escalate_ai.rules.altered_companies import swapped_companies
from escalate_ai.rules.altered_dates import dates_of_other_events
from escalate_ai.rules.altered_lags import days_by_lag
from escalate_ai.rules.altered_pairs import numbers_of_other_things
from escalate_ai.rules.altered_papers import facts_of_other_papers, papers_counted_beyond, papers_put_for_others
from escalate_ai.rules.altered_slots import values_in_anothers_place
from escalate_ai.rules.altered_values import values_of_other_things
from escalate_ai.rules.altered_wording import false_wordings
from escalate_ai.rules.history_undated import history_days_in_bullets
from escalate_ai.rules.rule import Example, Hit, Rule
from escalate_ai.terms import Severity, Target

if TYPE_CHECKING:
    from escalate_ai.rules.reading import LetterReading


def altered_facts(reading: LetterReading) -> Iterator[Hit]:
    """Find values that the case holds, but for another thing than the words around them speak of."""
    yield from values_of_other_things(reading)
    yield from dates_of_other_events(reading)
    yield from days_by_lag(reading)
    yield from facts_of_other_papers(reading)
    yield from papers_counted_beyond(reading)
    yield from papers_put_for_others(reading)
    yield from numbers_of_other_things(reading)
    yield from swapped_companies(reading)
    yield from history_days_in_bullets(reading)
    yield from values_in_anothers_place(reading)
    yield from false_wordings(reading)


ALTERED: tuple[Rule, ...] = (
    Rule(
        code="GR405",
        name="altered-fact",
        severities=(Severity.ERROR,),
        targets=(Target.LETTER,),
        guidance="Give each measure, document, appeal and listing its own day and number, as the facts have them side by side.",
        why="A true number in the wrong place is found as fast as a false one, and the account's record then contradicts the letter.",
        source="Expert tips, 5: each measure with its own date and its own result; CONTRACT, What grounds a fact of a letter",
        repair="Put here the value that the facts have for this very thing, not that of another one.",
        bad=(
            Example(
                "highlights[1]",
                "Since July 20, 2026 the shipping software releases a confirmation only after Brightway Parcel has its first scan.",
            ),
            Example(
                "highlights[2]",
                "Since July 20, 2026 the shift lead compares confirmed numbers with carrier scans every evening; 212 checks by "
                "September 11, 2026 found none without.",
                {
                    "poa.corrective_actions.0.result": "212 checks of the order list found 9 parcels that had not arrived",
                },
            ),
            Example(
                "opening",
                "Please reinstate our account, deactivated on July 9, 2026. Our packing team confirmed 212 orders ahead of the carrier.",
            ),
            Example("closing", "Please read the attached plan again together with the carrier scan records for 40 orders, and decide."),
            Example(
                "highlights[2]",
                "Since July 20, 2026 the shift lead compares confirmed numbers with carrier scans every evening; nine of 40 returned to "
                "the printer.",
                {"poa.preventive_measures.1.result": "40 checks by September 11, 2026, two of 40 returned to the printer; nine were late"},
            ),
        ),
        good=(
            Example(),
            Example(
                "highlights[1]",
                "In force since 13 July 2026: the software confirms an order once Brightway Parcel reports its scan. That holds for 1,140 "
                "orders of our own website so far.",
            ),
            Example(
                "opening",
                "Please reinstate our account. The notice of July 6, 2026 names valid tracking: our packing team confirmed 212 orders "
                "before the carrier had them. Our plan went in through Account Health on July 14 and July 28, 2026, was answered on "
                "July 16 and August 3, 2026 with requests for more information; the manager asked on "
                "August 12, 2026 refused on August 21, 2026.",
            ),
        ),
        letter=altered_facts,
        needs_case=True,
    ),
)
