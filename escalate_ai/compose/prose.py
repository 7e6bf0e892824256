"""The two paragraphs. In: a brief in the words of the banks. Out: their sentences, each with its candidates. Checks nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from escalate_ai.compose.cutting import shortened
from escalate_ai.compose.facts import number, strength
from escalate_ai.compose.record import Record
from escalate_ai.compose.sentences import TRIED, Sentences
from escalate_ai.compose.statement import Form, Start, may_be_clause, read, tidied, without_lead_in
from escalate_ai.compose.tenses import perfect
from escalate_ai.terms import MeasureStatus, Rung
from escalate_ai.text.date_writing import write_dates

if TYPE_CHECKING:
    from escalate_ai.case.facts import Incident, Measure
    from escalate_ai.compose.facts import CaseWords
    from escalate_ai.compose.names import Names
    from escalate_ai.templates import Value

_ASIN_LIST = re.compile(r"(?:: |, | \()(?:B0[A-Z0-9]{8}(?:, | and |, and )?){3,}\)?")
"""A row of listings behind what it names; the letter has named them or points at their list."""
_LAST_NAME = re.compile(r", Xq[a-p]{3}\.?$")
"""A name that only repeats what it stands behind: "to the brand, <name>"."""
CAUSE_CUTS = (23, 18)
"""Words a cause is cut to: with its frame it makes one sentence."""
CAUSE_LONGEST = 32
"""Words of a cause that no frame can hold in a sentence."""
CAUSE_LONG = 20
"""Words beyond which a cause is its own sentence, with no frame around it."""
_REASON = re.compile(r"\b(?:because|although|even though|though|since|so that|as (?:we|our|it|nobody|no one|the|there))\b", re.IGNORECASE)
"""What a cause must not lose: the clause that says why, or in spite of what."""
_BECAUSE = re.compile(r"(?<!not)(?<!but)(?<!only)(?<!partly),? because (?!of\b)")
GUARD_CUTS = (21, 12)
"""Words to which the measure that stands in the way of a repeat is cut: one no bullet shows, and one that a bullet shows."""
ASKED_UP_TO = 2
"""Points of the last request that are named one by one."""
SUPPLIED_UP_TO = 3
"""Documents that a sentence names."""


class Prose:
    """The sentences of one letter."""

    def __init__(self, words: CaseWords, names: Names) -> None:
        self.words = words
        self.names = names
        self.brief = words.brief
        self.case = words.case
        self.phrases = words.phrases
        self.common = words.common
        self.record = Record(words)

    def bank(self, bank: str, extra: Mapping[str, Value] | None = None, rounds: int = 3) -> Iterator[str]:
        """Give the candidates of a bank."""
        return self.phrases.candidates(bank, {**self.common, **(extra or {})}, rounds=rounds)

    def sentence(self, name: str, options: Iterable[str], *, optional: bool = False) -> Sentences:
        """Give a sentence of these candidates."""
        return Sentences(name, options, self.names.length, optional=optional)

    def opening(self) -> Iterator[Sentences]:
        """Give the sentences of the first paragraph: request, cause, what was sent, what came back, and that nothing is settled."""
        record = self.record.variables()
        yield self.sentence("request", self.bank("request", {"last_sent": record["last_sent"]}))
        yield from self._matter()
        if self.record.entries:
            yield self.sentence("history", self.bank("history", record))
            told = (line for said in self.record.said() for line in self.bank("replies", {"said": said}, rounds=1))
            yield self.sentence("replies", told)
        if self.brief.rung is not Rung.NUDGE:
            yield self.sentence("unresolved", self.bank("unresolved", record))
        if self.case.calls:
            called = self.phrases.name(self.words.day(self.case.calls[-1].called_on))
            yield self.sentence("call", self.bank("call", {"called": called}), optional=True)

    def _matter(self) -> Iterator[Sentences]:
        """Give the sentence on what it is about: the incident, the dispute, or the owned cause."""
        if self.case.incident:
            yield self.sentence("incident", self.bank("incident", self._seen(self.case.incident)))
        elif not self.case.wants_causes:
            yield self.sentence("dispute", self.bank("dispute", {"shown_by": self._shown_by()}))
        else:
            yield self._owned()

    def _seen(self, incident: Incident) -> dict[str, Value]:
        days = sorted(item.dated for item in incident.items)
        ends = [self.phrases.name(self.words.day(day)) for day in dict.fromkeys((*days[:1], *days[-1:]))]
        between = f"between {ends[0]} and {ends[1]}" if len(ends) > 1 else "".join(f"on {day}" for day in ends)
        dated = self.phrases.name(write_dates(list(dict.fromkeys(days)), self.words.style)) if len(set(days)) <= len(ends) else between
        return {
            "noticed": self.phrases.name(self.words.day(incident.noticed_on)),
            "items": len(days),
            "items_between": between,
            "items_dated": dated,
            "same_day": int(set(days) == {incident.noticed_on}),
        }

    def _shown_by(self) -> str:
        """Give two documents behind the highlights, the strongest first, by the head of their titles; else the records as such."""
        papers = {document.id: document for document in self.case.evidence}
        cited = [papers[ident] for chosen in self.brief.highlights for ident in chosen.evidence if ident in papers]
        first = {ident for chosen in self.brief.highlights for ident in chosen.evidence[:1]}
        ranked = sorted(cited, key=lambda paper: (strength(paper.kind), paper.id not in first))
        behind = dict.fromkeys(_head(paper.title) for paper in ranked)
        return self.words.listed([head if head.startswith("the ") else f"the {head}" for head in behind][:2]) or "the records enclosed"

    def _owned(self) -> Sentences:
        """Give the sentence on the cause; the first cause is never given up for another one that is merely shorter."""
        told = [list(self._cause(cause.statement)) for cause in (self.case.poa.root_causes if self.case.poa else ())]
        at_last = self.bank(
            "cause", {"clause": "", "phrase": "", "whole": "", "front": "", "ours": 0, "can_follow": 0, "long": 0, "because": 0}
        )
        first = next((len(lines) for lines in told if lines), TRIED)
        return Sentences("cause", chain(*told, at_last), self.names.length, tried=first)

    def _cause(self, told: str) -> Iterator[str]:
        """Give wordings of a cause: in two sentences where its reason makes it long, whole where it fits, then cut, the reason kept."""
        statement = _ASIN_LIST.sub("", tidied(self.names.hidden(told)))
        if self.names.length(statement) > CAUSE_CUTS[-1]:
            statement = _LAST_NAME.sub("", statement)
        found = list(self._in_two(statement)) if self.names.length(statement) > CAUSE_LONG else []
        cuts = [text for text in shortened(statement, (CAUSE_LONGEST, *CAUSE_CUTS)) if self.names.length(text) <= CAUSE_LONGEST]
        versions = [text for text in cuts if not _loses_reason(text, statement)] or ([] if found else cuts)
        for text in sorted(versions, key=lambda text: max(0, self.names.length(text) - CAUSE_CUTS[0])):
            found.extend(self.bank("cause", self._cause_words(text), rounds=1))
        yield from (self.names.shown(line) for line in found)

    def _in_two(self, statement: str) -> Iterator[str]:
        """Give a long cause as what happened, and why as a sentence of its own."""
        parts = _BECAUSE.split(statement.split("; ", maxsplit=1)[0], maxsplit=1)
        happened = self._cause_words(parts[0])
        if len(parts) == 1 or not (happened["clause"] or may_be_clause(parts[0])):
            return
        for reason in shortened(parts[1], CAUSE_CUTS):
            words = {**happened, "front": happened["whole"], "reason": self.phrases.words(reason)}
            if self.names.length(reason) <= CAUSE_CUTS[0] and self.names.length(parts[0]) <= CAUSE_CUTS[0]:
                yield from self.bank("cause", words, rounds=1)

    def _cause_words(self, text: str) -> dict[str, Value]:
        reading = read(tidied(without_lead_in(text)), standing=False, vocabulary=self.names.vocabulary, names=self.names.firsts)
        mark, ours, phrase = self.phrases.words, {"we", "our", "us", "i", "my"}, ""
        clause, whole = reading.words, reading.whole
        if reading.form in {Form.PAST, Form.PRACTICE}:
            clause, whole = f"we {reading.words}", f"We {reading.words}"
        elif reading.form not in {Form.EVENT, Form.STATE}:
            clause, phrase = "", reading.words
        return {
            "clause": mark(clause) if clause else "",
            "whole": mark(whole),
            "phrase": mark(phrase) if phrase else "",
            "front": "",
            "ours": int(not ours.isdisjoint(clause.lower().split())),
            "can_follow": int(reading.start is not Start.UNSURE or clause.startswith("we ")),
            "long": int(self.names.length(text) > CAUSE_LONG),
            "because": int("because" in text),
        }

    def closing(self) -> Iterator[Sentences]:
        """Give the sentences of the second paragraph: why it holds, what was asked for last, and who is to read and decide."""
        yield self.sentence("why", self._why())
        if self.case.last_request:
            yield self.sentence("answered", self.bank("answered", self._answered()))
        yield self.sentence("push", self.bank("push"))

    def _answered(self) -> dict[str, Value]:
        titles = {document.id: document.title for document in self.case.evidence}
        items = self.case.last_request
        supplied = dict.fromkeys(_head(titles[ident]) for item in items for ident in item.answered_by if ident in titles)
        asked = [shortened(self.names.hidden(item.asked), (9, 6))[-1] for item in items]
        asked = [text if place == 0 else _without_repeat(text, asked[0]) for place, text in enumerate(asked)]
        listed = [self.phrases.name(self.names.shown(text[:1].lower() + text[1:])) for text in asked]
        return {
            "asked": " and ".join(listed) if len(items) <= ASKED_UP_TO else f"{number(len(items))} points",
            "count": len(items),
            "supplied": self.words.listed([*supplied]) if 0 < len(supplied) <= SUPPLIED_UP_TO else "",
        }

    def _why(self) -> Iterator[str]:
        """Give wordings of why it cannot recur: by a preventive measure no bullet shows, by one that a bullet shows, by all of them."""
        since = next((self.words.day(chosen.dated) for chosen in self.brief.highlights if chosen.side == "preventive" and chosen.dated), "")
        plain: dict[str, Value] = {"since": self.phrases.name(since), "guard": "", "shown": 0, "on": "", "perfect": ""}
        if self.case.poa and not self.case.highlights_from_grounds:
            shown = {chosen.id for chosen in self.brief.highlights}
            for measure in sorted(self.case.poa.preventive_measures, key=lambda measure: measure.id in shown):
                if measure.status is MeasureStatus.COMPLETED:
                    yield from self._guarded(measure, plain, shown=measure.id in shown)
        yield from self.bank("why", plain)

    def _guarded(self, measure: Measure, plain: Mapping[str, Value], *, shown: bool) -> Iterator[str]:
        day = self.words.day(measure.dated)
        for text in shortened(self.names.hidden(measure.statement), GUARD_CUTS[-1:] if shown else GUARD_CUTS, weakly=False):
            reading = read(text, standing=True, vocabulary=self.names.vocabulary, names=self.names.firsts)
            fits = self.names.length(text) <= (GUARD_CUTS[-1] if shown else GUARD_CUTS[0]) and reading.start is not Start.UNSURE
            told_with_date = shown and bool(day) and day in self.names.shown(text)
            if not fits or told_with_date or reading.form in {Form.PHRASE, Form.STEP} or ";" in text:
                continue
            ours = "we " if reading.form in {Form.PRACTICE, Form.PAST} else ""
            dated = bool(day) and day not in self.names.shown(text) and reading.form in {Form.PRACTICE, Form.STATE}
            lasting = perfect(reading) if dated else ""
            guard = self.phrases.words(ours + reading.words)
            since = f"we have {lasting}" if lasting and ours else lasting
            found: dict[str, Value] = {
                **plain,
                "guard": guard,
                "shown": int(shown),
                "on": self.phrases.name(day) if dated else "",
                "perfect": self.phrases.words(since),
            }
            yield from (self.names.shown(line) for line in self.bank("why", found, rounds=1))


def _loses_reason(cut: str, whole: str) -> bool:
    """Say whether a cut leaves out why it happened: what is left would then blame the wrong one."""
    return _REASON.search(whole[len(cut.rstrip(".")) :]) is not None


def _without_repeat(text: str, first: str) -> str:
    """Give a second request without the two words it shares with the first: "greater detail on A and on B"."""
    opening = text.lower().split()[:2]
    return text.split(" ", 2)[2] if opening == first.lower().split()[:2] and len(text.split()) > len(opening) else text


def _head(title: str) -> str:
    """Give a title without what stands behind its first comma, its first word small and led by an article where it is a common one."""
    head = title.split(", ", maxsplit=1)[0]
    first, _, rest = head.partition(" ")
    return head if rest[:1].isupper() or first[1:] != first[1:].lower() else f"the {head[:1].lower()}{head[1:]}"
