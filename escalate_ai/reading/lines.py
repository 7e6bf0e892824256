"""A text as marked lines. In: any text. Out: one `Line` each, marks taken off, place kept. Knows no meanings.

What a plan is read from, and what tells the structure of a plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache

TAB = 4
"""Columns a tab counts for."""
CAPS_WORDS = 12
"""A longer line in capitals is shouting, no heading."""


class Kind(Enum):
    """What a line is by its marks alone."""

    BLANK = auto()
    ROW = auto()
    ITEM = auto()
    TEXT = auto()


class Style(Enum):
    """What sets a line apart as a heading, strongest first; the value orders them as levels of an outline."""

    HASH = 1
    UNDERLINED = 2
    CAPS = 4
    BOLD = 5
    PLAIN = 9


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says without its marks, and where that stands in the text."""

    kind: Kind
    text: str
    start: int
    end: int
    indent: int = 0
    marker: str = ""
    """The bullet or number in front; empty for none."""
    style: Style = Style.PLAIN
    level: int = 0
    """How deep a heading stands in the outline: 1 to 6 for hashes, below that by style."""

    @property
    def is_set_apart(self) -> bool:
        """Whether the writer set the line apart as a heading, whatever it says."""
        return self.style is not Style.PLAIN


@cache
def _raw() -> re.Pattern[str]:
    return re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*+(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|\Z)")


@cache
def _hashes() -> re.Pattern[str]:
    return re.compile(r"(#{1,6})[ \t]*+(?=[^#\s])")


@cache
def _rule() -> re.Pattern[str]:
    return re.compile(r"[ \t]*+([-=_*~\u2500\u2501\u2550\u2014])[ \t]?+(?:\1[ \t]?+){2,400}+[ \t]*+")


@cache
def _glyph() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:--|->|=>)(?=[ \t])"
        r"|[-*+>o~=\u00b7\u00a7\u00bb\u2013\u2014\u2022\u2023\u2043\u2192\u21d2\u25a0\u25a1\u25aa\u25ab\u25b6\u25b8\u25ba\u25c6\u25c7\u25cb"
        r"\u25cf\u25e6\u2610\u2611\u2605\u2606\u2713\u2714\u2705\u27a2\u27a4\u2794\u279c\u2756\uf0a7\uf0b7]\ufe0f?)"
        r"(?:[ \t]++|(?<=[\u2022\u25cf\u25aa\u25a0\u2713\u2714\u2705\u27a4\uf0b7])(?=\w))"
    )


@cache
def _number() -> re.Pattern[str]:
    return re.compile(
        r"(?:\(?(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})\.?\)?|\(?(?P<digits>\d{1,2})(?:\.\)|[.):])|\((?P<inner>\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})\)"
        r"|(?P<roman>[ivxIVX]{1,5})[.)]|(?P<letter>[a-zA-Z])[.)]"
        r"|(?P<word>(?:[Ss]tep|STEP|[Aa]ction|ACTION|[Mm]easure|MEASURE|[Pp]oint|[Ii]tem|[Tt]ask|CA|PM|PA)"
        r"[ \t]?#?\d{1,2}[ \t]?[:.)\u2013\u2014-]))[ \t]++(?=\S)|(?P<wide>\d{1,2})[\u3001\uff0e\uff09][ \t]*+(?=\S)"
    )


@cache
def _quotes() -> re.Pattern[str]:
    """A ">" that quotes: it stands before another mark or before nothing, as no bullet does."""
    return re.compile(r"(?m:^[ \t]{0,8}>[ \t]{0,3}(?:$|>|[-*\u2022][ \t]|\d{1,2}[.)][ \t]))")


@cache
def _quote() -> re.Pattern[str]:
    return re.compile(r"[ \t]{0,8}(?:>[ \t]?){1,8}")


@cache
def _box() -> re.Pattern[str]:
    return re.compile(r"\[[ xX\u2713\u2714]\][ \t]++|[\u2610\u2611\u2713\u2714\u2705]\ufe0f?[ \t]*+")


def read_lines(text: str) -> list[Line]:
    """Give the lines of a text; a heading's underline and rules between parts are taken for what they are and left out."""
    lines: list[Line] = []
    quoted = _quotes().search(text) is not None
    for match in _raw().finditer(text):
        if match.start() == len(text):
            break
        start, end = match.start(), match.start() + len(match[0].rstrip("\r\n\x0b\x0c\x85\u2028\u2029"))
        mark = _quote().match(text, start, end) if quoted else None
        line = _line(text, mark.end() if mark else start, end)
        if line is None:
            _underline(lines, match[0].strip()[:1])
        else:
            lines.append(line)
    return lines


def _underline(lines: list[Line], sign: str) -> None:
    """Make the last line a heading where a rule stands right under it; a blank line stands in for the rule either way."""
    last = lines[-1] if lines else None
    if last and last.kind in {Kind.TEXT, Kind.ITEM} and len(last.text.split()) <= CAPS_WORDS:
        lines[-1] = replace(last, style=Style.UNDERLINED, level=1 if sign == "=" else 2)
    place = last.end if last else 0
    lines.append(Line(Kind.BLANK, "", place, place))


def _line(text: str, start: int, end: int) -> Line | None:
    """Read one line; None for a rule."""
    raw = text[start:end]
    body = raw.strip("\ufeff \t\xa0\u200b")
    if not body:
        return Line(Kind.BLANK, "", start, end)
    if _rule().fullmatch(raw):
        return None
    first = start + raw.index(body[0])
    indent = sum(TAB - column % TAB if char == "\t" else 1 for column, char in enumerate(raw[: first - start]))
    last = first + len(body)
    if body.count("|") >= 2 or (body.startswith("|") and body.endswith("|")):  # noqa: PLR2004  two bars part three cells
        return Line(Kind.ROW, body, first, last, indent)
    if hashes := _hashes().match(body):
        inner = body[hashes.end() :].rstrip("# \t")
        place = first + hashes.end()
        marker, skip = _marker(inner)
        return Line(Kind.TEXT, bare(inner[skip:]), place + skip, last, indent, marker, Style.HASH, len(hashes[1]))
    return _styled(body, first, last, indent)


def _styled(body: str, first: int, last: int, indent: int) -> Line:
    marker, skip = _marker(body)
    inner = body[skip:]
    if not marker and (whole := _unbolded(body)) is not None:
        marker, skip = _marker(whole)
        return Line(Kind.TEXT, bare(whole[skip:]), first, last, indent, marker, Style.BOLD, Style.BOLD.value)
    kind = Kind.ITEM if marker else Kind.TEXT
    plain = bare(inner)
    style = Style.BOLD if _unbolded(inner) is not None else Style.CAPS if _is_caps(plain) else Style.PLAIN
    return Line(kind, plain, first + skip, last, indent, marker, style, style.value)


def _marker(body: str) -> tuple[str, int]:
    """Give the bullet or number in front, and how many characters it takes."""
    if glyph := _glyph().match(body):
        box = _box().match(body, glyph.end())
        return (body[: box.end()].strip(), glyph.end()) if box else (glyph[0].strip(), glyph.end())
    number = _number().match(body)
    return (number[0].strip(), number.end()) if number else ("", 0)


def _unbolded(body: str) -> str | None:
    """Give what stands between marks of bold that hold the whole line; None where they do not."""
    core = body.rstrip(":").rstrip()
    for mark in ("***", "**", "__", "*", "_"):
        size = len(mark)
        if core.startswith(mark) and core.endswith(mark) and len(core) > 2 * size:
            inner = core[size:-size]
            if mark[0] not in inner.strip(mark[0]) and inner.strip():
                return inner.strip().rstrip(":") + (":" if body.endswith(":") or inner.rstrip().endswith(":") else "")
    return None


def _is_caps(text: str) -> bool:
    words = text.split()
    letters = [char for char in text if char.isalpha()]
    return 1 <= len(words) <= CAPS_WORDS and len(letters) >= 5 and all(char.isupper() for char in letters)  # noqa: PLR2004  shorter is an abbreviation


@cache
def _italics() -> re.Pattern[str]:
    return re.compile(r"(?<![\w*])\*(\w[^*\n]{0,200}?)\*(?![\w*])")


def bare(text: str) -> str:
    """Take marks of bold, italics and code off a piece of text."""
    for mark in ("***", "**", "__", "`"):
        text = text.replace(mark, "")
    return (_italics().sub(r"\1", text) if "*" in text else text).strip()


def marker_class(marker: str) -> str:
    """Tell the sort of a marker: `glyph`, `number`, `letter`, `dotted`, `word` ("Step 1:"), or nothing."""
    core = marker.strip("().:–—- \u3001\uff0e\uff09")
    if not marker:
        return ""
    if core.isdigit():
        return "number"
    if "." in core and core.replace(".", "").isdigit():
        return "dotted"
    if core.isalpha() and core.isascii() and marker != "o":
        return "letter"
    if core[:1].isalpha() and core[-1:].isdigit():
        return "word"
    return "glyph"


def following(lines: list[Line], index: int) -> Iterator[Line]:
    """Give the lines after a place that are not blank, nearest first."""
    return (line for line in lines[index + 1 :] if line.kind is not Kind.BLANK)
