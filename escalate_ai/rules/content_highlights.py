"""Family CT, cause, bullets and documents: CT208, CT209, CT211-CT214, CT216.

In: nothing. Out: `HIGHLIGHTS`; the judged functions stand in highlight_checks.
"""

from __future__ import annotations

from escalate_ai.rules import highlight_checks as judge
from escalate_ai.rules.rule import NOT_NUDGE, OWNING, REINSTATEMENTS, Applies, Example, Rule
from escalate_ai.terms import Severity, Target

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_LETTER = (Target.LETTER,)
_HISTORY = (
    "We sent our Plan of Action through the Account Health page on July 14 and July 28, 2026 and were asked for more information. "
    "A manager, asked on August 12, 2026, answered with a denial."
)

HIGHLIGHTS: tuple[Rule, ...] = (
    Rule(
        code="CT208",
        name="missing-root-cause",
        severities=(_ERROR,),
        targets=_LETTER,
        guidance="Name in one plain clause what failed in the seller's own work; in a dispute, what the "
        "enforcement says and which documents show otherwise.",
        why="Nobody reinstates an account that does not know what went wrong.",
        source="Expert tips, 1 and 6: root causes; show that you understand exactly what happened",
        repair="Add one clause, in the first person, that names the cause as the case states it.",
        bad=(
            Example("opening", f"We ask that you reinstate our selling account, deactivated on July 6, 2026. {_HISTORY}"),
            Example(
                "opening",
                f"We ask that you reinstate our selling account. We are sorry for what happened and take it seriously. {_HISTORY}",
            ),
        ),
        good=(
            Example(),
            Example(
                "opening",
                f"We ask that you reinstate our selling account. Our staff marked 212 orders as confirmed off "
                f"printed labels, before the carrier had the parcels. {_HISTORY}",
            ),
        ),
        applies=Applies(kinds=REINSTATEMENTS),
        letter=judge.missing_root_cause,
        needs_case=True,
        reads=("opening",),
    ),
    Rule(
        code="CT209",
        name="missing-prevention-reason",
        severities=(_WARNING,),
        targets=_LETTER,
        guidance="Say in one clause why it cannot happen again.",
        why="Whoever reinstates answers for a relapse and needs the reason.",
        source="Expert tips, 1 and 4: convince that it will never happen again; describe why the solutions will work",
        repair="Add one clause that says what now stands in the way.",
        bad=(
            Example("closing", "The attached Plan of Action has the details. Please read it again and decide."),
            Example("closing", "We thank you for your time. Please read our attached Plan of Action again."),
        ),
        good=(
            Example(),
            Example("closing", "No number goes out unless a scan stands behind it. Please read the attached Plan of Action again."),
        ),
        applies=Applies(rungs=NOT_NUDGE, kinds=OWNING.kinds, stances=OWNING.stances, asks=OWNING.asks),
        letter=judge.missing_prevention_reason,
        reads=("closing",),
    ),
    Rule(
        code="CT211",
        name="promised-highlight",
        severities=(_ERROR,),
        targets=_LETTER,
        guidance="Report what is done; promise nothing in a highlight.",
        why="Promises were in every plan that was refused; finished work was not.",
        source="Expert tips, 1: completed solutions; nudge: implemented, and working",
        repair="Report this measure as done with its date, or replace it by one that is completed.",
        bad=(
            Example("highlights[1]", "Starting soon, we will confirm an order only after the carrier's first scan."),
            Example("highlights[2]", "A second carrier has been asked to collect parcels on Saturdays, so none waits over the weekend."),
            Example("highlights[0]", "We plan to compare tracking numbers with carrier scans every evening."),
        ),
        good=(
            Example(),
            Example(
                "highlights[1]",
                "Since July 13, 2026 the software will not release a confirmation until Brightway Parcel "
                "has scanned the parcel; 1,140 orders went out that way.",
            ),
        ),
        letter=judge.promised_highlight,
        reads=("highlights",),
    ),
    Rule(
        code="CT212",
        name="highlight-without-result",
        severities=(_WARNING,),
        targets=_LETTER,
        guidance="Give each highlight its own result, or the reason why it works.",
        why="A measure without an effect is an intention.",
        source="House page DOMAIN, what a letter must do; nudge: they are working",
        repair="Add to this bullet what the measure has shown so far, from the case.",
        bad=(
            Example("highlights[0]", "On July 9, 2026 our shipping clerk uploaded the carrier's scan records."),
            Example("highlights[2]", "Since July 20, 2026 the shift lead compares tracking numbers with carrier scans every evening."),
        ),
        good=(
            Example(),
            Example(
                "highlights[2]",
                "Each evening since July 20, 2026 the shift lead holds numbers against scans; in forty evenings not one was without.",
            ),
        ),
        applies=Applies(kinds=REINSTATEMENTS),
        letter=judge.highlight_without_result,
        reads=("highlights",),
    ),
    Rule(
        code="CT213",
        name="highlight-not-in-case",
        severities=(_ERROR,),
        targets=_LETTER,
        guidance="Show only measures and grounds of the case.",
        why="A measure that the plan does not hold is found missing at the first look.",
        source="Expert tips, 1: emphasize the best parts of the POA",
        repair="Replace this bullet by a completed measure of the case.",
        bad=(
            Example(
                "highlights[0]",
                "In August 2026 an outside consultant trained the whole purchasing department on trademark law, and everybody passed.",
            ),
            Example("highlights[2]", "Every toy is tested in a laboratory for lead paint before it is sold; none has failed."),
        ),
        good=(
            Example(),
            Example(
                "highlights[2]",
                "Each evening since July 20, 2026 a supervisor holds tracking numbers against what the carrier scanned; none was without.",
            ),
        ),
        letter=judge.highlight_not_in_case,
        needs_case=True,
        reads=("highlights",),
    ),
    Rule(
        code="CT214",
        name="one-sided-highlights",
        severities=(_WARNING,),
        targets=_LETTER,
        guidance="Show corrective and preventive measures both, where the case has both.",
        why="What was put right and what keeps it right are two questions of the reader.",
        source="Expert tips, 1: resolved past problems while preventing fresh ones",
        repair="Put a measure of the other side in place of one of these.",
        bad=(
            Example("highlights[0]", "Every order waits for the carrier's first scan since July 13, 2026, so none is confirmed early."),
            Example("highlights[0]", ""),
        ),
        good=(
            Example(),
            Example(
                "highlights[2]", "On July 10, 2026 we removed the desk printer that issued labels before the pick-up, so none is left."
            ),
        ),
        applies=OWNING,
        letter=judge.one_sided,
        needs_case=True,
        reads=("highlights",),
    ),
    Rule(
        code="CT216",
        name="evidence-mismatch",
        severities=(_ERROR,),
        targets=_LETTER,
        guidance="Name no document that is not attached; the list below the letter names each one that is.",
        why="A document that is announced and missing ends the reading.",
        source="House page DOMAIN, what a consultant checks, 12; Expert tips, 1: show them the documentation",
        repair="Name the case's own documents here, and list each by its title.",
        bad=(
            Example("closing", "The attached Plan of Action and the enclosed lease agreement show it. Please read them again."),
            Example(
                "attachments",
                "Plan of Action\nCarrier scan records for 212 orders\nRelease settings of the shipping software\nLetter of a tax adviser",
            ),
            Example("attachments", "Plan of Action\nRelease settings of the shipping software"),
        ),
        good=(
            Example(),
            Example("attachments", "POA\nScan records, 212 orders\nSoftware release settings\nEvening check sheets July to September"),
        ),
        letter=judge.evidence_mismatch,
        needs_case=True,
    ),
)
