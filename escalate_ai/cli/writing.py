"""`rewrite` and `prompts`: the main job, and what a model would be sent. In: a case. Out: the outcome, or messages that nobody has sent."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack

import click
from pydantic import JsonValue

from escalate_ai.cli import show_html, show_outcome, show_readiness
from escalate_ai.cli.answer import Answer, Exit, as_json, as_text, plain
from escalate_ai.cli.failing import UnfinishedError
from escalate_ai.cli.options import (
    allow_option,
    base_url_option,
    because_option,
    case_argument,
    draft_option,
    loaded,
    model_option,
    prompts_option,
    read_options,
    reasons,
    rung_option,
    today,
)
from escalate_ai.cli.submitting import format_options
from escalate_ai.errors import EscalateError, InputError, ModelError, Where
from escalate_ai.escalator import Escalator
from escalate_ai.ladder import Readiness
from escalate_ai.llm.ask import Ask, Message, Reply
from escalate_ai.llm.tokens import count_messages
from escalate_ai.outcome import Outcome
from escalate_ai.policy import Policy
from escalate_ai.submission.folder import free_folder
from escalate_ai.submission.formats import USUAL
from escalate_ai.submission.letterhead import Letterhead
from escalate_ai.terminal import Ink, Row, visible
from escalate_ai.terms import Rung


class WriterOptions(TypedDict):
    """What both commands are told beside the case."""

    as_of: date | None
    because: str | None
    draft: Path | None
    form: str
    model: str | None
    base_url: str | None
    offline: bool
    policy_file: Path | None
    prompts_folder: Path | None
    rung: str | None


class RewriteOptions(WriterOptions):
    """What `rewrite` alone is told."""

    allowed: tuple[tuple[str, str], ...]
    formats: tuple[str, ...] | None
    letterhead: Path | None
    out: Path | None
    rounds: int | None


@click.command(short_help="Turn a case into a checked escalation letter.")
@case_argument
@model_option
@base_url_option
@rung_option
@because_option
@click.option("--rounds", type=click.IntRange(0, 10), help="Repairs after the model's first answer.  [default: the policy's]")
@draft_option
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write the whole submission into this new or empty folder.")
@format_options
@allow_option
@prompts_option
@read_options("html")
def rewrite(case_path: Path, **given: Unpack[RewriteOptions]) -> Answer:
    """Turn a case into an escalation letter that has passed every check.

    Without OPENAI_API_KEY and OPENAI_BASE_URL the embedded composer writes, and no connection is opened.

    Exit code 0: an accepted letter; 1: the best letter is not accepted; 3: the ladder says no letter now.
    """
    out, allow = given["out"], reasons(given["allowed"])
    if out is not None:
        free_folder(out)
    elif given["formats"] or given["letterhead"]:
        raise InputError("--to and --letterhead are for the files of a submission: add --out DIR", Where(key="--out"))
    letterhead = Letterhead.load(given["letterhead"]) if given["letterhead"] else None
    case, policy = loaded(case_path, given["policy_file"])
    escalator = _escalator(given, policy)
    try:
        outcome = escalator.rewrite(
            case,
            as_of=given["as_of"] or today(),
            rung=Rung(given["rung"]) if given["rung"] else None,
            because=given["because"],
            rounds=given["rounds"],
            draft=given["draft"],
            allow=allow,
        )
    except ModelError as error:
        so_far = error.outcome if isinstance(error.outcome, Outcome) else None
        raise UnfinishedError(error, so_far, _shown(so_far, given["form"]) if so_far else "") from error
    return _answer(outcome, given["form"], out, given["formats"] or USUAL, letterhead)


def _answer(outcome: Outcome, form: str, out: Path | None, formats: tuple[str, ...], letterhead: Letterhead | None) -> Answer:
    if out is None:
        return Answer(_code(outcome), _shown(outcome, form))
    if not outcome.accepted:
        click.echo(f"nothing was written to {out}: there is no accepted letter", err=True)
        return Answer(_code(outcome), _shown(outcome, form))
    submission = outcome.submission(letterhead=letterhead)
    if blocking := submission.report.errors:
        click.echo(f"nothing was written to {out}: the submission is not complete", err=True)
        return Answer(Exit.NOT_ACCEPTED, _shown(outcome.model_copy(update={"blocked_by": blocking}), form))
    shown = _shown(outcome, form)
    try:
        submission.save(out, formats)
    except EscalateError as error:
        raise UnfinishedError(error, outcome, shown) from error
    click.echo(f"written to {out}", err=True)
    return Answer(Exit.DONE, shown)


def _code(outcome: Outcome) -> Exit:
    if outcome.accepted:
        return Exit.DONE
    return Exit.NOT_ACCEPTED if outcome.readiness.ready else Exit.NOT_READY


def _shown(outcome: Outcome, form: str) -> str:
    if form == "json":
        return as_json(outcome)
    if form == "html":
        return show_html.page(outcome)
    return as_text(lambda width: show_outcome.rows(outcome, width, wrapped=sys.stdout.isatty()))


@dataclass(slots=True)
class _Listener:
    """A model that answers nothing: what reaches it is what would be sent."""

    name: str
    asked: Ask | None = None

    def ask(self, ask: Ask, /) -> Reply:
        """Keep the first ask."""
        self.asked = self.asked or ask
        return Reply("")


@click.command(short_help="Show what a model would be sent.")
@case_argument
@model_option
@base_url_option
@rung_option
@because_option
@draft_option
@prompts_option
@read_options()
def prompts(case_path: Path, **given: Unpack[WriterOptions]) -> Answer:
    """Show what a model would be sent for a case, without sending it."""
    case, policy = loaded(case_path, given["policy_file"])
    listener = _Listener(given["model"] or policy.model.default_name)
    outcome = Escalator(listener, policy=policy, prompts=given["prompts_folder"]).rewrite(
        case,
        as_of=given["as_of"] or today(),
        rung=Rung(given["rung"]) if given["rung"] else None,
        because=given["because"],
        rounds=0,
        draft=given["draft"],
    )
    ask = listener.asked
    if ask is None:
        return _nothing_to_ask(outcome.readiness, given["form"])
    tokens = count_messages(ask.messages, listener.name, offline=True)
    asked: dict[str, JsonValue] = {
        "messages": [{"role": said.role, "content": said.content} for said in ask.messages],
        "schema": plain(ask.schema),
        "tokens": tokens.tokens,
    }
    if given["form"] == "json":
        return Answer(Exit.DONE, as_json(asked))
    return Answer(Exit.DONE, as_text(lambda _: _message_rows(ask.messages)))


def _message_rows(messages: Iterable[Message]) -> Iterator[Row]:
    for said in messages:
        yield (Ink(f"--- {said.role}", "bold"),)
        yield from ((Ink(visible(line)),) for line in said.content.strip().splitlines())


def _nothing_to_ask(stands: Readiness, form: str) -> Answer:
    click.echo("no letter is to be written for this case now, so a model would be sent nothing", err=True)
    if form == "json":
        return Answer(Exit.NOT_READY, as_json({"messages": [], "schema": None, "tokens": 0, "readiness": stands.model_dump(mode="json")}))
    return Answer(Exit.NOT_READY, as_text(lambda width: show_readiness.rows(stands, width)))


def _escalator(given: RewriteOptions, policy: Policy) -> Escalator:
    if given["offline"] and (given["model"] or given["base_url"]):
        click.echo(f"offline: the embedded composer writes, and {given['model'] or given['base_url']} is not asked", err=True)
    return Escalator(
        given["model"],
        base_url=given["base_url"],
        policy=policy,
        prompts=given["prompts_folder"],
        offline=given["offline"],
        announce=lambda line: click.echo(line, err=True),
    )
