"""The documents of a case, by what their files are called and say. In: sources under evidence/. Out: values of `evidence`. Words are data.

A file's name goes before the words inside; what neither tells is `other`. Nobody has looked at it yet: `confirmed` is false. A document
that a measure names becomes its evidence; one that is in no file is entered without a file and asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import PurePosixPath

from escalate_ai.extract.found import Value
from escalate_ai.extract.plans import NamedPaper
from escalate_ai.extract.source import Source, trimmed
from escalate_ai.terms import EvidenceKind
from escalate_ai.text.dates import DatePoint, find_dates
from escalate_ai.text.folding import Span
from escalate_ai.text.lexicon import Lexicon

HEAD = 600
"""Characters of a document that tell what it is."""
HEAD_LINES = 4
HEAD_WORDS = 8
TITLE_WORDS = 14
_SHARED = 0.6


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that is a document of the case; `title` is what a letter would call it."""

    file: str
    kind: EvidenceKind
    title: str
    title_span: Span | None
    kind_span: Span | None
    day: date | None
    day_span: Span | None


def paper_of(source: Source) -> Paper:
    """Give what a document is, by name and words."""
    text = source.text
    stem = readable(source.file)
    kind, kind_span = paper_kind(stem), None
    if kind is EvidenceKind.OTHER:
        kind, kind_span = _kind_at_head(text)
    heading = _heading(text)
    title_span = heading if heading and _names_kind(text[slice(*heading)], kind) else None
    title = " ".join(text[slice(*title_span)].split()) if title_span else stem[:1].upper() + stem[1:]
    day, day_span = _dated(source)
    return Paper(source.file, kind, title, title_span, kind_span, day, day_span)


def unreadable_paper(file: str) -> Paper:
    """Give what a document is by its name alone: a scan, a picture."""
    stem = readable(file)
    return Paper(file, paper_kind(stem), stem[:1].upper() + stem[1:], None, None, None, None)


def paper_kind(words: str) -> EvidenceKind:
    """Tell the kind of document that a name or title says; `other` where it says none."""
    return _kind_in(words)[0]


def readable(file: str) -> str:
    """Give a file's name as words."""
    return " ".join(re.sub(r"[_+\s]+|-(?=[A-Za-z])|(?<=[A-Za-z])-", " ", PurePosixPath(file).stem).split()) or "document"


def _kind_in(text: str) -> tuple[EvidenceKind, Span | None]:
    hits = Lexicon.load("paper_kinds").find(text)
    if not hits:
        return EvidenceKind.OTHER, None
    best = min(hits, key=lambda hit: (int(str(hit.entry.fields.get("rank", 9))), hit.span[0]))
    return EvidenceKind(best.entry.category), best.span


def _kind_at_head(text: str) -> tuple[EvidenceKind, Span | None]:
    """Tell the kind that the first short lines of a document say; its sentences speak of other papers too."""
    for place, match in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text[:HEAD])):
        if place >= HEAD_LINES:
            break
        if len(match[0].split()) <= HEAD_WORDS:
            kind, span = _kind_in(match[0])
            if span:
                return kind, (match.start() + span[0], match.start() + span[1])
    return EvidenceKind.OTHER, None


def _heading(text: str) -> Span | None:
    """Give the first line that says something, without its mark."""
    for match in re.finditer(r"[^\n]+", text[:HEAD]):
        mark = re.match(r"[#*\s]*", match[0])
        span = trimmed(text, (match.start() + (mark.end() if mark else 0), match.end()))
        while span[1] > span[0] and text[span[1] - 1] in "*:# ":
            span = (span[0], span[1] - 1)
        if span[1] > span[0]:
            return span if len(text[slice(*span)].split()) <= TITLE_WORDS and text[span[1] - 1] not in ".;," else None
    return None


def _names_kind(title: str, kind: EvidenceKind) -> bool:
    return kind is not EvidenceKind.OTHER and paper_kind(title) is kind


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:date|dated|datum|issued(?: on)?|invoice date|date of issue|issue date|printed(?: on)?|signed(?: on)?)[ :*\t]{1,4}$",
        re.IGNORECASE,
    )


def _dated(source: Source) -> tuple[date | None, Span | None]:
    """Give the day that a document labels as its own; where two are labelled, none."""
    found: dict[date, Span] = {}
    for mention in find_dates(source.text[: 4 * HEAD], source.reads.order):
        day = mention.value.as_date() if isinstance(mention.value, DatePoint) and mention.value.year else None
        if day and _label().search(source.text[max(0, mention.span[0] - 24) : mention.span[0]]):
            found.setdefault(day, mention.span)
    return next(iter(found.items())) if len(found) == 1 else (None, None)


def paper_values(source: Source | None, paper: Paper, place: int) -> Iterator[Value]:
    """Give a document as an entry of `evidence`."""
    path = f"evidence[{place}]"
    told: tuple[tuple[str, str | bool, Span | None], ...] = (
        ("id", f"EV{place + 1}", None),
        ("kind", paper.kind.value, paper.kind_span),
        ("title", paper.title, paper.title_span),
        ("file", paper.file, None),
        *((("dated", paper.day.isoformat(), paper.day_span),) if paper.day else ()),
        ("confirmed", False, None),
    )
    for name, value, span in told:
        if source and span:
            yield source.value(f"{path}.{name}", value, span)
        else:
            yield Value(path=f"{path}.{name}", value=value, quote="", file=paper.file)


def matching(named: NamedPaper, papers: Sequence[Paper]) -> int | None:
    """Give the place of the file that a measure names: by its file name, else by the one title that shares most of its words."""
    wanted = named.title.lower()
    for place, paper in enumerate(papers):
        if PurePosixPath(paper.file).name.lower() == wanted or PurePosixPath(paper.file).stem.lower() == wanted:
            return place
    kind = paper_kind(readable(named.title))
    likely = [(place, paper) for place, paper in enumerate(papers) if EvidenceKind.OTHER in {kind, paper.kind} or kind is paper.kind]
    scores = [(_likeness(wanted, f"{paper.title} {readable(paper.file)}".lower()), -place) for place, paper in likely]
    best = sorted(scores, reverse=True)[:2]
    if not best or best[0][0] < _SHARED or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return -best[0][1]


def _likeness(wanted: str, title: str) -> float:
    ours, theirs = _stems(wanted), _stems(title)
    return len(ours & theirs) / len(ours) if ours else 0.0


def _stems(text: str) -> set[str]:
    return {
        word.rstrip("s")
        for word in re.findall(r"[\w]{2,}", text)
        if word not in {"the", "of", "and", "for", "from", "to", "in", "our", "pdf", "a"}
    }
