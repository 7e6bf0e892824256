"""Attempts and answers of several files -> the numbered `appeals` of a case. In: attempts, answers. Out: values, and what found no place.

One day is one attempt, whoever tells it; an answer belongs to the last attempt before it. What Amazon wrote goes before what is remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from escalate_ai.extract.attempts import Answer, Attempt
from escalate_ai.extract.found import Value


@dataclass(slots=True)
class _Row:
    """One appeal with its answers, while they are gathered."""

    day: date | None
    values: list[Value]
    answers: list[Answer] = field(default_factory=list[Answer])

    @property
    def order(self) -> date:
        days = [day for day in (self.day, *(answer.day for answer in self.answers)) if day]
        return min(days, default=date.max)


def numbered(attempts: Sequence[Attempt], answers: Sequence[Answer]) -> tuple[tuple[Value, ...], tuple[str, ...]]:
    """Give the values of `appeals`, and what of the answers could not be placed, in words for a person."""
    rows, left = _rows(attempts), list[str]()
    for answer in _once(answers):
        row = _row_of(answer, rows)
        if row is None and answer.from_amazon and not (answer.day is None and rows):
            row = _Row(None, [])
            rows.append(row)
        if row is None:
            left.append(_unplaced(answer))
        else:
            row.answers.append(answer)
    rows.sort(key=lambda row: row.order)
    return tuple(value for place, row in enumerate(rows) for value in _values(row, f"appeals[{place}]")), tuple(left)


def _rows(attempts: Sequence[Attempt]) -> list[_Row]:
    rows: list[_Row] = []
    for attempt in sorted(attempts, key=lambda found: not found.from_file):
        same = next((row for row in rows if row.day == attempt.day and attempt.day is not None), None)
        if same is None:
            rows.append(_Row(attempt.day, list(attempt.values)))
            continue
        known = {value.path for value in same.values}
        same.values += [value for value in attempt.values if value.path not in known]
    return rows


def _once(answers: Sequence[Answer]) -> Iterator[Answer]:
    """Give each answer once: what a client remembers of a day on which Amazon's own words are at hand is not repeated."""
    seen: set[date] = set()
    for answer in sorted(answers, key=lambda found: (not found.from_amazon, found.day or date.max)):
        if answer.day is None or answer.day not in seen or answer.from_amazon:
            yield answer
        if answer.day:
            seen.add(answer.day)


def _row_of(answer: Answer, rows: Sequence[_Row]) -> _Row | None:
    """Give the last attempt before an answer; without a day, the only attempt there is."""
    if answer.day is None:
        return rows[0] if len(rows) == 1 else None
    before = [row for row in rows if row.day and row.day <= answer.day]
    return max(before, key=lambda row: row.day or date.min) if before else None


def _unplaced(answer: Answer) -> str:
    value = answer.values[0]
    when = answer.day.isoformat() if answer.day else "an unknown day"
    return f"{value.file}: the answer of {when} belongs to no attempt that is known; enter it by hand"


def _values(row: _Row, path: str) -> Iterator[Value]:
    yield from (_at(value, path) for value in row.values)
    answers = sorted(row.answers, key=lambda answer: answer.day or date.max)
    for place, answer in enumerate(answers):
        below = f"{path}.reply" if len(answers) == 1 else f"{path}.replies[{place}]"
        yield from (_at(value, below) for value in answer.values)


def _at(value: Value, path: str) -> Value:
    return value.model_copy(update={"path": value.path.replace("{}", path, 1)})
