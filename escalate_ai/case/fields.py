"""The field types every part of a case is made of. In: plain data. Out: frozen, checked values.

Reads no files, knows no part of the trade beyond the shape of a line, a day, a period, an id and an ASIN.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Annotated, Self, TypeGuard, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

LINE = r"^[^\x00-\x1f\x7f]+$"
IDENT = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"
ASIN = r"^(B0[0-9A-Z]{8}|[0-9]{9}[0-9X])$"

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=LINE)]
"""One line of text."""
Statement = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
"""A sentence or a few."""
Ident = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=IDENT)]
"""The short name by which other parts of the case point at this one."""
Asin = Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True, pattern=ASIN)]
"""B0 and eight of 0-9 A-Z, or an ISBN-10 for books."""


@cache
def _day() -> re.Pattern[str]:
    return re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@cache
def _nearly_a_day() -> re.Pattern[str]:
    return re.compile(r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})(?:[T ][0-9:.Z+-]{4,30})?")


def _iso_date(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = value.strip() if isinstance(value, str) else ""
    if _day().fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise PydanticCustomError("day", "there is no such day in the calendar") from None
    raise PydanticCustomError("day", "{why}", {"why": f"a day is written YYYY-MM-DD{_day_meant(text)}"})


def _day_meant(text: str) -> str:
    """Say how a date in another style would be written; which of two numbers is the month is not guessed."""
    near = _nearly_a_day().fullmatch(text)
    if near is None:
        return ", like 2026-08-14"
    year, month, day = (int(part) for part in near.groups())
    try:
        return f": {date(year, month, day).isoformat()}"
    except ValueError:
        return ", like 2026-08-14"


Day = Annotated[date, BeforeValidator(_iso_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A calendar day, written YYYY-MM-DD; nothing else is read as one, so that no parser can bend it."""


class Fact(BaseModel):
    """A part of the case: frozen, and an unknown key is an error. A key that is given empty counts as left out."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _empty_is_left_out(cls, data: object) -> object:
        """Drop keys without a value that may be left out, so that a commented-out list under `evidence:` is no fault."""
        if not is_mapping(data) or None not in data.values():
            return data
        fields = cls.model_fields
        return {key: value for key, value in data.items() if value is not None or key not in fields or fields[key].is_required()}


def is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    """Tell whether a value holds keys."""
    return isinstance(value, Mapping)


class SourceText(Fact):
    """A text that came with the case, whole, and the file it came from."""

    text: str
    """The words as they stand in the file."""
    file: str | None = None
    """Its path within the case folder; null for a text written in the case file itself."""


def file_reference(value: object) -> object:
    """Refuse a bare string: it names a file, and only a loader opens files."""
    if isinstance(value, str):
        raise PydanticCustomError("file_name", "a bare string here names a file, which Case.load reads; in Python give the value itself")
    return value


class OrFileName:
    """Mark in the JSON Schema that the case file may give a file name instead."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Give the schema of the text, or of a file name."""
        return {"anyOf": [{"type": "string", "description": "a file in the case folder"}, handler(schema)]}


FileText = Annotated[SourceText, BeforeValidator(file_reference), OrFileName()]
"""A file name in the case file, or `{text: ...}`; loaded, always the text."""


class Period(Fact):
    """From one day to another, both included; for what nobody can date to the day."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True)

    start: Day = Field(alias="from")
    """The first day it can have been."""
    end: Day = Field(alias="to")
    """The last day it can have been."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise PydanticCustomError("period", "{why}", {"why": f"the period ends ({self.end}) before it starts ({self.start})"})
        return self


def _day_or_period(value: object) -> str:
    return "period" if isinstance(value, (Period, Mapping)) else "day"


When = Annotated[Annotated[Day, Tag("day")] | Annotated[Period, Tag("period")], Discriminator(_day_or_period)]
"""A day, or `{from, to}` where nobody knows the day."""
WHEN_TAGS = ("day", "period")


class Identified(Fact):
    """A part that others point at."""

    id: Ident | None = None
    """The name others point at; given in order where left out (RC, CA, PM, G, EV)."""


PREFIXES = {"root_causes": "RC", "corrective_actions": "CA", "preventive_measures": "PM", "grounds": "G", "evidence": "EV"}
"""What ids begin with, by the list they stand in."""

_Part = TypeVar("_Part", bound=Identified)


def _numbered(prefix: str, items: tuple[_Part, ...]) -> tuple[_Part, ...]:
    return tuple(item if item.id else item.model_copy(update={"id": f"{prefix}{place}"}) for place, item in enumerate(items, 1))


def numbered(group: str) -> AfterValidator:
    """Give the validator that fills in the ids of one list by place, RC1, RC2 …, where they were left out."""

    def number(items: tuple[Identified, ...]) -> tuple[Identified, ...]:
        return _numbered(PREFIXES[group], items)

    return AfterValidator(number)
