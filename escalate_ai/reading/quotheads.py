"""The lines that head an inner mail. In: lines of a text. Out: a `Head`: who, when, what about, and which lines say so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from escalate_ai.reading.quoted_lines import QuotedLine
from escalate_ai.reading.quoters import words

ATTRIBUTION_LINES = 4
"""Lines over which "On … wrote:" may be wrapped."""
HEADER_LINES = 14
"""Lines a block of header lines may have, wrapped recipients among them."""
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above an inner mail."""

    first: int
    last: int
    sender: str = ""
    sent: str = ""
    to: str = ""
    subject: str = ""
    is_quotation: bool = True
    """False for bare header lines, which may be the writer's own."""
    marks_follow: bool = False
    """The quoted lines are the ones behind marks, where there are any."""


def head_at(lines: list[QuotedLine], at: int) -> Head | None:
    """Give the head that begins at a line, if one does."""
    line = lines[at]
    body = line.body.strip(" \t*_\u00a0")
    if not body or len(body) > LONGEST:
        return None
    if _separates(body):
        under = at + 1
        while under < len(lines) and under - at <= 2 and lines[under].blank:  # noqa: PLR2004  blank lines under the rule
            under += 1
        block = _header_block(lines, under) if under < len(lines) else None
        return Head(at, block.last, block.sender, block.sent, block.to, block.subject) if block else Head(at, at)
    return _attribution(lines, at) or _header_block(lines, at)


def _separates(body: str) -> bool:
    low = body.lower()
    core = low.strip("-_= :>")
    ruled = low.startswith(("--", "__", "==")) or low.endswith(":")
    return ruled and len(core) <= LONGEST // 5 and any(core.startswith(word) for word in words().separators)


@cache
def _wrote() -> re.Pattern[str]:
    verbs = "|".join(re.escape(word) for word in words().wrote)
    return re.compile(rf"(?<!\w)(?:{verbs})(?P<who>\s(?:[^:<>]{{0,80}}<[^:<>]{{3,80}}>|[^:]{{0,60}}))?\s?[:\uff1a]\s*\Z", re.IGNORECASE)


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(r"\b\d{1,4}(?:st|nd|rd|th)?[./ -]|\d{1,2}:\d{2}")


def _attribution(lines: list[QuotedLine], at: int) -> Head | None:
    """Read "On Tue, May 5, 2026 at 10:12 AM Seller Performance <…> wrote:", wrapped or not."""
    opens = lines[at].body.strip(" \t*_\u00a0")
    joined = ""
    for last in range(at, min(at + ATTRIBUTION_LINES, len(lines))):
        line = lines[last]
        if line.blank or line.depth != lines[at].depth:
            return None
        joined = f"{joined} {line.body.strip()}".strip()
        if len(joined) > LONGEST:
            return None
        if _wrote().search(joined):
            told = _dated().search(joined) is not None and (opens[:1].isalnum() or opens[:1] in {"<", '"'})
            addressed = "@" in joined
            if _tells_of_own_letter(joined) and not addressed:
                return None
            if not (told or addressed) or re.search(r"[.!?]\s+[A-Z][a-z]+ [a-z]+ ", joined):
                return None
            sender, sent = _parted(joined)
            return Head(at, last, sender, sent, marks_follow=True)
    return None


def _tells_of_own_letter(line: str) -> bool:
    """Tell "on 4 May we wrote to 12 buyers:" in somebody's own account from the line above a quotation."""
    verb = _wrote().search(line)
    if verb is None:
        return False
    behind = (verb["who"] or "").strip()
    before = line[: verb.start()].split()
    return behind[:1].islower() or bool(before and before[-1].lower() in words().own)


@cache
def _when() -> re.Pattern[str]:
    return re.compile(
        r"^(?:on|am|le|el|il|op|den)\s.{0,40}?\b(?:\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\b"
        r"(?:,?\s(?:at|um|à|a las|alle|om)\b)?,?(?:\s?\d{1,2}[:.]\d{2}(?::\d{2})?)?(?:\s?[ap]\.?m\.?\b)?"
        r"(?:\s?(?:uhr|gmt|utc|[a-z]{2,4}t)\b)?"
        r"(?:\s?[+-]\d{4})?(?:\s?\([^)]{1,30}\))?,?\s?",
        re.IGNORECASE,
    )


def _parted(line: str) -> tuple[str, str]:
    """Give who and when of a line above a quotation."""
    verb = _wrote().search(line)
    core = line[: verb.start()].strip() if verb else line
    when = _when().match(core)
    if verb and (verb["who"] or "").strip(" ,") and not (when and core[when.end() :].strip(" ,:")):
        return (verb["who"] or "").strip(" ,"), core
    if when:
        return core[when.end() :].strip(" ,:"), when[0].strip(" ,")
    return core, core


@cache
def _label() -> re.Pattern[str]:
    known = "|".join(sorted((re.escape(label) for label in words().labels), key=len, reverse=True))
    return re.compile(rf"[ \t*_\u00a0]{{0,6}}({known})[ \t*_]{{0,4}}[:\uff1a][ \t*_\u00a0]{{0,6}}(.*)", re.IGNORECASE)


def _header_block(lines: list[QuotedLine], at: int) -> Head | None:
    """Read lines like "From: …", "Sent: …", "To: …", "Subject: …": a sender and two more labels."""
    told: dict[str, str] = {}
    last, kind, missed = at - 1, "", 0
    for place in range(at, min(at + HEADER_LINES, len(lines))):
        line = lines[place]
        match = _label().match(line.body) if line.depth == lines[at].depth else None
        if match:
            kind = words().labels[match[1].lower()]
            told.setdefault(kind, match[2].strip(" *_")[:LONGEST])
            last, missed = place, 0
        elif place == at or line.blank or line.depth != lines[at].depth or kind not in {"to", "other", "from"} or missed:
            break
        else:  # recipients wrapped onto a second line
            missed += 1
    if "from" not in told or not ({"sent", "to"} & told.keys()) or len(told) < 3:  # noqa: PLR2004  from, and two that a letterhead lacks
        return None
    return Head(at, last, told["from"], told.get("sent", ""), told.get("to", ""), told.get("subject", ""), is_quotation=False)
