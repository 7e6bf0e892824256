"""Carry a loop's asks to a model and its replies back. In: a generator of asks and a model. Out: what the generator returns.

May not touch: the content of an ask or a reply. The two drivers differ by `await` alone; all that decides is shared. Only the steps of
the generator stand inside `except StopIteration`, so that one raised in a model is never taken for a result; the generator is closed on
every path.
"""

from __future__ import annotations

import inspect
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from escalate_ai.errors import InputError, ModelError
from escalate_ai.llm.ask import Ask, AsyncModel, Model, Reply

if TYPE_CHECKING:
    from collections.abc import Awaitable, Generator

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Returned(Generic[T]):
    value: T


def drive(loop: Generator[Ask, Reply, T], model: Model) -> T:
    """Run a loop to its end on a model, in this thread.

    Raises:
        ModelError: What the model raised and the loop did not handle. It is thrown into the loop at its `yield` first.
        InputError: The model answers something that is no Reply (an asynchronous model, for one).

    """
    with closing(loop):
        answer: Reply | ModelError | None = None
        while isinstance(step := _step(loop, answer), Ask):
            try:
                answer = _checked(model.ask(step), model.name)
            except ModelError as error:
                answer = error
        return step.value


async def adrive(loop: Generator[Ask, Reply, T], model: AsyncModel) -> T:
    """Run a loop to its end on an asynchronous model; as `drive` in all else."""
    with closing(loop):
        answer: Reply | ModelError | None = None
        while isinstance(step := _step(loop, answer), Ask):
            try:
                answer = _checked(await _awaitable(model.ask(step), model.name), model.name)
            except ModelError as error:
                answer = error
        return step.value


def _step(loop: Generator[Ask, Reply, T], answer: Reply | ModelError | None) -> Ask | _Returned[T]:
    try:
        if answer is None:
            return next(loop)
        if isinstance(answer, ModelError):
            return loop.throw(answer)
        return loop.send(answer)
    except StopIteration as stop:
        return _Returned(stop.value)


def _checked(answer: object, name: str) -> Reply:
    if isinstance(answer, Reply):
        return answer
    if inspect.iscoroutine(answer):
        answer.close()
        message = f"The model {name!r} is asynchronous: give it to AsyncEscalator, or give Escalator a model whose `ask` returns a Reply."
    else:
        message = f"The model {name!r} answered with {type(answer).__name__}: its `ask` must return an escalate_ai Reply."
    raise InputError(message)


def _awaitable(pending: object, name: str) -> Awaitable[object]:
    if inspect.isawaitable(pending):
        return pending
    message = f"The model {name!r} is not asynchronous: give it to Escalator, or give AsyncEscalator a model with `async def ask`."
    raise InputError(message)
