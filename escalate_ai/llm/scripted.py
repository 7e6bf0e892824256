"""A model that says what it is told to. In: replies written beforehand. Out: the same replies, one an ask, and a record of what was asked.

Ships with the library, so that examples, notebooks, tests and users share one stand-in. May not touch: the network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.errors import InputError, ModelError, ModelUnavailable
from escalate_ai.llm.ask import Ask, Finish, Reply, Usage
from escalate_ai.llm.tokens import estimate, estimate_messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Scripted = str | Reply | ModelError | Callable[[Ask], str]


class _Script:
    """The replies still to be given and the asks already seen; the two public faces differ by `async` alone."""

    def __init__(self, replies: Iterable[Scripted], name: str = "scripted") -> None:
        if isinstance(replies, str):
            message = "A scripted model takes a list of replies, and was given one text: put it in a list."
            raise InputError(message)
        self.name = name
        self.asked: list[Ask] = []
        self._replies: Iterator[Scripted] = iter(replies)

    def _next(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        try:
            reply = next(self._replies)
        except StopIteration:
            count = len(self.asked)
            message = (
                f"The scripted model {self.name!r} has no reply left: this is ask {count}, it was given {count - 1}. Give it one an ask."
            )
            raise ModelUnavailable(message) from None
        if isinstance(reply, ModelError):
            raise reply
        if isinstance(reply, Reply):
            return reply
        text = reply if isinstance(reply, str) else reply(ask)
        usage = Usage(1, estimate_messages(ask.messages), estimate(text), estimated=True)
        return Reply(text, Finish.STOP, usage, self.name)


class ScriptedModel(_Script):
    """A `Model` that gives the replies it was built with, in order.

    A string is a whole answer, a function is called with the ask and returns one; both report their tokens as an estimate. A `Reply` is
    given as it is. A `ModelError` is raised. `asked` lists every ask so far, also those that failed.

    Args:
        replies: What to answer, one an ask; an endless iterator works too.
        name: The model's name.

    """

    def ask(self, ask: Ask, /) -> Reply:
        """Give the next reply.

        Raises:
            ModelUnavailable: No reply is left; the message says how many asks there were.
            ModelError: The next reply is one.

        """
        return self._next(ask)


class AsyncScriptedModel(_Script):
    """A `ScriptedModel` to await."""

    async def ask(self, ask: Ask, /) -> Reply:
        """Give the next reply, as `ScriptedModel.ask` does."""
        return self._next(ask)
