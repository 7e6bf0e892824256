"""Chat Completions as data: what is sent, and how every kind of answer is read."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import completion

from escalate_ai.llm.ask import Ask, Finish, Message, Reply, Usage
from escalate_ai.llm.failures import AttemptFailed, Failure, FailureKind
from escalate_ai.llm.wire import Ceiling, read_failure, read_reply, request_body, wants_other_ceiling

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SCHEMA: dict[str, object] = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
ASK = Ask((Message("system", "Write."), Message("user", "A letter.")), SCHEMA, "letter", 300, "write")


def read(answer: object) -> Reply:
    """Read an answer given as data."""
    return read_reply(json.dumps(answer).encode(), "application/json", ASK, "asked-for", "")


def failure_of(content: bytes, content_type: str = "application/json") -> AttemptFailed:
    """Give the failure that a body is read as."""
    with pytest.raises(AttemptFailed) as caught:
        read_reply(content, content_type, ASK, "asked-for", "sk-secret-secret")
    return caught.value


def test_a_request_holds_what_was_asked_and_nothing_else() -> None:
    """Model, messages, the strict schema and the limit are sent; no temperature, no purpose."""
    assert request_body(ASK, "m-1", Ceiling.COMPLETION) == {
        "model": "m-1",
        "messages": [{"role": "system", "content": "Write."}, {"role": "user", "content": "A letter."}],
        "response_format": {"type": "json_schema", "json_schema": {"name": "letter", "strict": True, "schema": SCHEMA}},
        "max_completion_tokens": 300,
    }
    assert request_body(Ask(ASK.messages), "m-1", Ceiling.TOKENS).keys() == {"model", "messages"}
    assert request_body(ASK, "m-1", Ceiling.TOKENS)["max_tokens"] == 300


def test_a_lone_surrogate_does_not_stop_a_request() -> None:
    """Text that cannot be encoded is sent with a replacement character."""
    body = request_body(Ask((Message("user", "a\ud800b"),)), "m-1", Ceiling.TOKENS)
    assert json.dumps(body, ensure_ascii=False).encode()
    assert body["messages"] == [{"role": "user", "content": "a\ufffdb"}]


def test_a_good_answer_is_read_whole() -> None:
    """Text, finish, tokens and the model's own name come out."""
    assert read(completion("A letter.")) == Reply("A letter.", Finish.STOP, Usage(0, 100, 40), "loopback-1")


@pytest.mark.parametrize(
    ("message", "reason", "reply"),
    [
        ({"content": "half a", "refusal": None}, "length", Reply("half a", Finish.LENGTH)),
        ({"content": None}, "length", Reply("", Finish.LENGTH)),
        ({"content": None, "refusal": "I will not."}, "stop", Reply("I will not.", Finish.REFUSAL)),
        ({"content": ""}, "content_filter", Reply("", Finish.REFUSAL)),
        ({"content": "done"}, None, Reply("done")),
        ({"content": "done"}, "eos", Reply("done")),
        (
            {"content": [{"type": "text", "text": "in "}, {"type": "text", "text": "parts"}, {"type": "image"}, 7]},
            "stop",
            Reply("in parts"),
        ),
        ({"content": "pair \ud83d\ude00, half \ud83d."}, "stop", Reply("pair \U0001f600, half \ufffd.")),
    ],
)
def test_every_way_to_finish_is_read(message: dict[str, object], reason: str | None, reply: Reply) -> None:
    """Refusals and cut-offs are replies of their own kind, not errors of the wire."""
    got = read(completion("", choices=[{"message": message, "finish_reason": reason}]))
    assert (got.text, got.finish) == (reply.text, reply.finish)


@pytest.mark.parametrize(
    "usage", [None, {}, {"prompt_tokens": 5}, {"prompt_tokens": "5", "completion_tokens": 5}, {"prompt_tokens": -1, "completion_tokens": 5}]
)
def test_a_server_that_does_not_count_gets_an_estimate_that_says_so(usage: object) -> None:
    """Missing or senseless counts are estimated, never zero and never passed off as exact."""
    got = read(completion("A letter of some words.", usage=usage)).usage
    assert got.estimated
    assert got.input_tokens > 0
    assert got.output_tokens > 0


def test_the_asked_for_name_stands_in_for_a_missing_one() -> None:
    """A server that does not say which model it used is taken at its word."""
    assert read(completion("x", model=None)).model == "asked-for"


@pytest.mark.parametrize(
    ("answer", "kind", "tokens"),
    [
        (completion("x", choices=[]), FailureKind.EMPTY, 100),
        (completion("x", choices=None), FailureKind.EMPTY, 100),
        (completion("x", choices=[None]), FailureKind.EMPTY, 100),
        (completion(""), FailureKind.EMPTY, 100),
        (completion(" \n"), FailureKind.EMPTY, 100),
        (completion(None), FailureKind.EMPTY, 100),
        (completion("x", choices=[{"message": None}]), FailureKind.EMPTY, 100),
        ({}, FailureKind.EMPTY, 0),
        ([], FailureKind.CUT, 0),
        (None, FailureKind.CUT, 0),
        ("text", FailureKind.CUT, 0),
    ],
)
def test_an_answer_without_text_fails_and_still_costs(answer: object, kind: FailureKind, tokens: int) -> None:
    """No choice or no text is a failed attempt, with the tokens that the server charged."""
    failed = failure_of(json.dumps(answer).encode())
    assert failed.failure.kind is kind
    assert failed.usage.input_tokens == tokens


@pytest.mark.parametrize("content", [b"", b"{", b'{"choices": [{"mess', b"\xff\xfe\x00", b"[" * 100_000, b"1" * 5000])
def test_a_body_that_is_no_json_is_a_failed_attempt(content: bytes) -> None:
    """Cut, binary and hostile bodies are one and the same: nothing was answered."""
    assert failure_of(content).failure.kind is FailureKind.CUT


@pytest.mark.parametrize(
    ("content", "content_type"),
    [(b"<!DOCTYPE html><html>", "application/json"), (b"\n <html>", ""), (b"Welcome", "text/html; charset=utf-8")],
)
def test_a_web_page_is_named_for_what_it_is(content: bytes, content_type: str) -> None:
    """A wrong address often answers 200 with a page."""
    assert failure_of(content, content_type).failure.kind is FailureKind.NOT_AN_API


@pytest.mark.parametrize(("code", "status"), [(429, 429), (401, 401), ("weird", 500), (None, 500)])
def test_an_error_inside_a_200_is_an_error(code: object, status: int) -> None:
    """Routers answer 200 and put the real status into the error."""
    failure = failure_of(json.dumps({"error": {"message": "No.", "code": code}}).encode()).failure
    assert (failure.kind, failure.status, failure.said) == (FailureKind.STATUS, status, "No.")


@pytest.mark.parametrize(
    ("text", "code", "parameter", "said"),
    [
        ('{"error": {"message": "No.", "type": "t", "code": "c", "param": "p"}}', "c", "p", "No."),
        ('{"error": {"message": "No.", "type": "insufficient_quota", "code": null}}', "insufficient_quota", "", "No."),
        ('{"error": {"message": "No.", "type": "exceed_context_size_error", "code": 400}}', "exceed_context_size_error", "", "No."),
        ('{"error": "No."}', "", "", "No."),
        ('{"object": "error", "message": "No.", "code": 404}', "", "", "No."),
        ('{"detail": "No."}', "", "", "No."),
        ('{"detail": [{"loc": ["body"]}]}', "", "", '[{"loc": ["body"]}]'),
        ("plain words", "", "", "plain words"),
        ("<html>busy</html>", "", "", ""),
        ("[1]", "", "", "[1]"),
        ("", "", "", ""),
    ],
)
def test_errors_are_read_in_every_servers_shape(text: str, code: str, parameter: str, said: str) -> None:
    """OpenAI, llama.cpp, vLLM, FastAPI and plain text are all read."""
    assert read_failure(400, {}, text, "", NOW) == Failure(FailureKind.STATUS, 400, code, parameter, said)


def test_headers_of_an_error_are_read() -> None:
    """The wait and the server's word on retrying go with the failure."""
    failure = read_failure(503, {"retry-after": "9", "x-should-retry": "false"}, "", "", NOW)
    assert (failure.retry_after, failure.final) == (9, True)


@pytest.mark.parametrize(("status", "kind"), [(404, FailureKind.NOT_AN_API), (405, FailureKind.NOT_AN_API), (502, FailureKind.STATUS)])
def test_a_page_that_says_not_found_is_a_wrong_address(status: int, kind: FailureKind) -> None:
    """A gateway's page of a 502 is still a fault of the server."""
    assert read_failure(status, {"content-type": "text/html"}, "<html>", "", NOW).kind is kind


@pytest.mark.parametrize(
    ("status", "parameter", "said", "turns"),
    [
        (400, "max_tokens", "", True),
        (422, "", "Unknown field max_tokens", True),
        (400, "temperature", "no", False),
        (400, "", "", False),
        (500, "max_tokens", "", False),
    ],
)
def test_only_a_rejection_by_name_turns_to_the_other_name(status: int, parameter: str, said: str, turns: bool) -> None:
    """The limit is renamed where the server names it, and nowhere else."""
    failure = Failure(FailureKind.STATUS, status, parameter=parameter, said=said)
    assert wants_other_ceiling(failure, Ceiling.TOKENS) is turns
    assert Ceiling.TOKENS.other is Ceiling.COMPLETION
    assert Ceiling.COMPLETION.other is Ceiling.TOKENS


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_body_breaks_the_reader(content: bytes) -> None:
    """Every body is a reply or a failed attempt."""
    with suppress(AttemptFailed):
        read_reply(content, "application/json", ASK, "m", "")


@given(
    st.fixed_dictionaries(
        {}, optional={"choices": st.lists(st.fixed_dictionaries({"message": JSON, "finish_reason": JSON})), "usage": JSON, "error": JSON}
    )
)
def test_no_answer_of_the_right_shape_breaks_the_reader(answer: dict[str, object]) -> None:
    """The right keys with any values in them are read or refused."""
    with suppress(AttemptFailed):
        read(answer)
