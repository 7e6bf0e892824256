"""What was found -> into a case.yaml that a person has worked on. In: its text, values. Out: the longer text. Writes no file.

Lines are only put in between: every line that is there stays as it is, in its order, byte for byte. What a person wrote stands; where it
says something else than was found, that is told. Merging the same again changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from escalate_ai.case.marked import Marked, Path, Plain, Unreadable, key_of, path_of
from escalate_ai.case.yamlfile import read_yaml
from escalate_ai.errors import CaseError, Fault, Where
from escalate_ai.extract.casetree import Branch, Items, Leaf, Node, is_hollow
from escalate_ai.extract.caseyaml import ask, blanks
from escalate_ai.extract.found import Question
from escalate_ai.extract.mergeplan import Place, Plan, renumbered
from escalate_ai.extract.skeleton import ordered, pattern_of
from escalate_ai.extract.yamlplaces import Spot, spots_of
from escalate_ai.extract.yamlwriting import STEP, entry, item, written


@dataclass(frozen=True, slots=True)
class Merged:
    """A case.yaml with what was added to it."""

    text: str
    added: tuple[str, ...]
    """The paths of what is new."""
    kept: tuple[str, ...]
    """Where the case says something else than was found, in words for a person; the case was left as it is."""
    unplaced: tuple[str, ...]
    """What could not be put in without changing a line, in words for a person."""
    questions: tuple[Question, ...]
    """What is still open, each at its place in this case."""


def merge_yaml(text: str, name: str, root: Branch, questions: Sequence[Question] = ()) -> Merged:
    """Give a case file with what it lacked.

    Args:
        text: The case file, without a byte order mark.
        name: What messages call it.
        root: What was found.
        questions: What is open; those that the case answers are left out.

    Raises:
        CaseError: The file cannot be read as a case file, or is written so that nothing can be put in.

    """
    marked = _read(text, name)
    data = {} if marked.data is None else marked.data
    if not isinstance(data, dict):
        raise CaseError("a case is a mapping of keys: seller, enforcement, request …", Where(name, 1))
    merging = _Merging(text, marked, spots_of(text) if data else {(): Spot(0, len(text))})
    renumbered(root, data, merging.plan)
    ask(root, questions)
    merging.mapping(root, data, (), ())
    merged = merging.text()
    _hold(data, merged, name)
    return Merged(
        merged,
        tuple(merging.plan.added),
        tuple(dict.fromkeys(merging.plan.kept)),
        tuple(dict.fromkeys(merging.plan.unplaced)),
        tuple(merging.open(questions, _read(merged, name).data)),
    )


def _read(text: str, name: str) -> Marked:
    try:
        marked = read_yaml(text, name)
    except Unreadable as error:
        raise CaseError(f"{name} cannot be read; mend it first", faults=(error.fault,)) from None
    if marked.faults:
        raise CaseError(f"{name} cannot be read; mend it first", faults=tuple(marked.faults))
    return marked


def _hold(data: Plain, merged: str, name: str) -> None:
    """See to it that nothing a person wrote reads otherwise now."""
    try:
        held = _contains(_read(merged, name).data, data)
    except CaseError:
        held = False
    if not held:
        message = "nothing can be put into this file without changing what is there; write its lists and keys one a line, or merge by hand"
        raise CaseError(message, faults=(Fault(message, Where(name)),))


def _contains(new: Plain, old: Plain) -> bool:
    """Tell whether everything of the old data stands in the new, lists in their order."""
    if old is None:
        return True
    if isinstance(old, dict):
        return isinstance(new, dict) and all(key in new and _contains(new[key], inner) for key, inner in old.items())
    if isinstance(old, list):
        further = iter(new if isinstance(new, list) else [])
        return all(any(_contains(other, inner) for other in further) for inner in old)
    if isinstance(old, str) and isinstance(new, str):
        # a block at the very end of a file without a last line end gets one
        return old.rstrip("\n") == new.rstrip("\n")
    return type(old) is type(new) and old == new


class _Merging:
    """One merging under way: what goes in where."""

    def __init__(self, text: str, marked: Marked, spots: dict[Path, Spot]) -> None:
        self.plan = Plan(marked)
        self._text, self._spots = text, spots
        self._line_end = "\r\n" if "\r\n" in text[:10_000] else "\n"
        # a blank line behind a text that keeps its line ends would become part of it
        self._keeps_ends = "|+" in text or ">+" in text or re.search(r"[|>]\d\+", text) is not None
        self._put: list[tuple[int, int, int, list[str]]] = []

    def text(self) -> str:
        """Give the text with everything put in; at one place what stands deeper goes first."""
        pieces, at = list[str](), 0
        for place, _, _, lines in sorted(self._put, key=lambda put: put[:3]):
            pieces.append(self._text[at:place])
            if place == len(self._text) and place and not "".join(pieces[-2:]).endswith("\n"):
                pieces.append(self._line_end)
            pieces.append("".join(line.rstrip() + self._line_end for line in lines))
            at = place
        return "".join([*pieces, self._text[at:]])

    def open(self, questions: Sequence[Question], data: Plain) -> Iterator[Question]:
        """Give the questions that the case does not answer, at their places in it."""
        for question in questions:
            if not question.path:
                yield question
                continue
            path = self.plan.translated(path_of(question.path))
            if path is None:
                continue
            here: Plain = data
            for step in path:
                here = here.get(step) if isinstance(here, dict) and isinstance(step, str) else _entry(here, step)
            if here is None or question.ident != question.path:
                ident = key_of(path) if question.ident == question.path else question.ident
                yield question.model_copy(update={"path": key_of(path), "ident": ident})

    def mapping(self, node: Branch, there: dict[str, Plain], path: Path, own: Path) -> None:
        """Merge keys into those of the case.

        Args:
            node: What was found.
            there: What the case has.
            path: Its place in the case file as it is.
            own: Its place in what was found.

        """
        self.plan.settle(node, there, path)
        for key in ordered(list(node.keys), pattern_of(path)):
            inner = node.keys[key]
            if is_hollow(inner) or (key == "confirmed" and path and isinstance(path[-1], int) and key not in there):
                # an entry that a person wrote is confirmed by that
                continue
            if key in there:
                self._into(inner, there[key], (*path, key), (*own, key))
            else:
                self._add_key(key, inner, there, path)

    def _into(self, node: Node, there: Plain, path: Path, own: Path) -> None:
        spot = self._spots[path]
        if there is None and spot.blank and not spot.flow:
            self._fill(node, path)
        elif there is None:
            self.plan.cannot(path, node, "stands empty there")
        elif isinstance(node, Branch) and isinstance(there, dict):
            self.mapping(node, there, path, own)
        elif isinstance(node, Items) and isinstance(there, list):
            self._items(node, there, path, own)
        elif isinstance(node, Leaf):
            self.plan.differs(node, there, path)

    def _fill(self, node: Node, path: Path) -> None:
        """Put a value below the key that waits for it."""
        spot = self._spots[path]
        self.plan.added.append(key_of(path))
        if isinstance(node, Items) and not node.entries:
            lines = [" " * (spot.key_column + STEP) + "[]"]
        else:
            self._blank_within(node, path)
            lines = written(node, path, spot.key_column + STEP)
        self._insert(spot.end, len(path) + 1, lines)

    def _add_key(self, key: str, node: Node, there: dict[str, Plain], path: Path) -> None:
        spot = self._spots.get(path)
        if spot is None or spot.flow:
            self.plan.cannot((*path, key), node, "is written in braces there")
            return
        self.plan.added.append(key_of((*path, key)))
        self._blank_within(node, (*path, key))
        lines = entry(key, node, (*path, key), spot.column)
        order = ordered([*there, key], pattern_of(path))
        before = [other for other in order[: order.index(key)] if other in there]
        end = self._spots[*path, before[-1]].end if before else spot.end
        self._insert(end, len(path) + 1, lines if path or self._keeps_ends else ["", *lines], spot.column)

    def _items(self, node: Items, there: list[Plain], path: Path, own: Path) -> None:
        new: list[Place] = []
        for place in self.plan.places(node, there, path, own):
            if place.there is not None:
                held = there[place.there]
                if isinstance(place.node, Branch) and isinstance(held, dict):
                    self.mapping(place.node, held, (*path, place.there), (*own, place.number))
            else:
                new.append(place)
        for place in new:
            spot = self._spots[path]
            if spot.flow:
                self.plan.cannot(path, place.node, "is a list in brackets there")
                continue
            self.plan.added.append(f"{key_of(path)}[{place.final}]")
            self._blank_within(place.node, (*path, len(there)))
            lines = item(place.node, (*path, len(there)), spot.column)
            end = self._spots[*path, place.after].end if place.after >= 0 else spot.start
            self._insert(end, len(path) + 1, lines, spot.column if place.after >= 0 else None)

    def _blank_within(self, node: Node, path: Path) -> None:
        """Put blanks where something has to be known in what is new."""
        if isinstance(node, Branch):
            blanks(node, path)
            for key, inner in list(node.keys.items()):
                self._blank_within(inner, (*path, key))
        elif isinstance(node, Items):
            for number, inner in node.entries.items():
                self._blank_within(inner, (*path, number))

    def _insert(self, end: int, depth: int, lines: list[str], column: int | None = None) -> None:
        """Put lines behind the line in which something ends, and behind the comments that stand further in than `column`."""
        place = self._below(end)
        while column is not None and place < len(self._text) and _belongs(self._text[place : self._below(place)], column):
            place = self._below(place)
        self._put.append((place, -depth, len(self._put), [inner for line in lines for inner in line.split("\n")]))

    def _below(self, index: int) -> int:
        stop = self._text.find("\n", index)
        return len(self._text) if stop < 0 else stop + 1


def _belongs(line: str, column: int) -> bool:
    """Tell whether a line is a comment on what stands above it: further in, as it is or with its "#~" taken away."""
    inner = line.removeprefix("#~")
    return line.lstrip().startswith("#") and len(inner) - len(inner.lstrip()) > column and bool(inner.strip())


def _entry(value: Plain, step: str | int) -> Plain:
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
