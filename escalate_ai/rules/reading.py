"""What a rule is given to read.

In: a sheet, a plan or a case, with the brief. Out: the same with its sentences, cues and mentions found once. Judges nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.letter import Part
from escalate_ai.rules.case_says import papers_of, titles_of
from escalate_ai.text.lexicon import Hit as Cue
from escalate_ai.text.lexicon import Lexicon
from escalate_ai.text.mentions import Mention, find_mentions
from escalate_ai.text.words import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalate_ai.brief import Brief
    from escalate_ai.case.case import Case
    from escalate_ai.case.facts import Evidence, PlanOfAction
    from escalate_ai.findings import Finding
    from escalate_ai.highlights import Highlight
    from escalate_ai.history import History
    from escalate_ai.ledger import Found
    from escalate_ai.letter import Sheet
    from escalate_ai.policy import Policy
    from escalate_ai.reading.intact import Unfit
    from escalate_ai.reading.marks import Marks
    from escalate_ai.rules.history_order import Weighed
    from escalate_ai.rules.rule import Hit
    from escalate_ai.rules.support import Support
    from escalate_ai.terms import DateOrder, Rung

LETTER_CUES = "letter_cues"


class Sentence(NamedTuple):
    """One sentence of a part, with the categories of cue phrases that stand in it."""

    part: Part
    span: tuple[int, int]
    text: str
    cues: frozenset[str]

    def has(self, *categories: str) -> bool:
        """Say whether all of these cues stand in it."""
        return self.cues.issuperset(categories)

    def has_any(self, *categories: str) -> bool:
        """Say whether one of these cues stands in it."""
        return not self.cues.isdisjoint(categories)

    @property
    def states(self) -> bool:
        """Whether it says how things are, and does not ask, offer or promise."""
        return not self.has_any("ask", "future")


@dataclass(slots=True)
class LetterReading:
    """A letter under the rules. `brief` is None for a letter given without its case."""

    sheet: Sheet
    policy: Policy
    brief: Brief | None
    order: DateOrder
    currency: str
    rung: Rung | None = None
    """The rung it is checked on; None where nobody said."""
    others: tuple[str, ...] = ()
    """Letters of other clients at hand."""
    supports: tuple[Support, ...] | None = None
    """Measures and grounds of the case, once somebody has gathered them."""
    borne: dict[str, Support | None] = field(default_factory=dict[str, "Support | None"])
    """What each bullet stands for, once somebody has looked."""
    history_hits: tuple[Hit, ...] | None = None
    """What CT205 says, once it has: other rules are silent on the same words."""
    paper_hits: tuple[Hit, ...] | None = None
    """What CT216 says, once it has: GR404 is silent on the same words."""
    weighed: dict[Part, Weighed] = field(default_factory=dict["Part", "Weighed"])
    """What each part tells of its days, once somebody has looked."""
    lacking: tuple[tuple[Part, Found], ...] | None = None
    """The facts and names that the case does not hold, once somebody has looked."""
    requests: tuple[Sentence, ...] | None = None
    """The sentences that plainly ask for what the case asks, once somebody has looked."""
    is_heard: bool | None = None
    """Whether the model of tone would warn of a sentence, once somebody has asked."""
    words: int | None = None
    """The words of opening, bullets and closing, once somebody has counted them."""
    _mentions: dict[str, tuple[Mention, ...]] = field(default_factory=dict[str, tuple[Mention, ...]])
    _sentences: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict[str, tuple[tuple[int, int], ...]])
    _told: dict[tuple[str, str], tuple[Sentence, ...]] = field(default_factory=dict[tuple[str, str], tuple[Sentence, ...]])
    _cues: dict[str, dict[str, tuple[Cue, ...]]] = field(default_factory=dict[str, dict[str, tuple[Cue, ...]]])
    """By list, then by text."""
    _categories: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    _passages: tuple[Part, ...] | None = None
    _names: tuple[str, ...] | None = None

    def mentions(self, part: Part) -> tuple[Mention, ...]:
        """Give the dates, identifiers and numbers of a part, found once."""
        found = self._mentions.get(part.text)
        return self.mentions_in(part.text) if found is None else found

    def mentions_in(self, text: str) -> tuple[Mention, ...]:
        """Give those of any text, like a statement of the case, found once."""
        if text not in self._mentions:
            self._mentions[text] = find_mentions(text, self.order, self.currency)
        return self._mentions[text]

    def sentences(self, part: Part) -> tuple[tuple[int, int], ...]:
        """Give the spans of a part's sentences, found once."""
        if part.text not in self._sentences:
            self._sentences[part.text] = sentences(part.text)
        return self._sentences[part.text]

    def cues(self, part: Part, lexicon: str = LETTER_CUES) -> tuple[Cue, ...]:
        """Give the cue phrases of a part by one list, found once."""
        found = self._cues.get(lexicon)
        if found is None:
            found = self._cues[lexicon] = {}
        cues = found.get(part.text)
        if cues is None:
            cues = found[part.text] = Lexicon.load(lexicon).find(part.text)
        return cues

    def categories(self, lexicon: str) -> frozenset[str]:
        """Give the categories of one list of which a passage has a cue phrase."""
        if lexicon not in self._categories:
            self._categories[lexicon] = frozenset([cue.entry.category for part in self.passages for cue in self.cues(part, lexicon)])
        return self._categories[lexicon]

    def told(self, *parts: Part | None) -> tuple[Sentence, ...]:
        """Give the sentences of these parts in order, each with its cues, found once."""
        if len(parts) == 1:
            return self._told_in(parts[0]) if parts[0] else ()
        return tuple(chain.from_iterable([self._told_in(part) for part in parts if part]))

    def _told_in(self, part: Part) -> tuple[Sentence, ...]:
        key = (part.name, part.text)
        known = self._told.get(key)
        if known is not None:
            return known
        cues = self.cues(part)
        starts = [cue.span[0] for cue in cues]
        told: list[Sentence] = []
        first = 0
        for start, end in self.sentences(part):
            first, last = bisect_left(starts, start, first), bisect_left(starts, end, first)
            told.append(Sentence(part, (start, end), part.text[start:end], frozenset([cue.entry.category for cue in cues[first:last]])))
        self._told[key] = found = tuple(told)
        return found

    @property
    def passages(self) -> tuple[Part, ...]:
        """What tone rules read: everything but the list of attachments."""
        if self._passages is None:
            head = tuple(part for part in (self.sheet.subject, self.sheet.salutation) if part)
            self._passages = head + self.sheet.body + ((self.sheet.signature,) if self.sheet.signature else ())
        return self._passages

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the case's documents and of the papers that go with them; none without a case."""
        return titles_of(self.brief.ledger) if self.brief else ()

    @property
    def paper_titles(self) -> tuple[str, ...]:
        """The titles of plan, report, grounds and list of listings as they are enclosed, revised or not; none without a case."""
        return papers_of(self.brief.ledger) if self.brief else ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names that rightly appear: store, business, contact, and those the case lists."""
        if self._names is None:
            seller = self.brief.case.seller if self.brief else None
            given = (seller.store_name, seller.legal_name, seller.contact.name, *seller.known_names) if seller else ()
            self._names = tuple(name for name in given if name)
        return self._names


@dataclass(slots=True)
class PlanReading:
    """A plan under the rules, typed or as a text (then `text` is set, and findings point into it)."""

    plan: PlanOfAction
    text: str | None
    """The seller's own words, where the plan came as a text."""
    policy: Policy
    case: Case | None
    """The case it belongs to; None for a plan checked alone."""
    history: History | None = None
    rung: Rung | None = None
    """The rung a letter would be written on, where it is known already."""
    _cues: dict[tuple[str, str], tuple[Cue, ...]] = field(default_factory=dict[tuple[str, str], tuple[Cue, ...]])

    @property
    def passages(self) -> tuple[Part, ...]:
        """What text rules read: the text itself under the name `text`, or each field of a typed plan under its path."""
        return (Part("text", self.text, 0),) if self.text is not None else tuple(_fields(self.plan))

    @property
    def whole(self) -> str:
        """The plan in one text, for comparing."""
        return self.text if self.text is not None else "\n".join(part.text for part in self.passages)

    def cues(self, part: Part, lexicon: str) -> tuple[Cue, ...]:
        """Give the cue phrases of a passage by one list, found once."""
        key = (lexicon, part.text)
        if key not in self._cues:
            self._cues[key] = Lexicon.load(lexicon).find(part.text)
        return self._cues[key]

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the case's documents, where the case is known."""
        return tuple(document.title for document in self.case.evidence) if self.case else ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names that rightly appear, where the case is known."""
        if self.case is None:
            return ()
        seller = self.case.seller
        return tuple(name for name in (seller.store_name, seller.legal_name, seller.contact.name, *seller.known_names) if name)


def _fields(plan: PlanOfAction) -> list[Part]:
    found = [Part(f"root_causes[{place}].statement", cause.statement, None) for place, cause in enumerate(plan.root_causes)]
    for group in ("corrective_actions", "preventive_measures"):
        measures = plan.corrective_actions if group == "corrective_actions" else plan.preventive_measures
        for place, measure in enumerate(measures):
            told = (("statement", measure.statement), ("how", measure.how), ("result", measure.result))
            found += [Part(f"{group}[{place}].{key}", words, None) for key, words in told if words]
    return found


@dataclass(slots=True)
class CaseReading:
    """A case under the readiness rules."""

    case: Case
    policy: Policy
    as_of: date
    history: History
    highlights: tuple[Highlight, ...]
    plan_findings: tuple[Finding, ...]
    plan_changed: bool
    asked_rung: Rung | None
    """The rung the caller asked for, where it did."""


class Marked(NamedTuple):
    """An outgoing file and what a reader of hidden marks found in it."""

    where: str
    """Its place: `poa.file`, `evidence[0].file`, `letter`."""
    name: str
    """What a person calls it."""
    marks: Marks


@dataclass(frozen=True, slots=True)
class SubmissionReading:
    """A bundle under the submission rules."""

    case: Case
    policy: Policy
    letter_passed: bool
    """Whether the letter has no error finding."""
    cited: tuple[Evidence, ...]
    """The documents the letter names or lists."""
    files: Mapping[str, Path]
    """The file of each cited document that has one in the case folder, by the document's id."""
    sizes: Mapping[str, int]
    """Their sizes in bytes, by the same ids."""
    plan_file: str | None = None
    """The name of the client's own plan file, which is enclosed as it is; None where the plan is written out."""
    plan_size: int = 0
    """Its size in bytes."""
    plan_untold: bool = False
    """Whether the plan is to be written out and none of its parts could be told."""
    foreign: Mapping[str, str] = field(default_factory=dict[str, str])
    """Of each cited document whose file is not this case's, where it lies instead, by its id; such a file stands in no other field."""
    desks: tuple[str, ...] = ()
    """Everyone the letter is addressed to by name."""
    addresses: tuple[str, ...] = ()
    """Every mail address it would go to: the policy's, and those on To, Cc and Bcc lines of the letter's file."""
    marked: tuple[Marked, ...] = ()
    """The outgoing Word, Excel and PDF files with what their readers do not see at first."""
    unfit: Mapping[str, Unfit] = field(default_factory=dict[str, "Unfit"])
    """Of each document that cannot be opened, or is not what its name says, why; by the document's id."""
