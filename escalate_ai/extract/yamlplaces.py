"""Where the values of a case.yaml stand in its text, so that something can be put beside them. In: text. Out: spots. Pure.

Only places are told; what the text says is read by the reader of cases, which refuses aliases, tags and doubled keys before this is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from escalate_ai.case.marked import Path


class Mark(Protocol):
    """A place in the text, as ruamel counts: from 0."""

    index: int
    column: int


class Event(Protocol):
    """What the parser reports; what is used of it."""

    start_mark: Mark
    end_mark: Mark


@dataclass(slots=True)
class Spot:
    """A value in the text."""

    column: int
    """Of a mapping its keys', of a list its dashes', in columns."""
    end: int
    """Behind its last character; of a key without a value, behind the key."""
    flow: bool = False
    """Whether it is written in braces or brackets."""
    blank: bool = False
    """Whether nothing at all is written."""
    key_column: int = 0
    """Where its key stands, or its dash."""
    start: int = 0
    """Where its key or its dash begins."""


def spots_of(text: str) -> dict[Path, Spot]:
    """Give the spot of every value of a text that the reader of cases has read without a fault."""
    from ruamel.yaml import YAML  # noqa: PLC0415  read only where a case is a YAML file

    events = cast("Iterator[Event]", YAML(typ="safe", pure=True).parse(text))  # pyright: ignore[reportUnknownMemberType]
    return _Finder(text, events).spots


class _Finder:
    """Walks the events of the parser once."""

    def __init__(self, text: str, events: Iterator[Event]) -> None:
        self.spots: dict[Path, Spot] = {}
        self._text, self._events = text, events
        for event in events:
            if _name(event) not in {"StreamStart", "DocumentStart", "DocumentEnd", "StreamEnd"}:
                self._value(event, (), flow=False, key=(0, 0))
                break

    def _value(self, event: Event, path: Path, *, flow: bool, key: tuple[int, int]) -> int:
        """Note a value, and give where its last character ends."""
        start, column = key
        match _name(event):
            case "MappingStart" | "SequenceStart":
                inside = flow or bool(getattr(event, "flow_style", False))
                spot = Spot(event.start_mark.column, event.end_mark.index, inside, key_column=column, start=start)
                self.spots[path] = spot
                spot.end = self._mapping(path, spot) if _name(event) == "MappingStart" else self._sequence(path, spot)
                return spot.end
            case _:
                end = event.end_mark.index
                if getattr(event, "style", None) in {"|", ">"}:
                    # a block ends where the next line begins
                    end -= end > 0 and self._text[end - 1] == "\n"
                blank = event.start_mark.index == event.end_mark.index
                # a plain or quoted text may end lines below; a blank ends with its key
                end = max(start + 1, len(self._text[:end].rstrip(" "))) if blank else end
                self.spots[path] = Spot(event.start_mark.column, end, flow, blank, column, start)
                return end

    def _mapping(self, path: Path, spot: Spot) -> int:
        last, first = spot.end, True
        for event in self._events:
            if _name(event) == "MappingEnd":
                return max(last, event.end_mark.index) if spot.flow else last
            name, key = str(getattr(event, "value", "")), event
            if first and not spot.flow:
                spot.column, first = key.start_mark.column, False
            at = (key.start_mark.index, key.start_mark.column)
            end = self._value(next(self._events), (*path, name), flow=spot.flow, key=at)
            held = self.spots[*path, name]
            if held.blank:
                held.end = end = self._text.index(":", key.end_mark.index) + 1
            last = max(last, end)
        return last

    def _sequence(self, path: Path, spot: Spot) -> int:
        last, number = spot.end, 0
        for event in self._events:
            if _name(event) == "SequenceEnd":
                return max(last, event.end_mark.index) if spot.flow else last
            dash = self._dash(event.start_mark.index)
            at = (event.start_mark.index, event.start_mark.column) if spot.flow else (dash, spot.column)
            end = self._value(event, (*path, number), flow=spot.flow, key=at)
            last, number = max(last, end), number + 1
        return last

    def _dash(self, index: int) -> int:
        """Give where the line of an entry begins, its dash's line."""
        line = self._text.rfind("\n", 0, index) + 1
        while line > 0 and "-" not in self._text[line:index]:
            line = self._text.rfind("\n", 0, line - 1) + 1
        return line


def _name(event: Event) -> str:
    return type(event).__name__.removesuffix("Event")
