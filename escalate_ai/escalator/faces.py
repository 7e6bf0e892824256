"""The two faces, sync and async: they differ by `await` alone.

In: a case, or a text to be reviewed, and who shall word things. Out: what came of it. `Escalator` works where an event loop already runs,
notebooks included: it never starts one. `AsyncEscalator` is the same for code that awaits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalate_ai.errors import EscalateError, InputError, ModelError, ModelRejected
from escalate_ai.escalator.face import Face, Order, ReviewOrder
from escalate_ai.escalator.telling import Announced, AsyncAnnounced
from escalate_ai.extract.adding import with_model
from escalate_ai.extract.asking import ask_for_values
from escalate_ai.extract.gathering import gather
from escalate_ai.llm.driving import adrive, drive
from escalate_ai.llm.openai_model import AsyncOpenAIModel, OpenAIModel
from escalate_ai.llm.scripted import AsyncScriptedModel, ScriptedModel
from escalate_ai.outcome import Outcome
from escalate_ai.review import Review, review
from escalate_ai.rewrite import rewrite
from escalate_ai.terms import Marketplace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from openai import AsyncOpenAI, OpenAI

    from escalate_ai.case.case import Case
    from escalate_ai.checking import Source
    from escalate_ai.extract.found import Extraction
    from escalate_ai.llm.ask import AsyncModel, Model
    from escalate_ai.reading.document import Document
    from escalate_ai.terms import Rung
    from escalate_ai.writers import Endpoint


class Escalator(Face["Model", "OpenAI"]):
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
        return drive(rewrite(job), Announced(self._model, self._line(case), self._announce) if self._model else ScriptedModel(()))

    def review(
        self,
        source: Source,
        case: Case | None = None,
        *,
        kind: str | None = None,
        rung: Rung | str | None = None,
        as_of: date | None = None,
        allow: Mapping[str, str] | None = None,
        against: str | Path | None = None,
    ) -> Review:
        """Check a text, and have a model read it once for what only meaning tells.

        What the rules find stands whatever the model says; what the model finds alone is a warning or a note, quoted from the text.

        Args:
            source: What `check` takes: a path, a text, bytes, a letter, a plan, or a case, whose plan is reviewed.
            case: What a letter or plan is held against.
            kind: letter, plan or case; guessed where it is left out.
            rung: The rung a letter is meant for.
            as_of: The day; default today.
            allow: Rules to silence, each with its reason; the model is not asked about them.
            against: A folder of other clients' letters.

        Raises:
            InputError: No model is set, or the source cannot be checked.
            ModelError: The model or the way to it failed; `outcome` on it carries what the rules found.
            PromptError: A template of your own does not render, or the prompt is over budget.

        """
        job = self._review_job(source, ReviewOrder(case, kind, rung, as_of, allow or {}, against))
        return drive(review(job), Announced(self._asked, self._sending_text(job), self._announce))

    def extract(
        self, source: str | Path | Iterable[Document | tuple[str, Document]], *, marketplace: Marketplace | str | None = None
    ) -> Extraction:
        """Read what a client sent into values of a case, each with the words it came from.

        The code reads first. A model, where one is set, adds what it can quote: words that stand in the seller's own text, or in Amazon's
        for what Amazon did. What the code found is never changed.

        Args:
            source: A file, a folder, or documents that are read already, each alone or with the name of its file.
            marketplace: Decides the order of dates in digits; read from the texts where it is left out.

        Raises:
            DraftError: There is nothing at the path, or it is a single file that cannot be read.
            ModelError: The model or the way to it failed; `outcome` on it is what the code found.
            PromptError: A template of your own does not render, or not even the first passage fits the budget.

        """
        read, place = self._documents(source), Marketplace(marketplace) if marketplace else None
        offline = gather(read.documents, self.policy, place, read.unreadable)
        if self._model is None:
            return offline
        job = self._ask_job(read, offline)
        try:
            asked = drive(ask_for_values(job), Announced(self._model, self._sending_texts(job), self._announce))
        except ModelError as error:
            error.outcome = offline
            raise
        return with_model(offline, asked)

    def _opened(self, name: str, client: OpenAI | None, endpoint: Endpoint | None) -> Model:
        key, url = (endpoint.api_key, endpoint.base_url) if endpoint else (None, None)
        timeout = None if client else self.policy.model.timeout_seconds
        return OpenAIModel(name, key, url, client, timeout=timeout, retry=self._limits())


class AsyncEscalator(Face["AsyncModel", "AsyncOpenAI"]):
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
        model = AsyncAnnounced(self._model, self._line(case), self._announce) if self._model else AsyncScriptedModel(())
        return await adrive(rewrite(job), model)

    async def review(
        self,
        source: Source,
        case: Case | None = None,
        *,
        kind: str | None = None,
        rung: Rung | str | None = None,
        as_of: date | None = None,
        allow: Mapping[str, str] | None = None,
        against: str | Path | None = None,
    ) -> Review:
        """Check a text and have a model read it once; as `Escalator.review` in all else."""
        job = self._review_job(source, ReviewOrder(case, kind, rung, as_of, allow or {}, against))
        return await adrive(review(job), AsyncAnnounced(self._asked, self._sending_text(job), self._announce))

    async def extract(
        self, source: str | Path | Iterable[Document | tuple[str, Document]], *, marketplace: Marketplace | str | None = None
    ) -> Extraction:
        """Read what a client sent into values of a case; as `Escalator.extract` in all else."""
        read, place = self._documents(source), Marketplace(marketplace) if marketplace else None
        offline = gather(read.documents, self.policy, place, read.unreadable)
        if self._model is None:
            return offline
        job = self._ask_job(read, offline)
        try:
            asked = await adrive(ask_for_values(job), AsyncAnnounced(self._model, self._sending_texts(job), self._announce))
        except ModelError as error:
            error.outcome = offline
            raise
        return with_model(offline, asked)

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
