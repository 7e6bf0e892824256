"""Notes on measures and grounds: days and counts that a reviewer would stumble over. In: a brief. Out: notes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from escalate_ai.notes.note import Note, days_in, listed, placed_days, written
from escalate_ai.terms import EnforcementLevel, EnforcementState, MeasureStatus
from escalate_ai.text.dates import DatePoint, find_dates
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.mention import Mention, MentionKind
from escalate_ai.text.mentions import find_mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.brief import Brief
    from escalate_ai.case.facts import Measure

_BETWEEN = 2
"""Words that may stand between the two days of a period."""
_CLOSED = (EnforcementState.DEACTIVATED, EnforcementState.DENIED, EnforcementState.FINAL_WORD)


def odd_days(brief: Brief) -> Iterator[Note]:
    """Measures before the notice or before the account existed; results before their measure or after the day of the letter."""
    enforcement = brief.case.enforcement
    opened = _opened(brief)
    for path, measure in _completed(brief):
        day = measure.dated
        if day and opened and day.year < opened:
            text = f"{measure.id} is dated {written(brief, day)}, and the account is said to exist since {opened}. Look the day up."
            yield Note("measure_before_account", path, text)
        elif day and enforcement and day < enforcement.notified_on:
            notice = written(brief, enforcement.notified_on)
            text = (
                f"{measure.id} is dated {written(brief, day)}, before the notice of {notice}. "
                "Confirm the day: a reader will ask why it did not help."
            )
            yield Note("measure_before_notice", path, text)
        named = days_in(brief, measure.result or "")
        later = [day for day in (*named, *days_in(brief, measure.how or "")) if day > brief.as_of]
        if later:
            text = (
                f"{measure.id} names {written(brief, max(later))}, which is after the day of this letter, "
                "as something that has happened. Correct it."
            )
            yield Note("result_in_future", path, text)
        elif day and named and max(named) < day and not _looks_back(brief, path, measure.result or ""):
            text = (
                f"The result of {measure.id} is of {written(brief, max(named))}, before the measure itself "
                f"({written(brief, day)}). Look both days up."
            )
            yield Note("result_before_measure", path, text)


def _looks_back(brief: Brief, path: str, result: str) -> bool:
    """Say whether a corrective action tells of a period it examined: "used between 9 February and 28 April" lies before any audit of it."""
    placed = placed_days(brief, result)
    return path.startswith("poa.corrective_actions") and any(
        first < last and last == max(day for day, _ in placed) and len(result[end:start].split()) <= _BETWEEN
        for (first, (_, end)), (last, (start, _)) in pairwise(placed)
    )


def counted_while_closed(brief: Brief) -> Iterator[Note]:
    """Results that only selling can bring, of a time in which nothing could be sold."""
    enforcement = brief.case.enforcement
    if enforcement is None or enforcement.state not in _CLOSED:
        return
    lexicon = Lexicon.load("closed_results")
    what = "account" if enforcement.level is EnforcementLevel.ACCOUNT else "listing"
    for path, measure in _completed(brief):
        since = measure.dated
        if not measure.result or since is None or since < enforcement.notified_on:
            continue
        if what == "listing" and not any(asin in f"{measure.statement} {measure.result}" for asin in brief.case.asins):
            continue
        if not lexicon.find(measure.result):
            continue
        # the lexicon excuses a sentence that says where else was sold; here the whole measure is that sentence
        told = " ".join(part.rstrip(".") for part in (measure.result, measure.how, measure.statement) if part)
        cues = [cue for cue in lexicon.find(told) if cue.span[0] < len(measure.result)]
        if cues:
            text = (
                f"{measure.id} counts {cues[0].text.lower()} since {written(brief, since)}, when the {what} was closed. "
                "Say where they came from, or use another result."
            )
            yield Note("result_while_closed", path, text)


def differing_counts(brief: Brief) -> Iterator[Note]:
    """A count in a result, or in the title of a document behind it, that differs from the one its measure states."""
    titles = {index: counts for index, item in enumerate(brief.case.evidence) if (counts := _by_unit(_counts(brief, item.title)))}
    for path, measure in _completed(brief):
        if measure.result and path.startswith("poa.corrective_actions"):
            for unit, (one, other) in _apart(_counts(brief, measure.statement), _numbers(brief, measure.result)).items():
                text = (
                    f"{measure.id} speaks of {one} {unit}s, and its result of {other}. "
                    "Say in the result what became of the rest, or correct it."
                )
                yield Note("count_differs", path, text)
        behind = {
            index: item for index, item in enumerate(brief.case.evidence) if item.id in measure.evidence or measure.id in item.supports
        }
        shown = {index: item for index, item in behind.items() if index in titles}
        told = _counts(brief, " ".join(part for part in (measure.statement, measure.how, measure.result) if part)) if shown else []
        mine = _by_unit(told)
        for index, item in shown.items():
            for unit, values in titles[index].items():
                if unit in mine and not values & mine[unit]:
                    text = (
                        f"{item.id}, \u201c{item.title}\u201d, does not speak of the same number of {unit}s as {measure.id}. "
                        "Look which one is right."
                    )
                    yield Note("count_differs", f"evidence[{index}].title", text)


def few_highlights(brief: Brief) -> Iterator[Note]:
    """Fewer than three highlights, with what would give the third."""
    best = brief.policy.letter.highlights_best
    if not 0 < len(brief.highlights) < best:
        return
    grounds = brief.case.highlights_from_grounds
    undated = [measure.id or "" for _, measure in _completed(brief) if measure.dated is None] if not grounds else []
    under_way = (
        [measure.id or "" for measure in brief.case.poa.measures if measure.status is MeasureStatus.IN_PROGRESS] if brief.case.poa else []
    )
    hint = "Add a dated ground with its document" if grounds else "Add one more measure that is done"
    if undated:
        hint = f"Give {listed(undated)} its day" if len(undated) == 1 else f"Give {listed(undated)} their days"
    elif under_way and not grounds:
        hint = f"Finish {listed(under_way)}, or add one more measure that is done"
    text = f"The letter shows {len(brief.highlights)} of {best} highlights. {hint}, and it has its third."
    yield Note("few_highlights", "grounds" if grounds else "poa", text)


def _apart(stated: list[Mention], result: list[Mention]) -> dict[str, tuple[object, object]]:
    """Give the units of which statement and result each name one number, and not the same; a remainder in the result explains it."""
    left, right = _by_unit(stated), _by_unit([mention for mention in result if mention.unit])
    numbers = [mention.value for mention in result]
    found: dict[str, tuple[object, object]] = {}
    for unit in left.keys() & right.keys():
        if len(left[unit]) != 1 or len(right[unit]) != 1 or left[unit] == right[unit]:
            continue
        (one,), (other,) = left[unit], right[unit]
        if isinstance(one, int) and isinstance(other, int) and one - other not in numbers:
            found[unit] = (one, other)
    return found


def _by_unit(counts: list[Mention]) -> dict[str, set[object]]:
    units: dict[str, set[object]] = {}
    for mention in counts:
        units.setdefault(mention.unit or "", set()).add(mention.value)
    return units


def _counts(brief: Brief, text: str) -> list[Mention]:
    return [mention for mention in _numbers(brief, text) if mention.unit] if any(char.isdigit() for char in text) else []


def _numbers(brief: Brief, text: str) -> list[Mention]:
    style = brief.policy.marketplaces[brief.case.seller.marketplace]
    found = find_mentions(text, style.order, style.currency)
    return [mention for mention in found if mention.kind is MentionKind.COUNT and not mention.bound and not mention.ordinal]


def _opened(brief: Brief) -> int | None:
    """Give the year since which the account exists, where the track record names one year."""
    if not brief.case.track_record:
        return None
    order = brief.policy.marketplaces[brief.case.seller.marketplace].order
    points = [mention.value for mention in find_dates(brief.case.track_record, order)]
    years = {point.year for point in points if isinstance(point, DatePoint)}
    return years.pop() if len(years) == 1 else None


def _completed(brief: Brief) -> Iterator[tuple[str, Measure]]:
    plan = brief.case.poa
    if plan:
        for name, measures in (("corrective_actions", plan.corrective_actions), ("preventive_measures", plan.preventive_measures)):
            for place, measure in enumerate(measures):
                if measure.status is MeasureStatus.COMPLETED:
                    yield f"poa.{name}[{place}]", measure
