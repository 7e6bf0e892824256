"""Family PL: the Plan of Action behind the letter. In: nothing. Out: `PLAN`; the judged functions stand in plan_checks.

Silent in reports, which have no plan. What is left of the family comes later; the codes stand in the rules page.
"""

from __future__ import annotations

from collections.abc import Mapping

from escalate_ai.rules import plan_checks as judge
from escalate_ai.rules.rule import OWNING, REINSTATEMENTS, Applies, Example, Rule
from escalate_ai.terms import Severity, Target

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_PLAN = (Target.PLAN,)
_CAUSE = "Root causes\n- Our packers confirmed orders before the carrier had them.\n"
_DONE = "\nCorrective actions\n- On July 9, 2026 we uploaded the scan records of 212 orders.\n"
_KEPT = "\nPreventive measures\n- Since July 13, 2026 an order is confirmed after the first scan.\n"


def _typed(keys: Mapping[str, object]) -> Example:
    return Example(case=keys, target=Target.PLAN)


def _text(words: str) -> Example:
    return Example("plan", words, target=Target.PLAN)


_SPECIMEN = Example(target=Target.PLAN)
_COPY = f"{_CAUSE}\n{_DONE}\n{_KEPT}"

PLAN: tuple[Rule, ...] = (
    Rule(
        code="PL101",
        name="missing-root-cause",
        severities=(_ERROR,),
        targets=_PLAN,
        guidance="State at least one root cause: which step of your own work failed.",
        why="A plan without a cause repairs nothing that the reader could name.",
        source="Expert tips, 1: don't forget strong root causes",
        repair="Add the cause.",
        bad=(
            _text(_DONE + _KEPT),
            _typed(
                {
                    "poa.root_causes": [],
                    "poa.corrective_actions.0.resolves": [],
                    "poa.corrective_actions.1.resolves": [],
                    "poa.preventive_measures": [],
                }
            ),
        ),
        good=(_SPECIMEN, _text(_CAUSE + _DONE + _KEPT)),
        applies=OWNING,
        plan=judge.missing_root_cause,
        after=("FM113", "FM114"),
    ),
    Rule(
        code="PL102",
        name="missing-corrective-action",
        severities=(_ERROR,),
        targets=_PLAN,
        guidance="State what was done about what happened, with its day.",
        why="Harm that nobody has put right still stands.",
        source="Expert tips, 1: solutions that fully resolved past problems",
        repair="Add the corrective action.",
        bad=(_text(_CAUSE + _KEPT), _typed({"poa.corrective_actions": []})),
        good=(_SPECIMEN, _text(_CAUSE + _DONE + _KEPT)),
        applies=OWNING,
        plan=judge.missing_corrective_action,
        after=("FM113", "FM114"),
    ),
    Rule(
        code="PL103",
        name="missing-preventive-measure",
        severities=(_ERROR,),
        targets=_PLAN,
        guidance="State what is in force since when, so that it cannot recur.",
        why="Without prevention the same account is back next month.",
        source="Expert tips, 1: preventing fresh ones in the future",
        repair="Add the preventive measure.",
        bad=(_text(_CAUSE + _DONE), _typed({"poa.preventive_measures": [], "last_request": []})),
        good=(_SPECIMEN, _text(_CAUSE + _DONE + _KEPT)),
        applies=OWNING,
        plan=judge.missing_preventive_measure,
        after=("FM113", "FM114"),
    ),
    Rule(
        code="PL106",
        name="unanswered-root-cause",
        severities=(_ERROR,),
        targets=_PLAN,
        guidance="Answer every cause with a corrective action and a preventive measure.",
        why="A cause that nothing answers is a fault left open.",
        source="Expert tips, 1: root causes, and solutions that resolved them",
        repair="Add the measure that answers this cause.",
        bad=(
            _typed({"poa.corrective_actions.0.resolves": ["RC1"]}),
            _typed({"poa.preventive_measures.0.resolves": ["RC2"]}),
        ),
        good=(
            _typed({"track_record": None}),
            _typed(
                {
                    f"poa.{path}.resolves": []
                    for path in (
                        "corrective_actions.0",
                        "corrective_actions.1",
                        "preventive_measures.0",
                        "preventive_measures.1",
                        "preventive_measures.2",
                    )
                }
            ),
        ),
        applies=OWNING,
        plan=judge.unanswered_root_cause,
        after=("FM113", "FM114", "PL101"),
    ),
    Rule(
        code="PL107",
        name="promised-not-done",
        severities=(_ERROR, _WARNING),
        targets=_PLAN,
        guidance="Put into the plan what is done, not what is planned.",
        why="Promises are what every refused plan was made of.",
        source="Expert tips, nudge: the measures are implemented, and working",
        repair="State it as done, with its day, or take it out.",
        bad=(
            _typed({"poa.corrective_actions.1.status": "planned", "poa.corrective_actions.1.completed_on": None}),
            _typed({"poa.preventive_measures.1.status": "in_progress", "poa.preventive_measures.1.in_effect_since": None}),
            _text(f"{_CAUSE}\nCorrective actions\n- We will refund the buyers.\n{_KEPT}"),
            _text(f"{_CAUSE}{_DONE}\nPreventive measures\n- We are going to compare the scans every evening.\n"),
        ),
        good=(
            _typed({"poa.preventive_measures.2.status": "unknown"}),
            _typed({"poa.preventive_measures.2.status": "completed", "poa.preventive_measures.2.in_effect_since": "2026-08-01"}),
            _text(f"{_CAUSE}{_DONE}{_KEPT}"),
        ),
        applies=Applies(kinds=REINSTATEMENTS),
        plan=judge.promised_not_done,
    ),
    Rule(
        code="PL108",
        name="undated-measure",
        severities=(_WARNING,),
        targets=_PLAN,
        guidance="Give every measure its day.",
        why="What has no day has not happened, as far as the reader can tell.",
        source="House page DOMAIN, what a consultant checks, 6",
        repair="Add the day.",
        bad=(
            _typed({"poa.corrective_actions.1.completed_on": None}),
            _typed({"poa.preventive_measures.0.in_effect_since": None}),
            _text(f"{_CAUSE}\nCorrective actions\n- We refunded the nine buyers and withdrew the labels.\n{_KEPT}"),
        ),
        good=(
            _typed({"track_record": None}),
            _typed({"poa.preventive_measures.2.status": "unknown"}),
            _text(f"{_CAUSE}\nCorrective actions\n- The nine buyers were refunded by July 10, 2026.\n{_KEPT}"),
        ),
        applies=Applies(kinds=REINSTATEMENTS),
        plan=judge.undated_measure,
    ),
    Rule(
        code="PL109",
        name="measure-without-result",
        severities=(_WARNING,),
        targets=_PLAN,
        guidance="Say of every measure what shows that it works.",
        why="A measure without an effect is an intention.",
        source="Expert tips, nudge: they're working",
        repair="Add the count, rate or audit that shows it.",
        bad=(
            _typed({"poa.corrective_actions.1.result": None}),
            _typed({"poa.preventive_measures.1.result": None}),
            _text(f"{_CAUSE}\nCorrective actions\n- On July 9, 2026 we told our packers about label numbers.\n{_KEPT}"),
        ),
        good=(
            _typed({"track_record": None}),
            _typed({"poa.preventive_measures.2.result": "Two Saturdays without a parcel left"}),
            _text(
                "Root causes\n- Our packers confirmed orders before the carrier had them.\n\nCorrective actions\n- On July 9, 2026 we "
                "refunded all 9 buyers.\n\nPreventive measures\n- Since July 13, 2026 scans come first; 40 checks found none missing."
            ),
        ),
        applies=Applies(kinds=REINSTATEMENTS),
        plan=judge.measure_without_result,
    ),
    Rule(
        code="PL114",
        name="resubmitted-plan",
        severities=(_ERROR, _WARNING),
        targets=_PLAN,
        guidance="Answer in the plan what the replies asked for; never send the same plan a third time.",
        why="A plan already read draws the reply it drew before.",
        source="How Not To Do It: burning attempts with the same old POA",
        repair="Add to the plan what the reply asked for.",
        bad=(
            Example(
                "plan",
                _COPY,
                {"appeals.1.plan": {"text": _COPY}, "appeals.1.reply": {"received_on": "2026-08-03", "category": "more_info_specific"}},
                Target.PLAN,
            ),
            Example("plan", _COPY, {"appeals.0.plan": {"text": _COPY}, "appeals.1.plan": {"text": _COPY}}, Target.PLAN),
        ),
        good=(
            Example("plan", _COPY, {"appeals.0.plan": {"text": "We are sorry. We will be careful with labels."}}, Target.PLAN),
            Example("plan", _COPY, {"appeals.0.plan": {"text": _COPY}}, Target.PLAN),
        ),
        applies=Applies(kinds=REINSTATEMENTS),
        plan=judge.near_copy,
        needs_case=True,
    ),
)
