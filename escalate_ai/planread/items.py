"""One entry -> its fields. In: what stands in an item, and the order of day and month. Out: what it tells, with places.

What an item does not tell stays None or unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from escalate_ai.planread.entries import Entry, Piece
from escalate_ai.planread.headings import ACTIONS, CAUSES, MEASURES, labels
from escalate_ai.planread.status import said_outright, tag_of, word_lists
from escalate_ai.planread.tense import status_of
from escalate_ai.terms import DateOrder, MeasureStatus
from escalate_ai.text.dates import DatePoint, find_dates
from escalate_ai.text.folding import Span
from escalate_ai.text.words import sentences

LIMIT = 4000
"""Characters a field of the typed plan may hold."""
SHORTEST = 3
"""Letters of the shortest word that is a label in the middle of a line."""


@dataclass(slots=True)
class Told:
    """Everything an entry tells."""

    section: str
    statement: str
    status: MeasureStatus = MeasureStatus.UNKNOWN
    day: date | None = None
    how: str | None = None
    result: str | None = None
    causes: tuple[int, ...] = ()
    spans: dict[str, Span] = field(default_factory=dict[str, Span])
    papers: list[Span] = field(default_factory=list[Span])
    """Where documents are named under a label."""


@cache
def _inner_label() -> re.Pattern[str]:
    known = sorted(
        (word for word, part in labels().items() if part not in {"number", "statement"} and len(word) >= SHORTEST), key=len, reverse=True
    )
    return re.compile(
        r"(?:(?<=[.;!?,)\]])|(?<=[-\u2013\u2014|/]))\s{1,3}(" + "|".join(re.escape(word) for word in known) + r")\s?:\s{0,3}(?=\S)",
        re.IGNORECASE,
    )


@cache
def _front() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:step|action|measure|item|cause|root cause|corrective action|preventive measure|preventive action|CA|PM|RC|PA)"
        r"[ \t]?(?:no\.?[ \t]?|#)?\d{1,2}"
        r"|(?:CA|PM|RC|PA|[A-Z])-?\d{1,2})[ \t]*+(?:[:.)\u2013\u2014-][ \t]*+|(?=\[))",
        re.IGNORECASE,
    )


@cache
def _before_date() -> re.Pattern[str]:
    return re.compile(r"[(\[]?(?:(?:" + "|".join(word_lists()["dates"]["front"]) + r")\s)?", re.IGNORECASE)


@cache
def _after_date() -> re.Pattern[str]:
    return re.compile(r"[ \t]*+[\])]?[ \t]*+[:;,.\u2013\u2014|-]*+[ \t]*+")


@cache
def _cause_link() -> re.Pattern[str]:
    return re.compile(
        r"(?:\bRC[ \t-]?(?P<rc>\d{1,2})\b|\bcauses?[ \t]?(?:nos?\.?[ \t]?|#)?"
        r"(?P<list>\d{1,2}(?:[ \t]?(?:,|and|&|\+|/|to)[ \t]?\d{1,2}){0,5})\b(?![ \t]?%))",
        re.IGNORECASE,
    )


@cache
def _result_sentence() -> re.Pattern[str]:
    return re.compile(
        r"(?<=[.;!?])\s{1,3}(?=(?:as a result|since then|so far|to date|this has resulted|this resulted|the result)\b)", re.IGNORECASE
    )


def told_by(entry: Entry, order: DateOrder) -> Told | None:
    """Give what an entry tells; None where nothing is left of it but marks."""
    pieces = _pieces(entry)
    told = Told(entry.section, "")
    tagged = tag_of(entry.lead.text, entry.marker)
    lead = next((piece for piece in pieces if not piece.label), None) or next(
        (piece for piece in pieces if piece.label == "statement"), None
    )
    if lead is None:
        lead = Piece(entry.lead.text, entry.lead.start, entry.lead.end)
    if tagged and tagged[1] and tagged[1][1] <= len(lead.text):
        low, high = tagged[1]
        lead.text = " ".join((lead.text[:low] + " " + lead.text[high:]).split())
    front = _take_front(lead, order)
    told.statement = lead.text[:LIMIT].strip()
    if not any(char.isalnum() for char in told.statement):
        return None
    told.spans["statement"] = (lead.start, lead.end)
    _fill_texts(told, lead, pieces)
    if entry.section != CAUSES:
        _fill_measure(told, lead, pieces, order, front, prose=not entry.listed and not entry.titled)
        if tagged:
            told.status = tagged[0]
        told.causes = _causes(entry, pieces)
    if entry.both:
        told.section = MEASURES if _stands(told) else ACTIONS
    return told


def _stands(told: Told) -> bool:
    """Under a heading for both: what is told in the present or the future stands, what was done is a correction."""
    return told.status in {MeasureStatus.PLANNED, MeasureStatus.UNKNOWN} or bool(
        re.search(r"\b(?:now|since|every|each|monthly|weekly|daily)\b", told.statement, re.IGNORECASE)
    )


def _pieces(entry: Entry) -> list[Piece]:
    """Give the lead and the children, each parted at the labels inside it."""
    found: list[Piece] = []
    for piece in (entry.lead, *entry.children):
        found.extend(_parted(piece))
    return found


def _parted(piece: Piece) -> list[Piece]:
    exact = piece.end - piece.start == len(piece.text)
    cuts = [(match.start(), match.end(), labels()[match[1].lower()]) for match in _inner_label().finditer(piece.text)]
    if not cuts and not piece.label and (match := _result_sentence().search(piece.text)):
        cuts = [(match.start(), match.end(), "result")]
    parts: list[Piece] = []
    begin, label = 0, piece.label
    for start, end, name in [*cuts, (len(piece.text), len(piece.text), "")]:
        text = piece.text[begin:start].strip(" \t|-–—")
        if text:
            low = piece.start + begin if exact else piece.start
            parts.append(Piece(text, low, piece.start + start if exact else piece.end, label))
        begin, label = end, name
    return parts


def _take_front(lead: Piece, order: DateOrder) -> date | None:
    """Take a label like "Step 1:" and a day off the front of a lead; give the day."""
    day: date | None = None
    for _ in range(3):
        if match := _front().match(lead.text):
            _shorten(lead, match.end())
            continue
        mention = next(iter(find_dates(lead.text[:60], order)), None)
        if mention is not None and _before_date().fullmatch(lead.text, 0, mention.span[0]):
            rest = _after_date().match(lead.text, mention.span[1])
            end = rest.end() if rest else mention.span[1]
            parted = any(char in ":;,.–—|-)]" for char in lead.text[mention.span[1] : end])
            if parted and len(lead.text) > end:
                day = day or _full(mention.value)
                _shorten(lead, end)
                continue
        break
    return day


def _shorten(lead: Piece, count: int) -> None:
    if lead.end - lead.start == len(lead.text):
        lead.start += count
    lead.text = lead.text[count:]


def _full(value: object) -> date | None:
    """Give a day only where the words bear its year too."""
    return value.as_date() if isinstance(value, DatePoint) and value.year is not None and value.part is None else None


def _fill_texts(told: Told, lead: Piece, pieces: list[Piece]) -> None:
    by_field: dict[str, list[Piece]] = {"how": [], "result": []}
    for piece in pieces:
        if piece is lead:
            continue
        if piece.label == "result":
            by_field["result"].append(piece)
        elif piece.label in {"", "how", "statement"}:
            by_field["how"].append(piece)
        elif piece.label == "evidence":
            told.papers.append((piece.start, piece.end))
    for name, found in by_field.items():
        if found:
            text = _joined([piece.text for piece in found])[:LIMIT]
            setattr(told, name, text)
            told.spans[name] = (found[0].start, found[-1].end)


def _joined(texts: list[str]) -> str:
    return " ".join(text if text.endswith((".", "!", "?", ";", ":")) or text is texts[-1] else f"{text};" for text in texts)


def _fill_measure(told: Told, lead: Piece, pieces: list[Piece], order: DateOrder, front: date | None, *, prose: bool) -> None:
    labelled = [piece for piece in pieces if piece.label in {"date", "done"}]
    day = front or next((found for piece in labelled for found in _days(piece.text, order)), None)
    stated = [status for piece in pieces if piece.label == "status" for status in [said_outright(piece.text)] if status]
    body = " ".join(piece.text for piece in pieces if piece.label in {"", "how", "statement"} and piece is not lead)
    # in running text the next sentence may tell of something else, and its day is that thing's
    dated = " ".join(sentence for sentence in _sentences(body) if _speaks_on().match(sentence)) if prose else body
    day = day or _day_of(lead.text, told.section, order) or (_day_of(dated, told.section, order) if dated else None)
    if day is None:
        day = next((found for piece in pieces if piece.label == "status" for found in _days(piece.text, order)), None)
    told.status = stated[0] if stated else _status(told, lead, body, day)
    if told.status is MeasureStatus.UNKNOWN and any(piece.label == "done" for piece in labelled):
        told.status = MeasureStatus.COMPLETED
    told.day = None if told.status is MeasureStatus.PLANNED else day


def _sentences(text: str) -> list[str]:
    return [text[low:high] for low, high in sentences(text)]


@cache
def _speaks_on() -> re.Pattern[str]:
    """A sentence on what the one before it told: "This was done on 10 June", "Since 10 June it runs daily"."""
    return re.compile(
        r"(?:this|it|that|they|these|those|both|all|which|since|from|as of|on|by|effective|done|completed|date|in force|in effect)\b",
        re.IGNORECASE,
    )


def _status(told: Told, lead: Piece, body: str, day: date | None) -> MeasureStatus:
    """Read the tense of the item's own words, and where they have none, of what hangs below it."""
    standing = told.section == MEASURES
    since = standing and _tells_a_start(lead.text)
    status = status_of(lead.text, dated=day is not None, standing=standing, since=since, correction=told.section == ACTIONS)
    if status is MeasureStatus.UNKNOWN and body:
        return status_of(body, dated=day is not None, standing=standing)
    return status


def _tells_a_start(text: str) -> bool:
    """Tell whether a day stands behind a word like "since" or "from"."""
    words = "|".join(word_lists()["dates"]["start_words"])
    return re.search(rf"\b(?i:{words})\s{{1,3}}(?:on\s|of\s)?(?=\d|[A-Z][a-z]{{2,9}}\.?\s\d)", text) is not None


def _days(text: str, order: DateOrder) -> list[date]:
    return [day for mention in find_dates(text, order) for day in [_full(mention.value)] if day]


def _day_of(text: str, section: str, order: DateOrder) -> date | None:
    """Give the one day of a text on which it was done or came into force; days of other things are passed over."""
    fitting: list[tuple[bool, date]] = []
    for mention in find_dates(text, order):
        day = _full(mention.value)
        before = re.findall(r"[A-Za-z]+", text[max(0, mention.span[0] - 28) : mention.span[0]].lower())[-2:]
        if day is None or (before and _is_other_day(before)):
            continue
        starts = bool(set(before) & set(word_lists()["dates"]["start_words"]))
        fitting.append((starts and section == MEASURES, day))
    best = next((day for starts, day in fitting if starts), None)
    return best or (fitting[0][1] if fitting else None)


def _is_other_day(before: list[str]) -> bool:
    lists = word_lists()["dates"]
    if before[-1] in lists["between"]:
        return len(before) > 1 and before[0] in lists["not_the_day"] and before[0] not in lists["not_through"]
    return before[-1] in lists["not_the_day"]


def _causes(entry: Entry, pieces: list[Piece]) -> tuple[int, ...]:
    """Give the numbers of the causes that the item says it answers."""
    found: list[int] = []
    for piece in pieces:
        if piece.label == "cause":
            found += [int(number) for number in re.findall(r"\d{1,2}", piece.text)]
        for match in _cause_link().finditer(piece.text):
            numbers = [match["rc"]] if match["rc"] else re.findall(r"\d{1,2}", match["list"])
            found += [int(number) for number in numbers]
    if not found and entry.cause is not None:
        found = [entry.cause]
    return tuple(dict.fromkeys(found))
