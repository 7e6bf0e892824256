"""What is gathered of several files, while they are gone through. In: nothing. Out: `Heap`. Touches nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from escalate_ai.extract.attempts import Answer, Attempt
from escalate_ai.extract.found import Value
from escalate_ai.extract.merging import Told
from escalate_ai.extract.messages import Message
from escalate_ai.extract.papers import Paper
from escalate_ai.extract.source import Source


@dataclass(slots=True)
class Heap:
    """What is gathered, while files are gone through."""

    told: list[Told] = field(default_factory=list[Told])
    attempts: list[Attempt] = field(default_factory=list[Attempt])
    answers: list[Answer] = field(default_factory=list[Answer])
    calls: list[Value] = field(default_factory=list[Value])
    messages: list[Message] = field(default_factory=list[Message])
    papers: list[tuple[Source | None, Paper]] = field(default_factory=list[tuple[Source | None, Paper]])
    left: list[str] = field(default_factory=list[str])
    unreadable: list[str] = field(default_factory=list[str])
