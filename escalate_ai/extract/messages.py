"""Amazon's messages in a document, each with its day. In: a source. Out: `Message` values. Touches nothing.

A document is Amazon's as a whole, or passes messages on: then each stretch of Amazon's is a message with the day of its own header. The
day is the header's, else one that the message itself sets apart as its date; a day in the middle of its sentences is not the message's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from escalate_ai.extract.found import TextKind
from escalate_ai.extract.kinds import kind_of_amazon
from escalate_ai.extract.source import Source, trimmed
from escalate_ai.reading.document import Stretch
from escalate_ai.terms import DateOrder, Whose
from escalate_ai.text.dates import DatePoint, find_dates
from escalate_ai.text.folding import Span

HEADER_LINES = 24
"""Lines that a header may take."""
WORDS = 8
"""Words from which on a quotation without a header is a message."""


@dataclass(frozen=True, slots=True)
class Message:
    """One notice or answer of Amazon's."""

    source: Source
    span: Span
    kind: TextKind
    """Notice or reply."""
    day: date | None
    day_span: Span | None
    """Where its day stands; None where only the mail's own header or the file's name tells it."""

    @property
    def text(self) -> str:
        """Its words; messages quoted inside it are blanked."""
        return _without_inner(self.source, self.span)


def messages_in(source: Source) -> tuple[Message, ...]:
    """Give Amazon's messages in a document, in order."""
    stretches = [found for found in source.document.stretches if found.whose is Whose.AMAZON and _is_message(source, found)]
    headed = any(found.sender or found.sent_on for found in stretches)
    if stretches and (headed or source.kind not in {TextKind.NOTICE, TextKind.REPLY}):
        return tuple(_message(source, (found.start, found.end), found.sent_on, "") for found in stretches)
    if source.kind in {TextKind.NOTICE, TextKind.REPLY} and source.text.strip():
        return (_message(source, trimmed(source.text, (0, len(source.text))), source.document.sent_on, source.file),)
    return ()


def _is_message(source: Source, found: Stretch) -> bool:
    """Tell a message that is passed on from a few words quoted in a sentence."""
    return bool(found.sent_on or found.sender) or len(source.text[found.start : found.end].split()) >= WORDS


def _message(source: Source, span: Span, sent_on: date | None, name: str) -> Message:
    text = _without_inner(source, span)
    order = source.reads.order
    shown = _shown(text, span[0], sent_on, order) if sent_on else None
    day, place = (sent_on, shown) if sent_on else _own_day(text, span[0], order)
    if day is None:
        day, place = day_in_name(name), None
    body = _body(text)
    return Message(source, (span[0] + body, span[1]), kind_of_amazon(text[body:], name), day, place)


@cache
def _header_line() -> re.Pattern[str]:
    return re.compile(
        r"[ \t>*|]{0,8}(?:-{2,20}[ ]?(?:original|forwarded) message[ ]?-{0,20}|begin forwarded message:?"
        r"|\**(?:from|to|cc|bcc|date|sent|subject|reply-to|importance)\**[ \t]?:[^\n]{0,300})?[ \t]*(?:\r?\n|$)",
        re.IGNORECASE,
    )


def _body(text: str) -> int:
    """Give where a message begins behind its header, which bears addresses and none of its words; 0 where that would leave nothing."""
    at = 0
    for _ in range(HEADER_LINES):
        match = _header_line().match(text, at)
        if match is None or match.end() == at:
            break
        at = match.end()
    return at if text[at:].strip() else 0


def _without_inner(source: Source, span: Span) -> str:
    """Give the words of a stretch, with those of stretches inside it blanked."""
    text = source.text[span[0] : span[1]]
    for inner in source.document.stretches:
        if _inside(inner, span):
            low, high = inner.start - span[0], inner.end - span[0]
            text = text[:low] + re.sub(r"[^\n]", " ", text[low:high]) + text[high:]
    return text


def _inside(inner: Stretch, span: Span) -> bool:
    apart = inner.whose is not Whose.AMAZON or bool(inner.sender or inner.sent_on)
    return apart and span[0] <= inner.start and inner.end <= span[1] and (inner.start, inner.end) != span


def _shown(text: str, offset: int, day: date, order: DateOrder) -> Span | None:
    """Find where a message shows the day of its header."""
    for mention in find_dates(text[:2000], order):
        if isinstance(mention.value, DatePoint) and mention.value.as_date() == day:
            return offset + mention.span[0], offset + mention.span[1]
    return None


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|\n|[|>.])[ \t>*]*(?:notice |notification |sent |received |reply )?(?:date|dated|sent|received|on|posted)"
        r"(?: of (?:this|the|our) (?:notice|message|mail|letter|email|e-mail))?(?: on| at)?"
        r"[ \t*]*:?[ \t*]*(?:\w{3,9},?[ ])?$",
        re.IGNORECASE,
    )


def _own_day(text: str, offset: int, order: DateOrder) -> tuple[date | None, Span | None]:
    """Give the day a message sets apart as its own: behind a label, or alone on its line but for the marketplace."""
    for point, start, end in _full_dates(text, order):
        line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        before, after = text[line_start:start], text[end : line_end if line_end >= 0 else len(text)]
        labelled = _label().search(text[max(0, start - 60) : start]) is not None and len(after.split()) <= _AFTER
        alone = (
            len(before.split()) <= _BEFORE
            and not after.strip(" .,*0123456789:APMapm")
            and not before.rstrip(" ,:|*-").endswith((".", "by", "until", "from"))
        )
        if labelled or (alone and _is_place(before)):
            return point, (offset + start, offset + end)
    return None, None


_AFTER = 4
_BEFORE = 3


def _is_place(before: str) -> bool:
    """Tell whether what stands before a day on its line is nothing, a weekday or the marketplace."""
    words = before.strip(" ,:|*-\t").lower()
    return not words or "amazon" in words or words[:3] in {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}


def _full_dates(text: str, order: DateOrder) -> Iterator[tuple[date, int, int]]:
    for mention in find_dates(text, order):
        day = mention.value.as_date() if isinstance(mention.value, DatePoint) and mention.value.year else None
        if day:
            yield day, *mention.span


@cache
def _in_name() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


def day_in_name(name: str) -> date | None:
    """Give the day that a file's name bears as year, month and day."""
    match = _in_name().search(name)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
