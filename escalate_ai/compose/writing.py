"""One letter from a brief: slots from candidates, checked, and worded otherwise where a rule speaks. In: a brief. Out: a letter. Opens nothing but templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from escalate_ai.assemble import Slots, assemble
from escalate_ai.compose.bank import Phrases
from escalate_ai.compose.bullets import Bullet, Bullets
from escalate_ai.compose.cutting import shortened
from escalate_ai.compose.facts import CaseWords, number, seed_of, spelling_of
from escalate_ai.compose.names import Names
from escalate_ai.compose.record import Record
from escalate_ai.compose.statement import Form, read, tidied
from escalate_ai.letterread import sheet_of
from escalate_ai.rules.running import check_letter
from escalate_ai.templates import packaged_templates
from escalate_ai.terms import MeasureStatus, Rung
from escalate_ai.text.words import count_words

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.findings import Finding
    from escalate_ai.letter import Letter
    from escalate_ai.templates import Templates, Value

TRIES = 8
"""Wordings tried before the best of them is handed over with what the rules say."""
BEST_WORDS = (220, 260)
"""A letter of this length reads best (measured with one strict reader); a nudge may be shorter."""


def compose(brief: Brief, templates: Templates | None = None) -> Letter:
    """Give the embedded writer's letter for a brief.

    It is checked while it is written; where a rule still speaks after every other wording was tried, the letter with the fewest errors is given.
    """
    draft = _Draft(brief, templates or packaged_templates())
    best: tuple[tuple[int, int], Letter] | None = None
    for _ in range(TRIES):
        letter = assemble(draft.slots(), brief)
        report = check_letter(sheet_of(letter), brief, brief.policy)
        faults = len(report.errors), len(report.warnings)
        if best is None or faults < best[0]:
            best = faults, letter
        if not report.errors or not draft.turn_from(report.errors):
            break
    assert best is not None  # noqa: S101
    return best[1]


@dataclass(slots=True)
class _Sentences:
    """The candidates of one sentence, and which of them is in use."""

    name: str
    options: tuple[str, ...]
    optional: bool = False
    at: int = 0
    left_out: bool = False

    @property
    def text(self) -> str:
        return "" if self.left_out or not self.options else self.options[self.at]

    def next(self) -> bool:
        """Take the next candidate; False where there is none."""
        if self.at + 1 < len(self.options):
            self.at += 1
            return True
        return False


class _Draft:
    """A letter in the making."""

    def __init__(self, brief: Brief, templates: Templates) -> None:
        self.brief = brief
        self.case = brief.case
        self.phrases = Phrases(templates, seed_of(brief), spelling_of(brief))
        self.words = CaseWords(brief, self.phrases)
        self.names = Names(brief.case)
        self.common = self.words.variables()
        self.record = Record(self.words)
        self.opening = [sentence for sentence in self._opening() if sentence.options]
        self.closing = [sentence for sentence in self._closing() if sentence.options]
        self.subject = _Sentences("subject", self._bank("subject"))
        self.intro = _Sentences("highlights_intro", self._bank("intro"))
        self.bullets = self._bullets()
        self._fit()

    def _bank(self, bank: str, extra: Mapping[str, Value] | None = None, limit: int = 28) -> tuple[str, ...]:
        """Give a bank's candidates, those within a sentence's length first."""
        found = self.phrases.candidates(bank, {**self.common, **(extra or {})})
        titles = (*self.names.titles, self.case.seller.store_name)
        return tuple(sorted(found, key=lambda text: max(0, max(count_words(part, titles) for part in text.split(". ")) - limit)))

    def _opening(self) -> Iterator[_Sentences]:
        record = self.record.variables()
        yield _Sentences("request", self._bank("request", {"last_sent": record["last_sent"]}))
        yield from self._matter()
        if self.record.entries:
            yield _Sentences("history", self._bank("history", record))
            yield _Sentences("replies", self._bank("replies", {"said": self.record.said()}))
        if self.brief.rung is not Rung.NUDGE:
            yield _Sentences("unresolved", self._bank("unresolved"))
        if self.case.calls:
            called = self.phrases.name(self.words.day(self.case.calls[-1].called_on))
            yield _Sentences("call", self._bank("call", {"called": called}), optional=True, left_out=True)

    def _matter(self) -> Iterator[_Sentences]:
        if self.case.is_report:
            seen = self.case.incident
            if seen is None:
                return
            days = sorted(item.dated for item in seen.items)
            between = ""
            if days:
                mark = self.phrases.name
                between = f"on {mark(self.words.day(days[0]))}" if days[0] == days[-1] else f"between {mark(self.words.day(days[0]))} and {mark(self.words.day(days[-1]))}"
            extra: dict[str, Value] = {
                "noticed": self.phrases.name(self.words.day(seen.noticed_on)),
                "items": len(days),
                "items_between": between,
                "who": self.words.who(),
            }
            yield _Sentences("incident", self._bank("incident", extra))
        elif not self.case.wants_causes:
            yield _Sentences("dispute", self._bank("dispute", {"shown_by": self._shown_by()}))
        else:
            yield _Sentences("cause", tuple(self._causes()))

    def _shown_by(self) -> str:
        """Give up to two documents by title behind the first highlights; else the documents as such."""
        titles = {document.id: document.title for document in self.case.evidence}
        behind = dict.fromkeys(titles[ident] for chosen in self.brief.highlights for ident in chosen.evidence[:1] if ident in titles)
        return self.words.listed(list(behind)[:2]) or "the records enclosed"

    def _causes(self) -> Iterator[str]:
        """Give wordings of the cause: the first one whole, then shorter, then the next cause, at last the step of the work alone."""
        causes = self.case.poa.root_causes if self.case.poa else ()
        seen: list[str] = []
        for cause in causes:
            for text in shortened(self.names.hidden(cause.statement), (20, 15, 26)):
                if count_words(text) <= 26:  # noqa: PLR2004  the rest of the sentence's length is the frame's
                    seen.append(text)
        for text in seen:
            yield from (self.names.shown(line) for line in self._bank("cause", self._cause_words(text)))
        yield from self._bank("cause", {"clause": "", "phrase": "", "whole": ""})

    def _cause_words(self, text: str) -> dict[str, Value]:
        reading = read(tidied(_without_lead_in(text)), standing=False, vocabulary=self.names.vocabulary, names=self.names.firsts)
        mark = self.phrases.words
        match reading.form:
            case Form.PAST | Form.PRACTICE:
                return {"clause": mark(f"we {reading.words}"), "whole": mark(f"We {reading.words}"), "phrase": ""}
            case Form.EVENT | Form.STATE:
                return {"clause": mark(reading.words), "whole": mark(reading.whole), "phrase": ""}
            case _:
                return {"clause": "", "phrase": mark(reading.words), "whole": mark(reading.whole)}

    def _closing(self) -> Iterator[_Sentences]:
        since = next((self.words.day(chosen.dated) for chosen in self.brief.highlights if chosen.side == "preventive" and chosen.dated), "")
        yield _Sentences("why", self._bank("why", {"since": self.phrases.name(since)}))
        if self.case.last_request:
            yield _Sentences("answered", self._bank("answered", self._answered()))
        further = self._further()
        if further:
            extra: dict[str, Value] = {"further": number(further), "many": int(further > 1)}
            yield _Sentences("further", self._bank("further", extra), optional=True, left_out=True)
        yield _Sentences("push", self._bank("push"))

    def _answered(self) -> dict[str, Value]:
        titles = {document.id: document.title for document in self.case.evidence}
        item = self.case.last_request[0]
        supplied = [titles[ident] for ident in item.answered_by if ident in titles][:2]
        asked = shortened(self.names.hidden(item.asked), (12, 8))[-1]
        return {
            "asked": self.phrases.name(self.names.shown(asked[:1].lower() + asked[1:])),
            "supplied": self.words.listed(supplied) or f"the {self.common['enclosed']}",
        }

    def _further(self) -> int:
        """Give how many completed measures the plan holds beyond the bullets."""
        if self.case.poa is None or self.case.highlights_from_grounds:
            return 0
        shown = {chosen.id for chosen in self.brief.highlights}
        return sum(measure.status is MeasureStatus.COMPLETED and measure.id not in shown for measure in self.case.poa.measures)

    def _bullets(self) -> list[list[Bullet]]:
        """Give the candidates of each bullet, those whose frame an earlier bullet has taken behind the others."""
        writer, taken, found = Bullets(self.words, self.names), set[str](), list[list[Bullet]]()
        for place, highlight in enumerate(self.brief.highlights):
            options = writer.candidates(place, highlight)
            fresh = next((option for option in options[:12] if option.frame not in taken), None)
            if fresh:
                options.remove(fresh)
                options.insert(0, fresh)
            taken.add(options[0].frame)
            found.append(options)
        return found

    def slots(self) -> Slots:
        """Give the letter as it stands."""
        bullets = tuple((chosen.id, options[0].text) for chosen, options in zip(self.brief.highlights, self.bullets, strict=True))
        return Slots(
            subject=self.subject.text,
            opening=" ".join(sentence.text for sentence in self.opening if sentence.text),
            highlights_intro=self.intro.text,
            highlights=bullets,
            closing=" ".join(sentence.text for sentence in self.closing if sentence.text),
        )

    def _fit(self) -> None:
        """Take optional sentences in while the letter is short of its best length."""
        for sentence in (*self.closing, *self.opening):
            if sentence.optional and self._length() < BEST_WORDS[0]:
                sentence.left_out = False

    def _length(self) -> int:
        slots = self.slots()
        text = " ".join((slots.opening, *(text for _, text in slots.highlights), slots.closing))
        return count_words(text, (*self.names.titles, self.case.seller.store_name))

    def turn_from(self, errors: Sequence[Finding]) -> bool:
        """Word otherwise whatever a finding points at; False where nothing is left to change."""
        changed = False
        for place in dict.fromkeys(error.where for error in errors):
            quotes = [error.quote or "" for error in errors if error.where == place]
            changed |= self._reword(place, quotes)
        return changed

    def _reword(self, place: str, quotes: Sequence[str]) -> bool:
        if place.startswith("highlights["):
            options = self.bullets[int(place[11:-1])]
            if len(options) > 1:
                options.pop(0)
            return len(options) > 0
        if place in {"subject", "highlights_intro"}:
            return (self.subject if place == "subject" else self.intro).next()
        sentences = self.opening if place == "opening" else self.closing if place == "closing" else []
        hit = [sentence for sentence in sentences if sentence.text and any(quote and _meets(quote, sentence.text) for quote in quotes)]
        moved = [sentence.next() for sentence in (hit or sentences)]
        return any(moved)


def _meets(quote: str, sentence: str) -> bool:
    return quote in sentence or sentence.rstrip(".") in quote


def _without_lead_in(text: str) -> str:
    """Take away "The root cause was that" and its like: the letter's own frame says so."""
    low = text.lower()
    for lead in ("the root cause was that ", "the root cause is that ", "root cause: ", "the cause was that ", "this happened because ", "because ", "the reason is that ", "the reason was that "):
        if low.startswith(lead):
            return text[len(lead) :]
    return text
