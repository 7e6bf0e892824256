"""What a text is that stands in a plan's place (FM114), on texts written for it: seen ones, and ones that no list was written from."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypedDict, cast

import pytest

from escalate_ai import Case, check
from escalate_ai.errors import InputError
from escalate_ai.planread import read_plan, sort_of
from escalate_ai.rules.catalogue import rule_of

DATA = Path(__file__).parent / "data"
NAMED_UNSEEN = 7
"""Of fifteen texts that are no plan; docs/reading.md tells of them."""


class Given(TypedDict):
    """A text, and what it is."""

    name: str
    split: str
    sort: str
    words: str


TEXTS = cast("list[Given]", tomllib.loads((DATA / "no_plans.toml").read_text("utf-8"))["text"])


def told(given: Given) -> str:
    """Say what a text is taken for."""
    return sort_of(given["words"], read_plan(given["words"])) or "plan"


@pytest.mark.parametrize("given", [one for one in TEXTS if one["split"] == "seen"], ids=lambda one: one["name"])
def test_a_text_in_the_plans_place_is_named_for_what_it_is(given: Given) -> None:
    """A notice, a reply, a complaint, a denial and a form are told from a plan, headed or in prose."""
    assert told(given) == given["sort"]


def test_no_plan_that_nobody_tuned_on_is_called_something_else() -> None:
    """A plan called a notice would lose every other finding."""
    assert {one["name"]: told(one) for one in TEXTS if one["sort"] == "plan" and told(one) != "plan"} == {}


def test_half_of_what_nobody_tuned_on_is_named_and_nothing_is_misnamed() -> None:
    """Unseen texts are named rightly or not at all, as many as the docs say."""
    unseen = [one for one in TEXTS if one["split"] == "unseen" and one["sort"] != "plan"]
    assert len(unseen) == 15
    assert {told(one) for one in unseen if told(one) != one["sort"]} <= {"plan"}
    assert sum(told(one) == one["sort"] for one in unseen) >= NAMED_UNSEEN


def test_no_fact_is_made_of_amazons_words() -> None:
    """A case whose plan is Amazon's message has no measure out of it."""
    notice = next(one["words"] for one in TEXTS if one["name"] == "a-r4")
    (found,) = check(notice, kind="plan").findings
    assert found.rule == "FM114"
    assert "Amazon's notice or reply" in found.message


def test_a_denial_is_a_plan_where_the_decision_is_disputed() -> None:
    """Who disputes an error owns no cause; the denial is what the case is about."""
    denial = next(one["words"] for one in TEXTS if one["name"] == "a-d1")
    assert "FM114" in {found.rule for found in check(denial, kind="plan").findings}
    disputed = next(case for path in sorted(DATA.rglob("grounding/dev/*.yaml")) if (case := Case.load(path)).stance == "dispute_in_error")
    assert "FM114" not in {found.rule for found in check(denial, kind="plan", case=disputed).findings}


@pytest.mark.parametrize(("typed", "meant"), [("TN3O1", "TN301"), ("gr4o5", "GR405"), ("FMI14", "FM114")])
def test_a_letter_typed_for_a_digit_is_understood(typed: str, meant: str) -> None:
    """An O for a zero gets the very code, not one that merely looks near."""
    with pytest.raises(InputError, match=f"did you mean '{meant}'"):
        rule_of(typed)
