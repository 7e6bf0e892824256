"""One letter from a brief: slots from candidates, checked, and worded otherwise where a rule speaks. In: a brief. Out: a letter. Opens nothing but templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from escalate_ai.assemble import Slots, assemble
from escalate_ai.compose.bank import Phrases
from escalate_ai.compose.bullets import Bullet, Bullets
from escalate_ai.compose.cutting import shortened
from escalate_ai.compose.facts import CaseWords, seed_of, spelling_of
from escalate_ai.compose.names import Names
from escalate_ai.compose.record import Record
from escalate_ai.compose.statement import Form, Start, read, tidied
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

TRIED = 12
"""Candidates of a sentence that are worded while a length is sought."""
SENTENCE = 28
"""Words of a sentence that is read without going back."""
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


class _Sentences:
    """The candidates of one sentence, worded as they are needed, and which of them is in use."""

    def __init__(self, name: str, options: Iterable[str], length: Callable[[str], int], *, optional: bool = False, tried: int = TRIED) -> None:
        self.name = name
        self.optional = self.left_out = optional
        self.at = 0
        self._length = length
        self._tried = tried
        self._waiting = iter(options)
        self._worded: list[str] = []
        self.at = next((place for place in range(tried) if self._fits(place)), None) or self._shortest()

    def option(self, place: int) -> str | None:
        """Give one candidate; None behind the last."""
        while len(self._worded) <= place:
            text = next(self._waiting, None)
            if text is None:
                return None
            self._worded.append(text)
        return self._worded[place]

    def _over(self, text: str) -> int:
        return max(0, max(self._length(part) for part in text.split(". ")) - SENTENCE)

    def _fits(self, place: int) -> bool:
        text = self.option(place)
        return text is not None and not self._over(text)

    def _shortest(self) -> int:
        return min(range(len(self._worded)), key=lambda place: self._over(self._worded[place]), default=0)

    @property
    def text(self) -> str:
        return "" if self.left_out else self.option(self.at) or ""

    def next(self) -> bool:
        """Take the next candidate; False where there is none."""
        if self.option(self.at + 1) is None:
            return False
        self.at += 1
        return True

    def shorten(self, by: int) -> int:
        """Take the first candidate that saves so many words, else the shortest of those tried; give how many it saves."""
        now, best = self._length(self.text), (0, self.at)
        for place in range(self._tried):
            text = self.option(place)
            if text is None or self.left_out:
                break
            saved = now - self._length(text)
            best = max(best, (saved, place), key=lambda pair: pair[0])
            if saved >= by:
                break
        self.at = best[1]
        return best[0]


class _Draft:
    """A letter in the making."""

    def __init__(self, brief: Brief, templates: Templates) -> None:
        self.brief = brief
        self.case = brief.case
        self.phrases = Phrases(templates, seed_of(brief), spelling_of(brief))
        self.words = CaseWords(brief, self.phrases)
        self.names = Names(brief.case)
        self.common = self.words.common
        self.record = Record(self.words)
        self.opening = [sentence for sentence in self._opening() if sentence.option(0)]
        self.closing = [sentence for sentence in self._closing() if sentence.option(0)]
        self.subject = self._sentence("subject", self._bank("subject"))
        self.intro = self._sentence("highlights_intro", self._bank("intro"))
        self.bullets = self._bullets()
        self._fit()

    def _bank(self, bank: str, extra: Mapping[str, Value] | None = None) -> Iterator[str]:
        return self.phrases.candidates(bank, {**self.common, **(extra or {})})

    def _sentence(self, name: str, options: Iterable[str], *, optional: bool = False) -> _Sentences:
        return _Sentences(name, options, self.names.length, optional=optional)

    def _opening(self) -> Iterator[_Sentences]:
        record = self.record.variables()
        yield self._sentence("request", self._bank("request", {"last_sent": record["last_sent"]}))
        yield from self._matter()
        if self.record.entries:
            yield self._sentence("history", self._bank("history", record))
            told = (line for said in self.record.said() for line in self._bank("replies", {"said": said}))
            yield self._sentence("replies", told)
        if self.brief.rung is not Rung.NUDGE:
            yield self._sentence("unresolved", self._bank("unresolved"))
        if self.case.calls:
            called = self.phrases.name(self.words.day(self.case.calls[-1].called_on))
            yield self._sentence("call", self._bank("call", {"called": called}), optional=True)

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
            yield self._sentence("incident", self._bank("incident", extra))
        elif not self.case.wants_causes:
            yield self._sentence("dispute", self._bank("dispute", {"shown_by": self._shown_by()}))
        else:
            told = list(self._causes())
            at_last = self._bank("cause", {"clause": "", "phrase": "", "whole": "", "ours": 0, "can_follow": 0})
            yield _Sentences("cause", chain(told, at_last), self.names.length, tried=len(told) or TRIED)

    def _shown_by(self) -> str:
        """Give up to two documents behind the first highlights, by the head of their titles; else the records as such."""
        titles = {document.id: document.title for document in self.case.evidence}
        behind = dict.fromkeys(_head(titles[ident]) for chosen in self.brief.highlights for ident in chosen.evidence[:1] if ident in titles)
        return self.words.listed([f"the {head}" for head in behind][:2]) or "the records enclosed"

    def _causes(self) -> Iterator[str]:
        """Give wordings of the cause: the first one whole, then shorter, then the next cause."""
        causes = self.case.poa.root_causes if self.case.poa else ()
        seen: list[str] = []
        for cause in causes:
            versions = [text for text in shortened(self.names.hidden(cause.statement), (23, 18)) if count_words(text) <= 32]  # noqa: PLR2004  the frame's words come on top
            seen += sorted(versions, key=lambda text: max(0, count_words(text) - 23))
        for text in seen:
            yield from (self.names.shown(line) for line in self._bank("cause", self._cause_words(text)))

    def _cause_words(self, text: str) -> dict[str, Value]:
        reading = read(tidied(_without_lead_in(text)), standing=False, vocabulary=self.names.vocabulary, names=self.names.firsts)
        mark, can_follow = self.phrases.words, int(reading.start is not Start.UNSURE)
        if reading.form in {Form.PAST, Form.PRACTICE}:
            return {"clause": mark(f"we {reading.words}"), "whole": mark(f"We {reading.words}"), "phrase": "", "ours": 1, "can_follow": 1}
        if reading.form in {Form.EVENT, Form.STATE}:
            ours = not {"we", "our", "us", "i", "my"}.isdisjoint(reading.words.lower().split())
            return {"clause": mark(reading.words), "whole": mark(reading.whole), "phrase": "", "ours": int(ours), "can_follow": can_follow}
        return {"clause": "", "phrase": mark(reading.words), "whole": mark(reading.whole), "ours": 0, "can_follow": can_follow}

    def _closing(self) -> Iterator[_Sentences]:
        since = next((self.words.day(chosen.dated) for chosen in self.brief.highlights if chosen.side == "preventive" and chosen.dated), "")
        yield self._sentence("why", self._bank("why", {"since": self.phrases.name(since)}))
        further = self._further()
        if further:
            yield self._sentence("further", further, optional=True)
        if self.case.last_request:
            yield self._sentence("answered", self._bank("answered", self._answered()))
        yield self._sentence("push", self._bank("push"))

    def _answered(self) -> dict[str, Value]:
        titles = {document.id: document.title for document in self.case.evidence}
        items = self.case.last_request
        supplied = dict.fromkeys(_head(titles[ident]) for item in items for ident in item.answered_by if ident in titles)
        asked = [shortened(self.names.hidden(item.asked), (9, 6))[-1] for item in items[:2]]
        return {
            "asked": self.phrases.name(self.names.shown(" and ".join(text[:1].lower() + text[1:] for text in asked))),
            "supplied": self.words.listed([f"the {head}" for head in supplied][:2]) or f"the {self.common['paper']}",
        }

    def _further(self) -> list[str]:
        """Give wordings of one more completed, dated measure that no bullet shows, preventive ones first."""
        if self.case.poa is None or self.case.highlights_from_grounds:
            return []
        shown = {chosen.id for chosen in self.brief.highlights}
        told: list[str] = []
        for measure in (*self.case.poa.preventive_measures, *self.case.poa.corrective_actions):
            day = self.words.day(measure.dated)
            if measure.status is not MeasureStatus.COMPLETED or measure.id in shown or not day or day in measure.statement:
                continue
            for text in shortened(self.names.hidden(measure.statement), (18, 14, 10)):
                reading = read(text, standing=bool(measure.in_effect_since), vocabulary=self.names.vocabulary, names=self.names.firsts)
                if reading.form in {Form.PHRASE, Form.STEP} or reading.start is Start.UNSURE or count_words(text) > 20:  # noqa: PLR2004  the frame's words come on top
                    continue
                extra: dict[str, Value] = {"form": reading.form.value, "words": self.phrases.words(reading.words), "on": self.phrases.name(day)}
                told += [self.names.shown(line) for line in self._bank("further", extra)]
        return told

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
        """Keep each paragraph within its length, and take optional sentences in while the letter stays within its best length."""
        for paragraph in (self.opening, self.closing):
            self._tighten(paragraph)
        room = self.brief.policy.letter.paragraph_words_warning
        for paragraph in (self.closing, self.opening):
            for sentence in paragraph:
                if sentence.optional:
                    sentence.left_out = False
                    if self._length() > BEST_WORDS[1] or self._words(paragraph) > room:
                        sentence.left_out = True

    def _tighten(self, paragraph: Sequence[_Sentences]) -> None:
        """Take shorter candidates, the longest sentence first, until a paragraph is within its length or none is left."""
        room = self.brief.policy.letter.paragraph_words_warning
        for sentence in sorted(paragraph, key=lambda one: -self.names.length(one.text)):
            over = self._words(paragraph) - room
            if over <= 0:
                return
            sentence.shorten(over)

    def _words(self, paragraph: Sequence[_Sentences]) -> int:
        return sum(self.names.length(sentence.text) for sentence in paragraph)

    def _length(self) -> int:
        slots = self.slots()
        text = " ".join((slots.opening, *(text for _, text in slots.highlights), slots.closing))
        return self.names.length(text)

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
        for sentence in hit:
            sentence.left_out = sentence.optional  # what may be left out is, where a rule speaks against it
        return any(moved) or any(sentence.left_out for sentence in hit)


def _head(title: str) -> str:
    """Give a title without what stands behind its first comma, its first word small where it is a common one."""
    head = title.split(", ")[0]
    first, _, rest = head.partition(" ")
    return head if rest[:1].isupper() or first[1:] != first[1:].lower() else head[:1].lower() + head[1:]


def _meets(quote: str, sentence: str) -> bool:
    return quote in sentence or sentence.rstrip(".") in quote


def _without_lead_in(text: str) -> str:
    """Take away "The root cause was that" and its like: the letter's own frame says so."""
    low = text.lower()
    for lead in ("the root cause was that ", "the root cause is that ", "root cause: ", "the cause was that ", "this happened because ", "because ", "the reason is that ", "the reason was that "):
        if low.startswith(lead):
            return text[len(lead) :]
    return text
