"""Faults in words for people. In: what pydantic found, or a tie that does not hold. Out: `Fault` with its place and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import UnionType
from typing import Annotated, Final, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from escalate_ai.case import fields
from escalate_ai.case.marked import Path
from escalate_ai.case.ties import is_list
from escalate_ai.nearest import nearest

SHOWN = 60
"""Characters of a wrong value that a message repeats."""

_BY_PATTERN = {
    fields.LINE: "is one line of text, without line breaks or control characters",
    fields.IDENT: "is an id: letters, digits, '_', '-' or '.', and no spaces",
    fields.ASIN: "is an ASIN: ten characters, B0 and eight of 0-9 A-Z, or an ISBN-10",
}
_BY_TYPE = {
    "string_type": "is a text; put it in quotes",
    "string_unicode": "holds characters that are no text (half of a surrogate pair)",
    "string_too_short": "is empty; write it or leave the key out",
    "bool_type": "is true or false",
    "bool_parsing": "is true or false",
    "tuple_type": "is a list; begin each entry with '- ', or write [a, b]",
    "list_type": "is a list; begin each entry with '- ', or write [a, b]",
    "model_type": "holds keys of its own: `key: value`",
    "model_attributes_type": "holds keys of its own: `key: value`",
    "dict_type": "holds keys of its own: `key: value`",
    "invalid_key": "has keys that are words",
}
DANGLING: Final = "dangling"
"""The error type of a reference to nothing."""
_OWN_WORDS = frozenset({"tie", DANGLING, "both", "period"})
"""Error types of ours whose sentence says everything."""
_GLUED = 20
"""The length of two ASINs without a space between them."""


def sentence(error: ErrorDetails, model: type[BaseModel], path: Path) -> str:
    """Say what is wrong with the value at a path, with the nearest right word where there is one.

    Args:
        error: One entry of `ValidationError.errors()`.
        model: The model the path starts in.
        path: Where it is, in the file's own keys.

    """
    kind, value = error["type"], error["input"]
    if kind == "missing":
        return _missing(model, path)
    if kind in _OWN_WORDS:
        return error["msg"]
    if value is None:
        return _empty(error, model, path)
    if kind == "extra_forbidden":
        name = str(path[-1])
        return f"unknown key {shown(name)}{nearest(name, keys_at(model, path[:-1]))}"
    return f"{shown(value)}{_about_value(error, model, path)}"


def _about_value(error: ErrorDetails, model: type[BaseModel], path: Path) -> str:
    """Say what is wrong with a value that the sentence has named."""
    kind, value = error["type"], error["input"]
    context = error.get("ctx") or {}
    if kind == "enum":
        return f" is none of the values this key takes{nearest(str(value), enum_at(model, path))}"
    if kind == "string_too_long":
        return f" has {len(str(value))} characters; {context.get('max_length')} at most"
    if kind == "string_pattern_mismatch":
        return f": this {_pattern_sentence(str(context.get('pattern')), str(value).strip())}"
    return f": this {_BY_TYPE[kind]}" if kind in _BY_TYPE else f": {error['msg']}"


def _missing(model: type[BaseModel], path: Path) -> str:
    options = enum_at(model, path)
    return f"is missing; one of {', '.join(options)}" if options else "is missing"


def _empty(error: ErrorDetails, model: type[BaseModel], path: Path) -> str:
    options = enum_at(model, path)
    if options:
        return f"is empty: give one of {', '.join(options)}"
    return f"is empty: {error['msg']}" if error["type"] == "day" else "is empty: write a value"


def _pattern_sentence(pattern: str, text: str) -> str:
    if pattern == fields.ASIN and len(text) == _GLUED and text.isalnum():
        return "looks like two ASINs run together; list them one by one"
    return _BY_PATTERN.get(pattern, "does not have the right shape")


def shown(value: object) -> str:
    """Write a value as it stands in a message: quoted, on one line, cut where it is long."""
    if isinstance(value, Mapping):
        return "a mapping of keys"
    if isinstance(value, (list, tuple)):
        return "a list"
    written = repr(value) if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    return written if len(written) <= SHOWN else f"{written[:SHOWN]}…"


def file_path(loc: Sequence[int | str], data: object) -> Path:
    """Turn pydantic's way to a value into the file's: without the names of unions, and with `reply` where that was written."""
    path: list[int | str] = []
    here = data
    skip_index = False
    for part in loc:
        if skip_index:
            skip_index = False
            continue
        if fields.is_mapping(here):
            if part == "replies" and "replies" not in here and "reply" in here:
                path.append("reply")
                here, skip_index = here["reply"], True
                continue
            if str(part) not in here and part in fields.WHEN_TAGS:
                continue
            path.append(part)
            here = here.get(str(part))
        elif is_list(here) and isinstance(part, int):
            path.append(part)
            here = here[part] if part < len(here) else None
        elif part not in fields.WHEN_TAGS:
            path.append(part)
            here = None
    return tuple(path)


def _models(annotation: object) -> list[type]:
    """Give every class an annotation speaks of, whatever it is wrapped in."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return [annotation]
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _models(inner[0])
    if origin in {Union, UnionType, tuple, list}:
        return [found for part in inner if part is not Ellipsis for found in _models(part)]
    return []


def _at(model: type[BaseModel], path: Path) -> list[type]:
    """Give the classes a value at this path may have."""
    here: list[type] = [model]
    for part in path:
        if isinstance(part, int):
            continue
        name = "replies" if part == "reply" else part
        annotations = [
            field.annotation
            for known in here
            if issubclass(known, BaseModel)
            for key, field in known.model_fields.items()
            if name in {key, field.alias}
        ]
        here = [found for annotation in annotations for found in _models(annotation)]
    return here


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Give the keys that may stand at a path."""
    return [field.alias or key for known in _at(model, path) if issubclass(known, BaseModel) for key, field in known.model_fields.items()]


def required_at(model: type[BaseModel], path: Path) -> list[str]:
    """Give the keys that have to stand at a path."""
    return [
        field.alias or key
        for known in _at(model, path)
        if issubclass(known, BaseModel)
        for key, field in known.model_fields.items()
        if field.is_required()
    ]


def enum_at(model: type[BaseModel], path: Path) -> list[str]:
    """Give the words a value at a path may be; empty where any text may stand."""
    return [str(word) for known in _at(model, path) if issubclass(known, StrEnum) for word in known]
