"""Running rules. In: a sheet, a plan or a case, with what it is held against. Out: a `Report`. Decides which rules speak, which fall silent, and the order; judges no words.

At most one finding per rule and span; what to mend first comes first: errors, then warnings, then notes, each in the order of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from escalate_ai.findings import Allowed, Finding, Report
from escalate_ai.letter import Part
from escalate_ai.rules.catalogue import CATALOGUE, rule_of
from escalate_ai.rules.reading import CaseReading, LetterReading, PlanReading, SubmissionReading
from escalate_ai.rules.rule import Hit, Rule
from escalate_ai.terms import DateOrder, Marketplace, Rung, Severity, Target

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import PlanOfAction
    from escalate_ai.history import History
    from escalate_ai.letter import Sheet
    from escalate_ai.policy import Policy

_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_PARTS = ("subject", "salutation", "opening", "highlights_intro", "highlights", "paragraphs", "closing", "signature", "attachments")


def check_letter(
    sheet: Sheet, brief: Brief | None, policy: Policy, allow: Mapping[str, str] | None = None, *, rung: Rung | None = None
) -> Report:
    """Give what the rules say about a letter.

    Without a brief, rules that hold it against its case are skipped and said to be. `rung` is for that case only: a brief has its own.

    Args:
        sheet: The letter's parts; findings name them and point into them.
        brief: The case on its rung, or None.
        policy: The limits, and the rules silenced for good.
        allow: Rules silenced for this call, each with its reason.
        rung: The rung a letter without a case is meant for.

    Raises:
        InputError: `allow` names a rule that does not exist.

    """
    marketplace = policy.marketplaces[brief.case.seller.marketplace if brief else Marketplace.US]
    reading = LetterReading(sheet, policy, brief, marketplace.order, marketplace.currency, brief.rung if brief else rung)
    case = brief.case if brief else None
    rules = [rule for rule in CATALOGUE if rule.letter and _speaks(rule, reading.rung, case)]
    missing = _missing(sheet)
    run = [rule for rule in rules if not (rule.needs_case and brief is None) and missing.isdisjoint(rule.reads)]
    found = {rule.code: _findings(rule, rule.letter(reading), Target.LETTER) for rule in run if rule.letter}
    places = [part.name for part in sheet.parts]
    return _report(found, allow, policy, places, [rule.code for rule in rules if rule.needs_case and brief is None])


def check_plan(
    plan: PlanOfAction,
    text: str | None,
    case: Case | None,
    history: History | None,
    policy: Policy,
    allow: Mapping[str, str] | None = None,
    *,
    rung: Rung | None = None,
) -> Report:
    """Give what the rules say about a plan; findings point into `text` where it is given, else at the typed plan's paths.

    Without a case, rules that hold the plan against it are skipped.

    Raises:
        InputError: `allow` names a rule that does not exist.

    """
    reading = PlanReading(plan, text, policy, case, history, rung)
    rules = [rule for rule in CATALOGUE if rule.plan and _speaks(rule, None, case)]
    run = [rule for rule in rules if not (rule.needs_case and case is None)]
    found = {rule.code: _findings(rule, rule.plan(reading), Target.PLAN) for rule in run if rule.plan}
    places = [part.name for part in reading.passages]
    return _report(found, allow, policy, places, [rule.code for rule in rules if rule.needs_case and case is None])


def check_case(reading: CaseReading, allow: Mapping[str, str] | None = None) -> Report:
    """Give what the readiness rules say about a case, its plan findings given.

    Raises:
        InputError: `allow` names a rule that does not exist.

    """
    rules = [rule for rule in CATALOGUE if rule.case and _speaks(rule, None, reading.case)]
    found = {rule.code: _findings(rule, rule.case(reading), Target.CASE) for rule in rules if rule.case}
    return _report(found, allow, reading.policy, [], [])


def check_submission(reading: SubmissionReading, allow: Mapping[str, str] | None = None) -> Report:
    """Give what keeps a bundle from being sent.

    Raises:
        InputError: `allow` names a rule that does not exist.

    """
    rules = [rule for rule in CATALOGUE if rule.submission and _speaks(rule, None, reading.case)]
    found = {rule.code: _findings(rule, rule.submission(reading), Target.SUBMISSION) for rule in rules if rule.submission}
    return _report(found, allow, reading.policy, [], [])


def _speaks(rule: Rule, rung: Rung | None, case: Case | None) -> bool:
    if case is None:
        return rule.applies.speaks(rung, None, None, None)
    return rule.applies.speaks(rung, case.request.kind, case.stance, case.asks)


def _missing(sheet: Sheet) -> set[str]:
    """Give the names of parts a letter lacks; FM108 says so, and what would read them is silent."""
    there = {
        "subject": sheet.subject,
        "salutation": sheet.salutation,
        "opening": sheet.paragraphs_before,
        "highlights": sheet.bullets,
        "closing": sheet.paragraphs_after,
        "signature": sheet.signature,
    }
    return {name for name, part in there.items() if not part}


def _findings(rule: Rule, hits: Iterable[Hit], target: Target) -> list[Finding]:
    """Make findings of a rule's hits, one for each place."""
    kept: dict[tuple[str, tuple[int, int] | None], Finding] = {}
    for hit in hits:
        part, where = (hit.where, hit.where.name) if isinstance(hit.where, Part) else (None, hit.where)
        span = hit.span
        quote = part.text[span[0] : span[1]] if part and span else None
        severity = hit.severity or rule.severities[0]
        finding = Finding(
            rule=rule.code,
            name=rule.name,
            severity=severity,
            where=where or target.value,
            span=span,
            quote=quote,
            message=hit.message,
            suggestion=hit.suggestion,
        )
        kept.setdefault((where, span), finding)
    return list(kept.values())


def _report(
    found: Mapping[str, Sequence[Finding]], allow: Mapping[str, str] | None, policy: Policy, places: Sequence[str], skipped: Sequence[str]
) -> Report:
    """Silence what lost its ground and what is allowed, and put the rest in order."""
    reasons = {rule_of(code).code: reason for code, reason in {**policy.allow, **(allow or {})}.items()}
    silenced = {rule.code for rule in CATALOGUE if rule.code in found and any(found.get(code) for code in rule.after)}
    spoken = [finding for code, findings in found.items() if code not in silenced and code not in reasons for finding in findings]
    order = _order(places)
    findings = sorted(spoken, key=lambda finding: (_GRAVITY[finding.severity], order(finding.where), finding.span or (0, 0), finding.rule))
    allowed = [Allowed(rule=code, reason=reason, findings=tuple(found.get(code, ()))) for code, reason in sorted(reasons.items())]
    return Report.of(findings, allowed, skipped)


def _order(places: Sequence[str]) -> Callable[[str], int]:
    """Give the function that says where in the text a named part comes; parts that are missing stand where they would."""

    def place(where: str) -> int:
        if where in places:
            return places.index(where) * len(_PARTS)
        stem = where.split("[", 1)[0]
        at = _PARTS.index(stem) if stem in _PARTS else len(_PARTS)
        earlier = [index for index, name in enumerate(places) if name.split("[", 1)[0] in _PARTS[:at]]
        return (earlier[-1] + 1 if earlier else 0) * len(_PARTS) - 1

    return place
