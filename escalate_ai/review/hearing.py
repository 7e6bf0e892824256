"""What of a reviewer's answer holds.

In: the passages, the rules asked about, what the rules found, and claims. Out: findings, and counts of what was dropped. Asks nobody.

A claim becomes a finding only with words that stand in the text, under a rule that was asked about, that nobody has found yet, and while
there is room for it. It weighs one step less than the rule does: what breaks an error's rule is a warning, the rest is a note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from escalate_ai.findings import Finding
from escalate_ai.review.reviewed import Dropped
from escalate_ai.terms import Severity
from escalate_ai.text.folding import Span
from escalate_ai.text.quotes import Quotable
from escalate_ai.text.words import sentences

if TYPE_CHECKING:
    from escalate_ai.review.passages import Passage
    from escalate_ai.rules.rule import Rule

LONGEST_REASON = 240
"""Characters of a reason that are shown: it is one sentence."""
SHORTEST_QUOTE = 4
"""Characters of a quotation that can commit an offence."""


class _Claim(NamedTuple):
    passage: int
    rule: str
    quote: str
    reason: str


class _Place(NamedTuple):
    """Words found, with the sentences they stand in, both in what `where` names."""

    where: str
    span: Span
    sentence: Span
    quote: str


class Hearing:
    """One answer, claim by claim.

    Args:
        passages: What was shown, in the order of its numbers.
        rules: What was asked about.
        known: What the rules found by themselves.
        most: Findings that are taken in all.
        per_sentence: Findings that are taken of one sentence.

    """

    def __init__(self, passages: Sequence[Passage], rules: Iterable[Rule], known: Iterable[Finding], most: int, per_sentence: int) -> None:
        self.findings: list[Finding] = []
        self._passages = passages
        self._texts = [Quotable(passage.text) for passage in passages]
        self._rules = {rule.code: rule for rule in rules}
        self._taken = [(found.rule, found.where, found.span) for found in known if found.span]
        self._most, self._per_sentence = most, per_sentence
        self._of_sentence = Counter[tuple[str, Span]]()
        self._dropped = Counter[str]()

    @property
    def dropped(self) -> Dropped:
        """What was not taken, by reason."""
        return Dropped(**self._dropped)

    def hear(self, claims: Iterable[object], restored: Callable[[str], str]) -> None:
        """Take what holds of these claims; `restored` puts masked words back."""
        for told in claims:
            claim = _claim(told, restored)
            why = self._judged(claim) if claim else "unreadable"
            if why:
                self._dropped[why] += 1

    def _judged(self, claim: _Claim) -> str:
        """Take one claim, or say why not."""
        rule = self._rules.get(claim.rule)
        if rule is None:
            return "unknown_rule"
        place = self._place(claim)
        if place is None:
            return "not_in_text"
        if any(code == rule.code and where == place.where and _meet(span, place.sentence) for code, where, span in self._taken):
            return "already_known"
        sentence = (place.where, place.sentence)
        if len(self.findings) >= self._most or self._of_sentence[sentence] >= self._per_sentence:
            return "too_many"
        self._of_sentence[sentence] += 1
        self._taken.append((rule.code, place.where, place.span))
        self.findings.append(_finding(rule, place, claim.reason))
        return ""

    def _place(self, claim: _Claim) -> _Place | None:
        """Find the words: in the passage named, else in the first that has them."""
        if len(claim.quote.strip()) < SHORTEST_QUOTE:
            return None
        named = [claim.passage - 1] if 0 < claim.passage <= len(self._passages) else []
        for number in dict.fromkeys((*named, *range(len(self._passages)))):
            for start, end in self._texts[number].places(claim.quote)[:1]:
                passage = self._passages[number]
                around = [span for span in sentences(passage.text) if _meet(span, (start, end))] or [(start, end)]
                at = passage.start
                sentence = (min(start, around[0][0]) + at, max(end, around[-1][1]) + at)
                return _Place(passage.where, (start + at, end + at), sentence, passage.text[start:end])
        return None


def _finding(rule: Rule, place: _Place, reason: str) -> Finding:
    return Finding(
        rule=rule.code,
        name=rule.name,
        severity=Severity.WARNING if rule.severities[0] is Severity.ERROR else Severity.NOTE,
        where=place.where,
        span=place.span,
        quote=place.quote,
        message=f"Read by a model: {reason}",
        suggestion=rule.repair,
    )


def _claim(told: object, restored: Callable[[str], str]) -> _Claim | None:
    if not _is_object(told):
        return None
    passage, rule, quote, reason = (told.get(key) for key in ("passage", "rule", "quote", "reason"))
    if not (isinstance(rule, str) and isinstance(quote, str) and isinstance(reason, str) and reason.strip()):
        return None
    line = " ".join(restored(reason).split())
    shown = line if len(line) <= LONGEST_REASON else f"{line[: LONGEST_REASON - 1]}…"
    return _Claim(passage if isinstance(passage, int) else 0, rule.strip().upper(), restored(quote), shown)


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def _meet(one: Span | None, other: Span) -> bool:
    return one is not None and one[0] < other[1] and other[0] < one[1]
