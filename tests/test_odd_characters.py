"""Characters that look like others, or like nothing: they hide no fact and no finding, and spans stay those of the text as given."""

from __future__ import annotations

import random
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from name_mutation_kit import Letter, letters
from test_rules_letters import BAD, EXPECTED, LETTERS, stand_of

from escalate_ai.checking import check
from escalate_ai.letterread import read_sheet
from escalate_ai.terms import DateOrder
from escalate_ai.text.folding import fold
from escalate_ai.text.mentions import find_mentions
from escalate_ai.text.names import find_names
from escalate_ai.text.words import sentences

UNSEEN = (
    "\u200b\u200c\u200d\ufeff\u2060\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
    "\u180e\u034f\u115f\u3164\ufe0f\U000e0101"
)
"""Zero-width characters, soft hyphens, direction marks, joiners, fillers and variation selectors."""
SPACES = "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u205f\u3000"
CYRILLIC_LETTERS = (
    "\u0410\u0412\u0415\u0406\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458"
)
CYRILLIC = dict(zip("ABEIKMHOPCTXaeopcyxsij", CYRILLIC_LETTERS, strict=True))
GREEK = dict(
    zip("ABEZHIKMNOPTYXov", "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd", strict=True)
)
Edit = Callable[[str, random.Random], str]


def unseen(text: str, rng: random.Random) -> str:
    """Put marks that nobody sees anywhere in a text."""
    for _ in range(12):
        place = rng.randrange(len(text) + 1)
        text = text[:place] + rng.choice(UNSEEN) + text[place:]
    return text


def spaced(text: str, rng: random.Random) -> str:
    """Put other spaces in place of some."""
    return "".join(rng.choice(SPACES) if char == " " and rng.random() < 0.2 else char for char in text)


def wide(text: str, rng: random.Random) -> str:
    """Put full-width letters and digits in place of some."""
    return "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() and rng.random() < 0.1 else char for char in text)


def alike(text: str, rng: random.Random) -> str:
    """Put Cyrillic and Greek letters in place of the Latin ones they look like."""
    table = {**CYRILLIC, **GREEK} if rng.random() < 0.5 else CYRILLIC
    return "".join(table[char] if char in table and rng.random() < 0.05 else char for char in text)


def apart(text: str, rng: random.Random) -> str:
    """Write accents as marks of their own."""
    del rng
    return unicodedata.normalize("NFD", text)


def windows(text: str, rng: random.Random) -> str:
    """End lines as Windows does, and put spaces behind some."""
    return "\r\n".join(f"{line}{rng.choice(('', ' '))}" for line in text.split("\n"))


EDITS: tuple[Edit, ...] = (unseen, spaced, wide, alike, apart, windows)


@cache
def held() -> tuple[Letter, ...]:
    """Give accepted and faulty letters with their cases."""
    faulty = [
        Letter(path.stem, path.read_text("utf-8"), *stand_of(LETTERS / "good" / f"{EXPECTED[path.stem]['case']}.txt").__dict__.values())
        for path in BAD
    ]
    return (*letters(), *faulty)


def findings(letter: Letter, text: str) -> Counter[tuple[str, str | None]]:
    """Give what a check finds in a letter, each with its words in plain spelling; the spans have to be those of the text."""
    report = check(text, kind="letter", case=letter.case, rung=letter.rung, as_of=letter.as_of)
    for found in report.findings:
        assert found.span is None or text[found.span[0] : found.span[1]] == found.quote
    assert report.remarks == ()
    return Counter((found.rule, " ".join(fold(found.quote).text.split()) if found.quote else None) for found in report.findings)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_odd_characters_change_no_finding(edit: Edit) -> None:
    """In good and bad letters alike, the same rules speak of the same words."""
    rng = random.Random(3)
    for letter in held()[:: 2 if edit in {apart, windows} else 1]:
        before, after = findings(letter, letter.text), findings(letter, edit(letter.text, rng))
        assert after == before, (letter.name, dict(after - before), dict(before - after))


@given(seed=st.integers(0, 10**9), which=st.integers(0, 10**6), edits=st.lists(st.sampled_from(EDITS[:5]), min_size=1, max_size=3))
@settings(max_examples=12)
def test_odd_characters_of_several_sorts_change_no_finding(seed: int, which: int, edits: list[Edit]) -> None:
    """Wherever they stand and however they are mixed."""
    letter, rng = held()[which % len(held())], random.Random(seed)
    text = letter.text
    for edit in edits:
        text = edit(text, rng)
    before, after = findings(letter, letter.text), findings(letter, text)
    assert after == before, (letter.name, dict(after - before), dict(before - after))


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("ASIN \u0412\uff10QQ7\u0422X4\u200bZM", "GR401", "\u0412\uff10QQ7\u0422X4\u200bZM"),
        ("on July\u00a0\uff11\uff12, 20\u206026", "GR402", "July\u00a0\uff11\uff12, 20\u206026"),
        ("all \uff12\u200b2\u200e9 orders", "GR403", "\uff12\u200b2\u200e9 orders"),
        ("by P\u0435t\u0435r Qu\u00adandt in May", "GR404", "P\u0435t\u0435r Qu\u00adandt"),
    ],
)
def test_a_fact_behind_look_alikes_is_still_held_against_the_case(text: str, rule: str, words: str) -> None:
    """An identifier, a date, a number and a name are found, and quoted as they were written."""
    letter = letters()[0]
    said = letter.text.replace("\n\nDear", "\n\nDear", 1).replace("cartons without", f"cartons ({text}) without", 1)
    assert said != letter.text
    report = check(said, kind="letter", case=letter.case, rung=letter.rung, as_of=letter.as_of)
    assert (rule, words) in {(found.rule, found.quote) for found in report.findings}


def test_a_true_fact_behind_look_alikes_is_still_grounded() -> None:
    """What the case holds is held however its letters were set."""
    text = "Th\u0435 31 bu\u0443ers of T\u0430msin & R\u043e\u043ek, cl\u043esed 18\u202fMay \uff12\uff10\uff12\uff16"
    mentions = [(mention.kind.value, text[slice(*mention.span)]) for mention in find_mentions(text, DateOrder.DMY, "GBP")]
    assert ("date", "18\u202fMay \uff12\uff10\uff12\uff16") in mentions
    assert [name.text for name in find_names(text)] == ["T\u0430msin & R\u043e\u043ek"]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("\u0441\u043e\u0440\u0443", "copy"),
        ("\u0430 \u0441\u043e\u0440\u0443 of it", "a copy of it"),
        ("dep\u034fart\u3164ment", "department"),
        ("\u0410\u0421\u0415", "ACE"),
        ("\u043c\u0438\u0440 \u0438 \u0441\u043e\u043d", "\u043c\u0438\u0440 \u0438 \u0441\u043e\u043d"),
        ("\u039f\u03bc\u03bf\u03bb\u03bf\u03b3\u03af\u03b1", "\u039f\u03bc\u03bf\u03bb\u03bf\u03b3\u03af\u03b1"),
        ("e\u0301t\u00e9", "\u00e9t\u00e9"),
    ],
)
def test_letters_that_pose_are_latin_and_real_ones_stay(written: str, plain: str) -> None:
    """A word of look-alikes is Latin where no other foreign letter stands in the text; Russian and Greek stay what they are."""
    assert fold(written).text == plain


@given(st.text(alphabet=st.sampled_from(list("ab. \n-B0\u0410\uff11" + UNSEEN[:6] + SPACES[:3])), max_size=80))
def test_parts_and_sentences_are_slices_of_the_text(text: str) -> None:
    """However odd a text is, every part says where it stands in it."""
    for part in read_sheet(text).parts:
        assert part.start is not None
        assert text[part.start : part.start + len(part.text)] == part.text
    for start, end in sentences(text):
        assert 0 <= start < end <= len(text)


def test_the_faulty_letters_are_the_ones_on_file() -> None:
    """The letters of this test include every faulty one."""
    assert {path.stem for path in BAD} == set(tomllib.loads((LETTERS / "bad" / "codes.toml").read_text("utf-8")))
