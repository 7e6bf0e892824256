"""Findings as rows: the words they are about, marked, and what to do under them. In: a report and the texts it speaks of. Out: rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from escalate_ai.errors import DraftError
from escalate_ai.findings import Finding, Report
from escalate_ai.letter import Letter
from escalate_ai.letterread import read_sheet
from escalate_ai.reading.texts import text_of
from escalate_ai.terminal import BLANK, Ink, Row, cells, prose, visible
from escalate_ai.terms import Severity

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
MOST = 200
"""Findings that are drawn; nobody reads more on a screen, and JSON has them all."""
TEXT_SUFFIXES = {".txt", ".md", ""}


class Shown(NamedTuple):
    """One part of a text: its words, and the line of the file it begins on, where it came from a file."""

    text: str
    line: int | None = None


Texts = Mapping[str, Shown]
"""Parts by the name findings use for them."""


def texts_of_letter(letter: Letter) -> Texts:
    """Give the parts of a letter by name."""
    parts = {
        name: Shown(str(getattr(letter, name))) for name in ("subject", "salutation", "opening", "highlights_intro", "closing", "signature")
    }
    bullets = {f"highlights[{place}]": Shown(bullet.text) for place, bullet in enumerate(letter.highlights)}
    return {**parts, **bullets, "attachments": Shown("\n".join(letter.attachments)), "text": Shown(letter.text)}


def texts_of_file(path: Path) -> Texts:
    """Give the parts of a plain text file by name; nothing for a folder or for what is no plain text."""
    if not path.is_file() or path.suffix.lower() not in TEXT_SUFFIXES:
        return {}
    return texts_of_bytes(path.read_bytes(), str(path))


def texts_of_bytes(data: bytes, name: str = "text") -> Texts:
    """Give the parts of what was checked by name, decoded as the check does, whose findings count its characters; nothing for a mail."""
    try:
        return texts_of(text_of(data, name))
    except DraftError:
        return {}  # read out of another format, so that places in the file say nothing


def texts_of(text: str) -> Texts:
    """Give the parts of a text by name."""
    parts = {part.name: Shown(part.text, _line(text, part.start)) for part in read_sheet(text).parts}
    return {**parts, "text": Shown(text, 1)}


def verdict(said: str, report: Report, *, good: bool) -> Row:
    """Give the one line that sums a report up."""
    return (Ink(said, "bold green" if good else "bold red"), Ink(f": {tally(report)}"))


def report_rows(report: Report, texts: Texts, width: int) -> Iterator[Row]:
    """Give what could not be checked, what was found, each under its words, and what was silenced or could not be looked at."""
    for remark in report.remarks:
        yield BLANK
        yield from prose(remark, width, style="bold yellow")
    yield from finding_rows(report.findings, texts, width)
    for allowed in report.allowed:
        said = f"{len(allowed.findings)} finding{'s' if len(allowed.findings) != 1 else ''}" if allowed.findings else "nothing to silence"
        yield BLANK
        yield from prose(f"{allowed.rule} allowed: {allowed.reason} ({said})", width, style="dim")
    if report.skipped:
        yield BLANK
        why = "the text being what it is" if report.remarks else "for want of a case or a text"
        yield from prose(f"not looked at, {why}: {', '.join(report.skipped)}", width, style="dim")


def tally(report: Report) -> str:
    """Give the counts in words: 2 errors, 1 warning."""
    counts = [(severity, sum(finding.severity is severity for finding in report.findings)) for severity in Severity]
    said = [f"{count} {severity.value}{'s' if count > 1 else ''}" for severity, count in counts if count]
    return ", ".join(said) or "no findings"


def finding_rows(findings: Iterable[Finding], texts: Texts, width: int) -> Iterator[Row]:
    """Give each finding: its rule and place, its words marked, what is wrong, what to do."""
    every = tuple(findings)
    for finding in every[:MOST]:
        yield BLANK
        yield (
            Ink(f"{finding.severity.value} ", STYLES[finding.severity]),
            Ink(f"{finding.rule} {finding.name}", "bold"),
            Ink(f"  {_place(finding, texts)}", "dim"),
        )
        yield from _marked(finding, texts, width)
        yield from prose(finding.message, width, indent="  ")
        yield from prose(finding.suggestion, width, indent="  ", lead="-> ", style="green")
    if len(every) > MOST:
        yield BLANK
        yield (Ink(f"and {len(every) - MOST:,} more; --format json gives all of them", "bold"),)


def _place(finding: Finding, texts: Texts) -> str:
    part = texts.get(finding.where)
    if part is None or part.line is None or finding.span is None:
        return finding.where
    line = part.line + part.text.count("\n", 0, finding.span[0])
    return f"line {line}" if finding.where == "text" else f"{finding.where}, line {line}"


def _marked(finding: Finding, texts: Texts, width: int) -> Iterator[Row]:
    """Give one line of the text around the words, and the marks under them."""
    if not finding.quote:
        return
    before, words, after = _around(finding, texts)
    room = max(12, width - 6)
    words = _cut(words, room)
    left = _cut_left(before, max(0, (room - cells(words)) // 2))
    right = _cut(after, max(0, room - cells(words) - cells(left)))
    yield (Ink("  | ", "dim"), Ink(left), Ink(words, "bold"), Ink(right))
    yield (Ink("  | ", "dim"), Ink(" " * cells(left)), Ink("^" * max(1, cells(words)), STYLES[finding.severity]))


def _around(finding: Finding, texts: Texts) -> tuple[str, str, str]:
    quote = finding.quote or ""
    part = texts.get(finding.where)
    if part is None or finding.span is None or part.text[slice(*finding.span)] != quote:
        return "", _flat(quote), ""
    start, end = finding.span
    before = part.text[:start].rpartition("\n")[2]
    after = part.text[end:].partition("\n")[0].removesuffix("\r")
    return _flat(before), _flat(quote), _flat(after)


def _flat(text: str) -> str:
    return visible(text.replace("\r", " ").replace("\n", " "))


def _cut(text: str, room: int) -> str:
    if cells(text) <= room:
        return text
    while text and cells(text) > room - 1:
        text = text[: -max(1, (cells(text) - room) // 2)]
    return f"{text}…" if room > 0 else ""


def _cut_left(text: str, room: int) -> str:
    return _cut(text[::-1], room)[::-1]


def _line(text: str, start: int | None) -> int | None:
    return None if start is None else text.count("\n", 0, start) + 1
