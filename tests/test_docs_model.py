"""What the page on models promises about what leaves the machine, tried on every example case that is ready for a letter."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from docs_kit import DOCS, ROOT

from escalate_ai import Case, Escalator, Policy, ScriptedModel, readiness
from escalate_ai.llm.retrying import TRANSIENT_STATUSES
from escalate_ai.prompt_facts import NOTICE_CHARACTERS

AS_OF = date(2026, 11, 20)
READY = [
    folder
    for folder in sorted(path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "examples").rglob("case.yaml"))
    if readiness(Case.load(ROOT / folder), as_of=AS_OF).ready
]


@cache
def _sent(folder: str) -> str:
    """Give all that a model was sent over a whole rewrite whose answers stay unreadable."""
    model = ScriptedModel(["no letter"] * 3)
    Escalator(model).rewrite(Case.load(ROOT / folder), as_of=AS_OF)
    return "\n".join(message.content for ask in model.asked for message in ask.messages)


def test_most_example_cases_are_ready() -> None:
    """There is something to try the promises on."""
    assert len(READY) >= 4


@pytest.mark.parametrize("folder", READY)
def test_what_does_not_go_does_not_go(folder: str) -> None:
    """The contact's data is in no message whatever sentence held it; nor are legal name and token, which no sentence here holds."""
    seller = Case.load(ROOT / folder).seller
    held_back = (seller.contact.name, seller.contact.email, seller.contact.phone, seller.legal_name, seller.seller_id)
    assert not [text for text in held_back if text and text in _sent(folder)]


@pytest.mark.parametrize("folder", READY)
def test_texts_that_were_sent_before_do_not_go(folder: str) -> None:
    """No line of a text that was sent before is in a message, unless the plan or the draft holds it too."""
    case = Case.load(ROOT / folder)
    own = (case.draft.text if case.draft else "") + (case.poa.text or "" if case.poa else "") + case.model_dump_json(exclude={"appeals"})
    lines = [line.strip("-*# ") for attempt in case.appeals if attempt.plan for line in attempt.plan.text.splitlines()]
    assert not [line for line in lines if len(line) > 60 and line not in own and line in _sent(folder)]


@pytest.mark.parametrize("folder", READY)
def test_what_goes_is_what_the_page_lists(folder: str) -> None:
    """Store name, day of each attempt's channel, the statements of the causes and the titles of the documents do go."""
    case = Case.load(ROOT / folder)
    assert case.seller.store_name in _sent(folder)
    causes = case.poa.root_causes if case.poa and case.wants_causes else ()
    assert not [cause.statement for cause in causes if cause.statement not in _sent(folder)]
    assert any(document.title in _sent(folder) for document in case.evidence)


def test_numbers_on_the_page_are_the_codes() -> None:
    """The page names the length of the notice, the statuses that are tried again, and policy keys that exist."""
    page = (DOCS / "model.md").read_text("utf-8")
    assert f"{NOTICE_CHARACTERS:,} characters" in page
    assert not [status for status in TRANSIENT_STATUSES if str(status) not in page]
    keys = ("default_name", "rounds", "when_spent", "prompt_tokens", "total_tokens", "answer_tokens", "retry_attempts", "retry_seconds")
    assert not [key for key in keys if key not in page or not hasattr(Policy.load().model, key)]
