"""The choice of three: what is chosen, what is left out, and in which order it stands."""

from __future__ import annotations

from ladder_kit import attempt, case_of, plan

from escalate_ai.case.case import Case
from escalate_ai.highlights import choose_highlights, completed_support
from escalate_ai.policy import default_policy

POLICY = default_policy()


def _measure(ident: str, **over: object) -> dict[str, object]:
    """Give a measure that is done, dated, with a result and a document."""
    day = "completed_on" if ident.startswith("CA") else "in_effect_since"
    return {
        "id": ident,
        "statement": f"Measure {ident} of the house",
        "status": "completed",
        day: "2026-08-20",
        "result": "Nine audits passed",
        "evidence": ["EV1"],
        "resolves": ["RC1"],
        **over,
    }


def _chosen(*measures: dict[str, object], **over: object) -> list[str]:
    case = case_of(poa=plan(*measures), **over)  # type: ignore[arg-type]
    return [highlight.id for highlight in choose_highlights(case, POLICY)]


def test_three_of_six_are_taken_and_none_is_folded() -> None:
    """The others are left out whole; each highlight bears the words of its own measure."""
    measures = [_measure(ident) for ident in ("CA1", "CA2", "CA3", "PM1", "PM2", "PM3")]
    case = case_of(poa=plan(*measures))
    chosen = choose_highlights(case, POLICY)
    assert [highlight.statement for highlight in chosen] == [f"Measure {highlight.id} of the house" for highlight in chosen]
    assert len(chosen) == 3


def test_a_result_weighs_more_than_a_document_and_a_document_more_than_a_how() -> None:
    """Of four preventive measures the one with nothing but a day is left out, then the one with only a how."""
    bare: dict[str, object] = {"result": None, "evidence": []}
    how, document = _measure("PM1", **bare, how="By hand"), _measure("PM2", result=None)
    result, nothing = _measure("PM3", evidence=[]), _measure("PM4", **bare)
    assert _chosen(nothing, how, document, result) == ["PM3", "PM2", "PM1"]


def test_a_document_nobody_confirmed_carries_no_weight() -> None:
    """Beside two equals, the measure whose only document is unconfirmed is left out."""
    evidence = [
        {"id": "EV1", "kind": "sop", "title": "Sheet"},
        {"id": "EV2", "kind": "sop", "title": "Other sheet", "confirmed": False},
    ]
    measures = [_measure("PM1", evidence=["EV2"]), _measure("PM2"), _measure("PM3"), _measure("PM4")]
    assert _chosen(*measures, evidence=evidence) == ["PM2", "PM3", "PM4"]


def test_a_document_that_says_it_supports_a_measure_is_behind_it() -> None:
    """`supports` works like `evidence`, without repeats."""
    evidence = [
        {"id": "EV1", "kind": "sop", "title": "Sheet", "supports": ["CA1"]},
        {"id": "EV2", "kind": "sop", "title": "B", "supports": ["CA1"]},
    ]
    case = case_of(poa=plan(_measure("CA1")), evidence=evidence)
    assert choose_highlights(case, POLICY)[0].evidence == ("EV1", "EV2")


def test_a_cause_not_yet_answered_goes_before_strength() -> None:
    """The weaker measure against the second cause is taken before a third against the first."""
    weak = _measure("PM4", result=None, evidence=[], resolves=["RC2"])
    assert "PM4" in _chosen(_measure("CA1"), _measure("PM1"), _measure("PM2"), weak)


def test_both_sides_are_shown_where_the_case_has_both() -> None:
    """The last place goes to the missing side, however strong the others are."""
    weak = _measure("CA1", result=None, evidence=[])
    assert _chosen(weak, _measure("PM1"), _measure("PM2"), _measure("PM3")) == ["CA1", "PM1", "PM2"]
    assert _chosen(_measure("PM1"), _measure("PM2"), _measure("PM3")) == ["PM1", "PM2", "PM3"]


def test_what_was_put_right_stands_before_what_prevents_it() -> None:
    """On each side the strongest stands first."""
    assert _chosen(_measure("PM1", result=None), _measure("PM2"), _measure("CA1", result=None)) == ["CA1", "PM2", "PM1"]


def test_only_what_is_completed_is_shown() -> None:
    """Planned, under way and unknown measures are never highlights."""
    rest = [_measure(f"PM{n}", status=status) for n, status in enumerate(("planned", "in_progress", "unknown"), 2)]
    assert _chosen(_measure("CA1"), _measure("PM1"), *rest) == ["CA1", "PM1"]


def test_a_measure_without_a_day_is_shown_only_where_two_would_be_missing() -> None:
    """Two with a day are enough; with one, the strongest without a day joins it."""
    undated = _measure("PM2", in_effect_since=None)
    assert _chosen(_measure("CA1"), _measure("PM1"), undated) == ["CA1", "PM1"]
    assert _chosen(_measure("CA1"), _measure("PM3", in_effect_since=None, result=None), undated) == ["CA1", "PM2"]
    assert _chosen() == ["CA1", "PM1", "PM2"]


def test_a_preventive_measure_is_dated_from_when_it_is_in_force() -> None:
    """And a corrective one by the day it was done, where both days are given."""
    both: dict[str, object] = {"completed_on": "2026-08-20", "in_effect_since": "2026-08-25"}
    chosen = choose_highlights(case_of(poa=plan(_measure("CA1", **both), _measure("PM1", **both))), POLICY)
    assert [str(highlight.dated) for highlight in chosen] == ["2026-08-20", "2026-08-25"]


def test_the_choice_is_the_same_every_time_and_says_why() -> None:
    """Of equals prevention goes first once a correction is shown, then the order of the plan; each one says why it was taken."""
    measures = [_measure(ident) for ident in ("CA1", "CA2", "PM1", "PM2")]
    first, second = (choose_highlights(case_of(poa=plan(*measures)), POLICY) for _ in range(2))
    assert first == second
    assert [highlight.id for highlight in first] == ["CA1", "PM1", "PM2"]
    assert [highlight.why for highlight in first] == [
        "the strongest of all (dated, a result, documents)",
        "the strongest of those left (dated, a result, documents)",
        "the strongest of those left (dated, a result, documents)",
    ]


def test_nothing_is_chosen_out_of_nothing() -> None:
    """No plan and no grounds give no highlights, and nothing is made up."""
    assert choose_highlights(case_of(poa=None), POLICY) == ()
    assert completed_support(case_of(poa=None)) == ()


def _grounds(*grounds: dict[str, object]) -> Case:
    return case_of([attempt("2026-09-01", channel="report_abuse")], "remove_counterfeit", grounds=list(grounds))


def _ground(ident: str, dated: object = "2026-08-20", *evidence: str) -> dict[str, object]:
    return {"id": ident, "statement": f"Finding {ident}", "dated": dated, "evidence": list(evidence)}


def test_grounds_stand_in_the_order_of_their_days() -> None:
    """The chain of evidence is read in time; a period stands where it begins."""
    case = _grounds(
        _ground("G1", "2026-09-20", "EV1"),
        _ground("G2", {"from": "2026-08-16", "to": "2026-08-30"}, "EV2"),
        _ground("G3", "2026-09-01", "EV2"),
    )
    assert [highlight.id for highlight in choose_highlights(case, POLICY)] == ["G2", "G3", "G1"]


def test_a_ground_without_day_or_document_is_left_out_beside_two_that_have_both() -> None:
    """Without them it is shown, for two are the least."""
    sound = (_ground("G1", "2026-08-20", "EV1"), _ground("G2", "2026-08-21", "EV2"))
    claim, undated = _ground("G3", "2026-08-22"), _ground("G4", None, "EV1")
    assert [highlight.id for highlight in choose_highlights(_grounds(claim, undated, *sound), POLICY)] == ["G1", "G2"]
    assert [highlight.id for highlight in choose_highlights(_grounds(claim, sound[0]), POLICY)] == ["G1", "G3"]


def test_a_further_ground_is_taken_for_the_document_it_brings() -> None:
    """A fourth with a new document goes before a third that repeats one."""
    case = _grounds(*(_ground(f"G{n}", f"2026-08-2{n}", "EV1") for n in (1, 2, 3)), _ground("G4", "2026-08-24", "EV2"))
    assert [highlight.id for highlight in choose_highlights(case, POLICY)] == ["G1", "G2", "G4"]


def test_a_dispute_shows_its_grounds_and_without_any_its_measures() -> None:
    """Grounds stand in for measures where an error is disputed."""
    dispute = {"kind": "inauthentic", "level": "account", "notified_on": "2026-08-14", "stance": "dispute_in_error"}
    grounds = [_ground(f"G{n}", f"2026-08-2{n}", "EV1") for n in (1, 2)]
    assert [highlight.side for highlight in choose_highlights(case_of(enforcement=dispute, grounds=grounds), POLICY)] == [
        "ground",
        "ground",
    ]
    assert [highlight.id for highlight in choose_highlights(case_of(enforcement=dispute), POLICY)] == ["CA1", "PM1", "PM2"]
