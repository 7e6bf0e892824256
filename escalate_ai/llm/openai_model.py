"""Any server that speaks OpenAI's Chat Completions, as a `Model` and an `AsyncModel`. In: an Ask. Out: a Reply or a ModelError.

The one module that knows the openai package, which is imported when the first client is built. It only builds clients, sends, awaits, and
reads the facts off the package's exceptions; what is sent, read, retried and told is decided elsewhere, the same for both faces.

The limit of an answer has two names. OpenAI and Azure are sent `max_completion_tokens`, other servers `max_tokens`, which all of them know;
a server that rejects the name with a 400 is asked again once under the other, which is kept for the model's later calls.

The clients built here follow no redirect: the case facts go to the host that was announced, or nowhere.
"""

from __future__ import annotations

import os
import threading
import weakref
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast

from escalate_ai.errors import InputError
from escalate_ai.llm.connection import Connection, connect, quoted, shown_host
from escalate_ai.llm.exchange import Exchange, Server
from escalate_ai.llm.failures import AttemptFailed, Failure, FailureKind
from escalate_ai.llm.retrying import RetryLimits, async_retrier, retrier
from escalate_ai.llm.wire import Ceiling

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Generator
    from types import TracebackType

    from openai import AsyncOpenAI, OpenAI, Timeout

    from escalate_ai.llm.ask import Ask, Reply

TIMEOUT = 180.0
"""Seconds one attempt may take: a whole letter of a slow local model."""
_CONNECTING = 10.0
_TRANSPORTS = frozenset({"httpx", "httpx2", "httpcore", "httpcore2", "anyio", "h11", "h2"})
"""What raises while a body is read, unwrapped by the package: httpx up to 2.x, httpx2 since 3."""

C = TypeVar("C")


class _Face(Generic[C]):
    """What both faces are given, check and show."""

    _wanted: str

    def __init__(
        self,
        name: str,
        api_key: str | None = None,
        base_url: str | None = None,
        client: C | None = None,
        *,
        timeout: float | None = None,
        retry: RetryLimits | None = None,
    ) -> None:
        name = name.strip()
        if not name or not name.isprintable():
            message = f"The model's name {name[:60]!r} is empty or holds a control character: set ESCALATE_AI_MODEL or give --model."
            raise InputError(message)
        if timeout is not None and not timeout > 0:
            message = f"A timeout of {timeout} seconds leaves no time for an answer: give a number above 0."
            raise InputError(message)
        if client is not None and (api_key is not None or base_url is not None):
            message = "A client was passed together with api_key or base_url: pass one or the other, the client knows its own."
            raise InputError(message)
        self._given = client
        self._client: C | None = None
        self._lock = threading.Lock()
        self._connection = connect(api_key, base_url, os.environ) if client is None else _known(client, self._wanted)
        self._server = Server(
            shown_host(self._connection.base_url),
            name,
            self._connection.api_key,
            Ceiling.COMPLETION if self._connection.is_openai else Ceiling.TOKENS,
            timeout or TIMEOUT,
            retry or RetryLimits(),
        )
        self._timed = client is None or timeout is not None

    @property
    def name(self) -> str:
        """The name the model is called by."""
        return self._server.model

    @property
    def host(self) -> str:
        """The host the asks are sent to, with its port where one is given."""
        return self._server.host

    @property
    def is_openai(self) -> bool:
        """Whether the server is OpenAI's, so that its token tables hold."""
        return self._connection.is_openai

    def __repr__(self) -> str:
        """Show name and host; never the key."""
        return f"{type(self).__name__}({self.name!r}, host={self.host!r})"

    def _limit(self, exchange: Exchange) -> dict[str, Timeout]:
        if not self._timed:
            return {}
        from openai import Timeout  # noqa: PLC0415 - imported when the first client is built

        return {"timeout": Timeout(exchange.timeout, connect=min(_CONNECTING, exchange.timeout))}


class OpenAIModel(_Face["OpenAI"]):
    """A model behind any OpenAI-compatible server.

    Args:
        name: The model's name there.
        api_key: The key; without one `OPENAI_API_KEY` is read. Never shown in a message or a representation.
        base_url: The server's address; without one `OPENAI_BASE_URL`, else OpenAI's own. Alone it is enough: a placeholder is the key then.
        client: A client of your own (`openai.OpenAI`, `AzureOpenAI`, ...) instead of both; used as it is, but for its own retries.
        timeout: Seconds one attempt may take (180); with a client of your own, the client's unless given.
        retry: How often, and how long in all, an ask is tried.

    Raises:
        InputError: No key and no address, or one that cannot be right, or an asynchronous client.

    """

    _wanted = "OpenAI"

    def ask(self, ask: Ask, /) -> Reply:
        """Answer, with all attempts in the reply's usage.

        Raises:
            ModelUnavailable: No usable answer within the limits; safe to retry.
            ModelRejected: Key, model, quota, address or request are wrong; retrying changes nothing.

        """
        exchange = Exchange(ask, self._server)
        client = self._opened()
        try:
            return retrier(self._server.limits)(self._attempt, client, exchange)
        except AttemptFailed as failed:
            error = exchange.error(failed)
        # Raised out here, so that no traceback chains to the package's error, whose request holds the key.
        raise error

    def close(self) -> None:
        """Close the connections this model opened; a client of your own stays open. Asking again opens new ones."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None and self._given is None:
            client.close()

    def __enter__(self) -> Self:
        """Give the model, to be closed at the end of the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close what was opened."""
        self.close()

    def _opened(self) -> OpenAI:
        with self._lock:
            if self._client is None:
                self._client = _sync_client(self._connection) if self._given is None else self._given.with_options(max_retries=0)
                if self._given is None:
                    weakref.finalize(self, self._client.close)
            return self._client

    def _attempt(self, client: OpenAI, exchange: Exchange) -> Reply:
        body = exchange.begin() | self._limit(exchange)
        create = cast("Any", client.chat.completions.with_streaming_response.create)
        try:
            with create(**body) as response:
                for piece in response.iter_bytes():
                    exchange.take(piece)
                return exchange.reply(response.headers.get("content-type", ""))
        except Exception as error:
            failed = _judged(error, exchange)
            if failed is None:
                raise
        raise failed


class AsyncOpenAIModel(_Face["AsyncOpenAI"]):
    """An `OpenAIModel` to await; one serves any number of asks at once.

    Its connections belong to the event loop of its first ask: under another loop it opens new ones. Close it with `aclose` or `async with`.
    """

    _wanted = "AsyncOpenAI"
    _loop: asyncio.AbstractEventLoop | None = None

    async def ask(self, ask: Ask, /) -> Reply:
        """Answer, as `OpenAIModel.ask` does."""
        exchange = Exchange(ask, self._server)
        client = self._opened()
        try:
            return await async_retrier(self._server.limits)(self._attempt, client, exchange)
        except AttemptFailed as failed:
            error = exchange.error(failed)
        raise error

    async def aclose(self) -> None:
        """Close the connections this model opened; a client of your own stays open. Asking again opens new ones."""
        client, self._client = self._client, None
        if client is not None and self._given is None:
            await client.close()

    async def __aenter__(self) -> Self:
        """Give the model, to be closed at the end of the block."""
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close what was opened."""
        await self.aclose()

    def _opened(self) -> AsyncOpenAI:
        if self._given is not None:
            self._client = self._client or self._given.with_options(max_retries=0)
            return self._client
        import asyncio  # noqa: PLC0415  a sixth of the package's import, and only the async face needs it

        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            self._client, self._loop = _async_client(self._connection), loop
        return self._client

    async def _attempt(self, client: AsyncOpenAI, exchange: Exchange) -> Reply:
        body = exchange.begin() | self._limit(exchange)
        create = cast("Any", client.chat.completions.with_streaming_response.create)
        try:
            async with create(**body) as response:
                async for piece in response.iter_bytes():
                    exchange.take(piece)
                return exchange.reply(response.headers.get("content-type", ""))
        except Exception as error:
            failed = _judged(error, exchange)
            if failed is None:
                raise
        raise failed


def _sync_client(connection: Connection) -> OpenAI:
    from openai import DefaultHttpxClient, OpenAI  # noqa: PLC0415 - 550 ms, paid when the first client is built

    with _building(connection):
        wire = DefaultHttpxClient(trust_env=not connection.is_loopback, follow_redirects=False)
        return OpenAI(api_key=connection.api_key, base_url=connection.base_url, max_retries=0, http_client=wire)


def _async_client(connection: Connection) -> AsyncOpenAI:
    from openai import AsyncOpenAI, DefaultAsyncHttpxClient  # noqa: PLC0415 - 550 ms, paid when the first client is built

    with _building(connection):
        wire = DefaultAsyncHttpxClient(trust_env=not connection.is_loopback, follow_redirects=False)
        return AsyncOpenAI(api_key=connection.api_key, base_url=connection.base_url, max_retries=0, http_client=wire)


@contextmanager
def _building(connection: Connection) -> Generator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001 - a proxy variable or certificate file can be wrong in as many ways as there are versions
        reason = quoted(f"{type(error).__name__}: {error}", connection.api_key)
    else:
        return
    message = f"No client for {connection.host} can be built ({reason}): check HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE and the address."
    raise InputError(message)


def _known(client: object, wanted: str) -> Connection:
    from openai import AsyncOpenAI, OpenAI  # noqa: PLC0415 - whoever passes a client has imported it

    wanted_type: type[OpenAI | AsyncOpenAI] = AsyncOpenAI if wanted == "AsyncOpenAI" else OpenAI
    if not isinstance(client, wanted_type):
        message = (
            f"The client passed is a {type(client).__name__}, and an openai.{wanted} is needed here: "
            "Escalator takes the synchronous one, AsyncEscalator the asynchronous one."
        )
        raise InputError(message)
    return Connection(str(client.base_url), client.api_key)


def _judged(error: Exception, exchange: Exchange) -> AttemptFailed | None:
    """Read the facts off an exception; None is not ours to judge."""
    if isinstance(error, AttemptFailed):
        return error
    from openai import APIConnectionError, APIStatusError, OpenAIError  # noqa: PLC0415 - loaded with the client

    if isinstance(error, APIStatusError):
        return exchange.refused(error.status_code, error.response.headers, error.response.text)
    if isinstance(error, (APIConnectionError, OSError)) or type(error).__module__.partition(".")[0] in _TRANSPORTS:
        return exchange.broke(error)
    if isinstance(error, OpenAIError):
        return AttemptFailed(Failure(FailureKind.CLIENT, said=quoted(str(error), exchange.server.key)))
    return None
