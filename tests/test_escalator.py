"""The two faces: who writes, what is announced, and that neither decides."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from example_cases import ANSWER, AS_OF, EXAMPLES, case_of

from escalate_ai import (
    AsyncEscalator,
    AsyncScriptedModel,
    Case,
    Escalator,
    InputError,
    ModelError,
    ModelRejected,
    ModelUnavailable,
    NotReady,
    Outcome,
    Policy,
    ScriptedModel,
)
from escalate_ai.policy import default_policy
from escalate_ai.terms import MeasureStatus
from escalate_ai.writers import Wish, endpoint_for

if TYPE_CHECKING:
    from pathlib import Path

    from escalate_ai import Ask, Reply


def test_neither_key_nor_base_url_means_the_composer() -> None:
    """Without a way to a model the embedded writer writes."""
    assert endpoint_for(Wish(), {"ESCALATE_AI_MODEL": "m"}, default_policy()) is None


def test_a_base_url_alone_is_enough() -> None:
    """A server of one's own needs no key."""
    endpoint = endpoint_for(Wish(), {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}, default_policy())
    assert endpoint is not None
    assert (endpoint.host, endpoint.api_key, endpoint.model) == ("127.0.0.1:9", None, default_policy().model.default_name)


def test_a_key_alone_asks_the_default_model() -> None:
    """The policy names the model where nobody else does."""
    endpoint = endpoint_for(Wish(), {"OPENAI_API_KEY": "k"}, default_policy())
    assert endpoint is not None
    assert (endpoint.host, endpoint.model) == ("api.openai.com", default_policy().model.default_name)


def test_empty_variables_count_as_unset() -> None:
    """Shells and compose files set variables to nothing."""
    assert endpoint_for(Wish(), {"OPENAI_API_KEY": "", "OPENAI_BASE_URL": ""}, default_policy()) is None


def test_a_model_by_name_without_a_way_to_it_is_an_error() -> None:
    """A model that was asked for is never replaced in silence."""
    with pytest.raises(InputError, match="OPENAI_API_KEY"):
        endpoint_for(Wish(model="m"), {}, default_policy())


def test_white_space_for_a_key_is_an_error() -> None:
    """A key that was meant to be set is never passed over in silence."""
    with pytest.raises(InputError, match="OPENAI_API_KEY holds white space"):
        endpoint_for(Wish(), {"OPENAI_API_KEY": "  "}, default_policy())


def test_an_empty_name_is_no_model() -> None:
    """`--model ''` is a slip, not a wish for the composer."""
    with pytest.raises(InputError, match="name is empty"):
        endpoint_for(Wish(model=""), {"OPENAI_API_KEY": "k"}, default_policy())


@pytest.mark.parametrize("thing", [object(), 3, {}])
def test_something_that_is_no_model_is_refused(thing: Any) -> None:
    """What cannot answer is never replaced by the composer."""
    with pytest.raises(InputError, match="is no model"):
        Escalator(thing)


def test_a_forbidden_model_is_not_asked_through_the_back_door(tmp_path: Path) -> None:
    """A policy without models refuses a model object as it refuses a name."""
    file = tmp_path / "policy.toml"
    file.write_text('model = "off"', "utf-8")
    model = ScriptedModel([ANSWER])
    with pytest.raises(InputError, match="forbids"):
        Escalator(model, policy=file)
    assert model.asked == []


def test_a_path_is_no_case() -> None:
    """The usual slip is told how to mend itself."""
    path: Any = "examples/northwind"
    with pytest.raises(InputError, match=r"Case\.load"):
        Escalator(offline=True).rewrite(path)


def test_offline_means_the_composer_whatever_is_set() -> None:
    """A key, a base URL and a model's name change nothing."""
    environment = {"OPENAI_API_KEY": "k", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    assert endpoint_for(Wish(model="m", offline=True), environment, default_policy()) is None


@pytest.mark.parametrize("text", ['model = "off"', '[model]\nmode = "off"'])
def test_a_policy_can_forbid_every_model(text: str, tmp_path: Path) -> None:
    """With models off the environment is not looked at, and asking for one is an error."""
    file = tmp_path / "policy.toml"
    file.write_text(text, "utf-8")
    policy = Policy.load(file)
    assert endpoint_for(Wish(), {"OPENAI_API_KEY": "k"}, policy) is None
    with pytest.raises(InputError, match="forbids"):
        endpoint_for(Wish(model="m"), {"OPENAI_API_KEY": "k"}, policy)


def test_a_key_never_shows() -> None:
    """Neither a wish nor an endpoint prints its key."""
    endpoint = endpoint_for(Wish(api_key="sk-secret"), {}, default_policy())
    assert "sk-secret" not in repr(endpoint) + repr(Wish(api_key="sk-secret"))


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_offline_opens_no_socket(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example becomes an accepted letter while sockets are denied."""

    def denied(*_: object, **__: object) -> NoReturn:
        msg = "a socket was opened"
        raise AssertionError(msg)

    monkeypatch.setattr(socket, "socket", denied)
    monkeypatch.setattr(socket, "create_connection", denied)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-set")
    outcome = Escalator(offline=True).rewrite(Case.load(folder), as_of=AS_OF)
    assert outcome.report is not None
    assert [f"{f.rule} {f.where} {f.quote} {f.message}" for f in outcome.report.errors] == []
    assert outcome.accepted
    assert outcome.written_by == "composer"
    assert outcome.usage.requests == 0


def test_what_goes_where_is_announced_once_before_it_goes() -> None:
    """One line a rewrite, and none where nothing is asked."""
    lines: list[str] = []
    escalator = Escalator(ScriptedModel([ANSWER, ANSWER], name="m"), announce=lines.append)
    escalator.rewrite(case_of("northwind"), as_of=AS_OF)
    assert lines == ["sending case facts of Northwind Home Goods to the model given, model m"]
    escalator.rewrite(case_of("northwind").model_copy(update={"appeals": ()}), as_of=AS_OF)
    assert len(lines) == 1


def test_the_sync_face_works_where_a_loop_runs() -> None:
    """A notebook's running loop is neither needed nor disturbed."""

    async def inside() -> Outcome:
        return Escalator(ScriptedModel([ANSWER])).rewrite(case_of("northwind"), as_of=AS_OF)

    assert asyncio.run(inside()).accepted


def test_both_faces_give_the_same_outcome() -> None:
    """The loop is one; the faces differ by `await`."""
    sync = Escalator(ScriptedModel([ANSWER])).rewrite(case_of("northwind"), as_of=AS_OF)
    other = asyncio.run(AsyncEscalator(AsyncScriptedModel([ANSWER])).rewrite(case_of("northwind"), as_of=AS_OF))
    assert sync.model_dump() == other.model_dump()


class _Slowing:
    """A model that answers later cases sooner."""

    name = "slowing"

    def __init__(self) -> None:
        self.now, self.most, self.asked = 0, 0, 0

    async def ask(self, ask: Ask, /) -> Reply:
        """Answer after a while, and note how many asks are under way."""
        self.asked += 1
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0.02 / self.asked)
        self.now -= 1
        return await AsyncScriptedModel([ANSWER]).ask(ask)


def test_many_cases_come_back_in_their_order_and_within_the_limit() -> None:
    """No outcome is ever paired with another client's case, and no more run at once than asked for."""
    stores = [f"Store {number}" for number in range(6)]
    base = case_of("northwind")
    cases = [base.model_copy(update={"seller": base.seller.model_copy(update={"store_name": name})}) for name in stores]
    model = _Slowing()

    async def run() -> list[Outcome]:
        return [outcome async for outcome in AsyncEscalator(model).rewrite_many(cases, concurrency=2, as_of=AS_OF)]

    outcomes = asyncio.run(run())
    assert [outcome.case.seller.store_name for outcome in outcomes if outcome.case] == stores
    assert model.most == 2


def test_one_case_that_fails_does_not_end_the_others() -> None:
    """An overloaded server costs one outcome, which says so; a wrong key ends the run."""
    cases = [case_of("northwind")] * 3

    async def run(replies: list[str | ModelError]) -> list[Outcome]:
        escalator = AsyncEscalator(AsyncScriptedModel(replies))
        return [outcome async for outcome in escalator.rewrite_many(cases, concurrency=1, as_of=AS_OF)]

    outcomes = asyncio.run(run([ANSWER, ModelUnavailable("overloaded"), ANSWER]))
    assert [outcome.accepted for outcome in outcomes] == [True, False, True]
    assert outcomes[1].stopped == "the model failed: overloaded"
    with pytest.raises(ModelRejected):
        asyncio.run(run([ANSWER, ModelRejected("wrong key"), ANSWER]))


def test_a_rule_that_does_not_exist_cannot_be_allowed() -> None:
    """A typing error in a code is named, not ignored."""
    with pytest.raises(InputError, match=r"there is no rule 'CT24'; did you mean"):
        Escalator(ScriptedModel([ANSWER])).rewrite(case_of("northwind"), as_of=AS_OF, allow={"CT24": "typo"})


def test_an_allowed_rule_leaves_its_findings_and_the_reason_in_the_outcome() -> None:
    """Silencing is on record."""
    wrong = ANSWER.replace("August 20", "August 24")
    outcome = Escalator(ScriptedModel([wrong])).rewrite(
        case_of("northwind"), as_of=AS_OF, rounds=0, allow={"GR402": "day disputed", "CT204": "same", "CT205": "same"}
    )
    assert outcome.report is not None
    assert {entry.rule: entry.reason for entry in outcome.report.allowed}["GR402"] == "day disputed"
    assert any(entry.findings for entry in outcome.report.allowed)


def test_a_submission_of_a_case_that_is_not_ready_is_refused() -> None:
    """Where there is nothing to send, the error says on which rung the case stands."""
    outcome = Escalator(offline=True).rewrite(case_of("northwind").model_copy(update={"appeals": ()}), as_of=AS_OF)
    with pytest.raises(NotReady, match="appeal"):
        outcome.submission()


def test_an_outcome_read_back_takes_its_case_again() -> None:
    """JSON does not carry the case, so it is named."""
    outcome = Escalator(offline=True).rewrite(case_of("northwind"), as_of=AS_OF)
    again = Outcome.model_validate_json(outcome.model_dump_json())
    with pytest.raises(NotReady, match="case="):
        again.submission()
    assert again.submission(case=case_of("northwind")).items() == outcome.submission().items()


def test_an_outcome_is_never_bundled_with_another_clients_papers() -> None:
    """A letter held against a case it was not written for is blocked, whatever its stored report says."""
    outcome = Escalator(offline=True).rewrite(case_of("northwind"), as_of=AS_OF)
    again = Outcome.model_validate_json(outcome.model_dump_json())
    submission = again.submission(case=case_of("lindqvist-related"))
    assert "SB605" in [found.rule for found in submission.report.errors]


def test_an_edited_outcome_is_checked_again_before_it_is_bundled() -> None:
    """What was accepted is the letter that passed, not whatever stands in its place later."""
    outcome = Escalator(offline=True).rewrite(case_of("northwind"), as_of=AS_OF)
    data = outcome.model_dump(mode="json")
    data["letter"]["opening"] = "Our lawyers will sue you."
    del data["letter"]["text"]
    submission = Outcome.model_validate(data).submission(case=case_of("northwind"))
    assert "SB605" in [found.rule for found in submission.report.errors]


def test_a_letters_text_cannot_differ_from_its_parts() -> None:
    """One letter is checked and the same one is sent."""
    data = Escalator(offline=True).rewrite(case_of("northwind"), as_of=AS_OF).model_dump(mode="json")
    data["letter"]["text"] = "tampered"
    with pytest.raises(ValueError, match="differs from the letter's parts"):
        Outcome.model_validate(data)


def test_an_allowed_plan_rule_lets_the_ladder_pass_and_is_on_record() -> None:
    """A consultant who knows better can silence what blocks row 7; the reason stands in the outcome, and rungs stay out of reach."""
    case = case_of("northwind")
    assert case.poa is not None
    promised = case.poa.corrective_actions[1].model_copy(update={"status": MeasureStatus.PLANNED, "completed_on": None, "result": None})
    plan = case.poa.model_copy(update={"corrective_actions": (case.poa.corrective_actions[0], promised, case.poa.corrective_actions[2])})
    weak = case.model_copy(update={"poa": plan})
    assert not Escalator(offline=True).rewrite(weak, as_of=AS_OF).readiness.ready
    outcome = Escalator(offline=True).rewrite(weak, as_of=AS_OF, allow={"PL107": "the order was never placed"})
    assert outcome.readiness.ready
    assert outcome.report is not None
    assert ("PL107", "the order was never placed") in [(entry.rule, entry.reason) for entry in outcome.report.allowed]
    with pytest.raises(InputError, match="no allowing changes"):
        Escalator(offline=True).rewrite(weak, as_of=AS_OF, allow={"RD504": "let me"})
