"""The whole rewrite on a real small model behind a real server: it writes badly, and what comes of it is honest all the same."""

from __future__ import annotations

import pytest
from example_cases import AS_OF, case_of
from llama import MODEL, llama_server

from escalate_ai import Escalator, Outcome, Policy, ReplyTruncated

__all__ = ["llama_server"]
pytestmark = pytest.mark.real_model


@pytest.fixture(scope="module")
def outcome(llama_server: str) -> Outcome:
    """What came of one case on the small model, with one repair."""
    policy = Policy.load()
    slow = {"answer_tokens": 700, "rounds": 1, "timeout_seconds": 500.0, "retry_seconds": 500.0}
    patient = policy.model_copy(update={"model": policy.model.model_copy(update=slow)})
    try:
        return Escalator(MODEL, base_url=llama_server, policy=patient).rewrite(case_of("shearwater-hijacker"), as_of=AS_OF)
    except ReplyTruncated as error:
        # A model this small may never close a sentence: what was paid for is on the error.
        return Outcome.model_validate(error.outcome)


def test_a_small_models_letter_is_never_called_accepted_with_an_error(outcome: Outcome) -> None:
    """Accepted and passed are one thing, whatever the model wrote."""
    assert outcome.model == MODEL
    assert outcome.accepted == (outcome.report is not None and outcome.report.passed)


def test_every_answer_of_a_small_model_is_kept_and_paid_for(outcome: Outcome) -> None:
    """Each round has its text and its tokens, and the sum is the usage."""
    assert outcome.rounds
    assert all(entry.text and entry.usage.output_tokens > 0 for entry in outcome.rounds)
    assert outcome.usage.output_tokens == sum(entry.usage.output_tokens for entry in outcome.rounds)
    assert outcome.usage.requests >= len(outcome.rounds)


def test_the_faults_of_a_small_models_letter_stand_at_their_words(outcome: Outcome) -> None:
    """Whatever is wrong in it is named with the words it is about."""
    if outcome.letter is None or outcome.report is None:
        assert all(entry.problem in {"unreadable", "truncated"} for entry in outcome.rounds)
        return
    parts = {
        "subject": outcome.letter.subject,
        "opening": outcome.letter.opening,
        "highlights_intro": outcome.letter.highlights_intro,
        "closing": outcome.letter.closing,
        **{f"highlights[{place}]": entry.text for place, entry in enumerate(outcome.letter.highlights)},
    }
    spoken = [found for found in outcome.report.findings if found.span and found.where in parts]
    assert all(parts[found.where][found.span[0] : found.span[1]] == found.quote for found in spoken if found.span)
