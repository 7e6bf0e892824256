"""The options that commands share, and how their words become values. In: what was typed. Out: dates, rungs, policies, allowed rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import click

from escalate_ai.case.case import Case
from escalate_ai.errors import InputError, Where
from escalate_ai.policy import Policy
from escalate_ai.rules.catalogue import rule_of
from escalate_ai.terms import LETTER_RUNGS

Command = TypeVar("Command", bound=Callable[..., object])


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        text = str(value).strip()
        try:
            if len(text) != len("2026-11-20"):
                raise ValueError(text)  # noqa: TRY301  the one shape allowed; fromisoformat takes more
            return date.fromisoformat(text)
        except ValueError:
            self.fail(f"{text!r} is no date; write YYYY-MM-DD, like 2026-11-20", param, ctx)


class _AllowedRule(click.ParamType[tuple[str, str]]):
    name = "code=reason"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        code, sign, reason = str(value).partition("=")
        if not sign or not reason.strip():
            self.fail(f"{value!r} gives no reason; write CODE=REASON, like FM110='the client writes at grade 15'", param, ctx)
        try:
            return rule_of(code).code, reason.strip()
        except InputError as error:
            raise InputError(error.message, Where(key="--allow")) from None


def today() -> date:
    """Give the day it is where the command runs."""
    return datetime.now().astimezone().date()


def format_option(*more: str) -> Callable[[Command], Command]:
    """Give the `--format` option: text, json, and what else a command can write."""
    return click.option(
        "--format", "form", type=click.Choice(["text", "json", *more]), default="text", show_default=True, help="How the result is written."
    )


debug_option = click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback where something fails.")
as_of_option = click.option("--as-of", type=_Day(), metavar="DATE", help="The day the letter is for, YYYY-MM-DD.  [default: today]")
offline_option = click.option("--offline", is_flag=True, help="Open no connection: the embedded composer writes.")
policy_option = click.option(
    "--policy", "policy_file", type=click.Path(path_type=Path), metavar="FILE", help="A TOML file laid over the built-in policy."
)
rung_option = click.option(
    "--rung", type=click.Choice([rung.value for rung in LETTER_RUNGS]), help="Write on this rung; off the advised one --because is needed."
)
because_option = click.option("--because", metavar="TEXT", help="Why another rung than the advised one.")
draft_option = click.option("--draft", type=click.Path(path_type=Path), metavar="FILE", help="The client's own attempt, to be rewritten.")
model_option = click.option("--model", metavar="NAME", help="The model that writes.  [default: ESCALATE_AI_MODEL]")
base_url_option = click.option("--base-url", metavar="URL", help="An OpenAI-compatible server.  [default: OPENAI_BASE_URL]")
prompts_option = click.option(
    "--prompts",
    "prompts_folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of templates that replace the built-in ones.",
)
allow_option = click.option("--allow", "allowed", type=_AllowedRule(), multiple=True, help="Silence a rule, and say why; may be repeated.")
case_argument = click.argument("case_path", metavar="CASE", type=click.Path(path_type=Path))


def read_options(*more: str) -> Callable[[Command], Command]:
    """Give the options of every command that reads a case, `--format` with its further forms."""

    def put_on(command: Command) -> Command:
        for option in (debug_option, policy_option, offline_option, format_option(*more), as_of_option):
            command = option(command)
        return command

    return put_on


def loaded(case_path: Path, policy_file: Path | None) -> tuple[Case, Policy]:
    """Give the case and the policy it is read under.

    Raises:
        CaseError: The case cannot be read; lists every fault.
        PolicyError: The policy file is wrong.

    """
    policy = Policy.load(policy_file)
    return Case.load(case_path, policy), policy


def reasons(allowed: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Give the silenced rules with their reasons.

    Raises:
        InputError: One rule is given two reasons.

    """
    given: dict[str, str] = {}
    for code, reason in allowed:
        if given.setdefault(code, reason) != reason:
            msg = f"{code} is allowed twice with different reasons; give one"
            raise InputError(msg, Where(key="--allow"))
    return given
