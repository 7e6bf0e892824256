"""A tree as lines of a case.yaml, each value with the words it came from. In: nodes, an indent. Out: lines. Pure; knows no file on disk."""

from __future__ import annotations

from escalate_ai.case.marked import Path
from escalate_ai.extract.casetree import Branch, Items, Leaf, Node, Sourced
from escalate_ai.extract.scalars import comment, scalar
from escalate_ai.extract.skeleton import hint_of, is_choice, ordered, pattern_of
from escalate_ai.terms import Whose

WIDTH = 118
"""Columns up to which a comment stands behind its value; else above it."""
STEP = 2
_WHOSE = {Whose.AMAZON: ", Amazon's words", Whose.SELLER: "", Whose.OTHER: ", quoted from others"}
_SELF_EXPLAINED = frozenset({"id", "file"})
_NOT_SEEN = "nobody has looked at it yet; once you have, write true"


def written(node: Node, path: Path, indent: int) -> list[str]:
    """Give what stands below a key or a dash, line by line."""
    if isinstance(node, Branch):
        lines: list[str] = []
        before: Sourced | None = None
        for key in ordered(node.keys, pattern_of(path)):
            inner = node.keys[key]
            lines += entry(key, inner, (*path, key), indent, before)
            if isinstance(inner, Leaf) and inner.source and inner.source.quote:
                before = inner.source
        return lines
    if isinstance(node, Items):
        return [line for place, inner in enumerate(node.in_order()) for line in item(inner, (*path, place), indent)]
    return [" " * indent + line for line in _leaf_lines("", node, path, indent, None)]


def entry(key: str, node: Node, path: Path, indent: int, before: Sourced | None = None) -> list[str]:
    """Give a key with everything below it.

    Args:
        key: The key.
        node: What it holds.
        path: Of the key, in the case.
        indent: Columns it stands in by.
        before: The words of the value above, which are not told twice.

    """
    pad = " " * indent
    if isinstance(node, Leaf):
        return [pad + line if line else line for line in _leaf_lines(f"{key}:", node, path, indent, before)]
    if isinstance(node, Items) and not node.entries:
        return [f"{pad}{key}: []"]
    return [f"{pad}{key}:", *written(node, path, indent + STEP)]


def item(node: Node, path: Path, indent: int) -> list[str]:
    """Give one entry of a list; a comment above its first key stands above its dash."""
    pad = " " * indent
    if isinstance(node, Leaf):
        return [pad + line for line in _leaf_lines("-", node, path, indent, None)]
    lines = written(node, path, indent + STEP)
    first = next((place for place, line in enumerate(lines) if not line.lstrip().startswith("#")), None)
    if first is None:
        return [*lines, f"{pad}- "]
    above = [pad + line.lstrip() for line in lines[:first]]
    return [*above, f"{pad}- {lines[first][indent + STEP :]}", *lines[first + 1 :]]


def _leaf_lines(head: str, leaf: Leaf, path: Path, indent: int, before: Sourced | None) -> list[str]:
    """Give a scalar behind its head, not yet indented: what is asked about it above, its comment behind it or above."""
    if leaf.is_blank:
        return _blank(head, leaf, path)
    above = [f"# ? {comment(leaf.ask, 400)}"] if leaf.ask else []
    first, *further = scalar(leaf.value, indent + STEP if head else indent).split("\n")
    # what is in further lines stands in by itself already
    further = [line[indent:] if line else line for line in further]
    said = _told(leaf, path, before)
    line = f"{head} {first}".strip()
    if not said:
        return [*above, line, *further]
    if indent + len(line) + len(said) <= WIDTH - 4:
        return [*above, f"{line}  # {said}", *further]
    return [*above, f"# {said}", line, *further]


def _blank(head: str, leaf: Leaf, path: Path) -> list[str]:
    hint = hint_of(path)
    if leaf.ask and is_choice(path):
        return [f"# ? {comment(leaf.ask, 400)}", f"{head}  # ? {comment(hint, 200)}".rstrip()]
    return [f"{head}  # ? {comment(leaf.ask or hint, 400)}".rstrip()]


def _told(leaf: Leaf, path: Path, before: Sourced | None) -> str:
    """Say what a value rests on; nothing where it says so itself."""
    source, key = leaf.source, path[-1] if path else ""
    if key == "confirmed" and leaf.value is False:
        return _NOT_SEEN
    if source is None or key in _SELF_EXPLAINED or source.value == source.file:
        return ""
    place = comment(source.file, 60) + _WHOSE[source.whose] + (", found by the model" if source.by_model else "")
    if not source.quote:
        return f"from {place}" if source.file else ""
    if before and before.quote == source.quote and before.file == source.file:
        return "the same words"
    quoted, value = (" ".join(str(words).split()) for words in (source.quote, leaf.value))
    if quoted.strip(".") == value.strip(".") or (len(value) > len(quoted) > 0 and value.startswith(quoted)):
        return f"word for word, {place}"
    return f'"{comment(quoted)}" ({place})'
