"""The loop: ask, check, correct, and every way to stop."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from example_cases import ANSWER, AS_OF, answer_with, case_of

from escalate_ai import (
    BudgetExceeded,
    Escalator,
    ModelError,
    ModelRefused,
    ModelRejected,
    ModelUnavailable,
    Outcome,
    Policy,
    ReplyTruncated,
    ScriptedModel,
)
from escalate_ai.llm.ask import Finish, Reply, Usage

if TYPE_CHECKING:
    from pathlib import Path

WRONG_DATE = answer_with(opening=json.loads(ANSWER)["opening"].replace("August 20", "August 24"))
PLEADING = answer_with(
    opening=json.loads(ANSWER)["opening"].replace("August 20", "August 24"),
    closing="Please, we beg you to save our family business. " + json.loads(ANSWER)["closing"],
)


def rewritten(model: ScriptedModel, policy: Policy | None = None, rounds: int | None = None) -> Outcome:
    """Run the northwind case on a scripted model."""
    return Escalator(model, policy=policy).rewrite(case_of("northwind"), as_of=AS_OF, rounds=rounds)


def policy_with(tmp_path: Path, text: str) -> Policy:
    """Give the policy with a few keys laid over it."""
    file = tmp_path / "policy.toml"
    file.write_text(text, "utf-8")
    return Policy.load(file)


def test_a_good_first_answer_is_accepted_without_a_second_ask() -> None:
    """A letter without findings that matter ends the loop."""
    model = ScriptedModel([ANSWER, ANSWER])
    outcome = rewritten(model)
    assert outcome.report is not None
    assert [f"{f.rule} {f.message}" for f in outcome.report.findings if f.severity != "note"] == []
    assert outcome.accepted
    assert len(model.asked) == 1
    assert outcome.written_by == "model"
    assert outcome.stopped == "the letter passes every check"


def test_a_wrong_date_is_mended_in_a_repair_round() -> None:
    """The correction names the wrong words, and the second answer is taken."""
    model = ScriptedModel([WRONG_DATE, ANSWER])
    outcome = rewritten(model)
    assert outcome.accepted
    assert [(entry.kept, entry.errors > 0) for entry in outcome.rounds] == [(False, True), (True, False)]
    correction = model.asked[1].messages[-1]
    assert correction.role == "user"
    assert "August 24" in correction.content
    assert model.asked[1].purpose == "repair"


def test_a_correction_holds_the_findings_and_no_rule_that_was_kept() -> None:
    """A repair prompt carries what to mend, not the catalogue again."""
    model = ScriptedModel([WRONG_DATE, ANSWER])
    outcome = rewritten(model)
    assert outcome.rounds[0].errors + outcome.rounds[0].warnings > 0
    assert len(model.asked[1].messages[-1].content.split()) < 250


def test_a_repair_that_improves_nothing_ends_the_loop() -> None:
    """The same fault twice stops the asking, and the best letter is kept."""
    model = ScriptedModel([WRONG_DATE, WRONG_DATE, ANSWER])
    outcome = rewritten(model)
    assert not outcome.accepted
    assert len(model.asked) == 2
    assert outcome.stopped == "the last repair improved nothing"
    assert outcome.letter is not None
    assert "August 24" in outcome.letter.text


def test_the_best_letter_is_kept_when_a_repair_makes_it_worse() -> None:
    """A later answer with more errors never replaces an earlier one with fewer."""
    outcome = rewritten(ScriptedModel([WRONG_DATE, PLEADING, ANSWER]))
    assert [entry.kept for entry in outcome.rounds] == [True, False]
    assert outcome.letter is not None
    assert "beg" not in outcome.letter.text


def test_spent_rounds_leave_a_letter_that_is_not_accepted() -> None:
    """By default a letter that stays faulty comes back with its faults."""
    outcome = rewritten(ScriptedModel([WRONG_DATE]), rounds=0)
    assert not outcome.accepted
    assert not outcome.fell_back
    assert outcome.report is not None
    assert outcome.report.errors
    assert outcome.stopped == "all 0 repair rounds are spent"


def test_spent_rounds_fall_back_to_the_composer_where_the_policy_says_so(tmp_path: Path) -> None:
    """The composer's letter is sent instead, and the outcome says so."""
    policy = policy_with(tmp_path, '[model]\nwhen_spent = "composer"\n')
    outcome = rewritten(ScriptedModel([WRONG_DATE]), policy, rounds=0)
    assert outcome.accepted
    assert outcome.fell_back
    assert outcome.written_by == "composer"
    assert [entry.kept for entry in outcome.rounds] == [False]


@pytest.mark.parametrize("answer", ["", "I cannot do that.", "{}", "[1, 2]", '{"subject": "x"', '{"subject": 1}', "null", "{" * 5000])
def test_an_unreadable_answer_is_a_round_that_says_so(answer: str) -> None:
    """What cannot be read is kept as it came, and the writer is told why."""
    model = ScriptedModel([answer, ANSWER])
    outcome = rewritten(model)
    assert outcome.accepted
    assert outcome.rounds[0].problem == "unreadable"
    assert outcome.rounds[0].text == answer
    assert "could not be read" in model.asked[1].messages[-1].content


def test_nothing_but_unreadable_answers_gives_an_outcome_without_a_letter() -> None:
    """Every round is spent, nothing is accepted, and all texts are there."""
    outcome = rewritten(ScriptedModel(["no", "no", "no", "no"]))
    assert not outcome.accepted
    assert outcome.letter is None
    assert outcome.report is None
    assert outcome.written_by is None
    assert [entry.problem for entry in outcome.rounds] == ["unreadable"] * 3


def test_a_fence_around_the_answer_costs_no_round() -> None:
    """Servers without strict schemas like to wrap JSON in a fence."""
    assert rewritten(ScriptedModel([f"Here it is:\n```json\n{ANSWER}\n```"])).rounds[0].problem is None


def test_the_usage_of_every_attempt_is_counted() -> None:
    """A failed round costs what it cost."""
    first = Reply(WRONG_DATE, usage=Usage(requests=3, input_tokens=1000, output_tokens=300))
    second = Reply(ANSWER, usage=Usage(requests=1, input_tokens=1500, output_tokens=310))
    usage = rewritten(ScriptedModel([first, second])).usage
    assert (usage.requests, usage.input_tokens, usage.output_tokens, usage.cost_usd) == (4, 2500, 610, None)


def test_a_budget_that_the_next_prompt_would_pass_ends_the_loop(tmp_path: Path) -> None:
    """The prompt that does not fit is not sent, and the best letter so far is given."""
    policy = policy_with(tmp_path, "[model]\ntotal_tokens = 2000\n")
    reply = Reply(WRONG_DATE, usage=Usage(requests=1, input_tokens=1500, output_tokens=400))
    model = ScriptedModel([reply, ANSWER])
    outcome = rewritten(model, policy)
    assert len(model.asked) == 1
    assert outcome.stopped is not None
    assert "budget of 2000" in outcome.stopped
    assert outcome.letter is not None


def test_a_prompt_over_the_budget_is_an_error_before_anything_is_sent(tmp_path: Path) -> None:
    """A case that cannot be asked about costs nothing."""
    model = ScriptedModel([ANSWER])
    with pytest.raises(BudgetExceeded, match=r"model\.prompt_tokens"):
        rewritten(model, policy_with(tmp_path, "[model]\nprompt_tokens = 500\n"))
    assert model.asked == []


@pytest.mark.parametrize(
    ("finish", "error", "problem"), [(Finish.LENGTH, ReplyTruncated, "truncated"), (Finish.REFUSAL, ModelRefused, "refused")]
)
def test_a_refusal_or_a_cut_off_is_an_error_that_carries_the_rounds(finish: Finish, error: type[Exception], problem: str) -> None:
    """What was paid for before and in that round is on the error."""
    replies = [Reply(WRONG_DATE, usage=Usage(1, 10, 5)), Reply('{"subject"', finish, Usage(1, 20, 7))]
    with pytest.raises(error) as caught:
        rewritten(ScriptedModel(replies))
    outcome = getattr(caught.value, "outcome", None)
    assert isinstance(outcome, Outcome)
    assert [entry.problem for entry in outcome.rounds] == [None, problem]
    assert outcome.usage.output_tokens == 12
    assert outcome.letter is not None
    assert not outcome.accepted


@pytest.mark.parametrize("error", [ModelRejected("the key is wrong"), ModelUnavailable("the server is down")])
def test_a_model_that_fails_is_never_replaced_in_silence(error: ModelError, tmp_path: Path) -> None:
    """Neither a wrong key nor a dead server turns into a composer's letter, whatever the policy says of spent rounds."""
    policy = policy_with(tmp_path, '[model]\nwhen_spent = "composer"\n')
    with pytest.raises(type(error)) as caught:
        rewritten(ScriptedModel([error]), policy)
    outcome = getattr(caught.value, "outcome", None)
    assert isinstance(outcome, Outcome)
    assert outcome.letter is None


def test_a_letter_that_passed_survives_a_failure_in_its_warning_round() -> None:
    """A letter already fit to send is not lost because polishing it failed."""
    closing = json.loads(ANSWER)["closing"].replace("two people release", "two people in two departments release", 1)
    wordy = answer_with(closing=closing)
    outcome = rewritten(ScriptedModel([wordy, ModelUnavailable("the server is down")]))
    assert outcome.rounds[0].errors == 0
    assert outcome.rounds[0].warnings > 0
    assert outcome.accepted
    assert outcome.stopped is not None
    assert "the server is down" in outcome.stopped


def test_a_case_that_is_not_ready_asks_no_model() -> None:
    """On a rung without a letter nothing leaves the machine."""
    model = ScriptedModel([ANSWER])
    case = case_of("northwind").model_copy(update={"appeals": ()})
    outcome = Escalator(model).rewrite(case, as_of=AS_OF)
    assert model.asked == []
    assert (outcome.letter, outcome.report, outcome.written_by, outcome.rounds) == (None, None, None, ())
    assert not outcome.accepted


def test_an_outcome_cannot_be_built_accepted_with_an_error() -> None:
    """The type itself refuses the one lie that matters."""
    outcome = rewritten(ScriptedModel([WRONG_DATE]), rounds=0)
    with pytest.raises(ValueError, match="accepted only with a letter whose report passed"):
        Outcome.model_validate(outcome.model_dump() | {"accepted": True})


def test_an_outcome_survives_json() -> None:
    """What `rewrite --format json` prints can be read back whole."""
    outcome = rewritten(ScriptedModel([WRONG_DATE, ANSWER]))
    again = Outcome.model_validate_json(outcome.model_dump_json())
    assert again.model_dump(mode="json") == outcome.model_dump(mode="json")
