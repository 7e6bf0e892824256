"""Measures grounding: true letters, each with one fact changed or only written otherwise, and what `check` says of them.

In: a split, how many changes of one kind a letter gets. Out: for each kind how many were caught, or flagged, and which were judged wrongly.

A change is caught by a new error of GR or CT2xx on the changed words, in their sentence or bullet, or by one that says what is now missing;
`exact` counts those on the words themselves and of what is missing. A harmless edit is flagged by any new error or warning of GR, CT205,
CT213 or CT216. Where an unchanged letter already has such an error at the place, the trial says nothing and is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from random import Random
from zlib import crc32

import grounding_history
import grounding_names
import grounding_numbers
from grounding_cases import AS_OF, Subject, of_models, subjects
from grounding_edits import EDITS
from grounding_mutators import MUTATORS, Edits, Mutator
from grounding_statements import STATEMENTS

from escalate_ai import check
from escalate_ai.findings import Finding
from escalate_ai.terms import Severity

KINDS = (grounding_numbers, grounding_names, grounding_history)
"""Importing them enters their mutators beside those of dates."""
GROUNDED = ("GR", "CT205", "CT213", "CT216")
EVERY = 1000
"""More changes of one kind than a letter has."""
Place = tuple[int, int]


@dataclass(frozen=True)
class Trial:
    """One change of one letter. `ident` is the same in every run."""

    ident: str
    what: str
    is_wrong: bool
    subject: Subject
    text: str
    before: str
    after: str
    old_places: tuple[Place, ...]
    new_places: tuple[Place, ...]


@dataclass
class Tally:
    """What came of the trials of one kind."""

    tried: Counter[str] = field(default_factory=Counter[str])
    called: Counter[str] = field(default_factory=Counter[str])
    unfit: Counter[str] = field(default_factory=Counter[str])
    writers: Counter[tuple[str, bool]] = field(default_factory=Counter[tuple[str, bool]])
    """Of each writer's letters, how many were called wrong and how many not."""
    exact: int = 0
    misjudged: list[tuple[Trial, tuple[Finding, ...]]] = field(default_factory=list[tuple[Trial, tuple[Finding, ...]]])

    def rate(self) -> float:
        """Give the share that was called wrong, over all kinds."""
        return sum(self.called.values()) / max(1, sum(self.tried.values()))


def applied(text: str, edits: Edits) -> tuple[str, tuple[Place, ...]]:
    """Give the changed text and where the new words are in it."""
    done, at, places = "", 0, list[Place]()
    for one in sorted(edits):
        done += text[at : one.start]
        places.append((len(done), len(done) + len(one.new)))
        done, at = done + one.new, one.end
    return done + text[at:], tuple(places)


def trials(subject: Subject, each: int, kinds: dict[str, Mutator], *, is_wrong: bool) -> Iterator[Trial]:
    """Give at most so many changes of each kind, the same ones in every run."""
    for what, work in kinds.items():
        random = Random(f"{subject.name}:{what}")
        changes = [edits for edits in work(subject, random) if edits]
        for number, edits in enumerate(random.sample(changes, min(each, len(changes)))):
            text, places = applied(subject.text, edits)
            if text == subject.text:
                continue
            ordered = sorted(edits)
            before = " … ".join(_around(subject.text, one.start, one.end) for one in ordered)
            after = " … ".join(_around(text, *place) for place in places)
            old = tuple((one.start, one.end) for one in ordered)
            yield Trial(f"{subject.name}:{what}:{number}", what, is_wrong, subject, text, before, after, old, places)


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - 30) : min(len(text), end + 30)].replace("\n", " / ")


@cache
def _found(text: str, subject: Subject) -> tuple[Finding, ...]:
    return check(text, kind="letter", case=subject.case, as_of=AS_OF).findings


def findings(trial: Trial) -> tuple[Finding, ...]:
    """Give what is said of the changed letter."""
    return check(trial.text, kind="letter", case=trial.subject.case, as_of=AS_OF).findings


def _touches(finding: Finding, places: tuple[Place, ...]) -> bool:
    return finding.span is not None and any(finding.span[0] <= end and start <= finding.span[1] for start, end in places)


def _speaks(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.rule.startswith(("GR", "CT2"))


def is_unfit(trial: Trial) -> bool:
    """Whether the unchanged letter already has an error of grounding at the place."""
    told = [one for one in _found(trial.subject.text, trial.subject) if _speaks(one) and one.rule.startswith(GROUNDED)]
    return any(_touches(one, trial.old_places) for one in told)


def is_exact(trial: Trial, said: tuple[Finding, ...]) -> bool:
    """Whether an error stands on the changed words themselves, or says what is missing now."""
    known = Counter(one.rule for one in _found(trial.subject.text, trial.subject) if one.span is None)
    missing = Counter(one.rule for one in said if _speaks(one) and one.span is None)
    return bool(missing - known) or any(_speaks(one) and _touches(one, trial.new_places) for one in said)


def is_caught(trial: Trial, said: tuple[Finding, ...]) -> bool:
    """Whether a new error stands on the changed words, in their sentence or bullet, or says what is missing now."""
    known = {(one.rule, one.quote, one.message) for one in _found(trial.subject.text, trial.subject)}
    new = [one for one in said if _speaks(one) and (one.rule, one.quote, one.message) not in known]
    near = tuple(_sentence(trial.text, place) for place in trial.new_places)
    return is_exact(trial, said) or any(_touches(one, near) for one in new)


def _sentence(text: str, place: Place) -> Place:
    """Give the bullet a place is in, else its sentence."""
    ends = [hit.end() for hit in re.finditer(r"\n+(?:- )?|[.!?:] (?=[A-Z])", text)]
    line = text.rfind("\n", 0, place[0]) + 1
    if text.startswith("- ", line):
        return line, max(place[1], text.find("\n", place[0]) % (len(text) + 1))
    return max((end for end in ends if end <= place[0]), default=0), min((end for end in ends if end > place[1]), default=len(text)) - 1


def is_flagged(trial: Trial, said: tuple[Finding, ...]) -> bool:
    """Whether a harmless edit brought a new error or warning of grounding."""
    return bool(_alarms(said) - _alarms(_found(trial.subject.text, trial.subject)))


def _alarms(said: tuple[Finding, ...]) -> Counter[str]:
    return Counter(one.rule for one in said if one.severity is not Severity.NOTE and one.rule.startswith(GROUNDED))


def writer_of(subject: Subject) -> str:
    """Give who wrote a letter: the embedded writer, a model, or somebody by hand."""
    return {"composer": "the embedded writer", "model": "a model"}.get(subject.name.rpartition(".")[2], "hand")


def accepted(split: str) -> tuple[Subject, ...]:
    """Give the letters that the program itself would deliver for a split: the embedded writer's and a model's, those without an error."""
    written = (*(subject for subject in subjects(split) if writer_of(subject) != "hand"), *of_models(split))
    return tuple(one for one in written if not any(finding.severity is Severity.ERROR for finding in _found(one.text, one)))


def measured(split: str, each: int, *, is_thin: bool = False, letters: Iterable[Subject] | None = None) -> tuple[Tally, Tally]:
    """Give what was caught of the changes of a split, and what was flagged of the harmless edits; thin, of a fixed two thirds of them."""
    wrong, harmless = Tally(), Tally()
    for subject in subjects(split) if letters is None else letters:
        _judge(wrong, _kept(trials(subject, each, MUTATORS, is_wrong=True), is_thin=is_thin))
        for trial in _kept(trials(subject, each, EDITS, is_wrong=False), is_thin=is_thin):
            said = findings(trial)
            _enter(harmless, trial, said, is_flagged(trial, said))
    return wrong, harmless


def statements(split: str) -> Tally:
    """Give what was caught of the false statements that were written by hand, each of them."""
    wrong = Tally()
    for subject in subjects(split):
        _judge(wrong, trials(subject, EVERY, STATEMENTS, is_wrong=True))
    return wrong


def _judge(wrong: Tally, made: Iterable[Trial]) -> None:
    """Enter what became of letters made false."""
    for trial in made:
        if is_unfit(trial):
            wrong.unfit[trial.what] += 1
            continue
        said = findings(trial)
        wrong.exact += is_exact(trial, said)
        _enter(wrong, trial, said, is_caught(trial, said))


def _kept(made: Iterator[Trial], *, is_thin: bool) -> Iterator[Trial]:
    return (trial for trial in made if not is_thin or crc32(trial.ident.encode()) % 3)


def _enter(tally: Tally, trial: Trial, said: tuple[Finding, ...], is_called: bool) -> None:
    tally.tried[trial.what] += 1
    tally.called[trial.what] += is_called
    tally.writers[writer_of(trial.subject), is_called] += 1
    if is_called is not trial.is_wrong:
        tally.misjudged.append((trial, said))


def false_alarms(split: str) -> list[tuple[Subject, Finding]]:
    """Give the errors and warnings of grounding on letters that are true."""
    return [
        (subject, one)
        for subject in subjects(split)
        for one in _found(subject.text, subject)
        if one.severity is not Severity.NOTE and one.rule.startswith(GROUNDED)
    ]


def table(tally: Tally) -> str:
    """Give a measure as lines: each kind, called of tried, and how many trials said nothing."""
    lines = [
        f"{what:28} {tally.called[what]:4} / {tally.tried[what]:4}  {tally.called[what] / tally.tried[what]:7.1%}"
        for what in sorted(tally.tried)
    ]
    called, tried = sum(tally.called.values()), sum(tally.tried.values())
    exact = f"{tally.exact} on the words themselves, " if tally.exact else ""
    return "\n".join([*lines, f"{'all':28} {called:4} / {tried:4}  {tally.rate():7.1%}   ({exact}{sum(tally.unfit.values())} left out)"])


def worklist(tally: Tally) -> list[str]:
    """Give what was judged wrongly as lines to work from, kind by kind."""
    lines: list[str] = []
    for trial, said in sorted(tally.misjudged, key=lambda pair: pair[0].ident.split(":")[1::-1]):
        lines += [f"- {trial.ident}", f"    before: {_cut(trial.before)}", f"    after:  {_cut(trial.after)}"]
        known = {(one.rule, one.quote) for one in _found(trial.subject.text, trial.subject)}
        new = [one for one in said if (one.rule, one.quote) not in known and one.rule.startswith((*GROUNDED, "CT2"))]
        lines += [f"    said:   {one.rule} {one.severity.value} {one.quote!r}: {one.message}" for one in new[:4]]
    return lines


def _cut(text: str) -> str:
    return text if len(text) <= 320 else f"{text[:150]} [...] {text[-150:]}"
