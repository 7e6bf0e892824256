"""Family CT, what was sent and what came back: CT204, CT206, CT207, CT217, CT218.

In: nothing. Out: `HISTORY`; the judged functions stand in history_checks.
"""

from __future__ import annotations

from escalate_ai.rules import history_checks as judge
from escalate_ai.rules.kinds import Lexical
from escalate_ai.rules.rule import NOT_NUDGE, Applies, Example, Rule
from escalate_ai.terms import Severity, Target

_ERROR = Severity.ERROR
_LETTER = (Target.LETTER,)
_ASK = "We ask that you reinstate our selling account, deactivated on July 6, 2026."
_CAUSE = "Our packing team confirmed 212 orders with label numbers before the carrier had them."
_SENT = "The plan went through the Account Health page on July 14 and July 28, 2026, and to a manager on August 12, 2026."
_CAME = "Two replies asked for more information and the third was a denial."
_CLAIM = Lexical(
    "reviewer_claims",
    "claim",
    "\u201c{words}\u201d says what reviewers did or thought, which nobody outside can know.",
    "State counts, dates and replies, and leave the judgement to the reader.",
)

HISTORY: tuple[Rule, ...] = (
    Rule(
        code="CT204",
        name="missing-history",
        severities=(_ERROR,),
        targets=_LETTER,
        guidance="State how often and on which dates the plan went in: every date up to four, "
        "beyond that the count, the first and the last.",
        why="Whoever reads can look into the account; exact dates let the reader check and find the letter right.",
        source="Expert tips, 5: the number of times, and dates, that you sent it in",
        repair="Add the missing dates of the submissions.",
        bad=(
            Example("opening", f"{_ASK} {_CAUSE} We sent our plan several times through the Account Health page and to a manager. {_CAME}"),
            Example(
                "opening",
                f"{_ASK} {_CAUSE} The plan went through the Account Health page on July 14, 2026 "
                f"and to a manager on August 12, 2026. {_CAME}",
            ),
        ),
        good=(
            Example(),
            Example(
                "opening",
                f"{_ASK} {_CAUSE} Our plan went in through Account Health first on 7/14/2026 and again on "
                f"7/28/2026. A manager had it on 12 August 2026. {_CAME}",
            ),
        ),
        letter=judge.missing_history,
        needs_case=True,
        reads=("opening",),
    ),
    Rule(
        code="CT206",
        name="unclear-reply-not-featured",
        severities=(_ERROR,),
        targets=_LETTER,
        guidance="State repeated requests for more information, denials without a reason and silence as facts.",
        why="An unclear answer is the reason to look again, and the reader only finds it if it is said.",
        source="Expert tips, 5: feature that prominently",
        repair="Add what came back to the submissions, as a fact.",
        bad=(
            Example("opening", f"{_ASK} {_CAUSE} {_SENT}"),
            Example("opening", f"{_ASK} {_CAUSE} {_SENT} The last was met with a denial."),
        ),
        good=(
            Example(),
            Example(
                "opening",
                f"{_ASK} {_CAUSE} {_SENT} Twice the answer asked for further details without saying which; then we were turned down.",
            ),
        ),
        applies=Applies(rungs=NOT_NUDGE),
        letter=judge.unclear_replies_left_out,
        needs_case=True,
        reads=("opening",),
    ),
    Rule(
        code="CT207",
        name="missing-channels",
        severities=(_ERROR,),
        targets=_LETTER,
        guidance="Name the accepted channels that were tried, and that they brought no resolution.",
        why="A case that skipped the proper way is sent back to it.",
        source="Expert tips, 3: state plainly that accepted channels were pursued without resolution",
        repair="Name the channel each submission went through.",
        bad=(
            Example("opening", f"{_ASK} {_CAUSE} The plan went in on July 14, July 28 and August 12, 2026. {_CAME}"),
            Example("opening", f"{_ASK} {_CAUSE} The plan went to a manager, after July 14 and July 28, 2026, on August 12, 2026. {_CAME}"),
        ),
        good=(
            Example(),
            Example(
                "opening", f"{_ASK} {_CAUSE} On July 14, July 28 and August 12, 2026 the plan went through every accepted channel. {_CAME}"
            ),
        ),
        applies=Applies(rungs=NOT_NUDGE),
        letter=judge.missing_channels,
        needs_case=True,
        reads=("opening",),
    ),
    Rule(
        code="CT217",
        name="last-reply-unanswered",
        severities=(_ERROR,),
        targets=_LETTER,
        guidance="Answer the last reply item by item: name the document or the measure that supplies each.",
        why="What was asked for and is not seen at once brings the same reply again.",
        source="What do sellers get back; house page DOMAIN, what a consultant checks, 11",
        repair="Name here the document or measure that supplies what was asked for.",
        bad=(
            Example(
                "attachments",
                "Plan of Action\nCarrier scan records for 212 orders",
                case={
                    "last_request": [{"asked": "The check sheets", "answered_by": ["EV4"]}],
                    "evidence.2": {"id": "EV4", "kind": "lease", "title": "Tenancy agreement of the dispatch hall"},
                    "poa.preventive_measures.1.evidence": [],
                },
            ),
            Example(
                "closing",
                "Please read the attached Plan of Action again.",
                case={"last_request": [{"asked": "A licence for power tools"}]},
            ),
        ),
        good=(
            Example(case={"last_request": [{"asked": "Proof that orders are scanned", "answered_by": ["EV1"]}]}),
            Example(case={"last_request": [{"asked": "Greater detail on the steps", "answered_by": ["PM1", "PM2"]}]}),
        ),
        letter=judge.last_reply_unanswered,
        needs_case=True,
    ),
    Rule(
        code="CT218",
        name="unverifiable-claim",
        severities=(_ERROR,),
        targets=_LETTER,
        guidance="Say nothing about what reviewers did, read or thought.",
        why="The reader knows what was noted in the account and stops believing the rest.",
        source="Expert tips, 5: you have no real idea what they have done with your POA",
        repair="Replace this by what came back, with its date.",
        bad=(
            Example("opening", f"{_ASK} {_CAUSE} {_SENT} {_CAME} Nobody read our plan."),
            Example("closing", "Your team clearly overlooked the records. Please read the attached Plan of Action again."),
        ),
        good=(
            Example(),
            Example(
                "closing",
                "The replies named no point of the plan. Please have somebody who has not read it "
                "before review the attached Plan of Action again.",
            ),
        ),
        letter=_CLAIM.letter,
    ),
)
