"""RD: whether a letter may be written at all. In: nothing. Out: `READINESS`; the checks stand in `readiness_checks` and `contradictions`.

An error among their findings makes a case not ready on any rung (DOMAIN, "The ladder"). RD516 stands in `story`.
"""

from __future__ import annotations

from collections.abc import Mapping

from escalate_ai.rules import readiness_checks as checks
from escalate_ai.rules.contradictions import contradictions
from escalate_ai.rules.rule import REINSTATEMENTS, Applies, Example, Rule
from escalate_ai.terms import Rung, Severity, Target

_ERROR = (Severity.ERROR,)
_WARNING = (Severity.WARNING,)
_CASE = (Target.CASE,)
_FORGED = {"enforcement.kind": "forged_documents"}
_ONE_APPEAL = {"sent_on": "2026-07-14", "channel": "account_health"}
_DENIED = {"received_on": "2026-08-21", "category": "generic_denial"}
_ASKED_FOR_PROOF = {
    "received_on": "2026-08-21",
    "category": "proof_required",
    "text": "Please provide proof that the parcels were handed over.",
}
_WORDY_PLAN = (
    "Our packing team confirmed orders with label numbers before the carrier had scanned the parcels. We have removed the office printer, "
    "and an order is confirmed only after the first scan. The shift lead compares scans and orders every evening and signs a sheet."
)


def _case(keys: Mapping[str, object], rung: Rung | None = None) -> Example:
    return Example(case=keys, target=Target.CASE, rung=rung)


SPECIMEN = _case({})
"""Three submissions, the last one a manager review that was refused: nothing to object to."""
QUIET = _case({"track_record": "Selling since 2019."})

READINESS = (
    Rule(
        "RD501",
        "nothing-sent-yet",
        _ERROR,
        _CASE,
        guidance="Write no escalation before one appeal or report has gone through a channel that decides.",
        why="The reader looks for the earlier submission in the account first; where there is none, this is an appeal in the wrong place.",
        source="DOMAIN, the ladder, row 4",
        repair="Send the plan or report first and log it under `appeals`.",
        bad=(_case({"appeals": []}), _case({"appeals": [], "calls": [{"called_on": "2026-07-08", "asked": "What happened?"}]})),
        good=(SPECIMEN, _case({"appeals": [_ONE_APPEAL]})),
        case=checks.nothing_sent,
    ),
    Rule(
        "RD502",
        "too-soon",
        _ERROR,
        _CASE,
        guidance="Let the wait run out before you write again.",
        why="A second text while the first is being read is handled as one more of the same.",
        source="DOMAIN, the ladder, row 3; policy, waits",
        repair="Wait until the day named.",
        bad=(
            _case({"appeals.2.sent_on": "2026-09-10", "appeals.2.reply": None}),
            _case({"appeals.2.reply": {"received_on": "2026-09-11", "category": "under_review"}}),
        ),
        good=(SPECIMEN, _case({"appeals.2.reply": None})),
        case=checks.too_soon,
    ),
    Rule(
        "RD503",
        "manager-not-asked",
        _ERROR,
        _CASE,
        guidance="Ask a manager or senior investigator before you write to executives.",
        why="The executive desk asks the deciding team first, and a team that was never asked for a second look has an easy answer.",
        source="seed, 'How Not To Do It', on asking a manager at least once; DOMAIN, the ladder, rows 8 and 9",
        repair="Write on `manager_review`.",
        bad=(
            _case({"appeals.2.channel": "account_health"}, Rung.EXECUTIVE),
            _case({"appeals.2.reply": {"received_on": "2026-08-21", "category": "wrong_channel"}}, Rung.EXECUTIVE),
        ),
        good=(SPECIMEN, _case({"appeals.2.channel": "account_health"}, Rung.MANAGER_REVIEW)),
        case=checks.manager_not_asked,
    ),
    Rule(
        "RD504",
        "weak-plan",
        (Severity.ERROR, Severity.WARNING),
        _CASE,
        guidance="Mend the plan before you write the letter that asks for it to be read again.",
        why="The letter earns one more reading of the plan; a plan with holes turns that reading into the last denial.",
        source="seed, 1: a good plan behind the escalation; DOMAIN, the ladder, row 7",
        repair="Mend what the plan findings name.",
        bad=(
            _case({"poa.root_causes": [], "poa.corrective_actions": [], "poa.preventive_measures": []}),
            _case({"poa.corrective_actions": []}),
        ),
        good=(SPECIMEN, QUIET),
        applies=Applies(kinds=REINSTATEMENTS),
        case=checks.weak_plan,
    ),
    Rule(
        "RD505",
        "specific-reply-unanswered",
        _ERROR,
        _CASE,
        guidance="Supply what the last reply asked for before you ask for another look.",
        why="The reader opens the last reply, sees what was asked for, and closes the letter that does not bring it.",
        source="DOMAIN, the ladder, row 5",
        repair="Name the document or measure that answers each item under `last_request`.",
        bad=(
            _case({"appeals.2.reply": _ASKED_FOR_PROOF}),
            _case({"appeals.2.reply": _ASKED_FOR_PROOF, "last_request": [{"asked": "Proof that the parcels were handed over"}]}),
        ),
        good=(
            SPECIMEN,
            _case({"appeals.2.reply": _ASKED_FOR_PROOF, "last_request": [{"asked": "Proof of the hand-over", "answered_by": ["EV1"]}]}),
        ),
        case=checks.request_unmet,
    ),
    Rule(
        "RD506",
        "wrong-channel",
        (Severity.ERROR, Severity.WARNING),
        _CASE,
        guidance="Send the request where it is decided.",
        why="A desk that cannot decide files the text or answers with a form, and the account shows no appeal.",
        source="DOMAIN, the ladder, what counts; policy, channels",
        repair="Send it again through a channel that decides.",
        bad=(_case({"appeals.0.channel": "seller_support"}), _case({"appeals": [{"sent_on": "2026-07-14", "channel": "ahs_call"}]})),
        good=(SPECIMEN, _case({"appeals.0.channel": "email"})),
        case=checks.wrong_channel,
    ),
    Rule(
        "RD507",
        "final-word",
        _ERROR,
        _CASE,
        guidance="Write nothing where Amazon has closed the matter.",
        why="Letters after the final word are filed unread; what is left lies outside this ladder.",
        source="DOMAIN, the ladder, row 2",
        repair="Hand the case to a human who decides on counsel, mediation or arbitration.",
        bad=(
            _case({"enforcement.state": "final_word"}),
            _case(
                {
                    "appeals.2.reply": {
                        "received_on": "2026-08-21",
                        "category": "final_word",
                        "text": "We may not respond to further emails.",
                    }
                }
            ),
        ),
        good=(SPECIMEN, _case({"appeals.1.reply": {"received_on": "2026-08-03", "category": "final_word"}})),
        case=checks.final_word,
    ),
    Rule(
        "RD508",
        "same-plan-sprayed",
        _WARNING,
        _CASE,
        guidance="Send one appeal to one place.",
        why="The same plan in several inboxes reads as spam, and each copy spends an attempt.",
        source="seed, 'How Not To Do It', on the same plan sent to different addresses",
        repair="Send the next version once, to the channel that decides.",
        bad=(
            _case({"appeals.0.plan": {"text": _WORDY_PLAN}, "appeals.1.plan": {"text": _WORDY_PLAN}, "appeals.1.channel": "email"}),
            _case(
                {
                    "appeals.0.plan": {"text": _WORDY_PLAN},
                    "appeals.1.plan": {"text": "July 28, 2026. " + _WORDY_PLAN},
                    "appeals.1.recipient": "Seller Support",
                }
            ),
        ),
        good=(SPECIMEN, _case({"appeals.0.plan": {"text": _WORDY_PLAN}, "appeals.2.plan": {"text": _WORDY_PLAN}})),
        case=checks.same_plan_sprayed,
    ),
    Rule(
        "RD509",
        "too-few-highlights",
        (Severity.ERROR, Severity.WARNING),
        _CASE,
        guidance="Complete at least two measures, better three, before you write.",
        why="A letter persuades by what is done and can be checked; intentions are read as nothing.",
        source="seed, 1: the top three completed solutions",
        repair="Complete and date more measures.",
        bad=(
            _case({"poa.corrective_actions": [], "poa.preventive_measures.0.status": "planned"}),
            _case({"poa.preventive_measures.0.status": "planned", "poa.preventive_measures.1.status": "in_progress"}),
        ),
        good=(SPECIMEN, QUIET),
        case=checks.too_few_highlights,
    ),
    Rule(
        "RD510",
        "unlogged-attempt",
        _WARNING,
        _CASE,
        guidance="Keep the text of everything that was sent.",
        why="Without it nobody can tell what Amazon has read, or show that the plan has changed since.",
        source="DOMAIN, what a consultant checks, 2 and 14",
        repair="Put the text into `sent/` and name it in the attempt.",
        bad=(SPECIMEN, _case({"appeals.0.plan": {"text": _WORDY_PLAN}})),
        good=(
            _case({"appeals": [{**_ONE_APPEAL, "plan": {"text": _WORDY_PLAN}}]}),
            _case({"appeals": [{"sent_on": "2026-07-14", "channel": "ahs_call"}, {**_ONE_APPEAL, "plan": {"text": _WORDY_PLAN}}]}),
        ),
        case=checks.unlogged_attempt,
    ),
    Rule(
        "RD511",
        "support-not-called",
        (Severity.NOTE,),
        _CASE,
        guidance="Call Account Health Support after a denial without a reason, and log the answer.",
        why="The agent sees what the mail does not say; a letter that knows the reason on file answers it.",
        source="seed, on asking for clarification in calls; DOMAIN, the ladder",
        repair="Log a call under `calls`.",
        bad=(SPECIMEN, _case({"appeals": [{**_ONE_APPEAL, "reply": _DENIED}]})),
        good=(_case({"calls": [{"called_on": "2026-08-24", "asked": "Is a reason on file?"}]}), _case({"appeals": [_ONE_APPEAL]})),
        case=checks.support_not_called,
    ),
    Rule(
        "RD512",
        "long-shot",
        _WARNING,
        _CASE,
        guidance="Say plainly that the odds are low where documents were forged or the offence is a repeat.",
        why="A client who is not told expects what rarely comes, and spends the last attempt on it.",
        source="seed, on having little to offer: a last-ditch attempt with a low chance",
        repair="Tell the client before anything is sent.",
        bad=(_case(_FORGED), _case({"enforcement.notice": {"text": "We previously warned you. You have again violated our policy."}})),
        good=(SPECIMEN, _case({"enforcement.notice": {"text": "Send a plan of action within 17 days."}})),
        case=checks.long_shot,
    ),
    Rule(
        "RD513",
        "counsel-first",
        _ERROR,
        _CASE,
        guidance="Write nothing to Amazon while counsel has to come first.",
        why="In litigation, arbitration, a seizure or an investigation every sentence can be used against the client.",
        source="DOMAIN, the ladder, row 2",
        repair="Take the case to counsel.",
        bad=(_case({"legal": ["litigation"]}), _case({"legal": ["seized_funds", "law_enforcement"]})),
        good=(SPECIMEN, _case({"legal": None})),
        case=checks.counsel_first,
    ),
    Rule(
        "RD514",
        "contradiction",
        _ERROR,
        _CASE,
        guidance="Write nothing while two statements of the case exclude each other.",
        why="The reader has the account open, and one date that cannot be true costs the rest its credit.",
        source="DOMAIN, what a consultant checks, 1 and 2",
        repair="Look both statements up and correct the wrong one.",
        bad=(
            _case({"appeals.0.reply": {"received_on": "2026-07-12", "category": "more_info_generic"}}),
            _case({"poa.preventive_measures.2.completed_on": "2026-08-01"}),
            _case({"appeals.0.sent_on": "2026-06-14"}),
        ),
        good=(SPECIMEN, _case({"poa.preventive_measures.2.completed_on": "2027-03-01"})),
        case=contradictions,
    ),
    Rule(
        "RD515",
        "premature-executive",
        _WARNING,
        _CASE,
        guidance="Count no executive mail that went out before a manager was asked.",
        why="It was handed back down unread; it stands on record, spends nothing, and the letter does not lean on it.",
        source="seed, 'How Not To Do It', on taking everything to the top; DOMAIN, the ladder",
        repair="Ask for a manager review next.",
        bad=(_case({"appeals.2.channel": "executive"}), _case({"appeals.1.channel": "executive"})),
        good=(SPECIMEN, _case({"appeals.2.channel": "account_health"})),
        case=checks.premature_executive,
    ),
)
"""In the order of their codes."""
