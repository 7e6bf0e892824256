"""What a check says. In: nothing. Out: `Finding` and `Report`, plain values that every stage hands on. Imports only terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel, ConfigDict

from escalate_ai.terms import Severity


class Finding(BaseModel):
    """One offence against one rule: which words, why it matters, what to do."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    rule: str
    """The rule's code, like CT204."""
    name: str
    """The rule's name, which is the offence."""
    severity: Severity
    """Error blocks, warning is mended if a round is left, note is shown."""
    where: str
    """The part of the letter, `text` for plain files, or a path into a typed plan or case; for what is absent, where it was expected."""
    span: tuple[int, int] | None = None
    """[start, end) in characters of that part; null for what is absent."""
    quote: str | None = None
    """The words the span covers; null for what is absent."""
    message: str
    """What is wrong, one sentence."""
    suggestion: str
    """What to do about it, one sentence."""

    @property
    def is_error(self) -> bool:
        """Whether this finding alone keeps a text from passing."""
        return self.severity is Severity.ERROR


class Allowed(BaseModel):
    """A rule that was silenced on purpose, the reason given, and what it would have said."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    rule: str
    reason: str
    findings: tuple[Finding, ...] = ()


class Report(BaseModel):
    """Everything the rules say about one text or case."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    passed: bool
    """True where no finding is an error and no remark says that the text could not be checked."""
    findings: tuple[Finding, ...] = ()
    """Ordered by what to mend first."""
    allowed: tuple[Allowed, ...] = ()
    """Rules silenced by the caller or the policy."""
    skipped: tuple[str, ...] = ()
    """Codes of rules that had no ground to stand on: a letter without its case, a text in another language."""
    remarks: tuple[str, ...] = ()
    """What of the text could not be checked, and why; with one of these a text does not pass, whatever was found."""

    @classmethod
    def of(cls, findings: Iterable[Finding], allowed: Iterable[Allowed] = (), skipped: Iterable[str] = ()) -> Report:
        """Give the report of these findings; `passed` follows from them."""
        kept = tuple(findings)
        return cls(passed=not any(f.is_error for f in kept), findings=kept, allowed=tuple(allowed), skipped=tuple(sorted(set(skipped))))

    def remarked(self, remark: str) -> Self:
        """Give this report with a remark more; it does not pass."""
        return self.model_copy(update={"passed": False, "remarks": (*self.remarks, remark)})

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the text from passing."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings worth one repair round."""
        return tuple(f for f in self.findings if f.severity is Severity.WARNING)
