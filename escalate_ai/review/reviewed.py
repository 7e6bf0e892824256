"""What came of a review: the types alone. In: findings and counts. Out: `Review`, whose JSON stands under `review`. Touches nothing."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, JsonValue

from escalate_ai.findings import Finding, Report
from escalate_ai.llm.ask import Usage


class Dropped(BaseModel):
    """What a model said and nobody is shown, by reason."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    not_in_text: int = 0
    """The words it quoted do not stand in the passage it named."""
    unknown_rule: int = 0
    """The rule does not exist, or was not asked about here."""
    already_known: int = 0
    """The rules had found the same by themselves, or it was said twice."""
    too_many: int = 0
    """More than the policy takes, of one sentence or in all."""
    unreadable: int = 0
    """No finding of the shape asked for."""

    @property
    def total(self) -> int:
        """All of it."""
        return self.not_in_text + self.unknown_rule + self.already_known + self.too_many + self.unreadable


class Review(BaseModel):
    """The rules' report on a text with what a model found beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    report: Report
    """Findings of the rules, and those of the model among them: it can add a warning or a note, take nothing away, and block nothing."""
    findings: tuple[Finding, ...] = ()
    """Those of the model alone."""
    model: str
    """The model that was asked."""
    dropped: Dropped = Dropped()
    """What it said that does not count."""
    left_out: tuple[str, ...] = ()
    """What was not shown to it for want of room, each in words for a person."""
    problem: str | None = None
    """`unreadable` where the answer held no review, `failed` where none came; null else."""
    usage: Usage = Usage()
    """What was paid for."""

    def document(self) -> dict[str, JsonValue]:
        """Give the JSON of `check --review`: the report's keys, and `review` beside them."""
        said = self.model_dump(mode="json", exclude={"report"})
        return {**self.report.model_dump(mode="json"), "review": said}
