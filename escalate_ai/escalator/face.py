"""What both faces share: who is asked, and how a case or a text becomes a job. In: the caller's arguments. Out: jobs. Runs none of them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from escalate_ai.case.fields import SourceText
from escalate_ai.case.given import as_case
from escalate_ai.checking import letters_in, report_on, subject_of
from escalate_ai.errors import InputError, Where
from escalate_ai.extract.asking import AskJob
from escalate_ai.extract.folder import Read, documents_at
from escalate_ai.ladder import assess
from escalate_ai.llm.retrying import RetryLimits
from escalate_ai.llm.tokens import count_tokens
from escalate_ai.policy import Policy
from escalate_ai.prompt import private_words
from escalate_ai.reading.document import Document
from escalate_ai.reading.files import read_file
from escalate_ai.reading.texts import not_too_long
from escalate_ai.review import ReviewJob
from escalate_ai.review.passages import letter_passages, plan_passages
from escalate_ai.review.rubric import rubric
from escalate_ai.rewrite import Job
from escalate_ai.rules.catalogue import rule_of
from escalate_ai.rules.silencing import refuse_idle
from escalate_ai.templates import Templates
from escalate_ai.terms import DateOrder, Marketplace, Rung, Target
from escalate_ai.writers import FORBIDDEN, Endpoint, Wish, endpoint_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from escalate_ai.case.case import Case
    from escalate_ai.checking import Source
    from escalate_ai.extract.found import Extraction

NO_REVIEWER = (
    "a review needs a model, and none is set: give --model or --base-url, or set OPENAI_API_KEY or OPENAI_BASE_URL, without --offline"
)
NAMED = 5
"""Files that are named before what they say goes out."""
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


@dataclass(frozen=True, slots=True)
class ReviewOrder:
    """What one review asks for, beside the text."""

    case: Case | None = None
    """What the text is held against."""
    kind: str | None = None
    """letter, plan or case; guessed where it is left out."""
    rung: Rung | str | None = None
    """The rung a letter is meant for."""
    as_of: date | None = None
    """The day; default today."""
    allow: Mapping[str, str] = field(default_factory=dict[str, str])
    """Rules to silence, each with its reason."""
    against: str | Path | None = None
    """A folder of other clients' letters."""


class Face(Generic[M, C]):
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
        if order.draft:
            # the rules read it too: what it asks of a program must not come true in the letter
            case = case.model_copy(update={"draft": SourceText(text=self._draft(order.draft))})
        readiness, brief = assess(case, order.as_of, policy, rung=order.rung, because=order.because, others=order.others)
        draft = case.draft.text if case.draft else None
        return Job(
            brief=brief,
            readiness=readiness,
            templates=self._templates,
            rounds=self.policy.model.rounds if order.rounds is None else order.rounds,
            count=self._counter(),
            model=self._name or None,
            allow=policy.allow,
            draft=draft,
        )

    def _review_job(self, source: Source, order: ReviewOrder) -> ReviewJob:
        name = str(getattr(self._asked, "name", ""))
        policy = self.policy.model_copy(update={"allow": {**self.policy.allow, **order.allow}})
        subject = subject_of(source, order.kind, order.case, policy=policy)
        others = letters_in(Path(order.against), source, policy) if order.against is not None else ()
        report = report_on(subject, order.case, order.rung, as_of=order.as_of, policy=policy, others=others, allow=order.allow)
        case = subject.case or order.case
        plan = subject.plan or (subject.case.poa if subject.case else None)
        if subject.case and plan is None:
            raise InputError("this case has no plan: give the letter or the plan that is to be reviewed", Where(key="source"))
        text = subject.text if subject.case is None else plan.text if plan else None
        letter = subject.letter or subject.text or ""
        rung = Rung(order.rung) if order.rung else subject.letter.rung if subject.letter else None
        return ReviewJob(
            report=report,
            passages=plan_passages(plan, text, policy) if plan else letter_passages(letter),
            rules=rubric(is_plan=plan is not None, case=case, rung=rung, silenced=policy.allow),
            templates=self._templates,
            policy=policy,
            count=self._counter(),
            model=name,
            is_plan=plan is not None,
            case=case,
        )

    def _documents(self, source: str | Path | Iterable[Document | tuple[str, Document]]) -> Read:
        """Give what an extraction reads, each document with the name of its file."""
        if isinstance(source, str | Path):
            return documents_at(source, self.policy)
        return Read([(each.name, each) if isinstance(each, Document) else each for each in source], [])

    def _ask_job(self, read: Read, offline: Extraction) -> AskJob:
        known = {value.path: str(value.value) for value in offline.values}
        marketplace = known.get("seller.marketplace")
        contact = {key: known.get(f"seller.contact.{key}", "") for key in ("name", "email", "phone")}
        return AskJob(
            documents=read.documents,
            policy=self.policy,
            templates=self._templates,
            count=self._counter(),
            order=self.policy.marketplaces[Marketplace(marketplace)].order if marketplace else DateOrder.MDY,
            private=private_words(contact["name"], contact["email"], contact["phone"], known.get("seller.store_name", "")),
        )

    def _sending_texts(self, job: AskJob) -> str:
        names = ", ".join(name for name, _ in job.documents[:NAMED])
        more = len(job.documents) - NAMED
        return self._sending(f"what is said in {names}{f' and {more} more' if more > 0 else ''}")

    @property
    def _asked(self) -> M:
        """The model, where there is one to ask."""
        if self._model is None:
            raise InputError(NO_REVIEWER, Where(key="model"))
        return self._model

    @property
    def _name(self) -> str:
        return str(getattr(self._model, "name", ""))

    def _counter(self) -> Callable[[str], int]:
        name, counted = self._name, bool(getattr(self._model, "is_openai", False))
        return lambda text: count_tokens(text, name, exact=counted).tokens

    def _draft(self, file: str | Path) -> str:
        document = read_file(Path(file), self.policy)
        not_too_long(document.text, str(file), self.policy.files.text_characters)
        return document.own

    def _line(self, case: Case) -> str:
        return self._sending(f"case facts of {case.seller.store_name}")

    def _sending(self, what: str) -> str:
        """Say what goes where."""
        return f"sending {what} to {getattr(self._model, 'host', 'the model given')}, model {self._name}"

    def _sending_text(self, job: ReviewJob) -> str:
        whose = f" of {job.case.seller.store_name}" if job.case else ""
        return self._sending(f"the {'plan' if job.is_plan else 'letter'}{whose}")
