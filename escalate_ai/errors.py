"""Every exception of the library. In: what went wrong and where. Out: one sentence a person can act on. Imports nothing.

    EscalateError
    ├── InputError            the call or a file is wrong (exit 2)
    │   ├── CaseError         a case folder or file; carries every fault found, not the first
    │   ├── DraftError        a text given to be read: a plan, a letter, a draft
    │   └── PolicyError       a policy file
    ├── PromptError           templates and budgets (exit 2)
    │   ├── TemplateNotFound
    │   ├── VariablesMismatch
    │   └── BudgetExceeded
    ├── ModelError            the model or the way to it (exit 4); may carry the outcome so far
    │   ├── ModelUnavailable  no connection, time out, overloaded: safe to retry later
    │   ├── ModelRejected     wrong key, unknown model, spent quota: retrying changes nothing
    │   ├── ModelRefused      the model declined to write
    │   └── ReplyTruncated    the answer was cut off at the token limit
    ├── NotReady              a submission was asked for where there is nothing to send (exit 3)
    └── BatchError            a batch run

A message says what is wrong, which value, where, and what to do. All of them survive pickling.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """The place a message is about: a file, its line (from 1) and the dotted key, each where known."""

    file: str | None = None
    line: int | None = None
    key: str | None = None

    def __str__(self) -> str:
        """Write the place as `case.yaml:12, key seller.marketplace`."""
        place = self.file or ""
        if self.line is not None:
            place += f":{self.line}" if place else f"line {self.line}"
        return ", ".join(part for part in (place, f"key {self.key}" if self.key else "") if part)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: the sentence, and the place it is about."""

    message: str
    where: Where = Where()

    def __str__(self) -> str:
        """Write the fault as one line, the place first."""
        place = str(self.where)
        return f"{place}: {self.message}" if place else self.message


FAULTS_LISTED = 50
"""Faults that one error lists; nobody mends more at once."""


def listed(faults: Iterable[Fault], more: int = 0) -> tuple[Fault, ...]:
    """Give the first faults, and one that counts the rest and the `more` that were not worded."""
    every = tuple(faults)
    rest = len(every[FAULTS_LISTED:]) + more
    if not rest:
        return every
    return (*every[:FAULTS_LISTED], Fault(f"and {rest:,} more of the same kind; mend these first", Where(every[0].where.file)))


class EscalateError(Exception):
    """The root of everything this library raises on purpose.

    Args:
        message: What is wrong and what to do, one sentence or two.
        where: The place it is about, where there is one.
        faults: Every fault found, where one message stands for several.

    """

    def __init__(self, message: str, where: Where | None = None, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.where = where or (faults[0].where if faults else None)
        self.faults = faults

    def __reduce__(self) -> tuple[object, ...]:
        """Keep all fields through pickling, which by default replays `args` alone."""
        return (type(self), (self.message, self.where, self.faults), self.__dict__)

    def __str__(self) -> str:
        """Write every fault on a line of its own, or the message with its place."""
        if self.faults:
            return "\n".join([self.message, *(f"  {fault}" for fault in self.faults)])
        return str(Fault(self.message, self.where)) if self.where else self.message


class InputError(EscalateError):
    """The call, a file or a value in it is wrong; nothing was done and nothing was lost."""


class CaseError(InputError):
    """A case cannot be read; `faults` lists everything wrong with it."""


class DraftError(InputError):
    """A text given to be read (plan, letter, draft) cannot be."""


class PolicyError(InputError):
    """A policy file cannot be read or holds a value that makes no sense."""


class PromptError(EscalateError):
    """A prompt cannot be made from its templates."""


class TemplateNotFound(PromptError):
    """A template that the library renders stands neither in the given folder nor in the package."""


class VariablesMismatch(PromptError):
    """A template asks for a variable that it is not given, or does not render."""


class BudgetExceeded(PromptError):
    """The prompt does not fit the token budget even with everything optional left out."""


class ModelError(EscalateError):
    """The model, or the way to it, failed.

    `usage` is what this call cost before it was given up (an `escalate_ai.llm.ask.Usage`), `outcome` what came of the whole loop so far;
    each is None where there was none.
    """

    outcome: object | None = None
    usage: object | None = None


class ModelUnavailable(ModelError):
    """No connection, no answer in time, or an overloaded server, after every retry: safe to try again later."""


class ModelRejected(ModelError):
    """The server will not serve this call (key, model, quota, request): trying again changes nothing."""


class ModelRefused(ModelError):
    """The model declined to write this letter."""


class ReplyTruncated(ModelError):
    """The answer was cut off at the token limit and cannot be used."""


class NotReady(EscalateError):
    """A submission was asked for where no letter is to be sent now."""


class BatchError(EscalateError):
    """A batch run cannot be started, continued or collected."""
