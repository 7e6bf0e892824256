"""What Amazon's messages tell of a case: enforcement, what was asked for, the kind of answer. In: messages. Out: values. Words are data.

Cues: `data/notice_cues.toml`; kinds of answers: `text/replies.py`. What no cue speaks for is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from escalate_ai.extract.found import TextKind, Value
from escalate_ai.extract.messages import Message
from escalate_ai.extract.source import Source, trimmed
from escalate_ai.planread.lines import Kind, Line, read_lines
from escalate_ai.terms import EnforcementKind, EnforcementState, ReplyCategory, Whose
from escalate_ai.text.dates import DatePoint, find_dates
from escalate_ai.text.folding import Span
from escalate_ai.text.identifiers import find_identifiers
from escalate_ai.text.lexicon import Hit, Lexicon
from escalate_ai.text.replies import classify_reply
from escalate_ai.text.words import sentences

ITEMS = 12
"""Things asked for that are taken from one message."""
GENERAL = frozenset(
    {"seller", "sellers", "selling", "partner", "amazon", "merchant", "customer", "sir", "madam", "from", "team", "there", "valued"}
)
"""Words by which Amazon greets anybody."""
_CUES = "notice_cues"
_STATE_OF = {ReplyCategory.GENERIC_DENIAL: EnforcementState.DENIED, ReplyCategory.FINAL_WORD: EnforcementState.FINAL_WORD}
NOT_ASKING = frozenset({ReplyCategory.REINSTATED, ReplyCategory.UNDER_REVIEW, ReplyCategory.FINAL_WORD, ReplyCategory.GENERIC_DENIAL})
"""Answers that ask for nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked for, and where."""

    text: str
    span: Span


def enforcement_values(message: Message) -> Iterator[Value]:
    """Give what a notice tells: kind, level, state, day, what it wants, the listings, the ids; `request.kind` follows from the level."""
    source, start = message.source, message.span[0]
    hits = Lexicon.load(_CUES).find(message.text)
    yield from _greeted(message)
    yield from _told(source, start, hits)
    if message.day:
        yield _day(message, "enforcement.notified_on")
    elif struck := _struck_day(message):
        yield source.value("enforcement.notified_on", struck[0].isoformat(), struck[1], whose=Whose.AMAZON)
    yield from ids(message)


@cache
def _greeting() -> re.Pattern[str]:
    return re.compile(r"(?:^|\n)[ \t>]*(?:Hello|Dear|Hi|Greetings|Good (?:morning|day))[ ](?P<name>[A-Z0-9][^\n,:]{1,60})[,:]?[ \t]*(?=\n)")


def _greeted(message: Message) -> Iterator[Value]:
    """Give the store that a message greets by name."""
    match = _greeting().search(message.text[:600])
    if match and not any(word in GENERAL for word in match["name"].lower().split()):
        low, high = match.span("name")
        yield message.source.value(
            "seller.store_name", match["name"].strip(), (message.span[0] + low, message.span[0] + high), whose=Whose.AMAZON
        )


def _told(source: Source, start: int, hits: tuple[Hit, ...]) -> Iterator[Value]:
    kind = enforcement_kind(hits)
    if kind:
        yield source.value("enforcement.kind", kind.entry.category, _moved(kind, start))
    level = first(hits, "level:account", "level:listing")
    if level:
        name = level.entry.category.partition(":")[2]
        yield source.value("enforcement.level", name, _moved(level, start))
        yield source.value("request.kind", f"reinstate_{name}", _moved(level, start))
    state = first(hits, "state:deactivated") or first(hits, "state:at_risk")
    if state:
        yield source.value("enforcement.state", state.entry.category.partition(":")[2], _moved(state, start))
    plan, papers = first(hits, "asks:plan"), first(hits, "asks:documents")
    told = plan or papers
    if told:
        yield source.value("enforcement.asks", "both" if plan and papers else "plan" if plan else "documents", _moved(told, start))


def enforcement_kind(hits: tuple[Hit, ...]) -> Hit | None:
    """Give the hit that names the area of enforcement: the most telling rank, and of these the first."""
    kinds = [hit for hit in hits if hit.entry.category in _kinds()]
    return min(kinds, key=lambda hit: (int(str(hit.entry.fields.get("rank", 9))), hit.span[0])) if kinds else None


def _struck_day(message: Message) -> tuple[date, Span] | None:
    """Give the day on which a message says something was removed or deactivated, where it bears no day of its own."""
    text, start = message.text, message.span[0]
    for low, high in sentences(text):
        if not first(Lexicon.load(_CUES).find(text[low:high]), "state:deactivated", "level:account", "level:listing"):
            continue
        for mention in find_dates(text[low:high], message.source.reads.order):
            day = mention.value.as_date() if isinstance(mention.value, DatePoint) and mention.value.year else None
            if day and not _is_due().search(text, low, low + mention.span[0]):
                return day, (start + low + mention.span[0], start + low + mention.span[1])
    return None


@cache
def _is_due() -> re.Pattern[str]:
    """A day by which something has to come, or from or before which it was."""
    return re.compile(
        r"\b(?:until|till|by|before|within|since|after|from|to|than|appeal of|plan of|submission of|submitted on|sent on)\s{1,3}$",
        re.IGNORECASE,
    )


@cache
def _kinds() -> frozenset[str]:
    return frozenset(kind.value for kind in EnforcementKind)


def first(hits: tuple[Hit, ...], *categories: str) -> Hit | None:
    """Give the first hit of these categories."""
    return next((hit for hit in hits if hit.entry.category in categories), None)


def _moved(hit: Hit, offset: int) -> Span:
    return hit.span[0] + offset, hit.span[1] + offset


def _day(message: Message, path: str) -> Value:
    """Give the day of a message with the words that show it; without words where the header alone tells it."""
    value = message.day.isoformat() if message.day else None
    if message.day_span:
        return message.source.value(path, value, message.day_span, whose=Whose.AMAZON)
    return Value(path=path, value=value, quote="", file=message.source.file, whose=Whose.AMAZON)


def ids(message: Message) -> Iterator[Value]:
    """Give the listings, and the case and complaint ids, each once."""
    seen: set[str] = set()
    counts: dict[str, int] = {}
    paths = {"asin": "enforcement.asins", "case": "extra.case_ids", "complaint": "extra.complaint_ids"}
    for mention in find_identifiers(message.text):
        path, value = paths.get(mention.unit or ""), mention.text.upper()
        if path is None or value in seen:
            continue
        seen.add(value)
        span = (message.span[0] + mention.span[0], message.span[0] + mention.span[1])
        yield message.source.value(f"{path}[{counts.get(path, 0)}]", value, span, whose=Whose.AMAZON)
        counts[path] = counts.get(path, 0) + 1


def reply_values(message: Message, path: str) -> Iterator[Value]:
    """Give a reply under its path in the case: day, kind of answer, words."""
    if message.day:
        yield _day(message, f"{path}.received_on")
    category = classify_reply(message.text)
    low, high = trimmed(message.source.text, message.span)
    opening = (low, min(high, message.source.text.find("\n", low) if "\n" in message.source.text[low:high] else high))
    if category is not ReplyCategory.UNKNOWN:
        yield message.source.value(f"{path}.category", category.value, opening, whose=Whose.AMAZON)
    yield message.source.value(f"{path}.text", message.text.strip(), opening, whose=Whose.AMAZON)


def state_of(message: Message) -> EnforcementState | None:
    """Give how far the matter has gone by an answer."""
    return _STATE_OF.get(classify_reply(message.text)) if message.kind is TextKind.REPLY else None


def asked_for(message: Message) -> tuple[Asked, ...]:
    """Give what a message asks for: the entries of the list it announces, else the sentences that ask for something nameable."""
    if message.kind is TextKind.REPLY and classify_reply(message.text) in NOT_ASKING:
        return ()
    items = tuple(_listed(message)) or tuple(_in_sentences(message))
    return items[:ITEMS]


def _listed(message: Message) -> Iterator[Asked]:
    wanted = False
    for line in read_lines(message.text):
        if line.kind is Kind.ITEM and wanted and not line.is_set_apart:
            yield _asked(message, line)
        elif line.kind is Kind.TEXT:
            wanted = _announces(line)


def _announces(line: Line) -> bool:
    return first(Lexicon.load(_CUES).find(line.text), "asks_for") is not None and (
        line.text.rstrip("* ").endswith(":") or "following" in line.text.lower()
    )


def _asked(message: Message, line: Line) -> Asked:
    start = message.span[0]
    return Asked(line.text.strip(), trimmed(message.source.text, (start + line.start, start + line.end)))


def _in_sentences(message: Message) -> Iterator[Asked]:
    text = message.text
    for start, end in sentences(text):
        hits = Lexicon.load(_CUES).find(text[start:end])
        if first(hits, "asks_for") and first(hits, "asks:plan", "asks:documents"):
            span = (message.span[0] + start, message.span[0] + end)
            yield Asked(" ".join(text[start:end].split()), span)
