"""How a command fails. In: an exception. Out: an exit code, a sentence, and a document where JSON was asked for. Writes nothing."""

from __future__ import annotations

from typing import NamedTuple

import click
from pydantic import BaseModel, JsonValue

from escalate_ai.cli.answer import Exit, as_json
from escalate_ai.errors import EscalateError, ModelError, NotReady, Where
from escalate_ai.terminal import visible

REPORT_IT = "this is a fault of escalate-ai, not of your input; please report it with the command you ran (--debug shows the traceback)"

FAULTS_SUMMED = 3
"""Faults that stand in the message itself."""
ARGUMENTS = frozenset({"rung", "because", "allow", "model", "as_of", "base_url", "draft"})
"""Arguments of ours that are options here."""


class Failure(NamedTuple):
    """A failed command in all the forms it is told in."""

    code: Exit
    kind: str
    message: str
    where: Where | None = None
    faults: tuple[tuple[str, Where], ...] = ()
    outcome: object | None = None
    hint: str | None = None
    shown: str = ""
    """What goes to standard output all the same, where JSON was not asked for."""

    @property
    def spoken(self) -> str:
        """What stands on standard error."""
        lines = [f"error: {self.message}"]
        if self.faults:
            lines += [f"  {where}: {text}" if str(where) else f"  {text}" for text, where in self.faults]
        elif self.where and (self.where.file or self.where.line):
            lines = [f"error: {self.where}: {self.message}"]
        said = "\n".join([*lines, *([self.hint] if self.hint else [])])
        return "".join(f"{visible(line)}\n" for line in said.splitlines())

    @property
    def document(self) -> str:
        """What stands on standard output where JSON was asked for."""
        outcome: JsonValue = self.outcome.model_dump(mode="json") if isinstance(self.outcome, BaseModel) else None
        error: dict[str, JsonValue] = {"kind": self.kind, "message": self._summed_up(), "where": _place(self.where)}
        if self.faults:
            error["faults"] = [{"message": text, "where": _place(where)} for text, where in self.faults]
        return as_json({"error": error, "outcome": outcome})

    def _summed_up(self) -> str:
        """Give the message with the first faults in it: a log that keeps nothing else has what it needs."""
        first = [f"{text} ({place})" if (place := _in_file(where)) else text for text, where in self.faults[:FAULTS_SUMMED]]
        rest = len(self.faults) - len(first)
        return f"{self.message}: {'; '.join([*first, *([f'and {rest} more, see faults'] if rest else [])])}" if first else self.message


class UnfinishedError(Exception):
    """A command failed when there was something to keep already: what came of it so far goes out with the error."""

    def __init__(self, error: EscalateError, outcome: object | None, shown: str) -> None:
        super().__init__(error.message)
        self.error, self.outcome, self.shown = error, outcome, shown


def failure(error: BaseException) -> Failure:
    """Give what is told about an exception, whoever raised it."""
    if isinstance(error, UnfinishedError):
        told = failure(error.error)
        # NotReady means a bundle with something missing here: the letter is accepted, and the input is to be mended.
        code = Exit.WRONG_INPUT if told.code is Exit.NOT_READY else told.code
        return told._replace(code=code, outcome=error.outcome, shown=error.shown)
    kind = type(error).__name__
    if isinstance(error, EscalateError):
        faults = tuple((fault.message, fault.where) for fault in error.faults)
        return Failure(_code(error), kind, error.message, _option(error.where), faults, getattr(error, "outcome", None))
    if isinstance(error, click.UsageError):
        return _usage(error)
    if isinstance(error, click.ClickException):
        return Failure(Exit.WRONG_INPUT, kind, error.format_message())
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return Failure(Exit.INTERRUPTED, "Interrupted", "interrupted; nothing was sent to Amazon and nothing half-written stays behind")
    return Failure(Exit.OUR_FAULT, kind, f"{REPORT_IT}: {kind}: {_one_line(str(error))}")


def _code(error: EscalateError) -> Exit:
    if isinstance(error, ModelError):
        return Exit.MODEL_FAILED
    return Exit.NOT_READY if isinstance(error, NotReady) else Exit.WRONG_INPUT


def _usage(error: click.UsageError) -> Failure:
    param = getattr(error, "param", None)
    name = (
        (getattr(error, "param_hint", None) or (param and param.get_error_hint(error.ctx)))
        if param
        else getattr(error, "option_name", None)
    )
    where = Where(key=str(name).strip("'")) if name else None
    hint = f"Try '{error.ctx.command_path} --help'." if error.ctx else None
    return Failure(Exit.WRONG_INPUT, type(error).__name__, _one_line(error.format_message()), where, hint=hint)


def _in_file(where: Where) -> str:
    return str(Where(None, where.line, where.key))


def _option(where: Where | None) -> Where | None:
    """Name an argument as the command line does: `--rung` for `rung`."""
    if where is None or where.file is not None or where.key not in ARGUMENTS:
        return where
    return Where(key=f"--{where.key.replace('_', '-')}")


def _place(where: Where | None) -> JsonValue:
    return {"file": where.file, "line": where.line, "key": where.key} if where else None


def _one_line(text: str) -> str:
    return " ".join(text.split())[:500]
