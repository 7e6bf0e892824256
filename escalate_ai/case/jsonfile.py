"""A case.json as plain data. In: its text. Out: `Marked`, with the line of every path.

The standard reader lets NaN, doubled keys and lone surrogates pass and forgets its lines, so the grammar's few rules stand here.
"""

from __future__ import annotations

import re
from functools import cache
from json import JSONDecodeError, JSONDecoder
from typing import NoReturn

from escalate_ai.case.marked import DEPTH, KEY_SHOWN, VALUES, Marked, Path, Plain, Unreadable
from escalate_ai.errors import Fault, Where

WORDS: dict[str, Plain] = {"null": None, "true": True, "false": False}


def read_json(text: str, file: str) -> Marked:
    """Read a JSON text strictly; a doubled key does not stop the reading and stands in `faults`.

    Raises:
        Unreadable: The text is no JSON, or stands deeper in itself than a case can.

    """
    return _Reader(text, file).read()


@cache
def _space() -> re.Pattern[str]:
    return re.compile(r"[ \t\r\n]*+")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(
        r"(?P<word>[A-Za-z]++)|(?P<number>-?(?:0|[1-9][0-9]{0,30}+)(?P<rest>(?:\.[0-9]{1,30}+)?(?:[eE][+-]?[0-9]{1,3}+)?))(?![\w.])"
    )


@cache
def _strings() -> JSONDecoder:
    return JSONDecoder()


class _Reader:
    """Walks the text once, from the front."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.at = 0
        self.marked = Marked(file)
        self._counted = (0, 1)
        self._values = 0

    def read(self) -> Marked:
        self._skip()
        if self.at < len(self.text):
            self.marked.lines[()] = self._line()
            self.marked.data = self._value((), 0)
            self._skip()
            if self.at < len(self.text):
                self._stop("more text after the end of the case; keep one case in one file")
        return self.marked

    def _value(self, path: Path, depth: int) -> Plain:
        if depth > DEPTH:
            self._stop(f"lists and keys stand more than {DEPTH} deep in each other")
        self._values += 1
        if self._values > VALUES:
            self._stop(f"the file holds more than {VALUES:,} values; keep one case in it")
        match self.text[self.at : self.at + 1]:
            case "{":
                return self._object(path, depth)
            case "[":
                return self._array(path, depth)
            case '"':
                return self._string()
            case _:
                return self._bare()

    def _object(self, path: Path, depth: int) -> Plain:
        found: dict[str, Plain] = {}
        while self._more("}", first=not found and self.text[self.at] == "{"):
            line = self._line()
            if self.text[self.at : self.at + 1] != '"':
                self._stop('a key in double quotes is wanted here; no comma stands before "}"')
            key = self._string()
            here = (*path, key)
            kept = here not in self.marked.lines
            if kept:
                self.marked.lines[here] = line
            else:
                self.marked.fault(
                    f"the key '{key[:KEY_SHOWN]}' stands here and on line {self.marked.lines[here]} already; keep one of them", here, line
                )
            self._skip()
            if self.text[self.at : self.at + 1] != ":":
                self._stop("a colon is wanted here")
            self.at += 1
            self._skip()
            value = self._value(here if kept else (*here, "again"), depth + 1)
            if kept:
                found[key] = value
        return found

    def _array(self, path: Path, depth: int) -> Plain:
        found: list[Plain] = []
        while self._more("]", first=not found):
            here = (*path, len(found))
            self.marked.lines[here] = self._line()
            found.append(self._value(here, depth + 1))
        return found

    def _more(self, end: str, *, first: bool) -> bool:
        """Step over the opening bracket or a comma; tell whether a member follows, else step over the end."""
        if first:
            self.at += 1
        self._skip()
        sign = self.text[self.at : self.at + 1]
        if sign == end:
            self.at += 1
            return False
        if not first:
            if sign != ",":
                self._stop(f'a comma or "{end}" is wanted here')
            self.at += 1
            self._skip()
        return True

    def _string(self) -> str:
        try:
            value, self.at = _strings().raw_decode(self.text, self.at)
        except JSONDecodeError as error:
            self.at = min(error.pos, len(self.text))
            self._stop(f"no valid JSON string: {error.msg}")
        return str(value)

    def _bare(self) -> Plain:
        match = _bare().match(self.text, self.at)
        if match is None:
            self._stop("a value is wanted here: text in double quotes, a number, true, false, null, a list or an object")
        word, number = match["word"], match["number"]
        if word is not None and word not in WORDS:
            self._stop(f"'{word[:40]}' is no JSON value; put text in double quotes")
        self.at = match.end()
        if word is not None:
            return WORDS[word]
        return float(number) if match["rest"] else int(number)

    def _skip(self) -> None:
        match = _space().match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _line(self) -> int:
        """Give the line of this place, counting on from where it was last asked."""
        last, line = self._counted
        line += self.text.count("\n", last, self.at)
        self._counted = (self.at, line)
        return line

    def _stop(self, message: str) -> NoReturn:
        raise Unreadable(Fault(message, Where(self.marked.file, self.text.count("\n", 0, self.at) + 1)))
