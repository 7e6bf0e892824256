"""The closed set of check kinds.

In: their settings, as data. Out: callables that rules hold. What none of them can say is a judged function in the family's module.

`Lexical` finds phrases of a dated list, `Pieces` finds them where more than so many sentences have one, `Length` measures words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalate_ai.rules.rule import Hit
from escalate_ai.terms import Severity
from escalate_ai.text.words import more_words_than

if TYPE_CHECKING:
    from escalate_ai.letter import Part
    from escalate_ai.rules.reading import LetterReading, PlanReading
    from escalate_ai.text.lexicon import Hit as Cue


@dataclass(frozen=True, slots=True)
class Lexical:
    """Phrases of one category of a list in `escalate_ai/data`; each place is a hit.

    `{words}` in message and suggestion stands for what was found; an entry's own `message` or `instead` key speaks first.
    """

    lexicon: str
    category: str
    message: str
    suggestion: str
    plan_severity: Severity | None = None
    """Where a plan is judged more mildly than a letter."""
    by_names: bool = True
    """Whether words within a name of the case (`Family Farms`) are quiet."""
    believed: Callable[[str, Iterable[Cue]], Iterable[Cue]] | None = None
    """Which of the phrases found in a text count; None: all."""

    def letter(self, reading: LetterReading) -> Iterator[Hit]:
        """Check a letter."""
        if self.category not in reading.categories(self.lexicon):
            return
        names = reading.names
        for part in reading.passages:
            yield from self._hits(part, reading.cues(part, self.lexicon), names, None)

    def plan(self, reading: PlanReading) -> Iterator[Hit]:
        """Check a plan."""
        names = reading.names
        for part in reading.passages:
            yield from self._hits(part, reading.cues(part, self.lexicon), names, self.plan_severity)

    def _hits(self, part: Part, cues: Iterable[Cue], names: tuple[str, ...], severity: Severity | None) -> Iterator[Hit]:
        found = [
            cue for cue in cues if cue.entry.category == self.category and not (self.by_names and within_name(part.text, cue.span, names))
        ]
        if found and self.believed:
            found = list(self.believed(part.text, found))
        for cue, span in _joined(found):
            fields, words = cue.entry.fields, _short(part.text[span[0] : span[1]])
            message = str(fields.get("message", self.message)).replace("{words}", words)
            suggestion = str(fields.get("instead", self.suggestion)).replace("{words}", words)
            given = Severity(str(fields["severity"])) if "severity" in fields else severity
            yield Hit(part, span, message, suggestion, given)


@dataclass(frozen=True, slots=True)
class WordLimit:
    """A ceiling of words for some pieces of a letter: over `error` an error, over `warning` a warning."""

    pieces: Callable[[LetterReading], Iterable[tuple[Part, tuple[int, int]]]]
    """Each piece with its span."""
    limits: Callable[[LetterReading], tuple[int, int]]
    """Warning and error."""
    message: str
    """With `{words}` and `{limit}`."""
    suggestion: str

    def letter(self, reading: LetterReading) -> Iterator[Hit]:
        """Check a letter."""
        warning, error = self.limits(reading)
        for part, span in self.pieces(reading):
            words = more_words_than(part.text[slice(*span)], warning, reading.titles)
            if words is not None:
                limit = error if words > error else warning
                message = self.message.format(words=words, limit=limit)
                yield Hit(part, span, message, self.suggestion, Severity.ERROR if words > error else Severity.WARNING)


def _joined(cues: Iterable[Cue]) -> list[tuple[Cue, tuple[int, int]]]:
    """Join cues that overlap into one place: `we beg` and `beg you` are one plea."""
    places: list[tuple[Cue, tuple[int, int]]] = []
    for cue in cues:
        start, end = cue.span
        if places and start < places[-1][1][1]:
            first, span = places[-1]
            places[-1] = (first, (span[0], max(span[1], end)))
        else:
            places.append((cue, (start, end)))
    return places


def within_name(text: str, span: tuple[int, int], names: tuple[str, ...]) -> bool:
    """Say whether a place lies within one of these names as they stand in the text."""
    for name in names:
        end = span[0] + len(name)
        place = text.find(name, max(0, span[0] - len(name)), end)
        while place >= 0:
            if span[1] <= place + len(name):
                return True
            place = text.find(name, place + 1, end)
    return False


def _short(words: str) -> str:
    """Give found words on one line, cut where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= 60 else line[:57].rstrip() + "…"  # noqa: PLR2004  what fits into a sentence


def quoted(text: str) -> str:
    """Give words for a message, in quotation marks, on one line."""
    return f"\u201c{_short(text)}\u201d"
