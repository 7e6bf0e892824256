"""The little that is used of lxml, which ships no types: its element, and two parsers that trust nobody.

In: bytes of XML or HTML. Out: an `Element`. Fetches nothing, resolves no entity. lxml is loaded when the first such document is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Protocol, cast

from escalate_ai.errors import DraftError, Where

DAMAGED = "the document is damaged or was cut off; open it in the program it was made with, save it anew, or give its text"
ENTITIES = "the document declares entities, which no word processor writes; it is not read"
_HEAD = 4096
TAGS = 600_000
"""Tags of one XML part; two hundred pages with every word tracked have some 400,000. Each costs memory and time."""
PAGE_TAGS = 300_000
"""Tags of one web page."""


class Element(Protocol):
    """One element of a tree."""

    tag: object
    text: str | None
    tail: str | None

    @property
    def attrib(self) -> Mapping[str, str]: ...  # noqa: D102  lxml's own
    def get(self, key: str, /) -> str | None: ...  # noqa: D102  lxml's own
    def iter(self) -> Iterator[Element]: ...  # noqa: D102  lxml's own
    def getparent(self) -> Element | None: ...  # noqa: D102  lxml's own
    def getroottree(self) -> _Tree: ...  # noqa: D102  lxml's own
    def __iter__(self) -> Iterator[Element]: ...  # noqa: D105  lxml's own
    def __len__(self) -> int: ...  # noqa: D105  lxml's own


class _Kind(Protocol):
    internalDTD: object  # noqa: N815  lxml's own


class _Tree(Protocol):
    docinfo: _Kind


class Walk(Protocol):
    """A walk over a tree that may pass over what is below an element."""

    def __iter__(self) -> Iterator[tuple[str, Element]]: ...  # noqa: D105  lxml's own
    def skip_subtree(self) -> None: ...  # noqa: D102  lxml's own


class _Entry(Protocol):
    message: str


class _PageParser(Protocol):
    error_log: Iterable[_Entry]


class _Lxml(Protocol):
    XMLSyntaxError: type[Exception]
    ParserError: type[Exception]

    def XMLParser(self, **options: bool) -> object: ...  # noqa: N802  lxml's own
    def HTMLParser(self, **options: bool | str) -> _PageParser: ...  # noqa: N802  lxml's own
    def fromstring(self, data: bytes, parser: object) -> Element | None: ...
    def iterwalk(self, root: Element, events: tuple[str, ...]) -> Walk: ...


def _lxml() -> _Lxml:
    return cast("_Lxml", import_module("lxml.etree"))


def xml_of(data: bytes, name: str) -> Element:
    """Parse XML that a stranger wrote: nesting and text are bounded.

    Raises:
        DraftError: It is no XML, nests too deep, or declares a document type.

    """
    lxml = _lxml()
    _not_too_many(data, name, TAGS)
    if b"<!DOCTYPE" in data[:_HEAD] or b"<!ENTITY" in data[:_HEAD]:
        raise DraftError(ENTITIES, Where(name))
    parser = lxml.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = lxml.fromstring(data, parser)
    except (lxml.XMLSyntaxError, ValueError, LookupError):
        raise DraftError(DAMAGED, Where(name)) from None
    if root is None:
        raise DraftError(DAMAGED, Where(name))
    if root.getroottree().docinfo.internalDTD is not None:
        raise DraftError(ENTITIES, Where(name))
    return root


def html_of(text: str, name: str) -> Element | None:
    """Parse a web page, however badly it is written; None where it holds nothing.

    Raises:
        DraftError: Its elements stand so deep in one another that words would be lost.

    """
    lxml = _lxml()
    data = text.encode("utf-8", "replace")
    _not_too_many(data, name, PAGE_TAGS)
    parser = lxml.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True)
    try:
        root = lxml.fromstring(data, parser)
    except (lxml.XMLSyntaxError, lxml.ParserError, ValueError):
        return None
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise DraftError("the page nests its parts too deep to be read; give its text", Where(name))
    return root


def _not_too_many(data: bytes, name: str, most: int) -> None:
    if (count := data.count(b"<")) > most:
        raise DraftError(f"the document has {count:,} tags and {most:,} are read at most; give its text", Where(name))


def walk(root: Element) -> Walk:
    """Go over a tree, telling each element's "start" and "end", without recursion."""
    return _lxml().iterwalk(root, events=("start", "end"))
