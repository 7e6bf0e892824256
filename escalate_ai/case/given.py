"""What a caller in Python passes for a case and a day. In: any value. Out: the case or the day, or an error that says what to give."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from escalate_ai.case.case import Case
from escalate_ai.errors import InputError, Where


def as_day(value: object, name: str = "as_of") -> date:
    """Give the day a caller named; today where it is None.

    Args:
        value: What was passed.
        name: What the caller knows it by.

    Raises:
        InputError: It is no day: a text, a moment with an hour, a number.

    """
    if value is None:
        return datetime.now().astimezone().date()
    if isinstance(value, datetime):
        raise InputError(f"{name} is a datetime, and a letter has a day and no hour; give its date()", Where(key=name))
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        raise InputError(f"{name} is the text {value[:40]!r}; give a day: date.fromisoformat('2026-11-20')", Where(key=name))
    raise InputError(f"{name} is of type {type(value).__name__}; give a datetime.date, or None for today", Where(key=name))


def as_case(value: object, name: str = "case") -> Case:
    """Give the case a caller passed.

    Raises:
        InputError: It is no case, but a path, say.

    """
    if isinstance(value, Case):
        return value
    if isinstance(value, (str, Path)):
        raise InputError(f"{name} is the path {str(value)[:80]!r}; load it first: Case.load({str(value)[:80]!r})", Where(key=name))
    raise InputError(f"{name} is of type {type(value).__name__}; give a Case, as Case.load(path) returns it", Where(key=name))
