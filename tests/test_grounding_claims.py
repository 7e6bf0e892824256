"""Claims of a letter that hold no date, number or name, and that the case says nothing of."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from example_cases import AS_OF, EXAMPLES, case_of

from escalate_ai import Case, Escalator, check
from escalate_ai.findings import Finding
from escalate_ai.text.lexicon import Entry, Lexicon

LIST = tomllib.loads((files("escalate_ai") / "data" / "claimed_matters.toml").read_text("utf-8"))


def letter_of(case: Case) -> str:
    """Give the embedded writer's letter."""
    letter = Escalator(offline=True).rewrite(case, as_of=AS_OF).letter
    assert letter is not None
    return letter.text


def with_sentence(text: str, sentence: str) -> str:
    """Put a sentence at the end of the closing paragraph, or of the first bullet where a letter has no other place."""
    blocks = text.split("\n\n")
    last = max(place for place, block in enumerate(blocks) if block.startswith("- ")) + 1
    blocks[last] = f"{blocks[last]} {sentence}"
    return "\n\n".join(blocks)


def claimed(case: Case, sentence: str) -> list[Finding]:
    """Give what GR404 says of the letter with the sentence in it."""
    found = check(with_sentence(letter_of(case), sentence), kind="letter", case=case, as_of=AS_OF).findings
    return [one for one in found if one.rule == "GR404"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Our insurer has paid the damage.",
        "The police have opened a file.",
        "A customs officer released the goods without objection.",
        "The shelves were built by a carpenter from the village.",
        "A neighbour of the owner lent us a van.",
        "We donated the rest of the stock to a charity.",
        "The supplier went bankrupt in the meantime.",
    ],
)
def test_a_claim_of_which_the_case_says_nothing_is_an_error(sentence: str) -> None:
    """No date, number or name is in it, and still it is invented."""
    found = claimed(case_of("northwind"), sentence)
    assert len(found) == 1
    assert found[0].quote is not None
    assert found[0].quote in sentence
    assert found[0].message.startswith(("The case says nothing of", "\u201c"))


@pytest.mark.parametrize(
    ("path", "words", "sentence"),
    [
        ("poa.corrective_actions.0.result", "Every buyer was paid back", "All buyers have been refunded."),
        ("track_record", "The store is insured against damage by water", "Our insurer has paid the damage by water."),
        ("poa.preventive_measures.0.how", "A course for all packers", "The staff has been trained."),
    ],
)
def test_what_the_case_says_in_other_words_is_no_invention(path: str, words: str, sentence: str) -> None:
    """A matter that the case has, in whatever words, may be named."""
    plain = case_of("northwind").model_dump(mode="json", by_alias=True)
    assert claimed(Case.model_validate(plain), sentence)
    *way, last = path.split(".")
    at: Any = plain
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    at[last] = words
    assert not claimed(Case.model_validate(plain), sentence)


@pytest.mark.parametrize(
    "sentence",
    ["We ask for a review by a chartered engineer of your choice.", "If a notary is wanted, we will bring a sworn translation."],
)
def test_what_is_asked_or_offered_states_nothing(sentence: str) -> None:
    """Requests and offers are not held against the case."""
    assert not claimed(case_of("northwind"), sentence)


@pytest.mark.parametrize("name", [folder.name for folder in EXAMPLES])
def test_what_the_embedded_writer_says_is_borne(name: str) -> None:
    """No sentence written from the case's own words is taken for an invention."""
    case = case_of(name)
    if Escalator(offline=True).rewrite(case, as_of=AS_OF).letter is None:
        pytest.skip("no letter is due")
    found = check(letter_of(case), kind="letter", case=case, as_of=AS_OF).findings
    assert [one.message for one in found if one.rule == "GR404"] == []


@pytest.mark.parametrize("entry", Lexicon.load("claimed_matters").entries, ids=lambda entry: str(entry.category))
def test_a_matter_has_words_that_suffice(entry: Entry) -> None:
    """Each matter of the list says what the case may say of it."""
    assert entry.fields["known"]


def test_no_matter_stands_twice() -> None:
    """One name, one matter."""
    names = [entry["category"] for entry in LIST["entry"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "sentence",
    [
        "A bailiff wrote down the titles in an official act.",
        "Neither competitor has answered our questionnaire about the beetles.",
        "The porter found a beetle in the attic.",
    ],
)
def test_one_telling_word_is_enough_where_a_sentence_holds_no_fact(sentence: str) -> None:
    """Nobody mentions a bailiff whose case has none."""
    assert claimed(case_of("northwind"), sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Two routines guard against a repetition.", "The second safeguard is a human one.", "One gave guidance that differed."],
)
def test_plain_english_is_no_claim(sentence: str) -> None:
    """Words of degree, order and discourse say nothing new of a case."""
    assert [one for one in claimed(case_of("northwind"), sentence) if "says nothing" in one.message] == []
