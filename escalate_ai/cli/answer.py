"""What a command hands back: an exit code and the text for standard output. In: values. Out: `Answer`, JSON text. Writes nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple, cast

from pydantic import BaseModel, JsonValue

from escalate_ai.terminal import Row, drawn, width_of


class Exit(IntEnum):
    """The exit codes, which are the contract."""

    DONE = 0
    NOT_ACCEPTED = 1
    WRONG_INPUT = 2
    NOT_READY = 3
    MODEL_FAILED = 4
    OUR_FAULT = 5
    INTERRUPTED = 130
    PIPE_CLOSED = 141


class Answer(NamedTuple):
    """What goes to standard output, whole, and how the command ends."""

    code: Exit
    text: str


def as_json(value: BaseModel | JsonValue) -> str:
    """Give one JSON document; escaped to ASCII where standard output could not carry the characters."""
    data: JsonValue = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    # while a command runs, what it prints is caught in memory, which has no encoding
    encoding = (
        (getattr(sys.stdout, "encoding", None) or getattr(sys.__stdout__, "encoding", None) or "utf-8")
        .lower()
        .replace("-", "")
        .replace("_", "")
    )
    return json.dumps(data, indent=2, ensure_ascii=encoding != "utf8", allow_nan=False) + "\n"


def plain(value: object) -> JsonValue:
    """Give mappings and sequences of any make as JSON's own; what JSON lacks becomes its text."""
    if isinstance(value, Mapping):
        return {str(key): plain(under) for key, under in cast("Mapping[object, object]", value).items()}
    if isinstance(value, list | tuple):
        return [plain(under) for under in cast("Sequence[object]", value)]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def as_text(rows: Callable[[int], Iterable[Row]]) -> str:
    """Give what the rows say at the width of standard output, coloured where it is a terminal."""
    return drawn(rows(width_of(sys.stdout)), sys.stdout)
