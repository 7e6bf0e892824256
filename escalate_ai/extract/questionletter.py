"""The letter to the client with the questions, to be answered in Word. In: questions, the case as it is. Out: the bytes of a .docx.

Each answer has a field whose hidden name says which question it is, and which entry of the case it is about: the letter may go
through Word and LibreOffice, and entries may move in the case meanwhile. Of the client's data it bears the name alone. Opens no file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.case.marked import Path, Plain, path_of
from escalate_ai.extract.found import Question
from escalate_ai.terms import DateOrder, Marketplace
from escalate_ai.text.date_writing import write_date
from escalate_ai.text.masking import mask
from escalate_ai.word.elements import XML_SPACE, added, made, sane, under
from escalate_ai.word.opening import Paper, blank
from escalate_ai.word.saving import About, save
from escalate_ai.word.writing import heading, paragraph, table

if TYPE_CHECKING:
    from docx.table import _Cell  # pyright: ignore[reportPrivateUsage]  the only name of a cell

TITLE = "Questions about your case"
PLACEHOLDER = "Click here and write your answer."
MARK = "q:"
"""What the hidden name of an answer begins with."""
_NAME_LONGEST = 64
"""Characters that Word lets such a name have."""
_NAMING = ("statement", "asked", "file", "title", "sent_on", "called_on", "plan", "name")
_DIGEST = 8
_WIDTHS = (12, 82, 76)
_GRAY = "6B6B6B"
_ABOUT = (
    "To write to Amazon for you, we need to know what only you can tell. Please write your answers into the right-hand column.",
    "Save this document and send it back to us when you are done. The questions that matter most come first.",
    "Please do not guess: leave empty what you do not know. Write dates with the month in words and the year, like {day}.",
)
_END = "You can also send us documents and Amazon's own messages, as they are. Thank you."


def questions_letter(questions: Sequence[Question], case: Plain, name: str = "", marketplace: str = "") -> bytes:
    """Give the letter as a Word document; twice the same bytes for the same questions.

    Args:
        questions: Most valuable first.
        case: The data of the case that the questions' paths belong to.
        name: The client's, for the greeting.
        marketplace: Decides how dates are written and the size of the paper; the American way where it is not known.

    """
    american = marketplace in {"", Marketplace.US, Marketplace.CA, Marketplace.MX}
    order = _order(marketplace)
    document = blank(Paper.LETTER if american else Paper.A4)
    heading(document, TITLE, 0)
    paragraph(document, f"Dear {name}," if name else "Hello,")
    for words in _ABOUT:
        paragraph(document, words.format(day=write_date(date(2026, 3, 5), order)))
    if questions:
        rows = [("", "Question", "Your answer"), *((f"{number}.", "", "") for number in range(1, len(questions) + 1))]
        grid = table(document, rows, widths=_WIDTHS, head=True)
        for number, (question, row) in enumerate(zip(questions, grid.rows[1:], strict=True), 1):
            name_of = hidden_name(question, case)
            _hide(row.cells[0], name_of)
            _ask(row.cells[1], _plain(question.text, order), question.why)
            _field(row.cells[2], number, name_of)
    else:
        paragraph(document, "At present we have no question.")
    paragraph(document, "")
    paragraph(document, _END)
    return save(document, About(title=TITLE))


def hidden_name(question: Question, case: Plain) -> str:
    """Give the name by which an answer finds its place: the question's own, and a digest of the entry that it is about."""
    path = path_of(question.path) if question.path else ()
    entry = next((path[: at + 1] for at, step in enumerate(path) if isinstance(step, int)), None)
    anchor = next(anchors(value_at(case, entry)), "") if entry else ""
    name = f"{MARK}{question.ident}{'#' + digest(anchor) if anchor else ''}"
    return name if len(name) <= _NAME_LONGEST else f"{MARK}~{digest(question.ident)}"


def anchors(entry: Plain) -> Iterator[str]:
    """Give what tells an entry of a list from the others, the surest first."""
    if not isinstance(entry, dict):
        return
    for key in _NAMING:
        value = entry.get(key)
        if isinstance(value, str) and value.strip():
            yield f"{key} {' '.join(value.split())}"
        elif isinstance(value, dict) and key == "sent_on":
            yield f"{key} {value.get('from')} {value.get('to')}"
    replies = entry.get("replies")
    for reply in (entry.get("reply"), *(replies if isinstance(replies, list) else ())):
        if isinstance(reply, dict) and isinstance(reply.get("received_on"), str):
            yield f"received_on {reply['received_on']}"


def digest(text: str) -> str:
    """Give a few characters that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGEST]


def value_at(data: Plain, path: Path) -> Plain:
    """Give what plain data has at a path; None where it has nothing."""
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


@cache
def _iso() -> re.Pattern[str]:
    return re.compile(r"(?<![\w/.-])(\d{4}-\d\d-\d\d)(?![\w/-])(?!\.\w)")


def _plain(text: str, order: DateOrder) -> str:
    """Give a question as a client reads it: dates written out, contact data left out."""
    masked, tokens = mask(text)
    for token in tokens:
        masked = masked.replace(token, "...")
    return _days_written(masked, order)


def for_reading(question: Question, marketplace: str = "") -> str:
    """Give a question as people read it, its days written as in a marketplace; contact data stays, since this goes to nobody."""
    return _days_written(question.text, _order(marketplace))


def _order(marketplace: str) -> DateOrder:
    return DateOrder.MDY if marketplace in {"", Marketplace.US} else DateOrder.DMY


def _days_written(text: str, order: DateOrder) -> str:
    return _iso().sub(lambda match: _written(match[1], order), text)


def _written(day: str, order: DateOrder) -> str:
    try:
        return write_date(date.fromisoformat(day), order)
    except ValueError:
        return day


def _ask(cell: _Cell, text: str, why: str) -> None:
    cell.text = sane(text)
    if why:
        run = under(cell.add_paragraph().add_run(sane(f"Why we ask: {why}.")))
        look = made(run, "rPr")
        run.insert(0, look)
        added(look, "i")
        added(look, "color", val=_GRAY)
        added(look, "sz", val="18")


def _hide(cell: _Cell, name: str) -> None:
    """Put the hidden name behind the number too: LibreOffice takes it from fields."""
    run = under(cell.paragraphs[0].add_run(name))
    look = made(run, "rPr")
    run.insert(0, look)
    added(look, "vanish")


def _field(cell: _Cell, number: int, name: str) -> None:
    """Put the field for an answer into its cell: to be written in, not to be taken away."""
    line = under(cell.paragraphs[0])
    control = added(line, "sdt")
    about = added(control, "sdtPr")
    added(about, "alias", val=f"Answer {number}")
    added(about, "tag", val=name)
    added(about, "id", val=str(100_000 + number))
    added(about, "lock", val="sdtLocked")
    added(about, "showingPlcHdr")
    added(about, "richText")  # of a field of plain text LibreOffice drops the line breaks
    run = added(added(control, "sdtContent"), "r")
    added(added(run, "rPr"), "color", val=_GRAY)
    words = added(run, "t")
    words.text = PLACEHOLDER
    words.set(XML_SPACE, "preserve")
