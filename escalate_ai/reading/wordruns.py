"""The words of one paragraph of a Word document. In: its XML. Out: `Words`: text, look, and what hangs on it.

Tracked insertions are kept, deletions and what was moved away are not; of a field its result, of a content control its content, of two
renderings of one thing the first. Words that a reader of the page cannot see are kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from escalate_ai.reading.markup import Element
from escalate_ai.reading.wordstyles import Look, Styles, child, local, look_of, switched, value

_DROPPED = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "delInstrText",
    "pPr",
    "rPr",
    "sdtPr",
    "sdtEndPr",
    "rt",
    "rubyPr",
    "commentReference",
}
_ENTERED = {
    "ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "fldSimple", "dir", "bdo", "ruby", "rubyBase",
    "oMath", "oMathPara", "num", "den", "e", "sup", "sub", "deg", "f", "rad", "sSup", "sSub", "sSubSup", "d", "nary", "func", "fName",
}  # fmt: skip
_PICTURES = {"pic", "imagedata", "chart", "relIds"}
_SYMBOLS = {
    "f0b7": "•", "f0a7": "▪", "f0a8": "☐", "f06f": "☐", "f0fe": "☒", "f0fc": "✓", "f0fb": "✗", "f0d8": "➢", "f0e0": "→", "f0e8": "→",
    "f0d7": "×", "f0b0": "°", "f0a3": "≤", "f0b3": "≥", "f0b1": "±", "f02d": "-",
}  # fmt: skip
DEEPEST = 120


@dataclass(slots=True)
class Words:
    """What a paragraph says."""

    text: str = ""
    strong: bool = False
    """Every word of it is bold or underlined."""
    size: int = 0
    """The size of its smallest words in half points; 0 where nothing is said."""
    hidden: int = 0
    """Characters a reader of the page does not see; they are not in `text`."""
    notes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """Footnotes and endnotes: which, and its number in the file."""
    boxes: list[Element] = field(default_factory=list[Element])
    """Text boxes that hang on it."""
    pictures: int = 0
    objects: int = 0


class RunReader:
    """Reads the runs of one paragraph."""

    def __init__(self, styles: Styles, base: Look, marks: dict[tuple[str, str], int]) -> None:
        self.styles = styles
        self.base = base
        self.marks = marks
        """The numbers given to notes so far."""
        self.words = Words()
        self._parts: list[str] = []
        self._plain = 0
        self._strong = 0
        self._fields: list[bool] = []
        """For each open field whether its result has begun."""

    def read(self, paragraph: Element) -> Words:
        """Give the words of a paragraph."""
        self._inside(paragraph, 0)
        words = self.words
        words.text = "".join(self._parts)
        words.strong = self._strong > 0 and not self._plain
        return words

    def _inside(self, element: Element, depth: int) -> None:
        if depth > DEEPEST:
            return
        for inner in element:
            name = local(inner)
            if name == "r":
                self._run(inner, depth)
            elif name == "sdt":
                if not switched(child(child(inner, "sdtPr"), "showingPlcHdr")):
                    self._inside(inner, depth + 1)
            elif name == "AlternateContent":
                self._one_of(inner, depth)
            elif name in _ENTERED:
                self._inside(inner, depth + 1)

    def _one_of(self, element: Element, depth: int) -> None:
        """Read one rendering of a thing that is there twice."""
        chosen = rendering(element)
        if chosen is not None:
            self._content(chosen, self.base, depth + 1)
            self._inside(chosen, depth + 1)

    def _run(self, run: Element, depth: int) -> None:
        properties = child(run, "rPr")
        look = self.base
        if properties is not None:
            style = child(properties, "rStyle")
            look = look_of(properties).over(self.styles.look(value(style)).over(look) if style is not None else look)
        self._content(run, look, depth)

    def _content(self, run: Element, look: Look, depth: int) -> None:
        for inner in run:
            name = local(inner)
            if name == "t":
                self._say(inner.text or "", look)
            elif name == "fldChar":
                self._field(value(inner, "fldCharType") or "")
            elif name in _DROPPED:
                continue
            elif name in {"footnoteReference", "endnoteReference"}:
                self._note(name.removesuffix("Reference"), value(inner, "id") or "", look)
            elif name in {"drawing", "pict", "object"}:
                self._drawn(inner, name)
            elif name == "AlternateContent":
                self._one_of(inner, depth + 1)
            elif name == "ruby":
                self._inside(inner, depth + 1)
            else:
                self._say(_sign(inner, name), look)

    def _say(self, text: str, look: Look) -> None:
        if not text or not all(self._fields):
            return
        if look.hidden:
            self.words.hidden += len(text.strip())
            return
        self._parts.append(text)
        if text.strip():
            if look.bold or look.underlined:
                self._strong += 1
            else:
                self._plain += 1
            if look.size:
                self.words.size = min(self.words.size or look.size, look.size)

    def _field(self, kind: str) -> None:
        """Keep what a field shows and drop what it is told to do."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, kind: str, ident: str, look: Look) -> None:
        if not look.hidden and all(self._fields):
            mark = self.marks.setdefault((kind, ident), len(self.marks) + 1)
            self.words.notes.append((kind, ident))
            self._parts.append(f"[{mark}]")

    def _drawn(self, element: Element, name: str) -> None:
        """Note pictures and embedded things, and the text boxes among them."""
        boxes = 0
        for inner in element.iter():
            kind = local(inner)
            if kind == "txbxContent" and not any(local(outer) in {"txbxContent", "Fallback"} for outer in _up_to(inner, element)):
                self.words.boxes.append(inner)
                boxes += 1
            elif kind in _PICTURES:
                self.words.pictures += 1
        if name == "object" and not boxes:
            self.words.objects += 1


def rendering(element: Element) -> Element | None:
    """Give the one of several renderings of the same thing that is read: the first with anything in it."""
    chosen = child(element, "Choice")
    return chosen if chosen is not None and len(chosen) else child(element, "Fallback")


def _up_to(element: Element, top: Element) -> list[Element]:
    found: list[Element] = []
    at = element.getparent()
    while at is not None and at is not top:
        found.append(at)
        at = at.getparent()
    return found


def _sign(element: Element, name: str) -> str:
    """Give what stands for an element that is no text."""
    if name in {"tab", "ptab"}:
        return "\t"
    if name in {"br", "cr"}:
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    if name == "sym":
        code = (value(element, "char") or "").lower()
        known = _SYMBOLS.get(code)
        return known if known is not None else _letter(code)
    return ""


def _letter(code: str) -> str:
    """Give the letter of a symbol font's place, where it is an ordinary letter."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    return chr(place) if place > ord(" ") and not 0xD800 <= place <= 0xF8FF and place <= 0x10FFFF else ""  # noqa: PLR2004  private places
