"""The XML under a Word document: names with their prefix, elements made in place. In: elements. Out: elements. Knows no meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Element(Protocol):
    """What is used of an lxml element, which ships no types of its own."""

    tag: str
    text: str | None

    def get(self, key: str, /) -> str | None: ...  # noqa: D102  lxml's own
    def set(self, key: str, value: str, /) -> None: ...  # noqa: D102
    def find(self, path: str, /) -> Element | None: ...  # noqa: D102
    def findall(self, path: str, /) -> list[Element]: ...  # noqa: D102
    def iter(self, *tags: str) -> Iterator[Element]: ...  # noqa: D102
    def iterchildren(self, *tags: str) -> Iterator[Element]: ...  # noqa: D102
    def iterancestors(self, *tags: str) -> Iterator[Element]: ...  # noqa: D102
    def getparent(self) -> Element | None: ...  # noqa: D102
    def append(self, child: Element, /) -> None: ...  # noqa: D102
    def insert(self, place: int, child: Element, /) -> None: ...  # noqa: D102
    def remove(self, child: Element, /) -> None: ...  # noqa: D102
    def addnext(self, sibling: Element, /) -> None: ...  # noqa: D102
    def addprevious(self, sibling: Element, /) -> None: ...  # noqa: D102
    def makeelement(self, tag: str, attrib: Mapping[str, str], /) -> Element: ...  # noqa: D102
    def __iter__(self) -> Iterator[Element]: ...  # noqa: D105
    def __len__(self) -> int: ...  # noqa: D105


def under(thing: object) -> Element:
    """Give the element that a paragraph, run, row or document of python-docx stands for; it has no public way to most of them."""
    return cast("Element", getattr(thing, "_element"))  # noqa: B009  private in name, and the same in every version since 0.3


def made(beside: Element, tag: str, **marks: str) -> Element:
    """Give a new element of Word's main namespace, of the same make as another one of the tree, attributes in that namespace."""
    return beside.makeelement(f"{W}{tag}", {f"{W}{name}": value for name, value in marks.items()})


def added(parent: Element, tag: str, **marks: str) -> Element:
    """Put a new element behind the last child, and give it."""
    child = made(parent, tag, **marks)
    parent.append(child)
    return child


def sane(text: str) -> str:
    """Give a text without the characters that XML cannot hold; each becomes a space."""
    return "".join(letter if _holds(letter) else " " for letter in text)


def _holds(letter: str) -> bool:
    return letter in "\t\n" or (" " <= letter < "\ufffe" and not "\ud800" <= letter <= "\udfff") or letter > "\uffff"
