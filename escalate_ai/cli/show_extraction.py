"""What `extract` tells: rows for a screen, the document for programs. In: an extraction and its case file. Out: rows, plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import JsonValue

from escalate_ai.case.marked import Unreadable
from escalate_ai.case.yamlfile import read_yaml
from escalate_ai.cli.answer import plain
from escalate_ai.cli.show_readiness import listed
from escalate_ai.extract.finishing import Finished
from escalate_ai.extract.found import Extraction, TextKind
from escalate_ai.extract.questionletter import for_reading
from escalate_ai.terminal import BLANK, Ink, Row, prose
from escalate_ai.terms import Marketplace

SAID = {
    TextKind.PLAN: "a plan of action",
    TextKind.NOTICE: "a notice of Amazon's",
    TextKind.REPLY: "an answer of Amazon's",
    TextKind.LETTER: "a letter",
    TextKind.COMPLAINT: "a buyer's complaint",
    TextKind.TEMPLATE: "a blank template",
    TextKind.OTHER: "a client's texts",
}
_SHOWN = 20


def rows(found: Extraction, result: Finished, written: Sequence[Path], width: int, *, case: Path | None = None) -> Iterator[Row]:
    """Give what was read, what is to be asked and looked at, and what to do next; the questions only where no case file is shown.

    Args:
        found: What was extracted.
        result: The case file made of it.
        written: Paths that are new or changed.
        width: Columns that prose may take.
        case: The case file written or added to; None where it is shown instead.

    """
    yield (Ink("read", "bold green"), Ink(f": {SAID[found.kind]}, {_count(len(found.values), 'value')} found"))
    for path in written:
        yield (Ink(f"  {path}"),)
    if case and case not in written:
        yield (Ink(f"  {case} has all of it already"),)
    yield from _some("added", result.added, width)
    yield from _some("left as it is", result.kept, width)
    yield from _some("to be put in by hand", result.unplaced, width)
    yield from _some("answers to look at", result.remarks, width)
    yield from _some("look at this", found.findings, width)
    yield from _some("not used", found.left_out, width)
    if case is None:
        yield BLANK
        return
    if result.questions:
        yield BLANK
        yield (Ink("ask the client, most valuable first", "bold"),)
        for number, question in enumerate(result.questions, 1):
            yield from prose(for_reading(question, marketplace_in(result.text) or ""), width, indent="  ", lead=f"{number}. ")
    steps = ("hold each value against the words behind it, and fill in what is marked # ?", f"escalate-ai readiness {case}")
    yield from listed("next", steps, width)


def document(found: Extraction, result: Finished, written: Sequence[Path]) -> dict[str, JsonValue]:
    """Give what stands on standard output where JSON was asked for."""
    data = found.model_dump(mode="json")
    return {
        "kind": data["kind"],
        "case": plain(result.case),
        "facts": data["facts"],
        "questions": [question.text for question in result.questions],
        "left_out": data["left_out"],
        "usage": data["usage"],
        "values": data["values"],
        "findings": data["findings"],
        "asked": [question.model_dump(mode="json") for question in result.questions],
        "added": list(result.added),
        "kept": list(result.kept),
        "unplaced": list(result.unplaced),
        "answers": list(result.remarks),
        "written": [str(path) for path in written],
    }


def marketplace_in(case_text: str) -> str | None:
    """Give the marketplace that a case file names; None where it names none that there is."""
    try:
        data = read_yaml(case_text, "case.yaml").data if case_text.strip() else None
    except Unreadable:
        return None
    seller = data.get("seller") if isinstance(data, dict) else None
    told = seller.get("marketplace") if isinstance(seller, dict) else None
    return told.strip() if isinstance(told, str) and told.strip() in set(Marketplace) else None


def _some(title: str, items: Sequence[str], width: int) -> Iterator[Row]:
    more = [f"and {len(items) - _SHOWN} more"] if len(items) > _SHOWN else []
    yield from listed(title, [*items[:_SHOWN], *more], width)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
