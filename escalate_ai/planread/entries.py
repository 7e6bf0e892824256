"""What the parts of a plan are made of. In: words of one line. Out: `Piece`, `Entry`, and what a line is: label, title, sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from escalate_ai.planread.headings import labels, words
from escalate_ai.planread.lines import Line

INTRO_WORDS = 30
SIGN_OFF_WORDS = 8


@dataclass(slots=True)
class Piece:
    """A run of text and its place: a lead, or one child of an item."""

    text: str
    start: int
    end: int
    label: str = ""
    """The part of the item it names itself: result, how, date, status, cause, evidence, statement."""

    def grow(self, line: Line) -> None:
        """Add a wrapped line."""
        self.text = f"{self.text} {line.text}"
        self.end = line.end


@dataclass(slots=True)
class Entry:
    """One cause or measure as it stands: its own words first, then what hangs below it."""

    section: str
    lead: Piece
    children: list[Piece] = field(default_factory=list[Piece])
    listed: bool = True
    """False for a paragraph."""
    marker: str = ""
    indent: int = 0
    cause: int | None = None
    """The number of the cause it stands under, where the text puts it under one."""
    titled: bool = False
    """Its lead is a title, so that what stands below until the next heading belongs to it."""
    both: bool = False
    """Its heading names corrections and prevention in one, so that its own words decide."""

    @property
    def end(self) -> int:
        """Where its last piece ends."""
        return max([self.lead.end, *(child.end for child in self.children)])


@cache
def _cause_number() -> re.Pattern[str]:
    return re.compile(r"\b(?:cause|issue|problem|RC|reason|failure|finding)[ \t]*+(?:no\.?+[ \t]*+|#)?(\d{1,2})\b", re.IGNORECASE)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(
        r"\b(cause|issue|problem|failure|reason|action|measure|step|RC|CA|PM)[ \t]*+(?:no\.?+[ \t]*+|#)?\d{1,2}$", re.IGNORECASE
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"[\[(]?(?P<word>[A-Za-z#][A-Za-z/. ]{0,28}?)[\])]?[ \t]*+(?::|[ \t][-\u2013\u2014](?=[ \t])|=)[ \t]*+(?=\S)")


def numbered_cause(text: str) -> int | None:
    """Give the number of the cause that a line speaks of."""
    match = _cause_number().search(text)
    return int(match[1]) if match else None


def is_title(head: str) -> bool:
    """Tell "Cause 1" and "Corrective action 2", which open one item, from the heading of a section."""
    match = _title().search(head)
    return match is not None and not (match[1].lower() != "cause" and "cause" in head.lower())


def label_of(text: str) -> tuple[str, str, int] | None:
    """Give the part of an item that a line labels itself as, the rest of the line, and where that begins."""
    match = _label().match(text)
    part = labels().get(match["word"].strip().lower()) if match else None
    return (part, text[match.end() :], match.end()) if match and part and part != "number" else None


def label_field(text: str) -> str | None:
    """Give the part of an item that a line labels itself as."""
    found = label_of(text)
    return found[0] if found else None


def is_sign_off(text: str) -> bool:
    """Tell whether a line ends the plan: "Kind regards"."""
    plain = text.strip(" ,.!").lower()
    return len(plain.split()) <= SIGN_OFF_WORDS and (
        plain in words("signoff") or plain.startswith(tuple(f"{word}," for word in words("signoff")))
    )


@cache
def _name() -> re.Pattern[str]:
    """A name alone, as it stands below a mail: "Ana", "Tom de Boer"."""
    return re.compile(r"(?:[A-Z][\w'-]{0,15}\.?|de|van|von|la)(?:\s(?:[A-Z][\w'-]{0,15}\.?|de|van|von|la)){0,2}")


def without_talk(entries: Sequence[Entry]) -> list[Entry]:
    """Leave out the sentences that introduce a list, and those that close the plan."""
    return [entry for entry, after in _with_next(entries) if not _introduces(entry, after) and not _closes(entry, entries)]


def _with_next(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry | None]]:
    for index, entry in enumerate(entries):
        yield entry, entries[index + 1] if index + 1 < len(entries) else None


def _introduces(entry: Entry, after: Entry | None) -> bool:
    if entry.listed or entry.children:
        return False
    text = entry.lead.text.rstrip()
    if text.endswith(":"):
        return True
    listed_next = after is not None and after.listed and after.section == entry.section
    return listed_next and len(text.split()) <= INTRO_WORDS and any(cue in text.lower() for cue in words("intro"))


def _closes(entry: Entry, entries: Sequence[Entry]) -> bool:
    """A paragraph of thanks or of asking behind a list is no cause and no measure."""
    if entry.listed:
        return False
    if entry is entries[-1] and not entry.children and _name().fullmatch(entry.lead.text):
        return True
    return entry.lead.text.lower().startswith(words("closing")) and any(
        other is not entry and other.section == entry.section for other in entries
    )
