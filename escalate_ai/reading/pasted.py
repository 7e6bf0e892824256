"""Words of Amazon pasted into a draft without the marks of a mail. In: a text and its lines. Out: where such words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from escalate_ai.reading.quoted_lines import QuotedLine
from escalate_ai.reading.quoters import is_from_amazon, is_signature, opens_notice, words
from escalate_ai.text.folding import Span

SIGNED_LAST = 6
"""Lines at the end of a notice among which its signature stands."""
SHORT = 60
"""Characters of a line that may stand under a signature."""
LONGEST_LEAD = 160
"""Characters of a line that can announce what is quoted below it."""
LONGEST_QUOTE = 6000
LEAD = 140
"""Characters in front of a quotation in which its speaker is named."""
QUOTES = 2000
"""Quotations that are looked at."""
SIGNED_WITHIN = 120
"""Lines within which a pasted notice is signed."""
MORE_SIGNATURE = 3
"""Lines a signature goes on for: team, address, web site."""


def pasted(text: str, lines: list[QuotedLine]) -> list[Span]:
    """Give the places of Amazon's words in a draft, in order, none inside another.

    A whole text that is a notice is one place.
    """
    if not any(line.depth for line in lines) and is_whole_notice(text):
        first = next(line for line in lines if not line.blank)
        return [(first.start, len(text.rstrip()))]
    found: list[Span] = []
    for start, end in sorted([*_greeted(text, lines), *_announced(text, lines), *_said(text)]):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def is_whole_notice(text: str) -> bool:
    """Tell whether a text is Amazon's from its first line to its last: greeted or signed as Amazon does, with nothing around it."""
    body = [line for line in text.strip()[:200_000].split("\n") if line.strip()]
    if not body or not is_from_amazon(text.strip()):
        return False
    signed = next((place for place in range(len(body) - 1, max(-1, len(body) - SIGNED_LAST), -1) if is_signature(body[place])), -1)
    if signed >= 0:
        return _opens_message(body[0]) and all(len(line) <= SHORT for line in body[signed + 1 :])
    return opens_notice(body[0]) and not any(is_signature(line) for line in body)


def _opens_message(line: str) -> bool:
    low = line.strip().lower()
    return opens_notice(line) or low.startswith(("hello", "hi", "dear", "greetings", "your ", "thank you"))


def _greeted(text: str, lines: list[QuotedLine]) -> Iterator[Span]:
    """Give notices that begin with Amazon's greeting and end with its signature, the closing quote mark or the next heading."""
    at = 0
    while at < len(lines):
        if not opens_notice(lines[at].body):
            at += 1
            continue
        last = _end_of_notice(lines, at)
        quoted = lines[at].body.lstrip()[:1]
        start, end = lines[at].start, lines[last].end
        place = text.find(_CLOSING[quoted], start + lines[at].body.find(quoted) + 1, start + LONGEST_QUOTE) if quoted in _CLOSING else -1
        if place > 0:
            end = place + 1
        yield start, end
        at += 1
        while at < len(lines) and lines[at].start < end:
            at += 1


def _end_of_notice(lines: list[QuotedLine], at: int) -> int:
    last = at
    for place in range(at + 1, min(at + SIGNED_WITHIN, len(lines))):
        line = lines[place]
        if line.depth < lines[at].depth and not line.blank:
            break
        if is_signature(line.body):
            return _signature_end(lines, place)
        if line.body.startswith("#") or line.body.strip().startswith(("---", "___", "***", "===")):
            break
        if not line.blank:
            last = place
    return last


def _signature_end(lines: list[QuotedLine], place: int) -> int:
    last = place
    for more in range(place + 1, min(place + MORE_SIGNATURE, len(lines))):
        body = lines[more].body.strip().lower()
        if not (is_signature(body) or body.startswith(("http", "www.", "sellercentral"))):
            break
        last = more
    return last


_CLOSING = {'"': '"', "\u201c": "\u201d", "\u00ab": "\u00bb", "\u201e": "\u201c"}


@cache
def _says() -> re.Pattern[str]:
    speakers = "|".join(re.escape(word) for word in sorted(words().speakers, key=len, reverse=True))
    verbs = "|".join(re.escape(word) for word in sorted(words().verbs, key=len, reverse=True))
    return re.compile(rf"\b(?:{speakers})\b[^.!?:\n\"\u201c\u00ab]{{0,60}}?\b(?:{verbs})\b[^.!?:\n\"\u201c\u00ab]{{0,60}}", re.IGNORECASE)


@cache
def _quote() -> re.Pattern[str]:
    return re.compile(r"\"[^\"]{3,6000}+\"|\u201c[^\u201c\u201d]{3,6000}+\u201d|\u00ab[^\u00ab\u00bb]{3,6000}+\u00bb")


def _said(text: str) -> Iterator[Span]:
    """Give words between quote marks behind "Amazon replied" and the like."""
    for count, quote in enumerate(_quote().finditer(text)):
        if count > QUOTES:
            return
        before = text[max(0, quote.start() - LEAD) : quote.start()].rstrip(" \t\r\n:,")
        cut = max(before.rfind(mark) for mark in '.!?\n"\u201d\u00bb') + 1
        if _says().search(before, cut):
            yield quote.span()


def _announced(text: str, lines: list[QuotedLine]) -> Iterator[Span]:
    """Give the paragraph under a line like "They replied:"; more than one where it opens a quote mark that closes later."""
    done = 0
    for at, line in enumerate(lines):
        body = line.body.strip()
        if line.start < done or not body.endswith(":") or len(body) > LONGEST_LEAD or not _announces(body):
            continue
        first = at + 1
        while first < len(lines) and lines[first].blank and first - at <= 2:  # noqa: PLR2004  blank lines under the lead
            first += 1
        if first >= len(lines) or lines[first].blank or lines[first].depth > line.depth:
            continue
        start = lines[first].start + len(lines[first].body) - len(lines[first].body.lstrip())
        closing = _CLOSING.get(text[start : start + 1])
        if closing and (place := text.find(closing, start + 1, start + LONGEST_QUOTE)) > 0:
            done = place + 1
            yield start, done
        elif not opens_notice(lines[first].body) and not _looks_own(lines[first].body):
            done = _paragraph_end(lines, first)
            yield start, done


def _announces(body: str) -> bool:
    low = body.lower().strip(" *_#:>-")
    return any(low.endswith(word) or low.startswith(word) for word in words().announcements) or any(
        match.end() >= len(body) - 2 for match in _says().finditer(body)
    )


def _looks_own(body: str) -> bool:
    """A list under "Amazon asked for:" is the seller's retelling."""
    return body.lstrip()[:1] in "-*\u2022#0123456789|"


def _paragraph_end(lines: list[QuotedLine], first: int) -> int:
    last = first
    while last + 1 < len(lines) and not lines[last + 1].blank:
        last += 1
    return lines[last].end
