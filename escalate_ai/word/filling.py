"""A template's placeholders -> its words.

In: somebody's document with `{{name}}` in it, and what stands for each name. Out: the same document, filled. Knows no letter.

Word tears a placeholder into several runs as it pleases; it is found by the words of its paragraph all the same. Header, footer, pictures
and text boxes stay; what stands for a name takes the look of the placeholder.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from escalate_ai.errors import DraftError, Where
from escalate_ai.nearest import nearest
from escalate_ai.word.elements import XML_SPACE, Element, W, made, sane, under

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    Block = Callable[[Document], list[Paragraph]]
    """Writes paragraphs at the end of a document; they are then moved to the placeholder."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN_AND_MARGINS = (f"{_OFFICE}/header", f"{_OFFICE}/footer")


@dataclass(frozen=True, slots=True)
class Held:
    """One placeholder of a template."""

    name: str
    paragraph: Element
    start: int
    end: int
    """[start, end) in the words of its paragraph."""
    alone: bool
    """Whether nothing else stands in the paragraph."""


def placeholders(document: Document) -> tuple[Held, ...]:
    """Give every placeholder of body, headers and footers, text boxes among them, in order."""
    return tuple(held for root in _roots(document) for paragraph in root.iter(f"{W}p") for held in _in(paragraph))


def fill(document: Document, words: Mapping[str, str], blocks: Mapping[str, Block]) -> None:
    """Put words and blocks where their placeholders stand; `only_known` has been asked before.

    Args:
        document: The template.
        words: What stands for a name within a line; a line feed becomes a line break.
        blocks: What stands for a name that has a paragraph of its own.

    """
    for held in reversed(placeholders(document)):
        if held.name in blocks:
            _lay(document, held.paragraph, blocks[held.name](document))
        else:
            _say(held, words[held.name])


def only_known(document: Document, file: str, known: Collection[str], blocks: Collection[str]) -> tuple[str, ...]:
    """Give the names of a template's placeholders, each once, in order.

    Raises:
        DraftError: One is unknown (names the nearest), there is none, or one that makes paragraphs shares its paragraph with other words.

    """
    found = placeholders(document)
    names = tuple(dict.fromkeys(held.name for held in found))
    unknown = [name for name in names if name not in known]
    if unknown:
        told = "; ".join(f"{{{{{name}}}}}{nearest(name, tuple(known))}" for name in unknown)
        raise DraftError(f"the template has placeholders that nothing stands for: {told}", Where(file))
    if not names:
        raise DraftError("the template has no placeholder; write {{letter}} where the letter is to stand", Where(file))
    for held in found:
        if held.name in blocks and not held.alone:
            raise DraftError(f"{{{{{held.name}}}}} makes paragraphs of its own: give it a paragraph without other words", Where(file))
    return names


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(r"\{\{[ \t\u00a0]{0,4}([^{}]{0,60}?)[ \t\u00a0]{0,4}\}\}")


def _roots(document: Document) -> Iterator[Element]:
    yield under(document)
    for rel in document.part.rels.values():
        if rel.reltype in _MAIN_AND_MARGINS and not rel.is_external:
            yield under(rel.target_part)


def _pieces(paragraph: Element) -> list[Element]:
    """Give the elements that hold a paragraph's words; those of a text box in it are its own paragraphs'."""
    return [piece for piece in paragraph.iter(f"{W}t") if next(piece.iterancestors(f"{W}p")) is paragraph]


def _in(paragraph: Element) -> Iterator[Held]:
    words = "".join(piece.text or "" for piece in _pieces(paragraph))
    if "{{" not in words:
        return
    for match in _sign().finditer(words):
        yield Held(match[1].strip().lower(), paragraph, *match.span(), alone=words.strip() == match[0])


def _say(held: Held, text: str) -> None:
    """Put words in place of a placeholder: all of them where it begins, its other pieces go."""
    at, said = 0, False
    for piece in _pieces(held.paragraph):
        own = piece.text or ""
        start, end = max(held.start - at, 0), min(held.end - at, len(own))
        at += len(own)
        if start >= end:
            continue
        _set(piece, own[:start] + ("" if said else sane(text)) + own[end:])
        said = True


def _set(piece: Element, text: str) -> None:
    """Set the words of a piece; each line feed becomes a line break of the same run."""
    first, *further = text.split("\n")
    piece.text = first
    piece.set(XML_SPACE, "preserve")
    last = piece
    for line in further:
        broken, words = made(piece, "br"), made(piece, "t")
        words.text = line
        words.set(XML_SPACE, "preserve")
        last.addnext(broken)
        broken.addnext(words)
        last = words


def _lay(document: Document, place: Element, paragraphs: list[Paragraph]) -> None:
    """Move fresh paragraphs to where a placeholder stands, in its look, and take the placeholder away."""
    settings = place.find(f"{W}pPr")
    run = next((piece.getparent() for piece in _pieces(place)), None)
    letters = run.find(f"{W}rPr") if run is not None else None
    plain = document.styles["Normal"].style_id if "Normal" in document.styles else None
    for paragraph in paragraphs:
        element = under(paragraph)
        _dress(element, settings, letters, plain)
        place.addprevious(element)
    parent = place.getparent()
    if parent is None:
        return
    # a cell and a text box have to end in a paragraph
    if not paragraphs and len([child for child in parent if child.tag == f"{W}p"]) == 1:
        for child in [child for child in place if child.tag != f"{W}pPr"]:
            place.remove(child)
        return
    parent.remove(place)


def _dress(element: Element, settings: Element | None, letters: Element | None, plain: str | None) -> None:
    """Give a paragraph the placeholder's settings and letters, unless it has a style of its own: a heading stays one."""
    own = element.find(f"{W}pPr")
    style = own.find(f"{W}pStyle") if own is not None else None
    named = style is not None and style.get(f"{W}val") != plain
    if settings is not None and not named:
        worn = copy.deepcopy(settings)
        for tag in ("sectPr", "pPrChange", "numPr"):
            for found in worn.findall(f"{W}{tag}"):
                worn.remove(found)
        if own is not None:
            _keep_own(worn, own)
            element.remove(own)
        element.insert(0, worn)
    if letters is None or (named and style is not None and _heads(style)):
        return
    for run in element.iter(f"{W}r"):
        if run.find(f"{W}rPr") is None:
            run.insert(0, copy.deepcopy(letters))
        elif own is not None and own.find(f"{W}outlineLvl") is not None:
            _add_letters(run, letters)


def _heads(style: Element) -> bool:
    return (style.get(f"{W}val") or "").lower().startswith(("heading", "title"))


def _keep_own(worn: Element, own: Element) -> None:
    """Carry a list entry's number, and that it stays with the next, over to the placeholder's settings, in the order Word wants."""
    order = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr")
    for tag in ("keepNext", "keepLines", "numPr", "outlineLvl"):
        held = own.find(f"{W}{tag}")
        if held is None or worn.find(f"{W}{tag}") is not None:
            continue
        if tag == "outlineLvl":
            added_at = next((place for place, child in enumerate(worn) if child.tag in {f"{W}rPr", f"{W}sectPr"}), len(worn))
            worn.insert(added_at, copy.deepcopy(held))
            continue
        before = {f"{W}{name}" for name in order[: order.index(tag)]}
        worn.insert(sum(1 for child in worn if child.tag in before), copy.deepcopy(held))
        if tag == "numPr":
            # a list entry is indented by its list
            for indent in worn.findall(f"{W}ind"):
                worn.remove(indent)


def _add_letters(run: Element, letters: Element) -> None:
    own = run.find(f"{W}rPr")
    worn = copy.deepcopy(letters)
    if own is None or worn.find(f"{W}b") is not None:
        return
    place = sum(1 for child in worn if child.tag in {f"{W}rStyle", f"{W}rFonts"})
    worn.insert(place, made(run, "b"))
    run.remove(own)
    run.insert(0, worn)
