"""The ledger: whether the case holds a fact, and where. In: a case on a day, a mention with its sentence. Out: a path, or None.

Built once for a brief; its texts are read when the first fact is looked up. Grounds nothing by the draft, what was sent before, or `extra`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from escalate_ai.ledger.around import around, beside, in_one_line
from escalate_ai.ledger.calendar import Calendar
from escalate_ai.ledger.counts import counts_of
from escalate_ai.ledger.daylinks import causes_ended, linked_days
from escalate_ai.ledger.elided import is_part_of_saying
from escalate_ai.ledger.fields import Named, days_of, identifiers_of, measures_of, names_of, texts_of
from escalate_ai.ledger.held import Texts, read_texts
from escalate_ai.ledger.idents import Identifiers
from escalate_ai.ledger.knowing import ends_in, known_days
from escalate_ai.ledger.lags import lag_told
from escalate_ai.ledger.naming import Names, is_named, is_whole
from escalate_ai.ledger.nouns import lemmas
from escalate_ai.ledger.numbers import Numbers
from escalate_ai.ledger.said import Said
from escalate_ai.ledger.spans import Spans
from escalate_ai.text.date_writing import write_date
from escalate_ai.text.dates import DatePoint
from escalate_ai.text.folding import fold
from escalate_ai.text.mentions import Mention, MentionKind, find_mentions
from escalate_ai.text.name_words import name_words
from escalate_ai.text.names import Name, NameKind, find_names
from escalate_ai.text.number_nouns import noun_after
from escalate_ai.text.places import Places
from escalate_ai.text.words import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalate_ai.case.case import Case
    from escalate_ai.history import History
    from escalate_ai.ledger.pointing import Known
    from escalate_ai.policy import Policy


class Found(NamedTuple):
    """A fact of a text, or a name or title of the case in it, and where it comes from."""

    text: str
    kind: MentionKind
    span: tuple[int, int]
    source: str | None
    mention: Mention | None
    """None for names and titles, which are found because the case holds them."""
    said: Said | None
    name: Name | None = None
    """Set for a name or title that was found as one, whether the case holds it or not."""


class Ledger:
    """Everything a case grounds, looked up by value."""

    def __init__(self, case: Case, as_of: date, policy: Policy, history: History) -> None:
        market = policy.marketplaces[case.seller.marketplace]
        self.case = case
        self.as_of = as_of
        self.order = market.order
        self.currency = market.currency
        self.style = market.style
        self.policy = policy
        self.history = history
        self._read: dict[tuple[str, frozenset[int], bool], tuple[Found, ...]] = {}
        self._names_read: dict[str, tuple[Found, ...]] = {}

    @cached_property
    def texts(self) -> Texts:
        """The case's texts with the facts in them."""
        return read_texts(tuple(texts_of(self.case)), self.order, self.currency)

    @cached_property
    def calendar(self) -> Calendar:
        """The case's days."""
        return Calendar(tuple(days_of(self.case)), self.texts.held, self.as_of)

    @cached_property
    def numbers(self) -> Numbers:
        """The case's counts, percentages, amounts and spans of time."""
        spans = Spans(
            {self.as_of: "the day the letter is written on", **self.calendar.typed},
            linked_days(self.case, self.texts.days),
            self.calendar.days,
        )
        return Numbers(self.texts, counts_of(self.case, self.policy, self.history), spans, causes_ended(self.case))

    @cached_property
    def _identifiers(self) -> Identifiers:
        told = [(str(held.mention.value), held.path) for held in self.texts.held if held.mention.kind is MentionKind.IDENTIFIER]
        return Identifiers([*identifiers_of(self.case), *told], [(named.name, named.path) for named in self.names])

    @cached_property
    def names(self) -> tuple[Named, ...]:
        """Names and titles that rightly appear as they stand, the longest first."""
        return tuple(sorted(names_of(self.case, self.policy), key=lambda named: -len(named.name)))

    @cached_property
    def naming(self) -> Names:
        """Every name of the case, found whole or in part."""
        seller = self.case.seller
        countries = name_words().countries.get(seller.marketplace.value, ())
        files = [(document.file, index) for index, document in enumerate(self.case.evidence) if document.file]
        papers = tuple((str(file).rpartition("/")[2], f"evidence[{index}].file") for file, index in files)
        return Names((*self.names, *(Named(name, "seller.marketplace", is_document=False) for name in countries)), self.texts.told, papers)

    def source(self, mention: Mention, sentence: str = "", shown: frozenset[int] = frozenset()) -> str | None:
        """Give the path a fact comes from, `derived: …` where it follows from the case, None where the case does not hold it.

        Args:
            mention: The fact.
            sentence: The sentence it stands in: it tells what a bare number counts. Without it a bare number is held where any count is.
            shown: How many points and documents the letter itself lists, so that "these three steps" may be counted in it.

        """
        return self._source(Said(mention, lemmas(sentence), sentence, shown))

    def _source(self, said: Said) -> str | None:
        mention = said.mention
        if isinstance(mention.value, DatePoint):
            return self.calendar.source(mention.value, said.home)
        if mention.kind is MentionKind.IDENTIFIER:
            return self._identifiers.source(str(mention.value)) or self._counted_after_label(said)
        return self.numbers.source(said)

    def _counted_after_label(self, said: Said) -> str | None:
        """Find a short number that only looks like a label's: "against the removal report: 176 of 176 units"."""
        digits = said.mention.text
        if not digits.isdigit() or len(digits) > _SHORT:
            return None
        noun = noun_after(said.sentence, said.sentence.find(digits) + len(digits), int(digits))
        unit = noun.unit if noun.plural else None
        return self.numbers.source(said._replace(mention=replace(said.mention, kind=MentionKind.COUNT, value=int(digits), unit=unit)))

    def holders(self, found: Found) -> tuple[str, ...]:
        """Give every place of the case that could ground a fact; none for what follows from the case, and for names."""
        if found.mention is None or found.said is None or (found.source or "derived").startswith("derived"):
            return ()
        if is_part_of_saying(found.mention, found.said.sentence):
            return ()
        if isinstance(found.mention.value, DatePoint):
            return self.calendar.holders(found.mention.value)
        if found.mention.kind is MentionKind.IDENTIFIER or self.numbers.is_counted(found.said):
            return ()
        told = self.numbers.holders(found.said)
        return told if found.source in told else ()

    def home_of(self, text: str) -> str | None:
        """Give the path of the measure or ground a bullet speaks of: the one that shares most words with it; None where none does."""
        words = frozenset(word for word in lemmas(text) if len(word) >= _TELLING)
        shared = {group: len(words & told) for group, told in self._groups.items()}
        best = max(shared, key=lambda group: shared[group], default=None)
        return best if best and shared[best] >= _SHARED else None

    @cached_property
    def _groups(self) -> dict[str, frozenset[str]]:
        """The words of each measure and ground."""
        paths = [*(path for path, _ in measures_of(self.case)), *(f"grounds[{index}]" for index in range(len(self.case.grounds)))]
        return {path: self.texts.words(path) for path in paths}

    def found(
        self,
        text: str,
        shown: frozenset[int] = frozenset(),
        mentions: tuple[Mention, ...] | None = None,
        *,
        bullet: bool = False,
    ) -> tuple[Found, ...]:
        """Give every fact of a text in order with its source; what lies within a title or name of the case is that title or name.

        Numbers that state no fact (RULES, GR403: "one", "two-step", the place of something that the case does not count) are left out.
        The facts of a bullet are looked up in its own measure or ground first.
        """
        key = (text, shown, bullet)
        read = self._read.get(key)
        if read is None:
            if len(self._read) >= _KEPT:
                self._read.clear()
            facts = find_mentions(text, self.order, self.currency) if mentions is None else mentions
            read = self._read[key] = tuple(self._found(text, shown, facts, self.home_of(text) if bullet else None))
        return read

    def _found(self, text: str, shown: frozenset[int], facts: tuple[Mention, ...], home: str | None) -> Iterator[Found]:
        named = sorted(self._named(text), key=lambda found: found.span)
        places = Places(found.span for found in named)
        spans = sentences(text)
        starts = [start for start, _ in spans]
        for mention in facts:
            start = mention.span[0]
            if not places.free((start, start + 1)):
                continue
            words, sentence = around(text, spans, starts, start)
            near = beside(mention, facts, spans, starts)
            ends = ends_in(text, mention, facts, self.calendar, self._known, home=home)
            said = Said(in_one_line(mention), words, sentence, shown, home, ends, near)
            lag = lag_told(text, mention, facts, self.calendar, self._known)
            source = lag.source if lag else self._source(said)
            if source is None and mention.kind not in _HARD and self.numbers.is_no_fact(said):
                continue
            named.append(Found(mention.text, mention.kind, mention.span, source, mention, said))
        places = Places(found.span for found in named if found.kind is not MentionKind.COUNT)  # "480 Golden Gate serums"
        for name in find_names(text):
            source, person = self.naming.source(name), name.kind is NameKind.PERSON  # a stranger may share a first name of the case
            if places.free(name.span) or (person and source is None):
                kind = MentionKind.DOCUMENT if name.kind is NameKind.DOCUMENT else MentionKind.NAME
                named.append(Found(name.text, kind, name.span, source, None, None, name))
        yield from sorted(named, key=lambda found: found.span)

    @cached_property
    def _known(self) -> Known:
        return known_days(self.case, self.history, self.calendar, self.as_of)

    def titles_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """Give where titles of the case's documents stand in a text: what is written within them is no statement of the letter."""
        return tuple(sorted(found.span for found in self._named(text) if found.kind is MentionKind.DOCUMENT))

    def _named(self, text: str) -> tuple[Found, ...]:
        """Give the names and titles that stand in a text as they are; remembered, for facts and titles of a part are asked for in turn."""
        named = self._names_read.get(text)
        if named is None:
            if len(self._names_read) >= _KEPT:
                self._names_read.clear()
            named = self._names_read[text] = tuple(self._names_in(text))
        return named

    def _names_in(self, text: str) -> Iterator[Found]:
        folded = fold(text)
        plain, low = folded.text, folded.text.lower()
        if len(low) != len(plain):
            return
        taken = Places()
        for named, wanted in self._wanted:
            place = -1
            while (place := low.find(wanted, place + 1)) >= 0:
                end = place + len(wanted)
                as_said = named.is_document or is_named(plain[place:end], named.name)
                if as_said and is_whole(low, place, end) and taken.take((place, end)):
                    kind = MentionKind.DOCUMENT if named.is_document else MentionKind.NAME
                    span = folded.span(place, end)
                    yield Found(text[slice(*span)], kind, span, named.path, None, None)

    @cached_property
    def _wanted(self) -> tuple[tuple[Named, str], ...]:
        return tuple((named, fold(named.name).text.lower()) for named in self.names)

    def lacking(self, text: str) -> tuple[Mention, ...]:
        """Give the facts of a text that the case does not hold, in order; sums of what it holds are not among them."""
        return tuple(found.mention for found in self.found(text) if found.mention and found.source is None and not self.calculated(found))

    def calculated(self, found: Found) -> str | None:
        """Give how a number that the case does not hold can be worked out of some that it holds: a sum, difference, average or share."""
        return self.numbers.calculated(found.said) if found.said and found.source is None and found.kind not in _HARD else None

    def nearest(self, mention: Mention) -> str | None:
        """Say what the case has instead of a fact it does not hold: "the case has August 20, 2026 (appeals[0].sent_on)".

        None where nothing is near.
        """
        if isinstance(mention.value, DatePoint):
            near = self.calendar.nearest(mention.value)
            return f"the case has {write_date(near[0], self.style)} ({near[1]})" if near else None
        if mention.kind is MentionKind.IDENTIFIER:
            return self._identifiers.nearest(str(mention.value))
        return self.numbers.nearest(mention)


_KEPT = 1000
"""Texts whose facts are remembered: three rules and the trace read every part of a letter, and the longest text has hundreds."""
_SHORT = 4
"""Digits up to which what follows a label may still be a count."""
_TELLING = 4
_SHARED = 3
_HARD = frozenset({MentionKind.DATE, MentionKind.IDENTIFIER})


def ledger_of(case: Case, as_of: date, policy: Policy, history: History) -> Ledger:
    """Give the ledger of a case on a day."""
    return Ledger(case, as_of, policy, history)
