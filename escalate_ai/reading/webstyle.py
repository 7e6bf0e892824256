"""What a web page shows and what it hides, element by element. In: elements, style sheets as text. Out: facts on them. Reads no words."""

from __future__ import annotations

import re
from functools import cache

from escalate_ai.reading.markup import Element

LISTS = frozenset({"ul", "ol", "menu", "dir"})
CELL = 600
"""Characters from which a cell is no entry of a table but a column of a page."""
SHEET = 200_000
"""Characters of style sheets that are looked at."""

_WHITE = r"(?:white|#fff\b|#ffffff|#fefefe|rgba?\(\s{0,3}255\s{0,3},\s{0,3}255\s{0,3},\s{0,3}255)"


@cache
def _hides() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}(?:hidden|collapse)|font-size\s{0,3}:\s{0,3}[01](?:\.\d{1,3})?(?:px|pt|em|%)?\s{0,3}(?:;|$|!)"
        r"|opacity\s{0,3}:\s{0,3}0(?:\.0\d{0,3})?\s{0,3}(?:;|$|!)|mso-hide\s{0,3}:\s{0,3}all|text-indent\s{0,3}:\s{0,3}-\d{3})",
        re.IGNORECASE,
    )


@cache
def _whitens() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])color\s{{0,3}}:\s{{0,3}}{_WHITE}", re.IGNORECASE)


@cache
def _backed() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])background(?:-color|-image)?\s{{0,3}}:\s{{0,3}}(?!{_WHITE}|transparent|none|inherit|initial)\S", re.IGNORECASE
    )


@cache
def _rule() -> re.Pattern[str]:
    return re.compile(r"([^{}@;]{1,300}+)\{([^{}]{0,2000}+)\}")


class Sheets:
    """The style sheets of a page, as far as they hide words by class, by name or by tag."""

    def __init__(self) -> None:
        self._hiding: set[str] = set()

    def add(self, css: str) -> None:
        """Take a sheet; what stands in a block for some screens only is passed over."""
        css = re.sub(r"/\*.{0,5000}?\*/", " ", css[:SHEET], flags=re.DOTALL)
        plain = re.sub(r"@media[^{}]{0,300}\{(?:[^{}]{0,300}\{[^{}]{0,2000}\}){0,200}\s{0,20}\}", " ", css)
        for rule in _rule().finditer(plain):
            if _hides().search(rule[2]):
                self._hiding.update(part.strip().lower() for part in rule[1].split(",") if re.fullmatch(r"[\w.#-]{2,80}", part.strip()))

    def hides(self, element: Element, tag: str) -> bool:
        """Tell whether a page does not show an element at all."""
        get = element.get
        if get("hidden") is not None or ((style := get("style")) and _hides().search(style)):
            return True
        if not self._hiding:
            return False
        names = [f".{part}" for part in (get("class") or "").lower().split()[:20]]
        names += [f"#{(get('id') or '').lower()}", tag, *(f"{tag}{name}" for name in names)]
        return any(name in self._hiding for name in names)


def whitens(element: Element) -> bool:
    """Tell whether an element sets its words in white."""
    style, color = element.get("style"), element.get("color")
    return bool((style and _whitens().search(style)) or (color and color.strip().lower() in {"white", "#fff", "#ffffff"}))


def backs(element: Element) -> bool:
    """Tell whether an element puts a color behind its words."""
    style, color = element.get("style"), element.get("bgcolor")
    return bool((style and _backed().search(style)) or (color and color.strip().lower() not in {"white", "#fff", "#ffffff", "transparent"}))


def is_table(element: Element) -> bool:
    """Tell a table of entries from one that lays a page out: no table inside, two columns, cells of a few words."""
    cells = rows = length = 0
    for inner in element.iter():
        if inner is not element and inner.tag == "table":
            return False
        rows += inner.tag == "tr"
        if inner.tag in {"td", "th"}:
            cells += 1
            length = 0
        elif inner.tag in LISTS:
            return False
        length += len(inner.text or "") + len(inner.tail or "")
        if length > CELL and rows:
            return False
    return cells > rows > 0
