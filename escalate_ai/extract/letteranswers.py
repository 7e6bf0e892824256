"""An answered letter -> what stands in each answer. In: the bytes of a .docx. Out: `Answer`s as written. Judges none of them.

What stands in the cell counts, not only what stands in the field: people write beside fields. Deleted tracked changes do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from escalate_ai.errors import DraftError
from escalate_ai.extract.questionletter import MARK, PLACEHOLDER
from escalate_ai.policy import FilePolicy
from escalate_ai.reading.archive import Archive
from escalate_ai.reading.formats import Format, format_of
from escalate_ai.reading.markup import Element
from escalate_ai.reading.wordstyles import child, local, switched, value

MAIN = "word/document.xml"
LONGEST = 8_000
"""Characters of one answer that are read."""
_GONE = frozenset({"del", "moveFrom", "sdtPr", "rPr", "pPr", "tcPr", "instrText"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client wrote to one question."""

    name: str
    """The hidden name of the field, without its mark; empty where it was lost."""
    text: str
    """As written; empty where nothing was."""
    number: str = ""
    """The number that the client sees."""
    question: str = ""
    """The question as the letter has it."""


def answers_in(data: bytes, name: str, limits: FilePolicy) -> tuple[Answer, ...]:
    """Give the answers of a letter with questions; nothing where a file is no such letter, or cannot be read."""
    if format_of(data) is not Format.WORD:
        return ()
    try:
        archive = Archive(data, name, limits)
        body = archive.part(MAIN) or b""
        if not any(sign.encode() in body for sign in (f'"{MARK}', f">{MARK}")):
            return ()
        root = archive.tree(MAIN)
    except DraftError:
        return ()
    answers = tuple(_answers(root)) if root is not None else ()
    return answers if any(answer.name for answer in answers) else ()


def _is_answer(element: Element) -> bool:
    return local(element) == "tag" and (value(element) or "").startswith(MARK)


def _answers(root: Element) -> Iterator[Answer]:
    for row in root.iter():
        if local(row) != "tr":
            continue
        cells = [cell for cell in row.iter() if local(cell) == "tc"]
        number, _, hidden = _words(cells[0]).strip().partition(MARK) if cells else ("", "", "")
        name = next(((value(tag) or "").removeprefix(MARK) for tag in row.iter() if _is_answer(tag)), hidden.strip())
        if len(cells) >= 2 and (name or re.fullmatch(r"\d{1,3}\.?", number)):  # noqa: PLR2004  question and answer
            asked = _words(cells[-2]).strip().partition("\n")[0]
            yield Answer(name, _written(cells[-1]), number.rstrip("."), asked)


def _written(cell: Element) -> str:
    """Give what a client wrote, without what the field says of itself."""
    text = _words(cell).replace(PLACEHOLDER, " ")
    lines = [" ".join(line.split()) for line in text[:LONGEST].splitlines()]
    return "\n".join(lines).strip()


def _words(element: Element) -> str:
    """Give the words below an element, a line for each paragraph and line break."""
    parts: list[str] = []
    for inner in element:
        name = local(inner)
        if name == "t":
            parts.append(inner.text or "")
        elif name in {"br", "cr"}:
            parts.append("\n")
        elif name == "tab":
            parts.append(" ")
        elif name == "p":
            parts.append(f"{_words(inner)}\n")
        elif name == "sdt" and switched(child(child(inner, "sdtPr"), "showingPlcHdr")):
            continue
        elif name not in _GONE:
            parts.append(_words(inner))
    return "".join(parts)
