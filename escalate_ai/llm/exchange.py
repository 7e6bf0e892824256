"""One ask on its way: its attempts, what they cost, how long they may take. In: an Ask and a server's facts. Out: a Reply or a ModelError.

May not touch: the network, an SDK. Everything that decides stands here, once; the two faces of the client only send and await.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from escalate_ai.errors import ModelError
from escalate_ai.llm.ask import Ask, Reply, Usage
from escalate_ai.llm.connection import quoted
from escalate_ai.llm.failures import AttemptFailed, Failure, FailureKind, told
from escalate_ai.llm.retrying import RetryLimits, transient
from escalate_ai.llm.wire import Ceiling, read_failure, read_reply, request_body, wants_other_ceiling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LARGEST_ANSWER = 8_000_000
_TELLING = (
    ("SSLCertVerificationError", FailureKind.CERTIFICATE),
    ("TimeoutException", FailureKind.TIMEOUT),
    ("APITimeoutError", FailureKind.TIMEOUT),
    ("TooManyRedirects", FailureKind.CLIENT),
    ("UnsupportedProtocol", FailureKind.CLIENT),
    ("InvalidURL", FailureKind.CLIENT),
)


@dataclass(slots=True)
class Server:
    """What is known of the server: who it is, the model there, its key, and the name it takes for the limit of an answer (learned)."""

    host: str
    model: str
    key: str
    ceiling: Ceiling
    timeout: float
    limits: RetryLimits


class Exchange:
    """The life of one ask; told of each attempt, it says what to send, when to stop reading, and what came of it."""

    def __init__(self, ask: Ask, server: Server) -> None:
        self.server = server
        self.timeout = server.timeout
        self._ask = ask
        self._began = time.monotonic()
        self._spent = Usage()
        self._ceiling = server.ceiling
        self._turned = False
        self._body = bytearray()
        self._deadline = self._began

    def begin(self) -> dict[str, object]:
        """Start an attempt: give the body to send, and set `timeout` to the seconds it may take."""
        now = time.monotonic()
        left = self.server.limits.seconds - (now - self._began)
        self.timeout = max(min(self.server.timeout, left), 0.05)
        self._deadline = now + self.timeout
        self._body.clear()
        self._spent += Usage(1)
        return request_body(self._ask, self.server.model, self._ceiling)

    def take(self, piece: bytes) -> None:
        """Take a piece of the answer's body; a server that drips or floods is left.

        Raises:
            AttemptFailed: The time of this attempt is over, or the body is too large.

        """
        self._body += piece
        if len(self._body) > _LARGEST_ANSWER:
            raise AttemptFailed(Failure(FailureKind.TOO_LARGE))
        if time.monotonic() > self._deadline:
            raise AttemptFailed(Failure(FailureKind.TIMEOUT))

    def reply(self, content_type: str) -> Reply:
        """Read the whole body as the reply, with what all attempts cost; keep what was learned of the server.

        Raises:
            AttemptFailed: It is no usable reply; the tokens it cost are counted all the same.

        """
        try:
            answer = read_reply(bytes(self._body), content_type, self._ask, self.server.model, self.server.key)
        except AttemptFailed as failed:
            self._spent += failed.usage
            raise
        self.server.ceiling = self._ceiling
        return answer.costing(self._spent)

    def refused(self, status: int, headers: Mapping[str, str], text: str) -> AttemptFailed:
        """Judge an answer with an error status; a server that knows the limit by its other name is asked again, once."""
        facts = {name.lower(): value for name, value in headers.items()}
        failure = read_failure(status, facts, text, self.server.key, datetime.now(UTC))
        if not self._turned and self._ask.max_output_tokens is not None and wants_other_ceiling(failure, self._ceiling):
            self._turned = True
            self._ceiling = self._ceiling.other
            return AttemptFailed(Failure(FailureKind.CEILING, status))
        return AttemptFailed(failure)

    def broke(self, error: BaseException) -> AttemptFailed:
        """Judge an error of the transport by what stands in its chain: the packages underneath change their types and keep their names."""
        links = list(_chain(error))
        names = {base.__name__ for link in links for base in type(link).__mro__}
        kind = next((kind for telling, kind in _TELLING if telling in names), FailureKind.CONNECTION)
        return AttemptFailed(Failure(kind, said=quoted(str(links[-1]), self.server.key)))

    def error(self, failed: AttemptFailed) -> ModelError:
        """Give the error that the last failed attempt ends the call with, and in it what all attempts cost."""
        error = told(
            failed.failure,
            host=self.server.host,
            model=self.server.model,
            attempts=self._spent.requests,
            seconds=time.monotonic() - self._began,
            may_pass=transient(failed.failure),
        )
        error.usage = self._spent
        return error


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__
