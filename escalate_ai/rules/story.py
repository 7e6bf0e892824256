"""RD516: what was sent before says the opposite of the plan. In: a `CaseReading`. Out: hits at the attempt whose text it is.

Three changes are told: what was denied there is owned here, another cause is named, and the same measure bears another day. A cause told
in more detail is no change; nor is anything where one of both texts names no cause or no day.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.history import text_of
from escalate_ai.planread import read_plan
from escalate_ai.rules.days import written
from escalate_ai.rules.kinds import quoted
from escalate_ai.rules.rule import OWNING, Example, Hit, Rule
from escalate_ai.terms import Severity, Target
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.sentence_words import sentence_words
from escalate_ai.text.similarity import mask_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Measure, PlanOfAction
    from escalate_ai.rules.reading import CaseReading

_SAME = 0.6
"""Share of the words of the shorter statement from which two statements tell of one measure."""
_OTHER = 0.2
"""Share of the words of a cause up to which another text is taken not to know it."""
_WHO = frozenset({"own_step", "outsider", "culprit"})
_BUYERS = ("customer", "buyer")
_STEM = 4
"""Letters by which "labels" and "labelled", "books" and "bookkeeper" are one word."""
_LEAST = 4
"""Letters of a word that tells what a sentence is about."""


def story_changed(reading: CaseReading) -> Iterator[Hit]:
    """RD516: at most one hit for an attempt, the gravest change first."""
    plan = reading.case.poa
    if plan is None or not plan.root_causes:
        return
    order = reading.policy.marketplaces[reading.case.seller.marketplace].order
    for index, attempt in enumerate(reading.case.appeals):
        if attempt.plan is None:
            continue
        day = written(attempt.first_day, reading.case, reading.policy)
        earlier = read_plan(attempt.plan.text, order)
        change = _denied(attempt.plan.text, plan) or _other_cause(earlier, plan, reading.case) or _other_day(earlier, plan, reading)
        if change:
            yield Hit(
                f"appeals[{index}].plan",
                None,
                f"What was sent on {day} tells another story: {change}.",
                "Say in the plan why it reads otherwise now, or correct the one that is wrong: the reader has both open.",
            )


def _denied(sent: str, plan: PlanOfAction) -> str | None:
    """Tell what was denied; words that the plan of today holds too are no change."""
    present = (plan.text or "").casefold()
    for cue in Lexicon.load("tone").find(sent, {"contest"}):
        if cue.text.casefold() not in present:
            return f"it says {quoted(cue.text)}, and the plan owns the cause"
    return None


def _other_cause(earlier: PlanOfAction, plan: PlanOfAction, case: Case) -> str | None:
    """Tell of a cause that stands nowhere in the other text, on both sides; one that names no step is no cause to compare."""
    names = tuple(name for name in (case.seller.store_name, case.seller.legal_name) if name)
    told = [cause.statement for cause in earlier.root_causes if not _says_nothing(cause.statement)]
    before, now = (_stems(" ".join(causes), names) for causes in (told, [cause.statement for cause in plan.root_causes]))
    if not before or not now or _known(before, text_of(plan), names) or _known(now, text_of(earlier), names):
        return None
    return f"its cause is {quoted(told[0])}, and the plan's is {quoted(plan.root_causes[0].statement)}"


def _says_nothing(cause: str) -> bool:
    """Tell whether a cause names neither an own step nor anybody else who did it: what buyers complained of is no cause."""
    cues = [cue for cue in Lexicon.load("plan_cues").find(cause) if not cue.text.lower().startswith(_BUYERS)]
    said = {cue.entry.category for cue in cues} - {"restated"}
    return said.isdisjoint(_WHO) or ("vague_cause" in said and "diagnosis" not in said) or said == {"own_step"}


def _known(stems: set[str], text: str, names: tuple[str, ...]) -> bool:
    return len(stems & _stems(text, names)) > _OTHER * len(stems)


def _other_day(earlier: PlanOfAction, plan: PlanOfAction, reading: CaseReading) -> str | None:
    """Tell of one measure under two days."""
    for old in earlier.measures:
        for new in plan.measures:
            if old.dated and new.dated and old.dated != new.dated and _one_measure(old, new) and not _says(old, plan.measures):
                days = [written(day, reading.case, reading.policy) for day in (old.dated, new.dated)]
                return f"it dates {quoted(new.statement)} {days[0]}, and the plan {days[1]}"
    return None


def _says(old: Measure, measures: Sequence[Measure]) -> bool:
    """Tell whether some measure of the plan bears the old day and may be the one meant."""
    return any(old.dated == new.dated and _one_measure(old, new) for new in measures)


def _one_measure(old: Measure, new: Measure) -> bool:
    first, second = _stems(old.statement), _stems(new.statement)
    fewer = min(len(first), len(second))
    return fewer > 2 and len(first & second) >= _SAME * fewer  # noqa: PLR2004  two words are in many sentences


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[a-z]{3,}")


def _stems(text: str, names: tuple[str, ...] = ()) -> set[str]:
    """Give the beginnings of the words that tell what a sentence is about."""
    lists = sentence_words()
    idle = lists.openers | lists.auxiliaries | lists.no_verbs | lists.subordinators
    words = _word().findall(mask_facts(text, names))
    return {word[:_STEM] for word in words if len(word) >= _LEAST and word not in idle}


def _sent(text: str) -> Example:
    return Example(case={"appeals.0.plan": {"text": text}}, target=Target.CASE)


def _plan(cause: str, done: str) -> str:
    kept = "Since July 13, 2026 orders wait for the first scan."
    return f"Root cause\n- {cause}\n\nCorrective actions\n- {done}\n\nPreventive measures\n- {kept}\n"


_LABELS = "Our packing team confirmed orders before the carrier had them."
_REFUNDS = "On July 9, 2026 we uploaded the carrier's scan records for the 212 orders and refunded 9 buyers."

STORY = (
    Rule(
        "RD516",
        "story-changed",
        (Severity.WARNING,),
        (Target.CASE,),
        guidance="Tell the story that was told before, or say why it is told otherwise.",
        why="The reader has every earlier appeal open, and a cause that was denied in one and owned in the next makes both worthless.",
        source="DOMAIN, what a consultant checks, 14: differs from what was refused before",
        repair="Name the change and its reason in the plan.",
        bad=(
            _sent("We have done nothing wrong. All parcels were handed over on time, and the deactivation is unjustified."),
            _sent(_plan("The carrier lost two bags of parcels in its own depot.", _REFUNDS)),
            _sent(_plan(_LABELS, _REFUNDS.replace("July 9", "July 2"))),
        ),
        good=(
            Example(target=Target.CASE),
            _sent(_plan(_LABELS, _REFUNDS)),
            _sent("Please find our plan attached. We confirmed orders with label numbers before the carrier had scanned them."),
        ),
        applies=OWNING,
        case=story_changed,
    ),
)
