"""The bullets. In: the chosen highlights. Out: for each, candidates in order of preference. Decides lengths and frames, not what is shown.

Each bullet carries its date, what was done, and what fits of the result, of how it was done, and of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from escalate_ai.case.facts import Period
from escalate_ai.compose.cutting import heads, keeps_figures, later_sentences, shortened
from escalate_ai.compose.statement import Form, Reading, Start, has_finite_verb, opens_with_verb, read, softened
from escalate_ai.compose.tenses import carried_out, perfect
from escalate_ai.compose.verbforms import bare, verb_forms

if TYPE_CHECKING:
    from escalate_ai.compose.facts import CaseWords
    from escalate_ai.compose.names import Names
    from escalate_ai.highlights import Highlight

_SHORT = 11
"""Words behind which a date at the end is still read with its verb."""
_PRONOUN = re.compile(r"(?<!of )\b(?:they|them|it|its|these|those|this)\b", re.IGNORECASE)
"""Points back at something, which may have been cut away."""
_PERSON = re.compile(r"\b(?:she|he|her|his|him)\b", re.IGNORECASE)
"""Points back at somebody whom a bullet seldom names."""
_ROLE = re.compile(r"\b(?:lead|manager|director|clerk|owner|buyer|supervisor|officer|bookkeeper|accountant)\b", re.IGNORECASE)
"""Names somebody to whom "she" points back."""
_ALL_OF = re.compile(r"^(\d+) of \1 \w+(?= (?:are|were|have)\b)")
"""A count that repeats the count of what was done."""
CITED_UP_TO = 2
"""Documents cited behind one bullet."""
LONG_BULLET = 34
"""Words beyond which a bullet is two sentences."""
RESULT_WORTH = 24
"""What a result is worth: a measure with a result on file shows it, unless no shorter statement makes room for it."""
_AGENT = re.compile(r"\bby (?!hand\b|e-?mail\b|phone\b|telephone\b|lot\b|sight\b|the end\b|\d|\w+ing\b)", re.IGNORECASE)
"""Names who did it."""
_OWN_TIME = re.compile(r"\b(?:within|had)\b", re.IGNORECASE)
"""Tells how long something took, or what came before: the day of its record is then not the day it happened."""
FRAMES = 5
"""Frames of a statement that are tried."""
KEPT = 40
"""Candidates kept of one bullet, for where a rule speaks against the first."""


@dataclass(frozen=True, slots=True)
class _Tail:
    text: str
    worth: int


@dataclass(frozen=True, slots=True)
class Bullet:
    """One candidate, and the frame it stands in."""

    text: str
    frame: str


class Bullets:
    """Words the highlights of one letter."""

    def __init__(self, words: CaseWords, names: Names) -> None:
        self.words = words
        self.names = names
        self.limits = words.brief.policy.letter

    def candidates(self, place: int, highlight: Highlight) -> list[Bullet]:
        """Give the candidates for one bullet, the best first; shorter statements are tried where the longer ones are too long."""
        found: list[tuple[int, int, Bullet]] = []
        tails = [tail for tail in self._tails(highlight, place) if _ROLE.search(highlight.statement) or not _PERSON.search(tail.text)]
        day = self.words.day(highlight.dated)
        told = self.names.hidden(highlight.statement)
        for level, statement in enumerate(self._versions(told, highlight)):
            if day and day in told and day not in statement:
                continue  # a date of the statement's own is never cut away from what it dates
            for order, head in enumerate(islice(self._heads(place, highlight, statement), FRAMES)):
                start = self.names.length(head.text)
                for tail in (tail for tail in tails if _stands(tail.text, statement, whole=level == 0)):
                    cost = self._cost(start + self.names.length(tail.text), level, order, tail.worth)
                    found.append((cost, len(found), Bullet(_joined(head.text, tail.text), head.frame)))
        return [Bullet(self.names.shown(bullet.text), bullet.frame) for _, _, bullet in sorted(found, key=lambda item: item[:2])[:KEPT]]

    def _versions(self, told: str, highlight: Highlight) -> list[str]:
        """Give a statement whole, then shorter; where a result is on file, also cut down to its head to make room for it."""
        versions = shortened(told, (22, 17, 12))
        has_result = bool(highlight.result or later_sentences(highlight.statement))
        more = heads(versions[0]) if has_result and highlight.side != "ground" else ()
        return list(dict.fromkeys((versions[0], *sorted({*versions[1:], *more}, key=lambda text: -len(text)))))

    def _cost(self, length: int, level: int, order: int, worth: int) -> int:
        """Rank a candidate: what it leaves out, then how far it strays from the frame the seed chose; too long counts most."""
        over = max(0, length - self.limits.highlight_words_warning)
        far_over = max(0, length - self.limits.highlight_words_error)
        return 1000 * far_over + 16 * over + 26 * level + 3 * order - 10 * worth

    def _heads(self, place: int, highlight: Highlight, statement: str) -> Iterator[Bullet]:
        ground = highlight.side == "ground"
        standing = highlight.side == "preventive"
        reading = read(statement, standing=standing, vocabulary=self.names.vocabulary, names=self.names.firsts)
        day = self.words.day(highlight.dated)
        if day and day in self.names.shown(statement):
            yield from self._since_first(statement, day)
            day = ""
        variables = self._variables(reading, day, highlight, standing=standing)
        bank = "ground" if ground else "bullet"
        for order, line in enumerate(self.words.phrases.candidates(bank, variables, key=str(place))):
            yield Bullet(line, _shape(line, day) if day else f"{reading.form}/undated/{order}")

    def _since_first(self, statement: str, day: str) -> Iterator[Bullet]:
        """Give a statement whose main clause ends with "since" and its date with these in front: another shape for a second bullet."""
        told = statement.replace(f" since {day},", ",", 1) if f" since {day}," in statement else statement.removesuffix(f" since {day}")
        small = softened(told, self.names.vocabulary, self.names.firsts)
        if small and told != statement and has_finite_verb(told):
            yield Bullet(f"Since {day}, {small}", "since")

    def _variables(self, reading: Reading, day: str, highlight: Highlight, *, standing: bool) -> dict[str, str | int]:
        phrases, period = self.words.phrases, isinstance(highlight.dated, Period)
        done_words = carried_out(reading)
        if done_words:
            reading = Reading(Form.PAST, done_words, Start.LOWER, done_words[:1].upper() + done_words[1:])
        on = phrases.name(day)
        inside = f"between {on}" if period else f"on {on}"
        done = "completed on" if not standing else "in force since"
        return {
            "form": reading.form.value,
            "dated": int(bool(day)),
            "on": on,
            "on_in": inside,
            "on_bare": f"between {on}" if period else on,
            "perfect": phrases.words(perfect(reading)),
            "period": int(period),
            "words": phrases.words(reading.words),
            "whole": phrases.words(reading.whole),
            "short": int(len(reading.words.split()) <= _SHORT and "," not in reading.words and " and " not in reading.words),
            "can_follow": int(reading.start is not Start.UNSURE),
            "finished": done,
            "spans": int(bool(_OWN_TIME.search(reading.words))),
        }

    def _tails(self, highlight: Highlight, place: int) -> Iterator[_Tail]:
        """Give what may follow the head: result and how, result, how, document, nothing."""
        told = _counted_once(highlight.result or later_sentences(highlight.statement), highlight.statement)
        results = list(self._results(told, place)) if told else []
        hows = list(self.hows(highlight.how)) if highlight.how else []
        {document.id: document.title for document in self.words.case.evidence}
        papers = self._papers(highlight)
        for result in results:
            for how in hows:
                yield _Tail(how.text + result.text, how.worth + result.worth)
            yield result
        yield from hows
        if highlight.side == "ground" or not results:
            turned = self.words.phrases.turn("paper", 3) + place
            for order, paper in enumerate(papers):
                said = (f" (enclosed: {paper})", f"; see {paper}", f" ({paper})")[turned % 3]
                yield _Tail(said, (2 if highlight.side == "ground" else 1) - order)
        yield _Tail("", 0)

    def _papers(self, highlight: Highlight) -> list[str]:
        """Give what is cited behind a bullet: up to two documents, then the first alone; none that the bullet names itself."""
        titles = {document.id: document.title for document in self.words.case.evidence}
        cited = dict.fromkeys(titles[ident].split(", ")[0] for ident in highlight.evidence if ident in titles)
        told = highlight.statement.lower()
        unnamed = [paper for paper in cited if " ".join(paper.lower().split()[:2]).rstrip("s") not in told]
        papers = [self.names.hidden(paper) for paper in unnamed]
        return [" and ".join(papers[:CITED_UP_TO]), papers[0]] if len(papers) > 1 else papers

    def _results(self, result: str, place: int) -> Iterator[_Tail]:
        whole, *cuts = shortened(self.names.hidden(result), (14, 10, 7), weakly=False)
        for level, text in enumerate([whole, *(cut for cut in cuts if keeps_figures(cut, whole))]):
            small = softened(text, self.names.vocabulary, self.names.firsts)
            capital = text[:1].upper() + text[1:]
            worth = RESULT_WORTH - level
            options = [f". {capital}", *([f"; {small}"] if small else [])]
            yield _Tail(options[self.words.phrases.turn(f"result/{place}", len(options))], worth)

    def hows(self, how: str) -> Iterator[_Tail]:
        """Give what may be told of how it was done, with its joint; nobody is named who is not named in it."""
        for level, text in enumerate(shortened(self.names.hidden(how.split("; ", maxsplit=1)[0]), (12, 8), weakly=False)):
            small = softened(text, self.names.vocabulary, self.names.firsts)
            worth = 4 - level
            if worth < 1:
                continue
            first, second = (*text.lower().split(), "", "")[:2]
            if "by" in {first, second} and first not in verb_forms().pasts and not first.endswith("ed") and not second.endswith("ing"):
                continue  # "we closed it, by the owner" is no English
            if opens_with_verb(text):
                yield from (_Tail(said, worth) for said in _by_whom(text))
            elif has_finite_verb(text):
                yield _Tail(f"; {small}" if small else f". {text}", worth)
            elif first in {"by", "with", "through", "using", "via", "under", "in", "on", "after", "before", "from"} or first.endswith(
                "ing"
            ):
                yield _Tail(f", {text[:1].lower()}{text[1:]}", worth)
            elif small and first in {"a", "an", "two", "three"}:
                yield _Tail(f", with {small}", worth)
            elif small and text.split()[0] not in self.names.firsts:
                yield _Tail(f" ({small})", worth)
            else:
                yield _Tail(f" ({text})", worth)


def _stands(tail: str, statement: str, *, whole: bool) -> bool:
    """Say whether what a tail points back at is still there."""
    opening = re.split(r"[;,]", tail.lstrip(" ;,.("), maxsplit=1)[0]
    named = _ROLE.search(statement) is not None
    return (named or not _PERSON.search(tail)) and (whole or not _PRONOUN.search(opening))


def _counted_once(result: str, statement: str) -> str:
    """Give a result without the count that the statement has given: "176 of 176 units are back" is then "all are back"."""
    match = _ALL_OF.match(result)
    return "All" + result[match.end() :] if match and re.search(rf"\b{match[1]}\b", statement) else result


def _by_whom(text: str) -> Iterator[str]:
    """Give a verb without a subject as ours only where it has an object and names nobody else; else as the participle it may be."""
    second = bare((*text.split(), "", "")[1])
    small = text[:1].lower() + text[1:]
    if second in verb_forms().determiners or second[:1].isdigit():
        if not _AGENT.search(text):
            yield f"; we {small}"
    elif second in verb_forms().prepositions or _AGENT.search(text):
        yield f", {small}"
    else:
        yield f" ({small})"


def _joined(head: str, tail: str) -> str:
    text = head.rstrip(" .") if not head.endswith(("Co.", "Inc.", "Ltd.")) else head
    if text.endswith(")") and tail.startswith(" ("):
        text, tail = text[:-1], "; " + tail[2:]
        return text + tail + "."
    long = len((head + tail).split()) > LONG_BULLET and not tail.startswith("; see ")
    if (";" in head or long) and tail.startswith("; "):
        tail = ". " + tail[2:3].upper() + tail[3:]
    text += tail
    return text if text.endswith(".") else text + "."


def _shape(line: str, day: str) -> str:
    """Name a frame by where its date stands and by what stands before it."""
    if not day or day not in line:
        return "undated"
    before = line[: line.index(day)].split()
    return f"{' '.join(before[:1]) if len(before) < 8 else 'after'}{'(' if line.rstrip('.').endswith(')') else ''}"  # noqa: PLR2004
