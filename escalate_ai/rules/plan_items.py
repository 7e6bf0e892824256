"""Family PL, the items of a plan: PL104, PL105, PL110, PL111, PL115. In: nothing. Out: `PLAN_ITEMS`; functions in plan_item_checks."""

from __future__ import annotations

from collections.abc import Mapping

from escalate_ai.rules import plan_item_checks as judge
from escalate_ai.rules.rule import OWNING, REINSTATEMENTS, Applies, Example, Rule
from escalate_ai.terms import Severity, Target

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_PLAN = (Target.PLAN,)
_DONE = "- On July 9, 2026 we uploaded the scan records of 212 orders; they are attached."
_KEPT = "- Since July 13, 2026 an order is confirmed after the first scan, as the settings export shows."
_CAUSE = "- Our packers confirmed orders before the carrier had them."
_ASINS: Mapping[str, object] = {
    "request": {"kind": "reinstate_listing", "asins": ["B0CJ5RTN8W", "B0CJ5RTN9X"]},
    "enforcement.level": "listing",
}


def _typed(keys: Mapping[str, object]) -> Example:
    return Example(case=keys, target=Target.PLAN)


def _text(cause: str = _CAUSE, done: str = _DONE, kept: str = _KEPT, case: Mapping[str, object] | None = None) -> Example:
    words = f"Root causes\n{cause}\n\nCorrective actions\n{done}\n\nPreventive measures\n{kept}\n"
    return Example("plan", words, case or {}, Target.PLAN)


_SPECIMEN = Example(target=Target.PLAN)

PLAN_ITEMS: tuple[Rule, ...] = (
    Rule(
        code="PL104",
        name="external-root-cause",
        severities=(_ERROR,),
        targets=_PLAN,
        guidance="Name at least one cause that lies in your own work, even where others did wrong too.",
        why="What others did can happen again tomorrow; only an own step can be mended.",
        source="Expert tips, 1: what you did poorly",
        repair="Say which step of the seller's own work let it happen.",
        bad=(
            _text("- The supplier sent used units."),
            _text("- The carrier's drivers scanned parcels late.\n- Customers gave wrong addresses."),
            _text("- We were deceived by our supplier."),
        ),
        good=(
            _SPECIMEN,
            _text("- The supplier sent used units, and we had no check at the door."),
            _text("- The carrier scanned late.\n- We booked no second pick-up for the evening."),
        ),
        applies=OWNING,
        plan=judge.external_cause,
        after=("FM113", "FM114", "PL101"),
    ),
    Rule(
        code="PL105",
        name="cause-without-diagnosis",
        severities=(_WARNING,),
        targets=_PLAN,
        guidance="Say of each cause which step failed, who did it, and why nothing caught it.",
        why="The reader knows the notice; what is new is what went wrong behind it.",
        source="Expert tips, 1: strong root causes",
        repair="Replace this by the step that failed.",
        bad=(
            _text("- Human error in our warehouse."),
            _text("- We received complaints from customers about late parcels."),
            _text("- Our account was deactivated on July 6, 2026."),
        ),
        good=(_SPECIMEN, _text("- Human error: one packer confirmed orders alone and nobody compared them with the scans.")),
        applies=OWNING,
        plan=judge.cause_without_diagnosis,
        after=("FM113", "FM114", "PL101"),
    ),
    Rule(
        code="PL110",
        name="claim-without-evidence",
        severities=(_WARNING, _ERROR),
        targets=_PLAN,
        guidance="Put a document behind every measure and name it there.",
        why="What nothing shows is a claim, and claims are what every plan is full of.",
        source="Expert tips, nudge: tell exactly how you have implemented it; house page DOMAIN, what a consultant checks",
        repair="Name the document that shows this measure.",
        bad=(
            _text(done="- On July 9, 2026 we told the packers to wait for the scan."),
            _typed({"poa.preventive_measures.1.evidence": [], "poa.preventive_measures.1.how": "The shift lead looks"}),
        ),
        good=(
            _text(),
            _typed({"evidence.0.supports": ["CA1", "CA2"]}),
        ),
        applies=Applies(kinds=REINSTATEMENTS),
        plan=judge.claim_without_evidence,
        after=("FM113", "FM114"),
    ),
    Rule(
        code="PL111",
        name="uncovered-listing",
        severities=(_ERROR,),
        targets=_PLAN,
        guidance="Cover every listing of the notice: by its ASIN, or by words that take in all of them.",
        why="A listing left out stays removed, and the plan comes back incomplete.",
        source="House page DOMAIN, what a consultant checks",
        repair="Say what led to it and what was done for the listing left out.",
        bad=(
            _text("- We listed B0CJ5RTN8W without its invoice.", case=_ASINS),
            _text(done="- On July 9, 2026 we withdrew B0CJ5RTN9X; the record is attached.", case=_ASINS),
        ),
        good=(
            _text("- We listed B0CJ5RTN8W and B0CJ5RTN9X without their invoices.", case=_ASINS),
            _text("- We listed B0CJ5RTN8W first and then both listings without an invoice.", case=_ASINS),
            _text(case=_ASINS),
        ),
        applies=Applies(kinds=REINSTATEMENTS),
        plan=judge.uncovered_listing,
        needs_case=True,
        after=("FM113", "FM114", "PL101"),
    ),
    Rule(
        code="PL115",
        name="misfiled-measure",
        severities=(_WARNING,),
        targets=_PLAN,
        guidance="Put what was done once under corrections, what stands from now on under prevention, and leave other matters out.",
        why="A reader who looks for prevention and finds a refund takes it that there is none.",
        source="Expert tips, 1: past problems resolved, fresh ones prevented",
        repair="Move this measure to the part it belongs to.",
        bad=(
            _text(done="- From now on the shift lead compares scans every evening; see the sheet."),
            _text(kept="- On July 13, 2026 nine buyers got refunds; receipts attached.\n- Refunded two more buyers; see receipts."),
            _text(kept="- Since July 13, 2026 we buy only from authorized distributors, as the supplier list shows."),
        ),
        good=(
            _SPECIMEN,
            _text(kept="- Since July 13, 2026 a refund is issued the same day; the log is attached."),
        ),
        applies=Applies(kinds=REINSTATEMENTS),
        plan=judge.misfiled_measure,
        after=("FM113", "FM114"),
    ),
)
