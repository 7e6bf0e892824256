"""Family CT, the request and the push: CT201, CT202, CT203, CT210, CT215.

In: nothing. Out: `REQUEST`; the judged functions stand in request_checks.
"""

from __future__ import annotations

from escalate_ai.rules import request_checks as judge
from escalate_ai.rules.rule import NOT_NUDGE, Applies, Example, Rule
from escalate_ai.terms import Rung, Severity, Target

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_LETTER = (Target.LETTER,)
_HISTORY = "We sent our Plan of Action through the Account Health page on July 14 and July 28, 2026 and to a manager on August 12, 2026."
_TOLD = (
    "Our packing team confirmed 212 orders with label numbers before the carrier had them. We "
    "sent our Plan of Action through the Account Health page "
    "on July 14 and July 28, 2026 and were asked for more information both times. A manager, "
    "asked on August 12, 2026, answered with a denial."
)

REQUEST: tuple[Rule, ...] = (
    Rule(
        code="CT201",
        name="missing-request",
        severities=(_ERROR,),
        targets=_LETTER,
        guidance="Ask plainly for one thing and name what it is done to: the account, the listing with its ASIN, these offers or reviews.",
        why="The reader is hurried; a letter whose wish has to be guessed is put aside.",
        source="Expert tips, 3: make it clear what you are asking for",
        repair="Put one plain request here that names what is to be done and to which account or listing.",
        bad=(
            Example("opening", f"Our account was deactivated on July 6, 2026. {_HISTORY} We hope for a good outcome."),
            Example(
                "opening",
                "Copperline Tools has been closed since July 6, 2026, and our reinstatement was refused.",
                case={"track_record": None},
            ),
            Example(
                "opening",
                "We ask that you restore the listing of our torque wrench. It was taken down on July 6, 2026.",
                {"request": {"kind": "reinstate_listing", "asins": ["B0CJ5RTN8W"]}, "enforcement.level": "listing"},
            ),
        ),
        good=(
            Example(),
            Example("opening", f"Please lift the deactivation of our selling account. {_TOLD}"),
            Example("opening", f"This letter requests that the selling privileges of Copperline Tools be restored. {_TOLD}"),
            Example(
                "opening",
                f"We are writing to ask that ASIN B0CJ5RTN8W, one of our hand tools, be made available again. {_TOLD}",
                {"request": {"kind": "reinstate_listing", "asins": ["B0CJ5RTN8W"]}, "enforcement.level": "listing"},
            ),
        ),
        letter=judge.missing_request,
        reads=("opening",),
    ),
    Rule(
        code="CT202",
        name="late-request",
        severities=(_WARNING,),
        targets=_LETTER,
        guidance="State the request within the first two sentences.",
        why="What is asked decides who reads on.",
        source="Expert tips, 3: don't beat around the bush",
        repair="Move this request to the first sentence of the opening.",
        bad=(
            Example("opening", f"We sell hand tools. {_HISTORY} Each reply asked for more. We ask that you reinstate our account."),
            Example(
                "opening",
                f"Copperline Tools was deactivated on July 6, 2026. The reason was tracking. "
                f"{_HISTORY} Please restore our selling account.",
            ),
        ),
        good=(
            Example(),
            Example("opening", f"Copperline Tools was deactivated on July 6, 2026. We ask you to reactivate the account. {_TOLD}"),
        ),
        letter=judge.late_request,
        reads=("opening",),
        after=("CT201",),
    ),
    Rule(
        code="CT203",
        name="two-requests",
        severities=(_ERROR,),
        targets=_LETTER,
        guidance="Ask for one thing only; money, reasons, calls and other matters belong elsewhere. A "
        "nudge asks to confirm receipt and to review.",
        why="Two requests are two teams' work, and neither does it.",
        source="Expert tips, 3: make your request easy to understand",
        repair="Take this second request out.",
        bad=(
            Example("closing", "Please read the attached Plan of Action again, and please release the funds of $4,210 held since July."),
            Example("closing", "Please read the attached Plan of Action again. We also ask you to explain why our appeals were denied."),
        ),
        good=(
            Example(),
            Example(
                "closing",
                "Please read the attached Plan of Action again, and decide. If anything is missing, please tell us which document it is.",
            ),
        ),
        letter=judge.two_requests,
    ),
    Rule(
        code="CT210",
        name="missing-plan-reference",
        severities=(_ERROR,),
        targets=_LETTER,
        guidance=(
            "Close by pointing at the attached Plan of Action and asking for it to be read again (the revised plan, where it has changed; "
            "the attached grounds, in a report); on a nudge name it as sent and enclosed."
        ),
        why="The letter exists to have the plan read once more; without the push the last decision stands.",
        source="Expert tips, 4: push them to read the POA again",
        repair="Ask here for the attached Plan of Action, or the grounds, to be read again and decided on.",
        bad=(
            Example("closing", "The software now withholds the number, so it cannot happen again. Please reinstate our account soon."),
            Example("closing", "The attached Plan of Action describes everything. We look forward to your decision."),
        ),
        good=(
            Example(),
            Example(
                "closing",
                "We ask that a fresh pair of eyes go through our plan, which is enclosed with its three records, from the beginning.",
            ),
            Example("closing", "The POA and its documents accompany this letter. Would you reconsider them on their merits?"),
        ),
        letter=judge.missing_plan_reference,
        reads=("closing",),
    ),
    Rule(
        code="CT215",
        name="missing-reviewer",
        severities=(_ERROR,),
        targets=_LETTER,
        guidance="On a manager review ask for a manager or senior investigator; on the executive rung address the body that decides.",
        why="Without it the letter goes back to the queue that refused.",
        source="How Not To Do It: request action by a manager or senior investigator",
        repair="Name here who is asked to read and decide.",
        bad=(
            Example("salutation", "Dear Seller Performance,"),
            Example("salutation", "Dear Sir or Madam,", rung=Rung.EXECUTIVE),
        ),
        good=(Example(), Example("salutation", "To the Executive Seller Relations team,")),
        applies=Applies(rungs=NOT_NUDGE),
        letter=judge.missing_reviewer,
        reads=("salutation",),
    ),
)
