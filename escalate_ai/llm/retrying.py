"""When an attempt is made again, and after how long. In: the facts of a failure, and limits. Out: decisions, and the two retriers.

May not touch: the network, an SDK. Tenacity alone retries: the SDK is told to make one attempt. What is transient is a list, not a guess.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypedDict

from escalate_ai.errors import InputError
from escalate_ai.llm.failures import SPENT, AttemptFailed, Failure, FailureKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tenacity import AsyncRetrying, RetryCallState, Retrying

TRANSIENT_KINDS = frozenset({FailureKind.CONNECTION, FailureKind.TIMEOUT, FailureKind.CUT, FailureKind.EMPTY, FailureKind.CEILING})
TRANSIENT_STATUSES = frozenset({408, 409, 425, 429})
"""Besides 500 and above: time out, a lock held by another request, too early, too many requests."""
_NOT_IMPLEMENTED = 501
_SERVER_ERRORS = 500
_LONGEST_BACKOFF = 8.0
_JITTER = 0.25


@dataclass(frozen=True, slots=True)
class RetryLimits:
    """How long a call may be tried: attempts and seconds in all, the first wait, and the longest wait a server may ask for (in seconds)."""

    attempts: int = 4
    seconds: float = 400.0
    first_wait: float = 0.5
    longest_wait: float = 60.0

    def __post_init__(self) -> None:
        """Refuse limits under which no attempt could be made."""
        if self.attempts < 1 or not self.seconds > 0 or not self.first_wait >= 0 or not self.longest_wait >= 0:
            message = f"Retry limits make no sense ({self}): give at least 1 attempt, more than 0 seconds, and no negative wait."
            raise InputError(message)


def transient(failure: Failure) -> bool:
    """Tell whether the same call may work a little later."""
    if failure.kind is not FailureKind.STATUS:
        return failure.kind in TRANSIENT_KINDS
    status = failure.status or 0
    if failure.final or failure.code in SPENT or status == _NOT_IMPLEMENTED:
        return False
    return status in TRANSIENT_STATUSES or status >= _SERVER_ERRORS


def wait_for(failure: Failure, attempt: int, limits: RetryLimits, jitter: float = 0.0) -> float:
    """Give the seconds to wait after attempt number `attempt` (from 1): doubling, up to a quarter less by `jitter` (0 to 1).

    Never shorter than the server's Retry-After, however long that is: whether it is too long is for `gives_up` to say.
    """
    if failure.kind is FailureKind.CEILING:
        return 0.0
    doubled = limits.first_wait * 2.0 ** min(attempt - 1, 10)
    backoff = min(doubled, _LONGEST_BACKOFF, limits.longest_wait) * (1 - _JITTER * jitter)
    return max(backoff, failure.retry_after or 0.0)


def gives_up(failure: Failure, attempt: int, elapsed: float, wait: float, limits: RetryLimits) -> bool:
    """Tell whether a transient failure ends the call: attempts or seconds are spent, or the server asks for too long a wait."""
    if failure.kind is FailureKind.CEILING:
        return False
    return attempt >= limits.attempts or wait > limits.longest_wait or elapsed + wait >= limits.seconds


def seconds_asked(milliseconds: str | None, after: str | None, now: datetime) -> float | None:
    """Read `retry-after-ms` and `Retry-After` (seconds, or an HTTP date) as seconds from now; None where there is nothing to read."""
    for text, unit in ((milliseconds, 1000), (after, 1)):
        seconds = _number(text)
        if seconds is not None:
            return max(seconds / unit, 0.0)
    if not after:
        return None
    try:
        moment = parsedate_to_datetime(after)
        return max((moment - now).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return None if math.isnan(number) else number


class _Policy(TypedDict):
    retry: Callable[[RetryCallState], bool]
    wait: Callable[[RetryCallState], float]
    stop: Callable[[RetryCallState], bool]
    reraise: bool


def retrier(limits: RetryLimits) -> Retrying:
    """Give a retrier that makes attempts within the limits; the last failure comes out as it is."""
    from tenacity import Retrying  # noqa: PLC0415 - imported when the first call is made

    return Retrying(**_policy(limits))


def async_retrier(limits: RetryLimits) -> AsyncRetrying:
    """Give the retrier to await; it decides exactly as `retrier`."""
    from tenacity import AsyncRetrying  # noqa: PLC0415 - imported when the first call is made

    return AsyncRetrying(**_policy(limits))


def _policy(limits: RetryLimits) -> _Policy:
    def again(state: RetryCallState) -> bool:
        failure = _failure(state)
        return failure is not None and transient(failure)

    def pause(state: RetryCallState) -> float:
        failure = _failure(state)
        return 0.0 if failure is None else wait_for(failure, state.attempt_number, limits, random.random())  # noqa: S311 - spreads load

    def enough(state: RetryCallState) -> bool:
        failure = _failure(state)
        elapsed = state.seconds_since_start or 0.0
        return failure is None or gives_up(failure, state.attempt_number, elapsed, state.upcoming_sleep, limits)

    return {"retry": again, "wait": pause, "stop": enough, "reraise": True}


def _failure(state: RetryCallState) -> Failure | None:
    error = state.outcome.exception() if state.outcome is not None else None
    return error.failure if isinstance(error, AttemptFailed) else None
