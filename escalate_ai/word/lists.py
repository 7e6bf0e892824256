"""Real lists: what makes Word count and bullet paragraphs. In: a document. Out: the number by which paragraphs join a list.

A template's own lists are left as they are; ours are laid beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from escalate_ai.word.elements import W, added, made, under
from escalate_ai.word.opening import package_of, part

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from escalate_ai.word.elements import Element

_BULLETS, _NUMBERS = "4E5A0001", "4E5A0002"
"""The marks by which our definitions are known again in a document (`w:nsid` in data/word/numbering.xml)."""


def new_list(document: Document, *, counted: bool) -> int:
    """Give the number of a new list: bulleted ones share one look, a counted one starts again at 1."""
    numbering = _numbering(document)
    definition = _definition(numbering, _NUMBERS if counted else _BULLETS)
    if not counted:
        for known in numbering.iterchildren(f"{W}num"):
            abstract = known.find(f"{W}abstractNumId")
            if abstract is not None and abstract.get(f"{W}val") == definition:
                return int(str(known.get(f"{W}numId")))
    taken = [int(str(known.get(f"{W}numId"))) for known in numbering.iterchildren(f"{W}num")]
    number = max(taken, default=0) + 1
    entry = made(numbering, "num", numId=str(number))
    added(entry, "abstractNumId", val=definition)
    if counted:
        added(added(entry, "lvlOverride", ilvl="0"), "startOverride", val="1")
    last = max((place for place, child in enumerate(numbering) if child.tag in {f"{W}num", f"{W}abstractNum"}), default=-1)
    numbering.insert(last + 1, entry)
    return number


def join(paragraph: Paragraph, number: int, depth: int = 0) -> None:
    """Make a fresh paragraph an entry of a list."""
    settings = settings_of(paragraph)
    for old in settings.findall(f"{W}numPr"):
        settings.remove(old)
    entry = added(settings, "numPr")
    added(entry, "ilvl", val=str(depth))
    added(entry, "numId", val=str(number))


def settings_of(paragraph: Paragraph) -> Element:
    """Give the element that holds a paragraph's settings, made where there is none."""
    body = under(paragraph)
    held = body.find(f"{W}pPr")
    if held is None:
        held = made(body, "pPr")
        body.insert(0, held)
    return held


def _numbering(document: Document) -> Element:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE  # noqa: PLC0415  loaded with the document itself
    from docx.opc.packuri import PackURI  # noqa: PLC0415
    from docx.parts.numbering import NumberingPart  # noqa: PLC0415

    main = document.part
    try:
        held = main.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        name = PackURI("/word/numbering.xml")
        held = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, part("numbering.xml"), package_of(document))
        main.relate_to(held, RELATIONSHIP_TYPE.NUMBERING)
    return under(held)


def _definition(numbering: Element, mark: str) -> str:
    """Give the id of our definition, laid into the document where it is not there yet."""
    known = _marked(numbering, mark)
    if known is not None:
        return str(known.get(f"{W}abstractNumId"))
    from docx.oxml.parser import parse_xml  # noqa: PLC0415  loaded with the document itself

    ours = _marked(cast("Element", parse_xml(part("numbering.xml"))), mark)
    if ours is None:
        raise LookupError(mark)
    taken = [int(str(found.get(f"{W}abstractNumId"))) for found in numbering.iterchildren(f"{W}abstractNum")]
    ident = str(max(taken, default=-1) + 1)
    ours.set(f"{W}abstractNumId", ident)
    # definitions stand before all lists
    numbering.insert(len(taken) + sum(1 for _ in numbering.iterchildren(f"{W}numPicBullet")), ours)
    return ident


def _marked(numbering: Element, mark: str) -> Element | None:
    for found in numbering.iterchildren(f"{W}abstractNum"):
        sign = found.find(f"{W}nsid")
        if sign is not None and sign.get(f"{W}val") == mark:
            return found
    return None
