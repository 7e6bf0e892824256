"""What styles and numbering of a Word document mean. In: its parts as XML. Out: looks by style, markers of list entries. Reads no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from escalate_ai.reading.markup import Element

CHAIN = 12
"""Styles that may rest on one another."""
LEVELS = 9
FAINT = 4
"""Half points; smaller letters are not for reading."""
_OFF = {"0", "false", "off", "none"}
_WHITE = {"ffffff", "fefefe", "fdfdfd", "fcfcfc", "fbfbfb", "fafafa"}
_WHITE_THEMES = {"background1", "bg1", "light1", "lt1"}


@dataclass(frozen=True, slots=True)
class Look:
    """How words are shown, as far as it matters; None where nothing is said."""

    bold: bool | None = None
    underlined: bool | None = None
    vanished: bool | None = None
    white: bool | None = None
    shaded: bool | None = None
    size: int | None = None
    """In half points."""
    outline: int | None = None
    """0 to 8 of a heading, 9 for running text."""
    numbered: tuple[str, int] | None = None
    """The list and the depth in it."""
    inset: int | None = None
    """How much deeper an entry is shown than its list says: Word's styles "List Bullet 2" to 5."""

    def over(self, base: Look) -> Look:
        """Lay what is said here over what a style says."""
        return replace(base, **{name: value for name in self.__slots__ if (value := getattr(self, name)) is not None})

    @property
    def hidden(self) -> bool:
        """Whether a reader of the page does not see the words."""
        return bool(self.vanished or (self.white and not self.shaded) or (self.size is not None and self.size <= FAINT))


@cache
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: Element) -> str:
    """Give the name of an element without its namespace; Word writes one of two, and others older ones."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def child(element: Element | None, name: str) -> Element | None:
    """Give the first child of a name."""
    return None if element is None else next((inner for inner in element if local(inner) == name), None)


def value(element: Element | None, name: str = "val") -> str | None:
    """Give an attribute of an element, whatever its namespace."""
    if element is None:
        return None
    return next((str(found) for key, found in element.attrib.items() if _local(str(key)) == name), None)


def number(text: str | None, otherwise: int = 0) -> int:
    """Give a small whole number that an attribute holds."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}(?:\.0+)?", text) and "." not in text else otherwise


def switched(element: Element | None) -> bool | None:
    """Give whether a property is on; None where it is not there."""
    return None if element is None else (value(element) or "1").lower() not in _OFF


def dark(shading: Element | None) -> bool | None:
    """Give whether a shading sets white letters off; None where there is none."""
    if shading is None:
        return None
    fill = (value(shading, "fill") or value(shading) or "auto").lower()
    return (fill not in {"auto", "none", "clear", *_WHITE}) or value(shading, "themeFill") is not None


def look_of(properties: Element | None) -> Look:
    """Read the properties of a run, or those that a paragraph gives its runs."""
    if properties is None:
        return Look()
    seen = {local(inner): inner for inner in properties}
    color, size = seen.get("color"), seen.get("sz")
    white = None
    if color is not None:
        white = (value(color) or "").lower() in _WHITE or value(color, "themeColor") in _WHITE_THEMES
    shaded = dark(seen.get("shd"))
    if "highlight" in seen and value(seen["highlight"]) not in {"white", "none", None}:
        shaded = True
    vanished = switched(seen.get("vanish"))
    return Look(
        bold=switched(seen.get("b")),
        underlined=switched(seen.get("u")),
        vanished=vanished if vanished is not None else switched(seen.get("specVanish")),
        white=white,
        shaded=shaded,
        size=number(value(size), 24) if size is not None else None,
    )


def paragraph_look(properties: Element | None) -> Look:
    """Read what a paragraph's own properties say of all its words."""
    if properties is None:
        return Look()
    outline, listed, shading = (child(properties, name) for name in ("outlineLvl", "numPr", "shd"))
    numbered = None
    if listed is not None:
        numbered = (value(child(listed, "numId")) or "", number(value(child(listed, "ilvl"))))
    return Look(outline=number(value(outline), 9) if outline is not None else None, numbered=numbered, shaded=dark(shading))


class Styles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, root: Element | None) -> None:
        self._raw: dict[str, Element] = {}
        self._looks: dict[str, Look] = {}
        self._base = Look()
        self.paragraph_default = ""
        for element in root if root is not None else ():
            if local(element) == "docDefaults":
                self._base = look_of(child(child(element, "rPrDefault"), "rPr"))
            elif local(element) == "style" and (ident := value(element, "styleId")):
                self._raw.setdefault(ident, element)
                if value(element, "type") == "paragraph" and value(element, "default") in {"1", "true"}:
                    self.paragraph_default = ident

    @property
    def body_size(self) -> int:
        """The size of running text in half points."""
        return self.look(self.paragraph_default).size or self._base.size or 22

    def look(self, ident: str | None) -> Look:
        """Give the look of a style, with what it rests on."""
        if not ident:
            return Look()
        if ident not in self._looks:
            chain: list[Element] = []
            at: str | None = ident
            while at and at in self._raw and len(chain) < CHAIN and self._raw[at] not in chain:
                chain.append(self._raw[at])
                at = value(child(chain[-1], "basedOn"))
            look = Look()
            for element in reversed(chain):
                look = self._own(element).over(look)
            self._looks[ident] = look
        return self._looks[ident]

    def _own(self, element: Element) -> Look:
        look = paragraph_look(child(element, "pPr")).over(look_of(child(element, "rPr")))
        name = (value(child(element, "name")) or "").lower()
        if look.outline is None and (match := re.fullmatch(r"(?:heading|überschrift|titre|título|titolo|kop) ?([1-9])", name)):
            look = replace(look, outline=int(match[1]) - 1)
        elif look.outline is None and name in {"title", "titel"}:
            look = replace(look, outline=0)
        elif look.outline is None and name in {"subtitle", "untertitel"}:
            look = replace(look, outline=1)
        if match := re.fullmatch(r"list (?:bullet|number) ([2-5])", name):
            look = replace(look, inset=int(match[1]) - 1)
        return look

    def shades(self, ident: str | None) -> bool:
        """Tell whether a table style shades cells, so that white letters in it are seen."""
        element = self._raw.get(ident or "")
        return element is not None and any(local(inner) == "shd" and dark(inner) for inner in element.iter())


class Numbering:
    """The lists of a document; counts as it is asked."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        """By list: the number format, the text and the first number of each depth."""
        self._counters: dict[str, list[int | None]] = {}
        self._counted_as: dict[str, str] = {}
        kinds: dict[str, dict[int, tuple[str, str, int]]] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                kinds[value(element, "abstractNumId") or ""] = dict(_levels(element))
            elif local(element) == "num":
                self._take(element, kinds)

    def _take(self, element: Element, kinds: dict[str, dict[int, tuple[str, str, int]]]) -> None:
        ident, kind = value(element, "numId") or "", value(child(element, "abstractNumId")) or ""
        levels = dict(kinds.get(kind, {}))
        restarts = False
        for override in element:
            if local(override) != "lvlOverride":
                continue
            depth = number(value(override, "ilvl"))
            levels.update(_levels(override))
            start = child(override, "startOverride")
            if start is not None and depth in levels:
                restarts = True
                levels[depth] = (*levels[depth][:2], number(value(start), 1))
        self._levels[ident] = levels
        self._counted_as[ident] = f"num {ident}" if restarts else f"kind {kind}"

    def marker(self, ident: str, depth: int) -> str | None:
        """Give the mark of the next entry: its number, "-" for a glyph; None where it is no list entry."""
        if ident in {"", "0"} or ident not in self._levels:
            return None
        depth = min(max(depth, 0), LEVELS - 1)
        levels = self._levels[ident]
        form, text, _ = levels.get(depth, ("bullet", "", 1))
        counters = self._counters.setdefault(self._counted_as[ident], [None] * LEVELS)
        before = counters[depth]
        counters[depth] = levels[depth][2] if before is None and depth in levels else (before or 0) + 1
        counters[depth + 1 :] = [None] * (LEVELS - depth - 1)
        if form == "bullet":
            return "-"
        if form == "none" or not text.strip():
            return ""

        def told(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = levels.get(at, ("decimal", "", 1))
            count = counters[at]
            return _written(count if count is not None else own[2], own[0])

        return re.sub(r"%([1-9])", told, text[:40]).strip()


def _levels(element: Element) -> list[tuple[int, tuple[str, str, int]]]:
    return [
        (
            number(value(inner, "ilvl")),
            (
                value(child(inner, "numFmt")) or "decimal",
                value(child(inner, "lvlText")) or "",
                number(value(child(inner, "start")), 1),
            ),
        )
        for inner in element
        if local(inner) == "lvl"
    ]


def _written(count: int, form: str) -> str:
    if form.endswith("Roman"):
        roman, rest = "", count
        for size, letters in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
            while rest >= size and len(roman) < LEVELS * 2:
                roman, rest = roman + letters, rest - size
        return roman.lower() if form == "lowerRoman" else roman
    if form.endswith("Letter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 4)
        return letter if form == "lowerLetter" else letter.upper()
    return f"{count:02d}" if form == "decimalZero" else str(count)
