"""Amazon's messages of all files -> what they tell of the enforcement, and what was asked for last. In: the heap. Touches nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from escalate_ai.extract.attempts import amazon_answers
from escalate_ai.extract.found import TextKind, Value
from escalate_ai.extract.heap import Heap
from escalate_ai.extract.messages import Message
from escalate_ai.extract.notices import NOT_ASKING, asked_for, enforcement_values, state_of
from escalate_ai.extract.source import trimmed
from escalate_ai.terms import Whose
from escalate_ai.text.folding import Span
from escalate_ai.text.replies import classify_reply


def take_messages(heap: Heap) -> None:
    """Take the enforcement from the first notice, what later messages add, the answers, and how far it has gone by the last of them."""
    heap.answers += amazon_answers(heap.messages)
    notices = [message for message in heap.messages if message.kind is TextKind.NOTICE]
    dated = sorted((message for message in notices if message.day), key=lambda message: str(message.day))
    for message in (dated or notices)[:1]:
        heap.told += [(TextKind.NOTICE, value) for value in enforcement_values(message)]
        heap.told.append((TextKind.NOTICE, _notice_text(message)))
    for message in heap.messages:
        if message not in (dated or notices)[:1]:
            heap.told += [(TextKind.REPLY, value) for value in enforcement_values(message) if _from_later(value, message)]
    decided = [(message, state) for message in _by_day(heap.messages) for state in [state_of(message)] if state]
    if decided:
        message, state = decided[-1]
        heap.told = [entry for entry in heap.told if entry[1].path != "enforcement.state"]
        heap.told.append((TextKind.REPLY, message.source.value("enforcement.state", state.value, _opening(message), whose=Whose.AMAZON)))


def _from_later(value: Value, message: Message) -> bool:
    """Tell what a later message may still tell of the enforcement: not its day, and of an answer not its state."""
    later = {"enforcement.notified_on", "enforcement.asks", "enforcement.state"}
    return value.path not in (later - {"enforcement.notified_on"} if message.kind is TextKind.NOTICE else later)


def _notice_text(message: Message) -> Value:
    source = message.source
    whole = source.document.format is None and trimmed(source.text, (0, len(source.text))) == trimmed(source.text, message.span)
    value: object = source.file if whole else {"text": message.text.strip()}
    return source.value("enforcement.notice", value, _opening(message), whose=Whose.AMAZON)


def _opening(message: Message) -> Span:
    """Give the first line of a message that says something."""
    text = message.source.text
    low = message.span[0] + len(text[slice(*message.span)]) - len(text[slice(*message.span)].lstrip())
    stop = text.find("\n", low, message.span[1])
    return low, message.span[1] if stop < 0 else stop


def _by_day(messages: Sequence[Message]) -> list[Message]:
    return sorted(messages, key=lambda message: str(message.day or ""))


def asked_last(messages: Sequence[Message]) -> Iterator[Value]:
    """Give what Amazon asked for last: by its newest answer, else by its notice."""
    replies = [message for message in _by_day(messages) if message.kind is TextKind.REPLY]
    latest = replies[-1:] or [message for message in _by_day(messages) if message.kind is TextKind.NOTICE][-1:]
    if replies and classify_reply(replies[-1].text) not in NOT_ASKING and not asked_for(replies[-1]):
        latest = [message for message in _by_day(messages) if message.kind is TextKind.NOTICE][-1:]
    for message in latest:
        for place, asked in enumerate(asked_for(message)):
            yield message.source.value(f"last_request[{place}].asked", asked.text, asked.span, whose=Whose.AMAZON)
