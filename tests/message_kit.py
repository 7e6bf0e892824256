"""Outlook messages, built byte by byte as compound files: one sector size, no mini stream but the root's. Deterministic."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

SECTOR = 512
MINI = 64
CUTOFF = 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass
class _Node:
    name: str
    data: bytes | None = None
    children: list[_Node] = field(default_factory=list["_Node"])
    first: int = END
    left: int = FREE
    right: int = FREE
    child: int = FREE
    number: int = 0


Tree = Mapping[str, "bytes | Tree"]


def _nodes(tree: Tree) -> list[_Node]:
    return [
        _Node(name, held) if isinstance(held, bytes) else _Node(name, None, _nodes(held))
        for name, held in sorted(tree.items(), key=lambda entry: (len(entry[0]), entry[0].upper()))
    ]


def compound(tree: Tree) -> bytes:
    """Give a compound file of these streams (bytes) and storages (mappings)."""
    root = _Node("Root Entry", None, _nodes(tree))
    every = _numbered(root)
    file = _Sectors()
    mini, mini_fat = _placed(every, file)
    root.first = file.put(mini)
    padded = mini_fat + [FREE] * (-len(mini_fat) % (SECTOR // 4))
    mini_first = file.put(struct.pack(f"<{len(padded)}I", *padded))
    directory = b"".join(_entry(node, len(mini) if node is root else len(node.data or b"")) for node in every)
    directory_first = file.put(directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0"))
    tables, places, table = file.table()
    header = struct.pack(
        "<8s16sHHHHH6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory_first, 0, CUTOFF,
        mini_first, len(padded) * 4 // SECTOR, END, 0,
    )  # fmt: skip
    return header + places + b"".join(file.sectors) + table


def _numbered(root: _Node) -> list[_Node]:
    """Give every node in the order of the directory; siblings hang as a chain to the right: a tree, if no balanced one."""
    every: list[_Node] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        node.number = len(every)
        every.append(node)
        waiting += reversed(node.children)
    for node in every:
        if node.children:
            node.child = node.children[0].number
            for one, following in zip(node.children, node.children[1:], strict=False):
                one.right = following.number
    return every


class _Sectors:
    """The sectors of a file and the table that chains them."""

    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.fat: list[int] = []

    def put(self, data: bytes) -> int:
        """Add a stream; give its first sector."""
        if not data:
            return END
        first, count = len(self.sectors), -(-len(data) // SECTOR)
        for place in range(count):
            self.sectors.append(data[place * SECTOR : (place + 1) * SECTOR].ljust(SECTOR, b"\0"))
            self.fat.append(first + place + 1 if place + 1 < count else END)
        return first

    def table(self) -> tuple[int, bytes, bytes]:
        """Give how many sectors the table takes, where they are, and the table."""
        tables = 1
        while (len(self.fat) + tables) * 4 > tables * SECTOR:
            tables += 1
        places = [len(self.sectors) + place for place in range(tables)] + [FREE] * (109 - tables)
        fat = self.fat + [FAT] * tables
        fat += [FREE] * (tables * SECTOR // 4 - len(fat))
        return tables, struct.pack("<109I", *places), struct.pack(f"<{len(fat)}I", *fat)


def _placed(every: list[_Node], file: _Sectors) -> tuple[bytes, list[int]]:
    """Put the long streams into the file, and give the short ones together, with their table."""
    mini, mini_fat = b"", list[int]()
    for node in every[1:]:
        if not node.data:
            continue
        if len(node.data) >= CUTOFF:
            node.first = file.put(node.data)
            continue
        node.first, count = len(mini) // MINI, -(-len(node.data) // MINI)
        mini += node.data.ljust(count * MINI, b"\0")
        mini_fat += [node.first + place + 1 if place + 1 < count else END for place in range(count)]
    return mini, mini_fat


def _entry(node: _Node, size: int) -> bytes:
    name = node.name.encode("utf-16-le")[:62]
    sort = 5 if node.number == 0 else 2 if node.data is not None else 1
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(name) + 2, sort, 1, node.left, node.right, node.child)
        + bytes(36)
        + struct.pack("<IQ", node.first, size)
    )


def _text(value: str) -> bytes:
    return value.encode("utf-16-le")


def message(  # the parts of a message, each by its name in Outlook
    *,
    subject: str = "",
    sender: str = "",
    address: str = "",
    to: str = "",
    body: str = "",
    page: bytes = b"",
    submitted: datetime | None = None,
    headers: str = "",
    attachments: tuple[tuple[str, bytes | Tree], ...] = (),
    top: bool = True,
) -> dict[str, bytes | Tree]:
    """Give the streams of a message; an attachment that is a mapping is a message inside it."""
    told = {"0037": subject, "0C1A": sender, "5D01": address, "0E04": to, "1000": body, "007D": headers}
    tree: dict[str, bytes | Tree] = {f"__substg1.0_{tag}001F": _text(value) for tag, value in told.items() if value}
    if page:
        tree["__substg1.0_10130102"] = page
    entries = b""
    if submitted is not None:
        moment = int((submitted - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
        entries = struct.pack("<IIQ", 0x00390040, 6, moment)
    tree["__properties_version1.0"] = bytes(32 if top else 24) + entries
    for place, (name, held) in enumerate(attachments):
        inside: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(8), "__substg1.0_3707001F": _text(name)}
        inside["__substg1.0_37010102" if isinstance(held, bytes) else "__substg1.0_3701000D"] = held
        tree[f"__attach_version1.0_#{place:08X}"] = inside
    return tree


def msg(**parts: object) -> bytes:
    """Give an Outlook message file of these parts."""
    return compound(message(**parts))  # type: ignore[arg-type]
