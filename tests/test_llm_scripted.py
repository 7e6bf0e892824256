"""The scripted model: what it says, and what it says when it has nothing left to say."""

from __future__ import annotations

import asyncio
from itertools import repeat

import pytest

from escalate_ai.errors import InputError, ModelRejected, ModelUnavailable
from escalate_ai.llm.ask import Ask, Finish, Message, Reply, Usage
from escalate_ai.llm.scripted import AsyncScriptedModel, ScriptedModel

ASK = Ask((Message("system", "You write letters."), Message("user", "Write one.")), purpose="write")


def test_every_kind_of_reply_is_given_in_order() -> None:
    """Texts, functions, replies and errors stand in one script."""
    cut = Reply("half a le", Finish.LENGTH, Usage(1, 7, 7), "other")
    model = ScriptedModel(["text", lambda ask: ask.purpose, cut, ModelRejected("Wrong key.")])
    assert model.ask(ASK).text == "text"
    assert model.ask(ASK).text == "write"
    assert model.ask(ASK) is cut
    with pytest.raises(ModelRejected, match="Wrong key"):
        model.ask(ASK)
    assert model.asked == [ASK] * 4


def test_a_text_costs_one_request_and_an_estimate() -> None:
    """Usage of a scripted text is estimated from its length and says so."""
    assert ScriptedModel(["abcdef"], name="fake").ask(ASK) == Reply("abcdef", Finish.STOP, Usage(1, 18, 2, estimated=True), "fake")


def test_running_out_says_how_many_were_asked() -> None:
    """The error counts the asks and the replies."""
    model = ScriptedModel(["one", "two"])
    model.ask(ASK)
    model.ask(ASK)
    with pytest.raises(ModelUnavailable, match=r"this is ask 3, it was given 2\."):
        model.ask(ASK)


def test_an_endless_script_works() -> None:
    """Replies may come from any iterator."""
    model = ScriptedModel(repeat("again"))
    assert [model.ask(ASK).text for _ in range(3)] == ["again"] * 3


def test_one_bare_text_is_refused() -> None:
    """A string would be taken letter by letter, so it is an input error that says what to do."""
    with pytest.raises(InputError, match="put it in a list"):
        ScriptedModel("Dear Sir")


def test_the_asynchronous_twin_says_the_same() -> None:
    """The asynchronous model gives the same replies and keeps the same record."""

    async def talk() -> tuple[str, int]:
        model = AsyncScriptedModel(["one"])
        reply = await model.ask(ASK)
        return reply.text, len(model.asked)

    assert asyncio.run(talk()) == ("one", 1)
