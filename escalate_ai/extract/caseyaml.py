"""An `Extraction` -> the text of a case.yaml that a person can finish. In: an extraction. Out: text. Writes no file.

Every value stands with the words it came from; what has to be known and is not stands blank, marked "# ?", so that loading names it; the
questions for the client stand on top, most valuable first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from escalate_ai.case.marked import Path, path_of
from escalate_ai.extract.casetree import Branch, Leaf, at, put, tree_of, walk
from escalate_ai.extract.found import Extraction, Question, Value
from escalate_ai.extract.scalars import comment
from escalate_ai.extract.skeleton import ordered, pattern_of, required
from escalate_ai.extract.yamlwriting import entry
from escalate_ai.terms import RequestKind

FILES = frozenset({("draft",), ("enforcement", "notice"), ("appeals", "[]", "plan"), ("evidence", "[]", "file")})
"""Keys whose text names a file of the case folder."""
_ALWAYS: tuple[Path, ...] = (("seller",), ("seller", "contact"), ("request",))
_WRAPPED = 116
References = Callable[[str], str | None]
"""Gives the name of a file as the case file has to write it; None where the case folder cannot have it."""

_SUPPLIES = "the ids of what answers it, like [RC1, CA1, PM1]; parts of the plan are numbered in order"
"""What a person writes where Amazon asked for a part of the plan."""


def case_yaml(found: Extraction, references: References | None = None) -> str:
    """Give the text of a case file.

    `Case.load` reads it as soon as what is marked "# ?" and has to be known is filled in; until then it names each of these with its line.

    Args:
        found: What was extracted.
        references: What files are called beside the case file; default as they were found.

    """
    root = case_tree(found.values, references)
    ask(root, found.questions)
    ask_of_requests(root)
    lines = [*_head(found), ""]
    for key in ordered(root.keys, ()):
        lines += [*entry(key, root.keys[key], (key,), 0), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def case_tree_found(values: Sequence[Value], references: References | None = None) -> Branch:
    """Give values as a tree, files called as they are beside the case file."""
    root = tree_of(value for value in values if value.value is not None)
    for path, node in list(walk(root)):
        if references and pattern_of(path) in FILES and isinstance(node, Leaf) and isinstance(node.value, str):
            _refer(node, references)
    return root


def case_tree(values: Sequence[Value], references: References | None = None) -> Branch:
    """Give values as a tree with a blank for everything that has to be known."""
    root = case_tree_found(values, references)
    kind = at(root, ("request", "kind"))
    is_report = isinstance(kind, Leaf) and str(kind.value) in set(RequestKind) and RequestKind(str(kind.value)).is_report
    for path in (*_ALWAYS, ("incident" if is_report else "enforcement",)):
        put(root, path, Branch())
    for path, node in list(walk(root)):
        if isinstance(node, Branch):
            blanks(node, path)
    return root


def blanks(node: Branch, path: Path) -> None:
    """Put a blank wherever a key has to stand and does not."""
    if path and path[0] != "extra":
        for key in required(path):
            node.keys.setdefault(key, Leaf(None))


def ask(root: Branch, questions: Sequence[Question]) -> None:
    """Put each question at the place that its answer fills."""
    for question in questions:
        if not question.path:
            continue
        path = path_of(question.path)
        there = at(root, path)
        if there is None:
            put(root, path, Leaf(None, ask=question.text))
        elif isinstance(there, Leaf) and not there.ask:
            there.ask = question.text


def ask_of_requests(root: Branch) -> None:
    """Put a blank wherever something Amazon asked for has no answer: parts of the plan are no question, and the ladder waits for them."""
    for path, node in list(walk(root)):
        if path[:1] == ("last_request",) and isinstance(node, Branch) and "asked" in node.keys:
            node.keys.setdefault("answered_by", Leaf(None, ask=_SUPPLIES))


def _refer(leaf: Leaf, references: References) -> None:
    """Name a file as the case file has to; where its folder cannot have it, leave a blank that says where it is."""
    name = references(str(leaf.value))
    if name is None:
        leaf.ask = f"it is in {leaf.value}; save it beside this file and write its name here"
    leaf.value = name


def _head(found: Extraction) -> Iterator[str]:
    files = list(dict.fromkeys(value.file for value in found.values if value.file))
    named = ", ".join(comment(file, 60) for file in files[:8]) + (f" and {len(files) - 8} more" if len(files) > 8 else "")  # noqa: PLR2004
    yield from _wrapped(f"Read from {named}." if files else "Nothing was found that a case needs.", "# ")
    yield "# Hold every value against the words behind its #, and fill in what is marked # ?"
    yield "# `escalate-ai readiness` with this file names everything that is still missing, with its line."
    if found.questions:
        yield "#"
        yield "# To ask the client, most valuable first:"
        for number, question in enumerate(found.questions, 1):
            yield from _wrapped(f"{number}. {question.text}", f"#  {'' if number > 9 else ' '}", hang=4)  # noqa: PLR2004  two digits
    for title, told in (("Not used:", found.left_out), ("Look at this:", found.findings)):
        if told:
            yield "#"
            yield f"# {title}"
            for each in told:
                yield from _wrapped(f"- {each}", "#   ", hang=2)


def _wrapped(text: str, lead: str, hang: int = 0) -> Iterator[str]:
    line = ""
    for word in comment(text, 2_000).split(" "):
        if line and len(lead) + len(line) + len(word) >= _WRAPPED:
            yield f"{lead}{line}"
            line = " " * hang + word
        else:
            line = f"{line} {word}" if line else word
    yield f"{lead}{line}"
