"""A letter's text -> its parts.

In: plain text from any hand, or a `Letter`. Out: a `Sheet` of exact slices. Judges nothing: what is missing is a rule's finding.

Letters come with other bullet glyphs, attachments on one line, no subject, mail headers, hard-wrapped lines, quoted mail below: all of
it is read, nothing refused.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from escalate_ai.letter import Part, Sheet
from escalate_ai.letterread.shapes import QUOTED_BEGINS, shape
from escalate_ai.text.folding import Folded, fold

_SHORT_LINE = 8
"""Words up to which a line without an end mark can be a name, a title or a line of a signature."""
_SALUTATION_WORDS = 14
_INTRO_WORDS = 40
_UNWRAPPED = 160
"""Characters from which a line was not broken by hand: in such a text every line is a paragraph, as word processors save plain text."""


class _Line(NamedTuple):
    start: int
    end: int
    text: str


class _Block(NamedTuple):
    kind: str
    """`prose`, `bullet`, `signature` or `attachments`."""
    start: int
    end: int


def read_sheet(text: str) -> Sheet:
    """Read a letter somebody else wrote. Every part is an exact slice of `text`, and says where it starts.

    Mail headers, quoted mail and whatever stands above the salutation are no part of the letter. Never fails: a text that is no letter
    gives a sheet with holes. Odd spaces, dashes and marks that nobody sees are read as what they stand for.
    """
    folded = fold(text)
    sheet = _read(folded.text)
    return sheet if folded.text is text else _placed(sheet, folded)


def _placed(sheet: Sheet, folded: Folded) -> Sheet:
    """Give the parts of a folded text as slices of the original."""

    def moved(part: Part) -> Part:
        start, end = folded.span(part.start or 0, (part.start or 0) + len(part.text))
        return Part(part.name, folded.original[start:end], start)

    def each(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(moved(part) for part in parts)

    return Sheet(
        subject=moved(sheet.subject) if sheet.subject else None,
        salutation=moved(sheet.salutation) if sheet.salutation else None,
        paragraphs_before=each(sheet.paragraphs_before),
        highlights_intro=moved(sheet.highlights_intro) if sheet.highlights_intro else None,
        bullets=each(sheet.bullets),
        paragraphs_after=each(sheet.paragraphs_after),
        signature=moved(sheet.signature) if sheet.signature else None,
        attachments=each(sheet.attachments),
    )


def _read(text: str) -> Sheet:
    lines = _own_lines(text)
    subject, lines = _subject(lines)
    salutation, subject_above, lines = _salutation(text, lines)
    blocks = _blocks(lines)
    body, signature = _signed(text, blocks)
    before, intro, bullets, after = _body(text, body)
    return Sheet(
        subject=_part(text, "subject", subject or subject_above),
        salutation=_part(text, "salutation", salutation),
        paragraphs_before=_named(text, before, "opening", 0),
        highlights_intro=_part(text, "highlights_intro", intro),
        bullets=tuple(part for place, span in enumerate(bullets) if (part := _part(text, f"highlights[{place}]", span))),
        paragraphs_after=_named(text, after, "closing", len(after) - 1, len(before)),
        signature=_part(text, "signature", signature),
        attachments=_attachments(text, blocks),
    )


def _part(text: str, name: str, span: tuple[int, int] | None) -> Part | None:
    return Part(name, text[span[0] : span[1]], span[0]) if span and span[1] > span[0] else None


def _named(text: str, spans: list[tuple[int, int]], name: str, place: int, offset: int = 0) -> tuple[Part, ...]:
    names = [name if index == place else f"paragraphs[{index + offset}]" for index in range(len(spans))]
    return tuple(part for label, span in zip(names, spans, strict=True) if (part := _part(text, label, span)))


def _own_lines(text: str) -> list[_Line]:
    """Cut a folded text into lines without their ends; quoted mail and everything below a quoted head is left out."""
    lines: list[_Line] = []
    start = 0
    for raw in text.split("\n"):  # folding leaves no other line end
        first = raw.lstrip()[:1]
        if first and first in QUOTED_BEGINS and shape("quoted").match(raw.strip()):
            break
        if first != ">":
            kept = raw.rstrip()
            lines.append(_Line(start, start + len(kept), kept))
        start += len(raw) + 1
    return lines


def _subject(lines: list[_Line]) -> tuple[tuple[int, int] | None, list[_Line]]:
    """Take mail headers and a labelled subject off the top."""
    found: tuple[int, int] | None = None
    first = next((index for index, line in enumerate(lines) if line.text), len(lines))
    rest = lines[first:]
    if rest and shape("header").match(rest[0].text) and not shape("subject").match(rest[0].text):
        end = next((index for index, line in enumerate(rest) if not line.text), len(rest))
        head, rest = rest[:end], rest[end:]
        found = next((_value(line) for line in head if shape("subject").match(line.text)), None)
    for index, line in enumerate(rest[:14]):
        if shape("salutation").match(line.text.strip()):
            break
        if shape("subject").match(line.text):
            return _value(line), rest[index + 1 :]
    return found, rest


def _value(line: _Line) -> tuple[int, int] | None:
    match = shape("subject").match(line.text)
    start = line.start + (match.end() if match else 0)
    end = line.end - (len(line.text) - len(line.text.rstrip("*_ ")))
    return (start, end) if start < end else None


def _salutation(text: str, lines: list[_Line]) -> tuple[tuple[int, int] | None, tuple[int, int] | None, list[_Line]]:
    """Find the salutation, and a subject without a label above it; what stands above is letterhead."""
    for index, line in enumerate(lines[:24]):
        words = line.text.strip()
        if not words or not (shape("salutation").match(words) or _addresses(lines, index)):
            continue
        start = line.start + len(line.text) - len(line.text.lstrip())
        if len(words.split()) <= _SALUTATION_WORDS and words[-1] not in ".;":
            return (start, line.end), _bare_subject(lines[:index]), lines[index + 1 :]
        stop = min((place for mark in ",:" if 0 < (place := words.find(mark)) <= 80), default=-1)  # noqa: PLR2004  a name and a title fit in a line
        if stop > 0:
            split = start + stop + 1
            rest = split + len(text[split : line.end]) - len(text[split : line.end].lstrip())
            return (start, split), _bare_subject(lines[:index]), [_Line(rest, line.end, text[rest : line.end]), *lines[index + 1 :]]
    return None, None, lines


def _addresses(lines: list[_Line], index: int) -> bool:
    """Say whether this is the first written line, short, and ends as an address to somebody does: `Seller Performance team,`."""
    words = lines[index].text.strip()
    alone = index + 1 >= len(lines) or not lines[index + 1].text
    return words[-1] in ",:" and len(words.split()) <= _SHORT_LINE and alone and not any(line.text for line in lines[:index])


def _bare_subject(above: list[_Line]) -> tuple[int, int] | None:
    """Give the line above the salutation where it reads as a subject: one line by itself, three words or more, no date, no end mark."""
    written = [index for index, line in enumerate(above) if line.text]
    if not written:
        return None
    last = written[-1]
    words = above[last].text.strip()
    alone = last == 0 or not above[last - 1].text
    if not alone or len(words.split()) < 3 or words[-1] in ".," or shape("date").match(words):  # noqa: PLR2004  a name has two
        return None
    return above[last].start + len(above[last].text) - len(above[last].text.lstrip()), above[last].end


def _blocks(lines: list[_Line]) -> list[_Block]:
    """Group lines into paragraphs, bullets and the list of attachments."""
    blocks: list[_Block] = []
    kind, start, end, listing = "", 0, 0, False
    loose = any(len(line.text) > _UNWRAPPED for line in lines)
    previous = ""
    bulleted, enclosing = shape("bullet"), shape("attachments")
    for line in [*lines, _Line(0, 0, "")]:
        words = line.text
        bullet = bulleted.match(words) if words else None
        # a line of a wrapped paragraph may begin with "documents: we ask"
        is_labelled = not bullet and ":" in words and not (kind == "prose" and words[0].islower())
        label = enclosing.match(words) if is_labelled else None
        if kind and (not words or bullet or label or listing or _ends(kind, line, previous, loose=loose)):
            blocks.append(_Block(kind, start, end))
            kind = ""
        if label:
            listing = True
            blocks.append(_Block("label", line.start, line.start + label.end()))
            kind, start, end = _opened("attachments", line, label.end())
        elif words and kind:
            end = line.end
        elif words:
            listing = listing and (bullet is not None or (blocks[-1].kind in {"label", "attachments"} and previous != ""))
            kind, start, end = _opened("attachments" if listing else "bullet" if bullet else "prose", line, bullet.end() if bullet else 0)
        previous = words
    return [block for block in blocks if block.kind == "label" or block.end > block.start]


def _opened(kind: str, line: _Line, skip: int) -> tuple[str, int, int]:
    rest = line.text[skip:]
    start = line.start + skip + len(rest) - len(rest.lstrip())
    return (kind, start, line.end) if start < line.end else ("", 0, 0)


def _ends(kind: str, line: _Line, previous: str, *, loose: bool) -> bool:
    """Say whether a line that follows without a blank one starts something new: a signature, prose after a finished bullet, a paragraph."""
    if shape("sign_off").match(line.text.strip()):
        return True
    if loose and kind == "prose" and previous.rstrip()[-1:] in {".", "!", "?"} and len(previous.split()) > _SHORT_LINE:
        return True
    return kind == "bullet" and line.text[0] not in " \t" and previous[-1:] in ".!?;:"


def _signed(text: str, blocks: list[_Block]) -> tuple[list[_Block], tuple[int, int] | None]:
    """Part the body from the signature: from a sign-off on, else the last block where it is lines of names and titles."""
    body = [block for block in blocks if block.kind in {"prose", "bullet"}]
    for index, block in enumerate(body):
        words = text[block.start : block.end]
        if (
            block.kind == "prose"
            and shape("sign_off").match(words.splitlines()[0].strip())
            and len(words.split("\n")[0].split()) <= _SHORT_LINE
        ):
            tail = body[index:]
            names = [b for b in tail if b is block or _is_names(text, b)]
            return body[:index] + [b for b in tail if b not in names], (names[0].start, names[-1].end)
    if len(body) > 1 and _is_names(text, body[-1]) and not text[body[-1].start : body[-1].end].rstrip().endswith(":"):
        return body[:-1], (body[-1].start, body[-1].end)
    return body, None


def _is_names(text: str, block: _Block) -> bool:
    lines = text[block.start : block.end].splitlines()
    few = 3 if block.kind == "bullet" else _SHORT_LINE
    return (
        len(lines) <= _SHORT_LINE
        and all(len(line.split()) <= few and line.rstrip()[-1:] not in {"?", "!", ";"} for line in lines)
        and (block.kind == "prose" or len(lines) == 1)
        and not _sentence(text[block.start : block.end])
    )


def _sentence(words: str) -> bool:
    """Say whether a short block is a sentence after all: more than five words on one line with a full stop."""
    lone = "\n" not in words.strip()
    return lone and words.rstrip().endswith(".") and len(words.split()) > 5  # noqa: PLR2004  `Dana Whitfield, Northwind Ltd.`


def _body(
    text: str, body: list[_Block]
) -> tuple[list[tuple[int, int]], tuple[int, int] | None, list[tuple[int, int]], list[tuple[int, int]]]:
    """Part the body into prose above, the introducing line, bullets, prose below."""
    first = next((index for index, block in enumerate(body) if block.kind == "bullet"), None)
    prose = [(block.start, block.end) for block in body if block.kind == "prose"]
    if first is None:
        return (prose[:-1], None, [], prose[-1:]) if len(prose) > 1 else (prose, None, [], [])
    before = [(block.start, block.end) for block in body[:first]]
    after = [(block.start, block.end) for block in body[first:] if block.kind == "prose"]
    bullets = [(block.start, block.end) for block in body if block.kind == "bullet"]
    intro = _intro(text, before)
    return before, intro, bullets, after


def _intro(text: str, before: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Take the introducing line off the prose above the bullets: a block of its own, or the last sentence of one, ending in a colon."""
    if not before:
        return None
    start, end = before[-1]
    words = text[start:end]
    if not words.endswith(":"):
        heading = len(before) > 1 and len(words.split()) <= _SHORT_LINE and words[-1] not in ".!?"
        return before.pop() if heading else None
    stops = [match.end() for match in re.finditer(r"[.!?][\"')\]]{0,2}\s+", words)]
    if not stops:
        return before.pop() if len(words.split()) <= _INTRO_WORDS else None
    before[-1] = (start, start + len(words[: stops[-1]].rstrip()))
    return start + stops[-1], end


def _attachments(text: str, blocks: list[_Block]) -> tuple[Part, ...]:
    """Give each title of the list; a list on one line is cut at semicolons, else at commas before a capital."""
    parts: list[Part] = []
    listed = [block for block in blocks if block.kind == "attachments"]
    for block in listed:
        words = text[block.start : block.end]
        cut = r"\s*;\s*" if ";" in words else r",\s+(?=[A-Z0-9])" if len(listed) == 1 else None
        start = 0
        for match in [*(re.finditer(cut, words) if cut else ()), None]:
            stop = match.start() if match else len(words)
            if words[start:stop].strip(" .;,"):
                parts.append(Part("attachments", words[start:stop], block.start + start))
            start = match.end() if match else stop
    return tuple(parts)
