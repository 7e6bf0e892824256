"""Good letters are not scolded for their tone, and the sentences the ear was trained on keep their rules."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest
from example_cases import brief_of_example

from escalate_ai.findings import Finding
from escalate_ai.letterread import read_sheet
from escalate_ai.policy import Policy
from escalate_ai.rules.running import check_letter
from escalate_ai.terms import Severity

ROOT = Path(__file__).parent.parent
LETTERS = ROOT / "tests" / "data" / "letters"
SENTENCES = ROOT / "training" / "tone"
RULES = {f"TN30{number}" for number in range(1, 9)}
WRITTEN = sorted(LETTERS.glob("writer*/*.txt"))
GOOD = sorted((LETTERS / "good").glob("*.txt"))
MOST_WARNED = 1 / 15
"""Of good letters, so large a share may carry a needless warning of tone."""


def tone_of(path: Path) -> list[Finding]:
    """Give what TN301 to TN308 say of a letter."""
    brief = brief_of_example(path.name.partition(".")[0]) if path in WRITTEN else None
    return [found for found in check_letter(read_sheet(path.read_text("utf-8")), brief, Policy.load(), {}).findings if found.rule in RULES]


@pytest.mark.parametrize("path", [*GOOD, *WRITTEN], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_good_letter_has_no_error_of_tone(path: Path) -> None:
    """No sentence of a good letter is called a plea, a boast, blame, contest, praise or a threat with certainty."""
    assert [(found.rule, found.quote) for found in tone_of(path) if found.severity is Severity.ERROR] == []


def test_good_letters_are_hardly_warned() -> None:
    """The reviewer is no gossip: few good letters carry a warning of tone."""
    warned = [path.name for path in (*GOOD, *WRITTEN) if tone_of(path)]
    assert len(warned) <= MOST_WARNED * len([*GOOD, *WRITTEN]), warned


def _rows() -> list[dict[str, str]]:
    files = sorted(SENTENCES.glob("sentences*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]


def test_no_two_sentences_share_five_words_in_a_row() -> None:
    """A model cannot know a sentence from another one: what is alike in five words running was written twice."""
    seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in _rows():
        words = re.findall(r"[^\W_]+(?:[.,:/'\u2019-][^\W_]+)*", row["text"].lower())
        for at in range(len(words) - 4):
            seen[tuple(words[at : at + 5])].add(row["text"])
    assert [sorted(texts) for texts in seen.values() if len(texts) > 1] == []


def test_later_sentences_stay_out_of_the_frozen_situations() -> None:
    """The frozen situations belong to the first three files, as they were when the list was made."""
    frozen = set((SENTENCES / "frozen_situations.txt").read_text("utf-8").split())
    first = {"sentences_a.jsonl", "sentences_b.jsonl", "sentences_c.jsonl"}
    later = [file for file in SENTENCES.glob("sentences*.jsonl") if file.name not in first]
    found = {json.loads(line)["situation"] for file in later for line in file.read_text("utf-8").splitlines() if line.strip()}
    assert found & frozen == set()
