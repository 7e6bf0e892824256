"""Every number and table the library decides by. In: `policy.toml`, and a house's own file laid over it. Out: a frozen `Policy`.

May not decide anything itself: rules, ladder and loop read it. The values, their source and their date stand in `policy.toml` alone.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, TypeGuard

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from escalate_ai.errors import FAULTS_LISTED, Fault, PolicyError, Where, listed
from escalate_ai.nearest import nearest
from escalate_ai.terms import Channel, DateOrder, Marketplace, RequestKind, Rung
from escalate_ai.tomlfile import Toml, read_toml

SHOWN = 60
"""Characters of a wrong value that a message repeats."""


class Section(BaseModel):
    """A table of the policy file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class ModelPolicy(Section):
    """Whether and how a model is asked; tokens, seconds, counts."""

    mode: Literal["auto", "off"]
    default_name: str
    rounds: int = Field(ge=0, le=10)
    when_spent: Literal["not_accepted", "composer"]
    prompt_tokens: int = Field(ge=500)
    total_tokens: int = Field(ge=1000)
    review_findings: int = Field(ge=1, le=100)
    review_per_sentence: int = Field(ge=1, le=10)
    answer_tokens: int = Field(ge=200)
    timeout_seconds: float = Field(gt=0)
    retry_attempts: int = Field(ge=1, le=10)
    retry_seconds: float = Field(gt=0)


class WaitPolicy(Section):
    """How long silence is no answer yet, in business days."""

    pending_days: int = Field(ge=0, le=60)
    source: str
    verified_on: date


class LetterPolicy(Section):
    """Limits of a letter, in words unless the name says otherwise."""

    min_words_error: int
    min_words_warning: int
    nudge_min_words_error: int
    nudge_min_words_warning: int
    max_words_error: int
    max_words_warning: int
    paragraph_words_error: int
    paragraph_words_warning: int
    sentence_words_error: int
    sentence_words_warning: int
    highlight_words_error: int
    highlight_words_warning: int
    highlights_min: int = Field(ge=1)
    highlights_max: int
    highlights_best: int
    reading_grade: float
    request_within_sentences: int
    dates_named_up_to: int
    asins_named_up_to: int
    shared_runs_warning: float = Field(gt=0, le=1)


class PlanPolicy(Section):
    """Limits of a plan, and which findings on it keep a letter from being written."""

    min_words_warning: int
    max_words_warning: int
    sentence_words_warning: int
    reading_grade: float
    near_copy: float = Field(gt=0, le=1)
    sent_times_warning: int
    glory_sentences: int
    blocking_rules: tuple[str, ...]


class FilePolicy(Section):
    """The largest file of each kind that is read or sent, in bytes, and the longest text that is checked, in characters."""

    case_bytes: int
    draft_bytes: int
    text_characters: int = Field(ge=5000)
    extract_characters: int = Field(ge=5000)
    document_characters: int = Field(ge=50_000)
    unpacked_bytes: int = Field(ge=1_000_000)
    part_bytes: int = Field(ge=1_000_000)
    archive_entries: int = Field(ge=20)
    pdf_pages: int = Field(ge=1)
    enclosed_count: int = Field(ge=1)
    mail_depth: int = Field(ge=1, le=50)
    evidence_bytes: int
    policy_bytes: int


class ChannelPolicy(Section):
    """Which channels decide on which kind of request."""

    source: str
    verified_on: date
    deciding: dict[RequestKind, tuple[Channel, ...]]


class RecipientEntry(Section):
    """Who is asked on one rung, for some kinds of request."""

    rung: Rung
    kinds: tuple[RequestKind, ...]
    name: str
    channel: Channel
    address: str | None = None
    verified_on: date


class PeoplePolicy(Section):
    """Who leads Amazon now, and whom old advice still writes to."""

    chief_executive: str
    stale: tuple[str, ...]
    source: str
    verified_on: date


class MarketplaceFormat(Section):
    """How a marketplace writes dates and money."""

    store: str
    order: DateOrder
    style: DateOrder
    currency: str


class Policy(Section):
    """Everything the library decides by that is not logic."""

    verified_on: date
    model: ModelPolicy
    waits: WaitPolicy
    letter: LetterPolicy
    plan: PlanPolicy
    files: FilePolicy
    channels: ChannelPolicy
    recipients: tuple[RecipientEntry, ...]
    people: PeoplePolicy
    marketplaces: dict[Marketplace, MarketplaceFormat]
    allow: dict[str, str] = Field(default_factory=dict)

    @classmethod
    def load(cls, path: str | Path | None = None) -> Policy:
        """Give the built-in policy with the tables of a file laid over it; lists and `recipients` are replaced whole.

        Raises:
            PolicyError: The file cannot be read, is no TOML, or names a key or value that does not exist; all faults at once.

        """
        if path is None:
            return default_policy()
        own = _read(Path(path))
        return _validated(_laid_over(_builtin(), _spelled_out(own.tables)), own)

    def recipient(self, rung: Rung, kind: RequestKind) -> RecipientEntry | None:
        """Give who is asked on this rung for this kind of request; None where no letter is written."""
        return next((entry for entry in self.recipients if entry.rung is rung and kind in entry.kinds), None)


@cache
def default_policy() -> Policy:
    """Give the policy the library ships with, read once."""
    return _validated(_builtin(), Toml("policy.toml", {}, {}))


def _builtin() -> dict[str, object]:
    return dict(tomllib.loads((files("escalate_ai") / "policy.toml").read_text("utf-8")))


def _read(path: Path) -> Toml:
    try:
        if path.stat().st_size > default_policy().files.policy_bytes:
            msg = f"the policy file is over {default_policy().files.policy_bytes} bytes; give a TOML file with the keys you change"
            raise PolicyError(msg, Where(str(path)))
        return read_toml(path.read_bytes().decode("utf-8-sig"), str(path))
    except UnicodeDecodeError:
        msg = "the policy file is not UTF-8 text; save it as UTF-8"
        raise PolicyError(msg, Where(str(path))) from None
    except (OSError, ValueError) as error:
        msg = f"the policy file cannot be read ({getattr(error, 'strerror', None) or error}); check the path"
        raise PolicyError(msg, Where(str(path))) from None


def _spelled_out(own: dict[str, object]) -> dict[str, object]:
    """Take `model = "off"`, the short way to forbid every model, for the table it stands for."""
    return {**own, "model": {"mode": own["model"]}} if isinstance(own.get("model"), str) else own


def _is_table(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _laid_over(base: dict[str, object], over: dict[str, object]) -> dict[str, object]:
    merged = dict(base)
    for key, value in over.items():
        under = merged.get(key)
        merged[key] = _laid_over(under, value) if _is_table(under) and _is_table(value) else value
    return merged


def _validated(data: dict[str, object], own: Toml) -> Policy:
    try:
        return Policy.model_validate(data)
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        worded = [_fault(own, item["loc"], item["msg"], item["type"], item["input"]) for item in wrong[:FAULTS_LISTED]]
        ordered = sorted(worded, key=lambda fault: fault.where.line or 0)
        msg = f"{len(wrong):,} faults in the policy" if len(wrong) > 1 else "one fault in the policy"
        raise PolicyError(msg, faults=listed(ordered, len(wrong[FAULTS_LISTED:]))) from None


def _fault(own: Toml, loc: tuple[int | str, ...], text: str, kind: str, value: object) -> Fault:
    if kind == "extra_forbidden":
        known = _keys_beside(loc)
        return Fault(f"unknown key '{str(loc[-1])[:SHOWN]}'{nearest(str(loc[-1]), known)}", own.where(loc))
    if kind == "missing":
        return Fault("is missing", own.where(loc))
    shown = repr(value)
    return Fault(f"{text}, not {shown if len(shown) <= SHOWN else f'{shown[:SHOWN]}…'}", own.where(loc))


def _keys_beside(loc: tuple[int | str, ...]) -> tuple[str, ...]:
    table: object = _builtin()
    for part in loc[:-1]:
        table = table.get(str(part)) if _is_table(table) else None
    return tuple(table) if _is_table(table) else ()
