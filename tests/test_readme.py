"""The README shows what the library does today, and holds exactly two commands to paste."""

from __future__ import annotations

import re

from docs_kit import ROOT, blocks
from example_cases import AS_OF, case_of

from escalate_ai import Escalator

README = ROOT / "README.md"


def shown(language: str) -> str:
    """Give the one block of the README in a language."""
    (block,) = blocks(README, language)
    return block.text.strip()


def test_before_is_the_clients_own_draft() -> None:
    """What stands as the client's attempt is the example's draft, word for word."""
    draft = case_of("juniper-listing").draft
    assert draft is not None
    assert shown("text before") == draft.text.strip()


def test_after_is_the_letter_of_today() -> None:
    """What stands as the library's letter is what it writes from that case."""
    letter = Escalator(offline=True).rewrite(case_of("juniper-listing"), as_of=AS_OF).letter
    assert letter is not None
    assert shown("text after") == letter.text.strip()


def test_what_is_said_of_the_draft_is_what_the_outcome_says() -> None:
    """Every rule and every unused fact that the README names is in the outcome, and no error is left out."""
    review = Escalator(offline=True).rewrite(case_of("juniper-listing"), as_of=AS_OF).draft
    assert review is not None
    told = README.read_text("utf-8").partition("What the library says of it:")[2].partition("What it writes instead")[0]
    assert set(re.findall(r"[A-Z]{2}\d{3}", told)) == {found.rule for found in review.findings if found.is_error}
    assert all(fact.text in told for fact in review.unused)


def test_there_are_two_commands_to_paste() -> None:
    """A newcomer is given two commands, each complete in itself."""
    commands = [block.text for block in blocks(README, "sh")]
    assert len(commands) == 2
    assert all(command.startswith("python3 -m venv") for command in commands)
