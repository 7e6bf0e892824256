"""What was found out about a case lately. In: a case, a policy and what else was asked. Out: the answer, made once.

A case is frozen, so that the same case on the same day under the same policy has the same answer for ever. The same case means the very
object, not an equal one: to compare two cases costs as much as many a rule. Decides nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.policy import Policy

T = TypeVar("T")
_MOST = 16


class Known(Generic[T]):
    """The answers for the cases asked about last, at most sixteen.

    An entry holds its case and policy, so that no other object can take their places in memory while it stands; a case nobody uses any more
    is let go once sixteen others have been asked about. Safe in threads: two that ask at once may both do the work, and get one answer.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[int, int, Hashable], tuple[Case, Policy, T]] = OrderedDict()

    def give(self, case: Case, policy: Policy, asked: Hashable, make: Callable[[], T]) -> T:
        """Give the answer for a case under a policy, making it where it is not known; what `make` raises is not kept."""
        key = (id(case), id(policy), asked)
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept[2]
        made = make()
        with self._lock:
            answer = self._kept.setdefault(key, (case, policy, made))[2]
            self._kept.move_to_end(key)
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)
            return answer
