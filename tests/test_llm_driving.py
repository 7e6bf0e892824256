"""The drivers: what they carry, what they throw, and that they always close the loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from escalate_ai.errors import InputError, ModelError, ModelRejected, ModelUnavailable
from escalate_ai.llm.ask import Ask, Message, Reply, Usage, spent
from escalate_ai.llm.driving import adrive, drive
from escalate_ai.llm.scripted import AsyncScriptedModel, ScriptedModel

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from escalate_ai.llm.scripted import Scripted

    Run = Callable[["Generator[Ask, Reply, str]", "Iterable[Scripted]"], str]

ASK = Ask((Message("user", "Say something."),))


def run_sync(loop: Generator[Ask, Reply, str], replies: Iterable[Scripted]) -> str:
    """Drive on the synchronous face."""
    return drive(loop, ScriptedModel(replies))


def run_async(loop: Generator[Ask, Reply, str], replies: Iterable[Scripted]) -> str:
    """Drive on the asynchronous face."""
    return asyncio.run(adrive(loop, AsyncScriptedModel(replies)))


both = pytest.mark.parametrize("run", [run_sync, run_async])


class Talk:
    """A loop of two asks that records how it ended."""

    def __init__(self) -> None:
        self.closed = False
        self.caught: ModelError | None = None

    def loop(self) -> Generator[Ask, Reply, str]:
        """Ask twice, remember an error, always notice the end."""
        try:
            first = yield ASK
            second = yield ASK
        except ModelError as error:
            self.caught = error
            error.outcome = "one round paid"
            raise
        finally:
            self.closed = True
        return f"{first.text} {second.text}"


@both
def test_replies_reach_the_loop_in_order(run: Run) -> None:
    """What the loop returns is made of the replies it was sent."""
    talk = Talk()
    assert run(talk.loop(), ["one", "two"]) == "one two"
    assert talk.closed


@both
def test_a_loop_that_asks_nothing_returns_at_once(run: Run) -> None:
    """A generator may return before its first yield."""

    def silent() -> Generator[Ask, Reply, str]:
        if bool(ASK.schema):
            yield ASK
        return "nothing asked"

    assert run(silent(), []) == "nothing asked"


@both
def test_a_model_error_is_thrown_into_the_loop(run: Run) -> None:
    """The loop sees the error at its yield and can attach what was already paid for."""
    talk = Talk()
    with pytest.raises(ModelRejected) as caught:
        run(talk.loop(), ["one", ModelRejected("Wrong key.")])
    assert talk.caught is caught.value
    assert caught.value.outcome == "one round paid"
    assert talk.closed


@both
def test_a_loop_may_survive_a_model_error(run: Run) -> None:
    """A loop that handles the error goes on asking."""

    def stubborn() -> Generator[Ask, Reply, str]:
        try:
            yield ASK
        except ModelUnavailable:
            reply = yield ASK
            return reply.text
        return "no error"

    assert run(stubborn(), [ModelUnavailable("Down."), "up again"]) == "up again"


@both
def test_a_loop_may_return_on_an_error(run: Run) -> None:
    """Returning from the handler is a result, not a lost StopIteration."""

    def modest() -> Generator[Ask, Reply, str]:
        try:
            yield ASK
        except ModelError as error:
            return error.message
        return "no error"

    assert run(modest(), [ModelUnavailable("Down.")]) == "Down."


@both
@pytest.mark.parametrize("failure", [KeyboardInterrupt, StopIteration, ZeroDivisionError])
def test_any_failure_of_the_model_closes_the_loop(run: Run, failure: type[BaseException]) -> None:
    """An interrupt, or a StopIteration out of a model, ends the run as a failure and the loop is closed."""
    talk = Talk()

    def fail(_ask: Ask) -> str:
        raise failure

    # A coroutine turns a StopIteration that leaves it into a RuntimeError (PEP 479); it is never taken for a result.
    with pytest.raises((failure, RuntimeError)):
        run(talk.loop(), ["one", fail])
    assert talk.closed
    assert talk.caught is None


def test_cancellation_closes_the_loop() -> None:
    """A cancelled task leaves no generator open."""
    talk = Talk()

    class Slow:
        name = "slow"

        async def ask(self, _ask: Ask, /) -> Reply:
            await asyncio.sleep(30)
            return Reply("late")

    async def cancelled() -> None:
        async with asyncio.timeout(0.02):
            await adrive(talk.loop(), Slow())

    with pytest.raises(TimeoutError):
        asyncio.run(cancelled())
    assert talk.closed
    assert talk.caught is None


def test_an_asynchronous_model_is_named_for_what_it_is() -> None:
    """Giving the synchronous driver an asynchronous model says which face to use, and warns of nothing."""
    talk = Talk()
    with pytest.raises(InputError, match="AsyncEscalator"):
        drive(talk.loop(), AsyncScriptedModel(["one"]))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert talk.closed


def test_a_synchronous_model_is_named_for_what_it_is() -> None:
    """Giving the asynchronous driver a synchronous model says which face to use."""
    with pytest.raises(InputError, match="is not asynchronous"):
        asyncio.run(adrive(Talk().loop(), ScriptedModel(["one"])))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_model_that_answers_something_else_is_refused() -> None:
    """A model of the user's own that returns text says what it should return."""

    class Wordy:
        name = "wordy"

        def ask(self, _ask: Ask, /) -> str:
            return "words"

    with pytest.raises(InputError, match="'wordy' answered with str"):
        drive(Talk().loop(), Wordy())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_usage_adds_up_and_stays_honest() -> None:
    """A sum holds every request and token, and is an estimate as soon as one part is."""
    exact = Usage(1, 10, 5)
    assert exact + Usage(2, 1, 1) == Usage(3, 11, 6)
    assert (exact + Usage(1, 4, 4, estimated=True)).estimated
    assert Reply("x", usage=exact).costing(Usage(2)).usage == Usage(3, 10, 5)


def test_what_a_failed_call_cost_can_be_read_off_the_error() -> None:
    """An error without a usage cost nothing."""
    error = ModelUnavailable("Down.")
    assert spent(error) == Usage()
    error.usage = Usage(3)
    assert spent(error) == Usage(3)
