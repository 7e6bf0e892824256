"""Running rules.

In: a sheet, a plan or a case, with what it is held against. Out: a `Report`. Decides which rules speak, which fall silent, and the
order; judges no words.

At most one finding per rule and span; what to mend first comes first: errors, then warnings, then notes, each by `mending`, then in the
order of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.findings import Allowed, Finding, Report
from escalate_ai.letter import Part
from escalate_ai.rules.catalogue import CATALOGUE, rule_of
from escalate_ai.rules.mending import rank_of
from escalate_ai.rules.plain_parts import Original, Originals, plain_sheet, plain_text
from escalate_ai.rules.reading import CaseReading, LetterReading, PlanReading, SubmissionReading
from escalate_ai.rules.rule import Hit, Rule
from escalate_ai.terms import Asks, Marketplace, RequestKind, Rung, Severity, Stance, Target

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import PlanOfAction
    from escalate_ai.history import History
    from escalate_ai.letter import Sheet
    from escalate_ai.policy import Policy

_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_ANOTHER_TEXT = "FM114"
"""Where it speaks, the text is no plan, and nothing else is said of it as one …"""
_SAID_OF_ANY = frozenset({"FM114", "FM115"})
"""… but what it says to a model."""
_PARTS = ("subject", "salutation", "opening", "highlights_intro", "highlights", "paragraphs", "closing", "signature", "attachments")


def check_letter(
    sheet: Sheet,
    brief: Brief | None,
    policy: Policy,
    allow: Mapping[str, str] | None = None,
    *,
    rung: Rung | None = None,
    others: tuple[str, ...] = (),
    in_file: bool = False,
) -> Report:
    """Give what the rules say about a letter.

    Without a brief, rules that hold it against its case are skipped and said to be.

    Args:
        sheet: The letter's parts; findings name them and point into them.
        brief: The case on its rung, or None.
        policy: The limits, and the rules silenced for good.
        allow: Rules silenced for this call, each with its reason.
        rung: The rung a letter without a case is meant for; a brief has its own.
        others: Letters of other clients, where the brief holds none.
        in_file: The sheet was read from a text: findings then say `text` and point into that text, but for parts that are missing.

    Raises:
        InputError: `allow` names a rule that does not exist.

    """
    marketplace = policy.marketplaces[brief.case.seller.marketplace if brief else Marketplace.US]
    order = marketplace.order
    sheet, originals = plain_sheet(sheet)
    reading = LetterReading(
        sheet, policy, brief, order, marketplace.currency, brief.rung if brief else rung, (brief.others if brief else ()) or others
    )
    rules = [rule for rule in _speaks(brief.case if brief else None, reading.rung) if rule.letter]
    missing = _missing(sheet)
    run = [rule for rule in rules if not (rule.needs_case and brief is None) and missing.isdisjoint(rule.reads)]
    scene = _Scene(Target.LETTER, sheet.parts, in_file=in_file, originals=originals)
    found = {rule.code: scene.findings(rule, rule.letter(reading)) for rule in run if rule.letter}
    return _report(found, allow, policy, [rule.code for rule in rules if rule.needs_case and brief is None])


def check_plan(  # noqa: PLR0917  the plan with what it is held against
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
    text, originals = plain_text(text)
    reading = PlanReading(plan, text, policy, case, history, rung)
    rules = [rule for rule in _speaks(case) if rule.plan]
    run = [rule for rule in rules if not (rule.needs_case and case is None)]
    scene = _Scene(Target.PLAN, reading.passages, originals=originals)
    found = {rule.code: scene.findings(rule, rule.plan(reading)) for rule in run if rule.plan}
    if found.get(_ANOTHER_TEXT):
        found = {code: group for code, group in found.items() if code in _SAID_OF_ANY}
    return _report(found, allow, policy, [rule.code for rule in rules if rule.needs_case and case is None])


def check_case(reading: CaseReading, allow: Mapping[str, str] | None = None) -> Report:
    """Give what the readiness rules say about a case, its plan findings given.

    Raises:
        InputError: `allow` names a rule that does not exist.

    """
    rules = [rule for rule in _speaks(reading.case) if rule.case]
    found = {rule.code: _Scene(Target.CASE).findings(rule, rule.case(reading)) for rule in rules if rule.case}
    return _report(found, allow, reading.policy, [])


def check_submission(reading: SubmissionReading, allow: Mapping[str, str] | None = None) -> Report:
    """Give what keeps a bundle from being sent.

    Raises:
        InputError: `allow` names a rule that does not exist.

    """
    rules = [rule for rule in _speaks(reading.case) if rule.submission]
    found = {rule.code: _Scene(Target.SUBMISSION).findings(rule, rule.submission(reading)) for rule in rules if rule.submission}
    return _report(found, allow, reading.policy, [])


def with_allowed(findings: Iterable[Finding], allow: Mapping[str, str] | None, policy: Policy, skipped: Iterable[str] = ()) -> Report:
    """Give the report of findings already made, those of allowed rules moved aside.

    Raises:
        InputError: `allow` names a rule that does not exist.

    """
    reasons = {rule_of(code).code: reason for code, reason in {**policy.allow, **(allow or {})}.items()}
    given = tuple(findings)
    allowed = [Allowed(rule=code, reason=why, findings=tuple(f for f in given if f.rule == code)) for code, why in sorted(reasons.items())]
    kept = sorted((finding for finding in given if finding.rule not in reasons), key=lambda finding: _GRAVITY[finding.severity])
    return Report.of(kept, allowed, skipped)


def _speaks(case: Case | None, rung: Rung | None = None) -> tuple[Rule, ...]:
    """Give the rules that speak on a rung of a case; None is no reason for silence."""
    return _speaking(rung, case.request.kind, case.stance, case.asks) if case else _speaking(rung, None, None, None)


@cache
def _speaking(rung: Rung | None, kind: RequestKind | None, stance: Stance | None, asks: Asks | None) -> tuple[Rule, ...]:
    return tuple(rule for rule in CATALOGUE if rule.applies.speaks(rung, kind, stance, asks))


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


class _Placed(NamedTuple):
    """A finding and where in the whole it comes."""

    place: tuple[int, int]
    finding: Finding


def _urgency(placed: _Placed) -> tuple[int, int, tuple[int, int], str]:
    code = placed.finding.rule
    return (_GRAVITY[placed.finding.severity], rank_of(code), placed.place, code)


@dataclass(frozen=True)
class _Scene:
    """What is being checked, so that hits become findings in their order."""

    target: Target
    parts: tuple[Part, ...] = ()
    in_file: bool = False
    originals: Originals = field(default_factory=dict[Part, Original])
    """Parts that the rules read in plain spelling, with what they were."""

    @cached_property
    def _places(self) -> dict[Part, int]:
        """The place of each part; of parts that are alike, the first."""
        return {part: place for place, part in reversed(list(enumerate(self.parts)))}

    @cached_property
    def _stems(self) -> list[str]:
        """The names of the parts without their numbers."""
        return [part.name.split("[", 1)[0] for part in self.parts]

    def findings(self, rule: Rule, hits: Iterable[Hit]) -> list[_Placed]:
        """Make findings of a rule's hits, one for each place."""
        kept: dict[tuple[str, tuple[int, int] | None], _Placed] = {}
        for hit in hits:
            part = hit.where if isinstance(hit.where, Part) else None
            where, span = (part.name if part else str(hit.where)), hit.span
            if part and (original := self.originals.get(part)):
                part, span = original.part, original.span(span)
            quote = part.text[span[0] : span[1]] if part and span else None
            if self.in_file and part and span and part.start is not None:
                where, span = "text", (span[0] + part.start, span[1] + part.start)
            finding = Finding(
                rule=rule.code,
                name=rule.name,
                severity=hit.severity or rule.severities[0],
                where=where or self.target.value,
                span=span,
                quote=quote,
                message=hit.message,
                suggestion=hit.suggestion,
            )
            kept.setdefault((where, span), _Placed(self._place(hit), finding))
        return list(kept.values())

    def _place(self, hit: Hit) -> tuple[int, int]:
        """Say where in the text a hit comes; what is missing stands where it would."""
        start = hit.span[0] if hit.span else 0
        if isinstance(hit.where, Part):
            return (self._places.get(hit.where, len(self.parts)), start)
        stem, names = hit.where.split("[", 1)[0], self._stems
        if stem in names:
            return (names.index(stem), start)
        earlier = _PARTS[: _PARTS.index(stem)] if stem in _PARTS else _PARTS
        return (max((index for index, name in enumerate(names) if name in earlier), default=-1), 1_000_000)


@cache
def _giving_way() -> tuple[Rule, ...]:
    """Give the rules that fall silent where others speak."""
    return tuple(rule for rule in CATALOGUE if rule.after)


def _report(found: Mapping[str, Sequence[_Placed]], allow: Mapping[str, str] | None, policy: Policy, skipped: Sequence[str]) -> Report:
    """Silence what lost its ground and what is allowed, and put the rest in order."""
    reasons = {rule_of(code).code: reason for code, reason in {**policy.allow, **(allow or {})}.items()}
    silenced = {rule.code for rule in _giving_way() if rule.code in found and any(found.get(code) for code in rule.after)}
    spoken = [placed for code, group in found.items() if code not in silenced and code not in reasons for placed in group]
    ordered = sorted(spoken, key=_urgency)
    quiet = [
        Allowed(rule=code, reason=reason, findings=tuple(placed.finding for placed in found.get(code, ())))
        for code, reason in sorted(reasons.items())
    ]
    return Report.of((placed.finding for placed in ordered), quiet, skipped)
