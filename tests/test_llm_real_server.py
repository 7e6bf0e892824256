"""The unchanged client against a real llama.cpp server with a tiny model."""

from __future__ import annotations

import asyncio
import json

import pytest
from llama import MODEL, llama_server, missing

from escalate_ai.errors import ModelRejected
from escalate_ai.llm.ask import Ask, Finish, Message
from escalate_ai.llm.openai_model import AsyncOpenAIModel, OpenAIModel

__all__ = ["llama_server"]

SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "subject": {"type": "string", "maxLength": 60},
        "urgent": {"type": "boolean"},
        "tone": {"type": "string", "enum": ["calm", "firm"]},
    },
    "required": ["subject", "urgent", "tone"],
    "additionalProperties": False,
}
ASK = Ask(
    (
        Message("system", "You fill in JSON forms. Answer with the form alone, a few words a field."),
        Message("user", "A shop asks for its listing of tea kettles to be read again. Fill in the form."),
    ),
    SCHEMA,
    "letter",
    max_output_tokens=200,
)


@pytest.mark.real_model
def test_a_strict_schema_is_honoured(llama_server: str) -> None:
    """A real server fills exactly the fields of the schema and counts its tokens."""
    with OpenAIModel(MODEL, base_url=llama_server) as model:
        reply = model.ask(ASK)
    assert reply.finish is Finish.STOP
    filled = json.loads(reply.text)
    assert set(filled) == {"subject", "urgent", "tone"}
    assert filled["tone"] in {"calm", "firm"}
    assert reply.usage.requests == 1
    assert reply.usage.input_tokens > 20
    assert not reply.usage.estimated


@pytest.mark.real_model
def test_a_cut_off_answer_says_so(llama_server: str) -> None:
    """The token limit reaches a real server under the name that it knows."""
    with OpenAIModel(MODEL, base_url=llama_server) as model:
        reply = model.ask(Ask((Message("user", "Count from one to one hundred in words."),), max_output_tokens=1))
    # One token: what a model this small would say next differs from processor to processor.
    assert reply.finish is Finish.LENGTH
    assert reply.usage.output_tokens == 1


@pytest.mark.real_model
def test_both_faces_agree_on_a_real_server(llama_server: str) -> None:
    """The asynchronous face reads the same answer shape."""

    async def talk() -> Finish:
        async with AsyncOpenAIModel(MODEL, base_url=llama_server) as model:
            return (await model.ask(ASK)).finish

    assert asyncio.run(talk()) is Finish.STOP


@pytest.mark.real_model
def test_a_case_too_long_for_the_model_is_rejected_with_advice(llama_server: str) -> None:
    """What does not fit the context is an error that says what to do, and is not retried."""
    with OpenAIModel(MODEL, base_url=llama_server) as model, pytest.raises(ModelRejected, match="longer than this model reads"):
        model.ask(Ask((Message("user", "kettle " * 12_000),)))


@pytest.mark.real_model
def test_a_wrong_path_on_a_real_server_names_the_address(llama_server: str) -> None:
    """A base URL with a wrong path gets advice on the base URL."""
    with OpenAIModel(MODEL, base_url=llama_server + "/nothing/here") as model, pytest.raises(ModelRejected, match="usually ends in /v1"):
        model.ask(ASK)


def test_a_missing_model_skips_at_home_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody takes a skipped test for a passed one: in CI it fails, elsewhere it says what to install."""
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="pip install"):
        missing("it is not installed")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="pip install"):
        missing("it is not installed")
