"""Chat Completions as data. In: an Ask, or the bytes of an answer. Out: the body of a request; a Reply, or the facts of what is wrong.

Pure: may not touch the network, the clock or an SDK. Both faces of the client share it, so that nothing is read two ways.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, TypeGuard

from escalate_ai.llm.ask import Ask, Finish, Reply, Usage
from escalate_ai.llm.connection import moved_to, quoted
from escalate_ai.llm.failures import AttemptFailed, Failure, FailureKind
from escalate_ai.llm.retrying import seconds_asked
from escalate_ai.llm.tokens import estimate, estimate_messages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_NOT_FOUND = frozenset({404, 405})
_REDIRECTS = range(300, 400)
_BAD_REQUEST = frozenset({400, 422})


class Ceiling(StrEnum):
    """The two names under which servers know the limit of an answer, in tokens."""

    COMPLETION = "max_completion_tokens"
    """OpenAI's name; its reasoning models refuse the other."""
    TOKENS = "max_tokens"
    """The older name, which compatible servers know; some drop the newer one in silence."""

    @property
    def other(self) -> Ceiling:
        """The other name."""
        return Ceiling.TOKENS if self is Ceiling.COMPLETION else Ceiling.COMPLETION


def request_body(ask: Ask, model: str, ceiling: Ceiling) -> dict[str, object]:
    """Give the JSON body of a request. Sampling is left to the server: reasoning models refuse a temperature."""
    body: dict[str, object] = {
        "model": model,
        "messages": [{"role": message.role, "content": _encodable(message.content)} for message in ask.messages],
    }
    if ask.schema is not None:
        schema = {"name": ask.schema_name, "strict": True, "schema": dict(ask.schema)}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    if ask.max_output_tokens is not None:
        body[ceiling.value] = ask.max_output_tokens
    return body


def wants_other_ceiling(failure: Failure, ceiling: Ceiling) -> bool:
    """Tell whether the server rejects the limit of the answer by the name we gave it."""
    if failure.kind is not FailureKind.STATUS or failure.status not in _BAD_REQUEST:
        return False
    return failure.parameter == ceiling.value or ceiling.value in failure.said


def read_reply(content: bytes, content_type: str, ask: Ask, model: str, key: str) -> Reply:
    """Read the body of a successful answer; its usage counts the tokens, not the request.

    Raises:
        AttemptFailed: The body is no whole JSON, a web page, an error in disguise, or holds no text. What the server counted goes with it.

    """
    text = content.decode("utf-8", "replace")
    if _is_page(content_type, text):
        raise AttemptFailed(Failure(FailureKind.NOT_AN_API))
    answer = _json(text)
    if not _is_mapping(answer):
        raise AttemptFailed(Failure(FailureKind.CUT))
    if answer.get("error"):
        raise AttemptFailed(_disguised(answer, key))
    choices = answer.get("choices")
    usage = _usage(answer.get("usage"))
    choice = choices[0] if _is_list(choices) and choices else None
    if not _is_mapping(choice):
        raise AttemptFailed(Failure(FailureKind.EMPTY, said="no choices"), usage)
    said, finish = _said(choice)
    if not said.strip() and finish is Finish.STOP:
        raise AttemptFailed(Failure(FailureKind.EMPTY), usage)
    if usage is None:
        usage = Usage(0, estimate_messages(ask.messages), estimate(said), estimated=True)
    name = answer.get("model")
    return Reply(said, finish, usage, name if isinstance(name, str) and name else model)


def read_failure(status: int, headers: Mapping[str, str], text: str, key: str, now: datetime) -> Failure:
    """Read an answer with an error status; header names are given in lower case."""
    if status in _NOT_FOUND and _is_page(headers.get("content-type", ""), text):
        return Failure(FailureKind.NOT_AN_API, status)
    code, parameter, said = _error_of(_json(text), text)
    return Failure(
        FailureKind.STATUS,
        status,
        code,
        parameter,
        quoted(said, key),
        seconds_asked(headers.get("retry-after-ms"), headers.get("retry-after"), now),
        headers.get("x-should-retry") == "false",
        moved_to(headers.get("location", ""), key) if status in _REDIRECTS else "",
    )


def _error_of(answer: object, text: str) -> tuple[str, str, str]:
    if not _is_mapping(answer):
        return "", "", "" if _is_page("", text) else text
    error = answer.get("error")
    if isinstance(error, str):
        return "", "", error
    facts = error if _is_mapping(error) else answer
    said = facts.get("message") or facts.get("detail") or ""
    code, kind = facts.get("code"), facts.get("type")
    # The quota's name stands in `code` here and in `type` there; numbers are the status again.
    named = code if isinstance(code, str) else kind if isinstance(kind, str) else ""
    return named, str(facts.get("param") or ""), said if isinstance(said, str) else json.dumps(said)


def _disguised(answer: Mapping[str, object], key: str) -> Failure:
    # Routers answer 200 and put the real status into the error.
    code, parameter, said = _error_of(answer, "")
    error = answer["error"]
    status = error.get("code") if _is_mapping(error) else None
    return Failure(FailureKind.STATUS, status if isinstance(status, int) else 500, code, parameter, quoted(said, key))


def _said(choice: Mapping[str, object]) -> tuple[str, Finish]:
    message = choice.get("message")
    facts: Mapping[str, object] = message if _is_mapping(message) else {}
    refusal, reason = facts.get("refusal"), choice.get("finish_reason")
    content = _text(facts.get("content"))
    if isinstance(refusal, str) and refusal:
        return _encodable(refusal), Finish.REFUSAL
    if reason == "content_filter":
        return content, Finish.REFUSAL
    return content, Finish.LENGTH if reason == "length" else Finish.STOP


def _text(content: object) -> str:
    if isinstance(content, str):
        return _encodable(content)
    parts = content if _is_list(content) else []
    texts = [part.get("text") for part in parts if _is_mapping(part)]
    return _encodable("".join(text for text in texts if isinstance(text, str)))


def _usage(counted: object) -> Usage | None:
    if not _is_mapping(counted):
        return None
    paid, written = counted.get("prompt_tokens"), counted.get("completion_tokens")
    if not isinstance(paid, int) or not isinstance(written, int) or min(paid, written) < 0:
        return None
    return Usage(0, paid, written)


def _json(text: str) -> object:
    try:
        parsed: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return parsed


def _is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _is_page(content_type: str, text: str) -> bool:
    start = text[:200].lstrip("\ufeff \t\r\n").lower()
    return content_type.lower().startswith("text/html") or start.startswith(("<!doctype", "<html"))


def _encodable(text: str) -> str:
    """Join split surrogate pairs and replace lone halves, which no JSON body and no terminal can carry."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
