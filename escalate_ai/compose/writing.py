"""One letter from a brief, checked while it is written. In: a brief. Out: a letter with its report. Opens nothing but templates.

Sentences and bullets come as candidates; where a rule speaks against one, the next is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING

from escalate_ai.assemble import Slots, assemble
from escalate_ai.compose.bank import Phrases
from escalate_ai.compose.bullets import Bullet, Bullets
from escalate_ai.compose.facts import CaseWords, seed_of, spelling_of
from escalate_ai.compose.names import Names
from escalate_ai.compose.prose import Prose
from escalate_ai.letterread import sheet_of
from escalate_ai.rules.running import check_letter
from escalate_ai.templates import packaged_templates

if TYPE_CHECKING:
    from escalate_ai.brief import Brief
    from escalate_ai.compose.sentences import Sentences
    from escalate_ai.findings import Finding, Report
    from escalate_ai.letter import Letter
    from escalate_ai.templates import Templates

TRIES = 8
"""Wordings tried before the best of them is handed over with what the rules say."""
BEST_WORDS = 260
"""A letter of 220 to so many words reads best (measured with one strict reader); a nudge may be shorter."""
NEAR = 12
"""Candidates of a bullet among which its frame is chosen."""
MARGIN = 8
"""Words kept free in a paragraph: its length is counted quickly while it is written, each name as one word."""
SPARE = 12
"""Further words that have to be free for a sentence that may be left out."""
_ABOUT = {
    "CT201": "request",
    "CT204": "history",
    "CT206": "replies",
    "CT207": "unresolved",
    "CT209": "why",
    "CT210": "push",
    "CT215": "push",
    "CT217": "answered",
}
"""The sentence that answers for a rule which names no words."""


def compose(brief: Brief, templates: Templates | None = None) -> Letter:
    """Give the embedded writer's letter for a brief."""
    return composed(brief, templates)[0]


def composed(brief: Brief, templates: Templates | None = None, allow: Mapping[str, str] | None = None) -> tuple[Letter, Report]:
    """Give the embedded writer's letter with what the rules say of it.

    Where a rule still speaks after other wordings were tried, the letter with the fewest errors is given.
    """
    draft = _Draft(brief, templates or packaged_templates())
    tried: list[tuple[Letter, Report]] = []
    while len(tried) < TRIES:
        letter = assemble(draft.slots(), brief)
        report = check_letter(sheet_of(letter), brief, brief.policy, allow)
        tried.append((letter, report))
        if not report.errors or not draft.turn_from(report.errors):
            break
    return min(tried, key=lambda one: (len(one[1].errors), len(one[1].warnings)))


class _Draft:
    """A letter in the making."""

    def __init__(self, brief: Brief, templates: Templates) -> None:
        self.brief = brief
        words = CaseWords(brief, Phrases(templates, seed_of(brief), spelling_of(brief)))
        names = Names(brief.case)
        prose = Prose(words, names)
        self._count = names.length
        self.opening = [sentence for sentence in prose.opening() if sentence.option(0)]
        self.closing = [sentence for sentence in prose.closing() if sentence.option(0)]
        self.subject = prose.sentence("subject", prose.bank("subject"))
        self.intro = prose.sentence("highlights_intro", prose.bank("intro"))
        self.bullets = self._bullets(words, names)
        self._fit()

    def _bullets(self, words: CaseWords, names: Names) -> list[list[Bullet]]:
        """Give the candidates of each bullet, first the ones that together share no frame, as far as that can be had."""
        writer = Bullets(words, names)
        found = [writer.candidates(place, highlight) for place, highlight in enumerate(self.brief.highlights)]
        best = min(product(*(_shapes(options) for options in found)), key=_likeness, default=())
        for options, (place, _) in zip(found, best, strict=True):
            options.insert(0, options.pop(place))
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
        room = self.brief.policy.letter.paragraph_words_warning - MARGIN - SPARE
        for paragraph in (self.closing, self.opening):
            for sentence in paragraph:
                if sentence.optional:
                    sentence.left_out = False
                    if self._length() > BEST_WORDS or self._words(paragraph) > room:
                        sentence.left_out = True

    def _tighten(self, paragraph: Sequence[Sentences]) -> None:
        """Take shorter candidates, the longest sentence first, until a paragraph is within its length or none is left."""
        room = self.brief.policy.letter.paragraph_words_warning - MARGIN
        for sentence in sorted(paragraph, key=lambda one: -self._count(one.text)):
            over = self._words(paragraph) - room
            if over <= 0:
                return
            sentence.shorten(over)

    def _words(self, paragraph: Sequence[Sentences]) -> int:
        return sum(self._count(sentence.text) for sentence in paragraph)

    def _length(self) -> int:
        slots = self.slots()
        text = " ".join((slots.opening, *(text for _, text in slots.highlights), slots.closing))
        return self._count(text)

    def turn_from(self, errors: Sequence[Finding]) -> bool:
        """Word otherwise whatever a finding points at; False where nothing is left to change."""
        changed = False
        for place in dict.fromkeys(error.where for error in errors):
            changed |= self._reword(place, [error for error in errors if error.where == place])
        return changed

    def _reword(self, place: str, errors: Sequence[Finding]) -> bool:
        if place.startswith("highlights["):
            options = self.bullets[int(place[11:-1])]
            if len(options) > 1:
                options.pop(0)
            return len(options) > 0
        if place in {"subject", "highlights_intro"}:
            return (self.subject if place == "subject" else self.intro).next()
        sentences = self.opening if place == "opening" else self.closing if place == "closing" else []
        about = {_ABOUT.get(error.rule) for error in errors}
        hit = [
            one
            for one in sentences
            if one.text and (one.name in about or any(error.quote and _meets(error.quote, one.text) for error in errors))
        ]
        moved = [sentence.next() for sentence in (hit or sentences)]
        for sentence in hit:
            sentence.left_out = sentence.optional  # what may be left out is, where a rule speaks against it
        return any(moved) or any(sentence.left_out for sentence in hit)


def _meets(quote: str, sentence: str) -> bool:
    return quote in sentence or sentence.rstrip(".") in quote


def _shapes(options: Sequence[Bullet]) -> list[tuple[int, str]]:
    """Give the best place of each frame among the first candidates of a bullet."""
    first: dict[str, int] = {}
    for place, option in enumerate(options[:NEAR]):
        first.setdefault(option.frame, place)
    return [(place, frame) for frame, place in first.items()][:4]


def _likeness(chosen: Sequence[tuple[int, str]]) -> int:
    """Rank a choice: each frame that comes twice weighs more than a candidate further down."""
    frames = [frame for _, frame in chosen]
    return 2 * NEAR * (len(frames) - len(set(frames))) + sum(place for place, _ in chosen)
