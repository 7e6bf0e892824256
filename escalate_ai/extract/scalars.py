"""One value as YAML, and words as a comment. In: a scalar, an indent. Out: text that reads back as that scalar, whoever reads it. Pure.

What another reader of YAML would take for a number, a truth value, a day or nothing is quoted, though our own reader takes no guesses.
"""

from __future__ import annotations

import json
import re
from functools import cache

COMMENT = 110
"""Characters of a comment's quotation."""


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(r"(?:[^\W\d_]|_)[\w ,.;()/'&+%$!?=-]*(?<![ ])")


@cache
def _day() -> re.Pattern[str]:
    return re.compile(r"\d{4}-\d\d-\d\d")


_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"})


def scalar(value: str | bool | float | None, indent: int) -> str:  # noqa: FBT001  a truth value is a value
    """Give a scalar as it stands behind its key.

    Args:
        value: A text, a truth value or a number; a control character in a text becomes a space.
        indent: Columns that further lines of a text stand in by.

    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return json.dumps(value)
    text = clean(value)
    if _day().fullmatch(text):
        return text
    if _bare().fullmatch(text) and text.lower() not in _WORDS and text.isprintable():
        return text
    if "\n" in text and _is_block(text):
        return "|-\n" + "\n".join(" " * indent + line if line else "" for line in text.split("\n"))
    return _quoted(text)


def clean(text: str) -> str:
    """Give a text without what a case file cannot hold; line ends become line feeds."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_held(mark) for mark in lines)


def comment(words: str, most: int = COMMENT) -> str:
    """Give words as they stand in a comment: one line, nothing that steers a terminal or ends the comment, cut where they are long."""
    line = " ".join("".join(mark if mark.isprintable() or mark.isspace() else " " for mark in words).split())
    return line if len(line) <= most else line[: most - 4].rsplit(" ", 1)[0] + " ..."


def _held(mark: str) -> str:
    if mark in "\n\t":
        return mark
    return "\ufffd" if "\ud800" <= mark <= "\udfff" else " " if mark < " " or "\x7f" <= mark <= "\x9f" else mark


def _is_block(text: str) -> bool:
    """Tell whether a text can stand as a block, line by line as it is."""
    lines = text.split("\n")
    plain = all(mark.isprintable() or mark == "\n" for mark in text)
    return plain and lines[0][:1] not in {"", " "} and lines[-1].strip() != "" and not any(line.isspace() for line in lines)


def _quoted(text: str) -> str:
    return '"' + "".join(_escaped(mark) for mark in text) + '"'


def _escaped(mark: str) -> str:
    if mark in '"\\':
        return f"\\{mark}"
    if mark in "\n\t":
        return "\\n" if mark == "\n" else "\\t"
    if mark.isprintable():
        return mark
    code = ord(mark)
    return f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"  # noqa: PLR2004  widths of escapes
