"""The client against a loopback server that answers well, badly, slowly and not at all; both faces, every status."""

from __future__ import annotations

import asyncio
import gc
import io
import logging
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import openai
import pytest
from loopback import (
    Answer,
    LoopbackServer,
    Recorded,
    Scripted,
    bad_json,
    closed_url,
    cut,
    dripping,
    empty,
    filled,
    finished,
    hang_up,
    no_choices,
    page,
    raw,
    silent,
    slow,
    status,
    well,
)

from escalate_ai.errors import InputError, ModelError, ModelRejected, ModelUnavailable
from escalate_ai.llm.ask import Ask, Finish, Message, Reply, Usage, spent
from escalate_ai.llm.openai_model import AsyncOpenAIModel, OpenAIModel
from escalate_ai.llm.retrying import RetryLimits
from escalate_ai.llm.wire import Ceiling

KEY = "sk-proj-Zq81LmN0pQrStUvWxYz"
SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {"subject": {"type": "string"}},
    "required": ["subject"],
    "additionalProperties": False,
}
ASK = Ask((Message("user", "Write."),), SCHEMA, "letter", max_output_tokens=300)
QUICK = RetryLimits(attempts=3, seconds=20, first_wait=0.01, longest_wait=1.5)

Put = Callable[..., Reply]


def put_sync(base_url: str, *, timeout: float | None = 5.0, retry: RetryLimits = QUICK, ask: Ask = ASK) -> Reply:
    """Ask on the synchronous face."""
    with OpenAIModel("m-1", KEY, base_url, timeout=timeout, retry=retry) as model:
        return model.ask(ask)


def put_async(base_url: str, *, timeout: float | None = 5.0, retry: RetryLimits = QUICK, ask: Ask = ASK) -> Reply:
    """Ask on the asynchronous face."""

    async def talk() -> Reply:
        async with AsyncOpenAIModel("m-1", KEY, base_url, timeout=timeout, retry=retry) as model:
            return await model.ask(ask)

    return asyncio.run(talk())


both = pytest.mark.parametrize("put", [put_sync, put_async])


@both
def test_a_good_answer_comes_back_whole(put: Put) -> None:
    """One request goes out with the key, the strict schema and the limit; text, tokens and model come back."""
    with LoopbackServer(filled(subject="Kettles")) as server:
        assert put(server.base_url) == Reply('{"subject": "Kettles"}', Finish.STOP, Usage(1, 100, 40), "loopback-1")
    (request,) = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body == {
        "model": "m-1",
        "messages": [{"role": "user", "content": "Write."}],
        "response_format": {"type": "json_schema", "json_schema": {"name": "letter", "strict": True, "schema": SCHEMA}},
        "max_tokens": 300,
    }


@both
@pytest.mark.parametrize(
    ("answer", "finish"),
    [(finished("half a", "length"), Finish.LENGTH), (finished(None, "stop", "I will not."), Finish.REFUSAL)],
)
def test_a_refusal_and_a_cut_off_are_replies(put: Put, answer: Answer, finish: Finish) -> None:
    """What the model decided is no fault of the wire, and is not asked again."""
    with LoopbackServer(answer) as server:
        assert put(server.base_url).finish is finish
    assert len(server.requests) == 1


@both
@pytest.mark.parametrize(
    "first",
    [
        status(408),
        status(409),
        status(429),
        status(500),
        status(502),
        status(503),
        status(504),
        status(529),
        page(502),
        bad_json(),
        raw(""),
        no_choices(),
        empty(),
        cut(well("A letter."), 30),
        hang_up(),
        raw('{"error": {"message": "Upstream is busy.", "code": 503}}'),
    ],
)
def test_what_may_pass_is_tried_again_and_counted(put: Put, first: Answer) -> None:
    """After one transient failure the answer comes, with both requests in its usage."""
    with LoopbackServer(first, well("A letter.")) as server:
        reply = put(server.base_url)
    assert reply.text == "A letter."
    assert reply.usage.requests == 2
    assert len(server.requests) == 2


@both
@pytest.mark.parametrize("first", [no_choices(), empty()])
def test_tokens_of_an_unusable_answer_are_counted(put: Put, first: Answer) -> None:
    """What an empty answer cost is in the reply's usage."""
    with LoopbackServer(first, well("A letter.")) as server:
        assert put(server.base_url).usage == Usage(2, 200, 80)


@both
@pytest.mark.parametrize("code", sorted({*range(400, 430), 431, 451, 499, *range(500, 512), 520, 522, 524, 529}))
def test_every_status_ends_as_rejected_or_as_safe_to_retry(put: Put, code: int) -> None:
    """Each error status gives one error that says what to do; only what may pass is tried more than once."""
    passing = code in {408, 409, 425, 429} or (code >= 500 and code != 501)
    with LoopbackServer(status(code, "The server's own words.")) as server, pytest.raises(ModelError) as caught:
        put(server.base_url)
    error = caught.value
    assert type(error) is (ModelUnavailable if passing else ModelRejected)
    assert len(server.requests) == (3 if passing else 1)
    assert spent(error).requests == len(server.requests)
    assert str(code) in error.message
    assert "The server's own words" in error.message
    assert ("safe to retry" in error.message) is passing
    assert passing or any(verb in error.message for verb in ("Check", "check", "choose"))


@both
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (status(401, f"Incorrect API key provided: {KEY}."), "OPENAI_API_KEY"),
        (status(401, "Incorrect API key provided: sk-proj-*****WxYz."), "OPENAI_API_KEY"),
        (status(404, "The model `m-1` does not exist.", code="model_not_found"), "ESCALATE_AI_MODEL or --model"),
        (status(429, "You exceeded your current quota.", code="insufficient_quota"), "billing"),
        (status(429, "You exceeded your current quota.", type="insufficient_quota"), "billing"),
        (status(503, "Going away.", headers={"x-should-retry": "false"}), "HTTP 503"),
        (status(400, f"bad {KEY[:12]} header"), "HTTP 400"),
        (page(), "does not look like an OpenAI-compatible server"),
        (page(404), "does not look like an OpenAI-compatible server"),
    ],
)
def test_what_cannot_pass_is_an_error_at_once_without_the_key(put: Put, answer: Answer, said: str) -> None:
    """Wrong key, unknown model, spent quota and web pages are told at once; no piece of the key is in error, chain or traceback."""
    with LoopbackServer(answer) as server, pytest.raises(ModelRejected, match=said) as caught:
        put(server.base_url)
    assert len(server.requests) == 1
    shown = "".join(traceback.format_exception(caught.value, chain=True)) + repr(caught.value)
    assert "Zq81" not in shown
    assert "WxYz." not in shown
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@both
def test_when_attempts_are_spent_the_error_counts_them(put: Put) -> None:
    """The last reason, the attempts and the seconds stand in the error, and the cost is on it."""
    with (
        LoopbackServer(status(500), empty()) as server,
        pytest.raises(ModelUnavailable, match=r"after 3 attempts in \d+\.\d seconds") as caught,
    ):
        put(server.base_url)
    assert "holds no text" in caught.value.message
    assert spent(caught.value) == Usage(3, 200, 80)


@both
def test_retry_after_in_seconds_is_waited_for(put: Put) -> None:
    """The next request comes no sooner than the server asked."""
    with LoopbackServer(status(429, headers={"Retry-After": "0.4"}), well("x")) as server:
        began = time.monotonic()
        put(server.base_url)
    assert time.monotonic() - began >= 0.4


def test_retry_after_as_a_date_is_waited_for() -> None:
    """An HTTP date is a wait too."""
    soon = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=2)
    with LoopbackServer(status(503, headers={"Retry-After": format_datetime(soon, usegmt=True)}), well("x")) as server:
        assert put_sync(server.base_url, retry=RetryLimits(3, 20, 0.01, 5)).usage.requests == 2
    assert datetime.now(UTC) >= soon


@both
def test_a_wait_that_is_too_long_ends_the_call(put: Put) -> None:
    """A server that asks for five minutes is not kept waiting for, and the error says so."""
    with (
        LoopbackServer(status(429, headers={"Retry-After": "300"})) as server,
        pytest.raises(ModelUnavailable, match="wait at least 300 seconds"),
    ):
        put(server.base_url)
    assert len(server.requests) == 1


@both
@pytest.mark.parametrize("answer", [silent(), slow(well("late"), 3.0), dripping(well("drop by drop"), 0.05)])
def test_a_server_that_takes_too_long_is_left(put: Put, answer: Answer) -> None:
    """Silence, a late answer and one that drips for ever all end at the time allowed, attempts and seconds bounded."""
    began = time.monotonic()
    limits = RetryLimits(attempts=2, seconds=10, first_wait=0.01)
    with LoopbackServer(answer) as server, pytest.raises(ModelUnavailable, match="did not answer in time"):
        put(server.base_url, timeout=0.3, retry=limits)
    assert time.monotonic() - began < 5
    assert len(server.requests) == 2


@both
def test_the_seconds_of_a_call_bound_its_attempts(put: Put) -> None:
    """However long one attempt may take, the call as a whole ends in time."""
    began = time.monotonic()
    with LoopbackServer(silent()) as server, pytest.raises(ModelUnavailable):
        put(server.base_url, timeout=60, retry=RetryLimits(attempts=50, seconds=0.6, first_wait=0.01))
    assert time.monotonic() - began < 5


@both
def test_a_flood_is_not_read_to_its_end(put: Put) -> None:
    """A body larger than any letter is left, and the address is doubted."""
    with LoopbackServer(raw(b" " * 9_000_000)) as server, pytest.raises(ModelRejected, match="larger than any letter"):
        put(server.base_url)


@both
def test_nobody_at_the_address_is_safe_to_retry(put: Put) -> None:
    """A refused connection names the network and the address."""
    with pytest.raises(ModelUnavailable, match="check the network, and OPENAI_BASE_URL") as caught:
        put(closed_url())
    assert spent(caught.value) == Usage(3)


@both
def test_an_unknown_host_is_safe_to_retry(put: Put) -> None:
    """A name that does not resolve is told as what it is."""
    with pytest.raises(ModelUnavailable, match=r"model\.invalid"):
        put("http://model.invalid/v1", retry=RetryLimits(attempts=1))


def refusing(name: str) -> Scripted:
    """Answer well, but reject the limit of the answer under one name, as servers do."""

    def answer(request: Recorded) -> Answer:
        if name in request.body:
            return status(
                400, f"Unsupported parameter: '{name}' is not supported with this model.", param=name, code="unsupported_parameter"
            )
        return well("A letter.")

    return answer


@both
def test_the_limit_is_asked_for_under_its_other_name_once(put: Put) -> None:
    """A server that knows the limit by the newer name only is asked again at once, even with one attempt allowed."""
    with LoopbackServer(refusing("max_tokens")) as server:
        reply = put(server.base_url, retry=RetryLimits(attempts=1))
    assert reply.usage.requests == 2
    assert "max_tokens" not in server.bodies[1]
    assert server.bodies[1]["max_completion_tokens"] == 300


def test_the_name_that_works_is_kept_for_later_asks() -> None:
    """The second ask of the same model does not try the wrong name again."""
    with LoopbackServer(refusing("max_tokens")) as server, OpenAIModel("m-1", KEY, server.base_url, retry=QUICK) as model:
        assert model.ask(ASK).usage.requests == 2
        assert model.ask(ASK).usage.requests == 1


@both
def test_a_server_that_rejects_both_names_is_told_once(put: Put) -> None:
    """The fall-back is tried once, and then the rejection stands."""
    with LoopbackServer(status(400, "Neither max_tokens nor max_completion_tokens.")) as server, pytest.raises(ModelRejected):
        put(server.base_url)
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("base_url", "name"),
    [
        (None, Ceiling.COMPLETION),
        ("https://api.openai.com/v1", Ceiling.COMPLETION),
        ("https://firm.openai.azure.com/openai/v1", Ceiling.COMPLETION),
        ("https://api.example/v1", Ceiling.TOKENS),
        ("http://127.0.0.1:8080/v1", Ceiling.TOKENS),
    ],
)
def test_openai_is_sent_the_newer_name(base_url: str | None, name: Ceiling, monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenAI's own reasoning models refuse the older name; servers that copy its protocol may drop the newer one in silence."""
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    model = OpenAIModel("m-1", KEY, base_url)
    assert model._server.ceiling is name  # pyright: ignore[reportPrivateUsage]
    assert model.is_openai is (name is Ceiling.COMPLETION)


@both
def test_a_proxy_does_not_stand_before_this_machine(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """A loopback address is reached directly whatever the proxy variables say."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with LoopbackServer(well("x")) as server:
        assert put(server.base_url).text == "x"


@both
def test_a_broken_proxy_variable_is_an_input_error(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that the client package cannot use is named with its variable."""
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "gopher://nowhere:1")
    with pytest.raises(InputError, match="check HTTPS_PROXY"):
        put("https://api.example/v1")


def test_a_client_of_the_users_own_is_used_without_its_retries() -> None:
    """A client passed in sends the requests; its two retries do not multiply ours, and it stays open."""
    with LoopbackServer(status(500), status(500), status(500), well("x")) as server:
        client = openai.OpenAI(api_key=KEY, base_url=server.base_url, max_retries=2, default_headers={"x-mine": "yes"})
        with OpenAIModel("m-1", client=client, retry=QUICK) as model, pytest.raises(ModelUnavailable):
            model.ask(ASK)
        assert len(server.requests) == 3
        assert server.requests[0].headers["x-mine"] == "yes"
        assert not client.is_closed()
        client.close()


def test_an_asynchronous_client_of_the_users_own_is_used() -> None:
    """The asynchronous face takes an asynchronous client."""

    async def talk(base_url: str) -> str:
        async with openai.AsyncOpenAI(api_key=KEY, base_url=base_url) as client:
            return (await AsyncOpenAIModel("m-1", client=client, timeout=5).ask(ASK)).text

    with LoopbackServer(well("x")) as server:
        assert asyncio.run(talk(server.base_url)) == "x"


def test_a_client_of_the_wrong_kind_is_refused() -> None:
    """A client that is asynchronous, synchronous or no client at all says which face takes it."""
    with pytest.raises(InputError, match=r"AsyncOpenAI, and an openai\.OpenAI is needed"):
        OpenAIModel("m-1", client=openai.AsyncOpenAI(api_key=KEY))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with openai.OpenAI(api_key=KEY) as client, pytest.raises(InputError, match=r"OpenAI, and an openai\.AsyncOpenAI is needed"):
        AsyncOpenAIModel("m-1", client=client)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(InputError, match="is a str"):
        OpenAIModel("m-1", client="client")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"name": " "}, "ESCALATE_AI_MODEL"),
        ({"name": "m\n1"}, "control character"),
        ({"name": "m-1", "timeout": 0.0}, "no time"),
        ({"name": "m-1", "api_key": "sk-a\nb"}, "line break"),
        ({"name": "m-1", "api_key": None}, "OPENAI_API_KEY"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_sent(
    arguments: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names, timeouts and keys that cannot be right are input errors."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    with pytest.raises(InputError, match=said):
        OpenAIModel(**({"api_key": KEY} | arguments))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_client_and_key_together_are_refused() -> None:
    """A client knows its own key and address."""
    with openai.OpenAI(api_key=KEY) as client, pytest.raises(InputError, match="one or the other"):
        OpenAIModel("m-1", KEY, client=client)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Key and address come from the environment where nothing is passed."""
    with LoopbackServer(well("x")) as server:
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        with OpenAIModel("m-1") as model:
            assert model.ask(ASK).text == "x"
            assert f"http://{model.host}/v1" == server.base_url
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_an_address_alone_sends_a_placeholder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server without keys is sent one that is no key."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with LoopbackServer(well("x")) as server, OpenAIModel("m-1", base_url=server.base_url) as model:
        model.ask(ASK)
    assert server.requests[0].headers["authorization"] == "Bearer no-key-needed"


def test_neither_representation_nor_log_shows_the_key() -> None:
    """A model can be printed, and the client package's most talkative log holds no key."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logger = logging.getLogger()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        with LoopbackServer(status(401, KEY)) as server, OpenAIModel("m-1", KEY, server.base_url) as model:
            with pytest.raises(ModelRejected):
                model.ask(ASK)
            assert KEY not in repr(model)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    assert KEY not in log.getvalue()


def test_a_model_that_goes_out_of_use_closes_its_connections() -> None:
    """Who forgets to close a synchronous model leaves no socket open."""
    with LoopbackServer(well("x")) as server:
        model = OpenAIModel("m-1", KEY, server.base_url)
        model.ask(ASK)
        client = model._client  # pyright: ignore[reportPrivateUsage]
        assert client is not None
        del model
        gc.collect()
        assert client.is_closed()


def test_a_closed_model_opens_again() -> None:
    """Closing is for connections, not for the model."""
    with LoopbackServer(well("x")) as server, OpenAIModel("m-1", KEY, server.base_url) as model:
        model.ask(ASK)
        model.close()
        model.close()
        assert model.ask(ASK).text == "x"


def test_one_model_serves_several_event_loops() -> None:
    """An asynchronous model survives a second `asyncio.run`."""

    async def talk(model: AsyncOpenAIModel) -> str:
        async with model:
            return (await model.ask(ASK)).text

    with LoopbackServer(well("x")) as server:
        model = AsyncOpenAIModel("m-1", KEY, server.base_url)
        assert [asyncio.run(talk(model)), asyncio.run(talk(model))] == ["x", "x"]


def test_many_asks_at_once_share_one_model() -> None:
    """Asks that run together do not mix up answers or usage."""

    def echo(request: Recorded) -> Answer:
        said = request.body["messages"][0]["content"]
        return well(said) if len(server.requests) % 3 else status(503)

    async def talk(base_url: str) -> list[Reply]:
        async with AsyncOpenAIModel("m-1", KEY, base_url, retry=RetryLimits(8, 20, 0.01)) as model:
            return await asyncio.gather(*(model.ask(Ask((Message("user", str(n)),))) for n in range(24)))

    with LoopbackServer(echo) as server:
        replies = asyncio.run(talk(server.base_url))
    assert [reply.text for reply in replies] == [str(n) for n in range(24)]
    assert sum(reply.usage.requests for reply in replies) == len(server.requests)


def test_a_cancelled_ask_ends_at_once() -> None:
    """Cancellation is not taken for a failure that may pass."""

    async def talk(base_url: str) -> None:
        async with AsyncOpenAIModel("m-1", KEY, base_url) as model, asyncio.timeout(0.2):
            await model.ask(ASK)

    began = time.monotonic()
    with LoopbackServer(silent()) as server, pytest.raises(TimeoutError):
        asyncio.run(talk(server.base_url))
    assert time.monotonic() - began < 3
    assert len(server.requests) == 1


def test_an_interrupt_comes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C during a wait is neither retried nor told as anything else."""

    def interrupt(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", interrupt)
    with LoopbackServer(status(503)) as server, pytest.raises(KeyboardInterrupt):
        put_sync(server.base_url)
    assert len(server.requests) == 1


def test_a_prompt_with_a_lone_surrogate_is_sent() -> None:
    """A draft with half a character in it does not break the request."""
    with LoopbackServer(well("x")) as server:
        put_sync(server.base_url, ask=Ask((Message("user", "a\ud800b"),)))
    assert server.bodies[0]["messages"][0]["content"] == "a\ufffdb"


def test_a_client_that_cannot_send_is_a_rejection() -> None:
    """An error of the client package itself, such as a failing source of keys, says to check key, address and client."""

    def no_key() -> str:
        raise openai.OpenAIError("the vault is sealed")

    client = openai.OpenAI(api_key=no_key, base_url=closed_url())
    with client, pytest.raises(ModelRejected, match=r'could not be sent: "the vault is sealed"\. Check OPENAI_API_KEY'):
        OpenAIModel("m-1", client=client, retry=QUICK).ask(ASK)


def test_a_fault_of_the_users_own_code_comes_through() -> None:
    """What is no failure of the wire is neither retried nor renamed."""

    def broken() -> str:
        raise ZeroDivisionError

    with openai.OpenAI(api_key=broken, base_url=closed_url()) as client, pytest.raises(ZeroDivisionError):
        OpenAIModel("m-1", client=client, retry=QUICK).ask(ASK)


def test_a_fault_of_the_users_own_asynchronous_code_comes_through() -> None:
    """The asynchronous face hides no more than the other."""

    async def broken() -> str:
        raise ZeroDivisionError

    async def talk() -> None:
        async with openai.AsyncOpenAI(api_key=broken, base_url=closed_url()) as client:
            await AsyncOpenAIModel("m-1", client=client, retry=QUICK).ask(ASK)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(talk())


@both
@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_refused_and_nothing_is_sent_on(put: Put, code: int) -> None:
    """What a case says never reaches a host that was not named; the error tells where it would have gone and what to do."""
    with LoopbackServer(filled(subject="Kettles")) as elsewhere:
        place = elsewhere.base_url.replace("://", "://user:hidden@")
        with (
            LoopbackServer(status(code, headers={"Location": f"{place}/chat/completions?token=hidden"})) as server,
            pytest.raises(ModelRejected, match="OPENAI_BASE_URL") as caught,
        ):
            put(server.base_url)
    assert (len(server.requests), elsewhere.requests) == (1, [])
    assert f"sends the request on to {elsewhere.base_url}/chat/completions (HTTP {code})" in caught.value.message
    assert "hidden" not in str(caught.value)


def test_a_redirect_to_nowhere_is_told_without_the_key() -> None:
    """A Location that is no URL, is relative, or repeats the key makes a clean sentence."""
    with LoopbackServer(status(307, headers={"Location": "http://[bad"})) as server, pytest.raises(ModelRejected, match="no URL"):
        put_sync(server.base_url)
    with LoopbackServer(status(307, headers={"Location": f"/v2/{KEY}"})) as server, pytest.raises(ModelRejected) as caught:
        put_sync(server.base_url)
    assert KEY not in str(caught.value)
    with LoopbackServer(status(302)) as server, pytest.raises(ModelRejected, match="ends in /v1"):
        put_sync(server.base_url)
