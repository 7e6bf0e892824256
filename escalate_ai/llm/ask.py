"""What a loop asks of a model, and what comes back. In: nothing. Out: plain frozen values and the two protocols a model satisfies.

May not touch: the network, an SDK, a template. A loop yields an `Ask` and is sent a `Reply`; who carries it is none of its business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalate_ai.errors import ModelError

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation: who speaks, and the words."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to a model.

    `schema` is the strict JSON schema the answer has to fill, or None for plain text; `schema_name` is what the server is told to call it.
    `max_output_tokens` is the ceiling of the answer (None leaves it to the server). `purpose` says in a word what the ask is for
    (`write`, `repair`); it is for logs and scripted models and is never sent.
    """

    messages: tuple[Message, ...]
    schema: Mapping[str, object] | None = None
    schema_name: str = "reply"
    max_output_tokens: int | None = None
    purpose: str = "write"


@dataclass(frozen=True, slots=True)
class Usage:
    """What was paid for: HTTP requests made (failed ones too) and tokens, as the server counted them.

    `estimated` is true as soon as one part of the sum was estimated here, because a server that answered did not count.
    """

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    estimated: bool = False

    def __add__(self, other: Usage) -> Usage:
        """Sum both; a sum with an estimate in it is an estimate."""
        return Usage(
            self.requests + other.requests,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.estimated or other.estimated,
        )


class Finish(StrEnum):
    """Why a model stopped writing."""

    STOP = "stop"
    LENGTH = "length"
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True)
class Reply:
    """A model's answer: the text as it came, why it ended, what it cost, and the name of the model that the server says it used.

    With `Finish.REFUSAL` the text is what the model gave as its reason (it may be empty); with `Finish.LENGTH` it is cut off.
    """

    text: str
    finish: Finish = Finish.STOP
    usage: Usage = Usage(requests=1)
    model: str = ""

    def costing(self, earlier: Usage) -> Reply:
        """Give the same reply with what was paid on the way to it added to its usage."""
        return replace(self, usage=earlier + self.usage)


class Model(Protocol):
    """Anything that answers an ask while the caller waits."""

    @property
    def name(self) -> str:
        """The name the model is called by."""
        ...

    def ask(self, ask: Ask, /) -> Reply:
        """Answer, or raise a ModelError that says what to do."""
        ...


class AsyncModel(Protocol):
    """Anything that answers an ask when awaited."""

    @property
    def name(self) -> str:
        """The name the model is called by."""
        ...

    async def ask(self, ask: Ask, /) -> Reply:
        """Answer, or raise a ModelError that says what to do."""
        ...


def spent(error: ModelError) -> Usage:
    """Give what was paid before the error came: requests made, and tokens of answers that could not be used."""
    return error.usage if isinstance(error.usage, Usage) else Usage()
