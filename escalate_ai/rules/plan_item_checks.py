"""Judged functions on the items of a plan: PL104, PL105, PL110, PL111, PL115. In: a plan's reading. Out: hits.

How an item speaks is told by `data/plan_cues.toml`, what it is about by `data/kind_measures.toml`; what is behind it by the case,
where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from escalate_ai.rules.plan_checks import measures_of, place_of
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import Asks, EnforcementKind, MeasureStatus, Severity, Stance
from escalate_ai.text.identifiers import find_identifiers
from escalate_ai.text.lexicon import Lexicon

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Measure
    from escalate_ai.rules.reading import PlanReading

_CUES = "plan_cues"
_MATTERS = "kind_measures"
_SUBJECT = 3
"""Words before which the one who does it stands."""
_BARE = 4
"""Words up to which a cause that names no step says nothing."""


def _says(text: str) -> frozenset[str]:
    return frozenset(cue.entry.category for cue in Lexicon.load(_CUES).find(text))


def external_cause(reading: PlanReading) -> Iterator[Hit]:
    """Find a plan whose every cause names somebody else and no step of the seller's own."""
    causes = reading.plan.root_causes
    if causes and all(_external(cause.statement) for cause in causes):
        part, span = place_of(reading, "root_causes[0].statement", causes[0].statement)
        only = "The only cause lies" if len(causes) == 1 else f"All {len(causes)} causes lie"
        yield Hit(part, span, f"{only} with somebody else.", "Say which step of your own work let it happen: what nobody checked.")


def _external(statement: str) -> bool:
    """Say whether somebody else does the thing, as the subject or the one by whom, and no own step is named."""
    cues = Lexicon.load(_CUES).find(statement)
    said = {cue.entry.category for cue in cues}
    subject = any(cue.entry.category == "outsider" and len(statement[: cue.span[0]].split()) <= _SUBJECT for cue in cues)
    return (subject or "culprit" in said) and "own_step" not in said


def cause_without_diagnosis(reading: PlanReading) -> Iterator[Hit]:
    """Find causes that restate the notice or name a mood ("human error") and no step that failed."""
    for place, cause in enumerate(reading.plan.root_causes):
        cues = _says(cause.statement)
        empty = not cues.isdisjoint({"vague_cause", "restated"}) or len(cause.statement.split()) <= _BARE
        if empty and "diagnosis" not in cues:
            part, span = place_of(reading, f"root_causes[{place}].statement", cause.statement)
            suggestion = "Name the step: who did or left out what, and why nothing caught it."
            yield Hit(part, span, "This cause does not say which step failed.", suggestion)


def claim_without_evidence(reading: PlanReading) -> Iterator[Hit]:
    """Find completed measures with no document behind them; where an error is disputed or documents are asked for, an error."""
    case = reading.case
    behind = {ident for document in case.evidence for ident in document.supports} if case else set[str]()
    severity = Severity.ERROR if case and _on_documents(case) else Severity.WARNING
    for path, measure in measures_of(reading):
        if measure.status not in {MeasureStatus.COMPLETED, MeasureStatus.UNKNOWN} or measure.evidence or measure.id in behind:
            continue
        if "document" not in _says(_whole(measure)) and not _titled(case, measure):
            part, span = place_of(reading, f"{path}.statement", measure.statement)
            suggestion = "Name the document that shows it: a record, an invoice, a screenshot."
            yield Hit(part, span, f"Nothing stands behind {measure.id}.", suggestion, severity)


def _on_documents(case: Case) -> bool:
    return case.stance is Stance.DISPUTE_IN_ERROR or case.asks is Asks.DOCUMENTS


def _whole(measure: Measure) -> str:
    return ". ".join(text for text in (measure.statement, measure.how, measure.result) if text)


def _titled(case: Case | None, measure: Measure) -> bool:
    words = _whole(measure).casefold()
    return case is not None and any(document.title.casefold() in words for document in case.evidence)


def uncovered_listing(reading: PlanReading) -> Iterator[Hit]:
    """Find listings of the notice that a plan leaves out which names others of them, and does not speak of all."""
    if reading.case is None:
        return
    asins = reading.case.asins
    items = [cause.statement for cause in reading.plan.root_causes] + [_whole(measure) for _, measure in measures_of(reading)]
    covered = " ".join([*items, *(document.title for document in reading.case.evidence)])
    named = {str(mention.value) for mention in find_identifiers(covered)}
    missing = [asin for asin in asins if asin not in named]
    if not missing or len(missing) == len(asins) or any("covers_all" in _says(item) for item in items):
        return
    yield Hit(
        "text" if reading.text is not None else "root_causes",
        None,
        f"No cause, measure or document covers {', '.join(missing)}.",
        "Say what led to it and what was done about it, for every listing of the notice.",
    )


def misfiled_measure(reading: PlanReading) -> Iterator[Hit]:
    """Find a standing rule among the corrections, a thing done once among the prevention, and what belongs to another enforcement."""
    for path, measure in measures_of(reading):
        cues = _says(measure.statement)
        corrective = path.startswith("corrective")
        if corrective and "standing_strong" in cues and "one_time" not in cues:
            message, move = f"{measure.id} is a standing rule and stands among the corrective actions.", "the preventive measures"
        elif not corrective and "one_time" in cues and cues.isdisjoint({"standing", "standing_strong"}):
            message, move = f"{measure.id} was done once and stands among the preventive measures.", "the corrective actions"
        else:
            yield from _of_another_matter(reading, path, measure)
            continue
        part, span = place_of(reading, f"{path}.statement", measure.statement)
        yield Hit(part, span, message, f"Move it to {move}.")


def _of_another_matter(reading: PlanReading, path: str, measure: Measure) -> Iterator[Hit]:
    """Find a measure that is plainly about matters the enforcement is not, and that no cause and no document speaks of."""
    enforcement = reading.case.enforcement if reading.case else None
    if enforcement is None or enforcement.kind is EnforcementKind.OTHER:
        return
    about = _matters(measure.statement)
    if not about or any(enforcement.kind.value in kinds for kinds in about.values()):
        return
    causes = [cause.statement for cause in reading.plan.root_causes]
    if any(matter in _matters(text) for text in (*causes, *_said_of_case(reading)) for matter in about):
        return
    part, span = place_of(reading, f"{path}.statement", measure.statement)
    kind = enforcement.kind.value.replace("_", " ")
    message = f"{measure.id} is about {' and '.join(sorted(about))}, and the notice is about {kind}: no cause speaks of it."
    yield Hit(part, span, message, "Take it out, or name the cause it answers.")


def _matters(text: str) -> dict[str, tuple[str, ...]]:
    """Give the matters a text is about, each with the kinds of enforcement it answers."""
    found = {cue.entry.category: cue.entry.fields["kinds"] for cue in Lexicon.load(_MATTERS).find(text)}
    return {matter: kinds for matter, kinds in found.items() if isinstance(kinds, tuple)}


def _said_of_case(reading: PlanReading) -> Iterator[str]:
    """Give what Amazon said and asked for: a measure that answers it belongs here, whatever the kind."""
    case = reading.case
    if case is None:
        return
    if case.enforcement and case.enforcement.notice:
        yield case.enforcement.notice.text
    yield from (item.asked for item in case.last_request)
    yield from (reply.text for attempt in case.appeals for reply in attempt.replies if reply.text)
