"""What came of one rewrite. In: the ladder's word, letters, reports, what was paid. Out: `Outcome`, the JSON of `rewrite`. Decides nothing.

A letter with an error finding is never called accepted: `Outcome` refuses to be built so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from pydantic import BaseModel, ConfigDict, PrivateAttr, model_validator

from escalate_ai.errors import NotReady
from escalate_ai.findings import Finding, Report
from escalate_ai.ladder import Readiness, assess
from escalate_ai.ledger import Grounded
from escalate_ai.letter import Letter
from escalate_ai.letterread import sheet_of
from escalate_ai.policy import default_policy
from escalate_ai.rules.running import check_letter
from escalate_ai.submission.bundle import Submission, bundle
from escalate_ai.submission.given import GivenLetter, given_letter
from escalate_ai.submission.letterhead import Letterhead

if TYPE_CHECKING:
    from escalate_ai.case.case import Case
    from escalate_ai.policy import Policy


class Result(BaseModel):
    """A part of the outcome: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)


class RoundUsage(Result):
    """Tokens of one round, every transport attempt included."""

    input_tokens: int = 0
    output_tokens: int = 0


class Round(Result):
    """One answer of the model, kept whatever it was worth."""

    text: str
    """The letter it became, or the answer as it came where it could not be read."""
    errors: int
    """Error findings on it; 0 where it could not be read."""
    warnings: int
    """Warning findings on it."""
    problem: str | None = None
    """`unreadable`, `truncated` or `refused`; null for an answer that could be checked."""
    kept: bool = False
    """Whether its letter is the outcome's."""
    usage: RoundUsage = RoundUsage()
    """What it cost."""


class TotalUsage(Result):
    """What the whole rewrite cost, failed attempts included."""

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    estimated: bool = False
    """Whether a server left a count out, so that part of the sum is an estimate."""
    cost_usd: float | None = None
    """Always null: prices change, and a number nobody checked is worse than none."""


class UnusedFact(Result):
    """A fact of the client's draft that the case does not hold: asked about, never used."""

    text: str
    """The words."""
    kind: str
    """identifier, date, count, percent, money, duration, name or document."""
    span: tuple[int, int]
    """[start, end) in the draft."""


class DraftReview(Result):
    """What was wrong with the client's own attempt."""

    findings: tuple[Finding, ...] = ()
    """Against the same rules as the letter; spans point into the draft."""
    unused: tuple[UnusedFact, ...] = ()
    """Its facts that the case lacks."""


class Outcome(Result):
    """What came of one rewrite: the letter where there is one, and every reason."""

    accepted: bool
    """True for a letter without an error finding, on a case that is ready."""
    as_of: date
    """The day the letter was written for."""
    readiness: Readiness
    """The rung, and whether to write at all."""
    letter: Letter | None = None
    """The best letter; null where none is to be written now."""
    report: Report | None = None
    """The findings on that letter."""
    grounding: tuple[Grounded, ...] = ()
    """Every hard fact of the letter with the field of the case it comes from."""
    draft: DraftReview | None = None
    """The client's own attempt, reviewed; null where none was given."""
    notes: tuple[str, ...] = ()
    """To the client, before sending."""
    written_by: Literal["composer", "model"] | None = None
    """Who worded the letter."""
    model: str | None = None
    """The model that was asked; null where none was."""
    fell_back: bool = False
    """Whether the composer wrote because the model's letters stayed faulty."""
    stopped: str | None = None
    """Why the rewriting ended, one clause; null where no model was asked."""
    rounds: tuple[Round, ...] = ()
    """Every answer of the model, in order."""
    usage: TotalUsage = TotalUsage()
    """What was paid, all attempts counted."""
    blocked_by: tuple[Finding, ...] = ()
    """What keeps the submission from being written, where it was to be; SB rules."""
    _case: Case | None = PrivateAttr(default=None)
    _policy: Policy | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _honest(self) -> Self:
        if self.accepted and (self.letter is None or self.report is None or not self.report.passed or not self.readiness.ready):
            msg = "an outcome is accepted only with a letter whose report passed, on a case that is ready"
            raise ValueError(msg)
        return self

    def __eq__(self, other: object) -> bool:
        """Compare what came of it; the case and policy it remembers are no part of it."""
        return type(other) is type(self) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        """Hash by letter and rung, which tell most outcomes apart."""
        return hash((self.readiness.rung, self.letter.text if self.letter else ""))

    @property
    def case(self) -> Case | None:
        """The case it was made from; None for an outcome read back from JSON."""
        return self._case

    def about(self, case: Case, policy: Policy) -> Self:
        """Remember the case and policy it was made from, so that a submission can be made without naming them again."""
        self._case, self._policy = case, policy
        return self

    def submission(
        self,
        case: Case | None = None,
        policy: Policy | None = None,
        *,
        letter: str | Path | Letter | None = None,
        letterhead: str | Path | Letterhead | None = None,
        allow: Mapping[str, str] | None = None,
    ) -> Submission:
        """Give the one bundle to send: letter, plan, documents, manifest.

        The letter is checked once more, against the case it is to be sent for: one that was edited, or belongs to another case, is blocked.

        Args:
            case: Needed for an outcome read back from JSON; else the case it was made from.
            policy: File limits; else the policy it was made with.
            letter: The letter as somebody edited it, a file of any readable format, in place of the outcome's own.
            letterhead: A .docx with placeholders that the Word letter is written on.
            allow: Rules silenced for the edited letter, each with its reason, beside those the outcome's report allowed.

        Raises:
            NotReady: There is no letter, no case to take the documents from, or the case given is not ready for this letter.
            DraftError: The edited letter or the letterhead cannot be read.

        """
        held, rules = case or self._case, policy or self._policy or default_policy()
        if held is None:
            msg = "this outcome was read back and does not carry its case: call submission(case=Case.load(...))"
            raise NotReady(msg)
        choice = self.readiness.override
        stands, brief = assess(held, self.as_of, rules, rung=choice.rung if choice else None, because=choice.because if choice else None)
        given = given_letter(letter, held, rules) if letter is not None else GivenLetter(self.letter, "") if self.letter else None
        if given is None or not stands.ready:
            msg = f"there is no letter to send: the case stands on the rung '{stands.rung}'. {' '.join(stands.reasons)}".rstrip()
            raise NotReady(msg)
        meant = given.letter if given.letter.rung else given.letter.model_copy(update={"rung": brief.rung})
        allowed = {entry.rule: entry.reason for entry in (self.report.allowed if self.report else ())} | dict(allow or {})
        report = check_letter(sheet_of(given.letter), brief, rules, allowed)
        return bundle(
            held,
            meant,
            report,
            rules,
            day=self.as_of,
            recipient=stands.recipient,
            letterhead=Letterhead.load(letterhead) if isinstance(letterhead, (str, Path)) else letterhead,
            source_text=given.text,
        )
