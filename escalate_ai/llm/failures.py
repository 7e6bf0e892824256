"""What went wrong on the wire, and how it is told. In: the facts of a failed attempt. Out: the sentence and the error a user gets.

May not touch: the network, an SDK, the clock. Each sentence says what happened, where, and what to do next.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from escalate_ai.errors import ModelError, ModelRejected, ModelUnavailable
from escalate_ai.llm.ask import Usage


class FailureKind(StrEnum):
    """The ways an attempt can fail."""

    CONNECTION = "connection"
    """No connection, or one that broke off."""
    TIMEOUT = "timeout"
    """No whole answer in time."""
    STATUS = "status"
    """The server answered with an error."""
    CUT = "cut"
    """The body of the answer is no whole JSON."""
    EMPTY = "empty"
    """A whole answer with no text in it."""
    CEILING = "ceiling"
    """The server knows the limit of the answer under its other name; asked again at once, once."""
    NOT_AN_API = "not_an_api"
    """What answered is a web page."""
    CERTIFICATE = "certificate"
    """The server's certificate does not verify."""
    TOO_LARGE = "too_large"
    """The answer is larger than any letter."""
    CLIENT = "client"
    """The client package would not send the request."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The facts of one failed attempt.

    `said` is the server's own sentence, already cleaned for people. `retry_after` is in seconds from now. `final` is true where the server
    said that trying again is of no use. `moved_to` is where a redirect points, cleaned for people.
    """

    kind: FailureKind
    status: int | None = None
    code: str = ""
    parameter: str = ""
    said: str = ""
    retry_after: float | None = None
    final: bool = False
    moved_to: str = ""


class AttemptFailed(Exception):
    """One attempt failed; carries the facts and what the attempt cost."""

    def __init__(self, failure: Failure, usage: Usage | None = None) -> None:
        super().__init__(failure.kind.value)
        self.failure = failure
        self.usage = usage or Usage()


SPENT = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "quota_exhausted", "insufficient_balance"})
"""Error codes that mean: the credit is used up. They come with a 429, and waiting does not help."""

_TOO_LONG = frozenset({"context_length_exceeded", "exceed_context_size_error", "string_above_max_length"})
_UNKNOWN_MODEL = frozenset({"model_not_found", "unknown_model"})
_PAYMENT_REQUIRED = 402

_KEY = "Check OPENAI_API_KEY (or the api_key you passed), and that it is a key of this server."
_MODEL = "Check the name in ESCALATE_AI_MODEL or --model against the server's list of models."
_ADDRESS = "Check OPENAI_BASE_URL or --base-url: the address of an OpenAI-compatible server usually ends in /v1."
_REQUEST = "The server has to serve Chat Completions with a strict JSON schema: choose another model with --model, or update the server."

_ADVICE = {
    401: _KEY,
    403: "The key may not use this model from here. Check the key's project and permissions, or choose another model with --model.",
    404: f"{_MODEL} {_ADDRESS}",
    405: _ADDRESS,
    413: "The case is too long for this server: shorten the plan or the draft, or choose another server with --base-url.",
}


def told(failure: Failure, *, host: str, model: str, attempts: int, seconds: float, may_pass: bool) -> ModelError:
    """Give the error a user gets: rejected, or unavailable where `may_pass` says that the same call may work later."""
    if may_pass:
        return ModelUnavailable(_unavailable(failure, host, attempts, seconds))
    return ModelRejected(_rejected(failure, host, model))


def _unavailable(failure: Failure, host: str, attempts: int, seconds: float) -> str:
    tried = "1 attempt" if attempts == 1 else f"{attempts} attempts"
    advice = "It is safe to retry: run the same again later."
    if failure.retry_after is not None and failure.retry_after > 0:
        pause = f"at least {math.ceil(failure.retry_after)} seconds" if math.isfinite(failure.retry_after) else "for now"
        advice = f"It is safe to retry; the server asks to wait {pause} first."
    reason = f"{_reason(failure)}{_quote(failure)}"
    return f"No usable answer from {host} after {tried} in {seconds:.1f} seconds: {reason}. {advice}{_hint(failure)}"


def _reason(failure: Failure) -> str:
    if failure.kind is FailureKind.STATUS:
        return f"it answered with HTTP {failure.status}" + (" (too many requests)" if failure.status == 429 else "")  # noqa: PLR2004
    return {
        FailureKind.TIMEOUT: "it did not answer in time",
        FailureKind.CUT: "its answer broke off or is no JSON",
        FailureKind.EMPTY: "its answer holds no text",
    }.get(failure.kind, "there was no connection, or it broke off")


def _hint(failure: Failure) -> str:
    if failure.kind is FailureKind.CONNECTION:
        return " If it keeps failing, check the network, and OPENAI_BASE_URL or --base-url."
    if failure.kind is FailureKind.TIMEOUT:
        return " If it keeps failing, choose a faster model with --model, or give OpenAIModel a longer timeout."
    if failure.kind in {FailureKind.CUT, FailureKind.EMPTY}:
        return " If it keeps failing, choose another model with --model."
    return ""


def _rejected(failure: Failure, host: str, model: str) -> str:
    if failure.kind is FailureKind.NOT_AN_API:
        return f"What answers at {host} is a web page and does not look like an OpenAI-compatible server. {_ADDRESS}"
    if failure.kind is FailureKind.CERTIFICATE:
        return (
            f"The certificate of {host} does not verify{_quote(failure)}. {_ADDRESS} Behind a company proxy, set SSL_CERT_FILE to its root."
        )
    if failure.kind is FailureKind.TOO_LARGE:
        return f"The answer of {host} is larger than any letter and was not read to its end. {_ADDRESS}"
    if failure.kind is FailureKind.CLIENT:
        return f"The request to {host} could not be sent{_quote(failure)}. Check OPENAI_API_KEY, OPENAI_BASE_URL and the client you passed."
    if failure.moved_to:
        return (
            f"{host} sends the request on to {failure.moved_to} (HTTP {failure.status}), and it was not followed: what a case says goes to "
            "the host that was named and to no other. If that is the right server, name it in OPENAI_BASE_URL or --base-url."
        )
    status = f" (HTTP {failure.status})" if failure.status else ""
    return f"{host} rejected the request to model {model!r}{status}{_quote(failure)}. {_advice(failure)}"


def _advice(failure: Failure) -> str:
    if failure.code in SPENT or failure.status == _PAYMENT_REQUIRED:
        return "The quota or credit of this key is used up, and waiting does not help: check the plan and billing of its account."
    if failure.code in _TOO_LONG:
        return "The case is longer than this model reads: choose a model with a larger context with --model, or shorten the plan or draft."
    if failure.code in _UNKNOWN_MODEL:
        return _MODEL
    if failure.status in range(300, 400):
        return _ADDRESS
    return _ADVICE.get(failure.status or 0, _REQUEST)


def _quote(failure: Failure) -> str:
    return f': "{failure.said.rstrip(".")}"' if failure.said else ""
