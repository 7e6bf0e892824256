"""Tests for the words at which a list's regular expressions are tried."""

import importlib
import re
from importlib.resources import files
from pathlib import Path
from typing import cast

import pytest

from escalate_ai.text.lexicon import Lexicon

LISTS = ("history_cues",)
LETTERS = sorted((Path(__file__).parent / "data" / "letters").rglob("*.txt"))
WRITTEN = """verified_on = 2026-11-23
source = "a test"
[[entry]]
category = "sent"
regex = '\\b(?:re-?)?(?:sent|appeal(?:ed|s)?)(?: it)?\\b'
BEGINS
"""


def found(lexicon: Lexicon, text: str) -> list[tuple[tuple[int, int], str]]:
    """Give the places and categories of what a list finds."""
    return [(hit.span, hit.entry.category) for hit in lexicon.find(text)]


def everywhere(name: str) -> Lexicon:
    """Give a list that tries its regular expressions at every place."""
    text = files("escalate_ai").joinpath("data", f"{name}.toml").read_text("utf-8")
    return Lexicon.from_toml(re.sub(r"(?m)^begins = .*$", "", text), name)


@pytest.mark.parametrize("name", LISTS)
def test_letters_have_the_same_hits_where_regexes_are_tried_everywhere(name: str) -> None:
    """Trying a regex only at the words it begins with finds what trying it everywhere finds, in letters and in their sentences."""
    known, slow = Lexicon.load(name), everywhere(name)
    texts = [path.read_text("utf-8", "replace") for path in LETTERS]
    assert texts
    assert any(found(known, text) for text in texts)
    for text in (*texts, *(line.upper() for whole in texts for line in whole.split("\n"))):
        assert found(known, text) == found(slow, text), text


@pytest.mark.parametrize("name", LISTS)
def test_begins_covers_every_alternative(name: str) -> None:
    """A regex of a list begins with no word that its `begins` leaves out: each alternative is told by its first letters."""
    entries = [entry for entry in Lexicon.load(name).entries if entry.begins]
    assert entries
    for entry in entries:
        for first in firsts(entry.regex or ""):
            fits = [word for word in entry.begins if (word == first or (word[-1] == "*" and first.startswith(word[:-1])))]
            assert fits, f"{entry.category}: nothing in begins for {first!r}"


def firsts(regex: str) -> set[str]:
    """Give the words with which a regular expression may begin, each up to where its letters are no longer fixed."""
    tree = importlib.import_module("re._parser").parse(regex)
    assert str(tree[0][0]) == "AT", "such a regex has to begin with a word"
    return {word for word, _ in _led(tree)}


def _led(items: object) -> set[tuple[str, bool]]:
    """Give what the items of a parsed expression may begin with, and whether the next item goes on with the same word."""
    led = {("", True)}
    for kind, value in cast("list[tuple[object, object]]", items):
        done = {one for one in led if not one[1]}
        step = _one(str(kind), value)
        led = done | {(word + more, goes_on) for word, open_ in led if open_ for more, goes_on in step}
    return led


def _one(kind: str, value: object) -> set[tuple[str, bool]]:
    parts = cast("tuple[object, ...]", value)
    match kind:
        case "LITERAL":
            letter = chr(cast("int", value)).lower()
            return {(letter, True)} if letter.isalnum() else {("", False)}
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return {("", True)}
        case "BRANCH":
            return {one for branch in cast("list[object]", parts[1]) for one in _led(branch)}
        case "SUBPATTERN":
            return _led(parts[3])
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _led(parts[2]) | ({("", True)} if parts[0] == 0 else set())
        case _:
            return {("", False)}


def test_begins_is_a_gate_in_any_case_and_for_any_ending() -> None:
    """A word of `begins` is taken as written or, with a star, with any ending, whatever its case; other words open nothing."""
    lexicon = Lexicon.from_toml(WRITTEN.replace("BEGINS", 'begins = ["sent", "appeal*"]'))
    assert found(lexicon, "SENT it; appealed. Appeals it, resent.") == [((0, 7), "sent"), ((9, 17), "sent"), ((19, 29), "sent")]


def test_begins_is_no_gate_for_other_scripts() -> None:
    """A text with letters beyond ASCII is searched everywhere, since its words may be written otherwise."""
    lexicon = Lexicon.from_toml(WRITTEN.replace("BEGINS", 'begins = ["nothing"]'))
    assert found(lexicon, "sent") == []
    assert found(lexicon, "sent \u00e9") == [((0, 4), "sent")]


def test_a_hit_is_not_found_again_within_itself() -> None:
    """A second word of `begins` within a hit opens no other one of the same regex."""
    lexicon = Lexicon.from_toml(WRITTEN.replace("BEGINS", 'begins = ["re", "sent", "appeal*", "resent"]'))
    assert found(lexicon, "re-sent it, sent it") == [((0, 10), "sent"), ((12, 19), "sent")]
