"""Stage 7 of 7: the two faces. In: a case and who shall write. Out: an outcome. Holds no decision: ladder, loop and writers decide.

`Escalator` works where an event loop already runs, notebooks included: it never starts one. `AsyncEscalator` is the same for code that
awaits.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from escalate_ai.case.given import as_case
from escalate_ai.errors import EscalateError, InputError, ModelError, ModelRejected
from escalate_ai.ladder import assess
from escalate_ai.llm.driving import adrive, drive
from escalate_ai.llm.openai_model import AsyncOpenAIModel, OpenAIModel
from escalate_ai.llm.retrying import RetryLimits
from escalate_ai.llm.scripted import AsyncScriptedModel, ScriptedModel
from escalate_ai.llm.tokens import count_tokens
from escalate_ai.outcome import Outcome
from escalate_ai.policy import Policy
from escalate_ai.reading.files import read_text
from escalate_ai.reading.texts import not_too_long
from escalate_ai.rewrite import Job, rewrite
from escalate_ai.rules.catalogue import rule_of
from escalate_ai.rules.silencing import refuse_idle
from escalate_ai.templates import Templates
from escalate_ai.terms import Target
from escalate_ai.writers import FORBIDDEN, Endpoint, Wish, endpoint_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping
    from datetime import date

    from openai import AsyncOpenAI, OpenAI

    from escalate_ai.case.case import Case
    from escalate_ai.llm.ask import Ask, AsyncModel, Model, Reply
    from escalate_ai.terms import Rung


M = TypeVar("M")
C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Order:
    """What one call asks for, beside the case."""

    as_of: date | None = None
    """The day the letter is written; default today."""
    rung: Rung | str | None = None
    """Another rung than the advised one."""
    because: str | None = None
    """Why."""
    rounds: int | None = None
    """Repairs after the first answer; default by policy."""
    draft: str | Path | None = None
    """A file with the client's own attempt; default the case's."""
    allow: Mapping[str, str] = field(default_factory=dict[str, str])
    """Rules to silence, each with its reason."""
    others: tuple[str, ...] = ()
    """Letters of other clients, so that a sister letter is noticed."""


class _Face(Generic[M, C]):
    """What both faces are given, and how a case becomes a job."""

    def __init__(
        self,
        model: str | M | None = None,
        *,
        client: C | None = None,
        base_url: str | None = None,
        api_key: str | None = None,
        policy: Policy | str | Path | None = None,
        prompts: str | Path | None = None,
        offline: bool = False,
        announce: Callable[[str], None] | None = None,
    ) -> None:
        self.policy = policy if isinstance(policy, Policy) else Policy.load(policy)
        self._templates = Templates(Path(prompts) if prompts else None)
        self._announce = announce
        for code in self.policy.allow:
            rule_of(code)
        self._model = None if offline else self._chosen(model, client, Wish(None, base_url, api_key))

    def _chosen(self, model: str | M | None, client: C | None, wish: Wish) -> M | None:
        if self.policy.model.mode == "off" and (client is not None or not isinstance(model, str | None)):
            raise InputError(FORBIDDEN)
        if model is not None and not isinstance(model, str):
            if not (isinstance(getattr(model, "name", None), str) and callable(getattr(model, "ask", None))):
                msg = f"{type(model).__name__} is no model: give a model's name, or an object with a `name` and a method `ask`"
                raise InputError(msg)
            return model
        if client is not None:
            return self._opened(model or self.policy.model.default_name, client, None)
        endpoint = endpoint_for(replace(wish, model=model), os.environ, self.policy)
        return self._opened(endpoint.model, None, endpoint) if endpoint else None

    def _opened(self, name: str, client: C | None, endpoint: Endpoint | None) -> M:
        raise NotImplementedError

    def _limits(self) -> RetryLimits:
        return RetryLimits(attempts=self.policy.model.retry_attempts, seconds=self.policy.model.retry_seconds)

    def _job(self, case: Case, order: Order) -> Job:
        as_case(case)
        refuse_idle(order.allow, {Target.LETTER, Target.PLAN})
        policy = self.policy.model_copy(update={"allow": {**self.policy.allow, **order.allow}})
        readiness, brief = assess(case, order.as_of, policy, rung=order.rung, because=order.because, others=order.others)
        name = str(getattr(self._model, "name", "")) or None
        counted = bool(getattr(self._model, "is_openai", False))
        draft = self._draft(order.draft) if order.draft else case.draft.text if case.draft else None
        return Job(
            brief=brief,
            readiness=readiness,
            templates=self._templates,
            rounds=self.policy.model.rounds if order.rounds is None else order.rounds,
            count=lambda text: count_tokens(text, name or "", exact=counted).tokens,
            model=name,
            allow=policy.allow,
            draft=draft,
        )

    def _draft(self, file: str | Path) -> str:
        limits = self.policy.files
        return not_too_long(read_text(Path(file), limits.draft_bytes), str(file), limits.text_characters)

    def _line(self, case: Case) -> str:
        host = getattr(self._model, "host", "the model given")
        return f"sending case facts of {case.seller.store_name} to {host}, model {getattr(self._model, 'name', '')}"


class Escalator(_Face["Model", "OpenAI"]):
    """Write escalation letters, in this thread.

    Args:
        model: A model's name, or anything with `name` and `ask`; None reads `OPENAI_API_KEY`, `OPENAI_BASE_URL` and
        `ESCALATE_AI_MODEL`, and
            where there is neither key nor base URL the embedded composer writes.
        client: An `openai.OpenAI` client of your own, used with the model's name.
        base_url: An OpenAI-compatible server; default from the environment.
        api_key: The key; default from the environment.
        policy: A policy, or the path of a policy file.
        prompts: A folder whose templates are laid over the packaged ones.
        offline: The composer writes, whatever else is set; no connection is opened.
        announce: Called once a rewrite, before the first case facts leave the machine, with one line that says what goes where.

    Raises:
        PolicyError: The policy file is wrong.
        InputError: A model is asked for that cannot be reached from what is given.

    """

    def rewrite(
        self,
        case: Case,
        *,
        as_of: date | None = None,
        rung: Rung | str | None = None,
        because: str | None = None,
        rounds: int | None = None,
        draft: str | Path | None = None,
        allow: Mapping[str, str] | None = None,
        others: Iterable[str] = (),
    ) -> Outcome:
        """Give the outcome for one case: an accepted letter, a letter with its faults, or the reasons why none is to be written now.

        Args:
            case: The case.
            as_of: The day the letter is written; default today.
            rung: `nudge`, `manager_review` or `executive`, where it is not to be the advised one.
            because: The reason for another rung, which is recorded.
            rounds: Repairs after the model's first answer; default by policy.
            draft: A file with the client's own attempt; default the one the case names.
            allow: Codes of rules to silence, each with the reason.
            others: Texts of other clients' letters, so that a sister letter is noticed.

        Raises:
            InputError: The day is before the case's newest fact, the rung or a rule does not exist, the draft cannot be read.
            ModelError: The model or the way to it failed; `outcome` on it carries what was already paid for.
            PromptError: A template of your own does not render, or the prompt is over budget.

        """
        job = self._job(case, Order(as_of, rung, because, rounds, draft, allow or {}, tuple(others)))
        return drive(rewrite(job), _Announced(self._model, self._line(case), self._announce) if self._model else ScriptedModel(()))

    def _opened(self, name: str, client: OpenAI | None, endpoint: Endpoint | None) -> Model:
        key, url = (endpoint.api_key, endpoint.base_url) if endpoint else (None, None)
        timeout = None if client else self.policy.model.timeout_seconds
        return OpenAIModel(name, key, url, client, timeout=timeout, retry=self._limits())


class AsyncEscalator(_Face["AsyncModel", "AsyncOpenAI"]):
    """`Escalator` for code that awaits.

    Takes the same arguments, with an `AsyncModel` or an `AsyncOpenAI` client; one instance serves many cases at once.
    """

    async def rewrite(
        self,
        case: Case,
        *,
        as_of: date | None = None,
        rung: Rung | str | None = None,
        because: str | None = None,
        rounds: int | None = None,
        draft: str | Path | None = None,
        allow: Mapping[str, str] | None = None,
        others: Iterable[str] = (),
    ) -> Outcome:
        """Give the outcome for one case; as `Escalator.rewrite` in all else."""
        job = self._job(case, Order(as_of, rung, because, rounds, draft, allow or {}, tuple(others)))
        model = _AsyncAnnounced(self._model, self._line(case), self._announce) if self._model else AsyncScriptedModel(())
        return await adrive(rewrite(job), model)

    async def rewrite_many(self, cases: Iterable[Case], *, concurrency: int = 64, as_of: date | None = None) -> AsyncIterator[Outcome]:
        """Give the outcomes of many cases, in the order of the cases, at most `concurrency` of them under way at once.

        A model that fails on one case does not end the others: that outcome is not accepted and says so in `stopped`.

        Raises:
            ModelRejected: A wrong key, an unknown model or a spent quota, which would fail every case.

        """
        if concurrency < 1:
            msg = f"concurrency is {concurrency}: give 1 or more"
            raise InputError(msg)
        import asyncio  # noqa: PLC0415  a sixth of the package's import, and only this method needs it

        gate = asyncio.Semaphore(concurrency)

        async def one(case: Case) -> Outcome:
            async with gate:
                try:
                    return await self.rewrite(case, as_of=as_of)
                except ModelRejected:
                    raise
                except ModelError as error:
                    if isinstance(error.outcome, Outcome):
                        return error.outcome
                    raise
                except EscalateError as error:
                    error.message = f"{case.seller.store_name}: {error.message}"
                    raise

        tasks = [asyncio.ensure_future(one(case)) for case in cases]
        try:
            for task in tasks:
                yield await task
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _opened(self, name: str, client: AsyncOpenAI | None, endpoint: Endpoint | None) -> AsyncModel:
        key, url = (endpoint.api_key, endpoint.base_url) if endpoint else (None, None)
        timeout = None if client else self.policy.model.timeout_seconds
        return AsyncOpenAIModel(name, key, url, client, timeout=timeout, retry=self._limits())


class _Telling(Generic[M]):
    """Say once what goes where, before anything does."""

    def __init__(self, model: M, line: str, announce: Callable[[str], None] | None) -> None:
        self._model, self._line, self._announce = model, line, announce

    @property
    def name(self) -> str:
        """The model's own name."""
        return str(getattr(self._model, "name", ""))

    def _tell(self) -> None:
        if self._announce:
            self._announce(self._line)
            self._announce = None


class _Announced(_Telling["Model"]):
    def ask(self, ask: Ask, /) -> Reply:
        self._tell()
        return self._model.ask(ask)


class _AsyncAnnounced(_Telling["AsyncModel"]):
    async def ask(self, ask: Ask, /) -> Reply:
        self._tell()
        return await self._model.ask(ask)
