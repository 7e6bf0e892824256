"""A case.yaml as plain data. In: its text. Out: `Marked`: every scalar the string that was written, but for null, true and false.

YAML's own guesses (NO, 1.10, 12:30, dates) never happen, since no resolver runs. Aliases, anchors, tags, merge keys, doubled keys and
second documents are refused: they make one file say different things to different readers, or grow without bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Protocol, cast

from escalate_ai.case.marked import DEPTH, KEY_SHOWN, VALUES, Marked, Path, Plain, Unreadable
from escalate_ai.errors import Fault, Where


class Mark(Protocol):
    """A place in the text, as ruamel counts: lines from 0."""

    line: int


class Event(Protocol):
    """What the parser reports; ruamel leaves its types open, so what is used of it is said here."""

    start_mark: Mark


NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
BOOLEANS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def read_yaml(text: str, file: str) -> Marked:
    """Read a YAML text; what is refused but does not stop the reading stands in `faults`.

    Raises:
        Unreadable: The text is no YAML, or stands deeper in itself than a case can.

    """
    wrong = _control().search(text)
    if wrong:
        line = text.count("\n", 0, wrong.start()) + 1
        raise Unreadable(Fault(f"a control character (U+{ord(wrong[0]):04X}) stands here; take it out", Where(file, line)))
    return _Reader(text, file).read()


@cache
def _control() -> re.Pattern[str]:
    """Find what YAML has no place for."""
    return re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Reader:
    """Walks the events of the parser once, from the front."""

    def __init__(self, text: str, file: str) -> None:
        self.marked = Marked(file)
        self._events = self._parsed(text)
        self._values = 0

    def read(self) -> Marked:
        documents = 0
        for event in self._events:
            match _name(event):
                case "StreamStart" | "DocumentEnd" | "StreamEnd":
                    continue
                case "DocumentStart":
                    documents += 1
                    if documents > 1:
                        self.marked.fault("a second document begins here; keep one case in one file", (), _line(event))
                        break
                case _:
                    self.marked.lines[()] = _line(event)
                    self.marked.data = self._value(event, (), 0)
        return self.marked

    def _parsed(self, text: str) -> Iterator[Event]:
        from ruamel.yaml import YAML  # noqa: PLC0415  read only where a case is a YAML file
        from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

        try:
            yield from cast("Iterator[Event]", YAML(typ="safe", pure=True).parse(text))  # pyright: ignore[reportUnknownMemberType]
        except MarkedYAMLError as error:
            mark = cast("Mark | None", getattr(error, "problem_mark", None) or getattr(error, "context_mark", None))
            said = _said(str(getattr(error, "problem", None) or getattr(error, "context", None)))
            raise Unreadable(Fault(said, Where(self.marked.file, mark.line + 1 if mark else None))) from None
        except YAMLError as error:
            raise Unreadable(Fault(f"no valid YAML: {str(error).splitlines()[0]}", Where(self.marked.file))) from None

    def _value(self, event: Event, path: Path, depth: int) -> Plain:
        line = _line(event)
        if depth > DEPTH:
            raise Unreadable(Fault(f"lists and keys stand more than {DEPTH} deep in each other", self.marked.where(path)))
        self._values += 1
        if self._values > VALUES:
            raise Unreadable(Fault(f"the file holds more than {VALUES:,} values; keep one case in it", Where(self.marked.file, line)))
        if _name(event) == "Alias":
            self.marked.fault("an alias (*name) is not read here; write the value itself", path, line)
            return None
        self._plainly_written(event, path, line)
        match _name(event):
            case "MappingStart":
                return self._mapping(path, depth)
            case "SequenceStart":
                return self._sequence(path, depth)
            case _:
                return _scalar(event)

    def _plainly_written(self, event: Event, path: Path, line: int) -> None:
        if getattr(event, "anchor", None):
            self.marked.fault("an anchor (&name) is not read here; write the value itself wherever it is needed", path, line)
        if getattr(event, "tag", None):
            self.marked.fault("a tag (!name) is not read here; leave it out", path, line)

    def _mapping(self, path: Path, depth: int) -> Plain:
        found: dict[str, Plain] = {}
        for event in self._events:
            if _name(event) == "MappingEnd":
                break
            key, line = self._key(event, path, depth), _line(event)
            here = (*path, key)
            kept = here not in self.marked.lines
            if kept:
                self.marked.lines[here] = line
            else:
                message = f"the key '{key[:KEY_SHOWN]}' stands here and on line {self.marked.lines[here]} already; keep one of them"
                self.marked.fault(message, here, line)
            value = self._value(next(self._events), here if kept else (*here, "again"), depth + 1)
            if kept and key != "<<":
                found[key] = value
        return found

    def _key(self, event: Event, path: Path, depth: int) -> str:
        line = _line(event)
        if _name(event) != "Scalar":
            self.marked.fault("a key is a plain word, not a list or a mapping or an alias", path, line)
            self._value(event, (*path, "?"), depth + 1)
            return "?"
        self._plainly_written(event, path, line)
        key = str(getattr(event, "value", ""))
        if key == "<<":
            self.marked.fault("a merge key (<<) is not read here; write the keys themselves", path, line)
        return key

    def _sequence(self, path: Path, depth: int) -> Plain:
        found: list[Plain] = []
        for event in self._events:
            if _name(event) == "SequenceEnd":
                break
            here = (*path, len(found))
            self.marked.lines[here] = _line(event)
            found.append(self._value(event, here, depth + 1))
        return found


def _name(event: Event) -> str:
    return type(event).__name__.removesuffix("Event")


def _line(event: Event) -> int:
    return event.start_mark.line + 1


def _scalar(event: Event) -> Plain:
    value = str(getattr(event, "value", ""))
    if getattr(event, "implicit", (False,))[0]:
        return None if value in NULLS else BOOLEANS.get(value, value)
    return value


def _said(problem: str) -> str:
    """Say what the parser met in words that tell what to do."""
    if "\\t" in problem or "\t" in problem:
        return "a tab stands where YAML wants spaces; indent with spaces"
    if "mapping values are not allowed" in problem:
        return "a colon in the middle of a value, or a line indented too far; put the value in quotes"
    if "end of stream" in problem or "stream end" in problem:
        return "a quote or a bracket is opened here or above and never closed"
    if "cannot start any token" in problem:
        return f"no valid YAML: {problem}; put the value in quotes"
    return f"no valid YAML: {problem}"
