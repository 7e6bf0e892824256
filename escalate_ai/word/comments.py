"""Comments at the words of a Word document.

In: a document, its text as a reader gave it, and remarks on stretches of that text. Out: the same document with real Word comments.

The reader's text and the file's own words are laid side by side without their white space and list marks, so it does not matter who read
the file, or into how many runs Word tore a sentence: a run is cut where a remark begins or ends, and keeps its look. Deleted words and
words of headers and notes carry no comment.
"""

from __future__ import annotations

import copy
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from escalate_ai.word.elements import XML_SPACE, Element, W, made, sane, under

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from docx.document import Document

AUTHOR, INITIALS = "escalate-ai", "EA"
_GONE = frozenset({f"{W}del", f"{W}moveFrom"})


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said about a stretch of the text."""

    start: int
    end: int
    """[start, end) in characters of the reader's text."""
    text: str
    """A line feed begins a new paragraph of the comment."""


def comment(document: Document, text: str, remarks: Iterable[Remark], day: date) -> int:
    """Put remarks at their words as comments, and give how many found a place.

    A remark whose words are not in the body of the document is put at the nearest words that are.

    Args:
        document: Where to; its words stay as they are.
        text: The document's text as its reader gave it.
        remarks: On stretches of that text.
        day: The date the comments bear.

    """
    places = _aligned(text, "".join(_bare(piece.text or "") for piece in _pieces(document)))
    known = sorted(places)
    written = 0
    for remark in remarks:
        ends = _nearest(remark, known, places)
        if ends is not None:
            _write(document, ends, remark, day)
            written += 1
    return written


def _bare(text: str) -> str:
    return "".join(text.split())


def _pieces(document: Document) -> list[Element]:
    """Give the elements that hold the body's words, in order, without what is deleted or stands in a second form for old programs."""
    body = under(document)
    return [piece for piece in body.iter(f"{W}t") if not any(_silent(above) for above in piece.iterancestors())]


def _silent(element: Element) -> bool:
    return element.tag in _GONE or element.tag.endswith("}Fallback")


@cache
def _mark() -> re.Pattern[str]:
    """What a reader puts before a heading, a list entry or a quoted line."""
    return re.compile(r"(?:#{1,6}|[-*\u2022\u2013>]|\(?\w{1,4}[.)])\s+")


def _aligned(text: str, words: str) -> dict[int, int]:
    """Give, for each character of the text that stands in the document, its place in the document's words without white space."""
    places: dict[int, int] = {}
    at = start = 0
    for line in text.splitlines(keepends=True):
        for piece_start, piece in _tries(line):
            bare = _bare(piece)
            found = words.find(bare, at) if bare else -1
            if found < 0:
                continue
            index = found
            for offset, letter in enumerate(piece):
                if not letter.isspace():
                    places[start + piece_start + offset] = index
                    index += 1
            at = found + len(bare)
            if piece_start + len(piece.rstrip()) == len(line.rstrip()):
                break
        start += len(line)
    return places


def _tries(line: str) -> Iterator[tuple[int, str]]:
    """Give the ways in which a line may stand in the file: whole, without its mark, cell by cell."""
    yield 0, line
    match = _mark().match(line.lstrip())
    if match:
        skip = len(line) - len(line.lstrip()) + match.end()
        yield skip, line[skip:]
    if "|" in line:
        start = 0
        for cell in line.split("|"):
            yield start, cell
            start += len(cell) + 1


def _nearest(remark: Remark, known: list[int], places: dict[int, int]) -> tuple[int, int] | None:
    """Give the first and last of the document's characters that a remark is about; None in a document without words."""
    if not known:
        return None
    first = bisect_right(known, remark.start - 1)
    last = bisect_right(known, max(remark.end - 1, remark.start)) - 1
    if first <= last:
        return places[known[first]], places[known[last]]
    near = known[min(first, len(known) - 1)]
    return places[near], places[near]


def _write(document: Document, ends: tuple[int, int], remark: Remark, day: date) -> None:
    from docx.text.run import Run  # noqa: PLC0415  loaded with the document itself

    first = _cut(document, ends[0], after=False)
    last = _cut(document, ends[1], after=True)
    said = document.add_comment(
        [Run(first, document), Run(last, document)],  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  lxml's own element
        text=sane(remark.text),
        author=AUTHOR,
        initials=INITIALS,
    )
    under(said).set(f"{W}date", f"{day.isoformat()}T00:00:00Z")


def _cut(document: Document, place: int, *, after: bool) -> Element:
    """Give the run that begins (or ends, with `after`) at a character, cut out of a longer one where needed."""
    pieces = _pieces(document)
    counts = list(accumulate(len(_bare(piece.text or "")) for piece in pieces))
    index = bisect_right(counts, place)
    piece = pieces[index]
    inner = place - (counts[index - 1] if index else 0)
    words = piece.text or ""
    solid = [offset for offset, letter in enumerate(words) if not letter.isspace()]
    offset = solid[inner] + (1 if after else 0)
    run = piece.getparent()
    if run is None:
        raise LookupError("words outside any run")
    return _head(run, piece, offset) if after else _tail(run, piece, offset)


def _split(run: Element, piece: Element, offset: int) -> Element:
    """Cut a run in two behind so many characters of one of its pieces, and give the second half."""
    half = made(run, "r")
    look = run.find(f"{W}rPr")
    if look is not None:
        half.append(copy.deepcopy(look))
    words = piece.text or ""
    rest = made(run, "t")
    rest.text = words[offset:]
    rest.set(XML_SPACE, "preserve")
    following = _behind(run, piece)
    piece.text = words[:offset]
    piece.set(XML_SPACE, "preserve")
    half.append(rest)
    for child in following:
        half.append(child)
    run.addnext(half)
    return half


def _head(run: Element, piece: Element, offset: int) -> Element:
    if offset < len(piece.text or "") or _behind(run, piece):
        _split(run, piece, offset)
    return run


def _tail(run: Element, piece: Element, offset: int) -> Element:
    before = [child for child in run if child.tag != f"{W}rPr"]
    return _split(run, piece, offset) if offset or before[0] is not piece else run


def _behind(run: Element, piece: Element) -> list[Element]:
    children = list(run)
    return children[children.index(piece) + 1 :]
