"""What was sent to Amazon, and what came back. In: sources. Out: `Attempt` and `Answer` values, not yet numbered. Touches nothing.

A file under sent/ is an attempt; a mail of the seller's inside a thread is one; a day that a client tells in prose is one. None of them is
confirmed: a person has to look. A way it went is taken only where words tell it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from escalate_ai.extract.events import ANSWERED, CALLED, SENT, Event, channel_of
from escalate_ai.extract.found import TextKind, Value
from escalate_ai.extract.messages import Message, day_in_name
from escalate_ai.extract.notices import reply_values
from escalate_ai.extract.source import Source
from escalate_ai.reading.document import Stretch
from escalate_ai.reading.formats import Format
from escalate_ai.terms import Channel, Whose
from escalate_ai.text.dates import DatePoint, find_dates

HEAD = 400
"""Characters at the head of a sent text in which its day is looked for."""
_P = "{}"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One text that went to Amazon; the paths of its values begin with `{}`, which the place in the case takes."""

    day: date | None
    values: tuple[Value, ...]
    from_file: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; the paths of its values begin with `{}` too."""

    day: date | None
    values: tuple[Value, ...]
    from_amazon: bool
    """Amazon's own words, and not a client's memory of them."""


def sent_file(source: Source) -> Attempt:
    """Give the attempt that a file under sent/ is."""
    document = source.document
    day = document.sent_on or day_in_name(source.file)
    values = [] if day is None else [Value(path=f"{_P}.sent_on", value=day.isoformat(), quote="", file=source.file)]
    if day is None:
        day, values = _day_at_head(source)
    values += _channel(source, document.own[:2000], document.format is Format.MAIL)
    values.append(Value(path=f"{_P}.plan", value=source.file, quote="", file=source.file))
    values.append(_unconfirmed(source.file))
    return Attempt(day, tuple(values), from_file=True)


def _unconfirmed(file: str) -> Value:
    return Value(path=f"{_P}.confirmed", value=False, quote="", file=file)


def _day_at_head(source: Source) -> tuple[date | None, list[Value]]:
    """Give the one full day in the head of a text that stands alone on its line."""
    head = source.document.own[:HEAD]
    for mention in find_dates(head, source.reads.order):
        day = mention.value.as_date() if isinstance(mention.value, DatePoint) and mention.value.year else None
        line = head[head.rfind("\n", 0, mention.span[0]) + 1 :].partition("\n")[0]
        if day and len(line.split()) <= 5:  # noqa: PLR2004  a day, its weekday and a label
            return day, [source.value(f"{_P}.sent_on", day.isoformat(), mention.span)]
    return None, []


def _channel(source: Source, text: str, mail: bool) -> list[Value]:  # noqa: FBT001  whether the file is a mail
    told = channel_of(text)
    if told and told.entry.category != "channel:email":
        return [source.value(f"{_P}.channel", told.entry.category.partition(":")[2], told.span)]
    return [Value(path=f"{_P}.channel", value=Channel.EMAIL.value, quote="", file=source.file)] if mail else []


def inner_mails(source: Source) -> Iterator[Attempt]:
    """Give the seller's own mails quoted inside a thread with Amazon."""
    stretches = source.document.stretches
    if not any(found.whose is Whose.AMAZON for found in stretches):
        return
    for found in stretches:
        if found.whose is Whose.SELLER and found.sent_on and _inside_amazon(found, stretches):
            yield Attempt(found.sent_on, (*_mail_values(source, found), _unconfirmed(source.file)), from_file=True)


def _inside_amazon(inner: Stretch, stretches: Sequence[Stretch]) -> bool:
    return any(outer.whose is Whose.AMAZON and outer.start <= inner.start and inner.end <= outer.end for outer in stretches)


def _mail_values(source: Source, found: Stretch) -> Iterator[Value]:
    day = found.sent_on.isoformat() if found.sent_on else None
    yield Value(path=f"{_P}.sent_on", value=day, quote="", file=source.file)
    yield Value(path=f"{_P}.channel", value=Channel.EMAIL.value, quote="", file=source.file)


def told_attempts(source: Source, events: Sequence[Event]) -> Iterator[Attempt]:
    """Give what a client remembers having sent."""
    for event in events:
        if event.sort != SENT:
            continue
        values = [source.value(f"{_P}.sent_on", event.day.isoformat(), event.span)]
        values += _told_channel(source, event, events)
        yield Attempt(event.day, (*values, _unconfirmed(source.file)), from_file=False)


def _told_channel(source: Source, event: Event, events: Sequence[Event]) -> Iterator[Value]:
    """Give the way told for one day: between it and the next day of its sentence, or in front of the first."""
    low, high = event.sentence
    others = [other for other in events if other.sentence == event.sentence]
    if _shared(source.document.own[low:high]) or all(other.cue == event.cue for other in others):
        begin, end = low, high
    else:
        days = sorted(other.span[0] for other in others)
        begin = low if event.span[0] == days[0] else event.span[0]
        end = min((day for day in days if day > event.span[0]), default=high)
    told = channel_of(source.document.own[begin:end])
    if told:
        yield source.value(f"{_P}.channel", told.entry.category.partition(":")[2], (begin + told.span[0], begin + told.span[1]))


def _shared(sentence: str) -> bool:
    """Tell whether the ways named in a sentence of several days hold for all of them: "both through ...", "each time by mail"."""
    return any(word in sentence.lower() for word in ("both", "each time", "every time", "always", "all of them"))


def told_answers(source: Source, events: Sequence[Event]) -> Iterator[Answer]:
    """Give what a client remembers of Amazon's answers."""
    for event in events:
        if event.sort != ANSWERED:
            continue
        values = [source.value(f"{_P}.received_on", event.day.isoformat(), event.span)]
        reply = event.cue.entry.fields.get("reply")
        if isinstance(reply, str):
            low = event.sentence[0]
            values.append(source.value(f"{_P}.category", reply, (low + event.cue.span[0], low + event.cue.span[1])))
        yield Answer(event.day, tuple(values), from_amazon=False)


def told_calls(source: Source, events: Sequence[Event]) -> Iterator[Value]:
    """Give the days of calls that a client remembers; the path begins with `{}`."""
    for event in events:
        if event.sort == CALLED:
            yield source.value(f"{_P}.called_on", event.day.isoformat(), event.span)


def amazon_answers(messages: Sequence[Message]) -> Iterator[Answer]:
    """Give Amazon's own answers."""
    for message in messages:
        if message.kind is TextKind.REPLY:
            yield Answer(message.day, tuple(reply_values(message, _P)), from_amazon=True)
