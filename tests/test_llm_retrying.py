"""What is tried again, after how long, and when it ends; and what each end is told as."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalate_ai.errors import InputError, ModelRejected, ModelUnavailable
from escalate_ai.llm.failures import SPENT, Failure, FailureKind, told
from escalate_ai.llm.retrying import RetryLimits, gives_up, seconds_asked, transient, wait_for

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
LIMITS = RetryLimits()
TRANSIENT = {408, 409, 425, 429, *range(500, 600)} - {501}


@pytest.mark.parametrize("status", range(300, 600))
def test_every_status_is_transient_or_not(status: int) -> None:
    """Time outs, locks, limits and faults of the server may pass; everything else may not."""
    assert transient(Failure(FailureKind.STATUS, status)) is (status in TRANSIENT)


@pytest.mark.parametrize("code", sorted(SPENT))
def test_a_spent_quota_never_passes(code: str) -> None:
    """A 429 that means an empty account is no rate limit."""
    assert not transient(Failure(FailureKind.STATUS, 429, code))


def test_a_server_that_says_not_to_retry_is_obeyed() -> None:
    """A final error is final also with a status that usually passes."""
    assert not transient(Failure(FailureKind.STATUS, 503, final=True))


@pytest.mark.parametrize("kind", [kind for kind in FailureKind if kind is not FailureKind.STATUS])
def test_every_other_kind_is_transient_or_not(kind: FailureKind) -> None:
    """Broken, late and empty answers may pass; a web page, a wrong certificate and a flood do not."""
    lasting = {FailureKind.NOT_AN_API, FailureKind.CERTIFICATE, FailureKind.TOO_LARGE, FailureKind.CLIENT}
    assert transient(Failure(kind)) is (kind not in lasting)


def test_waits_double_up_to_a_bound() -> None:
    """Without word from the server the wait doubles, and stays under eight seconds."""
    failure = Failure(FailureKind.TIMEOUT)
    assert [wait_for(failure, attempt, LIMITS) for attempt in (1, 2, 3, 4, 5, 6, 2000)] == [0.5, 1, 2, 4, 8, 8, 8]


def test_jitter_takes_up_to_a_quarter_off() -> None:
    """Clients that failed together do not come back together."""
    assert wait_for(Failure(FailureKind.TIMEOUT), 2, LIMITS, jitter=1.0) == 0.75


def test_a_servers_wait_is_honoured_and_never_shortened() -> None:
    """Retry-After is a lower bound."""
    assert wait_for(Failure(FailureKind.STATUS, 429, retry_after=17.0), 1, LIMITS, jitter=1.0) == 17
    assert wait_for(Failure(FailureKind.STATUS, 429, retry_after=0.0), 3, LIMITS) == 2


def test_asking_under_the_other_name_waits_for_nothing_and_always_happens() -> None:
    """The renamed limit is asked again at once, even where one attempt is allowed."""
    failure = Failure(FailureKind.CEILING, 400)
    assert wait_for(failure, 1, LIMITS) == 0
    assert not gives_up(failure, 1, 0.0, 0.0, RetryLimits(attempts=1))


@pytest.mark.parametrize(
    ("attempt", "elapsed", "wait", "ends"),
    [
        (1, 0, 1, False),
        (3, 0, 1, False),
        (4, 0, 1, True),
        (2, 399.5, 1, True),
        (2, 300, 60, False),
        (1, 0, 60.1, True),
        (1, 0, math.inf, True),
    ],
)
def test_attempts_seconds_and_waits_are_all_bounded(attempt: int, elapsed: float, wait: float, ends: bool) -> None:
    """Each bound ends the call alone: attempts, seconds with the wait to come, or a wait that is too long."""
    assert gives_up(Failure(FailureKind.TIMEOUT), attempt, elapsed, wait, LIMITS) is ends


@pytest.mark.parametrize(
    ("milliseconds", "after", "seconds"),
    [
        (None, "7", 7),
        (None, "0.5", 0.5),
        (None, " 12 ", 12),
        (None, "-3", 0),
        ("1500", "7", 1.5),
        ("soon", "7", 7),
        (None, "nan", None),
        (None, "inf", math.inf),
        (None, "Mon, 23 Nov 2026 12:00:30 GMT", 30),
        (None, "Mon, 23 Nov 2026 11:00:00 GMT", 0),
        (None, "Mon, 23 Nov 2026 12:00:30", None),
        (None, "soon", None),
        (None, "", None),
        (None, None, None),
    ],
)
def test_retry_after_is_read_in_every_form(milliseconds: str | None, after: str | None, seconds: float | None) -> None:
    """Milliseconds, seconds and HTTP dates are read; what is none of these is no word at all."""
    assert seconds_asked(milliseconds, after, NOW) == seconds


@given(st.text(max_size=40), st.text(max_size=40))
def test_reading_retry_after_never_fails(milliseconds: str, after: str) -> None:
    """Whatever the server writes, the wait is a number of seconds or nothing."""
    seconds = seconds_asked(milliseconds, after, NOW)
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize("limits", [{"attempts": 0}, {"seconds": 0.0}, {"seconds": math.nan}, {"first_wait": -1.0}, {"longest_wait": -1.0}])
def test_limits_that_make_no_sense_are_refused(limits: dict[str, float]) -> None:
    """Limits under which nothing could be tried are an input error."""
    with pytest.raises(InputError, match="make no sense"):
        RetryLimits(**limits)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("failure", "advice"),
    [
        (Failure(FailureKind.STATUS, 400), "choose another model with --model"),
        (Failure(FailureKind.STATUS, 400, "context_length_exceeded"), "larger context with --model"),
        (Failure(FailureKind.STATUS, 401), "Check OPENAI_API_KEY"),
        (Failure(FailureKind.STATUS, 402), "check the plan and billing"),
        (Failure(FailureKind.STATUS, 403), "Check the key's project and permissions"),
        (Failure(FailureKind.STATUS, 404), "ESCALATE_AI_MODEL or --model"),
        (Failure(FailureKind.STATUS, 404, "model_not_found"), "ESCALATE_AI_MODEL or --model"),
        (Failure(FailureKind.STATUS, 405), "OPENAI_BASE_URL or --base-url"),
        (Failure(FailureKind.STATUS, 302), "OPENAI_BASE_URL or --base-url"),
        (Failure(FailureKind.STATUS, 413), "shorten the plan or the draft"),
        (Failure(FailureKind.STATUS, 422), "choose another model with --model"),
        (Failure(FailureKind.STATUS, 429, "insufficient_quota"), "check the plan and billing"),
        (Failure(FailureKind.NOT_AN_API), "does not look like an OpenAI-compatible server"),
        (Failure(FailureKind.CERTIFICATE), "SSL_CERT_FILE"),
        (Failure(FailureKind.TOO_LARGE), "OPENAI_BASE_URL or --base-url"),
        (Failure(FailureKind.CLIENT), "Check OPENAI_API_KEY"),
    ],
)
def test_every_rejection_says_what_to_do(failure: Failure, advice: str) -> None:
    """A rejection names the server and the variable or option to look at."""
    error = told(failure, host="api.example", model="m-1", attempts=1, seconds=0.1, may_pass=transient(failure))
    assert isinstance(error, ModelRejected)
    assert "api.example" in error.message
    assert advice in error.message


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (Failure(FailureKind.CONNECTION), "check the network, and OPENAI_BASE_URL"),
        (Failure(FailureKind.TIMEOUT), "choose a faster model"),
        (Failure(FailureKind.CUT), "broke off or is no JSON"),
        (Failure(FailureKind.EMPTY), "holds no text"),
        (Failure(FailureKind.STATUS, 429, said="Slow down."), 'HTTP 429 (too many requests): "Slow down". It is safe to retry'),
        (Failure(FailureKind.STATUS, 503, retry_after=99.2), "asks to wait at least 100 seconds first"),
        (Failure(FailureKind.STATUS, 503, retry_after=math.inf), "asks to wait for now first"),
    ],
)
def test_every_unavailability_says_that_it_is_safe_to_retry(failure: Failure, said: str) -> None:
    """What may pass says so, with attempts, seconds and reason."""
    error = told(failure, host="api.example", model="m-1", attempts=4, seconds=12.34, may_pass=transient(failure))
    assert isinstance(error, ModelUnavailable)
    assert "api.example after 4 attempts in 12.3 seconds" in error.message
    assert "safe to retry" in error.message
    assert said in error.message
