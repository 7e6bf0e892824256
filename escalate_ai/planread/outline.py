"""Headings nobody listed -> the part of a plan each opens. In: marked lines, and the headings known by their words. Out: parts by line.

Three things speak: the words of a heading one by one (`senses`), the order in which plans are told (why, what was done, what stands from
now on), and what the items below say (`voices`). The likeliest way through all headings of the text is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from escalate_ai.planread.entries import is_sign_off, label_of
from escalate_ai.planread.headings import ACTIONS, CAUSES, MEASURES, OTHER, WORDS_SET_APART, head_and_rest, labels, meaning_of
from escalate_ai.planread.lines import Kind, Line, Style, marker_class
from escalate_ai.planread.senses import senses_of
from escalate_ai.planread.voices import leaning

STATES = (CAUSES, ACTIONS, MEASURES, OTHER)
MOST_HEADINGS = 60
"""Headings that are weighed; a plan has five."""
_PLAIN_WORDS = 9
_MARKED_WORDS = 14
_FULL = 60
"""Characters from which on a line may go on in the next one."""
_PROSE = 45
"""Characters from which on a line below a heading is prose, however it ends."""
_PINNED = 8.0
_KNOWN = 3.0
_TITLE = 11.0
"""What speaks for the title of the whole in the first line: "Rectification plan", "CAPA report"."""
_CLEAR = 2.0
"""What the words of a heading have to weigh where its shape alone is no proof."""
_READ_BELOW = 5
_MOVES: Mapping[str, Mapping[str, float]] = {
    "": {CAUSES: 1.0, ACTIONS: 0.0, MEASURES: -1.5, OTHER: 0.5},
    CAUSES: {CAUSES: 0.0, ACTIONS: 1.5, MEASURES: 0.3, OTHER: -1.5},
    ACTIONS: {CAUSES: -1.0, ACTIONS: 0.0, MEASURES: 1.5, OTHER: -1.0},
    MEASURES: {CAUSES: -1.5, ACTIONS: -1.5, MEASURES: 0.0, OTHER: 0.3},
    OTHER: {CAUSES: 1.0, ACTIONS: 0.3, MEASURES: -0.5, OTHER: 0.0},
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the heading of a part, with what stands on the line behind it."""

    index: int
    head: str
    rest: str
    at: int
    """Where the rest begins in the line's text; its length where there is none."""
    style: Style


def outline(lines: Sequence[Line], known: Mapping[int, str]) -> dict[int, tuple[str, Candidate]]:
    """Give the part that each further heading opens, by the place of its line; headings known already only steer.

    Args:
        lines: The marked lines of the text.
        known: The parts that headings known by their words open, by the place of their line.

    """
    found = _without_stray(_candidates(lines, known))
    if not found or (len(found) == 1 and not known and _weighs(found[0].head) < _CLEAR):
        return {}
    states = _likeliest(found, lines, known)
    before = ""
    told: dict[int, tuple[str, Candidate]] = {}
    for candidate, state in zip(found, states, strict=True):
        if known.get(candidate.index) != state and (candidate.index in known or state != OTHER or before in {"", OTHER}):
            told[candidate.index] = (state, candidate)
        before = state
    return told


# ---------------------------------------------------------------- what may be a heading


def _candidates(lines: Sequence[Line], known: Mapping[int, str]) -> list[Candidate]:
    items = _item_headings(lines, known)
    found: list[Candidate] = []
    for index, line in enumerate(lines):
        if line.kind in {Kind.BLANK, Kind.ROW}:
            continue
        if is_sign_off(line.text) and not line.is_set_apart and found:
            break
        if index in known:
            parted = head_and_rest(line.text)
            found.append(Candidate(index, line.text, parted[1] if parted else "", len(line.text), line.style))
        elif index in items or _is_whole_heading(lines, index):
            found.append(Candidate(index, line.text, "", len(line.text), line.style))
        elif inline := _inline(lines, index, known):
            found.append(inline)
    return found[:MOST_HEADINGS]


def _is_whole_heading(lines: Sequence[Line], index: int) -> bool:  # noqa: PLR0911  one line per thing it is not
    """Tell whether the shape of a line makes it a heading: it is set apart, or short and leading to something."""
    line = lines[index]
    size = len(line.text.split())
    ahead = _ahead(lines, index)
    if ahead is None or line.kind is Kind.ITEM or label_of(line.text):
        return False
    if line.is_set_apart:
        return size <= WORDS_SET_APART and not line.text.endswith((".", ";", ","))
    if line.text.endswith((".", ";", ",", "!")) or size > _MARKED_WORDS:
        return False
    if line.text.endswith((":", "?", "=")):
        return _weighs(line.text) >= _CLEAR and _begins_anew(lines, index, marked=True)
    if size > _PLAIN_WORDS:
        return False
    if line.text[:1].islower() and line.text[:1].isascii() and not (ahead.kind is Kind.ITEM and _weighs(line.text) >= _KNOWN):
        return False
    leads = ahead.kind is Kind.ITEM or (
        len(ahead.text.split()) > size and ahead.text[:1].isupper() and (ahead.text.endswith((".", "!", ")")) or len(ahead.text) > _PROSE)
    )
    return leads and _weighs(line.text) >= _CLEAR and _begins_anew(lines, index, marked=False)


def _begins_anew(lines: Sequence[Line], index: int, *, marked: bool) -> bool:
    """Tell whether a line is no wrapped rest of the one above it."""
    above = lines[index - 1] if index else None
    ahead = _ahead(lines, index)
    if (
        marked
        and lines[index].text.endswith(":")
        and ahead is not None
        and ahead.kind is Kind.ITEM
        and _weighs(lines[index].text) >= _KNOWN
    ):
        return True
    if above is None or above.kind in {Kind.BLANK, Kind.ROW} or above.is_set_apart:
        return True
    if above.text.endswith((".", "!", "?", ")", ";")):
        return True
    wrapped = len(above.text) > _FULL and not marked
    return (
        above.kind is Kind.ITEM
        and not wrapped
        and (marked or lines[index].indent <= above.indent)
        and not (lines[index].text[:1].islower() and above.text[:1].isupper())
    )


def _ahead(lines: Sequence[Line], index: int) -> Line | None:
    return next((line for line in lines[index + 1 :] if line.kind is not Kind.BLANK), None)


def _item_headings(lines: Sequence[Line], known: Mapping[int, str]) -> set[int]:
    """Give the numbered lines that are headings: short, of one sort, more than one of them speaking for different parts."""
    if any(lines[index].kind is Kind.TEXT and section != OTHER for index, section in known.items()):
        return set()
    sorts: dict[tuple[str, int], dict[int, str]] = {}
    for index, line in enumerate(lines):
        if line.kind is not Kind.ITEM or len(line.text.split()) > _PLAIN_WORDS or line.text.endswith((".", ";", ",")):
            continue
        ahead = _ahead(lines, index)
        sort = marker_class(line.marker)
        if (
            ahead is None
            or sort == "glyph"
            or (ahead.kind is Kind.ITEM and marker_class(ahead.marker) == sort and ahead.indent <= line.indent)
        ):
            continue
        if ahead.kind is Kind.TEXT and ahead.text[:1].islower():
            continue
        best = _best(line.text)
        if best:
            sorts.setdefault((sort, line.indent), {})[index] = best
    return {index for group in sorts.values() if len({*group.values()} - {OTHER}) > 1 for index in group}


def _inline(lines: Sequence[Line], index: int, known: Mapping[int, str]) -> Candidate | None:
    """Find a heading in front of its text on one line: "The guarantee: ...", "What broke = ...", "First, the reason. ..."."""
    line = lines[index]
    if line.kind is Kind.ITEM and marker_class(line.marker) == "glyph":
        return None
    parted = head_and_rest(line.text) or _sentence_head(line.text)
    if parted is None:
        return None
    head, rest, at = parted
    if head.lower() in labels() or len(rest.split()) < 3:  # noqa: PLR2004  a value, no text
        return None
    above = head_and_rest(lines[index - 1].text) if index else None
    if not (_begins_anew(lines, index, marked=True) or (above and _weighs(above[0]) >= _CLEAR)):
        return None
    if line.kind is Kind.ITEM and (line.indent or any(lines[place].kind is Kind.TEXT and known[place] != OTHER for place in known)):
        return None
    return Candidate(index, head, rest, at, Style.PLAIN) if _weighs(head) >= _CLEAR else None


def _without_stray(found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out weak headings in front of a text where no other two of the kind bear them out."""
    inline = sum(bool(candidate.rest) for candidate in found)
    return [candidate for candidate in found if not candidate.rest or inline > 2 or _weighs(candidate.head) >= _KNOWN]  # noqa: PLR2004  two others


@cache
def _lead() -> re.Pattern[str]:
    first = r"(?:and|now|first|firstly|second|secondly|third|thirdly|finally|then|next|to begin with)"
    return re.compile(
        rf"(?P<head>(?:{first}\b,?\s)?(?:the|our|to the|about the|with the)\s[\w' -]{{3,40}}?)\.\s{{1,3}}(?P<rest>\S.*+)",
        re.IGNORECASE | re.DOTALL,
    )


def _sentence_head(text: str) -> tuple[str, str, int] | None:
    """Part "First, the reason. Our warehouse ..." into its heading and the rest."""
    match = _lead().match(text)
    if match is None or len(match["head"].split()) > 5:  # noqa: PLR2004  more is a sentence
        return None
    return match["head"], match["rest"], match.start("rest")


def _weighs(text: str) -> float:
    return max(senses_of(text).values())


def _best(text: str) -> str:
    """Give the part that the words of a line speak for; empty where they say nothing clear."""
    weights = senses_of(text)
    best = max(STATES, key=lambda state: weights[state])
    return best if weights[best] >= _CLEAR else ""


# ---------------------------------------------------------------- the way through


def _likeliest(found: Sequence[Candidate], lines: Sequence[Line], known: Mapping[int, str]) -> list[str]:
    """Give the likeliest part for each heading, all in all."""
    scores: dict[str, float] = {"": 0.0}
    ways: dict[str, list[str]] = {"": []}
    for place, candidate in enumerate(found):
        end = found[place + 1].index if place + 1 < len(found) else len(lines)
        weights = _weights(candidate, lines[candidate.index + 1 : end], known.get(candidate.index))
        if not place and len(found) > 2 and not any(line.kind is not Kind.BLANK for line in lines[: candidate.index]):  # noqa: PLR2004  parts
            named = {known[other.index] for other in found[1:] if other.index in known}
            weights[OTHER] += _TITLE if _title().search(candidate.head) or known.get(candidate.index) in named else 0.0
        group = _is_weaker(candidate, found, place, known)
        best: dict[str, tuple[float, str]] = {}
        for state in STATES:
            options = [(score + _MOVES[old][state] + (group if old == state else 0.0), old) for old, score in scores.items()]
            move = max(options)
            best[state] = (move[0] + weights[state], move[1])
        ways = {state: [*ways[old], state] for state, (_, old) in best.items()}
        scores = {state: score for state, (score, _) in best.items()}
    return ways[max(scores, key=lambda state: scores[state])]


@cache
def _title() -> re.Pattern[str]:
    return re.compile(r"\b(?:plan|report|capa|statement|letter|appeal|poa|submission|answer|reply)\b", re.IGNORECASE)


def _is_weaker(candidate: Candidate, found: Sequence[Candidate], place: int, known: Mapping[int, str]) -> float:
    """Give what speaks for a group inside a part, a heading set apart less than those of parts; and against it, set apart as much."""
    styles = [other.style for other in found[:place] if known.get(other.index) in {CAUSES, ACTIONS, MEASURES}]
    if not styles:
        return 0.0
    return 2.0 if candidate.style.value > min(style.value for style in styles) else -1.0


def _weights(candidate: Candidate, below: Sequence[Line], known: str | None) -> dict[str, float]:
    senses = senses_of(candidate.head)
    weights = dict(senses)
    meaning = meaning_of(candidate.head.rstrip(":=").rstrip())
    if meaning is not None:
        weights[meaning.section] += _KNOWN * meaning.covered
    if known is not None:
        most = max(senses[state] for state in (CAUSES, ACTIONS, MEASURES))
        weights[known] += _PINNED if most < senses[known] + _CLEAR else 0.0
    texts = [candidate.rest] if candidate.rest else []
    texts += [line.text for line in below if line.kind in {Kind.ITEM, Kind.TEXT} and len(line.text.split()) > 2]  # noqa: PLR2004  a word or two say nothing
    votes = [leaning(text[:400]) for text in texts[:_READ_BELOW]]
    for state, count in zip((CAUSES, ACTIONS, MEASURES), (sum(vote[sort] for vote in votes) for sort in range(3)), strict=True):
        weights[state] += 2.5 * count / max(1, len(votes))
    if not votes or sum(label_of(line.text) is not None or _is_fact_line(line.text) for line in below[:6]) > (1 if len(below) > 3 else 0):  # noqa: PLR2004  a line or two of facts
        weights[OTHER] += 2.0
    return weights


def _is_fact_line(text: str) -> bool:
    """Tell "Seller: Brightwater Toys": a name and its value."""
    head, colon, rest = text.partition(":")
    if text.count(": ") > 2:  # noqa: PLR2004  several on one line
        return True
    return bool(colon) and len(head.split()) <= 3 and 0 < len(rest.split()) <= 6  # noqa: PLR2004  a label and its value
