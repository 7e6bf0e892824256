"""What a rule is.

In: nothing. Out: `Rule`, one declarative value per offence, and `Hit`, what its check says. Runs nothing and fetches nothing.

The one object feeds seven readers: the first prompt, the linter, the repair prompt, `explain CODE`, the rules page, the tests, the JSON
of `rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.terms import LETTER_RUNGS, Asks, RequestKind, Rung, Severity, Stance, Target

if TYPE_CHECKING:
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import CaseReading, LetterReading, PlanReading, SubmissionReading


class Hit(NamedTuple):
    """One offence as a check sees it; `Rule` makes the finding of it."""

    where: Part | str
    """The part the words stand in, or the name of where something was expected."""
    span: tuple[int, int] | None
    """[start, end) in that part; None for what is absent."""
    message: str
    """What is wrong with these words, one sentence that names them or the numbers."""
    suggestion: str
    """What to do about it, one sentence."""
    severity: Severity | None = None
    """Where it differs from the rule's first."""

    def overlaps(self, other: Hit) -> bool:
        """Say whether two hits share words of one part."""
        if self.where is not other.where or self.span is None or other.span is None:
            return False
        return self.span[0] < other.span[1] and other.span[0] < self.span[1]


ALL_KINDS = frozenset(RequestKind)
REPORTS = frozenset(kind for kind in RequestKind if kind.is_report)
REINSTATEMENTS = ALL_KINDS - REPORTS


@dataclass(frozen=True, slots=True)
class Applies:
    """On which rungs, kinds of request, stances and askings a rule speaks. RULES, "Exceptions"."""

    rungs: frozenset[Rung] = frozenset(LETTER_RUNGS)
    """For letters only; plans and cases are read on every rung."""
    kinds: frozenset[RequestKind] = ALL_KINDS
    stances: frozenset[Stance] = frozenset(Stance)
    asks: frozenset[Asks] = frozenset(Asks)

    def speaks(self, rung: Rung | None, kind: RequestKind | None, stance: Stance | None, asks: Asks | None) -> bool:
        """Say whether the rule speaks here; None (unknown, or asking in a report) is no reason for silence."""
        asked: tuple[tuple[object, frozenset[object]], ...] = (
            (rung, frozenset(self.rungs)),
            (kind, frozenset(self.kinds)),
            (stance, frozenset(self.stances)),
            (asks, frozenset(self.asks)),
        )
        return all(value is None or value in allowed for value, allowed in asked)


EVERYWHERE = Applies()
NOT_NUDGE = frozenset({Rung.MANAGER_REVIEW, Rung.EXECUTIVE})
OWNING = Applies(kinds=REINSTATEMENTS, stances=frozenset({Stance.ACCEPT}), asks=frozenset({Asks.PLAN, Asks.BOTH}))
"""Where a cause has to be owned: not in reports, disputes, or where documents alone are asked for."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text on which a rule fires (`bad`) or is quiet (`good`), laid over the specimen letter, plan or case that the library ships.

    `text` replaces the part `part` of the specimen (an empty text takes the part away); `case` lays keys over the specimen case, by
    dotted path.
    """

    part: str = ""
    """`opening`, `highlights[0]`, `closing` … of the specimen letter; `letter` or `plan` for a whole text; else empty."""
    text: str = ""
    case: Mapping[str, object] = field(default_factory=dict[str, object])
    target: Target = Target.LETTER
    rung: Rung | None = None
    """The rung to check on, where it is not the specimen's."""
    bundle: Mapping[str, object] = field(default_factory=dict[str, object])
    """What is otherwise about the specimen's bundle, by the fields of a `SubmissionReading`; of `marked`, each file's marks by its name."""
    others: tuple[str, ...] = ()
    """Letters of other clients that lie beside it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One offence, everything about it in one place."""

    code: str
    name: str
    severities: tuple[Severity, ...]
    """The gravest first; a hit is of the first unless it says otherwise."""
    targets: tuple[Target, ...]
    guidance: str
    """One imperative sentence for the writer."""
    why: str
    """What the reader at Amazon does with the offence."""
    source: str
    """The place in the source, or the house page, it rests on."""
    repair: str
    """One sentence that tells a model how to mend this very span."""
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    applies: Applies = EVERYWHERE
    letter: Callable[[LetterReading], Iterable[Hit]] | None = None
    plan: Callable[[PlanReading], Iterable[Hit]] | None = None
    case: Callable[[CaseReading], Iterable[Hit]] | None = None
    submission: Callable[[SubmissionReading], Iterable[Hit]] | None = None
    needs_case: bool = False
    """A letter given without its case skips the rule."""
    reads: tuple[str, ...] = ()
    """The parts it cannot do without, like `closing`: where one is missing (FM108 says so), it is silent."""
    after: tuple[str, ...] = ()
    """Codes whose finding takes away the ground this rule stands on: a missing part is one finding, not twelve."""
