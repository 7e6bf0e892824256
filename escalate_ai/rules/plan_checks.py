"""Judged functions of the PL family.

In: a plan's reading, typed or from a text. Out: hits. A text's findings are about the whole where a part is absent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from escalate_ai.rules.days import written
from escalate_ai.rules.kinds import quoted
from escalate_ai.rules.rule import Hit
from escalate_ai.terms import Marketplace, MeasureStatus, Purpose, ReplyCategory, Rung, Severity
from escalate_ai.text.dates import find_dates
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.similarity import shingle_share
from escalate_ai.text.words import sentences

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Attempt, Measure
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import PlanReading

_FRESH_WORDS, _FRESH_SHARE = 6, 0.5
"""A sentence of at least so many words of which less than this share stood in the old plan is new."""
_ON_THE_PLAN = frozenset({ReplyCategory.MORE_INFO_SPECIFIC, ReplyCategory.ACTIONS_NOT_IMPLEMENTED})
"""Replies that ask for another plan: no document answers them."""
_FOR_DOCUMENTS = frozenset({ReplyCategory.DOCUMENTS_MISSING, ReplyCategory.PROOF_REQUIRED, ReplyCategory.UNABLE_TO_VERIFY})
"""Replies that a newer document answers, the plan staying as it is."""


def _absent(reading: PlanReading, where: str, message: str, suggestion: str) -> Hit:
    return Hit("text" if reading.text is not None else where, None, message, suggestion)


def missing_root_cause(reading: PlanReading) -> Iterator[Hit]:
    """Find that no root cause is stated."""
    if not reading.plan.root_causes:
        yield _absent(reading, "root_causes", "The plan states no root cause.", "Say which step of your own work failed, and why.")


def missing_corrective_action(reading: PlanReading) -> Iterator[Hit]:
    """Find that no corrective action is stated."""
    if not reading.plan.corrective_actions:
        yield _absent(
            reading, "corrective_actions", "The plan states no corrective action.", "Say what has been done about what happened, and when."
        )


def missing_preventive_measure(reading: PlanReading) -> Iterator[Hit]:
    """Find that no preventive measure is stated."""
    if not reading.plan.preventive_measures:
        yield _absent(
            reading,
            "preventive_measures",
            "The plan states no preventive measure.",
            "Say what has been in force since when, so that it cannot recur.",
        )


def unanswered_root_cause(reading: PlanReading) -> Iterator[Hit]:
    """Find a cause that no corrective action, or no preventive measure, answers; only where the plan says anywhere what answers what."""
    plan = reading.plan
    if not any(measure.resolves for measure in plan.measures):
        return
    for place, cause in enumerate(plan.root_causes):
        lacking = [
            name
            for name, group in (("corrective action", plan.corrective_actions), ("preventive measure", plan.preventive_measures))
            if group and not any(cause.id in measure.resolves for measure in group)
        ]
        if lacking:
            part, span = place_of(reading, f"root_causes[{place}].statement", cause.statement)
            message = f"No {' and no '.join(lacking)} answers the cause {cause.id}."
            yield Hit(part, span, message, "Say which measure answers it, or add one.")


def promised_not_done(reading: PlanReading) -> Iterator[Hit]:
    """Find measures planned or under way: a planned corrective action is an error, all else a warning."""
    for path, measure in measures_of(reading):
        if measure.status not in {MeasureStatus.PLANNED, MeasureStatus.IN_PROGRESS}:
            continue
        part, span = place_of(reading, f"{path}.statement", measure.statement)
        grave = path.startswith("corrective") and measure.status is MeasureStatus.PLANNED
        state = measure.status.value.replace("_", " ")
        yield Hit(
            part,
            span,
            f"{measure.id} is {state}, not done.",
            "Do it first, then state the day; or leave it out.",
            Severity.ERROR if grave else Severity.WARNING,
        )


def undated_measure(reading: PlanReading) -> Iterator[Hit]:
    """Find completed measures without a day."""
    for path, measure in measures_of(reading):
        if measure.status is MeasureStatus.COMPLETED and measure.dated is None and not _names_a_day(reading, measure):
            part, span = place_of(reading, f"{path}.statement", measure.statement)
            yield Hit(part, span, f"{measure.id} has no date.", "Say on which day it was done, or since which day it is in force.")


def _names_a_day(reading: PlanReading, measure: Measure) -> bool:
    """Say whether its words hold a day that nobody read as its date, like "shipped by October 10"."""
    market = reading.policy.marketplaces[reading.case.seller.marketplace if reading.case else Marketplace.US]
    return any(find_dates(words, market.order) for words in (measure.statement, measure.how, measure.result) if words)


def _tells_a_result(measure: Measure) -> bool:
    words = f"{measure.statement} {measure.how or ''}"
    return any(cue.entry.category == "result" for cue in Lexicon.load("letter_cues").find(words))


def measure_without_result(reading: PlanReading) -> Iterator[Hit]:
    """Find completed measures with nothing that shows they work; in a text, a result may stand in the measure's own words."""
    for path, measure in measures_of(reading):
        told = reading.plan.text is not None and _tells_a_result(measure)
        if measure.status is MeasureStatus.COMPLETED and measure.result is None and not told:
            part, span = place_of(reading, f"{path}.statement", measure.statement)
            yield Hit(part, span, f"{measure.id} shows no result.", "Say what it has shown so far: a count, a rate, an audit.")


def near_copy(reading: PlanReading) -> Iterator[Hit]:
    """Find a plan that is nearly a copy of one sent before, where a reply since asked for something, or it would go out too often."""
    if reading.case is None or reading.rung is Rung.NUDGE:
        return
    case, limit = reading.case, reading.policy.plan.near_copy
    sent = [
        (attempt, shingle_share(reading.whole, attempt.plan.text)) for attempt in case.appeals if attempt.plan and _counts(case, attempt)
    ]
    copies = [(attempt, share) for attempt, share in sent if share >= limit]
    asked = next(((attempt, share) for attempt, share in reversed(copies) if _asked_since(reading, case, attempt)), None)
    times = len(copies) + 1
    where = "text" if reading.text is not None else "root_causes"
    if asked:
        attempt, share = asked
        yield Hit(
            where,
            None,
            f"The plan is {share:.0%} the one sent on {written(attempt.sent_on, case, reading.policy)}, and a reply since then asked "
            f"for something specific. {_changes(reading, _text(attempt))}",
            "Answer in the plan what the reply asked for before it is sent again.",
        )
    elif copies and times >= reading.policy.plan.sent_times_warning:
        attempt, share = copies[-1]
        yield Hit(
            where,
            None,
            f"The plan is {share:.0%} the one sent on {written(attempt.sent_on, case, reading.policy)} and would go out for the "
            f"{_ordinal(times)} time. {_changes(reading, _text(attempt))}",
            "Strengthen it first: a clearer cause, dates, results, documents.",
            Severity.WARNING,
        )
    else:
        yield from _unlogged_copy(reading, case, where)


def _unlogged_copy(reading: PlanReading, case: Case, where: str) -> Iterator[Hit]:
    """Find a text in `sent/` that no attempt names and the plan is nearly a copy of: it went out, and nobody knows when."""
    alike = [(shingle_share(reading.whole, sent.text), sent) for sent in case.unlogged]
    share, sent = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    if sent is not None and share >= reading.policy.plan.near_copy:
        yield Hit(
            where,
            None,
            f"The plan is {share:.0%} the text in {sent.file}, which no attempt of the case names. {_changes(reading, sent.text)}",
            "Name that file in the attempt it went out with, and say what is new since.",
            Severity.WARNING,
        )


def _text(attempt: Attempt) -> str:
    return attempt.plan.text if attempt.plan else ""


def _counts(case: Case, attempt: Attempt) -> bool:
    return case.purpose_of(attempt) is not Purpose.NUDGE


def _ordinal(number: int) -> str:
    words = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}
    return words.get(number, f"{number}th")


def _asked_since(reading: PlanReading, case: Case, attempt: Attempt) -> bool:
    """Say whether a reply to this attempt or a later one asked for something specific that a copy of the plan leaves open."""
    later = case.appeals[case.appeals.index(attempt) :]
    for index, other in enumerate(later):
        for reply in other.replies:
            if reply.answer in _ON_THE_PLAN and not _changed_after(reading, later[index + 1 :]):
                return True
            if reply.answer in _FOR_DOCUMENTS and not _documents_since(case, reply.received_on or other.last_day):
                return True
    return False


def _changed_after(reading: PlanReading, later: tuple[Attempt, ...]) -> bool:
    """Say whether what was asked was answered by another plan, sent since, that this one is not a copy of."""
    limit = reading.policy.plan.near_copy
    return any(attempt.plan and shingle_share(attempt.plan.text, reading.whole) < limit for attempt in later)


def _documents_since(case: Case, day: object) -> bool:
    answered = bool(case.last_request) and all(item.answered_by for item in case.last_request)
    newer = any(document.dated is not None and str(document.dated) > str(day) for document in case.evidence)
    return answered or newer


def _changes(reading: PlanReading, old: str) -> str:
    """Say what is new against a text sent before: the sentences that hardly stand there."""
    fresh: list[str] = []
    for part in reading.passages:
        spans = sentences(part.text)[:400]
        told = [part.text[start:end] for start, end in spans]
        fresh += [words for words in told if len(words.split()) >= _FRESH_WORDS and shingle_share(words, old) < _FRESH_SHARE]
    if not fresh:
        return "Nothing material has changed."
    shown = " and ".join(quoted(sentence) for sentence in fresh[:2])
    return f"New is {shown}{' and more' if len(fresh) > 2 else ''}."  # noqa: PLR2004  two show the drift


def measures_of(reading: PlanReading) -> list[tuple[str, Measure]]:
    """Give corrective actions and preventive measures in order, each with its path in the typed plan."""
    plan = reading.plan
    return [
        *((f"corrective_actions[{place}]", measure) for place, measure in enumerate(plan.corrective_actions)),
        *((f"preventive_measures[{place}]", measure) for place, measure in enumerate(plan.preventive_measures)),
    ]


def place_of(reading: PlanReading, path: str, statement: str) -> tuple[Part | str, tuple[int, int] | None]:
    """Give the place of a statement: in the text where it stands there, else the typed field."""
    for part in reading.passages:
        if reading.text is None and part.name == path:
            return part, (0, len(part.text))
        if reading.text is not None and (place := part.text.find(statement)) >= 0:
            return part, (place, place + len(statement))
    return ("text" if reading.text is not None else path), None
