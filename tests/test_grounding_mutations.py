"""How much of what is false in a letter is found, and how much of what is true is let be, on cases no recogniser was written from.

The held-out split is looked at as numbers only: its failing texts are printed only where ESCALATE_AI_SHOW_HELDOUT is set, which nobody
who writes recognisers does.
"""

from __future__ import annotations

import ast
import os
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from grounding_cases import AS_OF, HELD_OUT, OPEN, SPLITS, Subject, subjects
from grounding_edits import EDITS
from grounding_kit import Tally, false_alarms, measured, statements, table, trials, worklist
from grounding_mutators import MUTATORS

from escalate_ai import readiness

EACH = 1
"""Changes of one kind in one letter, of two thirds of the kinds; `benchmarks/grounding_mutations.py` makes more."""
CAUGHT = {"dev": 0.99, "fifteenth": 0.97, "sixteenth": 0.97}
"""At least so much of the changes is found. The aim is 0.995."""
FLAGGED = {"dev": 0.01, "fifteenth": 0.01, "sixteenth": 0.01}
"""At most so much of the harmless edits is flagged. The aim is 0.01."""
ALARMS = {
    "dev": 0,
    "second": 0,
    "third": 2,
    "fourth": 0,
    "fifth": 2,
    "sixth": 3,
    "seventh": 13,
    "eighth": 26,
    "ninth": 38,
    "tenth": 35,
    "eleventh": 43,
    "twelfth": 41,
    "thirteenth": 60,
    "fourteenth": 60,
    "fifteenth": 60,
    "sixteenth": 60,
}
"""At most so many findings of grounding on letters that are true. The aim is none."""
STATEMENTS = 0.5
"""At least so much of the false statements written by hand is found, on the held-out split."""
SURE = (
    *("date_by_days", "date_by_months", "date_by_a_year", "date_restyled_and_moved", "invented_date", "invented_count"),
    *("identifier_character", "identifier_transposed", "identifier_of_another", "identifier_glued", "count_by_one", "count_by_ten"),
    *("person_of_elsewhere", "invented_name", "document_of_another", "document_added", "submissions_counted"),
)
"""Kinds of change that are found nearly always: none of them may fall behind."""
CHANGED = ("dev", *HELD_OUT)
"""The splits whose letters are changed here, each by another hand; `benchmarks/grounding_mutations.py` takes them all."""
CHANGING = (
    "grounding_statements",
    "grounding_cases",
    "grounding_mutators",
    "grounding_numbers",
    "grounding_names",
    "grounding_history",
    "grounding_edits",
)


@cache
def tallies(split: str) -> tuple[Tally, Tally]:
    """Measure a split once."""
    return measured(split, EACH, is_thin=True)


def told(split: str, tally: Tally) -> str:
    """Give the table of a measure; the texts too, where they may be seen."""
    may_be_seen = split in OPEN or bool(os.environ.get("ESCALATE_AI_SHOW_HELDOUT"))
    return "\n".join([table(tally), *(worklist(tally)[:20] if may_be_seen else [])])


@pytest.mark.parametrize("split", CHANGED)
def test_changed_facts_are_found(split: str) -> None:
    """Of letters with one fact made false at least the share measured today is refused, at the place of the change."""
    wrong = tallies(split)[0]
    rate, text = wrong.rate(), told(split, wrong)
    assert rate >= CAUGHT[split], text


@pytest.mark.parametrize("split", CHANGED)
def test_no_sure_kind_of_change_falls_behind(split: str) -> None:
    """Dates, identifiers, counts and strangers are found in nearly every letter."""
    wrong = tallies(split)[0]
    behind = {
        what: f"{wrong.called[what]}/{wrong.tried[what]}"
        for what in SURE
        if wrong.tried[what] - wrong.called[what] > max(1, 0.1 * wrong.tried[what])
    }
    assert not behind


@pytest.mark.parametrize("split", CHANGED)
def test_harmless_edits_are_let_be(split: str) -> None:
    """Of true letters written a little otherwise at most the share measured today gets a new finding."""
    harmless = tallies(split)[1]
    rate, text = harmless.rate(), told(split, harmless)
    assert rate <= FLAGGED[split], text


@pytest.mark.parametrize("split", SPLITS)
def test_true_letters_are_let_be(split: str) -> None:
    """Letters that state only what the case holds get at most the findings of grounding they get today."""
    number = len(false_alarms(split))
    assert number <= ALARMS[split]


@pytest.mark.parametrize("split", SPLITS)
def test_the_embedded_writers_letters_raise_no_alarm(split: str) -> None:
    """No letter that was written from the case's own words is said to hold a foreign fact."""
    raised = [one.rule for subject, one in false_alarms(split) if subject.name.endswith(".composer")]
    assert not raised


@pytest.mark.parametrize("split", SPLITS)
def test_every_case_is_ready_for_a_letter(split: str) -> None:
    """Each split holds a dozen complete cases with two letters or more."""
    unready = [subject.name for subject in subjects(split) if not readiness(subject.case, as_of=AS_OF).ready]
    cases = {subject.name.partition(".")[0] for subject in subjects(split)}
    letters = len(subjects(split))
    assert (unready, len(cases) >= 12, letters >= 2 * len(cases)) == ([], True, True)


def test_false_statements_are_found_about_half_the_time() -> None:
    """Of sentences invented and wordings altered by hand, without a fact in them, at least the share measured today is refused."""
    wrong = statements(HELD_OUT[-1])
    rate, text = wrong.rate(), told(HELD_OUT[-1], wrong)
    assert rate >= STATEMENTS, text


def test_every_kind_of_change_is_tried() -> None:
    """No mutator and no harmless edit is measured on nothing."""
    made = [tallies(split) for split in CHANGED]
    idle = [what for what in MUTATORS if not any(wrong.tried[what] for wrong, _ in made)]
    idle += [what for what in EDITS if not any(harmless.tried[what] for _, harmless in made)]
    assert not idle


def test_a_trial_is_the_same_in_every_run() -> None:
    """A change has a stable name, and nothing of it is left to chance."""
    subject = subjects("dev")[0]
    again = Subject(subject.split, subject.name, subject.case, subject.text)
    first, second = (list(trials(one, 2, MUTATORS, is_wrong=True)) for one in (subject, again))
    assert [(one.ident, one.text) for one in first] == [(one.ident, one.text) for one in second]
    assert len({one.ident for one in first}) == len(first)


def test_the_splits_share_no_client() -> None:
    """What was learnt from one split says nothing about a name or an identifier of the other."""
    stores = [{subject.case.seller.store_name for subject in subjects(split)} for split in SPLITS]
    ids = [{subject.text[spot.start : spot.end] for subject in subjects(split) for spot in subject.identifiers} for split in SPLITS]
    shared = [one & other for kind in (stores, ids) for one, other in combinations(kind, 2)]
    assert not any(shared)


@pytest.mark.parametrize("module", CHANGING)
def test_what_changes_letters_knows_no_recogniser(module: str) -> None:
    """Mutators and harmless edits know the case and plain Python, and nothing that reads facts for the rules."""
    tree = ast.parse((Path(__file__).parent / f"{module}.py").read_text("utf-8"))
    used = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("escalate_ai")}
    assert used <= {"escalate_ai", "escalate_ai.terms"}
