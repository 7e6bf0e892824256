"""Family PL, facts and words of a plan: PL112, PL113, PL116 to PL119. In: nothing. Out: `PLAN_FACTS`; functions in plan_fact_checks."""

from __future__ import annotations

from collections.abc import Mapping

from escalate_ai.rules import plan_fact_checks as judge
from escalate_ai.rules.kinds import Lexical
from escalate_ai.rules.rule import REINSTATEMENTS, Applies, Example, Rule
from escalate_ai.terms import Severity, Target

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_PLAN = (Target.PLAN,)
_KEPT = "- Since July 13, 2026 an order is confirmed after the first scan, as the settings export shows."
_CAUSE = "- Our packers confirmed orders before the carrier had them."
_DONE = "- On July 9, 2026 we uploaded the scan records of 212 orders; they are attached."
_OWNED = Applies(kinds=REINSTATEMENTS)
_INTRO = Lexical(
    "plan_cues",
    "intro",
    "\u201c{words}\u201d introduces the business; the reader has the account open.",
    "Begin with the cause.",
)


def _typed(keys: Mapping[str, object]) -> Example:
    return Example(case=keys, target=Target.PLAN)


def _text(before: str = "", cause: str = _CAUSE, done: str = _DONE, kept: str = _KEPT, after: str = "") -> Example:
    words = f"{before}\n\nRoot causes\n{cause}\n\nCorrective actions\n{done}\n\nPreventive measures\n{kept}\n\n{after}"
    return Example("plan", words.strip(), target=Target.PLAN)


_SPECIMEN = Example(target=Target.PLAN)

PLAN_FACTS: tuple[Rule, ...] = (
    Rule(
        code="PL112",
        name="business-introduction",
        severities=(_WARNING,),
        targets=_PLAN,
        guidance="Do not introduce the company, its products or its customers.",
        why="It takes up the lines in which the reader looks for the cause.",
        source="What other things are sellers doing wrong: introducing the business",
        repair="Take the introduction out.",
        bad=(
            _text("We are a small company based in Ohio, founded in 2012."),
            _text("Our mission is better tools, and our customers love them."),
        ),
        good=(_SPECIMEN, _text(cause="- Our customers were refunded late, because nobody at our office in Ohio read the return log.")),
        applies=_OWNED,
        plan=_INTRO.plan,
    ),
    Rule(
        code="PL113",
        name="case-chatter",
        severities=(_WARNING,),
        targets=_PLAN,
        guidance="Leave out support cases and other questions.",
        why="A second matter gives the reader a reason to answer that one.",
        source="What other things are sellers doing wrong: open cases and other questions",
        repair="Take the other matter out.",
        bad=(
            _text(after="We also have another question about our storage fees."),
            _text(after="Please see support case 12345678, which is still open."),
        ),
        good=(_SPECIMEN, _text(cause="- We shipped the phone case in the wrong display case, because no one read the bin label.")),
        applies=_OWNED,
        plan=judge.case_chatter,
    ),
    Rule(
        code="PL116",
        name="foreign-seller",
        severities=(_ERROR,),
        targets=_PLAN,
        guidance="Name no seller but the one whose account it is.",
        why="A plan of another seller is a copied plan, and is treated as one.",
        source="Some who copy and paste letters; house page DOMAIN, what a consultant checks",
        repair="Put this client's own name and facts there, if the plan is theirs.",
        bad=(
            _text("I am the owner of Bluebird Kitchen Supply, and this is our plan."),
            _text(after="Sincerely,\nTom Archer\nBluebird Kitchen Supply LLC"),
            _text("Store name: Bluebird Kitchen"),
            _text(after="Merchant token: A3QRT8LMN2ZXP1"),
        ),
        good=(
            _SPECIMEN,
            _text("Store name: Copperline Tools\nMerchant token: A1CPL7RT3QWX9Z", after="Miriam Okafor\nCopperline Tools Inc."),
            _text("I am the owner of Copperline Tools.", done="- On July 9, 2026 Brightway Parcel sent the scan records of 212 orders."),
        ),
        applies=_OWNED,
        plan=judge.foreign_seller,
        needs_case=True,
    ),
    Rule(
        code="PL117",
        name="contradiction-in-plan",
        severities=(_WARNING,),
        targets=_PLAN,
        guidance="Let every date and count agree with every other.",
        why="One number that cannot be true puts all others in doubt.",
        source="House page DOMAIN, what a consultant checks",
        repair="Put the number or day that the record shows.",
        bad=(
            _text(kept="- Since July 13, 2026 the sheet is signed: 140 of 120 orders were compared."),
            _typed(
                {
                    "poa.corrective_actions.0.statement": "Refunded all 9 orders that had not arrived",
                    "poa.corrective_actions.1.statement": "Traced all 12 orders that had not arrived",
                }
            ),
            _text(
                cause="- On June 12, 2026 our packers confirmed orders before the carrier had them.",
                done="- On May 9, 2026 we uploaded the scan records; they are attached.",
            ),
        ),
        good=(
            _SPECIMEN,
            _text(kept="- Since July 13, 2026 the sheet is signed: 120 of 140 orders came from Ohio."),
        ),
        applies=_OWNED,
        plan=judge.contradiction,
    ),
    Rule(
        code="PL118",
        name="result-while-closed",
        severities=(_WARNING,),
        targets=(Target.PLAN, Target.CASE),
        guidance="Say where orders came from that are counted while the account was closed.",
        why="Orders on a closed account do not exist; the reader asks whether a second account does.",
        source="House page DOMAIN, what a consultant checks",
        repair="Name the shop those orders came from, or give another result.",
        bad=(
            _typed({"poa.preventive_measures.0.result": "1,140 orders since July 13, 2026 were confirmed after their scan"}),
            _typed({"poa.preventive_measures.1.result": "None of 310 parcels since then was without a scan"}),
        ),
        good=(
            _SPECIMEN,
            _typed({"poa.preventive_measures.0.result": "1,140 orders of our own website since July 13, 2026 were confirmed after it"}),
            _typed({"enforcement.state": "at_risk", "poa.preventive_measures.0.result": "1,140 orders since July 13, 2026"}),
        ),
        applies=_OWNED,
        plan=judge.result_while_closed,
        case=judge.case_result_while_closed,
        needs_case=True,
    ),
    Rule(
        code="PL119",
        name="harmful-admission",
        severities=(_WARNING,),
        targets=_PLAN,
        guidance="Admit what the notice asks about, and show anything beyond it to a person first.",
        why="What is admitted once stands in the account for good.",
        source="House page DOMAIN, what a consultant checks",
        repair="Leave this to a person; change nothing that is true.",
        bad=(
            _text(cause="- We knew that the labels were early and went on printing them."),
            _text(cause="- Our second account had the same fault, because nobody compared the scans."),
            _text(done="- We asked friends for reviews to lift the rating again."),
        ),
        good=(
            _SPECIMEN,
            _text(cause="- Nobody knew that the labels were early, because no scan was compared."),
            Example(
                "plan",
                f"Root causes\n- We opened a second account in 2021 without asking.\n\nCorrective actions\n{_DONE}\n\nPreventive "
                f"measures\n{_KEPT}",
                {"enforcement.kind": "multiple_accounts"},
                Target.PLAN,
            ),
        ),
        applies=_OWNED,
        plan=judge.harmful_admission,
    ),
)
