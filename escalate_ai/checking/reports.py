"""The rules of a letter, a plan or a case, run on what a source is. In: a source or a `Subject`. Out: a `Report`. Changes nothing.

Findings of a text point into that text.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from escalate_ai.case.case import Case
from escalate_ai.case.facts import PlanOfAction
from escalate_ai.case.given import as_day
from escalate_ai.checking.subject import Kind, Source, Subject, letters_in, subject_of
from escalate_ai.errors import InputError, Where
from escalate_ai.findings import Finding, Report
from escalate_ai.history import history_of
from escalate_ai.ladder import assess, brief_of
from escalate_ai.letter import Letter
from escalate_ai.letterread import read_sheet, sheet_of
from escalate_ai.nearest import nearest
from escalate_ai.policy import Policy, default_policy
from escalate_ai.reading.texts import not_too_long
from escalate_ai.rules.other_language import case_with_language, plan_words, with_language
from escalate_ai.rules.reading import SubmissionReading
from escalate_ai.rules.running import check_letter, check_plan, check_submission, with_allowed
from escalate_ai.rules.silencing import refuse_idle
from escalate_ai.terms import LETTER_RUNGS, Purpose, Rung, Target

_DOCUMENT_RULES = ("SB602", "SB604")
"""What can be said of a case's documents before there is a letter."""


def check(
    source: Source,
    kind: Kind | str | None = None,
    case: Case | None = None,
    rung: Rung | str | None = None,
    *,
    as_of: date | None = None,
    policy: Policy | None = None,
    against: str | Path | None = None,
    allow: Mapping[str, str] | None = None,
) -> Report:
    """Give the findings on a letter, a plan or a case. Nothing is changed.

    A string is a path where a file or folder of that name exists, else a text. The JSON of `rewrite` is checked as the letter in it.

    Args:
        source: What is checked.
        kind: letter, plan or case; guessed where it is left out.
        case: What a letter or plan is held against; without it, the rules that need it are listed as skipped.
        rung: The rung a letter is meant for; default its own, else the advised one.
        as_of: The day; default today.
        policy: Limits; default the built-in ones.
        against: A folder of other clients' letters (.txt, .md).
        allow: Rules to silence, each with its reason.

    Raises:
        DraftError: The source cannot be read, is empty, or is of no format that is read.
        CaseError: A case folder cannot be loaded.
        InputError: The kind, the rung or a rule to silence does not exist, or the day is before the newest fact of the case.

    """
    limits = policy or default_policy()
    subject = subject_of(source, kind, case, policy=limits)
    others = letters_in(Path(against), source, limits) if against is not None and subject.case is None else ()
    return report_on(subject, case, rung, as_of=as_of, policy=limits, others=others, allow=allow)


def report_on(
    subject: Subject,
    case: Case | None = None,
    rung: Rung | str | None = None,
    *,
    as_of: date | None = None,
    policy: Policy | None = None,
    others: tuple[str, ...] = (),
    allow: Mapping[str, str] | None = None,
) -> Report:
    """Give the findings on what a source is, as `check` does; `others` are the texts of other clients' letters."""
    limits, asked, day = policy or default_policy(), _rung(rung), as_day(as_of)
    if subject.case is not None:
        return _check_case(subject.case, day, limits, allow)
    if subject.plan is not None:
        return _check_plan(subject.plan, subject.text, case, day, limits, allow)
    if subject.letter is not None:
        return _check_letter(subject.letter, case, asked or subject.letter.rung, day, limits, others, allow)
    return _check_letter(subject.text or "", case, asked, day, limits, others, allow)


def _rung(rung: Rung | str | None) -> Rung | None:
    names = [known.value for known in LETTER_RUNGS]
    if rung is not None and str(rung) not in names:
        raise InputError(f"no letter is written on the rung '{rung}'{nearest(str(rung), names)}", Where(key="rung"))
    return Rung(rung) if rung is not None else None


def _check_case(case: Case, as_of: date, policy: Policy, allow: Mapping[str, str] | None) -> Report:
    """Check a case, its plan, and that its documents are there and can be sent."""
    refuse_idle(allow or (), (Target.CASE, Target.PLAN))
    standing, brief = assess(case, as_of, policy)
    report = with_allowed((*standing.findings, *brief.plan_findings, *_document_findings(case, policy)), allow, policy)
    return case_with_language(report, case.poa, policy)


def _document_findings(case: Case, policy: Policy) -> tuple[Finding, ...]:
    """Give what keeps documents of a loaded case from being sent; a case built in Python has no files to look for."""
    if case.folder is None:
        return ()
    there = {str(item.id): case.folder / item.file for item in case.evidence if item.file and item.id not in case.missing_files}
    sizes = {ident: path.stat().st_size for ident, path in there.items()}
    cited = tuple(item for item in case.evidence if item.file)
    report = check_submission(SubmissionReading(case, policy, letter_passed=True, cited=cited, files=there, sizes=sizes))
    return tuple(found for found in report.findings if found.rule in _DOCUMENT_RULES)


def _check_plan(  # noqa: PLR0917  what `check` was given, read
    plan: PlanOfAction, text: str | None, case: Case | None, as_of: date, policy: Policy, allow: Mapping[str, str] | None
) -> Report:
    refuse_idle(allow or (), (Target.LETTER, Target.PLAN))
    history = history_of(case, as_of, policy) if case else None
    return with_language(check_plan(plan, text, case, history, policy, allow), text or plan_words(plan, policy), Target.PLAN)


def _check_letter(  # noqa: PLR0917  what `check` was given, read
    letter: Letter | str,
    case: Case | None,
    rung: Rung | None,
    as_of: date,
    policy: Policy,
    others: tuple[str, ...],
    allow: Mapping[str, str] | None,
) -> Report:
    refuse_idle(allow or (), (Target.LETTER, Target.PLAN))
    in_file = isinstance(letter, str)
    if isinstance(letter, Letter):
        not_too_long(letter.text, "letter", policy.files.text_characters)
    sheet = read_sheet(letter) if isinstance(letter, str) else sheet_of(letter)
    brief = None
    if case is not None:
        brief = brief_of(case, as_of, policy, rung, others)
        if brief.rung not in LETTER_RUNGS:
            brief = brief_of(case, as_of, policy, _nearest_rung(case, brief.rung), others)
    report = check_letter(sheet, brief, policy, allow, rung=rung, others=others, in_file=in_file)
    return with_language(report, letter.text if isinstance(letter, Letter) else letter, Target.LETTER)


def _nearest_rung(case: Case, advised: Rung) -> Rung:
    """Give the rung a letter is read on where none is due: a wait reads as a nudge; else by whether a manager was asked."""
    if advised is Rung.WAIT:
        return Rung.NUDGE
    asked = any(case.purpose_of(attempt) is Purpose.MANAGER_REVIEW for attempt in case.appeals)
    return Rung.EXECUTIVE if asked else Rung.MANAGER_REVIEW
