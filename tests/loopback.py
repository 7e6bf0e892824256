"""A loopback server that speaks Chat Completions well, badly, slowly or not at all. In: a script of answers. Out: what it was asked.

    with LoopbackServer(status(429, headers={"Retry-After": "0"}), well('{"subject": "..."}')) as server:
        OpenAIModel("any", base_url=server.base_url).ask(...)
        assert server.requests[0].body["model"] == "any"

The answers are given in order; the last one is given again for every further request. An answer may also be a function of the request. One
connection serves one request. For a server that refuses connections use `closed_url()`.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self, cast

JSON_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request as it came: header names in lower case; the body as text and, where it is JSON, parsed."""

    method: str
    path: str
    headers: Mapping[str, str]
    text: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """One scripted answer.

    `delay` seconds pass before the first byte. `keep` bytes of the body are sent and the connection breaks off. `drip` seconds pass between
    single bytes of the body. `silent` accepts and never answers; `hang_up` closes without an answer.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    delay: float = 0.0
    keep: int | None = None
    drip: float = 0.0
    silent: bool = False
    hang_up: bool = False


Scripted = Answer | Callable[[Recorded], Answer]


def completion(content: object, **changes: object) -> dict[str, Any]:
    """Give a Chat Completions answer as a server builds it; `changes` replace its top-level keys."""
    message = {"role": "assistant", "content": content, "refusal": None}
    answer: dict[str, Any] = {
        "id": "chatcmpl-loopback",
        "object": "chat.completion",
        "created": 1_780_000_000,
        "model": "loopback-1",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 40, "total_tokens": 140},
    }
    return answer | changes


def raw(body: str | bytes, status: int = 200, content_type: str = JSON_TYPE, headers: Mapping[str, str] | None = None) -> Answer:
    """Answer with exactly this body."""
    content = body.encode() if isinstance(body, str) else body
    return Answer(content, status, {"Content-Type": content_type} | dict(headers or {}))


def well(content: str, **changes: object) -> Answer:
    """Answer with this text; a strict schema is not checked, so any text is an answer of the wrong shape too."""
    return raw(json.dumps(completion(content, **changes)))


def filled(**fields: object) -> Answer:
    """Answer with a JSON object as the text."""
    return well(json.dumps(fields))


def finished(content: str | None, reason: str, refusal: str | None = None) -> Answer:
    """Answer with another finish reason (`length`, `content_filter`) or a refusal."""
    answer = completion(content)
    answer["choices"][0]["finish_reason"] = reason
    answer["choices"][0]["message"]["refusal"] = refusal
    return raw(json.dumps(answer))


def status(number: int, /, message: str = "It did not work.", headers: Mapping[str, str] | None = None, **error: object) -> Answer:
    """Answer with an error status in the shape of OpenAI's errors; `error` adds `code`, `type` or `param`."""
    body = {"error": {"message": message, "type": "loopback_error", "param": None, "code": None} | error}
    return raw(json.dumps(body), number, headers=headers)


def page(code: int = 200) -> Answer:
    """Answer with a web page, as a wrong base URL does."""
    return raw("<!DOCTYPE html><html><body>Welcome</body></html>", code, "text/html; charset=utf-8")


def bad_json() -> Answer:
    """Answer 200 with a body that is no JSON though the header says so."""
    return raw('{"id": "chatcmpl-1", "choices": [{"mess')


def no_choices() -> Answer:
    """Answer with a completion that has no choice in it."""
    return well("", choices=[])


def empty() -> Answer:
    """Answer with a completion whose text is empty."""
    return well("")


def cut(answer: Answer, keep: int) -> Answer:
    """Break the connection off after `keep` bytes of the body."""
    return replace(answer, keep=keep)


def slow(answer: Answer, seconds: float) -> Answer:
    """Let seconds pass before the first byte."""
    return replace(answer, delay=seconds)


def dripping(answer: Answer, seconds: float) -> Answer:
    """Send the body byte by byte, seconds apart."""
    return replace(answer, drip=seconds)


def silent() -> Answer:
    """Accept the request and never answer."""
    return Answer(silent=True)


def hang_up() -> Answer:
    """Accept the request and close the connection without an answer."""
    return Answer(hang_up=True)


def closed_url() -> str:
    """Give a base URL at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return f"http://127.0.0.1:{port}/v1"


class LoopbackServer:
    """The server, as a context manager; `base_url` is set inside the block, `requests` lists what came."""

    def __init__(self, *answers: Scripted) -> None:
        self.requests: list[Recorded] = []
        self._answers = answers or (well("A letter."),)
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._server = _Listener(self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def base_url(self) -> str:
        """The address to give a client, ending in /v1."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """The parsed bodies of all requests."""
        return [request.body for request in self.requests]

    def __enter__(self) -> Self:
        """Start to listen."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, wake whoever is made to wait, and close."""
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def record(self, request: Recorded) -> Answer:
        """Keep a request and choose its answer."""
        with self._lock:
            self.requests.append(request)
            answer = self._answers[min(len(self.requests), len(self._answers)) - 1]
        return answer(request) if callable(answer) else answer

    def wait(self, seconds: float | None) -> bool:
        """Wait, but not past the end of the block; tell whether the block goes on."""
        return not self._over.wait(seconds)


class _Listener(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for them, and no socket outlives its test
    request_queue_size = 128

    def __init__(self, loopback: LoopbackServer) -> None:
        self.loopback = loopback
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients of these tests go away in the middle."""


class _Handler(BaseHTTPRequestHandler):
    timeout = 10

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the base class
        """Keep standard error for the tests."""

    def _answer(self) -> None:
        loopback = self._loopback()
        answer = loopback.record(self._recorded())
        if answer.silent:
            loopback.wait(None)
        if answer.silent or answer.hang_up or (answer.delay and not loopback.wait(answer.delay)):
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self._send(answer.body[: answer.keep], answer.drip)

    def _send(self, body: bytes, pause: float) -> None:
        if not pause:
            self.wfile.write(body)
            return
        for place in range(len(body)):
            self.wfile.write(body[place : place + 1])
            self.wfile.flush()
            if not self._loopback().wait(pause):
                return

    def _recorded(self) -> Recorded:
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8", "replace")
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Recorded(self.command, self.path, headers, text, _parsed(text))

    def _loopback(self) -> LoopbackServer:
        return cast("_Listener", self.server).loopback


def _parsed(text: str) -> dict[str, Any]:
    try:
        body: object = json.loads(text)
    except ValueError:
        return {}
    return cast("dict[str, Any]", body) if isinstance(body, dict) else {}
