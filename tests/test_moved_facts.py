"""One fact of a delivered letter put where it is false: found. The letters as they were delivered: left alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from grounding_cases import AS_OF, subjects

from escalate_ai import Case, check

_DATA = Path(__file__).resolve().parent / "data" / "grounding"
_LATE = " No web shop order was late between 12 and 31 August 2026."
_SHREDDED = " They were shredded on 29 May 2026; no unit is left in stock."
_CHECKS = " Five checks since 1 July 2026 found 0 expired jars."
_TINS = " They set apart 192 tins past their date."
_LOG = " The log shows no freelancer upload until 2 November 2026."
_FORM = "Of four submissions, two used the appeal form in Account Health."

Swap = tuple[tuple[str, str], ...]
FALSE: tuple[tuple[str, str, Swap], ...] = (
    ("third", "wattlebrook", ((_LATE, ""), ("or 0.5%.", f"or 0.5%.{_LATE}"))),
    ("third", "wattlebrook", ((_LATE, ""), ("tested four times.", f"tested four times.{_LATE}"))),
    ("third", "wattlebrook", (("12 and 31 August", "12 and 24 August"), ("since 24 August", "since 31 August"))),
    ("third", "wattlebrook", (("above 90 orders", "above 91 orders"),)),
    ("third", "wattlebrook", (("above 90 orders", "above 80 orders"),)),
    ("third", "tullynore", ((_SHREDDED, ""), ("with a wrong date.", f"with a wrong date.{_SHREDDED}"))),
    ("third", "tullynore", (("every Friday since 5 June 2026", "every Friday since 29 May 2026"),)),
    ("third", "inktpot", (("58 colours", "58 employees"),)),
    ("dev", "belleroche", ((_CHECKS, ""), ("none shipped.", f"none shipped.{_CHECKS}"))),
    ("dev", "granite_peak", (("Two enclosed papers", "Three enclosed papers"),)),
    ("dev", "chandni", (("7 to 9 July", "7 to 7 July"),)),
    ("sixth", "tramontana", ((_TINS, ""), ("read it and sign.", f"read it and sign.{_TINS}"))),
    ("ninth", "holzwurm", ((_LOG, ""), ("its own nine reviews.", f"its own nine reviews.{_LOG}"))),
    ("fourth", "brandner", (("two moved", "three moved"),)),
    ("fourth", "otowa", (("rented violins.", "rented violins. Delmar Inspections carried out the inspection."),)),
    ("fifth", "qatra", (("Among 30 cartridges", "Among 40 cartridges"),)),
    ("fifth", "kereru", (("the 22 counts", "the 22 refunds"),)),
    ("second", "tallgrass", ((_FORM, "Of four submissions, three used the appeal form in Account Health."),)),
    ("second", "tallgrass", ((_FORM, "Three of our four submissions went through the appeal form in Account Health."),)),
    ("third", "copperline", (("- Stock count, June 3 to 5, 2026", "- Refund letters to buyers"),)),
)
"""Split, case, and what is put for what."""
TRUE: tuple[tuple[str, str, Swap], ...] = (
    ("second", "tallgrass", ((_FORM, "Two of our four submissions went through the appeal form in Account Health."),)),
    ("second", "tallgrass", ((_FORM, "Two of four submissions used the appeal form in Account Health."),)),
    ("third", "wattlebrook", (("above 90 orders", "for more than 90 orders"),)),
    ("third", "tullynore", (("every Friday since 5 June 2026", "every Friday as of 5 June 2026"),)),
    ("fifth", "kereru", (("the 22 counts", "the 22 checks"),)),
    ("dev", "granite_peak", (("Two enclosed papers", "Two attached documents"),)),
)
"""The same, put in other words that are true."""


@cache
def _case(split: str, name: str) -> Case:
    return next(one.case for one in subjects(split) if one.name.startswith(f"{name}."))


def _blamed(split: str, name: str, swaps: Swap) -> list[str]:
    text = (_DATA / split / "model" / f"{name}.txt").read_text("utf-8")
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new, 1)
    said = check(text, kind="letter", case=_case(split, name), as_of=AS_OF).findings
    return [one.message for one in said if one.rule.startswith("GR") or one.rule in {"CT205", "CT216"}]


@pytest.mark.parametrize(("split", "name", "swaps"), FALSE, ids=lambda value: str(value)[-50:])
def test_a_fact_put_where_it_is_false_is_found(split: str, name: str, swaps: Swap) -> None:
    """A day, number, name or sentence that stands where the case does not have it is blamed."""
    assert _blamed(split, name, swaps)


@pytest.mark.parametrize(("split", "name", "swaps"), TRUE, ids=lambda value: str(value)[-50:])
def test_other_true_words_are_left_alone(split: str, name: str, swaps: Swap) -> None:
    """What stays true in other words is not blamed."""
    assert _blamed(split, name, swaps) == []
